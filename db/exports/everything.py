"""Everything that is kept, written out as CSV and JSON, with a dictionary of what it says."""

from __future__ import annotations

import codecs
import csv
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from db.changes.imported import ORGANISATION_PARTS
from db.changes.range_seals import IMPORTING
from db.connection import Connection, Row
from db.schema import migrations, steps
from spoc_tui import __version__
from spoc_tui.casework.errors import BadInput, Refused, StorageFailed
from spoc_tui.casework.exports import data_dictionary
from spoc_tui.casework.lists.importing import Progress, Tell
from spoc_tui.casework.spreadsheets import as_text
from spoc_tui.casework.text import counted, display_safe
from spoc_tui.files import private_file, require_folder, write_private

if TYPE_CHECKING:
    from db.store import Store

ABOUT_FILE = "about.json"
EXPORT_TITLE = "everything that a spoc database holds"
NOT_EXPORTED = frozenset(
    (
        "_sqlite_migrations",
        "current_action",
        "unfinished_import",
        "record",
        "record_due",
        "record_text",
    )
)
"""Tables of the program's own, beside the full-text indexes."""
PROGRESS_EVERY = 5_000
"""Rows between two words of how far it is."""

# What an import under way has put in is seen by nobody.
_HIDDEN = f"SELECT uid FROM organisation WHERE removed_at = '{IMPORTING}'"
_SEEN = {
    "organisation": f"removed_at IS NOT '{IMPORTING}'",
    **dict.fromkeys(ORGANISATION_PARTS, f"organisation NOT IN ({_HIDDEN})"),
    **dict.fromkeys(("change", "brought_in"), "action IN (SELECT uid FROM action)"),
}
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _quiet(progress: Progress) -> None:
    """Tells nobody."""


def write_all(
    store: Store, folder: Path, tell: Tell = _quiet, *, force: bool = False
) -> dict[str, int]:
    """Writes each table as NAME.csv and NAME.json, what they say, and about.json, into a new folder
    (0700) for the officer's eyes alone; returns the rows of each table.

    All of it is as of one moment, and the folder is there whole or not at all. `tell` may raise to
    stop it. Refused where the folder holds something (with `force`: something other than an
    export), or a list is just being shown; StorageFailed where it cannot be written.
    """
    folder = folder.resolve()
    part = folder.with_name(f"{folder.name or 'export'}.part")
    try:
        _require_free(folder, force)
        require_folder(folder)
        if os.path.lexists(part):
            raise Refused(
                f"{part} is there: another export is under way, or one was broken off. Remove it, "
                "and try again."
            )
        part.mkdir(mode=0o700)
        try:
            store.lists.tidy()
            with _one_moment(store.connection):
                _require_whole_imports(store.connection)
                rows = _write_into(part, store, tell)
            _give_name(part, folder)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    except OSError as error:
        raise StorageFailed(f"{folder} could not be written: {error.strerror}.") from error
    return rows


def how_much(rows: Mapping[str, int]) -> str:
    """“12,345 rows of 41 tables”, of the rows of each table."""
    return f"{counted(sum(rows.values()), 'row')} of {counted(len(rows), 'table')}"


@contextmanager
def _one_moment(connection: Connection) -> Iterator[None]:
    """One transaction for reading: what others save meanwhile is not seen."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


def _require_whole_imports(connection: Connection) -> None:
    sealed = "SELECT 1 FROM unfinished_import WHERE action IN (SELECT uid FROM action)"
    if connection.execute(sealed).fetchone():
        raise Refused("A list that was imported is still being shown. Try again in a moment.")


def _write_into(part: Path, store: Store, tell: Tell) -> dict[str, int]:
    connection, done = store.connection, 0
    counts = {
        table: connection.execute(f"SELECT count(*) FROM {_seen(table)}").fetchone()[0]
        for table in tables_of(connection)
    }
    total = sum(counts.values()) or 1
    seals = {}
    for table, rows in counts.items():
        seal = sha256()
        with (
            private_file(part / f"{table}.csv") as sheet,
            private_file(json_of(part, table)) as out,
        ):
            for number, line in enumerate(_lines(connection, table, sheet)):
                if number % PROGRESS_EVERY == 0:
                    written = done + min(number, rows)  # two lines are none
                    tell(Progress(written, min(written / total, 1), "exporting"))
                out.write(line)
                seal.update(line)
        done += rows
        seals[table] = {"rows": rows, "sha256": seal.hexdigest()}
    types = {
        table: {column["name"]: column["type"] for column in columns_of(connection, table)}
        for table in counts
    }
    about = {
        "what": EXPORT_TITLE,
        "program": __version__,
        "schema": migrations.applied_steps(connection),
        "exported_at": store.now_text(),
        "history_broken_at": store.history.broken_uid(),
        "tables": seals,
    }
    write_private(part / "dictionary.md", data_dictionary.as_markdown(types).encode())
    for name, document in (
        ("dictionary.json", data_dictionary.as_json(types)),
        (ABOUT_FILE, about),
    ):
        text = json.dumps(document, ensure_ascii=False, indent=2)
        write_private(part / name, f"{text}\n".encode())
    tell(Progress(done, 1, "exporting"))
    return counts


def _lines(connection: Connection, table: str, sheet: BinaryIO) -> Iterator[bytes]:
    """A table as a JSON array, a row a line; each row goes into the CSV sheet on its way."""
    columns = columns_of(connection, table)
    names = [row["name"] for row in columns]
    keys = ", ".join(row["name"] for row in columns if row["pk"])
    sheet.write(codecs.BOM_UTF8)  # tells Excel that this is UTF-8
    writer = csv.writer(codecs.getwriter("utf-8")(sheet))
    writer.writerow(names)
    yield b"[\n"
    comma = ""
    for row in connection.execute(f"SELECT * FROM {_seen(table)} ORDER BY {keys}"):
        writer.writerow([_cell(value) if isinstance(value, str) else value for value in row])
        yield f"{comma}{_encode(dict(zip(names, row, strict=True)))}".encode()
        comma = ",\n"
    yield b"\n]\n"


def _cell(text: str) -> str:
    """Text as a spreadsheet or a terminal may show it."""
    return as_text(text if text.isprintable() else display_safe(text))


def _seen(table: str) -> str:
    """SQL: a table without what is seen by nobody."""
    return f"{table} WHERE {_SEEN[table]}" if table in _SEEN else table


def _require_free(folder: Path, force: bool) -> None:
    """Refused where there is something that is not to be replaced."""
    if not os.path.lexists(folder):
        return
    if not folder.is_dir():
        raise Refused(f"{folder} is a file. Name a folder that is not there.")
    there = {file.name for file in folder.iterdir()}
    if there and not force:
        raise Refused(
            f"{folder} is not empty. Name another folder.",
            by_command="An export that is there is replaced with --force.",
        )
    if there:
        try:
            tables = about_of(folder)["tables"]
        except BadInput:
            tables = {}
        ours = {ABOUT_FILE, "dictionary.md", "dictionary.json"}
        ours.update(f"{table}.{ending}" for table in tables for ending in ("csv", "json"))
        if not tables or there - ours:
            raise Refused(f"{folder} holds something else than an export. Name another folder.")


def _give_name(part: Path, folder: Path) -> None:
    """Puts the new folder in the place of what there was: none, an empty one, or an export."""
    if not folder.exists():
        part.rename(folder)
        return
    old = folder.with_name(f"{folder.name}.old")
    folder.rename(old)
    try:
        part.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    shutil.rmtree(old)


def tables_of(connection: Connection) -> list[str]:
    """The tables that are exported, by name."""
    found = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
        "AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name"
    )
    return [row["name"] for row in found if row["name"] not in NOT_EXPORTED]


def columns_of(connection: Connection, table: str) -> list[Row]:
    return connection.execute(f"PRAGMA table_info({table})").fetchall()


def json_of(folder: Path, table: str) -> Path:
    return folder / f"{table}.json"


def about_of(folder: Path) -> dict[str, Any]:
    """The about.json of an export; BadInput where it cannot be used."""
    file = folder / ABOUT_FILE
    try:
        about: dict[str, Any] = json.loads(file.read_bytes())
    except OSError as error:
        raise unusable(
            f"{file} could not be read ({error.strerror}). Name a folder that “spoc export all” "
            "wrote."
        ) from error
    except (ValueError, RecursionError) as error:
        raise unusable(f"{file} is not JSON.") from error
    match about:
        case {
            "what": str(what),
            "schema": list(schema),
            "history_broken_at": str() | None,
            "tables": dict(tables),
        } if (
            what == EXPORT_TITLE
            and all(map(str.isidentifier, tables))
            and {*map(type, schema)} <= {str}
        ):
            if schema and steps.steps_named(schema) is not None:
                return about
            raise unusable(
                f"{folder} was written by a newer spoc than this one. Update the program (pipx "
                "upgrade spoc-tui)."
            )
    raise unusable(f"{file} is not what “spoc export all” writes.")


def unusable(sentence: str) -> BadInput:
    return BadInput(sentence, field="folder")


# Both.
