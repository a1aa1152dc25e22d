"""How outside lists write "nothing here", and what is left of a cell once that is understood."""

from __future__ import annotations

from collections.abc import Mapping

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.text import clean_line

PLACEHOLDERS = frozenset({"na", "n/a", "#n/a", "nil", "no data", "none", "null"})
DASHES = "-–—"


def is_missing(text: str) -> bool:
    """Whether a cell holds nothing: blank, only dashes, or a placeholder such as "NA"."""
    bare = text.strip()
    return not bare.strip(DASHES) or bare.casefold() in PLACEHOLDERS


def line_in(row: Mapping[str, str], column: str) -> str:
    """The cell as one clean line, '' where it is missing; BadInput where it is too long."""
    text = clean_line(row[column], field=column)
    return "" if is_missing(text) else text


def required_line_in(row: Mapping[str, str], column: str) -> str:
    """As `line_in`, but BadInput where it is missing."""
    if text := line_in(row, column):
        return text
    raise BadInput(f"There is nothing in the column {column}.", field=column)
