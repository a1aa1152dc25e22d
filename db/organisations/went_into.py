"""Organisations that are closed and may have gone into one of another name and number: it has their
telephone or web site, or is at their postcode with a word of their name, or where two were closed
together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from db.organisations.near_names import shared
from db.organisations.reading import IN_LISTS
from spoc_tui.casework.organisations.likeness import shared_words

if TYPE_CHECKING:
    from db.connection import Row
    from db.writing import Writing

MOST_AT_A_PLACE = 12
"""What more organisations than these have alike tells nothing of any of them."""
_WORDED = {"postcode": "same postcode", "phone": "same phone", "web": "same web address"}
_AT = """
WITH at_place AS MATERIALIZED (
    SELECT {column} AS value, o.uid, o.folded, {closed} AS closed FROM {those} AND {has_one}),
few AS (SELECT value FROM at_place GROUP BY value
    HAVING count(*) BETWEEN 2 AND {most} AND min(closed) <> max(closed))
SELECT at_place.*, iif(closed, {standing}, '') AS standing
FROM few CROSS JOIN at_place USING (value) ORDER BY value, uid"""
STANDING = """(SELECT max(e.standing) FROM source_entry AS e
    WHERE e.organisation = {uid} AND e.removed_at IS NULL)"""
"""What the lists say of whether an organisation is still there."""


class WentInto(NamedTuple):
    """The one that is there now, the one that is closed, and what they have alike."""

    into: str
    before: str
    why: str


class Those(NamedTuple):
    """Whom to look among, in SQL: a FROM with a WHERE that calls each `o`, whether one is closed,
    and what is said of one at `at_place.uid` that is.
    """

    those: str
    closed: str
    standing: str


_HERE = Those(
    f"organisation AS o NOT INDEXED WHERE {IN_LISTS}",
    "o.state = 'closed'",
    STANDING.format(uid="at_place.uid"),
)


def went_into(store: Writing, among: Those = _HERE) -> Iterator[WentInto]:
    """Each pair once, told by what tells most."""
    seen: set[tuple[str, str]] = set()
    columns = shared("o")
    for what in ("phone", "web", "postcode"):
        column, has_one = columns[what]
        places: dict[str, list[Row]] = defaultdict(list)
        for row in store.connection.execute(
            _AT.format(column=column, has_one=has_one, most=MOST_AT_A_PLACE, **among._asdict())
        ):
            places[row["value"]].append(row)
        for rows in places.values():
            for into, before, why in _at_one_place(rows, what):
                if (into, before) not in seen:
                    seen.add((into, before))
                    yield WentInto(into, before, f"{_WORDED[what]}{why}")


def _at_one_place(rows: list[Row], what: str) -> Iterator[tuple[str, str, str]]:
    gone = [row for row in rows if row["closed"]]
    there = [row for row in rows if not row["closed"]]
    # “Not active” is no day on which two were closed together.
    together = [row["standing"] for row in gone if any(map(str.isdigit, row["standing"] or ""))]
    for before in gone:
        for into in there:
            if what != "postcode":
                yield into["uid"], before["uid"], ""
            elif words := shared_words(into["folded"], before["folded"]):
                yield into["uid"], before["uid"], f", “{min(words)}” in both names"
            elif together.count(before["standing"]) > 1 and len(there) == 1:
                described = f", another there was {before['standing']} too"
                yield into["uid"], before["uid"], described
