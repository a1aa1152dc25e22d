"""The one search: numbers, references, names, words of records, names nearly so.

Each way of finding has a module of its own: references.py, numbers.py, names.py, emails.py and
spelling.py; that of each kind of record it says itself (db/records/every_kind.py). Here they are
put in order.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from db.enquiries.search import EnquiryWords
from db.records.every_kind import stored
from db.records.words import wanted
from db.search.names import Names
from spoc_tui.casework.organisations.names import name_key
from spoc_tui.casework.records.kinds import DECLARED_CODES, ENQUIRY, RECORD_KINDS, RecordKind
from spoc_tui.casework.search.finding import Hit
from spoc_tui.casework.text import display_safe

if TYPE_CHECKING:
    from db.records.words import RecordWords
    from db.search.emails import Emails
    from db.search.numbers import NumberSearch
    from db.search.references import References
    from db.search.spelling import Spelling
    from db.store import Store
    from spoc_tui.casework.enquiries.enquiry import Enquiry

LONGEST_QUERY = 200
"""How much of what was typed or pasted is searched for."""
LITTLE = 3
"""Fewer organisations and people than these, and what was typed may be a typing error."""
SHARES = {
    "organisation": 0.45,
    "person": 0.2,
    **{kind.code: kind.share for kind in RECORD_KINDS if kind.share},
}
LEAST_SHARE = 0.05
"""How much of a list each kind may fill where others have more to show; all others the least."""


_CODES = json.dumps([kind.code for kind in RECORD_KINDS])
_THERE = """SELECT value FROM json_each(?)
    WHERE EXISTS (SELECT 1 FROM record WHERE kind = value)"""


class Search:
    """Searching a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._names = Names(store.connection)
        self._enquiries = EnquiryWords(store.connection)

    # Imported when they are first needed: most of what is looked for is a name, typed right.

    @cached_property
    def _numbers(self) -> NumberSearch:
        from db.search.numbers import NumberSearch

        return NumberSearch(self._store.connection, self._names)

    @cached_property
    def _references(self) -> References:
        from db.search.references import References

        return References(self._store)

    @cached_property
    def _emails(self) -> Emails:
        from db.search.emails import Emails

        return Emails(self._store.connection, self._names)

    def _there(self) -> dict[RecordKind, RecordWords]:
        """Where those kinds are looked for of which there is any record: the others' modules stay
        shut.
        """
        connection = self._store.connection
        there = {code for (code,) in connection.execute(_THERE, [_CODES])}
        return {
            kind: stored(kind.code).words(connection) for kind in RECORD_KINDS if kind.code in there
        }

    @cached_property
    def _spelling(self) -> Spelling:
        from db.search.spelling import Spelling

        return Spelling(self._store.connection, self._names)

    def anything(self, typed: str, *, limit: int = 20, kind: str | None = None) -> list[Hit]:
        """The best hits of every kind, or of one, best first.

        A reference, a phone or register number, a postcode, an e-mail address and what is called
        just so come first; then names before words of records, references that end in what was
        typed before those, and what is only nearly so last. With nothing typed, what is open and
        recent.
        """
        typed = _searched(typed)
        if not typed:
            return _of_kind(self._recent(limit), kind)[:limit]
        there = self._there()
        numbers, endings = [], []
        if any(map(str.isdigit, typed)):
            numbers = self._numbered(typed, limit, there)
            endings = self._references.ending(typed, limit, there)
        names = self._names.organisations(typed, limit, wards=True)
        names += self._names.people(typed, limit)
        emails = []
        if "@" in typed or len(names) < limit:
            emails = self._emails.beginning(typed, limit)
        if "@" in typed:
            numbers += emails
        asked = wanted(self._store.connection, typed, limit)
        words = [hit for one in there.values() for hit in one.with_words(asked)] if asked else []
        right = bool(numbers or endings) or len(names) >= LITTLE or _is_whole(typed, names)
        misspelt = not right and sum(map(str.isalpha, typed)) > 1
        nearly = self._spelling.organisations(typed, limit) if misspelt else []
        called_so = [hit for hit in (*names, *words) if _is_called(hit, typed)]
        sure = _of_kind(_each_once([*numbers, *called_so]), kind)[:limit]
        rest = [*endings, *names, *emails, *words, *nearly]
        hits = _each_once([*sure, *_of_kind(rest, kind)])
        shown = sure + _shared_out(hits[len(sure) :], limit - len(sure))
        return self._names.distinguished(shown)

    def numbered(self, typed: str, *, limit: int = 20) -> list[Hit]:
        """The records whose reference is this; if there is none, those whose reference ends so, up
        to `limit` of each kind.
        """
        there = self._there()
        return self._references.exactly(typed, there) or self._references.ending(
            typed, limit, there
        )

    def organisations(self, typed: str, *, limit: int = 20) -> list[Hit]:
        """Organisations by their names, best first; a typing error is not forgiven."""
        return self._names.distinguished(self._names.organisations(_searched(typed), limit))

    def similar(
        self, subject: str, *, topic_uid: str | None = None, limit: int = 3
    ) -> list[Enquiry]:
        """Past enquiries like this one, with the answers given then; the most alike first.

        None of a topic that is urgent by itself, and none that is unlike.
        """
        return self._enquiries.similar(_searched(subject), limit, topic_uid)

    def _numbered(
        self, typed: str, limit: int, there: Mapping[RecordKind, RecordWords]
    ) -> list[Hit]:
        exactly = self._references.exactly(typed, there)
        connection = self._store.connection
        own = [
            hit for kind in there for hit in stored(kind.code).numbered(connection, typed, limit)
        ]
        return exactly + own + self._numbers.all(typed, limit, there)

    def _recent(self, limit: int) -> list[Hit]:
        found = [hit for one in self._there().values() for hit in one.newest_open(limit)]
        called = [hit for hit in found if hit.kind == ENQUIRY.code and hit.organisation_uid]
        uids = dict.fromkeys(hit.organisation_uid for hit in called if hit.organisation_uid)
        return _shared_out([*self._names.of_uids(list(uids)), *found], limit)


def _searched(typed: str) -> str:
    return display_safe(typed[:LONGEST_QUERY]).strip()


def _is_whole(typed: str, names: Iterable[Hit]) -> bool:
    """Whether several words were typed, and one of these has every one of them whole."""
    words = set(name_key(typed).split())
    return len(words) > 1 and any(words <= set(name_key(hit.name).split()) for hit in names)


def _is_called(hit: Hit, typed: str) -> bool:
    """Whether it is what has a name, and that is what was typed: an organisation, a group; what an
    enquiry is about is no name.
    """
    key = name_key(typed)
    is_named = hit.kind in DECLARED_CODES or not hit.reference
    return bool(key) and is_named and name_key(hit.name) == key


def _each_once(hits: Iterable[Hit]) -> list[Hit]:
    first: dict[tuple[str, str], Hit] = {}
    for hit in hits:
        first.setdefault((hit.kind, hit.uid), hit)
    return list(first.values())


def _of_kind(hits: list[Hit], kind: str | None) -> list[Hit]:
    return hits if kind is None else [hit for hit in hits if hit.kind == kind]


def _shared_out(hits: list[Hit], limit: int) -> list[Hit]:
    """At most `limit` of them, kind by kind: each its share, and what others leave room for."""
    of_kind: dict[str, list[Hit]] = {}
    for hit in hits:
        of_kind.setdefault(hit.kind, []).append(hit)
    taken = {
        kind: min(len(found), round(limit * SHARES.get(kind, LEAST_SHARE)))
        for kind, found in of_kind.items()
    }
    for kind, found in of_kind.items():
        room = limit - sum(taken.values())
        taken[kind] += max(0, min(room, len(found) - taken[kind]))
    return [hit for kind, found in of_kind.items() for hit in found[: taken[kind]]][:limit]
