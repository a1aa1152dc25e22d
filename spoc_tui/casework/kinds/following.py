"""The kinds that may be begun from a record, and what a new one then shares with it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.kinds.catalogue import AREAS, kind_of
from spoc_tui.casework.kinds.fields import DeclaredField, Line, Link, Linked, fields_of
from spoc_tui.casework.kinds.record import DeclaredRecord
from spoc_tui.casework.records.kinds import BY_HAND, DECLARED_CODES, KIND_OF

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.act import Values
    from spoc_tui.casework.kinds.kind import Kind
    from spoc_tui.casework.records.shape import Record as AnyRecord


def may_follow(code: str, hidden: Collection[str]) -> tuple[str, ...]:
    """The codes of the kinds of which a record may come of one of the kind of this code: those that
    it leads to most often, then all others; but for those of `hidden` areas.
    """
    shown = [code for area, its in AREAS.items() if area not in hidden for code in its.kinds]
    there = (*shown, *(one.code for one in BY_HAND))
    named = kind_of(code).leads_to if code in DECLARED_CODES else KIND_OF[code].leads_to
    return tuple(dict.fromkeys(each for each in (*named, *there) if each in there))


def shared_with(kind: Kind[Any], called: str, of: AnyRecord, of_kind: str) -> Values:
    """The values that a new record of a kind shares with the record of the kind `of_kind` from
    which it is begun, by field: that record itself, its organisation and person, or the caller in
    words, what else both link to by one name, and what it is called, in the field `called`.
    """
    its: Mapping[str, DeclaredField] = fields_of(type(of)) if isinstance(of, DeclaredRecord) else {}
    found: dict[str, Any] = {}
    for name, field in kind.fields.items():
        if not field.typed or field.several or name in kind.own:
            continue
        match field:
            case Link(of=linked) if linked == of_kind:
                found[name] = Linked(of.uid, of.reference)
            case Link(of="contact") if name == "person":
                if uid := getattr(of, "contact_uid", None):
                    found[name] = Linked(uid, getattr(of, "contact", "") or "")
            case Link(of="organisation") if name == "organisation":
                if of.organisation_uid is not None:
                    found[name] = Linked(of.organisation_uid, of.organisations)
            case Link(of=linked) if name in its and its[name].of == linked:
                found[name] = getattr(of, name)
            case Line() if name == kind.voice and of.organisation_uid is None:
                found[name] = getattr(of, "caller", "") or None
            case Line() if name == called:
                found[name] = of.subject
    return {name: value for name, value in found.items() if value is not None}
