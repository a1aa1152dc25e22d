"""Follows an act of a declared kind on other records, and on the record's promises."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from db.records.promises import add_promise
from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.kinds.act import Begin, Do, LinkTo, Owed, Promised, Settled, Spoken
from spoc_tui.casework.kinds.case import BegunRecord
from spoc_tui.casework.kinds.party import Party
from spoc_tui.casework.records.kinds import FEEDBACK

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.kinds.act import Change
    from spoc_tui.casework.kinds.record import DeclaredRecord


def write_what_follows(store: Store, record: DeclaredRecord, change: Change) -> list[BegunRecord]:
    """Writes what follows from an act's change to that record, within its action; returns the
    records that began by it.
    """
    begun: list[BegunRecord] = []
    for follows in change.then:
        match follows:
            case Promised():
                add_promise(store, record.uid, follows.text, follows.by)
            case Owed():
                known_as = record.named
                with _said_of(follows.place):
                    owed = store.feedback.owe(record.uid, known_as, follows)
                begun.append(BegunRecord(FEEDBACK.code, owed.record.uid, owed.record.reference))
            case Begin():
                new = store.declared(follows.kind).begin(follows.values).record
                begun.append(BegunRecord(follows.kind, new.uid, new.reference, new.number))
            case Do():
                with _said_of(follows.place):
                    of = store.declared(follows.kind)
                    begun += of.do(follows.uid, follows.act, follows.given)
            case Settled():
                store.feedback.became(record.uid, follows)
            case Spoken():
                store.links.speak(record, follows)
            case LinkTo():
                store.links.link(record.uid, follows.uid, follows.says, words=follows.words)
            case Party():
                pass  # written with the record
            case _:
                raise TypeError(f"a {type(follows).__name__} is not kept")
    return begun


@contextmanager
def _said_of(place: str) -> Iterator[None]:
    """An error within names its place in what was typed, where that is known."""
    try:
        yield
    except SpocError as error:
        if place:
            error.args = (f"{place[:1].upper()}{place[1:]}: {error}",)
            error.field = None
        raise
