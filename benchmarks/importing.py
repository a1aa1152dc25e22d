"""How long a list takes to come in, beside what sqlite-utils needs to put its names into a table
and index them; how much memory; how long a save made meanwhile waits; and how much longer a list
takes whose rows share postcodes, telephones and numbers.

SPOC_TEST_DATA=... python -m benchmarks.importing          219,325 real names, five pairs of runs
python -m benchmarks.importing --runs 3
"""

from __future__ import annotations

import argparse
import csv
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.filled import NOW
from benchmarks.real_names import charities
from db.store import Store

SAVE_EVERY = 0.2
"""Seconds between one save and the next, while the list comes in."""


def written(folder: Path) -> Path:
    """The names as a list of one column."""
    path = folder / "names.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["name"])
        writer.writerows([name] for name in charities())
    return path


def written_alike(folder: Path) -> Path:
    """The names with a postcode that 200 of them share, a telephone of 50, a company's number of
    300: what they have alike is not to be looked for among themselves.
    """
    path = folder / "alike.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "name", "postcode", "phone", "company number"])
        writer.writerows(
            [
                number,
                name,
                f"ME{number // 200 % 90 + 1} {number // 18_000 % 10}AB",
                f"01634 {number // 50:06}",
                f"{number // 300:08}",
            ]
            for number, name in enumerate(charities(), 300)
        )
    return path


class Took(NamedTuple):
    """What a command needed."""

    seconds: float
    processor: float
    """Seconds of it: what else the machine does is not in them."""
    memory: float
    """The most that it had, in MB."""


def plain(folder: Path, names: Path) -> Took:
    """What `sqlite-utils insert` and `enable-fts` need together."""
    database = folder / "plain.db"
    program = [sys.executable, "-m", "sqlite_utils"]
    put = took([*program, "insert", str(database), "organisation", str(names), "--csv"])
    indexed = took([*program, "enable-fts", str(database), "organisation", "name"])
    database.unlink()
    return Took(
        put.seconds + indexed.seconds,
        put.processor + indexed.processor,
        max(put.memory, indexed.memory),
    )


def ours(folder: Path, names: Path) -> Took:
    """What `spoc import organisations` needs."""
    return took(command(new(folder), names))


def took(command: Sequence[str]) -> Took:
    """What a command needs, which must end well."""
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as program:
        _, ended, usage = os.wait4(program.pid, 0)
        program.returncode = os.waitstatus_to_exitcode(ended)
    if program.returncode:
        raise subprocess.CalledProcessError(program.returncode, command)
    seconds = time.perf_counter() - began
    return Took(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def longest_save(folder: Path, names: Path) -> float:
    """Seconds that the slowest save took, of one every so often while the list came in."""
    store = Store.open(new(folder), now=lambda: NOW)
    slowest, count = 0.0, 0
    assert store.path
    with subprocess.Popen(command(store.path, names), stdout=subprocess.DEVNULL) as importing:
        while importing.poll() is None:
            time.sleep(SAVE_EVERY)
            count += 1
            before = time.perf_counter()
            store.organisations.add(f"Saved meanwhile {count}")
            slowest = max(slowest, time.perf_counter() - before)
    store.close()
    return slowest


def new(folder: Path) -> Path:
    """A new desk's database."""
    shutil.rmtree(folder / "desk", ignore_errors=True)
    path = folder / "desk" / "spoc.db"
    Store.open(path, now=lambda: NOW).close()
    return path


def command(database: Path, names: Path) -> list[str]:
    """The one that imports the list."""
    program = [sys.executable, "-m", "spoc_tui", "--db", str(database), "import", "organisations"]
    options = ["--source", names.stem] + (["--map", "id=key"] if names.stem == "alike" else [])
    return [*program, str(names), *options]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        names = written(folder)
        pairs = []
        for _ in range(runs):
            bare, own = plain(folder, names), ours(folder, names)
            ratio = own.seconds / bare.seconds, own.processor / bare.processor
            pairs.append((*ratio, *own))
            print(
                f"sqlite-utils {bare.seconds:.1f} s, spoc {own.seconds:.1f} s: {ratio[0]:.2f} x; "
                f"of the processor {bare.processor:.1f} and {own.processor:.1f}: {ratio[1]:.2f} x",
                flush=True,
            )
        ratio, of_processor, seconds, processor, memory = map(median, zip(*pairs, strict=True))
        print(
            f"{len(charities()):,} names: {ratio:.2f} x sqlite-utils ({of_processor:.2f} x of the "
            f"processor), {seconds:.1f} s ({processor:.1f} s), {memory:.0f} MB"
        )
        print(f"the slowest save meanwhile: {longest_save(folder, names):.2f} s")
        alike = ours(folder, written_alike(folder))
        times = alike.processor / processor
        print(f"with what many have alike: {times:.2f} x that, {alike.memory:.0f} MB")


if __name__ == "__main__":
    main()
