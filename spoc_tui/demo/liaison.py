"""The demo's liaison group: a year of its meetings, what they decided, and what came of that. All
plainly made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from spoc_tui.demo.diary import Diary

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.groups.meeting import Meeting
    from spoc_tui.demo.telling_kinds import Act

NAME = "Sector Liaison Group"
AHEAD = 65
"""So many days from the demo's day it meets again."""


def told(diary: Diary, regulars: list[int]) -> Iterator[tuple[datetime, Act]]:
    """Three meetings are typed in on the first day, as they were found in the files; the fourth is
    prepared, held and written up, and the next one is planned.
    """
    group = _Liaison(diary, regulars)
    first, last = diary.length, diary.length // 3
    yield diary.at(first, 15, 5), group.begin
    yield diary.at(first, 15, 20), group.take_over
    yield diary.at(last + 8, 10, 40), group.prepare
    yield diary.at(last, 15, 45), group.hold
    yield diary.at(last - 2, 11, 15), group.write_up
    yield diary.at(last - 4, 9, 35), group.correct
    yield diary.at(last - 6, 14, 10), group.ask
    yield diary.at(3, 12, 5), group.answer


class _Liaison:
    """The group, by name, and who sits in it: the nth organisations."""

    def __init__(self, diary: Diary, regulars: list[int]) -> None:
        self._diary = diary
        self._chair, self._second, self._third, self._fourth = regulars[:4]
        self._held = diary.ago(diary.length // 3)

    def begin(self, store: Store, organisations: Sequence[str]) -> None:
        """It is put on record, with its members; the last sits there for a team that sent nobody
        yet.
        """
        starts = self._quarters_back(4)
        groups = store.declared("group")
        group = groups.add(
            {
                "name": NAME,
                "short": "SLG",
                "form": "liaison",
                "terms": "What the council and the sector decide together",
                "rule": "quarter",
                "starts": starts.isoformat(),
                "papers": "yes",
                "quorum": "3",
            }
        ).record
        seats = ("chair", "member", "member", "member")
        nths = (self._chair, self._second, self._third, self._fourth)
        for nth, seat in zip(nths, seats, strict=True):
            person = next(iter(store.organisations.contacts(organisations[nth])), None)
            who = {"organisation": organisations[nth], "person": person.uid if person else ""}
            typed = {**who, "seat": seat, "starts": starts.isoformat()}
            groups.add_row(group.uid, "members", typed)
        team = {"team": "VCS Commissioning", "seat": "member", "starts": starts.isoformat()}
        groups.add_row(group.uid, "members", team)

    def take_over(self, store: Store, organisations: Sequence[str]) -> None:
        """The year’s first three meetings, from the notes that were in the files."""
        meetings = store.declared("meeting")
        first = self._meet(store, ["How often we meet", "One form for small grants"])
        self._attend(store, first, apologies=self._name(store, organisations, self._third))
        meetings.act(first, "decide", {"words": "Meet every quarter, at Gun Wharf", "item": "1"})
        meetings.act(first, "decide", {"words": "One form for every small grant", "item": "2"})
        self._action(store, first, "Make the form", "VCS Commissioning", self._held, -150)
        meetings.act(first, "send-notes")
        self._carried(store, 1, 90)

        second = self._meet(store, ["A named person for safeguarding", "Rents of the halls"])
        self._attend(store, second, absent=self._name(store, organisations, self._fourth))
        words = "The sector names one person for questions of safeguarding"
        meetings.act(second, "decide", {"words": words, "item": "1"})
        named = self._name(store, organisations, self._second)
        self._action(store, second, "Name the person", named, self._held, -100)
        meetings.act(second, "reach", {"unreached": "2"})
        meetings.act(second, "send-notes")
        for one in store.feedback.all():
            if one.action in ("Make the form", "Name the person"):
                store.feedback.done(one.uid)
                store.feedback.told(one.uid, everybody=True)
                store.feedback.close(one.uid)
        self._carried(store, 2, 75)
        self._carried(store, 3, 48)

        third = self._meet(store, ["Empty shops"])
        self._attend(store, third)
        chair = self._name(store, organisations, self._chair)
        meetings.act(third, "declare", {"who": chair, "item": "1"})
        rents = {"words": "Rents of the halls stay as they are until April", "item": "1"}
        meetings.act(third, "decide", {**rents, "opposed": named})
        self._action(store, third, "Write to every tenant", "Property and Assets", self._held, -20)
        meetings.act(third, "decide", {"words": "A list of shops that stand empty", "item": "2"})
        other = self._name(store, organisations, self._third)
        self._action(store, third, "Say which of them we would use", other, self._held, -10)
        meetings.act(third, "send-notes")

    def prepare(self, store: Store, organisations: Sequence[str]) -> None:
        """The fourth is planned for the day that suits all, and its agenda sent."""
        self._meet(store, ["Dates of training", "The consultation on parking"], held=False)
        store.declared("meeting").act(self._planned(store).uid, "send-agenda")

    def hold(self, store: Store, organisations: Sequence[str]) -> None:
        """It is held; there was no time for the last item."""
        uid, meetings = self._planned(store).uid, store.declared("meeting")
        meetings.act(uid, "hold", {"notes": "Everybody brought their dates for spring."})
        third = self._name(store, organisations, self._third)
        self._attend(store, uid, deputies=third, apologies="VCS Commissioning")
        words = "One page with the dates of all training"
        meetings.act(uid, "decide", {"words": words, "item": "1", "against": "no"})
        second = self._name(store, organisations, self._second)
        self._action(store, uid, "Gather the dates", second, self._diary.today, 12)
        self._action(store, uid, "Make the page", "VCS Commissioning", self._diary.today, 30)

    def write_up(self, store: Store, organisations: Sequence[str]) -> None:
        """The notes go out, with what is carried over; the next meeting is planned."""
        meetings, groups = store.declared("meeting"), store.declared("group")
        held = groups.get(NAME).record.meetings[-1]  # type: ignore[attr-defined]
        meetings.act(held.uid, "reach", {"unreached": "2"})
        meetings.act(held.uid, "send-notes")
        groups.act(NAME, "plan", {"place": "Gun Wharf"})
        planned = self._planned(store)
        asked = {"words": "Lunch clubs in winter", "asked_by": "the network"}
        meetings.add_row(planned.uid, "items", asked)
        speaker = {"role": "speaker", "organisation": organisations[self._chair]}
        meetings.act(planned.uid, "ask", speaker)

    def correct(self, store: Store, organisations: Sequence[str]) -> None:
        """A member says that it was decided otherwise."""
        words = "One page with the dates of all training, made again each quarter"
        store.declared("decision").edit(self._decided(store)[-1].uid, {"words": words})

    def ask(self, store: Store, organisations: Sequence[str]) -> None:
        """Has what cannot wait decided by e-mail."""
        decisions = store.declared("decision")
        typed = {
            "group": NAME,
            "words": "One answer of the sector to the consultation on parking",
            "closes": self._diary.ago(-4).isoformat(),
        }
        made = decisions.add(typed).record
        decisions.act(made.uid, "ask-members")

    def answer(self, store: Store, organisations: Sequence[str]) -> None:
        """One of them has answered."""
        decisions = store.declared("decision")
        (one,) = decisions.page(step="open-for-answers")
        second = self._name(store, organisations, self._second)
        decisions.act(one.uid, "answer", {"who": second, "said": "We are for it."})

    def _meet(self, store: Store, items: Sequence[str], *, held: bool = True) -> str:
        """The next meeting by the rule, with what was carried over and these items; its uid."""
        groups, meetings = store.declared("group"), store.declared("meeting")
        when = {} if held else {"when": self._held.isoformat()}
        groups.act(NAME, "plan", {"place": "Gun Wharf", **when})
        planned = self._planned(store)
        for words in items:
            meetings.add_row(planned.uid, "items", {"words": words})
        if held:
            meetings.act(planned.uid, "send-agenda")
            meetings.act(planned.uid, "hold", {"on": planned.when.day.isoformat()})
        return planned.uid

    def _attend(self, store: Store, uid: str, **names: str) -> None:
        store.declared("meeting").act(uid, "attend", names)

    def _action(self, store: Store, uid: str, what: str, owner: str, day: date, later: int) -> None:
        """An action of the meeting’s last decision, due so many days after a day."""
        due = (day + timedelta(days=later)).isoformat()
        typed = {"what": what, "owner": owner, "due": due}
        store.declared("meeting").act(uid, "add-action", typed)

    def _carried(self, store: Store, nth: int, later: int) -> None:
        """The nth decision was carried out so many days after it was made."""
        one = self._decided(store)[nth - 1]
        on = (one.decided + timedelta(days=later)).isoformat()
        store.declared("decision").act(one.uid, "carry-out", {"on": on})

    def _planned(self, store: Store) -> Meeting:
        group: Any = store.declared("group").get(NAME).record
        planned: Meeting = group.planned
        return planned

    def _decided(self, store: Store) -> list[Any]:
        """The decisions, the earliest first."""
        return store.declared("decision").page()[::-1]

    def _name(self, store: Store, organisations: Sequence[str], nth: int) -> str:
        return store.organisations.get(organisations[nth]).name

    def _quarters_back(self, n: int) -> date:
        """The day so many quarters before the next meeting; no later in the month than the 28th."""
        ahead = self._diary.today + timedelta(days=AHEAD)
        months = ahead.year * 12 + ahead.month - 1 - 3 * n
        return date(months // 12, months % 12 + 1, min(ahead.day, 28))
