"""Help, the palette and the menu of places, all made from the one list of commands."""

from __future__ import annotations

from desk_app import NARROW, call, desk, fill, flat, press, said
from factories import make_enquiry
from textual.command import CommandPalette

from db.store import Store
from screens.commands import COMMANDS
from screens.desk import DeskScreen
from screens.dialog import Dialog
from screens.directory import DirectoryScreen
from screens.enquiries import EnquiriesScreen
from screens.enquiry import EnquiryScreen
from screens.find import FindScreen
from screens.go import GoScreen
from screens.help import HelpScreen, help_content
from screens.settings import SettingsScreen
from spoc_tui.settings import Settings


async def test_every_command_stands_in_the_help(store: Store) -> None:
    text = help_content().plain
    for command in COMMANDS:
        assert command.help in text
    async with desk(store, size=NARROW) as (app, pilot):
        for key in ("question_mark", "f1"):
            await press(pilot, key)
            assert isinstance(app.screen, HelpScreen)
            assert "Everywhere" in flat(app)
            await press(pilot, "end")
            assert "Remove what was never used." in flat(app)  # to the last line
            await press(pilot, "escape")
            assert isinstance(app.screen, DeskScreen)
        await press(pilot, "n", "f1", "escape")
        assert call(app).focused is not None


async def test_the_menu_of_places(store: Store) -> None:
    places = {"e": EnquiriesScreen, "o": DirectoryScreen, "s": SettingsScreen, "d": DeskScreen}
    async with desk(store) as (app, pilot):
        for key, screen in places.items():
            await press(pilot, "g")
            assert isinstance(app.screen, GoScreen)
            await press(pilot, key)
            assert isinstance(app.screen, screen)
        assert len(app.screen_stack) == 1  # the desk leaves nothing above it
        await press(pilot, "g", "down", "enter")
        assert isinstance(app.screen, EnquiriesScreen)
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
    own = Settings(keys={"note": "f9", "call": "f10"}, theme="textual-light")
    async with desk(store, settings=own) as (app, pilot):
        assert app.theme == "textual-light"
        await press(pilot, "f9")
        assert isinstance(app.screen, Dialog)
        await press(pilot, "escape", "m")
        assert isinstance(app.screen, DeskScreen)
        await press(pilot, "f10")
        assert call(app)
