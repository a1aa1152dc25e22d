"""How many homes the description of an application seems to say: proposed, never taken."""

from __future__ import annotations

import re
from typing import NamedTuple

MOST = 20_000
_WORDS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen", "twenty"),
)
_HOME = (
    r"dwelling ?houses?|dwellings?|homes?|houses?|flats?|apartments?|bungalows?|maisonettes?|"
    r"residential units?|units? of residential|units?"
)
_BETWEEN = r"(?:[a-z][a-z-]*|[0-9](?:-| )?bed(?:room)?s?|\([a-z0-9 ]*\)),? ?"
_COUNT = re.compile(
    r"(?:\b(?:up to|about|approximately|circa) )?(?<![\w/.£-])"
    rf"(?P<n>[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+|{'|'.join(_WORDS)})"
    r"(?! ?-? ?(?:bed|storey|stor[ie]|no? storey|m\b|sq|hectare|ha\b|%|car|parking|spaces?))"
    rf" ?(?:no\.?|x|new)? ?(?:{_BETWEEN}){{0,4}}?(?P<home>{_HOME})\b",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"\b(?:demolition|demolish|removal|loss|replacement|conversion) of [^,;.]*?$", re.I
)
_AGAIN = re.compile(r"\b(?:erection|construction|provision|creation|to form|into|and)\b", re.I)


class HomesSaid(NamedTuple):
    """What a description says of homes."""

    number: int | None
    """None: it says none, or several of which it is not to be told what they are together."""
    words: str
    """In its own words; blank: it says none."""


def homes_said(description: str) -> HomesSaid:
    """The homes that a description says are to be built: “up to 50 dwellings” says 50; “20 homes
    (12 flats and 8 houses)” says 20; of what goes none counts.
    """
    text = " ".join(description.split())
    found = [
        (_number(match["n"]), " ".join(match[0].split()))
        for match in _COUNT.finditer(text)
        if not _goes(text[: match.start()])
    ]
    if not found:
        return HomesSaid(None, "")
    numbers = [number for number, _ in found]
    words = ", ".join(words for _, words in found)
    first, *others = numbers
    one = first if not others or len(set(numbers)) == 1 or sum(others) == first else None
    return HomesSaid(one if one and one <= MOST else None, words)


def _goes(before: str) -> bool:
    """Whether what comes next is taken down, or made into something else."""
    match = _GONE.search(before)
    return match is not None and _AGAIN.search(match[0]) is None


def _number(text: str) -> int:
    plain = text.casefold().replace(",", "")
    return int(plain) if plain.isdecimal() else _WORDS.index(plain) + 1
