"""Reads what is typed into the fields of a declared record, links by what is on record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from db.kinds.looking_up import Finder
from spoc_tui.casework.dates.when import DayAndTime, wall_time
from spoc_tui.casework.errors import Ambiguous, NotFound
from spoc_tui.casework.kinds.fields import DeclaredField, Link
from spoc_tui.casework.kinds.reading import read_fields
from spoc_tui.casework.text import compared

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.kinds.act import Values
    from spoc_tui.casework.kinds.now import Now
    from spoc_tui.casework.kinds.record import DeclaredRecord


def values_of(
    store: Store,
    fields: Mapping[str, DeclaredField],
    typed: Mapping[str, str],
    now: Now,
    *,
    whole: bool = True,
    stood: DeclaredRecord | None = None,
) -> dict[str, Any]:
    """The values of what was typed; BadInput, naming the field, for what is none. `whole`: blank
    where nothing was typed; `stood` is the record as it stands.
    """
    find = Finder(store)
    values = read_fields(fields, typed, now=now, find=find, whole=whole, stood=stood)
    return {**values, **_named_by(find, fields, typed)}


def say_back(store: Store, typed: Iterable[str], values: Values) -> None:
    """Has the answer repeat the dates among what was typed."""
    for name in typed:
        match values[name]:
            case datetime() as at:
                store.was_read(name, wall_time(at))
            case date() as day:
                store.was_read(name, DayAndTime(day))
            case DayAndTime() as on:
                store.was_read(name, on)


def _named_by(
    find: Finder, fields: Mapping[str, DeclaredField], typed: Mapping[str, str]
) -> dict[str, Any]:
    """The links that follow from words (`DeclaredField.names`) that were typed: the first that has
    just that name is given, the others are blank.
    """
    found: dict[str, Any] = {}
    for name, field in fields.items():
        words = typed.get(name, "").strip()
        if not (field.names and name in typed) or any(map(typed.get, field.names)):
            continue
        found |= dict.fromkeys(field.names)
        for link in (fields[one] for one in field.names if words):
            assert isinstance(link, Link)
            with suppress(NotFound, Ambiguous):
                linked = find(link, words)
                if compared(linked.name) == compared(words):
                    found[link.name] = linked
                    break
    return found
