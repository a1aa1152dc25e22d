"""What a long import added is history as ranges of rows: read, checked and undone like any."""

from __future__ import annotations

import sqlite3

import pytest
from factories import listed, make_enquiry, ten_rows_are_many, value

import db.changes.imported
import db.changes.range_seals
from db.store import Store
from spoc_tui.casework.errors import Refused
from spoc_tui.casework.history.history import HistoryEntry
from spoc_tui.casework.organisations.organisation import ListedOrganisation, ListedPerson

COUNT = 45


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten rows are many; nobody is waited for, and a digest is taken in three parts."""
    ten_rows_are_many(monkeypatch, most=20)
    monkeypatch.setattr(db.changes.range_seals, "ROWS_DIGESTED_AT_ONCE", 7)


def row(line: int) -> ListedOrganisation:
    return listed(
        line,
        phone=f"01634 {line:06}",
        staff=0 if line % 2 else None,
        other_names=(f"Group {line}",),
        people=(ListedPerson(f"Jo {line}", role="Chair"),),
    )


@pytest.fixture
def brought(store: Store) -> Store:
    """A store into which a long list was brought."""
    store.lists.import_list(map(row, range(2, 2 + COUNT)), source="register")
    return store


def uid_of(store: Store, name: str = "Charity 5") -> str:
    return store.organisations.find(name).uid


def words(entries: list[HistoryEntry]) -> list[list[str]]:
    return [[change.words for change in entry.changes] for entry in entries]


def test_it_is_kept_as_ranges_and_no_row_by_itself(brought: Store) -> None:
    action = value(brought, "SELECT uid FROM action ORDER BY id DESC")
    assert value(brought, "SELECT count(*) FROM change WHERE action = ?", action) == 0
    ranges = db.changes.imported.of_action(brought.connection, action)
    assert {one.table for one in ranges} == set(db.changes.imported.ORGANISATION_TABLES)
    assert sum(one.last - one.first + 1 for one in ranges) == 5 * COUNT
    assert value(brought, "SELECT records FROM action WHERE uid = ?", action) == 5 * COUNT
    assert brought.history.broken_at() is None


def test_the_history_of_one_begins_with_it_as_it_was_then(brought: Store) -> None:
    uid = uid_of(brought)
    brought.organisations.edit(uid, {"name": "Harbour Trust", "phone": ""})
    imported, edited = brought.history.of("organisation", uid)
    assert imported.action.label == f"Imported register: {COUNT} added"
    said = words([imported])[0]
    assert {"organisation name: Charity 5", "organisation phone: 01634 000005"} < set(said)
    assert {"organisation staff: 0", "other name name: Group 5", "contact role: Chair"} < set(said)
    assert not any("removed at" in one for one in said)
    assert "organisation name: Charity 5 → Harbour Trust" in words([edited])[0]


def test_what_the_action_changed_is_listed_up_to_a_limit(
    brought: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    action = value(brought, "SELECT uid FROM action ORDER BY id DESC")
    changed = brought.history.changed_by(action)
    assert len(changed.records) == COUNT
    monkeypatch.setattr("db.history.reading.MOST_CHANGES", 12)
    some = brought.history.changed_by(action)
    assert (len(some.records), some.whole) == (10, False)  # and two of what belongs to them


def test_each_fact_says_which_list_it_is_from(brought: Store) -> None:
    uid = uid_of(brought)
    brought.organisations.edit(uid, {"phone": "01634 999999"})
    sources = {fact.field: fact.source for fact in brought.organisations.facts(uid)}
    assert (sources["name"], sources["other_name"]) == ("register", "register")
    assert (sources["identifier"], sources["phone"]) == ("register", "officer")


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE organisation SET notes = 'x' WHERE name = 'Charity 5'",
        "UPDATE identifier SET number = '1' WHERE id = (SELECT max(id) FROM identifier)",
        "DELETE FROM contact WHERE id = (SELECT min(id) FROM contact)",
        "UPDATE source_entry SET facts = '{}' WHERE id = 3",
    ],
)
def test_a_row_that_was_changed_behind_its_back_is_found(brought: Store, tampering: str) -> None:
    uid = uid_of(brought, "Charity 9")
    brought.organisations.edit(uid, {"notes": "They rang", "phone": ""})
    assert brought.history.broken_at() is None
    triggers = brought.connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE '%history%' "
        "OR name LIKE '%never_deleted'"
    ).fetchall()
    for (name,) in triggers:
        brought.connection.execute(f'DROP TRIGGER IF EXISTS "{name}"')
    brought.connection.execute(tampering)
    broken = brought.history.broken_at()
    assert broken is not None
    assert broken.label.startswith("Imported register")


@pytest.mark.parametrize(
    "column",
    [
        "later TEXT",
        "later TEXT NOT NULL DEFAULT ''",
        "later TEXT NOT NULL DEFAULT 'group'",
        "later INTEGER NOT NULL DEFAULT 0",
        "a_first INTEGER NOT NULL DEFAULT 1",
    ],
)
@pytest.mark.parametrize("table", db.changes.imported.ORGANISATION_TABLES)
def test_a_column_that_is_added_changes_nothing(brought: Store, table: str, column: str) -> None:
    brought.organisations.edit(uid_of(brought), {"phone": ""})
    brought.connection.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    assert brought.history.broken_at() is None
    name = column.split()[0]
    brought.connection.execute(f"UPDATE {table} SET {name} = '7' WHERE id = 9")
    assert brought.history.broken_at() is not None


def test_where_the_rows_lie_is_not_sealed(brought: Store) -> None:
    brought.organisations.edit(uid_of(brought), {"notes": "They rang"})
    (first,) = {
        one
        for one in db.changes.imported.of_action(
            brought.connection, value(brought, "SELECT action FROM brought_in")
        )
        if one.table == "identifier" and one.first == 1
    }
    with brought.transaction():
        brought.connection.execute("DROP TRIGGER brought_in_append_only_update")
        brought.connection.execute(
            "UPDATE identifier SET id = 1000 - id WHERE id BETWEEN ? AND ?", first[1:3]
        )
        brought.connection.execute(
            "UPDATE brought_in SET first = 1000 - last, last = 1000 - first "
            "WHERE tbl = 'identifier' AND first = 1"
        )
    assert brought.history.broken_at() is None


def test_the_ranges_are_append_only(brought: Store) -> None:
    for verb in ("UPDATE brought_in SET last = last + 1", "DELETE FROM brought_in"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            brought.connection.execute(verb)


def test_all_of_it_is_undone_and_done_again(brought: Store) -> None:
    name = brought.organisations.get(uid_of(brought)).name
    brought.undo()
    assert brought.organisations.count() == 0
    assert brought.history.broken_at() is None
    brought.redo()
    assert brought.organisations.count() == COUNT
    assert brought.organisations.find("Charity 5").name == name
    assert brought.history.broken_at() is None


def test_it_is_undone_beneath_what_has_nothing_to_do_with_it(brought: Store) -> None:
    action = value(brought, "SELECT uid FROM action ORDER BY id DESC")
    make_enquiry(brought)
    brought.undo(action)
    assert brought.organisations.count() == 0


@pytest.mark.parametrize(
    ("label", "later"),
    [
        (
            "Edited Charity 5",
            lambda s: s.organisations.edit(uid_of(s), {"phone": "01634 1"}),
        ),
        (
            "Logged ENQ-26-0001",
            lambda s: make_enquiry(s, organisation_uid=uid_of(s)),
        ),
        (
            "Heard FBK-26-0001",
            lambda s: s.feedback.add("Dear", [s.feedback.by("Charity 5")]),
        ),
    ],
)
def test_it_is_not_undone_beneath_what_rests_on_it(
    brought: Store, label: str, later: object
) -> None:
    action = value(brought, "SELECT uid FROM action ORDER BY id DESC")
    assert callable(later)
    later(brought)
    with pytest.raises(Refused, match=f"“{label}.*” came after it and rests on it"):
        brought.undo(action)
    brought.undo()
    brought.undo(action)
    assert brought.organisations.count() == 0


def test_a_new_issue_changes_it_row_by_row(brought: Store) -> None:
    again = [row(line) for line in range(2, 2 + COUNT)]
    changed = listed(5, phone="01634 111111", other_names=("Group 5",))
    report = brought.lists.import_list([*again[:3], changed, *again[4:]], source="register")
    assert report.sentence == f"1 updated, {COUNT - 1} unchanged"
    imported, updated = brought.history.of("organisation", uid_of(brought))
    assert "organisation phone: 01634 000005" in words([imported])[0]
    assert "organisation phone: 01634 000005 → 01634 111111" in words([updated])[0]
    assert brought.history.broken_at() is None
