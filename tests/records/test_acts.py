"""Which acts apply to a record as it stands: the storage refuses just those that do not."""

from __future__ import annotations

from contextlib import suppress

import pytest
from acts_by_hand import BY_HAND, DO, STATES, WRITES_NOTHING, Do
from factories import FixedClock

from db.store import Store
from screens.commands import WITH_ACTS, of
from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.records.applying import (
    NEEDS,
    acts_of,
    acts_that_apply,
    refusal,
    why_not,
)
from spoc_tui.casework.records.require import Closed
from spoc_tui.casework.records.shape import RecordCase


class TakenBack(Exception):
    """What was tried is not kept."""


def refused(store: Store, do: Do, reference: str) -> str | None:
    """What the storage says against an act; None where it takes it. Nothing of it is kept."""
    with suppress(TakenBack), store.action("Tried"):
        try:
            do(store, reference)
        except SpocError as error:
            return str(error)
        raise TakenBack
    return None


@pytest.mark.slow
@pytest.mark.parametrize("kind", BY_HAND.values(), ids=BY_HAND)
def test_the_storage_refuses_what_does_not_apply_with_the_same_words(
    store: Store, clock: FixedClock, kind: type[RecordCase]
) -> None:
    seen = {True: set[str](), False: set[str]()}
    for reference in list(STATES[kind](store)):
        clock.advance(minutes=2)  # done once more after a moment, it is meant
        case = store.records_of(reference).get(reference)
        applying = acts_that_apply(case)
        for act, do in DO[kind].items():
            why, said = why_not(case, act), refused(store, do, reference)
            assert (why is None) == (act in applying)
            assert said == (None if why is None else str(why)), (reference, case.record.status, act)
            seen[act in applying].add(act)
    assert set(DO[kind]) == set(NEEDS[kind]) - WRITES_NOTHING
    assert seen[True] == set(DO[kind])  # no act is dead
    always = {act for act in seen[True] if act not in seen[False]}
    assert always <= {"note", "edit", "voice", "link"}


@pytest.mark.parametrize("kind", BY_HAND.values(), ids=BY_HAND)
def test_a_command_applies_where_one_of_its_acts_does(store: Store, kind: type[RecordCase]) -> None:
    commands = [
        command.name for where in WITH_ACTS for command in of(where) if acts_of(kind, command.name)
    ]
    assert {act for name in commands for act in acts_of(kind, name)} == set(NEEDS[kind]) - {"copy"}
    for reference in list(STATES[kind](store)):
        case = store.records_of(reference).get(reference)
        for name in commands:
            some = bool(acts_that_apply(case) & set(acts_of(kind, name)))
            assert (refusal(case, name) is None) == some
        if not case.record.is_open:
            assert refusal(case, "close") is None  # it reopens it
            assert isinstance(refusal(case, "stage"), Closed)
            assert isinstance(refusal(case, "promise"), Closed)
