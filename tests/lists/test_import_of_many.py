"""A long list goes in hidden, is shown at once, and leaves nothing behind when it is broken off."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from factories import (
    FixedClock,
    another_window,
    dump,
    everything,
    listed,
    make_organisation,
    ten_rows_are_many,
    value,
)

import db.history.undo
import db.lists.applying
import db.lists.hidden
from db.lists.applying import ORGANISATION_PARTS, finish_interrupted_import
from db.store import Store
from db.upkeep.checking import check
from spoc_tui.casework.errors import Refused, StorageFailed
from spoc_tui.casework.lists.importing import Progress, RowVerdict
from spoc_tui.casework.organisations.identifiers import Identifier
from spoc_tui.casework.organisations.organisation import ListedOrganisation, ListedPerson


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten rows are many, and nobody is waited for."""
    ten_rows_are_many(monkeypatch)
    monkeypatch.setattr(db.history.undo, "MANY_ALIKE", 10)


def many(count: int = 35) -> list[ListedOrganisation]:
    return [
        listed(
            line,
            phone=f"01634 {line:06}",
            ward="Peninsula",
            web=f"https://www.group{line}.example/",
            other_names=(f"Group {line}",) if line % 2 else (),
            people=(ListedPerson(f"Jo {line}", phone=f"07700 {line:06}"),) if line % 3 else (),
        )
        for line in range(2, 2 + count)
    ]


@pytest.mark.parametrize(
    ("taken", "seconds", "then"),
    [
        (15_000, 0.5, 30_000),
        (15_000, 0.1, 30_000),
        (40_000, 0.8, 50_000),
        (40_000, 0.0, 60_000),
        (60_000, 3.0, 20_000),
        (15_000, 3.0, 15_000),
        (1_500, 9.0, 3_000),
    ],
)
def test_a_transaction_lasts_about_a_second_on_any_machine(
    monkeypatch: pytest.MonkeyPatch, taken: int, seconds: float, then: int
) -> None:
    monkeypatch.setattr(db.lists.hidden, "FIRST_TRANSACTION", 15_000)
    monkeypatch.setattr(db.lists.hidden, "MOST_AT_ONCE", 60_000)
    assert db.lists.hidden.as_many(taken, seconds) == then


def rows_of(store: Store) -> dict[tuple[str, str], object]:
    """Every row of the import's tables, distinguished by what it says rather than by its uid."""
    return {
        (table, str(row.get("name") or row.get("key") or row.get("number"))): {
            name: found
            for name, found in row.items()
            if name not in ("uid", "organisation", "added_at", "seen_at")
        }
        for (table, _), row in dump(store).items()
        if table in ("organisation", *ORGANISATION_PARTS)
    }


def test_many_rows_come_in_as_few_do(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Progress] = []
    report = store.lists.import_list(many(), source="register", tell=told.append)
    assert report.counts[RowVerdict.ADDED] == 35
    shares = [progress.share for progress in told]
    assert shares == sorted(shares)
    assert told[-1].doing == "showing it"
    monkeypatch.setattr(db.lists.hidden, "FIRST_TRANSACTION", 1_000)
    another = Store.in_memory(now=clock)
    another.lists.import_list(many(), source="register")
    assert rows_of(store) == rows_of(another)
    # Found, and with the history that any row has.
    assert store.search.anything("01634 000007")[0].name == "Charity 7"
    assert store.history.broken_at() is None
    assert not value(store, "SELECT count(*) FROM unfinished_import")
    uid = store.organisations.find("Charity 7").uid
    (imported,) = store.history.of("organisation", uid)
    assert imported.action.label == "Imported register: 35 added"
    assert {fact.source for fact in store.organisations.facts(uid)} == {"register"}


def test_all_of_it_is_one_undo_and_redo(store: Store) -> None:
    store.lists.import_list(many(), source="register")
    there = dump(store, marks=False)
    store.undo()
    assert store.organisations.count() == 0
    assert store.search.anything("charity 7") == []
    store.redo()
    assert dump(store, marks=False) == there
    assert store.search.anything("charity 7")[0].name == "Charity 7"
    assert store.history.broken_at() is None


def test_others_save_in_between(store: Store) -> None:
    other = another_window(store)

    saved: list[str] = []

    def meanwhile(progress: Progress) -> None:
        if progress.doing == "taking it in":
            saved.append(make_organisation(other, f"Meanwhile {len(saved)}").uid)

    store.lists.import_list(many(), source="register", tell=meanwhile)
    assert len(saved) >= 4
    assert store.organisations.count() == 35 + len(saved)
    assert store.history.broken_at() is None
    other.close()


def test_until_it_is_whole_nobody_sees_any_of_it(store: Store) -> None:
    other = another_window(store)
    seen: list[tuple[int, int]] = []

    def look(progress: Progress) -> None:
        seen.append((other.organisations.count(), len(other.search.anything("charity"))))

    store.lists.import_list(many(), source="register", tell=look)
    assert set(seen) == {(0, 0)}
    assert other.organisations.count() == 35
    other.close()


class Stop(Exception):
    """The officer has had enough."""


@pytest.mark.parametrize("doing", ["reading the list", "taking it in", "showing it"])
def test_stopped_anywhere_it_leaves_nothing(store: Store, doing: str) -> None:
    make_organisation(store, "Here before")
    before = everything(store)

    def stop(progress: Progress) -> None:
        if progress.doing == doing:
            raise Stop

    with pytest.raises(Stop):
        store.lists.import_list(many(), source="register", tell=stop)
    assert everything(store) == before
    report = store.lists.import_list(many(), source="register")
    assert report.counts[RowVerdict.ADDED] == 35


def test_what_a_dead_process_left_is_dropped_by_the_next(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(store)

    def die(progress: Progress) -> None:
        if value(store, "SELECT count(*) FROM organisation") == 30:
            raise Stop

    with monkeypatch.context() as dead:
        # Nothing is tidied by what is killed.
        dead.setattr(db.lists.hidden, "finish_interrupted_import", lambda store: None)
        with pytest.raises(Stop):
            store.lists.import_list(many(), source="register", tell=die)
    assert value(store, "SELECT count(*) FROM organisation") == 30
    assert store.organisations.count() == 0
    assert store.history.broken_at() is None
    assert check(store).wrong == ()
    finish_interrupted_import(store)
    assert everything(store) == before
    store.lists.import_list(many(), source="register")
    assert store.organisations.count() == 35


def test_what_was_sealed_and_only_half_shown_is_shown_by_the_next(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, waits = another_window(store), iter(range(100))

    def die(ended: float) -> None:
        if next(waits) == 1:
            raise KeyboardInterrupt

    monkeypatch.setattr(db.lists.applying, "SHOWN_AT_ONCE", 10)
    monkeypatch.setattr(db.lists.applying, "HOLD_SECONDS", 0)
    with monkeypatch.context() as dead:
        dead.setattr(db.lists.applying, "wait_for_other_writers", die)
        dead.setattr(db.lists.hidden, "finish_interrupted_import", lambda store: None)
        with pytest.raises(KeyboardInterrupt):
            store.lists.import_list(many(), source="register")
    assert other.organisations.count() == 20
    assert other.history.broken_at() is None
    with pytest.raises(Refused, match="is still being shown"):
        other.undo()
    store.lists.tidy()
    assert other.organisations.count() == 35
    assert not store.has_unfinished_import
    assert store.history.broken_at() is None
    assert other.undo().label.startswith("Imported register")
    assert other.organisations.count() == 0
    other.close()


def test_others_save_while_it_is_shown(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    other, saved = another_window(store), []

    def save(ended: float) -> None:
        saved.append(make_organisation(other, f"Meanwhile {len(saved)}").uid)

    monkeypatch.setattr(db.lists.applying, "SHOWN_AT_ONCE", 10)
    monkeypatch.setattr(db.lists.applying, "HOLD_SECONDS", 0)
    monkeypatch.setattr(db.lists.applying, "wait_for_other_writers", save)
    store.lists.import_list(many(), source="register")
    assert len(saved) == 3
    assert store.organisations.count() == 35 + len(saved)
    assert store.history.broken_at() is None
    other.close()


def test_one_import_at_a_time(store: Store) -> None:
    other = another_window(store)

    def too(rows: list[ListedOrganisation]) -> Iterator[ListedOrganisation]:
        with pytest.raises(Refused, match="Another import is under way"):
            other.lists.import_list([listed(99)], source="another")
        yield from rows

    store.lists.import_list(too(many()), source="register")
    assert store.organisations.count() == 35
    other.lists.import_list([listed(99)], source="another")
    assert store.organisations.count() == 36
    other.close()


def test_who_was_edited_meanwhile_keeps_what_was_typed(store: Store) -> None:
    store.lists.import_list([listed(2, phone="01634 1")], source="register")
    uid = store.organisations.find("Charity 2").uid
    other = another_window(store)

    def edit(progress: Progress) -> None:
        if progress.doing == "taking it in":
            other.organisations.edit(uid, {"phone": "01634 999"})

    rows = [listed(2, phone="01634 2"), *many()[1:]]
    report = store.lists.import_list(rows, source="register", tell=edit)
    assert store.organisations.get(uid).phone == "01634 999"
    assert "kept as “01634 999”" in report.rows[0].why
    other.close()


def test_hidden_rows_do_not_answer_for_a_number(store: Store) -> None:
    other = another_window(store)
    numbered = listed(2, identifiers=(Identifier("GB-CHC", "1000002"),))
    said: set[RowVerdict] = set()

    def look(progress: Progress | None = None) -> None:
        dry = other.lists.import_list([numbered], source="another", dry_run=True)
        said.update(verdict for verdict, count in dry.counts.items() if count)

    store.lists.import_list(many(), source="register", tell=look)
    assert said == {RowVerdict.ADDED}
    look()
    assert said == {RowVerdict.ADDED, RowVerdict.UPDATED}
    other.close()


def test_what_a_dry_run_says_counts_nothing_hidden(store: Store) -> None:
    store.lists.import_list([listed(200)], source="register")
    other = another_window(store)
    said: list[tuple[dict[RowVerdict, int], int]] = []

    def look(progress: Progress) -> None:
        if progress.doing == "taking it in":
            rows = [*many()[:5], listed(200)]
            dry = other.lists.import_list(rows, source="register", dry_run=True)
            said.append((dict(dry.counts), len(dry.gone) + dry.unmarked))

    store.lists.import_list([*many(), listed(200)], source="register", tell=look)
    assert len(said) >= 4
    assert all(counts[RowVerdict.ADDED] == 5 and missing == 0 for counts, missing in said)
    other.close()


def test_what_the_disk_cannot_take_is_refused_before_it_is_full(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(store)
    usage = shutil.disk_usage(store.path.parent) if store.path else None
    assert usage
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=3_000_000))
    with pytest.raises(StorageFailed, match=r"has 3 MB left, and this list needs .* MB or more"):
        store.lists.import_list(many(), source="register")
    assert everything(store) == before
    store.lists.import_list(many(10), source="register")
    assert store.organisations.count() == 10


def test_a_disk_that_others_fill_meanwhile_stops_it_before_it_is_full(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(store)
    assert store.path
    usage = shutil.disk_usage(store.path.parent)
    left = iter([usage.free])
    monkeypatch.setattr(
        shutil, "disk_usage", lambda path: usage._replace(free=next(left, 3_000_000))
    )
    with pytest.raises(StorageFailed, match="has 3 MB left"):
        store.lists.import_list(many(), source="register")
    assert everything(store) == before


def test_a_disk_without_room_for_the_lock_is_no_other_import(store: Store) -> None:
    class Full(sqlite3.OperationalError):
        sqlite_errorcode = sqlite3.SQLITE_FULL
        sqlite_errorname = "SQLITE_FULL"

    class Lock:
        def execute(self, statement: str) -> None:
            raise Full

        def close(self) -> None:
            pass

    with (
        patch("db.lists.applying.plain", lambda *args, **options: Lock()),
        pytest.raises(StorageFailed, match="is full"),
    ):
        store.lists.import_list(many(), source="register")
