"""The field of a form that holds rows: each on a line, added, changed and taken away by keys."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.binding import BindingType
from textual.widgets.option_list import Option

from db.kinds.looking_up import Finder, now_of
from screens.commands import bindings
from screens.dialogs.asking import ask_until_read
from screens.dialogs.dialog import Dialog, Typed
from screens.dialogs.half_typed import Kept, answer_of, put_back, texts_in
from screens.widgets.fields import Field
from screens.widgets.marked_list import MarkedList
from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.kinds import fields as its
from spoc_tui.casework.kinds.reading import read_fields
from spoc_tui.casework.kinds.rows import numbered_row
from spoc_tui.casework.kinds.values import row_as_typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from db.store import Store
    from screens.officer_app import OfficerApp
    from spoc_tui.casework.kinds.act import Values

    Entry = dict[str, str]


class RowList(MarkedList):
    """The rows; its keys are in the footer while it has the focus."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("add_row", "edit_row", "remove_row")

    def action_add_row(self) -> None:
        self._field.ask(None)

    def action_edit_row(self) -> None:
        if self.highlighted is not None:
            self._field.ask(self.highlighted)

    def action_remove_row(self) -> None:
        if self.highlighted is not None:
            self._field.take_away(self.highlighted)

    @property
    def _field(self) -> RowsField:
        return next(one for one in self.ancestors if isinstance(one, RowsField))


class _OfARow(Kept):
    """A half-typed row: it is part of what its form keeps."""

    def __init__(self, field: RowsField, place: int | None) -> None:
        self._field = field
        self._place = place

    def fill(self, fields: Iterable[Field]) -> None:
        kept = json.loads(self._field.within or "{}")
        if kept.get("place") == self._place:
            put_back(fields, kept.get("texts", {}))

    def keep(self, fields: Iterable[Field]) -> None:
        differ = [one for one in fields if answer_of(one) != one.initial]
        if differ:
            within = json.dumps({"place": self._place, "texts": texts_in(differ)})
            if within != self._field.within:
                self._field.within = within
                self._field.changed()

    def drop(self) -> None:
        if self._field.within:
            self._field.within = ""
            self._field.changed()

    anew = drop


class RowsField(Field):
    """Rows with fields of their own; `text` has them as JSON, as `row_as_typed` gives each."""

    DEFAULT_CSS = """
    RowsField > .field--body > RowList {
        height: auto; border: none; padding: 0; background: $surface;
        &:focus { background: $panel; }
    }
    """

    def __init__(self, field: its.DeclaredField, *, store: Store, value: str = "") -> None:
        super().__init__(field.name, field.label, value=value)
        self._of = field
        self._store = store
        self._rows: list[Entry] = json.loads(value or "[]")

    def editor(self) -> RowList:
        return RowList(markup=False, compact=True)

    def on_mount(self) -> None:
        self._draw()

    @property
    def text(self) -> str:
        return json.dumps(self._rows) if self._rows else ""

    @text.setter
    def text(self, text: str) -> None:
        self._rows = json.loads(text or "[]")
        self._draw()

    def words_of(self, answer: str) -> str:
        return "; ".join(self._lines(json.loads(answer or "[]")))

    def take_focus(self) -> None:
        self.query_one(RowList).focus()

    def take_away(self, place: int) -> None:
        """Takes a row away."""
        del self._rows[place]
        self._draw(min(place, len(self._rows) - 1))
        self.changed()

    @work
    async def ask(self, place: int | None) -> None:
        """Asks for the fields of a row, or of another, until they can be used."""
        from screens.kinds.fields import typed_as_it_was, widget_of

        fields = its.fields_of(self._of.of)
        entry = {} if place is None else self._rows[place]
        title = f"{self.label}: {'another' if place is None else f'number {place + 1}'}"
        intro = "\n".join(f"{one.label}: {one.help}." for one in fields.values() if one.help)

        def dialog(typed: Typed | None, error: SpocError | None) -> Dialog:
            widgets = [
                widget_of(one, self._store, typed_as_it_was(one, entry)) for one in fields.values()
            ]
            return Dialog(title, widgets, intro=intro, filled=typed, error=error)

        def values(typed: Typed) -> Values:
            return read_fields(fields, typed, now=now_of(self._store), find=Finder(self._store))

        found = await ask_until_read(self.app, dialog, values, _OfARow(self, place))
        if found is None:
            return
        self.within = ""
        row = row_as_typed(self._of.of(uid=entry.get("uid", ""), **found[1]))
        if place is None:
            self._rows.append(row)
        else:
            self._rows[place] = row
        self._draw(len(self._rows) - 1 if place is None else place)
        self.changed()

    def _draw(self, marked: int = 0) -> None:
        listed = self.query_one(RowList)
        listed.clear_options()
        listed.add_options(self._lines(self._rows))
        if self._rows:
            listed.highlighted = max(marked, 0)
        else:
            key = cast("OfficerApp", self.app).key("add_row")
            listed.add_option(Option(f"none yet: {key} adds one", disabled=True))

    @on(MarkedList.OptionSelected)
    def _selected(self, event: MarkedList.OptionSelected) -> None:
        event.stop()
        self.ask(event.option_index)

    def _lines(self, entries: Sequence[Entry]) -> list[str]:
        """Each as its record's page has it, with its number."""
        from screens.kinds.fields import typed_as_it_was

        fields = its.fields_of(self._of.of)
        rows = (
            self._of.of(**{n: typed_as_it_was(field, one) for n, field in fields.items()})
            for one in entries
        )
        return [numbered_row(row, number) for number, row in enumerate(rows, 1)]
