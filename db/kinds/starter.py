"""Puts on record what an area begins with, as far as it is not there: one action, one undo."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from db.kinds.looking_up import Finder, now_of
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.kinds.catalogue import AREAS
from spoc_tui.casework.kinds.fields import Linked
from spoc_tui.casework.kinds.reading import read_fields
from spoc_tui.casework.kinds.starter import Begun, starter_of
from spoc_tui.casework.text import compared

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db.kinds.records import DeclaredRecords
    from db.store import Store
    from spoc_tui.casework.kinds.record import DeclaredRecord
    from spoc_tui.casework.kinds.starter import Starter, StartingOrganisation, StartingRecord


class Loaded(NamedTuple):
    """The outcome of loading a starter: by what each is called, with its reference where it has
    one.
    """

    added: tuple[str, ...]
    there: tuple[str, ...]
    """What was there already, and was left as it stands."""
    without: tuple[str, ...] = ()
    """What was added without its short name, each with why."""


def load_starter(store: Store, area: str) -> Loaded:
    """Adds what is missing of an area's starter, with its links. Refused where it has none."""
    heading, starter = AREAS[area].heading, starter_of(area)
    if starter is None:
        raise Refused(f"{heading} has nothing to begin with: the report gives no records of it.")
    with (
        store.action(f"Began {heading} with what the report says") as action,
        store.dates_read(),  # which nobody typed, so that none is repeated
    ):
        loading = _Loading(store)
        loading.load(starter)
        added = loading.added
        action.label += f": {len(added)} added"
    return Loaded(tuple(added), tuple(loading.there), tuple(loading.without))


class _Loading:
    """A starter being put on record."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._uids: dict[str, str] = {}
        """By key or name, what is there by now."""
        self.added: list[str] = []
        self.there: list[str] = []
        self.without: list[str] = []

    def load(self, starter: Starter) -> None:
        for organisation in starter.organisations:
            self._uids[organisation.name] = self._organisation(organisation)
        for key, record in starter.records.items():
            self._uids[key] = self._record(record)
        links = self._store.links
        for link in starter.links:
            of, to = self._uids[link.of], self._uids[link.to]
            known = {(one.uid, one.link.says) for one in links.of(of) if one.is_from_this_record}
            if (to, link.says) not in known:
                links.link(of, to, link.says, words=link.words)

    def _organisation(self, one: StartingOrganisation) -> str:
        organisations = self._store.organisations
        found = organisations.known_as((one.name, *one.other_names))
        if found is not None:
            self.there.append(found.name)
            return found.uid
        # It has none of these names: what is only near to one is another.
        made = organisations.add(one.name, other_names=one.other_names, anyway=True)
        self.added.append(made.name)
        return made.uid

    def _record(self, one: StartingRecord) -> str:
        records = self._store.declared(one.kind)
        typed = {**self._meant(one.fields), **self._rows(one)}
        found = self._found(records, typed)
        if found is not None:
            self.there.append(f"{found.reference} {found.subject}")
            return found.uid
        short = records.kind.short
        try:
            made = records.add(typed).record
        except BadInput as error:  # another has its short name: it does without
            if not short or error.field != short:
                raise
            made = records.add({**typed, short: ""}).record
            self.without.append(f"{made.reference} {made.subject} has no short name. {error}")
        for act, given in one.acts:
            made = records.act(made.uid, act, given).record
        self.added.append(f"{made.reference} {made.subject}")
        return made.uid

    def _rows(self, one: StartingRecord) -> Mapping[str, str]:
        """Its rows, as a form holds them."""
        return {
            name: json.dumps([dict(self._meant(row)) for row in rows])
            for name, rows in one.rows.items()
        }

    def _meant(self, typed: Mapping[str, str]) -> Mapping[str, str]:
        """The values as typed, with uids in place of the starter's own names."""
        return {
            name: self._uids[text] if isinstance(text, Begun) else text
            for name, text in typed.items()
        }

    def _found(self, records: DeclaredRecords, typed: Mapping[str, str]) -> DeclaredRecord | None:
        """The record that is this one, by what tells those of its kind apart."""
        kind, store = records.kind, self._store
        values = read_fields(kind.fields, typed, now=now_of(store), find=Finder(store))
        values = {**kind.fills(values), **values}
        names = kind.once or (kind.distinct or "subject",)
        wanted = _apart(kind.record(**values), names)
        there = (one for one in records.page(limit=-1) if _apart(one, names) == wanted)
        return next(there, None)


def _apart(one: DeclaredRecord, names: tuple[str, ...]) -> tuple[object, ...]:
    """The key that tells a record from others: links by what they go to, words however they are
    written.
    """
    return tuple(_plain(getattr(one, name)) for name in names)


def _plain(value: object) -> object:
    if isinstance(value, Linked):
        return value.uid
    return compared(value) if isinstance(value, str) else value
