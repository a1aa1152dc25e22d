"""What belongs to declared records: rows with fields of their own, and who was asked."""

from __future__ import annotations

from typing import Any

import pytest
from cli_desk import Cli
from factories import (
    FixedClock,
    another_window,
    dump,
    make_group,
    make_meeting,
    make_organisation,
    team,
    value,
)

from db.store import Store
from db.upkeep.checking import check
from spoc_tui.casework.errors import BadInput, NotFound, Refused
from spoc_tui.casework.groups.member import Seat
from spoc_tui.casework.kinds.fields import Linked, fields_of
from spoc_tui.casework.kinds.values import as_typed

SEAT = {"seat": "member", "starts": "1 apr"}


def groups(store: Store) -> Any:
    return store.declared("group")


def meetings(store: Store) -> Any:
    return store.declared("meeting")


# Rows.


def test_rows_are_added_changed_and_removed_by_their_number(store: Store) -> None:
    club, uid = make_organisation(store), make_group(store).uid
    groups(store).add_row(uid, "members", {"organisation": "rook lane", **SEAT})
    groups(store).add_row(uid, "members", {"team": "Housing", **SEAT, "ends": "31 dec 2027"})
    (first, second) = groups(store).get(uid).record.members
    assert first.organisation == Linked(club.uid, club.name)
    assert second.team == Linked(team(store).uid, "Housing")
    case = groups(store).edit_row(uid, "members", 2, {"seat": "chair", "ends": ""})
    assert [(one.seat, one.ends) for one in case.record.members] == [
        (Seat.MEMBER, None),
        (Seat.CHAIR, None),
    ]
    assert case.timeline[-1].text == "members: now Housing, chair, from Wed 1 Apr 2026"
    assert groups(store).edit_row(uid, "members", 2, {"seat": "chair"}) == case
    case = groups(store).remove_row(uid, "members", 1)
    assert [one.name for one in case.record.members] == ["Housing"]
    assert case.timeline[-1].text == (f"members: removed {club.name}, member, from Wed 1 Apr 2026")
    assert check(store).wrong == ()


@pytest.mark.parametrize(
    ("act", "raises", "field", "said"),
    [
        (lambda g, uid: g.remove_row(uid, "members", 1), NotFound, "number", "There is none"),
        (lambda g, uid: g.edit_row(uid, "members", 9, SEAT), NotFound, "number", "no number 9"),
        (lambda g, uid: g.add_row(uid, "people", SEAT), BadInput, "rows", "Rows: members"),
        (lambda g, uid: g.add_row(uid, "members", {"seat": "king"}), BadInput, "seat", "king"),
        (lambda g, uid: g.add_row(uid, "members", SEAT), BadInput, "members", "an organisation,"),
    ],
)
def test_what_is_no_row_is_refused_and_leaves_nothing(
    store: Store, act: Any, raises: type[Exception], field: str, said: str
) -> None:
    uid = make_group(store).uid
    before = dump(store)
    with pytest.raises(raises, match=said) as refused:
        act(groups(store), uid)
    assert refused.value.field == field  # type: ignore[attr-defined]
    assert dump(store) == before
    groups(store).act(uid, "close")
    with pytest.raises(Refused, match="Reopen it before you change it"):
        groups(store).add_row(uid, "members", SEAT)


def test_rows_of_a_form_are_read_with_the_record(store: Store) -> None:
    make_organisation(store)
    made = make_group(
        store,
        members='[{"uid": "", "organisation": "rook lane", "seat": "chair", "starts": "today"}]',
    )
    (member,) = made.members
    field = fields_of(type(made))["members"]
    # As it stands it is nobody's change; with another the first stays as it is.
    typed = as_typed(field, made.members)
    before = dump(store)
    more = typed[:-1] + ', {"team": "housing", "seat": "member", "starts": "today"}]'
    with groups(store).typed_over(made.uid, made):
        assert groups(store).edit(made.uid, {"members": typed}).record == made
        assert dump(store) == before
        after = groups(store).edit(made.uid, {"members": more}).record
    assert after.members[0] == member
    assert [one.name for one in after.members] == ["Rook Lane Bowls Club", "Housing"]
    wrong = '[{"organisation": "rook lane", "seat": "chair", "starts": "soonish"}]'
    with pytest.raises(BadInput, match=r"Members, number 1: .*soonish") as refused:
        groups(store).edit(made.uid, {"members": wrong})
    assert refused.value.field == "members"
    other = another_window(store)
    try:
        other.declared("group").remove_row(made.uid, "members", 2)
    finally:
        other.close()
    with (
        groups(store).typed_over(made.uid, after),
        pytest.raises(Refused, match="changed GRP-26-0001 meanwhile: Members"),
    ):
        groups(store).edit(made.uid, {"members": ""})


def test_records_are_found_by_the_words_of_their_rows(store: Store) -> None:
    made = make_meeting(store)
    meetings(store).add_row(made.uid, "items", {"words": "Rents of the halls"})
    meetings(store).act(made.uid, "ask", {"role": "paper", "called": "Petra Quill"})
    for typed in ("rents", "quill"):
        assert [hit.uid for hit in store.search.anything(typed)] == [made.uid]
    words = "SELECT words FROM record_text WHERE record = ?"
    assert value(store, words, made.uid).split("\n") == [
        "",
        "",
        "Rents of the halls",
        "Petra Quill ",
    ]
    store.undo()
    meetings(store).edit_row(made.uid, "items", 1, {"words": "Keys"})
    assert value(store, words, made.uid).split("\n") == ["", "", "Keys", ""]
    meetings(store).remove_row(made.uid, "items", 1)
    assert value(store, words, made.uid).split("\n") == ["", "", "", ""]
    assert check(store).wrong == ()


# What is due follows from rows, from who is named in them, and from records of another kind.


def due(store: Store) -> list[str]:
    rows = store.connection.execute("SELECT what, due, words FROM record_due ORDER BY what, due")
    return [" ".join(filter(None, row)) for row in rows]


def test_what_is_due_names_whom_it_concerns_as_they_are_called_now(store: Store) -> None:
    club, uid = make_organisation(store), make_group(store, rule="").uid
    groups(store).add_row(uid, "members", {"organisation": club.uid, **SEAT})
    assert due(store) == ["fill a seat 2026-04-01 Rook Lane Bowls Club"]
    store.organisations.edit(club.uid, {"name": "Bowls in the Lane"})
    assert due(store) == ["fill a seat 2026-04-01 Bowls in the Lane"]
    survivor = make_organisation(store, "Strood Bowls")
    store.duplicates.merge(survivor.uid, club.uid)
    assert due(store) == ["fill a seat 2026-04-01 Strood Bowls"]
    store.organisations.edit(survivor.uid, {"name": "Strood and Rook Lane"})
    assert due(store) == ["fill a seat 2026-04-01 Strood and Rook Lane"]
    store.undo()
    assert due(store) == ["fill a seat 2026-04-01 Strood Bowls"]
    groups(store).remove_row(uid, "members", 1)
    assert due(store) == []
    store.undo()
    assert check(store).wrong == ()


def test_a_groups_next_meeting_is_due_by_its_meetings(store: Store) -> None:
    uid = make_group(store, starts="13 apr").uid
    assert due(store) == ["meeting 2026-04-13"]
    (planned,) = groups(store).act(uid, "plan").record.meetings
    assert due(store) == ["meeting 2026-04-13"]
    assert planned.subject == "VCS Network, Mon 13 Apr 2026"
    meetings(store).act(planned.uid, "cancel", {"why": "Easter"})
    assert due(store) == ["meeting 2026-05-26"]
    groups(store).edit(uid, {"name": "Leaders"})
    assert store.history.name_of("meeting", planned.uid) == "MTG-26-0001: Leaders, Mon 13 Apr 2026"
    other = make_group(store, "Another", rule="")
    again = meetings(store).act(planned.uid, "reopen", {"why": "no"}).record
    meetings(store).edit(again.uid, {"group": other.reference})
    assert due(store) == ["meeting 2026-04-13", "meeting 2026-04-13"]
    assert check(store).wrong == ()


def test_what_there_is_once_is_there_once(store: Store) -> None:
    group = make_group(store, rule="")
    made = make_meeting(store, group, when="4 may")
    with pytest.raises(Refused, match="meets on Mon 4 May 2026 already: MTG-26-0001"):
        make_meeting(store, group, when="4 may")
    store.undo()
    again = make_meeting(store, group, when="4 may", place="Gun Wharf")
    assert (again.uid, again.reference, again.place) == (made.uid, made.reference, "Gun Wharf")
    store.undo()
    store.undo()
    with pytest.raises(NotFound, match="undone"):
        groups(store).get(group.uid)


# Who is asked.


def test_somebody_is_asked_reminded_answers_and_is_told(store: Store, clock: FixedClock) -> None:
    club, uid = make_organisation(store), make_meeting(store).uid
    acts = meetings(store)
    acts.act(uid, "ask", {"role": "speaker", "organisation": "rook lane", "on": "1/4"})
    with pytest.raises(Refused, match="asked already, on Wed 1 Apr 2026"):
        acts.act(uid, "ask", {"role": "speaker", "organisation": club.uid})
    acts.act(uid, "ask", {"role": "guest", "called": "Ann Lee"})
    clock.advance(days=1)
    acts.act(uid, "remind", {"who": "ann"})
    acts.act(uid, "answer", {"who": "rook", "said": "Gladly."})
    acts.act(uid, "excuse", {"who": "ann", "why": "on leave"})
    with pytest.raises(Refused, match="no answer is awaited"):
        acts.act(uid, "remind", {"who": "rook"})
    acts.act(uid, "hold", {"on": "today"})
    case = acts.act(uid, "tell", {"who": club.name})
    guest, speaker = sorted(case.record.parties, key=lambda one: one.role)
    assert (speaker.answer, speaker.told, guest.excused) == ("Gladly.", store.today(), "on leave")
    assert [event.words for event in case.timeline] == [
        *("logged", "asked", "asked", "reminded", "answer in", "excused", "held", "outcome told")
    ]
    for _ in range(4):
        store.undo()
    assert acts.get(uid).record.parties[0].answered is None
    assert check(store).wrong == ()


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"role": "king", "called": "Ann"}, "role", "Choose one of: speaker, guest, paper"),
        ({"called": "Ann"}, "role", "cannot be left blank"),
        ({"role": "guest"}, "organisation", "Say who is asked"),
        ({"role": "guest", "called": "Ann", "on": "tomorrow"}, "on", "tomorrow"),
    ],
)
def test_who_cannot_be_asked(store: Store, given: dict[str, str], field: str, said: str) -> None:
    with pytest.raises(BadInput, match=said) as refused:
        meetings(store).act(make_meeting(store).uid, "ask", given)
    assert refused.value.field == field


def test_who_was_undone_is_asked_again_as_if_new(store: Store) -> None:
    uid = make_meeting(store).uid
    acts = meetings(store)
    acts.act(uid, "ask", {"role": "guest", "called": "Ann Lee"})
    acts.act(uid, "answer", {"who": "1", "said": "No."})
    store.undo()
    store.undo()
    acts.act(uid, "ask", {"role": "guest", "called": "ann  lee"})
    (one,) = acts.get(uid).record.parties
    assert (one.called, one.answer) == ("ann lee", "")
    assert value(store, "SELECT count(*) FROM party") == 1


# On the command line.


def test_rows_have_verbs_of_their_own(cli: Cli, store: Store) -> None:
    make_organisation(store)
    make_group(store)
    seat = ("--seat", "chair", "--starts", "today")
    said = cli.text("groups", "group", "members", "add", "1", "--organisation", "rook", *seat)
    assert "Edited GRP-26-0001: members: added Rook Lane Bowls Club, chair, from" in said
    cli.text("groups", "group", "members", "edit", "GRP-26-0001", "1", "seat=observer")
    listed = cli.text("groups", "group", "members", "list", "1")
    assert listed.startswith("1. Rook Lane Bowls Club, observer, from Thu 2 Apr 2026")
    (row,) = cli.json("groups", "group", "members", "list", "1")
    assert (row["seat"], row["organisation"]["name"]) == ("observer", "Rook Lane Bowls Club")
    assert cli.json("groups", "group", "show", "1")["members"] == [row]
    assert "1. Rook Lane Bowls Club, observer" in cli.text("show", "grp 1")
    cli.text("groups", "group", "members", "remove", "1", "1")
    assert cli.text("groups", "group", "members", "list", "1") == "GRP-26-0001 has none.\n"


def test_who_is_asked_is_in_the_record(cli: Cli, store: Store) -> None:
    made = make_meeting(store)
    ask = ("--role", "speaker", "--called", "Ann Lee")
    assert "Asked: MTG-26-0001." in cli.text("groups", "meeting", "ask", "mtg 1", *ask)
    (one,) = cli.json("show", made.reference)["parties"]
    assert (one["role"], one["called"], one["asked"]) == ("speaker", "Ann Lee", "2026-04-02")
    assert "Asked           1. speaker, Ann Lee, asked Thu 2 Apr 2026" in cli.text("show", "mtg 1")
    cli.text("groups", "meeting", "answer", "mtg 1", "--who", "ann", "--said", "Yes")
    assert cli.json("show", made.reference)["parties"][0]["answer"] == "Yes"
