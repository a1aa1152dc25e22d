"""Which counts are hidden where a total is broken down, so that none can be told from the others.

The total is beside its parts: less those that are shown, it is the sum of the hidden ones. So
wherever that sum would tell what they are, more are hidden than those that are few.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

FEW = 3
"""Fewer than this are not spoken of by themselves, for they might point to somebody."""
HIDDEN = f"under {FEW}"
HIDDEN_TEXT = "hidden"
"""Where some of the hidden ones are not few, and it is not to be seen which."""


class PublishedCount(NamedTuple):
    """A count of a breakdown, as it may be given out."""

    number: int | None
    """None: hidden."""
    hidden_as: str = ""

    @property
    def plain(self) -> int | str:
        """The count, or what is shown for it."""
        return self.hidden_as if self.number is None else self.number

    @property
    def described(self) -> str:
        """The same as it is printed."""
        return self.hidden_as if self.number is None else f"{self.number:,}"


NO_COUNT = PublishedCount(0)


def parts_of(
    counts: Mapping[str, int], *, hide_few: bool, few: int = FEW
) -> dict[str, PublishedCount]:
    """A breakdown as it may be given out: those shown in their order, then those hidden, by name.
    Fewer than `few` are hidden.

    Whatever is hidden could be exchanged among its names and all that is seen would stay the same.
    Only what the total tells by itself is told: that the one name there is has all, or that each
    name has one.
    """
    most, word = _hidden(counts.values(), few) if hide_few else (0, "")
    shown = {name: PublishedCount(count) for name, count in counts.items() if not 0 < count <= most}
    return shown | {
        name: PublishedCount(None, word) for name in sorted(counts.keys() - shown.keys())
    }


def _hidden(counts: Collection[int], under: int) -> tuple[int, str]:
    """Up to which count they are hidden, and the word for those."""
    few = {count for count in counts if 0 < count < under}
    if not few:
        return 0, ""
    larger = [count for count in counts if count >= under]
    told_by_total = not larger and (few == {1} or sum(map(bool, counts)) == 1)
    if len(few) > 1 or told_by_total:
        return under - 1, f"under {under}"
    # All of them are alike, and a sum of so many alike tells what each is.
    return min(larger, default=under - 1), HIDDEN_TEXT


def some(part: PublishedCount) -> str:
    """How many, or “some”."""
    return "some" if part.hidden_as == HIDDEN_TEXT else part.described
