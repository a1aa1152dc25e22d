"""Two windows, or a window and the command line, on one file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from factories import FixedClock, another_window, labels, make_enquiry, make_organisation, team

from db.store import Store
from spoc_tui.casework.enquiries.enquiry import Outcome
from spoc_tui.casework.errors import Refused, StorageFailed


@pytest.fixture
def other(store: Store) -> Iterator[Store]:
    """A second window on the same file."""
    opened = another_window(store)
    yield opened
    opened.close()


def test_each_notices_what_the_other_wrote(store: Store, other: Store) -> None:
    before = other.data_version()
    assert other.data_version() == before
    make_enquiry(other)
    assert other.data_version() == before  # one's own writing is no news
    make_enquiry(store)
    assert other.data_version() != before
    assert other.enquiries.count() == 2


def test_a_draft_and_an_undo_are_noticed_too(store: Store, other: Store) -> None:
    make_organisation(store)
    for write in (
        lambda: store.drafts.save({}, started_at=store.now(), uid=None),
        store.undo,
        store.redo,
    ):
        before = other.data_version()
        write()
        assert other.data_version() != before


def test_acts_in_turn(store: Store, other: Store) -> None:
    reference = make_enquiry(store).enquiry.reference
    other.routings.route(reference, team(other).uid)
    store.routings.chase(reference)
    other.enquiries.answer(reference, "Yes.")
    store.enquiries.told(reference)
    case = other.enquiries.close(reference, outcome=Outcome.RESOLVED)
    assert [event.kind.value for event in case.timeline] == [
        "logged",
        "routed",
        "chased",
        "answered",
        "told",
        "closed",
    ]
    assert case == store.enquiries.get(reference)
    assert store.history.broken_at() is None


def test_a_rule_is_asked_of_what_stands_now(store: Store, other: Store) -> None:
    case = make_enquiry(store, route_to="Housing")
    reference = case.enquiry.reference
    other.enquiries.close(reference, outcome=Outcome.WITHDRAWN, reason="Rang off.")
    for act in (
        lambda: store.routings.chase(reference),
        lambda: store.enquiries.answer(reference, "Yes."),
        lambda: store.enquiries.close(reference, outcome=Outcome.PARTLY, reason="x"),
    ):
        with pytest.raises(Refused, match="closed"):
            act()


def test_edits_of_different_fields_both_stand(store: Store, other: Store) -> None:
    reference = make_enquiry(store).enquiry.reference
    store.enquiries.edit(reference, {"subject": "Two keys"})
    case = other.enquiries.edit(reference, {"detail": "For the shed"})
    assert (case.enquiry.subject, case.enquiry.detail) == ("Two keys", "For the shed")


@pytest.mark.slow
def test_both_write_at_once_and_no_number_is_used_twice(tmp_path: Path) -> None:
    path, together = tmp_path / "spoc.db", Barrier(4)
    Store.open(path, now=FixedClock()).close()

    def work(_: int) -> list[str]:
        window = Store.open(path, now=FixedClock())
        together.wait()
        try:
            return [make_enquiry(window).enquiry.reference for _ in range(10)]
        finally:
            window.close()

    with ThreadPoolExecutor(4) as pool:
        made = [reference for batch in pool.map(work, range(4)) for reference in batch]
    assert sorted(made) == [f"ENQ-26-{number:04}" for number in range(1, 41)]
    store = Store.open(path, now=FixedClock())
    assert store.history.broken_at() is None
    assert len(labels(store)) == 41
    store.close()


def test_while_the_other_writes_one_can_read_but_not_save(store: Store, other: Store) -> None:
    make_enquiry(store)
    other.connection.execute("PRAGMA busy_timeout = 10")
    with store.action("Something long"):
        make_organisation(store)
        assert other.enquiries.count() == 1
        assert other.organisations.count() == 0
        with pytest.raises(StorageFailed, match="is being written to by another"):
            make_enquiry(other)
    assert other.organisations.count() == 1
    assert make_enquiry(other).enquiry.reference == "ENQ-26-0002"


def test_a_connection_belongs_to_its_thread(store: Store) -> None:
    with ThreadPoolExecutor(1) as pool:
        with pytest.raises(sqlite3.ProgrammingError):
            pool.submit(store.enquiries.count).result()

        def count_again() -> int:
            mine = another_window(store)
            try:
                return mine.enquiries.count()
            finally:
                mine.close()

        assert pool.submit(count_again).result() == 0
