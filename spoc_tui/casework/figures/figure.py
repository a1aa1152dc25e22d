"""A figure of the summary: its name, in what it is counted, and how it is worked out."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class Unit(StrEnum):
    """The unit of a figure."""

    COUNT = "count"
    DAYS = "working days"
    AGE = "days"
    SHARE = "percent"
    PENCE = "pence"

    @property
    def words(self) -> str:
        """As a reader knows it: sums are printed in pounds."""
        return {"count": "number", "pence": "pounds"}.get(self.value, self.value)


NOT_KNOWN = "not known"
"""Shown where there is no name to count a record under."""
STANDARD_FIGURES = ("acknowledged", "answered", "replied")
"""What has a day by which it is to be done."""


class Figure(NamedTuple):
    """A figure: its code, its name in a document, its unit, and how it is worked out."""

    code: str
    name: str
    unit: Unit
    definition: str

    @property
    def section(self) -> str:
        return self.code.partition(".")[0]

    @property
    def standard(self) -> str:
        """Which of STANDARDS it says how it was kept of; blank for the others."""
        name = self.code.partition(".")[2].partition("_")[0]
        return name if name in STANDARD_FIGURES and self.unit is not Unit.DAYS else ""

    @property
    def is_of_many(self) -> bool:
        """Whether it says of how many it is: a share, a median, 9 in 10."""
        return self.unit in (Unit.SHARE, Unit.DAYS)

    @property
    def is_ninety(self) -> bool:
        return self.code.endswith("_90th")


class KindFigures(NamedTuple):
    """The figures of the records of a kind: FIGURES of casework/SUBJECT/figures.py."""

    section: str
    """How the codes of its figures begin."""
    title: str
    """As that part of the summary is headed."""
    figures: tuple[Figure, ...]
    counted: tuple[str, ...] = ()
    """The codes of those that count records one by one (`WeekFacts.counted`)."""
    sided: tuple[str, ...] = ()
    """Those of them that are also told by the side that owes a record."""
    kinds: Mapping[str, str] = {}
    """By the code of a figure, the kind whose records it counts, if not that of the section."""
    quiet: bool = False
    """Whether the part is left out where there is nothing in it."""
