"""How many organisations are in which lists, counted by the database."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from db.lists.review_queue import HELD, count
from db.organisations.reading import IN_LISTS
from spoc_tui.casework.lists.overlap import ADDED_BY_HAND, NO_LONGER_LISTED, Overlap, count_overlap

if TYPE_CHECKING:
    from db.writing import Writing

_ALL = f"""SELECT count(*) AS organisations, coalesce(sum(o.state = 'closed'), 0) AS closed
FROM organisation AS o WHERE {IN_LISTS}"""
# What a list says of a merged one, it says of the one that is read in its place.
_LISTED = f"""
WITH RECURSIVE each_of (root, uid) AS (
    SELECT o.uid, m.uid FROM organisation AS m JOIN organisation AS o ON o.uid = m.merged_into
    WHERE m.merged_into IS NOT NULL AND {IN_LISTS}
    UNION SELECT root, m.uid FROM each_of JOIN organisation AS m ON m.merged_into = each_of.uid),
stands (organisation, lists) AS MATERIALIZED (
    SELECT coalesce(root, e.organisation),
        json_group_array(DISTINCT source) FILTER (WHERE gone_on IS NULL)
    FROM source_entry AS e LEFT JOIN each_of ON each_of.uid = e.organisation
    WHERE e.removed_at IS NULL GROUP BY 1)
SELECT lists, count(*) AS organisations
FROM stands CROSS JOIN organisation AS o ON o.uid = stands.organisation
WHERE {IN_LISTS} GROUP BY lists"""


def overlap_of(store: Writing, alike: int = 0) -> Overlap:
    """Every organisation that is here once, merged ones with their survivor; entries that are gone
    from their list's latest issue do not count. `alike` is how many pairs may be one.
    """
    found: dict[tuple[str, ...], int] = {}
    every = store.connection.execute(_ALL).fetchone()
    by_hand = every["organisations"]
    for row in store.connection.execute(_LISTED):
        lists = tuple(sorted(json.loads(row["lists"]))) or (NO_LONGER_LISTED,)
        found[lists] = found.get(lists, 0) + row["organisations"]
        by_hand -= row["organisations"]
    if by_hand:
        found[(ADDED_BY_HAND,)] = by_hand
    return count_overlap(
        found,
        closed=every["closed"],
        undecided=count(store.connection, HELD),
        alike=alike,
    )
