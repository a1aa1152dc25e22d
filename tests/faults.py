"""A long run of what tests/history/test_joining.py tries shortly: `make faults`; `SEEDS=100` for
longer.

Three desks with other letters and clocks do what chance picks, exchange in any order and are broken
off in the midst of it; a process that joins is killed; a database of an earlier shape is brought to
today's on two desks. Each seed is said with what was done and how long it took; a seed that fails
fails again: `FROM=17 SEEDS=1 make faults`.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from desks import Desk, digest, everything_packed, make_desk
from earlier_shapes import SHAPES, of_shape
from joined_desks import (
    LETTERS,
    broken,
    differing,
    made_by_chance,
    meeting,
    must_be_said,
    settled_again,
    three_desks,
)
from more_acts import EVERY

from db.history import receiving
from db.history.joining import Joined, Overwritten, join
from db.history.packing import Packed
from db.upkeep.checking import check
from spoc_tui.casework.errors import StorageFailed

ROUNDS, ACTS = 3, 60
ACTS_TO_KILL = 400


@dataclass
class Done:
    """What a trial came to."""

    said: str
    wrong: list[str]


def meet(seed: int, folder: Path) -> Done:
    """Three desks that meet, in rounds, and now and then in between."""
    chance, desks = Random(seed), three_desks(folder, seed)
    if seed % 2:
        meeting(desks)
    told = {desk.store.desk: list[Overwritten]() for desk in desks}
    wrong, actions, stopped = list[str](), 0, 0

    def receive(one: Desk, other: Desk) -> None:
        nonlocal actions, stopped
        joined = None
        if chance.random() < 0.2:
            joined = broken_off(one, other, chance)
            stopped += joined is None
        for each in filter(None, (joined, one.receive(other))):
            actions += each.actions
            told[one.store.desk] += each.overwritten

    for number in range(ROUNDS):
        for _ in range(ACTS):
            for desk in desks:
                desk.act()
                if chance.random() < 0.03:
                    receive(desk, chance.choice([one for one in desks if one is not desk]))
        pairs = [(one, other) for one in desks for other in desks if one is not other]
        for _ in range(3):
            chance.shuffle(pairs)
            for one, other in pairs:
                receive(one, other)
        if again := settled_again(desks):
            wrong.append(f"round {number}: {again} settled again")
        wrong += [f"round {number}: not alike: {name}" for name in differing(desks)]
        for desk in desks:
            wrong += [f"round {number}: {line}" for line in broken(desk.store)]
            wrong += [f"round {number}: {one.said}" for one in check(desk.store).wrong]
            said = {(it.table, it.record, it.column, it.value) for it in told[desk.store.desk]}
            wrong += [f"not told: {it}" for it in must_be_said(desks) - said]
    overwritten = sum(map(len, told.values()))
    return Done(
        f"{actions} actions joined, {stopped} times broken off, {overwritten} told to be "
        f"overwritten",
        wrong,
    )


def broken_off(one: Desk, other: Desk, chance: Random) -> Joined | None:
    """Joins, and is broken off somewhere, unless it was faster: what that came to."""
    steps = iter(range(chance.randint(1, 600)))
    connection = one.store.connection
    before = list(connection.iterdump())
    connection.set_progress_handler(lambda: next(steps, None) is None, 50)
    try:
        return one.receive(other)
    except (StorageFailed, sqlite3.OperationalError):
        connection.set_progress_handler(None, 0)
        assert list(connection.iterdump()) == before, "a join that was broken off left something"
        return None
    finally:
        connection.set_progress_handler(None, 0)


def killed(seed: int, folder: Path) -> Done:
    """A process that joins much is killed; then it is done again."""
    chance, paths = Random(seed), [folder / "one.db", folder / "other.db"]
    for number, path in enumerate(paths):
        desk = make_desk(path, seed * 10 + number, LETTERS[number + 1])
        desk.verbs = EVERY
        for _ in range(ACTS_TO_KILL):
            desk.act()
        if number:
            sent = [[*one[:9], [[*it] for it in one.ranges]] for one in everything_packed(desk)]
            (folder / "sent.json").write_text(json.dumps(sent, default=list))
        desk.store.close()
    whole = shutil.copyfile(paths[0], folder / "whole.db")
    took = join_in_a_process(whole, folder, None)
    kills, wrong = 0, list[str]()
    for _ in range(6):
        path = shutil.copyfile(paths[0], folder / "killed.db")
        kills += join_in_a_process(path, folder, chance.uniform(0, took)) < 0
        desk = make_desk(path, seed, "B", moment=datetime(2026, 12, 1, tzinfo=UTC))
        wrong += [one.said for one in check(desk.store).wrong]
        with closing(make_desk(whole, seed, "B").store) as other:
            join(desk.store, received(folder))
            if digest(desk.store) != digest(other):
                wrong.append("after it was killed and done again it is another")
        desk.store.close()
        for left in folder.glob("killed.db*"):
            left.unlink()
    return Done(f"{kills} of 6 killed in the midst of {took:.2f} s", wrong)


def received(folder: Path) -> list[Packed]:
    from db.history.packing import PackedRange

    sent = json.loads((folder / "sent.json").read_text())
    return [Packed(*one[:9], [PackedRange(*it) for it in one[9]]) for one in sent]


def join_in_a_process(path: Path, folder: Path, kill_after: float | None) -> float:
    """Seconds that it took; less than none where it was killed in the midst of it."""
    command = [sys.executable, __file__, "join", str(path), str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        child.stdout.readline()
        began = time.monotonic()
        if kill_after is not None:
            with suppress(subprocess.TimeoutExpired):
                child.wait(kill_after)
            child.send_signal(signal.SIGKILL)
        done = child.wait()
        assert done in (0, -signal.SIGKILL), f"the process ended with {done}"
        return time.monotonic() - began if done == 0 else -1.0


def join_here(path: Path, folder: Path) -> None:
    """What that process does, as where there is so much that it begins a second one."""
    receiving.ACTIONS_AT_ONCE, receiving.SECOND_PROCESS_FROM = 50, 100
    desk = make_desk(path, 0, "B", moment=datetime(2026, 12, 1, tzinfo=UTC))
    sent = received(folder)
    print("joining", flush=True)
    join(desk.store, sent)


def of_earlier_shapes(seed: int, folder: Path) -> Done:
    """A database of an earlier shape, brought to today's on each of two desks, which then meet."""
    chance = Random(seed)
    name = chance.choice(sorted(SHAPES))
    paths = [folder / "one.db", folder / "other.db"]
    of_shape(paths[0], SHAPES[name])
    shutil.copyfile(paths[0], paths[1])
    desks = [make_desk(path, seed + n, "BC"[n]) for n, path in enumerate(paths)]
    wrong, actions = list[str](), 0
    for _ in range(2):
        for desk in desks:
            desk.verbs = EVERY
            for _ in range(ACTS):
                desk.act()
        for one, other in ((0, 1), (1, 0), (0, 1)):
            actions += desks[one].receive(desks[other]).actions
        wrong += [f"not alike: {it}" for it in differing(desks)]
        wrong += [line for desk in desks for line in broken(desk.store)]
        wrong += [one.said for desk in desks for one in check(desk.store).wrong]
        if again := settled_again(desks):
            wrong.append(f"{again} settled again")
    return Done(f"{name}: {actions} actions joined", wrong)


TRIALS: tuple[Callable[[int, Path], Done], ...] = (meet, meet, meet, killed, of_earlier_shapes)


def run(first: int, seeds: int) -> int:
    """Tries the seeds; 1 where any fails."""
    failed, began = list[int](), time.monotonic()
    for seed in range(first, first + seeds):
        trial, at = TRIALS[seed % len(TRIALS)], time.monotonic()
        with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
            made_by_chance(patch, seed)
            try:
                done = trial(seed, Path(folder))
            except Exception:
                done = Done("it failed", traceback.format_exc().splitlines())
        print(f"seed {seed}: {trial.__name__}, {done.said}, {time.monotonic() - at:.1f} s")
        for line in done.wrong[:20]:
            print(f"  {line}")
        sys.stdout.flush()
        if done.wrong:
            failed.append(seed)
    print(f"{seeds} seeds in {time.monotonic() - began:.0f} s; failed: {failed or 'none'}")
    return int(bool(failed))


if __name__ == "__main__":
    if sys.argv[1:2] == ["join"]:
        join_here(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        sys.exit(run(int(os.environ.get("FROM", "0")), int(os.environ.get("SEEDS", "20"))))
