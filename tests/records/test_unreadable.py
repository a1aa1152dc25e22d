"""A row that cannot be read costs that row: it is said which, and the rest is shown."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from cli_desk import Cli
from desk_app import desk, flat, press, said
from factories import FixedClock, make_enquiry, make_group, make_meeting, make_payment, new_file
from row_of_each import one_of_each

from db.changes.tables import AUDITED
from db.records.kind_columns import KIND_COLUMNS, PART_TABLES
from db.store import Store

READS = (
    ("due",),
    ("list", "--all"),
    ("find", "hall"),
    ("week",),
    ("year", "--of", "2026"),
    ("export", "calendar", "--output", "{}", "--force"),
)
"""What shows rows of every kind."""
OTHER = "Who lets the hall?"


def change(path: Path, table: str, column: str, value: object, uid: str | None = None) -> None:
    """Has a value be another one, past all conditions and triggers; without a uid of each row."""
    with closing(sqlite3.connect(path)) as connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("PRAGMA ignore_check_constraints = ON")
        where = "1" if uid is None else "uid = ?"
        connection.execute(
            f"UPDATE {table} SET {column} = ? WHERE {where}", [value, *([uid] if uid else [])]
        )
        connection.commit()


def tried(cli: Cli, *asked: str) -> tuple[str, str]:
    """What a verb answers, and what it says beside that; it does not fail."""
    result = cli.run(*asked)
    assert result.exit_code == 0, f"{asked}: {result.output}"
    return result.stdout, result.stderr


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("status", "nonsense"),
        ("received_at", "yesterday"),
        ("answer_by", "2026-02-30"),
        ("channel", "pigeon"),
        ("follow_up_time", "25:99"),
        ("subject", b"\xff\xfe"),
    ],
)
@pytest.mark.slow
def test_a_wrong_enquiry_costs_itself_alone(cli: Cli, column: str, value: object) -> None:
    cli.log("The broken one")
    cli.log(OTHER)
    # Bytes that are no text are a text all the same, to SQLite.
    text = "CAST(x'4afffe' AS TEXT)" if isinstance(value, bytes) else None
    if text is None:
        change(cli.path, "enquiry", column, value, _uid(cli.path, "enquiry"))
    else:
        with closing(sqlite3.connect(cli.path)) as connection:
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
            ).fetchall():
                connection.execute(f'DROP TRIGGER "{name}"')
            connection.execute(
                f"UPDATE enquiry SET {column} = {text} WHERE reference = 'ENQ-26-0001'"
            )
            connection.commit()
    out, told = tried(cli, "due")
    assert OTHER in out
    if column != "status":  # by its status it is nowhere on the desk
        assert "ENQ-26-0001 cannot be read, and is left out" in told
        assert "spoc check" in told
    assert "ENQ-26-0001 cannot be read" in cli.error(5, "show", "ENQ-26-0001")["message"]
    # Another is written to as ever.
    assert cli.run("note", "2", "--text", "They rang again").exit_code == 0
    assert json.loads(cli.run("show", "2", "--json").stdout)["subject"] == OTHER


def test_a_wrong_draft_costs_that_draft(cli: Cli) -> None:
    with closing(Store.open(cli.path, now=cli.now, anew=True)) as store:
        bad = store.drafts.save({"subject": "Bad"}, started_at=store.now(), uid=None)
        store.drafts.save({"subject": "Good"}, started_at=store.now(), uid=None)
    change(cli.path, "draft", "fields", "no JSON", bad)
    out, told = tried(cli, "drafts")
    assert "Good" in out
    assert "Something half typed cannot be read" in told
    assert "half typed in the draft" in cli.run("check").stdout


def _uid(path: Path, table: str) -> str:
    with closing(sqlite3.connect(path)) as connection:
        (uid,) = connection.execute(f"SELECT uid FROM {table} ORDER BY uid LIMIT 1").fetchone()
        return str(uid)


@pytest.mark.slow
async def test_the_desk_shows_the_rest_and_says_so(store: Store, clock: FixedClock) -> None:
    assert store.path is not None
    make_enquiry(store, subject="The broken one")
    make_enquiry(store, subject=OTHER)
    change(store.path, "enquiry", "channel", "pigeon", _uid(store.path, "enquiry"))
    async with desk(store) as (app, pilot):
        assert OTHER in flat(app)
        assert "The broken one" not in flat(app, "RecordList")
        assert "1 cannot be read: spoc check" in flat(app, "#headline")
        assert "ENQ-26-0001 cannot be read" in said(app)
        await press(pilot, "g", "e")
        assert OTHER in flat(app)


NEVER = {"uid", "id", "folded", "ward_folded", "phone_digits", "domain", "invoice_key"}
WRONG = {"TEXT": ("nonsense",), "INTEGER": (-7,)}


def _cases(path: Path, table: str) -> list[tuple[str, object]]:
    with closing(sqlite3.connect(path)) as connection:
        columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
    return [
        (name, value) for _, name, kind, *_ in columns if name not in NEVER for value in WRONG[kind]
    ]


@pytest.fixture
def filled(cli: Cli) -> Cli:
    return cli.filled_once(fill)


def fill(cli: Cli) -> None:
    """A database with a row of every table, and one of every kind beside it."""
    new_file(cli.path)
    with closing(Store.open(cli.path, now=cli.now)) as store:
        store.connection.execute("PRAGMA foreign_keys = OFF")  # some point to one another
        one_of_each(store)
        store.connection.execute("PRAGMA foreign_keys = ON")
        make_enquiry(store, subject=OTHER)
        make_payment(store)
        make_meeting(store, make_group(store))


@pytest.mark.slow
@pytest.mark.parametrize("table", AUDITED)
def test_whatever_value_is_wrong_the_rest_is_shown(filled: Cli, table: str) -> None:
    """Each reading verb of the kinds by hand; of declared ones, which are read by one mechanism,
    every other column, and another verb for each.
    """
    whole, failed = filled.path.read_bytes(), list[str]()
    by_hand = table not in KIND_COLUMNS and table not in PART_TABLES
    cases = _cases(filled.path, table)
    for number, (column, value) in enumerate(cases if by_hand else cases[1::2]):
        filled.path.write_bytes(whole)
        for ending in ("-wal", "-shm"):
            filled.path.with_name(filled.path.name + ending).unlink(missing_ok=True)
        try:
            change(filled.path, table, column, value)
        except sqlite3.IntegrityError:
            continue
        for asked in READS if by_hand else (READS[number % len(READS)],):
            file = str(filled.path.with_name("calendar.ics"))
            result = filled.run(*(word.format(file) for word in asked))
            if result.exit_code != 0:
                failed.append(f"{table}.{column} = {value!r}: {asked[0]}: {result.output[:80]}")
        if OTHER not in filled.run("due").stdout and table != "enquiry":
            failed.append(f"{table}.{column} = {value!r}: the rest is not shown")
    assert not failed, "\n".join(failed)
