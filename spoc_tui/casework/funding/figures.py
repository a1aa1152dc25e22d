"""The figures of money, in words for those who read them."""

from __future__ import annotations

from spoc_tui.casework.figures.figure import Figure, KindFigures, Unit

ASKED, WON, SUCCESS, UNDECIDED = "fund.asked", "fund.won", "fund.success", "fund.undecided"
JOINT, LENGTH = "fund.joint", "fund.length"
ENDING, ENDING_SUM, SHORT_NOTICE = "fund.ending", "fund.ending_sum", "fund.short_notice"
ENDING_MONTHS = 6
"""How far ahead of a period's end what ends is counted."""

_FIGURES = (
    Figure(
        ASKED,
        "Asked for, decided",
        Unit.PENCE,
        "What was asked for by bids of which it was decided in the period whether the money comes; "
        "those withdrawn are left out, and those of which no sum is known count nothing.",
    ),
    Figure(WON, "Won", Unit.PENCE, "What was awarded of that."),
    Figure(
        SUCCESS,
        "Bids that won",
        Unit.SHARE,
        "Of the bids decided in the period, those awarded; those withdrawn are left out.",
    ),
    Figure(
        UNDECIDED,
        "Bids not decided at the end",
        Unit.COUNT,
        "Bids on record by the end of the period of which it was not decided by then.",
    ),
    Figure(
        JOINT,
        "Joint bids",
        Unit.COUNT,
        "Bids submitted in the period by two organisations or more: the one that leads, and those "
        "that were asked to bid with it and were not excused. A team of the council is none.",
    ),
    Figure(
        LENGTH,
        "Length of awards, median",
        Unit.MONTHS,
        "Of the awards made in the period of which it is known how long they run, the whole "
        "months; half ran no longer.",
    ),
    Figure(
        ENDING,
        "Awards about to end",
        Unit.COUNT,
        "Awards that end in the six months after the end of the period, and that no other award on "
        "record by then renews.",
    ),
    Figure(
        ENDING_SUM,
        "What these come to",
        Unit.PENCE,
        "The sums of those awards, for all of the time each runs.",
    ),
    Figure(
        SHORT_NOTICE,
        "Ended with short notice",
        Unit.COUNT,
        "Awards that ended in the period and were not renewed, and of which notice was given later "
        "than by the last day in time, or no notice is on record.",
    ),
)
FIGURES = KindFigures(
    "fund",
    "Money",
    _FIGURES,
    counted=tuple(one.code for one in _FIGURES),
    kinds=dict.fromkeys((LENGTH, ENDING, ENDING_SUM, SHORT_NOTICE), "award"),
    quiet=True,
)
