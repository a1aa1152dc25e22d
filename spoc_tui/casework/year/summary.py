"""The summary of a year: its figures beside the year before, and what was done for each
recommendation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.figures.figure import Figure
from spoc_tui.casework.figures.hiding import PublishedCount
from spoc_tui.casework.week.compared import NO_NUMBERS, ChangedFigure, moved
from spoc_tui.casework.week.definitions import BY_CODE, SECTIONS, of_section
from spoc_tui.casework.week.measures import NO_FIGURE, Given, given
from spoc_tui.casework.week.periods import Period
from spoc_tui.casework.week.summary import OwnWords, WeekSummary
from spoc_tui.casework.year.done import DoneFor
from spoc_tui.casework.year.months import Month
from spoc_tui.casework.year.recommendations import RECOMMENDATIONS, Recommendation

THE_POST = "4"
"""The number of the recommendation that is of the post itself."""
NOTHING_DONE = DoneFor()
SILENT = "Silent: nothing was put down for this in the year."
SILENT_SO_FAR = "Silent: nothing was put down for this in the year so far."


class FigureRow(NamedTuple):
    """A figure of the year, and of the year before."""

    figure: Figure
    now: Given
    before: Given

    @property
    def has_something(self) -> bool:
        """Whether something was counted in either year; what is hidden was."""
        return self.counted or _is_something(self.before)

    @property
    def counted(self) -> bool:
        """Whether something was counted in the year itself."""
        return _is_something(self.now)

    @property
    def of_its_subject(self) -> str:
        """“Enquiries: received”, where figures of several subjects are together."""
        name = self.figure.name
        return f"{SECTIONS[self.figure.section]}: {name[:1].lower()}{name[1:]}"


def _is_something(one: Given) -> bool:
    """A number but nought, nought of some, or what is shown where a number is hidden."""
    return bool(one.number or one.of) or (one.number is None and one.described != NO_FIGURE)


class Answered(NamedTuple):
    """A recommendation, with what was done for it."""

    one: Recommendation
    figures: Sequence[FigureRow]
    """Those with something in them."""
    done: DoneFor
    handled: Mapping[str, PublishedCount]
    """How many enquiries were with which directorate, for the post itself; else none."""

    @property
    def names(self) -> list[str]:
        """What its figures are called: with their subject, where they are of several."""
        several = len({BY_CODE[code].section for code in self.one.figures}) > 1
        return [row.of_its_subject if several else row.figure.name for row in self.figures]

    @property
    def is_silent(self) -> bool:
        """Whether nothing was put down for it in the year."""
        return self.done.is_silent and not any(row.counted for row in self.figures)


@dataclass(frozen=True)
class YearSummary:
    """All that the paper of a year is made of."""

    week: WeekSummary
    """Its figures, and those of the year before; the officer's own words."""
    done: Mapping[str, DoneFor]
    """By the number of a recommendation."""
    months: Sequence[Month] = ()
    """Those that have begun, from that of the first record on."""

    @property
    def period(self) -> Period:
        return self.week.period

    @property
    def is_over(self) -> bool:
        return self.week.is_over

    @property
    def name(self) -> str:
        """“2026/27, April 2026 to March 2027 (so far)”."""
        return f"{self.period.name}{'' if self.is_over else ' (so far)'}"

    @property
    def silent(self) -> str:
        """The sentence of a recommendation for which nothing was put down."""
        return SILENT if self.is_over else SILENT_SO_FAR

    def with_words(self, own: OwnWords, issued: str = "") -> YearSummary:
        """It with the officer's own words, and the reference it is issued under."""
        return replace(self, week=replace(self.week, own=own, issued=issued))

    def row(self, code: str) -> FigureRow:
        """A figure as it is given out, beside the year before."""
        before = self.week.before[0] if self.week.before else NO_NUMBERS
        hide_few = self.week.hide_few
        return FigureRow(
            BY_CODE[code],
            given(self.week.figures, code, hide_few=hide_few),
            given(before, code, hide_few=hide_few),
        )

    def rows(self, section: str) -> list[FigureRow]:
        """The figures of a section that have something in them, in either year; of a section
        with nothing in either year none.
        """
        rows = (self.row(one.code) for one in of_section(section))
        return [row for row in rows if row.has_something]

    def sections(self) -> Iterator[tuple[str, str, list[FigureRow]]]:
        """The subjects with anything in them: code, title, figures."""
        for section, title in SECTIONS.items():
            if rows := self.rows(section):
                yield section, title, rows

    @property
    def handled(self) -> Mapping[str, PublishedCount]:
        """By directorate, how many of the enquiries received were with it last."""
        return self.week.parts(self.week.figures.received["directorate"])

    def answered(self) -> list[Answered]:
        """Each recommendation, with what was done for it."""
        found = []
        for one in RECOMMENDATIONS:
            rows = [self.row(code) for code in one.figures]
            shown = [row for row in rows if row.has_something]
            handled = self.handled if one.number == THE_POST else {}
            found.append(Answered(one, shown, self.done.get(one.number, NOTHING_DONE), handled))
        return found

    def changed(self) -> list[ChangedFigure]:
        """The figures that were others when the year ended; none of one before the records."""
        return moved(self.week) if self.week.has_figures else []


def heads(summary: YearSummary) -> tuple[str, str]:
    """The heads of the two columns: “2026/27 so far”, “2025/26 (from 8 Sept 2025)”."""
    period, before, first = summary.period, summary.period.before(), summary.week.first_day
    so_far = "" if summary.is_over else " so far"
    since = f" (from {show_day(first)})" if first and before.start < first <= before.end else ""
    return f"{period.years}{so_far}", f"{before.years}{since}"
