"""A record of each kind of prescribing, with what it needs unless it is said otherwise."""

from __future__ import annotations

from typing import Any

from db.store import Store
from spoc_tui.casework.records.link import Says

NEEDED: dict[str, dict[str, str]] = {
    "service": {"organisation": "Rook Lane", "name": "Lunch club"},
    "assurance": {"words": "That money follows", "asked_of": "The board", "asked": "today"},
}
"""By kind, as it is typed; the organisation Rook Lane must be there."""


def make_prescribing(store: Store, kind: str, **typed: str) -> Any:
    """One of a kind of prescribing."""
    return store.declared(kind).add({**NEEDED[kind], **typed}).record


def count(store: Store, uid: str, month: str, referred: int, **typed: str) -> Any:
    """The counts of a month, put down on a service."""
    given = {"month": month, "referred": str(referred), **typed}
    return store.declared("service").act(uid, "count", given).record


def pay_for(store: Store, uid: str, award: str) -> None:
    """An award is about a service."""
    store.links.link(award, uid, Says.ABOUT)
