"""The figures of feedback actions, in words for those who read them."""

from __future__ import annotations

from spoc_tui.casework.figures.figure import Figure, KindFigures, Unit

_C = Unit.COUNT

_FIGURES = (
    Figure("feedback.heard", "Heard", _C, "Feedback actions that began in the period."),
    Figure(
        "feedback.done",
        "Done",
        _C,
        "Feedback actions marked as done in the period at least once.",
    ),
    Figure(
        "feedback.told",
        "Told",
        _C,
        "Feedback actions of which somebody who had spoken was told in the period what came of it.",
    ),
    Figure(
        "feedback.late",
        "Late at the end",
        _C,
        "Feedback actions begun by the end of the period whose day, as it stands now, had passed "
        "(as with overdue enquiries), and that were neither done nor refused nor closed then.",
    ),
)
_COUNTED = tuple(one.code for one in _FIGURES)
FIGURES = KindFigures(
    "feedback", "Feedback", _FIGURES, counted=_COUNTED, by=dict.fromkeys(_COUNTED, "side")
)
