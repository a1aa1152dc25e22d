"""The demo’s survey: 2019 as the report has it, a trial round of the spring that was told, and the
round of the autumn, of which some have not answered. All plainly made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from db.areas.survey.taking import Again, take
from spoc_tui.casework.kinds.act import Owed
from spoc_tui.demo.diary import Diary

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.demo.telling_kinds import Act

ASKED = 12
"""So many are asked by name, both times."""
Said = tuple[str, str, dict[str, str]]
"""The ratings of questions 1 to 3 by their first letters (a point: none), the way, words by
question.
"""
_RATED = {"p": "poor", "o": "ok", "g": "good", "e": "excellent"}
TRIAL: tuple[Said, ...] = (
    ("poo", "paper", {"1": "We live from month to month.", "4": "Grants for three years."}),
    ("pgo", "paper", {"4": "One person to ring."}),
    ("oop", "email", {"3": "Nobody rings back.", "4": "Somebody who rings back."}),
    ("ppo", "phone", {"2": "The checks take too long.", "4": "Help us to find volunteers."}),
    ("geg", "email", {}),
    ("opo", "phone", {"4": "A room that we can afford."}),
    ("poe", "paper", {"3": "Our officer is a gem."}),
)
AUTUMN: tuple[Said, ...] = (
    ("ooo", "phone", {"1": "A little better than in spring.", "4": "Grants for three years."}),
    ("pgg", "online", {"3": "You told us what became of it.", "4": "Keep telling us."}),
    ("oog", "online", {"4": "A room that we can afford, near a bus."}),
    ("pop", "phone", {"2": "Two of ours gave up over the check.", "4": "Quicker checks."}),
    ("geg", "email", {"1": "We own our hall: that helps."}),
    ("ppo", "phone", {"1": "Our rent went up twice.", "4": "Cheaper rooms. And a lift."}),
    ("oge", "online", {"3": "Planning came to our meeting."}),
    ("o.g", "paper", {"4": "Training on how to bid together."}),
)
CODED: tuple[tuple[int, str, str], ...] = (
    (0, "1", ""),
    (0, "4", "Sustainable funding"),
    (1, "3", "Feedback loops"),
    (1, "4", "Feedback loops"),
    (2, "4", "Council buildings and outside spaces"),
    (3, "2", "Signing up as a volunteer"),
)
"""Of which of those what was put under which theme; the rest is left to be coded."""


def told(diary: Diary, regulars: list[int]) -> Iterator[tuple[datetime, Act]]:
    """A trial round is asked, answered, concluded and told; then the autumn's, which is open."""
    its = _Pulse(diary, regulars)
    first = diary.length
    yield diary.at(first - 1, 11, 15), its.begin
    for n in range(len(TRIAL)):
        yield diary.at(first - 2 - n, 14, 40), partial(its.answer_trial, n)
    yield diary.at(first // 2 + 10, 10, 15), its.conclude
    yield diary.at(11, 9, 50), its.ask_again
    for n in range(len(AUTUMN)):
        yield diary.at(9 - n, 11, 25), partial(its.answer, n)
    yield diary.at(3, 16, 40), its.remind
    yield diary.at(1, 15, 35), its.code


class _Pulse:
    """The two rounds, and the responses to the second."""

    def __init__(self, diary: Diary, regulars: list[int]) -> None:
        self._diary = diary
        self._asked = regulars[:ASKED]
        self._trial, self._autumn = "", ""
        self._responses: list[str] = []

    def _day(self, days: int) -> str:
        return (self._diary.today + timedelta(days=days)).isoformat()

    def begin(self, store: Store, organisations: Sequence[str]) -> None:
        """What the report says of 2019; and the trial."""
        from db.kinds.starter import load_starter

        load_starter(store, "survey")
        self._trial = self._begin(store, organisations, "Made-up trial round", baseline="yes")

    def _begin(self, store: Store, organisations: Sequence[str], title: str, **typed: str) -> str:
        rounds = store.declared("round")
        uid = rounds.add({"title": title, "opened": "today", **typed}).record.uid
        for nth in self._asked:
            asked = {"role": "organisation", "organisation": organisations[nth]}
            rounds.act(uid, "ask", asked)
        return uid

    def answer_trial(self, n: int, store: Store, organisations: Sequence[str]) -> None:
        """One of those who were asked answers the trial."""
        self._take(store, self._trial, organisations[self._asked[n]], TRIAL[n])

    def answer(self, n: int, store: Store, organisations: Sequence[str]) -> None:
        """One answers the round of the autumn; the last of them without a name."""
        whose = organisations[self._asked[n]] if n < len(AUTUMN) - 1 else ""
        self._responses.append(self._take(store, self._autumn, whose, AUTUMN[n]))
        if n == 1:  # somebody else speaks for the same
            other: Said = ("g..", "online", {"4": "A list of who does what at the council."})
            self._take(store, self._autumn, whose, other, Again.SECOND)

    def _take(
        self, store: Store, of: str, whose: str, said: Said, again: Again | None = None
    ) -> str:
        ratings, way, words = said
        given = {str(n): {"rating": _RATED.get(one, "")} for n, one in enumerate(ratings, 1)}
        for number, text in words.items():
            given.setdefault(number, {})["words"] = text
        answers = [{"number": number, **its} for number, its in given.items()]
        typed = {"organisation": whose, "way": way, "may_quote": "yes" if words else ""}
        return take(store, of, typed, answers, again=again).record.uid

    def conclude(self, store: Store, organisations: Sequence[str]) -> None:
        """What came of the trial, and that all heard it."""
        rounds = store.declared("round")
        words = (
            "A made-up answer: rooms and longer grants are to be looked at; ask again in autumn."
        )
        rounds.act(self._trial, "conclude", {"words": words})
        rounds.act(self._trial, "tell-all", {"how": "a made-up newsletter"})

    def ask_again(self, store: Store, organisations: Sequence[str]) -> None:
        """The same questions to the same organisations."""
        self._autumn = self._begin(store, organisations, "Made-up autumn round")

    def remind(self, store: Store, organisations: Sequence[str]) -> None:
        """Those who have not answered are rung."""
        store.declared("round").act(self._autumn, "remind")

    def code(self, store: Store, organisations: Sequence[str]) -> None:
        """Some words are put under themes; of one suggestion an action begins."""
        responses = store.declared("response")
        for nth, number, theme in CODED:
            given = {"number": number, "themes": theme, "by": "The officer"}
            responses.act(self._responses[nth], "code", given)
        quoted = {"number": "3", "quote": "yes", "names_nobody": "yes"}
        responses.act(self._responses[1], "quote", quoted)
        first = responses.get(self._responses[0]).record
        with store.action("Begun of the survey"):
            store.feedback.owe(
                first.uid,
                first.reference,
                Owed("Ask funders for grants of three years", AUTUMN[0][2]["4"], first.who),
            )
