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


def plain(folder: Path, names: Path) -> float:
    """Seconds that `sqlite-utils insert` and `enable-fts` take together."""
    database = folder / "plain.db"
    program = [sys.executable, "-m", "sqlite_utils"]
    began = time.perf_counter()
    run([*program, "insert", str(database), "organisation", str(names), "--csv"])
    run([*program, "enable-fts", str(database), "organisation", "name"])
    took = time.perf_counter() - began
    database.unlink()
    return took


def ours(folder: Path, names: Path) -> tuple[float, float]:
    """Seconds that `spoc import organisations` takes, and the most memory it had, in MB."""
    database = new(folder)
    began = time.perf_counter()
    with begun(database, names) as importing:
        _, _, usage = os.wait4(importing.pid, 0)
        importing.returncode = 0
    return time.perf_counter() - began, usage.ru_maxrss / 1024


def longest_save(folder: Path, names: Path) -> float:
    """Seconds that the slowest save took, of one every so often while the list came in."""
    store = Store.open(new(folder), now=lambda: NOW)
    slowest, count = 0.0, 0
    assert store.path
    with begun(store.path, names) as importing:
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


def begun(database: Path, names: Path) -> subprocess.Popen[bytes]:
    program = [sys.executable, "-m", "spoc_tui", "--db", str(database), "import", "organisations"]
    options = ["--source", names.stem] + (["--map", "id=key"] if names.stem == "alike" else [])
    return subprocess.Popen([*program, str(names), *options], stdout=subprocess.DEVNULL)


def run(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        names = written(folder)
        pairs = []
        for _ in range(runs):
            bare = plain(folder, names)
            took, memory = ours(folder, names)
            pairs.append((took / bare, bare, took, memory))
            print(f"sqlite-utils {bare:.1f} s, spoc {took:.1f} s: {took / bare:.2f} x", flush=True)
        ratio, _, took, memory = (median(column) for column in zip(*pairs, strict=True))
        print(
            f"{len(charities()):,} names: {ratio:.2f} x sqlite-utils, {took:.1f} s, {memory:.0f} MB"
        )
        print(f"the slowest save meanwhile: {longest_save(folder, names):.2f} s")
        alike, memory = ours(folder, written_alike(folder))
        print(f"with what many have alike: {alike / took:.2f} x that, {memory:.0f} MB")


if __name__ == "__main__":
    main()
