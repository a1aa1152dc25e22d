"""The index of records: a line for every record of every kind, whatever is done to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial

import pytest
from acts_given import OTHERS, any_of
from cli_desk import Cli
from factories import (
    make_decision,
    make_enquiry,
    make_group,
    make_issue,
    make_meeting,
    make_payment,
)

from db.feedback.acting import By
from db.records import index as record_index
from db.store import Store
from db.upkeep.checking import check
from db.upkeep.repairing import repair
from db.upkeep.wrong import CheckedPart
from spoc_tui.casework.records.kinds import RECORD_KINDS

Made = Callable[[Store], str]


def _of_kind(code: str, store: Store) -> str:
    return any_of(store, code)


MADE: dict[str, Made] = {
    "enquiry": lambda store: make_enquiry(store, subject="Keys").enquiry.uid,
    "payment": lambda store: make_payment(store, what_for="Hall").uid,
    "feedback": lambda store: store.feedback.add("No lamp", [By(speaker="Ida")]).feedback.uid,
    "group": lambda store: make_group(store).uid,
    "meeting": lambda store: make_meeting(store).uid,
    "decision": lambda store: make_decision(store).uid,
    "issue": lambda store: make_issue(store).uid,
    **{code: partial(_of_kind, code) for code in OTHERS},
}


def line(store: Store, uid: str) -> sqlite3.Row:
    found: sqlite3.Row = store.connection.execute(
        "SELECT * FROM record WHERE uid = ?", [uid]
    ).fetchone()
    return found


def test_every_kind_is_made_here() -> None:
    assert set(MADE) == {kind.code for kind in RECORD_KINDS} == set(record_index.SOURCES)


@pytest.mark.parametrize("kind", MADE)
def test_a_record_has_its_line_and_loses_it_when_undone(store: Store, kind: str) -> None:
    uid = MADE[kind](store)
    assert (line(store, uid)["kind"], line(store, uid)["open"]) == (kind, 1)
    assert store.kind_of_uid(uid) == kind
    store.undo()
    assert line(store, uid)["removed_at"] is not None
    store.redo()
    assert line(store, uid)["removed_at"] is None
    assert not list(record_index.wrong(store.connection))


def test_what_feedback_is_called_follows_its_first_voice_and_its_action(store: Store) -> None:
    uid = MADE["feedback"](store)
    assert line(store, uid)["subject"] == "“No lamp”"
    store.feedback.agree(uid, {"action": "Put up a lamp"})
    assert line(store, uid)["subject"] == "Put up a lamp"
    store.undo()
    assert line(store, uid)["subject"] == "“No lamp”"


@pytest.mark.parametrize("kind", MADE)
@pytest.mark.parametrize("damage", ["DELETE FROM record", "UPDATE record SET subject = 'other'"])
def test_a_line_that_is_wrong_is_seen_and_made_anew(store: Store, kind: str, damage: str) -> None:
    uid = MADE[kind](store)
    store.connection.execute("PRAGMA foreign_keys = OFF")
    store.connection.execute(f"{damage} WHERE uid = ?", [uid])
    store.connection.execute("PRAGMA foreign_keys = ON")
    assert CheckedPart.INDEXES in {one.part for one in check(store).wrong}
    repair(store)
    assert check(store).wrong == ()


@pytest.mark.parametrize(
    "damage",
    [
        *("DELETE FROM record_due", "UPDATE record_due SET due = '2020-01-01'"),
        *("DELETE FROM record_text", "UPDATE record_text SET words = 'other'"),
    ],
)
def test_what_is_due_and_found_of_a_declared_record_is_made_anew(store: Store, damage: str) -> None:
    make_issue(store)
    store.connection.execute(damage)
    assert CheckedPart.INDEXES in {one.part for one in check(store).wrong}
    repair(store)
    assert check(store).wrong == ()


def test_the_command_line_makes_it_anew(cli: Cli) -> None:
    cli.log()
    with closing(sqlite3.connect(cli.path)) as connection, connection:
        connection.execute("UPDATE record SET status = 'closed', open = 0")
    assert cli.run("check").exit_code == 4
    assert cli.json("check", "--repair")["whole"] is True
    assert cli.json("check")["whole"] is True
