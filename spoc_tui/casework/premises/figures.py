"""The figures of premises, in words for those who read them."""

from __future__ import annotations

from spoc_tui.casework.figures.figure import Figure, KindFigures, Unit
from spoc_tui.casework.premises.transfer import STEP_OF

MONTHS_AHEAD = 12
"""In so many months after the period holdings end that are counted with it."""
REQUESTS, MET, MET_DAYS = "prem.requests", "prem.met", "prem.met_days"
UNMET, UNMET_SAID = "prem.unmet", "prem.unmet_said"
TRANSFERS = {day: f"prem.transfers_{day}" for day in STEP_OF}
"""By the day of a transfer, the figure that counts those that reached its step."""
NOMINATIONS, ENDING = "prem.nominations", "prem.ending"
CLAIMED, GRANTED, WORTH = "prem.rates_claimed", "prem.rates_granted", "prem.rates_worth"

_FIGURES = (
    Figure(
        REQUESTS,
        "Spaces asked for",
        Unit.COUNT,
        "Requests for a space that were made in the period, by the day on which they were.",
    ),
    Figure(
        MET,
        "Requests for a space that were met",
        Unit.SHARE,
        "Of the requests that ended in the period, those by which the group has a space.",
    ),
    Figure(
        MET_DAYS,
        "Asked to agreed, median",
        Unit.DAYS,
        "Of the requests that were met in the period, the working days from the day they were "
        "made; half took no longer.",
    ),
    Figure(
        UNMET,
        "Requests for a space that were not met",
        Unit.COUNT,
        "Requests for a space that were given up in the period.",
    ),
    Figure(
        UNMET_SAID,
        "Not met, by a theme that is said",
        Unit.COUNT,
        "Of those, the ones of which a theme says what stood in the way.",
    ),
    *(
        Figure(
            code,
            f"Transfers: {STEP_OF[day].words}",
            Unit.COUNT,
            "Community asset transfers that reached this step in the period.",
        )
        for day, code in TRANSFERS.items()
    ),
    Figure(
        NOMINATIONS,
        "Nominations decided in time",
        Unit.SHARE,
        "Of the nominations of assets of community value that were decided in the period, those "
        "that were by their last day.",
    ),
    Figure(
        ENDING,
        "Holdings that end within a year",
        Unit.COUNT,
        f"Leases, licences and hires that ran at the end of the period, were not renewed, and end "
        f"in the {MONTHS_AHEAD} months after it.",
    ),
    Figure(
        CLAIMED,
        "Rates relief: claims",
        Unit.COUNT,
        "Claims for relief from business rates made in the period.",
    ),
    Figure(
        GRANTED,
        "Rates relief: granted",
        Unit.COUNT,
        "Claims for relief that were granted in the period.",
    ),
    Figure(
        WORTH,
        "Rates relief: worth",
        Unit.PENCE,
        "What those are worth for their year, as far as it was told.",
    ),
)
FIGURES = KindFigures(
    "prem",
    "Premises",
    _FIGURES,
    counted=tuple(one.code for one in _FIGURES),
    kinds={
        **dict.fromkeys(TRANSFERS.values(), "transfer"),
        NOMINATIONS: "nomination",
        ENDING: "holding",
        **dict.fromkeys((CLAIMED, GRANTED, WORTH), "relief"),
    },
    quiet=True,
)
