"""The review queue, on the screen: held rows and differences settled key by key."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from desk_app import NARROW, WIDE, desk, flat, press, said
from factories import FixedClock, another_window, labels, listed, make_organisation
from rich.console import Console

from db.store import Store
from screens.lists.review import ReviewScreen
from screens.lists.review_view import _side_by_side
from screens.organisations.duplicates import DuplicatesScreen
from screens.organisations.page import OrganisationScreen
from screens.widgets.record_list import RecordList
from spoc_tui.app import SpocApp
from spoc_tui.casework.organisations.identifiers import Identifier
from spoc_tui.casework.organisations.organisation import ListedPerson

ANGELS = "Gillingham Street Angels"


def run_import(store: Store, *rows: Any, source: str = "register", **options: Any) -> None:
    store.lists.import_list(rows, source=source, **options)


def rows_of(app: SpocApp, name: str) -> list[str]:
    source = app.screen.query_one(f"#{name}", RecordList)._source
    assert source is not None
    return [" | ".join(row.cells) for row in source.rows(0, source.count())]


def two_held(store: Store) -> None:
    make_organisation(store, ANGELS, postcode="ME7 1AA", phone="01634 111111")
    make_organisation(store, "Rook Lane Bowls Club", postcode="ME4 4AA")
    run_import(
        store,
        listed(
            2,
            key="a",
            name="Gillingham St Angels",
            postcode="ME7 1AA",
            email="a@b.example",
            identifiers=(Identifier("GB-CHC", "1000009"),),
            people=(ListedPerson("Jo Bell", "Chair"),),
        ),
        listed(3, key="b", name="Rook Lane Bowl Club", postcode="ME4 4AA", identifiers=()),
    )


def two_differences(store: Store) -> None:
    run_import(store, listed(2, phone="01634 1"), listed(3, income_pence=100_00))
    organisations = store.organisations
    organisations.edit(organisations.find("Charity 2").uid, {"phone": "01634 999"})
    organisations.edit(organisations.find("Charity 3").uid, {"income": "2,000"})
    run_import(store, listed(2, phone="01634 2"), listed(3, income_pence=300_00))


def test_what_is_wider_than_its_side_goes_on_beneath() -> None:
    address = f"{'secretary.' * 5}of@example.org"
    console = Console(width=60, record=True, file=StringIO())
    console.print(_side_by_side([("e-mail", address, "hall@example.org")]))
    drawn = console.export_text()
    assert "…" not in drawn
    sides = [line[8:33].strip() for line in drawn.splitlines()[1:]]
    assert "".join(sides) == address


@pytest.mark.slow
@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_held_rows_side_by_side_and_settled(store: Store, size: tuple[int, int]) -> None:
    two_held(store)
    async with desk(store, size=size) as (app, pilot):
        await press(pilot, "g", "r")
        assert isinstance(app.screen, ReviewScreen)
        assert "1 Held rows (2) 2 Differences (0) 3 Always (0) D Duplicates" in flat(app, "#panes")
        assert rows_of(app, "held") == [
            f"Gillingham St Angels | {ANGELS} | register",
            "Rook Lane Bowl Club | Rook Lane Bowls Club | register",
        ]
        side_panel = flat(app, "VerticalScroll")
        assert (
            f"May be {ANGELS}: names nearly the same, same postcode. register, Thu 2 Apr"
            in side_panel
        )
        assert "postcode ME7 1AA the same" in side_panel
        assert "e-mail a@b.example (not known)" in side_panel
        assert "numbers GB-CHC-1000009 (not known)" in side_panel
        assert "people Jo Bell, Chair (not known)" in side_panel
        await press(pilot, "s")
        assert said(app) == f"Saved: Gillingham St Angels is {ANGELS}."
        assert store.organisations.find(ANGELS).email == "a@b.example"
        assert "Rook Lane Bowl Club" in flat(app, "VerticalScroll")  # the next one at once
        await press(pilot, "a")
        assert store.organisations.count() == 3
        assert "No row waits" in flat(app)
        await press(pilot, "s", "a", "x", "t")
        await press(pilot, "u", "y")
        assert rows_of(app, "held") == ["Rook Lane Bowl Club | Rook Lane Bowls Club | register"]
        await press(pilot, "x")
        assert labels(store)[-1] == "Left out Rook Lane Bowl Club of register"


@pytest.mark.slow
async def test_differences_taken_and_left(store: Store) -> None:
    two_differences(store)
    async with desk(store) as (app, pilot):
        assert flat(app, "#headline").endswith("0 to do · 0 open · 2 of lists to review: R")
        await press(pilot, "R")
        assert rows_of(app, "differences") == [
            "Charity 2 | phone | 01634 999 | 01634 2 | register",
            "Charity 3 | income | £2,000 | £300 | register",
        ]
        assert "phone 01634 2 01634 999" in flat(app, "VerticalScroll")
        await press(pilot, "t")
        assert store.organisations.find("Charity 2").phone == "01634 2"
        assert "Charity 3: register" in flat(app, "VerticalScroll")
        await press(pilot, "x")
        assert store.organisations.find("Charity 3").income_pence == 2_000_00
        assert "No list differs" in flat(app)
        await press(pilot, "D")
        assert isinstance(app.screen, DuplicatesScreen)
        await press(pilot, "f4")
        assert flat(app, "#headline").endswith("0 to do · 0 open")


async def test_one_that_was_settled_in_another_window(store: Store) -> None:
    two_differences(store)
    other = another_window(store)
    async with desk(store) as (app, pilot):
        await press(pilot, "R")
        other.differences.leave(other.differences.open()[0].uid)
        await press(pilot, "t")
        assert "settled in the meantime" in said(app)
        assert rows_of(app, "differences") == ["Charity 3 | income | £2,000 | £300 | register"]
    other.close()


@pytest.mark.slow
async def test_enter_opens_the_organisation_and_its_differences(store: Store) -> None:
    two_differences(store)
    async with desk(store) as (app, pilot):
        await press(pilot, "R", "enter")
        assert isinstance(app.screen, OrganisationScreen)
        assert "differs phone: register says 01634 2" in flat(app, "#profile")
        assert "D takes or leaves what the lists say" in flat(app, "#profile")
        await press(pilot, "D")
        assert isinstance(app.screen, ReviewScreen)
        assert "Review queue on Charity 2" in flat(app)
        assert len(rows_of(app, "differences")) == 1
        await press(pilot, "1", "t", "escape")
        assert "differs" not in flat(app, "#profile")
        await press(pilot, "D")
        assert isinstance(app.screen, OrganisationScreen)


async def test_the_lists_that_have_it(store: Store, clock: FixedClock) -> None:
    run_import(store, listed(2), listed(3, state="closed", standing="removed 6 November 2018"))
    clock.advance(days=7)
    run_import(store, listed(3, state="closed", standing="removed 6 November 2018"))
    async with desk(store) as (app, pilot):
        for name, said_ in (
            ("Charity 2", "in the lists register, 1000002, gone since Thu 9 Apr"),
            (
                "Charity 3",
                "in the lists register, 1000003, seen Thu 2 Apr, removed 6 November 2018",
            ),
        ):
            await app.push_screen(OrganisationScreen(store.organisations.find(name).uid))
            await pilot.pause()
            assert said_ in flat(app, "#profile")


@pytest.mark.slow
async def test_all_held_for_one_reason_are_decided_as_one(store: Store) -> None:
    names = [f"Alder {number}" for number in range(4)]
    rows = [listed(n, key=f"o{n}", name=name, identifiers=()) for n, name in enumerate(names)]
    store.lists.import_list(rows, source="one")
    more = [replace(row, key=f"t{row.line}", postcode="ME4 4AA") for row in rows]
    store.lists.import_list(more, source="two")
    async with desk(store) as (app, pilot):
        await press(pilot, "g", "r", "asterisk", "space")
        assert "3 marked" in flat(app, "#headline")
        await press(pilot, "s")
        assert said(app) == "Saved: 3 rows settled: same."
        assert rows_of(app, "held") == ["Alder 0 | Alder 0 | two"]
        assert labels(store)[-1] == "Settled 3 held rows: same"
        await press(pilot, "u", "y")
        assert store.held_rows.count() == 4
        await press(pilot, "b")
        assert said(app) == "Saved: Alder 0 is added, a branch of Alder 0."
    assert store.held_rows.count() == 3
