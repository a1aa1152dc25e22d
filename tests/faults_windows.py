"""A long run of tests/window_machine.py: `make faults`; `SEEDS=100` for so many hundred sequences,
`FROM=17 SEEDS=1` for the hundred that failed.

A hundred sequences of acts in two windows are tried of each seed; one that fails is said in the
shortest form in which it still does.
"""

from __future__ import annotations

import os
import sys
import time
import traceback
from collections import Counter

import hypothesis
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from window_machine import TwoWindows

from db.file import connecting

SEQUENCES, STEPS = int(os.environ.get("SEQUENCES", "100")), 40
LONG = settings(
    max_examples=SEQUENCES,
    stateful_step_count=STEPS,
    deadline=None,
    database=None,
    phases=[Phase.generate] if os.environ.get("SHRINK") == "0" else [Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)


def run(first: int, seeds: int) -> int:
    """Tries the seeds; 1 where any fails."""
    connecting.SYNCHRONOUS = "OFF"  # what a loss of power leaves is tried elsewhere
    failed, began, did = list[int](), time.monotonic(), Counter[str]()
    for seed in range(first, first + seeds):
        at = time.monotonic()
        TwoWindows.did.clear()
        try:
            run_state_machine_as_test(hypothesis.seed(seed)(TwoWindows), settings=LONG)
            said = "nothing found"
        except Exception:
            failed.append(seed)
            said = traceback.format_exc()
        did += TwoWindows.did
        print(f"seed {seed}: {TwoWindows.did.total()} acts, {said}, {time.monotonic() - at:.0f} s")
        sys.stdout.flush()
    print(f"{seeds * SEQUENCES} sequences, {did.total()} acts of {len(did)} kinds")
    print(f"in {time.monotonic() - began:.0f} s; failed: {failed or 'none'}")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(run(int(os.environ.get("FROM", "0")), int(os.environ.get("SEEDS", "20"))))
