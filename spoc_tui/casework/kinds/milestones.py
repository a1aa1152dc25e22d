"""The milestones of a record: rows of what it is to reach, and the act that reaches one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.kinds.act import Change, act
from spoc_tui.casework.kinds.fields import day, line, number
from spoc_tui.casework.kinds.kind import Due
from spoc_tui.casework.kinds.record import RecordRow

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.now import Now


@dataclass(frozen=True, kw_only=True, repr=False)
class Milestone(RecordRow):
    """Something that is to be reached."""

    words: str = line("Milestone", "what is to be reached", needed=True, searched=True, column=0)
    by: date | None = day("By", "blank: no day is set")
    done: date | None = day("Reached", "the day; blank: not yet", past=True)

    def is_late(self, on: date) -> bool:
        """Whether its day was before that one, and it was not reached by the end of it."""
        return self.by is not None and self.by < on and (self.done is None or self.done > on)


def require_a_milestone(one: Any) -> None:
    """Refuses where all milestones are reached, or there is none."""
    if all(each.done for each in one.milestones):
        raise Refused(f"{one.reference} has no milestone that is still to be reached.")


def _numbered(one: Any) -> str:
    return "\n".join(
        f"{n}. {each.words}{f' (reached {show_day(each.done)})' if each.done else ''}"
        for n, each in enumerate(one.milestones, 1)
    )


@act(
    "Reach a milestone",
    "milestone reached",
    needs=require_a_milestone,
    recalls=_numbered,
    asks={
        "number": number("Number", "of the milestone", needed=True, least=1, most=100),
        "on": day("On", "blank: today", past=True),
    },
)
def reach(one: Any, now: Now, *, number: int, on: date | None) -> Change:
    """One of its milestones is reached."""
    if number > len(one.milestones):
        there = len(one.milestones)
        raise BadInput(f"They are numbered 1 to {there}.", field="number")
    mark = one.milestones[number - 1]
    if mark.done is not None:
        raise Refused(f"That was reached on {show_day(mark.done)}: {mark.words}.")
    reached = replace(mark, done=on or now.today)
    milestones = (*one.milestones[: number - 1], reached, *one.milestones[number:])
    return Change({"milestones": milestones}, text=mark.words)


def milestones_due(milestones: Iterable[Milestone]) -> Iterator[Due]:
    """Those that have a day and are not reached."""
    for each in milestones:
        if each.done is None and each.by is not None:
            yield Due("milestone", each.by, each.words)
