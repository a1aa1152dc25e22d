"""Who came to a meeting: its members, by which names, who declared an interest, and guests."""

from __future__ import annotations

from typing import Any

import pytest
from factories import dump, make_group, make_organisation
from liaison import CLUB, GROUP, SCOUTS, Liaison

from db.store import Store
from db.upkeep.checking import check
from spoc_tui.casework.errors import BadInput, NotFound, Refused
from spoc_tui.casework.groups.meeting import Meeting
from spoc_tui.casework.groups.member import Came


@pytest.fixture
def liaison(store: Store) -> Liaison:
    return Liaison(store)


# Who came.


def test_all_were_there_but_for_those_who_are_named(liaison: Liaison) -> None:
    liaison.seat(team="Housing")
    case = liaison.act("attend", apologies="strood", deputies="Housing")
    assert [(one.name, one.came) for one in case.record.attendance] == [
        (CLUB, Came.PRESENT),
        (SCOUTS, Came.APOLOGIES),
        ("Housing", Came.DEPUTY),
    ]
    assert case.timeline[-1].text == "1 present, 1 deputy, 1 apologies"
    rows = [one.uid for one in case.record.attendance]
    again = liaison.act("attend", absent="Housing").record.attendance
    assert [one.uid for one in again] == rows
    assert [one.came for one in again] == [Came.PRESENT, Came.APOLOGIES, Came.ABSENT]


def test_what_is_not_given_again_stays_as_it_was(liaison: Liaison) -> None:
    liaison.act("attend", apologies="strood", guests="Ann Lee")

    def said(**typed: str) -> tuple[list[Came | None], list[str]]:
        one = liaison.act("attend", **typed).record
        return [each.came for each in one.attendance], guests(one)

    before = [Came.PRESENT, Came.APOLOGIES]
    assert said(guests="Ann Lee; Bo") == (before, ["Ann Lee", "Bo"])
    assert said(absent="rook") == ([Came.ABSENT, Came.APOLOGIES], ["Ann Lee", "Bo"])
    assert said(apologies="rook") == ([Came.APOLOGIES, Came.PRESENT], ["Ann Lee", "Bo"])
    assert said(apologies="none") == ([Came.PRESENT, Came.PRESENT], ["Ann Lee", "Bo"])


def test_nothing_is_noted_of_a_meeting_to_come_where_nothing_is_said(liaison: Liaison) -> None:
    meeting = liaison.plan("9 apr")
    with pytest.raises(Refused, match="was not held yet, and nothing would change"):
        liaison.meetings.act(meeting, "attend")
    (row,) = liaison.meetings.act(meeting, "attend", {"apologies": "strood"}).record.attendance
    assert (row.name, row.came) == (SCOUTS, Came.APOLOGIES)


def test_each_seat_of_an_organisation_has_a_row_of_its_own(liaison: Liaison) -> None:
    organisations = liaison.store.organisations
    person = organisations.add_contact(organisations.find(CLUB).uid, "Ida Marsh")
    liaison.seat(organisation=CLUB, person=person.uid, seat="deputy")
    rows = liaison.act("attend", apologies="Ida").record.attendance
    assert [one.name for one in rows] == [CLUB, SCOUTS, CLUB]
    again = liaison.act("attend", apologies="Ida").record.attendance
    assert again == rows, "said again, it is the same"
    assert [one.came for one in again] == [Came.PRESENT, Came.PRESENT, Came.APOLOGIES]


# Which members they are.


def test_a_member_is_found_by_the_organisations_other_names(liaison: Liaison) -> None:
    organisations = liaison.store.organisations
    organisations.edit(liaison.club, {}, other_names=["RLBC"])
    liaison.act("ask", role="speaker", organisation=CLUB)
    assert liaison.act("answer", who="rlbc", said="Yes.").record.parties[0].answer == "Yes."
    came = liaison.act("attend", absent="rlbc").record.attendance
    assert [(one.name, one.came) for one in came] == [(CLUB, Came.ABSENT), (SCOUTS, Came.PRESENT)]
    assert liaison.act("declare", who="RLBC", item="1").timeline[-1].text.startswith(CLUB)
    with pytest.raises(BadInput, match=f"{CLUB} is a member: say so of them as such"):
        liaison.act("attend", guests="rlbc")
    liaison.act("actions", lines="RLBC: Write to all")
    with pytest.raises(Refused, match="Everything is there already: RLBC: Write to all"):
        liaison.act("actions", lines="RLBC: Write to all")


def test_who_is_no_member_that_day_did_not_come(liaison: Liaison) -> None:
    make_organisation(liaison.store, "Hoo Drama Club")
    liaison.groups.edit_row(liaison.group, "members", 2, {"ends": "31 mar"})
    liaison.meetings.edit(liaison.meeting, {"papers": "yes"})
    for name in ("Hoo Drama Club", SCOUTS):
        before = dump(liaison.store)
        with pytest.raises(
            BadInput, match=f"{name} is no member of {GROUP} on Wed 1 Apr 2026"
        ) as no:
            liaison.came(name)
        assert no.value.field == "attendance"
        assert dump(liaison.store) == before
    with pytest.raises(BadInput, match="“hoo” is no member of Liaison Group on Wed 1 Apr"):
        liaison.act("attend", absent="hoo")
    with pytest.raises(BadInput, match=f"{CLUB} is named twice"):
        liaison.act("attend", absent=CLUB, apologies="rook")
    assert [one.name for one in liaison.act("attend").record.attendance] == [CLUB]


def test_who_changes_something_else_is_not_told_off_for_a_member_who_left(liaison: Liaison) -> None:
    liaison.act("attend")
    liaison.groups.remove_row(liaison.group, "members", 2)
    liaison.meetings.edit(liaison.meeting, {"place": "Gun Wharf"})
    assert len(liaison.one.attendance) == 2


def test_a_member_that_was_merged_is_read_through_the_survivor(liaison: Liaison) -> None:
    liaison.act("attend")
    survivor = make_organisation(liaison.store, "Scouts of Medway")
    liaison.store.duplicates.merge(survivor.uid, liaison.scouts)
    members = liaison.groups.get(liaison.group).record.members
    assert [one.name for one in members] == [CLUB, "Scouts of Medway"]
    liaison.came("Scouts of Medway", liaison.plan("9 apr"))
    again = liaison.act("attend", apologies="scouts of").record.attendance
    assert [one.came for one in again] == [Came.PRESENT, Came.APOLOGIES]
    assert check(liaison.store).wrong == ()


# Interests.


def test_who_decides_about_their_own_contract_declares_it(liaison: Liaison) -> None:
    liaison.act("attend")
    liaison.act("declare", who="rook", item="1")
    with pytest.raises(Refused, match=f"{CLUB} has declared an interest in that already"):
        liaison.act("declare", who="rook", item="1")
    with pytest.raises(NotFound, match="no such member there"):
        liaison.act("declare", who="hoo", item="1")
    case = liaison.act("decide", words="Rents stay", item="1")
    assert case.timeline[-1].text == f"Rents stay (interest declared: {CLUB})"
    made = liaison.of_meeting()[0]
    assert [one.name for one in made.interests] == [CLUB]
    assert liaison.decide("Keys are kept", item="2").interests == ()


def test_a_group_without_members_has_nobody_to_come(store: Store) -> None:
    group = make_group(store, "Nobody")
    meeting: Any = store.declared("meeting").add({"group": group.uid, "when": "9 apr"}).record
    with pytest.raises(Refused, match="Nobody has no members on Thu 9 Apr 2026"):
        store.declared("meeting").act(meeting.uid, "attend")


# Guests.


def guests(one: Meeting) -> list[str]:
    return [each.who for each in one.parties if each.role == "guest"]


def test_guests_are_listed_beside_the_members_and_are_asked_nothing(liaison: Liaison) -> None:
    case = liaison.act("attend", guests=" Ann Lee ; the press;ann lee")
    assert guests(case.record) == ["Ann Lee", "the press"]
    assert case.timeline[-1].text == "2 present, 2 guests"
    assert not any(each.is_silent or each.waits_to_hear for each in case.record.parties)
    assert guests(liaison.act("attend", absent=SCOUTS).record) == ["Ann Lee", "the press"]
    assert guests(liaison.act("attend", guests="The press; Bo").record) == ["Bo", "the press"]
    liaison.store.undo()
    assert guests(liaison.one) == ["Ann Lee", "the press"]
    assert guests(liaison.act("attend", guests="None").record) == []


def test_who_was_asked_stays_whoever_came(liaison: Liaison) -> None:
    liaison.act("ask", role="guest", called="Cy")
    assert guests(liaison.act("attend", guests="Ann Lee; cy").record) == ["Cy", "Ann Lee"]
    assert guests(liaison.act("attend", guests="none").record) == ["Cy"]


def test_a_member_is_no_guest(liaison: Liaison) -> None:
    with pytest.raises(BadInput, match="Strood Scouts is a member") as no:
        liaison.act("attend", guests="strood scouts")
    assert no.value.field == "guests"
