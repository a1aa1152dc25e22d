"""Check-ins on the screens (screens/every_kind.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.every_kind import Shown

if TYPE_CHECKING:
    from screens.base import OfficerScreen


def _page(uid: str) -> OfficerScreen:
    from screens.check_ins import CheckInsScreen

    return CheckInsScreen(uid)


SHOWN = Shown(page=_page, hint="Enter opens it, with what either side owes since the last.")
