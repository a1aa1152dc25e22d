"""A database as full as a busy desk's becomes: made-up organisations and years of enquiries.

python -m benchmarks.filled desk.db 10000 100000
python -m benchmarks.filled --declared 10000 desk.db    puts so many declared records into it
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.declared import DeclaredDesk
from db.store import Store
from spoc_tui.casework.dates import when

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
PLACES = ("Chatham", "Gillingham", "Rochester", "Strood", "Rainham", "Hoo", "Cuxton", "Halling")
GROUP_NAMES = ("Allotment Society", "Scout Group", "Lunch Club", "Carers' Group", "Cricket Club")
SUBJECT = "Question {} about the hall"
CACHE_KIBIBYTES = 2 * 1024 * 1024
"""Of a file that is filled: its indexes are written to all over."""
MARKER = r"Question \d+"
"""What the desk shows of them."""


def _organisation(number: int) -> dict[str, Any]:
    place, kind = (
        PLACES[number % len(PLACES)],
        GROUP_NAMES[number // len(PLACES) % len(GROUP_NAMES)],
    )
    return {"name": f"{place} {kind} {number}"}


def _words(number: int) -> dict[str, str]:
    return {"subject": SUBJECT.format(number), "answer": "It can be hired from the parish."}


def fill(
    path: Path,
    *,
    organisations: int,
    enquiries: int,
    open_share: float = 0.02,
    organisation: Callable[[int], Mapping[str, Any]] = _organisation,
    words: Callable[[int], Mapping[str, str]] = _words,
) -> None:
    """Makes the database at `path`; the last `open_share` of the enquiries are open and overdue.

    `organisation` and `words` say what is in the nth organisation and in the nth enquiry (its
    subject and answer, and its detail if it has one).
    """
    store = _opened(path)
    random = Random(1)
    added = when.to_iso(NOW)
    with store.action("Filled for measuring"):
        uids = [
            store.insert("organisation", {**organisation(number), "added_at": added})
            for number in range(organisations)
        ]
        for number in range(enquiries):
            age = timedelta(minutes=30 * (enquiries - number))
            is_open = number >= enquiries * (1 - open_share)
            row = _enquiry(number, NOW - age, is_open, random.choice(uids))
            said = {**words(number), **({"answer": ""} if is_open else {})}
            uid = store.insert("enquiry", {**row, **said})
            at = when.to_iso(NOW - age)
            store.insert("event", {"record": uid, "kind": "logged", "at": at, "to_status": "new"})
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()


def _opened(path: Path) -> Store:
    """The store, for much to be written to at once."""
    store = Store.open(path, now=lambda: NOW)
    store.connection.execute("PRAGMA synchronous = OFF")
    store.connection.execute(f"PRAGMA cache_size = -{CACHE_KIBIBYTES}")
    return store


def add_declared(path: Path, count: int) -> None:
    """Puts so many records of declared kinds into it."""
    store = _opened(path)
    with store.action("Filled for measuring"):
        DeclaredDesk(store).add(count)
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()


def _enquiry(number: int, received: datetime, is_open: bool, organisation: str) -> dict[str, Any]:
    def day(days: int) -> str:
        return (received + timedelta(days=days)).date().isoformat()

    done = None if is_open else when.to_iso(received + timedelta(days=3))
    return {
        "reference": f"ENQ-{20 + number // 20_000:02}-{number % 20_000 + 1:04}",
        "organisation": organisation,
        "channel": "phone",
        "urgency": "normal",
        "status": "new" if is_open else "closed",
        "outcome": None if is_open else "resolved",
        "received_at": when.to_iso(received),
        "clock_from": day(0),
        "acknowledge_by": day(2),
        "acknowledged_at": when.to_iso(received),
        "answer_by": day(14),
        "answered_at": done,
        "told_at": done,
        "closed_at": done,
    }


if __name__ == "__main__":
    if sys.argv[1] == "--declared":
        add_declared(Path(sys.argv[3]), int(sys.argv[2]))
    else:
        fill(Path(sys.argv[1]), organisations=int(sys.argv[2]), enquiries=int(sys.argv[3]))
