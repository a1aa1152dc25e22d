"""The digests of the ranges of rows that long imports added (the table `brought_in`), over what
each row said when it was added.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from db.changes.tables import DERIVED, blank_row
from db.connection import Connection
from db.records.text_indexes import derived

if TYPE_CHECKING:
    from db.changes.imported import Range

IMPORTING = "importing"
"""In `removed_at`: an organisation of an import under way. It and what belongs to it is seen by
nobody, and is history only once the import's action is sealed.
"""
ROWS_DIGESTED_AT_ONCE = 10_000
"""How many rows are put together as one text, to be digested."""

BY_PLACE, BY_NAME, ELSEWHERE = 1, 2, 3
"""The shapes of ranges. In those of the first every column is sealed, by its place, and the ids of
the rows with them; in those of today the columns that say something, by name, whatever columns
there are beside them, and the rows as ordered by uid, whatever their ids. Those of the first that
another desk imported cannot be looked at here, for here the rows have other ids.
"""
SEALED_BY_PLACE = {
    "organisation": (
        "id",
        "uid",
        "name",
        "folded",
        "kind",
        "purpose",
        "address",
        "postcode",
        "ward",
        "phone",
        "phone_digits",
        "email",
        "web",
        "notes",
        "state",
        "added_at",
        "removed_at",
        "ward_folded",
        "size",
        "income_pence",
        "staff",
        "volunteers",
        "incomes",
        "challenges",
        "tags",
        "memberships",
        "parent",
        "published_on",
        "named_on",
        "not_known_before",
        "merged_into",
        "domain",
    ),
    "source_entry": (
        "id",
        "uid",
        "organisation",
        "source",
        "key",
        "seen_at",
        "facts",
        "row",
        "removed_at",
        "gone_on",
        "standing",
    ),
    "identifier": ("id", "uid", "organisation", "scheme", "number", "linked", "removed_at"),
    "other_name": ("id", "uid", "organisation", "name", "folded", "removed_at"),
    "contact": (
        "id",
        "uid",
        "organisation",
        "name",
        "folded",
        "role",
        "phone",
        "phone_digits",
        "email",
        "left_on",
        "removed_at",
        "preferred",
    ),
}
"""Of the first shape, the columns of each table as they were while such ranges were made."""

# What no action is sealed over yet is last of all.
_LAST_FIRST = "ORDER BY a.clock IS NULL DESC, a.clock DESC, a.uid DESC, c.id DESC"
_BLANK = (None, "NULL", "''")
"""What a column says of itself where it is blank."""
ColumnSql = Callable[[str], str]
"""SQL for the value of a column."""


class _Rule(NamedTuple):
    """Which columns make a row's text, and how: SQL, of SQL for each column."""

    columns: Sequence[str]
    text: Callable[[ColumnSql], str]


def fits(connection: Connection, one: Range, kept: str) -> bool:
    """Whether the rows of a range are those that its digest was made of."""
    if one.shape == ELSEWHERE:
        return True
    if _has_rows_of_its_own(connection, one):
        return digest_over(texts_of(connection, one)) == kept
    if digest_of(connection, one) == kept:
        return True
    # A number that had lost its 0 got that back in the column it is looked for by, since.
    return (
        one.shape == BY_PLACE
        and "phone_digits" in SEALED_BY_PLACE[one.table]
        and digest_of(connection, one, digits_then=True) == kept
    )


def digest_of(
    connection: Connection,
    one: Range,
    *,
    filled: Collection[str] | None = None,
    digits_then: bool = False,
) -> str:
    """The SHA-256 over the rows of a range as they were imported. `filled`: of new rows, which
    nobody has changed yet, and which lie as they are ordered by uid, the columns that were written.
    `digits_then`: with the digits of telephone numbers as they were kept once.
    """
    import hashlib  # only a write, and the check of all writes, need it

    sha = hashlib.sha256()
    new = filled is not None
    if one.shape == BY_PLACE:
        rule = _by_place(connection, one.table)
    else:
        rule = _by_name(connection, one.table, filled)
    text = rule.text(_shown)
    for ids in _pieces(connection, one, in_order=new):
        changed = {} if new else _changed_in(connection, one.table, ids)
        if changed or digits_then:
            rows = _before_changes(connection, one.table, ids, rule, changed)
            if digits_then:
                rows = ({**row, "phone_digits": _digits_then(row["phone"])} for row in rows)
            sha.update(("\n".join(_texts_of(connection, rule, rows)) + "\n").encode())
            continue
        # Put together by SQLite in one step: other threads go on meanwhile.
        (texts,) = connection.execute(
            "SELECT CAST(group_concat(said, char(10)) AS BLOB) FROM "
            f"(SELECT {text} AS said FROM {one.table} WHERE {ids.where} ORDER BY {ids.order})",
            ids.values,
        ).fetchone()
        sha.update((texts or b"") + b"\n")
    return sha.hexdigest()


def texts_of(connection: Connection, one: Range) -> list[str]:
    """The text of each row of a range as it was added, as it is sealed today, by uid."""
    rule = _by_name(connection, one.table)
    texts = []
    for ids in _pieces(connection, one._replace(shape=BY_NAME)):
        changed = _changed_in(connection, one.table, ids)
        texts += _texts_of(
            connection, rule, _before_changes(connection, one.table, ids, rule, changed)
        )
    its_own = connection.execute("SELECT after FROM change WHERE ranged = ?", [one.number])
    texts += [text for (text,) in its_own]
    return sorted(texts, key=lambda text: str(json.loads(text)["uid"]))


def digest_over(texts: Iterable[str]) -> str:
    """The digest of a range of today's shape, of what its rows said, by uid."""
    import hashlib

    return hashlib.sha256("".join(f"{text}\n" for text in texts).encode()).hexdigest()


def _has_rows_of_its_own(connection: Connection, one: Range) -> bool:
    """Whether some of its rows were here when it was joined, and are kept one by one."""
    found = connection.execute("SELECT 1 FROM change WHERE ranged = ? LIMIT 1", [one.number])
    return found.fetchone() is not None


def first_values(connection: Connection, uids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """By uid, of rows that were changed: what they were before their first changes."""
    return _first_rows_of(connection, "(SELECT value FROM json_each(?))", [json.dumps(uids)])


def _by_name(connection: Connection, table: str, filled: Collection[str] | None = None) -> _Rule:
    """A JSON object of the columns that say something: not blank, and not what the column says of
    itself, so that one which is added later changes nothing. What was not `filled` says nothing.
    """
    known = {
        row["name"]: row
        for row in connection.execute(f"PRAGMA table_info({table})")
        if row["name"] not in ("id", *DERIVED) and (filled is None or row["name"] in filled)
    }
    columns = sorted(known)
    always = [name for name in columns if known[name]["notnull"] and not known[name]["dflt_value"]]

    def says(name: str, given: ColumnSql) -> str:
        of_itself = known[name]["dflt_value"]
        but = f" AND {given(name)} <> {of_itself}" if of_itself not in _BLANK else ""
        return f"{given(name)} <> ''{but}"

    def text(given: ColumnSql) -> str:
        pairs = " || ".join(
            f"CASE WHEN {says(name, given)} THEN ',\"{name}\":' || json_quote({given(name)}) "
            "ELSE '' END"
            for name in columns
        )
        # Most rows say what every row must, and no more: those are put together faster.
        plain = [says(name, given) for name in always]
        others = [name for name in columns if name not in always]
        of_itself = [name for name in others if known[name]["dflt_value"] not in _BLANK]
        plain += [f"({says(name, given)}) IS NOT 1" for name in of_itself]
        blank = [f"coalesce({given(name)}, '')" for name in others if name not in of_itself]
        plain += [f"{' || '.join(blank)} = ''"] if blank else []
        members = ", ".join(f"'{name}', {given(name)}" for name in always)
        return (
            f"CASE WHEN {' AND '.join(plain)} THEN json_object({members}) "
            f"ELSE '{{' || ltrim({pairs}, ',') || '}}' END"
        )

    return _Rule(columns, text)


def _by_place(connection: Connection, table: str) -> _Rule:
    columns = SEALED_BY_PLACE[table]
    return _Rule(columns, lambda given: f"json_array({', '.join(map(given, columns))})")


def _digits_then(phone: str) -> str:
    """The digits of a telephone number as they were kept before numbers got back a lost 0."""
    digits = re.sub(r"[^0-9]", "", phone)
    country_code = "44" if "+" in re.split(r"[0-9]", phone, maxsplit=1)[0] else "0044"
    if not digits.startswith(country_code):
        return digits
    return "0" + digits.removeprefix(country_code).removeprefix("0")


class _Ids(NamedTuple):
    """SQL: some rows of a range, in which order, and the values that are asked for with."""

    where: str
    order: str
    values: Sequence[Any]


def _pieces(connection: Connection, one: Range, *, in_order: bool = False) -> Iterator[_Ids]:
    """The rows of a range, so many at once, in the order in which they are sealed; `in_order`: that
    they lie in it already is known.
    """
    if in_order or one.shape == BY_PLACE or _lie_in_order(connection, one):
        for first in range(one.first, one.last + 1, ROWS_DIGESTED_AT_ONCE):
            last = min(first + ROWS_DIGESTED_AT_ONCE - 1, one.last)
            yield _Ids("id BETWEEN ? AND ?", "id", [first, last])
        return
    rows = connection.execute(
        f"SELECT id FROM {one.table} WHERE id BETWEEN ? AND ? ORDER BY uid", [one.first, one.last]
    )
    ordered = [row[0] for row in rows]
    for place in range(0, len(ordered), ROWS_DIGESTED_AT_ONCE):
        ids = json.dumps(ordered[place : place + ROWS_DIGESTED_AT_ONCE])
        yield _Ids("id IN (SELECT value FROM json_each(?))", "uid", [ids])


def _lie_in_order(connection: Connection, one: Range) -> bool:
    """Whether the rows of a range lie as they are ordered by uid, as they do where they were
    imported.
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


def _without_mark(column: str, given: str) -> str:
    return f"nullif({given}, '{IMPORTING}')" if column == "removed_at" else given


def _changed_in(connection: Connection, table: str, ids: _Ids) -> dict[str, dict[str, Any]]:
    """By uid of a row among these that was changed since, what it was at first."""
    return _first_rows_of(connection, f"(SELECT uid FROM {table} WHERE {ids.where})", ids.values)


def _first_rows_of(
    connection: Connection, records: str, values: Sequence[Any]
) -> dict[str, dict[str, Any]]:
    """By record, of those that this SQL lists: the values before its changes, of which the first
    counts; or what was kept of it before another desk's import said something else.
    """
    first_rows_seen: dict[str, dict[str, Any]] = {}
    for record, before in connection.execute(
        "SELECT c.record, c.before FROM change AS c LEFT JOIN action AS a ON a.uid = c.action "
        f"WHERE c.record IN {records} AND c.before IS NOT NULL {_LAST_FIRST}",
        values,
    ):
        first_rows_seen.setdefault(record, {}).update(json.loads(before))
    blank: dict[str, dict[str, Any]] = {}
    for table, record, after in connection.execute(
        f"SELECT tbl, record, after FROM change WHERE record IN {records} AND ranged < 0", values
    ):
        if table not in blank:
            blank[table] = blank_row(connection, table)
        given = {**blank[table], **json.loads(after)}
        first_rows_seen[record] = {**given, **derived(table, given)}
    return first_rows_seen


def kept_as_added(connection: Connection, uids: Sequence[str]) -> set[str]:
    """The rows among these that `keep_as_added` kept."""
    found = connection.execute(
        "SELECT record FROM change WHERE record IN (SELECT value FROM json_each(?)) AND ranged < 0",
        [json.dumps(uids)],
    )
    return {uid for (uid,) in found}


def keep_as_added(connection: Connection, table: str, uids: Sequence[str]) -> None:
    """Keeps what those of these rows said that lie in a range here, one by one: another desk is
    about to say how they began there.
    """
    rows = connection.execute(
        f"SELECT t.id, t.uid, b.id AS number, b.action FROM {table} AS t JOIN brought_in AS b "
        f"ON b.tbl = '{table}' AND t.id BETWEEN b.first AND b.last "
        "WHERE t.uid IN (SELECT value FROM json_each(?)) AND NOT EXISTS "
        "(SELECT 1 FROM change AS c WHERE c.record = t.uid AND c.ranged < 0) ORDER BY t.id",
        [json.dumps(uids)],
    ).fetchall()
    if not rows:
        return
    ids = _these([row["id"] for row in rows])
    changed = _changed_in(connection, table, ids)
    rule = _by_name(connection, table)
    # Most were never changed: their texts are put together by SQLite in one step.
    texts = dict(
        connection.execute(
            f"SELECT uid, {rule.text(_shown)} FROM {table} WHERE {ids.where}", ids.values
        ).fetchall()
    )
    others = _these([row["id"] for row in rows if row["uid"] in changed])
    then = _before_changes(connection, table, others, rule, changed)
    texts.update((row["uid"], _texts_of(connection, rule, [row])[0]) for row in then)
    connection.executemany(
        "INSERT INTO change (action, tbl, record, after, ranged) VALUES (?, ?, ?, ?, ?)",
        [(row["action"], table, row["uid"], texts[row["uid"]], -row["number"]) for row in rows],
    )


def _these(ids: Sequence[int]) -> _Ids:
    return _Ids("id IN (SELECT value FROM json_each(?))", "id", [json.dumps(ids)])


def _before_changes(
    connection: Connection,
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
    for row in rows:
        then = changed.get(row["uid"], {})
        yield {**dict(row), **derived(table, then), **then}


def _texts_of(connection: Connection, rule: _Rule, rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """The text of each of these rows, that are read already."""
    place = {name: f"?{number}" for number, name in enumerate(rule.columns, 1)}
    text = "SELECT " + rule.text(lambda name: _without_mark(name, place[name]))
    return [
        connection.execute(text, [row[name] for name in rule.columns]).fetchone()[0] for row in rows
    ]
