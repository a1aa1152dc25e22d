"""What an organisation that is closed is still put on record for, of every kind: what has been is
taken, and said; a part that goes on is refused, however it is put in.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from cli_desk import Cli
from factories import make_group, make_meeting, make_organisation

from db.store import Store
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.catalogue import all_kinds
from spoc_tui.casework.kinds.fields import Rows
from spoc_tui.casework.organisations.closed import require_ended

CLUB = "Rook Lane Bowls Club"
SEAT = {"organisation": "rook lane", "seat": "member"}


def closed_club(store: Store) -> str:
    club = make_organisation(store, CLUB)
    store.organisations.edit(club.uid, {"state": "closed"})
    return club.uid


@pytest.mark.parametrize(
    ("state", "ends", "taken"),
    [
        ("active", None, True),
        ("unknown", None, True),
        ("closed", None, False),
        ("closed", date(2026, 5, 3), True),
        ("closed", date(2020, 1, 1), True),
    ],
)
def test_only_what_goes_on_is_refused(state: str, ends: date | None, taken: bool) -> None:
    if taken:
        require_ended(CLUB, state, ends)
        return
    with pytest.raises(BadInput, match=r"is closed\. Give the day until which") as no:
        require_ended(CLUB, state, ends)
    assert no.value.field == "ends"


def test_one_rule_however_it_is_put_in(cli: Cli, store: Store, tmp_path: Path) -> None:
    closed_club(store)
    group = make_group(store, rule="").uid
    groups = store.declared("group")
    reference = groups.get(group).record.reference
    file = tmp_path / "members.csv"
    file.write_text(f"Organisation,Role,From\n{CLUB},member,1/4/2026\n", encoding="utf-8")
    add = ("groups", "group", "members", "add", reference, "--organisation", "rook lane")
    (line,) = cli.json("groups", "group", "import", str(file), "--group", reference)["lines"]
    refusals = [
        cli.error(2, *add, "--seat", "member", "--starts", "1/4/2026")["message"],
        line["why"],
    ]
    assert line["verdict"] == "refused"
    assert all(f"{CLUB} is closed. Give the day until which" in said for said in refusals)
    ended = ("--seat", "member", "--starts", "1/1/2020", "--ends", "1/3/2026")
    cli.json(*add, *ended)
    error = cli.error(2, "groups", "group", "members", "edit", reference, "1", "ends=")
    assert error["field"] == "ends"


def test_who_closed_since_keeps_its_seat_until_it_is_given_up(store: Store) -> None:
    club = make_organisation(store, CLUB).uid
    groups, group = store.declared("group"), make_group(store, rule="").uid
    groups.add_row(group, "members", {**SEAT, "starts": "1/1/2020"})
    store.organisations.edit(club, {"state": "closed"})
    groups.edit(group, {"notes": "They closed in March."})
    groups.edit_row(group, "members", 1, {"seat": "chair"})
    groups.edit_row(group, "members", 1, {"ends": "today"})
    with pytest.raises(BadInput):
        groups.edit_row(group, "members", 1, {"ends": ""})


def test_every_table_of_those_who_take_part_for_a_time_is_held_to_it() -> None:
    """A row of a kind to come that says for how long needs a `term`, by which it is looked at."""
    for kind in all_kinds():
        for field in kind.fields.values():
            if isinstance(field, Rows):
                names = {*dir(field.of), *field.of.__dataclass_fields__}
                if {"organisation", "starts"} <= names:
                    assert "term" in names, f"{kind.code}.{field.name}"


def test_what_has_been_is_taken_and_said(cli: Cli, store: Store) -> None:
    closed_club(store)
    meeting = make_meeting(store).reference
    for verb in (
        ("log", "Who has the keys?", "--organisation", CLUB),
        ("pay", "add", "--organisation", CLUB, "--amount", "12"),
        ("feedback", "add", "--by", CLUB, "--said", "Nobody rang us."),
        ("note", "ENQ-26-0001", "--text", "Rang."),
    ):
        assert cli.text(*verb).splitlines()[-1] == f"{CLUB} is closed.", verb
    cli.json("groups", "meeting", "ask", meeting, "--organisation", CLUB, "--role", "guest")
