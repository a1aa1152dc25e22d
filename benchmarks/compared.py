"""What a start, a search, the desk's first rows and 300 saves take in several checkouts, in turn.

python -m benchmarks.compared ../before .     each is a checkout with a .venv of its own
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from benchmarks.terminal import spent_to_marker, terminal_env

MARKERS = {"--help": r"--version", "find": r"Rook", "desk": r"ENQ-26", "300 saves": r"saved"}
"""By what is measured, the text that shows that it is there."""
SAVING = """
import sys, shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from db.store import Store
from spoc_tui.casework.enquiries.enquiry import NewEnquiry
from spoc_tui.casework.records.channel import Channel

class Clock:
    moment = datetime(2026, 4, 2, 9, tzinfo=UTC)

    def __call__(self):
        self.moment += timedelta(seconds=7)
        return self.moment

copy = shutil.copy(sys.argv[1], sys.argv[2])
store = Store.open(Path(copy), now=Clock())
for number in range(100):
    new = NewEnquiry(
        subject=f"Hall {number}", channel=Channel.PHONE, received_at=Clock.moment
    )
    uid = store.enquiries.log(new).enquiry.uid
    store.enquiries.note(uid, "They rang.")
    store.promises.make(uid, "Ring back", store.today())
store.close()
print("saved")
"""


def commands(checkout: Path, folder: Path, env: Mapping[str, str]) -> dict[str, list[str]]:
    """By what is measured, how a checkout does it, on a demo of its own."""
    binaries = checkout.resolve() / ".venv" / "bin"
    spoc, python = str(binaries / "spoc"), str(binaries / "python")
    own = {**env, "XDG_CACHE_HOME": str(folder / checkout.resolve().name)}
    built = subprocess.run(
        [spoc, "demo", "--build-only"], env=own, check=True, capture_output=True, text=True
    )
    demo = built.stdout.strip().splitlines()[-1]
    return {
        "--help": [spoc, "--help"],
        "find": [spoc, "find", "rook", "--db", demo],
        "desk": [spoc, "--db", demo],
        "300 saves": [python, "-P", "-c", SAVING, demo, str(folder / "copy.db")],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkouts", nargs="+", type=Path)
    parser.add_argument("--runs", type=int, default=15)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        env = {**terminal_env(), "XDG_CONFIG_HOME": name, "XDG_STATE_HOME": name}
        of = {one: commands(one, folder, env) for one in options.checkouts}
        print(f"{'processor ms, peak MB (medians)':<34}", *of, sep="  ")
        for what, marker in MARKERS.items():
            spent = {
                one: [spent_to_marker(of[one][what], marker, env, settle=0)] for one in of
            }  # which warms what is compiled, and is left out
            for _ in range(options.runs):
                for one in of:
                    spent[one].append(spent_to_marker(of[one][what], marker, env, settle=0))
            cells = (
                f"{median(run.processor for run in runs[1:]) * 1000:.0f} ms "
                f"{median(run.peak for run in runs[1:]) / 2**20:.1f} MB"
                for runs in spent.values()
            )
            print(f"{what:<34}", *cells, sep="  ", flush=True)


if __name__ == "__main__":
    main()
