"""A record of each kind of premises, with what it needs unless it is said otherwise."""

from __future__ import annotations

from typing import Any

from db.store import Store

NEEDED: dict[str, dict[str, str]] = {
    "space": {"building": "Elm Hall", "team": "Planning"},
    "request": {"organisation": "Rook Lane", "need": "Tuesday evenings"},
    "holding": {
        "organisation": "Rook Lane",
        "property": "Elm Hall",
        "form": "lease",
        "starts": "2026-04-02",
        "ends": "2031-04-01",
    },
    "transfer": {"organisation": "Rook Lane", "property": "Elm Hall", "expressed": "today"},
    "nomination": {
        "organisation": "Rook Lane",
        "land": "Elm Hall",
        "body": "charity",
        "received": "today",
    },
    "listing": {"land": "Elm Hall", "listed": "today"},
    "disposal": {"property": "Elm Hall", "received": "today"},
    "relief": {"organisation": "Rook Lane", "year": "2026/27", "form": "mandatory"},
}
"""By kind, as it is typed; the organisation Rook Lane must be there."""


def make_premises(store: Store, kind: str, **typed: str) -> Any:
    """One of a kind of premises."""
    return store.declared(kind).add({**NEEDED[kind], **typed}).record


def disposal_with_a_tenant(store: Store) -> str:
    """The uid of a notice that a building is to be sold of which Rook Lane is the tenant."""
    make_premises(store, "holding")
    return str(make_premises(store, "disposal", received="2026-02-02").uid)


def request_with_a_space(store: Store) -> str:
    """The uid of a request beside a space that fits."""
    make_premises(store, "space")
    return str(make_premises(store, "request").uid)
