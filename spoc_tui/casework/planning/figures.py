"""The figures of section 106, in words for those who read them."""

from __future__ import annotations

from spoc_tui.casework.figures.figure import Figure, KindFigures, Unit

OPENED, ANSWERED, USED = "s106.opened", "s106.answered_within", "s106.days_used"
BY_ROLE = {
    "consortium": "s106.consortium_answered",
    "councillor": "s106.councillors_answered",
    "group": "s106.groups_answered",
}
"""By the role of those who were asked, the figure of how many answered."""
SCHEMES, SECURED, SECURED_SUM = "s106.schemes", "s106.secured", "s106.secured_sum"
UNDERSTOOD = {
    "yes": "s106.understood_yes",
    "no": "s106.understood_no",
    "unknown": "s106.understood_unknown",
}
_ROLES = {"consortium": "of the consortium", "councillor": "councillors", "group": "other groups"}
_CLOSED = "Of the windows that closed in the period and were not dropped"

_FIGURES = (
    Figure(
        OPENED,
        "Windows opened",
        Unit.COUNT,
        "Windows whose first day lies in the period.",
    ),
    Figure(
        ANSWERED,
        "Windows answered in time",
        Unit.SHARE,
        f"{_CLOSED}, those whose views were sent on or before the last day.",
    ),
    Figure(
        USED,
        "Days of the window used, median",
        Unit.OF_WINDOW,
        "Of the windows whose views were sent in the period, the day of the window on which they "
        "were, as the window counts its days; half took no longer.",
    ),
    *(
        Figure(
            code,
            f"Answered: {_ROLES[role]}",
            Unit.SHARE,
            f"{_CLOSED}, how many {_ROLES[role]} that were asked had answered.",
        )
        for role, code in BY_ROLE.items()
    ),
    Figure(
        SCHEMES,
        "Schemes put forward",
        Unit.COUNT,
        "Schemes that were put forward in the period, each by the last time it was.",
    ),
    Figure(
        SECURED,
        "Schemes secured",
        Unit.COUNT,
        "Schemes with an agreement of a day in the period.",
    ),
    Figure(
        SECURED_SUM,
        "Secured for schemes",
        Unit.PENCE,
        "The sums that those agreements have for them; never the estimate. What is secured in kind "
        "is in no sum.",
    ),
    *(
        Figure(
            code,
            f"Developer understood: {'not known' if answer == 'unknown' else answer}",
            Unit.COUNT,
            f"{_CLOSED}, those in which the developer’s understanding was recorded so"
            f"{', or not at all' if answer == 'unknown' else ''}.",
        )
        for answer, code in UNDERSTOOD.items()
    ),
)
FIGURES = KindFigures(
    "s106",
    "Section 106",
    _FIGURES,
    counted=tuple(one.code for one in _FIGURES),
    kinds=dict.fromkeys((SCHEMES, SECURED, SECURED_SUM), "scheme"),
    quiet=True,
)
