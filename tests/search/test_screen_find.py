"""Find: organisations, people, references, phone numbers and words, as they are typed."""

from __future__ import annotations

import pytest
from desk_app import desk, flat, paste, press, rows, said, type_text, typed
from factories import make_enquiry, make_organisation
from groups_met import Groups
from textual.widgets import Input

from db.store import Store
from screens.enquiries.page import EnquiryScreen
from screens.organisations.page import OrganisationScreen
from screens.search.find import FindScreen
from screens.widgets.record_list import RecordList


@pytest.fixture
def filled(store: Store) -> Store:
    rook = make_organisation(store, phone="01634 555 010")
    make_organisation(store, "Wigmore Scouts")
    store.organisations.add_contact(rook.uid, "Ida Quill", role="chair", phone="07700 900 123")
    make_enquiry(store, subject="A leaking roof", organisation_uid=rook.uid, detail="by the stairs")
    return store


async def test_each_kind_is_found(filled: Store) -> None:
    found = {
        "bowls": "Rook Lane Bowls Club",
        "quill": "Ida Quill",
        "555010": "Rook Lane Bowls Club",
        "900 123": "Ida Quill",
        "1": "ENQ-26-0001 A leaking roof",
        "stairs": "ENQ-26-0001 A leaking roof",
    }
    async with desk(filled) as (app, pilot):
        await press(pilot, "slash")
        assert isinstance(app.screen, FindScreen)
        assert "name, phone, postcode" in flat(app)
        for typed_text, name in found.items():
            app.screen.query_one(Input).value = ""
            await paste(pilot, typed_text)
            assert name in " ".join(rows(app)), typed_text
        app.screen.query_one(Input).value = ""
        await paste(pilot, "zzz")
        assert "Nothing found." in flat(app)
        await press(pilot, "enter", "escape")
        assert not isinstance(app.screen, FindScreen)


async def test_a_record_says_how_it_stands_and_since_when(filled: Store) -> None:
    make_enquiry(filled, subject="Hall keys", answered="At the desk.")
    with filled.action("Last year"):
        uid = filled.enquiries.uid_of("2")
        filled.update("enquiry", uid, {"received_at": "2025-11-03T09:00:00Z"})
    async with desk(filled) as (app, pilot):
        await press(pilot, "f3")
        for typed_text, stands in {
            "1": "new, Rook Lane Bowls Club | 2 Apr",
            "2": "3 Nov 25",
        }.items():
            app.screen.query_one(Input).value = ""
            await paste(pilot, typed_text)
            (found,) = [row for row in rows(app) if row.startswith(f"ENQ-26-000{typed_text}")]
            assert " | ".join(filter(None, map(str.strip, found.split("|")))).endswith(stands)


@pytest.mark.slow
async def test_as_it_is_typed_and_opened_by_the_arrows(filled: Store) -> None:
    async with desk(filled) as (app, pilot):
        await press(pilot, "f3")
        await type_text(pilot, "r")
        assert "Rook Lane Bowls Club" in flat(app)
        await type_text(pilot, "oo")
        assert [row.split(" | ")[0] for row in rows(app)] == [
            "Organisations",
            "Rook Lane Bowls Club",
            "Enquiries",
            "ENQ-26-0001 A leaking roof",
        ]
        await press(pilot, "down", "enter")
        assert isinstance(app.screen, EnquiryScreen)
        await press(pilot, "slash")
        await type_text(pilot, "ida")
        await press(pilot, "enter")
        assert isinstance(app.screen, OrganisationScreen)
        text = flat(app)
        assert "Ida Quill, chair, 07700 900 123" in text
        assert "A leaking roof" in text


async def test_a_group_opens_on_its_page(store: Store) -> None:
    first, second = (Groups(store).add(name, "month", store.today()) for name in ("Ash", "Elm"))
    async with desk(store) as (app, pilot):
        for one in (second, first):
            await press(pilot, "slash")
            await type_text(pilot, one.name)
            assert rows(app)[0] == "Groups"
            await press(pilot, "enter")
            assert one.reference in flat(app)
            await press(pilot, "escape")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "caller", "person"),
    [("wig", "Wigmore Scouts", ""), ("quill", "Rook Lane Bowls Club", "Ida Quill")],
)
async def test_a_call_begins_with_who_was_found(
    filled: Store, text: str, caller: str, person: str
) -> None:
    async with desk(filled) as (app, pilot):
        await press(pilot, "slash")
        await type_text(pilot, text)
        await press(pilot, "f2")
        assert typed(app)["caller"] == caller
        assert typed(app).get("person", "") == person


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Zzyzx Choir", "caller"),
        ("01999 1", "phone"),
        ("Wigmroe Scuots", "caller"),  # only nearly found
        ("stairs", "caller"),  # a word of an enquiry
    ],
)
async def test_a_call_begins_with_what_was_typed_and_not_found(
    filled: Store, text: str, field: str
) -> None:
    async with desk(filled) as (app, pilot):
        await press(pilot, "slash")
        await type_text(pilot, text)
        await press(pilot, "f2")
        assert typed(app)[field] == text
        assert not filled.drafts.all()  # nothing was typed into the form itself


async def test_what_is_only_nearly_so_is_marked(filled: Store) -> None:
    async with desk(filled) as (app, pilot):
        await press(pilot, "slash")
        await type_text(pilot, "wigmroe")
        assert "Organisations (nearly so)" in flat(app)
        assert "~ Wigmore Scouts" in flat(app)


async def test_its_number_is_copied(filled: Store) -> None:
    copied: list[str] = []
    async with desk(filled, copy=copied.append) as (app, pilot):
        await press(pilot, "slash")
        await type_text(pilot, "ida")
        await press(pilot, "f9")
        assert copied == ["07700 900 123"]
        await press(pilot, "backspace", "backspace", "backspace")
        await type_text(pilot, "wigm")
        await press(pilot, "f9")
        assert said(app) == "No phone number is known here."
    assert copied == ["07700 900 123"]


async def test_with_nothing_typed_open_business_is_shown(filled: Store) -> None:
    async with desk(filled) as (app, pilot):
        await press(pilot, "slash")
        assert [row.split(" | ")[0] for row in rows(app)] == [
            "Organisations",
            "Rook Lane Bowls Club",
            "Enquiries",
            "ENQ-26-0001 A leaking roof",
        ]


async def test_what_was_looked_for_is_marked(filled: Store) -> None:
    async with desk(filled) as (app, pilot):
        await press(pilot, "slash")
        await type_text(pilot, "bow roo")
        records = app.screen.query_one(RecordList)
        line = records.render_line(1)
        marked = [part.text for part in line if part.style and part.style.underline]
        assert marked == ["Roo", "Bow"]
        assert line.text.startswith("›   Rook Lane Bowls Club")


async def test_enter_straight_after_typing_opens_what_was_typed(filled: Store) -> None:
    async with desk(filled) as (app, pilot):
        await press(pilot, "slash")
        await pilot.press(*"wigmore", "enter")
        await press(pilot)
        assert isinstance(app.screen, OrganisationScreen)
        assert "Wigmore Scouts" in flat(app)


async def test_any_mark_may_be_typed(filled: Store) -> None:
    async with desk(filled) as (app, pilot):
        await press(pilot, "slash")
        for text in ('"', "'", "*", "a*b", "NEAR(", "[bold]", "%", "-", "🎈", "x" * 10_000):
            app.screen.query_one(Input).value = ""
            await paste(pilot, text)
            assert isinstance(app.screen, FindScreen)
            assert "Nothing found." in flat(app) or rows(app)
