"""Links between records of any kind: what the one says of the other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from db.records.own_numbers import OWN_NUMBER
from db.records.rows import day_of
from spoc_tui.casework.dates import when
from spoc_tui.casework.errors import Ambiguous, Refused
from spoc_tui.casework.records.link import DescribedLink, RecordLink, Says, check_link

if TYPE_CHECKING:
    from db.connection import Connection, Row
    from db.writing import Writing

LINK_IN_FORCE = "l.since IS NOT NULL AND l.declined IS NULL AND l.removed_at IS NULL"
"""SQL: link `l` is in force: it was not only offered, nor taken away."""
_OF = f"""SELECT l.*, r.uid AS far, r.kind, r.reference,
    trim(coalesce(nullif({OWN_NUMBER}, ''), r.reference) || ' ' || r.subject) AS name
    FROM link AS l JOIN record AS r ON r.uid = CASE WHEN l.one = :uid THEN l.other ELSE l.one END
    WHERE (l.one = :uid OR l.other = :uid) AND {LINK_IN_FORCE} AND r.removed_at IS NULL
    ORDER BY l.since, l.uid"""


def read_links(connection: Connection, uid: str) -> tuple[DescribedLink, ...]:
    """The links of a record that are in force, to either side, the earliest first."""
    return tuple(_described(row, uid) for row in connection.execute(_OF, {"uid": uid}))


def add_link(store: Writing, new: RecordLink) -> None:
    """Links two records, within an action; Refused where they are linked so, or where the other was
    undone.
    """
    connection = store.connection
    kept = [
        _link_of(row)
        for row in connection.execute(
            "SELECT * FROM link WHERE removed_at IS NULL AND one IN (:one, :other) "
            "AND other IN (:one, :other)",
            {"one": new.of, "other": new.to},
        )
    ]
    to = connection.execute("SELECT * FROM record WHERE uid = ?", [new.to]).fetchone()
    undone = when.london_date(when.from_iso(to["removed_at"])) if to["removed_at"] else None
    before = check_link(new, kept, called=to["reference"] or to["subject"], undone=undone)
    values = _columns(new)
    if before is not None and any(values[n] != _columns(before)[n] for n in ("one", "says")):
        remove_link(store, before)
    store.put("link", values)


def remove_link(store: Writing, link: RecordLink) -> None:
    """Takes a link away, within an action."""
    store.update("link", link.uid, {"removed_at": store.now_text()})


def link_between(store: Writing, one: str, other: str, says: Says | None) -> DescribedLink:
    """The link between two records, by their uids, whichever of the two says it; with `says` the
    one that says that. Refused where there is none; Ambiguous where there are several.
    """
    found = [
        link
        for link in read_links(store.connection, one)
        if link.uid == other and says in (None, link.link.says)
    ]
    if not found:
        raise Refused("These two are not linked" + (f" as {says.value}." if says else "."))
    if len(found) > 1:
        codes = sorted(link.link.says.value for link in found)
        raise Ambiguous(
            f"These two are linked more than once: {', '.join(codes)}. Say which.",
            field="says",
            candidates=codes,
            by_command="--says names it.",
        )
    return found[0]


def _columns(link: RecordLink) -> dict[str, Any]:
    ends = [link.of, link.to]
    if link.says is Says.MATCHES:  # which has no direction
        ends.sort()
    return {
        "one": ends[0],
        "other": ends[1],
        "says": link.says,
        "words": link.words,
        "since": _text(link.on),
        "offered": _text(link.offered),
        "declined": _text(link.declined),
        "publish": None if link.publish is None else int(link.publish),
    }


def _link_of(row: Mapping[str, Any] | Row) -> RecordLink:
    return RecordLink(
        row["one"],
        row["other"],
        Says(row["says"]),
        words=row["words"],
        on=day_of(row["since"]),
        publish=None if row["publish"] is None else bool(row["publish"]),
        offered=day_of(row["offered"]),
        declined=day_of(row["declined"]),
        uid=row["uid"],
    )


def _described(row: Row, uid: str) -> DescribedLink:
    link = _link_of(row)
    words = link.says.words if link.of == uid else link.says.words_back
    return DescribedLink(link, words, row["far"], row["kind"], row["name"], row["reference"])


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
