"""Random weeks of an area, counted by the program and by a slow, obvious recount."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import pytest
from factories import START, FixedClock, in_memory, make_enquiry
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from db.store import Store
from spoc_tui.casework.week.measures import Figures
from spoc_tui.casework.week.periods import Period, week_of

Step = tuple[int, int, int]
"""Which act is done, on which record, and how many hours after the one before."""
Counts = dict[str, Any]
Test = TypeVar("Test", bound=Callable[..., None])


def _nothing(*_: Any) -> None:
    """What else is looked at, as a rule."""


def random_weeks(acts: int) -> Callable[[Test], Test]:
    """A slow test that is given the steps of some weeks, of acts that are numbered up to this."""
    hours = st.sampled_from((1, 5, 24, 24, 70))
    step = st.tuples(st.integers(0, acts), st.integers(0, 40), hours)
    asked = settings(
        max_examples=12,
        deadline=None,
        phases=(Phase.explicit, Phase.reuse, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    steps = st.lists(step, min_size=25, max_size=45)
    return lambda test: pytest.mark.slow(asked(given(steps)(test)))


def held_to_recount(
    steps: Sequence[Step],
    begin: Callable[[Store], None],
    do_one: Callable[[Store, int, int], None],
    recount: Callable[[Store, Period], Counts],
    counted: Callable[[Store, Figures], Counts],
    *,
    codes: Sequence[str] = (),
    weeks: int = 4,
    of_each: Callable[[Store, Period, Figures], None] = _nothing,
    at_end: Callable[[Store], None] = _nothing,
) -> None:
    """Takes the steps, and counts the last weeks, and each week as it stood when it ended. What is
    counted in the figures of `codes` can be shown. `of_each` looks at each of the last weeks too,
    `at_end` at all there is then.
    """
    clock = FixedClock(START)
    store = in_memory(clock)
    make_enquiry(store)  # the first record of all
    begin(store)
    ended: dict[Period, Counts] = {}
    for which, chosen, hours in steps:
        week = week_of(store.today())
        clock.advance(hours=hours)
        while week.end < store.today():  # with nothing done since
            ended[week] = recount(store, week)
            week = week.after()
        do_one(store, which, chosen)
    last = week_of(store.today())
    for period in (last.before(back) for back in range(weeks)):
        if period.end < store.week.first_day():
            continue
        figures = store.week.figures(period)
        assert counted(store, figures) == recount(store, period)
        of_each(store, period, figures)
        for code in codes:
            behind(store, period, code)
    for period, as_it_ended in ended.items():
        if period.end >= store.week.first_day():
            summary = store.week.summary(period)
            then = summary.then or summary.figures
            assert counted(store, then) == as_it_ended, period.name
    at_end(store)
    store.close()


def behind(store: Store, period: Period, code: str) -> set[str]:
    """The uids of what is counted in a figure, each of which can be shown."""
    found = set(store.week.records_counted(period, code))
    assert len(store.week.records(list(found))) == len(found)
    return found
