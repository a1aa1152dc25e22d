"""Links between records of any kind: what the one says of the other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from db.enquiry_rows import day_of
from spoc_tui.casework import when
from spoc_tui.casework.kinds.case import LinkSaid
from spoc_tui.casework.records.link import Link, Says, check_link

if TYPE_CHECKING:
    import sqlite3

    from db.store import Store

_OF = """SELECT l.*, r.uid AS far, r.kind, trim(r.reference || ' ' || r.subject) AS name
    FROM link AS l JOIN record AS r ON r.uid = CASE WHEN l.one = :uid THEN l.other ELSE l.one END
    WHERE (l.one = :uid OR l.other = :uid) AND l.removed_at IS NULL AND l.since IS NOT NULL
    AND l.declined IS NULL AND r.removed_at IS NULL ORDER BY l.since, l.uid"""


def read_links(connection: sqlite3.Connection, uid: str) -> tuple[LinkSaid, ...]:
    """The links of a record that stand, to either side, the first first."""
    return tuple(_said(row, uid) for row in connection.execute(_OF, {"uid": uid}))


def add_link(store: Store, new: Link) -> None:
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
        store.update("link", before.uid, {"removed_at": store.now_text()})
    store.put("link", values)


def _columns(link: Link) -> dict[str, Any]:
    ends = [link.of, link.to]
    if link.says is Says.MATCHES:  # which has no direction
        ends.sort()
    return {
        **{"one": ends[0], "other": ends[1], "says": link.says, "words": link.words},
        **{"since": _text(link.on), "offered": _text(link.offered)},
        "declined": _text(link.declined),
        "publish": None if link.publish is None else int(link.publish),
    }


def _link_of(row: Mapping[str, Any] | sqlite3.Row) -> Link:
    return Link(
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


def _said(row: sqlite3.Row, uid: str) -> LinkSaid:
    link = _link_of(row)
    words = link.says.words if link.of == uid else link.says.words_back
    return LinkSaid(link, words, row["far"], row["kind"], row["name"])


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
