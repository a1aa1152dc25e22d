"""What is wrong with an export is named, and nothing is read in; nor is anything written over."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from exported import small_export
from factories import (
    FixedClock,
    dump,
    in_short,
    labels,
    make_organisation,
)

from db.exports.everything import ABOUT_FILE, write_all
from db.exports.everything_read import read_all
from db.store import Store
from spoc_tui.casework.errors import BadInput

if TYPE_CHECKING:
    pass


@pytest.fixture
def out(store: Store, tmp_path: Path) -> Path:
    return small_export(store, tmp_path / "out")


Change = Callable[[Any], object]


def reseal(out: Path, table: str, content: bytes) -> None:
    """Another content of a table's file, with the seal that fits it."""
    (out / f"{table}.json").write_bytes(content)
    change_about(out, lambda about: seal_in(about, table, content))


def seal_in(about: Any, table: str, content: bytes) -> None:
    about["tables"][table]["sha256"] = sha256(content).hexdigest()


def change_about(out: Path, change: Change) -> None:
    about = json.loads((out / ABOUT_FILE).read_text(encoding="utf-8"))
    change(about)
    (out / ABOUT_FILE).write_text(json.dumps(about), encoding="utf-8")


def wrong(out: Path) -> str:
    """What is said of an export that cannot be used, and that leaves no database behind."""
    path = out.parent / "copy.db"
    with pytest.raises(BadInput) as raised:
        read_all(path, out, now=FixedClock())
    assert not list(out.parent.glob("copy.db*"))
    assert raised.value.field == "folder"
    return str(raised.value)


@pytest.mark.slow
def test_a_starting_set_stays_where_the_export_is_wrong(store: Store, out: Path) -> None:
    path = out.parent / "new.db"
    Store.open(path, now=store.now).close()
    reseal(out, "voice", b"[\n{}\n]\n")
    with pytest.raises(BadInput):
        read_all(path, out, now=store.now)
    with closing(Store.open(path, now=store.now)) as own:
        assert labels(own) == ["The starting set of teams and topics"]
        assert dump(own)


def test_a_missing_file_is_named(out: Path) -> None:
    (out / "team.json").unlink()
    assert wrong(out) == f"{out / 'team.json'} is missing."


def test_a_changed_file_is_named(out: Path) -> None:
    content = (out / "organisation.json").read_bytes()
    (out / "organisation.json").write_bytes(content.replace(b"Quay", b"Key "))
    assert wrong(out) == f"{out / 'organisation.json'} was changed after it was written."


def test_no_export_is_reported(out: Path) -> None:
    (out / ABOUT_FILE).write_text("{")
    assert "is not JSON" in wrong(out)
    for other in ("[]", "{}", "null", '{"what": 1}'):
        (out / ABOUT_FILE).write_text(other)
        assert "is not what “spoc export all” writes" in wrong(out)
    (out / ABOUT_FILE).unlink()
    assert "Name a folder that “spoc export all” wrote" in wrong(out)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda about: about["schema"].append("of_2031"), "newer spoc than this one"),
        (lambda about: about["schema"].clear(), "newer spoc|is not what"),
        (lambda about: about["tables"].pop("team"), "not its schema's tables: team"),
        (lambda about: about["tables"].update({"../x": {}}), "is not what"),
        (lambda about: about["tables"].update({"shelf": {}}), "shelf.json is missing"),
        (lambda about: about["tables"].update({"team": 3}), "team.json was changed"),
        (lambda about: about.update(history_broken_at="x"), "history is not as it was written"),
    ],
)
def test_what_about_says_wrongly_is_named(out: Path, change: Change, said: str) -> None:
    change_about(out, change)
    assert any(part in wrong(out) for part in said.split("|"))


@pytest.mark.slow
def test_a_table_that_there_is_none_of_is_named(out: Path) -> None:
    change_about(out, lambda about: about["tables"].update({"shelf": {}}))
    reseal(out, "shelf", b"[\n\n]\n")
    assert wrong(out) == f"{out / ABOUT_FILE}: not its schema's tables: shelf."


ROW = '{"id":1,"uid":"u","day":"2026-12-29","name":"x","removed_at":null}'
UNUSABLE = [
    ("{", "it is not JSON"),
    ('"\\ud800"', "its columns"),
    ("[" * 100_000, "."),
    ("3", "its columns are not those of the table"),
    (ROW.replace("}", ',"shelf":1}'), "(shelf)"),
    (ROW.replace('"name":"x",', ""), "(name)"),
    (ROW.replace('"x"', "1.5"), "name cannot be 1.5"),
    (ROW.replace('"x"', "true"), "name cannot be true"),
    (ROW.replace('"x"', '["x"]'), 'name cannot be ["x"]'),
    (ROW.replace('"x"', '"\\ud800"'), "surrogates not allowed"),
    (ROW.replace('"x"', "null"), "NOT NULL constraint failed: holiday.name"),
    (ROW.replace(":1,", ":null,"), "id cannot be null"),
    (ROW.replace(":1,", ":99999999999999999999,"), "too large"),
    (ROW.replace(":1,", ':"one",'), "holiday.id|datatype mismatch"),
    (ROW, "UNIQUE constraint failed"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("second", "said"), in_short(UNUSABLE, *UNUSABLE[::5]))
def test_a_row_that_cannot_be_used_is_named(out: Path, second: str, said: str) -> None:
    reseal(out, "holiday", f"[\n{ROW},\n{second}\n]\n".encode())
    message = wrong(out)
    assert message.startswith(f"{out / 'holiday.json'}, row 2: ")
    assert any(part in message for part in said.split("|"))


@pytest.mark.slow
@pytest.mark.parametrize("content", ["", "{}", f"[{ROW}]", f"[\n{ROW}\n"])
def test_a_file_that_is_no_list_of_rows_is_named(out: Path, content: str) -> None:
    reseal(out, "holiday", content.encode())
    assert wrong(out) == f"{out / 'holiday.json'} is not a JSON array with a row a line."


@pytest.mark.slow
def test_a_row_that_points_nowhere_is_named(out: Path) -> None:
    reseal(out, "directorate", b"[\n\n]\n")
    said = wrong(out)
    assert said.startswith("team.json: the row of id ")
    assert said.endswith(" points to a row of directorate that is not there.")


@pytest.mark.slow
def test_a_history_that_does_not_fit_is_named(out: Path) -> None:
    content = (out / "action.json").read_bytes()
    reseal(out, "action", content.replace(b"Added Quay", b"Added Key "))
    assert "The history is not as it was written: “Added Key " in wrong(out)


@pytest.mark.slow
def test_a_history_that_was_broken_before_locks_nobody_in(store: Store, tmp_path: Path) -> None:
    make_organisation(store, "Quay Rowing")
    store.connection.execute("DROP TRIGGER change_append_only_update")
    store.connection.execute("UPDATE change SET after = '{}' WHERE tbl = 'organisation'")
    write_all(store, tmp_path / "out")
    read_all(tmp_path / "copy.db", tmp_path / "out", now=store.now)
    with closing(Store.open(tmp_path / "copy.db", now=store.now)) as copy:
        assert copy.history.broken_at() == store.history.broken_at() is not None
