"""Routing: sending an enquiry to a team, and what the team does with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from spoc_tui.casework.dates import when
from spoc_tui.casework.enquiries import handling
from spoc_tui.casework.enquiries.enquiry import Case, Routing
from spoc_tui.casework.errors import Refused
from spoc_tui.casework.records import require
from spoc_tui.casework.records.doing_twice import require_not_chased
from spoc_tui.casework.records.event import EventKind
from spoc_tui.casework.text import clean_line, clean_text

if TYPE_CHECKING:
    from db.store import Store


class Routings:
    """The hops of enquiries from team to team. Every act returns the case as it stands after it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def route(
        self, reference: str, team_uid: str, *, reason: str = "", reply_by: date | None = None
    ) -> Case:
        """Sends it to a team, or passes it on from one to the next with a reason.

        `reply_by` typed by the officer is kept; otherwise the team's days to reply give it.
        """
        store = self._store
        reason = clean_line(reason, field="reason", limit=1_000)
        with store.enquiries.acting(reference, "Routed") as case:
            team = store.council.team(team_uid)
            if team.retired_on is not None:
                raise Refused(f"{team.name} is retired; nothing more goes there.")
            handling.check_route(case, team_uid, reason)
            if reply_by is not None:
                require.require_ahead(reply_by, store.today(), "reply_by")
            if case.routings:
                # Passing it on is the council's own doing: its clock runs.
                case = store.enquiries.end_wait(case)
            hop, now, hops = case.open_routing, store.now_text(), case.routings
            if hop is not None:
                ended = {"ended_at": now, "ended_why": "passed on"}
                hops = store.enquiries.write_hop(case, ended)
            by = reply_by or store.deadlines.reply_by(case.enquiry, store.today()).day
            uid = store.insert(
                "routing",
                {
                    "enquiry": case.enquiry.uid,
                    "team": team_uid,
                    "sent_at": now,
                    "reply_by": by.isoformat(),
                    "reply_by_typed": int(reply_by is not None),
                    "reason": reason,
                },
            )
            new = Routing(
                uid=uid,
                team_uid=team_uid,
                team=team.name,
                directorate=team.directorate,
                sent_at=when.from_iso(now),
                reply_by=by,
                reply_by_typed=reply_by is not None,
                reason=reason,
            )
            # A question that goes to a team again is not answered: the new answer counts.
            return store.enquiries.change(
                case,
                EventKind.PASSED_ON if hop else EventKind.ROUTED,
                {"team": team_uid, "answered_at": None, "told_at": None},
                text=reason,
                whom=f"{hop.team} → {team.name}" if hop else team.name,
                hops=tuple(sorted((*hops, new), key=lambda one: (one.sent_at, one.uid))),
            )

    def acknowledged(self, reference: str, text: str = "") -> Case:
        """The team says it has it, and perhaps something more: once."""
        text = clean_text(text, field="text")
        with self._store.enquiries.acting(reference, "Team acknowledged") as case:
            hop = handling.check_team_acknowledged(case)
            acknowledged = {"acknowledged_at": self._store.now_text()}
            hops = self._store.enquiries.write_hop(case, acknowledged)
            return self._store.enquiries.change(
                case, EventKind.TEAM_ACKNOWLEDGED, {}, text=text, whom=hop.team, hops=hops
            )

    def sent_back(self, reference: str, reason: str) -> Case:
        """The team returns it, and says why: it is with no team, and is on the desk again."""
        reason = require.require_text(
            clean_text(reason, field="reason"), "why the team sent it back", "reason"
        )
        with self._store.enquiries.acting(reference, "Sent back") as case:
            hop = handling.require_team(case, "record that it was sent back")
            ended = {"ended_at": self._store.now_text(), "ended_why": f"sent back: {reason}"}
            hops = self._store.enquiries.write_hop(case, ended)
            values = {"team": None}
            return self._store.enquiries.change(
                case, EventKind.SENT_BACK, values, text=reason, whom=hop.team, hops=hops
            )

    def chase(
        self,
        reference: str,
        *,
        anyway: bool = False,
        hand_over: Callable[[str], object] | None = None,
    ) -> tuple[Case, str]:
        """Records that the team was asked again; returns the words to send it with the case.

        DoneAlready where it was chased just now, unless `anyway`. `hand_over` is given the words
        before they are on record: where it fails nothing is.
        """
        from spoc_tui.reports.enquiries.chase import chase_words

        store = self._store
        with store.enquiries.acting(reference, "Chased") as case:
            words = chase_words(case, today=store.today(), officer=store.who)
            hop = handling.require_team(case, "chase it")
            require_not_chased(case, hop.team, store.now(), anyway=anyway)
            case = store.enquiries.change(case, EventKind.CHASED, {}, whom=hop.team)
            if hand_over is not None:
                hand_over(words)
        return case, words
