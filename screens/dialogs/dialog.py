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
from screens.dialogs.half_typed import KEPT_EVERY, HalfTyped
from screens.shell.unkept import Unkept
from screens.widgets.fields import ChoiceField, Field
from screens.widgets.key_line import KeyLine
from screens.widgets.picker import PickerChoice, close_list
from spoc_tui.casework.errors import SpocError, StorageFailed


class Typed(dict[str, str]):
    """What was typed, by field; a picked thing by its key, and as it looked in `picked`."""

    def __init__(self, fields: Sequence[Field]) -> None:
        super().__init__()
        self.picked: dict[str, PickerChoice] = {}
        self.anyway = False
        """Whether the officer said that it is meant, though it looks like a mistake."""
        self.changed: dict[str, str] = {}
        """Those that are no longer as they were when the dialog was first asked."""
        for field in fields:
            self[field.key] = field.text
            if isinstance(field, ChoiceField):
                self[field.key] = field.key_or_text
                if field.picked is not None:
                    self.picked[field.key] = field.picked
            if self[field.key] != field.initial:
                self.changed[field.key] = self[field.key]

    def saved(self, name: str) -> str:
        """The message once these fields were saved."""
        return f"Saved {name}." if self.changed else "Nothing was changed."


class Dialog(OfficerModal[Typed | None]):
    """Asks for some fields; answers with what was typed (a picked thing by its key), or None.

    `filled` and `error` are those of the time before: what was refused is asked again, filled.
    """

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("save", "cancel", "help")

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        *,
        intro: str = "",
        filled: Typed | None = None,
        error: SpocError | None = None,
    ) -> None:
        super().__init__()
        self._title = title
        self._fields = fields
        self._intro = intro
        self._filled = filled
        self._error = error
        self.draft: HalfTyped | None = None
        """Where what is typed is kept; None: it is not."""
        self._why: StorageFailed | None = None
        """Why it could not be kept when that was tried last."""

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog", classes="box"):
            yield Static(self._title, id="title", markup=False)
            with VerticalScroll(can_focus=False):
                if self._intro:
                    yield Static(self._intro, id="intro", markup=False)
                yield from self._fields
                yield Static("", id="error", markup=False)
            yield KeyLine(first=("save", "cancel"))

    def on_mount(self) -> None:
        if self._filled is not None:
            self._fill(self._filled)
        for field in self._fields:
            field.begun()
        if self.draft is not None:
            if self._filled is None:
                self.draft.fill(self._fields)
            self.set_interval(KEPT_EVERY, self.keep)
        first = self._fields[0] if self._fields else None
        if self._error is not None:
            first = self._show_error(self._error) or first
        if first is not None:
            first.take_focus()

    @on(Input.Submitted)
    def _next(self) -> None:
        self.focus_next()

    def action_save(self) -> None:
        for field in self.query(ChoiceField):
            field.settle()
        self.dismiss(Typed(self._fields))

    def keep(self) -> bool:
        """Keeps what is typed as a draft; whether it is kept."""
        self._why = None
        if self.draft is None or not self.is_mounted:
            return False
        try:
            self.draft.keep(self._fields)
        except StorageFailed as error:  # tried again in a moment
            self._why = error
            return False
        return True

    @work
    async def action_cancel(self) -> None:
        if not close_list(self) and await self._may_be_thrown_away():
            if self.draft is not None:
                try:
                    await self.officer_app.patiently(self.draft.drop)
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
        return bool(Typed(self._fields).changed)

    async def may_be_left(self) -> bool:
        if self.has_typed and self.keep():
            self.app.notify(
                f"{self._title}: what is typed is kept, as a draft on the desk.", markup=False
            )
            return True
        if self._why is not None:
            texts = {field.label: field.text for field in self._fields}
            return await self.officer_app.may_leave_unkept(Unkept(self._title, self._why, texts))
        return await self._may_be_thrown_away()

    async def _may_be_thrown_away(self) -> bool:
        if not self.has_typed:
            return True
        # It is named: another page may lie over it by now.
        reason = f"{self._title}: none of it is kept."
        return await self.app.push_screen_wait(ConfirmScreen("Throw away what is typed?", reason))

    def _fill(self, filled: Typed) -> None:
        for field in self._fields:
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
