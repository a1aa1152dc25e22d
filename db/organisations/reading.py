"""Organisations read: one in full, pages of them, the one that was meant."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING

from db.organisations.glance import Glance, at_a_glance
from db.organisations.rows import COMMA, read_organisations
from db.records.size_band import size_band
from db.records.survivors import survivor_of, with_merged
from spoc_tui.casework.choosing import the_one
from spoc_tui.casework.dates import when
from spoc_tui.casework.errors import NotFound
from spoc_tui.casework.organisations.identifiers import read_identifier
from spoc_tui.casework.organisations.names import name_key
from spoc_tui.casework.organisations.organisation import Fact, Merged, Organisation, OtherName
from spoc_tui.casework.organisations.profile import SizeBand
from spoc_tui.casework.text import compared, fold

if TYPE_CHECKING:
    from db.organisations.timeline import TimelineEntry
    from db.store import Store
    from spoc_tui.casework.organisations.briefing import Briefing
    from spoc_tui.casework.organisations.directory import DirectoryEntry
    from spoc_tui.casework.records.kinds import RecordKind

IN_LISTS = "o.removed_at IS NULL AND o.merged_into IS NULL"
"""SQL: organisation `o` is in lists; a merged one is read through its survivor."""
MOST_CANDIDATES = 20
"""How many organisations of a half-typed name are looked at before it is called ambiguous."""


class OrganisationReading:
    """The ways to read the organisations of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, uid: str) -> Organisation:
        """The organisation of a uid; NotFound if it is not one or undone."""
        found = read_organisations(self._store.connection, "o.uid = ?", [uid])
        if not found:
            raise NotFound(f"{self._store.row('organisation', uid)['name']} was undone.")
        return found[0]

    def survivor_of(self, uid: str) -> str:
        """The uid of the organisation that this one is read through: itself, unless merged."""
        return survivor_of(self._store.connection, uid)

    def merged_into(self, uid: str) -> list[Merged]:
        """Those that were merged into it, or into one of those; the latest first."""
        rows = self._store.connection.execute(
            "SELECT o.uid, o.name, (SELECT max(a.at) FROM change AS c "
            "JOIN action AS a ON a.uid = c.action WHERE c.record = o.uid "
            "AND c.after ->> 'merged_into' = o.merged_into AND a.kind <> 'undo') AS at "
            f"FROM organisation AS o WHERE o.uid IN {with_merged()} AND o.uid <> ? "
            "ORDER BY at DESC, o.uid DESC",
            [uid, uid],
        )
        return [Merged(row["uid"], row["name"], when.from_iso(row["at"])) for row in rows]

    def count(self, *, tag: str = "", size: SizeBand | None = None, ward: str = "") -> int:
        """How many there are (with that tag, of that size, in that ward), merged ones left out."""
        where, values = narrowed_by(tag, size, ward)
        (count,) = self._store.connection.execute(
            f"SELECT count(*) FROM organisation AS o WHERE {IN_LISTS} AND {where}",
            values,
        ).fetchone()
        return int(count)

    def page(
        self,
        offset: int,
        limit: int,
        *,
        tag: str = "",
        size: SizeBand | None = None,
        ward: str = "",
    ) -> list[Organisation]:
        """Organisations by name; merged ones left out."""
        where, values = narrowed_by(tag, size, ward)
        return read_organisations(
            self._store.connection,
            # The rows that are passed over are not read, only counted off.
            f"o.id IN (SELECT o.id FROM organisation AS o WHERE {IN_LISTS} AND {where} "
            "ORDER BY o.folded, o.uid LIMIT ? OFFSET ?) ORDER BY o.folded, o.uid",
            [*values, limit, offset],
        )

    def branches(self, uid: str) -> list[Organisation]:
        """Those whose parent this is, by name."""
        return read_organisations(
            self._store.connection,
            f"o.parent IN {with_merged()} AND o.merged_into IS NULL ORDER BY o.folded, o.uid",
            [uid],
        )

    def other_names(self, uid: str) -> list[OtherName]:
        """Its other names, by name."""
        rows = self._store.connection.execute(
            f"SELECT uid, name FROM other_name WHERE organisation IN {with_merged()} "
            "AND removed_at IS NULL ORDER BY folded, uid",
            [uid],
        )
        names: dict[str, OtherName] = {}
        for row in rows:
            names.setdefault(compared(row["name"]), OtherName(row["uid"], row["name"]))
        return list(names.values())

    def facts(self, uid: str) -> list[Fact]:
        """Where each thing that is known of it came from. See db/organisations/provenance.py."""
        from db.organisations.provenance import facts_of

        return facts_of(self._store, self.get(uid))

    def how_many(self, uid: str) -> dict[RecordKind, int]:
        """How many records of each kind it has. See db/records/of_organisation.py."""
        from db.records.of_organisation import how_many

        return how_many(self._store.connection, uid)

    def glance(self, uid: str) -> Glance:
        """Its open records. See db/organisations/glance.py."""
        return at_a_glance(self._store, self.survivor_of(uid))

    def directory(self, *, published: bool = False) -> Generator[DirectoryEntry, None, None]:
        """All of them, or only what may be published. See db/organisations/directory.py."""
        from db.organisations.directory import entries

        return entries(self._store, published=published)

    def directory_count(self, *, published: bool = False) -> int:
        """How many entries the directory has."""
        from db.organisations.directory import count_entries

        return count_entries(self._store, published=published)

    def briefing(self, uid: str) -> Briefing:
        """The facts of its briefing sheet, as they stand today.

        See db/organisations/briefing.py.
        """
        from db.organisations.briefing import briefing_of

        return briefing_of(self._store, self.survivor_of(uid))

    def timeline(self, uid: str, offset: int, limit: int) -> list[TimelineEntry]:
        """The events on its records, the newest first. See db/organisations/timeline.py."""
        from db.organisations.timeline import timeline

        return timeline(self._store, uid, offset, limit)

    def timeline_count(self, uid: str) -> int:
        """How many entries its timeline has."""
        from db.organisations.timeline import timeline_count

        return timeline_count(self._store, uid)

    def find(self, typed: str, *, field: str = "organisation") -> Organisation:
        """The organisation that was meant, by uid, number or name; for a merged one, its survivor.

        A name counts whole, or as the beginning, or as words, if only one organisation fits.
        Raises Ambiguous with the candidates, or NotFound.
        """
        found = self.find_itself(typed, field=field)
        return self.get(found.merged_into_uid) if found.merged_into_uid else found

    def find_itself(self, typed: str, *, field: str = "organisation") -> Organisation:
        """The same, but a merged one is found itself, not its survivor."""
        found = self._by_number(typed.strip()) or self._by_name(typed)
        if not found:
            raise NotFound(
                f"There is no organisation “{typed.strip()[:60]}”. Find it by a part of its name "
                "or another name, or log it as a caller.",
                field=field,
                by_command="“spoc find” looks for it.",
            )
        return the_one(
            typed,
            _each_once(found),
            distinguished,
            what="organisation",
            field=field,
            uid=lambda one: one.uid,
        )

    def namesakes(self, name: str) -> list[Organisation]:
        """Those of that name, however it is written; of “X Ltd” and “X CIC” the one typed."""
        found = _each_once(
            read_organisations(
                self._store.connection, "o.folded = ? LIMIT ?", [name_key(name), MOST_CANDIDATES]
            )
        )
        return [one for one in found if compared(one.name) == compared(name)] or found

    def known_as(self, names: Sequence[str]) -> Organisation | None:
        """The first organisation that has one of these names, or has it among its other names; of a
        merged one its survivor. None where there is none.
        """
        for name in names:
            others = read_organisations(
                self._store.connection,
                "o.uid IN (SELECT organisation FROM other_name WHERE folded = ? "
                "AND removed_at IS NULL) LIMIT ?",
                [name_key(name), MOST_CANDIDATES],
            )
            for found in (*self.namesakes(name), *others):
                return self.get(self.survivor_of(found.uid))
        return None

    def _by_number(self, typed: str) -> list[Organisation]:
        identifier = read_identifier(typed)
        if identifier is None:
            same, values = "i.number IN (?, ?)", [typed.upper(), typed.lower()]
        else:
            same = "i.number = ? AND i.scheme = ? AND i.linked = ?"
            values = [identifier.number, identifier.scheme, str(identifier.linked)]
        return read_organisations(
            self._store.connection,
            "(o.uid = ? OR o.uid IN (SELECT i.organisation FROM identifier AS i "
            f"WHERE {same} AND i.removed_at IS NULL))",
            [typed, *values],
        )

    def _by_name(self, typed: str) -> list[Organisation]:
        found = self._store.search.organisations
        return self.namesakes(typed) or [
            self.get(one.uid) for one in found(typed, limit=MOST_CANDIDATES)
        ]


def distinguished(organisation: Organisation) -> str:
    """A name with what tells it from another of the same name."""
    numbers = [identifier.text for identifier in organisation.identifiers]
    merged = f"merged into {organisation.merged_into}" if organisation.merged_into else ""
    marks = [*filter(None, (merged, organisation.ward, organisation.postcode)), *numbers]
    return organisation.name + (f" ({', '.join(marks)})" if marks else "")


def _each_once(found: Sequence[Organisation]) -> list[Organisation]:
    """These, but of those that are read as one only one: that one itself, if it is there."""
    live = [one for one in found if one.merged_into_uid is None]
    each = {one.uid: one for one in live}
    for one in found:
        each.setdefault(one.merged_into_uid or one.uid, one)
    return list(each.values())


def narrowed_by(tag: str, size: SizeBand | None, ward: str) -> tuple[str, list[str]]:
    """SQL: those with that tag, of that size, in that ward; of any where one is not said."""
    where, values = ["1"], []
    if tag:
        where.append(f"instr('{COMMA}' || o.tags || '{COMMA}', ?)")
        values.append(f"{COMMA}{tag.strip().lower()}{COMMA}")
    if size is not None:
        where.append(f"{size_band('o')} = ?")
        values.append(str(size))
    if ward:
        where.append("o.ward_folded = ?")
        values.append(fold(ward))
    return " AND ".join(where), values
