"""What records of declared kinds say of themselves to the storage (db/records/every_kind.py): the
same for all, from the index. No declaration is imported for it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from db.kinds.lines import read_lines
from db.kinds.search import DeclaredWords
from db.records.every_kind import AgendaKey, OnTheDesk, Stored, on_the_desk
from db.records.kind_columns import KIND_COLUMNS
from db.records.own_numbers import own_numbered
from spoc_tui.casework.text import with_article

if TYPE_CHECKING:
    from db.connection import Connection
    from spoc_tui.casework.records.kinds import RecordKind
    from spoc_tui.casework.records.line import RecordLine
    from spoc_tui.casework.search.finding import Hit


@cache
def stored(kind: RecordKind) -> Stored:
    """What the records of a declared kind say. What is due on them, and which are open with an
    organisation, is asked of all kinds at once.
    """
    return Stored(
        records=lambda store: store.declared(kind.code),
        by_uids=lambda store, uids: read_lines(store.connection, uids),
        words=lambda connection: DeclaredWords(connection, kind),
        on_the_desk=_on_the_desk,
        numbered=lambda connection, typed, limit: _numbered(connection, kind, typed),
        stands=lambda one: str(one.stands),
        draft_subject=lambda typed: typed(KIND_COLUMNS[kind.table].drafted),
        draft_title=lambda subject: ", ".join(filter(None, (with_article(kind.called), subject))),
    )


def _on_the_desk(key: AgendaKey, line: RecordLine) -> OnTheDesk:
    return on_the_desk(key, line)._replace(number=line.number)


def _numbered(connection: Connection, kind: RecordKind, typed: str) -> list[Hit]:
    """Those that have a number of their own, and this one."""
    words = DeclaredWords(connection, kind)
    return [hit for uid in own_numbered(connection, kind, typed) for hit in words.of_uid(uid)]
