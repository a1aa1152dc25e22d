"""A long run of disks, locks and clocks that misbehave: `make faults`; `SEEDS=100` for longer.

Processes that save are held up by locks, killed, and given a disk that fills up (a limit to what
they may write; where this may be mounted, a small disk as well); clocks jump. What was acknowledged
is there, each number once, and the file is whole. Each seed is said with its counts.
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
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from factories import START, FixedClock, make_enquiry, new_file

from db.store import Store
from db.upkeep.checking import check_file
from db.upkeep.log_taken_in import log_size, take_in_log
from spoc_tui.casework.dates.clock_doubt import ClockDoubted
from spoc_tui.casework.errors import StorageFailed

WRITERS, SAVES, CLOCK_JUMPS = 3, 25, 40
A_PAGE = 4_096


def write(path: Path, saves: int, room: int) -> None:
    """A process that saves: it says each reference once it is saved, and each refusal; `room`: how
    many bytes larger than they are now files may become, 0: as large as they like.
    """
    if room:
        import resource

        most = path.stat().st_size + room
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    with closing(Store.open(path, now=lambda: START)) as store:
        store.wait_for_nobody()
        done, until = 0, time.monotonic() + 30
        while done < saves and time.monotonic() < until:
            try:
                print(make_enquiry(store, detail="x" * 3_000).enquiry.reference, flush=True)
                done += 1
            except StorageFailed as failed:
                print(f"! {failed.in_short}", flush=True)
                done += not failed.is_passing
                time.sleep(0.005)
        print(f"= {store.enquiries.count_open()}", flush=True)


def writer(path: Path, saves: int, room: int = 0) -> subprocess.Popen[str]:
    """Such a process, begun."""
    asked = json.dumps([str(path), saves, room])
    return subprocess.Popen(
        [sys.executable, "-B", __file__, asked], stdout=subprocess.PIPE, text=True
    )


class Trial:
    """A database that is tried, and what came of it."""

    def __init__(self, folder: Path, chance: Random) -> None:
        self.path = new_file(folder / "spoc.db")
        self.chance = chance
        self.acknowledged: list[str] = []
        self.refused = Counter[str]()
        self.wrong: list[str] = []

    def heard(self, said: str) -> None:
        """Takes in what a process that saves has said."""
        for line in said.splitlines():
            if line.startswith("ENQ-"):
                self.acknowledged.append(line)
            elif line.startswith("! "):
                self.refused[line[2:]] += 1

    def look(self) -> None:
        """Looks whether all is there that was acknowledged, and whole."""
        twice = [one for one, times in Counter(self.acknowledged).items() if times > 1]
        self.wrong += [f"{one} was given twice" for one in twice]
        with closing(Store.open(self.path, now=lambda: START)) as store:
            for reference in self.acknowledged:
                if not store.enquiries.uids_of(reference):
                    self.wrong.append(f"{reference} is lost")
        self.wrong += check_file(self.path, lambda: START).wrong
        for left in self.path.parent.glob("*.part"):
            self.wrong.append(f"{left.name} is left")

    @property
    def described(self) -> str:
        """“75 saved, 31 refused (another program is writing)”."""
        refused = ", ".join(f"{times} refused ({why})" for why, times in self.refused.items())
        return ", ".join(filter(None, [f"{len(self.acknowledged)} saved", refused]))


def locks(trial: Trial) -> None:
    """Several save at once, while another program takes the lock at moments that chance picks."""
    began = [writer(trial.path, SAVES) for _ in range(WRITERS)]
    with closing(sqlite3.connect(trial.path, isolation_level=None, timeout=5)) as other:
        while any(one.poll() is None for one in began):
            with suppress(sqlite3.OperationalError):
                other.execute("BEGIN IMMEDIATE")
                time.sleep(trial.chance.uniform(0, 0.2))
                other.execute("ROLLBACK")
            time.sleep(trial.chance.uniform(0, 0.05))
    for one in began:
        trial.heard(one.communicate()[0])


def killed(trial: Trial) -> None:
    """One that saves is killed; another goes on."""
    one = writer(trial.path, 10_000)
    assert one.stdout is not None
    said = "".join(one.stdout.readline() for _ in range(trial.chance.randint(1, 30)))
    time.sleep(trial.chance.uniform(0, 0.02))
    one.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    rest = one.stdout.read()
    one.wait()
    trial.heard("\n".join((said + rest).splitlines()))
    trial.heard(writer(trial.path, 3).communicate()[0])


def limited(trial: Trial) -> None:
    """A disk that takes no more than a little."""
    room = trial.chance.randint(8, 120) * A_PAGE
    said = writer(trial.path, SAVES, room).communicate()[0]
    trial.heard(said)
    if "=" not in said:
        trial.wrong.append("with no room it could not be read")


@contextmanager
def small_disk(folder: Path, kibibytes: int) -> Iterator[Path | None]:
    """A disk of that size; None where none may be mounted."""
    there = folder / "small"
    there.mkdir()
    asked = ["mount", "-t", "tmpfs", "-o", f"size={kibibytes}k", "tmpfs", str(there)]
    if shutil.which("mount") is None or subprocess.run(asked, capture_output=True).returncode:
        yield None
        return
    try:
        yield there
    finally:
        subprocess.run(["umount", "-l", str(there)], check=True)


def full(trial: Trial) -> None:
    """A disk that is full, or fills up; once there is room again it is saved."""
    size = trial.path.stat().st_size // 1024
    room = trial.chance.choice([0, 4, 40, 200, 600])
    with small_disk(trial.path.parent, size + room) as disk:
        if disk is None:
            trial.refused["no small disk may be mounted here"] += 1
            return
        own, trial.path = trial.path, disk / "spoc.db"
        shutil.copyfile(own, trial.path)
        said = writer(trial.path, SAVES).communicate()[0]
        trial.heard(said)
        if "=" not in said:
            trial.wrong.append(f"with {room} KiB of room it could not be read")
        subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
        trial.heard(writer(trial.path, 3).communicate()[0])
        trial.look()
        shutil.copyfile(trial.path, own)
        trial.path = own


def clocks(trial: Trial) -> None:
    """A clock that jumps about: no reference is of a year that nobody was asked about."""
    clock, last = FixedClock(), START
    with closing(Store.open(trial.path, now=clock)) as store:
        for _ in range(CLOCK_JUMPS):
            days = trial.chance.choice([0, 1, 30, 200, 400, 1_500, -1, -200, -900])
            clock.moment = max(
                clock.moment + timedelta(days=days), datetime(1990, 1, 1, tzinfo=UTC)
            )
            if clock.moment.year > 2080:
                clock.moment = START
            try:
                reference = make_enquiry(store).enquiry.reference
            except ClockDoubted:
                trial.refused["a year that may be wrong"] += 1
                if trial.chance.random() < 0.3:  # it is right: somebody says so, once
                    store.clock_is_right = True
                    trial.acknowledged.append(make_enquiry(store).enquiry.reference)
                    store.clock_is_right, last = False, clock.moment
                continue
            trial.acknowledged.append(reference)
            if not last.year <= clock.moment.year <= last.year + 1:
                trial.wrong.append(f"{reference} was given after one of {last.year}")
            last = clock.moment


def idle(trial: Trial) -> None:
    """Between saves the log is taken in: a file copied alone is whole."""
    with closing(Store.open(trial.path, now=lambda: START)) as store:
        for _ in range(trial.chance.randint(1, 5)):
            for _ in range(trial.chance.randint(1, 8)):
                trial.acknowledged.append(make_enquiry(store).enquiry.reference)
            if not take_in_log(trial.path, store.file) or log_size(trial.path):
                trial.wrong.append("the log was not taken in")
            alone = trial.path.with_name("alone.db")
            shutil.copyfile(trial.path, alone)
            trial.wrong += check_file(alone, lambda: START).wrong
            alone.unlink()


TRIALS: dict[str, Callable[[Trial], None]] = {
    one.__name__: one for one in (locks, killed, limited, full, clocks, idle)
}


def tried(name: str, seed: int, folder: Path) -> Trial:
    """One trial, by its name and seed."""
    trial = Trial(folder, Random(seed))
    TRIALS[name](trial)
    trial.look()
    return trial


def main() -> int:
    """Tries each with every seed; how many went wrong."""
    first, wrong = int(os.environ.get("FROM", "1")), 0
    for seed in range(first, first + int(os.environ.get("SEEDS", "10"))):
        for name in TRIALS:
            began = time.monotonic()
            with TemporaryDirectory() as folder:
                trial = tried(name, seed, Path(folder))
            wrong += bool(trial.wrong)
            took = time.monotonic() - began
            print(
                f"{seed:4} {name:8} {took:5.1f} s  {trial.described}", *trial.wrong, sep="\n     "
            )
    print("All was as it should be." if not wrong else f"{wrong} went wrong.")
    return min(wrong, 1)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        file, saves, room = json.loads(sys.argv[1])
        write(Path(file), saves, room)
    else:
        sys.exit(main())
