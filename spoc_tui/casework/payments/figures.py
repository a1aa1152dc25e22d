"""The figures of payment complaints, in words for those who read them."""

from __future__ import annotations

from spoc_tui.casework.figures.figure import Figure, KindFigures, Unit

_C, _P = Unit.COUNT, Unit.PENCE

_FIGURES = (
    Figure("payments.new", "New complaints", _C, "Payment complaints logged in the period."),
    Figure(
        "payments.escalated",
        "Escalated",
        _C,
        "Payment complaints that went to the Chief Finance Officer in the period.",
    ),
    Figure(
        "payments.paid",
        "Paid",
        _C,
        "Payment complaints of which the last of the money came in on a day of the period.",
    ),
    Figure(
        "payments.released",
        "Came in",
        _P,
        "The money that came in on payment complaints on a day of the period, the part payments "
        "with it.",
    ),
    Figure(
        "payments.open",
        "Still owed at the end",
        _C,
        "Payment complaints logged by the end of the period on which money was still to come then.",
    ),
    Figure(
        "payments.outstanding",
        "Outstanding at the end",
        _P,
        "What was still to be paid on those.",
    ),
    Figure(
        "payments.oldest",
        "Oldest, in days to pay",
        Unit.AGE,
        "The most days, by the reporting count, from receipt of the invoice to the end of the "
        "period, of those still owed whose receipt is known.",
    ),
    Figure(
        "payments.interest",
        "Interest run up",
        _P,
        "Statutory interest to the end of the period on those still owed, where it is due, by the "
        "rates known now.",
    ),
    Figure(
        "payments.assumed",
        "Sums on an assumed rate",
        _C,
        "Of those still owed, those whose interest rests on a base rate that is not known yet: the "
        "last known one, or one that was added as expected, is used, and the sum may change.",
    ),
)
FIGURES = KindFigures(
    "payments",
    "Payments",
    _FIGURES,
    counted=("payments.new", "payments.escalated", "payments.paid", "payments.released"),
)
