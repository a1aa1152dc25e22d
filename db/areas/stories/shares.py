"""Counts whose stories were out in twelve months, by ward, size and whom organisations serve."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from db.connection import by_name
from db.records.listing import wards
from db.records.size_band import size_band
from db.records.survivors import survivor
from spoc_tui.casework.dates.working_days import ONE_DAY
from spoc_tui.casework.kinds.clocks import before
from spoc_tui.casework.organisations.profile import SizeBand
from spoc_tui.casework.organisations.wards import wards_in
from spoc_tui.casework.stories.papers import NONE_IN, Share, SharesFacts
from spoc_tui.casework.text import compared

if TYPE_CHECKING:
    from db.connection import Connection
    from db.store import Store
    from spoc_tui.casework.kinds.paper import AreaPaper

_OUT = f"""SELECT t.uid AS uid, t.ward AS ward, s.uid AS whose, s.ward AS own,
    {size_band("s")} AS size
    FROM stories_story AS t JOIN organisation AS o ON o.uid = t.organisation
    JOIN organisation AS s ON s.uid = {survivor("o")}
    WHERE t.came_out > :since AND t.came_out <= :until AND t.removed_at IS NULL
    ORDER BY t.came_out, t.uid"""
_THERE = f"""SELECT o.ward, {size_band("o")} AS band, count(*) AS there
    FROM organisation AS o
    WHERE o.removed_at IS NULL AND o.merged_into IS NULL AND o.state = 'active'
    GROUP BY o.ward, band"""
_GROUPS = """SELECT uid, name FROM equality_characteristic
    WHERE removed_at IS NULL AND closed_at IS NULL ORDER BY began_at, uid"""
_SERVED = f"""SELECT DISTINCT {survivor("o")} AS whose, g.group_ AS served
    FROM equality_purpose AS p JOIN organisation AS o ON o.uid = p.organisation
    JOIN equality_purpose_serves AS g ON g.record = p.uid
    WHERE p.removed_at IS NULL AND p.closed_at IS NULL AND g.removed_at IS NULL"""


class _Out(NamedTuple):
    uid: str
    whose: str
    wards: tuple[str, ...]
    size: str


def shares_of(store: Store, paper: AreaPaper) -> SharesFacts:
    """The shares of the twelve months to today, today with them."""
    connection, until = store.connection, store.today()
    since = before("Until", until, NONE_IN, "months").day
    asked = {"since": since.isoformat(), "until": until.isoformat()}
    out = [
        _Out(row["uid"], row["whose"], wards_in(row["ward"] or row["own"]), row["size"])
        for row in by_name(connection.execute(_OUT, asked))
    ]
    in_wards, in_sizes = _there(connection)
    called = {compared(name): name for name in wards(connection)}
    by_ward = {(one.uid, one.whose, compared(ward)) for one in out for ward in one.wards}
    serving, groups = served_by(connection), groups_of(connection)
    tagged = Counter(group for its in serving.values() for group in its)
    by_group = {(one.uid, one.whose, group) for one in out for group in serving.get(one.whose, ())}
    by_size = {(one.uid, one.whose, one.size) for one in out}
    return SharesFacts(
        paper,
        since + ONE_DAY,
        _shares(called, by_ward, in_wards),
        _shares({band.value: band.words for band in SizeBand}, by_size, in_sizes),
        _shares(groups, by_group, tagged),
        len(out),
        sum(not one.wards for one in out),
        sum(not serving.get(one.whose) for one in out),
        until,
        store.signed_for(paper),
    )


def served_by(connection: Connection) -> Mapping[str, set[str]]:
    """By the uid of an organisation, those of the groups that it serves, as far as is known."""
    serving = defaultdict[str, set[str]](set)
    for row in by_name(connection.execute(_SERVED)):
        serving[row["whose"]].add(row["served"])
    return serving


def groups_of(connection: Connection) -> Mapping[str, str]:
    """The names of the equality groups, by uid."""
    return {row["uid"]: row["name"] for row in by_name(connection.execute(_GROUPS))}


def _there(connection: Connection) -> tuple[Counter[str], Counter[str]]:
    """How many active organisations there are, by ward and by size."""
    in_wards, in_sizes = Counter[str](), Counter[str]()
    for row in by_name(connection.execute(_THERE)):
        in_sizes[row["band"]] += row["there"]
        for ward in wards_in(row["ward"]):
            in_wards[compared(ward)] += row["there"]
    return in_wards, in_sizes


def _shares(
    names: Mapping[str, str], found: Iterable[tuple[str, str, str]], there: Mapping[str, int]
) -> tuple[Share, ...]:
    """Of each the stories and organisations, those with no story first."""
    stories, whose = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for uid, organisation, key in found:
        stories[key].add(uid)
        whose[key].add(organisation)
    made = [
        Share(name, len(stories[key]), len(whose[key]), there.get(key, 0))
        for key, name in names.items()
    ]
    return tuple(sorted(made, key=lambda one: one.stories > 0))
