"""A liaison group with two members, in the few words that tests need of it."""

from __future__ import annotations

from typing import Any

from factories import make_group, make_meeting, make_organisation

from db.store import Store
from spoc_tui.casework.groups.decision import Decision
from spoc_tui.casework.groups.meeting import Meeting

CLUB, SCOUTS, GROUP = "Rook Lane Bowls Club", "Strood Scouts", "Liaison Group"


class Liaison:
    """The group, and one meeting of it, with two items on its agenda."""

    def __init__(self, store: Store, *, held: bool = True, **group: str) -> None:
        self.store = store
        self.club, self.scouts = (make_organisation(store, name).uid for name in (CLUB, SCOUTS))
        fields = {"short": "SLG", "papers": "yes", "starts": "1 jan", **group}
        self.group = make_group(store, GROUP, **fields).uid
        for uid, seat in ((self.club, "chair"), (self.scouts, "member")):
            self.seat(organisation=uid, seat=seat)
        self.meeting = self.plan("1 apr", "Rents of the halls", "Keys")
        if held:
            self.act("hold", on="1 apr")

    @property
    def groups(self) -> Any:
        return self.store.declared("group")

    @property
    def meetings(self) -> Any:
        return self.store.declared("meeting")

    @property
    def decisions(self) -> Any:
        return self.store.declared("decision")

    def seat(self, **typed: str) -> None:
        """Somebody becomes a member, from the first of January unless it is said."""
        typed = {"seat": "member", "starts": "1 jan", **typed}
        self.groups.add_row(self.group, "members", typed)

    def plan(self, when: str, *items: str) -> str:
        """Another meeting; its uid."""
        group = self.groups.get(self.group).record
        uid = make_meeting(self.store, group, when=when, papers="yes").uid
        for words in items:
            self.meetings.add_row(uid, "items", {"words": words})
        return uid

    def act(self, name: str, meeting: str = "", **given: str) -> Any:
        """An act on the meeting; the case after it."""
        return self.meetings.act(meeting or self.meeting, name, given)

    def came(self, name: str, meeting: str = "") -> None:
        """An organisation was at a meeting."""
        row = {"organisation": name, "came": "present"}
        self.meetings.add_row(meeting or self.meeting, "attendance", row)

    def decide(self, words: str = "Rents stay", **given: str) -> Decision:
        """What is decided at the meeting."""
        self.act("decide", words=words, **given)
        return self.of_meeting()[-1]

    def of_meeting(self) -> list[Decision]:
        return list(self.decisions.linking("meeting", self.meeting))

    @property
    def one(self) -> Meeting:
        """The meeting as it stands."""
        meeting: Meeting = self.meetings.get(self.meeting).record
        return meeting
