"""Organisations that may be one and the same, read set-wise; merged, or kept apart for good."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from db.organisations.near_names import shared
from db.organisations.reading import IN_LISTS
from db.organisations.rows import read_organisations
from db.organisations.sides import SidesHere
from db.organisations.went_into import went_into
from db.records.survivors import joined, survivor
from spoc_tui.casework.organisations import likeness
from spoc_tui.casework.organisations.identifiers import Identifier
from spoc_tui.casework.organisations.likeness import SAME_LETTERS, DuplicatePair
from spoc_tui.casework.organisations.same_organisation import Side, Sureness, judge

if TYPE_CHECKING:
    from db.store import Store
    from db.writing import Writing
    from spoc_tui.casework.organisations.likeness import Nearly
    from spoc_tui.casework.organisations.organisation import Organisation

NOTHING: Mapping[str, str] = {}
OF_ANOTHER_NAME = ", another name and number: the closed one may have gone into the other"
"""What is said of one that may have gone into one that is not called like it."""
UidPair = tuple[str, str]
"""Two organisations, the smaller uid first."""

_NUMBERS = f"""
SELECT i.scheme, i.number, i.linked, {survivor("o")} AS organisation
FROM identifier AS i JOIN organisation AS o ON o.uid = i.organisation AND o.removed_at IS NULL
WHERE i.removed_at IS NULL AND (i.number, i.scheme, i.linked) IN (
    SELECT number, scheme, linked FROM identifier WHERE removed_at IS NULL
    GROUP BY number, scheme, linked HAVING count(*) > 1)
GROUP BY i.number, i.scheme, i.linked, organisation
ORDER BY i.number, i.scheme, i.linked"""
# From the few whose letters are another's: all names are read in one go, and no list is but theirs.
_OF_ONE_NAME = f"""
WITH named AS MATERIALIZED (
    SELECT replace(o.folded, ' ', '') AS letters, o.uid, o.postcode, o.state = 'closed' AS closed
    FROM organisation AS o WHERE {IN_LISTS}),
several AS MATERIALIZED (SELECT letters FROM named GROUP BY letters HAVING count(*) > 1)
SELECT named.letters, named.uid, named.closed, (SELECT json_group_array(DISTINCT e.source)
    FROM source_entry AS e WHERE e.organisation = named.uid AND e.removed_at IS NULL
        AND e.gone_on IS NULL) AS lists
FROM several CROSS JOIN named ON named.letters = several.letters
ORDER BY named.letters, replace(named.postcode, ' ', ''), named.uid"""
_APART = f"""
SELECT one.uid, other.uid FROM apart AS a {joined("one", "a.one")} {joined("other", "a.other")}
WHERE a.removed_at IS NULL"""


class PairKey(NamedTuple):
    """One pair as light as it can be: there may be thousands, and few are in view."""

    one: str
    other: str
    why: str


class Duplicates:
    """The organisations that may be there twice in a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._keys: list[PairKey] = []
        self._as_of: tuple[int, int] | None = None

    # Read.

    def keys(self, wanted: Callable[[], bool] = lambda: True) -> list[PairKey]:
        """All pairs, the most likely first; read again when something was written.

        Empty where it is no longer `wanted` before it is done.
        """
        as_of = (self._store.data_version(), self._store.connection.total_changes)
        if as_of != self._as_of:
            self._keys = _found(self._store, wanted)
            self._as_of = as_of if wanted() else None
        return self._keys

    def count(self) -> int:
        """How many pairs there are."""
        return len(self.keys())

    def pairs(self, limit: int, offset: int = 0) -> list[DuplicatePair]:
        """Pairs in full, the most likely first."""
        return self.in_full(self.keys()[offset : offset + limit])

    def in_full(self, keys: Sequence[PairKey]) -> list[DuplicatePair]:
        """These pairs in full; those of which one is no longer there are left out."""
        uids = sorted({uid for key in keys for uid in key[:2]})
        found = {one.uid: one for one in _listed(self._store, uids)}
        return [
            DuplicatePair(found[key.one], found[key.other], key.why)
            for key in keys
            if key.one in found and key.other in found
        ]

    def nearly(
        self,
        name: str,
        *,
        postcode: str = "",
        phone: str = "",
        web: str = "",
        numbers: Sequence[Identifier] = (),
    ) -> list[Nearly]:
        """What is nearly there already, the most likely first; those of which another number in a
        register is known left out. See db/organisations/near_names.py.
        """
        from db.organisations.near_names import nearly

        found = nearly(self._store, name, postcode=postcode, phone=phone, web=web)
        return [
            one for one in found if not likeness.contradict(one.organisation.identifiers, numbers)
        ]

    # Settled.

    def merge(
        self, survivor_uid: str, merged_uid: str, take: Mapping[str, str] = NOTHING
    ) -> Organisation:
        """Merges one organisation into another; see db/organisations/merging.py."""
        from db.organisations.merging import merge

        return merge(self._store, survivor_uid, merged_uid, take)

    def keep_apart(self, one_uid: str, other_uid: str) -> None:
        """Says that two are not the same, for good; see db/organisations/merging.py."""
        from db.organisations.merging import keep_apart

        keep_apart(self._store, one_uid, other_uid)


def _found(store: Writing, wanted: Callable[[], bool]) -> list[PairKey]:
    """The pairs of live organisations that have a number alike, or nearly a name and a place."""
    numbers = _with_one_number(store)
    shared, scores = _near_in_one_place(store, wanted)
    named = _of_one_name(store)
    apart = kept_apart(store)
    pairs = {*numbers, *shared, *named} - apart
    if not wanted():
        return []
    known = {one.uid: one for one in _listed(store, sorted({uid for p in pairs for uid in p}))}
    asked = [pair for pair in pairs - numbers.keys() if _needs_sides(pair, shared, known)]
    sides = SidesHere(store.connection).read({uid for pair in asked for uid in pair})
    ranked = []
    for pair in pairs:
        if not all(uid in known for uid in pair):
            continue
        one, other = (known[uid] for uid in pair)
        alike, place = numbers.get(pair, []), shared.get(pair, NOTHING)
        if _are_branches(one, other, by_place=bool(place)):
            continue
        if not alike and likeness.contradict(one.identifiers, other.identifiers):
            if (went := _successor(sides, one, other)) is not None:
                ranked.append((0, -len(place), -SAME_LETTERS, one.name, went))
            continue
        if pair not in numbers and pair not in shared and not _is_asked(sides, one, other):
            continue
        score = scores.get(pair) or likeness.near_names(one.name, other.name)
        why = likeness.why_alike(alike, place, likeness.describe_names(one.name, other.name, score))
        ranked.append((-len(alike), -len(place), -score, one.name, PairKey(*pair, why)))
    told = {in_order(key.one, key.other) for *_, key in ranked}
    ranked += [(1, 0, 0.0, key.one, key) for key in _went_into(store, told | apart)]
    ranked.sort()
    return [key for *_, key in ranked]


def _needs_sides(
    pair: UidPair, shared: Mapping[UidPair, object], known: Mapping[str, Organisation]
) -> bool:
    """Whether more must be known of two: of those of one name, and of those whose numbers say that
    they are two.
    """
    if not all(uid in known for uid in pair):
        return False
    one, other = (known[uid] for uid in pair)
    return pair not in shared or likeness.contradict(one.identifiers, other.identifiers)


def _is_asked(sides: Mapping[str, Side], one: Organisation, other: Organisation) -> bool:
    return judge(sides[one.uid], sides[other.uid]).sureness >= Sureness.ASK


def _successor(sides: Mapping[str, Side], one: Organisation, other: Organisation) -> PairKey | None:
    """The pair, the one that is there now first, where the other may have gone into it."""
    judged = judge(sides[one.uid], sides[other.uid])
    if judged.sureness is not Sureness.SUCCESSOR:
        return None
    ended = one.state == "closed" or (other.state != "closed" and not sides[one.uid].lists)
    into, before = (other, one) if ended else (one, other)
    return PairKey(into.uid, before.uid, judged.why)


def _went_into(store: Writing, others: set[UidPair]) -> Iterator[PairKey]:
    """Of what is not told already, the pairs of which the closed one may have gone into the other
    of another name: their numbers say that they are two.
    """
    pairs = [one for one in went_into(store) if in_order(one.into, one.before) not in others]
    uids = sorted({uid for pair in pairs for uid in (pair.into, pair.before)})
    known = {one.uid: one for one in _listed(store, uids)}
    for into, before, why in pairs:
        one, other = known[into], known[before]
        if likeness.contradict(one.identifiers, other.identifiers) and not _are_branches(
            one, other, by_place=True
        ):
            yield PairKey(into, before, f"{why}{OF_ANOTHER_NAME}")


def _of_one_name(store: Writing) -> set[UidPair]:
    """Pairs of one name, also where it is joined or split; none that a list tells apart."""
    found: set[UidPair] = set()
    rows = store.connection.execute(_OF_ONE_NAME)
    for _, group in groupby(rows, key=itemgetter(0)):
        members = [(row["uid"], row["closed"], set(json.loads(row["lists"]))) for row in group]
        for place, (one, closed, ones) in enumerate(members):
            others = members[place + 1 : place + 1 + likeness.MOST_COMPARED]
            for other, other_closed, lists in others:
                # One list may have a closed one, and what it went into.
                if closed != other_closed or ones.isdisjoint(lists):
                    found.add(in_order(one, other))
    return found


def _are_branches(one: Organisation, other: Organisation, *, by_place: bool) -> bool:
    """Whether one is a branch of the other, or both are branches and only a number is alike."""
    if one.uid == other.parent_uid or other.uid == one.parent_uid:
        return True
    return not by_place and one.parent_uid is not None and one.parent_uid == other.parent_uid


def _with_one_number(store: Writing) -> dict[UidPair, list[Identifier]]:
    """By pair, the numbers that both have."""
    found: dict[UidPair, list[Identifier]] = {}
    rows = store.connection.execute(_NUMBERS)
    for number, group in groupby(rows, key=itemgetter(0, 1, 2)):
        uids = [row["organisation"] for row in group]
        for place, one in enumerate(uids):
            for other in uids[place + 1 : place + 1 + likeness.MOST_COMPARED]:
                found.setdefault(in_order(one, other), []).append(Identifier(*number))
    return found


def _near_in_one_place(
    store: Writing, wanted: Callable[[], bool]
) -> tuple[dict[UidPair, dict[str, str]], dict[UidPair, float]]:
    """By pair of near-names, what they have alike, and how near the names are."""
    places: dict[UidPair, dict[str, str]] = {}
    scores: dict[UidPair, float] = {}
    for what, (column, has_one) in shared("o").items():
        rows = store.connection.execute(
            # In the table's order, then sorted: by the index each row would be fetched by itself.
            f"SELECT {column} AS value, o.uid, o.folded FROM organisation AS o NOT INDEXED "
            f"WHERE {has_one} AND {IN_LISTS} ORDER BY value"
        )
        for value, group in groupby(rows, key=itemgetter(0)):
            members = list(group)
            if len(members) == 1 or not (described := _described(what, value)):
                continue
            if not wanted():
                return {}, {}
            words = [(likeness.name_words(folded), uid) for _, uid, folded in members]
            for one, other, score in likeness.near_pairs(words):
                pair = in_order(one, other)
                scores[pair] = score
                places.setdefault(pair, {})[what] = described
    return places, scores


def _described(what: str, value: str) -> str:
    """The likeness in words; blank where it says nothing (a town in place of a postcode)."""
    return likeness.whole_postcode(value) if what == "postcode" else value


def kept_apart(store: Writing) -> set[UidPair]:
    """The pairs of which the officer said that they are two, as they are read now."""
    rows = store.connection.execute(_APART)
    return {in_order(one, other) for one, other in rows}


def in_order(one: str, other: str) -> UidPair:
    """Two uids as a pair has them: the smaller, which was there before, first."""
    return (one, other) if one < other else (other, one)


def _listed(store: Writing, uids: Sequence[str]) -> list[Organisation]:
    return read_organisations(
        store.connection,
        f"o.uid IN (SELECT value FROM json_each(?)) AND {IN_LISTS}",
        [json.dumps(uids)],
    )
