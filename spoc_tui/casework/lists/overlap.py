"""How the lists overlap: how many organisations are in which of them. Counting, and no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

ADDED_BY_HAND = "added by hand"
NO_LONGER_LISTED = "in no list any more"
UNLISTED = (ADDED_BY_HAND, NO_LONGER_LISTED)
"""What is in the place of a list for those that are in none."""


@dataclass(frozen=True)
class ListCount:
    """A list: how many organisations are in it, and how many of them in no other."""

    name: str
    organisations: int
    only: int


@dataclass(frozen=True)
class Combination:
    """How many organisations are in just these lists, and no others."""

    lists: tuple[str, ...]
    organisations: int


@dataclass(frozen=True)
class Overlap:
    """Every list, the largest first, and every combination of them that there is, likewise.

    Those in no list are under the names in UNLISTED, which come last.
    """

    lists: tuple[ListCount, ...]
    combinations: tuple[Combination, ...]
    organisations: int
    """Each once, however many lists it is in."""
    closed: int
    """How many of them are closed."""
    undecided: int = 0
    """How many rows of lists wait in the review queue: they are in no count yet."""
    alike: int = 0
    """How many pairs that are here may be one organisation."""

    @property
    def in_several(self) -> int:
        """How many are in more than one list."""
        return sum(one.organisations for one in self.combinations if len(one.lists) > 1)


def count_overlap(
    found: Mapping[tuple[str, ...], int], *, closed: int, undecided: int = 0, alike: int = 0
) -> Overlap:
    """From how many organisations are in each set of lists (in any order of their names)."""
    sizes: dict[str, int] = {}
    for lists, count in found.items():
        for name in lists:
            sizes[name] = sizes.get(name, 0) + count
    names = sorted(sizes, key=lambda name: (name in UNLISTED, -sizes[name], name))
    place = {name: number for number, name in enumerate(names)}
    combinations = [
        Combination(tuple(sorted(lists, key=place.__getitem__)), count)
        for lists, count in found.items()
    ]
    combinations.sort(
        key=lambda one: (-one.organisations, len(one.lists), [place[name] for name in one.lists])
    )
    return Overlap(
        tuple(ListCount(name, sizes[name], found.get((name,), 0)) for name in names),
        tuple(combinations),
        sum(found.values()),
        closed,
        undecided,
        alike,
    )
