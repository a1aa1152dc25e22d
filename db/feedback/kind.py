"""Feedback actions, as the storage of every kind asks for them (db/records/every_kind.py)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from db.connection import Connection
from db.records.among import Days, among, on_days
from db.records.every_kind import AgendaKey, OnTheDesk, ReadTyped, Stored, on_the_desk
from spoc_tui.casework.records.kinds import FEEDBACK

if TYPE_CHECKING:
    from db.records.words import RecordWords
    from db.store import Store
    from spoc_tui.casework.desk.calendar_entries import CalendarEntry
    from spoc_tui.casework.feedback.feedback import Feedback


def _by_uids(store: Store, uids: Sequence[str]) -> Mapping[str, Feedback]:
    from db.feedback.rows import read_by_uids

    return read_by_uids(store.connection, uids)


def _came_of(connection: Connection, records: Sequence[str]) -> Mapping[str, Sequence[Feedback]]:
    from db.feedback.rows import actions_of

    return actions_of(connection, records)


def _due(store: Store, on: date, now: str) -> list[AgendaKey]:
    """Feedback that is owed and late, longest first; who waits to hear, longest first; what is to
    be closed.
    """
    from db.feedback.rows import OPEN, read_feedback
    from spoc_tui.casework.feedback.board import next_step

    found = []
    for one in read_feedback(store.connection, OPEN):
        step = next_step(one, on)
        if step is not None:
            key = AgendaKey(
                step.band, step.what, step.due, one.uid, step.about, None, FEEDBACK.code
            )
            found.append((step.band, step.since, one.reference, key))
    return [key for *_, key in sorted(found)]


def _on_the_desk(key: AgendaKey, record: Any) -> OnTheDesk:
    """Of what is late, who owes it; once it is settled, who waits to hear of it."""
    from spoc_tui.casework.text import names_in_short

    feedback: Feedback = record
    if key.what == "late":
        owner = feedback.owner_organisation
        return OnTheDesk(feedback.owed_by, owner or feedback.organisation)
    if key.what == "tell":
        whom = tuple(one.who for one in feedback.waiting)
        waiting = (voice.organisation for one in feedback.waiting for voice in one.voices)
        return OnTheDesk(names_in_short(whom), next(filter(None, waiting), None), whom)
    return on_the_desk(key, feedback)


def _calendar(
    connection: Connection, uids: Collection[str] | None = None, days: Days | None = None
) -> Iterator[CalendarEntry]:
    from db.feedback.rows import OPEN, read_feedback
    from spoc_tui.casework.feedback.calendar import feedback_entries

    within, asked = among("f.uid", uids)
    due, asked_of = on_days(("f.due",), days)
    for feedback in read_feedback(
        connection, f"{OPEN} AND {within} AND {due}", [*asked, *asked_of]
    ):
        yield from feedback_entries(feedback)


def _open_of(store: Store, organisation_uid: str) -> Sequence[Feedback]:
    return store.feedback.all(open_only=True, organisation_uid=organisation_uid)


def _recent_of(store: Store, organisation_uid: str, since: date) -> Sequence[Feedback]:
    from spoc_tui.casework.feedback.briefing import recent_feedback

    its = store.feedback.all(organisation_uid=organisation_uid)
    return recent_feedback(its, organisation_uid, since)


def _draft_subject(typed: ReadTyped) -> str:
    said_by_them = typed("said")
    return typed("action") or (said_by_them and f"“{said_by_them}”")


def _words(connection: Connection) -> RecordWords:
    from db.feedback.search import FeedbackWords

    return FeedbackWords(connection)


STORED = Stored(
    records=lambda store: store.feedback,
    by_uids=_by_uids,
    words=_words,
    came_of=_came_of,
    due=_due,
    on_the_desk=_on_the_desk,
    calendar=_calendar,
    open_of=_open_of,
    recent_of=_recent_of,
    draft_subject=_draft_subject,
    draft_title=lambda subject: subject or "feedback",
)
