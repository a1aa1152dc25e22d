"""`spoc check --repair`: what follows from the rest is made again, and nothing else is changed."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from cli_desk import Cli
from damaged_files import pages_of
from factories import make_payment

from db.changes.tables import AUDITED, DERIVED
from db.store import Store
from db.upkeep.checking import check
from db.upkeep.repairing import repair
from db.upkeep.wrong import CheckedPart


def alter(cli: Cli, *statements: str) -> None:
    """Does it past all triggers, which are as they were after it."""
    with closing(sqlite3.connect(cli.path)) as connection:
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            connection.execute(statement)
        for _, sql in triggers:
            connection.execute(sql)
        connection.commit()


def written(cli: Cli) -> dict[str, list[tuple[object, ...]]]:
    """All that anybody wrote."""
    found = {}
    with closing(sqlite3.connect(cli.path)) as connection:
        for table in AUDITED:
            columns = [
                row[1]
                for row in connection.execute(f"PRAGMA table_info({table})")
                if row[1] not in DERIVED
            ]
            rows = connection.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY uid")
            found[table] = rows.fetchall()
    return found


@pytest.fixture
def filled(cli: Cli) -> Cli:
    cli.json("organisation", "add", "Rook Lane Bowls Club", "--phone", "01634 555 010")
    cli.log("A key", "--organisation", "rook lane")
    return cli


@pytest.mark.slow
@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("INSERT INTO enquiry_words (enquiry_words) VALUES ('delete-all')", "text index made"),
        ("UPDATE record SET subject = 'Another'", "line of a record in the index"),
        ("UPDATE record SET due = '2020-01-01'", "line of a record in the index"),
        ("UPDATE organisation SET phone_digits = '7'", "looked for by was worked out again"),
        ("DROP INDEX action_by_clock", "index of the file made again"),
        ("UPDATE current_action SET many = 2", "nobody is at was ended"),
    ],
)
def test_what_follows_is_made_again(filled: Cli, damage: str, said: str) -> None:
    before = written(filled)
    alter(filled, damage)
    assert filled.run("check").exit_code == 4
    text = filled.text("check", "--repair")
    assert said in text
    assert "All is whole" in text
    assert written(filled) == before
    assert "Nothing had to be made again." in filled.text("check", "--repair")


def test_triggers_are_made_again(filled: Cli) -> None:
    with closing(sqlite3.connect(filled.path)) as connection:
        connection.execute("DROP TRIGGER enquiry_history_changed")
        connection.commit()
    assert "The triggers were made again." in filled.text("check", "--repair")


def test_a_sum_is_worked_out_again_and_is_in_the_history(store: Store) -> None:
    payment = make_payment(store)
    store.payments.paid(payment.reference, store.today(), 7)
    with store.action("By another program"):  # in the history, and wrong all the same
        store.update("payment", payment.uid, {"paid_pence": 8})
    (found,) = check(store).wrong
    assert (found.part, found.said.split(":")[0].split()[0]) == (CheckedPart.SUMS, "PAY-26-0001")
    assert "The sums of 1 payment complaint were worked out again." in repair(store)
    assert store.payments.get(payment.reference).payment.paid == 7
    assert check(store).wrong == ()


@pytest.mark.slow
def test_what_was_written_is_never_invented(filled: Cli) -> None:
    alter(filled, "UPDATE enquiry SET subject = 'Another'")
    before = written(filled)
    result = filled.run("check", "--repair")
    assert result.exit_code == 4
    assert "ENQ-26-0001 (enquiry " in result.stdout
    assert "“spoc rescue” writes a new file" in result.stdout
    assert written(filled) == before


@pytest.mark.slow
def test_a_damaged_index_of_the_file_itself_is_made_again(filled: Cli) -> None:
    for number in range(40):
        filled.log(f"Call {number}")
    with closing(sqlite3.connect(filled.path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    page = pages_of(filled.path, "event_of")[0]
    content = bytearray(filled.path.read_bytes())
    content[page * 4096 - 10] ^= 1  # within a key
    filled.path.write_bytes(content)
    assert filled.run("check").exit_code == 4
    assert "own indexes were made again" in filled.text("check", "--repair")
