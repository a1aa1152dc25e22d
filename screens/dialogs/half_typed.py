"""Keeps the half-typed fields of a form or dialog as a draft, and puts them back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

from db.changes.meanwhile import Seen, seen
from db.records.drafts import kind_called
from screens.widgets.fields import ChoiceField, Field
from screens.widgets.picker import PickerChoice
from spoc_tui.casework.errors import ChangedMeanwhile, SavedAlready, StorageFailed, TakenOver
from spoc_tui.casework.records.kinds import CASE_CODES, RecordKind

if TYPE_CHECKING:
    from datetime import datetime

    from db.records.acting import RecordsOfKind
    from db.records.drafts import Draft
    from db.store import Store

NOTHING: Mapping[str, str] = {}
KEPT_EVERY = 0.5
"""Seconds between savings of what is being typed."""
KEY, WAS, WITHIN = "{} key", "{} was", "{} within"
"""Under which names a draft has the key of what was picked, what a field began with, and what is
half typed in a dialog of the field's own.
"""


def texts_in(fields: Iterable[Field]) -> dict[str, str]:
    """The texts in fields, and what was picked in them."""
    texts = {}
    for field in fields:
        texts[field.key] = field.lasting_text
        if isinstance(field, ChoiceField) and field.picked is not None:
            texts[KEY.format(field.key)] = field.picked.key
        if field.within:
            texts[WITHIN.format(field.key)] = field.within
    return texts


def put_back(fields: Iterable[Field], texts: Mapping[str, str]) -> None:
    """Puts what a draft has into the fields that it has; the others stay as they are."""
    for field in fields:
        field.within = texts.get(WITHIN.format(field.key), "")
        if field.key not in texts:
            continue
        text, key = texts[field.key], texts.get(KEY.format(field.key))
        if isinstance(field, ChoiceField) and key:
            field.pick(PickerChoice(key, text))
        else:
            field.refill(text)


class NotKept(Enum):
    """Why what is typed into a dialog is no draft: there is no other reason."""

    FILTER = "it narrows or turns what is shown, and saves nothing"
    GONE = "the database is gone: there is nowhere to keep it"


class Subject(NamedTuple):
    """The subject of a dialog: an act, and the record that it is on. They find its draft."""

    kind: RecordKind
    record: str
    act: str
    place: str = ""
    """The page on which it is asked, where that is not the record's own."""


def on_page(place: str, act: str, *, of: str = "", record: str = "") -> Subject:
    """The subject of a dialog on a page of no single record: `of` is the table that it is about,
    `record` the uid of the row, where it is there already.
    """
    return Subject(kind_called(of or place), record, act, place)


class Kept:
    """Where what is typed into a dialog is kept."""

    since: datetime | None = None
    """When what was found of it was kept."""
    only_shown = False
    """Whether another window types it, and it is only looked at here."""
    called = ""
    """How its dialog is headed."""

    def fill(self, fields: Iterable[Field]) -> None:
        """Puts back what was typed; says of a field that another has changed since."""

    def keep(self, fields: Iterable[Field]) -> None:
        """Keeps what differs from how the dialog began. TakenOver or SavedAlready where another
        window has it now.
        """

    def drop(self) -> None:
        """Nothing more of it is kept: it was saved, or thrown away."""

    def anew(self) -> None:
        """Deletes what was found of it: it is begun again."""


class HalfTyped(Kept):
    """The draft of the dialog of one act on one record: only what differs from how it began."""

    def __init__(
        self, store: Store, of: Subject, found: Draft | None = None, *, only_shown: bool = False
    ) -> None:
        """`found` is what was half typed before: held by this window, or `only_shown`."""
        self._store = store
        self._of = of
        self._uid = found.uid if found else None
        self._texts = dict(found.fields) if found else {}
        self._began: datetime | None = found.started_at if found else None
        self.since = found.saved_at if found else None
        self.only_shown = only_shown
        self._dropped = only_shown
        """Saved or thrown away: the dialog may last a moment longer, and its clock strike."""

    def fill(self, fields: Iterable[Field]) -> None:
        listed = list(fields)
        put_back(listed, self._texts)
        for field in listed:
            was = self._texts.get(WAS.format(field.key))
            if was is not None and was != field.initial:
                stands = field.initial_words or "blank"
                field.say(f"Changed meanwhile, to: {stands}. What you typed is kept here.")

    def keep(self, fields: Iterable[Field], also: Mapping[str, str] = NOTHING) -> None:
        """`also` is kept with them, where any is typed."""
        if self._dropped:
            return
        listed = list(fields)
        differ = [one for one in listed if answer_of(one) != one.initial or one.within]
        texts = texts_in(differ)
        texts |= {WAS.format(one.key): one.initial for one in differ}
        texts |= also if texts else NOTHING
        self._require_own()
        if texts == self._texts:
            return
        if texts:
            self._began = self._began or self._store.now()
            self._uid = self._store.drafts.save(
                texts,
                started_at=self._began,
                uid=self._uid,
                of=self._of.kind,
                record=self._of.record,
                act=self._of.act,
                called=self.called if self._of.place else "",
                place=self._of.place,
            )
            self._texts = texts
        else:
            self._forget()

    def _require_own(self) -> None:
        if self._uid is None:
            return
        try:
            self._store.drafts.require_own(self._uid)
        except (TakenOver, SavedAlready):
            self._uid, self._dropped = None, True
            raise

    @contextmanager
    def saving(self, store: Store | None = None) -> Iterator[None]:
        """What is saved within comes of it: it goes with that, or stays. `store` is the connection,
        where that is another.
        """
        with (store or self._store).drafts.saving(self._uid):
            yield

    def saved_with(self, act: Callable[[], str]) -> str:
        """Does an act that saves what is typed, and keeps nothing more of it: both, or neither."""
        with self._store.transaction(), self.saving():
            described = act()
            if self._uid is not None:
                self._store.drafts.drop(self._uid)
        self._dropped, self._uid, self._texts = True, None, {}
        return described

    def drop(self) -> None:
        self._forget()
        self._dropped = True

    def anew(self) -> None:
        self._forget()
        self.since = None

    def let_go(self) -> None:
        """It is left half typed: any window may go on with it."""
        if self._uid is not None and not self._dropped:
            try:
                self._store.drafts.let_go(self._uid)
            except StorageFailed:  # it is free once this window is closed
                return

    def _forget(self) -> None:
        if self._uid is not None:
            self._store.drafts.drop(self._uid)
        self._uid, self._texts = None, {}


class Shown:
    """The record of an act as it was shown: what another window changes meanwhile is not written
    over unseen (db/records/acting.py, db/changes/meanwhile.py).
    """

    def __init__(self, store: Store, of: Subject) -> None:
        self._store = store
        self._of = of
        self._records: RecordsOfKind[Any] | None = None
        if of.record and of.kind.code in CASE_CODES:
            self._records = store.records(of.kind.code)
        self.look()

    def look(self) -> None:
        """From now on it is shown as it stands."""
        self._stood: Any = None
        if self._records is not None:
            self._stood = self._records.as_shown(self._of.record)
        self._rows: Seen | None = seen(self._store, self._of.kind.code, self._of.record)

    def over(self, act: Callable[[], str]) -> str:
        """Does an act on it; what was refused as changed meanwhile was shown, and is known now."""
        try:
            with self._store.typed_over(self._rows):
                if self._records is None:
                    return act()
                with self._records.typed_over(self._of.record, self._stood):
                    return act()
        except ChangedMeanwhile:
            self.look()
            raise


def answer_of(field: Field) -> str:
    """The answer to a field of a dialog."""
    return field.key_or_text if isinstance(field, ChoiceField) else field.text
