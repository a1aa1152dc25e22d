"""What is nearly there already, asked before an organisation is added."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from db.organisation_rows import read_organisations
from db.survivors import survivor
from spoc_tui.casework.duplicates import (
    LEAST_DIGITS,
    NEAR,
    NEAR_ALONE,
    Nearly,
    names_said,
    near_names,
    why_alike,
)
from spoc_tui.casework.names import name_key
from spoc_tui.casework.text import phone_digits, web_domain

if TYPE_CHECKING:
    from db.store import Store

CAP = 100
"""How many organisations each question gives to be compared."""
MOST = 5
"""How many are named."""
LONGEST = 12
"""How many words of a name are left out in turn."""

_NAMED = """
SELECT o.uid, o.name FROM organisation_words AS w JOIN organisation AS o ON o.id = w.rowid
WHERE organisation_words MATCH :query AND o.removed_at IS NULL LIMIT :cap"""
_ALSO_NAMED = """
SELECT n.organisation, n.name FROM other_name_words AS w JOIN other_name AS n ON n.id = w.rowid
WHERE other_name_words MATCH :query AND n.removed_at IS NULL LIMIT :cap"""
_WITH = "SELECT uid, name FROM organisation WHERE {} AND removed_at IS NULL LIMIT :cap"
_READ_AS = f"""
SELECT o.uid, {survivor("o")} FROM organisation AS o
WHERE o.uid IN (SELECT value FROM json_each(?))"""


def nearly(
    store: Store, name: str, *, postcode: str = "", phone: str = "", web: str = ""
) -> list[Nearly]:
    """Organisations with nearly this name (a merged one's included), the likeliest first.

    A name must be nearer where no postcode, phone number or web address is alike as well.
    """
    shared: dict[str, dict[str, str]] = {}
    names: set[tuple[str, str]] = set()
    for what, said, where, value in _places(postcode, phone, web):
        for uid, known in store.connection.execute(
            _WITH.format(where), {"value": value, "cap": CAP}
        ):
            shared.setdefault(uid, {})[what] = said
            names.add((uid, known))
    for query in _queries(name):
        for asked in (_NAMED, _ALSO_NAMED):
            names.update(map(tuple, store.connection.execute(asked, {"query": query, "cap": CAP})))
    scored: dict[str, tuple[int, float, str]] = {}
    for uid, known in names:
        place = shared.get(uid, {})
        if score := near_names(name, known, least=NEAR if place else NEAR_ALONE):
            why = why_alike([], place, names_said(name, known, score))
            scored[uid] = max(scored.get(uid, (0, 0.0, "")), (len(place), score, why))
    return _best(store, scored)


def _best(store: Store, scored: dict[str, tuple[int, float, str]]) -> list[Nearly]:
    """The likeliest of them, each as it is read now."""
    read_as = dict(store.connection.execute(_READ_AS, [json.dumps(list(scored))]).fetchall())
    best: dict[str, tuple[int, float, str]] = {}
    for uid, rank in scored.items():
        best[read_as[uid]] = max(best.get(read_as[uid], rank), rank)
    found = {
        one.uid: one
        for one in read_organisations(
            store.connection, "o.uid IN (SELECT value FROM json_each(?))", [json.dumps(list(best))]
        )
    }
    uids = sorted(found, key=lambda uid: (best[uid][:2], uid), reverse=True)
    return [Nearly(found[uid], best[uid][2]) for uid in uids[:MOST]]


def _places(postcode: str, phone: str, web: str) -> Iterator[tuple[str, str, str, str]]:
    """What is looked for beside the name: what it is, as it is said, the condition, the value."""
    if key := "".join(postcode.split()).upper():
        yield "postcode", postcode.strip().upper(), "replace(postcode, ' ', '') = :value", key
    if len(digits := phone_digits(phone)) >= LEAST_DIGITS:
        yield "phone", digits, "phone_digits = :value", digits
    if domain := web_domain(web):
        yield "web", domain, "domain = :value", domain


def _queries(name: str) -> Iterator[str]:
    """Full-text queries: every word of the name, then all but each of them in turn."""
    words = [word for word in name_key(name).split() if word.isalnum()]
    if not words:
        return
    yield _all(words, "*")
    if len(words) > 1:
        for left_out in range(min(len(words), LONGEST)):
            yield _all([*words[:left_out], *words[left_out + 1 :]])


def _all(words: list[str], end: str = "") -> str:
    return " ".join(f'"{word}"{end}' for word in words)
