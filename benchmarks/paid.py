"""How long a finance team's list of 250,000 paid rows takes to be read and matched with the
complaints, and how much memory; `--profile` says where the time goes.

SPOC_TEST_DATA=... python -m benchmarks.paid
python -m benchmarks.paid --rows 50000 --profile
"""

from __future__ import annotations

import argparse
import cProfile
import csv
import pstats
import resource
import tempfile
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import median

from benchmarks.filled import NOW
from benchmarks.real_names import charities
from db.payments.importing import PaidListRead, PaidListRequest, read_list
from db.store import Store

SUPPLIERS, COMPLAINTS = 6_000, 300
HEADER = (
    *("Body Name", "Supplier Name", "Supplier ID", "Invoice Number", "Payment Date"),
    *("Net Amount", "VAT Amount", "Amount", "Status", "Directorate", "Purpose"),
)


def invoice_of(random: Random) -> str:
    """A number as invoices have them."""
    forms = ("{:05}", "INV-{:05}", "SI{:06}", "{:04}/26", "2026-{:04}", "RL {:04}", "{:08}")
    return random.choice(forms).format(random.randrange(100_000))


def written(folder: Path, rows: int) -> tuple[Path, list[tuple[str, str, int]]]:
    """The list, with what some of its rows pay: the supplier, the invoice and the pence."""
    random = Random(rows)
    suppliers = random.sample(charities(), SUPPLIERS)
    path, paid = folder / "paid.csv", list[tuple[str, str, int]]()
    each = max(1, rows // COMPLAINTS)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for number in range(rows):
            supplier, invoice = random.choice(suppliers), invoice_of(random)
            net = random.randint(500, 2_500_000)
            vat = net // 5 if number % 3 else 0
            day = NOW.date() - timedelta(days=random.randint(1, 360))
            if number % each == 0:
                paid.append((supplier, invoice, net + vat))
            cells = [f"{pence / 100:,.2f}" for pence in (net, vat, net + vat)]
            whose = ("Example Council", supplier, f"S{number % SUPPLIERS:05}", invoice)
            writer.writerow([*whose, f"{day:%d/%m/%Y}", *cells, "Paid", "Adults", "Grants"])
    return path, paid


def desk(folder: Path, paid: list[tuple[str, str, int]]) -> Store:
    """A desk with complaints about some of the invoices."""
    store = Store.open(folder / "spoc.db", now=lambda: NOW)
    for supplier in dict.fromkeys(one[0] for one in paid):
        store.organisations.add(supplier)
    for supplier, invoice, pence in paid:
        uid = store.organisations.find(supplier).uid
        received = date.isoformat(NOW.date() - timedelta(days=370))
        given = {"organisation": uid, "amount": f"{pence / 100:.2f}", "invoice": invoice}
        store.payments.add({**given, "received": received}, anyway=True)
    return store


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rows", type=int, default=250_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--profile", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path, paid = written(folder, asked.rows)
        store = desk(folder, paid)
        if asked.profile:
            profile = cProfile.Profile()
            profile.runcall(read_list, store, PaidListRequest(path))
            pstats.Stats(profile).sort_stats("tottime").print_stats(30)
            return
        spent = list[float]()
        read: PaidListRead | None = None
        for _ in range(asked.runs):
            read = None
            began = time.process_time()
            read = read_list(store, PaidListRequest(path))
            spent.append(time.process_time() - began)
        assert read is not None
        verdicts = Counter(one.verdict.value for one in read.proposals)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{asked.rows:,} rows: {median(spent):.1f} s of processor, {memory:,.0f} MB")
        print(f"{dict(verdicts)}, {len(read.refused):,} refused")


if __name__ == "__main__":
    main()
