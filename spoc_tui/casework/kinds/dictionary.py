"""What the columns of a declared kind's table say, from its declaration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.kinds.fields import (
    Choice,
    Day,
    DayTime,
    Field,
    Link,
    Moment,
    Money,
    Percent,
    Recurrence,
    YesNo,
)
from spoc_tui.casework.kinds.values import column_of

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.kind import Kind
    from spoc_tui.casework.records.worded import Worded

DAY_TIME = "Day, and a time of it in London (HH:MM) where one was said"
"""What is said of a column that holds such."""


def columns_said(kind: Kind[Any]) -> Mapping[str, str]:
    """A sentence on each column of a kind's own, by the column."""
    steps = ", ".join(kind.steps)
    own = {column_of(n): column_said(field) for n, field in kind.fields.items() if field.stored}
    return {
        "reference": "The reference that is read out: kind, year and running number.",
        "status": f"Where it stands: {steps}.",
        **own,
    }


def column_said(field: Field) -> str:
    """“ISO date. Copy by: the last day for stories.”"""
    means = f": {field.help}" if field.help else ""
    blank = "" if field.needed or field.blank in ("", ()) else "; null: not said"
    form = ", ".join(filter(None, (_form(field), "with commas between" if field.several else "")))
    return (f"{form}. " if form else "") + f"{field.label}{means}{blank}."


def codes_of(kind: Kind[Any]) -> Mapping[str, type[Worded]]:
    """The columns of a kind's table that hold one code each, and of what."""
    chosen = {
        column_of(n): field.of
        for n, field in kind.fields.items()
        if isinstance(field, Choice) and not field.several
    }
    return {"status": kind.steps, **chosen}


def _form(field: Field) -> str:
    match field:
        case Day():
            return "ISO date"
        case DayTime():
            return DAY_TIME
        case Moment():
            return "UTC ISO moment"
        case Money():
            return "Pence"
        case Percent():
            return "Hundredths of a percent"
        case YesNo():
            return "1 for yes, 0 for no"
        case Recurrence():
            return "RFC 5545 rule"
        case Choice():
            return f"One of {', '.join(code.value for code in field.of)}"
        case Link():
            return f"uid of the {field.of}"
    return "Number" if field.stored == "integer" else ""
