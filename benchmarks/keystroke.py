"""From a key to the painted result on the Find screen, beside a bare Textual app.

SPOC_TEST_DATA=... python -m benchmarks.keystroke          400,000 organisations
python -m benchmarks.keystroke --db desk.db --names 20     another database; how many names
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from random import Random
from statistics import median

from benchmarks.real_names import charities, database
from benchmarks.terminal import Running, terminal_env

MOST_LETTERS_TYPED = 12
"""How many letters of a name are typed at most."""
FIND_KEY = "/"
CLEAR = "\x15"
"""Ctrl+U: empties the line."""

BARE_APP = """\
from textual.app import App, ComposeResult
from textual.widgets import Input, Static

LINES = ["\\n".join(f"{kind} line {n} of twenty" for n in range(20)) for kind in ("One", "Another")]


class Bare(App):
    def compose(self) -> ComposeResult:
        yield Input()
        yield Static(LINES[0])

    def on_input_changed(self, event: Input.Changed) -> None:
        self.query_one(Static).update(LINES[len(event.value) % 2])


Bare().run()
"""


def measure(bare: Running, ours: Running, names: list[str]) -> tuple[list[float], list[float]]:
    """Milliseconds a key, the same keys to both, in turn."""
    taken: tuple[list[float], list[float]] = ([], [])
    for name in names:
        for key in name[:MOST_LETTERS_TYPED]:
            for program, times in zip((bare, ours), taken, strict=True):
                times.append(program.painted_after(key) * 1000)
        for program in (bare, ours):
            program.painted_after(CLEAR)
    return taken


def report(bare: list[float], ours: list[float]) -> str:
    """Medians, 95th percentiles and their ratios, as a small table."""

    def p95(taken: list[float]) -> float:
        return sorted(taken)[int(len(taken) * 0.95)]

    rows = [f"{'milliseconds a key':<20} {'keys':>6} {'median':>8} {'p95':>8} {'max':>8}"]
    for title, taken in (("bare input", bare), ("find", ours)):
        figures = f"{median(taken):>8.1f} {p95(taken):>8.1f} {max(taken):>8.1f}"
        rows.append(f"{title:<20} {len(taken):>6} {figures}")
    ratios = f"{median(ours) / median(bare):>8.2f} {p95(ours) / p95(bare):>8.2f}"
    return "\n".join([*rows, f"{'ratio':<20} {'':>6} {ratios}"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--db", type=Path, help="the desk's file")
    parser.add_argument("--folder", type=Path, help="where the databases are kept once built")
    parser.add_argument("--names", type=int, default=20, help="how many names are typed")
    options = parser.parse_args()
    path = options.db or database(options.folder, organisations=400_000, enquiries=100_000)
    names = [name.lower() for name in Random(4).sample(charities(), options.names)]
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "bare_input.py"
        script.write_text(BARE_APP, encoding="utf-8")
        bare = Running([sys.executable, str(script)], terminal_env())
        desk = [sys.executable, "-m", "spoc_tui", "--db", str(path)]
        ours = Running(desk, terminal_env())
        try:
            for program in (bare, ours):
                program.painted_after("", quiet=3.0)  # it has started
            ours.painted_after(FIND_KEY, quiet=1.0)
            measure(bare, ours, names[:2])  # warms what both keep
            taken = measure(bare, ours, names)
        finally:
            bare.close()
            ours.close()
    print(report(*taken))


if __name__ == "__main__":
    main()
