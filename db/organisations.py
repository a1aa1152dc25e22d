"""Organisations and the people at them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from db import importing
from db.glance import Glance, at_a_glance
from db.search_index import with_keys
from spoc_tui.casework.choosing import LISTED, choose, the_one
from spoc_tui.casework.errors import BadInput, NotFound, Refused
from spoc_tui.casework.identifiers import Identifier, read_identifier
from spoc_tui.casework.importing import ImportReport
from spoc_tui.casework.names import name_key
from spoc_tui.casework.organisations import (
    Contact,
    ListedOrganisation,
    Organisation,
    RefusedRow,
)
from spoc_tui.casework.text import clean_line, compared

if TYPE_CHECKING:
    from db.store import Store

CANDIDATES = 20
"""How many organisations of a half-typed name are looked at before it is called ambiguous."""


class Organisations:
    """The organisations of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # Reading.

    def get(self, uid: str) -> Organisation:
        """The organisation of a uid, with its numbers; NotFound where it is none or undone."""
        row = self._store.row("organisation", uid)
        if row["removed_at"]:
            raise NotFound(f"{row['name']} was undone.")
        identifiers = self._store.connection.execute(
            "SELECT scheme, number, linked FROM identifier "
            "WHERE organisation = ? AND removed_at IS NULL ORDER BY scheme, number",
            [uid],
        )
        return replace(
            organisation_of(row),
            identifiers=tuple(Identifier(i[0], i[1], i[2]) for i in identifiers),
        )

    def count(self) -> int:
        """How many organisations there are."""
        (count,) = self._store.connection.execute(
            "SELECT count(*) FROM organisation WHERE removed_at IS NULL"
        ).fetchone()
        return int(count)

    def page(self, offset: int, limit: int) -> list[Organisation]:
        """Organisations by name, without their numbers."""
        rows = self._store.connection.execute(
            "SELECT * FROM organisation WHERE removed_at IS NULL "
            "ORDER BY folded, id LIMIT ? OFFSET ?",
            [limit, offset],
        )
        return [organisation_of(row) for row in rows]

    def glance(self, uid: str) -> Glance:
        """What is open with an organisation. See db/glance.py."""
        return at_a_glance(self._store, uid)

    def find(self, typed: str) -> Organisation:
        """The organisation that was meant, by uid, number or name.

        A name counts whole, or as the beginning, or as words, if only one organisation fits.
        Raises Ambiguous with the candidates, or NotFound.
        """
        found = self._by_number(typed.strip()) or self._by_name(typed)
        if not found:
            raise NotFound(
                f"There is no organisation “{typed.strip()[:60]}”. Find it with “spoc find”, "
                "or log it as a caller."
            )
        the_one(typed, found, self._told_apart, what="organisation", field="organisation")
        return self.get(found[0].uid)

    def contacts(self, organisation_uid: str) -> list[Contact]:
        """The people at an organisation, those who left last."""
        rows = self._store.connection.execute(
            "SELECT c.*, o.name AS organisation_name FROM contact AS c "
            "JOIN organisation AS o ON o.uid = c.organisation "
            "WHERE c.organisation = ? AND c.removed_at IS NULL "
            "ORDER BY c.left_on IS NOT NULL, c.folded",
            [organisation_uid],
        )
        return [contact_of(row) for row in rows]

    def find_contact(self, organisation_uid: str, typed: str) -> Contact:
        """The person at the organisation that was meant; Ambiguous or NotFound otherwise."""
        return choose(
            typed,
            self.contacts(organisation_uid),
            lambda contact: (contact.name, contact.uid),
            what="person there",
            field="person",
        )

    # Changing.

    def add(
        self, name: str, *, phone: str = "", postcode: str = "", anyway: bool = False
    ) -> Organisation:
        """Adds an organisation of which only the name need be known.

        Refused, naming it, where there is one of that name already, unless `anyway`.
        """
        name = clean_line(name, field="name")
        if not name:
            raise BadInput("Give the organisation a name.", field="name")
        phone = clean_line(phone, field="phone", limit=100)
        with self._store.action(f"Added {name}"):
            namesakes = [] if anyway else self._of_name(name)
            if namesakes:
                known = "; ".join(map(self._told_apart, namesakes[:LISTED]))
                more = " …" if len(namesakes) > LISTED else ""
                raise Refused(
                    f"There is an organisation of that name already: {known}{more}. "
                    "If this is another one, add it with --anyway."
                )
            uid = self._store.insert(
                "organisation",
                with_keys(
                    {
                        "name": name,
                        "phone": phone,
                        "postcode": clean_line(postcode, field="postcode", limit=20).upper(),
                        "added_at": self._store.now_text(),
                    }
                ),
            )
        return self.get(uid)

    def add_contact(
        self, organisation_uid: str, name: str, *, role: str = "", phone: str = "", email: str = ""
    ) -> Contact:
        """Adds a person at an organisation."""
        name = clean_line(name, field="name")
        if not name:
            raise BadInput("Give the person a name.", field="name")
        phone = clean_line(phone, field="phone", limit=100)
        with self._store.action("Added a person") as action:
            action.label = f"Added a person at {self.get(organisation_uid).name}"
            uid = self._store.insert(
                "contact",
                with_keys(
                    {
                        "organisation": organisation_uid,
                        "name": name,
                        "role": clean_line(role, field="role"),
                        "phone": phone,
                        "email": clean_line(email, field="email"),
                    },
                    organisation=False,
                ),
            )
        return next(contact for contact in self.contacts(organisation_uid) if contact.uid == uid)

    def import_list(
        self,
        rows: Iterable[ListedOrganisation | RefusedRow],
        *,
        source: str,
        dry_run: bool = False,
    ) -> ImportReport:
        """Brings an outside list in as one action. See db/importing.py."""
        return importing.import_organisations(self._store, rows, source=source, dry_run=dry_run)

    def _by_number(self, typed: str) -> list[Organisation]:
        numbers = [typed.upper()]
        identifier = read_identifier(typed)
        if identifier is not None:
            numbers = [identifier.number]
        rows = self._store.connection.execute(
            "SELECT DISTINCT o.* FROM organisation AS o WHERE o.removed_at IS NULL AND (o.uid = ? "
            "OR o.uid IN (SELECT organisation FROM identifier "
            "WHERE number = ? AND removed_at IS NULL AND (? IS NULL OR (scheme = ? "
            "AND linked = ?))))",
            [
                typed,
                numbers[0],
                *[identifier.scheme if identifier else None] * 2,
                identifier.linked if identifier else 0,
            ],
        )
        return [organisation_of(row) for row in rows]

    def _by_name(self, typed: str) -> list[Organisation]:
        found = self._store.search.organisations
        return self._of_name(typed) or [self.get(one.uid) for one in found(typed, limit=CANDIDATES)]

    def _of_name(self, name: str) -> list[Organisation]:
        """Those of that name, however it is written; of “X Ltd” and “X CIC” the one typed."""
        rows = self._store.connection.execute(
            "SELECT * FROM organisation WHERE folded = ? AND removed_at IS NULL LIMIT ?",
            [name_key(name), CANDIDATES],
        )
        found = [organisation_of(row) for row in rows]
        return [one for one in found if compared(one.name) == compared(name)] or found

    def _told_apart(self, organisation: Organisation) -> str:
        """A name with what tells it from another of the same name."""
        known = self.get(organisation.uid)
        numbers = [f"{i.scheme}-{i.number}" for i in known.identifiers]
        marks = [*filter(None, (known.ward, known.postcode)), *numbers]
        return f"{known.name} ({', '.join(marks) or known.uid})"


def organisation_of(row: sqlite3.Row) -> Organisation:
    """A row of `organisation`, without its numbers."""
    return Organisation(
        uid=row["uid"],
        name=row["name"],
        kind=row["kind"],
        purpose=row["purpose"],
        address=row["address"],
        postcode=row["postcode"],
        ward=row["ward"],
        phone=row["phone"],
        email=row["email"],
        web=row["web"],
        notes=row["notes"],
        state=row["state"],
    )


def contact_of(row: sqlite3.Row) -> Contact:
    """A row of `contact`, with its organisation's name as `organisation_name`."""
    return Contact(
        uid=row["uid"],
        organisation_uid=row["organisation"],
        organisation=row["organisation_name"],
        name=row["name"],
        role=row["role"],
        phone=row["phone"],
        email=row["email"],
        left_on=date.fromisoformat(row["left_on"]) if row["left_on"] else None,
    )
