"""The digests of the ranges of rows that long imports added (db/brought_in.py): over what each row
said when it was added.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from db.search_index import DERIVED

if TYPE_CHECKING:
    from db.brought_in import Range

IMPORTING = "importing"
"""In `removed_at`: an organisation of an import under way. It and what hangs on it is seen by
nobody, and is history only once the import's action is sealed.
"""
AT_ONCE = 10_000
"""How many rows are put together as one text, to be digested."""

BY_PLACE, BY_NAME = 1, 2
"""The shapes of ranges. In those of the first every column is sealed, by its place, and the ids of
the rows with them; in those of today the columns that say something, by name, whatever columns
there are beside them, and the rows as ordered by uid, whatever their ids.
"""
SEALED_BY_PLACE = {
    "organisation": (
        *("id", "uid", "name", "folded", "kind", "purpose", "address", "postcode", "ward", "phone"),
        *("phone_digits", "email", "web", "notes", "state", "added_at", "removed_at"),
        *("ward_folded", "size", "income_pence", "staff", "volunteers", "incomes", "challenges"),
        *("tags", "memberships", "parent", "published_on", "named_on", "not_known_before"),
        *("merged_into", "domain"),
    ),
    "source_entry": (
        *("id", "uid", "organisation", "source", "key", "seen_at", "facts", "row", "removed_at"),
        *("gone_on", "standing"),
    ),
    "identifier": ("id", "uid", "organisation", "scheme", "number", "linked", "removed_at"),
    "other_name": ("id", "uid", "organisation", "name", "folded", "removed_at"),
    "contact": (
        *("id", "uid", "organisation", "name", "folded", "role", "phone", "phone_digits", "email"),
        *("left_on", "removed_at", "preferred"),
    ),
}
"""Of the first shape, the columns of each table as they were while such ranges were made."""

_BLANK = (None, "NULL", "''")
"""What a column says of itself where it is blank."""
Said = Callable[[str], str]
"""SQL for the value of a column."""


class _Rule(NamedTuple):
    """Which columns make a row's text, and how: SQL, of SQL for each column."""

    columns: Sequence[str]
    text: Callable[[Said], str]


def fits(connection: sqlite3.Connection, one: Range, kept: str) -> bool:
    """Whether the rows of a range are those that its digest was made of."""
    if digest_of(connection, one) == kept:
        return True
    # A number that had lost its 0 got that back in the column it is looked for by, since.
    return (
        one.shape == BY_PLACE
        and "phone_digits" in SEALED_BY_PLACE[one.table]
        and digest_of(connection, one, digits_then=True) == kept
    )


def digest_of(
    connection: sqlite3.Connection, one: Range, *, new: bool = False, digits_then: bool = False
) -> str:
    """The SHA-256 over the rows of a range as they were brought in; `new` ones nobody has changed
    yet. `digits_then`: with the digits of telephone numbers as they were kept once.
    """
    import hashlib  # only a write, and the check of all writes, need it

    sha = hashlib.sha256()
    rule = (_by_place if one.shape == BY_PLACE else _by_name)(connection, one.table)
    text = rule.text(_shown)
    for ids in _pieces(connection, one):
        changed = {} if new else _changed_in(connection, one.table, ids)
        if changed or digits_then:
            rows = _rewound(connection, one.table, ids, rule, changed)
            if digits_then:
                rows = ({**row, "phone_digits": _digits_then(row["phone"])} for row in rows)
            sha.update(_text_of(connection, rule, rows).encode())
            continue
        # Put together by SQLite in one step: other threads go on meanwhile.
        (texts,) = connection.execute(
            "SELECT CAST(group_concat(said, char(10)) AS BLOB) FROM "
            f"(SELECT {text} AS said FROM {one.table} WHERE {ids.where} ORDER BY {ids.order})",
            ids.values,
        ).fetchone()
        sha.update((texts or b"") + b"\n")
    return sha.hexdigest()


def first_values(connection: sqlite3.Connection, uids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """By uid, of rows that were changed: what they were before their first changes."""
    return _firsts(
        connection.execute(
            "SELECT record, before FROM change WHERE record IN (SELECT value FROM json_each(?)) "
            "AND before IS NOT NULL ORDER BY id DESC",
            [json.dumps(uids)],
        )
    )


def _by_name(connection: sqlite3.Connection, table: str) -> _Rule:
    """A JSON object of the columns that say something: not blank, and not what the column says of
    itself, so that one which is added later changes nothing.
    """
    known = {
        row["name"]: row
        for row in connection.execute(f"PRAGMA table_info({table})")
        if row["name"] not in ("id", *DERIVED)
    }
    columns = sorted(known)
    always = [name for name in columns if known[name]["notnull"] and not known[name]["dflt_value"]]

    def says(name: str, said: Said) -> str:
        of_itself = known[name]["dflt_value"]
        but = f" AND {said(name)} <> {of_itself}" if of_itself not in _BLANK else ""
        return f"{said(name)} <> ''{but}"

    def text(said: Said) -> str:
        pairs = " || ".join(
            f"CASE WHEN {says(name, said)} THEN ',\"{name}\":' || json_quote({said(name)}) "
            "ELSE '' END"
            for name in columns
        )
        # Most rows say what every row must, and no more: those are put together faster.
        plain = [says(name, said) for name in always]
        plain += [f"({says(name, said)}) IS NOT 1" for name in columns if name not in always]
        members = ", ".join(f"'{name}', {said(name)}" for name in always)
        return (
            f"CASE WHEN {' AND '.join(plain)} THEN json_object({members}) "
            f"ELSE '{{' || ltrim({pairs}, ',') || '}}' END"
        )

    return _Rule(columns, text)


def _by_place(connection: sqlite3.Connection, table: str) -> _Rule:
    columns = SEALED_BY_PLACE[table]
    return _Rule(columns, lambda said: f"json_array({', '.join(map(said, columns))})")


def _digits_then(phone: str) -> str:
    """The digits of a telephone number as they were kept before numbers got back a lost 0."""
    digits = re.sub(r"[^0-9]", "", phone)
    abroad = "44" if "+" in re.split(r"[0-9]", phone, maxsplit=1)[0] else "0044"
    if not digits.startswith(abroad):
        return digits
    return "0" + digits.removeprefix(abroad).removeprefix("0")


class _Ids(NamedTuple):
    """SQL: some rows of a range, in which order, and the values that are asked for with."""

    where: str
    order: str
    values: Sequence[Any]


def _pieces(connection: sqlite3.Connection, one: Range) -> Iterator[_Ids]:
    """The rows of a range, so many at once, in the order in which they are sealed."""
    if one.shape == BY_PLACE or _lie_in_order(connection, one):
        for first in range(one.first, one.last + 1, AT_ONCE):
            last = min(first + AT_ONCE - 1, one.last)
            yield _Ids("id BETWEEN ? AND ?", "id", [first, last])
        return
    rows = connection.execute(
        f"SELECT id FROM {one.table} WHERE id BETWEEN ? AND ? ORDER BY uid", [one.first, one.last]
    )
    ordered = [row[0] for row in rows]
    for place in range(0, len(ordered), AT_ONCE):
        ids = json.dumps(ordered[place : place + AT_ONCE])
        yield _Ids("id IN (SELECT value FROM json_each(?))", "uid", [ids])


def _lie_in_order(connection: sqlite3.Connection, one: Range) -> bool:
    """Whether the rows of a range lie as they are ordered by uid, as they do where they were
    brought in.
    """
    last = ""
    for (uid,) in connection.execute(
        f"SELECT uid FROM {one.table} WHERE id BETWEEN ? AND ? ORDER BY id", [one.first, one.last]
    ):
        if uid <= last:
            return False
        last = uid
    return True


def _shown(column: str) -> str:
    """SQL: a column; what an import hides its rows with says nothing."""
    return _without_mark(column, column)


def _without_mark(column: str, said: str) -> str:
    return f"nullif({said}, '{IMPORTING}')" if column == "removed_at" else said


def _changed_in(connection: sqlite3.Connection, table: str, ids: _Ids) -> dict[str, dict[str, Any]]:
    """By uid of a row among these that was changed since, what it was at first."""
    return _firsts(
        connection.execute(
            "SELECT c.record, c.before FROM change AS c "
            f"WHERE c.record IN (SELECT uid FROM {table} WHERE {ids.where}) "
            "AND c.before IS NOT NULL ORDER BY c.id DESC",
            ids.values,
        )
    )


def _firsts(changes: Iterator[sqlite3.Row] | sqlite3.Cursor) -> dict[str, dict[str, Any]]:
    """By record, the values before its changes (the last first): the first one counts."""
    firsts: dict[str, dict[str, Any]] = {}
    for record, before in changes:
        firsts.setdefault(record, {}).update(json.loads(before))
    return firsts


def _rewound(
    connection: sqlite3.Connection,
    table: str,
    ids: _Ids,
    rule: _Rule,
    changed: Mapping[str, Mapping[str, Any]],
) -> Iterator[dict[str, Any]]:
    """Rows as they were before they were changed."""
    rows = connection.execute(
        f"SELECT {', '.join(rule.columns)} FROM {table} WHERE {ids.where} ORDER BY {ids.order}",
        ids.values,
    ).fetchall()
    return ({**dict(row), **changed.get(row["uid"], {})} for row in rows)


def _text_of(connection: sqlite3.Connection, rule: _Rule, rows: Iterator[Mapping[str, Any]]) -> str:
    """The same text of rows that are read already."""
    place = {name: f"?{number}" for number, name in enumerate(rule.columns, 1)}
    text = "SELECT " + rule.text(lambda name: _without_mark(name, place[name]))
    texts = []
    for row in rows:
        values = [row[name] for name in rule.columns]
        texts.append(connection.execute(text, values).fetchone()[0])
    return "\n".join(texts) + "\n"
