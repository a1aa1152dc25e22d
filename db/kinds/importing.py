"""A list whose lines come in as records of a declared kind: each ends taken, there already, held or
refused, and says why; one import is one action, and one undo. How is said by NAME_in.py of its
package in db/areas.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from db.records.rooms import room_of
from spoc_tui.casework.errors import BadInput, SpocError
from spoc_tui.casework.kinds.coming_in import (
    Asked,
    Held,
    LineIn,
    ListIn,
    ListOf,
    Verdict,
    label_of,
)
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.records.kinds import PACKAGE_OF
from spoc_tui.registers.field_rows import columns_known, open_field_rows
from spoc_tui.registers.plain_text import file_name

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.kinds.kind import Kind
    from spoc_tui.registers.field_rows import Columns, FieldRow, OpenedRows

REFERENCE = re.compile(r"\b[A-Z]{2,4}-[0-9]{2}-[0-9]{4,}\b")
NOTHING_MORE = Asked()
TOLD_EVERY = 50
"""After so many lines it is told how far it is."""
Tell = Callable[[int, int], object]
"""Told how many lines are done, of how many; what it raises stops the import."""


class Taken(NamedTuple):
    """What a line came to that was not held or refused."""

    what: str
    """What it is of, in a few words."""
    reference: str
    """Of the record that it became, or is."""
    why: str = ""
    """What is to be known of it."""
    there: bool = False
    """Whether it was on record already."""


class Taking(Protocol):
    """Takes the lines of one list, each in turn."""

    def what(self, row: FieldRow) -> str:
        """What a line is of, in a few words: for one that is held or refused."""

    def take(self, row: FieldRow) -> Taken:
        """Puts a line on record. Held where the officer is asked; any other SpocError refuses
        it.
        """

    def done(self) -> Sequence[str]:
        """After the last line: writes what is written of all of them at once, and returns what is
        to be known of the list as a whole.
        """


class _NotKept(Exception):
    """What would be imported is only looked at, or there is nothing of it."""


def run_import(
    store: Store,
    kind: Kind[Any],
    of: ListOf,
    path: Path,
    asked: Asked = NOTHING_MORE,
    *,
    dry_run: bool = False,
    tell: Tell = lambda done, lines: None,
) -> ListIn:
    """Imports a list as one act. With `dry_run` nothing is written, and it says just what would be.
    BadInput where the file is no such list, or what is asked beside it is not said.
    """
    for field in of.asks.values():
        try:
            field.require(asked.given.get(field.name, "").strip() or field.blank)
        except BadInput as error:
            error.by_command = f"Say it with --{field.name.replace('_', '-')}."
            raise
    found = opened(store, kind, of, path, asked)
    rows = list(found.rows)
    lines: list[LineIn] = []
    remarks: Sequence[str] = ()
    with suppress(_NotKept), store.action(label_of(of, 0, file_name(path))) as action:
        with store.dates_read():
            taking: Taking = _room(kind, of).Lines(store, asked, rows)
            for line in _each(store, rows, taking):
                lines.append(line)
                if len(lines) % TOLD_EVERY == 0:
                    tell(len(lines), len(rows))
            remarks = taking.done()
        taken = sum(one.verdict is Verdict.TAKEN for one in lines)
        action.label = label_of(of, taken, file_name(path))
        if dry_run or not taken:
            raise _NotKept
        if found.keeps is not None:
            found.keeps(store)
    if dry_run:
        lines = list(_without_new_references(store, lines))
    said = tuple(dict.fromkeys([*found.remarks, *remarks]))
    return ListIn(tuple(lines), dry_run, found.columns, said, found.samples)


def opened(store: Store, kind: Kind[Any], of: ListOf, path: Path, asked: Asked) -> OpenedRows:
    """A list, opened. BadInput, with what to do, where the file is no such list."""
    room = _room(kind, of)
    found: OpenedRows = room.opened(path, store, asked) if of.beside else room.opened(path)
    return found


def _without_new_references(store: Store, lines: Sequence[LineIn]) -> Iterator[LineIn]:
    """The lines of what was not kept: its references are given to others, so they say of which line
    something would be.
    """
    made = {one.reference: f"line {one.line:,}" for one in reversed(lines) if one.reference}
    said = {found for one in lines for found in REFERENCE.findall(one.why)}
    there = {
        reference
        for (reference,) in store.connection.execute(
            "SELECT reference FROM record WHERE reference IN (SELECT value FROM json_each(?))",
            [json.dumps(sorted({*made, *said}))],
        )
    }

    def named(found: re.Match[str]) -> str:
        return found[0] if found[0] in there else made.get(found[0], "a new one")

    for one in lines:
        why = REFERENCE.sub(named, one.why)
        yield replace(one, why=why, reference=one.reference if one.reference in there else "")


def _each(store: Store, rows: Sequence[FieldRow | RefusedRow], taking: Taking) -> Iterator[LineIn]:
    for row in rows:
        if isinstance(row, RefusedRow):
            yield LineIn(row.line, Verdict.REFUSED, "", row.why)
            continue
        try:
            with _all_or_none(store):
                came_to = taking.take(row)
        except Held as held:
            yield LineIn(
                *(row.line, Verdict.HELD, taking.what(row), str(held), held.reference),
                *(held.called, held.proposed, held.beside),
            )
        except SpocError as error:
            yield LineIn(row.line, Verdict.REFUSED, taking.what(row), str(error))
        else:
            verdict = Verdict.THERE if came_to.there else Verdict.TAKEN
            yield LineIn(row.line, verdict, came_to.what, came_to.why, came_to.reference)


@contextmanager
def _all_or_none(store: Store) -> Iterator[None]:
    """Does what is within wholly or not at all, inside an action that goes on either way."""
    store.connection.execute("SAVEPOINT line_of_list")
    try:
        yield
    except BaseException:
        store.connection.execute("ROLLBACK TO line_of_list")
        raise
    finally:
        store.connection.execute("RELEASE line_of_list")


def list_of_file(kind: Kind[Any], path: Path) -> ListOf:
    """Which of a kind's lists a file is, by its columns; BadInput where that is not to be told."""
    if len(kind.lists) == 1:
        return kind.lists[0]
    known: Mapping[str, int] = {
        one.name: columns_known(path, _columns(kind, one)) for one in kind.lists
    }
    best = max(known.values())
    likely = [one for one in kind.lists if best and known[one.name] == best]
    if len(likely) == 1:
        return likely[0]
    if not best and not path.is_file():
        open_field_rows(path, _columns(kind, kind.lists[0]))  # which says so
    names = ", ".join(f"{one.name} ({one.label[:1].lower()}{one.label[1:]})" for one in kind.lists)
    raise BadInput(
        f"{file_name(path)} has not the columns of one list alone. Say which it is: {names}.",
        field="of",
    )


def _columns(kind: Kind[Any], of: ListOf) -> Columns:
    found: Columns = _room(kind, of).COLUMNS
    return found


def _room(kind: Kind[Any], of: ListOf) -> Any:
    return room_of(PACKAGE_OF[kind.code], f"{of.name}_in")
