"""What money did in a period, beside a slow, obvious recount over made-up histories."""

from __future__ import annotations

from statistics import median
from typing import Any

import pytest
from cli_desk import Cli
from factories import START, FixedClock, in_memory, make_award, make_bid, make_enquiry
from factories import make_organisation as make
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from db.store import Store
from spoc_tui.casework.dates.when import london_date
from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.figures.numbers import percent
from spoc_tui.casework.kinds.clocks import after
from spoc_tui.casework.week.definitions import BY_CODE, of_section
from spoc_tui.casework.week.periods import Period, week_of

CODES = [one.code for one in of_section("fund")]
NAMES = ("Rook Lane Club", "Strood Scouts", "Luton Lunch Club")


def recount(store: Store, period: Period) -> dict[str, Any]:
    """The figures of money, one record at a time; of a week that is not over, as of today."""
    end = min(period.end, store.today())
    asked = won = decided = awarded = undecided = joint = ending = ending_sum = short = 0
    lengths = []
    ahead = after("Ends", end, 6, "months").day
    awards: Any = store.declared("award").page()
    bids: Any = store.declared("bid").page()
    for bid in bids:
        begun = london_date(bid.began_at) <= end
        undecided += begun and (bid.decided is None or bid.decided > end)
        if bid.submitted and period.start <= bid.submitted <= end:
            joint += len(bid.bidders) > 1
        if bid.decided is None or not period.start <= bid.decided <= end:
            continue
        if bid.outcome != "withdrawn":
            decided += 1
            awarded += bid.outcome == "awarded"
            asked += bid.total or 0
            won += bid.won or 0
    for one in awards:
        if one.awarded and period.start <= one.awarded <= end and one.length is not None:
            lengths.append(one.length)
        renewed = any(
            each.renews and each.renews.uid == one.uid and london_date(each.began_at) <= end
            for each in awards
        )
        if one.last is None or renewed:
            continue
        if end < one.last <= ahead and london_date(one.began_at) <= end:
            ending, ending_sum = ending + 1, ending_sum + one.amount
        if period.start <= one.last <= end and one.notice_by is not None:
            short += one.noticed is None or one.noticed > one.notice_by
    return {
        "fund.asked": asked,
        "fund.won": won,
        "fund.success": percent(awarded, decided) if decided else None,
        "fund.undecided": undecided,
        "fund.joint": joint,
        "fund.length": median(lengths) if lengths else None,
        "fund.ending": ending,
        "fund.ending_sum": ending_sum,
        "fund.short_notice": short,
    }


def do_one(store: Store, which: int, chosen: int) -> None:
    """Something that may be done next; what does not apply is not done."""
    bids, awards = store.declared("bid"), store.declared("award")
    bid: Any = next(iter(bids.page()[chosen % 3 :]), None)
    award: Any = next(iter(awards.page()[chosen % 4 :]), None)
    name = NAMES[chosen % 3]
    acts: list[Any] = [
        lambda: make_bid(store, f"Fund {chosen}", lead=name, asked=str(chosen + 1)),
        lambda: make_award(store, name, starts=f"-{chosen}", ends=f"+{chosen * 6}", awarded="-1"),
        lambda: make_award(store, name, starts="", ends="", months="7", awarded="today"),
        lambda: bids.act(bid.uid, "ask", {"role": "partner", "organisation": NAMES[which % 3]}),
        lambda: bids.act(bid.uid, "submit", {"on": f"-{chosen % 4}"}),
        lambda: bids.act(bid.uid, "award", {"amount": str(chosen + 2)}),
        lambda: bids.act(bid.uid, "lose", {"why": "too dear", "on": f"-{chosen % 9}"}),
        lambda: bids.act(bid.uid, "withdraw", {"why": "no time"}),
        lambda: bids.act(bid.uid, "undecide"),
        lambda: awards.act(award.uid, "notice", {"on": f"-{chosen % 5}"}),
        lambda: awards.act(award.uid, "renew", {"months": str(chosen)}),
        lambda: awards.edit(award.uid, {"ends": f"+{chosen}"}),
        lambda: awards.act(award.uid, "close", {"why": "nothing"}),
        lambda: store.undo(),
        lambda: store.duplicates.merge(
            store.organisations.find(NAMES[0]).uid, store.organisations.find(NAMES[1]).uid
        ),
    ]
    try:
        acts[which]()
    except (SpocError, AttributeError):  # nothing is there to do it on
        pass


STEPS = st.lists(
    st.tuples(st.integers(0, 14), st.integers(1, 40), st.integers(1, 60)), min_size=15, max_size=40
)


@pytest.mark.slow
@settings(
    deadline=None,
    max_examples=20,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_money_is_counted_as_by_a_slow_recount(steps: list[tuple[int, int, int]]) -> None:
    clock = FixedClock(START)
    store = in_memory(clock)
    make_enquiry(store)  # the first record of all
    for name in NAMES:
        make(store, name, anyway=True)
    ended: dict[Period, dict[str, Any]] = {}
    for which, chosen, hours in steps:
        week = week_of(store.today())
        clock.advance(hours=hours)
        while week.end < store.today():  # as it stood when it ended, with nothing done since
            ended[week] = recount(store, week)
            week = week.after()
        do_one(store, which, chosen)
    last = week_of(store.today())
    for period in (last.before(back) for back in range(4)):
        if period.end < store.week.first_day():
            continue
        figures = store.week.figures(period)
        assert {code: figures.values[code] for code in CODES} == recount(store, period)
        for code in CODES:
            behind = store.week.records_counted(period, code)
            assert len(store.week.records(behind)) == len(behind)
            if BY_CODE[code].unit == "count":
                assert len(behind) == figures.values[code], code
    for period, as_it_ended in ended.items():
        if period.end >= store.week.first_day():
            summary = store.week.summary(period)
            then = summary.then or summary.figures
            assert {code: then.values[code] for code in CODES} == as_it_ended, period.name
    store.close()


# By hand.


def test_a_week_of_bids_and_awards(store: Store, cli: Cli) -> None:
    for name in NAMES[:2]:
        make(store, name)
    bids, awards = store.declared("bid"), store.declared("award")
    lost = make_bid(store, lead=NAMES[0], asked="", a_year="100,000", years="3")
    bids.act(lost.uid, "ask", {"role": "partner", "organisation": NAMES[1]})
    won, open_one = make_bid(store, "Fair Share", asked="£1,000"), make_bid(store, "Third fund")
    for one in (lost, won):
        bids.act(one.uid, "submit")
    bids.act(lost.uid, "lose", {"why": "too dear"})
    bids.act(won.uid, "award", {"amount": "900.50"})
    ended = make_award(store, NAMES[0], starts="2025-04-01", ends="2026-04-02")
    make_award(store, NAMES[1], starts="", ends="", months="12", awarded="today")
    soon = make_award(store, NAMES[1], ends="2026-08-31", starts="2026-04-01", amount="70")
    renewed = make_award(store, NAMES[1], ends="2026-09-30")
    awards.act(renewed.uid, "renew", {"months": "12", "awarded": "2026-03-01"})
    found = store.week.figures(week_of(store.today()))
    assert {code: found.values[code] for code in CODES} == {
        **{"fund.asked": 300_000_00 + 1_000_00, "fund.won": 900_50, "fund.success": 50},
        **{"fund.undecided": 1, "fund.joint": 1, "fund.length": 12},
        **{"fund.ending": 1, "fund.ending_sum": 70_00, "fund.short_notice": 1},
    }
    told = cli.json("week")
    assert told["figures"]["fund.success"]["of"] == 2
    said = cli.text("week")
    assert "2 bids decided, 1 of them won." in said
    assert "1 award ended with less notice than three months, or none." in said
    assert "1 award ends within six months with nothing after." in said
    week = week_of(store.today())

    def behind(code: str) -> list[str]:
        pointers = store.week.records_counted(week, code)
        return sorted(one.reference for one in store.week.records(pointers))

    assert behind("fund.ending_sum") == [soon.reference]
    assert behind("fund.short_notice") == [ended.reference]
    assert behind("fund.undecided") == [open_one.reference]


def test_where_there_is_none_the_week_says_nothing_of_money(store: Store, cli: Cli) -> None:
    make_enquiry(store)
    assert "Money" not in cli.text("week")
