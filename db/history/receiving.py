"""Other desks' actions taken in: each that is the next of its desk is looked at, and inserted as it
is, with its changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from db.changes.range_seals import keep_as_added
from db.connection import Connection, IntegrityError
from db.history import heard_in
from db.history.chains import Chains, LeftOut
from db.history.desk_names import called, officer
from db.history.joining_ranges import add_ranges
from db.history.only_added import OnlyAdded
from db.history.packing import IN_ITS_CHAIN, Packed, not_as_sealed, unpacked
from db.history.received import ACTION, CHANGE, Ready, Received, look_at
from db.history.well_formed import Kinds, counts, kinds_of
from spoc_tui.casework.errors import BadInput, SpocError

if TYPE_CHECKING:
    from db.history.second_process import SecondProcess
    from db.history.set_aside import SetAside
    from db.writing import Writing

ACTIONS_AT_ONCE = 1_000
"""How many actions are written at a time."""
SECOND_PROCESS_FROM = 5_000
"""From so many actions on a second process looks at them: it has to begin first."""

UID, SHAPE = ACTION.index("uid"), ACTION.index("shape")


class Batch(NamedTuple):
    """So many actions as they came."""

    taken: Sequence[Packed]
    refused: SpocError | None
    """Why the next one is refused; said once it is seen that nothing is wrong with these."""


class ReceivedActions(NamedTuple):
    """The actions that there were to take in."""

    actions: int
    left_out: list[LeftOut]


def take_in(
    store: Writing, packed: Iterable[Packed], aside: SetAside, looking: SecondProcess
) -> ReceivedActions:
    """Inserts the actions and notes in `temp.touched` which rows they are of. They are looked at in
    a second process, where there are many.
    """
    connection, taken = store.connection, 0
    chains = Chains(connection, int(store.now().timestamp() * 1000))
    kinds, only_added = kinds_of(connection), OnlyAdded(connection, aside)

    def given() -> Iterator[tuple[Batch, Received]]:
        so_far = 0
        for batch in _batches(packed, chains):
            so_far += len(batch.taken)
            if so_far >= SECOND_PROCESS_FROM:
                looking.begin()
            plain = [one[: len(IN_ITS_CHAIN)] for one in batch.taken]
            yield batch, Received(plain, kinds, only_added.tables)

    for batch, ready in looking.each(look_at, given()):
        _require_as_sealed(connection, batch, ready, kinds, aside)
        if batch.refused is not None:
            raise batch.refused
        for table, uids in ready.made.items():
            keep_as_added(connection, table, uids)
        _insert(connection, batch, ready)
        heard_in.translate_received(
            connection, [one[UID] for one in ready.actions if one[SHAPE] < heard_in.SHAPE]
        )
        only_added.receive(ready)
        taken += len(batch.taken)
    return ReceivedActions(taken, chains.left_out)


def _batches(packed: Iterable[Packed], chains: Chains) -> Iterator[Batch]:
    left = iter(packed)
    while some := list(islice(left, ACTIONS_AT_ONCE)):
        chains.begin_batch()
        taken = list[Packed]()
        for one in some:
            try:
                if chains.takes(one):
                    taken.append(one)
            except SpocError as error:
                yield Batch(taken, error)
                return
        yield Batch(taken, None)


def _require_as_sealed(
    connection: Connection, batch: Batch, ready: Ready, kinds: Kinds, aside: SetAside
) -> None:
    """BadInput or Refused where an action is not as it was sealed, or of a newer program; what long
    imports added is added.
    """
    for place, one in enumerate(batch.taken[: len(ready.actions)]):
        counted = ready.ranges.get(place)
        if counted is None and one.ranges == ():
            continue
        added = add_ranges(connection, one, counted.ranges if counted else (), kinds, aside)
        if added is None or (counted and not counts(counted, added)):
            raise not_as_sealed(one)
    for one in batch.taken[len(ready.actions) :]:
        unpacked(one, kinds)  # says what is wrong
        raise not_as_sealed(one)


def _insert(connection: Connection, batch: Batch, ready: Ready) -> None:
    try:
        connection.executemany(
            "INSERT OR IGNORE INTO desk (uid) VALUES (?)", {(one.origin,) for one in batch.taken}
        )
        connection.executemany(_inserting("action", ACTION), ready.actions)
        connection.executemany(_inserting("change", CHANGE), ready.changes)
    except IntegrityError as error:
        raise _from_two_desks(connection, batch.taken) from error


def _inserting(table: str, columns: Sequence[str]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


def _from_two_desks(connection: Connection, actions: Sequence[Packed]) -> BadInput:
    """The error where one of these is there already, or among them, as another desk's."""
    places: dict[str, tuple[str, int]] = {}
    for one in actions:
        there = connection.execute(
            "SELECT origin, place FROM action WHERE uid = ?", [one.uid]
        ).fetchone()
        its = (one.origin, one.place)
        first = places.setdefault(one.uid, (there[0], there[1]) if there else its)
        if first != its:
            other = f"the action {first[1]:,} of {called(connection, first[0])}"
            this = f"the action {one.place:,} of {called(connection, one.origin, officer(one))}"
            return BadInput(
                f"The same action came from two desks, as {other} and as {this}: one of the two "
                "was copied by hand. Nothing was joined: fetch it again from the desk that made it."
            )
    return BadInput(
        "An action that was received cannot be kept: it is damaged, or was changed by hand. "
        "Nothing was joined: fetch it again."
    )
