"""What leads on from an enquiry: words for the team, a number to copy, its organisation."""

from __future__ import annotations

from desk_app import act, cancel, desk, fill, flat, page, press, said
from factories import make_enquiry, make_organisation
from pyperclip import PyperclipException

from db.store import Store
from screens.desk.page import DeskScreen
from screens.dialogs.menu import MenuScreen
from screens.dialogs.words import WordsScreen
from screens.organisations.page import OrganisationScreen


async def test_chase_records_it_and_hands_over_the_words(store: Store) -> None:
    copied: list[str] = []
    make_enquiry(store, subject="A key", phone="07700 900 123", detail="Private")
    async with page(store, copy=copied.append) as (app, pilot):
        await press(pilot, "c")
        assert "is with no team" in said(app)
        await act(pilot, "r", team="Housing")
        await press(pilot, "c")
        assert isinstance(app.screen, WordsScreen)
        assert "on the clipboard" in flat(app)
        (words,) = copied
        await press(pilot, "y")
        assert copied == [words, words]
        assert "ENQ-26-0001" in words
        assert "Mon 13 Apr" in words
        assert "07700" not in words
        assert "Private" not in words
        await cancel(pilot)
        assert "chased" in flat(app, "CaseView")
    assert "chased" in [event.kind for event in store.enquiries.get("1").timeline]


async def test_the_reference_that_is_read_out_is_copied(store: Store) -> None:
    copied: list[str] = []
    async with desk(store, copy=copied.append) as (_, pilot):
        await press(pilot, "n")
        await fill(pilot, subject="A key")
        await press(pilot, "ctrl+s", "y")
    assert copied == ["ENQ-26-0001"]


async def test_words_go_into_a_file_where_there_is_no_clipboard(store: Store) -> None:
    def no_clipboard(text: str) -> None:
        raise PyperclipException("none")

    make_enquiry(store, route_to="Housing")
    async with page(store, copy=no_clipboard) as (app, pilot):
        await press(pilot, "c")
        assert "these words are in" in flat(app)
        await press(pilot, "escape", "y")
        assert said(app) == "Copied ENQ-26-0001 by way of the terminal."
    assert store.path is not None
    file = store.path.parent / "words" / "ENQ-26-0001-chase.txt"
    assert file.read_text(encoding="utf-8").startswith("ENQ-26-0001: A key")


async def test_any_way_to_reach_the_caller_is_copied(store: Store) -> None:
    copied: list[str] = []
    rook = make_organisation(store, phone="01634 555 010")
    ida = store.organisations.add_contact(
        rook.uid, "Ida [b]Quill", phone="01634 555 010", email="ida@example.org"
    )
    make_enquiry(store, organisation_uid=rook.uid, contact_uid=ida.uid, phone="07700 900 001")
    async with page(store, copy=copied.append) as (app, pilot):
        await press(pilot, "y")
        assert isinstance(app.screen, MenuScreen)
        text = flat(app, "#menu")
        for line in (
            "1 ENQ-26-0001 (reference)",
            "2 07700 900 001 (call back)",
            "3 01634 555 010 (Ida [b]Quill)",
            "4 ida@example.org (Ida [b]Quill)",
        ):
            assert line in text
        assert "5" not in text.replace("555", "")  # a number that two have is there once
        await press(pilot, "4")
        assert said(app) == "Copied ida@example.org to the clipboard."
        await press(pilot, "y", "enter", "y", "down", "enter", "y", "escape")
    assert copied == ["ida@example.org", "ENQ-26-0001", "07700 900 001"]


async def test_its_organisation_is_one_key_away(store: Store) -> None:
    rook = make_organisation(store)
    make_enquiry(store, organisation_uid=rook.uid)
    make_enquiry(store, subject="Of nobody")
    async with desk(store) as (app, pilot):
        await press(pilot, "O")
        assert isinstance(app.screen, OrganisationScreen)
        assert "Rook Lane Bowls Club" in flat(app, "#headline")
        await press(pilot, "O", "escape")  # it does not open twice
        assert isinstance(app.screen, DeskScreen)
        await press(pilot, "down", "O")
        assert isinstance(app.screen, DeskScreen)
        assert said(app) == "ENQ-26-0002 has no organisation. Choose one with Edit (e)."
