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
from spoc_tui.casework.records.kinds import KIND_OF_TABLE, is_declared
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
    """Those of a table; of a declared one, as it is declared."""
    if not is_declared(table):
        return CODES.get(table, {})
    from spoc_tui.casework.kinds.catalogue import kind_of
    from spoc_tui.casework.kinds.dictionary import codes_among
    from spoc_tui.casework.kinds.dictionary import codes_of as of_kind
    from spoc_tui.casework.kinds.history import tables

    if (kind := KIND_OF_TABLE.get(table)) is not None:
        return of_kind(kind_of(kind.code))
    return codes_among(tables()[table].of)


SEVERAL_CODES: Mapping[str, Mapping[str, type[Worded]]] = {
    "organisation": {"incomes": IncomeSource, "challenges": Challenge},
}
"""By table and column, those that hold several with commas between."""
