"""Records of every kind in lists: what a line of one says, by what they are filtered, and how they
are ordered.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NamedTuple

from spoc_tui.casework.dates.when import DayAndTime, london
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.text import one_line, shortened

SORTS = (
    *("reference", "kind", "area", "status", "subject", "organisation", "team"),
    *("due", "created_at", "closed_at"),
)
"""What records of every kind can be ordered by."""
USUAL = 100
"""How many are listed, if not given."""
MOST = 100_000
"""As many as a list may have."""


class Listed(NamedTuple):
    """The columns that records of every kind share."""

    uid: str
    reference: str
    kind: str
    """The code of its kind."""
    area: str
    """Where a declared kind belongs; blank of those that are written by hand."""
    status: str
    """The code of its step."""
    subject: str
    organisation: str | None
    """The name of whose it is, as it is read today; of feedback, of who owes it."""
    organisation_uid: str | None
    team: str | None
    """The name of the team that has it."""
    due: DayAndTime | None
    """What is due first; of a closed record nothing is."""
    due_what: str | None
    is_open: bool
    came_at: datetime | None
    """When it was received, heard, logged or begun."""
    closed_at: datetime | None
    number: str = ""
    """What it is called by beside its reference: “SLG-26-07”; mostly blank."""

    @property
    def named(self) -> str:
        """The number that it is known by, or its reference where it has none."""
        return self.number or self.reference

    @property
    def due_at(self) -> datetime | None:
        """The moment, where a time of day was given."""
        if self.due is None or self.due.at is None:
            return None
        return datetime.combine(self.due.day, self.due.at, london()).astimezone(UTC)


@dataclass(frozen=True, kw_only=True)
class Filters:
    """Which records are listed, and in which order; days are London's, and both ends count."""

    kinds: Collection[str] | None = None
    """The codes of their kinds; None: any."""
    open_only: bool = True
    status: str = ""
    due_by: date | None = None
    """The last day of what is due first."""
    overdue: bool = False
    organisation_uid: str | None = None
    """Whose they are, or who takes part in them; of feedback, who said it too."""
    ward: str = ""
    """That of the organisation, folded."""
    lying_in: Collection[str] = ()
    """The uids of the records that say themselves that they lie in that ward."""
    team_uid: str | None = None
    since: date | None = None
    until: date | None = None
    """When they came, as `Listed.came_at`."""
    among: Collection[str] | None = None
    """Their uids; None: any."""
    sort: str = "due"
    """One of SORTS, or a field of the one kind; those that have none of it come last."""
    backwards: bool = False
    limit: int = USUAL

    @property
    def narrow(self) -> bool:
        """Whether anything was asked beside the kind and whether they are open."""
        asked = (self.status, self.due_by, self.overdue, self.organisation_uid, self.ward)
        more = (self.team_uid, self.since, self.until)
        return any(asked) or any(more) or self.among is not None


def sorts_there(also: Sequence[str] = ()) -> tuple[str, ...]:
    """The fields by which records can be ordered, whose kind has these fields too."""
    return (*SORTS, *(one for one in also if one not in SORTS))


def read_sort(typed: str, also: Sequence[str] = ()) -> tuple[str, bool]:
    """FIELD, or -FIELD for the other way round: the field, and whether it is that. BadInput where
    it is none of SORTS, nor of the fields `also` there.
    """
    words = one_line(typed).lower()
    backwards, name = words.startswith("-"), words.removeprefix("-").replace("-", "_")
    there = sorts_there(also)
    if name not in there:
        raise BadInput(
            f"There is no “{shortened(words, 40)}” to sort by. There is: "
            f"{', '.join(there)}; with - before it, the other way round.",
            field="sort",
        )
    return name, backwards
