"""The acts that there are on the records of a kind, and what each needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from spoc_tui.casework.records.require import require_closable, require_closed, require_open
from spoc_tui.casework.records.shape import RecordCase

Need = Callable[[Any], object]
"""Raises Refused, saying why, where an act does not apply to a case as it stands; the storage
refuses by the same."""


class Acts(NamedTuple):
    """The acts on a kind: ACTS of casework/SUBJECT/acts.py."""

    case: type[RecordCase]
    """What a record of it is in full."""
    needs: Mapping[str, Need]
    """Each act that there is on one, and what it needs."""
    one_of: Mapping[str, tuple[str, ...]]
    """The commands that do one of several acts; why the first does not apply is why they do not."""


def always(case: RecordCase) -> None:
    """Whatever state the record is in."""


def open_for(act: str) -> Need:
    """That the record is open; `act` is what the officer would do."""
    return lambda case: require_open(case.record, act)


EVERY_KIND: Mapping[str, Need] = {
    "note": always,
    "organisation": always,
    "copy": always,
    "follow_on": always,
    "link": always,
    "promise": open_for("promise anything on it"),
    "close": lambda case: require_closable(case.record, case.open_promises),
    "reopen": lambda case: require_closed(case.record),
}
"""The acts that there are on a record of every kind."""
