"""The JSON shapes of records of declared kinds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from db.records.kept import KEPT
from spoc_tui.casework.kinds.fields import fields_of
from spoc_tui.casework.kinds.party import Party
from spoc_tui.casework.kinds.values import to_json
from spoc_tui.casework.records.kinds import KIND_OF
from spoc_tui.cli.shapes import Shape, day, hour, links, plain

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.case import DeclaredCase
    from spoc_tui.casework.kinds.kind import Due, Kind
    from spoc_tui.casework.kinds.record import Record


def record(kind: Kind[Any], of: Record, dues: Sequence[Due]) -> Shape:
    """A record as it stands, its fields by name, and what is due on it."""
    fields = kind.fields
    return {
        "reference": of.reference,
        "id": of.uid,
        **({"number": of.number} if KEPT[KIND_OF[kind.code].table].number else {}),
        "kind": kind.code,
        "status": of.status.value,
        "subject": of.subject,
        **{name: to_json(field, getattr(of, name)) for name, field in fields.items()},
        **({} if kind.roles is None else {"asked": [_party(one) for one in of.parties]}),
        "due": [
            {"what": one.what, "on": day(one.on), "at": hour(one.at), "words": one.words}
            for one in dues
        ],
    }


def _party(one: Party) -> Shape:
    """Who was asked, and what came of it."""
    fields = fields_of(Party)
    return {"id": one.uid, **{name: to_json(fields[name], getattr(one, name)) for name in fields}}


def whole_record(kind: Kind[Any], of: DeclaredCase, dues: Sequence[Due]) -> Shape:
    """The same, with links, timeline and promises."""
    return {
        **record(kind, of.record, dues),
        "links": links(of.links),
        "timeline": [plain(event._asdict()) for event in of.timeline],
        "promises": [{**plain(one._asdict()), "open": one.is_open} for one in of.promises],
    }
