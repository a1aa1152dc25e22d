"""Dates on the screen: in words beneath the field before saving, and said after."""

from __future__ import annotations

from datetime import date

import pytest
from desk_app import act, desk, field, fill, flat, press, said
from factories import make_enquiry, make_payment, value
from textual.widgets import Static

from db.store import Store
from screens.payments.form import PaymentForm
from screens.records.logged import LoggedScreen
from spoc_tui.app import SpocApp


def note(app: SpocApp, name: str) -> str:
    """What is beneath a field."""
    return str(field(app.screen, name).query_one(".field--note", Static).content)


@pytest.mark.slow
async def test_an_agreed_day_goes_with_the_day_received(store: Store) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, "p")
        assert isinstance(app.screen, PaymentForm)
        await fill(pilot, caller="Ida", amount="2,500", agreed="15/12")
        assert note(app, "agreed").startswith("Monday 15 December 2025")
        await fill(pilot, received="20/11")
        assert note(app, "received").startswith("Thursday 20 November 2025")
        await fill(pilot, received="1/4", agreed="30/4")
        assert note(app, "agreed").startswith("Thursday 30 April 2026")
        await fill(pilot, received="3/4")
        assert "! “3/4” is either Fri 3 Apr 2026, which is to come, or" in note(app, "received")
        await fill(pilot, received="30/9/2025", agreed="31/8")
        assert note(app, "agreed").startswith("Sunday 31 August 2025")
        await fill(pilot, received="2/3", agreed="15/4")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, LoggedScreen)
        follows = flat(app)
        assert "Received: Monday 2 March 2026, 31 days ago" in follows
        assert "Agreed: Wednesday 15 April 2026, in 13 days" in follows
    assert value(store, "SELECT agreed FROM payment") == "2026-04-15"


async def test_one_field_for_two_stages_means_what_the_stage_can(store: Store) -> None:
    make_payment(store)
    async with desk(store) as (app, pilot):
        await press(pilot, "enter", "s")
        await fill(pilot, by="wed")
        assert note(app, "by").startswith("Wednesday 8 April 2026")
        await fill(pilot, stage="formal")
        await press(pilot, "enter")
        assert note(app, "by").startswith("Wednesday 1 April 2026")
        await press(pilot, "ctrl+s")
        assert "By: Wednesday 1 April 2026, yesterday" in said(app)


@pytest.mark.slow
async def test_a_moment_is_repeated_after_it_is_saved(store: Store) -> None:
    make_enquiry(store, received_at=store.now())
    async with desk(store) as (app, pilot):
        await press(pilot, "enter", "e")
        await fill(pilot, received="9.10")
        assert note(app, "received") == "Thu 2 Apr 2026 09:10"
        await press(pilot, "ctrl+s")
        assert "Received: Thursday 2 April 2026 at 09:10, today" in said(app)
        await act(pilot, "e", received="24.11")
        assert "24:11 is not a time of day; for Mon 24 Nov 2025 type 24/11" in flat(app, "#dialog")
    assert store.enquiries.get("1").enquiry.received_at.date() == date(2026, 4, 2)
