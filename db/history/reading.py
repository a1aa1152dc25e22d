"""Reads the history: the actions, what each changed, and what was changed on one record."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from db.changes import imported, range_seals, seal
from db.changes.in_force import IS_IN_FORCE
from db.changes.natural_keys import SETS
from db.changes.shapes import change_now, current_columns, table_now
from db.changes.tables import BELONGS_TO, DERIVED, ON_RECORDS
from db.connection import Row
from db.records.kind_columns import KIND_COLUMNS, PART_TABLES
from db.records.survivors import MERGED, survivor_of, with_merged
from db.records.tables import TABLES_OF_KIND
from spoc_tui.casework.council.council import Theme
from spoc_tui.casework.dates import when
from spoc_tui.casework.dates.standards import USUAL_STANDARDS
from spoc_tui.casework.errors import NotFound
from spoc_tui.casework.history.history import (
    ActionChanges,
    ActionEntry,
    FieldChange,
    HistoryEntry,
    ListedAction,
    RecordChanges,
    RecordNamed,
)
from spoc_tui.casework.records.kinds import (
    CASE_CODES,
    DECLARED_CODES,
    KIND_OF_TABLE,
    TABLE_OF,
    is_declared,
    told_as,
)
from spoc_tui.casework.records.link import Says

if TYPE_CHECKING:
    from db.store import Store

NAMED_FIELDS = {
    **{
        table: table
        for table in ("organisation", "contact", "topic", "team", "directorate", "theme")
    },
    "finance_team": "team",
    **dict.fromkeys(("parent", "one", "other"), "organisation"),
}
"""Fields that point to a row with a name, and its table."""
REFERENCED_CODES = CASE_CODES | {"bulletin"}
"""Fields that point to a row with a reference, and are called after its table."""
INTERNAL = DERIVED | {"clock_from"}
"""Fields that say nothing to the officer."""
FORMER_COLUMNS = {"promise": "number"}
"""Of each table a column that it had once, and that is worked out since."""
OWNER_OF = {
    part: (whole, column) for whole, parts in BELONGS_TO.items() for part, column in parts.items()
}
"""What belongs to a row is told with it: on which table's, and the column that says on which row;
of what belongs to records of any kind the index says of which kind they are.
"""
MOST_CHANGES = 200
"""How many of an action's changes are read: an import has a hundred thousand."""


class HistoryReading:
    """The history of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def entry(self, row: Row) -> ActionEntry:
        """A row of `action` as an entry."""
        return ActionEntry(
            uid=row["uid"],
            clock=row["clock"],
            at=when.from_iso(row["at"]),
            who=row["who"],
            label=row["label"],
            kind=row["kind"],
            records=row["records"],
            sitting=row["sitting"],
        )

    def find(self, kind: str, typed: str) -> str:
        """The uid of the record, organisation, team, topic, theme or directorate that was meant.

        Retired ones too; one that was undone or removed by its id, or its whole name where no
        other fits. Ambiguous or NotFound otherwise.
        """
        store, council = self._store, self._store.council
        if kind in CASE_CODES:
            return store.records(kind).uid_of(typed, undone=True)
        try:
            match kind:
                case "organisation":
                    return store.organisations.find(typed).uid
                case "team":
                    return council.find_team(typed, retired=True).uid
                case "topic":
                    return council.find_topic(typed, retired=True).uid
                case "theme":
                    return council.find(Theme, typed, retired=True).uid
                case _:
                    return council.find_directorate(typed, retired=True).uid
        except NotFound:
            names = "uid, name, code" if kind == "topic" else "uid, name"
            gone = store.connection.execute(
                f"SELECT uid FROM {kind} WHERE removed_at IS NOT NULL "
                f"AND ? COLLATE NOCASE IN ({names}) ORDER BY removed_at DESC, uid DESC LIMIT 1",
                [typed.strip()],
            ).fetchone()
            if gone is None:
                raise
            return str(gone["uid"])

    def name_of(self, kind: str, uid: str) -> str:
        """A record as a heading names it, undone or not; NotFound if there is none."""
        if kind in DECLARED_CODES:
            line = self._store.connection.execute(
                "SELECT reference, subject FROM record WHERE uid = ? AND kind = ?", [uid, kind]
            ).fetchone()
            if line is None:
                raise NotFound(f"There is no such {kind}.")
            return f"{line['reference']}: {line['subject']}"
        row = self._store.row(kind, uid)
        if kind in TABLES_OF_KIND:
            return f"{row['reference']}: {TABLES_OF_KIND[kind].named(row)}"
        if kind == "apart":
            return " and ".join(self.name_of("organisation", row[end]) for end in ("one", "other"))
        match kind:
            case "voice":
                whose = row["organisation"]
                return self.name_of("organisation", whose) if whose else str(row["speaker"])
            case "bulletin":
                return f"{row['reference']}: {row['title']}"
            case "issued_week":
                return str(row["reference"])
            case "enquiry_theme":
                return self.name_of("theme", row["theme"])
            case "reference_rate":
                return f"the base rate of {row['day']}"
            case "standing_answer":
                from spoc_tui.casework.lists.facts import describe_field

                return f"{describe_field(row['field'])} of {row['source']}"
            case "dated_figure":
                return f"{row['name']} from {row['valid_from']}"
            case "standard":
                from spoc_tui.casework.council.standards_in_words import BY_NAME

                one = BY_NAME.get(row["name"])
                return one.what if one else str(row["name"])
            case _:
                return str(row["name"])

    def whole_name(self, table: str, uid: str) -> str:
        """The name of the record that a row is, or is a part of."""
        return self.name_of(*self._whole(table, uid))

    def count(self) -> int:
        """How many actions there are."""
        (count,) = self._store.connection.execute("SELECT count(*) FROM action").fetchone()
        return int(count)

    def page(self, offset: int, limit: int) -> list[ListedAction]:
        """The actions, the latest first."""
        rows = self._store.connection.execute(
            f"SELECT a.*, {IS_IN_FORCE} AS stands FROM action AS a "
            "ORDER BY a.clock DESC, a.uid DESC LIMIT ? OFFSET ?",
            [limit, offset],
        )
        return [ListedAction(self.entry(row), undone=not row["stands"]) for row in rows]

    def place_of(self, action_uid: str) -> int | None:
        """At which place of the list of all the action is, from 0; None if it is not one."""
        connection = self._store.connection
        row = connection.execute(
            "SELECT clock, uid FROM action WHERE uid = ?", [action_uid]
        ).fetchone()
        if row is None:
            return None
        later = connection.execute(
            "SELECT count(*) FROM action WHERE (clock, uid) > (?, ?)", tuple(row)
        )
        return int(later.fetchone()[0])

    def records_of(self, action_uid: str) -> list[RecordNamed]:
        """The records that an action changed, each once: the first MOST_CHANGES changes' records.

        One that was merged is the one that it is read as.
        """
        connection = self._store.connection
        changed = connection.execute(
            "SELECT tbl, record FROM change WHERE action = ? ORDER BY id LIMIT ?",
            [action_uid, MOST_CHANGES],
        ).fetchall()
        added = imported.first_rows(connection, action_uid, MOST_CHANGES)
        rows = [(table_now(row["tbl"]), row["record"]) for row in changed]
        rows += [(one.table, one.record) for one in added]
        found = dict.fromkeys(self._whole(table, uid) for table, uid in rows)
        read_as = dict.fromkeys(
            (kind, survivor_of(connection, uid, kind) if kind in MERGED else uid)
            for kind, uid in found
        )
        return [RecordNamed(kind, uid, self.name_of(kind, uid)) for kind, uid in read_as]

    def changed_by(self, action_uid: str) -> ActionChanges:
        """The changes of an action, record by record: the first MOST_CHANGES changes."""
        connection = self._store.connection
        action = connection.execute("SELECT * FROM action WHERE uid = ?", [action_uid]).fetchone()
        found = connection.execute(
            "SELECT tbl, record, before, after FROM change WHERE action = ? ORDER BY id LIMIT ?",
            [action_uid, MOST_CHANGES + 1],
        )
        rows = [change_now(row) for row in found]
        changes: dict[tuple[str, str], list[FieldChange]] = {}
        for row in rows[:MOST_CHANGES]:
            whole = self._whole(row["tbl"], row["record"])
            changes.setdefault(whole, []).extend(self._field_changes(row))
        many = imported.first_rows(connection, action_uid, MOST_CHANGES + 1)
        for one in many[:MOST_CHANGES]:
            whole = self._whole(one.table, one.record)
            changes.setdefault(whole, []).extend(self._fields_added(one))
        records = (
            RecordChanges(kind, uid, self.name_of(kind, uid), tuple(its))
            for (kind, uid), its in changes.items()
        )
        all_of_it = max(len(rows), len(many)) <= MOST_CHANGES
        return ActionChanges(self.entry(action), tuple(records), all_of_it)

    def of(self, kind: str, uid: str) -> list[HistoryEntry]:
        """Every action that changed a record or what belongs to it, the earliest first; and
        likewise of those that were merged into it.
        """
        its = with_merged(":uid", kind) if kind in MERGED else "(SELECT :uid AS uid)"
        parts = [
            f"UNION ALL SELECT uid FROM {part} WHERE {column} IN {its}"
            for part, column in BELONGS_TO.get(TABLE_OF.get(kind, kind), {}).items()
        ]
        connection = self._store.connection
        its_rows = [
            row["uid"]
            for row in connection.execute(f"SELECT uid FROM {its} {' '.join(parts)}", {"uid": uid})
        ]
        rows = connection.execute(
            "SELECT a.*, c.tbl, c.record, c.before, c.after FROM change AS c "
            "JOIN action AS a ON a.uid = c.action "
            "WHERE c.record IN (SELECT value FROM json_each(?)) ORDER BY a.clock, a.uid, c.id",
            [json.dumps(its_rows)],
        )
        entries: dict[str, tuple[ActionEntry, list[FieldChange]]] = {}
        for added in imported.added_rows(connection, its_rows):
            if added.action not in entries:
                action = connection.execute(
                    "SELECT * FROM action WHERE uid = ?", [added.action]
                ).fetchone()
                entries[added.action] = (self.entry(action), [])
            entries[added.action][1].extend(self._fields_added(added))
        for row in map(change_now, rows):
            _, changes = entries.setdefault(row["uid"], (self.entry(row), []))
            changes += self._field_changes(row)
        in_order = sorted(entries.values(), key=lambda found: (found[0].clock, found[0].uid))
        return [HistoryEntry(entry, tuple(changes)) for entry, changes in in_order]

    def broken_at(self) -> ActionEntry | None:
        """The first action whose seal does not fit its values or the action before; None if all do.

        Anyone who can write the file can also write new seals: this shows accidents and hasty
        hands, not a determined forger.
        """
        row = self._broken_row()
        return self.entry(row) if row else None

    def broken_uid(self) -> str | None:
        """The uid of that action, whose other values may be past reading."""
        row = self._broken_row()
        return str(row["uid"]) if row else None

    def _broken_row(self) -> Row | None:
        connection, last = self._store.connection, ("", 0, "")
        # One at a time: of a million actions all would be a gigabyte.
        for row in connection.execute("SELECT * FROM action ORDER BY origin, place"):
            origin, place, previous = last if last[0] == row["origin"] else (row["origin"], 0, "")
            digest = seal.digest_of(connection, row["uid"]).text
            ranges = imported.of_action(connection, row["uid"])
            if (
                not all(range_seals.fits(connection, one, kept) for one, kept in ranges.items())
                or (row["place"], row["previous"]) != (place + 1, previous)
                or not seal.is_plain(row)
                or digest != row["digest"]
                or seal.seal_of(row, digest) != row["hash"]
            ):
                return row  # type: ignore[no-any-return]
            last = (origin, row["place"], row["hash"])
        return None

    def _whole(self, table: str, uid: str) -> tuple[str, str]:
        """The table and uid of the record that a change of a row is told with."""
        if table in KIND_COLUMNS:
            return KIND_OF_TABLE[table].code, uid
        if table not in OWNER_OF:
            return table, uid
        whole, column = OWNER_OF[table]
        its = str(self._store.row(table, uid)[column])
        if table in ON_RECORDS or table in PART_TABLES:
            whole = self._store.kind_of_uid(its) or whole
        return whole, its

    def _field_changes(self, row: Row) -> list[FieldChange]:
        """The fields that one row's change changed, by names rather than ids; what only the program
        needs is left out.

        What there is once and was put back is told like something new.
        """
        if row["tbl"] == "link":
            return self._link_changes(row)
        before = current_columns(row["tbl"], json.loads(row["before"] or "{}"))
        after = current_columns(row["tbl"], json.loads(row["after"]))
        if row["tbl"] == "standard" and not before:
            # Set for the first time, it was what is usual.
            usual = USUAL_STANDARDS._asdict().get(after.get("name", ""))
            before = {} if usual is None else {"value": usual}
        if row["tbl"] in SETS and before and after.get("removed_at", "") is None:
            kept = self._store.row(row["tbl"], row["record"])
            own = {name: kept[name] for name in SETS[row["tbl"]]}
            after = {name: value for name, value in {**own, **after}.items() if value is not None}
            before = {}
        return self._fields(row["tbl"], before, after)

    def _link_changes(self, row: Row) -> list[FieldChange]:
        """The change of a link, and no more; the other record by its reference."""
        kept, store = self._store.row("link", row["record"]), self._store
        described = self._named("link", "other", kept["other"])
        of, other = (store.kind_of_uid(kept[end]) or "" for end in ("one", "other"))
        field = ("link", Says(kept["says"]).words)
        if (
            kept["says"] == Says.CAME_OF
            and of in TABLES_OF_KIND
            and TABLES_OF_KIND[of].came_of_is_field
        ):
            field = (of, other)
        after = json.loads(row["after"])
        if after.get("removed_at"):
            return [FieldChange(*field, described, None)]
        if row["before"] is None or "removed_at" in after:
            words = kept["words"] if "words" not in after else after["words"]
            why = [FieldChange("link", "words", None, words)] if words else []
            return [FieldChange(*field, None, described), *why]
        return self._fields("link", json.loads(row["before"]), after)

    def _fields_added(self, added: imported.Added) -> list[FieldChange]:
        return self._fields(added.table, {}, added.after)

    def _fields(
        self, table: str, before: Mapping[str, Any], after: Mapping[str, Any]
    ) -> list[FieldChange]:
        untold = {*INTERNAL, OWNER_OF.get(table, ("", ""))[1], FORMER_COLUMNS.get(table)}
        return [
            FieldChange(
                told_as(KIND_OF_TABLE[table]) if table in KIND_COLUMNS else table,
                name,
                *(self._named(table, name, described) for described in (before.get(name), value)),
            )
            for name, value in after.items()
            if name not in untold
            and (name not in before or before[name] != value)  # of a group, what changed
        ]

    def _named(self, table: str, field: str, value: object) -> object:
        if value is None:
            return value
        if is_declared(table):
            from db.kinds.reading import link_named

            return link_named(self._store.connection, table, field, value)
        if field in REFERENCED_CODES or (table == "link" and field in ("one", "other")):
            of = field if field == "bulletin" else "record"
            found = self._store.connection.execute(
                f"SELECT reference FROM {of} WHERE uid = ?", [value]
            ).fetchone()
            return found["reference"] if found else value
        if field == "voice":
            return self.name_of("voice", str(value))
        named = table if field == "merged_into" else NAMED_FIELDS.get(field)
        if named is None:
            return value
        found = self._store.connection.execute(
            f"SELECT name FROM {named} WHERE uid = ?", [value]
        ).fetchone()
        return found["name"] if found else value
