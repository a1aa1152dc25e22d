"""Edits that the officer looks for among the acts, what an act lets choose, and what follows at
once on what was just saved.
"""

from __future__ import annotations

import pytest
from desk_app import desk, fill, flat, press
from factories import in_short, make_group, make_organisation, make_pilot, make_scheme, make_window
from textual.widgets import OptionList

from db.store import Store
from screens.dialogs.dialog import Dialog
from screens.dialogs.menu import MenuScreen
from screens.enquiries.call import CallScreen
from screens.records.logged import LoggedScreen
from screens.records.opening import page_of
from screens.widgets.fields import Field
from spoc_tui.casework.kinds.catalogue import all_kinds
from spoc_tui.casework.kinds.reading import is_typed

EDITS = [
    (kind.code, label, names) for kind in all_kinds() for label, names in kind.edited_as.items()
]
MAKE = {"group": make_group, "pilot": make_pilot, "scheme": make_scheme}


def test_each_changes_fields_that_the_officer_types_and_is_called_once() -> None:
    for kind in all_kinds():
        names = [name for its in kind.edited_as.values() for name in its]
        assert all(is_typed(kind.fields[name]) for name in names)
        assert not {act.label for act in kind.acts} & kind.edited_as.keys()


@pytest.mark.parametrize(("code", "label", "names"), in_short(EDITS, EDITS[0]))
async def test_it_is_in_the_menu_and_asks_those_fields_alone(
    store: Store, code: str, label: str, names: tuple[str, ...]
) -> None:
    one = MAKE[code](store)
    async with desk(store) as (app, pilot):
        await app.push_screen(page_of(code, one.uid))
        await press(pilot, "s")
        assert isinstance(app.screen, MenuScreen)
        options = app.screen.query_one(OptionList)
        labels = [item.words for item in app.screen._items]
        options.highlighted = labels.index(label)
        await press(pilot, "enter")
        assert isinstance(app.screen, Dialog)
        assert [field.key for field in app.screen.query(Field)] == list(names)


async def test_the_roles_are_named_where_somebody_is_asked(store: Store) -> None:
    one = make_window(store)
    async with desk(store) as (app, pilot):
        await app.push_screen(page_of("window", one.uid))
        await press(pilot, "s")
        assert isinstance(app.screen, MenuScreen)
        labels = [item.words for item in app.screen._items]
        app.screen.query_one(OptionList).highlighted = labels.index("Ask somebody")
        await press(pilot, "enter")
        assert "(consortium, councillor, group)" in flat(app)


async def test_a_record_with_a_ward_says_how_it_is_opened(store: Store) -> None:
    scheme, pilot_ = make_scheme(store), make_pilot(store)
    async with desk(store) as (app, pilot):
        await app.push_screen(page_of("scheme", scheme.uid))
        await pilot.pause()
        assert "W Ward" in flat(app)
        await app.push_screen(page_of("pilot", pilot_.uid))
        await pilot.pause()
        assert "W Ward" not in flat(app)


async def test_plus_on_what_was_just_logged_is_of_that_record(store: Store) -> None:
    make_organisation(store)
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        assert isinstance(app.screen, CallScreen)
        await fill(pilot, caller="Rook Lane", subject="The keys")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, LoggedScreen)
        await press(pilot, "plus")
        assert isinstance(app.screen, MenuScreen)
        assert "What comes of ENQ-26-0001" in flat(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, LoggedScreen)
        await press(pilot, "plus", "enter")
        assert not isinstance(app.screen, LoggedScreen | MenuScreen)
        assert "ENQ-26-0001" in flat(app)
