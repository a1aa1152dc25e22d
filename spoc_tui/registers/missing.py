"""What is left of a cell once it is understood how lists write “nothing here”."""

from __future__ import annotations

from spoc_tui.casework.missing import is_missing
from spoc_tui.casework.text import clean_line, clean_text


def line_of(cell: str, column: str) -> str:
    """The cell as one clean line, '' where it is missing; BadInput where it is too long."""
    if not cell:
        return ""
    text = clean_line(cell, field=column)
    return "" if is_missing(text) else text


def text_of(cell: str, column: str) -> str:
    """As `line_of`, with its lines kept."""
    if not cell:
        return ""
    text = clean_text(cell, field=column)
    return "" if is_missing(text) else text
