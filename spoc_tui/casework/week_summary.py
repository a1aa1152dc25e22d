"""The summary of a period: its figures beside those before, in words, and what comes next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeVar

from spoc_tui.casework.figures import BY_CODE, Figure, Figures, Unit
from spoc_tui.casework.money import show_pounds
from spoc_tui.casework.payment_totals import assumed_said
from spoc_tui.casework.periods import Period
from spoc_tui.casework.week_facts import COUNTED, FEW, NOT_KNOWN
from spoc_tui.casework.week_hiding import HIDDEN, NONE, NOT_SAID, Part, parts_of

T = TypeVar("T")

TREND = 13
"""How many weeks the trend shows: a quarter of a year."""
LAST = 4
"""With the mean of how many periods before it one is compared."""

_COUNT = re.compile(r"\(([0-9][0-9,]*)\)(?=, |$)")


@dataclass(frozen=True)
class Due:
    """What is due on a day of the next period: “answer by (3), review (1)”."""

    day: date
    what: str


class Trend(NamedTuple):
    """A week of the trend, by its Monday: how many enquiries came in, and how many were closed."""

    start: date
    received: int
    closed: int


class HeardFrom(NamedTuple):
    """The organisations heard from in a period, by an enquiry or a payment complaint."""

    named: tuple[str, ...]
    """Those that agreed to be named, by name."""
    others: int
    """How many did not."""


@dataclass(frozen=True)
class OwnWords:
    """What the officer writes into it."""

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
    """Those of the LAST periods before it, the last first."""
    today: date
    officer: str
    trend: Sequence[Trend] = ()
    """The last TREND weeks, up to the one in which the period ends; the latest last."""
    rising: Sequence[tuple[str, int, int]] = ()
    """Themes that grow: how much was said in the last quarter, and in the one before."""
    due: Sequence[Due] = ()
    hide_few: bool = False
    heard_from: HeardFrom | None = None
    """None unless the officer asked for names: otherwise organisations are only counted."""
    own: OwnWords = OwnWords()
    issued: str = ""
    """The reference it was issued under; blank: a draft."""

    @property
    def is_over(self) -> bool:
        return self.period.end < self.today

    def parts(self, counts: Mapping[str, int]) -> dict[str, Part]:
        """A breakdown as it may be given out; see `parts_of`."""
        return parts_of(counts, hide_few=self.hide_few)

    def few(self, count: int) -> int | str:
        """A count beside which no total stands, or what stands for it."""
        return self._alone(count).plain

    def said(self, count: int) -> str:
        """The same as it is printed."""
        return self._alone(count).said

    def _alone(self, count: int) -> Part:
        return Part(None, HIDDEN) if self.hide_few and 0 < count < FEW else Part(count)


def shown(figure: Figure, value: float | None) -> str:
    """A figure's value as it is printed: “31”, “10.5”, “87%”, “£1,240.00”, “–”."""
    if value is None:
        return "–"
    number = f"{value:,.1f}".removesuffix(".0")
    match figure.unit:
        case Unit.PENCE:
            return show_pounds(round(value))
        case Unit.SHARE:
            return f"{number}%"
    return number


def mean_of(code: str, before: Sequence[Figures]) -> float | None:
    """The mean of a figure over the periods before; None where none of them has it."""
    values = [one.values[code] for one in before if one.values[code] is not None]
    return sum(value or 0 for value in values) / len(values) if values else None


def compared(summary: WeekSummary, code: str) -> tuple[str, str, str]:
    """A figure as it is now, in the period before, and in the mean of the last four."""
    figure = BY_CODE[code]
    last = summary.before[0].values[code] if summary.before else None
    return (
        shown(figure, summary.figures.values[code]),
        shown(figure, last),
        shown(figure, mean_of(code, summary.before)),
    )


def broken_down(summary: WeekSummary, breakdown: str) -> list[tuple[str, tuple[int, ...]]]:
    """By name, how many enquiries were received, closed and open at the end, those with the most
    received first.
    """
    return _side_by_side([getattr(summary.figures, name)[breakdown] for name in COUNTED], 0)


def parts_by_name(summary: WeekSummary, breakdown: str) -> list[tuple[str, tuple[Part, ...]]]:
    """The same as it may be given out, those with the most received first of those shown."""
    of = [summary.parts(getattr(summary.figures, name)[breakdown]) for name in COUNTED]
    return _side_by_side(of, NONE)


def _side_by_side(of: Sequence[Mapping[str, T]], none: T) -> list[tuple[str, tuple[T, ...]]]:
    names = dict.fromkeys(name for counts in of for name in counts)
    return [(name, tuple(counts.get(name, none) for counts in of)) for name in names]


def due_said(summary: WeekSummary, due: Due) -> str:
    """What is due on a day, each count in it as it may be given out."""
    return _COUNT.sub(lambda found: f"({summary.said(int(found[1].replace(',', '')))})", due.what)


def heard_from_said(summary: WeekSummary, heard: HeardFrom) -> Iterator[str]:
    """The names, and how many others there were: a line each."""
    yield from heard.named
    count = summary.said(heard.others)
    if heard.named and heard.others:
        yield f"and {count} other{'' if count == '1' else 's'}"
    elif heard.others:
        yield f"{count} organisation{'' if count == '1' else 's'}; none agreed to be named."
    elif not heard.named:
        yield "No organisation was heard from."


def in_words(summary: WeekSummary) -> str:
    """The first paragraph, as the officer wrote it or made from the figures."""
    return summary.own.words or " ".join(_sentences(summary))


def _sentences(summary: WeekSummary) -> Iterator[str]:
    now, called = summary.figures.values, summary.period.called
    before = summary.before[0].values if summary.before else {}
    received = now["enquiries.received"] or 0
    closed = now["enquiries.closed"] or 0
    were_closed = f"{closed:,} {'was' if closed == 1 else 'were'} closed"
    if not any(now[code] for code in ("enquiries.received", "enquiries.open", "payments.open")):
        still_open = "was open at its end" if summary.is_over else "is open"
        and_closed = f"; {were_closed}" if closed else ""
        yield f"No enquiries came in this {called}{and_closed}, and none {still_open}."
    else:
        change = _change(received, before.get("enquiries.received"), called)
        came = "1 enquiry came in" if received == 1 else f"{received:,} enquiries came in"
        yield f"{came}{change}; {were_closed}."
        still, late = now["enquiries.open"] or 0, now["enquiries.overdue"] or 0
        one, many = ("was", "were") if summary.is_over else ("is", "are")
        at_end = f" at the end of the {called}" if summary.is_over else ""
        is_open = f"{still:,} {one if still == 1 else many} open{at_end}"
        sits = _where_it_sits(summary.parts(summary.figures.overdue))
        yield f"{is_open}, {late:,} of them overdue{sits}." if late else f"{is_open}, none overdue."
    if (median := now["enquiries.answered_median"]) is not None:
        days = f"{median:,} working day{'' if median == 1 else 's'}"
        within = now["enquiries.answered_within"]
        yield f"Half of the callers had their answer within {days}; {within}% within the standard."
    if summary.figures.longest:
        name, days_taken = summary.figures.longest
        yield f"{name} took longest: {days_taken:,} working days for half of them."
    if passed := now["enquiries.passed_on"] or 0:
        yield _passed_on(passed, now["enquiries.passed_around"] or 0)
    yield from _about_most(summary)
    yield from _about_payments(summary)
    yield from _about_feedback(summary)


def _passed_on(times: int, around: int) -> str:
    """How often enquiries were passed on, and how many of those were twice or more in all."""
    if times == 1:
        first = "; it was not the first time" if around else ""
        return f"An enquiry was passed on to another team once{first}."
    again = f"; {around:,} of them more than once in all" if around else ""
    return f"Enquiries were passed on to another team {times:,} times{again}."


def _change(count: int, before: int | None, called: str) -> str:
    if before is None:
        return ""
    if count == before:
        return f", as many as the {called} before"
    more = "more" if count > before else "fewer"
    return f", {abs(count - before):,} {more} than the {called} before"


def _where_it_sits(overdue: Mapping[str, Part]) -> str:
    """“, 3 with Planning”: where most sit, if that is somewhere."""
    name, part = _most(overdue)
    return f", {part.said} with {name}" if (part.number or 0) >= FEW else ""


def _most(parts: Mapping[str, Part]) -> tuple[str, Part]:
    """The name that is known which has most, the first of them; and how many."""
    known = ((name, part) for name, part in parts.items() if name != NOT_KNOWN)
    return next(known, ("", NONE))


def _about_most(summary: WeekSummary) -> Iterator[str]:
    """What most of them were about."""
    name, part = _most(summary.parts(summary.figures.received["topic"]))
    if (part.number or 0) >= FEW:
        yield f"Most were about {name} ({part.said})."


def _about_payments(summary: WeekSummary) -> Iterator[str]:
    now = summary.figures.values
    count = now["payments.open"] or 0
    if not count:
        return
    pence = show_pounds(now["payments.outstanding"] or 0)
    oldest = now["payments.oldest"]
    since = f", the oldest for {oldest:,} days" if oldest is not None else ""
    complaints = "1 payment complaint" if count == 1 else f"{count:,} payment complaints"
    one, many = ("was", "were") if summary.is_over else ("is", "are")
    come_to = f", {pence}," if count == 1 else f", {pence} in all,"
    yield f"{complaints}{come_to} {one if count == 1 else many} still owed{since}."
    if count >= FEW:
        parts = summary.parts({band: of for band, (of, _) in summary.figures.owed.items()})
        said = (f"{_some(parts[band])} {_band_said(band)}" for band in summary.figures.owed)
        yield f"By age: {', '.join(said)}."
    if interest := now["payments.interest"] or 0:
        of_them = "it" if count == 1 else "them"
        assumed = assumed_said(now.get("payments.assumed") or 0, count)
        aside = f" ({assumed})" if assumed else ""
        yield f"Statutory interest on {of_them} comes to {show_pounds(interest)}{aside}."


def _some(part: Part) -> str:
    return "some" if part.hidden_as == NOT_SAID else part.said


def _band_said(band: str) -> str:
    return "of an age not known" if band == NOT_KNOWN else f"of {band} days"


def _about_feedback(summary: WeekSummary) -> Iterator[str]:
    now = summary.figures.values
    heard, done, told = (now[f"feedback.{name}"] or 0 for name in ("heard", "done", "told"))
    if heard or done or told:
        yield (
            f"Feedback: {heard:,} heard, {done:,} done; of {told:,} somebody who had spoken was "
            "told what came of it."
        )
    one, many = ("was", "were") if summary.is_over else ("is", "are")
    if late := now["feedback.late"] or 0:
        yield f"{late:,} feedback action{f' {one}' if late == 1 else f's {many}'} late."
