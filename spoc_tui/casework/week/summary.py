"""The summary of a period: its figures, those before, the trend, and what comes next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeVar

from spoc_tui.casework.figures.hidden_lines import Lines, lines_of
from spoc_tui.casework.figures.hiding import FEW, HIDDEN, NO_COUNT, PublishedCount, parts_of
from spoc_tui.casework.week.facts import ENQUIRY_COUNTS
from spoc_tui.casework.week.measures import NO_FIGURE, Figures
from spoc_tui.casework.week.periods import WEEK, Period

T = TypeVar("T")

TREND = 13
"""How many weeks the trend shows: a quarter of a year."""
PERIODS_COMPARED = 4
"""With the mean of how many periods before it one is compared."""


_COUNT = re.compile(r"\(([0-9][0-9,]*)\)(?=, |$)")


@dataclass(frozen=True)
class DueOnDay:
    """The things due on a day of the next period: “answer by (3), review (1)”."""

    day: date
    what: str


class Trend(NamedTuple):
    """A week of the trend, by its Monday: how many enquiries came in, and how often one was closed;
    None in a week before the first record.
    """

    start: date
    received: int | None
    closed: int | None

    def is_over(self, today: date) -> bool:
        """Whether the week is, or counts so far."""
        return self.start + WEEK <= today


class HeardFrom(NamedTuple):
    """The organisations heard from in a period, by an enquiry or a payment complaint."""

    named: tuple[str, ...]
    """Those that agreed to be named, by name."""
    others: int
    """How many did not."""


@dataclass(frozen=True)
class OwnWords:
    """The officer's own words in it."""

    words: str = ""
    """The first paragraph; blank: as the figures make it."""
    remarks: str = ""
    story: str = ""
    """One story worth telling."""
    changed: str = ""
    """What has changed since the issue that this one corrects."""


@dataclass(frozen=True)
class WeekSummary:
    """Everything that goes into the summary of a period."""

    period: Period
    figures: Figures
    before: Sequence[Figures]
    """Those of the LAST periods before it, the latest first; none of one before the first
    record."""
    today: date
    officer: str
    first_day: date | None = None
    """That of the first record of all; None: long ago."""
    then: Figures | None = None
    """Those of a past period as they were when it ended, where something that bears on them was
    added, corrected or undone since.
    """
    trend: Sequence[Trend] = ()
    """The last TREND weeks, up to the one in which the period ends; the latest last."""
    rising: Sequence[tuple[str, int, int | None]] = ()
    """Themes that grow: how much was said in the quarter up to the period's end (or today), and in
    the one before; all that were heard, where the records do not go back over that.
    """
    due: Sequence[DueOnDay] = ()
    hide_few: bool = False
    heard_from: HeardFrom | None = None
    """None unless the officer asked for names: otherwise organisations are only counted."""
    own: OwnWords = OwnWords()
    issued: str = ""
    """The reference it was issued under; blank: a draft."""

    @property
    def is_over(self) -> bool:
        return self.period.end < self.today

    @property
    def until(self) -> date:
        """Its last day, or today while it is not over."""
        return min(self.period.end, self.today)

    @property
    def has_figures(self) -> bool:
        """Whether there were any records then."""
        return self.first_day is None or self.first_day <= self.period.end

    @property
    def whole(self) -> Sequence[Figures]:
        """The periods before it whose beginning the records go back to."""
        return [
            figures
            for steps, figures in enumerate(self.before, 1)
            if self.first_day is None or self.first_day <= self.period.before(steps).start
        ]

    @property
    def themes_called(self) -> str:
        """The names of the themes in `rising`."""
        known = all(before is not None for _, _, before in self.rising)
        return "Themes that grow" if known else "Themes heard"

    def parts(self, counts: Mapping[str, int]) -> dict[str, PublishedCount]:
        """A breakdown as it may be given out; see `parts_of`."""
        return parts_of(counts, hide_few=self.hide_few)

    def lines(self, breakdown: str) -> Lines:
        """What was received, closed and open at the end, by name, as it may be given out beside
        each other.
        """
        its = self.figures
        into = ("enquiries.open_before", "enquiries.reopened")
        return lines_of(
            its.received[breakdown],
            its.closed[breakdown],
            its.open[breakdown],
            carried=sum(int(its.values.get(code) or 0) for code in into),
            hide_few=self.hide_few,
        )

    def few(self, count: int) -> int | str:
        """A count with no total beside it, or what is shown for it."""
        return self._alone(count).plain

    def described(self, count: int | None) -> str:
        """The same as it is printed; None: there is no figure."""
        return NO_FIGURE if count is None else self._alone(count).described

    def _alone(self, count: int) -> PublishedCount:
        return (
            PublishedCount(None, HIDDEN)
            if self.hide_few and 0 < count < FEW
            else PublishedCount(count)
        )


def broken_down(summary: WeekSummary, breakdown: str) -> list[tuple[str, tuple[int, ...]]]:
    """By name, how many enquiries were received, closed and open at the end, those with the most
    received first.
    """
    return _side_by_side([getattr(summary.figures, name)[breakdown] for name in ENQUIRY_COUNTS], 0)


def parts_by_name(
    summary: WeekSummary, breakdown: str
) -> list[tuple[str, tuple[PublishedCount, ...]]]:
    """The same as it may be given out, those with the most received first of those shown."""
    return _side_by_side(summary.lines(breakdown), NO_COUNT)


def _side_by_side(of: Sequence[Mapping[str, T]], none: T) -> list[tuple[str, tuple[T, ...]]]:
    names = dict.fromkeys(name for counts in of for name in counts)
    return [(name, tuple(counts.get(name, none) for counts in of)) for name in names]


def describe_due(summary: WeekSummary, due: DueOnDay) -> str:
    """The things due on a day, each count as it may be given out."""
    return _COUNT.sub(
        lambda found: f"({summary.described(int(found[1].replace(',', '')))})", due.what
    )


def describe_heard_from(summary: WeekSummary, heard: HeardFrom) -> Iterator[str]:
    """The names, and how many others there were: a line each."""
    yield from heard.named
    count = summary.described(heard.others)
    if heard.named and heard.others:
        yield f"and {count} other{'' if count == '1' else 's'}"
    elif heard.others:
        yield f"{count} organisation{'' if count == '1' else 's'}; none agreed to be named."
    elif not heard.named:
        yield "No organisation was heard from."
