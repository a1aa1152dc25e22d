"""Which past enquiries are like the one that is asked: by the telling words of its subject."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from spoc_tui.casework.council.topics import words_in
from spoc_tui.casework.text import fold

T = TypeVar("T")

_COMMON = """
about across after again also and any are asked been before can club could council does for from
get group groups has have help how into its just like more need needed needs new not now our out
please said say she since some somebody someone something still than that the their them then there
they this too two until want wants was were what when where which who whom why will with would year
you your
january february march april may june july august september october november december
monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays
fridays saturdays sundays month months week weeks day days today tomorrow yesterday
"""
COMMON_WORDS = frozenset(_COMMON.split())
"""Words that make no two questions alike: when it was is not what it is about."""
SHORTEST = 3
"""Shorter words than these tell nothing."""
OF_ONE_TOPIC = 1 / 3
"""How much of its telling words a question must share with a past one of its topic."""
OF_ANOTHER = 2 / 3
"""And with one of another topic, or where either has none."""
OF_THE_BEST = 2 / 3
"""How alike it must be beside the one that is most alike."""
SAFEGUARDING = "safeguard"
"""How every word of it begins: what has one is confidential, whatever its topic."""

_WORD = r"[^\W\d_][^\W_]*"
_ENDINGS = ("ing", "ed", "es", "s")
_LEAST_STEM = 4


def telling_words(text: str) -> list[str]:
    """The words that say what it is about, each once, without numbers and plain endings: “leaking
    roofs” → leak, roof. “S106” is a word.
    """
    words = (
        w for w in re.findall(_WORD, fold(text)) if len(w) >= SHORTEST and w not in COMMON_WORDS
    )
    return list(dict.fromkeys(map(_stem, words)))


def forms(word: str) -> list[str]:
    """The forms that a telling word may have: leak, leaking, leaked, leaks …"""
    return [word, *(word + ending for ending in _ENDINGS)]


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


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            return word.removesuffix(ending)
    return word
