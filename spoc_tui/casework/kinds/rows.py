"""The rows of a record: one added, changed or taken away, each known by its number there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.errors import BadInput, NotFound
from spoc_tui.casework.kinds.act import Change, Values
from spoc_tui.casework.kinds.fields import Day, DayTime, Moment, Number, Rows, YesNo, fields_of
from spoc_tui.casework.kinds.values import described
from spoc_tui.casework.text import one_line, shortened

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.record import DeclaredRecord, RecordRow

TEXT_LENGTH = 80
"""How much of a row's longer texts one line shows."""


def row_words(one: object) -> str:
    """A row, or who was asked, on one line: “Strood Scouts, chair, from Thu 1 Apr 2026”, “Rents,
    not reached”.
    """
    parts = []
    for name, field in fields_of(type(one)).items():
        value = getattr(one, name)
        if value == field.blank:
            continue
        if isinstance(field, YesNo):
            parts.append(f"{'' if value else 'not '}{field.label.lower()}")
            continue
        wording = shortened(one_line(described(field, value)), TEXT_LENGTH)
        labelled = field.said or isinstance(field, Day | DayTime | Moment | Number)
        parts.append(f"{field.label.lower()} {wording}" if labelled else wording)
    return ", ".join(parts)


def numbered(rows: tuple[Any, ...]) -> str:
    """Rows on a line each, with the number by which one is named."""
    return "\n".join(f"{number}. {row_words(one)}" for number, one in enumerate(rows, 1))


def add_row(one: DeclaredRecord, field: Rows, values: Values) -> Change:
    """Another row."""
    return add_rows(one, field, [field.of(**values)])


def add_rows(one: DeclaredRecord, field: Rows, new: Sequence[RecordRow]) -> Change:
    """More rows."""
    rows = (*getattr(one, field.name), *new)
    wording = "; ".join(map(row_words, new))
    return Change({field.name: rows}, text=f"{field.label.lower()}: added {wording}")


def change_row(one: DeclaredRecord, field: Rows, number: int, values: Values) -> Change | None:
    """Other values of a row; None where they are what they were."""
    rows, place = getattr(one, field.name), _place(one, field, number)
    after = replace(rows[place], **values)
    if after == rows[place]:
        return None
    changed = (*rows[:place], after, *rows[place + 1 :])
    return Change({field.name: changed}, text=f"{field.label.lower()}: now {row_words(after)}")


def remove_row(one: DeclaredRecord, field: Rows, number: int) -> Change:
    """A row less."""
    rows, place = getattr(one, field.name), _place(one, field, number)
    left = (*rows[:place], *rows[place + 1 :])
    return Change(
        {field.name: left}, text=f"{field.label.lower()}: removed {row_words(rows[place])}"
    )


def rows_of(fields: Any, name: str) -> Rows:
    """The rows of a name among the fields of a kind; BadInput where there are none of that name."""
    field = fields.get(name)
    if not isinstance(field, Rows):
        known = ", ".join(n for n, each in fields.items() if isinstance(each, Rows)) or "none"
        raise BadInput(f"There are no rows “{one_line(name[:60])}”. Rows: {known}.", field="rows")
    return field


def _place(one: DeclaredRecord, field: Rows, number: int) -> int:
    count = len(getattr(one, field.name))
    if not 1 <= number <= count:
        there = f"They are numbered 1 to {count}." if count else "There is none."
        raise NotFound(
            f"{one.reference} has no number {number} among its {field.label.lower()}. {there}",
            field="number",
        )
    return number - 1
