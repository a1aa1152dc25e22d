"""The index of telephone numbers, which only those are in who have one."""

from __future__ import annotations

from pathlib import Path

import pytest
from earlier_shapes import NAMES, of_shape
from factories import FixedClock, make_organisation

from db.changes.modes import ONE_BY_ONE, SILENT
from db.connection import Connection
from db.file.connecting import connect
from db.store import Store
from db.upkeep.checking import text_indexes_wrong

AT = "2026-03-30T09:00:00Z"


def found(store: Store, digits: str) -> list[str]:
    """Who is found by these digits, the index being as its table is."""
    with store.transaction():
        assert list(text_indexes_wrong(store.connection)) == []
    return [hit.name for hit in store.search.anything(digits)]


def test_a_number_is_found_from_when_it_is_given_until_it_is_taken_away(store: Store) -> None:
    lane = make_organisation(store, "Lane")
    make_organisation(store, "Quay", phone="01634 306001")
    assert found(store, "306001") == ["Quay"]
    store.organisations.edit(lane.uid, {"phone": "01634 306002"})
    assert found(store, "306002") == ["Lane"]
    store.organisations.edit(lane.uid, {"phone": "01634 306003"})
    assert (found(store, "306002"), found(store, "306003")) == ([], ["Lane"])
    store.organisations.edit(lane.uid, {"phone": ""})
    assert found(store, "306003") == []
    store.undo()
    assert found(store, "306003") == ["Lane"]


@pytest.mark.slow
def test_a_file_in_whose_index_all_were_keeps_those_with_a_number(tmp_path: Path) -> None:
    path = tmp_path / "spoc.db"
    of_shape(path, NAMES[: NAMES.index("phones_alone")])
    connection = connect(path)
    put_in(connection, "Lane", "")
    put_in(connection, "Quay", "01634306001")
    connection.execute("INSERT INTO organisation_phones (organisation_phones) VALUES ('rebuild')")
    connection.close()
    store = Store.open(path, now=FixedClock())
    assert found(store, "306001") == ["Quay"]
    store.organisations.edit("lane", {"phone": "01634 306002"})
    assert found(store, "306002") == ["Lane"]
    store.organisations.edit("quay", {"phone": ""})
    assert found(store, "306001") == []
    store.close()


def put_in(connection: Connection, name: str, phone: str) -> None:
    """An organisation of before, without its history."""
    connection.execute(f"UPDATE current_action SET many = {SILENT}")
    connection.execute(
        "INSERT INTO organisation (uid, name, folded, phone, phone_digits, added_at) "
        "VALUES (lower(?1), ?1, lower(?1), ?2, ?2, ?3)",
        [name, phone, AT],
    )
    connection.execute(f"UPDATE current_action SET many = {ONE_BY_ONE}")
