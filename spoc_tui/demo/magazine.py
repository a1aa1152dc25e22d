"""The demo’s stories for the magazine: one that was out, one that is ready, one that waits for an
answer, one that was cut, ideas. All plainly made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from spoc_tui.demo.diary import Diary

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.demo.telling_kinds import Act

WORDS = """Every Tuesday forty people sit down to soup in a made-up hall.

“It began with six of us and one pot,” says the cook. Now there is a second pot, and a queue.

Come by at noon. Bring nothing but time."""


def told(diary: Diary, regulars: list[int]) -> Iterator[tuple[datetime, Act]]:
    """A story is asked for, drafted, approved, out and told; others are on their way."""
    its = _Magazine(diary, regulars)
    first = diary.length
    yield diary.at(first - 4, 10, 10), its.begin
    yield diary.at(first - 6, 15, 20), its.approve
    yield diary.at(first - 9, 11, 40), its.publish
    yield diary.at(20, 14, 5), its.begin_the_next
    yield diary.at(12, 9, 25), its.cut
    yield diary.at(9, 16, 35), its.ask


class _Magazine:
    """The stories, by what each tells."""

    def __init__(self, diary: Diary, regulars: list[int]) -> None:
        self._diary = diary
        self._whose = regulars[2:8]
        self._uids: dict[str, str] = {}

    def _add(self, store: Store, whose: str, angle: str, **typed: str) -> None:
        added = {"organisation": whose, "angle": angle, "words_allowed": "120", **typed}
        self._uids[angle] = store.declared("story").add(added).record.uid

    def begin(self, store: Store, organisations: Sequence[str]) -> None:
        """One for the first issue: they are asked, and it is drafted."""
        stories = store.declared("story")
        self._add(store, organisations[self._whose[0]], "A second pot of soup")
        uid = self._uids["A second pot of soup"]
        stories.act(uid, "ask", {"how": "rang the cook"})
        stories.act(uid, "draft", {"words": WORDS})

    def approve(self, store: Store, organisations: Sequence[str]) -> None:
        """They agree to the words, and it goes to Communications."""
        uid, stories = self._uids["A second pot of soup"], store.declared("story")
        store.organisations.edit(organisations[self._whose[0]], {"named_on": "today"})
        stories.act(uid, "approve", {"by": "their cook"})

    def publish(self, store: Store, organisations: Sequence[str]) -> None:
        """It is out, and they know."""
        uid, stories = self._uids["A second pot of soup"], store.declared("story")
        out = next(one for one in store.declared("issue").page() if not one.is_open)
        stories.act(uid, "publish", {"page": "7", "issue": out.uid})
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
