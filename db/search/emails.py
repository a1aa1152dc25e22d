"""Finds organisations and people by their e-mail addresses."""

from __future__ import annotations

import re

from db.connection import Connection, Row
from db.records.beginnings import LAST_CHARACTER
from db.search.names import Names
from spoc_tui.casework.search.finding import Hit
from spoc_tui.casework.text import emails_in

SEVERAL = "instr(substr(email, instr(email, '@') + 1), '@') > 0"
"""SQL: that there are several addresses in the one column; as the index of them has it."""
MOST_LOOKED_AT = 300
"""How many that have several addresses are looked at."""
FEWEST_LETTERS = 3
"""Of fewer letters than these no address is looked for."""
_ADDRESS = r"[^\s<>()\[\]:;,\"]+@[^\s<>()\[\]:;,\"]*"


class Emails:
    """The e-mail addresses in a database."""

    def __init__(self, connection: Connection, names: Names) -> None:
        self._connection = connection
        self._names = names

    def beginning(self, typed: str, limit: int) -> list[Hit]:
        """Organisations and people whose address is or begins so; an organisation also by that of
        one of its people. An address may be pasted as “Bea <bea@example.org>”.
        """
        address = re.search(_ADDRESS, typed) if "@" in typed else None
        begin = (address[0] if address else typed).lower()
        if len(begin) < FEWEST_LETTERS or any(map(str.isspace, begin)):
            return []
        own = self._with_address("organisation", "uid, email", begin, limit)
        found = {row["uid"]: row["email"] for row in own}
        people = self._with_address("contact", "id, email, organisation, name", begin, limit)
        for _, email, organisation, name in people:
            found.setdefault(organisation, f"{email}, {name}")
        ids = {id_: email for id_, email, *_ in people}
        if not found and not ids:  # as with most of what is typed
            return []
        return [*self._names.of_uids(list(found), found), *self._names.people_of_ids(list(ids))]

    def _further(self, table: str, columns: str, begin: str, limit: int) -> list[Row]:
        """Of those with several addresses, whose second, third … begins so."""
        rows = self._connection.execute(
            f"SELECT {columns} FROM {table} WHERE {SEVERAL} AND instr(lower(email), ?) > 0 "
            "AND removed_at IS NULL ORDER BY lower(email), uid LIMIT ?",
            [begin, MOST_LOOKED_AT],
        )
        found = [row for row in rows if _begins(row["email"], begin)]
        return found[:limit]

    def _with_address(self, table: str, columns: str, begin: str, limit: int) -> list[Row]:
        found = self._read(table, columns, begin, limit)
        there = {row[0] for row in found}
        further = self._further(table, columns, begin, limit)
        return [*found, *(row for row in further if row[0] not in there)][:limit]

    def _read(self, table: str, columns: str, begin: str, limit: int) -> list[Row]:
        return self._connection.execute(
            f"SELECT {columns} FROM {table} WHERE lower(email) >= ? AND lower(email) < ? "
            "AND email <> '' AND removed_at IS NULL ORDER BY lower(email), uid LIMIT ?",
            [begin, begin + LAST_CHARACTER, limit],
        ).fetchall()


def _begins(emails: str, begin: str) -> bool:
    return any(one.lower().startswith(begin) for one in emails_in(emails)[1:])
