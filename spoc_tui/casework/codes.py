"""Which columns hold codes, and of what: the words that a program knows, and a newer one may know
more of.
"""

from __future__ import annotations

from collections.abc import Mapping

from spoc_tui.casework.enquiries import Outcome, Status, Urgency
from spoc_tui.casework.feedback import FeedbackStatus, Side
from spoc_tui.casework.payment_kinds import PaymentKind, Terms
from spoc_tui.casework.payments import PaymentOutcome, PaymentStatus
from spoc_tui.casework.profile import Challenge, Dependence, IncomeSource, PreferredWay, SizeBand
from spoc_tui.casework.records.channel import Channel
from spoc_tui.casework.records.event import EventKind
from spoc_tui.casework.records.worded import Worded

CODES: Mapping[str, Mapping[str, type[Worded]]] = {
    "organisation": {"size": SizeBand, "volunteers": Dependence},
    "contact": {"preferred": PreferredWay},
    "enquiry": {"channel": Channel, "urgency": Urgency, "status": Status, "outcome": Outcome},
    "event": {"kind": EventKind, "channel": Channel},
    "payment": {
        "kind": PaymentKind,
        "terms": Terms,
        "status": PaymentStatus,
        "outcome": PaymentOutcome,
    },
    "feedback": {"status": FeedbackStatus, "side": Side},
    "telling": {"channel": Channel},
}
"""By table and column."""
MAY_BE_BLANK = frozenset({"size", "volunteers", "preferred"})
"""Those of them that are blank where it is not known."""

SEVERAL_CODES: Mapping[str, Mapping[str, type[Worded]]] = {
    "organisation": {"incomes": IncomeSource, "challenges": Challenge},
}
"""By table and column, those that hold several with commas between."""
