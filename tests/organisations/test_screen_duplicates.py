"""Possible duplicates on the screen: side by side, merged, kept apart; told of at entry."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from desk_app import NARROW, WIDE, call, desk, field, fill, flat, press, said, to, workers_ended
from factories import another_window, make_enquiry, make_organisation
from textual.pilot import Pilot

from db.store import Store
from screens.dialogs.confirm import ConfirmScreen
from screens.organisations.directory import DirectoryScreen
from screens.organisations.duplicates import DuplicatesScreen
from screens.organisations.page import OrganisationScreen
from screens.widgets.record_list import RecordList
from spoc_tui.app import SpocApp
from spoc_tui.casework.organisations.organisation import Organisation

A, B, PLACE = "Gillingham Street Angels", "Gillingham St Angels CIO", "ME7 1AA"


def two(store: Store) -> tuple[Organisation, Organisation]:
    """Two that look like one."""
    one = make_organisation(store, A, postcode=PLACE, phone="01634 111111", tags="night")
    other = make_organisation(
        store, B, anyway=True, postcode=PLACE, phone="01634 222222", tags="street"
    )
    store.organisations.add_contact(other.uid, "Mary Adeyemi")
    return one, other


@asynccontextmanager
async def review(
    store: Store, size: tuple[int, int] = WIDE
) -> AsyncIterator[tuple[SpocApp, Pilot[None]]]:
    """The review, opened from the directory, with what was looked for found."""
    async with desk(store, size=size) as (app, pilot):
        await press(pilot, "d", "D")
        await looked(app, pilot)
        assert isinstance(app.screen, DuplicatesScreen)
        yield app, pilot


async def looked(app: SpocApp, pilot: Pilot[None]) -> None:
    """Waits until all pairs are found."""
    await workers_ended(app, [one for one in app.workers if one.name == "_look"])
    await pilot.pause()


def rows_of(app: SpocApp, name: str) -> list[str]:
    source = app.screen.query_one(f"#{name}", RecordList)._source
    assert source is not None
    return [" | ".join((row.mark, *row.cells)) for row in source.rows(0, 100)]


async def to_field(app: SpocApp, pilot: Pilot[None], name: str) -> None:
    """Opens the marked pair and goes to a field."""
    fields = app.screen.query_one("#fields", RecordList)
    fields.focus()
    await press(pilot, "home")
    while fields.highlighted != name:
        before = fields.cursor
        await press(pilot, "down")
        assert fields.cursor != before, f"{name} is not listed"


async def test_none(store: Store) -> None:
    make_organisation(store)
    async with review(store, NARROW) as (app, pilot):
        assert "No two organisations look like one" in flat(app)
        await press(pilot, "m", "x", "s", "space", "i")
        assert isinstance(app.screen, DuplicatesScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, DirectoryScreen)
        assert "D possible duplicates" in flat(app)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_two_side_by_side(store: Store, size: tuple[int, int]) -> None:
    two(store)
    async with review(store, size) as (app, pilot):
        assert "Possible duplicates · 1 · the most likely first" in flat(app)
        assert rows_of(app, "pairs") == [f" | {A} | {B}"]
        await press(pilot, "enter")
        assert f"Same postcode {PLACE}, names nearly the same" in flat(app)
        assert "Stays" in flat(app)
        assert "Goes into it" in flat(app)
        assert rows_of(app, "fields") == [
            f"* | name | {A} | ◄ | {B}",
            f" | postcode | {PLACE} | = | {PLACE}",
            "* | phone | 01634 111111 | ◄ | 01634 222222",
            "* | tags | night | ◄► | street",
            " | new to us | yes | = | yes",
            " | people |  | ◄► | Mary Adeyemi",
        ]
        await press(pilot, "escape")
        assert isinstance(app.screen, DuplicatesScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, DirectoryScreen)


@pytest.mark.slow
async def test_merged_as_the_sides_are_chosen(store: Store) -> None:
    one, other = two(store)
    make_enquiry(store, organisation_uid=other.uid)
    async with review(store) as (app, pilot):
        await to_field(app, pilot, "phone")
        await press(pilot, "space")
        assert "phone: 01634 111111 | 01634 222222 The right one's is kept." in flat(app)
        await to_field(app, pilot, "tags")
        await press(pilot, "enter")
        assert "The left one's is kept." in flat(app)
        await to_field(app, pilot, "people")
        await press(pilot, "space")
        assert "What belongs to both is kept" in said(app)
        await press(pilot, "m")
        assert isinstance(app.screen, ConfirmScreen)
        assert f"Merge {B} into {A}?" in flat(app)
        await press(pilot, "n", "m", "y")
        assert said(app) == f"Saved: {B} is merged into {A}."
        assert rows_of(app, "pairs") == []
        merged = store.organisations.get(one.uid)
        assert (merged.phone, merged.tags) == ("01634 222222", ("night",))
        await press(pilot, "u", "y")
        await looked(app, pilot)
        assert store.organisations.get(other.uid).state == "active"
        assert len(rows_of(app, "pairs")) == 1


async def test_the_other_one_stays(store: Store) -> None:
    _, other = two(store)
    async with review(store) as (app, pilot):
        await press(pilot, "s")
        assert rows_of(app, "fields")[0] == f"* | name | {B} | ◄ | {A}"
        await press(pilot, "m", "y")
        assert store.organisations.find(A).uid == other.uid


async def test_kept_apart(store: Store) -> None:
    two(store)
    async with review(store) as (app, pilot):
        await press(pilot, "x")
        assert said(app) == "Saved: kept apart. u undoes it."
        await looked(app, pilot)
        assert rows_of(app, "pairs") == []
        assert store.duplicates.count() == 0


@pytest.mark.slow
async def test_skipped_for_now(store: Store) -> None:
    two(store)
    make_organisation(store, "Rook Bowls", postcode="ME4 4AA")
    make_organisation(store, "Rook Bowl", postcode="ME4 4AA", anyway=True)
    async with review(store) as (app, pilot):
        await press(pilot, "enter", "i")
        assert rows_of(app, "fields")[0] == "* | name | Rook Bowls | ◄ | Rook Bowl"
        await press(pilot, "m", "y")
        await looked(app, pilot)
        assert rows_of(app, "pairs") == [f" | {A} | {B}"]
        assert rows_of(app, "fields")[0].startswith(f"* | name | {A}")


@pytest.mark.slow
async def test_what_another_window_did_meanwhile(store: Store) -> None:
    one, other = two(store)
    elsewhere = another_window(store)
    async with review(store) as (app, pilot):
        elsewhere.duplicates.merge(one.uid, other.uid)
        await press(pilot, "m", "y")
        assert "is merged into another already" in said(app)
        app.screen.query_one(RecordList)
        assert isinstance(app.screen, DuplicatesScreen)
        app.screen.reload_if_changed()
        await looked(app, pilot)
        assert rows_of(app, "pairs") == []
    elsewhere.close()


async def test_the_page_of_a_merged_one_is_its_survivors(store: Store) -> None:
    one, other = two(store)
    async with desk(store) as (app, pilot):
        await app.push_screen(OrganisationScreen(other.uid))
        await pilot.pause()
        assert flat(app, "#headline").startswith(B)
        store.duplicates.merge(one.uid, other.uid)
        assert isinstance(app.screen, OrganisationScreen)
        app.screen.reload_if_changed()
        await pilot.pause()
        assert flat(app, "#headline").startswith(A)
        assert f"merged {B}, Thu 2 Apr" in flat(app)
        assert "Mary Adeyemi" in flat(app)


# At entry.


@pytest.mark.slow
async def test_a_caller_who_is_nearly_there_is_named(store: Store) -> None:
    make_organisation(store, A, postcode=PLACE)
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        await fill(pilot, caller=B)
        to(app, "caller")
        await press(pilot, "f7")
        assert isinstance(app.screen, ConfirmScreen)
        assert f"Add {B} all the same?" in flat(app)
        assert f"It may be there already: {A} ({PLACE}): names nearly the same." in flat(app)
        await press(pilot, "n")
        assert f"Pick the one you mean: type {A}." in flat(app)
        assert store.organisations.count() == 1
        await press(pilot, "f7", "y")
        assert store.organisations.count() == 2
        assert field(call(app), "caller").text == B


@pytest.mark.slow
async def test_a_number_that_another_has_is_asked_about(store: Store) -> None:
    one = store.organisations.add(A, identifiers=["GB-CHC-1000001"])
    rook = make_organisation(store, "Rook Bowls")
    async with desk(store) as (app, pilot):
        await app.push_screen(OrganisationScreen(rook.uid))
        await pilot.pause()
        await press(pilot, "e", "n", "a")
        await fill(pilot, identifier="GB-CHC-1000001")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, ConfirmScreen)
        assert f"It belongs to {A} already." in flat(app)
        await press(pilot, "n")
        assert field(app.screen, "identifier").text == "GB-CHC-1000001"
        assert store.organisations.get(rook.uid).identifiers == ()
        await press(pilot, "ctrl+s", "y")
        assert store.organisations.get(rook.uid).identifiers == one.identifiers
        await press(pilot, "e", "n", "a")
        await fill(pilot, identifier="nonsense")
        await press(pilot, "ctrl+s")
        assert "is not a number in a register" in flat(app)
