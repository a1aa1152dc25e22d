"""Reads a field as an officer types it: shared by organisations and people."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.text import clean_line
from spoc_tui.casework.typed_values import is_unknown

if TYPE_CHECKING:
    from db.writing import Writing


def check_fields(typed: Collection[str], known: Collection[str], who: str) -> None:
    """BadInput for a field that is not known; `who` has them, “A person”."""
    for field in typed:
        if field not in known:
            raise BadInput(f"{who} has no “{field[:60]}”. Fields: {', '.join(known)}.", field=field)


def read_name(text: str, whose: str) -> str:
    """A name; BadInput where it is blank or too long."""
    name = clean_line(text, field="name")
    if not name:
        raise BadInput(f"Give the {whose} a name.", field="name")
    return name


def read_phone(text: str) -> str:
    """A phone number, as it is written."""
    return clean_line(text, field="phone", limit=100)


def read_past_day(store: Writing, text: str, field: str) -> str | None:
    """A day up to today, as it is stored; None where it is blank. BadInput otherwise."""
    if is_unknown(text):
        return None
    return store.read_day(text, field, Direction.PAST).isoformat()
