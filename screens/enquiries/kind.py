"""Enquiries on the screens (screens/records/every_kind.py)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from screens.records.every_kind import Shown
from spoc_tui.casework.dates.when import show_day

if TYPE_CHECKING:
    from rich.console import Group

    from db.store import Store
    from screens.base import OfficerScreen
    from screens.records.every_kind import ActOnScreen
    from spoc_tui.casework.enquiries.enquiry import Case
    from spoc_tui.casework.records.shape import RecordCase


def _page(uid: str) -> OfficerScreen:
    from screens.enquiries.page import EnquiryScreen

    return EnquiryScreen(uid)


def _form(draft_uid: str) -> OfficerScreen:
    from screens.enquiries.call import CallScreen

    return CallScreen(draft_uid=draft_uid)


def _from_record(case: RecordCase) -> OfficerScreen:
    from screens.base import caller_of
    from screens.enquiries.call import CallScreen

    one = case.record
    return CallScreen(caller=caller_of(one), subject=one.subject, came_of=one.uid)


def _acts() -> Mapping[str, ActOnScreen]:
    from screens.enquiries.acts import ACTS

    return ACTS


def _drawn(store: Store, case: Case) -> Group:
    from screens.widgets.case_view import drawn

    return drawn(case, store.today(), store.links.of(case.enquiry.uid))


def _follows(case: Case) -> str:
    enquiry, hop = case.enquiry, case.open_routing
    if not enquiry.is_open:
        return "Answered, told and closed."
    lines = ["It is urgent."] if enquiry.is_urgent else []
    if enquiry.acknowledged_at is None:
        lines.append(f"Acknowledge by {show_day(enquiry.acknowledge_by)}.")
    lines.append(f"An answer by {show_day(enquiry.answer_by)}.")
    if hop is not None:
        lines.append(f"It is with {hop.team}, who reply by {show_day(hop.reply_by)}.")
    return "\n".join(lines)


def _stands_open(case: Case) -> str:
    return f"; answer by {show_day(case.enquiry.answer_by)}"


SHOWN = Shown(
    page=_page,
    form=_form,
    from_record=_from_record,
    acts=_acts,
    drawn=_drawn,
    follows=_follows,
    stands_open=_stands_open,
    reopening="The answer clock starts again from today.",
    said_there=lambda case: case.enquiry.detail or case.enquiry.subject,
)
