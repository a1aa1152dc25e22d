"""Who came to a meeting: its members, with apologies, by a deputy or absent, and guests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from spoc_tui.casework.choosing import choose
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import BadInput, NotFound, Refused
from spoc_tui.casework.groups.member import Attendance, Came, Invited, Member, members_on
from spoc_tui.casework.kinds.act import Change, act
from spoc_tui.casework.kinds.fields import line
from spoc_tui.casework.kinds.party import Party
from spoc_tui.casework.records.require import require_open
from spoc_tui.casework.text import compared, counted

if TYPE_CHECKING:
    from spoc_tui.casework.groups.meeting import Meeting
    from spoc_tui.casework.kinds.now import Now

NOBODY = "none"
"""How it is said that no guest came, or that no member is to be named there."""


def require_members(one: Meeting) -> None:
    """Refuses to say who came where nobody is a member."""
    if not members_on(one.members, one.day):
        raise Refused(
            f"{one.group.name} has no members on {show_day(one.day)}. Put them on it first."
        )


def require_attendable(one: Meeting) -> None:
    """Refuses to say who came where nobody is a member, once its notes went out, or where it was
    cancelled; what is closed as there are no notes to send may still have it.
    """
    require_members(one)
    if one.held is None or one.notes_at is not None:
        require_open(one, "say who came")


@act(
    "Say who came",
    "attendance",
    needs=require_attendable,
    on_closed=True,
    asks={
        "apologies": line(
            "Apologies",
            "members, with semicolons between; blank: as it stands; none: nobody",
            most=10_000,
        ),
        "deputies": line("Deputies", "members for whom somebody else came, likewise", most=10_000),
        "absent": line("Absent", "members who said nothing, likewise", most=10_000),
        "guests": line("Guests", "who else came, likewise", most=10_000),
    },
)
def attend(
    one: Meeting, now: Now, *, apologies: str, deputies: str, absent: str, guests: str
) -> Change:
    """All members were there, but for those who are named: apologies, a deputy, or absent; who was
    named before stays so where nothing is typed there. Before it is held only those are noted.
    """
    there = members_on(one.members, one.day)
    said = rows_of(one, there)
    came = {uid: row.came for uid, row in said.items()}
    named: set[str] = set()
    for field, typed, how in (
        ("apologies", apologies, Came.APOLOGIES),
        ("deputies", deputies, Came.DEPUTY),
        ("absent", absent, Came.ABSENT),
    ):
        if not typed.strip():
            continue
        # No longer, unless they are named again, here or elsewhere.
        came = {uid: its for uid, its in came.items() if its is not how or uid in named}
        for name in _names(typed):
            member = _member(one, name, there, field)
            if member.uid in named:
                raise BadInput(f"{member.name} is named twice.", field=field)
            named.add(member.uid)
            came[member.uid] = how
    others = Came.PRESENT if one.held is not None else None
    hows = ((each, came.get(each.uid, others)) for each in there)
    rows = tuple(_attended(each, said.get(each.uid), how) for each, how in hows if how is not None)
    parties = _with_guests(one, guests, there)
    if one.held is None and (rows, parties) == (one.attendance, one.parties):
        raise Refused(
            f"{one.reference} was not held yet, and nothing would change: name who sends apologies "
            "or a deputy, or say first that it was held."
        )
    counts = [
        f"{sum(row.came is how for row in rows):,} {how.words}"
        for how in Came
        if any(row.came is how for row in rows)
    ]
    if came_too := guests_of(parties):
        counts.append(counted(len(came_too), "guest"))
    return Change({"attendance": rows, "parties": parties}, text=", ".join(counts))


def _names(typed: str) -> list[str]:
    """Names that were typed with semicolons between; none of “none”."""
    names = [part for part in map(str.strip, typed.split(";")) if part]
    return [] if [compared(one) for one in names] == [NOBODY] else names


def guests_of(parties: Iterable[Party]) -> list[Party]:
    """The guests: those who came beside the members, and were not asked whether they would."""
    return [each for each in parties if each.role == Invited.GUEST.value and each.asked is None]


def _with_guests(one: Meeting, typed: str, members: Iterable[Member]) -> tuple[Party, ...]:
    """Those on the meeting, where these guests came and no others; as they stand where nothing was
    typed. Who was asked to it stays, whoever came.
    """
    if not typed.strip():
        return one.parties
    names: dict[str, str] = {}
    for name in _names(typed):
        names.setdefault(compared(name), name)
    seats = {
        compared(name): each.name
        for each in members
        for name in (each.name, *one.also_called(each.organisation))
    }
    for name in names:
        if name in seats:
            raise BadInput(
                f"{seats[name]} is a member: say so of them as such, not among the guests.",
                field="guests",
            )
    stays = [
        each
        for each in one.parties
        if each not in guests_of(one.parties) or compared(each.who) in names
    ]
    there = {compared(each.who) for each in stays}
    new = [Party(role=Invited.GUEST.value, called=names[name]) for name in names.keys() - there]
    return (*stays, *sorted(new, key=lambda each: compared(each.called)))


def not_said_of(one: Meeting) -> list[Member]:
    """The members on its day of whom nobody said yet whether they came."""
    members = members_on(one.members, one.day)
    said = rows_of(one, members)
    return [each for each in members if each.uid not in said]


def rows_of(one: Meeting, members: Iterable[Member]) -> dict[str, Attendance]:
    """The attendance of these members at a meeting, by their uids. Of several seats that an
    organisation has, the same person's row first.
    """

    def whose(of: Member | Attendance) -> tuple[str | None, str]:
        return of.team.uid if of.team else None, one.read_as(of.organisation)

    left, found = list(one.attendance), dict[str, Attendance]()
    for member in members:
        its = [row for row in left if whose(row) == whose(member)]
        row = next((row for row in its if row.person == member.person), its[0] if its else None)
        if row is not None:
            left.remove(row)
            found[member.uid] = row
    return found


def _attended(member: Member, row: Attendance | None, came: Came) -> Attendance:
    """The row of a member: as it stood, but for whether they came."""
    if row is not None:
        return replace(row, came=came)
    return Attendance(
        organisation=member.organisation, team=member.team, person=member.person, came=came
    )


def names_of(one: Meeting, of: Member | Attendance) -> tuple[str, ...]:
    """By which somebody at a meeting is found: of whom they sit for, all names; their own."""
    return (of.name, *one.also_called(of.organisation), of.person.name if of.person else "")


def _member(one: Meeting, typed: str, among: Sequence[Member], field: str) -> Member:
    """Who is meant of the members on that day, by a name of the organisation or the person’s."""
    try:
        return choose(
            typed,
            sorted(among, key=lambda each: compared(each.name)),
            lambda each: (*names_of(one, each), each.uid),
            what="such member",
            field=field,
            uid=lambda each: each.uid,
        )
    except NotFound:
        raise BadInput(
            f"“{typed}” is no member of {one.group.name} on {show_day(one.day)}. Members: "
            f"{'; '.join(each.name for each in among)}.",
            field=field,
        ) from None
