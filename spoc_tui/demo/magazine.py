"""The demo’s magazine: an issue that is out and the one to come; a story that was out, one that is
ready, one that waits for an answer, one that was cut, ideas. All plainly made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from spoc_tui.demo.diary import Diary

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.demo.telling_kinds import Act

WORDS = """Every Tuesday forty people sit down to soup in a made-up hall.

“It began with six of us and one pot,” says the cook. Now there is a second pot, and a queue.

Come by at noon. Bring nothing but time."""

BEGUN, COPY_BY, OUT_ON = 4, 8, 30
"""On which working day of the diary the first story begins, its copy is wanted, and it is out."""


def told(diary: Diary, regulars: list[int]) -> Iterator[tuple[datetime, Act]]:
    """A story is asked for, drafted, approved, out and told; others are on their way."""
    its = _Magazine(diary, regulars)
    first = diary.length
    yield diary.at(first - BEGUN, 10, 10), its.begin
    yield diary.at(first - BEGUN - 2, 15, 20), its.approve
    yield diary.at(first - COPY_BY, 11, 40), its.send
    yield diary.at(first - OUT_ON, 9, 15), its.publish
    yield diary.at(20, 14, 5), its.begin_the_next
    yield diary.at(12, 9, 25), its.cut
    yield diary.at(9, 16, 35), its.ask


class _Magazine:
    """The stories, by what each tells."""

    def __init__(self, diary: Diary, regulars: list[int]) -> None:
        self._diary = diary
        self._whose = regulars[2:8]
        self._uids: dict[str, str] = {}
        self._issue = ""

    def _add(self, store: Store, whose: str, angle: str, **typed: str) -> None:
        added = {"organisation": whose, "angle": angle, "words_allowed": "120", **typed}
        self._uids[angle] = store.declared("story").add(added).record.uid

    def _put_issues_on_record(self, store: Store) -> str:
        """The issue that will be out first, and the next, whose copy date is to come. The uid of
        the first.
        """
        diary, issues = self._diary, store.declared("issue")
        today, last = diary.today, diary.length
        for out_on, copy_by in (
            (diary.ago(last - OUT_ON), diary.ago(last - COPY_BY)),
            (today + timedelta(days=75), today + timedelta(days=45)),
        ):
            days = {"copy_by": copy_by.isoformat(), "out_on": out_on.isoformat()}
            uid = issues.add({"name": f"{out_on:%B %Y}", **days, "pages": "2"}).record.uid
            self._issue = self._issue or uid
        return self._issue

    def begin(self, store: Store, organisations: Sequence[str]) -> None:
        """Communications say when the issues are; one for the first: they are asked, and it is
        drafted.
        """
        stories = store.declared("story")
        issue = self._put_issues_on_record(store)
        self._add(store, organisations[self._whose[0]], "A second pot of soup", issue=issue)
        uid = self._uids["A second pot of soup"]
        stories.act(uid, "ask", {"how": "rang the cook"})
        stories.act(uid, "draft", {"words": WORDS})

    def approve(self, store: Store, organisations: Sequence[str]) -> None:
        """They agree to the words."""
        uid, stories = self._uids["A second pot of soup"], store.declared("story")
        store.organisations.edit(organisations[self._whose[0]], {"named_on": "today"})
        stories.act(uid, "approve", {"by": "their cook"})

    def send(self, store: Store, organisations: Sequence[str]) -> None:
        """It goes to Communications, on the last day for it."""
        store.declared("story").act(self._uids["A second pot of soup"], "send", {})
        store.declared("issue").act(self._issue, "send", {})

    def publish(self, store: Store, organisations: Sequence[str]) -> None:
        """The issue is out, and the story with it; they know."""
        uid, stories = self._uids["A second pot of soup"], store.declared("story")
        stories.edit(uid, {"page": "7"})
        store.declared("issue").act(self._issue, "publish", {})
        stories.act(uid, "tell", {"how": "a copy by post"})

    def begin_the_next(self, store: Store, organisations: Sequence[str]) -> None:
        """Three for the issue to come."""
        issues = store.declared("issue")
        issue = next(iter(issues.page(open_only=True))).uid
        for nth, angle in enumerate(("Bells after dark", "Who mends the bikes"), 1):
            self._add(store, organisations[self._whose[nth]], angle, issue=issue)
        picture = {"picture": "three children and a goat", "credit": "made up", "child": "yes"}
        self._add(store, organisations[self._whose[3]], "The goat on Made-up Lane", **picture)

    def cut(self, store: Store, organisations: Sequence[str]) -> None:
        """One of them is not to be."""
        self._add(store, organisations[self._whose[4]], "Ninety years of tea")
        why = {"why": "They would rather wait for the hundredth."}
        store.declared("story").act(self._uids["Ninety years of tea"], "close", why)

    def ask(self, store: Store, organisations: Sequence[str]) -> None:
        """One is asked about and does not answer; one is drafted and approved."""
        stories = store.declared("story")
        stories.act(self._uids["Who mends the bikes"], "ask", {"how": "an e-mail"})
        store.organisations.edit(organisations[self._whose[1]], {"named_on": "today"})
        uid = self._uids["Bells after dark"]
        stories.act(uid, "draft", {"words": "The ringers practise on Thursdays. Made up, as all."})
        stories.act(uid, "approve", {"by": "their captain"})
