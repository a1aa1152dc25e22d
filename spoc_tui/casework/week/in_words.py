"""A period's summary in words: its first paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.figures.hiding import FEW, NO_COUNT, PublishedCount, some
from spoc_tui.casework.figures.numbers import LATE, NOT_YET, WITHIN, Number, plainly
from spoc_tui.casework.records.kinds import ENQUIRY, PACKAGE_OF
from spoc_tui.casework.text import counted
from spoc_tui.casework.week.definitions import SECTION_KINDS
from spoc_tui.casework.week.facts import NO_NAMES
from spoc_tui.casework.week.measures import DeadlineCounts, given
from spoc_tui.casework.week.summary import WeekSummary

ANSWERS = {WITHIN: "given by their day", LATE: "given late", NOT_YET: "not given yet"}


def in_words(summary: WeekSummary) -> str:
    """The first paragraph, as the officer wrote it or made from the figures."""
    return summary.own.words or " ".join(_sentences(summary))


def _sentences(summary: WeekSummary) -> Iterator[str]:
    if not summary.has_figures and summary.first_day:
        began = show_day(summary.first_day)
        yield f"There is no figure of that time: the records begin on {began}."
        return
    now, called = summary.figures.values, summary.period.called
    so_far = "" if summary.is_over else " so far"
    received, closed = _count(summary, "received"), _count(summary, "closed")
    were_closed = _times(closed, "closed")
    if not any(now[code] for code in ("enquiries.received", "enquiries.open", "payments.open")):
        still_open = "was open at its end" if summary.is_over else "is open"
        and_closed = f"; {were_closed}" if closed else ""
        yield f"No enquiries came in this {called}{so_far}{and_closed}, and none {still_open}."
    else:
        came = counted(received, "enquiry came in", "enquiries came in")
        again = _count(summary, "reopened")
        reopened = f"; {_times(again, 'reopened')}" if again else ""
        yield f"{came}{so_far}{_change(summary, received)}{reopened}; {were_closed}."
        still, late = _count(summary, "open"), _count(summary, "overdue")
        one, many = ("was", "were") if summary.is_over else ("is", "are")
        at_end = f" at the end of the {called}" if summary.is_over else ""
        is_open = f"{still:,} {one if still == 1 else many} open{at_end}"
        sits = _where_it_sits(summary.parts(summary.figures.overdue))
        overdue = f"the answer overdue on {late:,}{sits}" if late else "no answer overdue"
        yield f"{is_open}, {overdue}."
    yield from _about_answers(summary)
    if summary.figures.longest:
        name, days, count = summary.figures.longest
        if days:
            yield f"{name} took longest: {_working(days)} for half of its {count:,}."
    if passed := _count(summary, "passed_on"):
        yield _passed_on(passed, _count(summary, "passed_around"))
    yield from _about_most(summary)
    for kind in SECTION_KINDS.values():
        if kind != ENQUIRY.code:
            yield from import_module(f"spoc_tui.casework.{PACKAGE_OF[kind]}.week").described(
                summary
            )


def _count(summary: WeekSummary, name: str) -> int:
    return int(summary.figures.values[f"enquiries.{name}"] or 0)


def _times(count: int, done: str) -> str:
    return f"{count:,} {'was' if count == 1 else 'were'} {done}"


def _working(days: Number) -> str:
    return f"{plainly(days)} working day{'' if days == 1 else 's'}"


def _about_answers(summary: WeekSummary) -> Iterator[str]:
    """How fast callers had their answer, and whether by their day."""
    median = given(summary.figures, "enquiries.answered_median", hide_few=summary.hide_few)
    if median.number is not None and median.of:
        whose = "The caller" if median.of == 1 else f"Half of the {median.of:,} callers answered"
        within = f"within {_working(median.number)}" if median.number else "on the same working day"
        yield f"{whose} had the answer {within}."
    kept = summary.figures.kept.get("answered", DeadlineCounts())
    if due := sum(kept):
        parts = summary.parts(kept._asdict())
        share = given(summary.figures, "enquiries.answered_within", hide_few=summary.hide_few)
        in_all = f" ({share.number}%)" if share.number is not None else ""
        described = [
            f"{some(part)} {ANSWERS[name]}{in_all if name == WITHIN else ''}"
            for name, part in parts.items()
            if part.plain
        ]
        yield f"Of {due:,} answer{'' if due == 1 else 's'} due: {', '.join(described)}."


def _passed_on(times: int, around: int) -> str:
    """How often enquiries were passed on, and how many of those were twice or more in all."""
    if times == 1:
        first = "; it was not the first time" if around else ""
        return f"An enquiry was passed on to another team once{first}."
    again = f"; {around:,} of them more than once in all" if around else ""
    return f"Enquiries were passed on to another team {times:,} times{again}."


def _change(summary: WeekSummary, count: int) -> str:
    """Beside the period before, where the records go back to its beginning."""
    if not (summary.before and summary.whole):
        return ""
    before = int(summary.before[0].values["enquiries.received"] or 0)
    called = summary.period.called
    than = f"the {called} before" if summary.is_over else f"the whole {called} before"
    if count == before:
        return f", as many as {than}" if summary.is_over else f", as many as in {than}"
    more = "more" if count > before else "fewer"
    return f", {abs(count - before):,} {more} than {'' if summary.is_over else 'in '}{than}"


def _where_it_sits(overdue: Mapping[str, PublishedCount]) -> str:
    """“, 3 with Planning”: where most sit, if that is somewhere."""
    name, part = _most(overdue)
    return f", {part.described} with {name}" if (part.number or 0) >= FEW else ""


def _most(parts: Mapping[str, PublishedCount]) -> tuple[str, PublishedCount]:
    """The name that is known which has most, the first of them; and how many."""
    known = ((name, part) for name, part in parts.items() if name not in NO_NAMES)
    return next(known, ("", NO_COUNT))


def _about_most(summary: WeekSummary) -> Iterator[str]:
    """The subject of most of them."""
    name, part = _most(summary.parts(summary.figures.received["topic"]))
    if (part.number or 0) >= FEW:
        yield f"Most were about {name} ({part.described})."
