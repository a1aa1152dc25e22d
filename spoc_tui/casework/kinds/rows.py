"""The rows of a record: one added, changed or taken away, each known by its number there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.errors import BadInput, NotFound
from spoc_tui.casework.kinds.act import Change, Values
from spoc_tui.casework.kinds.fields import (
    Day,
    DayTime,
    Line,
    Moment,
    Number,
    Rows,
    Text,
    YesNo,
    fields_of,
)
from spoc_tui.casework.kinds.values import described
from spoc_tui.casework.text import one_line, shortened

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.record import DeclaredRecord, RecordRow

_HAS_STOPS = re.compile(r"[,.;!?](?:\s|$)")
"""Stops in a part by which it would run into the next."""
LEADING = (" by", " in", " of", " to", " with", " for")
"""Labels that end so go on in the words beneath them: “asked by Ann Lee”."""
TEXT_LENGTH = 80
"""How much of a row's longer texts one line shows."""
PAGE_LENGTH = 400
"""How much of them a page shows, which has room for more lines."""


def row_words(one: object, *, at: int = 0, longest: int = TEXT_LENGTH) -> str:
    """A row, or who was asked, on one line: “Strood Scouts, chair, from Thu 1 Apr 2026”, “Rents,
    not reached”; parted by semicolons where a part has a comma or sentences of its own. Its own
    number is left out where it stands beside it, as the place that it is `at`.
    """
    parts = []
    for name, field in fields_of(type(one)).items():
        value = getattr(one, name)
        if value == field.blank or (field.numbers and value == at):
            continue
        if isinstance(field, YesNo):
            label = field.label_within
            parts.append(label if value else field.denied or f"not {label}")
            continue
        wording = shortened(one_line(described(field, value)), longest)
        if isinstance(field, Line | Text) and field.said and not field.label.endswith(LEADING):
            wording = f"{field.label_within}: {wording}"
        elif field.said or isinstance(field, Day | DayTime | Moment | Number):
            wording = f"{field.label_within} {wording}"
        parts.append(wording)
    between = "; " if any(map(_HAS_STOPS.search, parts)) else ", "
    return between.join([*(part.rstrip(".") for part in parts[:-1]), *parts[-1:]])


def numbered(rows: tuple[Any, ...]) -> str:
    """Rows on a line each, with the number by which one is named."""
    return "\n".join(numbered_row(one, number) for number, one in enumerate(rows, 1))


def numbered_row(one: Any, number: int) -> str:
    """A row after the number by which it is named, with its words in full but where they are very
    long.
    """
    return f"{number}. {row_words(one, at=number, longest=PAGE_LENGTH)}"


def add_row(one: DeclaredRecord, field: Rows, values: Values) -> Change:
    """Another row."""
    return add_rows(one, field, [field.of(**values)])


def add_rows(one: DeclaredRecord, field: Rows, new: Sequence[RecordRow]) -> Change:
    """More rows."""
    rows = (*getattr(one, field.name), *new)
    wording = "; ".join(map(row_words, new))
    return Change({field.name: rows}, text=f"{field.label_within}: added {wording}")


def change_row(one: DeclaredRecord, field: Rows, number: int, values: Values) -> Change | None:
    """Other values of a row; None where they are what they were."""
    rows, place = getattr(one, field.name), _place(one, field, number)
    after = replace(rows[place], **values)
    if after == rows[place]:
        return None
    changed = (*rows[:place], after, *rows[place + 1 :])
    return Change({field.name: changed}, text=f"{field.label_within}: now {row_words(after)}")


def remove_row(one: DeclaredRecord, field: Rows, number: int) -> Change:
    """A row less."""
    rows, place = getattr(one, field.name), _place(one, field, number)
    left = (*rows[:place], *rows[place + 1 :])
    return Change(
        {field.name: left}, text=f"{field.label_within}: removed {row_words(rows[place])}"
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
            f"{one.reference} has no number {number} among its {field.label_within}. {there}",
            field="number",
        )
    return number - 1
