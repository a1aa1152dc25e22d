"""The members of a group imported from a list: all or none, and once."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cli_desk import Cli
from factories import dump, make_group, make_organisation

from db.groups.members_in import RowsIn, run_import
from db.store import Store
from db.upkeep.checking import check
from spoc_tui.casework.errors import BadInput, Refused

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

    def read(self, text: str | bytes, *, dry_run: bool = False) -> RowsIn:
        file = self.folder / "members.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return run_import(self.store, self.group, file, dry_run=dry_run)

    def refused(self, text: str | bytes) -> str:
        """Why it is refused; nothing is written."""
        before = dump(self.store)
        with pytest.raises(BadInput) as error:
            self.read(text)
        assert dump(self.store) == before
        assert error.value.field in ("file", "map")
        return str(error.value)

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
    assert (len(first.added), first.there, lists.members()) == (2, 0, members)
    assert store.history.count() == count + 1
    again = lists.read(text + "Rook Lane Bowls Club,,observer,2026-06-01,\n")
    assert (len(again.added), again.there, len(lists.members())) == (1, 2, 3)
    count = store.history.count()
    assert lists.read(text).added == ()
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


ROWS = {
    "Strood Guides,,,2026-04-01,": "“Strood Guides” is no organisation and no team on record",
    "Strood Scouts,Bea Hale,,2026-04-01,": "The person in it left Strood Scouts on Wed 1 Apr 2026",
    "Strood Scouts,A,,2026-04-01,": "fits more than one",
    "Strood Scouts,,king,2026-04-01,": "Choose one of: chair, member, deputy, observer",
    "Strood Scouts,,,,": "From cannot be left blank",
    "Strood Scouts,,,soon,": "soon",
    "Strood Scouts,,,2026-13-45,": "2026-13-45",
    "Strood Scouts,,,2026-04-01,2026-03-01": "before",
    ",Ann Lee,,2026-04-01,": "It names no organisation",
    "Strood Scouts,,,2026-04-01,,more": "Cells in this row: 6; columns: 5",
}


@pytest.mark.parametrize("row", ROWS)
def test_a_row_that_cannot_be_taken_is_reported_and_nothing_is_written(
    lists: Lists, row: str
) -> None:
    told = lists.refused(f"{HEAD}Rook Lane Bowls Club,,,2026-04-01,\n{row}\n")
    assert told.startswith("Nothing was imported: 1 row cannot be taken as it stands.\nline 3: ")
    assert ROWS[row] in told
    assert "Bea" not in told
    assert lists.people() == ["Ann Lee", "Ann Oake", "Bea Hale"]
    assert lists.members() == []


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
    new = [("Cy Mole", "Strood Scouts"), ("Ann Lee", "Rook Lane Bowls Club")]
    new += [("Dee Fox", "Rook Lane Bowls Club")]
    assert [(one.name, one.organisation.name) for one in seen.people] == new
    assert (lists.people(), lists.members()) == (there, [])
    count = store.history.count()
    first = lists.read(text)
    assert [(one.name, one.organisation.name) for one in first.people] == new
    assert lists.people() == sorted([*there, *(name for name, _ in new)])
    assert [(one[0], one[1], one[2]) for one in lists.members()] == [
        ("Strood Scouts", "Cy Mole", "chair"),
        ("Strood Scouts", "Cy Mole", "member"),
        ("Rook Lane Bowls Club", "Ann Lee", "member"),
        ("Strood Scouts", "Ann Oake", "deputy"),
        ("Rook Lane Bowls Club", "Dee Fox", "observer"),
    ]
    again = lists.read(text)
    assert (again.added, again.people, again.there) == ((), (), 5)
    assert store.history.count() == count + 1
    assert check(store).wrong == ()
    store.undo()
    assert dump(store, marks=False) == before


def test_a_list_with_a_bad_row_puts_nobody_on_record(lists: Lists) -> None:
    there = lists.people()
    told = lists.refused(f"{HEAD}Strood Scouts,Cy Mole,,2026-04-01,\nNobody,Cy,,2026-04-01,\n")
    assert "line 3: “Nobody” is no organisation" in told
    assert lists.people() == there


def test_every_row_is_said(lists: Lists) -> None:
    told = lists.refused(HEAD + "".join(f"{row}\n" for row in ROWS))
    assert told.startswith(f"Nothing was imported: {len(ROWS)} rows cannot be taken")
    assert [line.split(":")[0] for line in told.splitlines()[1:]] == [
        f"line {number}" for number in range(2, 2 + len(ROWS))
    ]


def test_one_seat_on_other_days_is_not_taken_for_two(lists: Lists) -> None:
    row = "Strood Scouts,Ann Lee,chair,2026-04-01,\n"
    lists.read(HEAD + row)
    told = lists.refused(HEAD + row.replace("04-01", "05-01"))
    assert "Strood Scouts has that seat already on other days" in told
    told = lists.refused(f"{HEAD}Rook Lane Bowls Club,,,1/4/26,\nRook Lane Bowls Club,,,2/4/26,\n")
    assert "line 3: Rook Lane Bowls Club has that seat already" in told


def test_one_that_is_closed_was_a_member_until_a_day(store: Store, lists: Lists) -> None:
    uid = store.organisations.find("rook").uid
    store.organisations.edit(uid, {"state": "closed"})
    told = lists.refused(f"{HEAD}Rook Lane Bowls Club,,,2026-01-01,\n")
    assert "Rook Lane Bowls Club is closed. Give the day" in told
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
    file.write_text(f"{HEAD}Strood Scouts,Ann Lee,chair,2026-04-01,\nNobody,,,2026-04-01,\n")
    verb = ("groups", "group", "members", "import", "grp 1", str(file))
    dry = cli.json(*verb, "--dry-run")
    assert [one["organisation"]["name"] for one in dry["added"]] == ["Strood Scouts"]
    assert (dry["dry_run"], [one["line"] for one in dry["refused"]]) == (True, [3])
    assert "line 3, refused: “Nobody” is no organisation" in cli.text(*verb, "--dry-run")
    assert cli.error(2, *verb)["field"] == "file"
    assert lists.members() == []
    file.write_text(f"{HEAD}Strood Scouts,Ann Lee,chair,2026-04-01,\n")
    assert cli.text(*verb).startswith("GRP-26-0001: 1 row added; 0 there already.\n")
    assert cli.text(*verb) == "GRP-26-0001: 0 rows added; 1 there already.\n"
    file.write_text(f"{HEAD}Strood Scouts,Cy Mole,chair,2026-05-01,\n")
    dry = cli.json(*verb, "--dry-run")
    assert dry["people"] == [{"name": "Cy Mole", "organisation": "Strood Scouts"}]
    assert dry["added"][0]["person"] == {"id": "", "name": "Cy Mole"}
    for args in ((*verb, "--dry-run"), verb):
        assert "\n1 person put on record:\n  Cy Mole, Strood Scouts\n" in cli.text(*args)
    assert "There is no file" in cli.error(2, *verb[:-1], str(tmp_path / "none.csv"))["message"]
