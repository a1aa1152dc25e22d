"""The page of a record of any kind, and the form on which a half-typed one is gone on with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.records.every_kind import shown

if TYPE_CHECKING:
    from db.records.drafts import Draft
    from screens.base import OfficerScreen


def page_of(kind: str, uid: str) -> OfficerScreen:
    """The page of a record, by the code of its kind, or of an organisation.

    Each page is imported when it is first opened.
    """
    return shown(kind).page(uid)


def form_of(draft: Draft) -> OfficerScreen:
    """The form of what is half typed, filled from it; of an act the page of its record."""
    if draft.act:
        return page_of(draft.of.code, draft.record)
    form = shown(draft.of.code).form
    if form is None:
        raise ValueError(f"there is no form of the kind {draft.of.code}")
    return form(draft.uid)
