"""What is half typed, saved as it is typed: outside the history, lost to nothing but a save."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from db.connection import Row, brief_patience
from db.records.every_kind import stored
from db.uids import new_uid
from spoc_tui.casework.dates import when
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
            described = f"{self.act.replace('-', ' ')} on {self.reference}"
            return ": ".join(filter(None, (described, self.subject)))
        return stored(self.of.code).draft_title(self.subject)

    @property
    def who(self) -> str:
        """Who called, as far as it was typed."""
        return self._typed("caller")

    def _typed(self, field: str) -> str:
        return self.fields.get(field, "").strip()


_DRAFTS = "SELECT d.*, r.reference FROM draft AS d LEFT JOIN record AS r ON r.uid = d.record"


class Drafts:
    """The drafts of a store."""

    def __init__(self, store: Writing) -> None:
        self._store = store

    def all(self) -> list[Draft]:
        """Every draft, the longest waiting first."""
        rows = self._store.connection.execute(f"{_DRAFTS} ORDER BY d.started_at, d.uid")
        return [_draft_of(row) for row in rows]

    def get(self, uid: str) -> Draft | None:
        """The draft, or None where it was finished elsewhere."""
        row = self._store.connection.execute(f"{_DRAFTS} WHERE d.uid = ?", [uid]).fetchone()
        return _draft_of(row) if row else None

    def of_act(self, record: str, act: str) -> Draft | None:
        """What was typed last into the dialog of an act on a record; None: nothing is kept."""
        row = self._store.connection.execute(
            f"{_DRAFTS} WHERE d.record = ? AND d.act = ? ORDER BY d.saved_at DESC, d.uid DESC",
            [record, act],
        ).fetchone()
        return _draft_of(row) if row else None

    def save(
        self,
        fields: Mapping[str, str],
        *,
        started_at: datetime,
        uid: str | None,
        of: RecordKind = ENQUIRY,
        record: str = "",
        act: str = "",
    ) -> str:
        """Writes a draft (a new one where `uid` is None); returns its uid. On disk when it ends.

        Raises StorageFailed at once where another program is writing: typing does not wait.
        """
        uid = uid or new_uid()
        with brief_patience(self._store.connection), self._store.transaction():
            self._store.connection.execute(
                "INSERT INTO main.draft (uid, kind, started_at, saved_at, fields, record, act) "
                "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (uid) DO UPDATE SET "
                "kind = excluded.kind, saved_at = excluded.saved_at, "
                "fields = excluded.fields",
                [
                    uid,
                    of.code if act else of.draft,
                    when.to_iso(started_at),
                    self._store.now_text(),
                    json.dumps(dict(fields)),
                    record,
                    act,
                ],
            )
        return uid

    def drop(self, uid: str) -> None:
        """Forgets a draft, because it was saved as a record or the officer said so."""
        with self._store.transaction():
            self._store.connection.execute("DELETE FROM main.draft WHERE uid = ?", [uid])


def read_draft(row: Row, reference: str = "") -> Draft:
    """A row of `draft`, which may be on the record of that reference; one of UNREADABLE where it is
    none.
    """
    began = when.from_iso(row["started_at"])
    act, fields = row["act"], json.loads(row["fields"])
    of = next(k for k in RECORD_KINDS if row["kind"] == (k.code if act else k.draft))
    if not all(isinstance(text, str) for text in fields.values()):
        raise TypeError("a field of a draft is no text")
    return Draft(row["uid"], began, fields, of, row["record"], act, reference)


def _draft_of(row: Row) -> Draft:
    return read_draft(row, row["reference"] or "")
