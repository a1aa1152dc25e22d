"""After a join: the rows made to fit each other again, as an action of the program's own.

What is changed follows from the joined rows alone (casework/history/settling.py), so that every
desk that has the same history settles it alike, and has nothing left to settle the next time.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any

from db.areas.groups.becoming import unnamed
from db.changes.natural_keys import ONCE, SETS, asked_of, rows_of
from db.changes.shapes import table_now
from db.changes.tables import AUDITED, BELONGS_TO, ON_RECORDS, pointing
from db.connection import by_name
from db.enquiries.rows import read_counted, read_enquiries
from db.history.settling_council import CouncilSettling
from db.history.touched import is_gone, note_parent_records, records_gone, rows_touched
from db.kinds import working_out
from db.kinds.keeping import changed_columns, parts_changed
from db.records.survivors import MERGED_AWAY
from db.records.tables import TABLES_OF_KIND
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.history import settling
from spoc_tui.casework.records.kinds import DECLARED_KINDS, KIND_OF_TABLE, PACKAGE_OF

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.history.settling import RowValues
    from spoc_tui.casework.kinds.record import DeclaredRecord
    from spoc_tui.casework.records.kinds import RecordKind

LABEL = "Settled what was done at several desks"
ROWS_READ_AT_ONCE = 1_000
"""How many rows are read at a time."""
DERIVED_COLUMNS = frozenset(
    ("status", "team", "paid_pence", "clock_from", "acknowledge_by", "answer_by", "reply_by")
)
"""Columns that follow from the others: where they change, nothing that anybody wrote is lost."""

_NOT_COUNTED = "t.closed_at IS NOT NULL OR t.told_at IS NOT NULL AND t.acknowledged_at IS NOT NULL"
"""SQL: whether no date of an enquiry may move any more."""


class Settling:
    """The rows that a join touched (in `temp.touched`), made to fit each other again."""

    def __init__(self, store: Store, worked_on: Sequence[tuple[str, str]]) -> None:
        """`worked_on` are tables and uids of rows that were undone, and changed elsewhere."""
        self.store = store
        self._connection = store.connection
        self._worked_on = worked_on
        self.revived: list[tuple[str, str]] = []
        """Tables and uids of what is there again, since something is that belongs to it."""
        self.settled = 0
        """How many rows were changed."""
        self.overwritten: list[tuple[str, str, str, Any, Any]] = []
        """What somebody wrote and is not kept: table, uid and column, its value and the new."""

    def settle(self) -> None:
        """Settles all of it, within the transaction of the join."""
        with self.store.action(LABEL, kind="settle"):
            for table in ON_RECORDS:
                note_parent_records(self._connection, table)
            self._revive()
            self._keep_one_of_a_kind()
            self._break_cycles("merged_into")
            self._break_cycles("parent")
            for kind in TABLES_OF_KIND:
                import_module(f"db.{PACKAGE_OF[kind]}.settling").settle(self)
            for table, uid, values in list(unnamed(self._connection)):
                self.update(table, uid, dict(values))
            self._counts_by_touched = working_out.counts_by_touched(self._connection)
            for of in DECLARED_KINDS:
                self._settle_declared(of)
            for row in self._touched("promise"):
                self.update("promise", row["uid"], settling.settle_promise(row))
            self._move_dates()

    def _revive(self) -> None:
        """What was undone on one desk, and worked on at another, is there again, with all that was
        undone with it; so is what anything belongs to. What belongs to a merged team, topic or the
        like is hung on that which stands for it instead.
        """
        council = CouncilSettling(self.store, self._write, self.moment())
        for table, uid in self._worked_on:
            self._bring_back(table, uid)
        before = -1
        while before != self.settled:
            before = self.settled
            self._revive_all_parents()
            council.settle()

    def _revive_all_parents(self) -> None:
        """Looks again until nothing more is revived: what is not looked at while there is nothing
        of it that was removed will be, once there is.
        """
        before = -1
        while before != len(self.revived):
            before = len(self.revived)
            points = {child: list(pointing(self._connection, child)) for child in AUDITED}
            parents = {parent for its in points.values() for _, parent in its}
            gone = {parent for parent in parents if is_gone(self._connection, parent)}
            records = records_gone(self._connection)
            for child, its in points.items():
                for column, parent in its:
                    above = child not in ON_RECORDS or parent in records
                    self._revive_parents(child, parent, column, above=above, below=parent in gone)

    def _bring_back(self, table: str, uid: str) -> None:
        row = self.store.row(table, uid)
        if row["removed_at"] is None or (table in MERGED_AWAY and row["merged_into"]):
            return
        self.update(table, uid, {"removed_at": None})
        self.revived.append((table, uid))
        undo = self._connection.execute(
            "SELECT a.uid FROM change AS c JOIN action AS a ON a.uid = c.action "
            "WHERE c.record = ? AND a.kind = 'undo' AND c.after ->> 'removed_at' IS NOT NULL "
            "ORDER BY a.clock DESC, a.uid DESC LIMIT 1",
            [uid],
        ).fetchone()
        if undo is None:
            return
        with_it = self._connection.execute(
            "SELECT tbl, record FROM change WHERE action = ? "
            "AND after ->> 'removed_at' IS NOT NULL ORDER BY id",
            [undo["uid"]],
        )
        for other, record in with_it.fetchall():
            self._bring_back(table_now(other), record)

    def _revive_parents(
        self, child: str, parent: str, column: str, *, above: bool, below: bool
    ) -> None:
        """Brings back what is `above` a touched row, or has something `below` it and was touched,
        as far as either is asked.
        """
        lives = f"c.removed_at IS NULL AND p.removed_at IS NOT NULL AND p.uid = c.{column}"
        unfinished_pairs = []
        if above:
            unfinished_pairs.append(
                f"SELECT p.uid FROM {rows_touched(child)} AS c CROSS JOIN {parent} AS p ON {lives}"
            )
        if below:
            unfinished_pairs.append(
                f"SELECT p.uid FROM {rows_touched(parent)} AS p CROSS JOIN {child} AS c ON {lives}"
            )
        if unfinished_pairs:
            found = self._connection.execute(f"{' UNION '.join(unfinished_pairs)} ORDER BY 1")
            for (uid,) in found.fetchall():
                self._bring_back(parent, uid)

    def _keep_one_of_a_kind(self) -> None:
        """Of rows that say the same thing, that two desks made before they knew of each other, the
        first by uid stays; what it lacks it takes from the others.
        """
        for table in SETS:
            for row in list(self._doubled(table)):
                found = rows_of(self._connection, table, row)
                standing = [dict(one) for one in found if one["removed_at"] is None]
                if len(standing) > 1 and min(one["uid"] for one in standing) != row["uid"]:
                    self._give_way(table, row, min(standing, key=lambda one: str(one["uid"])))

        for row in list(self._touched("difference")):
            open_ones = self._open_differences(row)
            if open_ones and open_ones[-1]["uid"] != row["uid"]:
                self.update("difference", row["uid"], {"removed_at": self.moment()})

    def _doubled(self, table: str) -> Iterator[RowValues]:
        """The touched rows of a set beside which another may be that says the same."""
        alike = " AND ".join(f"o.{name} IS t.{name}" for name in asked_of(table))
        uids = self._connection.execute(
            f"SELECT t.uid FROM temp.touched AS j CROSS JOIN {table} AS t ON t.uid = j.uid "
            "WHERE j.tbl = ? AND t.removed_at IS NULL AND EXISTS "
            f"(SELECT 1 FROM {table} AS o WHERE {alike} AND o.uid <> t.uid "
            "AND o.removed_at IS NULL) ORDER BY t.uid",
            [table],
        ).fetchall()
        yield from self._standing(table, [uid for (uid,) in uids])

    def _open_differences(self, row: RowValues) -> list[RowValues]:
        """The open differences of one field of an organisation with a list, the last one last."""
        columns, is_open = ONCE["difference"]
        if row["settled"]:
            return []
        where = " AND ".join(f"{name} = ?" for name in columns)
        rows = self._connection.execute(
            f"SELECT * FROM difference WHERE {where} AND {is_open} ORDER BY seen_at, uid",
            [row[name] for name in columns],
        )
        return [dict(one) for one in rows]

    def _give_way(self, table: str, row: RowValues, kept: RowValues) -> None:
        lacking = {
            name: row[name]
            for name, value in kept.items()
            if value in (None, "") and row[name] not in (None, "") and name != "removed_at"
        }
        self.update(table, kept["uid"], lacking)
        self.update(table, row["uid"], {"removed_at": self.moment()})

    def _break_cycles(self, column: str) -> None:
        """One merged into the other here, and the other into the one there: the smaller uid of a
        circle is merged into none again. Likewise where each became the other's branch.
        """
        above = dict(
            self._connection.execute(
                f"SELECT uid, {column} FROM organisation WHERE {column} IS NOT NULL"
            ).fetchall()
        )
        for row in self._touched("organisation"):
            cycle = settling.in_cycle(above, row["uid"])
            if cycle:
                uid = min(cycle)
                del above[uid]
                values: dict[str, Any] = {column: None}
                if column == "merged_into":
                    values["state"] = "active"
                self.update("organisation", uid, values)

    def _settle_declared(self, of: RecordKind) -> None:
        """Where records of a declared kind stand, by their facts."""
        records = self.store.declared(of.code)
        uids = [row["uid"] for row in self.records(of.table)]
        if self._counts_by_touched and working_out.is_worked_out(records.kind):
            uids += [one.uid for one in records.page(limit=-1, open_only=True)]
        if not uids:
            return
        for uid, one in records.by_uids(uids).items():
            status = records.kind.settle(one)
            if status is not one.status:
                self.update(of.table, uid, {"status": status})
            self._settle_worked_out(of, one)

    def _settle_worked_out(self, of: RecordKind, one: DeclaredRecord) -> None:
        """What follows from a record by the calendar and the figures; nothing that anybody wrote is
        lost by it.
        """
        kind = self.store.declared(of.code).kind
        try:
            follows = working_out.of(self.store, kind, one)
        except BadInput:  # of what another desk wrote nothing follows: it stays as it is
            return
        if not follows:
            return
        after = replace(one, **follows)
        self._write(of.table, one.uid, changed_columns(kind, one, after, follows))
        for table, uid, columns in parts_changed(kind, one, after):
            self._write(table, uid, columns)

    def _move_dates(self) -> None:
        """The dates that follow, of what is touched, or of all that is open where what dates are
        counted by is. No line on the timeline says so: every desk would write its own.
        """
        counted_by = self._connection.execute(
            "SELECT 1 FROM temp.touched WHERE tbl IN ('topic', 'holiday', 'standard') LIMIT 1"
        )
        touched = "e.uid IN (SELECT value FROM json_each(?)) AND"
        uids = [row["uid"] for row in self.records("enquiry", but=_NOT_COUNTED)]
        every = counted_by.fetchone() is not None
        for enquiry in read_enquiries(
            self._connection,
            f"{'' if every else touched} e.status <> 'closed' ORDER BY e.uid",
            [] if every else [json.dumps(uids)],
        ):
            case = read_counted(self._connection, enquiry)
            self.settled += len(self.store.deadlines.move(case))

    def records(
        self, kind: str, but: str = "0", columns: Sequence[str] = ("*",)
    ) -> Iterator[RowValues]:
        """The records of a kind of which anything was touched, that are not removed; `but` is SQL
        for those that are not asked for.
        """
        parts = " ".join(
            f"UNION SELECT c.{column} FROM {rows_touched(part)} AS c"
            for part, column in BELONGS_TO[kind].items()
            if part not in ON_RECORDS
        )
        uids = self._connection.execute(
            "SELECT uid FROM temp.touched WHERE tbl = ? UNION SELECT record FROM temp.hung_on "
            f"WHERE kind = ? {parts} ORDER BY 1",
            [kind, KIND_OF_TABLE[kind].code],
        ).fetchall()
        yield from self._standing(kind, [uid for (uid,) in uids if uid is not None], but, columns)

    def with_parts(
        self, kind: str, part: str, columns: Sequence[str] = ("*",)
    ) -> Iterator[tuple[RowValues, list[RowValues]]]:
        """The same records, each with its rows of a table that are not removed."""
        rows, column = iter(self.records(kind, columns=columns)), BELONGS_TO[kind][part]
        while some := list(islice(rows, ROWS_READ_AT_ONCE)):
            its: dict[str, list[RowValues]] = {row["uid"]: [] for row in some}
            for one in self._rows(
                f"SELECT p.* FROM json_each(?) AS j CROSS JOIN {part} AS p "
                f"ON p.{column} = j.value "
                "WHERE p.removed_at IS NULL",
                json.dumps(list(its)),
            ):
                its[one[column]].append(one)
            yield from ((row, its[row["uid"]]) for row in some)

    def _touched(self, table: str) -> Iterator[RowValues]:
        uids = self._connection.execute(
            "SELECT uid FROM temp.touched WHERE tbl = ? ORDER BY uid", [table]
        ).fetchall()
        yield from self._standing(table, [uid for (uid,) in uids])

    def _standing(
        self, table: str, uids: list[str], but: str = "0", columns: Sequence[str] = ("*",)
    ) -> Iterator[RowValues]:
        asked = ", ".join(f"t.{name}" for name in columns)
        for at in range(0, len(uids), ROWS_READ_AT_ONCE):
            yield from self._rows(
                f"SELECT {asked} FROM json_each(?) AS j CROSS JOIN {table} AS t ON t.uid = j.value "
                f"WHERE t.removed_at IS NULL AND NOT ({but}) ORDER BY t.uid",
                json.dumps(uids[at : at + ROWS_READ_AT_ONCE]),
            )

    def _rows(self, sql: str, value: str) -> list[RowValues]:
        return list(by_name(self._connection.execute(sql, [value])))

    def update(self, table: str, uid: str, values: dict[str, Any]) -> None:
        if values:
            row = self.store.row(table, uid)
            self.overwritten += [
                (table, uid, name, row[name], value)
                for name, value in values.items()
                if name not in DERIVED_COLUMNS
                and name != "removed_at"
                and row[name] not in (None, "")
            ]
            self._write(table, uid, values)

    def _write(self, table: str, uid: str, values: dict[str, Any]) -> None:
        if values:
            self.store.update(table, uid, values)
            self.settled += 1
            # What this changed may be out of step with more.
            self._connection.execute(
                "INSERT OR IGNORE INTO temp.touched (tbl, uid) VALUES (?, ?)", [table, uid]
            )
            if table in ON_RECORDS:
                note_parent_records(self._connection, table, uid)

    def moment(self) -> str:
        """When the last action that is known was done: the same at every desk."""
        (at,) = self._connection.execute(
            "SELECT at FROM action ORDER BY clock DESC, uid DESC LIMIT 1"
        ).fetchone()
        return str(at)
