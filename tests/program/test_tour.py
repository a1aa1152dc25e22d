"""The tour: every command of every page is called and left again, on the demo, at two sizes.

It is made from the list of commands and from the classes of screens: a new one that no page leads
to fails it.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from desk_app import NARROW, WIDE, fill, press, settled, workers_ended
from textual.app import SystemCommand
from textual.keys import REPLACED_KEYS, key_to_character
from textual.pilot import Pilot
from textual.screen import Screen
from tour import PLACES, demo_desk, go

import screens
from screens.base import OfficerModal, OfficerScreen
from screens.command import Command
from screens.commands import COMMANDS, WITH_ACTS
from screens.dialogs.confirm import ConfirmScreen
from screens.dialogs.palette import Palette
from screens.dialogs.progress import ProgressScreen
from screens.records.record_screen import RecordScreen
from screens.widgets.key_line import label_on
from spoc_tui.app import SpocApp
from spoc_tui.casework.kinds.catalogue import AREAS

AT_ONCE = {
    *("chase", "acknowledge", "wait", "undo", "redo", "starter", "end_check_in", "left"),
    *("same", "another", "take_it", "leave_it", "apart", "mark_paid", "bring_in"),
    *("has_room", "has_few", "is_full", "coded"),
    *("retire", "remove", "branch", "always_take", "never_take"),
}
"""Commands that may write without asking. All others write nothing where they are left."""
MAY_SAVE = {("who came", "save")}
"""Dialogs in which all is said as they open."""
NOT_HERE = {
    "stop": "what is under way has ended before a key is pressed",
    "begin_anew": "of a dialog that another window left half typed: records/test_dialogs_kept.py",
    "ask_again": "of what is always taken of a list: lists/test_standing_answers.py",
    "mark_row": "of several held rows: lists/test_screen_review.py",
    "mark_alike": "of several held rows: lists/test_screen_review.py",
    "each": "of a row that names several: lists/test_several_names.py",
    **dict.fromkeys(
        ("take_in", "columns_in", "say_which"), "of a list and its file: kinds/test_lists_in.py"
    ),
}
"""Commands that no test can call on a page."""
OF_OTHERS = {
    "WaitingScreen": "another program writes: storage/test_screen_waiting.py",
    "VersionsScreen": "another window changed it: records/test_screen_two_windows.py",
    "NoticeScreen": "the clock looks wrong: storage/test_clock.py",
    "ListInScreen": "a list and its file are chosen: kinds/test_lists_in.py",
}
"""Screens that come of what others do, and where they are tried."""
LONGEST_WAY_BACK = 6
ALIKE_EVERYWHERE = {
    *("directory", "import_list", "review", "week", "go", "help", "undo", "redo", "desk", "quit"),
    "payment",  # begins with the same caller as a call
}
"""Commands that take nothing of the page they are called on: once is enough."""
OF_A_CALLER = {"call", "find", "feedback"}
"""Commands that take the caller of the page: by their keys from every page, by the palette once."""
ACTS = WITH_ACTS
"""What asks the same on whatever page the record is marked."""


class Tour:
    """What was called, and what was seen."""

    def __init__(self, app: SpocApp, pilot: Pilot[None], folder: Path, *, by_palette: bool) -> None:
        self.by_palette = by_palette
        self.app, self.pilot, self.folder = app, pilot, folder
        self.called: set[str] = set()
        self.seen: set[type[Screen[Any]]] = set()
        self.quit = 0
        self._done: set[tuple[str, str]] = set()
        self._watch("push_screen")
        self._watch("switch_screen")
        app.exit = self._quit  # type: ignore[method-assign]

    def _watch(self, name: str) -> None:
        opens: Callable[..., Any] = getattr(self.app, name)

        def watched(screen: Screen[Any], *args: Any, **options: Any) -> Any:
            self.seen.add(type(screen))
            return opens(screen, *args, **options)

        setattr(self.app, name, watched)

    def is_new(self, command: Command) -> bool:
        """Whether it was not called yet on a page of this class; an act, on such a record."""
        page = self.app.screen
        marked = page.marked() if isinstance(page, RecordScreen) else None
        once = ALIKE_EVERYWHERE | OF_A_CALLER if self.by_palette else ALIKE_EVERYWHERE
        where = type(page).__name__
        if command.name in once:
            where = ""
        elif command.where in ACTS and marked is not None:
            where = marked.kind
        key = (where, command.name)
        is_new = key not in self._done
        self._done.add(key)
        return is_new

    def _quit(self, *args: Any, **options: Any) -> None:
        self.quit += 1

    def there(self) -> list[Command]:
        """The commands that work where it is."""
        labels = self.labels()
        return [command for command in COMMANDS if command.name in labels]

    def labels(self) -> dict[str, str]:
        """What each command that works here is called; blank where it does not apply to what is
        marked, of which its key says why.
        """
        screen = self.app.screen
        active = [one.binding for one in screen.active_bindings.values() if one.enabled]
        named = {command.name for command in COMMANDS}
        return {one.id: label_on(screen, one) for one in active if one.id in named}

    async def press(self, *keys: str) -> None:
        for key in keys:
            found = self.app.screen.active_bindings.get(key)
            if found is not None and found.enabled and found.binding.id:
                self.called.add(found.binding.id)
            await press(self.pilot, key)

    async def call(self, command: Command) -> None:
        """By its key; or as the palette does it."""
        label = self.labels()[command.name]
        if not self.by_palette or not label:
            await self.press(self._key(command))
            return
        (line,) = (line for line in self.palette() if line.title.startswith(f"{label} ("))
        self.called.add(command.name)
        self.app.call_later(line.callback)
        await self.pilot.pause()
        await settled(self.pilot)

    def palette(self) -> list[SystemCommand]:
        return list(self.app.get_system_commands(self.app.screen))  # type: ignore[arg-type]

    def _key(self, command: Command) -> str:
        """One that is no text where there is one: it works in a field, too."""
        keys = [key.strip() for key in command.keys.split(",")]
        texts = [key for key in keys if key_to_character(REPLACED_KEYS.get(key, key)) is not None]
        bound = self.app.screen.active_bindings
        keys = [key for key in keys if key in bound and bound[key].binding.id == command.name]
        return next((key for key in keys if key not in texts), keys[0])

    async def leave(self, page: Screen[Any]) -> None:
        """Back to the page with escape; what is typed is thrown away."""
        for _ in range(LONGEST_WAY_BACK):
            screen = self.app.screen
            if screen is page or page not in self.app.screen_stack:
                return
            if isinstance(screen, ProgressScreen):  # it ends once what it does has stopped
                await self.press("escape")
                under_way = [one for one in self.app.workers if one.node is screen]
                await workers_ended(self.app, under_way)
                await settled(self.pilot)
                continue
            asked = screen._question if isinstance(screen, ConfirmScreen) else ""
            await self.press("y" if asked.startswith("Throw away") else "escape")


def classes() -> set[type[Screen[Any]]]:
    """Every screen that can be opened: those that no other is made from."""
    for module in pkgutil.walk_packages(screens.__path__, "screens."):
        import_module(module.name)
    found: set[type[Screen[Any]]] = set()
    left: list[type[Screen[Any]]] = [OfficerScreen, OfficerModal]
    while left:
        below = [one for one in left.pop().__subclasses__() if one.__module__.startswith("screens")]
        found.update(below)
        left += below
    bases = {base for one in found for base in one.__bases__}
    return {one for one in found if one not in bases or one.__name__ == "MenuScreen"}


@pytest.mark.slow
@pytest.mark.parametrize(("size", "by_palette"), [(NARROW, False), (WIDE, True)])
async def test_every_command_of_every_page_is_called_and_left(
    demo_file: Path, tmp_path: Path, size: tuple[int, int], by_palette: bool
) -> None:
    wrote: list[str] = []
    async with demo_desk(demo_file, tmp_path, size) as (app, pilot):
        tour = Tour(app, pilot, tmp_path, by_palette=by_palette)
        tour.seen.add(type(app.screen))
        store = app.store
        for name, way in PLACES.items():
            await go(app, pilot, way, tmp_path)
            page = app.screen
            await tour.press("ctrl+p")
            assert isinstance(app.screen, Palette), name
            await tour.press("escape")
            assert app.screen is page, name
            commands = tour.there()
            assert commands, name
            lines = sum(map(bool, tour.labels().values())) + len(AREAS)
            assert len(tour.palette()) == lines, name
            for command in commands:
                if app.screen is not page or command not in tour.there():
                    await go(app, pilot, way, tmp_path)
                    page = app.screen
                if command not in tour.there() or not tour.is_new(command):
                    continue  # what was done before has made it void, or it was seen
                done = store.history.count()
                await tour.call(command)
                await tour.leave(page)
                if (name, command.name) in MAY_SAVE or command.name in AT_ONCE:
                    continue
                if store.history.count() != done:
                    (last,) = store.history.page(0, 1)
                    wrote.append(f"{name}: {command.name} wrote {last.action.label!r}")
        await _what_keys_alone_do_not_open(tour)
        assert tour.quit
    never_called = {command.name for command in COMMANDS} - set(NOT_HERE) - tour.called
    never_seen = {one.__name__ for one in classes() - tour.seen}
    assert wrote == []
    assert never_called == set()
    assert never_seen <= set(OF_OTHERS)


async def _what_keys_alone_do_not_open(tour: Tour) -> None:
    """Pages that come after something was typed."""
    pilot = tour.pilot
    await go(tour.app, pilot, (*PLACES["import"], "f5", "enter"), tour.folder)
    await tour.press("escape")
    await press(pilot, "f4", "n")
    await fill(pilot, subject="A gate")
    await tour.press("ctrl+s", "escape")
    await press(pilot, "f4", "d", "o")
    await fill(pilot, file=str(tour.folder / "directory.csv"))
    await tour.press("ctrl+s")
    await settled(pilot)
