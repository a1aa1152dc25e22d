"""The history of a damaged file as far as it could be read: which actions are as they were sealed,
and a chain anew for those that are not.

What is still as it was sealed keeps its seal and its place. From the first action of a desk on
that is missing or is not, the rest of that desk's goes into a chain of its own, sealed over what
could be read: nobody is to take it for what was sealed then.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import NamedTuple

from db.changes import imported, range_seals, seal
from db.changes.tables import DERIVED
from db.connection import Connection, Row
from db.file.marks import Mark
from db.records.uids import new_uid
from spoc_tui.casework.dates.when import from_iso, to_iso

LOST_LABEL = "Something of which the line is lost"
_BARE = "\x00"


class HistoryRead(NamedTuple):
    """How much of the history is there."""

    actions: int
    as_sealed: int
    missing: int
    """How many are missing at least: between two, or before the last that is known of."""
    is_read: bool
    """Whether nothing of it was seen that could not be read, or its last action is known."""

    @property
    def whole(self) -> bool:
        """Whether all are as they were sealed, and none is missing so far as anything tells."""
        return self.is_read and not self.missing and self.as_sealed == self.actions


def look(connection: Connection, mark: Mark | None, *, is_read: bool) -> HistoryRead:
    """How much of the history is as it was sealed; `mark` is what is kept beside the file of its
    last action, `is_read` whether nothing of it was seen that could not be read.
    """
    standing, broken = _parted(connection)
    ends = {
        row["origin"]: (row["last"], row["many"])
        for row in connection.execute(
            "SELECT origin, max(place) AS last, count(*) AS many FROM action GROUP BY origin"
        )
    }
    is_end_known = mark is not None and mark.place > 0 and mark.origin in ends
    if mark is not None and mark.place:
        last, many = ends.get(mark.origin, (0, 0))
        ends[mark.origin] = (max(last, mark.place), many)
    missing = sum(max(0, last - many) for last, many in ends.values())
    return HistoryRead(
        len(standing) + len(broken),
        len(standing),
        missing,
        is_read or is_end_known,
    )


def tidy(connection: Connection) -> None:
    """Gives changes whose action is lost one again, an undo of what is lost no longer points there,
    and rows of a long list that is no longer as it was sealed are changes of their own.
    """
    _actions_again(connection)
    connection.execute(
        "INSERT INTO desk (uid, own) SELECT DISTINCT origin, NOT EXISTS (SELECT 1 FROM desk) "
        "FROM action WHERE origin NOT IN (SELECT uid FROM desk)"
    )
    connection.execute(
        "UPDATE action SET kind = 'act', undoes = NULL "
        "WHERE undoes IS NOT NULL AND undoes NOT IN (SELECT uid FROM action)"
    )
    _ranges_apart(connection)


def seal_again(connection: Connection) -> int:
    """Puts the actions that are not as they were sealed into a chain of their own; how many."""
    _ranges_apart(connection)  # of which something may have been left out
    _, broken = _parted(connection)
    if not broken:
        return 0
    origin, previous = new_uid(), ""
    _add_desk(connection, origin)
    broken.sort(key=lambda row: (row["clock"], row["uid"]))
    for place, row in enumerate(broken, 1):
        digest = seal.digest_of(connection, row["uid"])
        values = {
            **dict(row),
            "origin": origin,
            "place": place,
            "at": _moment(row),
            "shape": max(row["shape"], 2),
            "records": digest.records,
            "digest": digest.text,
            "previous": previous,
            "desk": "",
            "number": 0,
        }
        values["hash"] = previous = seal.seal_of(values, digest.text)
        pairs = ", ".join(f"{name} = :{name}" for name in values if name not in ("id", "uid"))
        connection.execute(f"UPDATE action SET {pairs} WHERE uid = :uid", values)
    return len(broken)


def _parted(connection: Connection) -> tuple[list[Row], list[Row]]:
    """The actions that stand as they were sealed, one after another, and the others."""
    standing, broken = list[Row](), list[Row]()
    last: tuple[str, int, str] | None = None
    for row in connection.execute("SELECT * FROM action ORDER BY origin, place").fetchall():
        if last is None or last[0] != row["origin"]:
            last = (row["origin"], 0, "")
        follows = (row["place"], row["previous"]) == (last[1] + 1, last[2])
        if follows and is_as_sealed(connection, row):
            standing.append(row)
            last = (row["origin"], row["place"], row["hash"])
        else:
            broken.append(row)
    return standing, broken


def is_as_sealed(connection: Connection, row: Row) -> bool:
    """Whether an action, with all that it changed, is what its own seal was made of."""
    digest = seal.digest_of(connection, row["uid"])
    return (
        digest.text == row["digest"]
        and seal.is_plain(row)
        and (row["shape"] == 1 or digest.records == row["records"])
        and seal.seal_of(row, digest.text) == row["hash"]
        and all(
            range_seals.fits(connection, one, kept)
            for one, kept in imported.of_action(connection, row["uid"]).items()
        )
    )


def _ranges_apart(connection: Connection) -> None:
    for uid, *_ in connection.execute("SELECT DISTINCT action FROM brought_in").fetchall():
        for one, kept in imported.of_action(connection, uid).items():
            if not range_seals.fits(connection, one, kept):
                _one_by_one(connection, uid, one)
    connection.execute(
        "UPDATE change SET ranged = NULL "
        "WHERE ranged IS NOT NULL AND abs(ranged) NOT IN (SELECT id FROM brought_in)"
    )


def _actions_again(connection: Connection) -> None:
    """The lines of actions that are lost, as far as what they changed still tells: when that was is
    in the uid of each.
    """
    lost = connection.execute(
        "SELECT action FROM change WHERE action NOT IN (SELECT uid FROM action) "
        "UNION SELECT action FROM brought_in WHERE action NOT IN (SELECT uid FROM action)"
    ).fetchall()
    if not lost:
        return
    origin = new_uid()
    _add_desk(connection, origin)
    for place, (uid,) in enumerate(sorted(map(tuple, lost)), 1):
        clock = clock_of(uid)
        connection.execute(
            "INSERT INTO action (uid, origin, place, clock, shape, sitting, at, who, label, kind, "
            "records, digest, previous, hash) "
            "VALUES (?, ?, ?, ?, ?, '', ?, '', ?, 'act', 0, '', ?, '')",
            [uid, origin, place, clock, seal.SHAPE, _at(clock), LOST_LABEL, _BARE],
        )


def clock_of(uid: str) -> int:
    """The milliseconds at which a uid was made, if it tells; else 0, before all else."""
    try:
        return int(uid[:8] + uid[9:13], 16) if uid[14] == "7" else 0
    except (ValueError, IndexError):
        return 0


def _moment(row: Row) -> str:
    """When an action was, as its line says it; where that is no moment, by its clock."""
    try:
        from_iso(row["at"])
    except (ValueError, OverflowError):
        return _at(row["clock"])
    return str(row["at"])


def _add_desk(connection: Connection, origin: str) -> None:
    connection.execute("INSERT INTO desk (uid, letter, own) VALUES (?, '', 1)", [origin])


def _at(clock: int) -> str:
    try:
        return to_iso(datetime.fromtimestamp(clock / 1000, UTC))
    except (ValueError, OverflowError, OSError):
        return to_iso(datetime.fromtimestamp(0, UTC))


def _one_by_one(connection: Connection, action: str, one: imported.Range) -> None:
    """Rows that a long list added as changes of their own: as they were when they were added."""
    uids = [
        uid
        for (uid,) in connection.execute(
            f"SELECT uid FROM {one.table} WHERE id BETWEEN ? AND ?", [one.first, one.last]
        )
    ]
    for at in range(0, len(uids), 5_000):
        for row in imported.added_rows(connection, uids[at : at + 5_000]):
            if row.action == action and row.table == one.table:
                after = {n: v for n, v in row.after.items() if n not in DERIVED}
                connection.execute(
                    "INSERT INTO change (action, tbl, record, after) VALUES (?, ?, ?, ?)",
                    [action, one.table, row.record, json.dumps(after, ensure_ascii=False)],
                )
    connection.execute("DELETE FROM brought_in WHERE id = ?", [one.number])
