"""Whether the long runs would find a fault: `make mutants`.

Each mutant is a copy of the program with one line made wrong, as it might be written by mistake.
The run that looks for such faults must fail on it, and not on the program itself; what is otherwise
is named. `ONLY=fold` tries those whose name has that in it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
PARTS = ("db", "screens", "spoc_tui", "tests")
PATIENCE_SECONDS = 3600


class Mutant(NamedTuple):
    """One line of the program, made wrong."""

    name: str
    path: str
    line: str
    wrong: str
    run: str
    """What must find it: tests/faults_RUN.py, or that file of the tests."""
    seeds: int = 1


MUTANTS = (
    Mutant(
        "the fold keeps what was itself taken back",
        "db/history/fold.py",
        "gone, left = {act, *_taken_back(changes)}, list[RowChange]()",
        "gone, left = {act}, list[RowChange]()",
        "windows",
        seeds=10,
    ),
    Mutant(
        "an act that is refused is saved as far as it came",
        "db/writing.py",
        'self.connection.execute("ROLLBACK")',
        'self.connection.execute("COMMIT")',
        "windows",
    ),
    Mutant(
        "an undo leaves one of the rows",
        "db/history/undo.py",
        "    for change in rows:\n        stays = _refuse(",
        "    for change in rows[: max(1, len(rows) - 1)]:\n        stays = _refuse(",
        "windows",
    ),
    Mutant(
        "what another window changed is written over",
        "db/changes/meanwhile.py",
        "        if changed:\n            raise",
        "        if not changed and not values:\n            raise",
        "windows",
        seeds=3,
    ),
    Mutant(
        "numbers that are in the file are not looked at",
        "db/records/numbering.py",
        "        if found is None:\n            return last\n",
        "        return last\n",
        "records/test_references_given_twice.py",
    ),
    Mutant(
        "what a copy replaces leaves its log behind",
        "db/upkeep/restoring.py",
        'for ending in ("", *LOGS):\n            there = path.with_name(path.name + ending)\n'
        "            if there.exists():\n                _move(",
        'for ending in ("",):\n            there = path.with_name(path.name + ending)\n'
        "            if there.exists():\n                _move(",
        "storage/test_restoring.py",
    ),
    Mutant(
        "a save is acknowledged that was not made",
        "db/writing.py",
        'self.connection.execute("COMMIT")',
        'self.connection.execute("ROLLBACK")',
        "disk",
    ),
    Mutant(
        "rows are not held against their history",
        "db/upkeep/checking.py",
        "wrong += _looked(CheckedPart.ROWS, rows_wrong(connection, table))",
        "wrong += ()",
        "damage",
        seeds=44,
    ),
    Mutant(
        "seals are not looked at",
        "db/upkeep/checking.py",
        "*_looked(CheckedPart.HISTORY, _seals(store)),",
        "",
        "storage/test_checking.py",
    ),
)


def tried(mutant: Mutant, folder: Path) -> bool:
    """Whether the run found it."""
    for part in PARTS:
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    file = folder / mutant.path
    text = file.read_text(encoding="utf-8")
    assert text.count(mutant.line) == 1, f"{mutant.path} has another line now: {mutant.line}"
    file.write_text(text.replace(mutant.line, mutant.wrong), encoding="utf-8")
    tests = folder / "tests"
    if mutant.run.endswith(".py"):
        shutil.copy(ROOT / "pyproject.toml", folder)
        run = ["-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", str(tests / mutant.run)]
    else:
        run = [str(tests / f"faults_{mutant.run}.py")]
    asked = {"PYTHONPATH": str(folder), "SEEDS": str(mutant.seeds), "FROM": "0"}
    ended = subprocess.run(
        [sys.executable, "-B", *run],
        env={**os.environ, **asked, "RESCUE": "1000", "SEQUENCES": "30", "SHRINK": "0"},
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    return ended.returncode != 0


def run(only: str) -> int:
    """Tries those that have that in their name; 1 where any was not found."""
    missed = []
    asked = [mutant for mutant in MUTANTS if only in mutant.name]
    for one in {mutant.run: mutant for mutant in asked}.values():
        with TemporaryDirectory() as folder:  # or it would find whatever it is given
            if tried(one._replace(wrong=one.line), Path(folder)):
                missed.append(f"{one.run} fails on the program itself")
    for mutant in asked:
        began = time.monotonic()
        with TemporaryDirectory() as folder:
            found = tried(mutant, Path(folder))
        took = f"{time.monotonic() - began:.0f} s"
        print(f"{mutant.name}: {'found' if found else 'NOT FOUND'} by {mutant.run}, {took}")
        sys.stdout.flush()
        if not found:
            missed.append(mutant.name)
    print(f"not as it should be: {missed or 'none'}")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(run(os.environ.get("ONLY", "")))
