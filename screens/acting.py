"""An act on a record of any kind: whether it applies, and which one it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.reopening import reopened
from spoc_tui.casework.acts import NEEDS, refusal
from spoc_tui.casework.feedback import FeedbackCase
from spoc_tui.casework.kinds.case import DeclaredCase
from spoc_tui.casework.payments import PaymentCase
from spoc_tui.casework.records.require import Closed

if TYPE_CHECKING:
    from screens.record_screen import RecordScreen
    from spoc_tui.casework.acts import AnyCase


async def act_on(screen: RecordScreen, name: str, case: AnyCase) -> None:
    """Does the act of that name, from its asking to what it says once it is saved.

    Where it does not apply to the record as it stands that is said before anything is asked; a
    closed one may be reopened for it.
    """
    if isinstance(case, DeclaredCase) and name not in NEEDS[DeclaredCase]:
        from screens.kinds.acts import do
        from spoc_tui.casework.kinds.shared_acts import acts_of

        await do(screen, case, acts_of(case.kind)[name])
        return
    refused = refusal(case, name)
    if isinstance(refused, Closed):
        if not await reopened(screen, refused):
            return
        again: AnyCase = screen.store.records_of(case.record.uid).get(case.record.uid)
        case, refused = again, refusal(again, name)
    if refused is not None:
        screen.say_wrong(refused)
        return
    if isinstance(case, DeclaredCase):
        from screens.kinds.acts import DECLARED_ACTS

        await DECLARED_ACTS[name](screen, case)
    elif isinstance(case, PaymentCase):
        from screens.payment_acts import PAYMENT_ACTS

        await PAYMENT_ACTS[name](screen, case)
    elif isinstance(case, FeedbackCase):
        from screens.feedback_acts import FEEDBACK_ACTS

        await FEEDBACK_ACTS[name](screen, case)
    else:
        from screens.record_acts import ACTS

        await ACTS[name](screen, case)
