"""What each kind of record says of itself on the command line, and where: cli/SUBJECT/kind.py, or
for all declared kinds cli/kinds/kind.py. Each is imported when it is asked for, and imports what it
prints when that is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from spoc_tui.casework.records.kinds import DECLARED_CODES, KIND_OF, PACKAGE_OF

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.cli.desk import Desk
    from spoc_tui.cli.shapes import Shape


class EquivalentVerb(NamedTuple):
    """The verb of another kind that does what one on an enquiry does."""

    verb: str
    """The verb that does it: “pay told”."""
    rest: str | None = None
    """What is typed after the reference, where that differs; None: all as it stands, so that it is
    simply done."""


class InShort(NamedTuple):
    """The records of a kind that an organisation has, beside its enquiries."""

    key: str
    """Of their list in JSON."""
    shape: Callable[..., Shape]
    """One of them, beside the common keys, given its `organisation_uid` and `today`."""
    briefed: Callable[..., Shape]
    """The same on a briefing sheet."""
    heading: str
    """Above the open ones."""
    line: Callable[[Any, str, date], str]
    """How one of them stands, in a few words."""


@dataclass(frozen=True, kw_only=True)
class Printed:
    """The records of a kind on the command line."""

    whole: Callable[[Desk, str], tuple[Shape, str]]
    """One in full, by its reference or uid: its shape and its text."""
    standing: Callable[[Store, Any, bool], tuple[str, Shape]] | None = None
    """Where a case stands, in a sentence; and, where that is asked for, its shape."""
    in_short: InShort | None = None
    group: str = ""
    """The verb whose own verbs are of this kind."""
    ways: Mapping[str, EquivalentVerb] = field(default_factory=dict)
    """By a verb on an enquiry, what does it to a record of this kind."""


def printed(kind: str) -> Printed:
    """The room of a kind on the command line, by its code."""
    found: Printed
    if kind in DECLARED_CODES:
        found = import_module("spoc_tui.cli.kinds.kind").printed(KIND_OF[kind])
    else:
        found = import_module(f"spoc_tui.cli.{PACKAGE_OF[kind]}.kind").PRINTED
    return found
