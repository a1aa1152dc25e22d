"""Rows of payment complaints and what belongs to them, read into records."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from db.connection import Connection, by_name
from db.records.by_when import time_of
from db.records.rows import RowColumns, day_of, last_chase, moment_of, read_happened
from db.records.survivors import joined
from spoc_tui.casework.dates import when
from spoc_tui.casework.payments.kinds import PaymentKind, Terms
from spoc_tui.casework.payments.payment import (
    FormalStage,
    PaidIn,
    Payment,
    PaymentCase,
    PaymentOutcome,
    PaymentStatus,
)

OPEN = "p.status <> 'closed'"
SELECT = f"""
SELECT p.*, o.uid AS organisation_uid, o.name AS organisation_name,
    o.phone AS organisation_phone, d.name AS directorate_name, team.name AS team_name,
    finance.name AS finance_name, {last_chase("p.uid")}
FROM payment AS p
{joined("o", "p.organisation")}
LEFT JOIN directorate AS d ON d.uid = p.directorate
LEFT JOIN team ON team.uid = p.team
LEFT JOIN team AS finance ON finance.uid = p.finance_team
"""


def read_payments(
    connection: Connection, where: str, values: Sequence[object] = ()
) -> list[Payment]:
    """The complaints that `where` (with its ORDER BY and LIMIT) selects, undone ones left out."""
    found = connection.execute(f"{SELECT} WHERE p.removed_at IS NULL AND {where}", values)
    rows = list(by_name(found))
    paid = _paid_in(connection, [row["uid"] for row in rows if row["paid_pence"]])
    return [_payment_of(row, tuple(paid[row["uid"]])) for row in rows]


def read_by_uids(connection: Connection, uids: Sequence[str]) -> dict[str, Payment]:
    """The complaints of these uids, by uid."""
    among = "p.uid IN (SELECT value FROM json_each(?))"
    return {one.uid: one for one in read_payments(connection, among, [json.dumps(list(uids))])}


def read_case(connection: Connection, uid: str) -> PaymentCase | None:
    """A complaint with its timeline (as it happened) and promises."""
    for payment in read_payments(connection, "p.uid = ?", [uid]):
        return PaymentCase(payment, *read_happened(connection, uid, PaymentStatus))
    return None


def _paid_in(connection: Connection, uids: Sequence[str]) -> defaultdict[str, list[PaidIn]]:
    """The sums paid on each, the earliest first."""
    paid: defaultdict[str, list[PaidIn]] = defaultdict(list)
    if uids:
        rows = connection.execute(
            "SELECT * FROM paid_in WHERE payment IN (SELECT value FROM json_each(?)) "
            "AND removed_at IS NULL ORDER BY paid_on, uid",
            [json.dumps(uids)],
        )
        for row in rows:
            on = date.fromisoformat(row["paid_on"])
            paid[row["payment"]].append(PaidIn(row["uid"], row["amount_pence"], on))
    return paid


def _payment_of(row: RowColumns, paid_in: tuple[PaidIn, ...]) -> Payment:
    return Payment(
        uid=row["uid"],
        reference=row["reference"],
        amount=row["amount_pence"],
        status=PaymentStatus(row["status"]),
        logged_at=when.from_iso(row["logged_at"]),
        kind=PaymentKind(row["kind"]),
        terms=Terms(row["terms"]),
        organisation_uid=row["organisation_uid"],
        organisation=row["organisation_name"],
        organisation_phone=row["organisation_phone"] or "",
        caller=row["caller"],
        phone=row["phone"],
        invoice=row["invoice"],
        what_for=row["what_for"],
        order=row["purchase_order"],
        performed=day_of(row["performed"]),
        received=day_of(row["received"]),
        invoiced=day_of(row["invoiced"]),
        accepted=day_of(row["accepted"]),
        agreed=day_of(row["agreed"]),
        disputed_on=day_of(row["disputed_on"]),
        disputed_why=row["disputed_why"],
        directorate_uid=row["directorate"],
        directorate=row["directorate_name"],
        team_uid=row["team"],
        team=row["team_name"],
        finance_team_uid=row["finance_team"],
        finance_team=row["finance_name"],
        finance_at=moment_of(row["finance_at"]),
        replied_at=moment_of(row["replied_at"]),
        answer=row["answer"],
        escalated_at=moment_of(row["escalated_at"]),
        promised_for=day_of(row["promised_for"]),
        promised_at=moment_of(row["promised_at"]),
        paid_in=paid_in,
        told_at=moment_of(row["told_at"]),
        closed_at=moment_of(row["closed_at"]),
        outcome=PaymentOutcome(row["outcome"]) if row["outcome"] else None,
        outcome_reason=row["outcome_reason"],
        decided_by=row["decided_by"],
        follow_up_on=day_of(row["follow_up_on"]),
        follow_up_time=time_of(row["follow_up_time"]),
        formal=_formal_of(row),
        chased_at=moment_of(row["chased_at"]),
    )


def _formal_of(row: RowColumns) -> FormalStage | None:
    if row["formal_stage"] is None:
        return None
    return FormalStage(
        row["formal_stage"],
        date.fromisoformat(row["formal_began"]),
        day_of(row["formal_acknowledged"]),
        day_of(row["formal_answered"]),
    )
