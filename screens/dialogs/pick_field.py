"""Picks the field that a column of a list is read as: typing narrows, enter picks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from screens.base import OfficerModal
from screens.commands import bindings
from screens.widgets.columns import Column
from screens.widgets.inputs import LineInput
from screens.widgets.list_columns import Rows
from screens.widgets.list_source import Row, one_line
from screens.widgets.picker import PickerChoice, among
from screens.widgets.record_list import RecordList
from spoc_tui.casework.lists.facts import describe_field
from spoc_tui.casework.lists.fields import LIST_FIELDS

COLUMNS = (Column("", 20), Column(""))


class FieldLine(LineInput):
    """The line that is typed into; the arrows move in the list, which keeps no focus."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "screen.step(1)", show=False),
        Binding("up", "screen.step(-1)", show=False),
        Binding("enter", "submit", show=False),
    ]


class PickFieldScreen(OfficerModal[str | None]):
    """Answers with the field, or None."""

    CSS_PATH = "pick_field.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("back")

    def __init__(
        self,
        column: str,
        field: str,
        examples: Sequence[str],
        fields: Mapping[str, str] = LIST_FIELDS,
    ) -> None:
        super().__init__()
        self._column = column
        self._field = field
        self._examples = examples
        self._fields = list(fields)
        self._choices = [
            PickerChoice(name, describe_field(name), hint) for name, hint in fields.items()
        ]

    def compose(self) -> ComposeResult:
        with Vertical(id="pick", classes="box"):
            yield Static(f"“{one_line(self._column)}” is …", id="title", markup=False)
            yield Static(one_line(" · ".join(self._examples)), id="examples", markup=False)
            yield FieldLine(placeholder="type to narrow, enter to choose", compact=True)
            yield RecordList(COLUMNS, empty="No field is called so.", mark_width=0)

    def on_mount(self) -> None:
        records = self.query_one(RecordList)
        records.can_focus = False
        self.query_one(FieldLine).focus()
        records.load(self._rows(""))
        records.cursor = self._fields.index(self._field)

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        self.query_one(RecordList).load(self._rows(event.value))

    def _rows(self, typed: str) -> Rows:
        found = among(self._choices)(typed)
        return Rows([Row(choice.key, (choice.label, choice.hint)) for choice in found])

    def action_step(self, direction: int) -> None:
        self.query_one(RecordList).action_step(1 if direction > 0 else -1)

    @on(Input.Submitted)
    def _picked(self) -> None:
        if marked := self.query_one(RecordList).highlighted:
            self.dismiss(marked)

    @on(RecordList.Opened)
    def _opened(self, event: RecordList.Opened) -> None:
        self.dismiss(event.key)

    def action_back(self) -> None:
        self.dismiss(None)
