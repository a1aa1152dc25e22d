"""The demo's money: a bid that several make, and awards of which one ends soon. All plainly made
up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from spoc_tui.demo.diary import Diary

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.demo.telling_kinds import Act

FUND = "Warm Rooms Fund"


def told(diary: Diary, regulars: list[int]) -> Iterator[tuple[datetime, Act]]:
    """Awards are typed in as they were found in the files; a bid is made with two partners, and
    lost, and another fund is open; one award is renewed, and of another notice is due. What is read
    of other places is kept.
    """
    money = _Money(diary, regulars)
    first, middle = diary.length, diary.length // 2
    yield diary.at(first - 1, 11, 10), money.take_over
    yield diary.at(first - 2, 14, 10), money.read_up
    yield diary.at(middle + 9, 10, 5), money.spot
    yield diary.at(middle + 2, 15, 30), money.submit
    yield diary.at(middle - 4, 14, 20), money.lose
    yield diary.at(6, 10, 20), money.spot_another
    yield diary.at(4, 9, 50), money.renew


class _Money:
    """Who has what: the nth organisations."""

    def __init__(self, diary: Diary, regulars: list[int]) -> None:
        self._diary = diary
        self._lead, self._partner, self._third = regulars[:3]

    def _day(self, days: int) -> str:
        return (self._diary.today + timedelta(days=days)).isoformat()

    def read_up(self, store: Store, organisations: Sequence[str]) -> None:
        """Two models elsewhere, one of which was read long ago."""
        models = store.declared("model")
        models.add(
            {
                **{"place": "A made-up borough", "what": "Small grants without a form"},
                **{"described": "Up to £500 at once, on the word of two neighbours."},
                **{"who_pays": "the council", "amount": "20,000", "amount_words": "a year"},
                **{"since": "2024", "still_so": "yes", "source": "A talk at the network"},
                "read_on": self._day(-300),
            }
        )
        models.add(
            {
                **{"place": "A made-up county", "what": "Three-year core funding"},
                **{"described": "A tenth each year is kept back until the next is agreed."},
                **{"who_pays": "county and health together", "source": "Their annual report"},
                **{"since": "2018", "read_on": self._day(-900)},
            }
        )

    def take_over(self, store: Store, organisations: Sequence[str]) -> None:
        """Three awards: one ends in four months, one is about to be renewed, one goes on."""
        awards = store.declared("award")
        team = {"funder": "VCS Commissioning", "basis": "grant", "open_call": "yes"}
        awards.add(
            {
                **team,
                **{"organisation": organisations[self._lead], "amount": "5,000"},
                **{"title": "Lunch club", "purpose": "A hot lunch and company twice a week"},
                **{"starts": self._day(-250), "ends": self._day(105), "awarded": self._day(-280)},
            }
        )
        awards.add(
            {
                **team,
                **{"organisation": organisations[self._partner], "amount": "12,400"},
                **{"title": "Advice on benefits", "purpose": "Advice in the library"},
                **{"starts": self._day(-340), "ends": self._day(24), "awarded": self._day(-370)},
            }
        )
        awards.add(
            {
                **{"organisation": organisations[self._third], "amount": "31,500"},
                **{"funder": "A made-up trust", "basis": "contract", "title": "Befriending"},
                **{"starts": self._day(-100), "months": "36"},
            }
        )

    def spot(self, store: Store, organisations: Sequence[str]) -> None:
        """A fund is spotted, and two are asked to bid together."""
        bids = store.declared("bid")
        bid = bids.add(
            {
                **{"fund": FUND, "funder": "A made-up foundation", "a_year": "20,000"},
                **{"years": "2", "lead": "VCS Commissioning", "stages": "one stage"},
                "closes": self._diary.ago(self._diary.length // 2).isoformat(),
            }
        ).record
        for nth in (self._lead, self._partner):
            bids.act(bid.uid, "ask", {"role": "partner", "organisation": organisations[nth]})
        bids.act(bid.uid, "prepare")

    def spot_another(self, store: Store, organisations: Sequence[str]) -> None:
        """A fund that is still open, for the news to the groups."""
        lead = store.organisations.get(organisations[self._third]).name
        store.declared("bid").add(
            {
                **{"fund": "Green Corners Fund", "funder": "A made-up trust", "asked": "6,000"},
                **{"also": "plants and a gardener's day", "lead": lead},
                **{"stages": "one stage", "closes": self._day(26)},
            }
        )

    def submit(self, store: Store, organisations: Sequence[str]) -> None:
        """Both said what they bring, and it went in."""
        uid, bids = self._bid(store), store.declared("bid")
        bids.act(uid, "answer", {"who": "1", "said": "The hall, and two people to run it"})
        bids.act(uid, "answer", {"who": "2", "said": "Advice for whoever comes"})
        bids.act(uid, "submit")

    def lose(self, store: Store, organisations: Sequence[str]) -> None:
        """It was lost: one partner has heard, and one has not."""
        uid, bids = self._bid(store), store.declared("bid")
        why = "Many bids; ours did not say what happens when the money ends."
        bids.act(uid, "lose", {"why": why, "lessons": "Say what follows the money"})
        bids.act(uid, "tell", {"who": "1"})

    def renew(self, store: Store, organisations: Sequence[str]) -> None:
        """The award that was about to end goes on for a year."""
        awards = store.declared("award")
        of = next(one for one in awards.page() if one.subject.endswith(": Advice on benefits"))
        awards.act(of.uid, "renew", {"months": "12"})

    def _bid(self, store: Store) -> str:
        return next(one.uid for one in store.declared("bid").page() if FUND in one.subject)
