"""What cannot be so of a group and its meetings is said on the command line in a sentence: what,
where and what to do. What is refused leaves the file untouched.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest
from cli_desk import Cli
from factories import make_organisation, whole_file
from liaison import CLUB, GROUP, SCOUTS, Liaison

from db.store import Store

MEETING, MEMBERS = ("groups", "meeting"), ("groups", "group", "members")
ADD_ACTION = (*MEETING, "add-action", "mtg 1", "--what", "Write", "--owner")
ONE_OWNER = "An action has one owner. Name one of them, and begin another action for the other."


@pytest.fixture
def liaison(store: Store) -> Liaison:
    """A meeting of Wed 1 April that was held, of two members, with an item and a decision."""
    liaison = Liaison(store)
    liaison.act("attend")
    liaison.decide("Rents stay")
    club = store.organisations.find(CLUB).uid
    store.organisations.add_other_name(club, "RLBC")
    make_organisation(store, "Ash Club")
    make_organisation(store, "Choir, Rainham")
    return liaison


class Refused(NamedTuple):
    args: tuple[str, ...]
    code: int
    field: str
    said: str


REFUSED = {
    "attendance of no member": Refused(
        (*MEETING, "attend", "mtg 1", "--absent", "ash club"),
        *(2, "absent", f"“ash club” is no member of {GROUP} on Wed 1 Apr 2026. Members: {CLUB}; "),
    ),
    "a row of no member": Refused(
        (*MEETING, "attendance", "add", "mtg 1", "--organisation", "ash", "--came", "present"),
        *(2, "attendance", "Put it among the group’s members first, from a day on."),
    ),
    "said twice of one": Refused(
        (*MEETING, "attend", "mtg 1", "--absent", SCOUTS, "--apologies", "strood"),
        *(2, "absent", f"{SCOUTS} is named twice."),
    ),
    "held again": Refused((*MEETING, "hold", "mtg 1"), 4, "", "MTG-26-0001 is held already."),
    "its group held again": Refused(
        ("groups", "group", "hold", "grp 1", "--on", "1 apr 2026"),
        *(4, "", f"{GROUP} was held on Wed 1 Apr 2026 already. Give a later day, or skip the one"),
    ),
    "planned on a past day": Refused(
        ("groups", "group", "plan", "grp 1", "--when", "30 mar 2026"),
        *(
            2,
            "when",
            "which is past. Give today or a later day. One that is over is put on record ",
        ),
    ),
    "added on its day": Refused(
        (*MEETING, "add", "--group", "slg", "--when", "1 apr 2026"),
        *(4, "", f"{GROUP} met on Wed 1 Apr 2026 already: MTG-26-0001. Give another day."),
    ),
    "two owners": Refused((*ADD_ACTION, f"Housing and {CLUB}"), 2, "owner", ONE_OWNER),
    "two by another name": Refused((*ADD_ACTION, "RLBC & Housing"), 2, "owner", ONE_OWNER),
    "two, of which one has a comma": Refused(
        (*ADD_ACTION, "Housing & Choir, Rainham"), 2, "owner", ONE_OWNER
    ),
    "two with a stroke": Refused((*ADD_ACTION, f"RLBC / {SCOUTS}"), 2, "owner", ONE_OWNER),
    "two in a pasted line": Refused(
        (*MEETING, "actions", "mtg 1", "--lines", "Ann: Ring: 3 may\nRLBC & Housing: Ask: 3 may"),
        *(2, "", f"Line 2: {ONE_OWNER}"),
    ),
    "an interest of nobody there": Refused(
        (*MEETING, "declare", "mtg 1", "--who", "ash", "--item", "1"),
        *(3, "", f"There is no such member there “ash”. Known: {CLUB}, {SCOUTS}."),
    ),
    "in no item": Refused(
        (*MEETING, "declare", "mtg 1", "--who", CLUB, "--item", "9"),
        *(2, "item", "MTG-26-0001 has no item 9. They are numbered 1 to"),
    ),
    "a decision of another group": Refused(
        ("groups", "decision", "edit", "slg 26 1", "group=other"),
        *(3, "", "There is no group “other”. Known: "),
    ),
    "a blank decision": Refused(
        ("groups", "decision", "edit", "slg 26 1", "words="),
        *(2, "words", "Decision cannot be left blank (what is decided)."),
    ),
    "a member from nowhere": Refused(
        (*MEMBERS, "add", "slg", "--organisation", "nobody", "--seat", "member", "--starts", "1/1"),
        *(3, "", "nobody"),
    ),
    "a member of two": Refused(
        (*MEMBERS, "add", "slg", "--organisation", "ash", "--team", "housing", "--starts", "today"),
        *(2, "members", "A member is an organisation, or a team."),
    ),
    "a member that ends first": Refused(
        (*MEMBERS, "edit", "slg", "1", "ends=1/1/2019"),
        *(2, "ends", "It cannot end before it starts"),
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_in_a_sentence_and_nothing_is_written(
    cli: Cli, store: Store, liaison: Liaison, name: str
) -> None:
    args, code, field, said = REFUSED[name]
    args = (*args, "--seat", "member") if name == "a member of two" else args
    before = whole_file(store)
    error = cli.error(code, *args)
    assert said in error["message"]
    assert error.get("field", "") == field
    assert error["message"].endswith(".")
    assert whole_file(store) == before


def test_what_is_taken_and_to_be_put_right_is_said_at_once(
    cli: Cli, store: Store, liaison: Liaison
) -> None:
    seat = ("--starts", "today", "--seat", "chair")
    said = cli.text(*MEMBERS, "add", "slg", "--organisation", "ash club", *seat)
    wrong = f"Two chairs: {CLUB} has the chair already when Ash Club begins."
    assert said.splitlines()[1:3] == ["Fill a seat: Ash Club.", wrong]
    cli.text("organisation", "edit", "ash", "state=closed")
    assert "replace: Ash Club is closed" in cli.text("show", "grp 1")
    said = cli.text(*MEMBERS, "edit", "slg", "3", "ends=+30")
    assert "closed" not in said
    assert "chairs" not in said, "what was said before is not said again"


def test_a_merged_member_is_read_as_the_one_that_stands_for_it(
    cli: Cli, store: Store, liaison: Liaison
) -> None:
    organisations = store.organisations
    ash, club = organisations.find("Ash Club").uid, organisations.find(CLUB).uid
    store.duplicates.merge(ash, club)
    assert cli.text(*MEMBERS, "list", "slg").startswith("1. Ash Club, ")
    cli.text(*MEETING, "attend", "mtg 1", "--absent", "ash club")
    said = cli.text(*MEETING, "attendance", "list", "mtg 1")
    assert said.splitlines() == ["1. Ash Club, absent", f"2. {SCOUTS}, present"]


def test_an_interest_of_ones_own_is_said_of_the_decision(
    cli: Cli, store: Store, liaison: Liaison
) -> None:
    said = cli.text(*MEETING, "declare", "mtg 1", "--who", CLUB, "--item", "1")
    assert f"\n{CLUB}: " in said
    said = cli.text(*MEETING, "decide", "mtg 1", "--words", "Renew it", "--item", "1")
    assert f"\nRenew it (interest declared: {CLUB}).\n" in said
    assert "\nBegan DEC-26-0002 (SLG-26-02).\n" in said


def test_what_is_changed_after_the_notes_went_out_is_a_correction(
    cli: Cli, store: Store, liaison: Liaison
) -> None:
    cli.text(*MEETING, "send-notes", "mtg 1")
    said = cli.text("groups", "decision", "edit", "slg 26 1", "words=Rents rise")
    assert said.startswith("Edited DEC-26-0001 (SLG-26-01): decision, a correction.\n")
    shown = cli.json("show", "dec 1")
    assert shown["corrections"] == "Thu 2 Apr 2026: decision was “Rents stay”"


def test_lists_have_what_an_organisation_or_team_takes_part_in(cli: Cli, liaison: Liaison) -> None:
    store = liaison.store
    liaison.groups.add_row(
        liaison.group, "members", {"team": "Housing", "seat": "observer", "starts": "1 jan"}
    )
    for option, name in (("--organisation", CLUB), ("--team", "Housing")):
        assert GROUP in cli.text("groups", "group", "list", option, name)
    assert liaison.one.reference in cli.text(*MEETING, "list", "--organisation", CLUB)
    assert store.organisations.find("Ash Club").name not in cli.text(
        "list", "--organisation", "Ash Club"
    )
    assert "No record fits" in cli.text("list", "--organisation", "Ash Club")


@pytest.mark.parametrize("typed", ["x", "0", "-1", "1.5", "1000000000"])
def test_a_limit_that_is_none_says_what_it_may_be(cli: Cli, liaison: Liaison, typed: str) -> None:
    refused = cli.run("list", "--limit", typed)
    assert "--limit: give a whole number from 1 to 100,000." in refused.stderr
