"""Reads what proposes a tag for an organisation: its free tags, and what a register says of whom it
serves. It is proposed, and never set.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, cast

from db.connection import by_name
from db.kinds.reading import read_records
from db.records.survivors import EACH_OF
from spoc_tui.casework.equality.characteristic import Characteristic
from spoc_tui.casework.kinds.catalogue import kind_of
from spoc_tui.casework.kinds.evidence import Offer
from spoc_tui.casework.text import fold

if TYPE_CHECKING:
    from db.connection import Connection

CLASSIFYING = frozenset(
    ("ukcat", "classification", "classifications", "who", "beneficiaries", "beneficiary groups")
)
"""How the columns of a list are headed that classify whom an organisation serves, folded."""
_BETWEEN = re.compile(r"[,;|]")
_TAGS = f"""{EACH_OF} SELECT e.root, o.tags FROM each_of AS e
    JOIN organisation AS o ON o.uid = e.uid WHERE o.tags <> '' AND o.removed_at IS NULL
    ORDER BY e.root, o.uid"""
_LISTED = f"""{EACH_OF} SELECT e.root, s.source, s.row FROM each_of AS e
    JOIN source_entry AS s ON s.organisation = e.uid WHERE s.removed_at IS NULL
    ORDER BY e.root, s.source, s.uid"""


class Saying(NamedTuple):
    """A word that may propose a tag, and whose it is."""

    word: str
    whose: str
    """“tag”, or the list that has it: “ukcat”."""

    @property
    def described(self) -> str:
        """“tag “older people””, “ukcat “BE108””."""
        return f"{self.whose} “{self.word}”"


def characteristics(connection: Connection) -> list[Characteristic]:
    """The list to choose from, in its order; those that were retired after it."""
    found = read_records(
        connection,
        kind_of("characteristic"),
        "1 ORDER BY r.closed_at IS NOT NULL, r.began_at, r.id",
        whole=False,
    )
    return cast("list[Characteristic]", found)


def sayings(connection: Connection, uids: Collection[str]) -> Mapping[str, Sequence[Saying]]:
    """By organisation (as it is read), what its free tags and the lists that have it say."""
    found = defaultdict[str, list[Saying]](list)
    asked = [json.dumps(sorted(uids))]
    for row in by_name(connection.execute(_TAGS, asked)):
        found[row["root"]] += [Saying(word, "tag") for word in _words(row["tags"])]
    for row in by_name(connection.execute(_LISTED, asked)):
        for heading, said in _cells(row["row"]):
            if fold(heading) in CLASSIFYING:
                found[row["root"]] += [Saying(one, row["source"]) for one in _words(said)]
    return found


def proposed(
    said: Sequence[Saying], of: Sequence[Characteristic], but: Collection[str] = ()
) -> list[Offer]:
    """What these words propose of the list, in its order, but for those of some uids."""
    return [
        Offer(one.uid, "characteristic", one.reference, f"{one.name}: {by.described}", _EVER)
        for one in of
        if one.is_open and one.uid not in but
        if (by := next((each for each in said if one.is_proposed_by(each.word)), None))
    ]


_EVER = date.min
"""What is proposed is so from no day: the word stands as long as it is there."""


def _words(text: str) -> list[str]:
    return [word for part in _BETWEEN.split(text) if (word := part.strip())]


def _cells(row: str) -> list[tuple[str, str]]:
    """The headings of a row as it came, with what is beneath each."""
    found = json.loads(row)
    pairs = found.items() if isinstance(found, dict) else found
    return [(str(heading), str(said)) for heading, said in pairs if said]
