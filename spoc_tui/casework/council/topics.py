"""Which topic a subject suggests, by the topic's own words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spoc_tui.casework.council.council import Topic
from spoc_tui.casework.text import fold


def suggest(text: str, topics: Iterable[Topic]) -> Topic | None:
    """The topic whose words are in the text: most words first, then the longest; None if none.

    A word matches the beginning of a word in the text (`grant` finds *grants*); words of two or
    more parts (`village hall`) count once a part.
    """
    best: Topic | None = None
    best_score = (0, 0)
    for topic in topics:
        if topic.retired_on is not None:
            continue
        found = words_in(text, topic.words)
        score = (sum(len(word.split()) for word in found), max(map(len, found), default=0))
        if score > best_score:
            best, best_score = topic, score
    return best


def words_in(text: str, words: Iterable[str]) -> Sequence[str]:
    """Which of a topic's words are in a text, each as the beginning of a word; folded."""
    padded = f" {fold(text)} "
    return [word for word in map(fold, words) if word and f" {word}" in padded]
