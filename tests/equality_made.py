"""Records of equality: what each needs, and what makes one."""

from __future__ import annotations

from typing import Any

from db.store import Store

NEEDED: dict[str, dict[str, str]] = {
    "assessment": {"title": "A market moves", "on": "today", "lead": "Head of Markets"},
    "purpose": {"organisation": "Rook Lane"},
    "characteristic": {"name": "Age", "code": "age", "words": "older people"},
    "publication": {"what": "information", "published": "today"},
}
"""By kind, the fields that it cannot be without."""


def to_choose_from(store: Store, *names: str) -> None:
    """Characteristics of these names, as far as they are not there; older people propose age."""
    there = {one.subject for one in store.declared("characteristic").page(limit=-1)}
    for name in names:
        if name not in there:
            words = "older people" if name == "Age" else ""
            make_equality(store, "characteristic", name=name, code=name.casefold(), words=words)


def make_equality(store: Store, kind: str, **typed: str) -> Any:
    """A record of a kind of equality; of a purpose, that of Rook Lane unless it is said
    otherwise.
    """
    return store.declared(kind).add({**NEEDED[kind], **typed}).record
