"""The words of a sentence that say what it is about."""

from __future__ import annotations

import re

from spoc_tui.casework.text import fold

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


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            return word.removesuffix(ending)
    return word
