"""The payment complaints of a period, as they stood at its end."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from db.payments.rows import read_payments
from db.records.in_a_week import STATUS_THEN, KindFacts
from spoc_tui.casework.payments.totals import Owing, owing
from spoc_tui.casework.week.facts import Amount, Counted, Uid

if TYPE_CHECKING:
    from db.week.source import Asked, WeekSource

_COUNTED = {
    "payments.new": "SELECT uid FROM payment WHERE logged_at >= :start AND logged_at < :end "
    "AND removed_at IS NULL",
    "payments.escalated": "SELECT DISTINCT record AS uid FROM event WHERE at >= :start "
    "AND at < :end AND kind = 'escalated' AND removed_at IS NULL",
    "payments.paid": "SELECT uid FROM payment AS p WHERE p.paid_pence = p.amount_pence "
    "AND p.removed_at IS NULL AND (SELECT max(paid_on) FROM paid_in AS i "
    "WHERE i.payment = p.uid AND i.removed_at IS NULL) BETWEEN :first AND :last",
}
_RELEASED = """SELECT p.uid, sum(i.amount_pence) AS pence FROM paid_in AS i
JOIN payment AS p ON p.uid = i.payment WHERE i.paid_on BETWEEN :first AND :last
    AND i.removed_at IS NULL AND p.removed_at IS NULL GROUP BY p.uid ORDER BY p.uid"""
_MAY_BE_OWED = f"""
SELECT r.uid FROM payment AS r WHERE r.logged_at < :end AND r.removed_at IS NULL
    AND (r.closed_at IS NULL OR r.closed_at >= :end)
    AND {STATUS_THEN} <> 'closed'"""


def facts(source: WeekSource, asked: Asked, until: date) -> KindFacts:
    """The complaints logged, escalated and paid in it, and what was still owed at its end."""
    counted: dict[str, Sequence[Counted]] = {
        code: [Uid(row["uid"]) for row in source.rows(sql, asked)] for code, sql in _COUNTED.items()
    }
    released = source.rows(_RELEASED, asked)
    counted["payments.released"] = [Amount(row["uid"], row["pence"]) for row in released]
    return KindFacts(counted, list(_owed(source, asked, until)))


def _owed(source: WeekSource, asked: Asked, until: date) -> Iterator[Owing]:
    """The complaints on which money was still to come at the end, as they stood then."""
    from spoc_tui.casework.payments.late_payment import calculate

    uids = [row["uid"] for row in source.rows(_MAY_BE_OWED, asked)]
    rates = source.rates() if uids else None
    for payment in read_payments(
        source.connection, "p.uid IN (SELECT value FROM json_each(?))", [json.dumps(uids)]
    ):
        paid = tuple(one for one in payment.paid_in if one.on <= until)
        then = replace(payment, paid_in=paid)
        if then.outstanding <= 0:
            continue
        assert rates is not None
        yield owing(payment.uid, calculate(then.debt, until, rates))
