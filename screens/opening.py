"""The page of a record of any kind, and the form on which a half-typed one is gone on with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spoc_tui.casework.records.kinds import DECLARED_CODES

if TYPE_CHECKING:
    from db.drafts import Draft
    from screens.base import OfficerScreen


def page_of(kind: str, uid: str) -> OfficerScreen:
    """The page of a record, by the code of its kind, or of an organisation.

    Each page is imported when it is first opened.
    """
    match kind:
        case "enquiry":
            from screens.enquiry import EnquiryScreen

            return EnquiryScreen(uid)
        case "payment":
            from screens.payment import PaymentScreen

            return PaymentScreen(uid)
        case "feedback":
            from screens.feedback import FeedbackScreen

            return FeedbackScreen(uid)
        case "organisation":
            from screens.organisation import OrganisationScreen

            return OrganisationScreen(uid)
    if kind in DECLARED_CODES:
        from screens.kinds.page import DeclaredPage

        return DeclaredPage(kind, uid)
    raise ValueError(f"there is no page of the kind {kind}")


def form_of(draft: Draft) -> OfficerScreen:
    """The form of what is half typed, filled from it; of an act the page of its record."""
    if draft.act:
        return page_of(draft.of.code, draft.record)
    match draft.of.code:
        case "enquiry":
            from screens.call import CallScreen

            return CallScreen(draft_uid=draft.uid)
        case "payment":
            from screens.payment_form import PaymentForm

            return PaymentForm(draft_uid=draft.uid)
        case "feedback":
            from screens.feedback_form import FeedbackForm

            return FeedbackForm(draft_uid=draft.uid)
    if draft.of.code in DECLARED_CODES:
        from screens.kinds.form import DeclaredForm

        return DeclaredForm(draft.of.code, draft_uid=draft.uid)
    raise ValueError(f"there is no form of the kind {draft.of.code}")
