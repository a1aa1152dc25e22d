"""Plain values as an officer types them: yes or no, a count, several codes or words with commas."""

from __future__ import annotations

import re
from typing import TypeVar

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.records.worded import Worded
from spoc_tui.casework.text import clean_line

W = TypeVar("W", bound=Worded)

_COUNT = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+")
_UNKNOWN = ("", "unknown", "not known")
_LONGEST = 1_000


def is_unknown(text: str) -> bool:
    """Whether a field was left blank, or typed as unknown."""
    return text.strip().casefold() in _UNKNOWN


def read_yes(text: str, *, field: str) -> bool:
    """Yes or no; BadInput otherwise."""
    answer = text.strip().casefold()
    if answer not in ("yes", "no"):
        name = field.capitalize().replace("_", " ")
        raise BadInput(f"{name} is yes or no, not “{text.strip()[:20]}”.", field=field)
    return answer == "yes"


def read_count(
    text: str, *, field: str, most: int, least: int = 0, needed: bool = False
) -> int | None:
    """A whole number from `least` up to `most`, `12` or `1,200`; None for unknown. BadInput
    otherwise, which says that it may be left blank unless it is `needed`.
    """
    if is_unknown(text):
        return None
    typed = text.strip()
    count = None
    if len(typed) <= 20 and _COUNT.fullmatch(typed):
        count = int(typed.replace(",", ""))
    if count is None or count > most:
        blank = "" if needed else " Blank means unknown."
        raise BadInput(
            f"“{typed[:20]}” is not a whole number from {least:,} to {most:,}.{blank}", field=field
        )
    return count


def read_codes(kind: type[W], text: str, *, field: str, what: str) -> tuple[W, ...]:
    """Members of a kind, typed with commas, each once and in the kind's order; none for unknown."""
    if is_unknown(text):
        return ()
    line = clean_line(text, field=field, limit=_LONGEST)
    parts = filter(None, map(str.strip, line.split(",")))
    typed = {kind.read(part, field=field, what=what) for part in parts}
    return tuple(member for member in kind if member in typed)


def read_words(text: str, *, field: str) -> tuple[str, ...]:
    """Free words or names typed with commas, each once as first written; none for unknown."""
    if is_unknown(text):
        return ()
    once: dict[str, str] = {}
    for part in clean_line(text, field=field, limit=_LONGEST).split(","):
        if word := part.strip():
            once.setdefault(word.casefold(), word)
    return tuple(once.values())
