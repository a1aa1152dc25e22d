"""Finds payment complaints: by reference and invoice number, and by words in them and on them."""

from __future__ import annotations

import json
from collections.abc import Sequence

from db.connection import Connection, Row
from db.payments.subject import payment_subject
from db.records.beginnings import LAST_CHARACTER
from db.records.survivors import joined
from db.records.words import Wanted
from spoc_tui.casework.organisations.names import invoice_key
from spoc_tui.casework.records.kinds import PAYMENT
from spoc_tui.casework.search.finding import Hit

LEAST_OF_INVOICE = 3
"""Of fewer characters than these only an invoice's whole number is looked for."""

_HITS = f"""
SELECT p.id, p.uid, p.reference, p.status, p.phone, p.logged_at, {payment_subject("p")} AS subject,
    p.amount_pence - p.paid_pence AS outstanding, o.uid AS organisation,
    coalesce(o.name, nullif(p.caller, ''), 'caller not known') AS who
FROM payment AS p {joined("o", "p.organisation")}
WHERE p.removed_at IS NULL"""
_WORDS = """
SELECT id FROM payment WHERE id IN (
SELECT id FROM (SELECT w.rowid AS id FROM payment_words AS w WHERE payment_words MATCH :words
    ORDER BY w.rowid DESC LIMIT :limit)
UNION SELECT id FROM payment WHERE uid IN (SELECT value FROM json_each(:also)))
ORDER BY uid DESC LIMIT :limit"""


class PaymentWords:
    """The payment complaints in a database, by their words and numbers."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def with_words(self, asked: Wanted) -> list[Hit]:
        """Complaints that have every word, as a beginning: in the invoice's number, what it is for,
        the order's number or the caller, or in one note or promise. The last logged first.
        """
        also = json.dumps(asked.have.get(PAYMENT.code, ()))
        found = self._connection.execute(
            _WORDS, {"words": asked.words, "limit": asked.limit, "also": also}
        )
        return self.of_ids([row[0] for row in found])

    def with_invoice(self, typed: str, limit: int) -> list[Hit]:
        """Complaints about an invoice whose number is this, or begins so, however it is written."""
        key = invoice_key(typed)
        if not key:
            return []
        last = key + LAST_CHARACTER if len(key) >= LEAST_OF_INVOICE else key
        rows = self._connection.execute(
            "SELECT id FROM payment WHERE invoice_key >= ? AND invoice_key <= ? "
            "AND invoice_key <> '' AND removed_at IS NULL ORDER BY invoice_key, uid DESC LIMIT ?",
            [key, last, limit],
        )
        return self.of_ids([row[0] for row in rows])

    def of_ids(self, ids: Sequence[int]) -> list[Hit]:
        """These complaints, the open ones and the newest first."""
        rows = self._connection.execute(
            f"{_HITS} AND p.id IN ({', '.join('?' * len(ids))}) "
            "ORDER BY p.status = 'closed', p.uid DESC",
            ids,
        )
        return [_hit(row) for row in rows]

    def of_uid(self, uid: str) -> list[Hit]:
        """This complaint, unless it was undone."""
        return [_hit(row) for row in self._connection.execute(f"{_HITS} AND p.uid = ?", [uid])]

    def newest_open(self, limit: int) -> list[Hit]:
        """The open complaints that were logged last."""
        rows = self._connection.execute(
            f"{_HITS} AND p.status <> 'closed' ORDER BY p.logged_at DESC, p.uid DESC LIMIT ?",
            [limit],
        )
        return [_hit(row) for row in rows]


def _hit(row: Row) -> Hit:
    from spoc_tui.casework.money import show_pounds

    left = f"{show_pounds(row['outstanding'])} outstanding" if row["outstanding"] else "paid"
    return Hit(
        kind="payment",
        uid=row["uid"],
        reference=row["reference"],
        name=row["subject"],
        matched=f"{row['who']}, {left}",
        phone=row["phone"],
        open=int(row["status"] != "closed"),
        organisation_uid=row["organisation"],
        status=row["status"],
        came_at=row["logged_at"],
    )
