"""Imports an outside list: put aside, judged row by row, and taken in as one action."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from db.changes.natural_keys import SETS
from db.file.errors import worded
from db.lists.adding import add_new, add_person
from db.lists.applying import alone
from db.lists.edits import Edit, edits_of
from db.lists.hidden import READING, TAKING, hidden
from db.lists.reading import ListReading
from db.lists.row_verdicts import (
    IS_VISIBLE,
    every_row,
    judge,
    judge_again,
    judge_waiting,
    report_of,
)
from db.lists.staging import Staged
from db.lists.standing_answers import StandingAnswers
from db.lists.successors import say_successors
from spoc_tui.casework.lists.importing import ImportReport, RowVerdict, Tell
from spoc_tui.casework.lists.said import FACTS
from spoc_tui.casework.organisations.organisation import ListRow

if TYPE_CHECKING:
    from db.writing import Writing

FIRST_BATCH = 5_000
"""How many rows are read at first; then, of what is taken in, as many as go in at once."""
MOST_GONE, FEW = 0.5, 5
"""The share of a list that may be gone from its new issue; of a short one, so many."""


def import_organisations(
    store: Writing,
    rows: Iterable[ListRow],
    *,
    source: str,
    fields: Sequence[str] = FACTS,
    whole: bool | None = None,
    dry_run: bool = False,
    share_read: Callable[[], float] = lambda: 0.0,
    in_thread: bool = False,
    tell: Tell = lambda progress: None,
) -> ImportReport:
    """Brings a list's rows in as one action, or only says what would happen.

    Every row is added, updated, unchanged, held (possibly one we have) or refused; they come in the
    order of their lines. `fields` are the facts that the list has columns for. What a `whole` list
    no longer has is marked so; where `whole` is None, unless that is most of it, as if it were
    another part. A fact that the officer or another list gave is kept, and is a difference to take
    or leave. `tell` is told how far it is, with `share_read` of the reading done; what it raises
    stops the import, which then leaves nothing behind, and so it is told no more once all is saved.
    `in_thread`: the rows (and `share_read`) can be asked for in another thread.
    """
    with worded(store.path or "the database"), nullcontext() if dry_run else alone(store):
        staged = Staged(store.connection, fields)
        seen = store.data_version()
        came_before = any(store.connection.execute(_CAME_BEFORE, {"source": source}).fetchone())
        with hidden(store, staged, source, tell, dry_run=dry_run) as going_in:
            reading = ListReading(rows, staged.fields, source, share_read)
            with reading.begun(in_thread=in_thread, meanwhile=going_in.tell_read) as begin:
                chunk = begin(FIRST_BATCH)
                while lines := staged.keep(chunk()):
                    # Only now: row by row, as they are put aside, SQLite lets go of Python's lock,
                    # and would have to wait for it while the next are read.
                    chunk = begin(FIRST_BATCH if dry_run else going_in.at_once)
                    going_in.tell_read()
                    new = judge(
                        staged,
                        source,
                        lines,
                        came_before=came_before,
                        hidden_from=going_in.first,
                    )
                    if not dry_run:
                        going_in.take_sure(new)
            staged.complete(came_before=came_before)
            gone = _gone(store, staged, source, whole, going_in.first["source_entry"])
            judge_waiting(staged, source, going_in.first, gone.uids)
            if staged.keys_changed:
                gone = _gone(store, staged, source, whole, going_in.first["source_entry"])
            report, edits = _report(store, staged, source, dry_run, gone, going_in.first)
            if dry_run or not (going_in.begun or _changes(staged, report, edits)):
                return report
            going_in.take_rest()
            if not going_in.begun:
                going_in.copy()
            going_in.tell("showing it", READING + TAKING)
            with store.action(f"Imported {source}", uid=going_in.action_uid) as action:
                if store.data_version() != seen:
                    # Somebody has saved meanwhile; now nobody else can.
                    if not going_in.begun:
                        judge_again(staged, source, gone.uids)
                    report, edits = _report(store, staged, source, dry_run, gone, going_in.first)
                action.label += f": {report.sentence}"
                if going_in.begun:
                    going_in.seal()
                else:
                    add_new(store, staged, source)
                write_edits(store, edits)
                _hold(store, source)
                for uid in gone.uids:
                    store.update("source_entry", uid, {"gone_on": store.today().isoformat()})
            if going_in.begun:
                going_in.show()
    return report


def take_in(
    store: Writing, rows: Sequence[ListRow], source: str, fields: Sequence[str] = FACTS
) -> None:
    """Takes in a few rows more of a list that came before, within an action."""
    staged = Staged(store.connection, fields)
    lines = staged.keep(ListReading(rows, staged.fields, source).next(len(rows)))
    assert lines
    judge(staged, source, lines)
    staged.complete(came_before=True)
    judge_waiting(staged, source)
    report = ImportReport(source, dry_run=False, answers=StandingAnswers(store).of(source))
    edits = list(edits_of(store, staged, source, report))
    add_new(store, staged, source)
    write_edits(store, edits)
    _hold(store, source)


class _Gone(NamedTuple):
    """The entries that a list has no more, whose they are, and how many of them are not marked."""

    uids: list[str]
    names: list[str]
    unmarked: int


def _gone(
    store: Writing, staged: Staged, source: str, whole: bool | None, hidden_from: int
) -> _Gone:
    # A refused row without a key may be any of those that seem to be gone.
    if whole is False or not staged.rows or not all(row.key for row in staged.refused):
        return _Gone([], [], 0)
    missing = store.connection.execute(_GONE, [source, hidden_from]).fetchall()
    (known,) = store.connection.execute(_LISTED, [source, hidden_from]).fetchone()
    if not whole and len(missing) > max(FEW, known * MOST_GONE):
        return _Gone([], [], len(missing))
    return _Gone([row["uid"] for row in missing], [row["name"] for row in missing], 0)


def _report(
    store: Writing,
    staged: Staged,
    source: str,
    dry_run: bool,
    gone: _Gone,
    hidden_from: Mapping[str, int],
) -> tuple[ImportReport, list[Edit]]:
    answers = StandingAnswers(store).of(source)
    report = report_of(staged, source, dry_run, answers)
    edits = list(edits_of(store, staged, source, report))
    say_successors(store, staged, report, edits, hidden_from["organisation"])
    report.rows.sort(key=lambda row: row.line)
    report.every = partial(every_row, staged, report)
    report.gone, report.unmarked = gone.names, gone.unmarked
    return report, edits


def _changes(staged: Staged, report: ImportReport, edits: Sequence[Edit]) -> bool:
    (waiting,) = staged.connection.execute(
        f"SELECT count(*) FROM staged WHERE verdict = 'held' AND NOT {_HELD_ALREADY}",
        {"source": report.source},
    ).fetchone()
    return bool(edits or report.counts[RowVerdict.ADDED] or report.gone or waiting)


def write_edits(store: Writing, edits: Iterable[Edit]) -> None:
    """Writes what edits ask for, within an action."""
    for table, uid, values in edits:
        if uid is not None:
            store.update(table, uid, values)
        elif table in SETS:
            store.put(table, values)
        elif table == "contact":
            add_person(store, values)
        else:
            store.insert(table, values)


_HELD_ALREADY = """EXISTS (SELECT 1 FROM held AS h WHERE h.source = :source AND h.key = staged.key
    AND h.facts = staged.facts AND h.decided = '' AND h.removed_at IS NULL)"""
_CAME_BEFORE = """SELECT
    EXISTS (SELECT 1 FROM source_entry WHERE source = :source AND removed_at IS NULL),
    EXISTS (SELECT 1 FROM held WHERE source = :source AND removed_at IS NULL)"""
_GONE = f"""
SELECT e.uid, o.name FROM source_entry AS e JOIN organisation AS o ON o.uid = e.organisation
WHERE e.source = ? AND e.id < ? AND e.removed_at IS NULL AND e.gone_on IS NULL
    AND NOT EXISTS (SELECT 1 FROM staged WHERE staged.key = e.key)
    AND NOT EXISTS (SELECT 1 FROM staged_elsewhere AS away WHERE away.key = e.key)
    AND {IS_VISIBLE}
ORDER BY o.folded"""
_LISTED = f"""SELECT count(*) FROM source_entry AS e
WHERE e.source = ? AND e.id < ? AND e.removed_at IS NULL AND e.gone_on IS NULL AND {IS_VISIBLE}"""


_TO_HOLD = f"""
SELECT * FROM staged WHERE verdict = 'held' AND NOT {_HELD_ALREADY} ORDER BY line"""
_HELD_NO_MORE = """
SELECT h.uid FROM held AS h JOIN staged ON staged.key = h.key AND staged.verdict <> 'held'
WHERE h.source = :source AND h.decided = '' AND h.removed_at IS NULL"""


def _hold(store: Writing, source: str) -> None:
    """Keeps the rows that are to be looked at; those that need it no more are marked so."""
    to_hold, held_no_more = (
        store.connection.execute(statement, {"source": source}).fetchall()
        for statement in (_TO_HOLD, _HELD_NO_MORE)
    )
    now = store.now_text()
    for row in held_no_more:
        store.update("held", row["uid"], {"removed_at": now})
    for row in to_hold:
        values = {"organisation": row["matched"], "source": source, "seen_at": now, "decided": ""}
        same = {name: row[name] for name in ("key", "name", "why", "facts", "row")}
        store.put("held", {**values, **same})
