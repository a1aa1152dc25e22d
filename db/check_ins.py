"""Recurring check-ins with the sector: kept, held or skipped, ended; and their agenda."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

from db.enquiry_rows import day_of
from db.typed_fields import check_fields, read_name
from spoc_tui.casework import handling
from spoc_tui.casework.check_ins import CheckIn, CheckInAgenda, agenda_of, need_next, need_running
from spoc_tui.casework.choosing import choose
from spoc_tui.casework.date_fields import Direction
from spoc_tui.casework.errors import BadInput, NotFound, Refused
from spoc_tui.casework.recurrence import (
    HOW_OFTEN,
    next_after,
    nominal_dates,
    read_rule,
)
from spoc_tui.casework.text import clean_text, compared
from spoc_tui.casework.when import show_day

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.feedback import Feedback
    from spoc_tui.casework.working_days import WorkingDays

FORMS = {
    "name": "whom it is with; never blank",
    "every": "6 weeks, month, quarter, first tuesday, or an RFC 5545 rule",
    "starts": "WHEN; the dates are counted from it",
    "notes": "what is to be remembered; blank: nothing",
}
"""The fields of `edit`, and what may be typed into each."""

SELECT = """SELECT c.*,
    (SELECT max(due) FROM check_in_held AS h
        WHERE h.check_in = c.uid AND h.removed_at IS NULL) AS last_due,
    (SELECT max(held_on) FROM check_in_held AS h
        WHERE h.check_in = c.uid AND h.removed_at IS NULL) AS last_held
FROM check_in AS c WHERE c.removed_at IS NULL"""


class CheckIns:
    """The check-ins of a store. Every act returns the check-in as it stands after it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, uid: str) -> CheckIn:
        """The one of a uid, ended or not; NotFound if there is none or it was undone."""
        found = self._read("c.uid = ?", uid)
        if found:
            return found[0]
        gone = self._store.connection.execute(
            "SELECT name FROM check_in WHERE uid = ?", [uid]
        ).fetchone()
        raise NotFound(
            f"The check-in {gone['name']} was undone." if gone else "There is no such check-in."
        )

    def find(self, typed: str) -> CheckIn:
        """The one that was meant, by name or uid; an ended one where no other fits.

        Ambiguous or NotFound otherwise.
        """
        try:
            return self._choose(typed, self.all())
        except NotFound as error:
            ended = [one for one in self.all(ended=True) if not one.is_open]
            try:
                return self._choose(typed, ended)
            except NotFound:
                raise error from None

    def all(self, *, ended: bool = False) -> list[CheckIn]:
        """The check-ins, the next due first; with `ended` those that have ended too, last."""
        found = self._read("? OR c.ended_on IS NULL", ended)
        return sorted(
            found,
            key=lambda one: (not one.is_open, one.next_due or date.max, compared(one.name)),
        )

    def due(self, on: date) -> list[CheckIn]:
        """Those that are due on a day, or were before it; the longest first."""
        return [one for one in self.all() if one.next_due is not None and one.next_due <= on]

    def add(self, name: str, every: str, starts: date, notes: str = "") -> CheckIn:
        """Begins a check-in; `every` says how often, as it is typed.

        BadInput for what cannot be used; Refused where an open one has that name.
        """
        name = read_name(name, "check-in")
        values = {
            "name": name,
            "rule": read_rule(every),
            "starts": starts.isoformat(),
            "notes": clean_text(notes, field="notes"),
        }
        _need_a_date(values)
        with self._store.action(f"Added the check-in {name}"):
            self._need_free(name)
            uid = self._store.insert("check_in", values)
        return self.get(uid)

    def edit(self, uid: str, typed: Mapping[str, str]) -> CheckIn:
        """Changes fields, given as typed (see `FORMS`). Errors as in `add`."""
        check_fields(typed, FORMS, "A check-in")
        with self._acting(uid, "Edited") as check_in:
            values: dict[str, str] = {}
            if "name" in typed:
                values["name"] = read_name(typed["name"], "check-in")
                self._need_free(values["name"], uid)
            if "every" in typed:
                values["rule"] = read_rule(typed["every"])
            if "starts" in typed:
                day = self._store.read_day(typed["starts"], "starts", Direction.ANY)
                values["starts"] = day.isoformat()
            if "notes" in typed:
                values["notes"] = clean_text(typed["notes"], field="notes")
            before = {"rule": check_in.rule, "starts": check_in.starts.isoformat()}
            _need_a_date({**before, **values})
            self._store.update("check_in", uid, values)
        return self.get(uid)

    def held(self, uid: str, on: date | None = None, notes: str = "") -> CheckIn:
        """The next due one was held, today or on an earlier day; before its day as well.

        Refused where it was held on that day or a later one already.
        """
        today = self._store.today()
        day = on or today
        handling.need_behind(day, today, "on")
        notes = clean_text(notes, field="notes")
        with self._acting(uid, "Held") as check_in:
            if check_in.last_held is not None and day <= check_in.last_held:
                raise Refused(
                    f"{check_in.name} was held on {show_day(check_in.last_held)} already. "
                    "Give a later day, or skip the one that was not held."
                )
            self._record(check_in, day, notes)
        return self.get(uid)

    def skip(self, uid: str, why: str) -> CheckIn:
        """The next due one is not held, for a reason."""
        why = handling.need_text(clean_text(why, field="because"), "why it is skipped", "because")
        with self._acting(uid, "Skipped") as check_in:
            self._record(check_in, None, why)
        return self.get(uid)

    def end(self, uid: str) -> CheckIn:
        """It is held no more, from today; what was held stays on record."""
        with self._acting(uid, "Ended"):
            self._store.update("check_in", uid, {"ended_on": self._store.today().isoformat()})
        return self.get(uid)

    def agenda(self, uid: str) -> CheckInAgenda:
        """What is owed by either side, done and heard since it was last held, and who waits."""
        check_in = self.get(uid)
        feedback = self._store.feedback.all()
        return agenda_of(
            check_in,
            feedback,
            today=self._store.today(),
            officer=self._store.who,
            may_be_named=self._may_be_named(feedback),
        )

    def _choose(self, typed: str, options: Sequence[CheckIn]) -> CheckIn:
        return choose(
            typed,
            options,
            lambda one: (one.name, one.uid),
            what="check-in",
            field="name",
            uid=lambda one: one.uid,
        )

    @contextmanager
    def _acting(self, uid: str, done: str) -> Iterator[CheckIn]:
        """An action on one that has not ended, read within its transaction."""
        with self._store.action(f"{done} a check-in") as action:
            check_in = self.get(uid)
            need_running(check_in)
            action.label = f"{done} the check-in {check_in.name}"
            yield check_in

    def _record(self, check_in: CheckIn, held_on: date | None, notes: str) -> None:
        """Writes what became of the next due one, within an action."""
        values = {
            "check_in": check_in.uid,
            "due": need_next(check_in).isoformat(),
            "held_on": held_on.isoformat() if held_on else None,
            "notes": notes,
        }
        self._store.put("check_in_held", values)

    def _need_free(self, name: str, own: str | None = None) -> None:
        """Refuses the name of another open check-in."""
        for one in self.all():
            if one.uid != own and compared(one.name) == compared(name):
                raise Refused(f"There is a check-in {one.name} already.")

    def _may_be_named(self, feedback: Sequence[Feedback]) -> frozenset[str]:
        """Of the organisations that owe something, those that agreed to be named."""
        owners = {one.owner_uid for one in feedback if one.owner_uid}
        rows = self._store.connection.execute(
            "SELECT uid FROM organisation WHERE named_on IS NOT NULL "
            "AND uid IN (SELECT value FROM json_each(?))",
            [json.dumps(sorted(owners))],
        )
        return frozenset(row["uid"] for row in rows)

    def _read(self, where: str, value: object) -> list[CheckIn]:
        rows = self._store.connection.execute(f"{SELECT} AND ({where})", [value]).fetchall()
        if not rows:
            return []  # the calendar is not read for nothing
        days = self._store.days
        return [_check_in_of(row, days) for row in rows]


def _check_in_of(row: sqlite3.Row, days: WorkingDays) -> CheckIn:
    starts, last_due = date.fromisoformat(row["starts"]), day_of(row["last_due"])
    ended = row["ended_on"] is not None
    return CheckIn(
        uid=row["uid"],
        name=row["name"],
        rule=row["rule"],
        starts=starts,
        notes=row["notes"],
        ended_on=day_of(row["ended_on"]),
        last_due=last_due,
        last_held=day_of(row["last_held"]),
        next_due=None if ended else next_after(row["rule"], starts, last_due, days),
    )


def _need_a_date(values: Mapping[str, Any]) -> None:
    """BadInput where the rule, counted from its start, names no day at all."""
    starts = date.fromisoformat(values["starts"])
    if next(nominal_dates(values["rule"], starts), None) is None:
        raise BadInput(
            f"Counted from {show_day(starts)}, “{values['rule']}” names no day. {HOW_OFTEN}",
            field="every",
        )
