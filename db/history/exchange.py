"""What a desk sends to another: what that one lacks, with what was done by a wrong clock put right.

Where this laptop's clock was far ahead, no other desk takes what it did meanwhile. Once the clock
is right, that is put back in its time before anything is sent, so that nobody has to do more than
set the clock, and exchange again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.history.ahead import put_back
from db.history.clocks import a_day_on, clock_may_be_behind, latest_elsewhere
from db.history.packing import Packed, packed_since

if TYPE_CHECKING:
    from db.store import Store


@dataclass(frozen=True)
class Sent:
    """The actions that go out, and what is to be said of them."""

    packed: Iterator[Packed]
    put_back: int
    """How many actions were done by a clock that was far ahead, and are in their time now."""
    clock: str
    """Why this laptop's own clock may be wrong, as a sentence; blank: nothing says so."""


def to_send(store: Store, known: Mapping[str, int]) -> Sent:
    """The actions that another desk lacks: by origin the place of its last action there."""
    if latest_elsewhere(store) > a_day_on(store):
        # What was done here by a right clock would be taken for what was done by a wrong one.
        return Sent(packed_since(store.connection, known), 0, clock_may_be_behind(store))
    moved = put_back(store, known)
    return Sent(
        packed_since(store.connection, known), moved, clock_may_be_behind(store, also_own=True)
    )
