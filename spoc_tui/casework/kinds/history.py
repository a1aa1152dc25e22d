"""What changed on a declared record, in the words of its fields."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.history import BLANK, WIDEST, said_shortly
from spoc_tui.casework.kinds.catalogue import kind_of
from spoc_tui.casework.kinds.fields import Field, Link
from spoc_tui.casework.kinds.values import column_of, described, from_column
from spoc_tui.casework.text import one_line, shortened

if TYPE_CHECKING:
    from spoc_tui.casework.history import FieldChange
    from spoc_tui.casework.kinds.kind import Kind


def change_words(change: FieldChange) -> str:
    """“issue copy by: Fri 4 Dec 2026 → Fri 11 Dec 2026”, on one line."""
    kind = kind_of(change.table)
    field = _fields(kind).get(change.field)
    (label,) = columns_said(kind.code, [change.field])
    was = f"{_said(field, change.before)} → " if change.before not in (None, "") else ""
    return f"{kind.called} {label}: {was}{_said(field, change.after)}"


def columns_said(code: str, columns: Iterable[str]) -> list[str]:
    """What the officer calls the fields of a kind that these columns are of."""
    fields = _fields(kind_of(code))
    return [
        fields[name].label.lower() if name in fields else name.replace("_", " ") for name in columns
    ]


def _fields(kind: Kind[Any]) -> dict[str, Field]:
    return {column_of(name): field for name, field in kind.fields.items()}


def _said(field: Field | None, kept: object) -> str:
    if field is None:
        return said_shortly(kept)
    if kept in (None, ""):
        return BLANK
    if isinstance(field, Link):  # which stands by the name of what it goes to
        return said_shortly(kept)
    return shortened(one_line(described(field, from_column(field, kept))), WIDEST)
