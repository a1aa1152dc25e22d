"""A briefing of a directorate on the sector: how many heard it, which organisations were shown to
them, and when they are briefed again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.codesign.dated import BRIEFED, number_on
from spoc_tui.casework.codesign.steps import BriefingStep
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.act import Act, Begin, Change, act
from spoc_tui.casework.kinds.clocks import after, before
from spoc_tui.casework.kinds.fields import Linked, day, line, link, number, rows, text
from spoc_tui.casework.kinds.kind import Due, Kind
from spoc_tui.casework.kinds.record import DeclaredRecord, RecordRow
from spoc_tui.casework.kinds.shared_acts import reopening
from spoc_tui.casework.records.require import require_order
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from spoc_tui.casework.council.dated_figures import DatedFigure
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.kinds.now import Now

SHOWN = 30
"""So many days before the next one the desk shows it."""
MOST_MONTHS, MOST_PEOPLE = 120, 10_000


@dataclass(frozen=True, kw_only=True, repr=False)
class Shown(RecordRow):
    """An organisation that was shown to those who were briefed."""

    organisation: Linked = link("Organisation", "organisation", needed=True, column=0)
    words: str = line("As what", "what of it was shown", searched=True, said=True)


@dataclass(frozen=True, kw_only=True, repr=False)
class Briefing(DeclaredRecord):
    """One briefing that was given to a directorate, or a partner."""

    directorate: Linked = link("Directorate", "directorate", "or partner", needed=True, column=0)
    on: date = day("On", "the day on which it was given", needed=True, past=True, column=16)
    people: int | None = number("People", "how many heard it; blank: not known", most=MOST_PEOPLE)
    material: str = line("Material", "what was shown or handed out", searched=True)
    next_on: date | None = day("Next", "its day; blank: worked out, once a year")
    notes: str = text("Notes", "what was asked, what is to be remembered", searched=True)
    shown: tuple[Shown, ...] = rows("Organisations shown", Shown)
    next_by: date | None = day("Next by", typed=False)
    working: str = text("How counted", typed=False)
    followed: date | None = day("Briefed again", typed=False)

    @property
    def subject(self) -> str:
        return f"{self.directorate.name}, {show_day(self.on)}"

    @property
    def day(self) -> date:
        """The day on which it was given."""
        return self.on


def check(one: Briefing) -> None:
    """The next one is later; an organisation is shown once."""
    require_order(one.on, one.next_on, "The next one cannot be before this", "next_on")
    read_as = [one.read_as(each.organisation) for each in one.shown]
    for uid, each in zip(read_as, one.shown, strict=True):
        if read_as.count(uid) > 1:
            raise BadInput(f"{each.organisation.name} is there twice.", field="shown")


def works_out(
    one: Briefing, days: WorkingDays, figures: Sequence[DatedFigure]
) -> Mapping[str, Any]:
    """By when the directorate is briefed again."""
    months, source = number_on(figures, BRIEFED, one.on, MOST_MONTHS)
    if not months:
        return {"next_by": None, "working": source}
    by = after("Briefed", one.on, months, "months")
    return {"next_by": by.day, "working": f"{by.working}\n{source}"}


def settle(one: Briefing) -> BriefingStep:
    """Whether it was followed by another."""
    if one.is_open:
        return BriefingStep.GIVEN
    return BriefingStep.CLOSED if one.followed is None else BriefingStep.FOLLOWED


def due(one: Briefing, days: WorkingDays) -> Iterator[Due]:
    """By when they are briefed again."""
    by = one.next_on or one.next_by
    if by is not None:
        shown = before("Next", by, SHOWN, "days").day
        words = "" if one.next_on else one.working.splitlines()[0]
        yield Due("brief again", by, words, show=shown)


@act(
    "They were briefed again",
    "briefed again",
    begins=BriefingStep.FOLLOWED,
    ends=True,
    asks={
        "on": day("On", "blank: today", past=True),
        "people": number("People", "how many heard it; blank: not known", most=MOST_PEOPLE),
        "material": line("Material", "what was shown or handed out"),
    },
)
def again(one: Briefing, now: Now, *, on: date | None, people: int | None, material: str) -> Change:
    """Another briefing of the same directorate begins, with the day of its own next one; which
    organisations were shown is put down there.
    """
    given = on or now.today
    require_order(one.on, given, "They were not briefed again before this", "on")
    if given == one.on:
        raise BadInput(
            f"{one.reference} is the briefing of that day. Give the day of the other.", field="on"
        )
    values = {
        "directorate": one.directorate,
        "on": given,
        "people": people,
        "material": material,
    }
    heard = f", {counted(people, 'person', 'people')}" if people else ""
    text = f"on {show_day(given)}{heard}"
    return Change({"followed": given}, text=text, then=(Begin("briefing", values),))


def likely(one: Briefing) -> Iterator[str]:
    """The next one."""
    yield "again"


ACTS: tuple[Act[Any], ...] = (again, reopening(lambda one: ("followed",)))
KIND = Kind(
    code="briefing",
    letters="BRF",
    called="briefing",
    plural="briefings",
    record=Briefing,
    area="codesign",
    steps=BriefingStep,
    acts=ACTS,
    likely=likely,
    settle=settle,
    check=check,
    works_out=works_out,
    due=due,
    leads_to=("feedback", "event", "invitation", "briefing"),
)
