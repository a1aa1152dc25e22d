"""What one side promised: who owes it, what would show that it is kept, what speaks for it and
against, and what a review found.

What is done about it is in commitment_acts.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from spoc_tui.casework.compact import commitment_acts as acts
from spoc_tui.casework.compact import lists, papers
from spoc_tui.casework.compact.steps import CommitmentStep, Offered, Result, Side
from spoc_tui.casework.dates.when import london_date, show_day
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.kinds.act import Change
from spoc_tui.casework.kinds.clocks import after
from spoc_tui.casework.kinds.evidence import Evidence, Offer
from spoc_tui.casework.kinds.fields import Linked, choice, day, line, link, rows, text
from spoc_tui.casework.kinds.kind import TIDY, Due, Kind
from spoc_tui.casework.kinds.record import DeclaredRecord, RecordRow
from spoc_tui.casework.kinds.running_out import Term
from spoc_tui.casework.records.link import ANY_RECORD, Says
from spoc_tui.casework.text import compared

if TYPE_CHECKING:
    from spoc_tui.casework.dates.standards import Standards
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.kinds.act import Values
    from spoc_tui.casework.kinds.now import Now

SILENT_MONTHS = 12
"""With nothing on record for so long a commitment is silent."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Assessment(RecordRow):
    """What a review found of a commitment, with the view of either side in its own words."""

    on: date = day("Assessed", "the day", needed=True, past=True)
    result: Result = choice("Result", Result, "kept, partly, not kept, not tested", needed=True)
    words: str = text("In words", "what it rests on", column=0)
    council: str = text("The council’s view", "in its own words", said=True)
    sector: str = text("The sector’s view", "in its own words", said=True)


@dataclass(frozen=True, kw_only=True, repr=False)
class Answer(RecordRow):
    """What was answered to a record that speaks against a commitment."""

    other: Linked = link("To", ANY_RECORD, "the record that speaks against it", needed=True)
    on: date = day("Answered", "the day", needed=True, past=True)
    words: str = text("Answer", "what was answered", needed=True, column=0)


@dataclass(frozen=True, kw_only=True, repr=False)
class Commitment(DeclaredRecord):
    """What the council, the sector or a partner promised, and what speaks for and against it."""

    words: str = line(
        "Words",
        "what is promised, as it is written",
        needed=True,
        searched=True,
        column=0,
        most=1_000,
        pasted=True,
    )
    side: Side = choice("Side", Side, "council, sector or partner", needed=True, column=8)
    compact: Linked | None = link("Compact", "compact", "that it stands in")
    principle: str = line("Principle", "that it rests on: its number, or words", searched=True)
    paragraph: str = line("Paragraph", "where it is written")
    team: Linked | None = link("Team", "team", "that owes it, of the council or a partner")
    organisation: Linked | None = link("Organisation", "organisation", "that owes it")
    shown_by: str = text("Shown by", "what would show that it is kept", searched=True)
    offers: tuple[Offered, ...] = choice(
        "Offer", Offered, "what is offered as evidence on it, with commas", several=True
    )
    starts: date | None = day("From", "its first day; blank: when it was put on record")
    ends: date | None = day("To", "its last day; blank: it has none")
    replaces: Linked | None = link("Rewords", "commitment", "the one that it takes the place of")
    notes: str = text("Notes", "what is to be remembered", searched=True)
    assessments: tuple[Assessment, ...] = rows("Assessments", Assessment, typed=False)
    answers: tuple[Answer, ...] = rows("Answers", Answer, typed=False)
    reworded: date | None = day("Reworded", typed=False)
    evidence: tuple[Evidence, ...] = ()
    offered: tuple[Offer, ...] = ()

    @property
    def subject(self) -> str:
        return self.words

    @property
    def begins(self) -> date | None:
        """The day from which it holds."""
        return self.starts or (london_date(self.began_at) if self.began_at else None)

    @property
    def ended_on(self) -> date | None:
        """The day on which it was closed; None: it stands."""
        return london_date(self.closed_at) if self.closed_at else None

    def stands_on(self, on: date) -> bool:
        """Whether it holds at the end of a day."""
        begun = self.begins is not None and self.begins <= on
        closed = self.reworded or self.ended_on
        return begun and (closed is None or closed > on) and (self.ends is None or self.ends >= on)

    @property
    def owner(self) -> str:
        """Who owes it; blank: nobody is named."""
        return next((one.name for one in (self.team, self.organisation) if one), "")

    @property
    def assessed(self) -> Assessment | None:
        """What was found last; None: it was not assessed yet."""
        return self.assessed_in(date.min, date.max)

    def assessed_in(self, since: date, until: date) -> Assessment | None:
        """What was found last from one day to another; None: it was not assessed then."""
        its = [one for one in self.assessments if since <= one.on <= until]
        return max(reversed(its), key=lambda one: one.on, default=None)

    def was_assessed_since(self, day: date | None) -> bool:
        """Whether it was on that day, or after it."""
        return self.assessed is not None and (day is None or self.assessed.on >= day)

    def speaking(self, *says: Says, since: date | None = None) -> list[Evidence]:
        """What speaks so of it, from a day on."""
        return [
            one for one in self.evidence if one.says in says and (since is None or one.on >= since)
        ]

    @property
    def unanswered(self) -> list[Evidence]:
        """What speaks against it, and was not answered since it does."""
        answered = {(one.other.uid, one.on) for one in self.answers}
        return [
            one
            for one in self.speaking(Says.AGAINST, Says.MIXED)
            if not any(uid == one.uid and on >= one.on for uid, on in answered)
        ]

    def is_silent(self, on: date) -> bool:
        """Whether nothing was put on record for or against it in the twelve months up to a day:
        that is not that it is kept.
        """
        since = silent_since(on)
        return not any(since < one.on <= on for one in self.evidence)


def silent_since(on: date) -> date:
    """The day after which something would have been on record, of what is silent on a day."""
    from spoc_tui.casework.kinds.clocks import before

    return before("Until", on, SILENT_MONTHS, "months").day


def check(one: Commitment) -> None:
    """Each side's is owed by one of its own, and it does not end before it begins."""
    if one.side is Side.COUNCIL and one.organisation is not None:
        raise BadInput(
            f"What the council promised is owed by one of its teams, not by {one.who}. Name the "
            "team; or is it a promise of the sector, or of a partner?",
            field="organisation",
        )
    if one.side is Side.SECTOR and one.team is not None:
        raise BadInput(
            f"What the sector promised is owed by an organisation, not by {one.team.name}. Name "
            "the organisation; or is it a promise of the council, or of a partner?",
            field="team",
        )
    if one.team is not None and one.organisation is not None:
        raise BadInput("One owes it: name the team or the organisation.", field="organisation")
    if one.replaces is not None and one.replaces.uid == one.uid:
        raise BadInput("A commitment does not reword itself.", field="replaces")
    Term(one.starts, one.ends).check()


def edits(one: Commitment, changed: Values, now: Now) -> Change:
    """What speaks for or against its words was said of these: other words are another."""
    others = "side" in changed or compared(str(changed.get("words", one.words))) != compared(
        one.words
    )
    if others and (one.evidence or one.assessments):
        said = ", ".join(each.reference for each in one.evidence[:3]) or "a review"
        raise Refused(
            f"What is on record of {one.reference} ({said}) was said of these words. Reword it "
            "instead (“Reword it”): the old ones keep their evidence, and the new begin with none."
        )
    return Change()


def settle(one: Commitment) -> CommitmentStep:
    """Reworded is what another took the place of."""
    if one.is_open:
        return CommitmentStep.STANDING
    return CommitmentStep.ENDED if one.reworded is None else CommitmentStep.REWORDED


def due(one: Commitment, days: WorkingDays) -> Iterator[Due]:
    """Its end; who owes it; what is offered as evidence."""
    yield from Term(one.starts, one.ends).due(days)
    began = london_date(one.began_at) if one.began_at else date.min
    if not one.owner:
        yield Due("find owner", began, one.side.words, band=TIDY)
    for each in one.offered:
        yield Due("see evidence", each.on, f"{each.reference}: {each.words}", band=TIDY)


def to_answer(one: Commitment, days: WorkingDays, standards: Standards) -> Iterator[Due]:
    """By when what speaks against a promise of the council is answered."""
    if one.side is not Side.COUNCIL:
        return
    for each in one.unanswered:
        by = after("On record", each.on, standards.against_days, "days")
        yield Due("answer it", by.day, f"{each.reference}. {by.working}")


def says(one: Commitment) -> Iterator[tuple[str, str, str]]:
    """What speaks for it and against, and what is offered, on lines."""
    for name, label, of in (
        ("for", "For it", one.speaking(Says.FOR)),
        ("against", "Against it", one.speaking(Says.AGAINST)),
        ("mixed", "For and against", one.speaking(Says.MIXED)),
    ):
        yield name, label, "\n".join(_line(one, each) for each in of)
    offered = (f"{each.reference}: {each.words}, {show_day(each.on)}" for each in one.offered)
    yield "offered", "Offered", "\n".join(offered)


def _line(one: Commitment, each: Evidence) -> str:
    waits = " (not answered)" if each in one.unanswered else ""
    return f"{each.described}, {show_day(each.on)}{waits}"


KIND = Kind(
    code="commitment",
    letters="COM",
    called="commitment",
    plural="commitments",
    record=Commitment,
    area="compact",
    steps=CommitmentStep,
    acts=acts.ACTS,
    likely=acts.likely,
    settle=settle,
    check=check,
    edits=edits,
    due=due,
    due_by_standards=to_answer,
    says=says,
    evidence_in="evidence",
    offered_in="offered",
    papers=(papers.LETTER,),
    lists=(lists.COMMITMENTS,),
    own=("team", "organisation"),
    leads_to=("feedback", "enquiry", "decision", "commitment"),
)
