"""A list of paid invoices on the screen: its columns, its unsure rows, and what is marked."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_app import NARROW, desk, fill, flat, press, rows, said, settled, type_text
from factories import make_payment, value
from textual.pilot import Pilot

from db.store import Store
from screens.dialogs.pick_field import PickFieldScreen
from screens.payments.paid_list import PaidListScreen
from screens.widgets.record_list import RecordList
from spoc_tui.app import SpocApp

NET = (
    "BeneficiaryName,InvoiceNumber,Net Amount,PaymentDate,Status,Ledger\n"
    "Heron House,INV-101,1000.00,12-Mar-26,Paid,P1\n"
    "Plover Society,24,600.00,12-Mar-26,On hold,P1\n"
    "Curlew Group,C/55,100.25,46093,Paid,P1\n"
    "Curlew Group,C/55,150.25,46093,Paid,P1\n"
)


def made(store: Store) -> None:
    for who, invoice, amount in (
        ("Heron House", "INV-101", "1200"),
        ("Plover Society", "24", "600"),
        ("Curlew Group", "C/55", "250.50"),
    ):
        make_payment(store, who, amount=amount, invoice=invoice, received="2/3/2026")


async def opened(pilot: Pilot[None], folder: Path, content: str) -> None:
    file = folder / "paid.csv"
    file.write_text(content, encoding="utf-8")
    await press(pilot, "g", "p", "L")
    await fill(pilot, file=str(file))
    await press(pilot, "ctrl+s")
    await settled(pilot)
    assert isinstance(pilot.app.screen, PaidListScreen)


def columns(app: SpocApp) -> list[str]:
    """Each column, and what it is read as."""
    source = app.screen.query_one("#columns", RecordList)._source
    assert source is not None
    return [" | ".join(row.cells[:2]) for row in source.rows(0, source.count())]


async def read_as(pilot: Pilot[None], *keys: str, field: str) -> None:
    """Takes a column for another field: keys to mark it, and what is typed to find the field."""
    await press(pilot, *keys, "enter")
    assert isinstance(pilot.app.screen, PickFieldScreen)
    await type_text(pilot, field)
    await press(pilot, "enter")
    await settled(pilot)


async def test_what_is_unsure_may_be_marked_with_the_rest(store: Store, tmp_path: Path) -> None:
    made(store)
    async with desk(store, size=NARROW) as (app, pilot):
        await opened(pilot, tmp_path, NET)
        assert "0 of 3 rows would be marked as paid · sums without VAT" in flat(app, "#headline")
        assert [row.split(" | ")[1] for row in rows(app)] == ["unsure", "unsure", "not paid"]
        assert "£1,000.00 without VAT; £1,200.00 is outstanding" in flat(app, "#why")
        await press(pilot, "space")
        assert rows(app)[0].startswith("2 | paid | 0001 | £1,200.00")
        assert "1 of 3 rows would be marked" in flat(app, "#headline")
        await press(pilot, "space")
        assert "0 of 3 rows would be marked" in flat(app, "#headline")
        await press(pilot, "space", "down")
        assert rows(app)[1].startswith("4+1 | unsure | 0003 | £250.50")
        assert "Lines 4, 5 add up to £250.50." in flat(app, "#why")
        await press(pilot, "space")
        assert "2 of 3 rows would be marked" in flat(app, "#headline")
        await press(pilot, "down")
        assert "The list says “On hold”: that is not paid." in flat(app, "#why")
        await press(pilot, "space")
        assert said(app) == "Only an unsure row can be marked too."
        await press(pilot, "ctrl+s")
        assert said(app).startswith("Marked 2 as paid.")
    left = [store.payments.get(f"{n}").payment.outstanding for n in (1, 2, 3)]
    assert left == [0, 600_00, 0]


@pytest.mark.slow
async def test_a_column_is_changed_and_remembered(store: Store, tmp_path: Path) -> None:
    made(store)
    async with desk(store, size=NARROW) as (app, pilot):
        await opened(pilot, tmp_path, NET)
        await press(pilot, "f5")
        assert "6 columns, 1 left out" in flat(app, "#headline")
        assert columns(app)[0] == "BeneficiaryName | supplier"
        assert columns(app)[5] == "Ledger | left out"
        await read_as(pilot, "down", "down", field="amount")
        assert columns(app)[2] == "Net Amount | amount"
        assert value(store, "SELECT count(*) FROM remembered WHERE name LIKE 'columns%'") == 1
        await press(pilot, "escape")
        assert "2 of 3 rows would be marked as paid" in flat(app, "#headline")
        assert rows(app)[0].startswith("2 | part paid | 0001 | £1,000.00")
        await press(pilot, "escape", "L")
        await fill(pilot, file=str(tmp_path / "paid.csv"))
        await press(pilot, "ctrl+s")
        await settled(pilot)
        assert columns(app)[2] == "Net Amount | amount"


@pytest.mark.slow
async def test_where_no_column_is_known_to_be_the_supplier_it_is_said_there(
    store: Store, tmp_path: Path
) -> None:
    made(store)
    async with desk(store, size=NARROW) as (app, pilot):
        await opened(pilot, tmp_path, "Whom,Invoice,Amount,Paid on\nHeron House,INV-101,5,1/4/26\n")
        assert "known to be the supplier" in flat(app, "#headline")
        assert "Whom: Heron House" in flat(app, "#why")
        await read_as(pilot, field="supplier")
        assert "1 of 1 row would be marked as paid" not in flat(app, "#headline")
        await press(pilot, "escape")
        assert "1 of 1 row would be marked as paid" in flat(app, "#headline")


async def test_a_list_that_is_damaged_further_on_is_refused_in_a_sentence(
    store: Store, tmp_path: Path
) -> None:
    broken = "".join(f"Knot,{n},1.00,1/3/2026\n" for n in range(300)) + 'Knot,"9,1,1/3/2026\n'
    async with desk(store, size=NARROW) as (app, pilot):
        await opened(pilot, tmp_path, f"Supplier,Invoice,Amount,Date paid\n{broken}")
        assert "a quote mark never closes" in said(app)
        await press(pilot, "ctrl+s")
        assert said(app) == "There is nothing here to be marked as paid."
        await press(pilot, "f5", "enter", "escape", "escape")
        assert not isinstance(app.screen, PaidListScreen)
