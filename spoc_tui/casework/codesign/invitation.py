"""What the council or a partner plans, and who of the sector is asked about it: when, what was
said, what changed by it, and whether everybody invited heard that.

What is done about it is in inviting.py, and in concluding.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.codesign import concluding, inviting, papers
from spoc_tui.casework.codesign.dated import TOLD, number_on
from spoc_tui.casework.codesign.lists import PLANS
from spoc_tui.casework.codesign.season import MOST_WORKING_DAYS, warnings
from spoc_tui.casework.codesign.steps import Manner, Role, Stage, Step
from spoc_tui.casework.codesign.voice import Voice
from spoc_tui.casework.dates.when import london_date, show_day
from spoc_tui.casework.dates.working_days import ONE_DAY
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.clocks import working_days_after, working_days_before
from spoc_tui.casework.kinds.fields import (
    Linked,
    choice,
    day,
    line,
    link,
    number,
    rows,
    text,
    yes_no,
)
from spoc_tui.casework.kinds.kind import TIDY, Due, Kind
from spoc_tui.casework.kinds.record import DeclaredRecord
from spoc_tui.casework.kinds.shared_acts import reopen
from spoc_tui.casework.organisations.profile import SizeBand
from spoc_tui.casework.records.require import require_order
from spoc_tui.casework.text import counted, names_in_short

if TYPE_CHECKING:
    from spoc_tui.casework.council.dated_figures import DatedFigure
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.feedback.feedback import Feedback
    from spoc_tui.casework.kinds.act import Act
    from spoc_tui.casework.kinds.party import Party

ANSWERS = 3
"""So many answers are wanted, unless a plan says otherwise."""
CLOSES_SHOWN = 5
"""So many working days before it closes the desk says what is lacking."""
SMALL = (SizeBand.MICRO, SizeBand.SMALL)
"""The bands of what is a small organisation."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Invitation(DeclaredRecord):
    """Something that is planned, about which the sector is asked."""

    title: str = line("What", "what is planned", needed=True, searched=True, column=0)
    team: Linked = link("Team", "team", "whose plan it is; a partner’s too", needed=True)
    stage: Stage = choice("Stage", Stage, "before-drafting, draft or final", needed=True, column=16)
    opened: date = day("Opens", "its first day for answers", needed=True)
    closes: date | None = day("Closes", "its last day; blank: not known", column=10)
    how: str = line("How", "how answers are given: a meeting, a form …", searched=True)
    manner: Manner | None = choice("Manner", Manner, "informed, consulted or co-designed")
    wanted: int | None = number(
        "Answers wanted", f"how many; blank: as usual, {ANSWERS}", least=1, most=1_000
    )
    notes: str = text("Notes", "what is to be remembered", searched=True)
    voices: tuple[Voice, ...] = rows("Voices", Voice, typed=False)
    began: date | None = day("Open since", typed=False)
    early: date | None = day("Invited before drafting", "the first of the sector", typed=False)
    concluded: date | None = day("Concluded", typed=False)
    changed: bool | None = yes_no("Something changed", typed=False)
    changes: str = text("What changed", typed=False, searched=True)
    tell_by: date | None = day("Tell by", typed=False)
    working: str = text("How counted", typed=False)
    warning: str = text("Look out", typed=False)
    actions: tuple[Feedback, ...] = ()
    """What came of it: the first begun first."""

    @property
    def subject(self) -> str:
        return self.title

    @property
    def invited(self) -> tuple[Party, ...]:
        """Those who were."""
        return tuple(one for one in self.parties if one.asked is not None)

    @property
    def answered(self) -> tuple[Party, ...]:
        """Those of them who answered, in time or late; one that was merged with another once."""
        found: dict[str, Party] = {}
        for one in self.invited:
            if one.answered is not None:
                found.setdefault(self.read_as(one.organisation) or one.uid or one.who, one)
        return tuple(found.values())

    @property
    def untold(self) -> tuple[Party, ...]:
        """Those who were invited and have not heard what changed, nor are excused."""
        return tuple(one for one in self.invited if one.told is None and not one.excused)

    @property
    def said(self) -> tuple[Voice, ...]:
        """What was said."""
        return tuple(one for one in self.voices if one.words)

    def is_small(self, one: Party) -> bool:
        """Whether it is an organisation of which it is known that it is micro or small."""
        stands = self.stand.get(one.organisation.uid) if one.organisation else None
        return stands is not None and stands.size in SMALL

    @property
    def lacking(self) -> str:
        """What its answers lack; blank: nothing."""
        wanted, there = self.wanted or ANSWERS, self.answered
        few = f"{len(there):,} of {counted(wanted, 'answer')}" if len(there) < wanted else ""
        small = "" if any(map(self.is_small, there)) else "none of a small organisation"
        return "; ".join(filter(None, (few, small)))


def check(one: Invitation) -> None:
    """It does not close before it opens, nor before somebody was invited; who is invited answers
    before it is co-designed.
    """
    require_order(one.opened, one.closes, "It cannot close before it opens", "closes")
    late = next((each for each in one.invited if one.closes and each.asked > one.closes), None)  # type: ignore[operator]
    if late is not None and late.asked is not None:
        raise BadInput(
            f"{late.who} was invited on {show_day(late.asked)}, after that day. Nobody is invited "
            "to what is over: give a later last day.",
            field="closes",
        )
    if one.manner is Manner.CO_DESIGNED and not one.answered:
        raise BadInput(
            "Co-designed with whom? Nobody who was invited has answered. Invite somebody and put "
            "down what they said; until then it is consulted, or informed.",
            field="manner",
        )


def works_out(
    one: Invitation, days: WorkingDays, figures: Sequence[DatedFigure]
) -> Mapping[str, Any]:
    """By when those invited are told, and what is to be said of its days."""
    warning = "\n".join(warnings(one.opened, one.closes, days, figures)) if one.closes else ""
    start, what = (one.closes, "Closes") if one.closes else (one.concluded, "Concluded")
    if start is None:
        return {"tell_by": None, "working": "", "warning": warning}
    within, source = number_on(figures, TOLD, start, MOST_WORKING_DAYS)
    if not within:
        return {"tell_by": None, "working": source, "warning": warning}
    by = working_days_after(what, start, within, days)
    return {"tell_by": by.day, "working": f"{by.working}\n{source}", "warning": warning}


def settle(one: Invitation) -> Step:
    """The last step of which there is a fact; what was closed and not concluded was dropped."""
    if not one.is_open and one.concluded is None:
        return Step.DROPPED
    begun = london_date(one.began_at) if one.began_at else None
    facts = {
        Step.INVITED: one.invited,
        Step.OPEN: one.began or (begun is not None and one.opened <= begun),
        Step.HEARD: one.answered,
        Step.CONCLUDED: one.concluded,
        Step.TOLD: one.concluded and one.invited and not one.untold,
    }
    return [Step.HEARD_OF, *(step for step, fact in facts.items() if fact)][-1]


def due(one: Invitation, days: WorkingDays) -> Iterator[Due]:
    """Whom to invite; what its answers lack; by when is said what changed, and to whom."""
    begun = london_date(one.began_at) if one.began_at else one.opened
    if one.concluded is None:
        if not any(each.role == Role.SECTOR for each in one.invited):
            nobody = f"{one.team.name}: nobody of it is invited"
            yield Due("invite", one.opened, nobody, show=min(begun, one.opened))
        if one.closes is not None and one.lacking:
            shown = working_days_before("Closes", one.closes, CLOSES_SHOWN, days).day
            yield Due("more answers", one.closes, one.lacking, show=shown)
        if one.warning:
            yield Due(
                "other days",
                begun,
                f"{one.warning.partition('. ')[0].rstrip('.')}.",
                band=TIDY,
            )
        if one.tell_by is not None and one.closes is not None:
            over = one.closes + ONE_DAY
            yield Due("what changed", one.tell_by, one.working.splitlines()[0], show=over)
    elif one.untold:
        who = names_in_short(each.who for each in one.untold)
        by = one.tell_by or one.concluded
        yield Due("tell", by, who, show=min(one.concluded, by))
    else:
        yield Due("close it", one.concluded, "everybody invited was told", band=TIDY)


def says(one: Invitation) -> Iterator[tuple[str, str, str]]:
    """That nobody said anything, where it is concluded: nothing can have changed by it."""
    nothing = one.concluded is not None and not one.said
    yield "no_voices", "Voices", "none" if nothing else ""


def outcome(one: Invitation) -> date | None:
    """The day on which it was said what changed."""
    return one.concluded


def likely(one: Invitation) -> Iterator[str]:
    """Inviting, hearing, concluding, telling."""
    if one.concluded is not None:
        yield from ("tell-all", "tell") if one.untold else ("close",)
        return
    if any(each.is_silent for each in one.invited):
        yield "answer"
    yield "ask"
    if one.said:
        yield "respond"
    yield "conclude"


ACTS: tuple[Act[Any], ...] = (
    *inviting.ACTS,
    *concluding.ACTS,
    reopen,
)
KIND = Kind(
    code="invitation",
    letters="INV",
    called="invitation",
    plural="invitations",
    record=Invitation,
    area="codesign",
    steps=Step,
    acts=ACTS,
    likely=likely,
    settle=settle,
    check=check,
    works_out=works_out,
    due=due,
    says=says,
    roles=Role,
    outcome=outcome,
    comes_by="what changed",
    actions_in="actions",
    papers=(papers.LETTER, papers.HEARD),
    lists=(PLANS,),
    leads_to=("feedback", "meeting", "event", "commitment"),
)
