"""Which acts apply to an enquiry as it stands (casework/records/applying.py)."""

from __future__ import annotations

from spoc_tui.casework.enquiries import handling as of_enquiry
from spoc_tui.casework.enquiries.enquiry import Case
from spoc_tui.casework.records.acts import EVERY_KIND, Acts, always, open_for

ACTS = Acts(
    case=Case,
    needs={
        **EVERY_KIND,
        "route": open_for("route it"),
        "answer": open_for("answer it"),
        "told": of_enquiry.require_answered,
        "chase": lambda case: of_enquiry.require_team(case, "chase it"),
        "team acknowledged": of_enquiry.check_team_acknowledged,
        "sent back": lambda case: of_enquiry.require_team(case, "record that it was sent back"),
        "wait": lambda case: of_enquiry.check_wait(case.enquiry),
        "resume": lambda case: of_enquiry.check_resume(case.enquiry),
        "edit": always,
        "acknowledge": of_enquiry.check_acknowledge,
    },
    one_of={
        "close": ("close", "reopen"),
        "wait": ("wait", "resume"),
        "stage": ("sent back", "team acknowledged"),
    },
)
