"""Every act of every declared kind, on records as far as acts bring them: it applies where it says
so, the storage refuses it in the same words where it does not, and each does something somewhere.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from acts_given import MAKE, do_all, given_for
from factories import FixedClock, in_short, make_enquiry, make_organisation

from db.kinds.records import DeclaredRecords
from db.store import Store
from spoc_tui.casework.errors import BadInput, NotFound, Refused
from spoc_tui.casework.kinds.act import Act
from spoc_tui.casework.kinds.record import DeclaredRecord
from spoc_tui.casework.records.kinds import DECLARED_KINDS, RecordKind

DEEP = 3
"""How many acts lead to the records that are looked at."""

MOST = 80
"""How many records of a kind are looked at."""


class TakenBack(Exception):
    """What was tried is not kept."""


def refused(store: Store, records: DeclaredRecords, uid: str, act: Act[Any]) -> Exception | None:
    """What the storage says against an act; None where it takes it. Nothing of it is kept."""
    before = references(store)
    with suppress(TakenBack), store.action("Tried"):
        try:
            case = records.act(uid, act.name, given_for(act, records.get(uid).record))
        except (Refused, BadInput, NotFound) as error:
            return error
        began = references(store) - before
        assert {one.reference for one in case.begun} == began, "what began by it is told"
        raise TakenBack
    return None


def references(store: Store) -> set[str]:
    """Those of all records that there are."""
    rows = store.connection.execute("SELECT reference FROM record WHERE removed_at IS NULL")
    return {reference for (reference,) in rows}


def stands(one: DeclaredRecord, applying: list[str]) -> tuple[object, ...]:
    """What acts look at, as far as records differ in it."""
    parties = tuple((p.is_silent, p.waits_to_hear, p.told is None) for p in one.parties)
    rows = tuple(len(getattr(one, name, ())) for name in ("attendance", "decisions", "notices"))
    return one.status, one.is_open, len(one.open_promises), parties, rows, tuple(applying)


@pytest.mark.parametrize(
    "kind", in_short(DECLARED_KINDS, DECLARED_KINDS[0]), ids=lambda kind: kind.code
)
def test_the_storage_refuses_what_does_not_apply_with_the_same_words(
    store: Store, clock: FixedClock, kind: RecordKind
) -> None:
    make_organisation(store)
    make_enquiry(store)
    records = store.declared(kind.code)
    applied, did, did_not = set[str](), set[str](), set[str]()
    seen, ways = set[tuple[object, ...]](), [()]
    first = MAKE[kind.code](store)
    while ways and len(seen) < MOST:
        way = ways.pop(0)
        if not do_all(store, clock, kind, first, way):
            continue
        one = records.get(first).record
        refusals = {name: act.refusal(one) for name, act in records.acts.items()}
        state = stands(one, [name for name, why in refusals.items() if why is None])
        if state not in seen:
            seen.add(state)
            for name, why in refusals.items():
                clock.advance(minutes=2)
                error = refused(store, records, first, records.acts[name])
                if why is not None:
                    assert str(error) == str(why), (state, name)
                    did_not.add(name)
                    continue
                applied.add(name)
                if error is None and name not in did:
                    did.add(name)
                    ways.insert(0, (*way, name))  # what is new leads on
                elif error is None and len(way) < DEEP:
                    ways.append((*way, name))
        for _ in way:
            store.undo()
    assert did == applied == set(records.acts), "each does something somewhere"
    assert did_not >= set(records.acts) - {"note"}, "and does not apply everywhere"
