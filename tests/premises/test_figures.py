"""What was done about premises in a period, beside a slow recount over made-up histories."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from statistics import median
from typing import Any

import pytest
from factories import FixedClock, in_memory, make_organisation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from premises_made import make_premises
from recounted_weeks import STEPS, check_records
from recounting import BEGINNINGS, Act, do_one

from db.store import Store
from spoc_tui.casework.dates.when import london_date
from spoc_tui.casework.figures.numbers import percent
from spoc_tui.casework.premises.figures import TRANSFERS
from spoc_tui.casework.week.definitions import of_section
from spoc_tui.casework.week.periods import Period, month_of, week_of

CODES = {one.code for one in of_section("prem")}
THEME = "Space to work in"
KINDS = ("request", "holding", "transfer", "nomination", "relief")


def acts(chosen: int) -> Sequence[Act]:
    """What may be done next: `chosen` says to which of its kind, and how."""

    def do(kind: str, name: str, **typed: str) -> Act:
        def one(store: Store, _: str) -> None:
            found = store.declared(kind).page()
            which = found[chosen % len(found)].uid if found else "none"
            store.declared(kind).act(which, name, typed)

        return one

    earlier = f"-{chosen % 5}" if chosen % 5 else "today"
    return (
        do("request", "offer-fitting"),
        do("request", "agree", number="1"),
        do("request", "close", why="Too dear", **({"theme": THEME} if chosen % 2 else {})),
        do("request", "reopen", why="Again"),
        do("transfer", ["panel", "business-case", "cabinet", "heads"][chosen % 4], on=earlier),
        do("transfer", "complete"),
        do("transfer", "close", why="No money"),
        do("nomination", "enter", on=earlier),
        do("nomination", "refuse", why="No use", on=earlier),
        do("nomination", "reopen", why="Again"),
        do("relief", "grant", percent="80", amount=str(chosen * 100), on=earlier),
        do("relief", "refuse", why="No", on=earlier),
        do("holding", "renew", ends=f"+{900 + chosen}"),
        do("holding", "close", why="They moved"),
        do("holding", "reopen", why="They did not"),
        lambda s, r: s.undo(),
    )


def plus_a_year(day: date) -> date:
    """The same day a year later; of 29 February the 28th."""
    if (day.month, day.day) == (2, 29):
        return date(day.year + 1, 2, 28)
    return date(day.year + 1, day.month, day.day)


def recount(store: Store, period: Period) -> dict[str, Any]:
    """The figures, one record at a time."""
    until = min(period.end, store.today())

    def holds(day: date | None) -> bool:
        return day is not None and period.start <= day <= until

    its: dict[str, list[Any]] = {kind: store.declared(kind).page(limit=-1) for kind in KINDS}
    agreed = [one for one in its["request"] if holds(one.agreed)]
    gone = [one for one in its["request"] if holds(one.given_up)]
    took = [store.days.count(one.asked, one.agreed) for one in agreed]
    decided = [one for one in its["nomination"] if holds(one.decided)]
    granted = [one for one in its["relief"] if holds(one.decided) and one.percent is not None]
    ended = len(agreed) + len(gone)
    in_time = sum(one.decided <= one.decide_by for one in decided)
    return {
        "prem.requests": sum(holds(one.asked) for one in its["request"]),
        "prem.met": percent(len(agreed), ended) if ended else None,
        "prem.met_days": median(took) if took else None,
        "prem.unmet": len(gone),
        "prem.unmet_said": sum(one.theme is not None for one in gone),
        **{code: sum(holds(getattr(t, day)) for t in its["transfer"]) for day, code in _STEPS},
        "prem.nominations": percent(in_time, len(decided)) if decided else None,
        "prem.ending": sum(
            until < one.ends <= plus_a_year(until)
            and one.starts <= until
            and one.renewed is None
            and (one.closed_at is None or london_date(one.closed_at) > until)
            for one in its["holding"]
        ),
        "prem.rates_claimed": sum(holds(one.asked) for one in its["relief"]),
        "prem.rates_granted": len(granted),
        "prem.rates_worth": sum(one.amount or 0 for one in granted),
    }


_STEPS = tuple(TRANSFERS.items())


def begin(store: Store, place: int, which: int) -> str:
    """One of each kind; the uid of the request."""
    earlier = f"-{which * 3 + 1}"
    make_premises(store, "transfer", expressed=earlier)
    make_premises(store, "nomination", received=f"-{which * 20 + 1}")
    make_premises(store, "relief", asked=earlier)
    make_premises(store, "holding", starts="-400", ends=f"+{which * 90 + 5}")
    made = make_premises(store, "request", asked=earlier)
    return str(made.uid)


@pytest.mark.slow
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEPS, began=st.sampled_from(BEGINNINGS))
def test_they_are_counted_as_by_a_slow_recount(
    steps: list[tuple[int, int, int]], began: datetime
) -> None:
    clock = FixedClock(began)
    store = in_memory(clock)
    make_organisation(store)
    make_premises(store, "space")
    uids: list[str] = []
    for place, (first, which, hours) in enumerate(steps):
        clock.advance(hours=hours)
        if place % 8 == 0:
            uids.append(begin(store, place, which))
        do_one(store, uids[which % len(uids)], acts(first + which), first)
    last = week_of(store.today())
    for period in (*(last.before(back) for back in range(6)), month_of(london_date(began)).after()):
        if period.end < store.week.first_day():
            continue
        figures, slowly = store.week.figures(period), recount(store, period)
        assert slowly.keys() == CODES
        assert {code: figures.values[code] for code in slowly} == slowly, period.name
        for code in slowly:
            check_records(store, period, code, figures)
    store.close()


def test_a_past_week_is_counted_as_it_was(store: Store, clock: FixedClock) -> None:
    make_organisation(store)
    make_premises(store, "space")
    request = make_premises(store, "request")
    store.declared("request").act(request.uid, "offer-fitting")
    store.declared("request").act(request.uid, "agree")
    holding = make_premises(store, "holding", starts="-400", ends="+200")
    week = week_of(store.today())
    before = store.week.figures(week).values
    assert (before["prem.requests"], before["prem.met"], before["prem.ending"]) == (1, 100, 1)
    clock.advance(days=14)
    store.declared("request").act(request.uid, "reopen", {"why": "It fell through"})
    store.declared("holding").act(holding.uid, "renew", {"ends": "+900"})
    summary = store.week.summary(week)
    then = summary.then
    assert then is not None
    assert (then.values["prem.met"], then.values["prem.ending"]) == (100, 1)
    now = summary.figures.values
    assert (now["prem.met"], now["prem.ending"] or 0) == (None, 0)
