"""A clock that was set wrongly: it is said once, and no reference is of a wrong year unasked."""

from __future__ import annotations

from typing import Any

import pytest
from cli_desk import Cli
from desk_app import call, desk, fill, flat, press, said
from factories import FixedClock, another_window, make_enquiry

from db.store import Store
from screens.desk.page import DeskScreen
from screens.dialogs.confirm import ConfirmScreen
from screens.dialogs.notice import NoticeScreen
from screens.records.logged import LoggedScreen
from spoc_tui.casework.dates.clock_doubt import ClockDoubted

YEARS: list[dict[str, Any]] = [{"days": -800}, {"days": 800}]


@pytest.mark.parametrize("step", YEARS)
def test_no_reference_is_of_a_wrong_year(
    store: Store, clock: FixedClock, step: dict[str, Any]
) -> None:
    make_enquiry(store)
    clock.advance(**step)
    with pytest.raises(ClockDoubted):
        make_enquiry(store)
    assert store.enquiries.count_open() == 1
    store.clock_is_right = True
    assert make_enquiry(store).enquiry.reference.startswith(f"ENQ-{clock().year % 100:02}-0001")


def test_the_new_year_is_no_wrong_one(store: Store, clock: FixedClock) -> None:
    make_enquiry(store)
    clock.advance(days=300)
    assert make_enquiry(store).enquiry.reference == "ENQ-27-0001"


def test_it_is_said_once_and_of_this_desk_alone(store: Store, clock: FixedClock) -> None:
    make_enquiry(store)
    told: list[str] = []
    store.clock_doubted = told.append
    clock.advance(days=-1)
    store.enquiries.note("1", "x")
    clock.advance(minutes=1)
    store.enquiries.note("1", "y")
    assert len(told) == 1
    assert "before the last thing" in told[0]
    # What came from a desk whose clock is ahead is no measure.
    other = another_window(store)
    other.connection.execute("UPDATE desk SET own = 0")
    assert other.last_saved is None
    other.close()


@pytest.mark.slow
async def test_the_desk_asks_as_it_opens_and_before_a_reference(
    store: Store, clock: FixedClock
) -> None:
    make_enquiry(store)
    clock.advance(days=800)
    vars(store).pop("last_saved", None)
    async with desk(store, size=(80, 24)) as (app, pilot):
        assert isinstance(app.screen, NoticeScreen)
        assert "800 days after the last thing that was saved" in flat(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, DeskScreen)
        await press(pilot, "n")
        await fill(pilot, subject="A gate")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, ConfirmScreen)
        assert "would be of 2028" in flat(app)
        await press(pilot, "n")
        assert call(app)
        assert "Nothing was saved" in said(app)
        assert "--" not in said(app)
        await press(pilot, "ctrl+s", "y")
        assert isinstance(app.screen, LoggedScreen)
        await press(pilot, "f4", "n")
        await fill(pilot, subject="Another")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, LoggedScreen)  # it is asked once


def test_a_verb_says_it_and_refuses_a_wrong_year(cli: Cli, clock: FixedClock) -> None:
    cli.clock_is_right = False
    cli.log()
    clock.advance(days=70)
    assert "70 days after the last thing" in cli.run("note", "1", "--text", "x").stderr
    clock.advance(days=800)
    error = cli.error(4, "log", "A gate")
    assert error["code"] == "clock-doubted"
    assert "would be of 2028" in error["message"]
    done = cli.run("log", "A gate", "--clock-is-right")
    assert (done.exit_code, "ENQ-28-0001" in done.stdout) == (0, True)
