"""Desks that work apart and join what they did: whichever way it comes, all have the same."""

from __future__ import annotations

import gc
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import permutations
from pathlib import Path
from random import Random
from typing import Any

import pytest
from desks import Desk, digest, everything_packed, make_desk
from factories import DEMO_MORNING, FixedClock, dump, in_short
from joined_desks import (
    act_apart,
    broken,
    differing,
    exchange,
    made_by_chance,
    meeting,
    must_be_said,
    settled_again,
    three_desks,
)
from more_acts import EVERY

from db.changes import imported
from db.changes.tables import AUDITED
from db.history import joining, receiving, set_aside
from db.history.joining import join
from db.history.only_added import ONLY_ADDED
from db.history.packing import Packed, latest_positions, packed_since
from db.history.settling import Settling
from db.history.touched import touching
from db.records.text_indexes import DERIVED_OF
from db.store import Store
from db.upkeep.checking import check
from spoc_tui.casework.errors import BadInput, NotFound, Refused, StorageFailed

SEEDS = (3, 11)
ACTS = 25


@pytest.fixture(scope="module", params=in_short(SEEDS, 3))
def apart(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The files of three desks that acted, exchanged, and acted again, each for itself."""
    folder = tmp_path_factory.mktemp("apart")
    with pytest.MonkeyPatch.context() as patch:
        made_by_chance(patch, request.param)
        desks = three_desks(folder, request.param)
        act_apart(desks, ACTS)
        exchange(desks, Random(request.param))
        act_apart(desks, ACTS)
    for desk in desks:
        desk.store.close()
    return [desk.store.path for desk in desks if desk.store.path]


@pytest.fixture
def copies(apart: list[Path], tmp_path: Path) -> Iterator[Callable[[int, str], Desk]]:
    """Opens a copy of one of those files under a name."""
    opened: list[Desk] = []

    def copy(number: int, name: str) -> Desk:
        shutil.copyfile(apart[number], tmp_path / f"{name}.db")
        opened.append(make_desk(tmp_path / f"{name}.db", number, name[0].upper()))
        clock = opened[-1].store.connection.execute("SELECT max(at) FROM action").fetchone()[0]
        opened[-1].clock.moment = DEMO_MORNING.fromisoformat(clock)
        return opened[-1]

    yield copy
    for desk in opened:
        desk.store.close()


@pytest.fixture(params=["usual", "as of very many"])
def written_at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """As usual, or as where so much is joined that it comes in many parts, and that the triggers of
    every table are set aside.
    """
    if request.param != "usual":
        monkeypatch.setattr(joining, "ROWS_AT_ONCE", 3)
        monkeypatch.setattr(receiving, "ACTIONS_AT_ONCE", 3)
        monkeypatch.setattr(set_aside, "MUCH", 0)


@pytest.mark.usefixtures("written_at_once")
@pytest.mark.slow
def test_in_every_order_in_parts_and_twice(copies: Callable[[int, str], Desk]) -> None:
    desks = [copies(number, f"own{number}") for number in range(3)]
    histories = [everything_packed(desk) for desk in desks]
    # Each of the three gets the others' in either order; a fourth has nothing of what came last.
    for number, order in enumerate(permutations(range(3))):
        one = copies(number % 3, f"order{number}")
        for other in order:
            join(one.store, histories[other])
        desks.append(one)
    in_parts, twice, by_a_third = (copies(0, name) for name in ("parts", "twice", "third"))
    for other in (1, 2):
        for at in range(0, len(histories[other]), 7):
            join(in_parts.store, histories[other][at : at + 7])
        joined = [join(twice.store, histories[other]) for _ in range(2)]
        assert joined[0].actions > 0
        assert (joined[1].actions, joined[1].settled) == (0, 0)
    by_a_third.receive(desks[3])
    desks += [in_parts, twice, by_a_third]
    alike = digest(desks[3].store)
    exchange(desks[2:5], Random(1))
    for desk in desks:
        desk.receive(desks[4])
    for desk in reversed(desks):
        desk.receive(desks[0])
        desks[0].receive(desk)
    for desk in desks:
        desk.receive(desks[0])
    assert all(digest(desk.store) == digest(desks[0].store) for desk in desks)
    assert set(alike) == set(AUDITED)
    assert settled_again([desks[0], desks[5], in_parts]) == 0
    assert differing([desks[0], desks[4], by_a_third]) == []
    assert broken(desks[0].store) == []
    assert check(desks[1].store).wrong == check(in_parts.store).wrong == ()


@pytest.mark.slow
@pytest.mark.usefixtures("written_at_once")
def test_interrupted_anywhere_it_is_as_if_nothing_was(copies: Callable[[int, str], Desk]) -> None:
    one, whole, other = copies(0, "interrupted"), copies(0, "whole"), copies(1, "other")
    theirs, connection = everything_packed(other), one.store.connection
    before = list(connection.iterdump())
    steps = stopped_after(whole, theirs, 1 << 40)
    assert steps > 100
    for last in sorted(Random(5).sample(range(1, steps * 9 // 10), 12)):
        with pytest.raises((StorageFailed, sqlite3.OperationalError)):
            stopped_after(one, theirs, last)
        assert not connection.in_transaction
        assert connection.execute("PRAGMA ignore_check_constraints").fetchone()[0] == 0
        assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1
        assert gc.isenabled()
        assert list(connection.iterdump()) == before
    join(one.store, theirs)
    assert digest(one.store) == digest(whole.store)
    assert check(one.store).wrong == ()


def test_in_a_second_process_it_is_the_same(
    copies: Callable[[int, str], Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there, refusing = copies(0, "here"), copies(0, "there"), copies(0, "refusing")
    theirs = everything_packed(copies(1, "other"))
    joined = join(here.store, theirs)
    monkeypatch.setattr(joining, "ROWS_AT_ONCE", 3)
    monkeypatch.setattr(receiving, "ACTIONS_AT_ONCE", 3)
    monkeypatch.setattr(receiving, "SECOND_PROCESS_FROM", 9)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    begun, popen = list[Any](), subprocess.Popen
    monkeypatch.setattr(
        subprocess, "Popen", lambda *a, **named: begun.append(popen(*a, **named)) or begun[-1]
    )
    in_a_process = join(there.store, theirs)
    assert in_a_process == joined
    assert digest(there.store) == digest(here.store)
    assert check(there.store).wrong == ()
    before = list(refusing.store.connection.iterdump())
    not_as_sealed = theirs[-1]._replace(head=theirs[-1].head.replace('"who": "', '"who": "x'))
    with pytest.raises(BadInput, match="is not as it was sealed"):
        join(refusing.store, [*theirs[:-1], not_as_sealed])
    assert list(refusing.store.connection.iterdump()) == before
    assert [process.poll() is not None for process in begun] == [True, True]


def test_what_is_written_as_it_comes_has_no_columns_but_its_own() -> None:
    assert not set(ONLY_ADDED) & {*DERIVED_OF, *imported.ORGANISATION_TABLES}
    assert set(ONLY_ADDED) <= set(AUDITED)


def stopped_after(desk: Desk, theirs: list[Packed], last: int) -> int:
    """Joins, and is broken off by SQLite after so many steps; how many it took."""
    steps = 0

    def stop() -> bool:
        nonlocal steps
        steps += 1
        return steps >= last

    desk.store.connection.set_progress_handler(stop, 50)
    try:
        join(desk.store, theirs)
    finally:
        desk.store.connection.set_progress_handler(None, 0)
    return steps


@pytest.mark.slow
@pytest.mark.parametrize("seed", in_short((5, 6), 5))
def test_what_was_overwritten_is_told_at_every_desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    made_by_chance(monkeypatch, seed)
    desks, told = three_desks(tmp_path, seed), [set[object]() for _ in range(3)]
    meeting(desks)
    for _ in range(2):
        act_apart(desks, ACTS)
        for _ in range(2):
            for one, mine in zip(desks, told, strict=True):
                for other in desks:
                    said = one.receive(other).overwritten if one is not other else []
                    mine |= {(it.table, it.record, it.column, it.value) for it in said}
    must = must_be_said(desks)
    assert len(must) > 8
    for mine in told:
        assert must <= mine
    assert differing(desks) == []
    assert settled_again(desks) == 0
    assert [broken(desk.store) for desk in desks] == [[]] * 3


@pytest.mark.slow
def test_what_is_offered_can_be_undone_at_every_desk(copies: Callable[[int, str], Desk]) -> None:
    """All the way down, though the others have gone on from it; and all have the same after."""
    desks = [copies(number, f"down{number}") for number in range(3)]
    exchange(desks, Random(2))
    for desk in desks:
        with suppress(NotFound, Refused):
            while True:
                offered = desk.store.propose_undo()
                undone = desk.store.undo(offered.act_uid)
                assert undone.uid == offered.act_uid
        assert check(desk.store).wrong == ()
    exchange(desks, Random(3))
    assert settled_again(desks) == 0
    assert differing(desks) == []
    assert [broken(desk.store) for desk in desks] == [[]] * 3


def test_what_is_passed_on_is_what_was_received(copies: Callable[[int, str], Desk]) -> None:
    one, other, third = copies(0, "one"), copies(1, "other"), copies(2, "third")
    one.receive(other)
    third.receive(one)
    known = latest_positions(other.store.connection)
    theirs = [it._replace(ranges=()) for it in everything_packed(other)]
    passed_on = [it._replace(ranges=()) for it in packed_since(third.store.connection, {})]
    assert [it for it in passed_on if known.get(it.origin, 0) >= it.place] == theirs


# One desk alone.


@pytest.mark.slow
@pytest.mark.parametrize("seed", in_short((1, 2), 1))
def test_alone_the_rows_are_what_the_history_makes_of_them_after_every_act(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    made_by_chance(monkeypatch, seed)
    desk = make_desk(tmp_path / "alone.db", seed, "A")
    desk.verbs = EVERY
    for _ in range(60):
        if desk.act() is not None:
            assert check(desk.store).wrong == ()
    nothing_to_settle(desk.store)
    desk.store.close()


@pytest.mark.slow
def test_of_the_demo_nothing_is_settled(demo_file: Path, tmp_path: Path) -> None:
    shutil.copyfile(demo_file, tmp_path / "demo.db")
    store = Store.open(tmp_path / "demo.db", now=FixedClock(DEMO_MORNING))
    assert check(store).wrong == ()
    nothing_to_settle(store)
    store.close()


def nothing_to_settle(store: Store) -> None:
    """Asserts that every row of a desk that was always alone fits the others as it is."""
    before, settling = dump(store), Settling(store, [])
    with store.transaction(), touching(store.connection):
        for table in AUDITED:
            store.connection.execute(
                f"INSERT INTO temp.touched (tbl, uid) SELECT '{table}', uid FROM {table}"
            )
        settling.settle()
    assert settling.settled == 0
    assert dump(store) == before
