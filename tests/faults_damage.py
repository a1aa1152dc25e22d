"""A long run of what tests/storage/test_damage.py tries shortly: `make faults`; `SEEDS=500` for
longer, `FROM=17 SEEDS=1` for one, `RESCUE=10` where only each tenth is copied and rescued as well.

The database of the demo is damaged at random: bytes are garbled, pages blanked, changed about or
put back as they were, its end is cut off, rows are altered behind the program's back. Of each
damage it is asked whether the check sees it, whether the program says so in a sentence, whether a
copy counts as good, and what a rescue saves.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from cli_desk import Cli
from factories import FixedClock, make_enquiry

from db.changes.tables import AUDITED, DERIVED
from db.connection import plain
from db.file import connecting, copies
from db.store import Store
from db.upkeep import daily
from db.upkeep.checking import check_file
from db.upkeep.copy_verdicts import judge
from db.upkeep.rescuing import Rescued, rescue
from spoc_tui.casework.errors import SpocError
from spoc_tui.demo.building import demo_database

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
CALLS = 40
"""How many are logged between an earlier state of the file and that of now."""
READS = (("due",), ("list",), ("find", "hall"))
"""What is asked of a damaged file."""
SAID_EACH = 10
"""After how many damages it is said how far it is."""
FAILED = 6
"""The exit code where the program itself failed."""
COVERED = frozenset((*AUDITED, "action", "change"))
"""The tables in which the history shows whatever is changed."""
Values = Mapping[str, Mapping[object, tuple[object, ...]] | str]


@dataclass
class Tried:
    """What damages came to."""

    damages: int = 0
    harmless: int = 0
    """Of those that changed no value: they hit what is free, or an index."""
    seen: int = 0
    unseen: Counter[str] = field(default_factory=Counter)
    """By table, of those that changed a value that nobody saw."""
    said: int = 0
    """How often a verb said that the file is damaged, or that something in it cannot be read."""
    rescued_whole: int = 0
    """How often what was saved is whole by the check."""
    nothing_left: int = 0
    rows: int = 0
    """Of those that the history covers, how many there were."""
    saved: int = 0
    from_history: int = 0
    otherwise: int = 0
    """Rows that are otherwise than they were, and not said to be in doubt."""
    doubted: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, other: Tried) -> None:
        for name, value in vars(other).items():
            if name == "unseen":
                self.unseen += value
            else:
                setattr(self, name, getattr(self, name) + value)

    @property
    def described(self) -> str:
        unseen = ", ".join(f"{table} {count}" for table, count in self.unseen.most_common())
        return (
            f"{self.damages} damages, {self.harmless} of them changed no value; {self.seen} seen; "
            f"unseen {self.unseen.total()} ({unseen or 'none'}), in what the history covers "
            f"{sum(self.unseen[table] for table in COVERED)}.\n"
            f"{self.said} answers said so. Rescued: whole {self.rescued_whole}, nothing to save "
            f"{self.nothing_left}; of {self.rows:,} rows {self.saved:,} as they were, "
            f"{self.from_history:,} of them from the history, {self.doubted:,} in doubt, "
            f"{self.otherwise:,} otherwise without a word."
        )


class Demo:
    """The database of the demo, as it is and as it was a little earlier."""

    def __init__(self, folder: Path) -> None:
        made = demo_database(folder, now=lambda: NOW)
        self.earlier = _in_one_file(made)
        with closing(Store.open(made, now=FixedClock(NOW))) as store:
            for number in range(CALLS):
                make_enquiry(store, subject=f"Call {number}")
            store.drafts.save({"subject": "Half"}, started_at=NOW, uid=None)
        self.now = _in_one_file(made)
        self.values = values_of(made)
        self.size = int.from_bytes(self.now[16:18], "big")
        self.pages = len(self.now) // self.size


def _in_one_file(path: Path) -> bytes:
    with closing(plain(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    return path.read_bytes()


def values_of(path: Path) -> Values:
    """All values of each table that says something of its own, by its first column; or what reading
    it came to.
    """
    found: dict[str, Mapping[object, tuple[object, ...]] | str] = {}
    with closing(plain(path)) as connection:
        connection.text_factory = bytes
        try:
            rows = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")
            tables = [(name.decode(), sql or b"") for name, sql in rows]
        except (sqlite3.Error, UnicodeDecodeError) as error:
            return {"sqlite_schema": type(error).__name__}
        virtual = {name for name, sql in tables if b"VIRTUAL" in sql}
        for name, _ in tables:
            if name in virtual or name.rpartition("_")[0] in virtual:
                continue
            try:
                its = connection.execute(f'SELECT * FROM "{name}"').fetchall()
                found[name] = dict(enumerate(sorted(its, key=repr)))
            except sqlite3.Error as error:
                found[name] = type(error).__name__
    return found


# What becomes of the file.


def _garbled(demo: Demo, chance: Random) -> bytes:
    whole = bytearray(demo.now)
    begins = chance.randrange(demo.pages) * demo.size
    for _ in range(chance.randint(1, 12)):
        whole[begins + chance.randrange(demo.size)] ^= chance.randrange(1, 256)
    return bytes(whole)


def _one_letter(demo: Demo, chance: Random) -> bytes:
    """A letter of a text becomes another: no structure is hurt."""
    whole = bytearray(demo.now)
    while True:
        at = chance.randrange(demo.size, len(whole))
        if chr(whole[at]).isalnum() and whole[at] < 128:
            whole[at] = ord("q") if whole[at] != ord("q") else ord("r")
            return bytes(whole)


def _blank(demo: Demo, chance: Random) -> bytes:
    """A sector, or several pages, are blank."""
    size = chance.choice((512, demo.size, 4 * demo.size, 16 * demo.size))
    begins = chance.randrange(len(demo.now) // size) * size
    return demo.now[:begins] + bytes(size) + demo.now[begins + size :]


def _changed_about(demo: Demo, chance: Random) -> bytes:
    whole = bytearray(demo.now)
    one, other = (chance.randrange(1, demo.pages) * demo.size for _ in range(2))
    a, b = whole[one : one + demo.size], whole[other : other + demo.size]
    whole[one : one + demo.size], whole[other : other + demo.size] = b, a
    return bytes(whole)


def _as_before(demo: Demo, chance: Random) -> bytes:
    """Pages as they were earlier: what was written over them never came to the disk."""
    whole = bytearray(demo.now)
    pages = len(demo.earlier) // demo.size
    other = [
        page * demo.size
        for page in range(pages)
        if whole[page * demo.size :][: demo.size] != demo.earlier[page * demo.size :][: demo.size]
    ]
    for at in chance.sample(other, chance.randint(1, 4)):
        whole[at : at + demo.size] = demo.earlier[at : at + demo.size]
    return bytes(whole)


def _cut_off(demo: Demo, chance: Random) -> bytes:
    return demo.now[: chance.randrange(demo.size, len(demo.now))]


OF_BYTES: tuple[Callable[[Demo, Random], bytes], ...] = (
    _garbled,
    _garbled,
    _one_letter,
    _one_letter,
    _blank,
    _changed_about,
    _as_before,
    _cut_off,
)


def _altered(path: Path, chance: Random) -> None:
    """A row is altered, taken out or put in by another program, which makes what stands in its way
    again.
    """
    with closing(plain(path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall()
        connection.execute("BEGIN")
        for name, _ in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        while not _alter(connection, chance):
            pass
        for _, sql in triggers:
            connection.execute(sql)
        connection.execute("COMMIT")


def _alter(connection: sqlite3.Connection, chance: Random) -> bool:
    tables = [
        name
        for name in (*AUDITED, "action", "change", "record", "desk", "draft", "counter")
        if connection.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone()
    ]
    table = chance.choice(tables)
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    key = next(name for name in ("uid", columns[0]) if name in columns)
    keys = [row[0] for row in connection.execute(f"SELECT {key} FROM {table}")]
    at, how = chance.choice(keys), chance.randrange(4)
    try:
        if how == 0:
            connection.execute(f"DELETE FROM {table} WHERE {key} = ?", [at])
        elif how == 1 and "uid" in columns:
            its = [name for name in columns if name not in ("id", "uid", *DERIVED)]
            names = ", ".join((*its, *(name for name in columns if name in DERIVED)))
            connection.execute(
                f"INSERT INTO {table} (uid, {names}) SELECT ?, {names} FROM {table} "
                f"WHERE {key} = ?",
                [f"{at}x", at],
            )
        else:
            column = chance.choice([name for name in columns if name not in ("id", key)] or [key])
            (value,) = connection.execute(
                f"SELECT {column} FROM {table} WHERE {key} = ?", [at]
            ).fetchone()
            other = value + 1 if isinstance(value, int) else f"{value or ''}x"
            connection.execute(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", [other, at])
    except sqlite3.IntegrityError:  # the file itself refuses it
        return False
    return True


# What is seen of it.


def trial(demo: Demo, seed: int, folder: Path, *, whole: bool = True) -> Tried:
    """One damage; `whole`: it is copied and rescued as well."""
    chance, path = Random(seed), folder / "spoc.db"
    if chance.random() < 0.4:
        path.write_bytes(demo.now)
        _altered(path, chance)
    else:
        path.write_bytes(chance.choice(OF_BYTES)(demo, chance))
    damaged = path.read_bytes()
    tried = Tried(damages=1)
    try:
        now = values_of(path)
        changed = [table for table in demo.values if now.get(table) != demo.values[table]]
        for step in (_checked, _asked, _copied, _rescued) if whole else (_checked, _asked):
            path.write_bytes(damaged)
            for ending in ("-wal", "-shm", "-journal"):
                path.with_name(path.name + ending).unlink(missing_ok=True)
            step(demo, path, changed, tried)
    except Exception:
        tried.wrong += traceback.format_exc().splitlines()
    return tried


def _checked(demo: Demo, path: Path, changed: list[str], tried: Tried) -> None:
    seen = bool(check_file(path, lambda: NOW).wrong)
    tried.seen += seen
    if not changed:
        tried.harmless += 1
    elif not seen:
        tried.unseen[changed[0]] += 1


def _asked(demo: Demo, path: Path, changed: list[str], tried: Tried) -> None:
    """The program says it in a sentence, or shows what it can."""
    cli = Cli(path, lambda: NOW)
    for asked in READS:
        result = cli.run(*asked)
        tried.said += result.exit_code != 0 or "spoc check" in result.stderr
        if result.exit_code == FAILED or "Traceback" in result.output:
            log = Path(os.environ["SPOC_LOG"]).read_text(encoding="utf-8").splitlines()
            tried.wrong.append(f"spoc {' '.join(asked)} failed")
            tried.wrong += log[-8:]


def _copied(demo: Demo, path: Path, changed: list[str], tried: Tried) -> None:
    """What is not whole gives no copy that counts as good."""
    if not tried.seen:
        return
    with suppress(SpocError):
        if daily.make(path, NOW).made:
            tried.wrong.append("the day’s copy was made of what is not whole")
    with suppress(SpocError), closing(Store.open(path, now=lambda: NOW)) as store:
        judge(store.backup(), lambda: NOW)
    good = copies.passed_copies(path)
    if good:
        tried.wrong.append(f"a copy of what is not whole counts as good: {good[0].occasion}")
    for one in copies.copies_of(path):
        one.path.unlink()


def _rescued(demo: Demo, path: Path, changed: list[str], tried: Tried) -> None:
    before, to = path.read_bytes(), path.with_name("rescued.db")
    to.unlink(missing_ok=True)
    try:
        done = rescue(path, to, lambda: NOW)
    except SpocError:
        tried.nothing_left += 1
        return
    if path.read_bytes() != before:
        tried.wrong.append("the damaged file was written to")
    tried.rescued_whole += not done.wrong
    if done.wrong:
        tried.wrong.append(f"what was saved is not whole: {done.wrong[:3]}")
    _compare(demo, to, done, tried)


def _compare(demo: Demo, to: Path, done: Rescued, tried: Tried) -> None:
    saved = values_of(to)
    for table in AUDITED:
        mine, its = saved[table], demo.values[table]
        assert not isinstance(mine, str)
        assert not isinstance(its, str)
        then, now = (Counter(row[1:] for row in rows.values()) for rows in (its, mine))
        as_it_was = (then & now).total()
        tried.rows += len(its)
        tried.saved += as_it_was
        tried.otherwise += max(0, len(mine) - as_it_was - done.in_doubt[table])
    tried.doubted += done.in_doubt.total()
    tried.from_history += done.taken_back.total() + done.set_right.total()


def run(first: int, seeds: int, rescue_each: int = 1) -> int:
    """Tries the seeds; 1 where any fails."""
    connecting.SYNCHRONOUS = "OFF"
    total, failed, began = Tried(), list[int](), time.monotonic()
    with TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["SPOC_LOG"] = str(folder / "log")
        os.environ["SPOC_SETTINGS"] = str(folder / "settings.toml")
        demo = Demo(folder)
        for seed in range(first, first + seeds):
            (own := folder / str(seed)).mkdir()
            tried = trial(demo, seed, own, whole=seed % rescue_each == 0)
            total.add(tried)
            if total.damages % SAID_EACH == 0:
                print(f"so far: {total.described}", flush=True)
            if tried.wrong or any(tried.unseen[table] for table in COVERED):
                failed.append(seed)
                print(f"seed {seed}: {tried.described}")
                for line in tried.wrong[-14:]:
                    print(f"  {line}")
                sys.stdout.flush()
    print(f"{total.described}\n{seeds} seeds, {time.monotonic() - began:.0f} s")
    print(f"failed: {failed or 'none'}")
    return int(bool(failed))


if __name__ == "__main__":
    asked = {"FROM": "0", "SEEDS": "220", "RESCUE": "1", **os.environ}
    sys.exit(run(int(asked["FROM"]), int(asked["SEEDS"]), int(asked["RESCUE"])))
