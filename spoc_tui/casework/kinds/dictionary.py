"""The data dictionary of a declared kind's tables, from its declaration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.kinds.fields import (
    Choice,
    Day,
    DayTime,
    DeclaredField,
    Link,
    Moment,
    Money,
    Percent,
    Recurrence,
    Rows,
    YesNo,
    fields_of,
)
from spoc_tui.casework.kinds.party import Party
from spoc_tui.casework.kinds.values import column_of
from spoc_tui.casework.text import with_article

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.kind import Kind
    from spoc_tui.casework.records.worded import Worded

DAY_TIME = "Day, and the time in London (HH:MM) if one was given"
"""Describes a column that holds these."""

RULE = "RFC 5545 rule"
"""Describes a column that holds how often something happens."""


def describe_columns(kind: Kind[Any]) -> Mapping[str, str]:
    """A sentence on each column of a kind's own, by the column."""
    steps = ", ".join(kind.steps)
    return {
        "reference": "The reference that is read out: kind, year and running number.",
        "status": f"Status: {steps}.",
        **_descriptions(kind.record),
    }


def describe_parts(kind: Kind[Any]) -> Mapping[str, tuple[str, Mapping[str, str]]]:
    """By the name of each of a kind's rows, what they are, and a sentence on each column."""
    return {
        name: (
            f"{field.label} of {with_article(kind.called)}. {explanation_of(field.of)}",
            {"record": f"uid of the {kind.called}.", **_descriptions(field.of)},
        )
        for name, field in kind.fields.items()
        if isinstance(field, Rows)
    }


def describe_parties() -> tuple[str, Mapping[str, str]]:
    """The description of the table of those who are asked on records."""
    return explanation_of(Party), {"record": "uid of the record.", **_descriptions(Party)}


def explanation_of(of: type) -> str:
    """The explanation of a record or row: the docstring of its class."""
    return " ".join((of.__doc__ or "").split())


def _descriptions(of: type) -> Mapping[str, str]:
    return {
        column_of(n): describe_column(field) for n, field in fields_of(of).items() if field.stored
    }


def describe_column(field: DeclaredField) -> str:
    """“ISO date. Copy by: the last day for stories.”"""
    means = f": {field.help}" if field.help else ""
    blank = "" if field.needed or field.blank in ("", ()) else "; null: not said"
    form = ", ".join(filter(None, (_form(field), "with commas between" if field.several else "")))
    return (f"{form}. " if form else "") + f"{field.label}{means}{blank}."


def codes_of(kind: Kind[Any]) -> Mapping[str, type[Worded]]:
    """The columns of a kind's table that hold one code each, and of what."""
    return {"status": kind.steps, **codes_among(kind.record)}


def codes_among(of: type, *, several: bool = False) -> Mapping[str, type[Worded]]:
    """The columns of a record's or row's fields that hold one code each, or several with commas
    between, and of what.
    """
    return {
        column_of(n): field.of
        for n, field in fields_of(of).items()
        if isinstance(field, Choice) and field.several is several
    }


def _form(field: DeclaredField) -> str:
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
            return RULE
        case Choice():
            return f"One of {', '.join(code.value for code in field.of)}"
        case Link():
            return f"uid of the {field.of}"
    return "Number" if field.stored == "integer" else ""
