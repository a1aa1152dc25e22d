"""`spoc check`: nothing whole is called wrong, and damage is seen."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from cli_desk import Cli
from factories import FixedClock, listed, make_enquiry, make_organisation, ten_rows_are_many

from db.changes import triggers
from db.changes.tables import AUDITED
from db.file import connecting
from db.store import Store
from db.upkeep.checking import MOST_LINES, check
from db.upkeep.shape import wrong_shape
from db.upkeep.wrong import CheckedPart
from spoc_tui.casework.enquiries.enquiry import Outcome
from spoc_tui.demo.building import demo_database

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
DAMAGED, SEEN = 40, 39


def parts(store: Store) -> set[CheckedPart]:
    return {one.part for one in check(store).wrong}


@pytest.fixture
def loose(store: Store) -> Store:
    """A store with an enquiry, to be damaged past the history."""
    make_enquiry(store, organisation_uid=make_organisation(store).uid, route_to="Housing")
    triggers.drop_triggers(store.connection)
    store.connection.execute("PRAGMA foreign_keys = OFF")
    return store


def test_what_was_done_is_whole(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    ten_rows_are_many(monkeypatch, most=20)
    store.lists.import_list([listed(line) for line in range(2, 40)], source="long")
    first = store.organisations.page(0, 1)[0]
    store.organisations.edit(first.uid, {"phone": "01634 555 010"})
    reference = make_enquiry(store, organisation_uid=first.uid).enquiry.reference
    store.promises.make(reference, "Ring", store.today())
    store.promises.keep(reference)
    store.enquiries.answer(reference, "Yes.")
    store.undo()
    store.enquiries.close(reference, outcome=Outcome.WITHDRAWN, reason="x")
    make_enquiry(store)
    store.undo()
    found = check(store)
    assert found.wrong == ()
    assert found.rows > 100
    assert store.connection.in_transaction is False


@pytest.mark.parametrize(
    ("damage", "part"),
    [
        ("UPDATE enquiry SET subject = 'Another'", CheckedPart.ROWS),
        ("UPDATE enquiry SET answer = 'Yes.'", CheckedPart.ROWS),
        ("UPDATE enquiry SET team = NULL", CheckedPart.ROWS),
        ("UPDATE enquiry SET uid = 'other'", CheckedPart.ROWS),
        ("DELETE FROM routing", CheckedPart.ROWS),
        ("DELETE FROM organisation", CheckedPart.LINKS),
        ("UPDATE change SET ranged = 1", CheckedPart.HISTORY),
        ("UPDATE change SET ranged = -1", CheckedPart.HISTORY),
        ("UPDATE change SET after = 'x'", CheckedPart.HISTORY),
        ("UPDATE change SET after = '[]', before = '7'", CheckedPart.HISTORY),
        ("UPDATE change SET tbl = 'nonsense'", CheckedPart.ROWS),
        ("UPDATE change SET after = CAST(x'7bff' AS TEXT)", CheckedPart.FILE),
        ("UPDATE change SET after = '{}' WHERE tbl = 'enquiry'", CheckedPart.HISTORY),
        ("UPDATE action SET label = 'Another'", CheckedPart.HISTORY),
        ("UPDATE action SET at = at || 'x'", CheckedPart.HISTORY),
        ("UPDATE action SET digest = 'x'", CheckedPart.HISTORY),
        ("UPDATE action SET desk = 'x'", CheckedPart.HISTORY),
        ("UPDATE action SET number = 1", CheckedPart.HISTORY),
        ("UPDATE action SET records = records + 1", CheckedPart.HISTORY),
        ("UPDATE action SET sitting = 'Another'", CheckedPart.HISTORY),
        ("UPDATE action SET desk = 'C'", CheckedPart.HISTORY),
        ("UPDATE action SET number = 7", CheckedPart.HISTORY),
        ("DELETE FROM change WHERE tbl = 'event'", CheckedPart.HISTORY),
        ("INSERT INTO enquiry_words (enquiry_words) VALUES ('delete-all')", CheckedPart.INDEXES),
    ],
)
def test_damage_is_seen(loose: Store, damage: str, part: CheckedPart) -> None:
    assert parts(loose) == {CheckedPart.SHAPE}  # for its triggers are gone
    loose.connection.execute(damage)
    assert part in parts(loose)
    assert loose.connection.in_transaction is False


@pytest.mark.slow
def test_of_many_damaged_values_nearly_all_are_seen(tmp_path: Path) -> None:
    rng, seen = Random(7), 0
    with closing(
        Store.open(demo_database(tmp_path, now=lambda: NOW), now=FixedClock(NOW))
    ) as store:
        connection = store.connection
        triggers.drop_triggers(connection)
        connection.execute("PRAGMA foreign_keys = OFF")
        whole = set(check(store).wrong)
        assert {one.part for one in whole} == {CheckedPart.SHAPE}
        for _ in range(DAMAGED):
            connection.execute("BEGIN")
            connection.execute("PRAGMA ignore_check_constraints = ON")
            _damage(connection, rng)
            connection.execute("PRAGMA ignore_check_constraints = OFF")
            seen += bool(set(check(store).wrong) - whole)
            connection.execute("ROLLBACK")
    assert seen >= SEEN, seen


def _damage(connection: sqlite3.Connection, rng: Random) -> None:
    """One value of one row becomes another."""
    filled = [t for t in AUDITED if connection.execute(f"SELECT 1 FROM {t} LIMIT 1").fetchone()]
    table = rng.choice([*filled, "action", "change", "desk", "record", "brought_in"])
    columns = [row["name"] for row in connection.execute(f"PRAGMA table_info({table})")]
    column = rng.choice([name for name in columns if name != "id"])
    key = "id" if "id" in columns else "uid"
    ids = [row[0] for row in connection.execute(f"SELECT {key} FROM {table}")]
    if not ids:
        return _damage(connection, rng)
    at = rng.choice(ids)
    (value,) = connection.execute(f"SELECT {column} FROM {table} WHERE {key} = ?", [at]).fetchone()
    other = value + 1 if isinstance(value, int) else f"{value or ''}x"
    try:
        connection.execute(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", [other, at])
    except sqlite3.IntegrityError:  # the file itself refuses it: another
        _damage(connection, rng)


SHAPES = (
    "DROP TRIGGER enquiry_history_added",
    "DROP TRIGGER organisation_never_deleted",
    "DROP TRIGGER action_append_only_update",
    "DROP TRIGGER enquiry_words_insert",
    "DROP TRIGGER enquiry_record_added",
    "CREATE TRIGGER other AFTER INSERT ON enquiry BEGIN DELETE FROM draft; END",
    "DROP INDEX action_by_clock",
    "DROP TABLE postcode",
    "ALTER TABLE draft RENAME COLUMN saved_at TO kept_at",
    "UPDATE current_action SET uid = 'stuck'",
    "UPDATE current_action SET many = 2",
    "UPDATE current_action SET origin = 'nobody'",
    "DELETE FROM current_action",
    "UPDATE desk SET own = 0",
    "UPDATE desk SET letter = 'xy'",
)


@pytest.mark.parametrize("damage", SHAPES)
def test_another_shape_is_seen(store: Store, damage: str) -> None:
    make_enquiry(store)
    assert check(store).wrong == ()
    store.connection.execute("PRAGMA foreign_keys = OFF")
    store.connection.execute(damage)
    assert parts(store) == {CheckedPart.SHAPE}


@pytest.mark.slow
def test_a_file_that_came_from_another_shape_has_the_same(tmp_path: Path) -> None:
    with closing(Store.open(demo_database(tmp_path, now=lambda: NOW), now=lambda: NOW)) as store:
        assert list(wrong_shape(store.connection)) == []


def test_many_lines_are_few(loose: Store) -> None:
    with loose.transaction():
        for number in range(50):
            loose.connection.execute(
                "INSERT INTO holiday (uid, day, name) VALUES (?, '2026-01-01', 'x')", [number]
            )
        loose.connection.execute("DELETE FROM desk")
    said = [one.said for one in check(loose).wrong]
    assert len([line for line in said if line.startswith("holiday ")]) == MOST_LINES
    assert "And 30 more such lines of the rows." in said
    assert len([line for line in said if "desk" in line and "rows point to" in line]) == 1


# Files that are garbled.


@pytest.fixture
def small(cli: Cli) -> Path:
    """A file of one piece, with a little in it and no page that is free."""
    cli.log()
    with closing(sqlite3.connect(cli.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("VACUUM")
    return cli.path


def looked_at(cli: Cli) -> list[str]:
    """What the verb says is wrong, with its exit code, in a document and in words; and it changes
    nothing.
    """
    before = cli.path.read_bytes()
    result = cli.run("check", "--json")
    assert (result.exit_code, result.stderr) == (4, "")
    document = json.loads(result.stdout)
    assert document["whole"] is False
    text = cli.run("check")
    assert (text.exit_code, text.stderr) == (4, "")
    assert text.stdout.startswith("Not whole")
    for one in document["wrong"]:
        assert one["said"] in text.stdout
        assert one["to_do"] in text.stdout or "“spoc rescue”" in one["said"]
    assert cli.path.read_bytes() == before
    return [one["said"] for one in document["wrong"]]


@pytest.mark.slow
def test_a_garbled_page_is_seen_wherever_it_is(cli: Cli, small: Path) -> None:
    whole, rng = small.read_bytes(), Random(3)
    size = int.from_bytes(whole[16:18], "big")
    pages = len(whole) // size
    for page in (0, 1, 2, *rng.sample(range(3, pages), 25)):
        garbled = bytearray(whole)
        garbled[page * size : (page + 1) * size] = rng.randbytes(size)
        small.write_bytes(garbled)
        assert looked_at(cli)
    small.write_bytes(whole)
    assert cli.run("check").exit_code == 0


@pytest.mark.parametrize("left", [1, 99, 100, 511, 4096, 5000, 100_000])
def test_a_file_that_was_cut_off_is_seen(cli: Cli, small: Path, left: int) -> None:
    small.write_bytes(small.read_bytes()[:left])
    assert looked_at(cli)


@pytest.mark.parametrize("content", [b"", b"x", b"Dear Ann,", b"PK\x03\x04" + bytes(5000)])
def test_what_is_no_database_is_reported_and_left_alone(cli: Cli, content: bytes) -> None:
    cli.path.write_bytes(content)
    (said,) = looked_at(cli)
    assert "is not a database" in said
    assert [one.name for one in cli.path.parent.iterdir()] == [cli.path.name]


def test_one_that_is_being_written_to_is_not_called_damaged(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli.log()
    monkeypatch.setattr(connecting, "BUSY_MILLISECONDS", 20)
    with closing(sqlite3.connect(cli.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "is being written to by another" in cli.error(5, "check")["message"]
        other.execute("ROLLBACK")
    assert cli.run("check").exit_code == 0


def test_indexes_are_made_anew(cli: Cli) -> None:
    cli.log()
    with closing(sqlite3.connect(cli.path)) as connection:
        connection.execute("INSERT INTO enquiry_words (enquiry_words) VALUES ('delete-all')")
        connection.commit()
    assert cli.run("check").exit_code == 4
    assert cli.run("check", "--repair").exit_code == 0
    assert cli.run("check").exit_code == 0


def test_another_programs_database_is_reported_and_left_alone(cli: Cli) -> None:
    cli.path.unlink(missing_ok=True)
    with closing(sqlite3.connect(cli.path)) as connection:
        connection.execute("CREATE TABLE song (title)")
        connection.commit()
    (said,) = looked_at(cli)
    assert "belongs to another program" in said


def test_one_that_is_not_there_is_not_made(cli: Cli) -> None:
    cli.path.unlink(missing_ok=True)
    assert cli.run("check").exit_code == 3
    assert not cli.path.exists()


def test_the_verb_says_it_with_its_exit_code(cli: Cli) -> None:
    cli.log()
    assert cli.text("check").startswith("All is whole: ")
    found = cli.json("check")
    assert (found["whole"], found["wrong"]) == (True, [])
    with closing(sqlite3.connect(cli.path)) as connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("UPDATE enquiry SET channel = 'letter'")
        connection.commit()
    result = cli.run("check")
    assert result.exit_code == 4
    assert "enquiry " in result.stdout
    assert "channel not as the history has it." in result.stdout
    assert cli.run("check", "--json").exit_code == 4
