"""A figure of the summary: its name, in what it is counted, and how it is worked out."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class Unit(StrEnum):
    """The unit of a figure."""

    COUNT = "count"
    DAYS = "working days"
    OF_WINDOW = "days of the window"
    AGE = "days"
    MONTHS = "months"
    CALENDAR = "calendar days"
    SHARE = "percent"
    PENCE = "pence"
    RATING = "rating"

    @property
    def words(self) -> str:
        """As a reader knows it: sums are printed in pounds."""
        return {"count": "number", "pence": "pounds"}.get(self.value, self.value)


MEDIANS = (Unit.DAYS, Unit.OF_WINDOW, Unit.MONTHS, Unit.CALENDAR)
"""The units of figures of which half are no more."""
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
        """Which of STANDARD_FIGURES it says how it was kept of; blank for the others, and for what
        another section calls the same.
        """
        name = self.code.partition(".")[2].partition("_")[0]
        is_one = self.section == "enquiries" and name in STANDARD_FIGURES
        return name if is_one and self.unit not in MEDIANS else ""

    @property
    def is_of_many(self) -> bool:
        """Whether it says of how many it is: a share, a median, 9 in 10."""
        return self.unit is Unit.SHARE or self.unit in MEDIANS

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
    by: Mapping[str, str] = {}
    """Those of them that are also broken down, each with by what: “side”, “theme”."""
    kinds: Mapping[str, str] = {}
    """By the code of a figure, the kind whose records it counts, if not that of the section."""
    quiet: bool = False
    """Whether the part is left out where there is nothing in it."""
