"""What an outside list says, put aside while it is judged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from db.connection import Connection
from db.lists.aside import make_aside, place_aside
from db.lists.reading import DERIVED_KEYS, PREPARED, Chunk
from spoc_tui.casework.lists.said import FACTS
from spoc_tui.casework.organisations.organisation import RefusedRow

AFTER_LAST_LINE = 2**62
"""A line that no list has."""
NULLABLE = ("income_pence", "staff", "published_on", "named_on")
"""The facts that are NULL where they are not known."""


class Lines(NamedTuple):
    """The rows from one line of a list to another, both inclusive."""

    first: int = 0
    last: int = AFTER_LAST_LINE


class Staged:
    """A list put aside: the facts its columns speak of, and the rows that were not taken."""

    def __init__(self, connection: Connection, fields: Sequence[str]) -> None:
        self.connection = connection
        self.fields = tuple(fact for fact in FACTS if fact in fields)
        # A ward the list does not say may follow from the postcode.
        self.columns = tuple(dict.fromkeys((*DERIVED_KEYS, *self.fields, "ward")))
        """Those of an organisation that it has."""
        self.refused: list[RefusedRow] = []
        self.elsewhere = 0
        self.parts: set[str] = set()
        """What belongs to some of its organisations, by table."""
        self.rows = 0
        self.share = 0.0
        """How much of the list that is, from 0 to 1."""
        self.several = False
        """Whether any row names several organisations."""
        self.names_here: bool | None = None
        """Whether any name of what is here was put aside; None: not yet."""
        self.keys_changed = False
        """Whether a row goes by the key that its list had it by before."""
        self.place = place_aside(connection)
        """The schema of the tables it is put aside in."""
        self._last = -1
        self._begin()

    def keep(self, chunk: Chunk) -> Lines | None:
        """Puts rows aside, and says where they are in the list; None where there are none.
        ValueError where that is not behind all that were put aside before.
        """
        if not chunk.rows:
            return None
        names = ("uid", "entry_uid", *PREPARED, *self.fields)
        away = [(row.key,) for row in chunk.refused] + [(row.key,) for row in chunk.elsewhere]
        away += chunk.several
        self.connection.execute("SAVEPOINT staging")
        self.connection.executemany(
            f"INSERT INTO staged ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
            chunk.listed,
        )
        self.connection.executemany(
            "INSERT INTO staged_identifier VALUES (?, ?, ?, ?, ?)", chunk.identifiers
        )
        self.connection.executemany("INSERT OR IGNORE INTO staged_elsewhere VALUES (?)", away)
        self.connection.execute("RELEASE staging")
        self.parts |= chunk.parts
        self.several |= bool(chunk.several)
        self.refused += chunk.refused
        self.elsewhere += len(chunk.elsewhere)
        self.rows += chunk.rows
        self.share = chunk.share
        if not chunk.listed:
            return Lines(0, 0)
        place = names.index("line")
        lines = [row[place] for row in chunk.listed]
        if min(lines) <= self._last:
            raise ValueError("a list's rows come in the order of their lines")
        self._last = max(lines)
        return Lines(min(lines), self._last)

    def complete(self, *, came_before: bool) -> None:
        """To be said once all of the list is put aside. Of one that never `came_before` nothing is
        here that would be looked for among its rows by their keys.
        """
        self.share = 1.0
        if came_before:
            self._index("staged_key", "staged (key)")
        self._index("staged_verdict", "staged (verdict)")

    def _begin(self) -> None:
        kept = [f"{name} {_affinity(name)} DEFAULT {_blank(name)}" for name in self.columns]
        for table, shape in {
            "staged": f"""(line INTEGER PRIMARY KEY, uid TEXT, key TEXT, facts TEXT, row TEXT,
                standing TEXT, entry_uid TEXT, verdict TEXT DEFAULT 'added', matched TEXT,
                entry TEXT, why TEXT, waits INTEGER DEFAULT 0, numbered INTEGER DEFAULT 0,
                here INTEGER DEFAULT 0, {", ".join(kept)})""",
            "staged_identifier": """(
                uid TEXT, line INTEGER, scheme TEXT, number TEXT, linked INTEGER)""",
            "staged_elsewhere": "(key TEXT PRIMARY KEY) WITHOUT ROWID",
        }.items():
            make_aside(self.connection, self.place, table, shape)
        self._index("staged_number", "staged_identifier (line)")

    def _index(self, name: str, of: str) -> None:
        self.connection.execute(f"CREATE INDEX {self.place}.{name} ON {of}")


def _blank(column: str) -> str:
    return "NULL" if column in NULLABLE else "''"


def _affinity(column: str) -> str:
    return "INTEGER" if column in ("income_pence", "staff") else "TEXT"
