"""How far two people who put the same answers under themes agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from spoc_tui.casework.figures.numbers import percent
from spoc_tui.casework.text import compared


class Put(NamedTuple):
    """That somebody put the words to a question under a theme; blank: under none."""

    answer: tuple[str, int]
    """The response, and the number of the question."""
    by: str
    theme: str


class Agreement(NamedTuple):
    """Of the answers that two people or more coded, on how many all chose the same themes."""

    answers: int = 0
    agreed: int = 0

    @property
    def share(self) -> int | None:
        """In whole percent; None where nobody coded what another had."""
        return percent(self.agreed, self.answers) if self.answers else None


def agreement(codings: Iterable[Put]) -> Agreement:
    """How often they chose the same set of themes."""
    chosen: defaultdict[tuple[str, int], defaultdict[str, set[str]]]
    chosen = defaultdict(lambda: defaultdict(set))
    for one in codings:
        chosen[one.answer][compared(one.by)].add(one.theme)
    twice = [list(by.values()) for by in chosen.values() if len(by) > 1]
    return Agreement(len(twice), sum(all(its == each[0] for its in each) for each in twice))
