"""The figures of prescribing, in words for those who read them."""

from __future__ import annotations

from spoc_tui.casework.figures.figure import Figure, KindFigures, Unit

REFERRED, TURNED_AWAY = "prescribing.referred", "prescribing.turned_away"
UNFUNDED = "prescribing.unfunded"
KNOWN, FULL = "prescribing.known", "prescribing.full"
ASKED, LATE = "prescribing.assurances", "prescribing.assurances_late"
KNOWN_DAYS = 90
_MONTHS = "in months whose last day is in the period"
_UNDER = (
    "Counts as the services give them: much of what practices do about social needs is recorded "
    "otherwise, or not at all, so there were more"
)

_FIGURES = (
    Figure(
        REFERRED,
        "Referred to services",
        Unit.COUNT,
        f"People referred to services, {_MONTHS}. {_UNDER}.",
    ),
    Figure(
        TURNED_AWAY,
        "Turned away full",
        Unit.COUNT,
        f"Of those, how many a service turned away for want of room, as far as that is known. "
        f"{_UNDER}.",
    ),
    Figure(
        UNFUNDED,
        "Referred without money",
        Unit.SHARE,
        "Of those who were referred, how many were in a month in which no award on record was "
        "about the service: one that ran on any day of the month is. It is worked out, and never "
        "typed.",
    ),
    Figure(
        KNOWN,
        f"Room known in {KNOWN_DAYS} days",
        Unit.SHARE,
        f"Of the services that ran at the end, those of which somebody said in the {KNOWN_DAYS} "
        "days before whether they have room; that it is not known does not count.",
    ),
    Figure(
        FULL,
        "Full at the end",
        Unit.COUNT,
        f"Services that ran at the end and had last said, in those {KNOWN_DAYS} days, that they "
        "are full.",
    ),
    Figure(
        ASKED,
        "Assurances open",
        Unit.COUNT,
        "Questions to the partnership board and other boards that were open at the end.",
    ),
    Figure(
        LATE,
        "Assurances late",
        Unit.COUNT,
        "Of those, the ones whose answer or next update was due before the end, and not there.",
    ),
)
FIGURES = KindFigures(
    "prescribing",
    "Prescribing",
    _FIGURES,
    counted=tuple(one.code for one in _FIGURES),
    kinds={ASKED: "assurance", LATE: "assurance"},
    quiet=True,
)
