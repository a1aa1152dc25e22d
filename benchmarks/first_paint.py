"""How long the desk takes from process start to first paint, beside a bare Textual app.

python -m benchmarks.first_paint                    10,000 organisations, 100,000 enquiries
python -m benchmarks.first_paint --db desk.db --marker "ENQ-26"
python -m benchmarks.first_paint --marker Ready -- python other_app.py
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks.filled import MARKER
from benchmarks.terminal import terminal_env, time_to_marker

HELLO = """\
from textual.app import App, ComposeResult
from textual.widgets import Static


class Hello(App):
    def compose(self) -> ComposeResult:
        yield Static("hello")


Hello().run()
"""


@dataclass
class Contender:
    """A program, the text that shows it has painted, and what was measured."""

    name: str
    argv: Sequence[str]
    marker: str
    seconds: list[float] = field(default_factory=list)
    peaks: list[int] = field(default_factory=list)

    def run(self) -> tuple[float, int]:
        return time_to_marker(self.argv, self.marker, terminal_env())

    def line(self) -> str:
        return (
            f"{self.name:<12} {median(self.seconds) * 1000:>10.0f} {min(self.seconds) * 1000:>8.0f}"
            f" {max(self.seconds) * 1000:>8.0f} {median(self.peaks) / 2**20:>10.1f}"
        )


def measure(contenders: Sequence[Contender], runs: int) -> None:
    """Run them in turn, so that what else the machine does falls on all alike."""
    for contender in contenders:
        contender.run()  # warms bytecode and disk caches
    for _ in range(runs):
        for contender in contenders:
            seconds, peak = contender.run()
            contender.seconds.append(seconds)
            contender.peaks.append(peak)


def report(bare: Contender, ours: Contender) -> str:
    """Medians, extremes and the ratio of the medians, as a small table."""
    ratio = median(ours.seconds) / median(bare.seconds)
    memory = median(ours.peaks) / median(bare.peaks)
    title = f"{'':<12} {'median ms':>10} {'min':>8} {'max':>8} {'peak MB':>10}"
    last = f"{'ratio':<12} {ratio:>10.2f} {'':>8} {'':>8} {memory:>10.2f}"
    return "\n".join([title, bare.line(), ours.line(), last])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--db", type=Path, help="the desk's file (by default one is filled)")
    parser.add_argument("--marker", default=MARKER, help="regex of the text to wait for")
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("command", nargs="*", help="measure this program instead of the desk")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = options.db or Path(folder) / "filled.db"
        if not (options.db or options.command):
            # In a process of its own: a fork's peak memory begins with its parent's.
            filling = [sys.executable, "-m", "benchmarks.filled", str(database), "10000", "100000"]
            subprocess.run(filling, check=True)
        command = options.command or [sys.executable, "-m", "spoc_tui", "--db", str(database)]
        hello = Path(folder) / "bare_hello.py"
        hello.write_text(HELLO, encoding="utf-8")
        bare = Contender("bare hello", [sys.executable, str(hello)], "hello")
        ours = Contender("measured", command, options.marker)
        measure([bare, ours], options.runs)
    print(report(bare, ours))


if __name__ == "__main__":
    main()
