"""How a question was rated: how often each rating was given, the middle one, and the net."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from spoc_tui.casework.figures.numbers import ONE_WHOLE, percent, rounded
from spoc_tui.casework.survey.question import SCALE
from spoc_tui.casework.text import compared


class Distribution(NamedTuple):
    """How often each rating of a scale was given, the worst first."""

    scale: tuple[str, ...]
    counts: tuple[int, ...]
    off_scale: int = 0
    """Ratings that are none of the scale: they are in no count."""

    @property
    def rated(self) -> int:
        return sum(self.counts)

    @property
    def median(self) -> str:
        """The rating in the middle; of an even number, where the two in the middle differ, both:
        “between ok and good”. Blank: nobody rated it.
        """
        if not self.rated:
            return ""
        low, high = (self._at(rank) for rank in ((self.rated + 1) // 2, self.rated // 2 + 1))
        return low if low == high else f"between {low} and {high}"

    @property
    def net(self) -> int | None:
        """Good and excellent less poor, of all who rated it, in whole percent, halves away from
        nought; None where nobody did, or the scale is not poor, ok, good, excellent.
        """
        if not (self.rated and has_net(self.scale)):
            return None
        poor, _, good, excellent = self.counts
        return int(rounded(ONE_WHOLE * 100 * (good + excellent - poor) / self.rated, ONE_WHOLE))

    def share(self, place: int) -> int:
        """The share of one rating, in whole percent; 0 where nobody rated it."""
        return percent(self.counts[place], self.rated) if self.rated else 0

    def _at(self, rank: int) -> str:
        for rating, count in zip(self.scale, self.counts, strict=True):
            rank -= count
            if rank <= 0:
                return rating
        raise ValueError("there are not so many")


def distribution(ratings: Iterable[str], scale: Sequence[str]) -> Distribution:
    """How often each rating of a scale was given."""
    places = {compared(one): place for place, one in enumerate(scale)}
    found = Counter[int | None]()
    for rating, times in Counter(ratings).items():
        found[places.get(compared(rating))] += times
    return Distribution(tuple(scale), tuple(found[n] for n in range(len(scale))), found[None])


def has_net(scale: Sequence[str]) -> bool:
    """Whether a scale is the usual one, of which it is known what is good."""
    return same_scale(scale, SCALE)


def same_scale(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two scales have the same ratings in the same order."""
    return [*map(compared, one)] == [*map(compared, other)]
