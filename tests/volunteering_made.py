"""A record of each kind of volunteering, with what it needs unless it is said otherwise."""

from __future__ import annotations

from typing import Any

from db.store import Store

NEEDED: dict[str, dict[str, str]] = {
    "role": {"organisation": "Rook Lane", "what": "Driver", "dbs": "basic"},
    "signup": {"organisation": "Rook Lane", "role_kind": "Driver", "applied": "2026-04-01"},
    "course": {"about": "Safeguarding", "on": "today", "places": "12"},
    "stafftime": {"directorate": "Housing", "on": "today", "hours": "7"},
    "mentoring": {"organisation": "Rook Lane", "need": "Accounts", "asked": "2026-04-01"},
}
"""By kind, as it is typed; the organisation Rook Lane must be there, and the council’s side."""
NAMED = {
    "role": "what",
    "signup": "role_kind",
    "course": "about",
    "stafftime": "source",
    "mentoring": "need",
}
"""By kind, the field that says in words what it is."""


def make_volunteering(store: Store, kind: str, **typed: str) -> Any:
    """One of a kind of volunteering."""
    return store.declared(kind).add({**NEEDED[kind], **typed}).record


def signup_with_a_certificate(store: Store) -> str:
    """The uid of a sign-up whose check is back, with the day of its certificate."""
    return str(make_volunteering(store, "signup", issued="2026-04-02").uid)


def mentoring_of_two(store: Store) -> str:
    """The uid of mentoring; and another organisation that may be the mentor."""
    if not store.organisations.namesakes("Strood Mentors"):
        from factories import make_organisation

        make_organisation(store, "Strood Mentors")
    return str(make_volunteering(store, "mentoring").uid)
