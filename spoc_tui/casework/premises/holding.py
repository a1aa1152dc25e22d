"""By what a group has its premises: a lease, a licence or a hire, and when it ends."""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.kinds.act import Begin, Change, act
from spoc_tui.casework.kinds.fields import Linked, choice, day, line, link, money, number, text
from spoc_tui.casework.kinds.kind import Due, Kind
from spoc_tui.casework.kinds.record import DeclaredRecord
from spoc_tui.casework.kinds.running_out import Term
from spoc_tui.casework.premises import papers
from spoc_tui.casework.premises.places import UPRN_HELP, check_place
from spoc_tui.casework.records.require import require_order
from spoc_tui.casework.records.worded import Worded

if TYPE_CHECKING:
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.kinds.now import Now

ENDS_SHOWN, BREAK_SHOWN, NOTICE_SHOWN = 12, 6, 3
"""So many months before each the desk shows it."""
REVIEW_SHOWN = 90
"""So many days before a rent review."""
ROLLING = (
    "If it rolls on from year to year, give the day until which it runs for certain, and say in "
    "the notes that it rolls on."
)
ON = day("On", "blank: today", past=True)


class Step(Worded):
    """Where a holding stands."""

    RUNNING = "running"
    NOTICE_GIVEN = "notice-given"
    RENEWED = "renewed"
    ENDED = "ended"


class HoldingForm(Worded):
    """By what it is held."""

    LEASE = "lease"
    LICENCE = "licence"
    HIRE = "hire"


class Repairs(Worded):
    """Who repairs it."""

    TENANT = "tenant"
    LANDLORD = "landlord"
    SHARED = "shared"


@dataclass(frozen=True, kw_only=True, repr=False)
class Holding(DeclaredRecord):
    """A lease, licence or hire of an organisation: from when to when, and what is to be done."""

    organisation: Linked = link("Organisation", "organisation", "that has it", needed=True)
    property: str = line(
        "Property", "the building, and which part of it", needed=True, searched=True, column=0
    )
    form: HoldingForm = choice("Kind", HoldingForm, "lease, licence or hire", needed=True, column=8)
    starts: date = day("From", "the first day", needed=True)
    ends: date = day("To", "the last day", needed=True, column=10, remedy=ROLLING)
    break_on: date | None = day("Break", "the day on which it may be ended early")
    notice: int | None = number(
        "Notice",
        "how many months before the end, or a break, notice is given",
        most=60,
        counts="month",
    )
    rent_review: date | None = day("Rent review", "the next one")
    rent: int | None = money("Rent", "for a year; blank: not known")
    repairs: Repairs | None = choice("Repairs", Repairs, "tenant, landlord or shared")
    uprn: str = line("UPRN", UPRN_HELP, most=40, searched=True)
    postcode: str = line("Postcode", "of the building", most=20, searched=True)
    ward: str = line("Ward", "blank: that of the postcode", searched=True)
    earlier: Linked | None = link("Earlier", "holding", "the one that this renews")
    notes: str = text("Notes", "what is to be remembered", searched=True)
    noticed: date | None = day("Notice given", typed=False)
    renewed: date | None = day("Renewed", "when that was agreed", typed=False)

    @builtins.property  # “property” is a field here
    def subject(self) -> str:
        return f"{self.property}, {self.form.words}"

    @builtins.property
    def term(self) -> Term:
        """For how long it runs, and what is to be done before its end."""
        return Term(
            self.starts,
            self.ends,
            ends_shown=ENDS_SHOWN,
            notice=self.notice or 0,
            notice_shown=NOTICE_SHOWN,
            noticed=self.noticed is not None,
            breaks=self.break_on,
            breaks_shown=BREAK_SHOWN,
            review=self.rent_review,
            review_shown=REVIEW_SHOWN,
            succeeded=self.renewed is not None,
        )


def check(one: Holding) -> None:
    """It ends after it starts, and may be broken in between only."""
    check_place(one, one.property, "property")
    one.term.check()
    if one.break_on is not None and not one.starts <= one.break_on <= one.ends:
        raise BadInput(
            f"The break is between the first day and the last: {show_day(one.break_on)} is not.",
            field="break_on",
        )
    require_order(
        one.starts, one.rent_review, "A rent is not reviewed before it starts", "rent_review"
    )


def require_not_noticed(one: Holding) -> None:
    """Refuses where notice was given already."""
    if one.noticed is not None:
        raise Refused(f"Notice was given on {one.reference} on {show_day(one.noticed)}.")


def require_not_renewed(one: Holding) -> None:
    """Refuses what makes sense only until it is renewed."""
    if one.renewed is not None:
        raise Refused(f"{one.reference} was renewed on {show_day(one.renewed)}.")


@act(
    "Notice was given",
    "notice given",
    needs=require_not_noticed,
    asks={"on": ON, "words": line("By whom", "the group or the landlord, and to what day")},
)
def give_notice(one: Holding, now: Now, *, on: date | None, words: str) -> Change:
    """Somebody gave notice: it ends on its last day, or at the break."""
    return Change({"noticed": on or now.today}, text=words)


@act(
    "It is renewed",
    "renewed",
    needs=require_not_renewed,
    asks={
        "ends": day("To", "the last day of the new one", needed=True, remedy=ROLLING),
        "starts": day("From", "blank: the day after the last"),
        "notice": number("Notice", "in months; blank: as it is", most=60),
    },
)
def renew(one: Holding, now: Now, *, ends: date, starts: date | None, notice: int | None) -> Change:
    """A new one begins after it, of which notice is counted from its own end; this one runs out."""
    first = starts or one.ends + timedelta(days=1)
    require_order(first, ends, "It cannot end before it starts", "ends")
    values = {
        "organisation": one.organisation,
        "property": one.property,
        "form": one.form,
        "starts": first,
        "ends": ends,
        "notice": one.notice if notice is None else notice,
        "rent": one.rent,
        "repairs": one.repairs,
        "uprn": one.uprn,
        "postcode": one.postcode,
        "ward": one.ward,
        "earlier": Linked(one.uid, one.subject),
    }
    described = f"from {show_day(first)} to {show_day(ends)}"
    return Change({"renewed": now.today}, text=described, then=(Begin("holding", values),))


@act(
    "It has ended",
    "ended",
    begins=Step.ENDED,
    ends=True,
    asks={"why": text("What came after", "renewed, moved, given up", needed=True)},
)
def close(one: Holding, now: Now, *, why: str) -> Change:
    """It is over; what came after is said."""
    return Change(text=why)


def settle(one: Holding) -> Step:
    """It runs until it is ended; notice and renewal are said before."""
    if not one.is_open:
        return Step.ENDED
    if one.renewed is not None:
        return Step.RENEWED
    return Step.RUNNING if one.noticed is None else Step.NOTICE_GIVEN


def likely(one: Holding) -> Iterator[str]:
    """It is renewed, or ends."""
    yield from ("close",) if one.renewed or one.noticed else ("renew", "give-notice")


def due(one: Holding, days: WorkingDays) -> Iterator[Due]:
    """Its end, break, notice and rent review; once renewed, that it is over."""
    yield from one.term.due(days)
    if one.renewed is not None:
        yield Due("close it", one.ends, "it was renewed", band="tidy")


KIND = Kind(
    code="holding",
    letters="HLD",
    called="holding",
    plural="holdings",
    record=Holding,
    area="premises",
    steps=Step,
    acts=(renew, give_notice, close),
    likely=likely,
    settle=settle,
    check=check,
    due=due,
    papers=(papers.ENDING,),
    leads_to=("request", "transfer", "relief", "enquiry"),
)
