"""Files of earlier shapes under faults: `make faults`; `SEEDS=200` for longer, `FROM=17 SEEDS=1`
for one.

A file of a random earlier shape is killed in the midst of being brought to today's, or damaged
before it. After the one it is brought there all the same, whole; after the other that is said in a
sentence, or it is whole, and what can be read of it is rescued.
"""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from collections import Counter
from contextlib import closing
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from earlier_shapes import SHAPES, of_shape
from factories import FixedClock

from db.file import connecting
from db.store import Store
from db.upkeep.checking import check
from db.upkeep.rescuing import rescue
from spoc_tui.casework.errors import SpocError

LONGEST = 1.0
"""After how many seconds it is killed at the latest."""


def trial(seed: int, folder: Path) -> tuple[str, list[str]]:
    """What a seed came to, in a word, and what is wrong with that."""
    chance, path = Random(seed), folder / "spoc.db"
    names = chance.choice(list(SHAPES.values()))
    of_shape(path, names)
    return _killed(path, chance) if chance.random() < 0.5 else _damaged(path, chance)


def _killed(path: Path, chance: Random) -> tuple[str, list[str]]:
    child = os.fork()
    if not child:
        Store.open(path, now=FixedClock()).close()
        os._exit(0)
    time.sleep(chance.uniform(0, LONGEST))
    os.kill(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
    with closing(Store.open(path, now=FixedClock())) as store:
        wrong = [one.said for one in check(store).wrong]
        if store.connection.execute("SELECT count(*) FROM enquiry").fetchone()[0] != 1:
            wrong.append("the enquiry is gone")
    return ("killed" if os.WIFSIGNALED(status) else "came through"), wrong


def _damaged(path: Path, chance: Random) -> tuple[str, list[str]]:
    whole = bytearray(path.read_bytes())
    begins = chance.randrange(len(whole) // 4096) * 4096
    for _ in range(chance.randint(1, 40)):
        whole[begins + chance.randrange(4096)] ^= chance.randrange(1, 256)
    path.write_bytes(whole)
    wrong = list[str]()
    to = path.with_name("rescued.db")
    try:
        wrong += rescue(path, to, FixedClock()).wrong
    except SpocError:
        pass
    if path.read_bytes() != bytes(whole):
        wrong.append("the damaged file was written to")
    try:
        with closing(Store.open(path, now=FixedClock())) as store:
            check(store)
    except SpocError:
        return "refused", wrong
    return "opened", wrong


def run(first: int, seeds: int) -> int:
    """Tries the seeds; 1 where any fails."""
    connecting.SYNCHRONOUS = "OFF"  # a kill takes nothing from what the system was given
    came, failed, began = Counter[str](), list[int](), time.monotonic()
    for seed in range(first, first + seeds):
        with TemporaryDirectory() as folder:
            try:
                became, wrong = trial(seed, Path(folder))
            except Exception:
                became, wrong = "failed", traceback.format_exc().splitlines()
        came[became] += 1
        if wrong:
            failed.append(seed)
            print(f"seed {seed}: {became}", *(f"  {line}" for line in wrong[-12:]), sep="\n")
            sys.stdout.flush()
    said = ", ".join(f"{count} {became}" for became, count in came.most_common())
    print(f"{seeds} seeds, {said}, {time.monotonic() - began:.0f} s")
    print(f"failed: {failed or 'none'}")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(run(int(os.environ.get("FROM", "0")), int(os.environ.get("SEEDS", "60"))))
