"""Refuses to write over another window's change that the officer has not seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from db.records.uids import is_uid
from spoc_tui.casework.errors import ChangedMeanwhile, NotFound
from spoc_tui.casework.records.field_words import field_words
from spoc_tui.casework.records.kinds import RECORD_KINDS

if TYPE_CHECKING:
    from db.connection import Row
    from db.writing import Writing

Columns = Mapping[str, Any]
MOST_SHOWN = 60
"""Of a value, how much a refusal says."""
TABLES_OF_RECORDS = frozenset(kind.table for kind in RECORD_KINDS)
WHOLE = frozenset(("standard", "holiday", "reference_rate", "dated_figure"))
"""Tables of few rows, each of which is found by what is typed: all of them are what was shown."""


class Seen:
    """Rows of audited tables as they stood when they were shown."""

    def __init__(self, rows: Mapping[tuple[str, str], Columns], whole: Iterable[str] = ()) -> None:
        self._rows = dict(rows)
        self._whole = frozenset(whole)
        self._own = set[tuple[str, str, str]]()
        """What the act under way has written itself."""

    def begin(self) -> None:
        """Another act is done on what was shown."""
        self._own.clear()

    def check(self, table: str, stands: Row, values: Columns) -> None:
        """ChangedMeanwhile where values of a row, as it stands, would be written over what another
        window has written since.
        """
        uid = stands["uid"]
        shown = self._rows.get((table, uid))
        if shown is None and table not in self._whole:
            return
        changed = []
        for name, value in values.items():
            was = shown[name] if shown is not None else None
            if (table, uid, name) not in self._own and stands[name] not in (was, value):
                changed.append(name)
        if changed:
            raise ChangedMeanwhile(_called(stands, table), _said(changed, stands))
        self._own |= {(table, uid, name) for name in values}

    def wrote(self, table: str, uid: str, values: Iterable[str]) -> None:
        """The act under way has added a row."""
        self._own |= {(table, uid, name) for name in values}


def seen(store: Writing, table: str, uid: str) -> Seen | None:
    """How a row stands now; of tables of few rows, how all of them do. None of what is no row that
    others change, or is compared as a record (db/records/acting.py).
    """
    from db.changes.tables import AUDITED

    if table not in AUDITED or table in TABLES_OF_RECORDS:
        return None
    if table in WHOLE:
        found = store.connection.execute(f"SELECT * FROM {table}").fetchall()
        return Seen({(table, row["uid"]): _columns(row) for row in found}, [table])
    try:
        row = store.row(table, uid)
    except NotFound:
        return None
    return Seen({(table, uid): _columns(row)})


def _columns(row: Row) -> Columns:
    return {name: row[name] for name in row.keys()}  # noqa: SIM118


def _called(row: Row, table: str) -> str:
    names = row.keys()
    for name in ("name", "reference"):
        if name in names and row[name]:
            return str(row[name])
    return f"the {table.replace('_', ' ')}"


def _said(columns: Iterable[str], row: Row) -> list[str]:
    """Each field, with what stands in it where that can be read."""
    return [said for name in columns for said in field_said(name, row[name])]


def field_said(column: str, value: object) -> list[str]:
    """“phone, now 01634 111111”; without the value where only the program can read it; nothing for
    what only the program needs.
    """
    if isinstance(value, str) and is_uid(value):
        return field_words([column])
    text = "blank" if value in (None, "") else str(value)
    text = text if len(text) <= MOST_SHOWN else f"{text[: MOST_SHOWN - 1]}…"
    return [f"{word}, now {' '.join(text.split())}" for word in field_words([column])]
