"""`--came-of REF`: a record is begun from another, linked to it and filled with what both share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click

from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.records.references import in_full

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.kinds.kind import Kind
    from spoc_tui.casework.records.shape import RecordCase

    Function = Callable[..., Any]

C = TypeVar("C", bound="RecordCase")
OPTION = "--came-of"


def came_of(function: Function) -> Function:
    """The option, for `source_of`."""
    about = "The record it comes of: both are linked, and what both have is taken from it."
    return click.option(OPTION, metavar="REF", help=about)(function)


def source_of(store: Store, typed: str | None) -> RecordCase | None:
    """The record that is meant; a SpocError names the option."""
    if typed is None:
        return None
    try:
        found: RecordCase = store.records_of(typed).get(typed)
    except SpocError as error:
        error.field, error.args = "came_of", (f"{OPTION}: {error}",)
        raise
    return found


def begun(store: Store, source: RecordCase | None, begin: Callable[[], C]) -> C:
    """The record that `begin` makes, linked to what it comes of: one action."""
    return begin() if source is None else store.links.begun_from(source.record.uid, begin)


def in_words(source: RecordCase | None) -> str:
    """“It came of MTG-26-0007.”"""
    return f"It came of {in_full(source.record)}." if source else ""


def caller_from(source: RecordCase | None, typed: Mapping[str, str | None]) -> dict[str, str]:
    """Whose the record is that it comes of, where nobody was named."""
    if source is None or typed.get("organisation") or typed.get("caller"):
        return {}
    one = source.record
    if one.organisation_uid:
        return {"organisation": one.organisation_uid}
    return {"caller": one.who} if one.who else {}


def shared(kind: Kind[Any], source: RecordCase | None) -> dict[str, str]:
    """The values that a record of a declared kind takes from the one that it comes of, as they are
    typed.
    """
    if source is None:
        return {}
    from db.records.kind_columns import KIND_COLUMNS
    from spoc_tui.casework.kinds.fields import Linked
    from spoc_tui.casework.kinds.following import shared_with
    from spoc_tui.casework.kinds.values import as_typed
    from spoc_tui.casework.records.kinds import KIND_OF

    called = KIND_COLUMNS[KIND_OF[kind.code].table].drafted
    found = shared_with(kind, called, source.record, source.kind_code)
    return {
        name: value.uid if isinstance(value, Linked) else as_typed(kind.fields[name], value)
        for name, value in found.items()
    }
