"""What the log has is brought into the file beside what goes on being written."""

from __future__ import annotations

import threading
from pathlib import Path

from db.file.writing_back import WritingBack
from db.store import Store

STANDING = "SELECT name FROM organisation WHERE removed_at IS NULL ORDER BY id"


def test_all_of_the_log_is_brought_in(store: Store) -> None:
    assert store.path
    for count in range(20):
        store.organisations.add(f"Number {count}")
    names = [row["name"] for row in store.connection.execute(STANDING)]
    size = store.path.stat().st_size
    log = WritingBack(store.path)
    log.begin()
    log.close()
    assert store.path.stat().st_size > size
    log_only = Path(f"{store.path}-wal")
    assert log_only.stat().st_size > 0  # it is not taken away: who saves next begins at its start
    was = log_only.stat().st_size
    store.organisations.add("One more")
    assert log_only.stat().st_size == was
    store.undo()
    assert [row["name"] for row in store.connection.execute(STANDING)] == names


def test_nothing_is_begun_twice_at_once(store: Store) -> None:
    assert store.path
    log = WritingBack(store.path)
    store.connection.execute("BEGIN IMMEDIATE")  # who writes is not in its way, nor it in theirs
    for _ in range(5):
        log.begin()
    log.close()
    store.connection.execute("ROLLBACK")
    assert not [one for one in threading.enumerate() if one.name.startswith("writing-back")]


def test_what_goes_wrong_beside_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "spoc.db").write_text("no database, and long enough to be looked at as one\n" * 99)
    for path in (None, tmp_path / "spoc.db", tmp_path / "moved.db"):
        log = WritingBack(path)
        log.begin()
        log.close()
    assert [path.name for path in tmp_path.iterdir()] == ["spoc.db"]
