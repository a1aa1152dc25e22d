"""The data dictionary of the tables of enquiries."""

from __future__ import annotations

from collections.abc import Mapping

from spoc_tui.casework.records.described import (
    DIGITS,
    FOLLOW_UP,
    ISO_DAY,
    LONDON_TIME,
    REFERENCE,
    UTC_MOMENT,
    TableDescription,
    audited,
    uid_of,
)

_TYPED = "1 where the officer typed that date, 0 where it was worked out."

TABLES: Mapping[str, TableDescription] = {
    "enquiry": audited(
        "A question that was put to the council.",
        reference=REFERENCE,
        organisation=uid_of("organisation that asks", may_lack=True),
        contact=uid_of("person who called", may_lack=True),
        caller="Who called, in the officer's words.",
        phone="Number to call back, as it was written.",
        phone_digits=DIGITS,
        channel="How it came: phone, email, meeting, event, letter, walk-in, social.",
        urgency="normal, soon or urgent.",
        subject="What it is about, in a line.",
        detail="What was said.",
        topic=uid_of("topic", may_lack=True),
        team=uid_of("team that it is with", may_lack=True),
        status="new, with-team, waiting (on the caller), answered or closed.",
        outcome="How it ended: resolved, partly, not-council, withdrawn, unreachable; null: open.",
        outcome_reason="Why it ended so, or who decides it.",
        received_at=f"{UTC_MOMENT} at which it was received.",
        clock_from=f"{ISO_DAY} from which its working days are counted.",
        acknowledge_by=f"{ISO_DAY} to acknowledge it by.",
        acknowledge_by_typed=_TYPED,
        acknowledged_at=f"{UTC_MOMENT} at which it was acknowledged; null: not yet.",
        answer_by=f"{ISO_DAY} to answer it by.",
        answer_by_typed=_TYPED,
        answer="The answer that was given.",
        answered_at=f"{UTC_MOMENT} at which it was answered; null: not yet.",
        told_at=f"{UTC_MOMENT} at which the caller was told; null: not yet.",
        closed_at=f"{UTC_MOMENT} at which it was closed; null: open.",
        waiting_since=f"{UTC_MOMENT} since which the caller is waited for; null: they are not.",
        waiting_for="What the caller is waited for.",
        follow_up_on=FOLLOW_UP,
        follow_up_time=LONDON_TIME,
    ),
    "routing": audited(
        "An enquiry's stay with one team.",
        enquiry=uid_of("enquiry"),
        team=uid_of("team"),
        sent_at=f"{UTC_MOMENT} at which it was sent there.",
        reply_by=f"{ISO_DAY} by which the team is to reply.",
        reply_by_typed=_TYPED,
        reason="Why it was sent there.",
        acknowledged_at=f"{UTC_MOMENT} at which the team acknowledged it; null: not yet.",
        replied_at=f"{UTC_MOMENT} at which the team replied; null: not yet.",
        ended_at=f"{UTC_MOMENT} at which it was no longer with the team; null: it is.",
        ended_why="How that ended: replied, passed on, sent back …",
    ),
    "enquiry_theme": audited(
        "A theme that an enquiry bears on.",
        enquiry=uid_of("enquiry"),
        theme=uid_of("theme"),
    ),
}
