"""`spoc rescue`: what can be read of a damaged file is saved, and what the history has with it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from cli_desk import Cli
from damaged_files import blank, pages_of
from factories import FixedClock, listed, make_enquiry, make_organisation, ten_rows_are_many

from db.store import Store
from db.upkeep.checking import check
from db.upkeep.rescuing import Rescued, rescue
from spoc_tui.casework.errors import BadInput, NotFound, Refused

CALLS = 60


@pytest.fixture
def whole(store: Store) -> Path:
    """A file of one piece with calls in it."""
    assert store.path is not None
    uid = make_organisation(store).uid
    for number in range(CALLS):
        make_enquiry(store, organisation_uid=uid, subject=f"Call {number}", detail="x" * 300)
    store.promises.make("ENQ-26-0003", "Ring", store.today())
    store.drafts.save({"subject": "Half"}, started_at=store.now(), uid=None)
    store.connection.execute("PRAGMA journal_mode = DELETE")
    store.close()
    return store.path


def rescued(path: Path, clock: FixedClock) -> tuple[Rescued, Store]:
    """What is saved of a file, which stays as it is; it is whole."""
    before = path.read_bytes()
    to = path.with_name("new.db")
    done = rescue(path, to, clock)
    assert path.read_bytes() == before
    store = Store.open(to, now=clock)
    assert done.wrong == ()
    assert check(store).wrong == ()
    return done, store


def subjects(store: Store) -> set[str]:
    return {
        subject
        for (subject,) in store.connection.execute("SELECT subject FROM enquiry ORDER BY uid")
    }


ALL = {f"Call {number}" for number in range(CALLS)}


@pytest.mark.slow
def test_of_a_whole_file_all_is_saved(whole: Path, clock: FixedClock) -> None:
    done, store = rescued(whole, clock)
    assert subjects(store) == ALL
    assert (done.lost.total(), done.taken_back.total(), done.in_doubt.total()) == (0, 0, 0)
    assert done.history.whole
    assert [draft.fields for draft in store.drafts.all()] == [{"subject": "Half"}]
    assert make_enquiry(store).enquiry.reference == "ENQ-26-0061"  # no number is given again
    store.close()


@pytest.mark.slow
@pytest.mark.parametrize("first", [0, -1, 1])
def test_rows_on_a_damaged_page_come_from_the_history(
    whole: Path, clock: FixedClock, first: int
) -> None:
    blank(whole, pages_of(whole, "enquiry")[first])
    done, store = rescued(whole, clock)
    assert done.taken_back["enquiry"] > 0
    assert done.lost.total() == 0
    assert subjects(store) == ALL
    store.close()


@pytest.mark.slow
def test_rows_of_a_damaged_root_are_found_by_their_pages(whole: Path, clock: FixedClock) -> None:
    with closing(sqlite3.connect(whole)) as connection:
        roots = [
            root
            for (root,) in connection.execute(
                "SELECT rootpage FROM sqlite_schema WHERE name IN ('event', 'change', 'action')"
            )
        ]
    blank(whole, *roots)
    done, store = rescued(whole, clock)
    assert subjects(store) == ALL
    assert done.history.whole
    assert done.read["change"] > CALLS
    store.close()


@pytest.mark.slow
def test_what_the_history_lost_stays_as_it_was_read(whole: Path, clock: FixedClock) -> None:
    blank(whole, *pages_of(whole, "change")[:3])
    done, store = rescued(whole, clock)
    assert subjects(store) == ALL
    assert not done.history.whole
    assert done.in_doubt.total() > 0
    make_enquiry(store, subject="After")
    assert check(store).wrong == ()
    store.close()


@pytest.mark.slow
def test_what_nothing_says_any_more_is_lost_and_counted(whole: Path, clock: FixedClock) -> None:
    blank(whole, *pages_of(whole, "enquiry")[:2], *pages_of(whole, "change"))
    done, store = rescued(whole, clock)
    assert done.lost["enquiry"] > 0
    assert done.left_out["event"] > 0
    assert len(subjects(store)) == CALLS - done.lost["enquiry"]
    store.close()


@pytest.mark.slow
def test_without_its_first_page_a_file_is_read_all_the_same(whole: Path, clock: FixedClock) -> None:
    blank(whole, 1)
    done, store = rescued(whole, clock)
    assert subjects(store) == ALL
    assert done.lost.total() == 0
    store.close()


@pytest.mark.slow
def test_what_is_in_the_log_alone_is_saved(store: Store, clock: FixedClock) -> None:
    assert store.path is not None
    store.connection.execute("PRAGMA wal_autocheckpoint = 0")
    make_enquiry(store, subject="Last")
    _, saved = rescued(store.path, clock)
    assert subjects(saved) == {"Last"}
    saved.close()


@pytest.mark.slow
def test_rows_of_a_long_list_are_saved(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    ten_rows_are_many(monkeypatch, most=20)
    store.lists.import_list([listed(line) for line in range(2, 90)], source="long")
    assert store.path is not None
    store.connection.execute("PRAGMA journal_mode = DELETE")
    store.close()
    many = len(pages_of(store.path, "organisation"))
    blank(store.path, pages_of(store.path, "organisation")[many // 2])
    _, saved = rescued(store.path, clock)
    (left,) = saved.connection.execute("SELECT count(*) FROM organisation").fetchone()
    assert 0 < left < 88
    saved.close()


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (lambda path: path.unlink(), NotFound),
        (lambda path: path.write_bytes(b"Dear Ann"), BadInput),
        (lambda path: path.write_bytes(b""), BadInput),
        (lambda path: path.with_name("new.db").write_bytes(b"kept"), Refused),
    ],
)
def test_what_cannot_be_saved_is_said(
    whole: Path, clock: FixedClock, make: Callable[[Path], object], error: type[Exception]
) -> None:
    make(whole)
    new = whole.with_name("new.db")
    there = new.exists()
    with pytest.raises(error):
        rescue(whole, new, clock)
    assert new.exists() is there
    assert not list(whole.parent.glob(".new*"))


@pytest.mark.slow
def test_the_verb_says_per_kind_what_became_of_it(cli: Cli) -> None:
    for number in range(30):
        cli.log(f"Call {number}")
    with closing(sqlite3.connect(cli.path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    blank(cli.path, pages_of(cli.path, "enquiry")[0])
    assert "spoc rescue" in cli.error(5, "due")["message"]
    found = cli.json("rescue")
    (its,) = (one for one in found["kinds"] if one["kind"] == "enquiry")
    assert its["read"] + its["from_history"] == 30
    assert (its["lost"], found["whole"]) == (0, True)
    text = cli.text("rescue", str(cli.path), str(cli.path.with_name("second.db")))
    assert f"{its['from_history']} from the history." in text
    assert "The new file is whole." in text
    assert cli.run("restore", found["file"]).exit_code == 0
    assert len(cli.json("list")["records"]) == 30


def moved_on(whole: Path, clock: FixedClock) -> None:
    """Each call is answered, so that its row is otherwise than it was logged."""
    with closing(Store.open(whole, now=clock)) as store:
        for uid, number in store.connection.execute("SELECT uid, id FROM enquiry").fetchall():
            store.enquiries.edit(uid, {"detail": f"Another detail {number}"})
        store.connection.execute("PRAGMA journal_mode = DELETE")


def without_its_end(whole: Path) -> None:
    """The history as if the last that was written of it had never come to the disk."""
    with closing(sqlite3.connect(whole)) as connection:
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        (last,) = connection.execute("SELECT max(id) - 30 FROM action").fetchone()
        connection.execute(
            "DELETE FROM change WHERE action IN (SELECT uid FROM action WHERE id > ?)", [last]
        )
        connection.execute("DELETE FROM action WHERE id > ?", [last])
        for _, sql in triggers:
            connection.execute(sql)
        connection.commit()


@pytest.mark.slow
def test_a_history_without_its_end_sets_nothing_right(whole: Path, clock: FixedClock) -> None:
    moved_on(whole, clock)
    without_its_end(whole)
    done, store = rescued(whole, clock)
    assert (done.history.whole, done.history.missing) == (False, 30)
    assert done.set_right.total() == 0
    assert done.in_doubt["enquiry"] == 30
    details = {row[0] for row in store.connection.execute("SELECT detail FROM enquiry")}
    assert all(detail.startswith("Another detail") for detail in details)
    store.close()


@pytest.mark.slow
def test_what_comes_from_a_history_without_its_end_is_in_doubt(
    whole: Path, clock: FixedClock
) -> None:
    moved_on(whole, clock)
    without_its_end(whole)
    blank(whole, *pages_of(whole, "enquiry"))
    done, store = rescued(whole, clock)
    assert done.taken_back["enquiry"] == done.in_doubt["enquiry"] == CALLS
    store.close()


@pytest.mark.slow
def test_the_end_of_a_history_that_cannot_be_read_is_missing(
    whole: Path, clock: FixedClock, cli: Cli
) -> None:
    moved_on(whole, clock)
    last = max(pages_of(whole, "action")), max(pages_of(whole, "change"))
    blank(whole, *last)
    (whole.with_name(f"{whole.name}-mark")).unlink()
    done, store = rescued(whole, clock)
    assert not done.history.whole
    assert done.set_right.total() == 0
    store.close()
    said = cli.text("rescue", str(whole), str(whole.with_name("again.db")))
    assert "Missing: " in said
