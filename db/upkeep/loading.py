"""Puts the rows that can be read of a damaged file into a new database of the same shape."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from typing import NamedTuple

from db.changes.shapes import TABLES_THEN
from db.changes.tables import AUDITED
from db.connection import Connection, Error
from db.file.connecting import in_memory
from db.records.uids import is_uid
from db.schema.migrations import SET
from db.schema.steps import STEPS
from db.upkeep.pages import FoundRow, Pages
from spoc_tui.casework.records.kinds import TABLE_OF

OWN = frozenset(("_sqlite_migrations", "current_action"))
"""What a new file has of its own."""
FOLLOWING = frozenset(("record", "record_due", "record_text"))
"""What is made again from the other tables."""
_TELL_THEMSELVES = frozenset(("action", "change", "brought_in"))
HISTORY = ("desk", "action", "change", "brought_in")
_NAME = re.compile(r"[a-z_]{1,60}")
_HASH = re.compile(r"[0-9a-f]{64}")
_AUDITED_EVER = frozenset((*AUDITED, *(name for then in TABLES_THEN.values() for name in then)))


class FoundTable(NamedTuple):
    """A table as the damaged file has it."""

    root: int
    """The page that it begins at; 0 where that is not known."""
    columns: Sequence[str]


class Loaded(NamedTuple):
    """The rows that could be read."""

    read: Counter[str]
    """By table, how many rows."""
    refused: Counter[str]
    """By table, how many rows were read that are none: a value in them is not possible."""
    mentioned: Mapping[str, set[str]]
    """By table, the uids of records that the damaged file's own index speaks of."""
    is_history_read: bool
    """Whether all of the history was read, so far as the way to it tells."""


def tables_of(pages: Pages) -> dict[str, FoundTable]:
    """The tables of the damaged file, by name: as far as it says which they are."""
    found = dict[str, FoundTable]()
    with closing(in_memory()) as scratch:
        for name, root, sql in _described(pages):
            if name not in found:
                try:
                    scratch.execute(sql)
                except Error:
                    continue
                found[name] = FoundTable(root, _columns_of(scratch, name))
    return found


def steps_in(pages: Pages, tables: Mapping[str, FoundTable]) -> list[str]:
    """The names of the steps that the file was brought through; all of today's where that cannot be
    read.
    """
    known = {step.__name__ for step in STEPS}
    kept = tables.get("_sqlite_migrations")
    rows = [row.values for row in pages.rows(kept.root, set())] if kept is not None else []
    names = [str(row[2]) for row in rows if len(row) == 4 and row[1] == SET]
    if "first_shape" in names and known.issuperset(names):
        return names
    return [step.__name__ for step in STEPS]


def load(pages: Pages, tables: Mapping[str, FoundTable], target: Connection) -> Loaded:
    """Puts every row that can be read into `target`, which has the file's shape and no trigger;
    within a transaction.
    """
    wanted = _plain_tables(target)
    columns = {name: tables[name].columns if name in tables else wanted[name] for name in wanted}
    loading = _Loading(target, wanted, columns)
    reached = set[int]()
    for _ in pages.rows(1, reached):
        pass
    unread = 0
    for name in (*HISTORY, *(one for one in wanted if one not in HISTORY)):
        if name in tables and name in wanted:
            before = pages.unread
            for row in pages.rows(tables[name].root, reached):
                loading.take(name, row)
            unread += (pages.unread - before) * (name in HISTORY)
        elif name in HISTORY and name in wanted:
            unread += 1
    for name, found in tables.items():
        if name not in wanted:  # what is made again is no lost row
            for _ in pages.rows(found.root, reached):
                pass
    _strays(pages, loading, reached)
    unread += sum(loading.refused[name] for name in HISTORY)
    return Loaded(loading.read, loading.refused, _mentioned(pages, tables), not unread)


class _Loading:
    """Writes rows into their tables, each by the names of its columns."""

    def __init__(
        self,
        target: Connection,
        wanted: Mapping[str, Sequence[str]],
        columns: Mapping[str, Sequence[str]],
    ) -> None:
        self.target, self._wanted, self.columns = target, wanted, columns
        self.read, self.refused = Counter[str](), Counter[str]()

    def take(self, table: str, row: FoundRow) -> None:
        """Writes a row that lay where those of a table lie; where a page of another is there, by
        what it says.
        """
        if table in _TELL_THEMSELVES:
            own = of_history(row, self.columns)
        else:
            own = self.by_history(row) or table
        if own is None or not self.write(own, row):
            self.refused[table] += 1

    def by_history(self, row: FoundRow) -> str | None:
        """Of which table the history has a row; None where it has none."""
        uid = row.values[1] if len(row.values) > 1 else None
        if not isinstance(uid, str):
            return None
        found = self.target.execute(
            "SELECT tbl FROM change WHERE record = ? LIMIT 1", [uid]
        ).fetchone()
        return found[0] if found is not None and found[0] in self.columns else None

    def write(self, table: str, row: FoundRow) -> bool:
        """Whether it can be a row of the table, and was not there yet."""
        columns = self.columns[table]
        if len(row.values) > len(columns):
            return False
        values = dict(zip(columns, row.values, strict=False))
        if "id" in values:
            values["id"] = row.rowid
        known = {name: value for name, value in values.items() if name in self._wanted[table]}
        names, marks = ", ".join(known), ", ".join("?" * len(known))
        try:
            self.target.execute(
                f"INSERT INTO {table} ({names}) VALUES ({marks})", list(known.values())
            )
        except (Error, OverflowError):
            return False
        self.read[table] += 1
        return True


def _plain_tables(target: Connection) -> dict[str, list[str]]:
    """The tables of the new file that rows are read for, with their columns."""
    rows = target.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").fetchall()
    virtual = {name for name, sql in rows if "VIRTUAL" in (sql or "")}
    names = [
        name
        for name, sql in rows
        if sql
        and name not in virtual
        and not name.startswith("sqlite_")
        and name.rpartition("_")[0] not in virtual
        and name not in OWN | FOLLOWING
    ]
    return {name: _columns_of(target, name) for name in names}


def _columns_of(connection: Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def _described(pages: Pages) -> Iterator[tuple[str, int, str]]:
    """What the file says of its tables: name, first page, and the statement that made each. Where
    the way to that cannot be read, it is looked for on every page.
    """
    reached = set[int]()
    yield from _entries(list(pages.rows(1, reached)))
    for number in range(1, pages.count + 1):
        if number not in reached and b"CREATE TABLE" in pages.page(number):
            yield from _entries(list(pages.leaf(number)))


def _entries(rows: Sequence[FoundRow]) -> Iterator[tuple[str, int, str]]:
    for row in rows:
        if len(row.values) == 5 and row.values[0] == "table":
            _, name, _, root, sql = row.values
            if not (isinstance(name, str) and _NAME.fullmatch(name) and isinstance(root, int)):
                continue
            if isinstance(sql, str) and sql.startswith("CREATE TABLE") and root > 1:
                yield name, root, sql


def _strays(pages: Pages, loading: _Loading, reached: set[int]) -> None:
    """Rows on pages to which no way was found: those of the history tell themselves, the others are
    told by the history, which has their uids.
    """
    strays = [row for number in pages.others(reached) for row in pages.leaf(number)]
    left = list[FoundRow]()
    for row in strays:
        table = of_history(row, loading.columns)
        if table is None:
            left.append(row)
        else:
            loading.write(table, row)
    for row in left:
        found = loading.by_history(row) or _by_its_range(loading, row)
        if found is not None:
            loading.write(found, row)


def _by_its_range(loading: _Loading, row: FoundRow) -> str | None:
    """Of which table a row of a long list is: the history has no more of it than where it lies."""
    uid = row.values[1] if len(row.values) > 1 else None
    if "brought_in" not in loading.columns or not isinstance(uid, str) or not is_uid(uid):
        return None
    found = loading.target.execute(
        "SELECT DISTINCT tbl FROM brought_in WHERE ? BETWEEN first AND last", [row.rowid]
    )
    likely = [table for (table,) in found if len(loading.columns.get(table, ())) == len(row.values)]
    return likely[0] if len(likely) == 1 else None


def of_history(row: FoundRow, columns: Mapping[str, Sequence[str]]) -> str | None:
    """Which table of the history a row is of, by what it says."""
    if len(row.values) < 5 or not isinstance(row.values[1], str):
        return None
    for table in ("action", "change", "brought_in"):
        if table not in columns or len(row.values) > len(columns[table]):
            continue
        said = dict(zip(columns[table], row.values, strict=False))
        match table:
            case "action":
                if isinstance(said.get("hash"), str) and _HASH.fullmatch(str(said["hash"])):
                    return table
            case "change":
                if said["tbl"] in _AUDITED_EVER and _is_object(said.get("after")):
                    return table
            case _:
                if said["tbl"] in _AUDITED_EVER and isinstance(said.get("digest"), str):
                    return table
    return None


def _is_object(text: object) -> bool:
    try:
        return isinstance(text, str) and isinstance(json.loads(text), dict)
    except ValueError:
        return False


def _mentioned(pages: Pages, tables: Mapping[str, FoundTable]) -> dict[str, set[str]]:
    """The uids that the file's index of records has, by the table of their kind."""
    found, index = dict[str, set[str]](), tables.get("record")
    for row in pages.rows(index.root, set()) if index is not None else ():
        said = dict(zip(index.columns, row.values, strict=False)) if index is not None else {}
        if said.get("kind") in TABLE_OF and isinstance(said.get("uid"), str):
            found.setdefault(TABLE_OF[str(said["kind"])], set()).add(str(said["uid"]))
    return found
