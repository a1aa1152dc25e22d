"""Records of declared kinds as a desk gathers them over the years: groups with their members, their
meetings with who came, decisions with actions, issues of the magazine. Most of it is over.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from db.store import Store
from spoc_tui.casework.dates.when import DayAndTime
from spoc_tui.casework.groups.group import GroupForm
from spoc_tui.casework.groups.meeting import AgendaItem
from spoc_tui.casework.groups.member import Attendance, Came, Member, Seat
from spoc_tui.casework.kinds.act import Owed
from spoc_tui.casework.kinds.fields import Linked
from spoc_tui.casework.records.side import Side

MEETINGS_OF_GROUP = 36
WEEKS_BETWEEN = 6
MEMBERS_OF_GROUP = 6
ACTIONS_EACH = 3
"""One decision in so many has an action."""
OPEN_ISSUES = 50


class DeclaredDesk:
    """Puts them into a store, within an action of it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._today: date = store.today()
        rows = store.connection.execute(
            "SELECT uid, name FROM organisation WHERE removed_at IS NULL ORDER BY id LIMIT 2000"
        )
        self._organisations = [Linked(uid, name) for uid, name in rows]

    def add(self, count: int) -> None:
        """So many records in all, the actions that came of decisions left out."""
        of_group = 1 + 2 * MEETINGS_OF_GROUP
        groups = round(count * 3 / 4 / of_group)
        for number in range(groups):
            self._group(number)
        issues = count - groups * of_group
        for number in range(issues):
            self._issue(number, is_open=number >= issues - OPEN_ISSUES)

    def _begin(self, kind: str, **values: Any) -> Linked:
        record = self._store.declared(kind).begin(values).record
        return Linked(record.uid, record.subject)

    def _group(self, number: int) -> None:
        began = self._today - timedelta(weeks=WEEKS_BETWEEN * (MEETINGS_OF_GROUP - 1))
        seats = [Seat.CHAIR, *[Seat.MEMBER] * (MEMBERS_OF_GROUP - 1)]
        sitting = [self._organisation(number * MEMBERS_OF_GROUP + nth) for nth in range(len(seats))]
        group = self._begin(
            "group",
            name=f"Network {number} of the sector",
            form=GroupForm.NETWORK,
            terms="What the council and the sector decide together",
            rule=f"FREQ=WEEKLY;INTERVAL={WEEKS_BETWEEN}",
            starts=began,
            papers=True,
            members=tuple(
                Member(organisation=one, seat=seat, starts=began)
                for one, seat in zip(sitting, seats, strict=True)
            ),
        )
        for nth in range(MEETINGS_OF_GROUP):
            day = began + timedelta(weeks=WEEKS_BETWEEN * nth)
            self._meeting(group, sitting, nth, day)

    def _meeting(self, group: Linked, sitting: list[Linked], nth: int, day: date) -> None:
        is_over = nth < MEETINGS_OF_GROUP - 1
        came = (*[Came.PRESENT] * (MEMBERS_OF_GROUP - 1), Came.APOLOGIES)
        words = (f"Rents of the halls, {nth}", f"Dates of training, {nth}")
        meeting = self._begin(
            "meeting",
            group=group,
            due_on=day,
            when=DayAndTime(day, time(10)),
            place="Gun Wharf",
            papers=True,
            items=tuple(AgendaItem(words=one, reached=is_over or None) for one in words),
            held=day if is_over else None,
            notes="Everybody brought their dates." if is_over else "",
            **self._closed(day, "notes out") if is_over else {},
            attendance=tuple(
                Attendance(organisation=one, came=how)
                for one, how in zip(sitting, came, strict=True)
            )
            if is_over
            else (),
        )
        if is_over:
            self._decision(group, meeting, nth, day)
        else:
            closes = self._today + timedelta(days=14)
            self._begin("decision", group=group, words="Open on Sundays", closes=closes)

    def _decision(self, group: Linked, meeting: Linked, nth: int, day: date) -> None:
        is_over = nth < MEETINGS_OF_GROUP - 2
        carried = day + timedelta(weeks=WEEKS_BETWEEN)
        decision = self._begin(
            "decision",
            group=group,
            meeting=meeting,
            words=f"Rents stay as they are for the year, {nth}",
            item=f"Rents of the halls, {nth}",
            decided=day,
            **{"carried": carried, **self._closed(carried, "")} if is_over else {},
        )
        if nth % ACTIONS_EACH == 0 or not is_over:
            actions = self._store.feedback
            due = day + timedelta(weeks=WEEKS_BETWEEN)
            known_as = self._store.declared("decision").get(decision.uid).record.reference
            owed = Owed(
                "Write to every tenant", decision.name, group.name, side=Side.COUNCIL, due=due
            )
            action = actions.owe(decision.uid, known_as, owed).feedback.uid
            if is_over:
                actions.done(action)
                actions.told(action, everybody=True)
                actions.close(action)

    def _issue(self, number: int, *, is_open: bool) -> None:
        day = self._today + timedelta(days=number % 50 - 25)
        values = {"name": f"Issue {number} about the hall", "copy_by": day, "notes": "A choir"}
        over = {} if is_open else self._closed(self._today, "no money")
        self._begin("issue", **values, **over)

    def _closed(self, on: date, why: str) -> dict[str, object]:
        at = datetime.combine(on, time(9), self._store.now().tzinfo)
        return {"closed_at": at, "closed_why": why}

    def _organisation(self, nth: int) -> Linked:
        return self._organisations[nth % len(self._organisations)]
