"""Under which themes an answer is likely to be put, by the words that it has: those of the themes'
own names, and those of answers that somebody put there. It proposes; who codes decides.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import fsum, log
from typing import NamedTuple

from spoc_tui.casework.council.telling_words import telling_words
from spoc_tui.casework.text import fold

MOST_THEMES = 9
"""A theme is taken with a digit."""
MOST_ALIKE = 5
"""So many answers are shown beside the one that is coded."""


class Named(NamedTuple):
    """A theme that an answer may be put under: one that is not retired."""

    uid: str
    name: str


class CodedAs(NamedTuple):
    """The words of an answer, and the uids of the themes that somebody put them under: none where
    they fit none.
    """

    key: str
    """The answer's own, by which it is told apart."""
    words: str
    themes: frozenset[str] = frozenset()


@lru_cache(maxsize=20_000)
def roots(words: str) -> frozenset[str]:
    """The telling words of an answer, without their endings: “bookings of spaces” → book, spac."""
    found: set[str] = set()
    for word in telling_words(words):
        # “bookings” has two endings, and “needing” one of a word that tells nothing.
        found.update(one.removesuffix("e") for one in telling_words(word))
    return frozenset(found)


class Learnt:
    """What is known of a round's words: how rare each is, and under which themes it was put."""

    def __init__(self, themes: Iterable[Named], coded: Iterable[CodedAs]) -> None:
        """In whatever order they come, the same is proposed. What was put under a theme that is not
        among them still says which words are rare.
        """
        self._themes = sorted(themes, key=lambda one: (fold(one.name), one.uid))
        self._coded = sorted(coded)
        self._of_name = {one.uid: roots(one.name) for one in self._themes}
        self._texts = len(self._themes) + len(self._coded)
        self._in = Counter(word for its in self._of_name.values() for word in its)
        self._coded_with: Counter[str] = Counter()
        self._under: dict[str, Counter[str]] = defaultdict(Counter)
        for one in self._coded:
            for word in roots(one.words):
                self._in[word] += 1
                self._coded_with[word] += 1
                self._under[word].update(uid for uid in one.themes if uid in self._of_name)

    def themes(self, words: str, most: int = MOST_THEMES) -> list[Named]:
        """The likely themes, the likeliest first, those that are as likely by name; none where
        nothing in the words speaks for any.
        """
        its = sorted(roots(words))
        scored = ((self._score(one.uid, its), one) for one in self._themes)
        likely = [(score, one) for score, one in scored if score > 0]
        likely.sort(key=lambda pair: -pair[0])
        return [one for _, one in likely[:most]]

    def _score(self, uid: str, words: Sequence[str]) -> float:
        """A word of the theme's own name counts whole; one of answers counts by the share of those
        with it that were put there.
        """
        name = self._of_name[uid]
        return fsum(
            self._rarity(word) * ((word in name) + self._share(word, uid)) for word in words
        )

    def _share(self, word: str, uid: str) -> float:
        """Of the answers with a word that were coded, those under a theme; one more stands for what
        was not seen yet.
        """
        if word not in self._under:
            return 0.0
        return self._under[word][uid] / (self._coded_with[word] + 1)

    def _rarity(self, word: str) -> float:
        there = self._in[word]
        return log(1 + self._texts / there) if there else 0.0

    def _weight(self, words: Iterable[str]) -> float:
        return fsum(map(self._rarity, words))

    def alike(self, words: str, most: int = MOST_ALIKE) -> list[CodedAs]:
        """The answers most like these words, among those that were coded."""
        its = roots(words)
        found: list[tuple[float, CodedAs]] = []
        for one in self._coded:
            theirs = roots(one.words)
            if shared := its & theirs:
                found.append((self._weight(shared) / self._weight(its | theirs), one))
        found.sort(key=lambda pair: -pair[0])
        return [one for _, one in found[:most]]
