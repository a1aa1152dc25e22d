"""How people and lists write “nothing here”."""

from __future__ import annotations

PLACEHOLDERS = frozenset(
    {
        *("na", "n/a", "#n/a", "nil", "no data", "none", "null", "nan", "n/k", "unknown"),
        *("not known", "not given", "not available", "not applicable", "tbc", "tba"),
    }
)
DASHES = "-–—"
_LONGEST_PLACEHOLDER = max(map(len, PLACEHOLDERS))


def is_missing(text: str) -> bool:
    """Whether it says nothing: blank, only dashes, or a placeholder such as "NA"."""
    bare = text.strip()
    if len(bare) <= _LONGEST_PLACEHOLDER and bare.casefold() in PLACEHOLDERS:
        return True
    return not bare.strip(DASHES)
