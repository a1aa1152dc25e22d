"""The app as the screens rely on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from textual.screen import Screen

from db.connection import Error
from db.file.reads_that_fail import as_told
from screens.base import OfficerModal, OfficerScreen
from screens.commands import named
from screens.shell.ending import HANGUP, Input, Output
from screens.shell.keys_in_order import KeysInOrder
from screens.shell.surviving_errors import NOT_DONE, SurvivingApp
from screens.shell.unkept import write_elsewhere

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.driver import Driver

    from db.lists.work import ListWork
    from db.search.thread import SearchThread
    from db.store import Store
    from screens.shell.unkept import Unkept
    from spoc_tui.settings import Settings

T = TypeVar("T")

MOST_SAID = 3
"""Of how many rows that cannot be read it is said at once; the desk's first line counts all."""


class OfficerApp(SurvivingApp, KeysInOrder):
    """The app, as the screens may rely on it."""

    store: Store
    settings: Settings
    demo: bool = False
    late_copy = ""
    """What the desk says of copies where the last is old; blank where it is not."""

    @property
    def searching(self) -> SearchThread:
        """Where a search is asked for while somebody types."""
        raise NotImplementedError

    @property
    def list_work(self) -> ListWork:
        """Where a list is read and imported, in the background."""
        raise NotImplementedError

    def key(self, name: str, *, typing: bool = False) -> str:
        """The key of a command as a sentence names it: the officer's own, where one is set."""
        return named(name).describe_key(self.settings.keys, typing=typing)

    def say_headline(self) -> None:
        """Has the desk say anew what is open, and whether the last copy is old."""
        raise NotImplementedError

    def say_for_long(self, sentence: str) -> None:
        """Says what is wrong for long enough to be read by who is on the telephone."""
        self.notify(sentence, severity="error", markup=False, timeout=60)

    def reads_again(self, error: Exception) -> bool:
        """Whether to read once more what failed, now that rows which cannot be read are left out:
        that is said, once.
        """
        unread, again = self.store.look_again(error)
        for one in unread[:MOST_SAID]:
            self.notify(one.said, severity="warning", markup=False, timeout=60)
        return again

    def take(self, error: Exception, done: str = NOT_DONE) -> str:
        if self.reads_again(error):
            self.call_later(self._show_again)
            return ""
        return super().take(error, done)

    def _show_again(self) -> None:
        """Shows the page that is on top without what cannot be read."""
        if self.screen_stack and isinstance(self.screen, OfficerScreen):
            self.screen.reload_safely()

    async def leave_for(self, copy: Path) -> None:
        """Closes the desk, if all may be left, and has a copy put in the database's place."""
        raise NotImplementedError

    async def patiently(self, act: Callable[[], T]) -> T:
        """The result of an act that saves something: every save of the desk goes through here.
        While another program writes it is tried again and again, and no key waits meanwhile. Raises
        what the act raises, for another program's writing only once the officer or it has waited
        enough.
        """
        raise NotImplementedError

    async def may_leave_unkept(self, unkept: Unkept) -> bool:
        """Whether what could not be kept may be left all the same: it is in a file now."""
        raise NotImplementedError

    def foreseen(self, error: Exception) -> Exception:
        if not isinstance(error, Error | OSError):
            return error
        return as_told(error, self.store.path or "The database")

    def keep_typed(self) -> list[Unkept]:
        screens = [screen for screen in self._screen_stack if isinstance(screen, OfficerScreen)]
        unkept, failed = [], []
        for screen in screens:
            try:
                unkept.append(screen.leaving())
            except Exception as error:  # one that fails is not in the way of the others
                failed.append(error)
        if failed:
            raise failed[0]
        return [one for one in unkept if one is not None]

    def keep_all(self) -> list[Unkept]:
        """The same of dialogs too: the program is about to end."""
        dialogs = [one for one in self._screen_stack if isinstance(one, OfficerModal)]
        unkept = [dialog.keep_now() for dialog in dialogs]
        for screen in self._screen_stack:
            if isinstance(screen, OfficerScreen):
                screen.look_at_fields()
        return [*filter(None, unkept), *self.keep_typed()]

    def _build_driver(self, *how: Any, **options: Any) -> Driver:
        driver = super()._build_driver(*how, **options)
        self._input = Input()
        if (file := getattr(driver, "_file", None)) is not None:  # a test's has none
            setattr(driver, "_file", Output(file, self._terminal_gone))  # noqa: B010
        return driver

    def _terminal_gone(self) -> None:
        self.call_later(self.end, HANGUP)

    def look_at_terminal(self) -> None:
        """Ends where the terminal is gone, though nobody said so."""
        if self._input.is_gone():
            self.end(HANGUP)

    _is_ending = False

    def end(self, number: int) -> None:
        """A signal ends the program: what is half typed is kept at once, or else is in a file."""
        if self._is_ending:
            return
        self._is_ending = True
        beside = [self.store.path.parent] if self.store.path is not None else []
        try:
            for unkept in self.keep_all():
                name = f"spoc-{unkept.called.replace(' ', '-')}-{self.store.today()}.txt"
                write_elsewhere(unkept, name, beside)
        finally:
            self.exit(return_code=128 + number)

    def _handle_exception(self, error: Exception) -> None:
        if not self._is_ending:  # what was under way on a page that goes is of no use to anybody
            super()._handle_exception(error)

    async def _leave(self, page: Screen[object]) -> None:
        await super()._leave(page)
        await self.stop_waiting()  # for what a key was to do on a page that is gone

    def first_painted(self) -> None:
        """The desk is on the screen: what could wait for that may begin."""
