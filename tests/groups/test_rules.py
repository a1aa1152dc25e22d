"""Groups and their meetings: planned by a rule, moved, held, cancelled; who sits there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from following_days import next_after
from hypothesis import given, settings
from hypothesis import strategies as st

from spoc_tui.casework.dates.recurrence import read_rule
from spoc_tui.casework.dates.standards import Standards
from spoc_tui.casework.dates.when import DayAndTime
from spoc_tui.casework.dates.working_days import WorkingDays
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.groups import group, meeting
from spoc_tui.casework.groups.carrying_over import carried_over
from spoc_tui.casework.groups.group import Group, GroupForm, next_meeting
from spoc_tui.casework.groups.meeting import AgendaItem, Meeting
from spoc_tui.casework.groups.member import Member, Seat
from spoc_tui.casework.kinds.act import Begin, Change
from spoc_tui.casework.kinds.fields import Linked
from spoc_tui.casework.kinds.kind import Due
from spoc_tui.casework.kinds.now import Now
from spoc_tui.casework.kinds.shared_acts import acts_of, acts_that_apply

DAYS = WorkingDays()
NOW = Now(datetime(2026, 11, 27, 14, 30, tzinfo=UTC), DAYS)
TODAY = date(2026, 11, 27)


def on(text: str) -> date:
    return date.fromisoformat(text)


NETWORK = group.KIND.settled(
    Group(
        uid="g1",
        reference="GRP-26-0001",
        name="VCS Leaders’ Network",
        rule=read_rule("6 weeks"),
        starts=on("2026-11-13"),
        began_at=NOW.at,
    )
)
HELD = meeting.KIND.settled(
    Meeting(
        uid="m1",
        reference="MTG-26-0001",
        group=Linked("g1", "VCS Leaders’ Network"),
        due_on=on("2026-11-13"),
        when=DayAndTime(on("2026-11-13")),
        held=on("2026-11-16"),
        closed_at=NOW.at,
        items=(
            AgendaItem(uid="i1", words="Rates", reached=True),
            AgendaItem(words="Rooms", reached=False),
        ),
    )
)
MEETING = meeting.KIND.settled(
    Meeting(
        uid="m2",
        reference="MTG-26-0002",
        group=Linked("g1", "VCS Leaders’ Network"),
        due_on=on("2026-12-29"),
        when=DayAndTime(on("2026-12-29"), time(10)),
        papers=True,
    )
)


def plan(one: Group, **given: Any) -> tuple[Change, Meeting]:
    """What planning the next meeting of a group changes, and the meeting that begins."""
    change = acts_of(group.KIND)["plan"].do(one, given, NOW)
    (begin,) = change.then
    assert isinstance(begin, Begin)
    assert begin.kind == "meeting"
    return change, meeting.KIND.after(Meeting(uid="new", **begin.values), {})


def do(one: Meeting, name: str, **given: Any) -> Meeting:
    """A meeting after an act."""
    change = acts_of(meeting.KIND)[name].do(one, given, NOW)
    return meeting.KIND.after(one, change.values)


# When a group meets.


def test_the_next_meeting_follows_its_rule_from_its_start() -> None:
    change, first = plan(NETWORK)
    assert first.when == DayAndTime(on("2026-11-13"))
    assert first.status is meeting.Step.PLANNED
    assert first.group == Linked("g1", "VCS Leaders’ Network")
    assert change.text == "Fri 13 Nov 2026"


def test_a_day_on_which_nobody_works_is_moved_on_and_said() -> None:
    change, first = plan(replace(NETWORK, rule=read_rule("week"), starts=on("2026-12-25")))
    assert first.due_on == on("2026-12-29")
    assert change.text == "Tue 29 Dec 2026, moved on from Fri 25 Dec 2026"


def test_it_is_planned_for_another_day_and_time_and_place() -> None:
    when = DayAndTime(on("2026-12-30"), time(14))
    change, first = plan(replace(NETWORK, meetings=(HELD,)), when=when, place="Gun Wharf")
    assert (first.when, first.place) == (when, "Gun Wharf")
    assert first.due_on == on("2026-12-29")  # 25 December is Christmas Day, 28 its bank holiday
    assert change.text == "Wed 30 Dec 2026 at 14:00"


def test_what_the_last_meeting_did_not_reach_is_carried_over() -> None:
    rooms, later = (AgendaItem(words="Rooms", carried=on("2026-11-16")),), on("2026-11-17")
    assert carried_over([HELD], later) == rooms
    assert carried_over([HELD], on("2026-11-16")) == ()
    assert carried_over([HELD, replace(MEETING, items=rooms)], later) == (), "another has it"
    assert carried_over([], later) == ()


def met(uid: str, began: str, day: str, *, over: str = "", **given: Any) -> Meeting:
    """One put on record on a day of April, for another; held then, or cancelled on the day `over`;
    with an item called as itself, which was not reached.
    """
    item = AgendaItem(words=uid, reached=False if given.get("held") else None)
    when = on(f"2026-04-{day}")
    if over == "held":
        given = {"held": when, **given}
    elif over:
        given = {"closed_at": datetime(2026, 4, int(over), 12, tzinfo=UTC), **given}
    given = {"items": (item,), **given}
    at = datetime(2026, 4, int(began), 9, tzinfo=UTC)
    return replace(
        MEETING, uid=uid, began_at=at, when=DayAndTime(when), due_on=when, papers=True, **given
    )


CARRIED = {
    "a cancelled one, before the next": ([met("a", "01", "10", over="05")], "20", "a"),
    "a cancelled one, after the next": ([met("a", "01", "25", over="05")], "12", "a"),
    "and on the one that was there before it was cancelled": (
        [met("a", "01", "10", over="05"), met("b", "02", "12", over="held", items=())],
        *("20", "a"),
    ),
    "not on one that is put on record of a day before": (
        [met("a", "01", "25", over="05")],
        *("03", ""),
    ),
    "not where another has it": (
        [
            met("a", "01", "25", over="05"),
            met("b", "06", "12", items=(AgendaItem(words="A", carried=on("2026-04-25")),)),
        ],
        *("30", ""),
    ),
    "from that one, where it was not reached": (
        [
            met("a", "01", "25", over="05"),
            met(
                "b",
                "06",
                "12",
                over="held",
                items=(AgendaItem(words="a", carried=on("2026-04-25")),),
            ),
        ],
        *("30", "a"),
    ),
    "not where it was taken off the agenda": (
        [met("a", "01", "25", over="05"), met("b", "06", "12", over="held", items=())],
        *("30", ""),
    ),
    "what was not reached, while the next was there": (
        [met("a", "01", "10", over="held"), met("b", "02", "12", over="held", items=())],
        *("20", "a"),
    ),
    "one that began as skipped had nothing": (
        [
            met("a", "01", "10", over="05"),
            met("b", "06", "12", items=(), closed_at=datetime(2026, 4, 6, 9, tzinfo=UTC)),
        ],
        *("20", "a"),
    ),
}


@pytest.mark.parametrize(("there", "day", "words"), CARRIED.values(), ids=CARRIED)
def test_nothing_that_was_to_be_spoken_of_is_lost_nor_comes_twice(
    there: list[Meeting], day: str, words: str
) -> None:
    for meetings in (there, there[::-1]):
        found = carried_over(meetings, on(f"2026-04-{day}"))
        assert "".join(item.words for item in found) == words


def test_a_group_without_a_rule_meets_on_the_day_it_is_given() -> None:
    one = replace(NETWORK, rule="")
    with pytest.raises(BadInput, match="no rule that names a day") as refused:
        plan(one)
    assert refused.value.field == "when"
    _, first = plan(one, when=DayAndTime(on("2026-12-01"), time(9)))
    assert first.due_on == on("2026-12-01")


def test_one_meeting_is_planned_at_a_time() -> None:
    one = replace(NETWORK, meetings=(HELD, MEETING))
    with pytest.raises(Refused, match="meets on Tue 29 Dec 2026 at 10:00: MTG-26-0002"):
        plan(one)
    assert [act.name for act in acts_that_apply(group.KIND, one)] == [
        *("hold", "skip", "note", "promise"),
    ]


def test_cancelled_meetings_are_dealt_with_as_held_ones_are() -> None:
    skipped = do(MEETING, "cancel", why="snow")
    assert next_meeting(replace(NETWORK, meetings=(HELD, skipped)), DAYS) == (
        on("2027-02-05"),
        on("2027-02-05"),
    )


def test_no_meeting_follows_its_last_day() -> None:
    one = replace(NETWORK, meetings=(HELD,), ends=on("2026-12-24"))
    assert next_meeting(one, DAYS) is None
    assert next_meeting(replace(one, ends=on("2026-12-25")), DAYS) is not None


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["week", "6 weeks", "month", "first tuesday", "quarter"]),
    st.dates(on("2026-01-01"), on("2027-12-31")),
    st.integers(0, 6),
)
def test_meetings_are_due_when_check_ins_are(typed: str, starts: date, held: int) -> None:
    rule, last = read_rule(typed), None
    meetings: tuple[Meeting, ...] = ()
    for _ in range(held + 1):
        one = replace(NETWORK, rule=rule, starts=starts, meetings=meetings)
        following = next_meeting(one, DAYS)
        assert following is not None
        assert following.day == next_after(rule, starts, last, DAYS)
        last = following.day
        meetings = (*meetings, replace(HELD, due_on=last, held=last))


def test_what_is_due_on_a_group() -> None:
    assert group.KIND.dues(NETWORK, DAYS) == [Due("meeting", on("2026-11-13"))]
    planned = replace(NETWORK, meetings=(MEETING,), ends=on("2027-03-31"))
    assert [(due.what, due.on, due.show) for due in group.KIND.dues(planned, DAYS)] == [
        ("ends", on("2027-03-31"), on("2027-01-31"))
    ]


def test_a_group_ends_and_what_was_held_stays() -> None:
    change = acts_of(group.KIND)["close"].do(replace(NETWORK, meetings=(HELD,)), {}, NOW)
    ended = group.KIND.after(replace(NETWORK, meetings=(HELD,)), change.values)
    assert (ended.status, ended.ends, ended.is_open) == (group.Step.ENDED, TODAY, False)
    assert ended.last_held == on("2026-11-16")
    refusal = acts_of(group.KIND)["close"].refusal(ended)
    assert refusal is not None
    assert "is ended already" in str(refusal)


# Who sits there.

MEMBER = Member(
    organisation=Linked("o1", "Medway Voluntary Action"),
    person=Linked("c1", "Ann Lee"),
    seat=Seat.CHAIR,
    starts=on("2026-01-01"),
)


@pytest.mark.parametrize(
    ("members", "why"),
    [
        ((replace(MEMBER, team=Linked("t1", "Public Health")),), "an organisation, or a team"),
        ((replace(MEMBER, organisation=None),), "an organisation, or a team"),
        ((replace(MEMBER, ends=on("2025-12-31")),), "cannot end before it starts"),
    ],
)
def test_members_that_do_not_go_together_are_refused(members: tuple[Member, ...], why: str) -> None:
    with pytest.raises(BadInput, match=why):
        group.KIND.after(NETWORK, {"members": members})


def test_the_chair_may_be_handed_on() -> None:
    old = replace(MEMBER, ends=on("2026-05-31"))
    new = replace(MEMBER, starts=on("2026-06-01"), ends=on("2027-05-31"))
    observer = replace(MEMBER, seat=Seat.OBSERVER, person=None)
    one = group.KIND.after(
        replace(NETWORK, rule=""), {"members": (new, old, observer), "form": GroupForm.NETWORK}
    )
    assert [(due.what, due.on, due.words) for due in group.KIND.dues(one, DAYS)] == [
        ("fill a seat", on("2026-01-01"), "Medway Voluntary Action"),
        ("ends", on("2026-05-31"), "It ends on Sun 31 May 2026."),
        ("ends", on("2027-05-31"), "It ends on Mon 31 May 2027."),
    ]


def test_a_rule_must_name_a_day() -> None:
    rule = read_rule("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30")
    with pytest.raises(BadInput, match="names no day") as refused:
        group.KIND.after(NETWORK, {"rule": rule})
    assert refused.value.field == "rule"


# A meeting.


def test_a_meeting_with_papers_goes_from_agenda_to_notes() -> None:
    one = do(MEETING, "send-agenda")
    assert one.status is meeting.Step.AGENDA_OUT
    one = do(one, "hold", on=on("2026-11-26"), notes="Rooms were found.")
    assert (one.status, one.is_open, one.notes) == (meeting.Step.HELD, True, "Rooms were found.")
    one = do(one, "send-notes")
    assert (one.status, one.is_open) == (meeting.Step.NOTES_OUT, False)


def test_a_meeting_is_closed_without_notes_for_a_reason() -> None:
    one = do(do(MEETING, "hold", on=TODAY), "close", why="nobody came")
    assert (one.status, one.is_open, one.closed_why) == (meeting.Step.HELD, False, "nobody came")


def test_a_meeting_without_papers_is_over_once_it_was_held() -> None:
    one = do(replace(MEETING, papers=None), "hold", on=TODAY)
    assert (one.status, one.is_open, one.held) == (meeting.Step.HELD, False, TODAY)


def test_notes_say_what_is_carried_over() -> None:
    one = replace(MEETING, held=TODAY, items=HELD.items)
    change = acts_of(meeting.KIND)["send-notes"].do(one, {}, NOW)
    assert change.text == "carried over: Rooms"


def test_a_meeting_is_moved_for_a_reason() -> None:
    when = DayAndTime(on("2027-01-05"), time(10))
    change = acts_of(meeting.KIND)["move"].do(MEETING, {"when": when, "why": "snow"}, NOW)
    assert change.values == {"when": when}
    assert change.text == "from Tue 29 Dec 2026 at 10:00 to Tue 5 Jan 2027 at 10:00: snow"


@pytest.mark.parametrize(
    ("one", "name", "why"),
    [
        (HELD, "hold", "MTG-26-0001 is held already"),
        (HELD, "cancel", "is closed already"),
        (replace(MEETING, held=TODAY), "cancel", "was held on Fri 27 Nov 2026"),
        (replace(MEETING, held=TODAY), "move", "was held on"),
        (replace(MEETING, held=TODAY), "send-agenda", "was held on"),
        (MEETING, "send-notes", "was not held yet"),
        (MEETING, "close", "was not held yet. Say that it was, or cancel it"),
    ],
)
def test_what_makes_no_sense_of_a_meeting_is_refused(one: Meeting, name: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        do(one, name)


def test_a_meeting_cannot_have_been_held_tomorrow() -> None:
    with pytest.raises(BadInput, match="is to come") as refused:
        do(MEETING, "hold", on=on("2026-11-28"))
    assert refused.value.field == "on"


def test_a_cancelled_meeting_needs_a_reason_and_can_be_taken_back() -> None:
    with pytest.raises(BadInput, match="Why cannot be left blank"):
        do(MEETING, "cancel")
    one = do(MEETING, "cancel", why="snow")
    assert (one.status, one.closed_why) == (meeting.Step.CANCELLED, "snow")
    assert do(one, "reopen", why="it thawed") == MEETING


def test_held_wins_where_two_desks_noted_both() -> None:
    both = replace(do(MEETING, "cancel", why="snow"), held=TODAY)
    assert meeting.settle(both) is meeting.Step.HELD


def test_what_is_due_on_a_meeting() -> None:
    def dues(one: Meeting) -> list[tuple[str, date]]:
        return [(due.what, due.on) for due in meeting.KIND.dues(one, DAYS)]

    assert dues(MEETING) == [("agenda", on("2026-12-18")), ("meeting", on("2026-12-29"))]
    assert dues(do(MEETING, "send-agenda")) == [("meeting", on("2026-12-29"))]
    assert dues(replace(MEETING, papers=None)) == [("meeting", on("2026-12-29"))]
    assert dues(do(MEETING, "hold", on=TODAY)) == [("notes", on("2026-12-04"))]
    assert dues(HELD) == []


@pytest.mark.parametrize(
    ("agenda", "notes", "expected"),
    [
        (5, 5, ("2026-12-18", "2026-12-04")),
        (0, 0, ("2026-12-29", "2026-11-27")),
        # Neither Christmas Day nor its substitute for Boxing Day is a working day.
        (1, 1, ("2026-12-24", "2026-11-30")),
        (10, 20, ("2026-12-11", "2026-12-29")),
    ],
)
def test_papers_are_due_as_the_standards_say(
    agenda: int, notes: int, expected: tuple[str, str]
) -> None:
    standards = Standards(agenda_days=agenda, notes_days=notes)
    before = {due.what: due.on for due in meeting.KIND.dues(MEETING, DAYS, standards)}
    (after,) = meeting.KIND.dues(do(MEETING, "hold", on=TODAY), DAYS, standards)
    assert (before["agenda"], after.on) == tuple(map(on, expected))


def test_meetings_count_on_the_day_they_were_held() -> None:
    (held,) = meeting.KIND.figures
    assert (held.code, held.day(HELD), held.day(MEETING)) == (
        "group.held",
        on("2026-11-16"),
        None,
    )
