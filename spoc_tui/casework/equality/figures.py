"""The figures of equality, in words for those who read them. Whose voice was heard, by group, is in
the page of a year: an organisation may serve several.
"""

from __future__ import annotations

from spoc_tui.casework.figures.figure import Figure, KindFigures, Unit

TAGGED, DRAFTED = "equality.tagged", "equality.drafted"
AUTHORISED, LATE = "equality.authorised", "equality.review_late"

_FIGURES = (
    Figure(
        AUTHORISED,
        "Impact assessments authorised",
        Unit.COUNT,
        "Those whose authorisation has its day in the period.",
    ),
    Figure(
        DRAFTED,
        "Impact assessments not authorised yet",
        Unit.COUNT,
        "Those that were on record at the end, open, and not authorised by then.",
    ),
    Figure(
        LATE,
        "Impact assessments whose review is late",
        Unit.COUNT,
        "Those that were authorised, open at the end, and to be reviewed by a day before it.",
    ),
    Figure(
        TAGGED,
        "Organisations tagged",
        Unit.COUNT,
        "Organisations of which it was on record at the end whom they serve, by a tag of that day "
        "or before; one that was merged with another is one. The others are untagged, which is "
        "not that they serve none of the groups.",
    ),
)
FIGURES = KindFigures(
    "equality",
    "Equality",
    _FIGURES,
    counted=tuple(one.code for one in _FIGURES),
    kinds={one.code: "purpose" if one.code == TAGGED else "assessment" for one in _FIGURES},
    quiet=True,
)
