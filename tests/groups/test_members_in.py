"""The members of a group imported from a list: each line for itself, and once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cli_desk import Cli
from factories import dump, make_group, make_organisation

from db.kinds.importing import run_import
from db.store import Store
from db.upkeep.checking import check
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.groups.group import KIND
from spoc_tui.casework.kinds.coming_in import Asked, ListIn, Verdict

HEAD = "Organisation,Person,Role,From,To\n"
GOOD = HEAD + "Strood Scouts,Ann Lee,chair,01/04/2026,\nHousing options,,,1 May 2026,30/4/2027\n"
TEAM = "Housing options"


@pytest.fixture
def group(store: Store) -> str:
    scouts = make_organisation(store, "Strood Scouts").uid
    make_organisation(store, "Rook Lane Bowls Club")
    for name in ("Ann Lee", "Ann Oake", "Bea Hale"):
        store.organisations.add_contact(scouts, name)
    store.organisations.left(store.organisations.find_person("Bea Hale").uid, date(2026, 4, 1))
    return make_group(store, "Liaison Group").uid


@pytest.fixture
def team(store: Store) -> str:
    return store.council.teams()[0].name


class Lists:
    """Lists for a group."""

    def __init__(self, store: Store, group: str, folder: Path) -> None:
        self.store, self.group, self.folder = store, group, folder

    def read(self, text: str | bytes, *, dry_run: bool = False, **said: str) -> ListIn:
        file = self.folder / "members.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        asked = Asked({"group": self.group}, said)
        return run_import(self.store, KIND, KIND.lists[0], file, asked, dry_run=dry_run)

    def refused(self, text: str | bytes) -> str:
        """Why the file as a whole is refused; nothing is written."""
        before = dump(self.store)
        with pytest.raises(BadInput) as error:
            self.read(text)
        assert dump(self.store) == before
        assert error.value.field in ("file", "map")
        return str(error.value)

    def ends(self, text: str) -> tuple[str, str]:
        """How the last line ends, and why."""
        last = self.read(text).lines[-1]
        return last.verdict.value, last.why

    def members(self) -> list[tuple[str, str, str, str, str]]:
        one: Any = self.store.declared("group").get(self.group).record
        return [
            (
                each.name,
                each.person.name if each.person else "",
                each.seat.value,
                each.starts.isoformat(),
                each.ends.isoformat() if each.ends else "",
            )
            for each in one.members
        ]

    def people(self) -> list[str]:
        """All who are on record."""
        found = self.store.connection.execute("SELECT name FROM contact WHERE removed_at IS NULL")
        return sorted(name for (name,) in found)


@pytest.fixture
def lists(store: Store, group: str, tmp_path: Path) -> Lists:
    return Lists(store, group, tmp_path)


def counts(found: ListIn) -> list[int]:
    return [found.count(one) for one in Verdict]


def test_they_come_in_as_one_act_and_a_second_time_adds_nothing(
    store: Store, lists: Lists, team: str
) -> None:
    text = GOOD.replace(TEAM, team)
    before, count = dump(store, marks=False), store.history.count()
    first = lists.read(text)
    members = [
        ("Strood Scouts", "Ann Lee", "chair", "2026-04-01", ""),
        (team, "", "member", "2026-05-01", "2027-04-30"),
    ]
    assert (counts(first), lists.members()) == ([2, 0, 0, 0], members)
    assert store.history.count() == count + 1
    again = lists.read(text + "Rook Lane Bowls Club,,observer,2026-06-01,\n")
    assert (counts(again), len(lists.members())) == ([1, 2, 0, 0], 3)
    count = store.history.count()
    assert counts(lists.read(text)) == [0, 2, 0, 0]
    assert store.history.count() == count
    assert check(store).wrong == ()
    store.undo()
    assert lists.members() == members
    store.undo()
    assert dump(store, marks=False) == before


@pytest.mark.parametrize(
    "head",
    [
        "ORGANISATION NAME,Rep,Position,Start date,End date",
        "Member organisation,Contact,Seat,Since,Until",
        "Body ,Named person,ROLE,Date from,Date to",
        "Charity,Who,Role in group,Joined,Left",
    ],
)
def test_columns_are_called_as_people_call_them(lists: Lists, head: str) -> None:
    lists.read(f"Members of the group,,,,\n{head}\nStrood Scouts,Ann Lee,deputy,2026-04-01,\n")
    assert lists.members() == [("Strood Scouts", "Ann Lee", "deputy", "2026-04-01", "")]


@pytest.mark.parametrize("mark", ["\ufeff", ""])
@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_of_any_usual_shape(lists: Lists, mark: str, between: str) -> None:
    lists.read((mark + GOOD.split("Housing", 1)[0]).replace(",", between).encode())
    assert len(lists.members()) == 1


HELD = {
    "Strood Guides,,,2026-04-01,": "“Strood Guides” is no organisation and no team on record",
    "Strood Scouts,Bea Hale,,2026-04-01,": "The person in it left Strood Scouts on Wed 1 Apr 2026",
}
REFUSED = {
    "Strood Scouts,A,,2026-04-01,": "fits more than one",
    "Strood Scouts,,king,2026-04-01,": "Choose one of: chair, member, deputy, observer",
    "Strood Scouts,,,,": "From cannot be left blank",
    "Strood Scouts,,,soon,": "soon",
    "Strood Scouts,,,2026-13-45,": "2026-13-45",
    "Strood Scouts,,,2026-04-01,2026-03-01": "before",
    ",Ann Lee,,2026-04-01,": "It names no organisation",
    "Strood Scouts,,,2026-04-01,,more": "Cells in this row: 6; columns: 5",
}


@pytest.mark.parametrize("row", [*HELD, *REFUSED])
def test_a_row_that_cannot_be_taken_says_why_and_the_others_are(lists: Lists, row: str) -> None:
    there = lists.people()
    verdict, why = lists.ends(f"{HEAD}Rook Lane Bowls Club,,,2026-04-01,\n{row}\n")
    assert verdict == ("held" if row in HELD else "refused")
    assert {**HELD, **REFUSED}[row] in why
    assert "Bea" not in why
    assert lists.people() == there
    assert [one[0] for one in lists.members()] == ["Rook Lane Bowls Club"]


def test_all_that_is_wrong_with_a_row_is_said(lists: Lists) -> None:
    verdict, why = lists.ends(f"{HEAD}Strood Scouts,,king,soon,2026-13-45\n")
    assert verdict == "refused"
    for fault in ("Choose one of: chair", "soon", "2026-13-45"):
        assert fault in why


def test_a_name_is_said_to_be_an_organisation(lists: Lists) -> None:
    text = f"{HEAD}1st Strood,Ann Lee,,2026-04-01,\n"
    (held,) = lists.read(text).lines
    assert (held.verdict, held.asks) == (Verdict.HELD, "1st Strood")
    said = {"1st Strood": "Strood Scouts"}
    assert counts(lists.read(text, **said)) == [1, 0, 0, 0]
    assert counts(lists.read(text, **said)) == [0, 1, 0, 0]


def test_who_is_not_on_record_is_put_there_once_and_undone_with_the_rest(
    store: Store, lists: Lists
) -> None:
    before, there = dump(store, marks=False), lists.people()
    text = (
        f"{HEAD}Strood Scouts,Cy Mole,chair,2026-01-01,2026-03-31\n"
        "Strood Scouts,Mr Cy  Mole,member,2026-04-01,\n"
        "Rook Lane Bowls Club,Ann Lee,,2026-04-01,\n"
        "Strood Scouts,Dr. Ann Oake,deputy,2026-04-01,\n"
        "Rook Lane Bowls Club,Dee Fox,observer,2026-04-01,\n"
    )
    seen = lists.read(text, dry_run=True)
    said = ["Cy Mole is put on record there", "", "Ann Lee is put on record there", ""]
    assert [one.why for one in seen.lines] == [*said, "Dee Fox is put on record there"]
    assert (lists.people(), lists.members()) == (there, [])
    count = store.history.count()
    first = lists.read(text)
    assert first.lines == tuple(
        one if one.reference else replace(one, reference="GRP-26-0001") for one in seen.lines
    )
    assert lists.people() == sorted([*there, "Cy Mole", "Ann Lee", "Dee Fox"])
    assert [(one[0], one[1], one[2]) for one in lists.members()] == [
        ("Strood Scouts", "Cy Mole", "chair"),
        ("Strood Scouts", "Cy Mole", "member"),
        ("Rook Lane Bowls Club", "Ann Lee", "member"),
        ("Strood Scouts", "Ann Oake", "deputy"),
        ("Rook Lane Bowls Club", "Dee Fox", "observer"),
    ]
    again = lists.read(text)
    assert counts(again) == [0, 5, 0, 0]
    assert store.history.count() == count + 1
    assert check(store).wrong == ()
    store.undo()
    assert dump(store, marks=False) == before


def test_a_bad_row_puts_nobody_on_record(lists: Lists) -> None:
    there = lists.people()
    lists.read(f"{HEAD}Strood Scouts,Cy Mole,,2026-04-01,2026-03-01\nNobody,Cy,,2026-04-01,\n")
    assert lists.people() == there


def test_every_row_ends_in_one_way(lists: Lists) -> None:
    found = lists.read(HEAD + "".join(f"{row}\n" for row in [*HELD, *REFUSED]))
    assert counts(found) == [0, 0, len(HELD), len(REFUSED)]
    assert [one.line for one in found.lines] == list(range(2, 2 + len(HELD) + len(REFUSED)))


def test_one_seat_on_other_days_is_not_taken_for_two(lists: Lists) -> None:
    row = "Strood Scouts,Ann Lee,chair,2026-04-01,\n"
    lists.read(HEAD + row)
    verdict, why = lists.ends(HEAD + row.replace("04-01", "05-01"))
    assert (verdict, "Strood Scouts has that seat already on other days" in why) == ("held", True)
    verdict, why = lists.ends(
        f"{HEAD}Rook Lane Bowls Club,,,1/4/26,\nRook Lane Bowls Club,,,2/4/26,\n"
    )
    assert (verdict, "Rook Lane Bowls Club has that seat already" in why) == ("held", True)


def test_one_that_is_closed_was_a_member_until_a_day(store: Store, lists: Lists) -> None:
    uid = store.organisations.find("rook").uid
    store.organisations.edit(uid, {"state": "closed"})
    verdict, why = lists.ends(f"{HEAD}Rook Lane Bowls Club,,,2026-01-01,\n")
    assert (verdict, "Rook Lane Bowls Club is closed. Give the day" in why) == ("refused", True)
    lists.read(f"{HEAD}Rook Lane Bowls Club,,,2026-01-01,2026-03-01\n")
    assert len(lists.members()) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"", "is empty"),
        (b"\x89PNG\r\n", "is a picture"),
        ("Dear all,\nsee you there\n", "has no header line"),
        ("Person,Role\nAnn Lee,chair\n", "has no column “Organisation”"),
        ("Organisation,Role\nStrood Scouts,chair\n", "has no column “From”"),
    ],
)
def test_a_file_that_is_no_such_list(lists: Lists, text: str | bytes, words: str) -> None:
    assert words in lists.refused(text)


def test_an_ended_group_takes_nobody(store: Store, lists: Lists) -> None:
    store.declared("group").act(lists.group, "close", {})
    with pytest.raises(Refused):
        lists.read(HEAD + "Strood Scouts,,,2026-04-01,\n")


def test_the_verb(cli: Cli, lists: Lists, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(f"{HEAD}Strood Scouts,Cy Mole,chair,2026-04-01,\nNobody,,,2026-04-01,\n")
    verb = ("groups", "group", "import", str(file), "--group", "grp 1")
    dry = cli.json(*verb, "--dry-run")
    assert dry["counts"] == {"taken": 1, "there": 0, "held": 1, "refused": 0}
    assert dry["dry_run"] is True
    text = cli.text(*verb, "--dry-run")
    assert "line 3, held: Nobody: “Nobody” is no organisation" in text
    assert 'If it is one: --as "Nobody=ORGANISATION".' in text
    assert lists.members() == []
    text = cli.text(*verb, "--as", "Nobody=Rook Lane")
    assert text.startswith("2 taken, 0 there already, 0 held, 0 refused.\n")
    assert "line 2, taken as GRP-26-0001: Strood Scouts" in text
    assert "Cy Mole is put on record there" in text
    assert cli.json(*verb)["counts"]["there"] == 1
    assert cli.error(2, "groups", "group", "import", str(file))["field"] == "group"
    gone = str(tmp_path / "none.csv")
    assert "There is no file" in cli.error(2, *verb[:3], gone, *verb[4:])["message"]
