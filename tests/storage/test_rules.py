"""What follows from the records by the program's rules: a file that another program wrote is
brought to the rules of this one as it is opened.
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from cli_desk import Cli
from factories import FixedClock, make_enquiry, make_issue, make_organisation

from db.file import copies
from db.records.text_indexes import DERIVED_OF
from db.schema.migrations import RULES, is_of_today, migrate
from db.store import Store
from db.upkeep.checking import check

FOLLOWS = (
    "SELECT kind, subject, status, open, came_at, closed_at, due, due_what FROM record",
    "SELECT r.kind, r.reference, d.what, d.due, d.at, d.words, d.shown_from, d.band "
    "FROM record_due AS d JOIN record AS r ON r.uid = d.record",
    "SELECT words FROM record_text",
    *(
        f"SELECT {', '.join(name for name, _ in of.values())} FROM {table}"
        for table, of in DERIVED_OF.items()
    ),
    "SELECT sql FROM sqlite_schema WHERE type = 'trigger'",
)
"""All that follows from what is kept, without the uids, which are others in each demo."""

DIGEST = "a6ec0e09021fd8a4"
OTHERWISE = """What follows from the demo's records is not what followed by these rules: raise
db.schema.migrations.RULES by one (unless only the demo was changed, or a step added), so that the
files that there are follow, and put this digest here: {}"""


def digest_of(path: Path) -> str:
    """What follows from a file's records, as a digest."""
    with closing(sqlite3.connect(path)) as connection:
        rows = [sorted(map(_in_order, connection.execute(one))) for one in FOLLOWS]
    return hashlib.sha256(repr(rows).encode()).hexdigest()[:16]


def _in_order(row: tuple[object, ...]) -> str:
    """As text; words of parts that were written at one moment are in any order."""
    return repr(row if len(row) > 1 else sorted(str(row[0]).split()))


def test_where_a_rule_changes_its_number_does(demo_file: Path, tmp_path: Path) -> None:
    found = digest_of(shutil.copyfile(demo_file, tmp_path / "demo.db"))
    assert (RULES, found) == (7, DIGEST), OTHERWISE.format(found)


@pytest.mark.parametrize(
    "other",
    [
        "UPDATE record SET due_what = 'find-somebody' WHERE due_what IS NOT NULL",
        "UPDATE record_due SET what = 'find-somebody', words = 'find somebody'",
        "UPDATE record SET subject = 'As it was once called'",
        "UPDATE record_text SET words = 'other'",
        "UPDATE organisation SET folded = 'as it was looked for'",
        "DELETE FROM record_due",
        "DROP TRIGGER {trigger}",
    ],
)
def test_what_another_program_made_of_it_is_made_again(
    store: Store, cli: Cli, clock: FixedClock, other: str
) -> None:
    make_organisation(store)
    make_enquiry(store)
    make_issue(store)
    path, acts = store.path, store.history.page(0, 50)
    assert path is not None
    (trigger,) = store.connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'enquiry' LIMIT 1"
    ).fetchone()
    store.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(other.format(trigger=trigger))
    assert cli.run("check").exit_code == 4
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"PRAGMA user_version = {RULES - 1}")
    assert cli.run("check").exit_code == 0
    with closing(Store.open(path, now=clock)) as again:
        assert check(again).wrong == ()
        assert again.history.page(0, 50) == acts
    assert not list(copies.folder_of(path).glob("*"))  # nothing is lost by it: no copy is made


def test_what_points_where_is_not_gone_through_where_only_rules_are_others(store: Store) -> None:
    """No step is applied, so that no row can point elsewhere: that is most of the time it takes."""
    make_enquiry(store)
    store.connection.execute("PRAGMA user_version = 1")
    told: list[str] = []
    store.connection.set_trace_callback(told.append)
    assert migrate(store.connection, store.path) is False
    assert not [one for one in told if "foreign_key_check" in one]
    assert is_of_today(store.connection)


def test_whoever_waits_for_another_version_at_a_terminal_is_told(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli.log()
    for size, at_a_terminal, told in ((0, True, True), (0, False, False), (2**30, True, False)):
        monkeypatch.setattr("spoc_tui.cli.desk.TAKES_A_WHILE", size)
        cli.at_a_terminal = at_a_terminal
        with closing(sqlite3.connect(cli.path)) as connection, connection:
            connection.execute("PRAGMA user_version = 1")
        said = cli.run("due").stderr
        assert said.startswith(f"Bringing {cli.path} to this version of spoc") is told
        assert cli.run("due").stderr == ""
