"""How long a call takes in the store: what the desk reads, what is beside it, and the acts.

SPOC_TEST_DATA=... python -m benchmarks.acting        400,000 organisations, 1,000,000 enquiries
python -m benchmarks.acting --organisations 1400 --enquiries 5000
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from benchmarks.filled import NOW
from benchmarks.real_names import database
from db.store import Store
from spoc_tui.casework.enquiries.enquiry import NewEnquiry

SUBJECT = "Who lets the hall, and is there a key?"
PHONE = "01634 306000"
ROWS_SHOWN = 40
"""How many rows of the desk are on a screen."""


def processor_ms(does: Callable[[], object]) -> float:
    """Milliseconds of the processor: what else the machine does, and the disk, are not in it."""
    began = time.process_time()
    does()
    return (time.process_time() - began) * 1000


def reading(store: Store) -> dict[str, Callable[[], object]]:
    """What is read while a call lasts."""
    today = store.today()
    keys = store.agenda.keys(today)
    (organisation,) = store.connection.execute(
        "SELECT organisation FROM enquiry WHERE status <> 'closed' ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return {
        "the desk: what is due": lambda: store.agenda.keys(today),
        "the desk: a screen of its rows": lambda: store.agenda.items(keys[:ROWS_SHOWN]),
        "a record in full": lambda: store.enquiries.get(keys[0].uid),
        "beside the call: the organisation": lambda: store.organisations.glance(organisation),
        "beside the call: questions like it": lambda: store.search.similar(SUBJECT),
        "search: a name": lambda: store.search.anything("gillingham street"),
        "search: a half reference": lambda: store.search.anything("31"),
    }


def acting(store: Store, number: int) -> Iterator[tuple[str, Callable[[], object]]]:
    """The acts on the nth call, in their order."""
    team = store.council.teams()[0].uid
    call = NewEnquiry(subject=f"{SUBJECT} {number}", received_at=NOW, caller="Ann", phone=PHONE)
    logged: list[str] = []
    yield "log", lambda: logged.append(store.enquiries.log(call).enquiry.uid)
    yield "route", lambda: store.routings.route(logged[0], team)
    yield "answer", lambda: store.enquiries.answer(logged[0], "Property does.")
    yield "told", lambda: store.enquiries.told(logged[0])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, help="where the databases are kept once built")
    parser.add_argument("--organisations", type=int, default=400_000)
    parser.add_argument("--enquiries", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=15)
    options = parser.parse_args()
    built = database(
        options.folder, organisations=options.organisations, enquiries=options.enquiries
    )
    print(f"{'milliseconds of the processor':<40} {'first':>8} {'median':>8} {'least':>8}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.db"
        shutil.copy(built, path)
        store = Store.open(path, now=lambda: NOW)
        for title, does in reading(store).items():
            first = processor_ms(does)
            taken = [processor_ms(does) for _ in range(options.runs)]
            print(f"{title:<40} {first:>8.2f} {median(taken):>8.2f} {min(taken):>8.2f}")
        acts: dict[str, list[float]] = {}
        for number in range(options.runs + 1):
            for title, does in acting(store, number):
                acts.setdefault(title, []).append(processor_ms(does))
        for title, (first, *taken) in acts.items():
            print(f"{title:<40} {first:>8.2f} {median(taken):>8.2f} {min(taken):>8.2f}")
        store.close()


if __name__ == "__main__":
    main()
