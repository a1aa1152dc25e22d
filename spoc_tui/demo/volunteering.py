"""The demo’s volunteering: roles of which one needs another check, sign-ups of nobody who is named,
a course with places left, hours of staff, and mentoring with and without a mentor. All plainly made
up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from spoc_tui.demo.diary import Diary

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.demo.telling_kinds import Act

STUCK, GAVE_UP = "Made-up befriending", "Made-up café"


def told(diary: Diary, regulars: list[int]) -> Iterator[tuple[datetime, Act]]:
    """Roles; sign-ups that end well, in nothing, or are stuck; a course, hours, a mentor."""
    its = _Volunteering(diary, regulars)
    first = diary.length
    yield diary.at(first - 1, 16, 5), its.put_roles
    yield diary.at(first - 3, 10, 20), its.apply
    yield diary.at(first // 2 + 3, 10, 35), its.check
    yield diary.at(13, 11, 5), its.start
    yield diary.at(9, 15, 25), its.give_up
    yield diary.at(8, 9, 55), its.match
    yield diary.at(6, 14, 10), its.count_hours
    yield diary.at(5, 11, 35), its.offer_course


class _Volunteering:
    """The sign-up that ends well, and the mentorship that begins."""

    def __init__(self, diary: Diary, regulars: list[int]) -> None:
        self._diary = diary
        self._groups = regulars[2:6]
        self._signup, self._other, self._mentorship = "", "", ""

    def _day(self, days: int) -> str:
        return (self._diary.today + timedelta(days=days)).isoformat()

    def put_roles(self, store: Store, organisations: Sequence[str]) -> None:
        """Three roles: one with children whose check may be too little, one that closes soon."""
        for what, nth, more in (
            ("Made-up minibus driver", 0, {"dbs": "basic", "places": "3", "closes": self._day(9)}),
            (STUCK, 1, {"dbs": "enhanced", "places": "6", "training": "half a day"}),
            (
                "Made-up football coach",
                2,
                {"dbs": "enhanced", "places": "2", "children": "yes", "when": "Saturday mornings"},
            ),
        ):
            whose = {"what": what, "organisation": organisations[self._groups[nth]]}
            store.declared("role").add({**whose, "expenses": "yes", **more})

    def apply(self, store: Store, organisations: Sequence[str]) -> None:
        """Somebody applied, somebody else too, and a third waits ever since; two groups ask for
        advice.
        """
        signups, then = store.declared("signup"), store.today()
        for nth, (kind, applied) in enumerate(
            (
                ("Made-up minibus driver", then - timedelta(days=6)),
                (GAVE_UP, then - timedelta(days=12)),
                (STUCK, then - timedelta(days=2)),
            )
        ):
            added = {"role_kind": kind, "applied": applied.isoformat(), "dbs": "enhanced"}
            added["organisation"] = organisations[self._groups[nth]]
            uid = signups.add({**added, "check_sent": then.isoformat()}).record.uid
            self._signup = uid if nth == 0 else self._signup
            self._other = uid if nth == 1 else self._other
        asked = {"need": "Made-up accounts", "asked": then.isoformat()}
        asked["organisation"] = organisations[self._groups[0]]
        self._mentorship = store.declared("mentoring").add(asked).record.uid
        asked = {"need": "Made-up trustees’ meeting", "asked": then.isoformat()}
        asked["organisation"] = organisations[self._groups[3]]
        store.declared("mentoring").add(asked)

    def check(self, store: Store, organisations: Sequence[str]) -> None:
        """The check of the first is back."""
        store.declared("signup").act(self._signup, "check-is-back", {})

    def start(self, store: Store, organisations: Sequence[str]) -> None:
        """They are trained, and start."""
        store.declared("signup").act(self._signup, "train", {})
        store.declared("signup").act(self._signup, "start", {})

    def give_up(self, store: Store, organisations: Sequence[str]) -> None:
        """The second gives up: it took too long."""
        why = {"theme": "Signing up as a volunteer", "words": "They found something else."}
        store.declared("signup").act(self._other, "give-up", why)

    def match(self, store: Store, organisations: Sequence[str]) -> None:
        """One of the two has a mentor."""
        mentor = {"mentor": organisations[self._groups[2]]}
        store.declared("mentoring").act(self._mentorship, "match", mentor)

    def count_hours(self, store: Store, organisations: Sequence[str]) -> None:
        """HR says how many hours two directorates had."""
        last, first = store.today() - timedelta(days=2), store.today() - timedelta(days=92)
        days = {"starts": first.isoformat(), "on": last.isoformat(), "source": "HR, made up"}
        for directorate, hours, people in (("Public Health", "96", "21"), ("Planning", "37", "6")):
            typed = {"directorate": directorate, "hours": hours, "people": people}
            store.declared("stafftime").add({**typed, **days, "minutes": "30"})

    def offer_course(self, store: Store, organisations: Sequence[str]) -> None:
        """A course in a week has five places left, of those for the sector."""
        course = {"about": "Made-up safeguarding course", "on": self._day(8), "free": "yes"}
        course |= {"places": "12", "taken": "7", "provider": "Made-up College"}
        store.declared("course").add({**course, "book_by": self._day(6)})
