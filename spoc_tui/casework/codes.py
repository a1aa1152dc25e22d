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
from spoc_tui.casework.records.kinds import KIND_OF_TABLE
from spoc_tui.casework.records.link import Says
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
    "link": {"says": Says},
}
"""By table and column."""
MAY_BE_BLANK = frozenset({"size", "volunteers", "preferred"})
"""Those of them that are blank where it is not known."""


def codes_of(table: str) -> Mapping[str, type[Worded]]:
    """Those of a table; of a declared kind's, as it is declared."""
    of = KIND_OF_TABLE.get(table)
    if of is None or not of.area:
        return CODES.get(table, {})
    from spoc_tui.casework.kinds.catalogue import kind_of
    from spoc_tui.casework.kinds.dictionary import codes_of as declared

    return declared(kind_of(of.code))


SEVERAL_CODES: Mapping[str, Mapping[str, type[Worded]]] = {
    "organisation": {"incomes": IncomeSource, "challenges": Challenge},
}
"""By table and column, those that hold several with commas between."""
