"""Money that is asked for: by whom, with whom, how much; whether it came, and if not why not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.funding import bid_acts as acts
from spoc_tui.casework.funding import papers
from spoc_tui.casework.funding.steps import BidStep, Outcome, Role
from spoc_tui.casework.kinds.clocks import working_days_before
from spoc_tui.casework.kinds.fields import (
    Linked,
    choice,
    day,
    day_time,
    line,
    link,
    money,
    number,
    text,
)
from spoc_tui.casework.kinds.kind import Due, Kind
from spoc_tui.casework.kinds.record import DeclaredRecord
from spoc_tui.casework.money import show_money
from spoc_tui.casework.text import counted, names_in_short

if TYPE_CHECKING:
    from spoc_tui.casework.council.dated_figures import DatedFigure
    from spoc_tui.casework.dates.when import DayAndTime
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.kinds.party import Party

CLOSES_SHOWN = 15
"""So many working days before a bid closes the desk shows it; it says how many are left."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Bid(DeclaredRecord):
    """A bid for money, by the council, by an organisation, or by several together."""

    fund: str = line("Fund", "what is bid for", needed=True, searched=True, column=0)
    funder: str = line("Funder", "whose fund it is", needed=True, searched=True, column=20)
    lead: str = line(
        "Lead",
        "who bids: a team of the council, or an organisation",
        needed=True,
        searched=True,
        names=("team", "organisation"),
    )
    team: Linked | None = link("Team", "team", "of the council, where it leads")
    organisation: Linked | None = link("Organisation", "organisation", "where one leads")
    asked: int | None = money("Asked for", "in pounds, in all; blank: so much a year, or not known")
    a_year: int | None = money("A year", "in pounds, where it is asked for by the year")
    years: int | None = number("Years", "for how many", least=1, most=30, counts="year")
    also: str = line("Also", "what comes beside money: support, staff", searched=True)
    stages: str = line("Stages", "how it is decided: one stage, or two", searched=True)
    closes: DayAndTime | None = day_time("Closes", "the last day, and the time if there is one")
    decision_by: date | None = day("Decision by", "when the funder says")
    lessons: str = text("Lessons", "what to do otherwise the next time", searched=True)
    notes: str = text("Notes", "what is to be remembered", searched=True)
    total: int | None = money("In all", typed=False, column=12)
    interest: date | None = day("Interest registered", typed=False)
    preparing: date | None = day("In preparation", typed=False)
    submitted: date | None = day("Submitted", typed=False)
    second: date | None = day("Stage 2", typed=False)
    outcome: Outcome | None = choice("Outcome", Outcome, typed=False, shown=False, group="outcome")
    decided: date | None = day("Decided", typed=False, group="outcome")
    won: int | None = money("Awarded", typed=False, group="outcome")
    why: str = text("Why", "what the funder said", typed=False, searched=True, group="outcome")

    @property
    def subject(self) -> str:
        return f"{self.fund}, {self.lead}"

    @property
    def closes_on(self) -> date | None:
        """The last day on which it can be bid."""
        return self.closes.day if self.closes else None

    @property
    def asked_words(self) -> str:
        """“£300,000: £100,000 a year for 3 years”; blank where it is not known."""
        if self.total is None:
            return ""
        if self.a_year is None or self.years is None:
            return show_money(self.total)
        by_year = f"{show_money(self.a_year)} a year for {counted(self.years, 'year')}"
        return f"{show_money(self.total)}: {by_year}"

    @property
    def partners(self) -> tuple[Party, ...]:
        """Those who were asked to bid together, but for whoever is excused."""
        return tuple(one for one in self.parties if not one.excused)

    @property
    def untold(self) -> tuple[Party, ...]:
        """The partners who have not heard what became of it."""
        return tuple(one for one in self.partners if one.told is None)

    @property
    def bidders(self) -> frozenset[str]:
        """The organisations that bid, as they are read today, by uid."""
        linked = (self.organisation, *(one.organisation for one in self.partners))
        return frozenset(filter(None, map(self.read_as, linked)))


def check(one: Bid) -> None:
    """What is asked for in all is what the years make, and is more than nothing."""
    for name in ("asked", "a_year"):
        if getattr(one, name) == 0:
            raise BadInput("A bid is for more than £0. Leave it blank if not known.", field=name)
    if one.years is not None and one.a_year is None and one.asked is None:
        raise BadInput("Say how much is asked for a year.", field="a_year")
    summed = _by_years(one)
    if one.asked is not None and summed is not None and one.asked != summed:
        raise BadInput(
            f"{show_money(one.a_year or 0)} a year for {counted(one.years or 0, 'year')} is "
            f"{show_money(summed)}. Leave “asked for” blank, or correct it.",
            field="asked",
        )


def _by_years(one: Bid) -> int | None:
    if one.a_year is None or one.years is None:
        return None
    return one.a_year * one.years


def works_out(one: Bid, days: WorkingDays, figures: Sequence[DatedFigure]) -> Mapping[str, Any]:
    """What is asked for in all."""
    return {"total": one.asked if one.asked is not None else _by_years(one)}


def settle(one: Bid) -> BidStep:
    """What became of it; until that is known, the last step of which there is a fact."""
    if one.outcome is not None:
        return BidStep(one.outcome.value)
    facts = {
        BidStep.INTEREST: one.interest,
        BidStep.PREPARING: one.preparing,
        BidStep.SUBMITTED: one.submitted,
        BidStep.STAGE_2: one.second,
    }
    return [BidStep.SPOTTED, *(step for step, fact in facts.items() if fact)][-1]


def due(one: Bid, days: WorkingDays) -> Iterator[Due]:
    """When it closes, until it is submitted; the decision; that the partners hear of it."""
    if one.decided is not None:
        if one.untold:
            names = names_in_short([each.who for each in one.untold])
            yield Due("tell", one.decided, names, band="hear")
        else:
            yield Due("close", one.decided, "all have heard", band="tidy")
        return
    if one.closes is not None and one.submitted is None:
        shown = working_days_before("Closes", one.closes.day, CLOSES_SHOWN, days).day
        yield Due("closes", one.closes.day, one.funder, one.closes.at, show=shown)
    if one.decision_by is not None and one.submitted is not None:
        yield Due("ask decision", one.decision_by, one.funder)


def outcome(one: Bid) -> date | None:
    """When it was known what became of it."""
    return one.decided


KIND = Kind(
    code="bid",
    letters="BID",
    called="bid",
    plural="bids",
    record=Bid,
    area="money",
    steps=BidStep,
    acts=acts.ACTS,
    likely=acts.likely,
    settle=settle,
    check=check,
    works_out=works_out,
    due=due,
    roles=Role,
    outcome=outcome,
    comes_by="say what became of it",
    papers=(papers.JOINT_BID,),
    leads_to=("award", "bid", "feedback", "enquiry"),
)
