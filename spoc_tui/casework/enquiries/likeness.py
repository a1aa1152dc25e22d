"""Which past enquiries are like the one that is asked: by the telling words of its subject."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from spoc_tui.casework.council.telling_words import telling_words
from spoc_tui.casework.council.topics import words_in

T = TypeVar("T")

OF_ONE_TOPIC = 1 / 3
"""How much of its telling words a question must share with a past one of its topic."""
OF_ANOTHER = 2 / 3
"""And with one of another topic, or where either has none."""
OF_THE_BEST = 2 / 3
"""How alike it must be beside the one that is most alike."""
SAFEGUARDING = "safeguard"
"""How every word of it begins: what has one is confidential, whatever its topic."""


def likeness(asked: list[str], subject: str, detail: str = "") -> float:
    """How much of the telling words are in a past question, from 0 to 1; a word that is only
    in its detail counts half.
    """
    above, beneath = telling_words(subject), telling_words(detail)
    unfinished_pairs = sum(
        2 if _stands(word, above) else int(_stands(word, beneath)) for word in asked
    )
    return unfinished_pairs / (2 * len(asked)) if asked else 0.0


def is_alike(share: float, *, same_topic: bool) -> bool:
    """Whether a likeness is enough to quote the answer that was given then."""
    return share >= (OF_ONE_TOPIC if same_topic else OF_ANOTHER)


def best_of(alike: Sequence[tuple[float, T]], limit: int) -> list[T]:
    """Of what is alike, with how much, the most alike first: without what is much less so."""
    ranked = sorted(alike, key=lambda pair: -pair[0])
    return [one for share, one in ranked if share >= OF_THE_BEST * ranked[0][0]][:limit]


def is_confidential(text: str, words: Iterable[str]) -> bool:
    """Whether a past question is one on safeguarding by what is in it: such a word, or one of
    the words by which the officer knows its topic.
    """
    return bool(words_in(text, (SAFEGUARDING, *words)))


def _stands(word: str, there: list[str]) -> bool:
    return any(one.startswith(word) for one in there)
