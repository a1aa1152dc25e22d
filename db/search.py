"""The one search: numbers, references, names, words of records, names nearly so.

Each way of finding has its room: db/search_numbers.py, search_names.py, search_enquiries.py,
search_payments.py, search_feedback.py and spelling.py. Here they are put in order.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from db.search_enquiries import EnquiryWords
from db.search_names import Names
from spoc_tui.casework.errors import NotFound
from spoc_tui.casework.finding import Hit
from spoc_tui.casework.names import name_key
from spoc_tui.casework.text import display_safe

if TYPE_CHECKING:
    from db.records import Records
    from db.search_feedback import FeedbackWords
    from db.search_numbers import Numbers
    from db.search_payments import PaymentWords
    from db.spelling import Spelling
    from db.store import Store
    from spoc_tui.casework.enquiries import Enquiry

LONGEST = 200
"""How much of what was typed or pasted is searched for."""
LITTLE = 3
"""Fewer organisations and people than these, and what was typed may be a typing error."""
SHARES = {"organisation": 0.5, "person": 0.2, "enquiry": 0.15, "payment": 0.1, "feedback": 0.05}
"""How much of a list each kind may fill where others have more to show."""


class Search:
    """Searching a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._names = Names(store.connection)
        self._enquiries = EnquiryWords(store.connection)

    # Imported when they are first needed: most of what is looked for is a name, typed right.

    @cached_property
    def _numbers(self) -> Numbers:
        from db.search_numbers import Numbers

        return Numbers(self._store.connection, self._names, self._enquiries, self._payments)

    @cached_property
    def _payments(self) -> PaymentWords:
        from db.search_payments import PaymentWords

        return PaymentWords(self._store.connection)

    @cached_property
    def _feedback(self) -> FeedbackWords:
        from db.search_feedback import FeedbackWords

        return FeedbackWords(self._store.connection)

    @property
    def _has_feedback(self) -> bool:
        found = self._store.connection.execute("SELECT 1 FROM feedback LIMIT 1")
        return found.fetchone() is not None

    @property
    def _has_payments(self) -> bool:
        found = self._store.connection.execute("SELECT 1 FROM payment LIMIT 1")
        return found.fetchone() is not None

    @cached_property
    def _spelling(self) -> Spelling:
        from db.spelling import Spelling

        return Spelling(self._store.connection, self._names)

    def anything(self, typed: str, *, limit: int = 20, kind: str | None = None) -> list[Hit]:
        """The best hits of every kind, or of one, best first.

        A reference, a phone or register number and a postcode come before names, and names before
        words of enquiries; what is only nearly so comes last. With nothing typed, what is open and
        recent.
        """
        typed = _searched(typed)
        if not typed:
            return _of_kind(self._recent(limit), kind)[:limit]
        numbers = self._numbered(typed, limit) if any(map(str.isdigit, typed)) else []
        names = self._names.organisations(typed, limit, wards=True)
        names += self._names.people(typed, limit)
        words = self._enquiries.with_words(typed, limit)
        if self._has_payments:
            words += self._payments.with_words(typed, limit)
        if self._has_feedback:
            words += self._feedback.with_words(typed, limit)
        right = bool(numbers) or len(names) >= LITTLE or _is_whole(typed, names)
        misspelt = not right and sum(map(str.isalpha, typed)) > 1
        nearly = self._spelling.organisations(typed, limit) if misspelt else []
        sure = _of_kind(_each_once(numbers), kind)[:limit]
        hits = _each_once([*sure, *_of_kind([*names, *words, *nearly], kind)])
        shown = sure + _shared_out(hits[len(sure) :], limit - len(sure))
        return self._names.told_apart(shown)

    def organisations(self, typed: str, *, limit: int = 20) -> list[Hit]:
        """Organisations by their names, best first; a typing error is not forgiven."""
        return self._names.told_apart(self._names.organisations(_searched(typed), limit))

    def similar(
        self, subject: str, *, topic_uid: str | None = None, limit: int = 3
    ) -> list[Enquiry]:
        """Past enquiries like this one, with the answers given then; the most alike first.

        None of a topic that is urgent by itself, and none that is unlike.
        """
        return self._enquiries.similar(_searched(subject), limit, topic_uid)

    def _numbered(self, typed: str, limit: int) -> list[Hit]:
        invoices = self._payments.with_invoice(typed, limit) if self._has_payments else []
        return self._references(typed) + invoices + self._numbers.all(typed, limit)

    def _references(self, typed: str) -> list[Hit]:
        from spoc_tui.casework.references import looks_like_reference

        if not looks_like_reference(typed):
            return []
        found = []
        if (uid := self._uid_of(self._store.enquiries, typed)) is not None:
            found += self._enquiries.of_uid(uid)
        if self._has_payments and (uid := self._uid_of(self._store.payments, typed)) is not None:
            found += self._payments.of_uid(uid)
        if self._has_feedback and (uid := self._uid_of(self._store.feedback, typed)) is not None:
            found += self._feedback.of_uid(uid)
        return found

    def _uid_of(self, records: Records[Any], typed: str) -> str | None:
        try:
            return records.uid_of(typed)
        except NotFound:
            return None

    def _recent(self, limit: int) -> list[Hit]:
        enquiries = self._enquiries.newest_open(limit)
        payments = self._payments.newest_open(limit) if self._has_payments else []
        feedback = self._feedback.newest_open(limit) if self._has_feedback else []
        uids = dict.fromkeys(hit.organisation_uid for hit in enquiries if hit.organisation_uid)
        organisations = self._names.of_uids(list(uids))
        return _shared_out([*organisations, *enquiries, *payments, *feedback], limit)


def _searched(typed: str) -> str:
    return display_safe(typed[:LONGEST]).strip()


def _is_whole(typed: str, names: Iterable[Hit]) -> bool:
    """Whether several words were typed, and one of these has every one of them whole."""
    words = set(name_key(typed).split())
    return len(words) > 1 and any(words <= set(name_key(hit.name).split()) for hit in names)


def _each_once(hits: Iterable[Hit]) -> list[Hit]:
    first: dict[tuple[str, str], Hit] = {}
    for hit in hits:
        first.setdefault((hit.kind, hit.uid), hit)
    return list(first.values())


def _of_kind(hits: list[Hit], kind: str | None) -> list[Hit]:
    return hits if kind is None else [hit for hit in hits if hit.kind == kind]


def _shared_out(hits: list[Hit], limit: int) -> list[Hit]:
    """At most `limit` of them, kind by kind: each its share, and what others leave room for."""
    of_kind = {hit.kind: [one for one in hits if one.kind == hit.kind] for hit in hits}
    taken = {kind: min(len(found), round(limit * SHARES[kind])) for kind, found in of_kind.items()}
    for kind, found in of_kind.items():
        room = limit - sum(taken.values())
        taken[kind] += max(0, min(room, len(found) - taken[kind]))
    return [hit for kind, found in of_kind.items() for hit in found[: taken[kind]]][:limit]
