"""Who is in a group, and who of them came to a meeting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.fields import Linked, choice, day, line, link
from spoc_tui.casework.kinds.record import RecordRow
from spoc_tui.casework.kinds.running_out import Term
from spoc_tui.casework.records.worded import Worded
from spoc_tui.casework.text import compared


class Seat(Worded):
    """The seat of a member in a group."""

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


class Invited(Worded):
    """Who is asked to a meeting beside its members, or for something to be spoken of."""

    SPEAKER = "speaker"
    GUEST = "guest"
    PAPER = "paper"


@dataclass(frozen=True, kw_only=True, repr=False)
class Member(RecordRow):
    """An organisation or team in a group, and who sits there for it."""

    organisation: Linked | None = link("Organisation", "organisation", column=0)
    team: Linked | None = link("Team", "team", "of the council, or a partner's")
    person: Linked | None = link("Person", "contact", "who sits there", personal=True, column=20)
    seat: Seat = choice("Seat", Seat, "chair, member, deputy or observer", needed=True, column=9)
    starts: date = day("From", "the first day", needed=True, column=10)
    ends: date | None = day("Until", "the last day; blank: it goes on", column=10)
    succeeded_by: Linked | None = link(
        "Succeeded by", "organisation", "who sits there after", said=True
    )

    @property
    def name(self) -> str:
        """The organisation's, or the team's."""
        return name_of(self)

    @property
    def term(self) -> Term:
        """For how long they are in it; the end of the chair's is asked about in time."""
        return Term(self.starts, self.ends, ends_shown=2, succeeded=self.succeeded_by is not None)


@dataclass(frozen=True, kw_only=True, repr=False)
class Attendance(RecordRow):
    """A member who was at a meeting, or was not."""

    organisation: Linked | None = link("Organisation", "organisation", column=0)
    team: Linked | None = link("Team", "team", "of the council, or a partner's")
    person: Linked | None = link("Person", "contact", personal=True, column=20)
    came: Came = choice("Came", Came, "present, deputy, apologies or absent", needed=True, column=9)
    interest: str = line("Interest in", "the items in which they declared an interest", said=True)

    @property
    def name(self) -> str:
        """The organisation's, or the team's."""
        return name_of(self)

    @property
    def was_there(self) -> bool:
        """Whether they came, or somebody for them."""
        return self.came in (Came.PRESENT, Came.DEPUTY)

    def has_interest_in(self, item: str) -> bool:
        """Whether they declared an interest in an item."""
        return item in self.interest.split("; ")


def name_of(one: Member | Attendance) -> str:
    """Whom somebody sits for: the organisation's name, or the team's."""
    sits_for = one.organisation or one.team
    return sits_for.name if sits_for else ""


def check_members(members: Iterable[Member]) -> None:
    """A member is an organisation or a team, and is in it from a day to a later one."""
    for one in members:
        if (one.organisation is None) == (one.team is None):
            raise BadInput("A member is an organisation, or a team.", field="members")
        one.term.check()


def two_chairs(members: Iterable[Member]) -> Iterator[tuple[Member, Member]]:
    """Who has the chair already when another begins there, with that one."""
    chairs = sorted((m for m in members if m.seat is Seat.CHAIR), key=lambda one: one.starts)
    for before, after in pairwise(chairs):
        if before.term.is_running(after.starts):
            yield before, after


def members_on(members: Iterable[Member], on: date) -> list[Member]:
    """The members of a group on a day."""
    return [one for one in members if one.term.is_running(on)]


def sits_for(members: Iterable[Member], typed: str, *, place: str = "") -> str:
    """For whom the only one of these members sits who has these words in their own name, as a first
    name; what was typed where nobody has. BadInput, with its place, where several have.
    """
    words = set(compared(typed).split())
    found: dict[str, str] = {}
    for one in members:
        if words and one.person is not None and words <= set(compared(one.person.name).split()):
            found.setdefault(one.name, f"{one.person.name}, {one.name}")
    if len(found) > 1:
        of = f"{place[:1].upper()}{place[1:]}: " if place else ""
        raise BadInput(
            f"{of}“{typed}” may be {' or '.join(found.values())}. Say which.",
            field="lines" if place else "owner",
        )
    return next(iter(found), typed)
