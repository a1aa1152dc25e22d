"""Reads a list chunk by chunk, its rows prepared to be put aside; where it can, in another thread,
so that the next chunk is read while SQLite takes in the last.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import lru_cache, partial
from operator import attrgetter
from typing import Any

from db.lists.uids import identifier_uid
from db.records.uids import natural_uids
from spoc_tui.casework.organisations.names import name_key
from spoc_tui.casework.organisations.organisation import (
    ListedOrganisation,
    ListRow,
    RefusedRow,
    RowElsewhere,
)
from spoc_tui.casework.text import fold, phone_digits, web_domain

MOST_CHARACTERS = 16_000_000
"""How much text is read at a time at most, or a row more: it is all in memory."""
SWITCH_SECONDS = 0.0005
"""How long at most another thread waits for Python's lock while a list is read: each statement
needs it some times over, and most are short.
"""
MEANWHILE_SECONDS = 0.2
"""How often who waits for a slow list is asked whether to go on."""
DERIVED_KEYS = ("folded", "ward_folded", "phone_digits", "domain")
"""The derived columns of an organisation (db/records/text_indexes.py)."""
PREPARED = ("line", "key", "facts", "row", "standing", *DERIVED_KEYS)
"""What a row is prepared as, before the facts that its list speaks of."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_text: Callable[[str], str] = json.encoder.encode_basestring
"""The same of a text alone."""
_NOT_SAID = ("", None)


@dataclass
class Chunk:
    """Some rows of a list, in its order, and the share of it (0 to 1) that was read by then."""

    rows: int = 0
    share: float = 0.0
    listed: list[tuple[Any, ...]] = field(default_factory=list)
    """The organisations: a uid for each and one for its entry, then `PREPARED` and the facts."""
    identifiers: list[tuple[Any, ...]] = field(default_factory=list)
    """Their numbers: uid, line, scheme, number, linked number."""
    parts: set[str] = field(default_factory=set)
    """What belongs to some of them, by table."""
    refused: list[RefusedRow] = field(default_factory=list)
    elsewhere: list[RowElsewhere] = field(default_factory=list)
    several: list[tuple[str]] = field(default_factory=list)
    """The keys of those that one row names, each by itself."""


class ListReading:
    """A list that is read once; `fields` are the facts that it speaks of, `source` its name."""

    def __init__(
        self,
        rows: Iterable[ListRow],
        fields: Sequence[str],
        source: str,
        share_read: Callable[[], float] = lambda: 0.0,
    ) -> None:
        self._rows = iter(rows)
        self._source = source
        self._fields = fields
        self._share_read = share_read
        self._names = [_named(field) for field in fields]
        self._values = attrgetter(*fields, "name")  # of one name it would be no tuple
        self._stopped = False

    @contextmanager
    def begun(
        self, *, in_thread: bool, meanwhile: Callable[[], None]
    ) -> Iterator[Callable[[int], Callable[[], Chunk]]]:
        """A function that begins to read so many rows, and gives one that waits for them: a chunk
        without rows is the end. What goes wrong in reading is raised there.

        `in_thread`: in another thread, which is gone when this ends. `meanwhile` is called now and
        then while one waits for it; what that raises ends the reading.
        """
        if not in_thread:
            yield lambda most: partial(self.next, most)
            return
        usual = sys.getswitchinterval()
        with ThreadPoolExecutor(1, thread_name_prefix="reading") as thread:
            try:
                sys.setswitchinterval(SWITCH_SECONDS)
                yield lambda most: partial(_waited_for, thread.submit(self.next, most), meanwhile)
            finally:
                sys.setswitchinterval(usual)
                self._stopped = True

    def next(self, most: int) -> Chunk:
        """The next rows of the list, so many at most; none at its end."""
        chunk, size = Chunk(), 0
        prepared: list[tuple[Any, ...]] = []
        numbers: list[tuple[int, ListedOrganisation]] = []
        for row in self._rows:
            chunk.rows += 1
            if isinstance(row, ListedOrganisation):
                one = self._prepared(row)
                prepared.append(one)
                size += len(one[2]) + len(one[3])
                if row.identifiers:
                    numbers.append((len(prepared) - 1, row))
                if row.other_names:
                    chunk.parts.add("other_name")
                if row.people:
                    chunk.parts.add("contact")
                if row.several:
                    chunk.several += [(key_of_one(row.key, name),) for name in row.several]
            elif isinstance(row, RefusedRow):
                chunk.refused.append(row)
            else:
                chunk.elsewhere.append(row)
            if chunk.rows == most or size >= MOST_CHARACTERS or self._stopped:
                break
        keys = [one[1] for one in prepared]
        uids = natural_uids("organisation", self._source, keys)
        entries = natural_uids("source_entry", self._source, keys)
        chunk.listed = [
            (uid, entry, *one) for uid, entry, one in zip(uids, entries, prepared, strict=True)
        ]
        chunk.identifiers = [
            (identifier_uid(uids[place], i), row.line, i.scheme, i.number, i.linked)
            for place, row in numbers
            for i in row.identifiers
        ]
        if numbers:
            chunk.parts.add("identifier")
        chunk.share = self._share_read()
        return chunk

    def _prepared(self, one: ListedOrganisation) -> tuple[Any, ...]:
        values = self._values(one)[:-1]
        return (
            one.line,
            one.key,
            self._facts(one, values),
            f"{{{','.join([_named(name) + _text(cell) for name, cell in one.row])}}}",
            one.standing,
            name_key(one.name),
            fold(one.ward) if one.ward else "",
            phone_digits(one.phone) if one.phone else "",
            web_domain(one.web) if one.web else "",
            *values,
        )

    def _facts(self, one: ListedOrganisation, values: Sequence[Any]) -> str:
        """The facts of a row, in a fixed order, so that the same row is the same text."""
        # Member by member, for the encoder is quick with texts, and is set up again for an object.
        described = ",".join(
            [
                name + (_text(value) if type(value) is str else _encode(value))
                for name, value in zip(self._names, values, strict=True)
                if value not in _NOT_SAID
            ]
        )
        also: dict[str, Any] = {}
        if one.identifiers:
            also["identifiers"] = list(map(asdict, one.identifiers))
        if one.other_names:
            also["other_names"] = one.other_names
        if one.people:
            also["people"] = list(map(asdict, one.people))
        if one.standing:
            also["standing"] = one.standing
        if one.several:
            also["several"] = one.several
        return f'{{"said":{{{described}}}' + (f",{_encode(also)[1:]}" if also else "}")


def key_of_one(key: str, name: str) -> str:
    """The key of one of several organisations that a row of this key names."""
    return f"{key}; {name_key(name)}"


def _waited_for(coming: Future[Chunk], meanwhile: Callable[[], None]) -> Chunk:
    while not wait([coming], MEANWHILE_SECONDS).done:
        meanwhile()
    return coming.result()


@lru_cache(maxsize=1_000)
def _named(name: str) -> str:
    return f"{_encode(name)}:"
