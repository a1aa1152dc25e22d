"""How outside lists write "nothing here", and what is left of a cell once that is understood."""

from __future__ import annotations

from spoc_tui.casework.text import clean_line, clean_text

PLACEHOLDERS = frozenset(
    {
        *("na", "n/a", "#n/a", "nil", "no data", "none", "null", "nan", "n/k", "unknown"),
        *("not known", "not given", "not available", "not applicable", "tbc", "tba"),
    }
)
DASHES = "-–—"
_LONGEST_PLACEHOLDER = max(map(len, PLACEHOLDERS))


def is_missing(text: str) -> bool:
    """Whether a cell holds nothing: blank, only dashes, or a placeholder such as "NA"."""
    bare = text.strip()
    if len(bare) <= _LONGEST_PLACEHOLDER and bare.casefold() in PLACEHOLDERS:
        return True
    return not bare.strip(DASHES)


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
