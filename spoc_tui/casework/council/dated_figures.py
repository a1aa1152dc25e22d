"""Figures that change with the years and are no code: a threshold, a fee, a count of days. Each has
a first day and a source, and counts until the next of its name begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import BadInput, NotFound
from spoc_tui.casework.text import compared, one_line, shortened

_VALUE = re.compile(
    r"(?P<pounds>£)?\s*(?P<number>\d{1,3}(?:,\d{3})+|\d{1,12})(?P<rest>\.\d{1,4})?\s*(?P<unit>%|[^\W\d_][^\d£%]*)?"
)
AS_TYPED = "£207,720, 30 days, 3.75 %, 12"
"""As a value may be typed."""
BASE_RATE = "Base rate of late payment"
"""The figure that is kept by the days that the law names: “spoc rates”."""


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
        """The last day of which it is known for certain, unless another begins before."""
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
