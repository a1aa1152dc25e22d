"""Changes of a declared record, or of a row of one, in the words of its fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from spoc_tui.casework.history.history import BLANK, LONGEST_VALUE, value_on_one_line
from spoc_tui.casework.kinds.catalogue import all_kinds
from spoc_tui.casework.kinds.fields import DeclaredField, Link, Rows, fields_of
from spoc_tui.casework.kinds.party import Party
from spoc_tui.casework.kinds.values import column_of, described, from_column
from spoc_tui.casework.records.kinds import KIND_OF, told_as
from spoc_tui.casework.text import one_line, shortened

if TYPE_CHECKING:
    from spoc_tui.casework.history.history import FieldChange


class DeclaredTable(NamedTuple):
    """A declared table: what a row of it is called, and its class."""

    called: str
    of: type


@cache
def tables() -> Mapping[str, DeclaredTable]:
    """By name, the declared tables; a kind's also as a change is told with it."""
    found = {"party": DeclaredTable("who was asked", Party)}
    for kind in all_kinds():
        its = DeclaredTable(kind.called, kind.record)
        found |= {told_as(KIND_OF[kind.code]): its, f"{kind.area}_{kind.code}": its}
        found |= {
            f"{kind.area}_{kind.code}_{name}": DeclaredTable(
                f"{kind.called} {field.label_within}", field.of
            )
            for name, field in kind.fields.items()
            if isinstance(field, Rows)
        }
    return found


def change_words(change: FieldChange) -> str:
    """“issue copy by: Fri 4 Dec 2026 → Fri 11 Dec 2026”, on one line."""
    field = fields_by_column(change.table).get(change.field)
    (label,) = describe_columns(change.table, [change.field])
    was = f"{_value_described(field, change.before)} → " if change.before not in (None, "") else ""
    return f"{tables()[change.table].called} {label}: {was}{_value_described(field, change.after)}"


def describe_columns(table: str, columns: Iterable[str]) -> list[str]:
    """The officer's names of the fields of a declared table that these columns are of."""
    fields = fields_by_column(table)
    return [
        fields[name].label_within if name in fields else name.replace("_", " ") for name in columns
    ]


def fields_by_column(table: str) -> dict[str, DeclaredField]:
    """The fields of a declared table, or of the kind of that code, by column."""
    return {column_of(name): field for name, field in fields_of(tables()[table].of).items()}


def _value_described(field: DeclaredField | None, kept: object) -> str:
    if field is None:
        return value_on_one_line(kept)
    if kept in (None, ""):
        return BLANK
    if isinstance(field, Link):  # which is shown by the name of what it goes to
        return value_on_one_line(kept)
    return shortened(one_line(described(field, from_column(field, kept))), LONGEST_VALUE)
