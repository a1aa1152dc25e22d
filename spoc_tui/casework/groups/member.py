"""Who is in a group, and who of them came to a meeting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.fields import Linked, choice, day, line, link
from spoc_tui.casework.kinds.record import Row
from spoc_tui.casework.kinds.running_out import Term
from spoc_tui.casework.records.worded import Worded


class Seat(Worded):
    """What a member is in a group."""

    CHAIR = "chair"
    MEMBER = "member"
    DEPUTY = "deputy"
    OBSERVER = "observer"


class Came(Worded):
    """Whether a member came to a meeting."""

    PRESENT = "present"
    DEPUTY = "deputy"
    APOLOGIES = "apologies"
    ABSENT = "absent"


@dataclass(frozen=True, kw_only=True, repr=False)
class Member(Row):
    """An organisation or team in a group, and who sits there for it."""

    organisation: Linked | None = link("Organisation", "organisation", column=0)
    team: Linked | None = link("Team", "team", "of the council, or a partner's")
    person: Linked | None = link("Person", "contact", "who sits there", personal=True, column=20)
    seat: Seat = choice("Seat", Seat, "chair, member, deputy or observer", needed=True, column=9)
    starts: date = day("From", "the first day", needed=True, column=10)
    ends: date | None = day("Until", "the last day; blank: it goes on", column=10)

    @property
    def name(self) -> str:
        """The organisation's, or the team's."""
        sits_for = self.organisation or self.team
        return sits_for.name if sits_for else ""

    @property
    def term(self) -> Term:
        """For how long they are in it; the end of the chair's is asked about in time."""
        return Term(self.starts, self.ends, ends_shown=2)


@dataclass(frozen=True, kw_only=True, repr=False)
class Attendance(Row):
    """A member who was at a meeting, or was not."""

    organisation: Linked | None = link("Organisation", "organisation", column=0)
    team: Linked | None = link("Team", "team", "of the council, or a partner's")
    person: Linked | None = link("Person", "contact", personal=True, column=20)
    came: Came = choice("Came", Came, "present, deputy, apologies or absent", needed=True, column=9)
    interest: str = line("Interest", "what they declared an interest in")


def check_members(members: Iterable[Member]) -> None:
    """A member is an organisation or a team; one at a time has the chair."""
    chair: Member | None = None
    for one in sorted(members, key=lambda each: each.starts):
        if (one.organisation is None) == (one.team is None):
            raise BadInput("A member is an organisation, or a team.", field="members")
        one.term.check()
        if one.seat is not Seat.CHAIR:
            continue
        if chair is not None and chair.term.is_running(one.starts):
            raise BadInput(
                f"{chair.name} has the chair already when {one.name} begins.", field="members"
            )
        chair = one
