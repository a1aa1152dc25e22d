"""How long it takes to find what is there twice, beside reading the names in the order of their
postcodes; and to read a page of differences.

SPOC_TEST_DATA=... python -m benchmarks.duplicates         400,000 organisations, five pairs of runs
python -m benchmarks.duplicates --folder DIR --runs 3      where the database is kept; how many
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator, Sized
from pathlib import Path
from statistics import median

from benchmarks.filled import NOW
from benchmarks.real_names import database
from db.organisations.duplicates import Duplicates
from db.store import Store

ORGANISATIONS, ENQUIRIES = 400_000, 100_000
DIFFERENCE_COUNT = 10_000
"""How many differences are open while a page of them is read."""


class _Dropped(Exception):
    """Ends an action of which nothing is to be kept."""


def timed(read: Callable[[], Sized]) -> tuple[float, int]:
    """Seconds, and how many were read."""
    began = time.perf_counter()
    found = read()
    return time.perf_counter() - began, len(found)


def pairs(store: Store, runs: int) -> Iterator[str]:
    """All pairs, in turn with the plain reading: what else the machine does falls on both."""

    def plain() -> Sized:
        return store.connection.execute(
            "SELECT postcode, name FROM organisation ORDER BY postcode"
        ).fetchall()

    taken = []
    for _ in range(runs):
        bare, _ = timed(plain)
        took, count = timed(Duplicates(store).keys)
        taken.append((took / bare, bare, took))
        yield f"read {bare:.2f} s, {count:,} pairs {took:.2f} s: {took / bare:.2f} x"
    ratio, bare, took = (median(column) for column in zip(*taken, strict=True))
    yield f"median: {ratio:.2f} x the plain reading, {took:.2f} s ({bare:.2f} s)"


def differences(store: Store, runs: int) -> Iterator[str]:
    """A page of them, and their count; they are open for as long as that takes."""
    uids = store.connection.execute(
        "SELECT uid FROM organisation ORDER BY id LIMIT ?", [DIFFERENCE_COUNT]
    )
    try:
        with store.action("Filled for measuring"):
            for (uid,) in uids.fetchall():
                said = {"field": "phone", "listed": "01634 1", "seen_at": store.now_text()}
                store.insert("difference", {"organisation": uid, "source": "list", **said})
            page = median(timed(store.differences.open)[0] for _ in range(runs))
            count = median(timed(lambda: range(store.differences.count()))[0] for _ in range(runs))
            raise _Dropped
    except _Dropped:
        yield f"of {DIFFERENCE_COUNT:,} differences a page {page:.3f} s, their count {count:.3f} s"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--folder", type=Path, help="where the database is kept once built")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    path = database(options.folder, organisations=ORGANISATIONS, enquiries=ENQUIRIES)
    store = Store.open(path, now=lambda: NOW)
    for part in (pairs, differences):
        for line in part(store, options.runs):
            print(line, flush=True)
    store.close()


if __name__ == "__main__":
    main()
