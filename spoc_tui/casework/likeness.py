"""Which past enquiries are like the one that is asked: by the telling words of its subject."""

from __future__ import annotations

import re

from spoc_tui.casework.text import fold

_COMMON = """
about across after again also and any are asked been before can club could council does for from
get group groups has have help how into its just like more need needed needs new not now our out
please said say she some somebody someone something still than that the their them then there they
this too two want wants was were what when where which who whom why will with would year you your
"""
COMMON = frozenset(_COMMON.split())
"""Words that make no two questions alike."""
SHORTEST = 3
"""Shorter words than these tell nothing."""
OF_ONE_TOPIC = 1 / 3
"""How much of its telling words a question must share with a past one of its topic."""
OF_ANOTHER = 2 / 3
"""And with one of another topic, or where either has none."""

_WORD = r"[^\W\d_]+"
_ENDINGS = ("ing", "ed", "es", "s")
_LEAST_STEM = 4


def telling_words(text: str) -> list[str]:
    """The words that say what it is about, each once, without numbers and plain endings: “leaking
    roofs” → leak, roof.
    """
    words = (w for w in re.findall(_WORD, fold(text)) if len(w) >= SHORTEST and w not in COMMON)
    return list(dict.fromkeys(map(_stem, words)))


def forms(word: str) -> list[str]:
    """The forms that a telling word may have: leak, leaking, leaked, leaks …"""
    return [word, *(word + ending for ending in _ENDINGS)]


def likeness(asked: list[str], subject: str, detail: str = "") -> float:
    """How much of the telling words stand in a past question, from 0 to 1; a word that stands only
    in its detail counts half.
    """
    above, beneath = telling_words(subject), telling_words(detail)
    halves = sum(2 if _stands(word, above) else int(_stands(word, beneath)) for word in asked)
    return halves / (2 * len(asked)) if asked else 0.0


def is_alike(share: float, *, same_topic: bool) -> bool:
    """Whether a likeness is enough to quote the answer that was given then."""
    return share >= (OF_ONE_TOPIC if same_topic else OF_ANOTHER)


def _stands(word: str, there: list[str]) -> bool:
    return any(one.startswith(word) for one in there)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            return word.removesuffix(ending)
    return word
