"""The figures of buying, in words for those who read them."""

from __future__ import annotations

from spoc_tui.casework.figures.figure import Figure, KindFigures, Unit

HEARD, LEAD, REACHED = "sv.heard", "sv.lead_time", "sv.reached"
BIDS, WON, LOST, UNKNOWN = "sv.bids", "sv.won", "sv.lost", "sv.result_unknown"
WEIGHTED = "sv.weighted"
OFFERS, DELIVERED = "sv.offers_due", "sv.offers_delivered"
OFFERS_PENCE, DELIVERED_PENCE = "sv.offers_due_pence", "sv.offers_delivered_pence"

_FIGURES = (
    Figure(HEARD, "Contracts heard of", Unit.COUNT, "Contracts that were heard of in the period."),
    Figure(
        LEAD,
        "Days for the sector",
        Unit.DAYS,
        "Working days from the first word to the sector to the closing day, of the contracts that "
        "closed in the period: the median. One of which the sector heard after it closed has none.",
    ),
    Figure(
        REACHED,
        "Organisations told",
        Unit.COUNT,
        "Organisations that were told of a contract by name in the period, on each contract once. "
        "One that was merged with another is one.",
    ),
    Figure(
        BIDS,
        "Bids",
        Unit.COUNT,
        "Bids that were submitted in the period; one that several make together is one.",
    ),
    Figure(WON, "Bids won", Unit.COUNT, "Bids of which it was known in the period that they won."),
    Figure(LOST, "Bids lost", Unit.COUNT, "Likewise that they lost."),
    Figure(
        UNKNOWN,
        "Result not known",
        Unit.COUNT,
        "Bids that were submitted by the end of the period, and of which it was not known by then "
        "whether they won; one that was withdrawn is not among them.",
    ),
    Figure(
        WEIGHTED,
        "Tenders with a weight",
        Unit.SHARE,
        "Of the tenders that were heard of in the period, those for which the weight of social "
        "value is on record.",
    ),
    Figure(
        OFFERS,
        "Offers due",
        Unit.COUNT,
        "What suppliers promised for a day of the period.",
    ),
    Figure(
        DELIVERED,
        "Offers delivered",
        Unit.SHARE,
        "Of those, the ones that were delivered in whole by the end of the period.",
    ),
    Figure(
        OFFERS_PENCE,
        "Sums due",
        Unit.PENCE,
        "The sums among those offers. What is no money has no sum: none is made up for it.",
    ),
    Figure(
        DELIVERED_PENCE,
        "Sums delivered",
        Unit.PENCE,
        "The sums that were delivered in the period, whenever they were due.",
    ),
)
_OF_OFFERS = (OFFERS, DELIVERED, OFFERS_PENCE, DELIVERED_PENCE)
FIGURES = KindFigures(
    "sv",
    "Social value",
    _FIGURES,
    counted=tuple(one.code for one in _FIGURES),
    kinds={
        **{one.code: "opportunity" for one in _FIGURES},
        **dict.fromkeys(_OF_OFFERS, "offer"),
    },
    quiet=True,
)
