"""How a person is told from another by name."""

from __future__ import annotations

_TITLES = frozenset(("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev", "revd", "cllr", "sir"))


def untitled(name: str) -> str:
    """A name without the titles before it: by those a person is not told from another."""
    words = name.split()
    while len(words) > 1 and words[0].rstrip(".").casefold() in _TITLES:
        words.pop(0)
    return " ".join(words)
