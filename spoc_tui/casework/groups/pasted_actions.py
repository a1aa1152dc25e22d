"""Reads the actions of past notes, pasted as lines “who: what: by when”."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.dates.typed_dates import read_day
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.act import owner_as_typed
from spoc_tui.casework.text import BULLET, compared, shortened

if TYPE_CHECKING:
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.feedback.feedback import Feedback

FORM = "who: what: by when"
LONGEST_SHOWN = 60
# A time has a colon with no blank after it, and so has an address of the web.
_BETWEEN = re.compile(r"\s*\t\s*|\s*\|\s*|\s+[-–—]+\s+|\s*:\s+|\s*:$")
_HALF_A_YEAR = timedelta(days=182)
_LOOKS_LIKE_A_DAY = re.compile(
    r"[0-9]{1,4}[-/.][0-9]{1,2}\b|[0-9]{1,2}(?:st|nd|rd|th)? "
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
_BY = re.compile(r"^(?:due |to be done )?(?:by|before|until) (?:the )?", re.IGNORECASE)
_BY_AT_END = re.compile(
    r"^(?P<what>.*?\S)[\s,;]+\(?(?:due )?by (?:the )?(?P<day>[^()]+)\)?\.?$", re.IGNORECASE
)


class PastedAction(NamedTuple):
    """One line: its number among all that were pasted, and what it says."""

    line: int
    who: str
    what: str
    due: date | None

    @property
    def place(self) -> str:
        """“line 3”, for an error message."""
        return f"line {self.line}"

    @property
    def described(self) -> str:
        """“Housing: Write to all, by Fri 10 Apr 2026”; of one without a day that it has none."""
        return self._described_of(self.who)

    @property
    def on_timeline(self) -> str:
        """The same, as the text of a change has it."""
        return self._described_of(owner_as_typed(self.who))

    def _described_of(self, who: str) -> str:
        when = f"by {show_day(self.due)}" if self.due else "no day is given"
        return f"{who}: {self.what}, {when}"


def read_actions(text: str, *, met: date, days: WorkingDays, field: str) -> list[PastedAction]:
    """The actions, blank lines passed over, each once. A day without a year is the next after the
    day on which they met. Bullets and numbers before a line are left out; between its parts is
    a colon, a dash, a tab or a bar.

    BadInput, with the number of the line, for one that does not say who or what, or whose day is
    none.
    """

    within = met + _HALF_A_YEAR  # the nearest to it is the next one

    def day(typed: str) -> date:
        return read_day(typed, today=met, days=days, direction=Direction.ANY, near=within)

    found: dict[tuple[str, str, date | None], PastedAction] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            one = _read(number, line, day, field)
            found.setdefault((compared(one.who), compared(one.what), one.due), one)
    if not found:
        raise BadInput(f"Paste at least one line: {FORM}.", field=field)
    return list(found.values())


def _read(number: int, line: str, day: Callable[[str], date], field: str) -> PastedAction:
    bare = BULLET.sub("", line).strip()
    parts = [part.strip() for part in _BETWEEN.split(bare)]
    parts = [part for part in parts if part]
    if len(parts) < 2 or bare.startswith(":"):  # which names nobody
        shown = shortened(line.strip(), LONGEST_SHOWN)
        raise BadInput(f"Line {number} (“{shown}”) is not of the form {FORM}.", field=field)
    who, *rest = parts
    due: date | None = None
    if len(rest) > 1:
        due = _day_of(number, rest[-1], day, field)
        if due is not None:
            rest.pop()
    what = ": ".join(rest)
    if due is None and (at_end := _BY_AT_END.match(what)) is not None:
        due = _day_or_none(at_end["day"], day)
        what = at_end["what"] if due is not None else what
    return PastedAction(number, who, what.rstrip(" ,;"), due)


def _day_of(number: int, typed: str, day: Callable[[str], date], field: str) -> date | None:
    """The day that the last part of a line says; None where it is more of what is to be done."""
    bare = _BY.sub("", typed).rstrip(".")
    found = _day_or_none(bare, day)
    if found is None and (bare != typed.rstrip(".") or _LOOKS_LIKE_A_DAY.match(bare)):
        shown = shortened(typed, LONGEST_SHOWN)
        raise BadInput(f"Line {number}: “{shown}” is no day that can be read.", field=field)
    return found


def _day_or_none(typed: str, day: Callable[[str], date]) -> date | None:
    try:
        return day(typed)
    except BadInput:
        return None


def known_of(
    new: Iterable[PastedAction],
    there: Iterable[Feedback],
    other_names: Mapping[str, Collection[str]] | None = None,
) -> Iterator[tuple[PastedAction, Feedback | None]]:
    """Each with the action that it is already: of the same words, and whose owner is called so, or
    has such a one of their `other_names` (by their name, as it is compared).
    """
    left = list(there)
    for one in new:
        its = next((each for each in left if _is_it(one, each, other_names or {})), None)
        if its is not None:
            left.remove(its)
        yield one, its


def _is_it(one: PastedAction, there: Feedback, other_names: Mapping[str, Collection[str]]) -> bool:
    if compared(one.what) != compared(there.action):
        return False
    owner, who = compared(there.owed_by), compared(one.who)
    return who in map(compared, other_names.get(owner, ())) or all(
        any(word.startswith(part) for word in owner.split()) for part in who.split()
    )
