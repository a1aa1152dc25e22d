"""The words that dates and times are typed in: months, weekdays, numbers."""

from __future__ import annotations

from spoc_tui.casework.dates.when import MONTH_NAMES, WEEKDAYS

NUMBER_WORDS = (
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_ALSO = {"a": 1, "an": 1, "a couple of": 2, "couple of": 2}
_SHORT = {"weds": 2}

NUMBER_PATTERN = rf"[0-9]+|{'|'.join((*sorted(_ALSO, key=len, reverse=True), *NUMBER_WORDS))}"
"""A pattern for what `number` reads."""


def month(word: str) -> int | None:
    """1 to 12, of a month's name or its first three letters or more."""
    return _position(word, MONTH_NAMES, 1)


def weekday(word: str) -> int | None:
    """0 (Monday) to 6, of a weekday's name or its first three letters or more."""
    return _SHORT.get(word, _position(word, WEEKDAYS, 0))


def number(word: str) -> int | None:
    """`3`, `three`, `a`, `a couple of`; words go up to twelve."""
    if word.isascii() and word.isdigit():
        return int(word)
    if word in NUMBER_WORDS:
        return NUMBER_WORDS.index(word) + 1
    return _ALSO.get(word)


def _position(word: str, names: list[str], first: int) -> int | None:
    if len(word) < 3:
        return None
    found = (n for n, name in enumerate(names, first) if name.lower().startswith(word))
    return next(found, None)
