"""The form on which a record of a declared kind is begun; what is half typed is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from db.records.kind_columns import KIND_COLUMNS
from screens.base import RecordChanged
from screens.commands import bindings
from screens.dialogs.half_typed import KEY, put_back
from screens.kinds.fields import widget_of
from screens.records.draft_screen import DraftScreen
from screens.widgets.fields import ChoiceField, Field
from screens.widgets.key_line import KeyLine
from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.kinds.catalogue import kind_of
from spoc_tui.casework.kinds.fields import Linked
from spoc_tui.casework.kinds.following import shared_with
from spoc_tui.casework.kinds.reading import is_typed
from spoc_tui.casework.kinds.remarks import remarks
from spoc_tui.casework.kinds.values import as_typed
from spoc_tui.casework.records.kinds import DECLARED_KINDS, KIND_OF
from spoc_tui.casework.records.references import in_full

if TYPE_CHECKING:
    from spoc_tui.casework.records.shape import RecordCase


NOTHING: Mapping[str, str] = {}


class DeclaredForm(DraftScreen):
    """A record of a declared kind being begun."""

    CSS_PATH = "kinds.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("save", "leave", "discard", "call", "find")

    def __init__(
        self,
        kind: str,
        *,
        draft_uid: str | None = None,
        begun_from: RecordCase | None = None,
        told: Mapping[str, str] = NOTHING,
    ) -> None:
        """`begun_from` is the record that it comes of: what both share is in it. `told` fills
        fields where it comes of no record.
        """
        super().__init__(draft_uid, begun_from.record.uid if begun_from else None)
        self._begun_from, self._told = begun_from, told
        self._kind = kind_of(kind)
        self.OF = next(one for one in DECLARED_KINDS if one.code == kind)
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
        self._fill_in(self._begin_from)
        filled = self._begun_from is not None or bool(self._told)
        blank = (one for one in self.query(Field) if not filled or not one.text.strip())
        next(blank, self.query(Field).first()).take_focus()

    def _begin_from(self) -> None:
        """Fills in what it shares with the record that it comes of."""
        if self._told:
            put_back(self.query(Field), self._told)
            self._begin()
        if self._begun_from is None:
            return
        called, of = KIND_COLUMNS[KIND_OF[self._kind.code].table].drafted, self._begun_from
        texts = {}
        for name, value in shared_with(self._kind, called, of.record, of.kind_code).items():
            texts[name] = as_typed(self._kind.fields[name], value)
            if isinstance(value, Linked):
                texts[KEY.format(name)] = value.uid
        put_back(self.query(Field), texts)
        self._begin()

    @on(Field.Changed)
    def _typed(self) -> None:
        self._begin()
        self._unkept = True

    def action_save(self) -> None:
        self._add()

    @work(exclusive=True, group="log")
    async def _add(self) -> None:
        for field in self.query(ChoiceField):
            field.settle()
        typed = {
            field.key: field.key_or_text if isinstance(field, ChoiceField) else field.text
            for field in self.query(Field)
        }
        records = self.store.declared(self._kind.code)
        try:
            case, understood = await self.logged(
                lambda: records.add(typed, draft_uid=self._draft_uid)
            )
        except SpocError as error:
            self._show_error(error)
            return
        from screens.kinds.page import DeclaredPage

        self._done = True
        said = [case.timeline[0].text] if case.timeline[0].text else []
        said += remarks(None, records.dues(case.record), self.store.today())
        described = " ".join([f"Added {in_full(case.record)}.", *said])
        self.app.notify(
            "\n".join([described, *self.store.read_back(understood, described)]), markup=False
        )
        self.post_message(RecordChanged())
        self.app.switch_screen(DeclaredPage(self._kind.code, case.record.uid))
