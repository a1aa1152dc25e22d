"""How long it takes a desk to join what others did, and how much memory: a million actions.

    python -m benchmarks.joining FOLDER [ACTIONS]

Three desks' actions (enquiries logged, noted, acknowledged, answered and told) are made up and
sealed, written to a file, and joined by a process of its own (and the second one that it begins).
Reading the file is part of the time, and is given.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from db.changes.seal import SHAPE, digest_over, seal_of
from db.history.joining import join
from db.history.packing import HEAD, Packed
from db.records.uids import natural_uid
from db.store import Store
from spoc_tui.casework.dates import when

BEGAN = datetime(2024, 1, 1, 9, tzinfo=UTC)
DESKS = 3


def made_up(count: int) -> Iterator[Packed]:
    """So many actions of three desks, in the order of their clocks."""
    chance = Random(1)
    ends = {natural_uid("desk", str(one)): (0, "") for one in range(DESKS)}
    origins = list(ends)
    open_ones: list[tuple[str, int]] = []
    for number in range(count):
        origin = chance.choice(origins)
        at = BEGAN + timedelta(seconds=50 * number)
        if len(open_ones) < 1_000 or chance.random() < 0.2:
            uid = _uid(at, number)
            open_ones.append((uid, 0))
            changes, label = _logged(uid, number, at), "Logged"
        else:
            place = chance.randrange(len(open_ones))
            uid, step = open_ones[place]
            changes, label = _went_on(uid, step, number, at)
            open_ones[place] = (uid, step + 1)
            if step == 3:
                open_ones.pop(place)
        place, previous = ends[origin]
        packed = _sealed(number, origin, place + 1, previous, at, label, changes)
        ends[origin] = (place + 1, packed.hash)
        yield packed


def _logged(uid: str, number: int, at: datetime) -> list[list[str | None]]:
    day = when.london_date(at).isoformat()
    enquiry = {
        "reference": f"ENQ-24-{number:07}",
        "caller": f"Caller {number}",
        "channel": "phone",
        "urgency": "normal",
        "subject": f"The hall's keys, {number}",
        "status": "new",
        "received_at": when.to_iso(at),
        "clock_from": day,
        "acknowledge_by": day,
        "answer_by": day,
        "acknowledge_by_typed": 1,
        "answer_by_typed": 1,
    }
    return [
        ["enquiry", uid, None, json.dumps(enquiry)],
        _event(uid, number, "logged", at, f"The hall's keys, {number}"),
    ]


def _went_on(uid: str, step: int, number: int, at: datetime) -> tuple[list[list[str | None]], str]:
    moment = when.to_iso(at)
    kind, before, after = (
        ("note", {}, {}),
        ("acknowledged", {"acknowledged_at": None}, {"acknowledged_at": moment}),
        (
            "answered",
            {"answer": "", "answered_at": None, "status": "new"},
            {"answer": "In the drawer.", "answered_at": moment, "status": "answered"},
        ),
        ("told", {"told_at": None}, {"told_at": moment}),
    )[step]
    changes = [_event(uid, number, kind, at, "As it was said.")]
    if after:
        changes.insert(0, ["enquiry", uid, json.dumps(before), json.dumps(after)])
    return changes, kind


def _uid(at: datetime, number: int, what: int = 0) -> str:
    """A uid that sorts by its moment, as those of a program do."""
    digits = f"{int(at.timestamp() * 1000):012x}7{what:03x}8{number:015x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def _event(enquiry: str, number: int, kind: str, at: datetime, text: str) -> list[str | None]:
    values = {"record": enquiry, "kind": kind, "at": when.to_iso(at), "text": text}
    return ["event", _uid(at, number, 1), None, json.dumps(values)]


def _sealed(
    number: int,
    origin: str,
    place: int,
    previous: str,
    at: datetime,
    label: str,
    changes: list[list[str | None]],
) -> Packed:
    head: dict[str, Any] = {
        **dict.fromkeys(HEAD, ""),
        "at": when.to_iso(at),
        "who": "A. Officer",
        "label": label,
        "kind": "act",
        "undoes": None,
        "records": len(changes),
        "number": 0,
        "ranges": [],
        "digest": digest_over(changes),
    }
    row = {
        "uid": _uid(at, number, 2),
        "origin": origin,
        "place": place,
        "clock": int(at.timestamp() * 1000),
        "shape": SHAPE,
        "previous": previous,
    }
    seal = seal_of({**head, **row}, head["digest"])
    return Packed(head=json.dumps(head), changes=json.dumps(changes), hash=seal, **row)


def main(folder: Path, count: int) -> None:
    actions = folder / "actions.jsonl"
    with actions.open("w") as out:
        for one in made_up(count):
            out.write(json.dumps(one[:-1]) + "\n")
    print(f"{count:,} actions, {actions.stat().st_size / 1e6:,.0f} MB as text")
    subprocess.run([sys.executable, "-m", __spec__.name, "--join", str(actions)], check=True)


class FileReading:
    """The actions of a file, and how long it took to read them."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.seconds = 0.0

    def __iter__(self) -> Iterator[Packed]:
        while some := list(islice(self._lines, 1_000)):
            began = time.perf_counter()
            actions = [Packed(*json.loads(line)) for line in some]
            self.seconds += time.perf_counter() - began
            yield from actions


def _join(actions: Path) -> None:
    path = actions.with_name("joined.db")
    path.unlink(missing_ok=True)
    store = Store.open(path, now=lambda: datetime(2027, 1, 1, tzinfo=UTC))
    began = time.perf_counter()
    with actions.open() as lines:
        reading = FileReading(lines)
        joined = join(store, reading)
    seconds = time.perf_counter() - began
    own, child = (
        resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    most = (own.ru_maxrss + child.ru_maxrss) / 1024
    print(
        f"{joined.actions:,} actions, {joined.rows:,} rows joined in {seconds:.1f} s, "
        f"of them {reading.seconds:.1f} s of reading the file "
        f"({own.ru_utime + own.ru_stime:.1f} s of processor, and beside it "
        f"{child.ru_utime + child.ru_stime:.1f} s), at most {most:,.0f} MB together"
    )


if __name__ == "__main__":
    if sys.argv[1] == "--join":
        _join(Path(sys.argv[2]))
    else:
        main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000)
