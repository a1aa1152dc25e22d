"""People at organisations: who is there, who came, who left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from db.organisations.reading import MOST_CANDIDATES, OrganisationReading
from db.organisations.rows import read_contacts
from db.records.beginnings import LAST_CHARACTER
from db.records.survivors import with_merged
from db.records.typed_fields import check_fields, read_name, read_past_day, read_phone
from spoc_tui.casework.choosing import choose, the_one
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import NotFound, Refused
from spoc_tui.casework.organisations.fields import PERSON, person_typed
from spoc_tui.casework.organisations.organisation import Contact
from spoc_tui.casework.organisations.profile import PreferredWay
from spoc_tui.casework.organisations.wards import BETWEEN, wards_in
from spoc_tui.casework.records import require
from spoc_tui.casework.text import clean_line, fold

if TYPE_CHECKING:
    from datetime import date

    from db.writing import Writing


class People(OrganisationReading):
    """The people of a store."""

    def contacts(self, organisation_uid: str) -> list[Contact]:
        """The people at an organisation, those who left last."""
        return read_contacts(
            self._store.connection, f"c.organisation IN {with_merged()}", [organisation_uid]
        )

    def contact(self, uid: str) -> Contact:
        """The person of a uid; NotFound if it is not one or undone."""
        found = read_contacts(self._store.connection, "c.uid = ?", [uid])
        if not found:
            raise NotFound(f"{self._store.row('contact', uid)['name']} was undone.")
        return found[0]

    def find_contact(self, organisation_uid: str, typed: str) -> Contact:
        """The person at the organisation that was meant; Ambiguous or NotFound otherwise."""
        return choose(
            typed,
            self.contacts(organisation_uid),
            lambda contact: (contact.name, contact.uid),
            what="person there",
            field="person",
            uid=lambda contact: contact.uid,
        )

    def find_person(self, typed: str) -> Contact:
        """The person that was meant, wherever they are: by uid, whole name or its beginning.

        Ambiguous, naming the organisations, or NotFound otherwise.
        """
        typed, key = typed.strip(), fold(typed)
        tried = [("(c.uid = ? OR c.name = ?)", [typed, typed])]
        if key:  # of a name that is all signs or pictures nothing is left
            tried.append(("c.folded = ?", [key]))
            tried.append(("c.folded >= ? AND c.folded < ?", [key, key + LAST_CHARACTER]))
        for where, values in tried:
            found = read_contacts(
                self._store.connection,
                f"c.id IN (SELECT c.id FROM contact AS c WHERE {where} "
                f"AND c.removed_at IS NULL LIMIT {MOST_CANDIDATES})",
                values,
            )
            if found:
                return the_one(
                    typed,
                    found,
                    _distinguished,
                    what="person",
                    field="person",
                    uid=lambda one: one.uid,
                )
        raise NotFound(
            f"There is no person “{typed[:60]}”. Find them by a part of their name.",
            field="person",
            by_command="“spoc find” looks for them; or name where they are with --at.",
        )

    def add_contact(
        self,
        organisation_uid: str,
        name: str,
        *,
        role: str = "",
        phone: str = "",
        email: str = "",
        preferred: str = "",
        wards: str = "",
        since: str = "",
    ) -> Contact:
        """Adds a person at an organisation; `preferred` as typed. BadInput names the field."""
        typed = {"name": name, "role": role, "phone": phone, "email": email, "preferred": preferred}
        typed |= {name: text for name, text in (("wards", wards), ("since", since)) if text}
        values = _values(self._store, typed)
        organisation_uid = self.survivor_of(organisation_uid)
        with self._store.action("Added a person") as action:
            action.label = f"Added a person at {self.get(organisation_uid).name}"
            uid = self._store.insert("contact", {"organisation": organisation_uid, **values})
        return self.contact(uid)

    def edit_contact(self, uid: str, fields: Mapping[str, str]) -> Contact:
        """Changes fields of a person, given as typed; those already so are left alone.

        BadInput names the field at fault.
        """
        check_fields(fields, PERSON, "A person")
        with self._store.action("Edited a person") as action:
            before = self.contact(uid)
            action.label = f"Edited {before.name} at {before.organisation}"
            shown = person_typed(before)
            changed = {name: text for name, text in fields.items() if text != shown[name]}
            self._store.update("contact", uid, _values(self._store, changed))
        return self.contact(uid)

    def left(self, uid: str, on: date) -> Contact:
        """Marks that a person left on a day, today or before; they stay on record.

        Refused where they left already.
        """
        with self._store.action("A person left") as action:
            person = self.contact(uid)
            action.label = f"{person.name} left {person.organisation}"
            if person.left_on is not None:
                raise Refused(
                    f"{person.name} left {person.organisation} on {show_day(person.left_on)}."
                )
            require.require_past(on, self._store.today(), "on")
            self._store.update("contact", uid, {"left_on": on.isoformat()})
        return self.contact(uid)


def _values(store: Writing, typed: Mapping[str, str]) -> dict[str, Any]:
    """The columns of fields as typed."""
    return {field: _value(store, field, text) for field, text in typed.items()}


def _value(store: Writing, field: str, text: str) -> str | None:
    match field:
        case "name":
            return read_name(text, "person")
        case "phone":
            return read_phone(text)
        case "preferred":
            return PreferredWay.read(text, field=field).value
        case "left_on" | "since":
            return read_past_day(store, text, field)
        case "wards":
            return BETWEEN.join(wards_in(clean_line(text, field=field)))
    return clean_line(text, field=field)


def _distinguished(person: Contact) -> str:
    """A name with what tells it from another of the same name."""
    marks = ", ".join(filter(None, (person.role, person.organisation)))
    return f"{person.name} ({marks})"
