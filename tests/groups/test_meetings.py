"""A meeting prepared, held and written up: its agenda, what it reached, what comes next."""

from __future__ import annotations

from datetime import date

import pytest
from cli_desk import Cli
from factories import FixedClock, dump, make_group, make_meeting
from liaison import CLUB, GROUP, SCOUTS, Liaison

from db.store import Store
from db.upkeep.checking import check
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.groups.member import Came
from spoc_tui.casework.kinds.shared_acts import next_acts


@pytest.fixture
def liaison(store: Store) -> Liaison:
    return Liaison(store)


def due(store: Store) -> list[str]:
    rows = store.connection.execute("SELECT what, words FROM record_due ORDER BY what, words")
    return [" ".join(filter(None, row)) for row in rows]


# What it is called, and what it has of its group.


def test_it_is_called_by_the_day_on_which_it_was_held(liaison: Liaison) -> None:
    store, uid = liaison.store, liaison.plan("2 apr")

    def called() -> set[str]:
        read = store.connection.execute("SELECT subject FROM record WHERE uid = ?", [uid])
        return {liaison.meetings.get(uid).record.subject, read.fetchone()[0]}

    assert called() == {f"{GROUP}, Thu 2 Apr 2026"}
    liaison.act("hold", uid, on="31 mar")
    assert called() == {f"{GROUP}, Tue 31 Mar 2026"}
    liaison.act("decide", uid, words="Open at nine")
    (decision,) = liaison.decisions.linking("meeting", uid)
    assert decision.meeting.name == f"{GROUP}, Tue 31 Mar 2026"
    assert check(store).wrong == ()
    for _ in range(2):
        store.undo()
    assert called() == {f"{GROUP}, Thu 2 Apr 2026"}


@pytest.mark.parametrize(("typed", "has"), [("", True), ("yes", True), ("no", False)])
def test_it_has_papers_where_its_group_does(liaison: Liaison, typed: str, has: bool) -> None:
    meeting = make_meeting(liaison.store, liaison.groups.get(liaison.group).record, papers=typed)
    assert meeting.papers is has


def test_what_was_not_reached_is_on_the_next_agenda_however_that_begins(liaison: Liaison) -> None:
    group = liaison.groups.get(liaison.group).record
    liaison.act("reach", unreached="2")
    before = make_meeting(liaison.store, group, when="25 mar")
    assert before.items == (), "it was there before that one"
    liaison.meetings.act(before.uid, "cancel", {"why": "Snow."})
    first = make_meeting(liaison.store, group, when="+30")
    assert [(one.words, one.carried, one.reached) for one in first.items] == [
        ("Keys", date(2026, 4, 1), None)
    ]
    assert make_meeting(liaison.store, group, when="+40").items == (), "another has it"


def test_what_was_to_be_spoken_of_at_a_cancelled_meeting_is_on_the_next_agenda(
    store: Store, clock: FixedClock
) -> None:
    liaison = Liaison(store)
    group = liaison.groups.get(liaison.group).record
    liaison.act("reach", unreached="2")
    off = make_meeting(store, group, when="+3")
    liaison.meetings.add_row(off.uid, "items", {"words": "Rates"})
    liaison.meetings.act(off.uid, "cancel", {"why": "Snow."})
    clock.advance(days=9)
    case = liaison.groups.act(liaison.group, "plan", {})
    planned = case.record.planned
    assert [(one.words, one.carried) for one in planned.items] == [
        ("Keys", date(2026, 4, 1)),
        ("Rates", off.when.day),
    ]


def test_of_a_meeting_that_nobody_planned_nothing_is_lost(store: Store) -> None:
    group = make_group(store, starts="1 jan", papers="yes").uid
    groups, meetings = store.declared("group"), store.declared("meeting")
    groups.act(group, "hold", {"on": "1 mar"})
    (first,) = groups.get(group).record.meetings  # type: ignore[attr-defined]
    meetings.add_row(first.uid, "items", {"words": "Keys"})
    groups.act(group, "skip", {"why": "Easter."})
    groups.act(group, "hold", {"on": "today"})
    there = groups.get(group).record.meetings  # type: ignore[attr-defined]
    _, skipped, held = sorted(there, key=lambda one: one.due_on)
    assert skipped.items == ()
    assert [(one.words, one.carried) for one in held.items] == [("Keys", date(2026, 3, 1))]
    assert held.papers is True


# What is said of members, and not refused.


def test_a_closed_organisation_a_seat_without_anybody_and_two_chairs_are_reported(
    liaison: Liaison,
) -> None:
    store = liaison.store
    seats = [f"fill a seat {CLUB}", f"fill a seat {SCOUTS}"]
    assert [one for one in due(store) if "a seat" in one] == seats
    store.organisations.edit(liaison.scouts, {"state": "closed"})
    assert f"replace {SCOUTS} is closed" in due(store)
    store.undo()
    assert "closed" not in " ".join(due(store))
    liaison.groups.edit_row(liaison.group, "members", 2, {"seat": "chair", "starts": "1 feb"})
    said = f"two chairs {CLUB} has the chair already when {SCOUTS} begins"
    assert said in due(store)
    liaison.groups.edit_row(liaison.group, "members", 1, {"ends": "31 jan"})
    assert said not in due(store)
    assert check(store).wrong == ()


def test_who_is_to_follow_the_chair_is_no_surprise(liaison: Liaison) -> None:
    liaison.groups.edit_row(liaison.group, "members", 1, {"ends": "31 may"})
    assert "ends It ends on Sun 31 May 2026." in due(liaison.store)
    liaison.groups.edit_row(liaison.group, "members", 1, {"succeeded_by": SCOUTS})
    assert "ends It ends on Sun 31 May 2026." not in due(liaison.store)


# What was reached.


def test_what_was_not_said_to_be_reached_is_carried_over_and_says_since_when(
    liaison: Liaison, clock: FixedClock
) -> None:
    case = liaison.act("reach", unreached="2")
    assert case.timeline[-1].text == "carried over: Keys"
    liaison.act("send-notes")
    (planned,) = [
        m for m in liaison.groups.act(liaison.group, "plan").record.meetings if not m.held
    ]
    (item,) = planned.items
    assert (item.words, item.carried, item.reached) == ("Keys", date(2026, 4, 1), None)
    clock.advance(days=60)
    liaison.act("hold", planned.uid)
    later = liaison.groups.act(liaison.group, "plan").record.planned
    assert [one.carried for one in later.items] == [date(2026, 4, 1)]


def test_an_item_that_was_decided_on_was_reached(liaison: Liaison) -> None:
    liaison.decide(item="2")
    assert [item.reached for item in liaison.one.items] == [None, True]
    liaison.store.undo()
    assert [item.reached for item in liaison.one.items] == [None, None]


@pytest.mark.parametrize(
    ("act", "given", "field", "said"),
    [
        ("reach", {"unreached": "3"}, "unreached", "has no item 3. They are numbered 1 to 2"),
        ("reach", {"unreached": "keys"}, "unreached", "“keys” is no number of an item"),
        ("decide", {"words": "x", "item": "9"}, "item", "has no item 9"),
        ("declare", {"who": "rook", "item": "9"}, "item", "has no item 9"),
        ("decide", {"words": ""}, "words", "Decision cannot be left blank"),
    ],
)
def test_what_no_item_can_be_meant_by(
    liaison: Liaison, act: str, given: dict[str, str], field: str, said: str
) -> None:
    liaison.act("attend")
    before = dump(liaison.store)
    with pytest.raises(BadInput, match=said) as refused:
        liaison.act(act, **given)
    assert refused.value.field == field
    assert dump(liaison.store) == before


# What makes no sense.


@pytest.mark.parametrize(
    ("held", "act", "given", "said"),
    [
        (True, "hold", {}, "MTG-26-0001 is held already"),
        (
            False,
            "decide",
            {"words": "x"},
            "was not held yet. Say that it was, then what it decided",
        ),
        (True, "add-action", {"what": "x"}, "Nothing was decided at MTG-26-0001 yet"),
        (
            True,
            "declare",
            {"who": "rook", "item": "1"},
            "Nobody is recorded as being at MTG-26-0001",
        ),
    ],
)
def test_what_is_refused_of_a_meeting(
    store: Store, held: bool, act: str, given: dict[str, str], said: str
) -> None:
    liaison = Liaison(store, held=held)
    before = dump(store)
    with pytest.raises(Refused, match=said):
        liaison.act(act, **given)
    assert dump(store) == before


def test_a_meeting_is_not_there_twice(liaison: Liaison) -> None:
    with pytest.raises(Refused, match="met on Wed 1 Apr 2026 already: MTG-26-0001"):
        liaison.plan("1 apr")
    with pytest.raises(Refused, match=f"{GROUP} was held on Wed 1 Apr 2026 already"):
        liaison.groups.act(liaison.group, "hold", {"on": "1 apr"})


def test_a_group_meets_once_a_day(store: Store) -> None:
    group, meetings = make_group(store, rule=""), store.declared("meeting")
    first = make_meeting(store, group, when="4 may 10am")
    other = make_meeting(store, make_group(store, "Another", rule=""), when="4 may")
    later = make_meeting(store, group, when="5 may")
    before, taken = dump(store), "VCS Network meets on Mon 4 May 2026 already: MTG-26-0001"
    for attempt in (
        lambda: make_meeting(store, group, when="4 may 2pm"),
        lambda: meetings.act(later.uid, "move", {"when": "4 may"}),
        lambda: meetings.edit(later.uid, {"when": "4 may"}),
        lambda: meetings.edit(other.uid, {"group": group.uid}),
    ):
        with pytest.raises(Refused, match=taken):
            attempt()
    assert dump(store) == before
    meetings.act(first.uid, "cancel", {"why": "snow"})
    with pytest.raises(Refused, match="4 May 2026, cancelled"):
        make_meeting(store, group, when="4 may")
    meetings.act(later.uid, "move", {"when": "4 may"})
    with pytest.raises(Refused, match="already: MTG-26-0003"):
        meetings.act(first.uid, "reopen", {"why": "thaw"})


def test_a_meeting_is_not_held_on_the_day_of_another(store: Store, clock: FixedClock) -> None:
    group, meetings = make_group(store, rule="", papers="yes"), store.declared("meeting")
    first, later = (make_meeting(store, group, when=day, papers="yes") for day in ("+1", "+2"))
    clock.advance(days=3)
    meetings.act(first.uid, "hold", {"on": "-2"})
    with pytest.raises(Refused, match="met on Fri 3 Apr 2026 already: MTG-26-0001"):
        meetings.act(later.uid, "hold", {"on": "-2"})
    meetings.act(later.uid, "hold", {"on": "-1"})
    # Two on one day already, as two desks may have written them, go on.
    with store.action("As two desks have it"):
        store.update("groups_meeting", later.uid, {"held": "2026-04-03"})
    assert not meetings.act(later.uid, "send-notes").record.is_open


# The desk.


def test_the_desk_asks_for_the_agenda_then_for_the_notes(store: Store, clock: FixedClock) -> None:
    liaison = Liaison(store, held=False, rule="")
    liaison.plan("24 apr")
    liaison.act("cancel", why="Easter")
    seats = [f"fill a seat {CLUB}", f"fill a seat {SCOUTS}"]
    assert due(store) == [
        "agenda Meets Fri 24 Apr 2026 (day 0); 5 working days before it is Fri 17 Apr 2026.",
        *seats,
        "meeting",
    ]
    clock.advance(days=30)
    uid = liaison.groups.get(liaison.group).record.planned.uid
    liaison.act("hold", uid, on="24 apr")
    assert [one.split()[0] for one in due(store)] == ["fill", "fill", "notes"]
    liaison.act("send-notes", uid)
    assert [one.split()[0] for one in due(store)] == ["fill", "fill"]


# What comes next.


def test_before_it_is_held_only_who_is_named_is_noted(store: Store) -> None:
    liaison = Liaison(store, held=False)
    assert [row.came for row in liaison.act("attend", apologies=SCOUTS).record.attendance] == [
        Came.APOLOGIES
    ]
    liaison.act("hold", on="1 apr")
    assert next_of(liaison) == "attend"
    assert len(liaison.act("attend", apologies=SCOUTS).record.attendance) == 2
    assert next_of(liaison) == "decide"


def next_of(liaison: Liaison) -> str:
    """What `s enter` would do."""
    one = liaison.meetings.get(liaison.meeting)
    return next_acts(one.kind, one.record)[0].name


def test_what_comes_next_first_at_each_step_of_a_meeting(store: Store) -> None:
    liaison = Liaison(store, held=False)
    came_next = [next_of(liaison)]
    for name, given in (
        ("send-agenda", {}),
        ("hold", {"on": "1 apr"}),
        ("attend", {}),
        ("decide", {"words": "Rents stay", "item": "1"}),
        ("add-action", {"what": "Write to all", "owner": "Housing"}),
        ("reach", {"unreached": "2"}),
        ("send-notes", {}),
    ):
        assert came_next[-1] == name
        liaison.act(name, **given)
        came_next.append(next_of(liaison))
    assert came_next[-1] == "actions"


def test_with_nothing_on_its_agenda_that_comes_first(liaison: Liaison) -> None:
    liaison.act("reach")
    uid = liaison.plan("30 apr")

    def came_next() -> str:
        one = liaison.meetings.get(uid)
        return next_acts(one.kind, one.record)[0].name

    assert came_next() == "add-item"
    case = liaison.act("add-item", uid, words="Rates", asked_by="Ann Lee")
    assert [(item.words, item.asked_by) for item in case.record.items] == [("Rates", "Ann Lee")]
    assert case.timeline[-1].text == "1. Rates"
    assert came_next() == "send-agenda"


def test_who_came_is_said_too_where_no_notes_go_out(liaison: Liaison) -> None:
    uid = liaison.plan("2 apr")
    liaison.meetings.edit(uid, {"papers": "no"})
    assert not liaison.act("hold", uid).record.is_open
    one = liaison.meetings.get(uid)
    assert next_acts(one.kind, one.record)[0].name == "attend"
    assert len(liaison.act("attend", uid).record.attendance) == 2
    liaison.act("send-notes")
    with pytest.raises(Refused, match="is closed"):
        liaison.act("attend")


def test_before_it_is_held_nothing_is_offered_that_needs_that(store: Store) -> None:
    liaison = Liaison(store, held=False)
    one = liaison.meetings.get(liaison.meeting)
    offered = [each.name for each in next_acts(one.kind, one.record)]
    assert offered == ["send-agenda", "add-item", "hold", "move", "attend", "ask", "cancel"]
    with pytest.raises(Refused, match="was not held yet"):
        liaison.act("reach", unreached="1")


def test_without_papers_it_is_to_be_held_next(liaison: Liaison) -> None:
    uid = liaison.plan("30 apr")
    liaison.meetings.edit(uid, {"papers": "no"})
    one = liaison.meetings.get(uid)
    assert next_acts(one.kind, one.record)[0].name == "hold"


def test_it_was_held_on_the_day_it_was_planned_for_and_where_that_is_to_come_it_is_asked(
    store: Store, clock: FixedClock
) -> None:
    liaison = Liaison(store, held=False)
    later = liaison.plan("30 apr")
    assert liaison.act("hold").record.held == date(2026, 4, 1)
    before = dump(store)
    for attempt in (
        lambda: liaison.act("hold", later),
        lambda: liaison.groups.act(liaison.group, "hold"),
    ):
        with pytest.raises(
            BadInput, match="is planned for Thu 30 Apr 2026, which is to come"
        ) as no:
            attempt()
        assert no.value.field == "on"
    assert dump(store) == before
    assert liaison.act("hold", later, on="today").record.held == store.today()


def test_rows_say_what_is_not_understood_by_itself(cli: Cli, liaison: Liaison) -> None:
    liaison.meetings.add_row(liaison.meeting, "items", {"words": "Rates", "asked_by": "Ann Lee"})
    liaison.act("attend")
    liaison.act("declare", who=CLUB, item="3")
    said = cli.text("show", liaison.one.reference)
    assert "3. Rates, asked by Ann Lee" in said
    assert f"1. {CLUB}, present, interest in Rates" in said
