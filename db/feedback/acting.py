"""Shared by every act on a feedback action, and by bulletins: how a change is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Unpack

from db.connection import Row
from db.feedback.fields import HEARD_IN_KEY
from db.feedback.reading import FeedbackReading
from db.kinds.restating import restate_what_led_to
from db.records.acting import EventDetails, with_event
from db.records.links import add_link, read_links, remove_link
from spoc_tui.casework.dates import when
from spoc_tui.casework.feedback import handling
from spoc_tui.casework.feedback.feedback import Feedback, FeedbackCase, FeedbackStatus, Speaker
from spoc_tui.casework.records.channel import Channel
from spoc_tui.casework.records.event import EventKind
from spoc_tui.casework.records.kinds import RECORD_KINDS
from spoc_tui.casework.records.link import RecordLink, Says

STATUS_COLUMNS = ("closed_at", "done_at", "cannot_at", "begun_at", "agreed_at")
"""The columns that a status follows from, beside whether anyone waits to hear."""


@dataclass(frozen=True)
class By:
    """Who said it: an organisation, a person there, or somebody in the officer's words."""

    organisation_uid: str | None = None
    contact_uid: str | None = None
    speaker: str = ""

    @property
    def columns(self) -> dict[str, Any]:
        organisation = {"organisation": self.organisation_uid, "contact": self.contact_uid}
        return {**organisation, "speaker": self.speaker}


class FeedbackActing(FeedbackReading):
    """How an act writes what it changed."""

    def tell(
        self,
        feedback: Feedback,
        speakers: Sequence[Speaker],
        *,
        at: datetime,
        channel: Channel | None = None,
        bulletin_uid: str | None = None,
    ) -> None:
        """Marks the voices of these as told, within an action."""
        values = {"told_at": when.to_iso(at), "channel": channel, "bulletin": bulletin_uid}
        for one in speakers:
            for voice in one.voices:
                if voice.is_waiting:
                    self._store.update("telling", voice.telling_uid, values)

    def restate(self, uid: str) -> None:
        """The status that follows from the facts again, within an action that changed them."""
        row = self._store.row("feedback", uid)
        self._store.update("feedback", uid, {"status": self._status_of(row)})

    def change(
        self,
        case: FeedbackCase,
        kind: EventKind,
        values: Mapping[str, Any],
        **event: Unpack[EventDetails],
    ) -> FeedbackCase | None:
        self._refuse_if_changed_since(case, values)
        store, feedback = self._store, case.feedback
        stood = {name: getattr(feedback, name) for name in STATUS_COLUMNS}
        status = self._status_of({"uid": feedback.uid, **stood, **values})
        written = {**values, "status": status} if values or status is not feedback.status else {}
        store.update("feedback", feedback.uid, written)
        moved = (feedback.status, status)
        added = self._add_event(case, kind, moved, **event)
        if status is not feedback.status:
            restate_what_led_to(store, feedback.uid, feedback.reference)
        return None if written else replace(case, timeline=with_event(case, added))

    def _status_of(self, row: Mapping[str, Any] | Row) -> FeedbackStatus:
        return handling.status_of(
            closed=row["closed_at"] is not None,
            told=not self.anyone_waits(row["uid"]),
            done=row["done_at"] is not None,
            cannot=row["cannot_at"] is not None,
            begun=row["begun_at"] is not None,
            agreed=row["agreed_at"] is not None,
        )

    def anyone_waits(self, uid: str) -> bool:
        """Whether one of its voices is to be told yet."""
        found = self._store.connection.execute(
            "SELECT 1 FROM telling AS t JOIN voice AS v ON v.uid = t.voice WHERE t.feedback = ? "
            "AND t.told_at IS NULL AND t.excused = '' AND t.removed_at IS NULL "
            "AND v.removed_at IS NULL LIMIT 1",
            [uid],
        )
        return found.fetchone() is not None

    def _hear(self, feedback_uid: str, said: str, by: By, day: date) -> str:
        """Writes one voice, within an action, and returns its uid; who has said it already has said
        it again.
        """
        store = self._store
        values = {"said": said, "said_on": day.isoformat(), **by.columns}
        if by.organisation_uid is not None:
            # The name it had then: it may be merged, or take another's name.
            values["speaker"] = store.row("organisation", by.organisation_uid)["name"]
        voice = store.insert("voice", values)
        store.put("telling", {"feedback": feedback_uid, "voice": voice})
        return voice

    def _set_heard_in(self, uid: str, other: str | None) -> None:
        """Links an action to the record in which it was heard, within an action, in place of what
        it was linked to so.
        """
        for said in read_links(self._store.connection, uid):
            if said.link.of == uid and said.link.says is Says.CAME_OF:
                remove_link(self._store, said.link)
        if other is not None:
            add_link(self._store, RecordLink(uid, other, Says.CAME_OF, on=self._store.today()))

    def _named(self, changes: Mapping[str, Any], feedback: Feedback) -> Iterator[str]:
        """The fields changed; where it was heard, by the kinds of the records."""
        for name in changes:
            if name != HEARD_IN_KEY:
                yield name
                continue
            before = feedback.heard_in.kind if feedback.heard_in else None
            kinds = {before, self._store.kind_of_uid(changes[name] or "")}
            yield from (kind.code for kind in RECORD_KINDS if kind.code in kinds)

    def _check_due(self, columns: Mapping[str, Any], anyway: bool) -> None:
        due = columns.get("due")
        day = date.fromisoformat(due) if due else None
        handling.check_due(day, self._store.today(), anyway=anyway)
