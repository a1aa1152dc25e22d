"""The base of every screen: the store, today, and one way to act on it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple, TypeVar, cast

from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.screen import ModalScreen, Screen, ScreenResultType
from textual.widgets import Static

from screens.commands import bindings
from screens.shell.surviving_errors import NOT_READ, SurvivesErrors
from screens.widgets.record_list import RecordList
from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.errors import SpocError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime, time

    from db.store import Store
    from screens.officer_app import OfficerApp
    from screens.shell.unkept import Unkept
    from screens.widgets.key_line import Labels
    from spoc_tui.casework.dates.read_back import Understood
    from spoc_tui.casework.records.shape import Record

T = TypeVar("T")


@dataclass
class RecordChanged(Message):
    """Something was saved, by this window or by another program."""


@dataclass
class ListProgressed(Message):
    """The import of a list went on; `described` is for the officer."""

    described: str = ""
    severity: Literal["information", "warning", "error"] = "information"


class Caller(NamedTuple):
    """Whom a call begins with: as much as is known of them."""

    organisation_uid: str | None = None
    contact_uid: str | None = None
    typed: str = ""
    """Who it is in words, where nobody on record was found."""


def caller_of(record: Record) -> Caller:
    """Whom something begins with that comes of a record."""
    uid = record.organisation_uid
    return Caller(uid, typed="" if uid else record.who)


class OfOfficer(SurvivesErrors):
    """A page of the officer's app, or what is over one."""

    @property
    def officer_app(self) -> OfficerApp:
        return cast("OfficerApp", self.app)


class OfficerModal(OfOfficer, ModalScreen[ScreenResultType]):
    """A screen over another, which asks; when the phone rings, a call is begun from it too."""

    DEFAULT_CSS = """
    OfficerModal {
        align: center middle;
        & > .box {
            max-width: 95%;
            height: auto;
            border: round $primary;
            background: $surface;
            padding: 0 1;
            KeyLine { background: $surface; padding: 0; }
        }
        #title { text-style: bold; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("call", "find", "desk", "quit")

    @property
    def has_typed(self) -> bool:
        """Whether something is in it that the officer typed or changed."""
        return False

    async def may_be_left(self) -> bool:
        """Whether it may be taken away; asks where something typed would be lost."""
        return True

    def keep_now(self) -> Unkept | None:
        """Keeps what is half typed at once; returns what it could not."""
        return None


class NotRead(Static):
    """Says above a page that what is on it could not be read."""

    DEFAULT_CSS = """
    NotRead { dock: top; height: auto; padding: 0 1; color: $text-error; text-style: bold; }
    """


class SidePane(VerticalScroll):
    """The marked record in full, beside its list, where there is room for it."""


class OfficerScreen(OfOfficer, Screen[None]):
    """A screen that shows what the store holds, and shows it again when that changes."""

    DEFAULT_CSS = """
    OfficerScreen {
        #headline { height: 1; padding: 0 1; background: $panel; text-style: bold; }
        SidePane { width: 2fr; border-left: solid $panel; scrollbar-size-vertical: 1; }
        &.-narrow SidePane { display: none; }
    }
    """

    _state_shown: tuple[object, ...] | None = None
    unread = ""
    """The sentence that says why what is here could not be read; blank where it was."""

    @property
    def about(self) -> str:
        """The sentence on what is marked that `?` gives before the keys."""
        return ""

    @property
    def store(self) -> Store:
        return self.officer_app.store

    @property
    def today(self) -> date:
        return self.store.today()

    def key(self, name: str, *, typing: bool = False) -> str:
        """The key of a command as a sentence names it; with `typing`, one that is no letter."""
        return self.officer_app.key(name, typing=typing)

    def label_of(self, command: str, label: str) -> str:
        """The name of a command in footer and palette; blank where it does not apply to what is
        marked. Its key says why, then.
        """
        return label

    def labels(self) -> Labels:
        """The same for many commands, asked at once: what they rest on is looked at once."""
        return self.label_of

    def reload(self) -> None:
        """Shows what the store holds now. `reload_safely` calls it: it may fail."""

    def reload_safely(self) -> None:
        """Reloads; where that fails, the page says so."""
        if self.unread:
            self.unread = ""
            self.query(NotRead).remove()
        while True:
            try:
                self.reload()
            except Exception as error:
                if self.officer_app.reads_again(error):
                    continue
                self.cannot_read(error)
            return

    def cannot_read(self, error: Exception) -> None:
        """Says and writes down that what is here could not be read, and why."""
        self.unread = self.officer_app.take(error, NOT_READ)
        if self.is_mounted:
            self.not_read(self.unread)

    def not_read(self, sentence: str) -> None:
        """Says so on the page, in place of what could not be read."""
        for records in self.query(RecordList):
            records.say_instead(f"{NOT_READ}.")
        self.say_above(sentence)

    def say_above(self, sentence: str) -> None:
        """Says it above the page, until it is read."""
        self.query(NotRead).remove()
        self.mount(NotRead(sentence, markup=False))

    def read_again(self) -> None:
        """Reads what could not be read once more."""
        if self.unread:
            self._state_shown = None
            self.reload_if_changed()

    def reload_if_changed(self) -> None:
        """Reloads, unless the store is as it was when this was done last."""
        # The clock struck before its first widget was there, or while they go one by one.
        if not (self.app.is_running and self.is_mounted and self.children):
            return
        try:
            state = self.store.state()
        except Exception as error:
            self.cannot_read(error)
            return
        if state != self._state_shown:
            self._state_shown = state
            self.reload_safely()
            self.refresh_bindings()  # what applies may be another, too

    def list_progressed(self) -> None:
        """The import of a list went on."""

    def organisation_uid(self) -> str | None:
        """The organisation that a call begun here is with, if one is shown or marked."""
        return None

    def caller(self) -> Caller:
        """Whom a call that is begun here begins with."""
        return Caller(self.organisation_uid())

    def visible_uids(self) -> set[str]:
        """The uids of what is on the screen, records and acts: undo asks about any other."""
        lists = [records for records in self.query(RecordList) if records.is_on_screen]
        return {part for one in lists for key in one.visible_keys for part in key.split()}

    def act_marked(self) -> str | None:
        """The uid of the act that undo takes back here; None: the last, whatever it was."""
        return None

    def look_at_fields(self) -> None:
        """What is in its fields and was not told yet counts as typed: a signal comes between two
        messages.
        """

    def leaving(self) -> Unkept | None:
        """It is about to be taken away: keeps what is half typed; returns what it could not."""
        return None

    def action_back(self) -> None:
        self.app.pop_screen()

    def on_screen_resume(self) -> None:
        if self.unread:
            self._state_shown = None  # it is read again
        self.resumed()

    def resumed(self) -> None:
        """It is on top again. (Textual calls every class's handler of an event: override this.)"""
        self.reload_if_changed()

    async def try_to(self, act: Callable[[], str]) -> SpocError | None:
        """Does one act; says what it returns once it is saved, with the dates that were read in it,
        or gives back what went wrong. Within a worker: it may wait (see `patiently`).
        """
        while True:
            try:
                described, understood = await self.officer_app.patiently(partial(self._noted, act))
            except SpocError as error:
                self.officer_app.note(error)
                return error
            except Exception as error:  # what is typed is not lost to it: the form stays, filled
                # All of an act is one transaction: where it failed, nothing was done.
                if self.officer_app.reads_again(error):
                    continue
                told = self.officer_app.foreseen(error)
                return told if isinstance(told, SpocError) else self.officer_app.failed(error)
            else:
                break
        dates = self.store.read_back(understood, described)
        self.app.notify("\n".join([described, *dates]), markup=False)
        self.post_message(RecordChanged())
        return None

    def _noted(self, act: Callable[[], T]) -> tuple[T, list[Understood]]:
        """The result of an act, and the dates that were read in it."""
        with self.store.dates_read() as understood:
            return act(), understood

    def say_wrong(self, error: SpocError) -> None:
        """Shows a refusal where no form is open to show it in."""
        self.app.notify(str(error), severity="error", markup=False, timeout=10)

    def day_or_none(self, typed: str, field: str, direction: Direction) -> date | None:
        """A date field's day, or None where it was left blank."""
        return self.store.read_day(typed, field, direction) if typed.strip() else None

    def day_and_time_or_none(self, typed: str, field: str) -> tuple[date | None, time | None]:
        """A field's day to come, and its time if one is given; None where it was left blank."""
        return self.store.read_day_and_time(typed, field) if typed.strip() else (None, None)

    def moment_or_none(self, typed: str, field: str) -> datetime | None:
        """A moment field's moment, or None where it was left blank."""
        return self.store.read_moment(typed, field) if typed.strip() else None
