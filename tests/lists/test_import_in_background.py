"""A long list is read in one thread while another takes it in, to the same end as in one."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from factories import (
    FixedClock,
    everything,
    listed,
    make_organisation,
    ten_rows_are_many,
    value,
)

import db.lists.hidden
import db.lists.importing
from db.lists.reading import ListReading
from db.store import Store
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.lists.importing import ImportReport, Progress, RowVerdict
from spoc_tui.casework.organisations.organisation import ListRow

HEADER = "Name,Post code,Phone,Charity number\n"


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten rows are many, seven are read at first, and nobody is waited for."""
    ten_rows_are_many(monkeypatch)
    monkeypatch.setattr(db.lists.importing, "FIRST_BATCH", 7)


def row(number: int) -> str:
    """A line of the list: every ninth has no name, some have the postcode of one that is here."""
    name = "" if number % 9 == 0 else f"Harbour Group {number}"
    postcode = "ME4 4AA" if number % 4 == 0 else f"ME7 {number % 10}AB"
    return f"{name},{postcode},01634 {number:06},{1_000_000 + number}\n"


def a_list(folder: Path, count: int = 60, end: str = "") -> Path:
    file = folder / "list.csv"
    file.write_text(HEADER + "".join(map(row, range(1, 1 + count))) + end, encoding="utf-8")
    return file


def run_import(store: Store, file: Path, **options: object) -> ImportReport:
    return store.lists.run_import(store.lists.open(file, source="register"), **options)


def known_before(store: Store) -> None:
    """Organisations that a row of the list is nearly, is by its number, or only is beside."""
    make_organisation(store, "Harbour Group 8 Club", postcode="ME4 4AA")
    make_organisation(store, "Harbour Group 44 Ltd", postcode="ME4 4AA")
    make_organisation(store, "Quay Rowing", postcode="ME4 4AA")
    store.lists.import_list([listed(50, number="1000050")], source="another")


def said(report: ImportReport) -> list[tuple[int, RowVerdict, str]]:
    return [(one.line, one.verdict, one.why) for one in report.every()]


def contents(store: Store) -> list[tuple[str, ...]]:
    rows = store.connection.execute(
        "SELECT o.name, postcode, phone, facts, number FROM organisation AS o "
        "LEFT JOIN source_entry AS e ON e.organisation = o.uid "
        "LEFT JOIN identifier AS i ON i.organisation = o.uid ORDER BY 1, 2, 3, 4, 5"
    )
    return [tuple(row) for row in rows]


def reading_threads() -> list[str]:
    return [one.name for one in threading.enumerate() if one.name.startswith("reading")]


def test_every_row_becomes_what_it_would_in_one_piece(
    store: Store, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known_before(store)
    file = a_list(tmp_path)
    told: list[Progress] = []
    report = run_import(store, file, tell=told.append)
    assert "taking it in" in {progress.doing for progress in told[: len(told) // 2]}
    assert [one.share for one in told] == sorted(one.share for one in told)
    assert [one.rows for one in told] == sorted(one.rows for one in told)
    monkeypatch.setattr(db.lists.hidden, "FIRST_TRANSACTION", 1_000)
    monkeypatch.setattr(db.lists.importing, "FIRST_BATCH", 1_000)
    another = Store.in_memory(now=clock)
    known_before(another)
    in_one_piece = run_import(another, file, in_thread=False)
    assert said(report) == said(in_one_piece)
    assert report.counts == in_one_piece.counts
    assert (report.counts[RowVerdict.HELD], report.joined) == (1, 1)
    assert report.counts[RowVerdict.REFUSED] == 6
    assert contents(store) == contents(another)
    assert store.history.broken_at() is None
    store.undo()
    assert store.organisations.count() == 4


def test_whom_the_list_tells_apart_at_its_very_end_is_another(store: Store, tmp_path: Path) -> None:
    club = "Harbour Group 8 Club,ME4 4AA,,1999999\n"
    run_import(store, a_list(tmp_path, 0, end=club))
    report = run_import(store, a_list(tmp_path, end=club))
    assert report.counts[RowVerdict.HELD] == 0
    assert store.organisations.find("Harbour Group 8").postcode == "ME4 4AA"


def test_a_file_that_is_damaged_at_its_very_end_leaves_nothing(
    store: Store, tmp_path: Path
) -> None:
    make_organisation(store, "Here before")
    before = everything(store)
    hidden: list[int] = []

    def look(progress: Progress) -> None:
        hidden.append(value(store, "SELECT count(*) FROM organisation"))

    with pytest.raises(BadInput, match="a quote mark never closes"):
        run_import(store, a_list(tmp_path, 300, end='"Strood Scouts'), tell=look)
    assert max(hidden) > 10
    assert everything(store) == before
    assert not reading_threads()


class Stop(Exception):
    """The officer has had enough."""


@pytest.mark.parametrize("doing", ["reading the list", "taking it in", "showing it"])
def test_stopped_anywhere_it_leaves_nothing_and_no_thread(
    store: Store, tmp_path: Path, doing: str
) -> None:
    before = everything(store)

    def stop(progress: Progress) -> None:
        if progress.doing == doing:
            raise Stop

    with pytest.raises(Stop):
        run_import(store, a_list(tmp_path), tell=stop)
    assert everything(store) == before
    assert not reading_threads()


def test_a_slow_list_that_is_waited_for_is_stopped_at_its_next_row() -> None:
    reached, go_on = threading.Event(), threading.Event()

    def slow() -> Iterator[ListRow]:
        reached.set()
        assert go_on.wait(10)
        yield from map(listed, range(2, 9))

    def stop() -> None:
        assert reached.wait(10)
        go_on.set()
        raise Stop

    usual = sys.getswitchinterval()
    reading = ListReading(slow(), ["name"], "register")
    with pytest.raises(Stop), reading.begun(in_thread=True, meanwhile=stop) as begin:
        begin(100)()
    assert not reading_threads()
    assert sys.getswitchinterval() == usual


def test_rows_that_come_behind_later_ones_are_not_passed_over_unsaid(store: Store) -> None:
    before = everything(store)
    with pytest.raises(ValueError, match="in the order of their lines"):
        store.lists.import_list(map(listed, [*range(20, 60), *range(2, 9)]), source="register")
    assert everything(store) == before


def test_an_area_is_looked_up_where_the_database_can_be_asked(store: Store, tmp_path: Path) -> None:
    opened = store.lists.open(a_list(tmp_path), source="register", area="ME4")
    assert not opened.in_thread
    report = store.lists.run_import(opened)
    assert (report.counts[RowVerdict.ADDED], report.elsewhere) == (14, 45)
