"""The pack of late payments as tests read it: its text, its rows and its sheets."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import openpyxl
from factories import make_payment

from db.store import Store
from spoc_tui.casework.payments.pack import Pack
from spoc_tui.casework.payments.payment import PaymentOutcome
from spoc_tui.reports.documents.document import Document
from spoc_tui.reports.payments.pack import payment_pack
from spoc_tui.reports.payments.pack_formats import PackFormat, pack_written


def late_invoice(store: Store) -> str:
    """An invoice of £2,500 received on 2 February 2026: 30 days late on 2 April; its reference."""
    days = {"received": "2026-02-02", "performed": "2026-02-01"}
    return make_payment(
        store,
        amount="2,500",
        invoice="RL-7",
        what_for="Coaching",
        order="PO 4471",
        terms="s88",
        team="Housing",
        **days,
    ).reference


def document(store: Store, reference: str | None = None) -> Document:
    return payment_pack(store.payments.pack(reference))


def texts(of: Document) -> str:
    """All its text, a row a line."""
    return "\n".join([of.title, of.notice, of.written, *lines_of(of)])


def lines_of(of: Document) -> Iterator[str]:
    for section in of.sections:
        yield section.title
        if section.table:
            yield " | ".join(section.table.heads)
            yield from (" | ".join(row) for row in section.table.rows)
        yield from section.lines


def facts_of(of: Document, reference: str) -> dict[str, str]:
    """What is said of a complaint, by its name."""
    return {name: text for name, text in rows(of, reference)}  # noqa: C416


def rows(of: Document, title: str) -> list[tuple[str, ...]]:
    """The rows of the first section that begins so."""
    section = next(one for one in of.sections if one.title.startswith(title))
    return list(section.table.rows) if section.table else []


def sheets(pack: Pack) -> Any:
    return openpyxl.load_workbook(io.BytesIO(pack_written(pack, PackFormat.EXCEL)))


def records(sheet: Any) -> list[dict[str, Any]]:
    """The rows of a sheet by their heads, up to the blank one."""
    heads, *others = sheet.iter_rows(values_only=True)
    filled = [row for row in others if row[0] is not None]
    return [dict(zip(heads, row, strict=True)) for row in filled]


def three_invoices(store: Store) -> Pack:
    """£2,500 30 days late (£24.14 and £70), £850 disputed, £400 of which the receipt is not known;
    and one that is closed.
    """
    make_payment(
        store, "Strood Choir", amount="850", received="2026-01-12", disputed="yes", team="Housing"
    )
    make_payment(store, "Wigmore Scouts", amount="400", invoiced="2026-03-20")
    gone = make_payment(store, "Luton Kitchen", amount="7").reference
    store.payments.close(
        gone, outcome=PaymentOutcome.NOT_OWED, reason="Never", decided_by="Cy Carter"
    )
    return store.payments.pack(None)
