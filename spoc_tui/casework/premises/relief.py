"""Relief from business rates: which a group asked for, what it was granted, until when."""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.council.dated_figures import DatedFigure, figure_on
from spoc_tui.casework.dates.when import london_date, show_day
from spoc_tui.casework.errors import BadInput, NotFound, Refused
from spoc_tui.casework.kinds.act import Change, act
from spoc_tui.casework.kinds.clocks import after, working_days_after
from spoc_tui.casework.kinds.fields import Linked, choice, day, line, link, money, percent, text
from spoc_tui.casework.kinds.kind import Due, Kind
from spoc_tui.casework.kinds.record import DeclaredRecord
from spoc_tui.casework.kinds.running_out import Term
from spoc_tui.casework.kinds.shared_acts import reopening
from spoc_tui.casework.money import show_money
from spoc_tui.casework.premises import dated, lists, papers
from spoc_tui.casework.premises.clocks import period
from spoc_tui.casework.records.require import require_order
from spoc_tui.casework.records.worded import Worded
from spoc_tui.casework.text import shortened

if TYPE_CHECKING:
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.kinds.now import Now

DECIDED_IN = 40
"""So many working days after it was asked for somebody asks what was decided."""
_YEAR = re.compile(r"(20[0-9]{2})\s*[/-]\s*((?:20)?[0-9]{2})")
ON = day("On", "blank: today", past=True)


class Step(Worded):
    """Where a claim stands."""

    ASKED = "asked"
    GRANTED = "granted"
    BEING_WITHDRAWN = "being-withdrawn"
    REFUSED = "refused"
    ENDED = "ended"


class ReliefForm(Worded):
    """Which relief it is."""

    MANDATORY = "mandatory"
    TOP_UP = "top-up"
    NON_PROFIT = "non-profit"
    SMALL_BUSINESS = "small-business"
    HARDSHIP = "hardship"

    @property
    def words(self) -> str:
        return {"top-up": "discretionary top-up", "non-profit": "discretionary, non-profit"}.get(
            self.value, super().words
        )

    @property
    def is_discretionary(self) -> bool:
        """Whether the council may grant it or not."""
        return self in (ReliefForm.TOP_UP, ReliefForm.NON_PROFIT)


CAPS = {
    ReliefForm.MANDATORY: dated.MANDATORY,
    ReliefForm.TOP_UP: dated.TOP_UP,
    ReliefForm.NON_PROFIT: dated.NON_PROFIT,
}
"""The dated figure that says how much each may come to; the others have none here."""


def first_day_of(year: str, field: str = "year") -> date:
    """The first day of a rates year, “2026/27”; BadInput where it is none."""
    found = _YEAR.fullmatch(year)
    if found is None or (int(found[1]) + 1) % 100 != int(found[2]) % 100:
        raise BadInput(
            f"“{shortened(year, 40)}” is no rates year. Type it as 2026/27: it runs from 1 April "
            "to 31 March.",
            field=field,
        )
    return date(int(found[1]), 4, 1)


@dataclass(frozen=True, kw_only=True, repr=False)
class Relief(DeclaredRecord):
    """A claim for relief from business rates, for one year."""

    organisation: Linked = link("Organisation", "organisation", "that claims", needed=True)
    year: str = line("Year", "2026/27", needed=True, most=20, searched=True, column=8)
    form: ReliefForm = choice(
        "Kind",
        ReliefForm,
        "which relief it is",
        needed=True,
        column=16,
    )
    property: str = line("Property", "for which; blank: not known", searched=True, column=0)
    asked: date | None = day("Asked", "blank: the day it is put on record", past=True)
    notes: str = text("Notes", "what is to be remembered", searched=True)
    decided: date | None = day("Decided", typed=False)
    percent: int | None = percent("Granted", "of the rates", typed=False)
    ends: date | None = day("To", "the last day of it", typed=False)
    amount: int | None = money("Worth", "for the year, where it was told", typed=False)
    withdrawn: date | None = day("Notice to withdraw", typed=False)
    withdrawn_from: date | None = day("Withdrawn from", "the first day without it", typed=False)
    decide_limit: date | None = day(
        "Decided by, by law", "for years before the limit fell", typed=False
    )
    working: str = text("How counted", typed=False)

    @builtins.property  # “property” is a field here
    def subject(self) -> str:
        described = f"{self.form.value} {self.year}"
        return f"{described}, {self.property}" if self.property else described


def check(one: Relief) -> None:
    """Its year is one, and it was not asked for long before that."""
    first_day_of(one.year)


def require_undecided(one: Relief) -> None:
    """Refuses a second decision."""
    if one.decided is not None:
        raise Refused(f"{one.reference} was decided on {show_day(one.decided)}.")


def require_granted(one: Relief) -> None:
    """Refuses to withdraw what was not granted, or is withdrawn."""
    if one.percent is None:
        raise Refused(f"{one.reference} was not granted: there is nothing to withdraw.")
    if one.withdrawn is not None:
        raise Refused(f"Notice to withdraw {one.reference} came on {show_day(one.withdrawn)}.")


def _day_decided(one: Relief, on: date, *, granted: bool) -> date:
    """BadInput where it is before it was asked for; Refused where the old limit forbids it."""
    require_order(one.asked, on, "It was not decided before it was asked for", "on")
    limit = one.decide_limit
    if granted and limit is not None and on > limit:
        raise Refused(
            f"A discretionary relief for {one.year} had to be decided by {show_day(limit)}, six "
            "months after the year’s end: there is no limit only for years from 1 April 2024. "
            "Ask Revenues."
        )
    return on


@act(
    "It is granted",
    "granted",
    begins=Step.GRANTED,
    needs=require_undecided,
    asks={
        "percent": percent("Percent", "of the rates", needed=True),
        "ends": day("To", "the last day of it; blank: that of its year"),
        "amount": money("Worth", "for the year; blank: not told"),
        "on": ON,
    },
)
def grant(
    one: Relief,
    now: Now,
    *,
    percent: int,
    ends: date | None,
    amount: int | None,
    on: date | None,
) -> Change:
    """The council granted it: so much of the rates, until a day."""
    day = _day_decided(one, on or now.today, granted=True)
    first = first_day_of(one.year)
    last = ends or date(first.year + 1, 3, 31)
    require_order(first, last, "It cannot end before its year", "ends")
    values = {"decided": day, "percent": percent, "ends": last, "amount": amount}
    return Change(values, text=f"worth {show_money(amount)}" if amount is not None else "")


@act(
    "It is refused",
    "refused",
    begins=Step.REFUSED,
    ends=True,
    needs=require_undecided,
    asks={"why": text("Why", "what Revenues said", needed=True), "on": ON},
)
def refuse(one: Relief, now: Now, *, why: str, on: date | None) -> Change:
    """The council did not grant it, for a reason."""
    return Change({"decided": _day_decided(one, on or now.today, granted=False)}, text=why)


@act(
    "Notice to withdraw it came",
    "being withdrawn",
    begins=Step.BEING_WITHDRAWN,
    needs=require_granted,
    asks={"on": day("On", "the day of the notice; blank: today", past=True)},
)
def withdraw(one: Relief, now: Now, *, on: date | None) -> Change:
    """The council gave notice that it ends."""
    return Change({"withdrawn": on or now.today})


@act(
    "It is over",
    "ended",
    begins=Step.ENDED,
    ends=True,
    asks={"why": text("Why", "its year is over, they moved, they gave up", needed=True)},
)
def close(one: Relief, now: Now, *, why: str) -> Change:
    """Nothing more is to be done on it, for a reason."""
    return Change(text=why)


reopen = reopening(lambda one: ("decided",) if one.percent is None else ())


def settle(one: Relief) -> Step:
    """By what was decided, and whether it is over."""
    if not one.is_open:
        return Step.REFUSED if one.decided is not None and one.percent is None else Step.ENDED
    if one.withdrawn is not None:
        return Step.BEING_WITHDRAWN
    return Step.ASKED if one.percent is None else Step.GRANTED


def works_out(one: Relief, days: WorkingDays, figures: Sequence[DatedFigure]) -> Mapping[str, Any]:
    """When it was asked for, where that is not given; what it may come to, by when an old one had
    to be decided, and the day from which it is withdrawn: BadInput where more is granted than there
    may be.
    """
    first = first_day_of(one.year)
    lines = [*_cap_line(one, first, figures)]
    limit, gone = _decide_limit(one, first, figures), None
    if limit is not None:
        lines.append(f"Decided by {show_day(limit)}: 6 months after the end of {one.year}.")
    if one.withdrawn is not None and one.form.is_discretionary:
        n, unit, source = period(figures, dated.WITHDRAW_NOTICE, one.withdrawn, "on")
        by = after("Notice", one.withdrawn, n, unit)
        gone = date(by.day.year + (by.day > date(by.day.year, 4, 1)), 4, 1)
        lines.append(f"{by.working} It is withdrawn from {show_day(gone)}: {source}.")
    began = london_date(one.began_at) if one.began_at else None
    return {
        "asked": one.asked or began,
        "decide_limit": limit,
        "withdrawn_from": gone,
        "working": "\n".join(lines),
    }


def _cap_line(one: Relief, first: date, figures: Sequence[DatedFigure]) -> Iterator[str]:
    if one.form not in CAPS:
        return
    try:
        found = figure_on(figures, CAPS[one.form], first)
    except NotFound:
        return
    most = found.figure.value.number
    if one.percent is not None and one.percent > most * 100:
        raise BadInput(
            f"A {one.form.words} relief is at most {most:,} % in {one.year}: "
            f"{found.figure.source}.",
            field="percent",
        )
    yield f"At most {found.words}."


def _decide_limit(one: Relief, first: date, figures: Sequence[DatedFigure]) -> date | None:
    """The last day on which a discretionary one could be decided, by the rule of its year."""
    if not one.form.is_discretionary:
        return None
    try:
        months = figure_on(figures, dated.DECIDE_LIMIT, first).figure.value.number
    except NotFound:
        return None
    end = date(first.year + 1, 3, 31)
    return after("Year’s end", end, int(months), "months").day if months else None


def due(one: Relief, days: WorkingDays) -> Iterator[Due]:
    """That it is decided; its end; the day from which it is withdrawn."""
    if one.decided is None and one.asked is not None:
        by = working_days_after("Asked", one.asked, DECIDED_IN, days)
        yield Due("ask decision", *by)
    if one.withdrawn_from is not None:
        yield from Term(ends=one.withdrawn_from, ends_shown=6).due(days)
    else:
        for each in Term(ends=one.ends, ends_shown=2).due(days):
            yield each._replace(words="claim again for the next year?")


KIND = Kind(
    code="relief",
    letters="REL",
    called="rates claim",
    plural="rates claims",
    record=Relief,
    area="premises",
    steps=Step,
    acts=(grant, refuse, withdraw, close, reopen),
    settle=settle,
    check=check,
    works_out=works_out,
    due=due,
    lists=(lists.RATES,),
    papers=(papers.HOW_TO_CLAIM,),
    leads_to=("enquiry", "feedback"),
)
