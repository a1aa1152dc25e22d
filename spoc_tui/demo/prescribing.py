"""The demo’s social prescribing: services with and without room, counts of three months, an award
that is about one of them, and a question to a board. All plainly made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from spoc_tui.casework.records.link import Says
from spoc_tui.demo.diary import Diary

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.demo.telling_kinds import Act

LUNCH, WALK, TALK = "Made-up lunch club", "Made-up health walk", "Made-up talking group"


def told(diary: Diary, regulars: list[int]) -> Iterator[tuple[datetime, Act]]:
    """Services are put on record and rung; counts come in; money is about one of them; a board is
    asked, and says little.
    """
    its = _Prescribing(diary, regulars)
    first = diary.length
    yield diary.at(first - 3, 10, 5), its.begin
    yield diary.at(first - 4, 11, 35), its.ring
    yield diary.at(first - 6, 15, 20), its.ask
    yield diary.at(first // 2 + 2, 9, 55), its.count
    yield diary.at(15, 14, 10), its.pay
    yield diary.at(13, 10, 20), its.answer
    yield diary.at(6, 11, 25), its.ring_again


class _Prescribing:
    """The services, and the question."""

    def __init__(self, diary: Diary, regulars: list[int]) -> None:
        self._diary = diary
        self._whose = regulars[2:5]
        self._services: list[str] = []
        self._asked = ""

    def _day(self, days: int) -> str:
        return (self._diary.today + timedelta(days=days)).isoformat()

    def _month(self, ago: int) -> date:
        """The first day of a whole month before today."""
        day = self._diary.today.replace(day=1)
        for _ in range(ago):
            day = (day - timedelta(days=1)).replace(day=1)
        return day

    def begin(self, store: Store, organisations: Sequence[str]) -> None:
        """Three services of three groups."""
        services = store.declared("service")
        for nth, (name, whom, more) in enumerate(
            (
                (LUNCH, "people who live alone", {"when": "Tuesday", "youngest": "55"}),
                (WALK, "anybody who can walk a mile", {"when": "first Friday", "cost": "free"}),
                (TALK, "carers", {"when": "fortnight", "hours": "18:00 to 19:30"}),
            )
        ):
            added = {"organisation": organisations[self._whose[nth]], "name": name}
            added |= {"for_whom": whom, "place": "Their hall", "lives_in": "Rainham", **more}
            added |= {"phone": f"01632 96012{nth}"}
            added |= {"what": "Company, and somebody who listens. Made up."}
            if nth < 2:
                added |= {"assured_on": self._day(-340 + 60 * nth), "assured_by": "Officer"}
            self._services.append(services.add(added).record.uid)

    def ring(self, store: Store, organisations: Sequence[str]) -> None:
        """The first two are asked for room."""
        services = store.declared("service")
        services.act(self._services[0], "room", {"room": "few", "places": "4", "wait": "3"})
        services.act(self._services[1], "room", {"room": "yes", "on": self._day(-100)})

    def ask(self, store: Store, organisations: Sequence[str]) -> None:
        """The board is asked whether money follows."""
        asked = {
            "words": "That money follows those who are referred",
            "asked_of": "Made-up partnership board",
            "asked": "today",
            "board": self._day(24),
            "asked_in": "recommendation 2b",
        }
        self._asked = store.declared("assurance").add(asked).record.uid

    def count(self, store: Store, organisations: Sequence[str]) -> None:
        """Counts of two months, in one of which somebody was turned away."""
        services = store.declared("service")
        when = self._diary.ago(self._diary.length // 2 + 2)
        for nth, uid in enumerate(self._services[:2]):
            for ago in (4, 3):
                month = self._month(ago)
                if month < when.replace(day=1):
                    given = {"month": month.isoformat(), "referred": str(14 - 5 * nth + ago)}
                    given |= {"accepted": "8", "turned_away": "2", "source": "Made-up list"}
                    services.act(uid, "count", given)

    def pay(self, store: Store, organisations: Sequence[str]) -> None:
        """A grant is about the lunch club, and about no other; the last whole month is counted."""
        award = {"organisation": organisations[self._whose[0]], "funder": "Made-up health fund"}
        award |= {"amount": "6,000", "basis": "grant", "title": "Lunches", "purpose": "Made up"}
        award |= {"awarded": self._day(-120), "starts": self._day(-120), "ends": self._day(245)}
        paid = store.declared("award").add(award).record.uid
        store.links.link(paid, self._services[0], Says.ABOUT)
        services = store.declared("service")
        for nth, uid in enumerate(self._services[:2]):
            month = self._month(2).isoformat()
            given = {"month": month, "referred": str(16 - 4 * nth), "accepted": "9"}
            services.act(uid, "count", given)

    def answer(self, store: Store, organisations: Sequence[str]) -> None:
        """The board says that it looks at it."""
        said = {"words": "It is looked at with the budget.", "satisfied": "partly"}
        store.declared("assurance").act(self._asked, "answer", {**said, "on": "today"})

    def ring_again(self, store: Store, organisations: Sequence[str]) -> None:
        """The lunch club is full; the talking group is not rung yet."""
        services = store.declared("service")
        services.act(self._services[0], "room", {"room": "no", "wait": "8"})
