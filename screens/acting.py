"""Which act a command is, on a record of which kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spoc_tui.casework.feedback import FeedbackCase
from spoc_tui.casework.payments import PaymentCase

if TYPE_CHECKING:
    from screens.record_screen import RecordScreen
    from spoc_tui.casework.enquiries import Case


async def act_on(screen: RecordScreen, name: str, case: Case | PaymentCase | FeedbackCase) -> None:
    """Does the act of that name, from its asking to what it says once it is saved."""
    if isinstance(case, PaymentCase):
        from screens.payment_acts import PAYMENT_ACTS

        await PAYMENT_ACTS[name](screen, case)
    elif isinstance(case, FeedbackCase):
        from screens.feedback_acts import FEEDBACK_ACTS

        await FEEDBACK_ACTS[name](screen, case)
    else:
        from screens.record_acts import ACTS

        await ACTS[name](screen, case)
