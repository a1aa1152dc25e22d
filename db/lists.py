"""The lists that organisations were brought in from: how their columns are read, what they say
that is not what stands here, and the rows that wait to be looked at.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.import_applying import add_new, alone
from db.import_edits import edits_of
from db.import_staging import CHUNK, Staged
from db.importing import import_organisations, write_edits
from db.left_to_decide import DIFFERENCES, HELD, count
from db.search_index import with_keys
from db.survivors import survivor_of, with_merged
from spoc_tui.casework import when
from spoc_tui.casework.errors import BadInput, NotFound, Refused
from spoc_tui.casework.identifiers import Identifier
from spoc_tui.casework.importing import FACTS, ImportReport
from spoc_tui.casework.list_facts import field_said, value_said
from spoc_tui.casework.organisations import ListedOrganisation, ListedPerson
from spoc_tui.casework.text import clean_line, fold

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.area import Area
    from spoc_tui.registers.organisations import ListColumns, OpenedList

NOTHING: Mapping[str, str] = {}
_SOURCES = """
WITH RECURSIVE one (source) AS (
    SELECT min(source) FROM source_entry WHERE removed_at IS NULL
    UNION ALL
    SELECT (SELECT min(e.source) FROM source_entry AS e
        WHERE e.source > one.source AND e.removed_at IS NULL)
    FROM one WHERE one.source IS NOT NULL)
SELECT source FROM one WHERE source IS NOT NULL UNION SELECT source FROM list_mapping"""
"""Every list there is, read by steps through the index: the entries are many, the lists few."""


@dataclass(frozen=True)
class Difference:
    """What a list says of an organisation, where something else stands here."""

    uid: str
    organisation_uid: str
    organisation: str
    source: str
    field: str
    """A column of an organisation (casework/importing.py, FACTS)."""
    ours: str
    """In words, as is what the list says: £1,250."""
    listed: str
    seen_at: datetime


@dataclass(frozen=True)
class HeldRow:
    """A row of a list that may be of an organisation that is here already."""

    uid: str
    name: str
    source: str
    organisation_uid: str
    organisation: str
    why: str
    said: Mapping[str, Any]
    """What the list says, by field."""
    also: Mapping[str, Sequence[str]]
    """Its numbers, other names and people in the list, in words; those that it has."""
    seen_at: datetime


@dataclass(frozen=True)
class Entry:
    """That a list has an organisation, and what it says of it."""

    source: str
    key: str
    seen_at: datetime
    standing: str
    """What a register says of one that is not active: “removed 6 November 2018”."""
    gone_on: date | None
    """When the list was brought in without it."""


class Lists:
    """The lists of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # Bringing a list in.

    def open(
        self,
        path: Path,
        *,
        source: str = "",
        mapping: Mapping[str, str] = NOTHING,
        area: str = "",
        sheet: str = "",
    ) -> OpenedList:
        """Opens a list; BadInput where it is none, or it has no name yet (`source`).

        What its columns say is as `mapping` has it, else as for this source's last issue, else
        guessed. `area` (“Medway”; “ME4, ME7 1”; a file with one part a line) leaves out what is
        elsewhere.
        """
        from spoc_tui.registers.organisations import open_list

        source = self._as_before(source)
        return open_list(
            path,
            source=source,
            mapping=mapping,
            remembered=self.mapping(source),
            area=self._area(area),
            sheet=sheet,
        )

    def look(
        self,
        path: Path,
        *,
        source: str = "",
        mapping: Mapping[str, str] = NOTHING,
        sheet: str = "",
    ) -> ListColumns:
        """What a list's columns would be taken for; BadInput where it is no list. Without a name
        it has that of its kind, or of the last list with the same columns.
        """
        from spoc_tui.registers.organisations import look_at

        found = look_at(path, mapping=mapping, sheet=sheet)
        named = self._as_before(source) or found.source or self._with_columns(found.header)
        if remembered := self.mapping(named):
            found = look_at(path, mapping=mapping, remembered=remembered, sheet=sheet)
        return replace(found, source=named)

    def bring_in(self, opened: OpenedList, **options: Any) -> ImportReport:
        """Brings an opened list in as one action, and remembers what its columns say. Options are
        those of db/importing.py.
        """
        if not opened.source and not options.get("dry_run"):
            raise BadInput(
                "Give the list a name, by which its next issue is known: --source NAME.",
                field="source",
            )
        options = {"share_read": opened.share_read, **options}
        report = import_organisations(
            self._store, opened.rows, source=opened.source, fields=opened.fields, **options
        )
        if not report.dry_run and not opened.reader:
            self.remember(opened.source, opened.mapping)
        return report

    def _area(self, typed: str) -> Area | None:
        if not typed.strip():
            return None
        from spoc_tui.registers.areas import open_area

        known = self._store.connection.execute(
            "SELECT ward FROM postcode UNION SELECT authority FROM postcode "
            "UNION SELECT ward FROM organisation WHERE removed_at IS NULL"
        )
        return open_area(typed, lookup=self._place_of, known=[row[0] for row in known])

    def _place_of(self, postcode: str) -> tuple[str, str]:
        return self._store.postcodes.lookup(postcode) or ("", "")

    # How a list's columns are read: not audited, as what is half typed is not.

    def mapping(self, source: str) -> dict[str, str]:
        """Column to field, as it was last read for a list of that name; empty if it never was."""
        row = self._store.connection.execute(
            "SELECT columns FROM list_mapping WHERE source = ?", [source]
        ).fetchone()
        found: dict[str, str] = json.loads(row["columns"]) if row else {}
        return found

    def remember(self, source: str, mapping: Mapping[str, str]) -> None:
        """Keeps which column says what, for the list's next issue."""
        with self._store.transaction():
            self._store.connection.execute(
                "INSERT OR REPLACE INTO list_mapping (source, columns, saved_at) VALUES (?, ?, ?)",
                [source, json.dumps(dict(mapping), ensure_ascii=False), self._store.now_text()],
            )

    def _with_columns(self, header: Collection[str]) -> str:
        """The source of the list with just these columns that was brought in last, or ''."""
        rows = self._store.connection.execute(
            "SELECT source, columns FROM list_mapping ORDER BY saved_at DESC"
        )
        same = (row["source"] for row in rows if set(json.loads(row["columns"])) == set(header))
        return next(same, "")

    def _as_before(self, source: str) -> str:
        """A list's name as it was first written: “Volunteer centre” is “volunteer Centre”."""
        name = clean_line(source, field="source")
        known = [row["source"] for row in self._store.connection.execute(_SOURCES)] if name else []
        if not fold(name) or name in known:
            return name
        return next((source for source in known if fold(source) == fold(name)), name)

    def tidy(self) -> None:
        """Drops what an import that was broken off has left hidden; quick where there is nothing.

        While another import is under way it is left to that one.
        """
        if self._store.has_unfinished_import:
            with suppress(Refused), alone(self._store):
                pass

    def entries(self, organisation_uid: str) -> list[Entry]:
        """The lists that have, or had, an organisation."""
        rows = self._store.connection.execute(
            f"SELECT * FROM source_entry WHERE organisation IN {with_merged()} "
            "AND removed_at IS NULL ORDER BY source, id",
            [organisation_uid],
        )
        return [
            Entry(
                row["source"],
                row["key"],
                when.from_iso(row["seen_at"]),
                row["standing"],
                date.fromisoformat(row["gone_on"]) if row["gone_on"] else None,
            )
            for row in rows
        ]

    # Differences.

    def differences(
        self, organisation_uid: str | None = None, *, limit: int = CHUNK
    ) -> list[Difference]:
        """Those that are neither taken nor left, by organisation; of one, or of all."""
        of_one = "AND organisation = ?" if organisation_uid else ""
        rows = self._store.connection.execute(
            f"{DIFFERENCES} {of_one} ORDER BY folded, id LIMIT ?",
            [*([organisation_uid] if organisation_uid else []), limit],
        )
        return [_difference(row) for row in rows]

    def difference_count(self) -> int:
        """How many are neither taken nor left."""
        return count(self._store.connection, DIFFERENCES)

    def take(self, difference_uid: str) -> Difference:
        """Takes what the list says."""
        with self._store.action("Took what a list says") as action:
            row, one = self._open_difference(difference_uid)
            action.label = (
                f"Took the {field_said(one.field)} of {one.organisation} from {one.source}"
            )
            values = with_keys({one.field: _stored(one.field, row["listed"])})
            self._store.update("organisation", one.organisation_uid, values)
            self._store.update("difference", difference_uid, {"settled": "taken"})
        return one

    def leave(self, difference_uid: str) -> Difference:
        """Leaves what stands here; it is not asked again until the list says something else."""
        with self._store.action("Left what a list says") as action:
            _, one = self._open_difference(difference_uid)
            action.label = f"Left the {field_said(one.field)} of {one.organisation} as it is"
            self._store.update("difference", difference_uid, {"settled": "left"})
        return one

    # Held rows.

    def held_count(self) -> int:
        """How many rows wait to be looked at."""
        return count(self._store.connection, HELD)

    def held(self, *, limit: int = CHUNK) -> list[HeldRow]:
        """The rows that wait to be looked at, the newest import's first."""
        rows = self._store.connection.execute(
            f"{HELD} ORDER BY seen_at DESC, id LIMIT ?", [limit]
        ).fetchall()
        return [self._held(row) for row in rows]

    def same(self, held_uid: str) -> HeldRow:
        """It is the organisation it was held for: what the list says is taken in as of that one."""
        with self._store.action("Took in a held row") as action:
            row, held = self._waiting(held_uid)
            action.label = f"{held.name} of {held.source} is {held.organisation}"
            staged = self._staged_again(row)
            staged.connection.execute(
                "UPDATE staged SET verdict = 'updated', matched = ?", [held.organisation_uid]
            )
            report = ImportReport(held.source, dry_run=False)
            write_edits(self._store, edits_of(self._store, staged, held.source, report))
            self._store.update("held", held_uid, {"decided": "same"})
        return held

    def another(self, held_uid: str) -> HeldRow:
        """It is another organisation: it is added."""
        with self._store.action("Added a held row") as action:
            row, held = self._waiting(held_uid)
            action.label = f"Added {held.name} of {held.source}: not {held.organisation}"
            self._staged_again(row).connection.execute("UPDATE staged SET verdict = 'added'")
            add_new(self._store, held.source, 0, row["id"], None)
            self._store.update("held", held_uid, {"decided": "another"})
        return held

    def leave_out(self, held_uid: str) -> HeldRow:
        """It is not wanted; it is not asked again until the list says something else."""
        with self._store.action("Left out a held row") as action:
            _, held = self._waiting(held_uid)
            action.label = f"Left out {held.name} of {held.source}"
            self._store.update("held", held_uid, {"decided": "left out"})
        return held

    def _open_difference(self, uid: str) -> tuple[sqlite3.Row, Difference]:
        row = self._row("difference", uid)
        if row["settled"] or row["removed_at"]:
            raise NotFound("This difference was settled meanwhile.")
        found = self._store.connection.execute(f"{DIFFERENCES} AND uid = ?", [uid]).fetchone()
        if found is None:
            raise NotFound(
                "There is no difference any more: what stands here is what the list says."
            )
        return found, _difference(found)

    def _row(self, table: str, uid: str) -> sqlite3.Row:
        try:
            return self._store.row(table, uid)
        except NotFound as error:
            what = {"held": "held row", "difference": "difference"}[table]
            raise NotFound(f"There is no {what} of that id.", field="id") from error

    def _waiting(self, uid: str) -> tuple[sqlite3.Row, HeldRow]:
        row = self._row("held", uid)
        if row["decided"] or row["removed_at"]:
            raise NotFound(f"{row['name']} does not wait any more.")
        return row, self._held(row)

    def _held(self, row: sqlite3.Row) -> HeldRow:
        facts = json.loads(row["facts"])
        organisation_uid = survivor_of(self._store.connection, row["organisation"])
        return HeldRow(
            uid=row["uid"],
            name=row["name"],
            source=row["source"],
            organisation_uid=organisation_uid,
            organisation=self._store.row("organisation", organisation_uid)["name"],
            why=row["why"],
            said=facts["said"],
            also=_also(facts),
            seen_at=when.from_iso(row["seen_at"]),
        )

    def _staged_again(self, row: sqlite3.Row) -> Staged:
        """The row put aside once more, as it came from its list."""
        facts = json.loads(row["facts"])
        listed = ListedOrganisation(
            line=row["id"],
            key=row["key"],
            **facts["said"],
            identifiers=tuple(Identifier(**one) for one in facts.get("identifiers", ())),
            other_names=tuple(facts.get("other_names", ())),
            people=tuple(ListedPerson(**one) for one in facts.get("people", ())),
            standing=facts.get("standing", ""),
            row=tuple(json.loads(row["row"]).items()),
        )
        staged = Staged(self._store.connection, [fact for fact in FACTS if fact in facts["said"]])
        staged.fill([listed], lambda progress: None, lambda: 1.0, 1.0)
        return staged


def _also(facts: Mapping[str, Any]) -> dict[str, Sequence[str]]:
    people = (
        [one["name"], one["role"], one["phone"], one["email"]] for one in facts.get("people", ())
    )
    found = {
        "numbers": [Identifier(**one).text for one in facts.get("identifiers", ())],
        "other names": facts.get("other_names", []),
        "people": [", ".join(filter(None, one)) for one in people],
    }
    return {what: words for what, words in found.items() if words}


def _difference(row: sqlite3.Row) -> Difference:
    return Difference(
        uid=row["uid"],
        organisation_uid=row["organisation"],
        organisation=row["name"],
        source=row["source"],
        field=row["field"],
        ours=value_said(row["field"], row["ours"]),
        listed=value_said(row["field"], row["listed"]),
        seen_at=when.from_iso(row["seen_at"]),
    )


def _stored(field: str, text: str) -> str | int:
    """A fact that is kept as text, as its column has it."""
    return int(text) if text and field in ("income_pence", "staff") else text
