"""The demo’s plans, events and briefings: one plan that was asked about before it was written and
changed, one with nobody of the sector, events with and without somebody who goes. All plainly made
up.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from spoc_tui.demo.diary import Diary

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.demo.telling_kinds import Act

STRATEGY, CODE = "Made-up culture strategy", "Made-up code for markets"


def told(diary: Diary, regulars: list[int]) -> Iterator[tuple[datetime, Act]]:
    """A plan is asked about, answered, concluded and told; another opens with nobody invited; the
    council goes to one event, and to the next nobody does yet.
    """
    its = _CoDesign(diary, regulars)
    first = diary.length
    yield diary.at(first - 1, 15, 40), its.brief
    yield diary.at(first - 2, 9, 40), its.invite
    yield diary.at(first // 2 + 4, 11, 50), its.hear
    yield diary.at(14, 16, 25), its.conclude
    yield diary.at(11, 10, 50), its.hear_of_events
    yield diary.at(3, 14, 50), its.go
    yield diary.at(4, 11, 15), its.hear_of_another


class _CoDesign:
    """The plan, and the event to which somebody goes."""

    def __init__(self, diary: Diary, regulars: list[int]) -> None:
        self._diary = diary
        self._invited = regulars[1:5]
        self._plan = ""
        self._fair = ""

    def _day(self, days: int) -> str:
        return (self._diary.today + timedelta(days=days)).isoformat()

    def brief(self, store: Store, organisations: Sequence[str]) -> None:
        """Two directorates were briefed: one of them almost a year ago."""
        shown = [{"organisation": organisations[nth]} for nth in self._invited[:2]]
        briefings = store.declared("briefing")
        for directorate, days, people in (("Public Health", -350, "22"), ("Planning", -170, "9")):
            briefings.add(
                {
                    **{"directorate": directorate, "on": self._day(days), "people": people},
                    **{"material": "Six pages and a map", "shown": json.dumps(shown)},
                }
            )

    def invite(self, store: Store, organisations: Sequence[str]) -> None:
        """Three groups are invited before a word is written, and a partner."""
        invitations, until = store.declared("invitation"), self._day(-35)
        added = {"title": STRATEGY, "team": "Community Services", "stage": "before-drafting"}
        added |= {"opened": self._diary.ago(self._diary.length - 2).isoformat(), "closes": until}
        added |= {"how": "two evenings, or in writing", "manner": "consulted"}
        self._plan = invitations.add(added).record.uid
        for nth in self._invited[:3]:
            asked = {"role": "sector", "organisation": organisations[nth]}
            invitations.act(self._plan, "ask", asked)
        invitations.act(self._plan, "ask", {"role": "partner", "called": "Made-up NHS Trust"})

    def hear(self, store: Store, organisations: Sequence[str]) -> None:
        """Two answer, one of whom was out of pocket."""
        invitations = store.declared("invitation")
        said = "Small halls are where it happens. Nobody asks what a room costs."
        heard = {"who": "1", "said": said, "expenses": "no"}
        invitations.act(self._plan, "answer", heard)
        said = "Please not only the town centre."
        invitations.act(self._plan, "answer", {"who": "2", "said": said})

    def conclude(self, store: Store, organisations: Sequence[str]) -> None:
        """One voice changed it, the other in part; one of four was told."""
        invitations = store.declared("invitation")
        came = {"number": "1", "effect": "changed", "came": "There is a chapter on halls."}
        invitations.act(self._plan, "respond", came)
        came = {"number": "2", "effect": "partly", "came": "Two of five places are outside it."}
        invitations.act(self._plan, "respond", came)
        words = "Halls have a chapter of their own; two more places are in it."
        ended = {"changed": "yes", "words": words, "manner": "co-designed"}
        invitations.act(self._plan, "conclude", ended)
        invitations.act(self._plan, "tell", {"who": "1"})

    def hear_of_events(self, store: Store, organisations: Sequence[str]) -> None:
        """Three events of groups: one was last week, one is tomorrow, one in a month."""
        events = store.declared("event")
        for nth, (name, days, time) in enumerate(
            (("Open day", -7, "10:00"), ("Volunteers’ evening", 1, "18:30"), ("Fair", 30, ""))
        ):
            when = f"{self._day(days)} {time}".strip()
            host = organisations[self._invited[nth]]
            added = {"name": name, "organisation": host, "when": when, "place": "Their hall"}
            uid = events.add({**added, "asked_by": "their chair"}).record.uid
            if nth == 0:
                self._fair = uid
                events.act(uid, "go", {"team": "Public Health", "role": "has a stall"})

    def go(self, store: Store, organisations: Sequence[str]) -> None:
        """It is said how it was, and what was promised there."""
        given = {"words": "Sixty came; many asked about grants."}
        given |= {"promised": "Send the list of grants", "by": self._day(6)}
        if self._diary.ago(3) >= self._diary.today - timedelta(days=7):
            store.declared("event").act(self._fair, "attend", given)

    def hear_of_another(self, store: Store, organisations: Sequence[str]) -> None:
        """A draft is there already, open for two weeks, and nobody of the sector was invited."""
        added = {"title": CODE, "team": "Planning", "stage": "draft", "opened": self._day(-3)}
        store.declared("invitation").add({**added, "closes": self._day(11)})
