"""What is half typed in the fields of a form or dialog, as a draft keeps it, and put back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from screens.widgets.fields import ChoiceField, Field
from screens.widgets.picker import PickerChoice
from spoc_tui.casework.errors import ChangedMeanwhile
from spoc_tui.casework.records.kinds import RecordKind

if TYPE_CHECKING:
    from datetime import datetime

    from db.store import Store

KEPT_EVERY = 0.5
"""Seconds between savings of what is being typed."""
KEY, WAS = "{} key", "{} was"
"""Under which names a draft has the key of what was picked, and what a field began with."""


def texts_in(fields: Iterable[Field]) -> dict[str, str]:
    """What is in fields, and what was picked in them."""
    texts = {}
    for field in fields:
        texts[field.key] = field.lasting_text
        if isinstance(field, ChoiceField) and field.picked is not None:
            texts[KEY.format(field.key)] = field.picked.key
    return texts


def put_back(fields: Iterable[Field], texts: Mapping[str, str]) -> None:
    """Puts what a draft has into the fields that it has; the others stay as they are."""
    for field in fields:
        if field.key not in texts:
            continue
        text, key = texts[field.key], texts.get(KEY.format(field.key))
        if isinstance(field, ChoiceField) and key:
            field.pick(PickerChoice(key, text))
        else:
            field.refill(text)


class Subject(NamedTuple):
    """The act that a dialog asks for, and the record that it is on."""

    kind: RecordKind
    record: str
    act: str


class HalfTyped:
    """The draft of the dialog of one act on one record: only what differs from how it began."""

    def __init__(self, store: Store, of: Subject) -> None:
        self._store = store
        self._of = of
        found = store.drafts.of_act(of.record, of.act)
        self._uid = found.uid if found else None
        self._texts = dict(found.fields) if found else {}
        self._began: datetime | None = found.started_at if found else None
        self._dropped = False
        """Saved or thrown away: the dialog may last a moment longer, and its clock strike."""

    def fill(self, fields: Iterable[Field]) -> None:
        """Puts back what was typed; says of a field that another has changed since."""
        listed = list(fields)
        put_back(listed, self._texts)
        for field in listed:
            was = self._texts.get(WAS.format(field.key))
            if was is not None and was != field.initial:
                stands = field.initial_words or "blank"
                field.say(f"Changed meanwhile, to: {stands}. What you typed is kept here.")

    def keep(self, fields: Iterable[Field]) -> None:
        """Keeps what differs, as a draft of its own where another window writes this one."""
        if self._dropped:
            return
        listed = list(fields)
        differ = [one for one in listed if answer_of(one) != one.initial]
        texts = texts_in(differ)
        texts |= {WAS.format(one.key): one.initial for one in differ}
        if texts == self._texts:
            return
        drafts = self._store.drafts
        if self._uid is not None:
            there = drafts.get(self._uid)
            if there is None or there.fields != self._texts:
                self._uid = None
        if texts:
            self._began = self._began or self._store.now()
            self._uid = drafts.save(
                texts,
                started_at=self._began,
                uid=self._uid,
                of=self._of.kind,
                record=self._of.record,
                act=self._of.act,
            )
            self._texts = texts
        else:
            self._forget()

    def saved_with(self, act: Callable[[], str]) -> str:
        """Does an act that saves what is typed, and keeps nothing more of it: both, or neither."""
        with self._store.transaction():
            described = act()
            if self._uid is not None:
                self._store.drafts.drop(self._uid)
        self._dropped, self._uid, self._texts = True, None, {}
        return described

    def drop(self) -> None:
        """Nothing more of it is kept: it is thrown away."""
        self._forget()
        self._dropped = True

    def _forget(self) -> None:
        if self._uid is not None:
            self._store.drafts.drop(self._uid)
        self._uid, self._texts = None, {}


class Shown:
    """The record of an act as it was shown: what another window changes meanwhile is not written
    over unseen (db/records/acting.py).
    """

    def __init__(self, store: Store, of: Subject) -> None:
        self._store = store
        self._of = of
        self.look()

    def look(self) -> None:
        """From now on it is shown as it stands."""
        self._records = self._store.records(self._of.kind.code)
        self._stood = self._records.as_shown(self._of.record)

    def over(self, act: Callable[[], str]) -> str:
        """Does an act on it; what was refused as changed meanwhile was shown, and is known now."""
        try:
            with self._records.typed_over(self._of.record, self._stood):
                return act()
        except ChangedMeanwhile:
            self.look()
            raise


def answer_of(field: Field) -> str:
    """What a dialog answers for a field."""
    return field.key_or_text if isinstance(field, ChoiceField) else field.text
