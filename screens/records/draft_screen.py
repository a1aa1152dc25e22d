"""A call or payment that is kept as it is typed, until it is logged or thrown away."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from rich.text import Text
from textual import on, work
from textual.events import Key
from textual.widgets import Input, Static

from screens.base import Caller, OfficerScreen, RecordChanged
from screens.dialogs.choices import callers, organisation_choice
from screens.dialogs.confirm import ConfirmScreen
from screens.dialogs.half_typed import KEPT_EVERY, put_back, texts_in
from screens.dialogs.words import words_folder
from screens.shell.clipboard import hand_over
from screens.shell.surviving_errors import NOT_READ
from screens.shell.unkept import Unkept
from screens.widgets.fields import ChoiceField, Field
from screens.widgets.picker import PickerChoice, close_list
from spoc_tui.casework.dates import when
from spoc_tui.casework.errors import (
    HeldElsewhere,
    NotFound,
    SavedAlready,
    SpocError,
    StorageFailed,
    TakenOver,
)
from spoc_tui.casework.records.kinds import ENQUIRY, RecordKind

if TYPE_CHECKING:
    from datetime import datetime

    from db.records.drafts import Draft
    from spoc_tui.casework.dates.read_back import Understood
    from spoc_tui.casework.records.shape import RecordCase

C = TypeVar("C", bound="RecordCase")

CAME_OF = "came of"
"""Under which name a draft has the uid of the record that it was begun from."""


class DraftScreen(OfficerScreen):
    """A record half logged: whatever fields it has are its draft's."""

    DEFAULT_CSS = """
    DraftScreen {
        #form { width: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
        #side { width: 1fr; border-left: solid $panel; padding: 0 1; scrollbar-size-vertical: 1; }
        #beside { height: auto; }
    }
    """
    OF: RecordKind = ENQUIRY
    """The kind of record it is to be."""
    CALLED: str = "call"
    """As a sentence calls it."""
    HEADED: str = "A call"
    """As it is headed."""
    PLACE: str = ""
    """The page on which it is gone on with, by its name there; blank: the form of its kind."""
    FIELD_OF_VERB: ClassVar[Mapping[str, str]] = {}
    """Where the store's name for a field at fault is not the form's."""
    ONCE_PICKED: ClassVar[str]
    """The field that the cursor goes to once the caller is picked: the first that is required."""
    BEGUN_WITH: ClassVar[tuple[str, ...]] = ()
    """The fields that are filled in where anything is typed at all."""

    def __init__(self, draft_uid: str | None, came_of: str | None = None) -> None:
        """`came_of` is the uid of the record from which it is begun: the two are linked."""
        super().__init__()
        self._draft_uid = draft_uid
        self._came_of = came_of
        self._started_at: datetime | None = None
        self._unkept = False
        """Whether anything was typed since it was kept last."""
        self._why: StorageFailed | None = None
        """Why it could not be kept when that was tried last."""
        self._adding = False
        """Whether a caller is being added: a key that was held down adds one."""
        self._done = False
        """Logged, or thrown away: nothing more is kept."""
        self.only_shown = False
        """Whether another window types it."""
        self._last_kept: dict[str, str] = {}
        """The fields as they were kept last."""
        self._state = ""
        """What the title says of what is typed."""
        self._untouched: dict[str, str] = {}
        """The fields of a form in which nothing is typed."""

    def on_mount(self) -> None:
        self.set_interval(KEPT_EVERY, self._keep)

    def on_unmount(self) -> None:
        if self._draft_uid is None or self._done or self.only_shown:
            return
        with suppress(SpocError):  # else it is free once this window is closed
            self.store.drafts.let_go(self._draft_uid)

    def look_at_fields(self) -> None:
        if self.is_mounted and not self.only_shown and self._fields() != self._last_kept:
            self._begin()
            self._unkept = True

    def leaving(self) -> Unkept | None:
        self._keep()
        if not self._unkept or self._done or self._why is None:
            return None
        return Unkept(self.CALLED, self._why, self._texts())

    def _texts(self) -> dict[str, str]:
        """What is typed, by what it is called: handed back where it cannot be kept."""
        return {one.label: one.text for one in self.query(Field)}

    def _take_up(self) -> bool:
        """Fills the form from its draft; False where there is none."""
        draft = self._held(self._draft_uid) if self._draft_uid else None
        if draft is not None:
            self._came_of = draft.fields.get(CAME_OF, self._came_of)
        self._untouched = self._last_kept = self._fields()
        if self._came_of is not None:
            self._head("nothing is typed yet")
        if draft is None:
            return False
        self._started_at = draft.started_at
        put_back(self.query(Field), draft.fields)
        self._last_kept = self._fields()
        if self.only_shown:
            self._lock("being typed in another window, and only shown here")
        return True

    def _held(self, uid: str) -> Draft | None:
        """Its draft, that this window holds from now on, unless another does."""
        if not self.only_shown:
            try:
                return self.store.drafts.take_up(uid)
            except HeldElsewhere:
                self.only_shown = True
        return self.store.drafts.get(uid)

    def _lock(self, state: str) -> None:
        """Another window has it: nothing more is typed into it here."""
        self.only_shown = True
        self.query_one("#form").disabled = True
        self._head(state)

    def on_key(self, event: Key) -> None:
        """What is typed on into a form that another window has taken over is no command."""
        if self.only_shown and event.is_printable:
            event.stop()

    def _lose(self, why: SpocError) -> None:
        """Another window has it now; what was typed here last is handed back."""
        if self._unkept:
            typed = (f"{label}: {text}" for label, text in self._texts().items() if text.strip())
            file = words_folder(self.store) / "typed.txt"
            hand_over(self.app, "\n".join(typed), file)
        self._unkept = False
        self._lock("in another window now: nothing more of it is saved here")
        self.say_wrong(why)

    def _fill_in(self, begin: Callable[[], object]) -> None:
        """Takes up the draft, or begins again. The form is there whatever fails of it: for then the
        draft stays as it was, and what is typed is kept as another.
        """
        try:
            if not self._take_up():
                begin()
        except Exception as error:
            self._draft_uid = None
            self.officer_app.take(error, NOT_READ)

    def _keep(self) -> None:
        """Saves the draft, if anything was typed since; tries again where it cannot."""
        if self._done or self.only_shown:
            return
        if self._draft_uid is not None:
            try:
                self.store.drafts.require_own(self._draft_uid)
            except (TakenOver, SavedAlready) as why:
                self._lose(why)
                return
        if not self._unkept or self._started_at is None:
            return
        fields = self._fields()
        # The clock started with what was typed and is taken away again.
        begun = {name: fields[name] for name in self.BEGUN_WITH}
        empty = fields == {**self._untouched, **begun}
        try:
            if not empty:
                self._draft_uid = self.store.drafts.save(
                    fields,
                    started_at=self._started_at,
                    uid=self._draft_uid,
                    of=self.OF,
                    place=self.PLACE,
                )
            elif self._draft_uid is not None:
                self.store.drafts.drop(self._draft_uid)
                self._draft_uid = None
        except StorageFailed as error:
            self._why = error
            self._head(f"not kept yet: {error.in_short}")
            return
        except Exception:
            self._head("not kept yet: the program itself failed")
            raise
        self._unkept, self._why, self._last_kept = False, None, fields
        _, left_out = self.store.drafts.kept_of(fields, of=self.OF)
        self._head("nothing is typed" if empty else left_out or "what is typed is kept")

    def _fields(self) -> dict[str, str]:
        """The texts in the fields, and what was picked in them."""
        came_of = {CAME_OF: self._came_of} if self._came_of else {}
        return {**texts_in(self.query(Field)), **came_of}

    def _head(self, state: str) -> None:
        """The form's title; in a narrow window without when it was begun."""
        self._state = state
        begun = when.show_moment(self._started_at) if self._started_at else ""
        parts = (self.HEADED, self._said_came_of, begun, state)
        line = " · ".join(filter(None, parts))
        if len(line) > self.size.width - 2:
            line = " · ".join(filter(None, (self.HEADED, self._said_came_of, state)))
        self.query_one("#headline", Static).update(line)

    def on_resize(self) -> None:
        if self._state:
            self._head(self._state)

    @property
    def _said_came_of(self) -> str:
        """From what it was begun, by its reference."""
        if self._came_of is None:
            return ""
        kind = self.store.kind_of_uid(self._came_of)
        if kind is None:
            return ""
        reference, _, _ = self.store.history.name_of(kind, self._came_of).partition(":")
        return f"from {reference}"

    async def logged(self, log: Callable[[], C]) -> tuple[C, list[Understood]]:
        """The record that `log` makes, linked to what it was begun from; and the dates that were
        read for it. Within a worker: it may wait (`OfficerApp.patiently`).
        """
        return await self.officer_app.patiently(partial(self._noted, partial(self._linked, log)))

    def _linked(self, log: Callable[[], C]) -> C:
        return log() if self._came_of is None else self.store.links.begun_from(self._came_of, log)

    def _leave_for(self, case: RecordCase, understood: Sequence[Understood]) -> None:
        """It is on record: its reference is shown in place of the form."""
        from screens.records.logged import LoggedScreen

        self._done = True
        self.post_message(RecordChanged())
        self.app.switch_screen(LoggedScreen(case, understood))

    @work
    async def action_leave(self) -> None:
        if close_list(self):
            return
        unkept = self.leaving()
        if unkept is not None:
            if not await self.officer_app.may_leave_unkept(unkept):
                return
            self._done = True
        elif self._draft_uid is not None and not self.only_shown:
            self.app.notify(f"The {self.CALLED} is kept, as a draft on the desk.")
        self.app.pop_screen()

    @work
    async def action_discard(self) -> None:
        if self.only_shown:
            self.app.pop_screen()
            return
        question = ConfirmScreen(
            f"Throw this {self.CALLED} away?", "Nothing that was typed is kept."
        )
        if not await self.app.push_screen_wait(question):
            return
        try:
            if self._draft_uid is not None:
                drop = partial(self.store.drafts.drop, self._draft_uid)
                await self.officer_app.patiently(drop)
        except StorageFailed as error:
            self.say_wrong(error)
            return
        self._done = True
        self.app.pop_screen()

    @work
    async def action_quick_add(self) -> None:
        """Adds the caller typed as an organisation of which only the name is known."""
        if self._adding:
            return
        from screens.records.quick_add import add_caller

        caller = self._choice("caller")
        self._adding = True
        try:
            added = await add_caller(self, caller, self._field("phone").text)
        finally:
            self._adding = False
        if added is not None:
            caller.pick(organisation_choice(added))
            caller.say(f"Saved {added.name}: it is the caller now.")
            if caller.has_focus_within:
                self._field(self.ONCE_PICKED).take_focus()
            self._begin()
            self._unkept = True
            self._show_side_panel()
            self.post_message(RecordChanged())

    def _caller_field(self, label: str) -> ChoiceField:
        """Who it is: an organisation or a person that is picked, or anybody in words."""
        return ChoiceField(
            "caller",
            label,
            lambda typed: callers(self.store.search, typed),
            ask=self._ask_callers,
            free=True,
            placeholder="a name, enter; or who",
            least_typed=2,
            then=lambda: self._field(self.ONCE_PICKED).typed_into,
        )

    def _begin_with_caller(self, caller: Caller) -> None:
        """Fills in whom it is begun with, as far as that is known."""
        if caller.organisation_uid is None:
            if caller.typed:
                self._field("caller").text = caller.typed
                self._begin()
            return
        try:
            organisation = self.store.organisations.get(caller.organisation_uid)
        except NotFound:
            return  # undone meanwhile: whoever it is can still be written down
        self._choice("caller").pick(organisation_choice(organisation))
        self._begin()

    def _begin(self) -> None:
        """The clock starts at the first keystroke."""
        if self._started_at is None:
            self._started_at = self.store.now()

    def _show_side_panel(self) -> None:
        """Fills the side panel; says there where that fails, for the form goes on."""
        try:
            self._fill_side_panel()
        except Exception as error:
            described = self.officer_app.take(error, NOT_READ)
            self.query_one("#beside", Static).update(Text(described, style="bold"))

    def _fill_side_panel(self) -> None:
        """Shows in the side panel what is worth knowing."""
        raise NotImplementedError

    @on(Input.Submitted)
    def _next(self) -> None:
        self.focus_next()

    def _ask_callers(
        self,
        typed: str,
        answer: Callable[[Sequence[PickerChoice]], object],
        failed: Callable[[Exception], object],
    ) -> None:
        self.officer_app.searching.ask(lambda search: callers(search, typed), answer, failed)

    def _show_error(self, error: SpocError) -> None:
        """The sentence beneath its field, the form as it was."""
        name = self.FIELD_OF_VERB.get(error.field or "", error.field)
        for field in self.query(Field):
            if field.key == name:
                field.say(str(error), wrong=True)
                field.take_focus()
                return
        self.say_wrong(error)

    def _field(self, name: str) -> Field:
        return self.query_one(f"#field-{name.replace('_', '-')}", Field)

    def _choice(self, name: str) -> ChoiceField:
        return self.query_one(f"#field-{name.replace('_', '-')}", ChoiceField)
