"""`spoc find`: every kind, how many, both forms of the answer, and whatever is typed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import closing
from typing import Any

import pytest
from cli_desk import AT_THE_START, Cli
from one_of_each_kind import FACTORIES

from db.store import Store
from spoc_tui.casework.records.kinds import DECLARED_KINDS, RECORD_KINDS


@pytest.fixture
def filled(cli: Cli) -> Cli:
    """A club with a secretary and an open enquiry, and a choir."""
    cli.json("organisation", "add", "Rook Lane Bowls Club", "--phone", "01634 555 010")
    cli.json("organisation", "add", "Rook Street Choir")
    cli.json("person", "add", "rook lane", "Bea Rookwood", "--role", "Secretary")
    cli.log("Keys for the pavilion", "--organisation", "rook lane")
    return cli


def found_after_dashes(cli: Cli, typed: str) -> list[dict[str, Any]]:
    """What is found for a text that may begin like an option."""
    result = cli.run("find", "--json", "--", typed)
    assert (result.exit_code, result.stderr) == (0, "")
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def names(found: list[dict[str, Any]]) -> list[str]:
    return [one["name"] for one in found]


def test_what_is_found_has_one_shape(filled: Cli) -> None:
    club, *_ = filled.json("find", "rook", "lane", "--kind", "organisation")
    shape = ["kind", "id", "reference", "name", "matched", "phone", "open", "status", "on"]
    assert list(club) == [*shape, "urgent"]
    assert (club["kind"], club["reference"], club["open"]) == ("organisation", None, 1)
    assert (club["name"], club["phone"]) == ("Rook Lane Bowls Club", "01634 555 010")
    (enquiry,) = filled.json("find", "pavilion")
    assert (enquiry["kind"], enquiry["reference"]) == ("enquiry", "ENQ-26-0001")
    assert set(enquiry) == set(club)
    (person,) = filled.json("find", "bea")
    assert (person["kind"], person["name"]) == ("person", "Bea Rookwood")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("555010", "Rook Lane Bowls Club"),
        ("+44 1634 555010", "Rook Lane Bowls Club"),
        ("1", "Keys for the pavilion"),
        ("enq 26 1", "Keys for the pavilion"),
        ("rook strete choir", "Rook Street Choir"),
        ("the ROOK STREET choir Ltd", "Rook Street Choir"),
    ],
)
def test_numbers_references_and_typing_errors(filled: Cli, typed: str, first: str) -> None:
    assert names(filled.json("find", typed))[0] == first


def test_a_kind_leaves_the_others_out_and_keeps_the_order(filled: Cli) -> None:
    everything = filled.json("find", "rook")
    assert {one["kind"] for one in everything} == {"organisation", "person"}
    for kind in ("organisation", "person", "enquiry", "payment", "feedback"):
        of_kind = [one for one in everything if one["kind"] == kind]
        assert filled.json("find", "rook", "--kind", kind) == of_kind
    # Open business is above silence.
    assert names(everything)[:2] == ["Rook Lane Bowls Club", "Rook Street Choir"]


def test_the_limit_keeps_the_best(filled: Cli) -> None:
    everything = filled.json("find", "rook", "--kind", "organisation")
    assert filled.json("find", "rook", "--kind", "organisation", "--limit", "1") == everything[:1]
    assert len(filled.json("find", "rook", "--limit", "2")) == 2


def test_with_nothing_typed_what_is_open_is_shown(filled: Cli) -> None:
    shown = names(filled.json("find"))
    assert shown == ["Rook Lane Bowls Club", "Keys for the pavilion"]
    assert names(filled.json("find", "", "  ")) == shown
    assert names(filled.json("find", "--kind", "enquiry")) == ["Keys for the pavilion"]


def test_nothing_found_is_reported_and_is_no_error(cli: Cli) -> None:
    assert cli.json("find") == []
    assert cli.json("find", "nobody at all") == []
    assert cli.text("find", "nobody at all") == "Nothing found.\n"


def test_the_text_has_a_line_for_each(filled: Cli) -> None:
    found = filled.text("find", "rook lane", "--kind", "organisation").splitlines()
    assert found[0] == "organisation  Rook Lane Bowls Club  01634 555 010  (1 open)"
    assert "enquiry       ENQ-26-0001  Keys for the pavilion  (" in filled.text("find", "1")


@pytest.mark.parametrize(
    "typed",
    [
        "a'\"*()\x1b[31m\udc80",
        '"',
        "*",
        "NEAR(rook choir)",
        "rook OR choir -lane",
        "name:rook",
        "{}^",
        "%_%",
        "'; DROP TABLE organisation; --",
        "🏛️",
        "ਸਿੱਖ",
        "x" * 10_000,
        "rook " * 2_000,
    ],
    ids=lambda typed: ascii(typed[:12]),
)
def test_nothing_that_is_typed_has_a_meaning_of_its_own(filled: Cli, typed: str) -> None:
    assert isinstance(found_after_dashes(filled, typed), list)
    assert len(filled.json("find", "rook", "--kind", "organisation")) == 2


def test_a_leading_dash_is_text_after_two(filled: Cli) -> None:
    assert names(found_after_dashes(filled, "-lane"))[0] == "Rook Lane Bowls Club"


@pytest.mark.parametrize(
    ("args", "field"),
    [
        (("x", "--limit", "0"), "limit"),
        (("x", "--limit", "1001"), "limit"),
        (("x", "--limit", "none"), "limit"),
        (("x", "--kind", "team"), "kind"),
    ],
)
def test_what_no_search_can_use_is_reported(cli: Cli, args: tuple[str, ...], field: str) -> None:
    error = cli.error(2, "find", *args)
    assert (error["code"], error["field"]) == ("usage", field)


def said_and_loaded(cli: Cli, typed: str) -> tuple[list[str], set[str]]:
    """What `spoc find` says in a process of its own, and the modules that it loads for it."""
    script = AT_THE_START + (
        "import sys\nfrom spoc_tui.__main__ import main\n"
        "sys.argv[1:] = ['find', sys.argv[2], '--db', sys.argv[1]]\n"
        "try: main()\nexcept SystemExit as ended: assert not ended.code, ended.code\n"
        "import json\nprint(json.dumps(list(sys.modules)))"
    )
    # Without SPOC_SETTINGS: it is not even looked for where the settings are.
    environment = {name: value for name, value in os.environ.items() if name != "SPOC_SETTINGS"}
    ended = subprocess.run(
        [sys.executable, "-c", script, str(cli.path), typed],
        capture_output=True,
        text=True,
        check=True,
        env={**environment, "PYTHONUTF8": "1", "XDG_CONFIG_HOME": str(cli.path.parent)},
    )
    *said, loaded = ended.stdout.splitlines()
    return said, set(json.loads(loaded))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("rook", "organisation  Rook Lane Bowls Club  01634 555 010  (1 open)"),
        ("0001", "enquiry       ENQ-26-0001  "),
        ("01634 555", "organisation  Rook Lane Bowls Club  (01634 555 010, 1 open)"),
    ],
)
def test_a_find_loads_little(filled: Cli, typed: str, first: str) -> None:
    """What it does without is what would make it wait: a tenth of its time and more, each; and what
    only an act needs.
    """
    said, loaded = said_and_loaded(filled, typed)
    assert said[0].startswith(first)
    heavy = {
        *("textual", "screens", "rich", "sqlite_utils", "holidays", "dateutil", "rapidfuzz"),
        *("zoneinfo", "tempfile", "hashlib", "tomllib", "platformdirs", "dataclasses"),
        *("click", "uuid", "inspect", "db.history", "db.file.backup", "db.records.acting"),
        *("db.records.tables", "db.records.kind_columns", "db.records.text_indexes"),
        *("spoc_tui.casework.enquiries.enquiry", "spoc_tui.casework.dates.fields"),
    }
    if typed.startswith("0"):  # it may be a register's number
        heavy -= {"dataclasses", "inspect"}
    if typed == "0001":  # what that may mean depends on the letter of the desk: on the settings
        heavy -= {"platformdirs", "tempfile"}
        heavy -= {"zoneinfo"}  # late in the evening, which year it is in London
    assert sorted(heavy & loaded) == []


def test_records_of_every_kind_there_load_none_of_what_they_are(filled: Cli) -> None:
    """A name is looked for among the words of all of them, by what storage keeps alone."""
    filled.json("pay", "add", "--caller", "Big Jim", "--amount", "100", "--received", "1/3")
    filled.json("feedback", "add", "--said", "Nobody rang back", "--by", "Big Jim")
    filled.json("groups", "group", "add", "--name", "VCS", "--starts", "today")
    filled.json("groups", "meeting", "add", "--group", "GRP-26-0001", "--when", "1/6")
    decided = ("--words", "Open at nine", "--closes", "1/6")
    filled.json("groups", "decision", "add", "--group", "GRP-26-0001", *decided)
    filled.json("stories", "issue", "add", "--name", "Rook Lane", "--copy-by", "1/6")
    with closing(Store.open(filled.path, now=filled.now)) as store:
        for kind in DECLARED_KINDS:
            if kind.area != "groups" and kind.code != "issue":
                FACTORIES[kind.code](store, "Rook Lane")
    there = filled.json("find", "0001", "--limit", "50")
    assert {one["kind"] for one in there} == {one.code for one in RECORD_KINDS if one.prefix}
    said, loaded = said_and_loaded(filled, "rook lane")
    assert [line.split()[0] for line in said][:2] == ["issue", "organisation"]
    assert "dataclasses" not in loaded  # as which every record is declared
