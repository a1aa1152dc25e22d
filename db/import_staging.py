"""What an outside list says, put aside in temporary tables: they are the connection's own, are gone
with it whatever happens, and filling them holds nobody up.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from functools import lru_cache
from itertools import islice
from operator import attrgetter
from typing import Any

from db.uids import new_uids
from spoc_tui.casework.importing import FACTS, Progress, Tell
from spoc_tui.casework.names import name_key
from spoc_tui.casework.organisations import (
    ListedOrganisation,
    ListRow,
    RefusedRow,
    RowElsewhere,
)
from spoc_tui.casework.text import fold, phone_digits, web_domain

CHUNK = 2_000
"""How many rows are put aside, or taken in, at a time."""
NULLABLE = ("income_pence", "staff", "published_on", "named_on")
"""The facts that are NULL where they are not known."""
KEYS = ("folded", "ward_folded", "phone_digits", "domain")
"""The derived columns of an organisation (db/search_index.py)."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@lru_cache(maxsize=1_000)
def _named(name: str) -> str:
    return f"{_encode(name)}:"


def _members(pairs: Iterable[tuple[str, Any]]) -> str:
    """What stands between an object's braces. Encoded one by one, for the encoder is quick with
    texts, and is set up anew for every object.
    """
    return ",".join([_named(name) + _encode(value) for name, value in pairs])


class Staged:
    """A list put aside: the facts its columns speak of, and the rows that were not taken."""

    def __init__(self, connection: sqlite3.Connection, fields: Sequence[str]) -> None:
        self.connection = connection
        self.fields = tuple(fact for fact in FACTS if fact in fields)
        self.refused: list[RefusedRow] = []
        self.elsewhere = 0
        self.rows = 0
        self._values = attrgetter(*self.fields, "name")
        self._begin()

    def fill(
        self, rows: Iterable[ListRow], tell: Tell, share_read: Callable[[], float], share: float
    ) -> None:
        """Puts the rows aside, chunk by chunk; the reading is `share` of the whole import."""
        coming = iter(rows)
        while chunk := list(islice(coming, CHUNK)):
            self._keep(chunk)
            self.rows += len(chunk)
            tell(Progress(self.rows, share * share_read(), "reading the list"))
        self.connection.execute("CREATE INDEX temp.staged_key ON staged (key)")

    def _begin(self) -> None:
        # A ward the list does not say may follow from the postcode.
        columns = dict.fromkeys((*KEYS, *self.fields, "ward"))
        kept = [f"{name} {_affinity(name)} DEFAULT {_blank(name)}" for name in columns]
        for statement in (
            "DROP TABLE IF EXISTS temp.staged",
            "DROP TABLE IF EXISTS temp.staged_identifier",
            "DROP TABLE IF EXISTS temp.staged_elsewhere",
            f"""CREATE TEMP TABLE staged (
                line INTEGER PRIMARY KEY, uid TEXT, key TEXT, facts TEXT, row TEXT,
                standing TEXT, entry_uid TEXT, verdict TEXT, matched TEXT, entry TEXT, why TEXT,
                {", ".join(kept)})""",
            """CREATE TEMP TABLE staged_identifier (
                line INTEGER, scheme TEXT, number TEXT, linked INTEGER)""",
            "CREATE INDEX temp.staged_number ON staged_identifier (line)",
            "CREATE TEMP TABLE staged_elsewhere (key TEXT PRIMARY KEY) WITHOUT ROWID",
        ):
            self.connection.execute(statement)

    def _keep(self, chunk: Sequence[ListRow]) -> None:
        listed = [row for row in chunk if isinstance(row, ListedOrganisation)]
        uids = new_uids(2 * len(listed))
        names = ("line", "uid", "entry_uid", "key", "facts", "row", "standing", *KEYS, *self.fields)
        self.connection.execute("SAVEPOINT staging")
        self.connection.executemany(
            f"INSERT INTO staged ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
            [
                (
                    one.line,
                    uid,
                    entry_uid,
                    one.key,
                    self.facts_of(one),
                    f"{{{_members(one.row)}}}",
                    one.standing,
                    name_key(one.name),
                    fold(one.ward) if one.ward else "",
                    phone_digits(one.phone) if one.phone else "",
                    web_domain(one.web) if one.web else "",
                    *self._values(one)[:-1],
                )
                for one, uid, entry_uid in zip(listed, uids, uids[len(listed) :], strict=False)
            ],
        )
        self.connection.executemany(
            "INSERT INTO staged_identifier VALUES (?, ?, ?, ?)",
            [(one.line, i.scheme, i.number, i.linked) for one in listed for i in one.identifiers],
        )
        if len(listed) < len(chunk):
            away = [(row.key,) for row in chunk if not isinstance(row, ListedOrganisation)]
            self.connection.executemany("INSERT OR IGNORE INTO staged_elsewhere VALUES (?)", away)
            self.refused += [row for row in chunk if isinstance(row, RefusedRow)]
            self.elsewhere += sum(isinstance(row, RowElsewhere) for row in chunk)
        self.connection.execute("RELEASE staging")

    def facts_of(self, one: ListedOrganisation) -> str:
        """What the list says, in a fixed order, so that the same row is the same text."""
        values = zip(self.fields, self._values(one), strict=False)
        said = _members((name, value) for name, value in values if value not in ("", None))
        also: dict[str, Any] = {}
        if one.identifiers:
            also["identifiers"] = list(map(asdict, one.identifiers))
        if one.other_names:
            also["other_names"] = one.other_names
        if one.people:
            also["people"] = list(map(asdict, one.people))
        if one.standing:
            also["standing"] = one.standing
        return f'{{"said":{{{said}}}' + (f",{_encode(also)[1:]}" if also else "}")


def _blank(column: str) -> str:
    return "NULL" if column in NULLABLE else "''"


def _affinity(column: str) -> str:
    return "INTEGER" if column in ("income_pence", "staff") else "TEXT"
