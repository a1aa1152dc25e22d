"""The tables of payment complaints (db/records/tables.py)."""

from __future__ import annotations

from db.payments.subject import payment_subject
from db.records.tables import Tables
from spoc_tui.casework.organisations.names import invoice_key
from spoc_tui.casework.text import phone_digits

TABLES = Tables(
    audited=("payment", "paid_in"),
    belongs_to={"paid_in": "payment"},
    groups={
        "payment": (
            ("closed_at", "outcome", "outcome_reason", "decided_by"),
            ("disputed_on", "disputed_why"),
            ("promised_for", "promised_at"),
            ("follow_up_on", "follow_up_time"),
            ("formal_stage", "formal_began"),
        ),
    },
    stage=frozenset(
        (
            "status",
            "answer",
            "replied_at",
            "told_at",
            "closed_at",
            "outcome",
            "amount_pence",
            "paid_pence",
            "finance_at",
            "escalated_at",
            "promised_for",
            "formal_stage",
            "formal_answered",
        )
    ),
    named=lambda row: str(row["invoice"] or row["what_for"] or row["kind"]),
    indexed={
        "payment_words": ("payment", ("invoice", "what_for", "purchase_order", "caller")),
        "payment_phones": ("payment", ("phone_digits",)),
    },
    reads=("invoice", "what_for", "kind"),
    subject=payment_subject,
    came="logged_at",
    derived={
        "payment": {
            "invoice": ("invoice_key", invoice_key),
            "phone": ("phone_digits", phone_digits),
        }
    },
    counted={"paid_in": "payment"},
    heard_from=True,
)
