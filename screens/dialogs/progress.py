"""Slow work in a thread of its own: how far it is, and a key that stops it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from time import monotonic
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from screens.base import OfficerModal
from screens.commands import bindings
from screens.dialogs.confirm import ConfirmScreen
from screens.shell.surviving_errors import SurvivingApp
from screens.widgets.key_line import KeyLine
from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.lists.importing import Progress, Tell

OFTEN = 0.1
"""How many seconds lie between two times that it says how far it is."""


class ProgressScreen(OfficerModal[str | SpocError | None]):
    """Does `work`, which opens its own store and says how far it is; answers with what it returned
    or with what went wrong, or with None where the officer stopped it.

    Whatever else is opened meanwhile lies over it; the work goes on beneath.
    """

    CSS_PATH = "progress.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("stop")

    @dataclass
    class Told(Message):
        """How far it is."""

        progress: Progress

    @dataclass
    class Done(Message):
        """It has ended."""

        answer: str | SpocError | None

    class _Stopped(Exception):
        """The officer does not want it any more."""

    def __init__(self, title: str, work: Callable[[Tell], str]) -> None:
        super().__init__()
        self._title = title
        self._slow = work
        self._stop = Event()
        self._begun = self._told_at = monotonic()
        self._done: ProgressScreen.Done | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="progress", classes="box"):
            yield Static(self._title, id="title", markup=False)
            yield Static("", id="said", markup=False)
            yield KeyLine()

    def on_mount(self) -> None:
        self._run()

    def on_unmount(self) -> None:
        self._stop.set()

    @work(thread=True)
    def _run(self) -> None:
        answer: str | SpocError | None = None
        try:
            answer = self._slow(self._tell)
        except SpocError as error:
            answer = error
        except self._Stopped:
            pass
        except Exception as error:
            app = self.app
            assert isinstance(app, SurvivingApp)
            answer = app.call_from_thread(app.failed, error)
        self.post_message(self.Done(answer))

    def _tell(self, progress: Progress) -> None:
        """Called in the thread."""
        if self._stop.is_set():
            raise self._Stopped
        if monotonic() - self._told_at >= OFTEN:
            self._told_at = monotonic()
            self.post_message(self.Told(progress))

    def on_progress_screen_told(self, message: Told) -> None:
        described = message.progress.described(monotonic() - self._begun)
        self.query_one("#said", Static).update(described)

    def on_progress_screen_done(self, message: Done) -> None:
        self._done = message
        self._end()

    def on_screen_resume(self) -> None:
        self._end()

    def _end(self) -> None:
        """Answers, once nothing lies over it any more."""
        if self._done is not None and self.app.screen is self:
            done, self._done = self._done, None
            self.dismiss(done.answer)

    def action_stop(self) -> None:
        """The work itself answers, once it has left nothing behind."""
        self._stop.set()
        self.query_one("#said", Static).update("Stopping …")

    @property
    def has_typed(self) -> bool:
        """It waits beneath what is opened over it, as a dialog does that is half typed."""
        return True

    async def may_be_left(self) -> bool:
        return await self.app.push_screen_wait(
            ConfirmScreen("Stop it?", f"{self._title}: it is not done yet, and leaves nothing.")
        )
