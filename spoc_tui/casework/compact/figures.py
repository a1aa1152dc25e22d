"""The figures of the compact, in words for those who read them."""

from __future__ import annotations

from spoc_tui.casework.compact.steps import Result, Side
from spoc_tui.casework.figures.figure import Figure, KindFigures, Unit

SAID = {"for": "compact.for", "against": "compact.against", "mixed": "compact.mixed"}
"""By what is said, the figure of how often."""
SILENT, STANDING = "compact.silent", "compact.standing"
LATE, SIGNED = "compact.milestones_late", "compact.signed"
RESULTS = {result: f"compact.{result.value.replace('-', '_')}" for result in Result}
"""By what was found of a commitment, the figure of how many."""
BY_SIDE = {
    (side, says): f"compact.{side.value}_{says}" for side in Side for says in ("for", "against")
}
"""By the side that promised it and what is said, the figure of how often."""
_WORDS = {"for": "for", "against": "against", "mixed": "both for and against"}
_STANDS = (
    "Commitments that held at the end: begun, neither reworded nor ended, and of no compact, or of "
    "one that was in force then"
)

_FIGURES = (
    *(
        Figure(
            code,
            f"Put on record {_WORDS[says]}",
            Unit.COUNT,
            f"Records linked in the period to commitments as speaking {_WORDS[says]} them; one "
            "that was undone or taken away is not counted.",
        )
        for says, code in SAID.items()
    ),
    *(
        Figure(
            code,
            f"{side.words.capitalize()}: {_WORDS[says]}",
            Unit.COUNT,
            f"Those of them to promises of the {side.words}.",
        )
        for (side, says), code in BY_SIDE.items()
    ),
    Figure(STANDING, "Commitments standing", Unit.COUNT, f"{_STANDS}."),
    Figure(
        SILENT,
        "Commitments silent",
        Unit.COUNT,
        "Those of them to which nothing was linked as evidence in the twelve months before the "
        "end. That is not that they are kept.",
    ),
    *(
        Figure(
            code,
            f"Found {result.words}",
            Unit.COUNT,
            f"Commitments assessed in the period, and found {result.words} the last time that they "
            "were in it.",
        )
        for result, code in RESULTS.items()
    ),
    Figure(
        LATE,
        "Milestones late",
        Unit.COUNT,
        "Milestones of compacts that were open at the end, whose day was before that of the end, "
        "and that were not reached by then.",
    ),
    Figure(
        SIGNED,
        "Signatories",
        Unit.COUNT,
        "Those who had signed a compact that was open at the end, and not withdrawn by then; "
        "whoever signed several, or was merged with another that signed, is one.",
    ),
)
FIGURES = KindFigures(
    "compact",
    "Compact",
    _FIGURES,
    counted=tuple(one.code for one in _FIGURES),
    kinds={one.code: "commitment" for one in _FIGURES if one.code not in (LATE, SIGNED)},
    quiet=True,
)
