"""The tables of feedback actions (db/records/tables.py)."""

from __future__ import annotations

from db.feedback.voice_order import AS_HEARD
from db.records.tables import Tables


def _subject(row: str) -> str:
    """The action; where there is none, what was said first."""
    first = f"""(SELECT '“' || v.said || '”' FROM telling AS t JOIN voice AS v ON v.uid = t.voice
        WHERE t.feedback = {row}.uid AND t.removed_at IS NULL AND v.removed_at IS NULL
        ORDER BY {AS_HEARD} LIMIT 1)"""
    return f"coalesce(nullif({row}.action, ''), {first}, '')"


TABLES = Tables(
    audited=("feedback", "voice", "bulletin", "telling"),
    belongs_to={"telling": "feedback"},
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
    reads=("action",),
    subject=_subject,
    follows={
        "telling": ("removed_at", "NEW.feedback"),
        "voice": ("said, removed_at", "(SELECT feedback FROM telling WHERE voice = NEW.uid)"),
    },
    came="heard_at",
    came_of_is_field=True,
)
