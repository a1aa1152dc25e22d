"""The chain of each desk's actions, as far as it is known here: what may come next."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

from db.changes.desks import AHEAD_MS
from db.connection import Connection
from db.history.desk_names import called, officer
from db.history.packing import Packed, not_as_sealed
from db.history.well_formed import is_packed
from spoc_tui.casework.dates import when
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.text import counted


class LeftOut(NamedTuple):
    """The part of a desk's history that was not joined: from which action on, and why."""

    origin: str
    place: int
    why: str


class Chains:
    """Where each desk's chain ends, while actions are joined to it."""

    def __init__(self, connection: Connection, now_ms: int) -> None:
        self.left_out: list[LeftOut] = []
        """Of which desks something was not taken, for their clock was ahead."""
        self._connection = connection
        self._latest = now_ms + AHEAD_MS
        self._ends = {
            origin: (place, seal, clock)
            for origin, place, seal, clock in connection.execute(
                "SELECT origin, max(place), hash, clock FROM action GROUP BY origin"
            )
        }
        self._left_out = set[str]()
        self._coming = dict[tuple[str, int], str]()
        self._before = dict[tuple[str, int], str]()

    def takes(self, one: Packed) -> bool:
        """Whether it is the next of its desk; False where it is known, or is left out."""
        if not isinstance(one, Packed):
            raise BadInput(
                "Something was received that is not an action: it is damaged, or was written by "
                "another program. Nothing was joined: fetch it again."
            )
        if not is_packed(one):
            raise not_as_sealed(one)
        if one.origin in self._left_out:
            return False
        place, seal, clock = self._ends.get(one.origin, (0, "", -1))
        if one.place <= place:
            self._require_same(one)
            return False
        if one.place != place + 1:
            raise Refused(
                f"{_those(place + 1, one.place - 1, self._called(one))} missing. Nothing was "
                "joined: fetch all actions of that desk."
            )
        if one.previous != seal:
            raise self._two_of_one_name(one)
        if one.clock <= clock:
            raise not_as_sealed(one)
        if one.clock > self._latest:
            self._left_out.add(one.origin)
            self.left_out.append(LeftOut(one.origin, one.place, self._ahead(one)))
            return False
        self._ends[one.origin] = (one.place, one.hash, one.clock)
        self._coming[one.origin, one.place] = one.hash
        return True

    def begin_batch(self) -> None:
        """Of what was taken, all but the batch before this one is in the table now."""
        self._before, self._coming = self._coming, {}

    def _require_same(self, one: Packed) -> None:
        at = (one.origin, one.place)
        known = self._coming.get(at, self._before.get(at))
        if known is None:
            (known,) = self._connection.execute(
                "SELECT hash FROM action WHERE origin = ? AND place = ?", [one.origin, one.place]
            ).fetchone()
        if known != one.hash:
            raise self._two_of_one_name(one)

    def _called(self, one: Packed) -> str:
        return called(self._connection, one.origin, officer(one))

    def _two_of_one_name(self, one: Packed) -> Refused:
        return Refused(
            f"Two files write as {self._called(one)}, and have gone different ways from action "
            f"{one.place:,} on: one is a copy of the other. Nothing was joined: go on with one of "
            "them."
        )

    def _ahead(self, one: Packed) -> str:
        days = (one.clock - self._latest + AHEAD_MS) // AHEAD_MS
        at, now = (
            when.show_moment(datetime.fromtimestamp(moment / 1000, UTC))
            for moment in (one.clock, self._latest - AHEAD_MS)
        )
        ahead = counted(days, "day")
        return (
            f"The clock of {self._called(one)} was {ahead} ahead ({at}): what it did from "
            f"its action {one.place:,} on is left out. Set that laptop’s clock right, and exchange "
            f"again; or this one’s, if it is not {now}."
        )


def _those(first: int, last: int, whose: str) -> str:
    if first == last:
        return f"The action {first:,} of {whose} is"
    return f"The actions {first:,} to {last:,} of {whose} are"
