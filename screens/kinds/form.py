"""The form on which a record of a declared kind is begun; what is half typed is kept."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from screens.base import RecordChanged
from screens.commands import bindings
from screens.kinds.fields import widget_of
from screens.records.draft_screen import DraftScreen
from screens.widgets.fields import ChoiceField, Field
from screens.widgets.key_line import KeyLine
from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.kinds.catalogue import kind_of
from spoc_tui.casework.kinds.reading import is_typed
from spoc_tui.casework.records.kinds import DECLARED


class DeclaredForm(DraftScreen):
    """A record of a declared kind being begun."""

    CSS_PATH = "kinds.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("save", "leave", "discard", "call", "find")

    def __init__(self, kind: str, *, draft_uid: str | None = None) -> None:
        super().__init__(draft_uid)
        self._kind = kind_of(kind)
        self.OF = next(one for one in DECLARED if one.code == kind)
        self.CALLED = self._kind.called
        self.HEADED = f"New {self._kind.called}"

    def compose(self) -> ComposeResult:
        yield Static(self.HEADED, id="headline", markup=False)
        with VerticalScroll(id="form", can_focus=False):
            for field in self._kind.fields.values():
                if is_typed(field):
                    yield widget_of(field, self.store)
        yield KeyLine()

    def on_mount(self) -> None:
        for field in self._kind.fields.values():
            if is_typed(field) and field.help:
                needed = " (needed)" if field.needed else ""
                self._field(field.name).say(f"{field.help}{needed}")
        self._fill_in(lambda: None)
        self.query(Field).first().take_focus()

    @on(Field.Changed)
    def _typed(self) -> None:
        self._begin()
        self._unkept = True

    def action_save(self) -> None:
        for field in self.query(ChoiceField):
            field.settle()
        typed = {
            field.key: field.key_or_text if isinstance(field, ChoiceField) else field.text
            for field in self.query(Field)
        }
        records = self.store.declared(self._kind.code)
        try:
            with self.store.dates_read() as understood:
                case = records.add(typed, draft_uid=self._draft_uid)
        except SpocError as error:
            self._show_error(error)
            return
        from screens.kinds.page import DeclaredPage

        self._done = True
        said = f"Added {case.record.reference}."
        self.app.notify("\n".join([said, *self.store.said_back(understood, said)]), markup=False)
        self.post_message(RecordChanged())
        self.app.switch_screen(DeclaredPage(self._kind.code, case.record.uid))
