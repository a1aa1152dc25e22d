"""What feedback that is begun on a screen takes along from it."""

from __future__ import annotations

from collections.abc import Mapping

from textual.screen import Screen

from screens.base import Caller, OfficerScreen
from screens.enquiry import EnquiryScreen
from screens.payment import PaymentScreen
from spoc_tui.casework.enquiries import Case


def heard_in(screen: Screen[object]) -> tuple[Caller, Mapping[str, str]]:
    """Whom it begins with; on the page of an enquiry or a payment complaint also that record, and
    what was said there.
    """
    caller = screen.caller() if isinstance(screen, OfficerScreen) else Caller()
    if not isinstance(screen, EnquiryScreen | PaymentScreen):
        return caller, {}
    case = screen.current_case()
    if case is None:
        return caller, {}
    record = case.record
    said = case.enquiry.detail or case.enquiry.subject if isinstance(case, Case) else ""
    caller = Caller(record.organisation_uid, typed="" if record.organisation_uid else record.who)
    return caller, {"record": record.reference, "said": said}
