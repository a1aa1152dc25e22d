"""`spoc check`: nothing whole is called wrong, and damage is seen."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from cli_desk import Cli
from factories import FixedClock, listed, make_enquiry, make_organisation, ten_rows_are_many

from db.checking import Part, check
from db.history import triggers
from db.history.tables import AUDITED
from db.store import Store
from spoc_tui.casework.enquiries import Outcome
from spoc_tui.demo.building import demo_database

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
DAMAGED, SEEN = 120, 118


def parts(store: Store) -> set[Part]:
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
    store.organisations.import_list([listed(line) for line in range(2, 40)], source="long")
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
        ("UPDATE enquiry SET subject = 'Another'", Part.ROWS),
        ("UPDATE enquiry SET answer = 'Yes.'", Part.ROWS),
        ("UPDATE enquiry SET team = NULL", Part.ROWS),
        ("UPDATE enquiry SET uid = 'other'", Part.ROWS),
        ("DELETE FROM routing", Part.ROWS),
        ("DELETE FROM organisation", Part.LINKS),
        ("UPDATE change SET after = '{}' WHERE tbl = 'enquiry'", Part.HISTORY),
        ("UPDATE action SET label = 'Another'", Part.HISTORY),
        ("UPDATE action SET at = at || 'x'", Part.HISTORY),
        ("UPDATE action SET desk = 'x'", Part.HISTORY),
        ("UPDATE action SET number = 1", Part.HISTORY),
        ("UPDATE action SET records = records + 1", Part.HISTORY),
        ("UPDATE action SET sitting = 'Another'", Part.HISTORY),
        ("UPDATE action SET desk = 'C'", Part.HISTORY),
        ("UPDATE action SET number = 7", Part.HISTORY),
        ("DELETE FROM change WHERE tbl = 'event'", Part.HISTORY),
        ("INSERT INTO enquiry_words (enquiry_words) VALUES ('delete-all')", Part.INDEXES),
    ],
)
def test_damage_is_seen(loose: Store, damage: str, part: Part) -> None:
    assert parts(loose) == set()
    loose.connection.execute(damage)
    assert part in parts(loose)


@pytest.mark.slow
def test_of_many_damaged_values_nearly_all_are_seen(tmp_path: Path) -> None:
    rng, seen = Random(7), 0
    with closing(
        Store.open(demo_database(tmp_path, now=lambda: NOW), now=FixedClock(NOW))
    ) as store:
        connection = store.connection
        triggers.drop_triggers(connection)
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for _ in range(DAMAGED):
            connection.execute("BEGIN")
            _damage(connection, rng)
            seen += bool(check(store).wrong)
            connection.execute("ROLLBACK")
    assert seen >= SEEN, seen


def _damage(connection: sqlite3.Connection, rng: Random) -> None:
    """One value of one row becomes another."""
    filled = [t for t in AUDITED if connection.execute(f"SELECT 1 FROM {t} LIMIT 1").fetchone()]
    table = rng.choice([*filled, "action", "change"])
    columns = [row["name"] for row in connection.execute(f"PRAGMA table_info({table})")]
    column = rng.choice([name for name in columns if name != "id"])
    ids = [row[0] for row in connection.execute(f"SELECT id FROM {table}")]
    at = rng.choice(ids)
    (value,) = connection.execute(f"SELECT {column} FROM {table} WHERE id = ?", [at]).fetchone()
    other = value + 1 if isinstance(value, int) else f"{value or ''}x"
    try:
        connection.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", [other, at])
    except sqlite3.IntegrityError:  # the file itself refuses it: another
        _damage(connection, rng)


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
