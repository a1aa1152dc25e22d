"""The one dialog: some fields, save or leave. It asks; whoever opened it acts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input, Static

from screens.base import OfficerModal
from screens.commands import bindings
from screens.dialogs.confirm import ConfirmScreen
from screens.dialogs.half_typed import KEPT_EVERY, HalfTyped, Kept, NotKept
from screens.shell.unkept import Unkept
from screens.widgets.fields import ChoiceField, Field
from screens.widgets.key_line import KeyLine
from screens.widgets.picker import Picker, PickerChoice, close_list
from spoc_tui.casework.dates import when
from spoc_tui.casework.errors import Refused, SavedAlready, SpocError, StorageFailed, TakenOver


class Typed(dict[str, str]):
    """The answers as typed, by field; a picked thing by its key, and as it looked in `picked`."""

    def __init__(self, fields: Sequence[Field]) -> None:
        super().__init__()
        self.picked: dict[str, PickerChoice] = {}
        self.anyway = False
        """Whether the officer said that it is meant, though it looks like a mistake."""
        self.changed: dict[str, str] = {}
        """Those that are no longer as they were when the dialog was asked."""
        self.began: dict[str, str] = {}
        """How they were then."""
        for field in fields:
            self[field.key] = field.text
            if isinstance(field, ChoiceField):
                self[field.key] = field.key_or_text
                if field.picked is not None:
                    self.picked[field.key] = field.picked
        self._begin(fields)

    def _begin(self, fields: Sequence[Field]) -> None:
        self.began = {field.key: field.initial for field in fields}
        self.changed = {key: self[key] for key, began in self.began.items() if self[key] != began}

    def is_typed(self, key: str) -> bool:
        """Whether a field was changed by the officer."""
        return key in self and self[key] != self.began.get(key)

    def is_changed_by_both(self, field: Field) -> bool:
        """Whether a field was changed here, and is another now than it began with here."""
        stands = field.initial
        return self.is_typed(field.key) and stands not in (self.began[field.key], self[field.key])

    def take(self, field: Field) -> None:
        """A field is to be as it stands now."""
        self[field.key] = field.initial
        self.picked.pop(field.key, None)

    def stand_on(self, fields: Sequence[Field]) -> None:
        """The fields begin as these do now: what was not changed is as it stands."""
        for field in fields:
            if not self.is_typed(field.key):
                self.take(field)
        self._begin(fields)

    def saved(self, name: str) -> str:
        """The message once these fields were saved."""
        return f"Saved {name}." if self.changed else "Nothing was changed."


class Dialog(OfficerModal[Typed | None]):
    """Asks for some fields; answers with what was typed (a picked thing by its key), or None.

    `filled` and `error` are those of the time before: what was refused is asked again, filled.
    Whoever asks says where what is typed is kept (`draft`), or why it is not.
    """

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("save", "cancel", "begin_anew", "help")

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        *,
        intro: str = "",
        filled: Typed | None = None,
        error: SpocError | None = None,
        at_once: bool = False,
    ) -> None:
        """With `at_once` enter in its one field saves."""
        super().__init__()
        self._title = title
        self._at_once = at_once
        self._fields = fields
        self._intro = intro
        self._filled = filled
        self._error = error
        self.draft: Kept | NotKept | None = None
        self._why: StorageFailed | None = None
        """Why it could not be kept when that was tried last."""
        self._lost: Refused | None = None
        """Why it is no longer kept: another window has it now."""

    @property
    def fields(self) -> Sequence[Field]:
        """The fields that it asks for."""
        return self._fields

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog", classes="box"):
            yield Static(self._title, id="title", markup=False)
            with VerticalScroll(can_focus=False):
                if self._intro:
                    yield Static(self._intro, id="intro", markup=False)
                yield Static("", id="kept", markup=False)
                yield from self._fields
                yield Static("", id="error", markup=False)
            yield KeyLine(first=("save", "cancel"))

    def on_mount(self) -> None:
        if self._filled is not None:
            self._fill(self._filled)
        for field in self._fields:
            field.begun()
        draft = self._draft
        if draft is not None:
            draft.called = self._title
            if self._filled is None:
                draft.fill(self._fields)
            self._say_kept(draft)
            self.set_interval(KEPT_EVERY, self.keep)
        elif self._fields and self.draft is None:
            raise TypeError(f"{self._title}: where what is typed is kept, nobody says")
        first = self._fields[0] if self._fields else None
        if self._error is not None:
            first = self._show_error(self._error) or first
        if first is not None:
            first.take_focus()

    def on_unmount(self) -> None:
        if isinstance(self.draft, HalfTyped):
            self.draft.let_go()

    @property
    def _draft(self) -> Kept | None:
        return self.draft if isinstance(self.draft, Kept) else None

    def _say_kept(self, draft: Kept) -> None:
        """Since when what it is filled with is kept, and how it is begun anew."""
        if draft.only_shown:
            self._lock("It is being typed in another window, and only shown here.")
        elif draft.since is not None:
            key = self.officer_app.key("begin_anew")
            self._say(f"Kept from {when.show_moment(draft.since)}. {key} starts anew.")

    def _say(self, sentence: str) -> None:
        line = self.query_one("#kept", Static)
        line.update(sentence)
        line.set_class(bool(sentence), "said")

    def _lock(self, why: str) -> None:
        """Nothing more is typed into it."""
        self._say(why)
        for field in self._fields:
            field.disabled = True

    @property
    def _is_locked(self) -> bool:
        draft = self._draft
        return self._lost is not None or (draft is not None and draft.only_shown)

    @on(Input.Submitted)
    def _next(self) -> None:
        self.focus_next()
        self._entered()

    @on(Picker.Entered)
    def _entered(self) -> None:
        if self._at_once:
            self.action_save()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "begin_anew":
            draft = self._draft
            return draft is not None and draft.since is not None and not self._is_locked
        return super().check_action(action, parameters)

    @work
    async def action_begin_anew(self) -> None:
        """Begins anew: what was kept goes."""
        draft = self._draft
        if draft is None or not await self._may_be_thrown_away():
            return
        draft.anew()
        for field in self._fields:
            field.begin_again()
        self._say("")
        self.refresh_bindings()

    def action_save(self) -> None:
        if self._is_locked:
            self.app.notify(str(self._lost or "It is only shown here."), severity="warning")
            return
        for field in self.query(ChoiceField):
            field.settle()
        self.dismiss(Typed(self._fields))

    def keep(self) -> bool:
        """Keeps what is typed as a draft; whether it is kept."""
        self._why, draft = None, self._draft
        if draft is None or not self.is_mounted or self._is_locked:
            return False
        try:
            draft.keep(self._fields)
        except StorageFailed as error:  # tried again in a moment
            self._why = error
            return False
        except (TakenOver, SavedAlready) as error:
            self._lose(error)
            return False
        return True

    def keep_now(self) -> Unkept | None:
        if self.keep() or self._why is None:
            return None
        return self._unkept(self._why)

    def _unkept(self, why: StorageFailed) -> Unkept:
        return Unkept(self._title, why, {field.label: field.text for field in self._fields})

    def _lose(self, why: Refused) -> None:
        """Another window has it now: what is here is only looked at."""
        self._lost = why
        self._lock(str(why))
        self.refresh_bindings()

    @work
    async def action_cancel(self) -> None:
        if not close_list(self) and await self._may_be_thrown_away():
            if self._draft is not None and not self._is_locked:
                try:
                    await self.officer_app.patiently(self._draft.drop)
                except StorageFailed as error:  # it can be left all the same
                    self.app.notify(
                        f"{self._title}: what is typed stays, as a draft on the desk: "
                        f"{error.in_short}.",
                        severity="warning",
                        markup=False,
                    )
            self.dismiss(None)

    @property
    def has_typed(self) -> bool:
        return not self._is_locked and bool(Typed(self._fields).changed)

    async def may_be_left(self) -> bool:
        if self.has_typed and self.keep():
            self.app.notify(
                f"{self._title}: what is typed is kept, as a draft on the desk.", markup=False
            )
            return True
        if self._why is not None:
            return await self.officer_app.may_leave_unkept(self._unkept(self._why))
        return await self._may_be_thrown_away()

    async def _may_be_thrown_away(self) -> bool:
        if not self.has_typed:
            return True
        # It is named: another page may lie over it by now.
        reason = f"{self._title}: none of it is kept."
        return await self.app.push_screen_wait(ConfirmScreen("Throw away what is typed?", reason))

    def _fill(self, filled: Typed) -> None:
        """Puts back what was typed; what was not is as it stands now."""
        for field in self._fields:
            if not filled.is_typed(field.key):
                continue
            if isinstance(field, ChoiceField) and field.key in filled.picked:
                field.pick(filled.picked[field.key])
            else:
                field.refill(filled[field.key])

    def _show_error(self, error: SpocError) -> Field | None:
        """Puts the sentence beneath its field, or beneath them all; returns the field."""
        for field in self._fields:
            if field.key == error.field:
                field.say(str(error), wrong=True)
                return field
        line = self.query_one("#error", Static)
        line.update(f"! {error}")
        line.add_class("said")
        return None
