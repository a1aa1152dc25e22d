"""Whether an organisation is still there, by the words of a register or of a list kept by hand."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from spoc_tui.casework.dates.in_cells import day_in_cell
from spoc_tui.casework.dates.when import MONTH_NAMES
from spoc_tui.casework.missing import is_missing
from spoc_tui.casework.text import clean_line

_NOT_ACTIVE = frozenset(("false", "no", "n", "0", "inactive", "not active"))
_ACTIVE = re.compile(
    r"(?:still |currently |now |is )?(?:yes|y|true|1|active|open|live|current|registered|running|"
    r"trading|operating|operational|existing|meeting|ok|up to date|in existence)(?: member)?[.!]?"
)
_CLOSED = re.compile(
    r"\b(?:closed|closure|disband(?:ed|s)?|folded|dissolved|dissolution|wound[ -]?up|ceased?|"
    r"winding[ -]up|removed|de-?registered|struck[ -]off|defunct|merged|amalgamated|archived?|"
    r"liquidat(?:ed|ion)|insolvent|inactive|discontinued|terminated|ended|finished|shut|deleted|"
    r"lapsed|no longer|(?:not|isn't) (?:currently |now )?(?:active|running|operating|operational|"
    r"trading|meeting|current|going|registered))\b"
)
_UNSURE = re.compile(
    r"\?|\b(?:active|open|re-?open\w*|temporar\w+|for the|for (?:summer|winter|now)|to new|may|"
    r"might|maybe|possibl[ey]|probably|until|will|soon|due|propos\w+|not (?:yet )?(?:closed|"
    r"dissolved|folded|disbanded|archived|merged|removed|ceased|wound up))\b"
)
_SAYS_NOT = re.compile(r"\b(?:not|never|no longer|isn't) (?:currently |now )?(?:active|open)\b")
_YEAR_ALONE = re.compile(
    r"(?:(?:early|late|mid|about|c|circa|in)[. -]+)?(?:[a-z]{3,9}[. ,-]*)?(?:19|20)[0-9]{2}",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?:[\s()\[\]:;,]|(?<!\w)[-–—]+|[-–—]+(?!\w))+")


class RegisterState(NamedTuple):
    """Whether an organisation is there, what the list says of one that is not, and whether that
    is something that could not be read.
    """

    state: str
    described: str
    is_unread: bool = False


def read_state(cell: str, removed: str, column: str) -> RegisterState:
    """From the list's own words and the day of removal. Words that say neither are kept: the
    organisation stands as it did, with them beside it.
    """
    words = clean_line(cell, field=column)
    words = "" if is_missing(words) else words
    day = day_in_cell(removed) if removed else None
    on = f" {_written(removed)}" if day else ""
    removed = "" if day or is_missing(removed) else clean_line(removed, field=column)
    if not on and _YEAR_ALONE.fullmatch(removed):
        on, removed = f" {removed}", ""
    says, described = _read_words(words)
    if removed:
        said = ", ".join(filter(None, (described or words, f"removed {removed}")))
        return RegisterState(says or "active", said, is_unread=True)
    if says == "closed":
        if described == "not active":
            return RegisterState("closed", f"not active{on and f' since{on}'}")
        return RegisterState("closed", f"{described}{on}" if on or described != "closed" else "")
    if on:
        return RegisterState("closed", f"removed{on}")
    return RegisterState("active", "" if says else words, is_unread=not says and bool(words))


@lru_cache(maxsize=1_000)
def _read_words(words: str) -> tuple[str, str]:
    """`closed` and what is said of it, `active`, or '' where they say neither."""
    plain = words.casefold()
    if plain in _NOT_ACTIVE:
        return "closed", "not active"
    if _ACTIVE.fullmatch(plain):
        return "active", ""
    sure = _SAYS_NOT.search(plain) or not _UNSURE.search(plain)
    if sure and _CLOSED.search(plain):
        return "closed", _described(plain)
    return "", ""


def _described(plain: str) -> str:
    """The words, and the day among them as it is written here: “ceased trading 31 March 2024”."""
    words = list(filter(None, _BETWEEN.split(plain)))
    for place in range(1, len(words)):
        if day := _written(" ".join(words[place:])):
            kept = words[:place]
            return " ".join([*(kept[:-1] if kept[-1] in ("on", "since") else kept), day])
    return " ".join(words)


def _written(text: str) -> str:
    day = day_in_cell(text)
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}" if day else ""
