"""The one ranked search: references, phone numbers, organisations, people, words of enquiries.

Full-text matches are capped by row before they are ranked, so that one letter costs no more than
a whole name.
"""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING

from db.enquiry_rows import read_enquiries
from db.organisations import organisation_of
from spoc_tui.casework.enquiries import Enquiry
from spoc_tui.casework.errors import NotFound
from spoc_tui.casework.finding import Hit
from spoc_tui.casework.organisations import Organisation
from spoc_tui.casework.references import looks_like_reference
from spoc_tui.casework.text import display_safe, fold, phone_digits

if TYPE_CHECKING:
    from db.store import Store

CAP = 300
"""How many full-text matches are looked at before they are ranked."""
LEAST_DIGITS = 4
"""Fewer digits than these are not looked up as a phone number."""
LONGEST = 200
"""How much of what was typed or pasted is searched for."""
COMMON = frozenset(
    [
        "about",
        "after",
        "again",
        "also",
        "and",
        "any",
        "are",
        "asked",
        "been",
        "before",
        "can",
        "could",
        "does",
        "for",
        "from",
        "get",
        "has",
        "have",
        "how",
        "into",
        "its",
        "just",
        "like",
        "more",
        "need",
        "needs",
        "not",
        "now",
        "our",
        "out",
        "please",
        "said",
        "say",
        "she",
        "some",
        "still",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "they",
        "this",
        "to",
        "want",
        "wants",
        "was",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
    ]
)
"""Words that make no two questions alike."""

_WORD = re.compile(r"[^\W_]+")
_OPEN_OF = (
    "(SELECT count(*) FROM enquiry AS e WHERE e.organisation = o.uid AND e.status <> 'closed' "
    "AND e.removed_at IS NULL)"
)


class Search:
    """Searching a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def anything(self, typed: str, *, limit: int = 20) -> list[Hit]:
        """The best hits of every kind, best first: reference, phone, names, people, words."""
        typed = display_safe(typed[:LONGEST]).strip()
        if not typed:
            return []
        hits = self._references(typed) + self._phones(typed, limit)
        organisations = self.organisations(typed, limit=limit)
        hits += [self._hit(organisation) for organisation in organisations]
        hits += self._people(typed, limit)
        hits += [_enquiry_hit(enquiry) for enquiry in self._enquiries(typed, limit)]
        unique = {(hit.kind, hit.uid): hit for hit in reversed(hits)}
        return [hit for hit in hits if unique.pop((hit.kind, hit.uid), None)][:limit]

    def organisations(self, typed: str, *, limit: int = 20) -> list[Organisation]:
        """Organisations whose names have every word typed, as beginnings.

        The whole name first, then names that begin so, then the rest; open business before silence,
        the active before the closed.
        """
        wanted = fold(typed[:LONGEST])
        if not wanted:
            return []
        rows = self._store.connection.execute(
            f"""WITH found AS (
                SELECT id FROM (SELECT id FROM organisation WHERE folded >= :from
                    AND folded < :to AND removed_at IS NULL ORDER BY folded LIMIT :cap)
                UNION SELECT id FROM (SELECT o.id FROM organisation_words AS w
                    JOIN organisation AS o ON o.id = w.rowid
                    WHERE organisation_words MATCH :words AND o.removed_at IS NULL LIMIT :cap))
            SELECT o.*, {_OPEN_OF} AS open FROM found JOIN organisation AS o ON o.id = found.id
            ORDER BY o.state <> 'active', o.folded <> :from, o.folded NOT BETWEEN :from AND :to,
                open = 0, o.folded, o.id
            LIMIT :limit""",
            {
                "from": wanted,
                "to": wanted + "\U0010ffff",
                "words": _all_words(wanted),
                "cap": CAP,
                "limit": limit,
            },
        )
        return [organisation_of(row) for row in rows]

    def similar(self, subject: str, *, limit: int = 3) -> list[Enquiry]:
        """Past enquiries like this one, with the answers given then; the most alike first."""
        subject = display_safe(subject[:LONGEST]).lower()
        words = [w for w in _WORD.findall(subject) if len(w) > 2 and w not in COMMON]
        if not words:
            return []
        return read_enquiries(
            self._store.connection,
            "e.id IN (SELECT rowid FROM (SELECT w.rowid, w.rank FROM enquiry_words AS w "
            "JOIN enquiry AS past ON past.id = w.rowid WHERE enquiry_words MATCH ? "
            "AND past.answer <> '' AND past.removed_at IS NULL ORDER BY w.rowid DESC LIMIT ?) "
            "ORDER BY rank LIMIT ?) "
            "ORDER BY (SELECT rank FROM enquiry_words AS w WHERE w.rowid = e.id "
            "AND enquiry_words MATCH ?)",
            [any_word := _any_word(words), CAP, limit, any_word],
        )

    def _references(self, typed: str) -> list[Hit]:
        if not looks_like_reference(typed):
            return []
        try:
            return [_enquiry_hit(self._store.enquiries.get(typed).enquiry)]
        except NotFound:
            return []

    def _phones(self, typed: str, limit: int) -> list[Hit]:
        digits = phone_digits(typed)
        if len(digits) < LEAST_DIGITS or any(letter.isalpha() for letter in typed):
            return []
        like = [f"%{digits}%", limit]
        rows = self._store.connection.execute(
            f"SELECT o.*, {_OPEN_OF} AS open FROM organisation AS o "
            "WHERE o.phone_digits <> '' AND o.phone_digits LIKE ? AND o.removed_at IS NULL LIMIT ?",
            like,
        )
        hits = [self._hit(organisation_of(row)) for row in rows]
        people = self._store.connection.execute(
            f"{_PEOPLE} WHERE c.phone_digits <> '' AND c.phone_digits LIKE ? "
            "AND c.removed_at IS NULL LIMIT ?",
            like,
        )
        hits += [_person_hit(row) for row in people]
        enquiries = read_enquiries(
            self._store.connection,
            "e.phone_digits <> '' AND e.phone_digits LIKE ? ORDER BY e.id DESC LIMIT ?",
            like,
        )
        return hits + [_enquiry_hit(enquiry) for enquiry in enquiries]

    def _people(self, typed: str, limit: int) -> list[Hit]:
        wanted = fold(typed)
        if not wanted:
            return []
        rows = self._store.connection.execute(
            f"{_PEOPLE} JOIN (SELECT one.id FROM contact_words AS w JOIN contact AS one "
            "ON one.id = w.rowid WHERE contact_words MATCH ? AND one.removed_at IS NULL LIMIT ?) "
            "AS found ON found.id = c.id "
            "ORDER BY c.left_on IS NOT NULL, c.folded LIMIT ?",
            [_all_words(wanted), CAP, limit],
        )
        return [_person_hit(row) for row in rows]

    def _enquiries(self, typed: str, limit: int) -> list[Enquiry]:
        if len(fold(typed)) < 2:
            return []
        return read_enquiries(
            self._store.connection,
            "e.id IN (SELECT w.rowid FROM enquiry_words AS w JOIN enquiry AS one "
            "ON one.id = w.rowid WHERE enquiry_words MATCH ? AND one.removed_at IS NULL "
            "ORDER BY w.rowid DESC LIMIT ?) ORDER BY e.id DESC LIMIT ?",
            [_all_typed(typed), CAP, limit],
        )

    def _hit(self, organisation: Organisation) -> Hit:
        (open_count,) = self._store.connection.execute(
            "SELECT count(*) FROM enquiry WHERE organisation = ? AND status <> 'closed' "
            "AND removed_at IS NULL",
            [organisation.uid],
        ).fetchone()
        marks = (organisation.ward or organisation.postcode, organisation.phone)
        closed = "closed" if organisation.state != "active" else ""
        return Hit(
            "organisation",
            organisation.uid,
            "",
            organisation.name,
            ", ".join(filter(None, (closed, *marks))),
            organisation.phone,
            open_count,
            organisation.uid,
        )


_PEOPLE = (
    "SELECT c.*, o.name AS organisation_name FROM contact AS c "
    "JOIN organisation AS o ON o.uid = c.organisation"
)


def _person_hit(row: sqlite3.Row) -> Hit:
    role = ", ".join(filter(None, (row["role"], row["organisation_name"])))
    matched = f"{role} (left)" if row["left_on"] else role
    return Hit("person", row["uid"], "", row["name"], matched, row["phone"], 0, row["organisation"])


def _enquiry_hit(enquiry: Enquiry) -> Hit:
    return Hit(
        "enquiry",
        enquiry.uid,
        enquiry.reference,
        enquiry.subject,
        f"{enquiry.who}, {enquiry.status.words}",
        enquiry.phone,
        int(enquiry.is_open),
        enquiry.organisation_uid,
    )


def _all_words(folded: str) -> str:
    """An FTS query that wants every word, as a beginning; what was typed is quoted, never syntax.

    The tokenizer drops what is neither letter nor digit, so such words would match nothing.
    """
    return " ".join(f'"{word}"*' for word in folded.split())


def _all_typed(typed: str) -> str:
    """As `_all_words`, for an index of text that is not folded: the tokenizer takes what was typed
    apart as it took the text (“Mary’s” is two words in a row to it).
    """
    return " ".join(f'"{word}"*' for word in typed.replace('"', " ").split())


def _any_word(words: list[str]) -> str:
    return " OR ".join(f'"{word}"' for word in words)
