"""The demo’s premises: rooms and who asked for one, leases that end, a pub that is nominated and is
to be sold. All plainly made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from spoc_tui.demo.diary import Diary

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.demo.telling_kinds import Act

TEAM = "Property and Assets"
HALL, PUB = "Made-up Mission Hall", "The Made-up Anchor"
SPACES = (
    {
        "building": HALL,
        "room": "Main hall",
        "capacity": "80",
        "price": "14",
        "free": "weekday evenings",
        "access": "step-free, hearing loop",
    },
    {
        "building": HALL,
        "room": "Committee room",
        "capacity": "12",
        "price": "0",
        "free": "when the hall is open",
    },
    {
        "building": "Made-up Library",
        "room": "Upstairs",
        "capacity": "30",
        "price": "6.50",
        "conditions": "No food",
    },
)


def told(diary: Diary, regulars: list[int]) -> Iterator[tuple[datetime, Act]]:
    """Spaces are typed in on the first day; the rest is as it came."""
    its = _Premises(diary, regulars)
    first = diary.length
    yield diary.at(first, 16, 5), its.put_spaces
    yield diary.at(first, 16, 25), its.put_holdings
    yield diary.at(first // 2, 11, 10), its.ask
    yield diary.at(first // 2 - 3, 10, 15), its.offer
    yield diary.at(first // 2 - 9, 14, 30), its.agree
    yield diary.at(24, 9, 50), its.nominate
    yield diary.at(20, 15, 20), its.express
    yield diary.at(14, 10, 5), its.claim
    yield diary.at(8, 11, 35), its.decide
    yield diary.at(6, 12, 15), its.ask_again
    yield diary.at(5, 9, 25), its.sell
    yield diary.at(4, 9, 40), its.warn


class _Premises:
    """Where groups meet: the nth organisations, and the days of the diary."""

    def __init__(self, diary: Diary, regulars: list[int]) -> None:
        self._diary = diary
        self._one, self._two, self._three, self._four = regulars[:4]

    def _on(self, days: int) -> str:
        """The day so many days from the demo's."""
        return (self._diary.today + timedelta(days=days)).isoformat()

    def _ward(self, store: Store, organisations: Sequence[str]) -> str:
        return store.organisations.get(organisations[self._one]).ward

    def put_spaces(self, store: Store, organisations: Sequence[str]) -> None:
        """Three spaces of Property's, two of them in one hall."""
        ward = self._ward(store, organisations)
        for one in SPACES:
            store.declared("space").add({**one, "team": TEAM, "ward": ward})

    def put_holdings(self, store: Store, organisations: Sequence[str]) -> None:
        """A lease that ends within a year, and a licence that goes on."""
        year = self._diary.today.year
        lease = {
            "organisation": organisations[self._one],
            "property": HALL,
            "form": "lease",
            "starts": date(year - 5, 4, 1).isoformat(),
            "ends": self._on(170),
            "notice": "3",
            "repairs": "tenant",
        }
        store.declared("holding").add(lease)
        licence = {
            "organisation": organisations[self._two],
            "property": "Made-up Library, upstairs",
            "form": "licence",
            "starts": date(year - 1, 4, 1).isoformat(),
            "ends": date(year + 2, 3, 31).isoformat(),
        }
        store.declared("holding").add(licence)

    def ask(self, store: Store, organisations: Sequence[str]) -> None:
        """A group looks for a room."""
        asked = {
            "organisation": organisations[self._three],
            "need": "Tuesday evenings, tea for thirty",
            "people": "30",
            "budget": "10",
            "ward": self._ward(store, organisations),
        }
        store.declared("request").add(asked)

    def offer(self, store: Store, organisations: Sequence[str]) -> None:
        """What fits by ward, size and price is offered."""
        (one,) = store.declared("request").page()
        store.declared("request").act(one.uid, "offer-fitting")

    def agree(self, store: Store, organisations: Sequence[str]) -> None:
        """They have it."""
        (one,) = store.declared("request").page()
        store.declared("request").act(one.uid, "agree", {"number": "1"})

    def nominate(self, store: Store, organisations: Sequence[str]) -> None:
        """A pub is nominated."""
        nominated = {
            "land": PUB,
            "organisation": organisations[self._four],
            "body": "charity",
            "received": self._diary.ago(24).isoformat(),
            "ward": self._ward(store, organisations),
            "value": "Where the quiz, the choir and the ward's tenants meet",
        }
        store.declared("nomination").add(nominated)

    def express(self, store: Store, organisations: Sequence[str]) -> None:
        """A group would take over a pavilion."""
        wanted = {
            "organisation": organisations[self._two],
            "property": "Made-up Pavilion",
            "expressed": self._diary.ago(20).isoformat(),
            "next_by": self._on(40),
            "team": TEAM,
        }
        store.declared("transfer").add(wanted)

    def claim(self, store: Store, organisations: Sequence[str]) -> None:
        """A charity claims relief from its rates."""
        day = self._diary.today
        first = day.year - (day < date(day.year, 4, 1))
        claim = {
            "organisation": organisations[self._one],
            "year": f"{first}/{(first + 1) % 100:02}",
            "form": "mandatory",
            "property": HALL,
        }
        store.declared("relief").add(claim)

    def decide(self, store: Store, organisations: Sequence[str]) -> None:
        """The pub is listed, and the owner told."""
        (one,) = store.declared("nomination").page()
        day = self._diary.ago(8).isoformat()
        store.declared("nomination").act(one.uid, "enter", {"on": day, "owner_told": day})

    def ask_again(self, store: Store, organisations: Sequence[str]) -> None:
        """Another group looks for a room, and waits."""
        asked = {
            "organisation": organisations[self._four],
            "need": "Rehearsals, one weekend a month",
            "people": "20",
        }
        store.declared("request").add(asked)

    def sell(self, store: Store, organisations: Sequence[str]) -> None:
        """The owner of the pub wants to sell it: the ward's groups stand there to be warned."""
        (listing,) = store.declared("listing").page()
        notice = {
            "property": PUB,
            "received": self._diary.ago(5).isoformat(),
            "listing": listing.reference,
        }
        store.declared("disposal").add(notice)

    def warn(self, store: Store, organisations: Sequence[str]) -> None:
        """One of them is told at once."""
        (one,) = store.declared("disposal").page()
        if one.to_warn:  # type: ignore[attr-defined]
            store.declared("disposal").act(one.uid, "tell", {"who": "1"})
