"""The demo's contracts, offers and needs: one contract with a joint bid that won, one that closes
soon and of which the sector was told, one nobody was told of, offers kept and late. All made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from spoc_tui.demo.diary import Diary

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.demo.telling_kinds import Act

MEALS, GARDENS, TRANSPORT = "Meals at home", "Care of gardens", "Rides to hospital"
QUESTION = "Describe the social value that you will deliver."


def told(diary: Diary, regulars: list[int]) -> Iterator[tuple[datetime, Act]]:
    """A contract is heard of, told, bid for and won; another is open; a third waits to be told."""
    its = _Buying(diary, regulars)
    first = diary.length
    yield diary.at(first - 2, 14, 5), its.hear
    yield diary.at(first // 2 + 3, 10, 20), its.bid
    yield diary.at(13, 15, 25), its.win
    yield diary.at(10, 14, 35), its.need
    yield diary.at(5, 16, 10), its.open
    yield diary.at(1, 9, 50), its.hear_of_another


class _Buying:
    """The contract that is bid for, and what its supplier offered."""

    def __init__(self, diary: Diary, regulars: list[int]) -> None:
        self._diary = diary
        self._clubs = regulars[2:6]
        self._meals = ""

    def _day(self, days: int) -> str:
        return (self._diary.today + timedelta(days=days)).isoformat()

    def hear(self, store: Store, organisations: Sequence[str]) -> None:
        """Procurement rang: the sector was told the same day."""
        contracts, heard = store.declared("opportunity"), self._diary.ago(self._diary.length - 2)
        added = {"title": MEALS, "team": "Procurement", "notice": "tender"}
        added |= {"heard": heard.isoformat(), "buys": "services", "estimate": "96,000"}
        added |= {"tax": "with-vat", "light_touch": "yes", "weight": "10", "question": QUESTION}
        added |= {"defined": "no", "closes": f"{self._day(-30)} 12:00"}
        self._meals = contracts.add(added).record.uid
        names = "; ".join(organisations[nth] for nth in self._clubs[:3])
        told = {"how": "bulletin and e-mail", "organisations": names}
        contracts.act(self._meals, "tell-sector", told)

    def bid(self, store: Store, organisations: Sequence[str]) -> None:
        """One leads, one is a partner, one declines; the bid goes in."""
        contracts = store.declared("opportunity")
        for nth, part, brings in ((0, "lead", "A kitchen"), (1, "partner", "Twelve drivers")):
            whose = {"organisation": organisations[self._clubs[nth]], "part": part}
            contracts.act(self._meals, "part", {**whose, "brings": brings})
        whose = {"organisation": organisations[self._clubs[2]], "part": "declined"}
        contracts.act(self._meals, "part", {**whose, "why": "The papers were too long for them."})
        contracts.act(self._meals, "submit")

    def win(self, store: Store, organisations: Sequence[str]) -> None:
        """It won; one of two has heard."""
        contracts = store.declared("opportunity")
        contracts.act(self._meals, "decide", {"result": "won"})
        contracts.act(self._meals, "tell", {"who": "1"})

    def need(self, store: Store, organisations: Sequence[str]) -> None:
        """What two groups could use; what a supplier offers fits the one, and what another offered
        is late.
        """
        needs, offers = store.declared("need"), store.declared("offer")
        whose = {"organisation": organisations[self._clubs[1]], "ward": "Strood North"}
        hall = needs.add({**whose, "what": "A plumber for the hall", "quote": "yes"}).record
        whose = {"organisation": organisations[self._clubs[3]]}
        needs.add({**whose, "what": "Somebody to look at our accounts"})
        hours = {"what": "Forty hours of plumbing", "supplier": "Made-up Builders"}
        hours |= {"quantity": "40", "unit": "hours", "due_by": self._day(9)}
        offer = offers.add({**hours, "under": "Repairs of halls"}).record
        offers.act(offer.uid, "match", {"need": hall.uid})
        vans = {"what": "A van on Saturdays", "supplier": "Made-up Movers", "due_by": self._day(-3)}
        offers.add({**vans, "organisation": organisations[self._clubs[0]]})

    def open(self, store: Store, organisations: Sequence[str]) -> None:
        """A smaller one closes in two weeks; one group is interested, and nobody leads yet."""
        contracts = store.declared("opportunity")
        added = {"title": GARDENS, "team": "Housing", "notice": "below-threshold"}
        added |= {"heard": self._diary.ago(5).isoformat(), "buys": "services", "reserved": "vcse"}
        added |= {"estimate": "42,000", "tax": "with-vat", "closes": f"{self._day(14)} 12:00"}
        uid = contracts.add(added).record.uid
        contracts.act(uid, "tell-sector", {"how": "bulletin"})
        whose = {"organisation": organisations[self._clubs[1]], "part": "interested"}
        contracts.act(uid, "part", whose)

    def hear_of_another(self, store: Store, organisations: Sequence[str]) -> None:
        """A plan of a contract that the sector has not heard of."""
        added = {"title": TRANSPORT, "team": "Adult Social Care", "notice": "planned"}
        added |= {"heard": self._diary.ago(1).isoformat(), "buys": "services"}
        store.declared("opportunity").add({**added, "notice_id": "ocds-made-up-0003"})
