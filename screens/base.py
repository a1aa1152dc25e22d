"""What every screen of the officer's has: the store, today, and one way to act on it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from textual.binding import BindingType
from textual.message import Message
from textual.screen import ModalScreen, Screen, ScreenResultType

from screens.commands import bindings, named
from screens.going_on import GoesOn, SurvivesErrors
from screens.keys_in_order import KeysInOrder
from spoc_tui.casework.errors import SpocError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import date, datetime

    from db.list_work import ListWork
    from db.search_thread import SearchThread
    from db.store import Store
    from screens.dialog import Dialog, Typed
    from spoc_tui.settings import Settings

    MakeDialog = Callable[[Typed | None, SpocError | None], Dialog]


@dataclass
class RecordChanged(Message):
    """Something was saved, by this window or by another program."""


@dataclass
class ListNews(Message):
    """There is something new of the list that is read or brought in; `said` is for the officer."""

    said: str = ""
    severity: Literal["information", "warning", "error"] = "information"


class Caller(NamedTuple):
    """Whom a call begins with: as much as is known of them."""

    organisation_uid: str | None = None
    contact_uid: str | None = None
    typed: str = ""
    """Who it is in words, where nobody on record was found."""


class OfficerApp(GoesOn, KeysInOrder):
    """What the screens may rely on in the app that runs them."""

    store: Store
    settings: Settings
    demo: bool = False

    @property
    def searching(self) -> SearchThread:
        """Where a search is asked for while somebody types."""
        raise NotImplementedError

    @property
    def list_work(self) -> ListWork:
        """Where a list is read and brought in, beside the program."""
        raise NotImplementedError

    def key(self, name: str, *, typing: bool = False) -> str:
        """The key of a command as a sentence names it: the officer's own, where one is set."""
        return named(name).key_said(self.settings.keys, typing=typing)

    def keep_typed(self) -> bool:
        screens = [screen for screen in self._screen_stack if isinstance(screen, OfficerScreen)]
        kept = [screen.leaving() for screen in screens]
        return all(kept)

    async def _leave(self, page: Screen[object]) -> None:
        await super()._leave(page)
        await self.wait_no_more()  # for what a key was to do on a page that is gone

    def painted(self) -> None:
        """The desk is on the screen: what could wait for that may begin."""


class OfficerModal(SurvivesErrors, ModalScreen[ScreenResultType]):
    """What stands over a screen and asks; when the phone rings, a call is begun from it too."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("call", "find", "desk", "quit")

    @property
    def has_typed(self) -> bool:
        """Whether something stands in it that the officer typed or changed."""
        return False

    async def may_be_left(self) -> bool:
        """Whether it may be taken away; asks where something typed would be lost."""
        return True


class OfficerScreen(SurvivesErrors, Screen[None]):
    """A screen that shows what the store holds, and shows it anew when that changes."""

    _state_shown: tuple[object, ...] | None = None

    @property
    def about(self) -> str:
        """What `?` says of what is marked, before it says the keys."""
        return ""

    @property
    def officer_app(self) -> OfficerApp:
        app = self.app
        assert isinstance(app, OfficerApp)
        return app

    @property
    def store(self) -> Store:
        return self.officer_app.store

    @property
    def today(self) -> date:
        return self.store.today()

    def key(self, name: str, *, typing: bool = False) -> str:
        """The key of a command as a sentence names it; with `typing`, one that is no letter."""
        return self.officer_app.key(name, typing=typing)

    def reload(self) -> None:
        """Shows what the store holds now."""

    def show_news(self) -> None:
        """Reloads, unless the store is as it was when this was done last."""
        # The clock struck before its first widget was there, or after its last one went.
        if not (self.is_mounted and self.children):
            return
        state = self.store.state()
        if state != self._state_shown:
            self._state_shown = state
            self.reload()

    def list_news(self) -> None:
        """There is something new of the list that is read or brought in."""

    def organisation_uid(self) -> str | None:
        """The organisation that a call begun here is with, if one is shown or marked."""
        return None

    def caller(self) -> Caller:
        """Whom a call that is begun here begins with."""
        return Caller(self.organisation_uid())

    def leaving(self) -> bool:
        """It is about to be taken away: keeps what is half typed; False where it could not."""
        return True

    def action_back(self) -> None:
        self.app.pop_screen()

    def on_screen_resume(self) -> None:
        self.resumed()

    def resumed(self) -> None:
        """It is on top again. (Textual calls every class's handler of an event: override this.)"""
        self.show_news()

    def try_to(self, act: Callable[[], str]) -> SpocError | None:
        """Does one act; says what it returns once it is saved, or gives back what went wrong."""
        try:
            said = act()
        except SpocError as error:
            return error
        except Exception as error:  # what is typed is not lost to it: the form stays, filled
            return self.officer_app.failed(error)
        self.app.notify(said, markup=False)
        self.post_message(RecordChanged())
        return None

    def say_wrong(self, error: SpocError) -> None:
        """Shows a refusal where no form is open to show it in."""
        self.app.notify(str(error), severity="error", markup=False, timeout=10)

    async def ask_until_done(
        self,
        make: MakeDialog,
        act: Callable[[Typed], str],
        agree: Callable[[Typed], Awaitable[bool]] | None = None,
    ) -> None:
        """Asks, acts, and asks again, still filled, for as long as the act is refused, or the
        officer does not `agree` to it.
        """
        typed, error = None, None
        while True:
            try:
                dialog = make(typed, error)
            except SpocError as gone:  # undone meanwhile, by another window
                self.say_wrong(gone)
                return
            typed = await self.app.push_screen_wait(dialog)
            if typed is None:
                return
            error = None
            if agree is not None and not await agree(typed):
                continue
            error = self.try_to(partial(act, typed))
            if error is None:
                return

    def day_or_none(self, typed: str, field: str) -> date | None:
        """A date field's day, or None where it was left blank."""
        return self.store.read_day(typed, field) if typed.strip() else None

    def moment_or_none(self, typed: str, field: str) -> datetime | None:
        """A moment field's moment, or None where it was left blank."""
        return self.store.read_moment(typed, field) if typed.strip() else None
