"""The name of a payment complaint in a list, in SQL."""

from __future__ import annotations

from spoc_tui.casework.payments.kinds import PaymentKind

_KINDS = " ".join(f"WHEN '{kind.value}' THEN '{kind.words}'" for kind in PaymentKind)


def payment_subject(row: str) -> str:
    """SQL: what a complaint `row` (an alias) is called in a list, as `Payment.subject` says it."""
    return (
        f"CASE WHEN {row}.invoice <> '' AND {row}.what_for <> '' "
        f"THEN 'invoice ' || {row}.invoice || ', ' || {row}.what_for WHEN {row}.invoice <> '' "
        f"THEN 'invoice ' || {row}.invoice WHEN {row}.what_for <> '' THEN {row}.what_for "
        f"ELSE CASE {row}.kind {_KINDS} END END"
    )
