"""Looks up what a link goes to, by what the officer typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.connection import by_name
from db.records.uids import is_uid
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import BadInput, NotFound
from spoc_tui.casework.kinds.fields import Link, Linked
from spoc_tui.casework.kinds.now import Now
from spoc_tui.casework.records.kinds import CASE_CODES
from spoc_tui.casework.records.link import ANY_RECORD

if TYPE_CHECKING:
    from db.store import Store
    from db.writing import Writing


def now_of(store: Writing) -> Now:
    """The moment, and the calendar."""
    return Now(store.now(), store.days)


_PICKED = "SELECT kind, reference, subject FROM record WHERE uid = ? AND removed_at IS NULL"


class Finder:
    """Finds what names and references mean in a store. What is refused names the field."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __call__(self, field: Link, words: str) -> Linked:
        try:
            return self._found(field, words)
        except (NotFound, BadInput) as error:
            error.field = field.name
            raise

    def _found(self, field: Link, words: str) -> Linked:
        store, council = self._store, self._store.council
        match field.of:
            case "organisation":
                organisation = store.organisations.find(words, field=field.name)
                return Linked(organisation.uid, organisation.name)
            case "contact":
                person = store.organisations.find_person(words)
                if field.there_now and person.left_on is not None:
                    raise BadInput(
                        f"{person.name} left {person.organisation} on {show_day(person.left_on)}. "
                        "Name who is there now; where it was before that, put their name down in "
                        "words."
                    )
                return Linked(person.uid, person.name)
            case "team":
                team = council.find_team(words)
                return Linked(team.uid, team.name)
            case "directorate":
                directorate = council.find_directorate(words)
                return Linked(directorate.uid, directorate.name)
            case "theme":
                from spoc_tui.casework.council.council import Theme

                theme = council.find(Theme, words)
                return Linked(theme.uid, theme.name)
            case of if of == ANY_RECORD or of in CASE_CODES:
                of_any = of == ANY_RECORD
                if picked := self._picked(of, words):
                    return picked
                record = (
                    (store.records_of(words) if of_any else store.records(of)).get(words).record
                )
                return Linked(record.uid, record.reference if of_any else record.subject)
        raise TypeError(f"a {field.of} is not looked up")

    def _picked(self, of: str, uid: str) -> Linked | None:
        """The record that was picked, and comes by its uid: what links to it may be very much, and
        is not read.
        """
        if not is_uid(uid):
            return None
        for row in by_name(self._store.connection.execute(_PICKED, [uid])):
            if of == ANY_RECORD:
                return Linked(uid, row["reference"] or row["subject"])
            return Linked(uid, row["subject"]) if row["kind"] == of else None
        return None
