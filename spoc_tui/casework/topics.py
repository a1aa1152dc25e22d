"""Which topic a subject suggests, by the topic's own words."""

from __future__ import annotations

from collections.abc import Iterable

from spoc_tui.casework.council import Topic
from spoc_tui.casework.text import fold


def suggest(text: str, topics: Iterable[Topic]) -> Topic | None:
    """The topic whose words stand in the text: most words first, then the longest; None if none.

    A word matches the beginning of a word in the text (`grant` finds *grants*); words of two or
    more parts (`village hall`) count once a part.
    """
    padded = f" {fold(text)} "
    best: Topic | None = None
    best_score = (0, 0)
    for topic in topics:
        if topic.retired_on is not None:
            continue
        found = [word for word in map(fold, topic.words) if word and f" {word}" in padded]
        score = (sum(len(word.split()) for word in found), max(map(len, found), default=0))
        if score > best_score:
            best, best_score = topic, score
    return best
