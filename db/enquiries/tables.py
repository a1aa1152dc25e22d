"""The tables of enquiries (db/records/tables.py)."""

from __future__ import annotations

from db.records.tables import Tables
from spoc_tui.casework.text import phone_digits

TABLES = Tables(
    audited=("enquiry", "routing", "enquiry_theme"),
    belongs_to={"routing": "enquiry", "enquiry_theme": "enquiry"},
    groups={
        "enquiry": (
            ("closed_at", "outcome", "outcome_reason"),
            ("acknowledge_by", "acknowledge_by_typed"),
            ("answer_by", "answer_by_typed"),
            ("answer", "answered_at"),
            ("waiting_since", "waiting_for"),
            ("follow_up_on", "follow_up_time"),
        ),
        "routing": (("reply_by", "reply_by_typed"), ("ended_at", "ended_why")),
    },
    stage=frozenset(
        (
            "status",
            "answer",
            "answered_at",
            "told_at",
            "closed_at",
            "outcome",
            "waiting_since",
            "team",
        )
    ),
    named=lambda row: str(row["subject"]),
    indexed={
        "enquiry_words": ("enquiry", ("subject", "detail", "answer", "caller")),
        "enquiry_phones": ("enquiry", ("phone_digits",)),
    },
    reads=("subject",),
    subject=lambda row: f"{row}.subject",
    came="received_at",
    derived={"enquiry": {"phone": ("phone_digits", phone_digits)}},
    counted={"routing": "enquiry", "enquiry_theme": "enquiry"},
    dated={"routing": "sent_at"},
    ordinary={
        "enquiry": frozenset(
            (
                "status",
                "team",
                "acknowledged_at",
                "answer",
                "answered_at",
                "told_at",
                "closed_at",
                "outcome",
                "outcome_reason",
                "waiting_since",
                "waiting_for",
                "follow_up_on",
                "subject",
                "detail",
                "caller",
                "contact",
                "phone",
                "phone_digits",
                "urgency",
            )
        ),
        "routing": frozenset(("acknowledged_at", "replied_at", "ended_at", "ended_why")),
    },
    heard_from=True,
)
