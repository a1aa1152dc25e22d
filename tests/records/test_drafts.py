"""What is half typed is on disk, outside the history, until it is saved or dropped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from factories import START, FixedClock, another_window, labels

from db.store import Store


def test_saved_and_read_again(store: Store, clock: FixedClock) -> None:
    fields = {"subject": "[bold]Røof 🏠", "caller": " Jo ", "detail": "one\ntwo"}
    uid = store.drafts.save(fields, started_at=START, uid=None)
    clock.advance(minutes=5)
    assert store.drafts.save({**fields, "phone": "0"}, started_at=clock.moment, uid=uid) == uid
    (draft,) = store.drafts.all()
    assert draft.fields == {**fields, "phone": "0"}
    assert draft.started_at == START  # the clock started at the first keystroke
    assert (draft.title, draft.who) == ("[bold]Røof 🏠", "Jo")
    assert store.drafts.get(uid) == draft


def test_several_at_once_the_longest_waiting_first(store: Store, clock: FixedClock) -> None:
    for subject in ("First", "Second", ""):
        store.drafts.save({"subject": subject}, started_at=clock.moment, uid=None)
        clock.advance(minutes=1)
    assert [draft.title for draft in store.drafts.all()] == ["First", "Second", "no subject yet"]


def test_dropped(store: Store) -> None:
    uid = store.drafts.save({"subject": "x"}, started_at=START, uid=None)
    other = store.drafts.save({"subject": "y"}, started_at=START, uid=None)
    store.drafts.drop(uid)
    store.drafts.drop(uid)
    assert store.drafts.get(uid) is None
    assert [draft.uid for draft in store.drafts.all()] == [other]


def test_drafts_are_no_part_of_the_history(store: Store) -> None:
    before = labels(store)
    uid = store.drafts.save({"subject": "x"}, started_at=START, uid=None)
    assert labels(store) == before
    store.organisations.add("Ours")
    store.undo()
    assert store.drafts.get(uid) is not None


def test_another_window_sees_it(store: Store) -> None:
    other = another_window(store)
    uid = store.drafts.save({"subject": "x"}, started_at=START, uid=None)
    assert other.drafts.get(uid) == store.drafts.get(uid)
    other.close()


KILLED = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from db.store import Store

now = datetime(2026, 4, 2, 9, tzinfo=UTC)
store = Store.open(Path(sys.argv[1]), now=lambda: now)
store.drafts.save({"subject": "Half a call"}, started_at=now, uid=None)
print("saved", flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")
def test_a_killed_process_loses_nothing_that_was_saved(tmp_path: Path) -> None:
    path = tmp_path / "spoc.db"
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"saved\n"
        process.send_signal(signal.SIGKILL)
    store = Store.open(path, now=FixedClock())
    assert [draft.title for draft in store.drafts.all()] == ["Half a call"]
    store.close()
