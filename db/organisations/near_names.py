"""Finds nearly the same organisation, before one is added."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from db.organisations.rows import read_organisations
from db.records.survivors import survivor
from spoc_tui.casework.organisations.likeness import (
    FEWEST_DIGITS,
    NEAR,
    NEAR_ALONE,
    Nearly,
    describe_names,
    near_names,
    whole_postcode,
    why_alike,
)
from spoc_tui.casework.organisations.names import name_key
from spoc_tui.casework.text import phone_digits, web_domain

if TYPE_CHECKING:
    from db.writing import Writing

MOST_COMPARED = 100
"""How many organisations each question gives to be compared."""
MOST_NAMED = 5
"""How many are named."""
MOST_WORDS_LEFT_OUT = 12
"""How many words of a name are left out in turn."""


def shared(row: str) -> dict[str, tuple[str, str]]:
    """What near-names may have alike: by field of organisation `row` (an alias), its SQL, as the
    indexes have it, and where it says something.
    """
    phone = f"{row}.phone_digits"
    return {
        "postcode": (f"replace({row}.postcode, ' ', '')", f"{row}.postcode <> ''"),
        "phone": (phone, f"{phone} <> '' AND length({phone}) >= {FEWEST_DIGITS}"),
        "web": (f"{row}.domain", f"{row}.domain <> ''"),
    }


_NAMED = """
SELECT o.uid, o.name FROM organisation_words AS w JOIN organisation AS o ON o.id = w.rowid
WHERE organisation_words MATCH :query AND o.removed_at IS NULL LIMIT :cap"""
_ALSO_NAMED = """
SELECT n.organisation, n.name FROM other_name_words AS w JOIN other_name AS n ON n.id = w.rowid
WHERE other_name_words MATCH :query AND n.removed_at IS NULL LIMIT :cap"""
_WITH = {
    field: f"SELECT uid, name FROM organisation AS o WHERE {alike} = :value AND {described} "
    "AND removed_at IS NULL LIMIT :cap"
    for field, (alike, described) in shared("o").items()
}
_READ_AS = f"""
SELECT o.uid, {survivor("o")} FROM organisation AS o
WHERE o.uid IN (SELECT value FROM json_each(?))"""


def nearly(
    store: Writing, name: str, *, postcode: str = "", phone: str = "", web: str = ""
) -> list[Nearly]:
    """Organisations with nearly this name (a merged one's included), the most likely first.

    A name must be nearer where no postcode, phone number or web address is alike as well.
    """
    places: dict[str, dict[str, str]] = {}
    names: set[tuple[str, str]] = set()
    for what, described, value in _places(postcode, phone, web):
        for uid, known in store.connection.execute(
            _WITH[what], {"value": value, "cap": MOST_COMPARED}
        ):
            places.setdefault(uid, {})[what] = described
            names.add((uid, known))
    for query in _queries(name):
        for asked in (_NAMED, _ALSO_NAMED):
            names.update(
                map(tuple, store.connection.execute(asked, {"query": query, "cap": MOST_COMPARED}))
            )
    scored: dict[str, tuple[int, float, str]] = {}
    for uid, known in names:
        place = places.get(uid, {})
        if score := near_names(name, known, least=NEAR if place else NEAR_ALONE):
            why = why_alike([], place, describe_names(name, known, score))
            scored[uid] = max(scored.get(uid, (0, 0.0, "")), (len(place), score, why))
    return _best(store, scored)


def _best(store: Writing, scored: dict[str, tuple[int, float, str]]) -> list[Nearly]:
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
    return [Nearly(found[uid], best[uid][2]) for uid in uids[:MOST_NAMED]]


def _places(postcode: str, phone: str, web: str) -> Iterator[tuple[str, str, str]]:
    """What is looked for beside the name: the field, the value as shown, and as kept."""
    if whole := whole_postcode(postcode):
        yield "postcode", whole, "".join(whole.split())
    if len(digits := phone_digits(phone)) >= FEWEST_DIGITS:
        yield "phone", digits, digits
    if domain := web_domain(web):
        yield "web", domain, domain


def _queries(name: str) -> Iterator[str]:
    """Full-text queries: every word of the name, then all but each of them in turn."""
    words = [word for word in name_key(name).split() if word.isalnum()]
    if not words:
        return
    yield _all(words, "*")
    if len(words) > 1:
        for left_out in range(min(len(words), MOST_WORDS_LEFT_OUT)):
            yield _all([*words[:left_out], *words[left_out + 1 :]])


def _all(words: list[str], end: str = "") -> str:
    return " ".join(f'"{word}"{end}' for word in words)
