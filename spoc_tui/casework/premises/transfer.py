"""A building goes over to a group: from its expression of interest to the day it is completed."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import Refused
from spoc_tui.casework.kinds.act import Act, Change, act
from spoc_tui.casework.kinds.fields import Linked, day, line, link, text
from spoc_tui.casework.kinds.kind import Due, Kind
from spoc_tui.casework.kinds.record import DeclaredRecord
from spoc_tui.casework.kinds.shared_acts import reopening
from spoc_tui.casework.premises.clocks import shown_before
from spoc_tui.casework.premises.places import UPRN_HELP, check_place
from spoc_tui.casework.records.require import require_order
from spoc_tui.casework.records.worded import Worded

if TYPE_CHECKING:
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.kinds.now import Now


class Step(Worded):
    """Where a transfer stands."""

    EXPRESSION = "expression-of-interest"
    PANEL = "panel"
    BUSINESS_CASE = "business-case"
    CABINET = "cabinet"
    HEADS = "heads-of-terms"
    COMPLETED = "completed"
    REFUSED = "refused"

    @property
    def words(self) -> str:
        return {"cabinet": "Cabinet"}.get(self.value, super().words)


STEP_OF = {
    "expressed": Step.EXPRESSION,
    "panel": Step.PANEL,
    "business_case": Step.BUSINESS_CASE,
    "cabinet": Step.CABINET,
    "heads": Step.HEADS,
    "completed": Step.COMPLETED,
}
"""The days of it, in their order, by the step that each brings it to."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Transfer(DeclaredRecord):
    """A community asset transfer."""

    organisation: Linked = link("Organisation", "organisation", "that wants it", needed=True)
    property: str = line("Property", "the building or ground", needed=True, searched=True, column=0)
    expressed: date = day("Expression of interest", "the day it came in", needed=True, past=True)
    next_by: date | None = day(
        "Next by", "the day of the next step, as the council says", column=10
    )
    officer: str = line("Officer", "who has it at the council", searched=True, personal=True)
    team: Linked | None = link("Team", "team", "of the council, that has it")
    uprn: str = line("UPRN", UPRN_HELP, most=40, searched=True)
    postcode: str = line("Postcode", "of the building", most=20, searched=True)
    ward: str = line("Ward", "blank: that of the postcode", searched=True)
    notes: str = text("Notes", "what is to be remembered", searched=True)
    panel: date | None = day("Panel", typed=False)
    business_case: date | None = day("Business case", typed=False)
    cabinet: date | None = day("Cabinet", typed=False)
    heads: date | None = day("Heads of terms", typed=False)
    completed: date | None = day("Completed", typed=False)
    assessments: tuple[str, ...] = ()
    """The references of its impact assessments."""

    @builtins.property  # “property” is a field here
    def subject(self) -> str:
        return self.property

    @builtins.property
    def last_day(self) -> date:
        """The day of the last step that it reached."""
        days: list[date | None] = [getattr(self, name) for name in STEP_OF]
        return max(filter(None, days))


def check(one: Transfer) -> None:
    """Its building has a name, and its numbers can be such."""
    check_place(one, one.property, "property")


def _need(name: str) -> Callable[[Transfer], None]:
    """Refuses to reach a step that it is at, or past."""

    def need(one: Transfer) -> None:
        for each in [*STEP_OF][[*STEP_OF].index(name) :]:
            if (day := getattr(one, each)) is not None:
                words = STEP_OF[each].words
                raise Refused(f"{one.reference} is past that: {words}, {show_day(day)}.")

    return need


def _reached(one: Transfer, name: str, on: date, next_by: date | None) -> Change:
    require_order(one.last_day, on, "That is before the step before it", "on")
    return Change({name: on, "next_by": next_by}, text=show_day(on))


def _step(name: str, label: str, done: str, doc: str) -> Act[Any]:
    """The act by which it reaches a step; none is reached twice, nor before the one before it."""

    def reach(one: Transfer, now: Now, *, on: date | None, next_by: date | None) -> Change:
        return _reached(one, name, on or now.today, next_by)

    reach.__name__, reach.__doc__ = name, doc
    asks = {
        "on": day("On", "blank: today", past=True),
        "next_by": day("Next by", "the day of the step after it; blank: not known", ahead=True),
    }
    return act(label, done, begins=STEP_OF[name], needs=_need(name), asks=asks)(reach)


panel = _step("panel", "The panel had it", "before the panel", "The panel looked at it.")
business_case = _step(
    "business_case", "The business case is in", "business case in", "Their business case is in."
)
cabinet = _step("cabinet", "Cabinet agreed", "approved", "Cabinet agreed to it.")
heads = _step("heads", "Heads of terms are agreed", "heads of terms", "The terms are agreed.")


@act(
    "It is completed",
    "completed",
    begins=Step.COMPLETED,
    needs=_need("completed"),
    ends=True,
    asks={"on": day("On", "blank: today", past=True)},
)
def complete(one: Transfer, now: Now, *, on: date | None) -> Change:
    """The building is theirs."""
    return _reached(one, "completed", on or now.today, None)


@act(
    "It is refused, or given up",
    "refused",
    begins=Step.REFUSED,
    ends=True,
    asks={"why": text("Why", "who refused it and why, or why they gave up", needed=True)},
)
def close(one: Transfer, now: Now, *, why: str) -> Change:
    """It comes to nothing, for a reason."""
    return Change({"next_by": None}, text=why)


reopen = reopening(lambda one: ("completed",))


def settle(one: Transfer) -> Step:
    """The last step of which there is a day; refused is what ended and was not completed."""
    if one.completed is None and not one.is_open:
        return Step.REFUSED
    return [step for name, step in STEP_OF.items() if getattr(one, name) is not None][-1]


def due(one: Transfer, days: WorkingDays) -> Iterator[Due]:
    """The day of its next step; where none is known, that it is to be asked for."""
    if one.next_by is not None:
        yield Due("next step", one.next_by, show=shown_before(one.next_by, days))
    else:
        yield Due("ask next day", one.last_day, one.status.words, band="tidy")


KIND = Kind(
    code="transfer",
    letters="TRF",
    called="transfer",
    plural="transfers",
    record=Transfer,
    area="premises",
    steps=Step,
    acts=(panel, business_case, cabinet, heads, complete, close, reopen),
    settle=settle,
    check=check,
    due=due,
    assessed_in="assessments",
    leads_to=("holding", "meeting", "enquiry", "assessment"),
)
