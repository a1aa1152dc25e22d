"""Figures that change with the years and are no code: a threshold, a fee, a count of days. Each has
a first day and a source, and counts until the next of its name begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher
from typing import NamedTuple

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import BadInput, NeedsConfirmation, NotFound
from spoc_tui.casework.text import compared, one_line, shortened

_VALUE = re.compile(
    r"(?P<pounds>£)?\s*(?P<number>\d{1,3}(?:,\d{3})+|\d{1,12})(?P<rest>\.\d{1,4})?\s*(?P<unit>%|[^\W\d_][^\d£%]*)?"
)
AS_TYPED = "£207,720, 30 days, 3.75 %, 12"
"""As a value may be typed."""
SET_HERE = "Set here"
"""How the source begins of a figure that no law sets, and nobody else: it changes only here."""
BASE_RATE = "Base rate of late payment"
"""The figure that is kept by the days that the law names: “spoc rates”."""
ALIKE = 0.9
"""From which share of letters in common two names are likely to be one."""


class LikelyMistyped(NeedsConfirmation):
    """A figure in another unit than before, or of nearly another's name."""


class Value(NamedTuple):
    """A number, and of what."""

    number: Decimal
    unit: str = ""
    """“£”, “%”, “days”; blank: a number alone."""

    @property
    def kept(self) -> str:
        """As it is stored: “207720 £”, “30 days”, “12”."""
        return f"{self.number} {self.unit}".rstrip()

    @property
    def words(self) -> str:
        """“£207,720”, “30 days”, “3.75 %”."""
        number = f"{self.number:,}"
        return f"£{number}" if self.unit == "£" else f"{number} {self.unit}".rstrip()


class DatedFigure(NamedTuple):
    """One figure from a day on."""

    uid: str
    name: str
    value: Value
    valid_from: date
    source: str
    checked_on: date | None = None
    """When somebody last looked whether it is still so."""
    fixed_to: date | None = None
    """The last day for which it cannot change, where that is known from the first."""

    @property
    def known_to(self) -> date:
        """The last day of which it is known for certain, unless another begins before: one that
        was set here changes when it is changed here.
        """
        if self.source.startswith(SET_HERE):
            return date.max
        return max(filter(None, (self.valid_from, self.checked_on, self.fixed_to)))


class FigureOn(NamedTuple):
    """The figure that counts on a day."""

    figure: DatedFigure
    day: date
    is_last: bool
    """Whether none is known that begins after it."""

    @property
    def assumed(self) -> bool:
        """Whether it stands in for what may have changed since it was last looked at."""
        return self.is_last and self.day > self.figure.known_to

    @property
    def words(self) -> str:
        """“£207,720, from Thu 1 Jan 2026 (SI 2025/1200)”, and where it is assumed, that it is."""
        one = self.figure
        described = f"{one.value.words}, from {show_day(one.valid_from)} ({one.source})"
        if not self.assumed:
            return described
        looked = f"last checked on {show_day(one.checked_on)}" if one.checked_on else "not checked"
        changed = f"it may have changed by {show_day(self.day)}"
        return f"{described}: the last one known, {looked}; {changed}"


def is_base_rate(name: str) -> bool:
    """Whether a name is that of the base rate, or its beginning: “Base rate”, “BASE-RATE of”."""
    typed, whole = _letters(name), _letters(BASE_RATE)
    return whole.startswith(typed) and typed.startswith(_letters("Base rate"))


def require_likely(name: str, value: Value, known: Sequence[DatedFigure]) -> None:
    """LikelyMistyped where a figure of that name is in another unit (the last to begin counts), or
    where there is none of that name and one of nearly the same.
    """
    its = [one for one in known if compared(one.name) == compared(name)]
    if its:
        last = max(its, key=lambda one: one.valid_from)
        if last.value.unit != value.unit:
            raise LikelyMistyped(
                f"{last.name} was {last.value.words} until now, and {value.words} is of another "
                f"unit. Type it as {last.value._replace(number=value.number).words}, or say that "
                "it is meant.",
                field="value",
            )
        return
    near = next((one.name for one in known if _are_alike(one.name, name)), None)
    if near is not None:
        raise LikelyMistyped(
            f"There is “{near}” already, and “{name}” would stand beside it as another figure. "
            "Use that name to add to it, or say that another is meant.",
            field="name",
        )


def _are_alike(one: str, other: str) -> bool:
    """Whether two names are told apart by spaces, a letter or two, or words at the end; by a number
    they may be.
    """
    a, b = _letters(one), _letters(other)
    if [*filter(str.isdigit, a)] != [*filter(str.isdigit, b)]:
        return False
    begins = a.startswith(b) or b.startswith(a)
    return begins or SequenceMatcher(None, a, b, autojunk=False).ratio() >= ALIKE


def _letters(name: str) -> str:
    return compared(name).replace(" ", "")


def read_value(typed: str, *, field: str = "value") -> Value:
    """The value that was typed; BadInput if it is not one."""
    words = one_line(typed)
    match = _VALUE.fullmatch(words)
    if match is None or (match["pounds"] and match["unit"]):
        raise BadInput(
            f"“{shortened(words, 40)}” is no figure. Type a number, and of what: {AS_TYPED}.",
            field=field,
        )
    number = Decimal(match["number"].replace(",", "") + (match["rest"] or ""))
    unit = "£" if match["pounds"] else (match["unit"] or "").strip()
    if len(unit) > 30:
        raise BadInput("Say in fewer words what it is a number of.", field=field)
    return Value(number, unit)


def kept_value(text: str) -> Value:
    """The value that `Value.kept` gave."""
    number, _, unit = text.partition(" ")
    return Value(Decimal(number), unit)


def figure_on(figures: Iterable[DatedFigure], name: str, day: date) -> FigureOn:
    """The figure of a name that counts on a day: the last that had begun by then.

    A day past the last one uses that, and says so (`assumed`). NotFound where there is no figure of
    that name, or the first begins later.
    """
    its = sorted(
        (one for one in figures if compared(one.name) == compared(name)),
        key=lambda one: one.valid_from,
    )
    if not its:
        raise NotFound(
            f"There is no figure “{shortened(one_line(name), 60)}”. “spoc figures” lists them.",
            field="name",
        )
    begun = [one for one in its if one.valid_from <= day]
    if not begun:
        raise NotFound(
            f"{its[0].name} is not known for {show_day(day)}: the first begins on "
            f"{show_day(its[0].valid_from)}.",
            field="on",
        )
    return FigureOn(begun[-1], day, is_last=begun[-1] is its[-1])
