"""The lists that organisations were imported from, and how their columns are read."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.lists.applying import alone
from db.lists.importing import import_organisations
from db.records.survivors import with_merged
from spoc_tui.casework.dates import when
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.lists.importing import ImportReport
from spoc_tui.casework.text import clean_line, fold

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.lists.area import Area
    from spoc_tui.casework.lists.overlap import Overlap
    from spoc_tui.casework.organisations.organisation import ListRow
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
class Entry:
    """That a list has an organisation, and what it says of it."""

    source: str
    key: str
    seen_at: datetime
    standing: str
    """What a register says of one that is not active: “removed 6 November 2018”."""
    gone_on: date | None
    """When the list was imported without it."""

    def described(self, today: date) -> str:
        """The list, its key there, when it was last seen or whether it is gone, how it stands."""
        stands = f"seen {when.show_day(when.london_date(self.seen_at), today)}"
        if self.gone_on:
            stands = f"gone since {when.show_day(self.gone_on, today)}"
        return ", ".join(filter(None, (self.source, self.key, stands, self.standing)))


class Lists:
    """The lists of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # Importing a list.

    def open(
        self,
        path: Path,
        *,
        source: str = "",
        mapping: Mapping[str, str] = NOTHING,
        area: str = "",
        sheet: str = "",
    ) -> OpenedList:
        """Opens a list; BadInput if it is not one, or it has no name yet (`source`).

        What its columns say is as `mapping` has it, else as for this source's last issue, else
        guessed. `area` (“Medway”; “ME4, ME7 1”; a file with one part a line) leaves out what is
        elsewhere.
        """
        from spoc_tui.registers.organisations import open_list

        source = self.as_before(source)
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
        """The fields that a list's columns would be read as; BadInput where it is no list. Without
        a name it has that of its kind, or of the last list with the same columns.
        """
        from spoc_tui.registers.organisations import look_at

        found = look_at(path, mapping=mapping, sheet=sheet)
        named = self.as_before(source) or found.source or self._with_columns(found.header)
        if remembered := self.mapping(named):
            found = look_at(path, mapping=mapping, remembered=remembered, sheet=sheet)
        return replace(found, source=named)

    def run_import(self, opened: OpenedList, **options: Any) -> ImportReport:
        """Imports an opened list as one action, and remembers what its columns say. Options are
        those of db/lists/importing.py.
        """
        if not opened.source and not options.get("dry_run"):
            raise BadInput(
                "Give the list a name, by which its next issue is known.",
                field="source",
                by_command="Say it as --source NAME.",
            )
        options = {"share_read": opened.share_read, "in_thread": opened.in_thread, **options}
        report = import_organisations(
            self._store, opened.rows, source=opened.source, fields=opened.fields, **options
        )
        if not report.dry_run and not opened.reader:
            self.remember(opened.source, opened.mapping)
        return report

    def import_list(self, rows: Iterable[ListRow], *, source: str, **options: Any) -> ImportReport:
        """Brings rows in as one action. Options are those of db/lists/importing.py."""
        return import_organisations(self._store, rows, source=source, **options)

    def overlap(self) -> Overlap:
        """How many organisations are in which of the lists. See db/lists/overlap.py."""
        from db.lists.overlap import overlap_of

        return overlap_of(self._store, self._store.duplicates.count())

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
        """The source of the list with just these columns that was imported last, or ''."""
        rows = self._store.connection.execute(
            "SELECT source, columns FROM list_mapping ORDER BY saved_at DESC"
        )
        same = (row["source"] for row in rows if set(json.loads(row["columns"])) == set(header))
        return next(same, "")

    def as_before(self, source: str) -> str:
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
            "AND removed_at IS NULL ORDER BY source, key, uid",
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
