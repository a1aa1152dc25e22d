"""Waits for another program that is writing, and saves then: no key waits meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from screens.base import OfficerModal
from screens.commands import bindings
from screens.dialogs.confirm import ConfirmScreen
from screens.widgets.key_line import KeyLine
from spoc_tui.casework.dates.clock_doubt import ClockDoubted
from spoc_tui.casework.errors import StorageFailed

if TYPE_CHECKING:
    from screens.officer_app import OfficerApp

T = TypeVar("T")
TRIED_EVERY = 0.1
"""Seconds between two times that it is tried to save."""
WAITS_AT_MOST = 60.0
"""Seconds after which it is said that nothing is saved."""


class Outcome(Generic[T]):
    """The outcome of an act: its result, or the error."""

    def __init__(self, returned: T | None = None, wrong: Exception | None = None) -> None:
        self._returned = returned
        self._wrong = wrong

    def get(self) -> T:
        """The result; raises the error."""
        if self._wrong is not None:
            raise self._wrong
        return self._returned  # type: ignore[return-value]


class WaitingScreen(OfficerModal[Outcome[T]]):
    """Tries an act again and again while another program writes; escape stops that. What else is
    opened meanwhile lies over it: it is saved all the same.
    """

    DEFAULT_CSS = """
    WaitingScreen {
        #waiting { width: 60; }
        Static { height: auto; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("stop")

    def __init__(self, act: Callable[[], T], busy: StorageFailed) -> None:
        super().__init__()
        self._act = act
        self._busy = busy
        self._since = monotonic()
        self._outcome: Outcome[T] | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="waiting", classes="box"):
            yield Static("Another program is writing", id="title", markup=False)
            yield Static(self._said(0), id="said", markup=False)
            yield KeyLine()

    def _said(self, seconds: float) -> str:
        return f"Trying to save for {seconds:.0f} s. What is typed stays."

    def on_mount(self) -> None:
        self.set_interval(TRIED_EVERY, self.try_again)

    def try_again(self) -> None:
        """Saves, if the other is done."""
        if self._outcome is not None:
            return
        seconds = monotonic() - self._since
        if seconds > WAITS_AT_MOST:
            self._outcome = Outcome(wrong=self._busy)
        else:
            self._outcome = self._tried()
        if self._outcome is not None:
            self._end()
        else:
            self.query_one("#said", Static).update(self._said(seconds))

    def _tried(self) -> Outcome[T] | None:
        """The outcome; None: the other is still writing."""
        try:
            return Outcome(self._act()) if self.officer_app.store.is_free else None
        except StorageFailed as error:
            return None if error.is_passing else Outcome(wrong=error)
        except Exception as error:
            return Outcome(wrong=error)

    def action_stop(self) -> None:
        """It is not saved."""
        if self._outcome is None:
            self._outcome = Outcome(wrong=self._busy)
        self._end()

    def on_screen_resume(self) -> None:
        self._end()

    def _end(self) -> None:
        """Answers, once nothing lies over it any more."""
        if self._outcome is not None and self.app.screen is self:
            self.dismiss(self._outcome)

    @property
    def has_typed(self) -> bool:
        """It waits beneath what is opened over it, as a dialog does that is half typed."""
        return True

    async def may_be_left(self) -> bool:
        """What is to be saved is shown again, from where it can be left."""
        self.action_stop()
        return False


async def patiently(app: OfficerApp, act: Callable[[], T]) -> T:
    """What an act returns; while another program writes it is tried again, and said. Where the
    clock may be wrong it is asked first.
    """
    try:
        return await _tried_until_done(app, act)
    except ClockDoubted as doubted:
        question = ConfirmScreen("Is the clock right?", str(doubted))
        if not await app.push_screen_wait(question):
            raise ClockDoubted(str(doubted)) from doubted
        app.store.clock_is_right = True
        return await _tried_until_done(app, act)


async def _tried_until_done(app: OfficerApp, act: Callable[[], T]) -> T:
    try:
        return act()
    except StorageFailed as busy:
        if not busy.is_passing:
            raise
        waiting: WaitingScreen[T] = WaitingScreen(act, busy)
    return (await app.push_screen_wait(waiting)).get()
