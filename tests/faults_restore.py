"""A long run of what tests/storage/test_restoring.py tries shortly: `make faults`; `SEEDS=100`
for longer, `FROM=17 SEEDS=1` for one.

In one folder, round after round, calls are logged and copied, the database is taken away, emptied
or damaged, other programs work on it, and `spoc restore` is killed at a random moment. After each
round the database is the old one, the new one, or said to be missing or damaged; in the end it is
put back, and no reference that was ever read out is given again.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from factories import FixedClock, make_enquiry, new_file

from db.connection import plain_read_only
from db.file import connecting, copies, marks
from db.store import Store
from db.upkeep import daily, restoring
from db.upkeep.checking import check
from spoc_tui.casework.errors import Refused, SpocError, StorageFailed

ROUNDS = 10
SLOWEST = 1.5
"""How much later than it usually ends it may be killed: then it was not killed at all."""
PUTTING = 0.006
"""In seconds, what the moving of files takes at most."""
ENDED, REFUSED, FAILED = range(3)
"""What a process ends with."""


@dataclass
class Tried:
    """What a seed came to."""

    kills: int = 0
    ended: int = 0
    refused: int = 0
    missing: int = 0
    read_out: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def said(self) -> str:
        return (
            f"{self.kills} killed, {self.ended} came through, {self.refused} refused, "
            f"{self.missing} times missing or damaged, {self.read_out} references read out"
        )


class Folder:
    """A database, whoever works on it, and every reference that was read out of it."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.path, self.chance, self.clock = folder / "spoc.db", Random(seed), FixedClock()
        self.given: list[str] = []
        self.tried = Tried()
        self.usual = 0.1
        """How long a restore takes, in seconds."""
        new_file(self.path)

    def log(self, calls: int) -> None:
        """Calls are logged, and their references read out."""
        self.clock.advance(minutes=self.chance.randint(-30, 90))
        with closing(Store.open(self.path, now=self.clock)) as store:
            for _ in range(calls):
                self._read_out(make_enquiry(store).enquiry.reference)

    def _read_out(self, reference: str) -> None:
        if reference in self.given:
            self.tried.wrong.append(f"{reference} was given again")
        self.given.append(reference)
        self.tried.read_out += 1

    def copy(self) -> None:
        """A copy is made, by hand, by the day, or by whoever carries files about."""
        with closing(Store.open(self.path, now=self.clock)) as store:
            kind = self.chance.randrange(3)
            if kind == 0:
                with suppress(Refused):
                    store.backup()
            elif kind == 1:
                daily.make(self.path, self.clock())
            else:
                store.backup(self.path.parent / f"away-{len(self.given)}.db", overwrite=True)

    def break_it(self) -> None:
        """Something becomes of the database, or of its mark; never of both at once."""
        if self.chance.random() < 0.5:
            return
        self.chance.choice((_gone, _emptied, _garbled, _torn, _crashed, _no_mark, _half_a_mark))(
            self.path
        )

    def contents(self) -> list[list[str]]:
        """What the database and each of its copies have in them, of those that can be read."""
        files = [self.path, *(one.path for one in copies.copies_of(self.path))]
        files += self.path.parent.glob("away-*.db")
        return [[], *filter(None, map(_references, files))]

    def restore(self) -> None:
        """A restore begins and is killed, while others may work there; what is left is looked
        at.
        """
        before = self.contents()
        away = [None, None, *sorted(self.path.parent.glob("away-*.db"))]
        chosen, anew = self.chance.choice(away), self.chance.random() < 0.15
        with self.rival() as (done, read_out):
            began, (heard, tells) = time.monotonic(), os.pipe()
            child = _in_a_process(lambda: _restore(self.path, chosen, self.clock, tells, anew=anew))
            os.close(tells)
            if self.chance.random() < 0.5:
                time.sleep(self.chance.uniform(0, self.usual * SLOWEST))
            else:  # as it puts things in their places, which takes no time
                os.read(heard, 1)
                time.sleep(self.chance.uniform(0, PUTTING))
            os.close(heard)
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            status = os.waitpid(child, 0)[1]
            done()
        if os.WIFSIGNALED(status):
            self.tried.kills += 1
        elif os.WEXITSTATUS(status) == ENDED:
            self.tried.ended += 1
            self.usual = (self.usual + min(time.monotonic() - began, 1)) / 2
        elif os.WEXITSTATUS(status) == REFUSED:
            self.tried.refused += 1
        else:
            self.tried.wrong.append("the restore failed")
        for reference in read_out:
            self._read_out(reference)
        self.look(before)

    @contextmanager
    def rival(self) -> Iterator[tuple[Callable[[], None], list[str]]]:
        """Another process that works there meanwhile; it is killed as well. What it read out is
        known once `done` was called.
        """
        work = self.chance.choice((None, None, None, _logs, _logs, _restores, _backs_up, _reads))
        if work is None:
            yield lambda: None, []
            return
        read_out = list[str]()
        out, into = os.pipe()
        child = _in_a_process(lambda: work(self.path, self.clock, into))
        os.close(into)
        time.sleep(self.chance.uniform(0, self.usual))

        def done() -> None:
            time.sleep(self.chance.uniform(0, self.usual))
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            with os.fdopen(out) as lines:
                read_out.extend(line.strip() for line in lines if line.endswith("\n"))

        yield done, read_out

    def look(self, before: list[list[str]]) -> None:
        """The database is one of those that were there, with what was logged meanwhile; or it is
        said to be missing or damaged, and a restore puts one in its place.
        """
        known = {one for old in before for one in old}
        try:
            with closing(Store.open(self.path, now=self.clock)) as store:
                found = check(store).wrong
        except StorageFailed:
            self.tried.missing += 1
            self._put_back()
            return
        self.tried.wrong += [one.said for one in found]
        now = _references(self.path) or []
        if [one for one in now if one in known] not in before:
            self.tried.wrong.append(f"the database is neither the old nor the new one: {now}")

    def _put_back(self) -> None:
        try:
            restoring.restore(self.path)
        except SpocError:
            restoring.begin_anew(self.path, self.clock)
        with closing(Store.open(self.path, now=self.clock)) as store:
            self.tried.wrong += [one.said for one in check(store).wrong]


def _references(path: Path) -> list[str] | None:
    """What is in a file; None where it cannot be read."""
    if not path.is_file():
        return None
    try:
        with plain_read_only(path) as connection:
            rows = connection.execute("SELECT reference FROM record ORDER BY reference")
            return [reference for (reference,) in rows]
    except sqlite3.Error:
        return None


def _gone(path: Path) -> None:
    path.unlink(missing_ok=True)


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


def _garbled(path: Path) -> None:
    path.write_bytes(b"\xfe" * path.stat().st_size)


def _torn(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2 - 1_000])


def _crashed(path: Path) -> None:
    """As a kill leaves it: what was saved last is in the log alone."""
    process = sqlite3.connect(path, isolation_level=None)
    process.execute("PRAGMA wal_autocheckpoint = 0")
    process.execute("REPLACE INTO remembered (name, value) VALUES ('a', 'b')")
    log = path.with_name(f"{path.name}-wal")
    kept = log.read_bytes()
    process.close()
    log.write_bytes(kept)


def _no_mark(path: Path) -> None:
    marks.file_of(path).unlink(missing_ok=True)
    Store.open(path, now=FixedClock()).close()  # somebody opens it before the next fault


def _half_a_mark(path: Path) -> None:
    file = marks.file_of(path)
    if file.exists():
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
        Store.open(path, now=FixedClock()).close()


def _restore(path: Path, copy: Path | None, clock: FixedClock, tells: int, *, anew: bool) -> None:
    """Tells as it begins to move files, by a byte."""
    moving = restoring._put_aside

    def told(*args: Path) -> Path | None:
        os.write(tells, b".")
        return moving(*args)

    restoring._put_aside = told
    if anew:
        restoring.begin_anew(path, clock)
    else:
        restoring.restore(path, copy)


def _logs(path: Path, clock: FixedClock, out: int) -> None:
    """Calls are logged one by one, each by a program that opens the database for it."""
    while True:
        with suppress(SpocError), closing(Store.open(path, now=clock)) as store:
            for _ in range(2):
                os.write(out, f"{make_enquiry(store).enquiry.reference}\n".encode())


def _restores(path: Path, clock: FixedClock, out: int) -> None:
    restoring.restore(path)


def _backs_up(path: Path, clock: FixedClock, out: int) -> None:
    while True:
        with suppress(SpocError), closing(Store.open(path, now=clock)) as store:
            store.backup(path.parent / "away-rival.db", overwrite=True)


def _reads(path: Path, clock: FixedClock, out: int) -> None:
    """A program of somebody's that holds a reading open."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(path)) as connection:
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        time.sleep(10)


def _in_a_process(work: Callable[[], object]) -> int:
    """Forks a process that does it, and ends as it went."""
    child = os.fork()
    if child:
        return child
    code = FAILED
    try:
        work()
        code = ENDED
    except SpocError:
        code = REFUSED
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def trial(seed: int, folder: Path) -> Tried:
    """One seed: its rounds in one folder."""
    here = Folder(folder, seed)
    here.log(2)
    here.copy()
    try:
        for _ in range(ROUNDS):
            here.log(here.chance.randint(0, 3))
            if here.chance.random() < 0.4:
                here.copy()
            here.break_it()
            here.restore()
            here.log(1)
    except Exception:
        here.tried.wrong += traceback.format_exc().splitlines()
    return here.tried


def run(first: int, seeds: int) -> int:
    """Tries the seeds; 1 where any fails."""
    connecting.SYNCHRONOUS = "OFF"  # a kill takes nothing from what the system was given
    total, failed, began = Tried(), list[int](), time.monotonic()
    for seed in range(first, first + seeds):
        with TemporaryDirectory() as folder:
            tried = trial(seed, Path(folder))
        for name in ("kills", "ended", "refused", "missing", "read_out"):
            setattr(total, name, getattr(total, name) + getattr(tried, name))
        if tried.wrong:
            failed.append(seed)
            print(f"seed {seed}: {tried.said}")
            for line in tried.wrong[-12:]:
                print(f"  {line}")
            sys.stdout.flush()
    print(f"{seeds} seeds, {total.said}, {time.monotonic() - began:.0f} s")
    print(f"failed: {failed or 'none'}")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(run(int(os.environ.get("FROM", "0")), int(os.environ.get("SEEDS", "40"))))
