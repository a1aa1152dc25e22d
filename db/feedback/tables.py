"""The tables of feedback actions (db/records/tables.py)."""

from __future__ import annotations

from db.records.tables import Tables

TABLES = Tables(
    audited=("feedback", "voice", "bulletin", "telling"),
    hangs_on={"telling": "feedback"},
    groups={
        "feedback": (("cannot_at", "because"), ("done_at", "done_text")),
        "telling": (("told_at", "channel", "bulletin", "excused"),),
    },
    stage=frozenset(
        ("status", "agreed_at", "begun_at", "cannot_at", "done_at", "told_at", "closed_at")
    ),
    named=lambda row: str(row["action"] or "feedback"),
    indexed={
        "feedback_words": ("feedback", ("action", "because", "done_text", "owner")),
        "voice_words": ("voice", ("said", "speaker")),
    },
    came="heard_at",
    came_of_is_field=True,
)
