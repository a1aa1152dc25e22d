"""Help, the palette and the menu of places, all made from the one list of commands."""

from __future__ import annotations

import importlib
import pkgutil
from itertools import combinations

import pytest
from desk_app import NARROW, act, call, desk, fill, flat, press, said
from factories import make_enquiry
from textual.command import CommandPalette

import screens
from db.store import Store
from screens.base import OfficerModal, OfficerScreen
from screens.commands import COMMANDS, work_together
from screens.council.settings import SettingsScreen
from screens.desk.page import DeskScreen
from screens.dialogs.dialog import Dialog
from screens.dialogs.go import GoScreen
from screens.dialogs.help import HelpScreen, help_content
from screens.enquiries.list import EnquiriesScreen
from screens.enquiries.page import EnquiryScreen
from screens.groups.attending import MemberList
from screens.kinds.area import AreaScreen
from screens.kinds.form import DeclaredForm
from screens.kinds.rows_field import RowList
from screens.lists.importing import ImportScreen
from screens.lists.review import ReviewScreen
from screens.organisations.directory import DirectoryScreen
from screens.search.find import FindScreen
from screens.shell.checked_settings import checked
from spoc_tui.settings import Settings


@pytest.mark.slow
async def test_every_command_is_in_the_help(store: Store) -> None:
    text = help_content(Settings()).plain
    *_, last = text.split()
    for command in COMMANDS:
        assert command.help in text
    async with desk(store, size=NARROW) as (app, pilot):
        for key in ("question_mark", "f1"):
            await press(pilot, key)
            assert isinstance(app.screen, HelpScreen)
            assert "Everywhere" in flat(app)
            await press(pilot, "end")
            await pilot.pause()  # it scrolls once it has drawn
            assert f" {last} " in flat(app)  # to the last line
            await press(pilot, "escape")
            assert isinstance(app.screen, DeskScreen)
        await press(pilot, "n", "f1", "escape")
        assert call(app).focused is not None


@pytest.mark.slow
async def test_the_menu_of_places(store: Store) -> None:
    places = {
        "e": EnquiriesScreen,
        "o": DirectoryScreen,
        "i": ImportScreen,
        "r": ReviewScreen,
        "s": SettingsScreen,
        "d": DeskScreen,
    }
    async with desk(store) as (app, pilot):
        for key, screen in places.items():
            await press(pilot, "f4", "g")
            assert isinstance(app.screen, GoScreen)
            await press(pilot, key)
            assert isinstance(app.screen, screen)
        assert len(app.screen_stack) == 1  # the desk leaves nothing above it
        await press(pilot, "g", "down", "enter")
        assert isinstance(app.screen, EnquiriesScreen)
        await press(pilot, "f4", "g", "right")
        assert "Whom you meet, and when." in flat(app)
        await press(pilot, "left", "right", "enter")
        assert isinstance(app.screen, AreaScreen)
        await press(pilot, "g", "escape", "f4")
        assert isinstance(app.screen, DeskScreen)


async def test_the_palette_has_what_works_here_and_runs_it(store: Store) -> None:
    make_enquiry(store)
    async with desk(store) as (app, pilot):
        commands = {command.title: command for command in app.get_system_commands(app.screen)}
        assert {"Route (r)", "Call (n or F2)", "Find (/ or F3)"} <= set(commands)
        assert "Save (ctrl+s)" not in commands
        await press(pilot, "ctrl+p")
        assert isinstance(app.screen, CommandPalette)
        await press(pilot, "escape")
        await commands["Note (m)"].callback()
        await pilot.pause()
        assert isinstance(app.screen, Dialog)
        await fill(pilot, text="By the palette")
        await press(pilot, "ctrl+s")
        assert said(app) == "Saved the note on ENQ-26-0001."


@pytest.mark.slow
async def test_what_works_everywhere_works_on_a_record_too(store: Store) -> None:
    make_enquiry(store)
    async with desk(store) as (app, pilot):
        for where in ("enquiry", "settings", "history"):
            match where:
                case "enquiry":
                    await press(pilot, "enter")
                    assert isinstance(app.screen, EnquiryScreen)
                case "settings":
                    await press(pilot, "g", "s")
                case "history":
                    await press(pilot, "h")
            await press(pilot, "n")
            assert call(app), where
            await press(pilot, "escape", "slash")
            assert isinstance(app.screen, FindScreen), where
            await press(pilot, "escape", "f4")


async def test_the_officers_own_keys_and_theme(store: Store) -> None:
    make_enquiry(store)
    own = Settings(keys={"route": "f9", "call": "f10, C"}, theme="textual-light")
    async with desk(store, settings=own) as (app, pilot):
        assert (app.theme, said(app)) == ("textual-light", "")
        footer = flat(app, "KeyLine")
        assert ("f9 Route" in footer, "f10 Call" in footer) == (True, True)
        titles = {command.title for command in app.get_system_commands(app.screen)}
        assert {"Route (F9)", "Call (F10 or C)"} <= titles
        await press(pilot, "f1")
        assert "F10 or C A call: log a new enquiry." in flat(app)
        assert "F9 Route it to a team" in flat(app)
        await press(pilot, "escape")
        await press(pilot, "f9")
        assert isinstance(app.screen, Dialog)
        await press(pilot, "escape", "r")
        assert isinstance(app.screen, DeskScreen)
        await press(pilot, "f10")
        assert call(app)


async def test_sentences_name_the_officers_own_keys(store: Store) -> None:
    own = Settings(keys={"call": "C, f10", "undo": "z", "redo": "Z", "told": "f11"})
    async with desk(store, settings=own) as (app, pilot):
        assert "Press C when the phone rings, / to find" in flat(app)
        await press(pilot, "slash")
        assert "Nothing is here yet. F10 logs a call" in flat(app)  # letters are typed there
        await press(pilot, "escape")
        make_enquiry(store)
        app._reload_if_changed()
        await act(pilot, "a", text="Ask at the desk")
        assert said(app) == "Saved the answer to ENQ-26-0001. Now tell the caller (F11)."
        await press(pilot, "z")
        assert said(app) == "Undone: Answered ENQ-26-0001. Z goes forward again."


async def test_what_is_wrong_with_keys_and_theme_is_reported_and_stops_nothing(
    store: Store,
) -> None:
    make_enquiry(store)
    own = Settings(keys={"note": "f9", "rout": "r", "told": "a"}, theme="pink")
    async with desk(store, settings=own) as (app, pilot):
        assert said(app).splitlines() == [
            "Settings: “rout” in [keys] is not a command.",
            "Settings: [keys] puts answer and told both on “a”.",
            "Settings: There is no theme “pink”.",
            "All else holds. “spoc settings” says what is allowed.",
        ]
        assert app.theme == Settings().theme
        await press(pilot, "f9")  # what is right with them holds
        assert isinstance(app.screen, Dialog)
        await press(pilot, "escape", "a")
        assert "The answer to ENQ-26-0001" in flat(app, "#dialog")


@pytest.mark.parametrize(
    ("keys", "usable"),
    [
        ({"note": "a", "answer": "m"}, True),  # two that change places
        ({"retire": "r"}, True),  # r is another screen's
        ({"change": "E,enter"}, True),
        ({"note": "?"}, False),  # everywhere's
        ({"note": "question_mark"}, False),
        ({"status": "r"}, False),  # on the list of enquiries both would work
        ({"note": "a", "answer": "m,x"}, False),
        ({"note": "f9", "answer": "f9"}, False),
        ({"note": "Ctrl-R"}, False),
        ({"note": "shift+r"}, False),
        ({"note": ""}, False),
        ({"note": "f9,"}, False),
        ({"note": "j"}, False),  # moves in lists
        ({"save": "s"}, False),  # would be typed
    ],
)
def test_which_keys_may_be_set(keys: dict[str, str], usable: bool) -> None:
    left, faults = checked(Settings(keys=keys))
    assert (left.keys == keys, not faults) == (usable, usable)


def test_the_screens_keep_to_what_works_together() -> None:
    for module in pkgutil.walk_packages(screens.__path__, "screens."):
        importlib.import_module(module.name)
    named = {command.name: command for command in COMMANDS}
    seen = set()
    for screen in _subclasses(OfficerScreen) | _subclasses(OfficerModal):
        ids = {binding.id for _, binding in screen._merge_bindings()} | {"help", "go", "quit"}
        commands = [named[name] for name in ids if name in named]
        seen |= set(commands)
        for one, other in combinations(commands, 2):
            assert work_together(one, other), (screen, one.name, other.name)
    of_rows = [
        named[str(binding.id)]
        for listed in (RowList, MemberList)
        for _, binding in listed._merge_bindings()
        if binding.id
    ]
    seen |= set(of_rows)
    for over in (DeclaredForm, Dialog):  # in which rows are typed
        ids = {binding.id for _, binding in over._merge_bindings()}
        for one in of_rows:
            assert all(work_together(one, named[name]) for name in ids if name in named)
    apps_own = ("undo", "redo", "directory", "payment", "feedback", "week")
    assert seen | {named[name] for name in apps_own} == set(COMMANDS)


def test_the_usual_keys_and_theme_are_sound() -> None:
    assert checked(Settings()) == (Settings(), [])


def _subclasses(kind: type) -> set[type]:
    return {kind}.union(*(_subclasses(one) for one in kind.__subclasses__()))
