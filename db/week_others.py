"""The payment complaints and feedback actions of a period, as they stood at its end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from db.payment_rows import read_payments
from spoc_tui.casework.payment_totals import Owing, owing
from spoc_tui.casework.week_facts import OfSide, Uid

if TYPE_CHECKING:
    from db.week_source import Asked, Source

_STATUS_THEN = """coalesce((SELECT to_status FROM event WHERE record = r.uid AND at < :end
    AND to_status IS NOT NULL AND removed_at IS NULL ORDER BY at DESC, uid DESC LIMIT 1), '')"""
_PAYMENTS = {
    "new": "SELECT uid FROM payment WHERE logged_at >= :start AND logged_at < :end "
    "AND removed_at IS NULL",
    "escalated": "SELECT DISTINCT record AS uid FROM event WHERE at >= :start AND at < :end "
    "AND kind = 'escalated' AND removed_at IS NULL",
    "paid": "SELECT uid FROM payment AS p WHERE p.paid_pence = p.amount_pence "
    "AND p.removed_at IS NULL AND (SELECT max(paid_on) FROM paid_in AS i "
    "WHERE i.payment = p.uid AND i.removed_at IS NULL) BETWEEN :first AND :last",
}
_MAY_BE_OWED = f"""
SELECT r.uid FROM payment AS r WHERE r.logged_at < :end AND r.removed_at IS NULL
    AND (r.closed_at IS NULL OR r.closed_at >= :end)
    AND {_STATUS_THEN} <> 'closed'"""
_OF_EVENT = """
SELECT DISTINCT f.uid, f.side FROM event AS v JOIN feedback AS f ON f.uid = v.record
WHERE v.at >= :start AND v.at < :end AND v.kind = '{0}' AND v.removed_at IS NULL
    AND f.removed_at IS NULL"""
_FEEDBACK = {
    "heard": "SELECT uid, side FROM feedback WHERE heard_at >= :start AND heard_at < :end "
    "AND removed_at IS NULL",
    "done": _OF_EVENT.format("done"),
    "told": _OF_EVENT.format("told"),
    "late": "SELECT uid, side FROM feedback AS r WHERE heard_at < :end AND due < :after "
    f"AND removed_at IS NULL AND {_STATUS_THEN} "
    "NOT IN ('done', 'cannot', 'told', 'closed')",
}


def payments(source: Source, asked: Asked) -> dict[str, list[Uid]]:
    """Those logged, escalated and paid in a period."""
    return {
        name: [Uid(row["uid"]) for row in source.rows(sql, asked)]
        for name, sql in _PAYMENTS.items()
    }


def owed(source: Source, asked: Asked, until: date) -> Iterator[Owing]:
    """The complaints on which money was still to come at the end, as they stood then."""
    from spoc_tui.casework.late_payment import reckon

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
        yield owing(payment.uid, reckon(then.debt, until, rates))


def feedback(source: Source, asked: Asked) -> dict[str, list[OfSide]]:
    """The feedback actions heard, done and told of in a period, and those late at its end."""
    return {
        name: [OfSide(row["uid"], row["side"]) for row in source.rows(sql, asked)]
        for name, sql in _FEEDBACK.items()
    }
