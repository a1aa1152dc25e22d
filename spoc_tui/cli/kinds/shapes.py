"""The JSON shapes of records of declared kinds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from db.records.kind_columns import KIND_COLUMNS
from spoc_tui.casework.kinds.fields import fields_of
from spoc_tui.casework.kinds.party import Party
from spoc_tui.casework.kinds.values import to_json
from spoc_tui.casework.records.kinds import KIND_OF
from spoc_tui.cli.common_keys import shaped
from spoc_tui.cli.shapes import Shape, day, hour, links, plain

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.kinds.case import DeclaredCase
    from spoc_tui.casework.kinds.kind import Due, Kind
    from spoc_tui.casework.kinds.record import DeclaredRecord


def records(store: Store, kind: Kind[Any], found: Sequence[DeclaredRecord]) -> list[Shape]:
    """Records as they stand: what all have in common, their own fields by name, and all that is
    due.
    """
    dues, numbered = (
        store.declared(kind.code).dues,
        bool(KIND_COLUMNS[KIND_OF[kind.code].table].number),
    )
    return shaped(store, found, lambda one: _record(kind, one, dues(one), numbered))


def _record(
    kind: Kind[Any],
    of: DeclaredRecord,
    dues: Sequence[Due],
    numbered: bool,
) -> Shape:
    return {
        **({"number": of.number} if numbered else {}),
        **{name: to_json(field, getattr(of, name)) for name, field in kind.fields.items()},
        **{name: text.splitlines() for name, _, text in kind.says(of)},
        "dues": [
            {"what": one.what, "on": day(one.on), "at": hour(one.at), "words": one.words}
            for one in dues
        ],
    }


def _party(one: Party) -> Shape:
    """Who was asked, and what came of it."""
    fields = fields_of(Party)
    its = {name: to_json(fields[name], getattr(one, name)) for name in fields}
    return {"id": one.uid, "number": one.number or None, **its}


def whole_record(store: Store, of: DeclaredCase) -> Shape:
    """One of them, with who was asked, links, timeline and promises."""
    (record,) = records(store, of.kind, [of.record])
    return {
        **record,
        "parties": [_party(one) for one in of.record.parties],
        "links": links(of.links),
        "timeline": [plain(event._asdict()) for event in of.timeline],
        "promises": [{**plain(one._asdict()), "open": one.is_open} for one in of.promises],
    }
