"""What the council, the sector and their partners agree to do for one another: who signed, what
they hold to, by when, and when it is reviewed.

What is done about it is in compact_acts.py, who signs in signing.py; what was promised are
commitments.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.compact import compact_acts as acts
from spoc_tui.casework.compact import papers
from spoc_tui.casework.compact.commitment import Commitment
from spoc_tui.casework.compact.dated import REVIEW
from spoc_tui.casework.compact.signing import Signature
from spoc_tui.casework.compact.steps import Role, Source, Step
from spoc_tui.casework.council.dated_figures import figure_on
from spoc_tui.casework.dates.when import london_date
from spoc_tui.casework.errors import BadInput, NotFound
from spoc_tui.casework.kinds import party
from spoc_tui.casework.kinds.clocks import after, before, working_days_after
from spoc_tui.casework.kinds.fields import (
    Linked,
    choice,
    day,
    line,
    link,
    moment,
    number,
    records,
    rows,
    text,
)
from spoc_tui.casework.kinds.kind import Due, Kind
from spoc_tui.casework.kinds.milestones import Milestone, milestones_due
from spoc_tui.casework.kinds.record import DeclaredRecord, RecordRow
from spoc_tui.casework.text import names_in_short

if TYPE_CHECKING:
    from spoc_tui.casework.council.dated_figures import DatedFigure
    from spoc_tui.casework.dates.deadlines import Deadline
    from spoc_tui.casework.dates.working_days import WorkingDays

REVIEW_SHOWN = 60
"""So many days before its review the desk shows it."""
SILENT = 20
"""So many working days after they were asked those who may sign are chased."""
MOST_MONTHS = 120
"""Until a review: a figure that says more is no figure for it."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Principle(RecordRow):
    """What a compact rests on."""

    number: int = number("Number", "in the compact", needed=True, least=1, most=100, numbers=True)
    words: str = line("Principle", "in its own words", needed=True, searched=True, column=0)
    source: Source | None = choice("From", Source, "from where it is")
    signs: str = text("Signs", "what would show that it is kept, and what that it is not")


@dataclass(frozen=True, kw_only=True, repr=False)
class Before(RecordRow):
    """What a compact needs to know of the version that it replaces."""

    closed_at: datetime | None = moment("Closed")


@dataclass(frozen=True, kw_only=True, repr=False)
class Compact(DeclaredRecord):
    """A compact between the council, the sector and their partners, in one version."""

    title: str = line("Title", "what it is called", needed=True, searched=True, column=0)
    version: str = line("Version", "1, 2, 2026 …", needed=True, column=8, most=20)
    words: str = text("Text", "what it says beside its principles and commitments", searched=True)
    group: Linked | None = link("Group", "group", "at whose meeting it is reviewed")
    review_months: int | None = number(
        "Months to review", "blank: as usual, a year", least=1, most=MOST_MONTHS
    )
    review_on: date | None = day("Review", "its day; blank: worked out", ahead=True)
    replaces: Linked | None = link("Replaces", "compact", "the version before")
    notes: str = text("Notes", "what is to be remembered", searched=True)
    principles: tuple[Principle, ...] = rows("Principles", Principle)
    milestones: tuple[Milestone, ...] = rows("Milestones", Milestone)
    signatures: tuple[Signature, ...] = rows("Signatures", Signature, typed=False)
    consulted: date | None = day("Consulting since", typed=False)
    agreed: date | None = day("Agreed", typed=False)
    signed: date | None = day("Signed", typed=False)
    in_force: date | None = day("In force since", typed=False)
    review_began: date | None = day("Under review since", typed=False)
    reviewed: date | None = day("Reviewed", "the last time", typed=False)
    review_words: str = text("What the review found", typed=False)
    review_by: date | None = day("Review by", typed=False, column=10)
    working: str = text("How counted", typed=False)
    replaced: date | None = day("Replaced", typed=False)
    commitments: tuple[Commitment, ...] = records("Commitments", Commitment, "compact")
    versions: tuple[DeclaredRecord, ...] = records("Replaced by", "compact", "replaces")
    assessments: tuple[str, ...] = ()
    """The references of its impact assessments."""
    before: Before | None = None
    """The version that it replaces."""

    @property
    def subject(self) -> str:
        return f"{self.title}, version {self.version}"

    def runs_on(self, on: date) -> bool:
        """Whether it is in force on a day."""
        closed = london_date(self.closed_at) if self.closed_at else None
        begun = self.in_force is not None and self.in_force <= on
        return begun and (closed is None or closed > on)


def check(one: Compact) -> None:
    """Its principles have a number each, and it is not its own successor."""
    numbers = [each.number for each in one.principles]
    twice = next((each for each in numbers if numbers.count(each) > 1), None)
    if twice is not None:
        raise BadInput(f"Two principles have the number {twice}.", field="principles")
    if one.replaces is not None and one.replaces.uid == one.uid:
        raise BadInput("A compact does not replace itself. Name the one before.", field="replaces")


def works_out(one: Compact, days: WorkingDays, figures: Sequence[DatedFigure]) -> Mapping[str, Any]:
    """By when it is reviewed: so long after it was signed, or after the last review."""
    begun = one.reviewed or one.signed
    if begun is None:
        return {"review_by": None, "working": ""}
    months, source = review_months(one, begun, figures)
    if not months:
        return {"review_by": None, "working": source}
    by = after("Reviewed" if one.reviewed else "Signed", begun, months, "months")
    return {"review_by": by.day, "working": f"{by.working}\n{source}"}


def review_months(one: Compact, begun: date, figures: Sequence[DatedFigure]) -> tuple[int, str]:
    """After how many months it is reviewed, 0 where that is not known, and what says so."""
    if one.review_months is not None:
        return one.review_months, "Months to its review: as the compact says."
    try:
        found = figure_on(figures, REVIEW, begun)
    except NotFound as error:
        return 0, str(error)
    months = int(found.figure.value.number)
    if not 1 <= months <= MOST_MONTHS:
        return 0, f"{REVIEW} is no number of months: {found.figure.value.words}."
    return months, f"Months to its review: {found.words}."


def settle(one: Compact) -> Step:
    """The last step of which there is a fact; what was closed and not replaced was dropped."""
    if not one.is_open:
        return Step.DROPPED if one.replaced is None else Step.REPLACED
    facts = {
        Step.CONSULTING: one.consulted,
        Step.AGREED: one.agreed,
        Step.SIGNED: one.signed,
        Step.IN_FORCE: one.in_force,
        Step.UNDER_REVIEW: one.review_began,
    }
    return [Step.DRAFTING, *(step for step, fact in facts.items() if fact)][-1]


def due(one: Compact, days: WorkingDays) -> Iterator[Due]:
    """The milestones by their days, the review, and who was asked to sign and is silent."""
    yield from milestones_due(one.milestones)
    by = one.review_on or one.review_by
    if by is not None and one.review_began is None:
        shown = before("Review", by, REVIEW_SHOWN, "days").day
        where = f"at the last meeting of {one.group.name} before it" if one.group else one.working
        yield Due("review", by, where, show=shown)
    elif by is not None:
        yield Due("end review", by)
    silent = list(party.silent(one.parties))
    if silent:
        yield Due(
            "chase", *_answer_by(silent[0], names_in_short(each.who for each in silent), days)
        )


def _answer_by(first: party.Party, who: str, days: WorkingDays) -> Deadline:
    """By when whoever was asked first is to answer, and all whose answer is awaited."""
    asked = first.reminded or first.asked
    assert asked is not None  # they are silent
    by = working_days_after("Asked", asked, SILENT, days)
    return by._replace(working=f"{who}. {by.working}")


def outcome(one: Compact) -> date | None:
    """The day on which it came into force, or was given up."""
    if one.in_force is not None or one.closed_at is None:
        return one.in_force
    return london_date(one.closed_at)


KIND = Kind(
    code="compact",
    letters="CPT",
    called="compact",
    plural="compacts",
    record=Compact,
    area="compact",
    steps=Step,
    acts=acts.ACTS,
    likely=acts.likely,
    settle=settle,
    check=check,
    sees={"before": ("replaces", Before)},
    works_out=works_out,
    due=due,
    roles=Role,
    outcome=outcome,
    comes_by="bring it into force, or close it",
    papers=(papers.TEXT, papers.REVIEW),
    assessed_in="assessments",
    leads_to=("commitment", "meeting", "feedback", "enquiry", "assessment"),
)
