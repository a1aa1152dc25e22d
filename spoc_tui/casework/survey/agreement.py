"""How far two people who read the same answers put them under the same themes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import NamedTuple

from spoc_tui.casework.text import compared, counted


class Decided(NamedTuple):
    """That somebody put an answer under a theme."""

    answer: Hashable
    """Its key: the response, and the question."""
    by: str
    theme: str
    """Its uid; blank: it fits none."""


class Agreement(NamedTuple):
    """Of the answers that two people or more put under themes, those that all of them put under the
    same ones: “17 of 20”. An answer that one person alone read is in neither number.
    """

    answers: int = 0
    """How many two people or more read (n)."""
    agreed: int = 0
    """To how many of these each of them gave the same set of themes."""

    @property
    def percent(self) -> int | None:
        """In whole per cent, rounded half up; None where nobody read one after another."""
        return (200 * self.agreed + self.answers) // (2 * self.answers) if self.answers else None

    @property
    def words(self) -> str:
        """“17 of 20 answers that two people or more coded: the same themes (85 %)”."""
        if not self.answers:
            return "no answer was coded by two people"
        return (
            f"{self.agreed:,} of {counted(self.answers, 'answer')} that two people or more coded: "
            f"the same themes ({self.percent} %)"
        )


def agreement(codings: Iterable[Decided]) -> Agreement:
    """The agreement of all who coded, in whatever order: a name in capitals is the same person, and
    an answer that somebody put under none is agreed on by another who did so too.
    """
    found: dict[Hashable, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in codings:
        found[one.answer][compared(one.by)].update({one.theme} - {""})
    read_twice = [list(its.values()) for its in found.values() if len(its) > 1]
    agreed = sum(all(one == its[0] for one in its) for its in read_twice)
    return Agreement(len(read_twice), agreed)
