"""The board of payment complaints, and where else on the screens they are seen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from desk_app import (
    NARROW,
    act,
    desk,
    dialog,
    fill,
    flat,
    press,
    rows,
    said,
    settled,
    type_text,
)
from factories import FixedClock, make_payment, value
from settings_desk import mark

from db.store import Store
from screens.organisations.page import OrganisationScreen
from screens.payments.page import PaymentScreen
from screens.widgets.record_list import RecordList
from spoc_tui.casework.payments.payment import PaymentStatus

WORDS = "words"


def status(store: Store) -> PaymentStatus:
    return store.payments.get("1").payment.status


@pytest.mark.slow
async def test_the_board_shows_totals_bands_and_who_owes_it(store: Store) -> None:
    make_payment(store, amount="2,500", received="2/3/2026", team="planning")
    make_payment(store, "Choir", amount="900", kind="grant", received="1/1/2026")
    paid = make_payment(store, "Choir", amount="75", received="20/3/2026")
    store.payments.paid(paid.reference, date(2026, 4, 1))
    async with desk(store) as (app, pilot):
        await press(pilot, "g", "p")
        assert "£3,400.00 outstanding on 2 complaints, oldest 91 days" in flat(app, "#totals")
        assert "31–60 days" in flat(app, "#totals")
        assert [row.split(" | ")[1] for row in rows(app)] == [
            *("Rook Lane Bowls Club", "Choir", "Choir"),
        ]
        await press(pilot, "l")
        assert "£75.00" in flat(app, "#paid")
        assert "12" in flat(app, "#paid")
        await press(pilot, "l")
        assert "Planning 1 1 £2,500.00 31 days 0" in flat(app, "#table")
        await press(pilot, "l")
        assert "Choir 2 1 £900.00 91 days 1 12 days" in flat(app, "#table")
        await press(pilot, "l", "enter")
        assert isinstance(app.screen, PaymentScreen)


async def test_an_empty_board_says_what_to_press(store: Store) -> None:
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, "g", "p")
        assert "Nothing is owed that you know of. p logs a complaint that is." in flat(app)
        await press(pilot, "o", "m")
        assert "No payment complaint is open" in said(app)


async def test_the_pack_of_all_is_written_from_the_board(store: Store) -> None:
    make_payment(store, received="2/3/2026")
    async with desk(store) as (app, pilot):
        await press(pilot, "g", "p", "o", "x")
        assert said(app).startswith("The pack is in ")
    assert store.path is not None
    files: list[Path] = list((store.path.parent / WORDS).iterdir())
    assert [file.suffix for file in files] == [".xlsx"]


@pytest.mark.slow
async def test_a_list_of_paid_invoices_is_shown_and_marked_when_the_officer_says_so(
    store: Store, tmp_path: Path
) -> None:
    make_payment(store, amount="1,200", invoice="INV-42", received="2/3/2026")
    file = tmp_path / "paid.csv"
    file.write_text(
        "Supplier,Invoice,Amount,Date paid\n"
        'Rook Lane Bowls Club,inv 42,"1,200.00",31/03/2026\n'
        "Rook Lane Bowls Club,inv 42,1200.00,31/03/2026\n"
        "Nobody,7,lots,31/03/2026\n",
        encoding="utf-8",
    )
    async with desk(store) as (app, pilot):
        await press(pilot, "g", "p", "L")
        await fill(pilot, file="nowhere.csv")
        await press(pilot, "ctrl+s")
        assert "There is no file “nowhere.csv”" in flat(app, "#dialog")
        await fill(pilot, file=str(file))
        await press(pilot, "ctrl+s")
        assert "1 of 3 rows would be marked as paid" in flat(app)
        assert [row.split(" | ")[1] for row in rows(app)] == ["paid", "unsure", "refused"]
        await press(pilot, "down")
        assert "PAY-26-0001 is matched with line 2 already." in flat(app, "#why")
        await press(pilot, "enter")
        assert isinstance(app.screen, PaymentScreen)
        await press(pilot, "escape")
        assert status(store) is PaymentStatus.LOGGED
        await press(pilot, "ctrl+s")
        assert said(app) == "Marked 1 as paid. Tell the organisations, then close."
        assert status(store) is PaymentStatus.PAID
        await press(pilot, "u")
    assert status(store) is PaymentStatus.LOGGED


@pytest.mark.slow
async def test_the_organisation_the_call_and_the_search_know_of_it(store: Store) -> None:
    payment = make_payment(store, amount="2,500", invoice="INV-42", received="2/3/2026")
    assert payment.organisation_uid
    async with desk(store) as (app, pilot):
        await app.push_screen(OrganisationScreen(payment.organisation_uid))
        await settled(pilot)
        assert (
            "££ 1 invoice unpaid, £2,500.00: PAY-26-0001 since Mon 2 Mar, invoice INV-42"
            in flat(app)
        )
        await press(pilot, "5")
        assert "2 days late" in flat(app, "#beside")
        await act(pilot, "m", text="A note from here")
        await press(pilot, "3", "enter")
        assert isinstance(app.screen, PaymentScreen)
        await press(pilot, "n")
        assert "Not paid (1)" in flat(app, "#side")
        await press(pilot, "escape", "f3")
        await type_text(pilot, "inv42")
        assert "PAY-26-0001 invoice INV-42" in flat(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, PaymentScreen)
    assert value(store, "SELECT count(*) FROM event WHERE kind = 'note'") == 1


@pytest.mark.slow
async def test_a_rate_is_added_on_the_settings(store: Store, clock: FixedClock) -> None:
    clock.advance(days=300)
    async with desk(store) as (app, pilot):
        await press(pilot, "g", "s")
        await mark(app, pilot, "rate")
        await act(pilot, "a", date="31/12/2026", percent="3.5")
        assert said(app) == "Saved 3.5% of Thu 31 Dec 2026."
        assert "Thu 31 Dec 2026 | 3.5%, statutory 11.5%, added here" in rows(app)
        await press(pilot, "a")
        await fill(pilot, date="1/1/2027", percent="3.5")
        await press(pilot, "ctrl+s")
        assert "is not a reference date" in flat(app, "#dialog")
        assert dialog(app)


async def test_what_was_paid_late_is_a_view_of_its_own(store: Store, clock: FixedClock) -> None:
    make_payment(store, amount="2,500", received="2/3/2026")
    paid = make_payment(store, "Choir", amount="1,000", received="2/1/2026")
    store.payments.paid(paid.reference, date(2026, 3, 2))
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, "g", "p")
        totals = flat(app, "#totals")
        assert "by the band in which each would fall" in totals
        assert "Interest still claimable: £79.66 on 1 paid late and not closed" in totals
        await press(pilot, "l", "l")
        assert "interest still claimable" in flat(app, "#headline")
        listed = app.screen.query_one("#claimable", RecordList)
        assert listed.highlighted == paid.uid
        assert "0002 Choir £79.66 11.75% 30 Mon 2 Mar" in flat(app, "#claimable")
        store.payments.told(paid.uid)
        store.payments.close(paid.uid)
        await press(pilot, "l", "l", "l", "l", "l")
        assert "claimable" not in flat(app, "#headline")
