"""Where a record stands may follow from others: those that belong to it, and the feedback actions
that came of it. It is stated again where one of those changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from db.records.kind_columns import KIND_COLUMNS
from spoc_tui.casework.records.kinds import DECLARED_CODES, KIND_OF_TABLE

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.kinds.record import DeclaredRecord
    from spoc_tui.casework.records.kinds import RecordKind


def restate_wholes(store: Store, of: RecordKind, parts: Iterable[DeclaredRecord]) -> None:
    """States again what records of a kind belong to, within the action that changed them."""
    within = KIND_COLUMNS[of.table].within
    if within is None:
        return
    from spoc_tui.casework.kinds.catalogue import kind_linking, kind_of
    from spoc_tui.casework.kinds.fields import Records

    whole = kind_of(KIND_OF_TABLE[within.table].code)
    if not whole.by_parts:
        return
    link = next(
        field.by
        for field in whole.fields.values()
        if isinstance(field, Records) and kind_linking(field) is kind_of(of.code)
    )
    for one in parts:
        belongs_to = getattr(one, link)
        if belongs_to is not None:
            store.declared(whole.code).restate(belongs_to.uid, one.reference)


def restate_what_led_to(store: Store, feedback_uid: str, why: str) -> None:
    """States again what belongs to the records of which a feedback action came, within the action
    that changed it.
    """
    found = store.connection.execute(
        "SELECT r.uid, r.kind FROM link AS l CROSS JOIN record AS r ON r.uid = l.other "
        "WHERE l.one = ? AND l.says = 'came-of' AND l.removed_at IS NULL",
        [feedback_uid],
    ).fetchall()
    for uid, kind in found:
        if kind in DECLARED_CODES:
            records = store.declared(kind)
            records.restate(uid, why)
            restate_wholes(store, records.of, records.by_uids([uid]).values())
