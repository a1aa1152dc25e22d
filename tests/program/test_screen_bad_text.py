"""Text that is not what the program hopes for: kept, or refused in a sentence, never obeyed."""

from __future__ import annotations

import re

import pytest
from desk_app import call, cancel, desk, field, fill, flat, press, shown, typed
from factories import listed, make_enquiry, make_organisation

from db.store import Store
from screens.dialogs.dialog import Dialog
from screens.enquiries.call import CallScreen
from screens.records.logged import LoggedScreen
from screens.widgets.fields import ChoiceField, DayField, Field
from spoc_tui.casework.organisations.identifiers import Identifier

NASTY = "[bold]x[/] [/] [@click=app.quit]y 🎈👩‍👧 \x1b[31mred\x07 \u202eturned =1+1"
UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]")


def free(one: Field) -> bool:
    """Whether any text may be in the field."""
    return not isinstance(one, DayField) and (
        not isinstance(one, ChoiceField) or one.key in ("caller", "person")
    )


@pytest.mark.slow
async def test_markup_emoji_and_control_codes_in_every_field_of_a_call(store: Store) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        for one in list(app.screen.query(Field)):
            await fill(pilot, **{one.key: NASTY})
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, CallScreen)
        assert "! " in flat(app)
        assert not UNSEEN.search(shown(app))
        for one in app.screen.query(Field):
            if not free(one):
                one.text = ""
        await fill(pilot, channel="phone", urgency="normal", answer=NASTY)
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, LoggedScreen)
        await press(pilot, "enter", "g", "e")
        text = flat(app)
        assert "[bold]x[/] [/] [@click=app.quit]y 🎈" in text
        assert not UNSEEN.search(shown(app))
        await press(pilot, "h")
        assert "[bold]x[/]" in flat(app)
        await cancel(pilot)
        await press(pilot, "n")
        await fill(pilot, subject="quit turned")
        assert "→ [bold]x[/]" in flat(app, "#side")
    enquiry = store.enquiries.get("1").enquiry
    assert "[bold]x[/] [/] [@click=app.quit]y 🎈👩‍👧" in enquiry.subject
    assert not UNSEEN.search(enquiry.subject + enquiry.detail + enquiry.caller + enquiry.answer)


async def test_nasty_names_from_a_list(store: Store) -> None:
    rows_ = [
        listed(2, name=NASTY, phone="\x1b]0;x\x07 01634", identifiers=(Identifier("X", "[/]"),))
    ]
    store.lists.import_list(rows_, source="[/] list")
    async with desk(store) as (app, pilot):
        await press(pilot, "d")
        assert "[bold]x[/]" in flat(app)
        await press(pilot, "enter")
        assert "[@click=app.quit]y" in flat(app)
        await press(pilot, "n")
        assert "[bold]x[/]" in flat(app, "#side")
        await fill(pilot, subject="[/]")
        await press(pilot, "ctrl+s", "enter", "slash")
        for key in "bold":
            await press(pilot, key)
        assert "[bold]x[/]" in flat(app)
        assert not UNSEEN.search(shown(app))


@pytest.mark.slow
async def test_nasty_text_in_the_dialogs(store: Store) -> None:
    make_enquiry(store, subject=NASTY, route_to="Housing")
    make_organisation(store)
    async with desk(store) as (app, pilot):
        await press(pilot, "g", "e")
        for key in "xbe":
            await press(pilot, key)
            assert isinstance(app.screen, Dialog), key
            for one in list(app.screen.query(Field)):
                await fill(pilot, **{one.key: NASTY})
            await press(pilot, "ctrl+s")
            if isinstance(app.screen, Dialog):  # a sentence, with everything still filled
                assert "! " in flat(app, "#dialog"), key
                assert typed(app), key
                while isinstance(app.screen, Dialog):
                    await cancel(pilot)
            assert not UNSEEN.search(shown(app)), key
        await press(pilot, "c")
        assert "[bold]x[/]" in flat(app)


@pytest.mark.slow
async def test_a_megabyte_in_every_kind_of_field(store: Store) -> None:
    text = "word " * 200_000
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        # One of each make: a name, a line, a choice, many lines, a moment.
        names = ("caller", "subject", "topic", "detail", "received")
        fields = [one for one in app.screen.query(Field) if one.key in names]
        for one in fields:
            await fill(pilot, **{one.key: text})
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, CallScreen)
        assert "! " in flat(app)
        assert all(len(one.text) > 999_990 for one in fields)
        call(app)._keep()
        assert len(store.drafts.all()[0].fields["detail"]) > 999_990
        for one in fields:
            if one.key != "detail":
                one.text = "A roof" if one.key == "subject" else ""
        await press(pilot, "ctrl+s")
        assert "characters long; 100,000 is the most." in flat(app)
        assert isinstance(app.screen, CallScreen)
        field(app.screen, "detail").text = "Short"
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, LoggedScreen)
    assert store.enquiries.get("1").enquiry.subject == "A roof"


async def test_several_pasted_lines_become_one_where_one_is_asked(store: Store) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        await fill(pilot, subject="A gate\r\nat the\tallotments", detail="One\r\n\ttwo\x1b[2J")
        assert typed(app)["subject"] == "A gate at the allotments"
        assert typed(app)["detail"] == "One\n    two[2J"
