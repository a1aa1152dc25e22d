"""The diversity impact assessment of a change: whom it touches and how, what is done about it, what
is recommended, and who authorised it.

What is done about it is in assessment_acts.py; its eight sections are those of the form in
appendix 4 of the Task Group’s report.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.equality import assessment_acts as acts
from spoc_tui.casework.equality import lists, papers
from spoc_tui.casework.equality.dated import REVIEW, months_on
from spoc_tui.casework.equality.steps import Effect, Recommendation, Step
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.clocks import after, before, working_days_after
from spoc_tui.casework.kinds.fields import Linked, choice, day, line, link, rows, text
from spoc_tui.casework.kinds.kind import Due, Kind
from spoc_tui.casework.kinds.record import DeclaredRecord, RecordRow
from spoc_tui.casework.records.link import ANY_RECORD
from spoc_tui.casework.text import compared

if TYPE_CHECKING:
    from spoc_tui.casework.council.dated_figures import DatedFigure
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.feedback.feedback import Feedback

AUTHORISED_IN = 20
"""So many working days after its date somebody asks who authorises it."""
REVIEW_SHOWN = 60
"""So many days before its review the desk shows it."""
SAYS_NOTHING = ("", "n a", "na", "none", "nil", "not applicable")
"""Mitigation, as it is compared, by which nothing is mitigated."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Impact(RecordRow):
    """What the change is likely to do to one group: a row of the form’s grid."""

    group: Linked = link("On whom", "characteristic", "one of the list", needed=True)
    effects: tuple[Effect, ...] = choice(
        "Effect", Effect, "likely: adverse, advance, foster, with commas", several=True, needed=True
    )
    words: str = line("How", "who is affected, and how", searched=True, column=0)


@dataclass(frozen=True, kw_only=True, repr=False)
class Assessment(DeclaredRecord):
    """The diversity impact assessment of one change."""

    title: str = line("Title", "the issue that is assessed", needed=True, searched=True, column=0)
    on: date = day("Date", "the day on which it is completed", needed=True, past=True, column=10)
    lead: str = line("Lead officer", lists.POST, needed=True)
    matter: Linked | None = link("Of", ANY_RECORD, "the record that it assesses")
    team: Linked | None = link("Team", "team", "in whose service plan its actions are")
    summary: str = text("Change", "what is proposed, and what is so today", searched=True)
    evidence: str = text("Evidence", "that supports it", searched=True)
    impacts: tuple[Impact, ...] = rows("Impact", Impact)
    affected: str = text("Likely impacts", "who is affected, and how", searched=True)
    mitigation: str = text("Mitigation", "what mitigates, improves or fosters", searched=True)
    replaces: Linked | None = link("Replaces", "assessment", "the one before")
    notes: str = text("Notes", "what is to be remembered", searched=True)
    recommendation: Recommendation | None = choice("Recommendation", Recommendation, typed=False)
    recommended: date | None = day("Recommended", typed=False)
    why: str = text("Why", typed=False)
    authoriser: str = line("Authorised by", typed=False)
    authorised: date | None = day("Authorised", typed=False)
    reviewed: date | None = day("Reviewed", "the last time", typed=False)
    review_by: date | None = day("Review by", typed=False, column=10)
    working: str = text("How counted", typed=False)
    replaced: date | None = day("Replaced", typed=False)
    actions: tuple[Feedback, ...] = ()
    """What is to be done of it."""

    @property
    def subject(self) -> str:
        return self.title

    @property
    def day(self) -> date:
        return self.on

    @property
    def adverse(self) -> list[Impact]:
        """The groups on which it is likely to have an adverse impact."""
        return [each for each in self.impacts if Effect.ADVERSE in each.effects]

    @property
    def mitigates(self) -> bool:
        """Whether its fifth section says that anything is done."""
        return compared(self.mitigation) not in SAYS_NOTHING


def check(one: Assessment) -> None:
    """Each group is in the grid once; an adverse impact is not answered by “N/A”."""
    there = [each.group.uid for each in one.impacts]
    twice = next((each.group for each in one.impacts if there.count(each.group.uid) > 1), None)
    if twice is not None:
        raise BadInput(f"{twice.name} is in the grid twice. It has one row.", field="impacts")
    if one.adverse and one.mitigation and not one.mitigates:
        names = ", ".join(each.group.name for each in one.adverse)
        raise BadInput(
            f"“{one.mitigation[:20]}” does not go with an adverse impact ({names}). Say what is "
            "done about it; where nothing can be, leave it blank, and say why as you recommend.",
            field="mitigation",
        )
    if one.replaces is not None and one.replaces.uid == one.uid:
        raise BadInput("It does not replace itself. Name the one before.", field="replaces")
    if one.authorised is not None and one.authorised < one.on:
        raise BadInput("It was authorised before that day.", field="on")


def works_out(
    one: Assessment, days: WorkingDays, figures: Sequence[DatedFigure]
) -> Mapping[str, Any]:
    """By when it is reviewed: so long after it was authorised, or after the last review."""
    begun = one.reviewed or one.authorised
    if begun is None:
        return {"review_by": None, "working": ""}
    months, source = months_on(figures, REVIEW, begun)
    if not months:
        return {"review_by": None, "working": source}
    by = after("Reviewed" if one.reviewed else "Authorised", begun, months, "months")
    return {"review_by": by.day, "working": f"{by.working}\n{source}"}


def settle(one: Assessment) -> Step:
    """As far as it got; to gather more evidence is to draft it still."""
    if not one.is_open:
        return Step.ENDED if one.replaced is None else Step.REPLACED
    if one.authorised is not None:
        return Step.AUTHORISED
    if one.recommendation in (None, Recommendation.MORE_EVIDENCE):
        return Step.DRAFTING
    return Step.RECOMMENDED


def due(one: Assessment, days: WorkingDays) -> Iterator[Due]:
    """Until it is authorised, that; then its review."""
    if one.authorised is None:
        yield Due("authorise", *working_days_after("Dated", one.on, AUTHORISED_IN, days))
    elif one.review_by is not None:
        shown = before("Review", one.review_by, REVIEW_SHOWN, "days").day
        yield Due("review", one.review_by, one.working, show=shown)


KIND = Kind(
    code="assessment",
    letters="DIA",
    called="impact assessment",
    plural="impact assessments",
    record=Assessment,
    area="equality",
    steps=Step,
    acts=acts.ACTS,
    likely=acts.likely,
    settle=settle,
    check=check,
    works_out=works_out,
    due=due,
    actions_in="actions",
    papers=(papers.FORM,),
    lists=(lists.FORMS,),
    own=("team",),
    leads_to=("feedback", "assessment", "enquiry"),
)
