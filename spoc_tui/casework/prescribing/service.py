"""A service that people are signposted to: for whom it is, when, whether it has room, how many are
referred to it, and whether money follows. Counts only: no patient is ever put on record.

What is done about it is in service_acts.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.dates.months import show_month
from spoc_tui.casework.dates.recurrence import nominal_dates
from spoc_tui.casework.dates.when import london_date, show_day
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.clocks import after, working_days_after
from spoc_tui.casework.kinds.fields import (
    Linked,
    choice,
    day,
    line,
    link,
    number,
    recurrence,
    rows,
    text,
)
from spoc_tui.casework.kinds.kind import TIDY, Due, Kind
from spoc_tui.casework.kinds.record import DeclaredRecord
from spoc_tui.casework.prescribing import lists, papers
from spoc_tui.casework.prescribing import service_acts as acts
from spoc_tui.casework.prescribing.dated import ASSURED, COUNTED, GAP, STALE, number_on
from spoc_tui.casework.prescribing.money import Money, gaps, in_words
from spoc_tui.casework.prescribing.rows import (
    Counts,
    Month,
    Reading,
    by_month,
    check_counts,
    last_day_of,
    month_after,
)
from spoc_tui.casework.prescribing.steps import Room, ServiceStep
from spoc_tui.casework.records.require import require_order

if TYPE_CHECKING:
    from spoc_tui.casework.council.dated_figures import DatedFigure
    from spoc_tui.casework.dates.working_days import WorkingDays

OLDEST_AGE = 120
FIRST_ASSURED = date(2010, 1, 1)
"""No service was assured before: the examples of the standard have such days."""
REFERRED_LATELY = 3
"""Months for which a referral makes it press that somebody asks for room."""
_AGES = "in years; blank: any"


@dataclass(frozen=True, kw_only=True, repr=False)
class Service(DeclaredRecord):
    """Something that an organisation offers, to which people may be signposted or referred."""

    organisation: Linked = link("Organisation", "organisation", "whose it is", needed=True)
    name: str = line("Service", "what it is called", needed=True, searched=True, column=0)
    stands: ServiceStep | None = choice(
        "Stands", ServiceStep, "active, temporarily-closed or inactive; blank: active"
    )
    what: str = text("What it offers", "in a few sentences", searched=True)
    for_whom: str = line("For whom", "carers, people who live alone", searched=True, most=1_000)
    youngest: int | None = number("Youngest", _AGES, most=OLDEST_AGE, counts=None)
    oldest: int | None = number("Oldest", _AGES, most=OLDEST_AGE, counts=None)
    lives_in: str = line("Area", "where those live whom it is for; blank: anywhere", searched=True)
    when: str = recurrence("When", "Tuesday, first Friday, fortnight; blank: not known")
    hours: str = line("Hours", "10:00 to 12:00")
    place: str = line("Where", "the hall, the street, the town", searched=True)
    postcode: str = line("Postcode", "of that place", most=20, searched=True)
    cost: str = line("Cost", "free, £2 a time")
    how: str = line("How to refer", "whom to ring, which form", searched=True)
    phone: str = line("Phone", "where it is asked for room; blank: the person’s, or theirs")
    web: str = line("Web", "its own page")
    contact: Linked | None = link(
        "Person", "contact", "who is asked for room", there_now=True, personal=True
    )
    assured_on: date | None = day("Assured", "when somebody checked that it is so", past=True)
    assured_by: str = line("Assured by", "who checked", personal=True)
    review_by: date | None = day("Review by", "blank: worked out")
    external: str = line("External id", "its id in the directory it came from", searched=True)
    notes: str = text("Notes", "what is to be remembered; never of a patient", searched=True)
    readings: tuple[Reading, ...] = rows("Room", Reading)
    counts: tuple[Counts, ...] = rows("Counts", Counts)
    room_now: Room | None = choice("Room now", Room, typed=False, column=10)
    stale_on: date | None = day("Ask again by", typed=False, column=10)
    assure_by: date | None = day("Assure again by", typed=False)
    counts_by: date | None = day("Counts by", typed=False)
    gap_least: int | None = number("Gap shown from", typed=False, shown=False, counts=None)
    working: str = text("How counted", typed=False)
    money: tuple[Money, ...] = ()
    """The awards that are about it, the first to begin first."""

    @property
    def subject(self) -> str:
        return self.name

    @property
    def stands_now(self) -> ServiceStep:
        """Whether it runs."""
        return (self.stands or ServiceStep.ACTIVE) if self.is_open else ServiceStep.DEFUNCT

    @property
    def in_order(self) -> tuple[Reading, ...]:
        """Its readings, the earliest first."""
        return tuple(sorted(self.readings, key=lambda one: one.as_of))

    @property
    def last_reading(self) -> Reading | None:
        """What was said last of its room."""
        return self.in_order[-1] if self.readings else None

    @property
    def is_full_again(self) -> bool:
        """Whether the last two readings both said that it is full."""
        last = self.in_order[-2:]
        return len(last) > 1 and all(one.room is Room.NO for one in last)

    @property
    def months(self) -> tuple[Month, ...]:
        """Its counts by month, the earliest first."""
        return by_month(self.counts)

    @property
    def gaps(self) -> tuple[Month, ...]:
        """The months with referrals and without money."""
        return gaps(self.months, self.money)

    @property
    def ages(self) -> str:
        """“18 to 64”, “50 and over”; blank: any."""
        if self.youngest is not None and self.oldest is not None:
            return f"{self.youngest} to {self.oldest}"
        if self.youngest is not None:
            return f"{self.youngest} and over"
        return f"up to {self.oldest}" if self.oldest is not None else ""

    def was_referred_to_by(self, on: date) -> bool:
        """Whether somebody was referred in the three months before a day, or since."""
        referred = [one.last_day for one in self.months if one.referred]
        if not referred:
            return False
        return after("Referred", max(referred), REFERRED_LATELY, "months").day >= on


def check(one: Service) -> None:
    """Its ages are in order, its days happen, its counts add up."""
    if one.stands is ServiceStep.DEFUNCT:
        raise BadInput(
            "What is over is closed, with why (“close”): then it is defunct.", field="stands"
        )
    if one.youngest is not None and one.oldest is not None and one.youngest > one.oldest:
        raise BadInput(
            f"The youngest ({one.youngest}) is older than the oldest ({one.oldest}).",
            field="oldest",
        )
    if one.when and next(nominal_dates(one.when, date(2026, 1, 1)), None) is None:
        raise BadInput("On no day of any year is it then. Say when it is.", field="when")
    if one.assured_on is not None and one.assured_on < FIRST_ASSURED:
        raise BadInput(
            f"{show_day(one.assured_on)} is a day that examples have, and no service. Say when "
            "somebody checked it last, or leave it blank.",
            field="assured_on",
        )
    require_order(one.assured_on, one.review_by, "It is not reviewed before it was", "review_by")
    check_counts(one.counts)


def works_out(one: Service, days: WorkingDays, figures: Sequence[DatedFigure]) -> Mapping[str, Any]:
    """By when it is asked for room again, assured again, and its next counts are in."""
    lines: list[str] = []
    found: dict[str, Any] = dict.fromkeys(
        ("room_now", "stale_on", "assure_by", "counts_by", "gap_least")
    )
    last = one.last_reading
    if last is not None:
        found["room_now"] = last.room
        within, source = number_on(figures, STALE, last.as_of)
        if within:
            by = after("Said", last.as_of, within, "days")
            found["stale_on"] = by.day
            lines.append(by.working)
        lines.append(source)
    found["assure_by"] = one.review_by
    if one.assured_on is not None and one.review_by is None:
        months, source = number_on(figures, ASSURED, one.assured_on)
        if months:
            by = after("Assured", one.assured_on, months, "months")
            found["assure_by"] = by.day
            lines.append(by.working)
        lines.append(source)
    if one.months:
        following = month_after(one.months[-1].month)
        within, source = number_on(figures, COUNTED, following)
        if within:
            by = working_days_after("Ends", last_day_of(following), within, days)
            found["counts_by"] = by.day
            lines.append(f"{show_month(following)}: {by.working}")
        least, said = number_on(figures, GAP, one.months[-1].month)
        found["gap_least"] = least or None
        lines += [source, said]
    return {**found, "working": "\n".join(lines)}


def settle(one: Service) -> ServiceStep:
    """As it is said, until it is closed."""
    return one.stands_now


def due(one: Service, days: WorkingDays) -> Iterator[Due]:
    """That it is asked for room, assured, counted; that it is full, or that no money follows."""
    began = london_date(one.began_at) if one.began_at else date.min
    if one.assure_by is not None:
        shown = date.fromordinal(one.assure_by.toordinal() - 28)
        yield Due("assure again", one.assure_by, one.who, show=shown)
    elif one.assured_on is None:
        yield Due("assure it", began, "nobody checked yet that it is so", band=TIDY)
    if one.stands_now is not ServiceStep.ACTIVE:
        return
    last = one.last_reading
    on = began if last is None else one.stale_on
    if on is not None:
        since = f"{last.room.words} on {show_day(last.as_of)}" if last else "never asked yet"
        band = "" if one.was_referred_to_by(on) else TIDY
        yield Due("ask capacity", on, f"{one.who}: {since}", band=band)
    if last is not None and one.is_full_again:
        yield Due("full twice", last.as_of, "full at the last two readings", band=TIDY)
    if one.counts_by is not None and one.months:
        following = month_after(one.months[-1].month)
        words = f"the counts of {show_month(following)}"
        yield Due("get counts", one.counts_by, words, show=month_after(following))
    if one.gaps and one.months[-1] in one.gaps and one.gap_least is not None:
        gap = one.gaps[-1]
        if gap.referred >= one.gap_least:
            words = f"{show_month(gap.month)}: {gap.referred:,} referred, no money on record"
            yield Due("money gap", gap.last_day, words, band=TIDY)


def says(one: Service) -> Iterator[tuple[str, str, str]]:
    """Its money, and the months with referrals and without any."""
    yield "money", "Money", "\n".join(each.words for each in one.money)
    yield "gaps", "Referred to without money", in_words(one.gaps)
    yield "ages", "Ages", one.ages


KIND = Kind(
    code="service",
    letters="SVC",
    called="service",
    plural="services",
    record=Service,
    area="prescribing",
    steps=ServiceStep,
    acts=acts.ACTS,
    likely=acts.likely,
    settle=settle,
    check=check,
    works_out=works_out,
    due=due,
    says=says,
    reads=("money",),
    papers=(papers.CARD,),
    lists=(lists.DIRECTORY, lists.COUNTS),
    leads_to=("feedback", "award", "assurance", "enquiry"),
)
