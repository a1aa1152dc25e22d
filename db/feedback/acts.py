"""Feedback actions: every act on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from db.feedback.acting import By, FeedbackActing
from db.feedback.fields import HEARD_IN_KEY, read_fields, read_owner
from db.feedback.rows import actions_of
from spoc_tui.casework.dates import when
from spoc_tui.casework.errors import BadInput, NotFound, SpocError
from spoc_tui.casework.feedback import handling
from spoc_tui.casework.feedback.feedback import FeedbackCase
from spoc_tui.casework.records import require
from spoc_tui.casework.records.channel import Channel
from spoc_tui.casework.records.event import EventKind
from spoc_tui.casework.records.field_words import field_words
from spoc_tui.casework.text import clean_line, clean_text, names_in_short

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.act import Heard, Owed, Settled

NOT_TOLD: Mapping[str, Any] = {"told_at": None, "channel": None, "bulletin": None, "excused": ""}
"""The columns of a telling, while it is still to come."""
STILL_TO_DO: Mapping[str, Any] = {
    "closed_at": None,
    "done_at": None,
    "told_at": None,
    "cannot_at": None,
    "because": "",
}
"""The columns of an end, as they stand while there is none."""
STATUS_COLUMNS = ("closed_at", "done_at", "cannot_at", "begun_at", "agreed_at")
"""The columns that a status follows from, beside whether anyone waits to hear."""
NO_FIELDS: Mapping[str, str] = {}


class Feedbacks(FeedbackActing):
    """The feedback actions of a store. Every act returns the case as it stands after it."""

    def by(self, typed: str) -> By:
        """Whom a name means: an organisation, or whoever it is in the officer's words.

        Ambiguous where it may be several organisations.
        """
        name = clean_line(typed, field="by")
        if not name:
            raise BadInput("Say who said it: an organisation, or somebody's name.", field="by")
        try:
            return By(self._store.organisations.find(name, field="by").uid)
        except NotFound:
            return By(speaker=name)

    def by_picked(self, organisation_uid: str, contact_uid: str | None = None) -> By:
        """An organisation that was picked from a list, or the person there."""
        return By(organisation_uid, contact_uid)

    def add(
        self,
        said: str,
        by: Sequence[By],
        typed: Mapping[str, str] = NO_FIELDS,
        *,
        said_on: date | None = None,
        anyway: bool = False,
        draft_uid: str | None = None,
    ) -> FeedbackCase:
        """Begins a loop: what was said, by whom, and as much as is known of what is to be done.

        Fields are given as typed (db/feedback/fields.py). With an action and a day it is agreed at
        once. PastDue where the day is past, unless `anyway`.
        """
        store = self._store
        said = require.require_text(clean_text(said, field="said"), "what was said", "said")
        if not by:
            raise BadInput("Say who said it.", field="by")
        with store.action("Heard feedback") as action:
            if draft_uid is not None:
                store.drafts.require_own(draft_uid)
            columns = read_fields(store, typed)
            heard_in = columns.pop(HEARD_IN_KEY, None)
            self._check_due(columns, anyway)
            day = said_on or store.today()
            require.require_past(day, store.today(), "said_on")
            reference = self.new_reference()
            action.label = f"Heard {reference}"
            now = store.now_text()
            values = {"reference": reference, "heard_at": now, **columns}
            agreed = columns.get("action") and columns.get("due")
            uid = store.insert("feedback", {**values, "agreed_at": now if agreed else None})
            self._set_heard_in(uid, heard_in)
            for one in dict.fromkeys(by):
                self._hear(uid, said, one, day)
            case = self.get(uid)
            self.change(case, EventKind.LOGGED, {}, text=said, whom=case.feedback.who)
            if draft_uid is not None:
                store.drafts.use(draft_uid, reference)
        return self.get(uid)

    def owner_called(self, typed: str) -> str:
        """The name of who is meant by an owner as it is typed; as it stands where several are, and
        where nobody is known so, with that.
        """
        store = self._store
        try:
            its = read_owner(store, typed, "owner")
        except SpocError:
            return typed  # refused where it is written
        for table in ("team", "organisation", "directorate"):
            if uid := its.get(table):
                return str(store.row(table, str(uid))["name"])
        return f"{typed} (nobody known by that name)"

    def owe(self, record: str, known_as: str, owed: Owed) -> FeedbackCase:
        """An action that came of the record of that uid, agreed as it begins."""
        typed = {
            "action": owed.what,
            "owner": owed.owner,
            "side": owed.side.value if owed.side else "",
            "due": owed.due.isoformat() if owed.due else "",
            "heard_from": known_as,
            "record": record,
        }
        made = self.add(owed.words, [By(speaker=owed.by)], typed, said_on=owed.on, anyway=True)
        return made if made.feedback.agreed_at else self.agree(made.feedback.uid)

    def heard_with(self, record: str, heard: Heard) -> FeedbackCase:
        """What was said as the record of that uid began, by whoever said it."""
        organisation, person = heard.organisation, heard.person
        if person is not None and organisation is None:
            at = self._store.organisations.contact(person.uid).organisation_uid
            by = By(at, person.uid)
        elif organisation is not None:
            by = By(organisation.uid, person.uid if person else None)
        else:
            by = By(speaker=heard.speaker)
        return self.add(heard.said, [by], {"action": heard.action, "record": record})

    def became(self, record: str, settled: Settled) -> None:
        """It is known what became of the record of that uid: what came of it is to be told, also
        to those who were told something else before.
        """
        for one in actions_of(self._store.connection, [record]).get(record, ()):
            with self.acting(one.uid, "Known what became of") as case:
                for voice in one.voices:
                    if voice.told_at is not None:
                        self._store.update("telling", voice.telling_uid, NOT_TOLD)
                now = self._store.now_text()
                done: Mapping[str, Any] = {"done_at": now, "done_text": settled.text}
                cannot: Mapping[str, Any] = {"cannot_at": now, "because": settled.text}
                values = {**STILL_TO_DO, **(done if settled.done else cannot)}
                if one.agreed_at is None and settled.done:
                    values["agreed_at"] = now
                kind = EventKind.DONE if settled.done else EventKind.CANNOT
                self.change(case, kind, values, text=settled.text)

    def hear(
        self, reference: str, said: str, by: Sequence[By], *, said_on: date | None = None
    ) -> FeedbackCase:
        """Another voice on an action; on a closed one it opens it again.

        Blank `said` takes the words that the action began with.
        """
        said = clean_text(said, field="said")
        day = said_on or self._store.today()
        require.require_past(day, self._store.today(), "said_on")
        if not by:
            raise BadInput("Say who said it.", field="by")
        with self.acting(reference, "Another voice on") as case:
            new = list(dict.fromkeys(by))
            words, uid = said or case.feedback.said, case.feedback.uid
            heard = [self._hear(uid, words, one, day) for one in new]
            voices = self.get(uid).feedback.voices
            whom = names_in_short([voice.who for voice in voices if voice.uid in heard])
            kind = EventKind.VOICE if case.feedback.is_open else EventKind.REOPENED
            text = said if case.feedback.is_open else f"a new voice: {said or case.feedback.said}"
            self.change(case, kind, {"closed_at": None}, text=text, whom=whom)
        return self.get(case.feedback.uid)

    def lead_to(self, reference: str, other: str) -> FeedbackCase:
        """The voices of one action are to hear of another as well: one voice, many actions."""
        with self.acting(other, "Voices of another action on") as case:
            known = {voice.uid for voice in case.feedback.voices}
            came_from = self.get(reference).feedback
            new = [voice for voice in came_from.voices if voice.uid not in known]
            for voice in new:
                self._store.put("telling", {"feedback": case.feedback.uid, "voice": voice.uid})
            if new:
                text = f"those of {came_from.reference}"
                kind = EventKind.VOICE if case.feedback.is_open else EventKind.REOPENED
                whom = names_in_short([voice.who for voice in new])
                self.change(case, kind, {"closed_at": None}, text=text, whom=whom)
        return self.get(case.feedback.uid)

    def edit(
        self,
        reference: str,
        typed: Mapping[str, str],
        *,
        anyway: bool = False,
    ) -> FeedbackCase:
        """Changes fields, given as typed; see `add`."""
        with self.acting(reference, "Edited") as case:
            feedback = case.feedback
            columns = read_fields(self._store, typed)
            row = {**dict(self._store.row("feedback", feedback.uid)), HEARD_IN_KEY: None}
            if feedback.heard_in is not None:
                row[HEARD_IN_KEY] = feedback.heard_in.uid
            changes = {name: value for name, value in columns.items() if row[name] != value}
            if not changes:
                return case
            self._refuse_if_changed_since(case, changes)
            require.require_open(case.feedback, "change it")
            if "action" in changes and not changes["action"] and case.feedback.agreed_at:
                raise BadInput("It is agreed: say what is to be done.", field="action")
            self._check_due(changes, anyway)
            text = ", ".join(field_words(self._named(changes, feedback)))
            if HEARD_IN_KEY in changes:
                self._set_heard_in(feedback.uid, changes.pop(HEARD_IN_KEY))
            self.change(case, EventKind.EDITED, changes, text=text)
        return self.get(case.feedback.uid)

    def agree(
        self,
        reference: str,
        typed: Mapping[str, str] = NO_FIELDS,
        *,
        anyway: bool = False,
    ) -> FeedbackCase:
        """It is to be done: what, by whom, by when, as far as it is given again."""
        with self.acting(reference, "Agreed to") as case:
            columns = read_fields(self._store, typed)
            if not columns.get("action"):
                columns.pop("action", None)
            handling.check_agree(case.feedback, columns.get("action", ""))
            self._check_due(columns, anyway)
            values = {**columns, "agreed_at": self._store.now_text()}
            values |= {"cannot_at": None, "because": ""}
            action = columns.get("action") or case.feedback.action
            self.change(case, EventKind.AGREED, values, text=action)
        return self.get(case.feedback.uid)

    def cannot(self, reference: str, because: str) -> FeedbackCase:
        """It cannot be done, because …: which is to be told as well."""
        because = clean_text(because, field="because")
        with self.acting(reference, "Cannot do") as case:
            handling.check_cannot(case.feedback, because)
            values = {"cannot_at": self._store.now_text(), "because": because}
            self.change(case, EventKind.CANNOT, values, text=because)
        return self.get(case.feedback.uid)

    def progress(self, reference: str, text: str) -> FeedbackCase:
        """How it gets on; the first note of progress says that it is under way."""
        text = require.require_text(clean_text(text, field="text"), "how it gets on", "text")
        with self.acting(reference, "Progress on") as case:
            handling.require_unsettled(case.feedback, "note progress")
            now = self._store.now_text()
            begun = {} if case.feedback.begun_at else {"begun_at": now}
            agreed = {} if case.feedback.agreed_at else {"agreed_at": now}
            self.change(case, EventKind.PROGRESS, {**agreed, **begun}, text=text)
        return self.get(case.feedback.uid)

    def done(self, reference: str, text: str = "", *, action: str = "") -> FeedbackCase:
        """It is done; `text` are the words in which it is told, if not those of the action."""
        text = clean_text(text, field="text")
        action = clean_line(action, field="action", limit=1_000)
        with self.acting(reference, "Done:") as case:
            if action:
                self._store.update("feedback", case.feedback.uid, {"action": action})
                case = self.get(case.feedback.uid)
            handling.check_done(case.feedback)
            now = self._store.now_text()
            values: dict[str, Any] = {"done_at": now, "done_text": text or case.feedback.done_text}
            if case.feedback.agreed_at is None:
                values["agreed_at"] = now
            self.change(case, EventKind.DONE, values, text=text or case.feedback.action)
        return self.get(case.feedback.uid)

    def told(
        self,
        reference: str,
        names: Sequence[str] = (),
        *,
        everybody: bool = False,
        channel: Channel | None = None,
        at: datetime | None = None,
        text: str = "",
    ) -> FeedbackCase:
        """Those named, or everybody who still waits, have been told what came of it."""
        text = clean_text(text, field="text")
        at = at or self._store.now()
        with self.acting(reference, "Told of") as case:
            feedback = case.feedback
            handling.require_not_told(feedback)
            speakers = list(feedback.waiting) if everybody else handling.meant(feedback, names)
            if not speakers:
                raise BadInput("Say who was told, or that everybody was.", field="to")
            handling.check_told(feedback, speakers, when.london_date(at))
            self.tell(feedback, speakers, channel=channel, at=at)
            whom = names_in_short([one.who for one in speakers])
            values = {"told_at": when.to_iso(at)}
            self.change(case, EventKind.TOLD, values, text=text, at=at, channel=channel, whom=whom)
        return self.get(case.feedback.uid)

    def close(self, reference: str, reasons: Mapping[str, str] = NO_FIELDS) -> FeedbackCase:
        """Ends it, once everybody has been told; `reasons` say, by name, why somebody is not."""
        with self.acting(reference, "Closed") as case:
            feedback = case.feedback
            excused = {}
            for name, reason in reasons.items():
                (one,) = handling.meant(feedback, [name])
                handling.require_waiting(one)
                excused[one] = require.require_text(
                    clean_text(reason, field="reason"), f"why {one.who} is not told", "reason"
                )
            handling.check_close(case, excused)
            for one, reason in excused.items():
                for voice in one.voices:
                    if voice.is_waiting:
                        self._store.update("telling", voice.telling_uid, {"excused": reason})
            text = "; ".join(f"{one.who} not told: {reason}" for one, reason in excused.items())
            values = {"closed_at": self._store.now_text()}
            self.change(case, EventKind.CLOSED, values, text=text)
        return self.get(case.feedback.uid)

    def reopen(self, reference: str, reason: str) -> FeedbackCase:
        """Opens a closed action again: it is to be done after all, and to be told again."""
        reason = clean_text(reason, field="reason")
        with self.acting(reference, "Reopened") as case:
            require.require_reopenable(case.feedback, reason)
            for voice in case.feedback.voices:
                if not voice.is_waiting:
                    self._store.update("telling", voice.telling_uid, NOT_TOLD)
            self.change(case, EventKind.REOPENED, STILL_TO_DO, text=reason)
        return self.get(case.feedback.uid)
