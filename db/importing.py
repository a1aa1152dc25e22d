"""Brings an outside list in: staged beside the database, judged row by row, applied as one action.

The staging tables are temporary: they belong to the connection and are gone with it, whatever
happens, and filling them holds nobody up.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from db import backup
from db.connection import worded
from db.search_index import with_keys
from db.uids import new_uid
from spoc_tui.casework.identifiers import Identifier
from spoc_tui.casework.importing import ImportReport, Verdict
from spoc_tui.casework.names import name_key
from spoc_tui.casework.organisations import ListedOrganisation, RefusedRow
from spoc_tui.casework.text import phone_digits

if TYPE_CHECKING:
    import sqlite3

    from db.store import Store

Edit = tuple[str, str | None, dict[str, Any]]
"""A table, the uid of the row to change (None: a new one), and its values."""

CHUNK = 2_000
FACTS = (
    "name",
    "kind",
    "purpose",
    "address",
    "postcode",
    "phone",
    "email",
    "web",
    "state",
)
"""What a list may say of an organisation."""

_STAGING = (
    "DROP TABLE IF EXISTS temp.staged",
    "DROP TABLE IF EXISTS temp.staged_identifier",
    f"""CREATE TEMP TABLE staged (
        line INTEGER PRIMARY KEY, uid TEXT, entry_uid TEXT, key TEXT UNIQUE, facts TEXT, row TEXT,
        folded TEXT, phone_digits TEXT, verdict TEXT, matched TEXT,
        {", ".join(f"{fact} TEXT" for fact in FACTS)})""",
    """CREATE TEMP TABLE staged_identifier (
        line INTEGER, uid TEXT, scheme TEXT, number TEXT, linked INTEGER)""",
    "CREATE INDEX temp.staged_number ON staged_identifier (line)",
)

# A known row is one this list had before; another list's organisation is the same where a number
# is, unless another number of that register contradicts it.
_JUDGE = (
    "UPDATE staged SET matched = NULL, verdict = NULL",
    """UPDATE staged SET matched = e.organisation,
            verdict = CASE WHEN e.facts = staged.facts THEN 'unchanged' ELSE 'updated' END
        FROM source_entry AS e
        WHERE e.source = :source AND e.key = staged.key AND e.removed_at IS NULL""",
    """UPDATE staged SET (matched, verdict) = (
            SELECT max(i.organisation),
                CASE count(DISTINCT i.organisation) WHEN 0 THEN 'added' WHEN 1 THEN 'updated'
                    ELSE 'held' END
            FROM staged_identifier AS s
            CROSS JOIN identifier AS i ON i.number = s.number AND i.scheme = s.scheme
                AND i.linked = s.linked AND i.removed_at IS NULL
            WHERE s.line = staged.line AND NOT EXISTS (
                SELECT 1 FROM staged_identifier AS mine
                JOIN identifier AS other ON other.organisation = i.organisation
                    AND other.scheme = mine.scheme AND other.removed_at IS NULL
                WHERE mine.line = s.line
                GROUP BY mine.scheme, mine.number, mine.linked
                HAVING NOT max(other.number = mine.number AND other.linked = mine.linked)))
        WHERE verdict IS NULL""",
)

_ADD = (
    f"""INSERT INTO organisation (uid, folded, phone_digits, added_at, {", ".join(FACTS)})
        SELECT uid, folded, phone_digits, :now, {", ".join(FACTS)} FROM staged
        WHERE verdict = 'added' ORDER BY line""",
    """INSERT INTO source_entry (uid, organisation, source, key, seen_at, facts, row)
        SELECT entry_uid, uid, :source, key, :now, facts, row FROM staged
        WHERE verdict = 'added' ORDER BY line""",
    """INSERT INTO identifier (uid, organisation, scheme, number, linked)
        SELECT s.uid, staged.uid, s.scheme, s.number, s.linked
        FROM staged JOIN staged_identifier AS s ON s.line = staged.line
        WHERE verdict = 'added' ORDER BY staged.line""",
)


def import_organisations(
    store: Store,
    rows: Iterable[ListedOrganisation | RefusedRow],
    *,
    source: str,
    dry_run: bool = False,
) -> ImportReport:
    """Brings a list's rows in as one action, or only says what would happen.

    Every row is added, updated, unchanged, held (its numbers fit several organisations) or refused.
    A fact that was changed here since the list last said it is kept; the report says so.
    """
    with worded(store.path or "the database"):
        refused = _stage(store.connection, rows)
        report, edits = _judge(store, source, refused, dry_run)
        if dry_run or not (edits or report.counts[Verdict.ADDED]):
            return report
        if store.path is not None:
            backup.before(store.connection, store.path, "import")
        with store.action(f"Imported {source}") as action:
            # Again, now that nobody else can write: another window may have, since.
            report, edits = _judge(store, source, refused, dry_run)
            action.label += f": {report.sentence}"
            for statement in _ADD:
                store.connection.execute(statement, {"source": source, "now": store.now_text()})
            for table, uid, values in edits:
                if uid is None:
                    store.insert(table, values)
                else:
                    store.update(table, uid, values)
    return report


def _judge(
    store: Store, source: str, refused: Sequence[RefusedRow], dry_run: bool
) -> tuple[ImportReport, list[Edit]]:
    """What would become of each staged row, and the changes it asks for."""
    report = ImportReport(source, dry_run)
    for row in refused:
        report.add(Verdict.REFUSED, row.line, why=row.why)
    for statement in _JUDGE:
        store.connection.execute(statement, {"source": source})
    _count(store.connection, report)
    edits = list(_edits(store, source, report))
    report.rows.sort(key=lambda row: row.line)
    return report, edits


def _stage(
    connection: sqlite3.Connection, rows: Iterable[ListedOrganisation | RefusedRow]
) -> list[RefusedRow]:
    """Fills the staging tables; returns the rows that the reader refused."""
    for statement in _STAGING:
        connection.execute(statement)
    refused: list[RefusedRow] = []
    chunk: list[ListedOrganisation] = []
    for row in rows:
        if isinstance(row, RefusedRow):
            refused.append(row)
            continue
        chunk.append(row)
        if len(chunk) == CHUNK:
            _stage_chunk(connection, chunk)
            chunk.clear()
    _stage_chunk(connection, chunk)
    return refused


def _stage_chunk(connection: sqlite3.Connection, chunk: Sequence[ListedOrganisation]) -> None:
    names = ("line", "uid", "entry_uid", "key", "facts", "row", "folded", "phone_digits", *FACTS)
    connection.executemany(
        f"INSERT INTO staged ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
        [
            (
                listed.line,
                new_uid(),
                new_uid(),
                listed.key,
                json.dumps(_facts(listed), ensure_ascii=False),
                json.dumps(dict(listed.row), ensure_ascii=False),
                name_key(listed.name),
                phone_digits(listed.phone),
                *(getattr(listed, fact) for fact in FACTS),
            )
            for listed in chunk
        ],
    )
    connection.executemany(
        "INSERT INTO staged_identifier VALUES (?, ?, ?, ?, ?)",
        [
            (listed.line, new_uid(), i.scheme, i.number, i.linked)
            for listed in chunk
            for i in listed.identifiers
        ],
    )


def _facts(listed: ListedOrganisation) -> dict[str, Any]:
    """What the list says, in a fixed order, so that the same row is the same text."""
    return {
        "said": {fact: getattr(listed, fact) for fact in FACTS},
        "identifiers": [
            {"scheme": i.scheme, "number": i.number, "linked": i.linked} for i in listed.identifiers
        ],
    }


def _count(connection: sqlite3.Connection, report: ImportReport) -> None:
    for verdict, count in connection.execute(
        "SELECT verdict, count(*) FROM staged WHERE verdict IN ('added', 'unchanged') "
        "GROUP BY verdict"
    ):
        report.counts[Verdict(verdict)] += count
    for row in connection.execute("SELECT line, name FROM staged WHERE verdict = 'held'"):
        why = "its numbers belong to more than one organisation here"
        report.add(Verdict.HELD, row["line"], row["name"], why)


def _edits(store: Store, source: str, report: ImportReport) -> Iterator[Edit]:
    """What to change for the rows that a known organisation has; counts them in the report."""
    rows = store.connection.execute(
        "SELECT staged.*, e.uid AS known_entry, e.facts AS facts_before FROM staged "
        "LEFT JOIN source_entry AS e ON e.source = ? AND e.key = staged.key "
        "AND e.removed_at IS NULL WHERE verdict = 'updated' ORDER BY line",
        [source],
    ).fetchall()
    for row in rows:
        before = json.loads(row["facts_before"])["said"] if row["facts_before"] else {}
        organisation = store.row("organisation", row["matched"])
        values, said = {}, []
        for fact in FACTS:
            present, new = organisation[fact], row[fact]
            if new in (present, before.get(fact)) or (not new and not before.get(fact)):
                continue
            # Ours to change: what this list said before, or what nobody has said yet.
            if present == before.get(fact, ""):
                values[fact] = new
                said.append(f"{fact} from “{present}” to “{new}”")
            else:
                said.append(f"{fact} kept as “{present}”, the list says “{new}”")
        if values:
            yield "organisation", row["matched"], with_keys(values)
        for number in _new_identifiers(store, row):
            yield "identifier", None, {"organisation": row["matched"], **asdict(number)}
            said.append(f"number {number.text} added")
        entry = {"facts": row["facts"], "row": row["row"], "seen_at": store.now_text()}
        if row["known_entry"]:
            yield "source_entry", row["known_entry"], entry
        else:
            said.append(f"now also in the list {source}")
            known = {"organisation": row["matched"], "source": source, "key": row["key"]}
            yield "source_entry", None, {**known, **entry}
        why = "; ".join(said) or "its numbers in the list changed"
        report.add(Verdict.UPDATED, row["line"], row["name"], why)


def _new_identifiers(store: Store, row: sqlite3.Row) -> list[Identifier]:
    """The numbers that the organisation lacks; one the list said before was taken away here."""
    rows = store.connection.execute(
        "SELECT scheme, number, linked FROM staged_identifier WHERE line = ? EXCEPT "
        "SELECT scheme, number, linked FROM identifier "
        "WHERE organisation = ? AND removed_at IS NULL EXCEPT "
        "SELECT value ->> 'scheme', value ->> 'number', value ->> 'linked' "
        "FROM json_each(?, '$.identifiers')",
        [row["line"], row["matched"], row["facts_before"]],
    )
    return [Identifier(*found) for found in rows]
