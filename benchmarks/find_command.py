"""How long `spoc find` takes from process start to answer, beside a Python that imports sqlite3.

SPOC_TEST_DATA=... python -m benchmarks.find_command           at 400,000 organisations
python -m benchmarks.find_command --organisations 1400 --runs 9
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.real_names import database
from benchmarks.terminal import terminal_env

TYPED = ("a", "st mary", "gillingham street", "rook lane", "01634 55", "hall keys")
MISTYPED = "gillngham strett angles"
BARE_COMMAND = (sys.executable, "-c", "import sqlite3")


def milliseconds(command: Sequence[str]) -> float:
    began = time.perf_counter()
    # Compiled modules are kept, as they are where the program is installed.
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=terminal_env())
    return (time.perf_counter() - began) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, help="where the database is kept once built")
    parser.add_argument("--organisations", type=int, default=400_000)
    parser.add_argument("--runs", type=int, default=15)
    options = parser.parse_args()
    path = database(options.folder, organisations=options.organisations, enquiries=100_000)
    print(f"{'milliseconds (medians)':<28} {'find':>7} {'bare':>7} {'ratio':>7}")
    for typed in (*TYPED, MISTYPED):
        command = (sys.executable, "-m", "spoc_tui", "find", typed, "--db", str(path))
        milliseconds(command)
        # In turn, so that what else the machine does falls on both.
        pairs = [(milliseconds(command), milliseconds(BARE_COMMAND)) for _ in range(options.runs)]
        ours, bare = (median(times) for times in zip(*pairs, strict=True))
        ratio = median(one / other for one, other in pairs)
        print(f"{typed:<28} {ours:>7.1f} {bare:>7.1f} {ratio:>7.2f}", flush=True)


if __name__ == "__main__":
    main()
