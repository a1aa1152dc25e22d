"""Organisations changed: added, edited, given numbers and other names, imported from a list."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from db.organisations.editing import read_changes
from db.organisations.people import People
from db.organisations.reading import distinguished
from db.organisations.rows import read_organisations
from db.records.survivors import with_merged
from db.records.typed_fields import read_name
from spoc_tui.casework.choosing import MOST_CANDIDATES, choose
from spoc_tui.casework.errors import BadInput, NotFound, Refused
from spoc_tui.casework.organisations.identifiers import Identifier, read_identifier
from spoc_tui.casework.organisations.organisation import Organisation, OtherName
from spoc_tui.casework.text import compared

ADD_ANYWAY = "If this is another one, add it with --anyway."

NOTHING: Mapping[str, str] = {}


class Organisations(People):
    """The organisations of a store, and the people at them."""

    def add(
        self,
        name: str,
        *,
        fields: Mapping[str, str] = NOTHING,
        identifiers: Sequence[str] = (),
        other_names: Sequence[str] = (),
        anyway: bool = False,
    ) -> Organisation:
        """Adds an organisation of which only the name need be known; `fields` as in `edit`.

        It was not known to the council before, where no list has one of that name. Refused, naming
        it, where there is one of that name already, or nearly that name, unless `anyway`.
        """
        name = read_name(name, "organisation")
        with self._store.action(f"Added {name}"):
            namesakes = self.namesakes(name)
            if namesakes and not anyway:
                raise Refused(
                    f"There is an organisation of that name already: {_named(namesakes)}.",
                    by_command=ADD_ANYWAY,
                )
            if not anyway:
                self._require_new(name, fields, [_read_identifier(typed) for typed in identifiers])
            listed = any(map(self._is_listed, namesakes))
            typed = {"not_known_before": "no" if listed else "yes", **fields, "name": name}
            values = read_changes(self._store, Organisation(uid="", name=""), typed)
            uid = self._store.insert("organisation", {**values, "added_at": self._store.now_text()})
            self.edit(uid, {}, identifiers=identifiers, other_names=other_names, anyway=anyway)
        return self.get(uid)

    def _require_new(
        self, name: str, fields: Mapping[str, str], numbers: Sequence[Identifier]
    ) -> None:
        """Refused where there is one that is nearly it; it is named, with what is alike."""
        places = {what: fields.get(what, "") for what in ("postcode", "phone", "web")}
        near = self._store.duplicates.nearly(name, numbers=numbers, **places)
        if near:
            known = "; ".join(f"{distinguished(one.organisation)}: {one.why}" for one in near)
            raise Refused(f"That organisation may be here already: {known}.", by_command=ADD_ANYWAY)

    def edit(
        self,
        uid: str,
        fields: Mapping[str, str],
        *,
        identifiers: Sequence[str] = (),
        other_names: Sequence[str] = (),
        without_identifiers: Sequence[str] = (),
        without_names: Sequence[str] = (),
        anyway: bool = False,
    ) -> Organisation:
        """Changes fields, given as typed; those already so are left alone. The numbers
        and other names that are named are added or taken away with it, as one act; `anyway` as in
        `add_identifier`.

        The fields are those of casework/organisations/fields.py; BadInput names the one at fault.
        """
        uid = self.survivor_of(uid)
        with self._store.action("Edited an organisation") as action:
            before = self.get(uid)
            gone = ", ".join((*without_identifiers, *without_names))
            action.label = f"Edited {before.name}" + (f", without {gone}" if gone else "")
            changes = read_changes(self._store, before, fields)
            self._store.update("organisation", uid, changes)
            for typed in without_identifiers:
                self.remove_identifier(uid, typed)
            for typed in identifiers:
                self.add_identifier(uid, typed, anyway=anyway)
            for name in without_names:
                self.remove_other_name(uid, self.find_other_name(uid, name).uid)
            for name in other_names:
                self.add_other_name(uid, name)
        return self.get(uid)

    def add_identifier(self, uid: str, typed: str, *, anyway: bool = False) -> Organisation:
        """Adds a number in a register, `GB-CHC-1234567`.

        Refused where it has that one already; and, naming them, where others have it that are
        neither its parent nor its branches, unless `anyway`.
        """
        number, uid = _read_identifier(typed), self.survivor_of(uid)
        with self._store.action("Added a number") as action:
            before = self.get(uid)
            action.label = f"Added the number {number.text} of {before.name}"
            if number in before.identifiers:
                raise Refused(f"{before.name} has the number {number.text} already.")
            others = self.others_with(typed, before)
            if others and not anyway:
                raise Refused(
                    f"The number {number.text} belongs to {_named(others)} already. If they are "
                    "one and the same, merge them.",
                    by_command="“spoc duplicates merge” does that; if the number is right for "
                    "both, add it with --anyway.",
                )
            values = {"scheme": number.scheme, "number": number.number, "linked": number.linked}
            self._store.put("identifier", {"organisation": uid, **values})
        return self.get(uid)

    def others_with(self, typed: str, but: Organisation) -> list[Organisation]:
        """The organisations that have a number, other than this one, its parent and branches."""
        number = _read_identifier(typed)
        rows = self._store.connection.execute(
            "SELECT organisation FROM identifier WHERE scheme = ? AND number = ? AND linked = ? "
            "AND removed_at IS NULL",
            [number.scheme, number.number, number.linked],
        ).fetchall()
        uids = {self.survivor_of(row["organisation"]) for row in rows} - {but.uid}
        related = {but.parent_uid, but.uid} - {None}
        found = read_organisations(
            self._store.connection,
            "o.uid IN (SELECT value FROM json_each(?)) ORDER BY o.folded, o.uid",
            [json.dumps(sorted(uids - related))],
        )
        return [one for one in found if one.parent_uid not in related]

    def remove_identifier(self, uid: str, typed: str) -> Organisation:
        """Takes a number away; NotFound where it has no such number."""
        number, uid = _read_identifier(typed), self.survivor_of(uid)
        with self._store.action("Removed a number") as action:
            before = self.get(uid)
            action.label = f"Removed the number {number.text} of {before.name}"
            if number not in before.identifiers:
                raise NotFound(f"{before.name} has no number {number.text}.", field="identifier")
            rows = self._store.connection.execute(
                f"SELECT uid FROM identifier WHERE organisation IN {with_merged()} "
                "AND scheme = ? AND number = ? AND linked = ? AND removed_at IS NULL",
                [uid, number.scheme, number.number, number.linked],
            ).fetchall()
            for row in rows:
                self._remove("identifier", row["uid"])
        return self.get(uid)

    def add_other_name(self, uid: str, name: str) -> OtherName:
        """Adds a name it also goes by; Refused where it goes by that already."""
        name, uid = read_name(name, "organisation"), self.survivor_of(uid)
        with self._store.action("Added a name") as action:
            before = self.get(uid)
            action.label = f"Added the name {name} of {before.name}"
            known = [before.name, *(other.name for other in self.other_names(uid))]
            if compared(name) in map(compared, known):
                raise Refused(f"{before.name} goes by the name {name} already.")
            made = self._store.put("other_name", {"organisation": uid, "name": name})
        return OtherName(made, name)

    def find_other_name(self, uid: str, typed: str) -> OtherName:
        """The other name that was meant; Ambiguous or NotFound otherwise."""
        return choose(
            typed,
            self.other_names(uid),
            lambda other: (other.name, other.uid),
            what="other name",
            field="other_name",
        )

    def remove_other_name(self, uid: str, other_uid: str) -> Organisation:
        """Takes another name away; NotFound where it has no such name."""
        with self._store.action("Removed a name") as action:
            before = self.get(uid)
            for other in self.other_names(uid):
                if other.uid == other_uid:
                    action.label = f"Removed the name {other.name} of {before.name}"
                    for written in self._written(uid, other.name):
                        self._remove("other_name", written)
                    return before
            raise NotFound(f"{before.name} has no such other name.", field="other_name")

    def _written(self, uid: str, name: str) -> list[str]:
        """The rows that say a name: those that were merged into it may have it too."""
        rows = self._store.connection.execute(
            f"SELECT uid, name FROM other_name WHERE organisation IN {with_merged()} "
            "AND removed_at IS NULL",
            [uid],
        )
        return [row["uid"] for row in rows if compared(row["name"]) == compared(name)]

    def _remove(self, table: str, uid: str) -> None:
        self._store.update(table, uid, {"removed_at": self._store.now_text()})

    def _is_listed(self, organisation: Organisation) -> bool:
        found = self._store.connection.execute(
            "SELECT 1 FROM source_entry WHERE organisation = ? AND removed_at IS NULL LIMIT 1",
            [organisation.uid],
        ).fetchone()
        return found is not None


def _named(organisations: Sequence[Organisation]) -> str:
    """The first of them, each with what tells it apart."""
    more = " …" if len(organisations) > MOST_CANDIDATES else ""
    return "; ".join(map(distinguished, organisations[:MOST_CANDIDATES])) + more


def _read_identifier(typed: str) -> Identifier:
    number = read_identifier(typed)
    if number is None:
        raise BadInput(
            f"“{typed.strip()[:60]}” is not a number in a register. Type for example "
            "GB-CHC-1234567 (charity), GB-COH-01234567 (company), GB-CASC-1a2b3c4d (sports club).",
            field="identifier",
        )
    return number
