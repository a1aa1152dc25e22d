"""Opens, from a record's page, the records that it has to do with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from spoc_tui.casework.kinds import fields as its
from spoc_tui.casework.kinds.case import DeclaredCase
from spoc_tui.casework.records.kinds import CASE_CODES, FEEDBACK
from spoc_tui.casework.records.link import ANY_RECORD

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.kinds.fields import DeclaredField, Linked
    from spoc_tui.casework.records.shape import RecordCase


class Related(NamedTuple):
    """A record that another has to do with."""

    kind: str
    """The code of its kind."""
    uid: str
    words: str
    """What it is to the other, and what it is called."""


def related(store: Store, case: RecordCase) -> list[Related]:
    """The records that a record has to do with, each once: what it belongs to, what belongs to it
    (the latest first), what came of it, then its links.
    """
    found = _declared(store, case) if isinstance(case, DeclaredCase) else iter(())
    links = (
        Related(one.kind, one.uid, f"{one.words} {one.name}")
        for one in store.links.of(case.record.uid)
    )
    once: dict[str, Related] = {}
    for one in (*found, *links):
        once.setdefault(one.uid, one)
    return list(once.values())


def _declared(store: Store, case: DeclaredCase) -> Iterator[Related]:
    record, kind = case.record, case.kind
    for name, field in kind.fields.items():
        value = getattr(record, name)
        if value and isinstance(field, its.Link) and not field.several:
            yield from _linked(store, field, value)
    for name, field in kind.fields.items():
        if isinstance(field, its.Records):
            of = sorted(getattr(record, name), key=lambda one: one.day or one.began_at.date())
            for one in reversed(of):
                words = f"{one.named}  {one.subject}: {one.status.words}"
                yield Related(_code_of(field), one.uid, words)
    for action in getattr(record, kind.actions_in) if kind.actions_in else ():
        yield Related(FEEDBACK.code, action.uid, f"{action.reference}  {action.action}")
    for name, field in kind.fields.items():
        if isinstance(field, its.Rows):
            links = [(n, f) for n, f in its.fields_of(field.of).items() if isinstance(f, its.Link)]
            for row in getattr(record, name):
                for n, link in links:
                    if value := getattr(row, n):
                        yield from _linked(store, link, value)


def _linked(store: Store, field: DeclaredField, value: Linked) -> Iterator[Related]:
    kind = field.of
    if kind == ANY_RECORD:
        found = store.kind_of_uid(value.uid)
        kind = found or ""
    if kind in CASE_CODES:
        yield Related(kind, value.uid, f"{field.label}: {value.name}")


def _code_of(field: its.Records) -> str:
    from spoc_tui.casework.kinds.catalogue import kind_linking

    return kind_linking(field).code
