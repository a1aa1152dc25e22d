"""Organisations among what has a page (screens/records/every_kind.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.records.every_kind import Shown

if TYPE_CHECKING:
    from screens.base import OfficerScreen


def _page(uid: str) -> OfficerScreen:
    from screens.organisations.page import OrganisationScreen

    return OrganisationScreen(uid)


SHOWN = Shown(page=_page)
