"""What was done while this laptop's clock was far ahead, put back in its time.

Its clock would win over everything for as long as it was ahead, so no other desk takes it
(joining.py). Once the clock is right again, those actions take their place just after what was
known when they were done, in a chain of their own.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from db.changes import desks
from db.changes.seal import seal_of
from db.changes.shapes import table_now_sql
from db.connection import Connection
from db.file.backup import forget_desk
from db.history.clocks import a_day_on, latest_here
from db.history.joining import Joined, fold_touched, settle_touched
from db.history.second_process import SecondProcess
from db.history.set_aside import silent
from db.history.touched import touching

if TYPE_CHECKING:
    from db.store import Store

MARGIN_MS = 60 * 60 * 1000
"""How far the clocks of two laptops may be apart that are both taken for right: so much more than a
day is what no other desk has taken.
"""


def put_back(store: Store, known: Mapping[str, int]) -> int:
    """Gives the actions of this desk whose clock is more than a day ahead of now their right place;
    how many there were. Those that another desk knows (by origin, up to which place) stay: it has
    taken them as they are.
    """
    if latest_here(store) <= a_day_on(store) + MARGIN_MS:
        return 0
    connection = store.connection
    with store.transaction(), touching(connection):
        own = {uid for (uid,) in connection.execute("SELECT uid FROM desk WHERE own = 1")}
        rows = [dict(row) for row in connection.execute("SELECT * FROM action ORDER BY id")]
        latest = a_day_on(store) + MARGIN_MS
        ahead = {
            row["uid"]
            for row in rows
            if row["clock"] > latest
            and row["origin"] in own
            and row["place"] > known.get(row["origin"], 0)
        }
        if ahead:
            with _rewritable(connection):
                _move(store, rows, ahead)
            connection.execute(
                "INSERT INTO temp.touched (tbl, uid) SELECT DISTINCT "
                f"{table_now_sql('tbl')}, record FROM change "
                "WHERE action IN (SELECT value FROM json_each(?))",
                [json.dumps(sorted(ahead))],
            )
            joined = Joined()
            with silent(connection) as aside:
                worked_on = fold_touched(connection, ahead, joined, aside, SecondProcess())
            settle_touched(store, worked_on, ahead, joined)
    return len(ahead)


@contextmanager
def _rewritable(connection: Connection) -> Iterator[None]:
    """Within, where an action stands may be changed; nothing else of the history is."""
    name = "action_append_only_update"
    (made,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", [name]).fetchone()
    connection.execute(f"DROP TRIGGER {name}")
    yield
    connection.execute(made)


def _move(store: Store, rows: Sequence[dict[str, Any]], ahead: Collection[str]) -> None:
    """Moves those of the rows of `action`, which are in the order in which they came here."""
    forget_desk(store.connection)
    last = store.connection.execute(desks.LAST).fetchone()
    place, clock = desks.place_after(store, last), 0
    for row in rows:
        if row["uid"] not in ahead:
            clock = max(clock, row["clock"])
            continue
        clock += 1
        place = place._replace(clock=clock)
        moved = {**row, **place._asdict()}
        moved["hash"] = seal_of(moved, row["digest"])
        store.connection.execute(
            "UPDATE action SET origin = :origin, place = :place, clock = :clock, "
            "previous = :previous, hash = :hash WHERE uid = :uid",
            moved,
        )
        place = place._replace(place=place.place + 1, previous=moved["hash"])
