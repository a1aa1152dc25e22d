"""An act on a record of any kind: whether it applies, and which one it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.records.every_kind import shown
from screens.records.reopening import reopened
from spoc_tui.casework.kinds.case import DeclaredCase
from spoc_tui.casework.records.applying import NEEDS, refusal
from spoc_tui.casework.records.require import Closed

if TYPE_CHECKING:
    from screens.records.record_screen import RecordScreen
    from spoc_tui.casework.records.shape import RecordCase


async def act_on(screen: RecordScreen, name: str, case: RecordCase) -> None:
    """Does the act of that name, from its asking to what it says once it is saved.

    Where it does not apply to the record as it stands that is said before anything is asked; a
    closed one may be reopened for it.
    """
    if isinstance(case, DeclaredCase) and name not in NEEDS[DeclaredCase]:
        own_act = shown(case.kind_code).own_act
        assert own_act is not None
        await own_act(name)(screen, case)
        return
    refused = refusal(case, name)
    if isinstance(refused, Closed):
        if not await reopened(screen, refused):
            return
        again: RecordCase = screen.store.records_of(case.record.uid).get(case.record.uid)
        case, refused = again, refusal(again, name)
    if refused is not None:
        screen.say_wrong(refused)
        return
    await shown(case.kind_code).acts()[name](screen, case)
