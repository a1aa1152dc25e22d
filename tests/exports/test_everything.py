"""Everything goes out as CSV and JSON, and an equal database comes of it."""

from __future__ import annotations

import csv
import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cli_desk import Cli
from factories import (
    FixedClock,
    another_window,
    dump,
    in_short,
    labels,
    listed,
    make_issue,
    make_organisation,
    ten_rows_are_many,
    value,
)

import db.changes.imported
import db.changes.range_seals
from db.connection import connect
from db.exports import everything
from db.exports.everything import ABOUT_FILE, NOT_EXPORTED, write_all
from db.exports.everything_read import read_all
from db.records.text_indexes import INDEXED
from db.schema import migrations, steps
from db.store import Store
from spoc_tui.casework.errors import BadInput, Refused, SpocError, StorageFailed
from spoc_tui.casework.exports import data_dictionary
from spoc_tui.casework.lists.importing import Progress
from spoc_tui.casework.organisations.names import name_key
from spoc_tui.casework.organisations.organisation import ListedPerson
from spoc_tui.casework.records.link import Says
from spoc_tui.casework.week.periods import week_of
from spoc_tui.cli.exports.everything import all_
from spoc_tui.cli.exports.exporting import export
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
    """A small export: one organisation, in the history too."""
    make_organisation(store, "Quay Rowing")
    write_all(store, tmp_path / "out")
    return tmp_path / "out"


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


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


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
                "INSERT INTO draft VALUES (1, 'u', 'call', '', '', '{}', '', '', '', '', '', '')"
            )
        was = rows_of(own)
        with pytest.raises(Refused, match="never written over"):
            read_all(path, out, now=store.now)
        assert rows_of(own) == was


def test_a_starting_set_stays_where_the_export_is_wrong(store: Store, out: Path) -> None:
    path = out.parent / "new.db"
    Store.open(path, now=store.now).close()
    reseal(out, "voice", b"[\n{}\n]\n")
    with pytest.raises(BadInput):
        read_all(path, out, now=store.now)
    with closing(Store.open(path, now=store.now)) as own:
        assert labels(own) == ["The starting set of teams and topics"]
        assert dump(own)


def later_step(db: Database) -> None:
    """A step that the program which wrote the export did not know."""
    db.execute("ALTER TABLE team ADD COLUMN shelf TEXT NOT NULL DEFAULT ''")
    db.execute("UPDATE team SET shelf = name")


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


@pytest.mark.parametrize(("second", "said"), in_short(UNUSABLE, *UNUSABLE[::5]))
def test_a_row_that_cannot_be_used_is_named(out: Path, second: str, said: str) -> None:
    reseal(out, "holiday", f"[\n{ROW},\n{second}\n]\n".encode())
    message = wrong(out)
    assert message.startswith(f"{out / 'holiday.json'}, row 2: ")
    assert any(part in message for part in said.split("|"))


@pytest.mark.parametrize("content", ["", "{}", f"[{ROW}]", f"[\n{ROW}\n"])
def test_a_file_that_is_no_list_of_rows_is_named(out: Path, content: str) -> None:
    reseal(out, "holiday", content.encode())
    assert wrong(out) == f"{out / 'holiday.json'} is not a JSON array with a row a line."


def test_a_row_that_points_nowhere_is_named(out: Path) -> None:
    reseal(out, "directorate", b"[\n\n]\n")
    said = wrong(out)
    assert said.startswith("team.json: the row of id ")
    assert said.endswith(" points to a row of directorate that is not there.")


def test_a_history_that_does_not_fit_is_named(out: Path) -> None:
    content = (out / "action.json").read_bytes()
    reseal(out, "action", content.replace(b"Added Quay", b"Added Key "))
    assert "The history is not as it was written: “Added Key " in wrong(out)


def test_a_history_that_was_broken_before_locks_nobody_in(store: Store, tmp_path: Path) -> None:
    make_organisation(store, "Quay Rowing")
    store.connection.execute("DROP TRIGGER change_append_only_update")
    store.connection.execute("UPDATE change SET after = '{}' WHERE tbl = 'organisation'")
    write_all(store, tmp_path / "out")
    read_all(tmp_path / "copy.db", tmp_path / "out", now=store.now)
    with closing(Store.open(tmp_path / "copy.db", now=store.now)) as copy:
        assert copy.history.broken_at() == store.history.broken_at() is not None


@pytest.mark.parametrize("there", ["file", "folder", "export and more"])
def test_what_is_there_is_not_written_over(store: Store, out: Path, there: str) -> None:
    target = out
    if there == "export and more":
        (out / "letter.txt").write_text("Dear")
    else:
        target = out / "team.csv" if there == "file" else out.parent
    was = contents(out)
    for force in (False, True):
        with pytest.raises(Refused):
            write_all(store, target, force=force)
    assert contents(out) == was


def test_an_export_is_replaced_with_force(store: Store, out: Path, tmp_path: Path) -> None:
    make_organisation(store, "Later Trust")
    with pytest.raises(Refused, match="not empty"):
        write_all(store, out)
    assert write_all(store, out, force=True)["organisation"] == 2
    (tmp_path / "empty").mkdir()
    write_all(store, tmp_path / "empty")
    assert contents(tmp_path / "empty") == contents(out)
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == {"out", "empty"}


def test_two_exports_to_one_folder_do_not_meet(store: Store, tmp_path: Path) -> None:
    (tmp_path / "out.part").mkdir()
    with pytest.raises(Refused, match="another export is under way"):
        write_all(store, tmp_path / "out")
    assert (tmp_path / "out.part").exists()


@pytest.mark.parametrize("force", [False, True])
def test_a_full_disk_leaves_nothing_half_written(
    store: Store, out: Path, monkeypatch: pytest.MonkeyPatch, force: bool
) -> None:
    target = out if force else out.parent / "other"
    was, left = contents(out), iter(range(20))

    def full(descriptor: int) -> None:
        if next(left, None) is None:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageFailed, match="No space left"):
        write_all(store, target, force=force)
    assert contents(out) == was
    assert [path.name for path in out.parent.iterdir() if path.is_dir()] == ["out"]
    monkeypatch.undo()
    make_organisation(store, "Later Trust")  # no transaction was left open


def test_it_can_be_stopped(store: Store, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Progress] = []

    def stop(progress: Progress) -> None:
        told.append(progress)
        if progress.share > 0.5:
            raise KeyboardInterrupt

    monkeypatch.setattr(everything, "PROGRESS_EVERY", 10)
    with pytest.raises(KeyboardInterrupt):
        write_all(store, out.parent / "other", stop)
    assert not list(out.parent.glob("other*"))
    assert [one.share for one in told] == sorted(one.share for one in told)


def test_the_verbs(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(export.commands, "all", all_)
    cli.log("Hall")
    out, copy = str(tmp_path / "out"), str(tmp_path / "copy.db")
    said = cli.json("export", "all", out)
    assert said["folder"] == out
    assert said["tables"]["enquiry"] == 1
    assert cli.error(4, "export", "all", out)["code"] == "refused"
    assert "It names people" in cli.text("export", "all", out, "--force")
    made = cli.json("import", "all", out, "--db", copy, db=False)
    assert made == {"folder": out, "database": copy, "tables": said["tables"]}
    assert cli.json("show", "1", "--db", copy, db=False) == cli.json("show", "1")
    assert cli.error(4, "import", "all", out)["message"].startswith(str(cli.path))
    assert cli.error(2, "import", "all", str(tmp_path))["field"] == "folder"
    nowhere = str(tmp_path / "no folder" / "spoc.db")
    assert cli.error(3, "import", "all", out, "--db", nowhere, db=False)["code"] == "not-found"
    assert not (tmp_path / "no folder").exists()


def test_the_officers_own_database_is_made_by_the_import(
    cli: Cli, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SPOC_DB")
    monkeypatch.setattr("spoc_tui.settings.own_database", lambda: tmp_path / "data" / "spoc.db")
    assert "brought into" in cli.text("import", "all", str(out), db=False)
    assert cli.json("find", "quay", db=False)


def test_what_goes_wrong_has_a_sentence(store: Store, out: Path) -> None:
    with pytest.raises(SpocError, match="folder, not a database"):
        read_all(out.parent, out, now=store.now)
