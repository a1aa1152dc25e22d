"""The papers of groups: what each is made of, and what of it goes where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeAlias

from spoc_tui.casework.dates.when import london_date
from spoc_tui.casework.groups.member import members_on
from spoc_tui.casework.kinds.paper import Paper

if TYPE_CHECKING:
    from spoc_tui.casework.feedback.feedback import Feedback
    from spoc_tui.casework.groups.decision import Decision
    from spoc_tui.casework.groups.group import Group
    from spoc_tui.casework.groups.meeting import Meeting
    from spoc_tui.casework.groups.member import Member

    Source: TypeAlias = Decision | Meeting
    """What an action came of."""

AGENDA = Paper(
    "agenda",
    "Agenda",
    "Write the agenda: what was decided last time, what is owed of it and by whom, then the items.",
    goes_out=True,
)
NOTES = Paper(
    "notes",
    "Notes",
    "Write the notes: who came, what was reached and decided, who owes what, what is carried over.",
    goes_out=True,
    at_steps=("held", "notes-out"),
)
ATTENDANCE = Paper(
    "attendance-sheet",
    "Attendance sheet",
    "Write the sheet on which those who come sign.",
    goes_out=True,
)
ACTIONS = Paper(
    "actions",
    "Action list",
    "Write what is owed of the decisions, by who owes it, late ones first.",
    goes_out=True,
)
DECISIONS = Paper(
    "decisions",
    "Decision list of the year",
    "Write all that was decided in a year.",
    of_a_year=True,
    goes_out=True,
)

CALENDAR = Paper(
    "ics",
    "Entry for calendars",
    "Write the meeting as a file that calendars open; after it was moved or cancelled, write it "
    "again: opened there, it takes the place of the one before.",
    goes_out=True,
    is_calendar=True,
)


@dataclass(frozen=True)
class GroupFacts:
    """A group, and what it decided: what its papers are made of."""

    paper: Paper
    group: Group
    decisions: tuple[Decision, ...]
    """Of its papers' year, or all; the earliest first."""
    year: int
    today: date
    officer: str


@dataclass(frozen=True)
class MeetingFacts:
    """A meeting, and what came before it: what its papers are made of."""

    paper: Paper
    meeting: Meeting
    group: Group
    last: Meeting | None
    """The one that was held before it."""
    decisions: tuple[Decision, ...]
    """All that the group decided up to its day; the earliest first."""
    now: datetime
    """The moment, in UTC."""
    officer: str

    @property
    def today(self) -> date:
        """The day that it is in London."""
        return london_date(self.now)

    @property
    def members(self) -> list[Member]:
        """The members on its day."""
        return members_on(self.group.members, self.meeting.day)

    @property
    def its_own(self) -> list[Decision]:
        """The decisions made at it."""
        return [one for one in self.decisions if _is_of(one, self.meeting)]

    @property
    def since_last(self) -> list[Decision]:
        """The decisions made at the last one, and outside a meeting since then."""
        if self.last is None:
            return []
        since = self.last.day
        return [
            one
            for one in self.decisions
            if _is_of(one, self.last)
            or (one.meeting is None and one.decided is not None and one.decided >= since)
        ]

    @property
    def of_it(self) -> list[tuple[Source, Feedback]]:
        """The actions that came of its decisions, and of itself."""
        sources: list[Source] = [*self.its_own, self.meeting]
        return [(one, each) for one in sources for each in one.actions]

    @property
    def to_report(self) -> list[tuple[Source, Feedback]]:
        """The actions of earlier decisions that are still owed, or was settled since the last
        meeting: what is late first, then by its day.
        """
        since = self.last.day if self.last else date.min
        earlier: list[Source] = [one for one in self.decisions if not _is_of(one, self.meeting)]
        earlier += [one for one in self.group.meetings if one.day < self.meeting.day]
        return in_order(
            (
                (one, action)
                for one in earlier
                for action in one.actions
                if action.is_owed or (action.settled_on is not None and action.settled_on >= since)
            ),
            self.today,
        )


def _is_of(one: Decision, meeting: Meeting) -> bool:
    return one.meeting is not None and one.meeting.uid == meeting.uid


def in_order(
    pairs: Iterable[tuple[Source, Feedback]], today: date
) -> list[tuple[Source, Feedback]]:
    """Actions with what they came of: the longest late first, then by their days, settled ones
    last.
    """
    return sorted(
        pairs,
        key=lambda pair: (not pair[1].is_owed, pair[1].due or date.max, pair[1].reference),
    )


def by_owner(
    sources: Iterable[Source], members: Sequence[Member], today: date
) -> list[tuple[str, list[tuple[Source, Feedback]]]]:
    """What is owed of decisions and meetings, by who owes it: members in their order, then others
    by name.
    """
    owed = in_order(((one, each) for one in sources for each in one.owed), today)
    owners = dict.fromkeys(each.owed_by_side for _, each in owed)
    seats = [one.name for one in members]

    def place(owner: str) -> tuple[int, str]:
        name = owner.rsplit(" (", 1)[0].rsplit(", ", 1)[-1]
        return (seats.index(name) if name in seats else len(seats), owner)

    return [
        (owner, [pair for pair in owed if pair[1].owed_by_side == owner])
        for owner in sorted(owners, key=place)
    ]
