"""The papers of a meeting: the agenda before it, the notes after it, the sheet that is signed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_day, show_day_and_time
from spoc_tui.casework.groups.attending import guests_of
from spoc_tui.casework.groups.correcting import corrections_of_notes
from spoc_tui.casework.groups.member import Came, Seat
from spoc_tui.reports.documents.document import Section, Table
from spoc_tui.reports.groups.tables import (
    ACTIONS,
    action_row,
    corrections,
    decided_words,
    paper,
    stands,
    tabled,
)

if TYPE_CHECKING:
    from spoc_tui.casework.groups.meeting import AgendaItem, Meeting
    from spoc_tui.casework.groups.member import Attendance, Member
    from spoc_tui.casework.groups.papers import MeetingFacts
    from spoc_tui.reports.documents.document import Document

FACTS = (22, 78)
ITEMS = ((6, 52, 18, 24), ("No.", "Item", "Asked by", "Note"))
CORRECTED = "Corrected since the notes went out"
BLANK_LINES = 3
"""For those who come and are on no list."""


def agenda(facts: MeetingFacts) -> Document:
    """It begins with last time: what was decided, what is owed of it and by whom, late ones marked;
    then the items.
    """
    last = f" of {show_day(facts.last.day)}" if facts.last else ""
    before = tabled(
        f"Decisions{last}",
        ((one.named, decided_words(one), stands(one)) for one in facts.since_last),
        (16, 58, 26),
        ("Number", "Decision", "Status"),
        (*_corrected_last(facts), *corrections(facts.since_last)),
    )
    actions = tabled(
        "Actions from earlier meetings",
        (action_row(*pair, facts.today) for pair in facts.to_report),
        *ACTIONS,
    )
    items = tabled("To be spoken of", _items(facts, _item_beside), *ITEMS)
    sections = [_facts(facts), before, actions, items]
    return _paper("Agenda", facts, sections)


def notes(facts: MeetingFacts) -> Document:
    """What came of it. What was corrected since they went out says so, with its day."""
    meeting, its_own = facts.meeting, facts.its_own
    corrected = [
        one if one.endswith((".", ".”")) else f"{one}."
        for one in corrections_of_notes(meeting, its_own)
    ]
    sections = [
        _facts(facts),
        *([Section(CORRECTED, lines=tuple(corrected))] if corrected else []),
        tabled("Who came", _who_came(facts), (36, 30, 14, 20), _ATTENDANCE),
        tabled("What was spoken of", _items(facts, _item_became), *ITEMS),
    ]
    if meeting.notes:
        sections.append(Section("Notes", lines=tuple(meeting.notes.splitlines())))
    sections += [
        tabled(
            "Decisions",
            ((one.named, decided_words(one), one.item) for one in its_own),
            (16, 56, 28),
            ("Number", "Decision", "Item"),
        ),
        tabled(
            "Actions",
            (action_row(*pair, facts.today) for pair in facts.of_it),
            *ACTIONS,
        ),
        tabled(
            "Carried over to the next meeting",
            ((item.words, _carried_before(item, meeting)) for item in meeting.to_carry_over),
            (60, 40),
            ("Item", "Note"),
        ),
    ]
    return _paper("Corrected notes" if corrected else "Notes", facts, sections)


def _corrected_last(facts: MeetingFacts) -> list[str]:
    """What of the last notes was put right, beside the decisions that have it themselves."""
    if facts.last is None:
        return []
    of_decisions = [f"{one.named}: " for one in facts.since_last]
    return [
        f"Corrected in the notes of {show_day(facts.last.day)}, {line}."
        for line in facts.last.corrections.splitlines()
        if not line.partition(": ")[2].startswith(tuple(of_decisions))
    ]


_ATTENDANCE = ("Member", "Person", "Came", "Interest declared")


def attendance_sheet(facts: MeetingFacts) -> Document:
    """Every member of that day, with who sits there and whether they came, to be signed; then who
    else was asked, and lines for others.
    """
    members = ((*row[:3], "") for row in _attendance(facts))
    others = [(one.who, one.role, "") for one in facts.meeting.parties]
    others += [("", "", "")] * BLANK_LINES
    widths, heads = (34, 26, 14, 26), ("Member", "Person", "Came", "Signed")
    sections = [
        _facts(facts),
        tabled("Members", members, widths, heads, by_hand=(3,)),
        tabled("Others", others, (44, 30, 26), ("Name", "As", "Signed"), by_hand=(0, 1, 2)),
    ]
    return _paper("Attendance", facts, sections)


def _paper(called: str, facts: MeetingFacts, sections: list[Section]) -> Document:
    title = f"{called}: {facts.group.name}, {show_day(facts.meeting.day)}"
    return paper(title, facts.group, facts.today, facts.officer, sections)


def _facts(facts: MeetingFacts) -> Section:
    """Where and when, and of how many there must be there."""
    meeting, group = facts.meeting, facts.group
    when = show_day(meeting.day) if meeting.held else show_day_and_time(meeting.when)
    rows = [("When", when), ("Where", meeting.place or "not said yet")]
    chairs = [_seated(one) for one in facts.members if one.seat is Seat.CHAIR]
    if chairs:
        rows.append(("Chair", "; ".join(chairs)))
    came_too = guests_of(meeting.parties) if meeting.held else []
    rows += [(one.role.capitalize(), one.who) for one in meeting.parties if one not in came_too]
    if group.quorum is not None:
        rows.append(("Quorum", _quorum(facts)))
    return Section(meeting.reference, Table(tuple(rows), FACTS))


def _quorum(facts: MeetingFacts) -> str:
    quorum = facts.group.quorum or 0
    there = sum(one.was_there for one in facts.meeting.attendance)
    if facts.meeting.held is None or not facts.meeting.attendance:
        return f"{quorum:,}"
    met = "met" if there >= quorum else "not met"
    return f"{quorum:,}; {there:,} there: {met}"


def _items(
    facts: MeetingFacts, second_connection: Callable[[AgendaItem], str]
) -> Iterator[tuple[str, ...]]:
    for number, item in enumerate(facts.meeting.items, 1):
        about = f" ({item.about.name})" if item.about else ""
        yield str(number), f"{item.words}{about}", item.asked_by, second_connection(item)


def _carried_before(item: AgendaItem, meeting: Meeting) -> str:
    """Since when it is carried over, where it came from an earlier meeting."""
    return item.carried_words if item.carried != meeting.day else ""


def _item_beside(item: AgendaItem) -> str:
    return item.carried_words


def _item_became(item: AgendaItem) -> str:
    return "" if item.reached else "not reached: carried over"


def _attendance(facts: MeetingFacts) -> Iterator[tuple[str, ...]]:
    """A row for each member of that day, and for whoever else is recorded as having come."""
    left = list(facts.meeting.attendance)
    for member in facts.members:
        its = next((row for row in left if _is_of(facts, row, member)), None)
        if its is not None:
            left.remove(its)
        person = (its and its.person) or member.person
        seat = f"{member.name} ({member.seat.words})" if member.seat is not Seat.MEMBER else ""
        yield (
            seat or member.name,
            person.name if person else "nobody named",
            _came(its.came) if its else "",
            its.interest if its else "",
        )
    for row in left:
        yield row.name, row.person.name if row.person else "", _came(row.came), row.interest


def _who_came(facts: MeetingFacts) -> Iterator[tuple[str, ...]]:
    """The same, then the guests."""
    yield from _attendance(facts)
    for guest in guests_of(facts.meeting.parties):
        yield guest.who, "guest", _came(Came.PRESENT), ""


def _is_of(facts: MeetingFacts, row: Attendance, member: Member) -> bool:
    team = (row.team and row.team.uid) == (member.team and member.team.uid)
    return team and facts.meeting.read_as(row.organisation) == facts.group.read_as(
        member.organisation
    )


def _came(came: Came) -> str:
    return {Came.DEPUTY: "deputy came"}.get(came, came.words)


def _seated(one: Member) -> str:
    return f"{one.person.name}, {one.name}" if one.person else one.name
