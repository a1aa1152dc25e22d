"""What a cell of an export says: a rating of the scale or none, a moment, whether it may be quoted.
No rating is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING, NamedTuple

from spoc_tui.casework.dates.in_cells import MONTHS, day_in_cell, is_month_first
from spoc_tui.casework.dates.when import london
from spoc_tui.casework.missing import is_missing
from spoc_tui.casework.text import clean_text, compared
from spoc_tui.registers.survey_columns import Places, code_of_place

if TYPE_CHECKING:
    from spoc_tui.casework.survey.question import Question

_NUMBERED = re.compile(r"\(?[0-9]{1,2}\)?\s*[-–—.:=)]*\s+(.*\D.*)|(.*\D.*?)\s*\(?[0-9]{1,2}\)?")
_ZONE = re.compile(
    r"\s*(?P<name>UTC|GMT|BST|Z|[A-Z]{3,4})?(?P<offset>[+-][0-9]{1,2}(?::?[0-9]{2})?)?$"
)
_LARGEST_OFFSET = timedelta(hours=14)
"""Of any zone there is."""
_TIME = re.compile(
    r"\b([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2}))?[0-9.]*\s*(?:([ap])\.?m\b)?", re.I
)
_YES, _NO = (
    frozenset(("yes", "y", "true", "agree", "1", "tick", "x")),
    frozenset(("no", "n", "false", "0")),
)
NOBODY = frozenset(("anonymous", "prefer not to say", "rather not say", "private", "individual"))
"""What stands for an organisation where somebody says none, folded."""


FIGURES = 2
"""How many the number of a question, or of a place of its scale, has at most."""
KEPT = "kept in the notes"
"""What becomes of a rating that is none."""
_BETWEEN_WORDS = re.compile(r";\s+\S")
"""A semicolon of a sentence; those that an export has between choices have no space after them."""


class When(NamedTuple):
    """A moment of an export."""

    day: date
    """London’s."""
    said: str
    """The same with its time, as two exports of it have it alike."""
    is_timed: bool = False


def words_in(cell: str) -> str:
    """Words of an answer; several choices each on a line. Blank where nothing is said."""
    text = _text_in(cell)
    return "" if is_missing(text) else text


def _text_in(cell: str) -> str:
    text = clean_text(cell, field="words").strip()
    if ";" in text[:-1] and not _BETWEEN_WORDS.search(text):
        text = "\n".join(part for one in text.split(";") if (part := one.strip()))
    return text.rstrip(";") if text.endswith(";") else text


def rating_in(cell: str, asked: Question, places: Places | None) -> tuple[str, str]:
    """A rating of the scale, and what was said in place of one: blank where nothing was."""
    text = _text_in(cell)
    if found := asked.on_scale(text):
        return found, ""
    if is_missing(text):
        return "", ""
    place = code_of_place(compared(text)) or small_number(text)
    if places is not None and 1 <= place <= len(asked.ratings):
        its = asked.ratings if places is Places.WORST else asked.ratings[::-1]
        return its[place - 1], ""
    if match := _NUMBERED.fullmatch(text):
        bare = match[1] or match[2]
        if any(map(str.isalpha, bare)) and (found := asked.on_scale(bare)):
            return found, ""
    return "", text


def small_number(text: str) -> int:
    """What figures say, 0 where there are more than a scale has places."""
    return int(text) if text.isdecimal() and len(text) <= FIGURES else 0


def as_rated(number: int, directorate: str, said: str) -> str:
    """What was said in place of a rating, as the notes of a response have it."""
    of = f" ({directorate})" if directorate else ""
    return f"Question {number}{of} was rated {' '.join(said.split())}."


def are_places(cells: Iterable[str], asked: Question) -> bool:
    """Whether a column has codes of answers in place of words: A1, A2 …, one for each rating."""
    its = {compared(cell) for cell in cells if not is_missing(cell)}
    return bool(its) and all(1 <= code_of_place(one) <= len(asked.ratings) for one in its)


def yes_or_no(cell: str) -> str:
    """“yes”, “no”; blank where neither is said."""
    first = (compared(cell).split() or [""])[0]
    return "yes" if first in _YES else "no" if first in _NO else ""


def is_ticked(cell: str, option: str) -> bool:
    """Whether a cell of the column of a rating says that it was given."""
    if compared(cell) == compared(option):
        return True
    return bool(words_in(cell)) and yes_or_no(cell) != "no" and compared(cell) != "0"


def is_month_before_day(
    columns: Sequence[Sequence[str]], opened: date, today: date, before: bool | None = None
) -> bool | None:
    """Whether days in figures have the month before the day: by what can be, between the first day
    of the round and today; else by those above 12; else as an export of the round had it `before`;
    else by which are closer together. None where none of them may be read either way.
    """
    cells = [_apart(cell)[0] for column in columns for cell in column]
    if not any("/" in cell or re.match(r"[0-9]{1,2}[.-][0-9]{1,2}[.-]", cell) for cell in cells):
        return None

    def cannot_be(month_first: bool) -> tuple[int, int]:
        days = [day_in_cell(cell, month_first=month_first) for cell in cells if cell]
        return (
            sum(day is None or not opened <= day <= today for day in days),
            sum(day is None for day in days),
        )

    day_first, month_first = cannot_be(False), cannot_be(True)
    if day_first != month_first:
        return month_first < day_first
    return is_month_first(cells) is not False if before is None else before


def turned(when: When) -> When | None:
    """The moment with its day and month the other way round; None where there is none other."""
    day = when.day
    if day.day > MONTHS or day.day == day.month:
        return None
    its = date(day.year, day.day, day.month)
    return when._replace(day=its, said=f"{its}{when.said[len(day.isoformat()) :]}")


def when_in(cell: str, *, month_first: bool) -> When | None:
    """The moment that a cell says, on London’s clocks where it names its zone; None: none, or one
    that no clock shows.
    """
    text = " ".join(cell.split())
    bare, offset = _apart(text)
    if offset is not None and abs(offset) > _LARGEST_OFFSET:
        return None
    day = day_in_cell(bare, month_first=month_first)
    if day is None:
        return None
    match = _TIME.search(bare.partition(" ")[2] or bare.partition("T")[2])
    if match is None:
        return When(day, day.isoformat())
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    if match[4]:
        hour = hour % 12 + (12 if match[4].lower() == "p" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    zone = london() if offset is None else timezone(offset)
    try:
        at = datetime.combine(day, time(hour, minute, second), zone).astimezone(london())
    except OverflowError:  # Before the first year, or after the last.
        return None
    return When(at.date(), f"{at:%Y-%m-%d %H:%M:%S}", is_timed=True)


def _apart(text: str) -> tuple[str, timedelta | None]:
    """A moment without its zone; how far that is from UTC, where it is known."""
    if ":" not in text:
        return text, None
    match = _ZONE.search(text)
    if match is None or not match[0].strip() or match[0].strip().upper() in ("AM", "PM"):
        return text, None
    bare, name = text[: match.start()], match["name"]
    if match["offset"]:
        sign = -1 if match["offset"][0] == "-" else 1
        figures = match["offset"][1:].replace(":", "")
        hours = int(figures[:2] if len(figures) != 1 else figures)
        minutes = int(figures[2:] or 0)
        return bare, sign * timedelta(hours=hours, minutes=minutes)
    if name == "BST":
        return bare, timedelta(hours=1)
    return bare, timedelta(0) if name in ("UTC", "GMT", "Z") else None
