"""Finds organisations and people by their names, best first.

A full-text match is capped by row before it is ranked, so that one letter costs no more than a
whole name; what the officer most likely means (open business, names that begin so) is looked up
apart, so that the cap cannot hide it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from db.connection import Connection, Row
from db.records.beginnings import LAST_CHARACTER
from db.records.survivors import joined, survivor, survivors
from spoc_tui.casework.organisations.names import half_typed_form, legal_form, name_key
from spoc_tui.casework.search.finding import Hit
from spoc_tui.casework.text import fold

MOST_MATCHES = 300
"""How many full-text matches are looked at before they are ranked."""
FEW = 3
"""Where fewer are found, two words that were typed may be one in the name."""
MOST_WORDS_JOINED = 6
"""Of more words than these none is joined with the next."""
NOTHING: Mapping[str, str] = {}

# What was found (`f`) and the organisation that it is read as (`o`).
_WANTED = (
    "o.id, o.uid, o.name, o.folded, o.state, o.ward, o.postcode, o.phone, f.uid AS found_uid, "
    "f.merged_into IS NOT NULL AS merged"
)
_READ_AS = f"JOIN organisation AS o ON o.uid = {survivor('f')} AND o.removed_at IS NULL"
_BY_NAME = f"""
WITH found (id, other) AS (
    SELECT * FROM (SELECT id, NULL FROM organisation WHERE folded >= :from AND folded < :to
        AND removed_at IS NULL ORDER BY folded LIMIT :limit)
    UNION ALL SELECT * FROM (SELECT o.id, NULL FROM organisation_words AS w
        JOIN organisation AS o ON o.id = w.rowid
        WHERE organisation_words MATCH :names_or_wards AND o.removed_at IS NULL LIMIT :cap)
    UNION ALL SELECT * FROM (SELECT o.id, n.name FROM other_name_words AS w
        JOIN other_name AS n ON n.id = w.rowid JOIN organisation AS o ON o.uid = n.organisation
        WHERE other_name_words MATCH :words AND n.removed_at IS NULL AND o.removed_at IS NULL
        LIMIT :cap)
)
SELECT {_WANTED}, coalesce(found.other, iif(f.merged_into IS NULL, NULL, f.name)) AS other
FROM found JOIN organisation AS f ON f.id = found.id {_READ_AS}"""
_OPEN = """
SELECT organisation, count(*) AS enquiries FROM enquiry
WHERE status <> 'closed' AND removed_at IS NULL AND organisation IS NOT NULL
GROUP BY organisation"""
# From the few with open business to their names: SQLite left alone would look through all names.
_BUSY = f"""
SELECT o.id, ' ' || o.folded FROM ({_OPEN}) AS open
CROSS JOIN organisation AS o ON o.uid = open.organisation WHERE o.removed_at IS NULL"""
_PEOPLE = f"""
SELECT c.uid, c.name, c.folded, c.role, c.phone, c.left_on, o.uid AS organisation,
    o.name AS organisation_name FROM contact AS c {joined("o", "c.organisation")}
WHERE c.removed_at IS NULL AND o.removed_at IS NULL"""


class Names:
    """The names in a database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._open: dict[str, int] = {}
        self._busy: dict[int, str] | None = None
        self._as_of: tuple[int, int] | None = None

    def organisations(self, typed: str, limit: int, *, wards: bool = False) -> list[Hit]:
        """Organisations one of whose names (or name and ward) has every word typed, as beginnings.

        The whole name first, then names that begin so, then the rest; among those open business
        before silence; closed and merged ones last.
        Where few have, those come next that have two of the words as one. A legal ending that is
        only half typed leaves those of that form found.
        """
        key = name_key(typed)
        best = self._named(key, limit, wards=wards) if key else []
        if len(best) < FEW:
            there = {hit.uid for hit in best}
            for otherwise in joined_otherwise(key):
                found = self._named(otherwise, limit - len(best), wards=wards)
                best += [hit for hit in found if hit.uid not in there]
                there |= {hit.uid for hit in found}
        half = half_typed_form(typed)
        if half is None or len(best) == limit:
            return best
        shorter, forms = half
        there = {hit.uid for hit in best}
        of_form = self._named(shorter, limit, wards=wards, forms=forms)
        best += [hit for hit in of_form if hit.uid not in there]
        return best[:limit] or self._named(shorter, limit, wards=wards)

    def _named(
        self, key: str, limit: int, *, wards: bool, forms: frozenset[str] | None = None
    ) -> list[Hit]:
        """The best with these words; with `forms` only those of these legal forms."""
        words = all_words(key)
        rows = self._connection.execute(
            _BY_NAME,
            {
                "from": key,
                "to": key + LAST_CHARACTER,
                "words": words,
                "names_or_wards": words if wards else f"folded : ({words})",
                "cap": MOST_MATCHES,
                "limit": limit,
            },
        ).fetchall()
        if len(rows) >= MOST_MATCHES:
            rows += self._of_ids(self._busy_named(key.split(), limit))
        if forms is not None:
            rows = [row for row in rows if legal_form(row["name"]) in forms]
        return self._best(rows, key, limit)

    def keys_matching(self, words: str, limit: int) -> dict[str, str]:
        """The names, as they are looked for, of organisations that match a full-text query; by uid,
        in no order.
        """
        rows = self._connection.execute(
            "SELECT o.uid, o.folded FROM organisation_words AS w "
            "JOIN organisation AS o ON o.id = w.rowid "
            "WHERE organisation_words MATCH ? AND o.removed_at IS NULL LIMIT ?",
            [words, limit],
        )
        return dict(rows.fetchall())

    def of_uids(self, uids: Sequence[str], matched: Mapping[str, str] = NOTHING) -> list[Hit]:
        """These organisations, in this order; `matched` says, by uid, what they were found by.

        A merged one is given as what it is read through.
        """
        return list(self.by_uid(uids, matched).values())

    def by_uid(self, uids: Sequence[str], matched: Mapping[str, str] = NOTHING) -> dict[str, Hit]:
        """The same by the uid that was asked for."""
        marks = ", ".join("?" * len(uids))
        rows = self._connection.execute(
            f"SELECT {_WANTED}, iif(f.merged_into IS NULL, NULL, f.name) AS other "
            f"FROM organisation AS f {_READ_AS} WHERE f.uid IN ({marks}) AND f.removed_at IS NULL",
            uids,
        )
        found = {row["found_uid"]: row for row in rows}
        if not found:
            return {}
        counts = self._open_counts()
        return {
            uid: _organisation(found[uid], counts, matched.get(uid, ""))
            for uid in uids
            if uid in found
        }

    def distinguished(self, hits: list[Hit]) -> list[Hit]:
        """The hits; where organisations look the same, each with its number or the day it came."""
        alike = Counter((hit.name, hit.matched) for hit in hits if hit.kind == "organisation")
        same_name = [hit.uid for hit in hits if alike[hit.name, hit.matched] > 1]
        if not same_name:
            return hits
        rows = self._connection.execute(
            "SELECT o.uid, coalesce((SELECT i.scheme || '-' || i.number || "
            "CASE i.linked WHEN 0 THEN '' ELSE '-' || i.linked END FROM identifier AS i "
            "WHERE i.organisation = o.uid AND i.removed_at IS NULL "
            "ORDER BY i.scheme, i.number, i.linked LIMIT 1), "
            "'added ' || substr(o.added_at, 1, 10)) FROM organisation AS o "
            f"WHERE o.uid IN ({', '.join('?' * len(same_name))})",
            same_name,
        )
        marks = dict(rows.fetchall())
        return [
            hit._replace(matched=", ".join(filter(None, (hit.matched, marks[hit.uid]))))
            if hit.uid in marks
            else hit
            for hit in hits
        ]

    def people(self, typed: str, limit: int) -> list[Hit]:
        """People whose name has every word typed, as beginnings; those who left last."""
        key = fold(typed)
        if not key:
            return []
        rows = self._connection.execute(
            f"{_PEOPLE} AND c.id IN (SELECT one.id FROM contact_words AS w "
            "JOIN contact AS one ON one.id = w.rowid "
            "WHERE contact_words MATCH ? AND one.removed_at IS NULL LIMIT ?) "
            "ORDER BY c.left_on IS NOT NULL, c.folded <> ?, c.folded NOT BETWEEN ? AND ?, "
            "c.folded, c.uid LIMIT ?",
            [all_words(key), MOST_MATCHES, key, key, key + LAST_CHARACTER, limit],
        )
        return [_person(row) for row in rows]

    def people_of_ids(self, ids: Sequence[int]) -> list[Hit]:
        """These people, by name."""
        marks = ", ".join("?" * len(ids))
        rows = self._connection.execute(
            f"{_PEOPLE} AND c.id IN ({marks}) ORDER BY c.left_on IS NOT NULL, c.folded, c.uid", ids
        )
        return [_person(row) for row in rows]

    def _open_counts(self) -> dict[str, int]:
        """How many open enquiries organisations have; read again when something was written."""
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        as_of = (version, self._connection.total_changes)
        if as_of != self._as_of:
            self._open = dict(self._connection.execute(_OPEN).fetchall())
            for merged, uid in survivors(self._connection).items():
                if count := self._open.pop(merged, 0):
                    self._open[uid] = self._open.get(uid, 0) + count
            self._busy, self._as_of = None, as_of
        return self._open

    def _busy_named(self, words: Sequence[str], limit: int) -> list[int]:
        """Organisations with open business that the cap may have left out."""
        self._open_counts()
        if self._busy is None:
            self._busy = dict(self._connection.execute(_BUSY).fetchall())
        begun = [f" {word}" for word in words]
        named = list(self._busy.items())
        for word in begun:
            named = [(id_, folded) for id_, folded in named if word in folded]
        named.sort(key=lambda one: (not one[1].startswith(begun[0]), one[1]))
        return [id_ for id_, _ in named[:limit]]

    def _of_ids(self, ids: Sequence[int]) -> list[Row]:
        marks = ", ".join("?" * len(ids))
        return self._connection.execute(
            f"SELECT {_WANTED}, iif(f.merged_into IS NULL, NULL, f.name) AS other "
            f"FROM organisation AS f {_READ_AS} WHERE f.id IN ({marks})",
            ids,
        ).fetchall()

    def _best(self, rows: Iterable[Row], key: str, limit: int) -> list[Hit]:
        """The best of what was found, each once."""
        busy = self._open_counts()
        ranked: dict[str, tuple[tuple[object, ...], Row]] = {}
        for row in rows:
            name = name_key(row["other"]) if row["other"] else row["folded"]
            rank = (
                row["state"] != "active",
                0 if name == key else 1 if name.startswith(key) else 2,
                row["uid"] not in busy,
                row["folded"],
                row["uid"],
                row["other"] is not None,
                not row["merged"],
                row["other"] or "",
            )
            if row["uid"] not in ranked or rank < ranked[row["uid"]][0]:
                ranked[row["uid"]] = (rank, row)
        best = sorted(ranked.values(), key=lambda one: one[0])[:limit]
        return [_organisation(row, busy) for _, row in best]


def _organisation(row: Row, counts: Mapping[str, int], matched: str = "") -> Hit:
    """`counts` say how many open enquiries organisations have."""
    also = f"also {row['other']}" if row["other"] else ""
    state = "" if row["state"] == "active" else row["state"]
    where = matched or also or ", ".join(filter(None, (row["ward"], row["postcode"])))
    if row["merged"]:
        where = ", ".join(filter(None, (matched, f"{row['other']}, merged")))
    return Hit(
        kind="organisation",
        uid=row["uid"],
        reference="",
        name=row["name"],
        matched=", ".join(filter(None, (state, where))),
        phone=row["phone"],
        open=counts.get(row["uid"], 0),
        organisation_uid=row["uid"],
    )


def _person(row: Row) -> Hit:
    left = "left" if row["left_on"] else ""
    matched = ", ".join(filter(None, (left, row["role"], row["organisation_name"])))
    return Hit("person", row["uid"], "", row["name"], matched, row["phone"], 0, row["organisation"])


def joined_otherwise(key: str) -> list[str]:
    """A name with each two words that are side by side as one: “food bank”, “foodbank”."""
    words = key.split()
    if not 1 < len(words) <= MOST_WORDS_JOINED:
        return []
    return [
        " ".join([*words[:place], words[place] + words[place + 1], *words[place + 2 :]])
        for place in range(len(words) - 1)
    ]


def all_words(key: str) -> str:
    """A full-text query that wants every word, as a beginning; what was typed is quoted."""
    return " ".join(f'"{word}"*' for word in key.replace('"', '""').split())
