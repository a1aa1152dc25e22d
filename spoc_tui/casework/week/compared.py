"""The figures of a period beside those before it, and beside what they were when it ended."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.figures.figure import Figure
from spoc_tui.casework.figures.hiding import HIDDEN, HIDDEN_TEXT
from spoc_tui.casework.week.definitions import ALL_FIGURES, BY_CODE, QUIET, SECTIONS, of_section
from spoc_tui.casework.week.measures import FigureValues, Given, given, together
from spoc_tui.casework.week.summary import PERIODS_COMPARED, WeekSummary

COUNTS = {1: "one", 2: "two", 3: "three", 4: "four"}
NO_NUMBERS = FigureValues({})


class Compared(NamedTuple):
    """A figure as it is now, in the period before, and over the last four."""

    now: Given
    before: Given
    last: Given

    @property
    def described(self) -> tuple[str, str, str]:
        return self.now.described, self.before.described, self.last.described


class ChangedFigure(NamedTuple):
    """A figure that was another when the period ended, as it is given out now and was then."""

    figure: Figure
    now: Given
    then: Given


def compared(summary: WeekSummary) -> dict[str, Compared]:
    """Each figure, by its code, beside those before; “–” where there is none."""
    before = summary.before[0] if summary.before else NO_NUMBERS
    columns = (summary.figures, before, together(summary.whole))
    return {
        code: Compared(*(given(one, code, hide_few=summary.hide_few) for one in columns))
        for code in BY_CODE
    }


def sections_shown(summary: WeekSummary) -> Iterator[tuple[str, str]]:
    """The sections with their titles; of the quiet ones those with something in them, now or in the
    periods beside it.
    """
    of = [summary.figures, *summary.whole, *summary.before[:1]]
    some = {code for one in of for code, value in one.values.items() if value}
    for section, title in SECTIONS.items():
        if section not in QUIET or any(one.code in some for one in of_section(section)):
            yield section, title


def heads(summary: WeekSummary) -> tuple[str, str, str]:
    """The heads of the three columns."""
    called, before = summary.period.called, summary.period.before()
    so_far = "" if summary.is_over else " so far"
    first, whole = summary.first_day, len(summary.whole) or PERIODS_COMPARED
    since = f" (from {show_day(first)})" if first and before.start < first <= before.end else ""
    many = f"The {COUNTS[whole]} {called}{'' if whole == 1 else 's'} before"
    return f"This {called}{so_far}", f"The {called} before{since}", many


def moved(summary: WeekSummary) -> list[ChangedFigure]:
    """The figures that were others when the period ended. What would tell a small count is left
    out: of a standard, all where one is hidden.
    """
    if summary.then is None:
        return []
    both = (summary.figures, summary.then)
    found = [
        ChangedFigure(figure, *(given(one, figure.code, hide_few=summary.hide_few) for one in both))
        for figure in ALL_FIGURES
    ]
    hidden = {one.figure.standard for one in found if _hides(one)}
    return [
        one
        for one in found
        if one.now != one.then
        and not _hides(one)
        and not (one.figure.standard and one.figure.standard in hidden)
    ]


def _hides(one: ChangedFigure) -> bool:
    return not {HIDDEN, HIDDEN_TEXT}.isdisjoint((one.now.described, one.then.described))
