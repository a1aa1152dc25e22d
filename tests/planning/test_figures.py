"""What was done about section 106 in a period, beside a slow recount over made-up histories."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

import pytest
from factories import FixedClock, in_memory, make_scheme, make_window
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from recounted_weeks import STEPS, check_records
from recounting import BEGINNINGS, Act, do_one

from db.store import Store
from spoc_tui.casework.dates.when import london_date
from spoc_tui.casework.figures.numbers import percent
from spoc_tui.casework.planning.figures import BY_ROLE, UNDERSTOOD
from spoc_tui.casework.planning.steps import Step
from spoc_tui.casework.week.definitions import of_section
from spoc_tui.casework.week.periods import Period, month_of, week_of

CODES = {one.code for one in of_section("s106")}


def acts(chosen: int) -> Sequence[Act]:
    """What may be done next to the window `r`: `chosen` says with which scheme, and so on."""

    def window(name: str, **typed: str) -> Act:
        return lambda s, r: s.declared("window").act(r, name, typed)

    def scheme(name: str, **typed: str) -> Act:
        def do(store: Store, uid: str) -> None:
            found = store.declared("scheme").page()
            given = {**typed, "window": uid} if name == "put-forward" else typed
            which = found[chosen % len(found)].uid if found else "none"
            store.declared("scheme").act(which, name, given)

        return do

    role = [*BY_ROLE][chosen % 3]
    return (
        window("ask", role=role, called=f"Body {chosen % 5}"),
        window("answer", who="1", said="The hall"),
        scheme("put-forward"),
        window("send", on=f"-{chosen % 4}" if chosen % 4 else "today"),
        scheme("secure", amount=str(chosen * 100 + 100)),
        window("developer", answer=[*UNDERSTOOD][chosen % 3]),
        window("acknowledge"),
        window("add-notice", kind="newspaper", on=f"+{chosen % 6}"),
        window("agree", amount="9000"),
        scheme("build"),
        scheme("close", why="Too dear"),
        window("close", why="Withdrawn"),
        window("reopen", why="It goes on"),
        lambda s, r: s.undo(),
    )


def plain_days(store: Store, first: date, last: date) -> int:
    """How many days of a window there are from one to the other, one by one."""
    found = 0
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        christmas = (day.month, day.day) == (12, 25)
        found += store.days.holiday_name(day) is None and not christmas
    return found


def recount(store: Store, period: Period) -> dict[str, Any]:
    """The figures, one record at a time."""
    until = min(period.end, store.today())

    def holds(day: date | None) -> bool:
        return day is not None and period.start <= day <= until

    windows: list[Any] = store.declared("window").page(limit=-1)
    schemes: list[Any] = store.declared("scheme").page(limit=-1)
    over = [one for one in windows if holds(one.closes) and one.status is not Step.DROPPED]
    used = [plain_days(store, one.opened, one.sent) for one in windows if holds(one.sent)]
    secured = [one for one in schemes if holds(one.secured)]
    in_time = sum(one.sent is not None and one.sent <= one.closes for one in over)
    found = {
        "s106.opened": sum(holds(one.opened) for one in windows),
        "s106.answered_within": percent(in_time, len(over)) if over else None,
        "s106.days_used": median(used) if used else None,
        "s106.schemes": sum(holds(one.put_forward) for one in schemes),
        "s106.secured": len(secured),
        "s106.secured_sum": sum(one.secured_sum for one in secured),
    }
    for role, code in BY_ROLE.items():
        its = [each for one in over for each in one.parties if each.role == role and each.asked]
        answered = sum(each.answered is not None for each in its)
        found[code] = percent(answered, len(its)) if its else None
    for answer, code in UNDERSTOOD.items():
        found[code] = sum((one.understood or "unknown") == answer for one in over)
    return found


@pytest.mark.slow
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEPS, began=st.sampled_from(BEGINNINGS))
def test_they_are_counted_as_by_a_slow_recount(
    steps: list[tuple[int, int, int]], began: datetime
) -> None:
    clock = FixedClock(began)
    store = in_memory(clock)
    uids: list[str] = []
    for place, (first, which, hours) in enumerate(steps):
        clock.advance(hours=hours)
        if place % 8 == 0:
            uids.append(make_window(store, f"MC/26/{place}", opened=f"-{which * 7}").uid)
            make_scheme(store, f"Hall {place}", suggested_by="Jo")
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
    window, scheme = make_window(store, opened="-19"), make_scheme(store)  # it closes today
    schemes, windows = store.declared("scheme"), store.declared("window")
    schemes.act(scheme.uid, "put-forward", {"window": window.uid})
    windows.act(window.uid, "ask", {"role": "consortium", "called": "MVA"})
    windows.act(window.uid, "send")
    windows.act(window.uid, "agree")
    schemes.act(scheme.uid, "secure", {"amount": "12,000"})
    week = week_of(store.today())
    before = store.week.figures(week).values
    assert before["s106.schemes"] == 1
    assert before["s106.secured_sum"] == 12_000_00
    clock.advance(days=14)
    windows.act(window.uid, "answer", {"who": "MVA", "said": "Yes", "on": "-13"})
    schemes.act(scheme.uid, "close", {"why": "Too dear"})
    summary = store.week.summary(week)
    assert summary.then is not None or summary.figures.values["s106.secured_sum"] == 12_000_00
