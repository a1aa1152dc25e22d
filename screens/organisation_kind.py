"""Organisations among what has a page (screens/every_kind.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.every_kind import Shown

if TYPE_CHECKING:
    from screens.base import OfficerScreen


def _page(uid: str) -> OfficerScreen:
    from screens.organisation import OrganisationScreen

    return OrganisationScreen(uid)


SHOWN = Shown(page=_page)
