"""Drafts: kept as they are typed, outside the history, and lost to nothing but a save."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from db.connection import Row
from db.file.sums import sum_up
from db.file.tuning import brief_patience
from db.records import draft_holders
from db.records.every_kind import stored
from db.records.uids import new_uid
from spoc_tui.casework.dates import when
from spoc_tui.casework.errors import HeldElsewhere, SavedAlready, TakenOver
from spoc_tui.casework.records.kinds import ENQUIRY, RECORD_KINDS, RecordKind

if TYPE_CHECKING:
    from db.writing import Writing

UNREADABLE = (
    ArithmeticError,
    AttributeError,
    LookupError,
    StopIteration,
    TypeError,
    ValueError,
)
"""What reading a row comes to that has a value which cannot be."""
ROWS_BEGIN = ("[{", '{"')
"""How what is typed in several lines or boxes begins: it is JSON, and nothing to be read out."""
LATELY = timedelta(minutes=1)
"""For how long after it was kept a draft counts as held, where nothing can be locked."""
KNOWN_FOR = timedelta(days=7)
"""For how long it is known what came of a draft."""


@dataclass(frozen=True)
class Draft:
    """A half-logged record: when it began, and its fields as typed."""

    uid: str
    started_at: datetime
    fields: dict[str, str]
    of: RecordKind = ENQUIRY
    """The kind of record it is to be, or that it is of."""
    record: str = ""
    """The uid of the record that an act is to be done on; blank: it is a new one."""
    act: str = ""
    """The act whose dialog it was typed into."""
    reference: str = ""
    """That record's."""
    called: str = ""
    """How a dialog is headed that is on no record of these kinds: “Edit Housing”."""
    place: str = ""
    """The page on which that is asked, by its name there."""
    saved_at: datetime | None = None
    """When it was kept last."""
    holder: str = ""
    """The sitting of the window that holds it, or held it last."""

    @property
    def subject(self) -> str:
        """What it is about, as far as it was typed: as the record would be called in a list."""
        if self.act:
            typed = ((n, text) for n, text in self.fields.items() if text and " " not in n)
            return ", ".join(text for _, text in typed if not text.startswith(ROWS_BEGIN))
        return stored(self.of.code).draft_subject(self._typed)

    @property
    def title(self) -> str:
        """Its title in a list of drafts of every kind."""
        if self.act:
            described = self.called or f"{self.act.replace('-', ' ')} on {self.reference}"
            return ": ".join(filter(None, (described, self.subject)))
        return stored(self.of.code).draft_title(self.subject)

    @property
    def who(self) -> str:
        """Who called, as far as it was typed."""
        return self._typed("caller")

    def _typed(self, field: str) -> str:
        return self.fields.get(field, "").strip()


_DRAFTS = (
    "SELECT d.*, r.reference FROM draft AS d LEFT JOIN record AS r ON r.uid = d.record "
    "WHERE d.became = ''"
)


class Drafts:
    """The drafts of a store. One window holds a draft: what another does to it is refused, until
    that window has died or the officer takes it over.
    """

    def __init__(self, store: Writing) -> None:
        self._store = store
        self._holding = draft_holders.Holding(store.path, store.sitting)

    def all(self) -> list[Draft]:
        """Every draft, the longest waiting first."""
        rows = self._store.connection.execute(f"{_DRAFTS} ORDER BY d.started_at, d.uid")
        return [_draft_of(row) for row in rows]

    def get(self, uid: str) -> Draft | None:
        """The draft, or None where it was finished elsewhere."""
        row = self._store.connection.execute(f"{_DRAFTS} AND d.uid = ?", [uid]).fetchone()
        return _draft_of(row) if row else None

    def of_act(self, record: str, act: str, kind: str = "") -> Draft | None:
        """What was typed last into the dialog of an act on a record (of a `kind`, where there is no
        record), one that no other window holds before one that is; None: nothing is kept.
        """
        rows = self._store.connection.execute(
            f"{_DRAFTS} AND d.record = ? AND d.act = ? AND ? IN ('', d.kind) "
            "ORDER BY d.saved_at DESC, d.uid DESC",
            [record, act, kind],
        )
        found = [_draft_of(row) for row in rows]
        free = (draft for draft in found if not self.is_held_elsewhere(draft))
        return next(free, found[0] if found else None)

    def is_held_elsewhere(self, draft: Draft) -> bool:
        """Whether another window that lives holds it."""
        if draft.holder in ("", self._store.sitting):
            return False
        living = draft_holders.lives(self._store.path, draft.holder)
        if living is None and draft.saved_at is not None:
            return self._store.now() - draft.saved_at < LATELY
        return bool(living)

    def take_up(self, uid: str, *, over: bool = False) -> Draft | None:
        """The draft, held by this window from now on; None where it was finished elsewhere.

        HeldElsewhere where another window holds it, unless it is to be taken `over`.
        """
        store = self._store
        with brief_patience(store.connection), store.transaction():
            draft = self.get(uid)
            if draft is None:
                return None
            if not over and self.is_held_elsewhere(draft):
                raise HeldElsewhere(draft.title)
            self._hold(uid)
        return draft

    def let_go(self, uid: str) -> None:
        """Another window may go on with it."""
        with brief_patience(self._store.connection), self._store.transaction():
            self._store.connection.execute(
                "UPDATE main.draft SET holder = '' WHERE uid = ? AND holder = ?",
                [uid, self._store.sitting],
            )
            sum_up(self._store.connection, "draft", uid)

    def _hold(self, uid: str) -> None:
        self._holding.begin()
        self._store.connection.execute(
            "UPDATE main.draft SET holder = ? WHERE uid = ?", [self._store.sitting, uid]
        )
        sum_up(self._store.connection, "draft", uid)

    def save(
        self,
        fields: Mapping[str, str],
        *,
        started_at: datetime,
        uid: str | None,
        of: RecordKind = ENQUIRY,
        record: str = "",
        act: str = "",
        called: str = "",
        place: str = "",
    ) -> str:
        """Writes a draft (a new one where `uid` is None); returns its uid. On disk when it ends.

        Raises StorageFailed at once where another program is writing: typing does not wait.
        TakenOver where another window has it now; SavedAlready where that has saved it.
        """
        store, is_new = self._store, uid is None
        uid = uid or new_uid()
        fields, _ = self.kept_of(fields, of=of, record=record)
        with brief_patience(store.connection), store.transaction():
            if is_new:
                self._forget_what_came()
            else:
                require_own(store, uid)
            self._holding.begin()
            store.connection.execute(
                "INSERT INTO main.draft (uid, kind, started_at, saved_at, fields, record, act, "
                "called, place, holder) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (uid) DO UPDATE SET kind = excluded.kind, "
                "saved_at = excluded.saved_at, fields = excluded.fields, holder = excluded.holder",
                [
                    uid,
                    of.code if act else of.draft,
                    when.to_iso(started_at),
                    store.now_text(),
                    json.dumps(dict(fields)),
                    record,
                    act,
                    called,
                    place,
                    store.sitting,
                ],
            )
            sum_up(store.connection, "draft", uid)
        return uid

    def kept_of(
        self, fields: Mapping[str, str], *, of: RecordKind = ENQUIRY, record: str = ""
    ) -> tuple[dict[str, str], str]:
        """What is kept of what is half typed, and what is said of it: a field with what its area
        keeps out is left out; blank where all is kept.
        """
        from db.records.kept_out import without_kept_out

        return without_kept_out(self._store.connection, fields, of, record)

    def drop(self, uid: str) -> None:
        """Forgets a draft, because the officer said so; HeldElsewhere where another window types
        it.
        """
        with self._store.transaction():
            draft = self.get(uid)
            if draft is not None and self.is_held_elsewhere(draft):
                raise HeldElsewhere(draft.title)
            self._store.connection.execute(
                "DELETE FROM main.draft WHERE uid = ? AND became = ''", [uid]
            )

    @contextmanager
    def saving(self, uid: str | None) -> Iterator[None]:
        """What is saved within comes of the draft: it goes in the same transaction."""
        self._store.of_draft = uid
        try:
            yield
        finally:
            self._store.of_draft = None

    def require_own(self, uid: str) -> None:
        """See `require_own` beneath."""
        require_own(self._store, uid)

    def use(self, uid: str, became: str) -> None:
        """See `use` beneath."""
        require_own(self._store, uid)
        use(self._store, uid, became)

    def _forget_what_came(self) -> None:
        long_ago = when.to_iso(self._store.now() - KNOWN_FOR)
        self._store.connection.execute(
            "DELETE FROM main.draft WHERE became <> '' AND saved_at < ?", [long_ago]
        )

    def close(self) -> None:
        """This window holds nothing more."""
        self._holding.end()


def require_own(store: Writing, uid: str) -> None:
    """TakenOver where another window has a draft now; SavedAlready where that has saved it. One
    that was thrown away elsewhere is typed here all the same.
    """
    row = store.connection.execute(
        "SELECT holder, became FROM main.draft WHERE uid = ?", [uid]
    ).fetchone()
    if row is not None and row["became"]:
        raise SavedAlready(row["became"])
    if row is not None and row["holder"] not in ("", store.sitting):
        raise TakenOver


def use(store: Writing, uid: str, became: str) -> None:
    """A draft goes, within the action that saves it; `became` is what is known of it from then on:
    what it was saved as, with the reference.
    """
    store.connection.execute(
        "UPDATE main.draft SET became = ?, fields = '{}', saved_at = ? WHERE uid = ?",
        [became, store.now_text(), uid],
    )
    sum_up(store.connection, "draft", uid)


def kind_called(code: str) -> RecordKind:
    """The kind of that code; of what is no record of a kind (a team, a page) one that has no more
    than its code.
    """
    known = (kind for kind in RECORD_KINDS if kind.code == code)
    return next(known, RecordKind(code, "", code, code))


def read_draft(row: Row, reference: str = "") -> Draft:
    """A row of `draft`, which may be on the record of that reference; one of UNREADABLE where it is
    none.
    """
    act, fields = row["act"], json.loads(row["fields"])
    if act:
        of = kind_called(row["kind"])
    else:
        of = next(kind for kind in RECORD_KINDS if row["kind"] == kind.draft)
    if not all(isinstance(text, str) for text in fields.values()):
        raise TypeError("a field of a draft is no text")
    return Draft(
        row["uid"],
        when.from_iso(row["started_at"]),
        fields,
        of,
        row["record"],
        act,
        reference,
        row["called"],
        row["place"],
        when.from_iso(row["saved_at"]),
        row["holder"],
    )


def _draft_of(row: Row) -> Draft:
    return read_draft(row, row["reference"] or "")
