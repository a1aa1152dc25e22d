"""The plain text of records of declared kinds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.dates.when import DayAndTime, show_day_and_time
from spoc_tui.casework.kinds.kind import first_due
from spoc_tui.casework.kinds.values import facts
from spoc_tui.cli.words import event, linked, promise, row

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.case import DeclaredCase
    from spoc_tui.casework.kinds.kind import Due, Kind
    from spoc_tui.casework.kinds.record import DeclaredRecord

_WIDTH = 16


def standing(of: DeclaredRecord, dues: Sequence[Due]) -> str:
    """“Planned: copy by Fri 4 Dec 2026.”"""
    words, first = of.status.words, first_due(dues)
    return f"{words[:1].upper()}{words[1:]}{f': {due_words(first)}' if first else ''}."


def due_words(due: Due) -> str:
    """“copy by Fri 4 Dec 2026”; what presses nobody has no day."""
    if not due.presses:
        return due.what
    return f"{due.what} by {show_day_and_time(DayAndTime(due.on, due.at))}"


def whole_record(kind: Kind[Any], of: DeclaredCase, dues: Sequence[Due]) -> str:
    """The record in full."""
    one = of.record
    number = f" ({one.number})" if one.number else ""
    parts = [f"{one.reference}{number}  {one.subject}", row("Status", standing(one, dues), _WIDTH)]
    parts += [row(name, text, _WIDTH) for name, text in facts(kind, one)]
    if dues:
        parts += ["", "Due", *map(_due, dues)]
    parts += linked(of.links)
    if of.promises:
        parts += ["", "Promises", *map(promise, of.promises)]
    return "\n".join([*parts, "", "Timeline", *map(event, of.timeline)])


def _due(due: Due) -> str:
    return f"  {due_words(due)}" + (f": {due.words}" if due.words else "")
