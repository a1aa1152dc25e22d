"""What is changed of a meeting and its decisions after the notes went out: each a correction, with
its day, that says what was there.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from cli_desk import Cli
from factories import FixedClock, dump, make_decision
from liaison import CLUB, GROUP, SCOUTS, Liaison

from db.store import Store
from db.upkeep.checking import check
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.groups.meeting import Step

ON = "Mon 6 Apr 2026"
WORDS = {"words": "Rents stay until May"}


@pytest.fixture
def liaison(store: Store, clock: FixedClock) -> Liaison:
    """A meeting whose notes went out, four days later open again."""
    liaison = Liaison(store)
    liaison.act("attend", apologies=SCOUTS, guests="Ann Lee")
    liaison.decide("Rents stay", item="1")
    liaison.meetings.edit(liaison.meeting, {"notes": "It was cold.\nIt ended at nine."})
    liaison.act("send-notes")
    clock.advance(days=4)
    liaison.act("reopen", why="The notes are wrong.")
    return liaison


def corrections(liaison: Liaison) -> list[str]:
    """Those of the meeting, a line each."""
    return liaison.one.corrections.splitlines()


def edit(liaison: Liaison, **typed: str) -> None:
    liaison.meetings.edit(liaison.meeting, typed)


def decision(liaison: Liaison, **typed: str) -> None:
    liaison.decisions.edit("SLG-26-01", typed)


CHANGES: dict[str, tuple[Callable[[Liaison], object], str]] = {
    "where": (lambda it: edit(it, place="Gun Wharf"), "where was blank"),
    "its notes": (
        lambda it: edit(it, notes="It was cold.\nIt ended at ten."),
        "notes said “It ended at nine.”; notes left out “It ended at ten.”",
    ),
    "who came": (
        lambda it: it.act("attend", apologies="none"),
        f"attendance was “{SCOUTS}, apologies”",
    ),
    "a row of who came": (
        lambda it: it.meetings.remove_row(it.meeting, "attendance", 2),
        f"attendance “{SCOUTS}, apologies” is taken out",
    ),
    "a guest": (
        lambda it: it.act("attend", apologies=SCOUTS, guests="Bo Day"),
        "guest “Ann Lee” is taken out; guest “Bo Day” was left out",
    ),
    "who was asked": (
        lambda it: it.act("ask", role="speaker", called="Cy Roe"),
        "speaker “Cy Roe” was left out",
    ),
    "an interest": (lambda it: it.act("declare", who="rook", item="2"), f"attendance was “{CLUB}"),
    "an item": (
        lambda it: it.meetings.edit_row(it.meeting, "items", 2, {"words": "Locks"}),
        "item was “Keys, not reached”",
    ),
    "a new item": (
        lambda it: it.meetings.add_row(it.meeting, "items", {"words": "Rates"}),
        "item “Rates, not reached” was left out",
    ),
    "what was reached": (lambda it: it.act("reach"), "item was “Keys, not reached”"),
    "a decision more": (
        lambda it: it.act("decide", words="Open at nine"),
        "SLG-26-02 (“Open at nine”) was left out",
    ),
    "a decision more, put on record by itself": (
        lambda it: make_decision(
            it.store,
            it.groups.get(it.group).record,
            meeting=it.meeting,
            decided="1 apr",
            words="Open at nine",
        ),
        "SLG-26-02 (“Open at nine”) was left out",
    ),
    "a decision less": (
        lambda it: decision(it, meeting=""),
        "SLG-26-01 (“Rents stay”) is no decision of this meeting",
    ),
    "a decision’s words": (
        lambda it: decision(it, **WORDS),
        "SLG-26-01: decision was “Rents stay”",
    ),
    "that it is withdrawn": (
        lambda it: it.decisions.act("SLG-26-01", "close", {"why": "A mistake."}),
        "SLG-26-01: it is withdrawn (A mistake.)",
    ),
    "what they got wrong, in words": (
        lambda it: it.act("correct", text="Ann Lee is Anne Lee"),
        "Ann Lee is Anne Lee",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_whatever_the_notes_said_is_put_right_with_its_day(liaison: Liaison, name: str) -> None:
    change, said = CHANGES[name]
    before = dump(liaison.store, marks=False)
    change(liaison)
    (line,) = corrections(liaison)
    assert line.startswith(f"{ON}: {said}")
    assert liaison.one.corrected == date(2026, 4, 6)
    after = dump(liaison.store, marks=False)
    liaison.store.undo()
    assert dump(liaison.store, marks=False) == before, "one act, one undo"
    liaison.store.redo()
    assert dump(liaison.store, marks=False) == after
    assert check(liaison.store).wrong == ()


def test_what_the_notes_do_not_say_is_no_correction(liaison: Liaison) -> None:
    edit(liaison, follow_up="fri")
    liaison.act("note", text="They rang.")
    liaison.act("attend", apologies=SCOUTS, guests="Ann Lee")
    liaison.decisions.act("SLG-26-01", "add-action", {"what": "Write", "owner": "Housing"})
    liaison.decisions.edit("SLG-26-01", {"follow_up": "fri"})
    assert corrections(liaison) == []


def test_before_they_went_out_nothing_is(store: Store) -> None:
    liaison = Liaison(store)
    liaison.act("attend")
    liaison.decide()
    edit(liaison, notes="It was cold.", place="Gun Wharf")
    decision(liaison, **WORDS)
    assert corrections(liaison) == []
    with pytest.raises(Refused, match="did not go out yet"):
        liaison.act("correct", text="It was warm.")


def test_a_decision_that_leaves_a_meeting_says_so_itself_too(liaison: Liaison) -> None:
    decision(liaison, meeting="")
    one = liaison.decisions.get("SLG-26-01").record
    assert one.corrections == f"{ON}: meeting was “{GROUP}, Wed 1 Apr 2026”"
    decision(liaison, meeting="mtg 1")
    assert corrections(liaison) == [
        f"{ON}: SLG-26-01 (“Rents stay”) is no decision of this meeting",
        f"{ON}: SLG-26-01 (“Rents stay”) was left out",
    ]


def test_one_decided_outside_a_meeting_has_its_own_alone(liaison: Liaison) -> None:
    made = make_decision(liaison.store, liaison.groups.get(liaison.group).record, decided="today")
    liaison.decisions.act(made.uid, "circulate")
    liaison.decisions.act(made.uid, "close", {"why": "A mistake."})
    said = liaison.decisions.act(made.uid, "reopen", {"why": "It holds."}).record.corrections
    assert said.splitlines() == [
        f"{ON}: it is withdrawn (A mistake.)",
        f"{ON}: it was withdrawn, and holds again",
    ]
    assert corrections(liaison) == []


def test_corrected_notes_go_out_again(cli: Cli, liaison: Liaison, clock: FixedClock) -> None:
    first = liaison.one.notes_at
    with pytest.raises(Refused, match=r"went out on Thu 2 Apr 2026, and nothing of them was"):
        liaison.act("send-notes")
    assert [due.what for due in liaison.meetings.dues(liaison.one)] == ["correct"]
    edit(liaison, place="Gun Wharf")
    (due,) = liaison.meetings.dues(liaison.one)
    assert (due.what, due.on) == ("notes again", date(2026, 4, 13))
    liaison.act("decide", words="Open at nine")
    case = liaison.act("send-notes")
    one = liaison.one
    assert (one.status, one.is_open, one.notes_at) == (Step.NOTES_OUT, False, first)
    assert case.timeline[-1].text == "again, corrected"
    assert [each.sent for each in one.decisions] == [date(2026, 4, 2), date(2026, 4, 6)]
    with pytest.raises(Refused, match="went out on Mon 6 Apr 2026, and nothing"):
        liaison.act("send-notes")
    # What is put right on the closed meeting can go out without opening it again.
    decision(liaison, **WORDS)
    assert liaison.act("send-notes").record.to_send_again is None
    told = cli.json("groups", "meeting", "notes", "mtg 1")
    assert told["title"].startswith("Corrected notes: ")
    (lines,) = [one["lines"] for one in told["sections"] if one["title"].startswith("Corrected")]
    assert lines == [
        f"{ON}: where was blank.",
        f"{ON}: SLG-26-02 (“Open at nine”) was left out.",
        f"{ON}: SLG-26-01: decision was “Rents stay”.",
    ]


def test_the_next_agenda_has_what_was_put_right(cli: Cli, liaison: Liaison) -> None:
    edit(liaison, place="Gun Wharf")
    decision(liaison, **WORDS)
    liaison.plan("30 apr")
    (lines,) = [
        one["lines"]
        for one in cli.json("groups", "meeting", "agenda", "mtg 2")["sections"]
        if one["title"].startswith("Decisions")
    ]
    assert lines == [
        f"Corrected in the notes of Wed 1 Apr 2026, {ON}: where was blank.",
        f"Corrected: SLG-26-01, {ON}: decision was “Rents stay”.",
    ]


def test_what_is_sent_of_a_meeting_that_has_none(store: Store) -> None:
    liaison = Liaison(store, held=False)
    with pytest.raises(Refused, match="was not held yet"):
        liaison.act("send-notes")
    liaison.act("cancel", why="Snow.")
    with pytest.raises(Refused, match="MTG-26-0001 was cancelled: there are no notes of it"):
        liaison.act("send-notes")


# Where something is decided.


def test_a_meeting_decides_once_it_was_held_and_on_its_day(store: Store) -> None:
    liaison = Liaison(store)
    to_come = liaison.plan("30 apr")
    outside = make_decision(store, liaison.groups.get(liaison.group).record, decided="2 apr")
    typed = {"group": liaison.group, "words": "x"}
    before = dump(store)
    for given, field, said in (
        ({"meeting": to_come}, "meeting", f"{GROUP}, Thu 30 Apr 2026 was not held yet. Say that"),
        ({"meeting": to_come, "decided": "2 apr"}, "meeting", "was not held yet"),
        ({"meeting": "mtg 1", "decided": "2 apr"}, "decided", "here Wed 1 Apr 2026. Give that day"),
        ({"meeting": "mtg 1", "closes": "+3"}, "closes", "has no day for answers"),
        ({}, "decided", "Say on which day it was decided"),
    ):
        with pytest.raises(BadInput, match=said) as refused:
            liaison.decisions.add({**typed, **given})
        assert refused.value.field == field
    for given in ({"meeting": "mtg 1"}, {"meeting": to_come}):
        with pytest.raises(BadInput):
            liaison.decisions.edit(outside.uid, given)
    assert dump(store) == before
    made = liaison.decisions.add({**typed, "meeting": "mtg 1"}).record
    assert (made.decided, made.year, made.number) == (date(2026, 4, 1), "2026", "SLG-26-02")
    with pytest.raises(BadInput, match="here Wed 1 Apr 2026"):
        liaison.decisions.edit(made.uid, {"decided": "31 mar"})
    liaison.decisions.edit(outside.uid, {"meeting": "mtg 1", "decided": "1 apr"})
    with pytest.raises(Refused, match="stays with Liaison Group, which decided at it: SLG-26-01"):
        liaison.meetings.edit("mtg 1", {"group": liaison.groups.add(OTHER).record.uid})


OTHER = {"name": "Halls", "starts": "1 jan"}


def test_a_group_that_is_never_online_decides_only_at_its_meetings(store: Store) -> None:
    liaison = Liaison(store, virtual="no")
    typed = {"group": liaison.group, "words": "x"}
    made = liaison.decide()
    only = f"{GROUP} decides only at its meetings"
    for given in ({"decided": "today"}, {"closes": "+3"}):
        with pytest.raises(BadInput, match=only) as refused:
            liaison.decisions.add({**typed, **given})
        assert refused.value.field == "meeting"
    with pytest.raises(BadInput, match=only):
        liaison.decisions.edit(made.uid, {"meeting": ""})
    liaison.groups.edit(liaison.group, {"virtual": ""})
    asked = liaison.decisions.add({**typed, "closes": "+3"}).record
    liaison.groups.edit(liaison.group, {"virtual": "no"})
    with pytest.raises(BadInput, match=only):
        liaison.decisions.edit(asked.uid, {"closes": "+9"})
    liaison.decisions.edit(asked.uid, {"words": "What was asked is carried through"})
    assert liaison.decisions.act(asked.uid, "decide").record.decided is not None


def test_that_a_meeting_was_held_is_not_undone_beneath_what_it_decided(store: Store) -> None:
    liaison = Liaison(store, held=False)
    liaison.act("hold", on="1 apr")
    held = store.history.page(0, 1)[0].action.uid
    liaison.decide()
    with pytest.raises(Refused, match="came after it and rests on it"):
        store.undo(held)
