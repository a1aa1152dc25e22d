"""What a desk's file costs with something more in it, beside the same file without, in turn: of the
processor, so that what else the machine does is not in it.

python -m benchmarks.beside PLAIN.db FULLER.db           both are written to: give copies
python -m benchmarks.beside PLAIN.db FULLER.db --runs 15 --only find
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from statistics import median

from benchmarks.acting import PHONE, ROWS_SHOWN, SUBJECT, processor_ms
from benchmarks.filled import NOW
from benchmarks.terminal import spent_to_marker, terminal_env
from db.connection import plain
from db.store import Store
from spoc_tui.casework.enquiries.enquiry import NewEnquiry
from spoc_tui.casework.week.periods import week_of

PROGRAMS = {
    "spoc, until its first rows": ((), r"\d \w{3} │"),
    "spoc find st mary": (("find", "st mary"), r"\n"),
    "spoc find network": (("find", "network"), r"\n"),
    "spoc find 31": (("find", "31"), r"\n"),
    "spoc due": (("due",), r"\n"),
    "spoc list": (("list",), r"\n"),
    "spoc find gillngham strett (mistyped)": (("find", "gillngham strett angles"), r"\n"),
}
"""By what is measured, what is typed after `spoc`, and what shows that it is there."""
TYPED = ("a", "st mary", "gillingham street", "hall keys", "rents of", "network", "31", "01634 55")


class Desk:
    """One of the files, open."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.moment = NOW
        self.store = Store.open(path, now=self.now)
        self.logged = ""
        self._number = 0

    def now(self) -> object:
        return self.moment

    def operations(self) -> Iterator[tuple[str, Callable[[], object]]]:
        """Everything that is measured, once over; what is written is other every time."""
        store, today = self.store, self.store.today()
        keys = store.agenda.keys(today)
        (organisation,) = store.connection.execute(
            "SELECT organisation FROM enquiry WHERE organisation > '' ORDER BY id DESC LIMIT 1"
        ).fetchone()
        week = week_of(today).before()
        yield "opening the file", self._opened
        yield "the desk: what is due", lambda: store.agenda.keys(today)
        yield "the desk: a screen of its rows", lambda: store.agenda.items(keys[:ROWS_SHOWN])
        yield "the calendar", lambda: store.calendar.entries()
        yield "beside a call: the organisation", lambda: store.organisations.glance(organisation)
        yield "beside a call: questions like it", lambda: store.search.similar(SUBJECT)
        for typed in TYPED:
            yield f"find: {typed}", lambda typed=typed: store.search.anything(typed)  # type: ignore[misc]
        yield "the week's figures", lambda: store.week.figures(week)
        yield "this week, with all beside it", lambda: store.week.summary(week.after())
        yield from self._acts()

    def _acts(self) -> Iterator[tuple[str, Callable[[], object]]]:
        store = self.store
        self._number += 1
        self.moment += timedelta(minutes=2)
        call, warming = (
            NewEnquiry(
                subject=f"{SUBJECT} {self._number}{of}", received_at=NOW, caller="Ann", phone=PHONE
            )
            for of in ("", ", once more")
        )
        self._log(warming)  # what was read before is in the cache, and it is no file's own fault
        later, team = store.today() + timedelta(days=9), store.council.teams()[0].uid
        yield "a call logged", lambda: self._log(call)
        yield "a note", lambda: store.enquiries.note(self.logged, "They rang again.")
        yield "a promise", lambda: store.promises.make(self.logged, "A key", later)
        yield "routed", lambda: store.routings.route(self.logged, team)
        yield "answered", lambda: store.enquiries.answer(self.logged, "Property does.")

    def _log(self, call: NewEnquiry) -> None:
        self.logged = self.store.enquiries.log(call).enquiry.uid

    def _opened(self) -> None:
        Store.open(self.path, now=self.now).close()


def in_turn(desks: tuple[Desk, Desk], runs: int, only: str) -> dict[str, list[tuple[float, float]]]:
    """Milliseconds of each, by what is measured; the first run warms, and is left out."""
    taken: dict[str, list[tuple[float, float]]] = {}
    for number in range(runs + 1):
        ours, others = (desk.operations() for desk in desks)
        for (title, does), (_, other) in zip(ours, others, strict=True):
            if only in title or (number == 0 and title.startswith("a call")):
                # By turns the first: what both read is then warm for either as often.
                if number % 2:
                    pair = (processor_ms(does), processor_ms(other))
                else:
                    pair = (processor_ms(other), processor_ms(does))[::-1]
                taken.setdefault(title, []).append(pair)
    return {title: pairs[1:] for title, pairs in taken.items()}


def program(path: Path, typed: tuple[str, ...], marker: str) -> tuple[float, float]:
    """Milliseconds of the processor until the marker is there, and megabytes at most."""
    argv = [sys.executable, "-m", "spoc_tui", *typed, "--db", str(path)]
    spent = spent_to_marker(argv, marker, terminal_env(), settle=0, timeout=30)
    return spent.processor * 1000, spent.peak / 2**20


def opened_by_another_version(path: Path) -> tuple[float, float]:
    """The same, of a file that another version wrote last, so that what follows is worked out."""
    connection = plain(path)
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    return program(path, ("find", "31"), r"enquiry ")


def line(title: str, pairs: list[tuple[float, float]], unit: str = "ms") -> str:
    first, second = (median(side) for side in zip(*pairs, strict=True))
    ratio = median(two / one for one, two in pairs if one)
    return f"{title:<40} {first:>9.2f} {second:>9.2f} {unit} {ratio:>6.2f} x"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs=2, type=Path)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--only", default="", help="what has this in its title alone")
    parser.add_argument("--upgrade", action="store_true", help="and the first start of a version")
    options = parser.parse_args()
    plain_path, fuller_path = options.files
    print(f"{'medians of the processor':<40} {'plain':>9} {'fuller':>9}", flush=True)
    for title, (typed, marker) in PROGRAMS.items():
        if options.only not in title:
            continue
        runs = [
            (program(plain_path, typed, marker), program(fuller_path, typed, marker))
            for _ in range(options.runs + 1)
        ][1:]
        for at, unit in enumerate(("ms", "MB")):
            pairs = [(one[at], two[at]) for one, two in runs]
            print(line(title if not at else "  at most", pairs, unit), flush=True)
    desks = (Desk(plain_path), Desk(fuller_path))
    for title, pairs in in_turn(desks, options.runs, options.only).items():
        if pairs:
            print(line(title, pairs), flush=True)
    for desk in desks:
        desk.store.close()
    if options.upgrade:
        found = [opened_by_another_version(path) for path in options.files]
        print(line("the first start of a version", [(found[0][0], found[1][0])]))
        print(line("  at most", [(found[0][1], found[1][1])], "MB"))


if __name__ == "__main__":
    main()
