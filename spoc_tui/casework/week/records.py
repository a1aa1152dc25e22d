"""The records behind a figure: those, and only those, that it was counted from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from spoc_tui.casework.dates.working_days import WorkingDays
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.figures.figure import NOT_KNOWN, Unit
from spoc_tui.casework.text import fold
from spoc_tui.casework.week.definitions import (
    BREAKDOWNS,
    BY_CODE,
    COUNTED_ALONE,
    DIVIDED,
    KIND_COUNTED,
)
from spoc_tui.casework.week.facts import ENQUIRY_COUNTS, Counted, Under, WeekFacts
from spoc_tui.casework.week.figures import band_name, days_taken, stretch

OWED = "payments"
"""The section of what is owed."""
DAYS, BAND = "days", "band"
"""Breakdowns of what was answered and of what is owed; the others are BREAKDOWNS and DIVIDED."""


class Pointer(NamedTuple):
    """A record by the code of its kind, or organisation, and its uid."""

    kind: str
    uid: str


class CountedRecord(NamedTuple):
    """A record behind a figure, as it stands now."""

    kind: str
    uid: str
    reference: str
    """Blank of an organisation."""
    who: str
    subject: str
    status: str


class _OfRecord(Protocol):
    """A fact of a record."""

    @property
    def uid(self) -> str: ...


class _Row(NamedTuple):
    uid: str
    under: Mapping[str, str]
    """By breakdown, the name it is under."""


def records_counted(
    facts: WeekFacts, days: WorkingDays, figure: str, by: str = "", name: str = ""
) -> tuple[Pointer, ...]:
    """The records that a figure, by its code, was counted from, each once, in the order they were
    found.

    What is counted of no record at all, such as a directorate without a briefing, has none.

    With `by` and `name`, those of them that are under that name of a breakdown. BadInput where
    there is no such figure or breakdown.
    """
    if figure not in BY_CODE:
        raise BadInput(
            f"There is no figure {figure[:60]!r}. There are: {', '.join(BY_CODE)}.", field="figure"
        )
    if by and by not in (known := breakdowns_of(figure)):
        described = ", ".join(known) or "nothing"
        raise BadInput(f"{figure} is broken down by {described}, not by {by[:60]}.", field="by")
    kind, rows = _rows_of(facts, days, figure)
    if by:
        rows = [row for row in rows if row.under[by] == name] or [
            row for row in rows if fold(row.under[by]) == fold(name)
        ]
    return tuple(dict.fromkeys(Pointer(kind, row.uid) for row in rows if row.uid))


def breakdowns_of(figure: str) -> tuple[str, ...]:
    """The breakdowns of a figure, by its code."""
    section, _, name = figure.partition(".")
    if figure in COUNTED_ALONE:
        return (DIVIDED[figure],) if figure in DIVIDED else ()
    if section == OWED:
        return (BAND,)
    if name in ENQUIRY_COUNTS or name == "overdue":
        return tuple(BREAKDOWNS)
    return (DAYS,) if BY_CODE[figure].unit is Unit.DAYS else ()


def _rows_of(facts: WeekFacts, days: WorkingDays, figure: str) -> tuple[str, Sequence[_Row]]:
    section, _, name = figure.partition(".")
    kind = KIND_COUNTED[figure]
    if figure in COUNTED_ALONE:
        return kind, [_row(one, figure) for one in facts.counted.get(figure, ())]
    if section == OWED:
        return kind, _owed(facts, name)
    if name == "first_time":
        return "organisation", _plain(facts.first_time)
    if standard := BY_CODE[figure].standard:
        how = name.removeprefix(f"{standard}_")
        return "enquiry", _plain(one for one in facts.due.get(standard, ()) if one.how == how)
    if name in ("open_before", "reopened"):
        return "enquiry", _plain(getattr(facts, name))
    if name in ENQUIRY_COUNTS or name == "overdue":
        enquiries = facts.open if name == "overdue" else getattr(facts, name)
        return "enquiry", [
            _Row(one.uid, {by: getattr(one, by) or NOT_KNOWN for by in BREAKDOWNS})
            for one in enquiries
            if one.overdue or name != "overdue"
        ]
    if name == "passed_on":
        return "enquiry", _plain(facts.passed_on)
    if name == "passed_around":
        return "enquiry", _plain(one for one in facts.passed_on if one.in_all > 1)
    told = facts.acknowledged if name.startswith("acknowledged") else facts.told
    return "enquiry", [
        _Row(one.uid, {DAYS: stretch(took)})
        for one, took in zip(told, days_taken(told, days), strict=True)
    ]


def _row(one: Counted, figure: str) -> _Row:
    if not isinstance(one, Under):
        return _Row(one.uid, {})
    return _Row(one.whose or one.uid, {DIVIDED[figure]: one.name or NOT_KNOWN})


def _owed(facts: WeekFacts, name: str) -> Sequence[_Row]:
    known = [one.days_to_pay for one in facts.owed if one.days_to_pay is not None]
    return [
        _Row(one.uid, {BAND: band_name(one)})
        for one in facts.owed
        if (name != "interest" or one.interest)
        and (name != "assumed" or one.assumed)
        and (name != "oldest" or (known and one.days_to_pay == max(known)))
    ]


def _plain(facts: Iterable[_OfRecord]) -> list[_Row]:
    return [_Row(one.uid, {}) for one in facts]
