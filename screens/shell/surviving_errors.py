"""What fails unexpectedly ends neither the program nor what is half typed: the desk goes on.

Textual ends a program at the first error that nobody caught, with a traceback that prints names
and phone numbers. Here every error that comes up is taken in one place (`SurvivingApp`): it is
written down, said in one sentence, and a page that cannot go on is left for the desk. Only where
the desk itself fails again and again does the program end, with that sentence.
"""

from __future__ import annotations

import traceback
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual._context import active_message_pump
from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import WorkerFailed, get_current_worker

from screens.commands import COMMANDS
from screens.shell.unkept import Unkept
from spoc_tui.casework.errors import SpocError, StorageFailed, Unexpected
from spoc_tui.failures import note, place_of, unexpected

if TYPE_CHECKING:
    from textual.actions import ActionParseResult
    from textual.dom import DOMNode
    from textual.message import Message

SHOWN_AGAIN_AFTER, SHOWN_FOR = 5.0, 60.0
"""Seconds before the same failure is shown and written down again, and where it came up all the
while, as a clock's does.
"""
DESKS, MOST, WITHIN = 3, 200, 5.0
"""So many desks that failed, or failures of any kind, within so many seconds end the program."""
NOT_SHOWN = "A page could not be shown, and was left"
NOT_DONE = "Something could not be done"
NOT_READ = "Something could not be read"
GAVE_UP = "The desk could not be shown, and was closed"

CANNOT_GO_ON = {
    # What a page's parts are made in, and drawn in; and the loop that ends with an error.
    "_pre_process",
    "_compose",
    "_process_messages_loop",
    "_refresh_layout",
    "_compositor_refresh",
    "_on_timer_update",
    "_display",
}
"""Functions of Textual's: an error that came up through one leaves a page that is dead or half
drawn.
"""
OUTSIDE = {"app_prelude", "_process_messages"}
"""Those in which an error ends the program, whatever is done about it."""
_LABELS = {command.action.removeprefix("app."): command.label for command in COMMANDS}


@dataclass
class _Told:
    """A failure that was shown."""

    at: float
    sentence: str
    came: float = 0.0
    """When it came up last, said or not."""


class SurvivesErrors(MessagePump):
    """A part of the program whose messages may fail one by one: it goes on with the next."""

    MUST_SUCCEED: ClassVar[tuple[type[events.Event], ...]] = (events.Compose, events.Mount)
    """Without these it is not there at all."""

    async def _dispatch_message(self, message: Message) -> None:
        if isinstance(message, self.MUST_SUCCEED):
            await super()._dispatch_message(message)
            return
        try:
            await super()._dispatch_message(message)
        except Exception as error:
            self.app._handle_exception(error)


class SurvivingApp(SurvivesErrors, App[None]):
    """The app, whatever fails in it."""

    MUST_SUCCEED = (events.Compose,)
    gave_up: Unexpected | None = None
    """Why it ended, where it did so by itself."""

    def __init__(self) -> None:
        super().__init__()
        self._told: dict[tuple[str, str], _Told] = {}
        self._failures: deque[float] = deque(maxlen=MOST)
        self._desks_failed: deque[float] = deque(maxlen=DESKS)
        self._left: list[Screen[object]] = []
        """Pages that failed and are about to be left."""

    def keep_typed(self) -> list[Unkept]:
        """Saves what is half typed in forms; returns what of it could not be saved."""
        return []

    def failed(self, error: Exception, done: str = NOT_DONE) -> Unexpected:
        """Keeps what is half typed, and writes the failure down; returns the message."""
        self._tell_tests(error)
        try:
            self.keep_typed()
        except Exception as another:
            unexpected(another, at=datetime.now(UTC))
        return unexpected(error, at=datetime.now(UTC), done=done)

    def foreseen(self, error: Exception) -> Exception:
        """An error of a disk or a database as the officer is told it; any other as it is."""
        return error

    def note(self, error: SpocError) -> None:
        """Writes down what nobody foresaw, and means nothing to the officer."""
        note(error, at=datetime.now(UTC))

    def _tell_tests(self, error: Exception) -> None:
        """A test in which something failed unexpectedly is to fail, though the program goes on."""
        if self.is_headless and self._exception is None:
            self._exception = error
            self._exception_event.set()

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except Exception as error:
            self._take(error, _not_done(action if isinstance(action, str) else action[1]))
            return True

    def take(self, error: Exception, done: str = NOT_DONE) -> str:
        """Says and writes down what failed, but not again at once; returns the sentence, for who
        goes on to say in its place that it failed.
        """
        now, place = monotonic(), place_of(error)
        error = self.foreseen(error)
        if isinstance(error, StorageFailed):  # said once, wherever it comes up
            place = type(error).__name__, str(error)
        told = self._told.get(place)
        if told is None or now - told.came > SHOWN_AGAIN_AFTER or now - told.at > SHOWN_FOR:
            if isinstance(error, StorageFailed):  # foreseen: the sentence says what is the matter
                self.note(error)
                sentence = str(error)
            else:
                sentence = str(self.failed(error, done))
            told = self._told[place] = _Told(now, sentence)
            self.notify(told.sentence, severity="error", markup=False, timeout=15)
        told.came = now
        return told.sentence

    @contextmanager
    def going_on(self, done: str = NOT_DONE) -> Iterator[None]:
        """Shows and writes down what fails within, and what comes after it is done all the
        same.
        """
        try:
            yield
        except Exception as error:
            self.take(error, done)

    def _handle_exception(self, error: Exception) -> None:
        """Whatever nobody caught: Textual calls this for every part of the program."""
        if isinstance(error, WorkerFailed) and isinstance(error.error, Exception):
            self._take(error.error, _not_done(get_current_worker().description))
        else:
            self._take(error)

    def _take(self, error: Exception, done: str = NOT_DONE) -> None:
        now = monotonic()
        came_through = [frame.f_code.co_name for frame, _ in traceback.walk_tb(error.__traceback__)]
        page = self._page() if CANNOT_GO_ON.intersection(came_through) else None
        self._failures.append(now)
        failing_repeatedly = len(self._failures) == MOST and now - self._failures[0] < WITHIN
        if failing_repeatedly or (came_through and came_through[0] in OUTSIDE):
            self._give_up(error)
            return
        if self._left and self._page() in self._left:
            return  # it comes of what the page is left for, which was said
        if page is not None:
            done = NOT_SHOWN
            if not self._leave_soon(page):
                self._give_up(error)
                return
        self.take(error, done)

    def _page(self) -> Screen[object] | None:
        """The page that what fails is a part of."""
        part = active_message_pump.get(None)
        if isinstance(part, Widget):
            return part if isinstance(part, Screen) else part.screen
        return self.screen if self._screen_stack else None

    def _leave_soon(self, page: Screen[object]) -> bool:
        """Has the page left; False where it is the desk, and it failed before."""
        if page in self._left:
            return True
        self._left.append(page)
        if self._screen_stack and page is self._screen_stack[0]:
            self._desks_failed.append(monotonic())
            times = self._desks_failed
            if len(times) == DESKS and times[-1] - times[0] < WITHIN:
                return False
        return self.call_later(self._leave, page)

    async def _leave(self, page: Screen[object]) -> None:
        """Leaves a page that cannot go on, and what lies over it, for the desk; the desk itself is
        made again.
        """
        self._left.remove(page)
        stack = self._screen_stack
        if page not in stack:
            return
        is_desk = page is stack[0]
        try:
            while len(stack) > 1:
                self.screen.dismiss(None)  # whoever waits for its answer waits no more
            if is_desk:
                if not page._result_callbacks:  # Textual gives its first screen none, and takes one
                    page._push_result_callback(page, None)
                await self.switch_screen(self.get_default_screen())
        except Exception as error:
            self._give_up(error)

    def _give_up(self, error: Exception) -> None:
        if self.gave_up is None:
            self.gave_up = self.failed(error, GAVE_UP)
            self.exit(return_code=self.gave_up.exit_code)


def _not_done(what: str) -> str:
    """The act that could not be done, by the action of its command or by its worker."""
    label = _LABELS.get(what.removeprefix("action_").removeprefix("app.").removesuffix("()"))
    return f"“{label}” could not be done" if label else NOT_DONE
