"""Words that are looked for in records of every kind, and what the search asks of each kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from db.connection import Connection
from spoc_tui.casework.search.finding import Hit

FEWEST_LETTERS = 2
"""Shorter words than these are not looked for: nearly every record has one that begins so."""
NEWEST_TEXTS = 2_000
"""In how many texts of records of declared kinds they are found at most, the newest first."""
NEWEST_NOTES = 500
"""In how many notes, and promises, on records of any kind: so that a kind of which there are
few is not looked for through the notes of a million others.
"""

HAVE = f"""
SELECT r.kind, r.uid FROM (
    SELECT t.record FROM (SELECT rowid AS id FROM record_words WHERE record_words MATCH :words
            ORDER BY rowid DESC LIMIT {NEWEST_TEXTS}) AS w
        CROSS JOIN record_text AS t ON t.id = w.id
    UNION SELECT one.record FROM (SELECT rowid AS id FROM event_words WHERE event_words MATCH :words
            ORDER BY rowid DESC LIMIT {NEWEST_NOTES}) AS w
        CROSS JOIN event AS one ON one.id = w.id WHERE one.removed_at IS NULL
    UNION SELECT one.record FROM (SELECT rowid AS id FROM promise_words
            WHERE promise_words MATCH :words ORDER BY rowid DESC LIMIT {NEWEST_NOTES}) AS w
        CROSS JOIN promise AS one ON one.id = w.id WHERE one.removed_at IS NULL) AS found
CROSS JOIN record AS r ON r.uid = found.record WHERE r.removed_at IS NULL ORDER BY r.uid DESC"""


class Wanted(NamedTuple):
    """A search in the words of records."""

    words: str
    """Every word as a beginning, as the text indexes take it."""
    limit: int
    """How many records of each kind at most."""
    have: Mapping[str, Sequence[str]]
    """By kind, the newest that have every word in one note or promise, or in what they say
    themselves where they are of a declared kind.
    """


def wanted(connection: Connection, typed: str, limit: int) -> Wanted | None:
    """What was typed, looked up in all that kinds share; None: there is no word of enough letters.

    The tokenizer takes what was typed apart as it took the texts: “Mary’s” is two in a row.
    """
    parts = [one for one in typed.replace('"', " ").split() if len(one) >= FEWEST_LETTERS]
    if not parts:
        return None
    words = " ".join(f'"{word}"*' for word in parts)
    have: dict[str, list[str]] = {}
    for kind, uid in connection.execute(HAVE, {"words": words}):
        of_kind = have.setdefault(kind, [])
        if len(of_kind) < limit:
            of_kind.append(uid)
    return Wanted(words, limit, have)


class RecordWords(Protocol):
    """The records of one kind, found by what is in them."""

    def with_words(self, asked: Wanted) -> list[Hit]: ...
    def of_ids(self, ids: Sequence[int]) -> list[Hit]: ...
    def of_uid(self, uid: str) -> list[Hit]: ...
    def newest_open(self, limit: int) -> list[Hit]: ...
