"""Brings an outside list in: put aside, judged row by row, and taken in as one action."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from db import backup
from db.connection import worded
from db.import_applying import add_new, alone, hidden, show
from db.import_edits import Edit, edits_of
from db.import_judging import SHOWN, every_row, judge, report_of
from db.import_staging import Staged
from spoc_tui.casework.importing import FACTS, ImportReport, Progress, Tell, Verdict
from spoc_tui.casework.organisations import ListRow

if TYPE_CHECKING:
    from db.store import Store

READING = 0.45
"""How much of an import is reading its list."""
MOST_GONE, FEW = 0.5, 5
"""The share of a list that may be gone from its new issue; of a short one, so many."""


def import_organisations(
    store: Store,
    rows: Iterable[ListRow],
    *,
    source: str,
    fields: Sequence[str] = FACTS,
    whole: bool | None = None,
    dry_run: bool = False,
    share_read: Callable[[], float] = lambda: 0.0,
    tell: Tell = lambda progress: None,
) -> ImportReport:
    """Brings a list's rows in as one action, or only says what would happen.

    Every row is added, updated, unchanged, held (possibly one we have) or refused. `fields` are the
    facts that the list has columns for. What a `whole` list no longer has is marked so; where
    `whole` is None, unless that is most of it, as if it were another part. A fact that the officer
    or another list gave is kept, and is a difference to take or leave. `tell` is told how far it
    is, with `share_read` of the reading done; what it raises stops the import, which then leaves
    nothing behind.
    """
    with worded(store.path or "the database"), nullcontext() if dry_run else alone(store):
        staged = Staged(store.connection, fields)
        staged.fill(rows, tell, share_read, READING)
        judge(staged, source)
        seen = store.data_version()
        gone = _gone(store, staged, source, whole)
        report, edits = _report(store, staged, source, dry_run, gone)
        if dry_run or not _changes(staged, report, edits):
            return report
        tell(Progress(staged.rows, READING, "making a copy first"))
        if store.path is not None:
            backup.before(store.connection, store.path, "import")
        with hidden(store, staged, source, tell) as long:
            tell(Progress(staged.rows, 0.95, "showing it"))
            with store.action(
                f"Imported {source}", uid=long.action_uid if long else None
            ) as action:
                if store.data_version() != seen:
                    # Somebody has saved meanwhile; now nobody else can.
                    if long is None:
                        judge(staged, source)
                    report, edits = _report(store, staged, source, dry_run, gone)
                action.label += f": {report.sentence}"
                if long is None:
                    add_new(store, source, 0, 2**62, None)
                else:
                    show(store, long)
                write_edits(store, edits)
                _hold(store, source)
                for uid in gone.uids:
                    store.update("source_entry", uid, {"gone_on": store.today().isoformat()})
    tell(Progress(staged.rows, 1.0, "done"))
    return report


class _Gone(NamedTuple):
    """The entries that a list has no more, whose they are, and how many of them are not marked."""

    uids: list[str]
    names: list[str]
    unmarked: int


def _gone(store: Store, staged: Staged, source: str, whole: bool | None) -> _Gone:
    # A refused row without a key may be any of those that seem to be gone.
    if whole is False or not staged.rows or not all(row.key for row in staged.refused):
        return _Gone([], [], 0)
    missing = store.connection.execute(_GONE, [source]).fetchall()
    (known,) = store.connection.execute(_LISTED, [source]).fetchone()
    if not whole and len(missing) > max(FEW, known * MOST_GONE):
        return _Gone([], [], len(missing))
    return _Gone([row["uid"] for row in missing], [row["name"] for row in missing], 0)


def _report(
    store: Store, staged: Staged, source: str, dry_run: bool, gone: _Gone
) -> tuple[ImportReport, list[Edit]]:
    report = report_of(staged, source, dry_run)
    edits = list(edits_of(store, staged, source, report))
    report.rows.sort(key=lambda row: row.line)
    report.every = partial(every_row, staged, report)
    report.gone, report.unmarked = gone.names, gone.unmarked
    return report, edits


def _changes(staged: Staged, report: ImportReport, edits: Sequence[Edit]) -> bool:
    (waiting,) = staged.connection.execute(
        f"SELECT count(*) FROM staged WHERE verdict = 'held' AND NOT {_HELD_ALREADY}",
        {"source": report.source},
    ).fetchone()
    return bool(edits or report.counts[Verdict.ADDED] or report.gone or waiting)


def write_edits(store: Store, edits: Iterable[Edit]) -> None:
    """Writes what edits ask for, within an action."""
    for table, uid, values in edits:
        if uid is None:
            store.insert(table, values)
        else:
            store.update(table, uid, values)


_HELD_ALREADY = """EXISTS (SELECT 1 FROM held AS h WHERE h.source = :source AND h.key = staged.key
    AND h.facts = staged.facts AND h.decided = '' AND h.removed_at IS NULL)"""
_GONE = f"""
SELECT e.uid, o.name FROM source_entry AS e JOIN organisation AS o ON o.uid = e.organisation
WHERE e.source = ? AND e.removed_at IS NULL AND e.gone_on IS NULL
    AND NOT EXISTS (SELECT 1 FROM staged WHERE staged.key = e.key)
    AND NOT EXISTS (SELECT 1 FROM staged_elsewhere AS away WHERE away.key = e.key)
    AND {SHOWN}
ORDER BY o.folded"""
_LISTED = f"""SELECT count(*) FROM source_entry AS e
WHERE e.source = ? AND e.removed_at IS NULL AND e.gone_on IS NULL AND {SHOWN}"""


def _hold(store: Store, source: str) -> None:
    """Keeps the rows that are to be looked at; those that need it no more are marked so."""
    rows = store.connection.execute(
        "SELECT staged.*, h.uid AS before FROM staged LEFT JOIN held AS h ON h.source = :source "
        f"AND h.key = staged.key AND h.removed_at IS NULL WHERE (verdict = 'held' AND NOT "
        f"{_HELD_ALREADY}) OR (verdict <> 'held' AND h.decided = '')",
        {"source": source},
    ).fetchall()
    for row in rows:
        if row["before"]:
            store.update("held", row["before"], {"removed_at": store.now_text()})
        if row["verdict"] == "held":
            values = {"organisation": row["matched"], "source": source, "seen_at": store.now_text()}
            same = {name: row[name] for name in ("key", "name", "why", "facts", "row")}
            store.insert("held", {**values, **same})
