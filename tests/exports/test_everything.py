"""Everything goes out as CSV and JSON, and an equal database comes of it."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from exported import contents, small_export
from factories import (
    another_window,
    labels,
    listed,
    make_issue,
    make_model,
    make_organisation,
    make_pilot,
    ten_rows_are_many,
    value,
)

import db.changes.imported
import db.changes.range_seals
from db.exports.everything import ABOUT_FILE, NOT_EXPORTED, write_all
from db.exports.everything_read import read_all
from db.file.connecting import connect
from db.records.text_indexes import INDEXED
from db.schema import migrations, steps
from db.store import Store
from spoc_tui.casework.errors import Refused
from spoc_tui.casework.exports import data_dictionary
from spoc_tui.casework.lists.importing import Progress
from spoc_tui.casework.organisations.names import name_key
from spoc_tui.casework.organisations.organisation import ListedPerson
from spoc_tui.casework.planning.obligations import Agreement, Contribution, Stage, Transaction
from spoc_tui.casework.records.link import Says
from spoc_tui.casework.week.periods import week_of
from spoc_tui.demo.building import demo_database

if TYPE_CHECKING:
    from sqlite_utils import Database


NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ODD = '=1+1 “née” 👩‍👩‍👧 \x1b[31mred\x00\x07\x85\u2028 \u202eturned\r\nnew line, "comma"\t\''
Change = Callable[[Any], object]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, with a row of everything that it has none of."""
    folder = tmp_path_factory.mktemp("built")
    path = demo_database(folder, now=lambda: NOW)
    store = Store.open(path, now=lambda: NOW)
    fill(store)
    with pytest.MonkeyPatch.context() as patch:
        import_long(store, patch, count=45)
    store.close()
    return path


def fill(store: Store) -> None:
    """Rows as the rest of the program writes them, of the tables that the demo leaves empty."""
    one, other = store.organisations.page(0, 2)
    enquiry = store.enquiries.page(0, 1)[0]
    store.holidays.add(date(2026, 12, 29), "Founder's day")
    store.own_standards.change({"answer": "8"})
    odd = make_organisation(store, "Odd Choir", notes="blank below")
    in_list = {"organisation": odd.uid, "source": "register", "seen_at": store.now_text()}
    with store.action("Odd things"):
        # Past the forms, which would clean it.
        store.update("organisation", odd.uid, {"notes": ODD, "phone": ""})
        store.insert("other_name", {"organisation": odd.uid, "name": ODD, "folded": "odd"})
        pair = sorted((one.uid, other.uid))
        store.insert("apart", {"one": pair[0], "other": pair[1], "decided_at": store.now_text()})
        store.insert("difference", {**in_list, "field": "phone", "listed": "@SUM(A1)"})
        store.put("standing_answer", {"source": "register", "field": "phone", "answer": "left"})
        row = {"key": "1", "name": "Odd", "why": "alike", "facts": "{}", "row": "{}"}
        store.insert("held", {**in_list, **row})
        theme = value(store, "SELECT uid FROM theme LIMIT 1")
        store.insert("enquiry_theme", {"enquiry": enquiry.uid, "theme": theme})
        store.insert("reference_rate", {"day": "2026-12-31", "percent": "3.75"})
        fee = {"name": "Fee", "value": "12 £", "valid_from": "2026-04-01", "source": "A list"}
        store.insert("dated_figure", fee)
        kept = {"reference": "BUL-26-0001", "title": "-2", "issued_at": store.now_text()}
        store.insert("bulletin", {**kept, "forms": "{}"})
        store.week_issues.issue(week_of(store.today()).before())
        issue = make_issue(store)
        store.links.link(issue.uid, enquiry.reference, Says.ABOUT)
    make_model(store)
    make_pilot(store, "Another pilot", members='[{"organisation": "Odd Choir"}]')
    windows = store.declared("window")
    window = windows.page()[0].uid
    windows.add_rows(window, "agreements", [Agreement(key="da", form="@SUM(A1)")])
    owed = Contribution(key="c1", agreement="da", purpose="education", units="-2")
    windows.add_rows(window, "contributions", [owed])
    spent = Transaction(key="1", contribution="c1", stage=Stage.SPENT)
    windows.add_rows(window, "transactions", [spent])
    purposes = store.declared("purpose")
    purpose = purposes.page()[0]
    declined = {"group": "Age", "on": "2026-04-01", "words": "-2"}
    purposes.add_row(purpose.uid, "declined", declined)
    store.declared("offer").act("OFR-26-0002", "deliver", {"evidence": ODD, "whole": "no"})
    store.declared("need").act("NED-26-0001", "tell-match")
    store.declared("opportunity").edit("OPP-26-0002", {"closes": "31 Jan 2027"})
    with store.transaction():
        store.connection.execute("INSERT INTO postcode VALUES ('ME4 4TR', 'Chatham', '', 'Medway')")
        store.connection.execute("INSERT INTO list_mapping VALUES ('register', '{}', 'then')")
        store.connection.execute("INSERT INTO remembered VALUES ('folder', '/tmp')")
    store.undo()
    store.redo()


def import_long(
    store: Store, patch: pytest.MonkeyPatch, *, count: int, tell: Any = lambda _: None
) -> None:
    """A list so long that it goes in hidden, ten rows and more at a time."""
    ten_rows_are_many(patch, most=20)
    patch.setattr(db.changes.range_seals, "ROWS_DIGESTED_AT_ONCE", 7)
    rows = [
        listed(line, other_names=(f"Group {line}",), people=(ListedPerson(f"Jo {line}"),))
        for line in range(2, 2 + count)
    ]
    store.lists.import_list(rows, source="long list", tell=tell)


@pytest.fixture(scope="module")
def made(built: Path) -> Path:
    """The database that comes of it, when it is exported to “out” beside it and imported."""
    path = built.with_name("made.db")
    with closing(Store.open(built, now=lambda: NOW)) as store:
        write_all(store, built.with_name("out"))
    read_all(path, built.with_name("out"), now=lambda: NOW)
    return path


@pytest.fixture
def full(built: Path, tmp_path: Path) -> Iterator[Store]:
    """A store of its own with all that."""
    with opened(built, tmp_path / "full.db") as store:
        yield store


@pytest.fixture
def copy(made: Path, tmp_path: Path) -> Iterator[Store]:
    """A store of its own with what came of it."""
    with opened(made, tmp_path / "copy.db") as store:
        yield store


@contextmanager
def opened(path: Path, own: Path) -> Iterator[Store]:
    shutil.copyfile(path, own)
    store = Store.open(own, now=lambda: NOW)
    yield store
    store.close()


@pytest.fixture
def out(store: Store, tmp_path: Path) -> Path:
    return small_export(store, tmp_path / "out")


def tables_of(store: Store) -> dict[str, list[str]]:
    """Every table that is kept but the indexes, with its columns."""
    names = store.connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    kept = [name for (name,) in names if not name.startswith((*INDEXED, "sqlite_"))]
    return {
        name: [row["name"] for row in store.connection.execute(f"PRAGMA table_info({name})")]
        for name in sorted(set(kept) - NOT_EXPORTED)
    }


def rows_of(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    return {
        table: [tuple(row) for row in store.connection.execute(f"SELECT * FROM {table} ORDER BY 1")]
        for table in tables_of(store)
    }


def test_the_dictionary_names_what_there_is(store: Store) -> None:
    said = {
        name: sorted(table.columns) for name, table in data_dictionary.table_descriptions().items()
    }
    assert said == {name: sorted(columns) for name, columns in tables_of(store).items()}
    for table in data_dictionary.table_descriptions().values():
        for sentence in (table.means, *table.columns.values()):
            assert sentence.endswith((".", "…"))
            assert "|" not in sentence  # it is in a table


@pytest.mark.slow
def test_every_row_comes_back_as_it_was(full: Store, copy: Store) -> None:
    was = rows_of(full)
    assert all(was.values()), [table for table, rows in was.items() if not rows]
    assert rows_of(copy) == was
    assert full.history.broken_at() is None
    assert copy.history.broken_at() is None


@pytest.mark.slow
def test_the_same_is_found(full: Store, copy: Store) -> None:
    references = [enquiry.reference for enquiry in full.enquiries.page(0, 400)]
    for typed in (*references[:5], "choir", "group 7", "chari", "grant", "07700 900383"):
        found = full.search.anything(typed)
        assert found
        assert copy.search.anything(typed) == found
    for index in INDEXED:
        copy.connection.execute(
            f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)"
        )


@pytest.mark.slow
def test_undo_and_what_comes_after_work_as_in_the_original(full: Store, copy: Store) -> None:
    for store in (full, copy):
        store.undo()  # the long import, whose rows are in the history as ranges
        store.undo()
        store.redo()
        assert store.history.broken_at() is None
        make_organisation(store, "Later Trust")
    assert labels(copy) == labels(full)
    ids = "SELECT id FROM organisation ORDER BY id DESC LIMIT 1"
    assert value(copy, ids) == value(full, ids)
    assert [len(rows) for rows in rows_of(copy).values()] == [
        len(rows) for rows in rows_of(full).values()
    ]
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        copy.connection.execute("UPDATE action SET label = 'x'")


@pytest.mark.slow
def test_an_export_of_the_copy_is_the_same(copy: Store, made: Path, tmp_path: Path) -> None:
    write_all(copy, tmp_path / "again")
    first, again = contents(made.with_name("out")), contents(tmp_path / "again")
    for files in (first, again):
        about = json.loads(files[ABOUT_FILE])
        assert about.pop("exported_at") == "2026-11-23T09:00:00Z"
        files[ABOUT_FILE] = json.dumps(about).encode()
    assert again == first


@pytest.fixture
def _long_cells() -> Iterator[None]:
    """An issued week is kept in every form, Word too: longer than Python's reader usually takes."""
    usual = csv.field_size_limit(2**24)
    yield
    csv.field_size_limit(usual)


@pytest.mark.usefixtures("_long_cells")
@pytest.mark.slow
def test_the_files_are_what_they_should_be(full: Store, tmp_path: Path) -> None:
    counts = write_all(full, tmp_path / "out")
    tables = tables_of(full)
    names = {f"{table}.{ending}" for table in tables for ending in ("csv", "json")}
    assert set(contents(tmp_path / "out")) == names | {
        ABOUT_FILE,
        "dictionary.md",
        "dictionary.json",
    }
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in (tmp_path / "out").iterdir()} == {0o600}
    about = json.loads((tmp_path / "out" / ABOUT_FILE).read_bytes())
    assert about["schema"] == [step.__name__ for step in steps.STEPS]
    for table, columns in tables.items():
        rows = json.loads((tmp_path / "out" / f"{table}.json").read_bytes())
        with (tmp_path / "out" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            head, *cells = csv.reader(file)
        assert head == columns
        assert len(rows) == len(cells) == counts[table] == about["tables"][table]["rows"]
        assert all(list(row) == columns for row in rows)
        assert not [cell for row in cells for cell in row if cell[:1] in ("=", "+", "-", "@")]
    said = json.loads((tmp_path / "out" / "dictionary.json").read_bytes())
    assert {table: list(one["columns"]) for table, one in said.items()} == tables


@pytest.mark.slow
def test_odd_text_is_exact_for_programs_and_harmless_for_people(
    full: Store, copy: Store, made: Path
) -> None:
    key = name_key(ODD)
    name = "SELECT name FROM other_name WHERE folded = ?"
    assert value(copy, name, key) == ODD == value(full, name, key)
    with (
        made.with_name("out")
        .joinpath("other_name.csv")
        .open(encoding="utf-8-sig", newline="") as file
    ):
        cells = {row["folded"]: row["name"] for row in csv.DictReader(file)}
    assert cells[key].startswith("'=1+1 “née” 👩")
    assert not {"\x1b", "\x00", "\x07", "\u202e"} & set(cells[key])
    assert "\nnew line" in cells[key]
    nothing = "SELECT phone, income_pence FROM organisation WHERE name = 'Odd Choir'"
    assert tuple(copy.connection.execute(nothing).fetchone()) == ("", None)


@pytest.mark.slow
def test_what_an_import_under_way_has_put_in_stays_out(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_organisation(store, "Quay Rowing")
    counts: list[dict[str, int]] = []

    def while_hidden(progress: Progress) -> None:
        if progress.doing == "taking it in" and not counts:
            assert value(store, "SELECT count(*) FROM identifier") > 0
            with closing(another_window(store)) as second_connection:
                counts.append(write_all(second_connection, tmp_path / "out"))

    import_long(store, monkeypatch, count=45, tell=while_hidden)
    tables = ("organisation", *db.changes.imported.ORGANISATION_PARTS)
    assert [counts[0][table] for table in tables] == [1, 0, 0, 0, 0]
    read_all(tmp_path / "copy.db", tmp_path / "out", now=store.now)
    with closing(Store.open(tmp_path / "copy.db", now=store.now)) as copy:
        assert copy.organisations.count() == 1


@pytest.mark.slow
def test_what_is_saved_meanwhile_is_not_half_in_it(store: Store, tmp_path: Path) -> None:
    with closing(another_window(store)) as second_connection:
        names = iter(range(1_000))
        rows = write_all(
            store, tmp_path / "out", lambda _: make_late(second_connection, f"Late {next(names)}")
        )
    assert rows["organisation"] == len(
        json.loads((tmp_path / "out/organisation.json").read_bytes())
    )
    assert rows["organisation"] < 3
    read_all(tmp_path / "copy.db", tmp_path / "out", now=store.now)


def make_late(store: Store, name: str) -> None:
    make_organisation(store, name, anyway=True)


@pytest.mark.slow
def test_a_database_with_the_starting_set_alone_is_filled(
    store: Store, full: Store, made: Path
) -> None:
    assert store.path is not None
    read_all(store.path, made.with_name("out"), now=full.now)
    assert rows_of(store) == rows_of(full)  # in a window that was open all the time
    assert store.search.anything("choir")


@pytest.mark.parametrize("by", ["act", "draft"])
def test_a_database_that_was_worked_in_is_never_written_over(
    store: Store, out: Path, tmp_path: Path, new_database: Path, by: str
) -> None:
    path = tmp_path / "own.db"
    shutil.copyfile(new_database, path)
    with closing(Store.open(path, now=store.now)) as own:
        if by == "act":
            make_organisation(own, "Mine")
            own.undo()
        else:
            own.connection.execute(
                "INSERT INTO draft (uid, kind, started_at, saved_at, fields) "
                "VALUES ('u', 'call', '', '', '{}')"
            )
        was = rows_of(own)
        with pytest.raises(Refused, match="never written over"):
            read_all(path, out, now=store.now)
        assert rows_of(own) == was


def later_step(db: Database) -> None:
    """A step that the program which wrote the export did not know."""
    db.execute("ALTER TABLE team ADD COLUMN shelf TEXT NOT NULL DEFAULT ''")
    db.execute("UPDATE team SET shelf = name")


@pytest.mark.slow
def test_an_older_export_is_brought_to_todays_shape(
    store: Store, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = (*steps.STEPS, later_step)
    for module in (migrations, steps):
        monkeypatch.setattr(module, "STEPS", later)
    read_all(out.parent / "copy.db", out, now=store.now)
    with closing(connect(out.parent / "copy.db")) as copy:
        teams = copy.execute("SELECT name, shelf FROM team").fetchall()
        assert len(teams) == len(store.council.teams())
        assert all(row["name"] == row["shelf"] for row in teams)
        triggers = copy.execute("SELECT group_concat(sql) FROM sqlite_schema WHERE type='trigger'")
        assert "NEW.shelf" in triggers.fetchone()[0]
