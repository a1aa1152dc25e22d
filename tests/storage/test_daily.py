"""A copy a day, of what is whole; old ones go, the last that passed never does."""

from __future__ import annotations

import os
import sqlite3
from asyncio import to_thread
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from desk_app import desk, flat, said
from factories import FixedClock, make_enquiry
from hypothesis import given
from hypothesis import strategies as st

from db.file import copies
from db.file.copies import DAILY, Copy
from db.store import Store
from db.upkeep import daily
from spoc_tui.app import SpocApp
from spoc_tui.casework.dates.when import london_date
from spoc_tui.settings import Settings


def test_each_day_has_one_copy(store: Store, clock: FixedClock) -> None:
    assert store.path is not None
    make_enquiry(store)
    assert daily.is_due(store.path, clock())
    assert daily.make(store.path, clock()) == daily.DayCopy(made=True)
    (one,) = copies.copies_of(store.path)
    assert (one.occasion, one.at) == (DAILY, clock())
    clock.advance(hours=5)
    assert not daily.is_due(store.path, clock())
    clock.advance(hours=10)
    assert daily.is_due(store.path, clock())


@pytest.mark.slow
def test_of_what_is_not_whole_no_copy_is_made_and_none_is_taken_away(
    store: Store, clock: FixedClock
) -> None:
    assert store.path is not None
    make_enquiry(store)
    for _ in range(20):
        daily.make(store.path, clock())
        clock.advance(days=1)
    before = copies.copies_of(store.path)
    store.connection.execute("DROP TRIGGER IF EXISTS history_enquiry_update")
    for (name,) in store.connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'enquiry'"
    ).fetchall():
        store.connection.execute(f"DROP TRIGGER {name}")
    store.connection.execute("UPDATE enquiry SET subject = 'Other'")
    for _ in range(20):
        done = daily.make(store.path, clock())
        assert not done.made
        assert "no copy was made today" in done.wrong
        clock.advance(days=1)
    assert copies.copies_of(store.path) == before
    assert daily.how_late(store.path, clock()) == "last copy 21 days ago"


def test_it_is_made_in_a_second_folder_where_that_is_there(
    store: Store, clock: FixedClock, tmp_path: Path
) -> None:
    assert store.path is not None
    second = tmp_path / "drive"
    assert daily.make(store.path, clock(), second) == daily.DayCopy(made=True)
    assert daily.how_late_elsewhere(store.path, second, clock()) == "no copy in drive"
    second.mkdir()
    clock.advance(days=1)
    daily.make(store.path, clock(), second)
    (copy,) = copies.copies_in(second, "spoc")
    assert copy.at == clock()
    assert daily.how_late_elsewhere(store.path, second, clock()) == ""
    clock.advance(days=3)
    assert daily.how_late_elsewhere(store.path, second, clock()).endswith(
        "since Fri 3 Apr 2026 10:00"
    )
    with closing(Store.open(copy.path, now=clock)) as opened:
        assert opened.enquiries.count() == 0


@pytest.mark.slow
def test_a_second_process_makes_it(store: Store, clock: FixedClock) -> None:
    assert store.path is not None
    assert daily.make_elsewhere(store.path, clock(), None) == daily.DayCopy(made=True)
    assert copies.good_copies(store.path)[0].at == clock()
    done = daily.make_elsewhere(store.path.parent / "none" / "spoc.db", clock(), None)
    assert not done.made
    assert done.wrong


def test_of_two_windows_that_open_at_once_one_makes_it(store: Store, clock: FixedClock) -> None:
    assert store.path is not None
    path, at = store.path, clock()
    make_enquiry(store)
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda _: daily.make(path, at), range(2)))
    assert done == [daily.DayCopy(made=True)] * 2
    (one,) = copies.copies_of(path)
    assert copies.passed_copies(path) == [one]


@pytest.mark.slow
def test_a_clock_that_was_wrong_pushes_no_copy_out(store: Store, clock: FixedClock) -> None:
    """Copies dated ahead are none of the last, and stay until their day has come."""
    assert store.path is not None
    ahead = FixedClock(clock() + timedelta(days=2_000))
    for _ in range(40):
        daily.make(store.path, ahead())
        ahead.advance(days=31)
    made = len(copies.copies_of(store.path))
    for _ in range(3):
        assert daily.make(store.path, clock()).made
        assert clock() in [one.at for one in copies.copies_of(store.path)]
        clock.advance(days=1)
    assert len(copies.copies_of(store.path)) == made + 3
    clock.advance(days=5)
    assert daily.how_late(store.path, clock()) == "last copy 6 days ago"


def test_where_no_process_can_be_begun_it_says_so(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert store.path is not None
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    done = daily.make_elsewhere(store.path, clock(), None)
    assert not done.made
    assert "could not be made" in done.wrong


STARTS = st.lists(st.integers(min_value=0, max_value=500), max_size=120).map(
    lambda hours: [datetime(2026, 1, 5, 9, tzinfo=UTC) + timedelta(hours=h * 17) for h in hours]
)


@given(STARTS)
def test_the_last_of_so_many_days_weeks_and_months_are_kept(moments: list[datetime]) -> None:
    made = [Copy(Path(f"{at:%Y%m%d%H}.db"), at, DAILY) for at in set(moments)]
    kept = daily.to_keep(made)
    assert kept <= set(made)
    days = sorted({london_date(one.at) for one in made})
    last = {day: max(one.at for one in made if london_date(one.at) == day) for day in days}
    assert kept == {
        one
        for one in made
        if one.at == last[london_date(one.at)] and _slowly(london_date(one.at), days)
    }


def _slowly(day: date, days: list[date]) -> bool:
    """Whether it is one of the last fourteen days, or the last of one of the last eight weeks or
    twelve months that have any.
    """
    weeks = sorted({one.isocalendar()[:2] for one in days})[-daily.WEEKS :]
    months = sorted({(one.year, one.month) for one in days})[-daily.MONTHS :]
    week, month = day.isocalendar()[:2], (day.year, day.month)
    return (
        day in days[-daily.DAYS :]
        or (week in weeks and not any(o > day and o.isocalendar()[:2] == week for o in days))
        or (month in months and not any(o > day and (o.year, o.month) == month for o in days))
    )


async def test_the_desk_has_it_made_and_says_where_the_last_is_old(
    store: Store, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In this process, as the second one would."""
    assert store.path is not None
    monkeypatch.setattr(SpocApp, "keeps_daily_copies", True)
    monkeypatch.setattr(daily, "make_elsewhere", daily.make)
    drive = tmp_path / "drive"
    async with desk(store, settings=Settings(copies=str(drive))) as (app, pilot):
        await _copied(app, pilot)
        assert len(copies.copies_of(store.path)) == 1
        assert "no copy in drive" in flat(app, "#headline")
        drive.mkdir()
        clock.advance(days=1)  # it is left open over night
        await _copied(app, pilot)
        assert len(copies.copies_of(store.path)) == 2
        assert "copy" not in flat(app, "#headline")
        with monkeypatch.context() as patch:
            patch.setattr(daily, "make_elsewhere", _full)
            clock.advance(days=3)
            await _copied(app, pilot)
        assert "last copy 3 days ago" in flat(app, "#headline")
        assert said(app) == "The disk is full."


async def _copied(app: SpocApp, pilot: Any) -> None:
    """The clock strikes, and the copy that it brings is made."""
    app._look_at_the_clock()
    await to_thread(app.daily_copy.wait)
    await pilot.pause()


def _full(path: Path, now: datetime, second: Path | None) -> daily.DayCopy:
    return daily.DayCopy(made=False, wrong="The disk is full.")


def test_the_first_of_two_of_a_day_is_in_nobodys_way(store: Store, clock: FixedClock) -> None:
    assert store.path is not None
    with closing(sqlite3.connect(store.path)):
        daily.make(store.path, clock())
    clock.advance(minutes=1)
    daily.make(store.path, clock())
    assert [one.at for one in copies.copies_of(store.path)] == [clock()]


def test_what_was_left_half_made_is_swept(store: Store, clock: FixedClock) -> None:
    assert store.path is not None
    path, folder = store.path, copies.own_folder(store.path)
    left = [
        folder / ".spoc-20260401T090000Z.db-abc.part",
        path.with_name("spoc.db.restoring"),
    ]
    for age, there in ((23, True), (25, False)):
        for file in left:
            file.write_bytes(b"half")
            stamp = (clock() - timedelta(hours=age)).timestamp()
            os.utime(file, (stamp, stamp))
        clock.advance(minutes=1)
        daily.make(path, clock())
        assert [file.exists() for file in left] == [there] * 2
    assert copies.copies_of(path)
