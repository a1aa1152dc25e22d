"""Enquiries: every act that does not need a team."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from db.enquiries.acting import NO_WAIT, EnquiryActing
from db.enquiries.logging_calls import add_call
from db.enquiries.rows import read_just_logged
from db.records.by_when import NO_FOLLOW_UP, follow_up_columns
from spoc_tui.casework.dates import when
from spoc_tui.casework.dates.when import DayAndTime
from spoc_tui.casework.enquiries import handling
from spoc_tui.casework.enquiries.enquiry import Case, NewEnquiry, Outcome
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.records import require
from spoc_tui.casework.records.channel import Channel
from spoc_tui.casework.records.event import EventKind
from spoc_tui.casework.text import clean_line, clean_text


class Enquiries(EnquiryActing):
    """The enquiries of a store. Every act returns the case as it stands after it."""

    # Logging.

    def log(
        self,
        new: NewEnquiry,
        *,
        route_to: str | None = None,
        answered: str | None = None,
        draft_uid: str | None = None,
    ) -> Case:
        """Gives a caller's question its reference, in one action with what was done at once.

        `route_to` is a team's uid. `answered` is the answer given on the spot: it is recorded,
        the caller marked as told by the same channel, and the enquiry closed as resolved. The draft
        it was typed as goes in the same breath.
        """
        if route_to is not None and answered is not None:
            raise BadInput("Either route it or answer it now, not both.", field="route")
        with self._store.action("Logged an enquiry") as action:
            if draft_uid is not None:
                self._store.drafts.require_own(draft_uid)
            case = read_just_logged(self._store.connection, add_call(self._store, new))
            uid, reference = case.enquiry.uid, case.enquiry.reference
            action.label = f"Logged {reference}"
            if route_to is not None:
                case = self._store.routings.route(uid, route_to)
                action.label += f" and routed it to {case.enquiry.team}"
            if answered is not None:
                self.answer(uid, answered)
                self.told(uid, channel=new.channel)
                case = self.close(uid, outcome=Outcome.RESOLVED)
                action.label += ", answered now"
            if draft_uid is not None:
                self._store.drafts.use(draft_uid, reference)
        return case

    # Acts.

    def acknowledge(self, reference: str) -> Case:
        """The caller has been told that we have it, once; the first time is what counts."""
        with self.acting(reference, "Acknowledged") as case:
            handling.check_acknowledge(case)
            first = case.enquiry.acknowledged_at or self._store.now()
            return self.change(
                case, EventKind.ACKNOWLEDGED, {"acknowledged_at": when.to_iso(first)}
            )

    def answer(self, reference: str, text: str) -> Case:
        """Records the answer; a team that has it has replied.

        A later answer replaces it, and the caller is to be told again.
        """
        text = require.require_text(clean_text(text, field="text"), "what the answer is", "text")
        with self.acting(reference, "Answered") as case:
            require.require_open(case.enquiry, "answer it")
            now = self._store.now_text()
            hops = self.write_hop(case, {"replied_at": now}) if case.open_routing else None
            # Whoever was told an earlier answer has not been told this one.
            values: dict[str, Any] = {"answer": text, "answered_at": now, "told_at": None}
            if case.enquiry.waiting_since is not None:
                values |= NO_WAIT
            return self.change(case, EventKind.ANSWERED, values, text=text, hops=hops)

    def told(
        self,
        reference: str,
        *,
        channel: Channel | None = None,
        whom: str = "",
        at: datetime | None = None,
    ) -> Case:
        """The caller has been told the answer: the answer clock stops, and so does a wait on them.

        `at` defaults to now.
        Another person may be told too; the first telling is the one that counts.
        """
        at = at or self._store.now()
        whom = clean_line(whom, field="whom")
        with self.acting(reference, "Told the caller of") as case:
            handling.check_told(case, at, whom)
            if at > self._store.now():
                raise BadInput("The caller cannot have been told in the future.", field="when")
            case = self.end_wait(case)
            first = min(at, case.enquiry.told_at or at)
            return self.change(
                case,
                EventKind.TOLD,
                {
                    "told_at": when.to_iso(first),
                    # Whoever was told the answer knew then that we have the question.
                    "acknowledged_at": when.to_iso(min(at, case.enquiry.acknowledged_at or at)),
                    **NO_FOLLOW_UP,
                },
                at=at,
                channel=channel or case.enquiry.channel,
                whom=whom,
            )

    def wait(
        self, reference: str, what_for: str, *, until: date | None = None, at: time | None = None
    ) -> Case:
        """Waits on the caller: the answer clock stops, and it comes back on the desk at `until`.

        By default that is after a team's days to reply.
        """
        what_for = require.require_text(
            clean_line(what_for, field="for"), "what the caller is to bring", "for"
        )
        with self.acting(reference, "Waiting on the caller of") as case:
            handling.check_wait(case.enquiry)
            if until is not None:
                require.require_future(DayAndTime(until, at), self._store.now(), "until")
                back = DayAndTime(until, at)
            else:
                back = DayAndTime(self._store.deadlines.comes_back(case.enquiry))
            return self.change(
                case,
                EventKind.WAITING,
                {
                    "waiting_since": self._store.now_text(),
                    "waiting_for": what_for,
                    **follow_up_columns(back),
                },
                text=what_for,
            )

    def resume(self, reference: str, text: str = "") -> Case:
        """The caller came back: the clock goes on, and working days waited are given back."""
        text = clean_text(text, field="text")
        with self.acting(reference, "Went on with") as case:
            handling.check_resume(case.enquiry)
            return self.change(case, EventKind.RESUMED, NO_WAIT, text=text)

    def close(self, reference: str, *, outcome: Outcome, reason: str = "") -> Case:
        """Ends it, told or with a reason. A wait and a hop that are still open end with it."""
        reason = clean_text(reason, field="reason")
        with self.acting(reference, "Closed") as case:
            handling.check_close(case, outcome, reason)
            now = self._store.now_text()
            ended = {"ended_at": now, "ended_why": "closed"}
            hops = self.write_hop(case, ended) if case.open_routing else None
            return self.change(
                case,
                EventKind.CLOSED,
                {
                    "closed_at": now,
                    "outcome": outcome,
                    "outcome_reason": reason,
                    **NO_WAIT,
                },
                text=". ".join(filter(None, (outcome.words, reason))),
                hops=hops,
            )

    def reopen(self, reference: str, reason: str) -> Case:
        """Opens a closed enquiry again; its answer clock starts again, from today."""
        reason = clean_text(reason, field="reason")
        with self.acting(reference, "Reopened") as case:
            require.require_reopenable(case.enquiry, reason)
            return self.change(
                case,
                EventKind.REOPENED,
                {
                    "closed_at": None,
                    "outcome": None,
                    "outcome_reason": "",
                    "answer": "",
                    "answered_at": None,
                    "told_at": None,
                    "team": None,
                    "answer_by_typed": 0,
                },
                text=reason,
            )

    def edit(
        self,
        reference: str,
        typed: Mapping[str, str],
    ) -> Case:
        """Changes fields, each given as the officer types it (see db/enquiries/editing.py).

        “themes” are its themes, with commas between.
        """
        from db.enquiries.editing import read_changes, what_changed
        from db.enquiries.themes import put_themes

        fields = {name: text for name, text in typed.items() if name != "themes"}
        with self.acting(reference, "Edited") as case:
            changes = read_changes(self._store, case.enquiry, fields)
            themed = "themes" in typed and put_themes(
                self._store, case.enquiry.uid, typed["themes"]
            )
            if not changes and not themed:
                return case
            what = [*what_changed(changes), *(["themes"] if themed else [])]
            self.change(case, EventKind.EDITED, changes, text=", ".join(what))
        return self.get(case.enquiry.uid)
