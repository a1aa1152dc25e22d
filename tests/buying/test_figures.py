"""What was bought, bid for and promised in a period, beside a slow, obvious recount over made-up
histories.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from buying_made import make_buying
from cli_desk import Cli
from factories import make_enquiry
from factories import make_organisation as make
from random_weeks import Step, held_to_recount, random_weeks

from db.store import Store
from spoc_tui.casework.buying.figures import FIGURES
from spoc_tui.casework.dates.working_days import WorkingDays
from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.week.definitions import of_section
from spoc_tui.casework.week.periods import Period, week_of

CODES = [one.code for one in of_section("sv")]
SHARES = {"weighted", "offers_delivered"}
CLUBS = ("Rook Lane Club", "Strood Scouts", "Luton Lunch Club")


def recount(store: Store, period: Period) -> dict[str, Any]:
    """The figures, one record at a time; of shares, how many of how many."""
    end = min(period.end, store.today())
    contracts: Any = store.declared("opportunity").page(limit=-1)
    offers: Any = store.declared("offer").page(limit=-1)
    found: dict[str, Any] = dict.fromkeys(CODES, 0)
    shares = {name: [0, 0] for name in SHARES}
    took = []

    def within(day: date | None) -> bool:
        return day is not None and period.start <= day <= end

    for one in contracts:
        if within(one.heard):
            found["sv.heard"] += 1
            if one.notice.value in ("tender", "below-threshold"):
                shares["weighted"][0] += one.weight is not None
                shares["weighted"][1] += 1
        closed = one.closes.day if one.closes else None
        if within(closed) and one.first_told and one.first_told <= closed:
            took.append(WorkingDays().count(one.first_told, closed))
        firsts: dict[str, date] = {}
        for each in one.reached:
            who = one.read_as(each.organisation)
            if who:
                firsts[who] = min(each.asked, firsts.get(who, each.asked))
        found["sv.reached"] += sum(map(within, firsts.values()))
        for bid in one.bids:
            found["sv.bids"] += within(bid.submitted)
            found["sv.won"] += within(bid.result_on) and bid.result.value == "won"
            found["sv.lost"] += within(bid.result_on) and bid.result.value == "lost"
            if bid.submitted and bid.submitted <= end:
                known = bid.result_on is not None and bid.result_on <= end
                found["sv.result_unknown"] += not known or bid.result.value == "not-known"
    for one in offers:
        if within(one.due_by):
            found["sv.offers_due"] += 1
            found["sv.offers_due_pence"] += one.amount or 0
            shares["offers_delivered"][0] += one.delivered is not None and one.delivered <= end
            shares["offers_delivered"][1] += 1
        for each in one.deliveries:
            if within(each.on):
                found["sv.offers_delivered_pence"] += each.amount or 0
    took.sort()
    middle = (took[(len(took) - 1) // 2] + took[len(took) // 2]) / 2 if took else None
    found["sv.lead_time"] = middle
    return {**found, **{f"sv.{name}": tuple(parts) for name, parts in shares.items()}}


def counted(store: Store, figures: Any) -> dict[str, Any]:
    found = {}
    for code in CODES:
        if code.partition(".")[2] in SHARES:
            kept = figures.kept.get(code)
            found[code] = (kept.within, sum(kept)) if kept else (0, 0)
        else:
            found[code] = figures.values[code]
    return found


def do_one(store: Store, which: int, chosen: int) -> None:
    """One act, on one of the records that there are; one that is refused changes nothing."""
    contracts, offers = store.declared("opportunity"), store.declared("offer")
    club = CLUBS[chosen % len(CLUBS)]
    day = (store.today() + timedelta(days=chosen % 21 - 10)).isoformat()
    past = (store.today() - timedelta(days=chosen % 6)).isoformat()
    some: Any = contracts.page(limit=-1)
    its: Any = offers.page(limit=-1)
    one = some[chosen % len(some)].uid if some else ""
    offer = its[chosen % len(its)].uid if its else ""
    notice, weight = ("tender", "engagement")[chosen % 2], ("10", "")[chosen % 2]
    acts: list[Any] = [
        lambda: make_buying(
            *(store, "opportunity"),
            **{"title": f"C{chosen}", "heard": past, "notice": notice, "weight": weight},
            closes=f"+{chosen % 9}",
        ),
        lambda: contracts.act(one, "tell-sector", {"how": "bulletin", "organisations": club}),
        lambda: contracts.act(one, "ask", {"role": "sector", "organisation": club}),
        lambda: contracts.act(one, "part", {"organisation": club, "part": "alone"}),
        lambda: contracts.act(one, "submit"),
        lambda: contracts.act(
            *(one, "decide"),
            {"result": ("won", "lost", "not-known")[chosen % 3], "organisation": club},
        ),
        lambda: contracts.edit(one, {"closes": "+3", "weight": "5"}),
        lambda: make_buying(store, "offer", what=f"O{chosen}", amount="50", due_by=day),
        lambda: offers.act(offer, "deliver", {"evidence": "seen", "much": str(chosen + 1)}),
        lambda: store.undo(),
    ]
    try:
        acts[which % len(acts)]()
    except (IndexError, SpocError):  # what was undone is there no more
        pass


def begin(store: Store) -> None:
    for name in CLUBS:
        make(store, name, anyway=True)


@random_weeks(9)
def test_the_figures_are_what_a_recount_says(steps: list[Step]) -> None:
    held_to_recount(steps, begin, do_one, recount, counted)


# By hand.


def test_a_week_of_buying(store: Store, cli: Cli) -> None:
    make_enquiry(store)
    for name in CLUBS:
        make(store, name)
    contracts, offers = store.declared("opportunity"), store.declared("offer")
    one = make_buying(store, "opportunity", weight="10", closes="+3")
    make_buying(store, "opportunity", title="Other")
    contracts.act(
        one.uid, "tell-sector", {"how": "bulletin", "organisations": "; ".join(CLUBS[:2])}
    )
    for club in CLUBS[:2]:
        contracts.act(one.uid, "part", {"organisation": club, "part": "alone"})
    contracts.act(one.uid, "submit")
    contracts.act(one.uid, "decide", {"result": "won", "organisation": CLUBS[0]})
    offer = make_buying(store, "offer", amount="50", due_by="today")
    make_buying(store, "offer", what="A van", due_by="today")
    offers.act(offer.uid, "deliver", {"evidence": "a receipt", "much": "50"})
    found = counted(store, store.week.figures(week_of(store.today())))
    assert {code: found[code] for code in CODES if found[code]} == {
        **{"sv.heard": 2, "sv.weighted": (1, 2), "sv.reached": 2, "sv.bids": 2, "sv.won": 1},
        **{"sv.result_unknown": 1, "sv.offers_due": 2, "sv.offers_delivered": (1, 2)},
        **{"sv.offers_due_pence": 5000, "sv.offers_delivered_pence": 5000},
    }
    said = cli.text("week")
    assert "2 contracts heard of; organisations were told 2 times." in said
    assert "Of bids 1 won, 0 lost, 1 not known." in said
    assert "2 offers of suppliers due, 1 delivered." in said


def test_where_there_is_none_the_week_says_nothing_of_it(store: Store, cli: Cli) -> None:
    make_enquiry(store)
    assert FIGURES.title not in cli.text("week")
