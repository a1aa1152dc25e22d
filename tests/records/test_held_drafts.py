"""A draft is held by one window: what comes of it is one record, whoever saves it first."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from factories import START, FixedClock, another_window, make_payment, new_enquiry

from db.records import draft_holders
from db.store import Store
from spoc_tui.casework.errors import HeldElsewhere, SavedAlready, SpocError, TakenOver


@pytest.fixture
def other(store: Store) -> Iterator[Store]:
    """A second window on the same file."""
    opened = another_window(store)
    yield opened
    opened.close()


def half_a_call(store: Store, text: str = "A gate") -> str:
    return store.drafts.save({"subject": text}, started_at=START, uid=None)


def test_what_a_window_types_is_held_by_it(store: Store, other: Store) -> None:
    uid = half_a_call(store)
    with pytest.raises(HeldElsewhere, match="“A gate” is being typed in another window"):
        other.drafts.take_up(uid)
    with pytest.raises(HeldElsewhere):
        other.drafts.drop(uid)
    assert store.drafts.take_up(uid) == store.drafts.get(uid)
    store.drafts.let_go(uid)
    assert other.drafts.take_up(uid) is not None


def test_one_that_is_taken_over_is_written_and_saved_by_the_other_alone(
    store: Store, other: Store
) -> None:
    uid = half_a_call(store)
    assert other.drafts.take_up(uid, over=True) is not None
    for write in (
        lambda: store.drafts.save({"subject": "More"}, started_at=START, uid=uid),
        lambda: store.enquiries.log(new_enquiry(store), draft_uid=uid),
    ):
        with pytest.raises(TakenOver, match="Another window has taken this over"):
            write()
    assert store.enquiries.count() == 0
    assert other.drafts.get(uid) is not None
    other.enquiries.log(new_enquiry(other), draft_uid=uid)
    assert other.drafts.all() == []


SAVES = {
    "call": lambda store, uid: store.enquiries.log(new_enquiry(store), draft_uid=uid),
    "payment": lambda store, uid: store.payments.add(
        {"caller": "Ida", "amount": "1"}, draft_uid=uid
    ),
    "feedback": lambda store, uid: store.feedback.add(
        "No lamp", [store.feedback.by("Ida")], draft_uid=uid
    ),
    "issue": lambda store, uid: store.declared("issue").add(
        {"name": "Spring", "copy_by": "+20", "out_on": "+40"}, draft_uid=uid
    ),
    "note": lambda store, uid: _noted(store, uid),
}


def _noted(store: Store, uid: str) -> None:
    payment = store.payments.all()
    reference = payment[0].reference if payment else make_payment(store).reference
    with store.drafts.saving(uid):
        store.payments.note(reference, "They rang")


@pytest.mark.parametrize("of", SAVES)
def test_of_one_draft_comes_one_record_and_the_second_is_told_which(
    store: Store, other: Store, of: str
) -> None:
    if of == "note":
        make_payment(store)
    uid = half_a_call(store)
    SAVES[of](store, uid)
    stands = store.history.page(0, 50)
    for again in (store, other):
        with pytest.raises(SavedAlready, match=r"[A-Z]{3}-26-0001") as told:
            SAVES[of](again, uid)
        assert "Another window has saved this already" in str(told.value)
    assert store.history.page(0, 50) == stands
    assert store.drafts.all() == []


def test_what_fails_uses_no_draft(store: Store) -> None:
    uid = half_a_call(store)
    with pytest.raises(SpocError):
        store.payments.add({"caller": "Ida", "amount": "no money"}, draft_uid=uid)
    reference = make_payment(store).reference
    with pytest.raises(SpocError), store.drafts.saving(uid):
        store.payments.note(reference, "")
    assert [draft.uid for draft in store.drafts.all()] == [uid]


KILLED = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from db.store import Store

now = datetime(2026, 4, 2, 9, tzinfo=UTC)
store = Store.open(Path(sys.argv[1]), now=lambda: now)
print(store.drafts.save({"subject": "Half a call"}, started_at=now, uid=None), flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")
def test_what_a_dead_window_held_is_free_at_once(tmp_path: Path) -> None:
    path = tmp_path / "spoc.db"
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    ) as process:
        assert process.stdout is not None
        uid = process.stdout.readline().decode().strip()
        store = Store.open(path, now=FixedClock())
        with pytest.raises(HeldElsewhere):
            store.drafts.take_up(uid)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert store.drafts.take_up(uid) is not None
    left = [file.name for file in draft_holders.folder_of(path).iterdir()]
    assert left == [f"{store.sitting}.held"]  # what the dead one left is cleared
    store.close()
    assert not draft_holders.folder_of(path).exists()


def test_where_nothing_can_be_locked_it_counts_as_held_for_a_minute(
    store: Store, other: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    uid = half_a_call(store)
    monkeypatch.setattr(draft_holders, "is_locked", lambda file: None)
    with pytest.raises(HeldElsewhere):
        other.drafts.take_up(uid)
    clock.advance(minutes=2)
    assert other.drafts.take_up(uid) is not None
