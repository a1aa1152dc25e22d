"""An equal database made from everything that another one wrote out (db/exports/everything.py)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.changes import triggers
from db.connection import Connection, IntegrityError
from db.exports.everything import ABOUT_FILE, about_of, columns_of, json_of, tables_of, unusable
from db.file.connecting import connect
from db.file.errors import worded
from db.kinds import whole_index
from db.records.text_indexes import INDEXED
from db.schema import migrations, steps
from spoc_tui.casework.errors import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from db.store import Store


def read_all(path: Path, folder: Path, *, now: Callable[[], datetime]) -> dict[str, int]:
    """Makes the database at `path`, which is new or has only the starting set, equal to the one
    that was written to the folder; returns the rows of each table. Whole or not at all.

    BadInput says which file and row cannot be used; Refused where `path` was worked in.
    """
    from db.store import Store

    about = about_of(folder)
    _check_seals(folder, about)
    new = not path.exists()
    connection = connect(path)
    try:
        with worded(path):
            migrations.migrate(connection, path)
            connection.execute("PRAGMA foreign_keys = OFF")  # all are checked at the end
            store = Store(connection, now=now, path=path)
            with store.transaction():
                _require_new(connection, path)
                rows = _fill(connection, folder, about)
                _check_whole(store, about)
    except BaseException:
        connection.close()
        if new:
            for ending in ("", "-wal", "-shm"):
                path.with_name(path.name + ending).unlink(missing_ok=True)
        raise
    connection.close()
    return rows


# Writing.


def _fill(connection: Connection, folder: Path, about: Mapping[str, Any]) -> dict[str, int]:
    """Makes the database again in the shape of the export, takes all rows in, and brings it to
    today's shape.
    """
    _empty(connection)
    migrations.apply(connection, steps.steps_named(about["schema"]) or ())
    tables = tables_of(connection)
    if wrong := set(tables).symmetric_difference(about["tables"]):
        raise unusable(
            f"{folder / ABOUT_FILE}: not its schema's tables: {', '.join(sorted(wrong))}."
        )
    triggers.drop_triggers(connection)  # what they write is among the rows
    rows = {table: _read_table(connection, json_of(folder, table), table) for table in tables}
    migrations.apply(connection, steps.STEPS)
    whole_index.fill(connection)
    for index in INDEXED:
        connection.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
    return rows


def _empty(connection: Connection) -> None:
    triggers.drop_triggers(connection)
    found = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('virtual', 'table') "
        "AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY type DESC"
    ).fetchall()
    for (table,) in found:
        connection.execute(f"DROP TABLE {table}")


def _read_table(connection: Connection, file: Path, table: str) -> int:
    columns = {row["name"]: bool(row["pk"]) for row in columns_of(connection, table)}
    insert = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    number = 0
    for number, line in enumerate(_row_lines(file), 1):
        try:
            connection.execute(insert, _values(line, columns))
        except (ValueError, OverflowError, RecursionError, IntegrityError) as error:
            raise unusable(f"{file}, row {number}: {error}.") from error
    return number


def _row_lines(file: Path) -> Iterator[bytes]:
    """The rows of a JSON array that has one a line."""
    with file.open("rb") as lines:
        if lines.readline().strip() == b"[":
            for line in lines:
                text = line.strip()
                if text == b"]":
                    return
                if text:  # an empty table has a blank line
                    yield text.removesuffix(b",")
    raise unusable(f"{file} is not a JSON array with a row a line.")


def _values(line: bytes, columns: Mapping[str, bool]) -> list[str | int | None]:
    """A row's values in the order of the columns, of which some are its key; ValueError says what
    is wrong with it.
    """
    try:
        row = json.loads(line)
    except ValueError as error:
        raise ValueError("it is not JSON") from error
    if not isinstance(row, dict) or row.keys() != columns.keys():
        wrong = ", ".join(sorted(set(row) ^ set(columns))) if isinstance(row, dict) else "none"
        raise ValueError(f"its columns are not those of the table ({wrong})")
    values = [row[name] for name in columns]
    for name, value in zip(columns, values, strict=True):
        if type(value) not in (str, int, type(None)) or (value is None and columns[name]):
            raise ValueError(f"{name} cannot be {json.dumps(value)[:60]}")
    return values


def _require_new(connection: Connection, path: Path) -> None:
    """Refused where the officer has worked in the database, or an import is under way in it."""
    for table in ("action WHERE kind <> 'setup'", "organisation", "draft", "postcode"):
        if connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone():
            raise Refused(
                f"{path} has been worked in, and is never written over. Name a file that is not "
                "there: spoc --db FILE import all …"
            )


def _check_whole(store: Store, about: Mapping[str, Any]) -> None:
    """BadInput where a row points to none, or the history is not as whole as it was."""
    lost = store.connection.execute("PRAGMA foreign_key_check").fetchone()
    if lost:
        raise unusable(
            f"{lost['table']}.json: the row of id {lost['rowid']} points to a row of "
            f"{lost['parent']} that is not there."
        )
    broken = store.history.broken_at()
    if (broken.uid if broken else None) != about["history_broken_at"]:
        described = f"“{broken.label}” does not fit what it changed" if broken else "it was broken"
        raise unusable(f"The history is not as it was written: {described}.")


def _check_seals(folder: Path, about: Mapping[str, Any]) -> None:
    """BadInput where a table's file is missing, or is not as it was written."""
    for table, kept in about["tables"].items():
        file = json_of(folder, table)
        try:
            with file.open("rb") as content:
                seal = file_digest(content, "sha256").hexdigest()
        except FileNotFoundError:
            raise unusable(f"{file} is missing.") from None
        except OSError as error:
            raise unusable(f"{file} could not be read: {error.strerror}.") from error
        if not isinstance(kept, dict) or kept.get("sha256") != seal:
            raise unusable(f"{file} was changed after it was written.")
