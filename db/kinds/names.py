"""What the storage must know of each declared kind before its declaration is imported: frozen, and
held to the declarations by tests/test_kinds_kept.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Kept(NamedTuple):
    """The columns of a kind's table that more than its own records look at."""

    subject: str
    """What a record is called in a list."""
    searched: tuple[str, ...]
    """By whose words records are found."""
    acted: tuple[str, ...]
    """That acts alone set: each act rests on those before it."""
    organisation: str = ""
    """Whose a record is; blank: the kind has no such column."""
    groups: tuple[tuple[str, ...], ...] = ()
    """That make one fact."""
    several: tuple[str, ...] = ()
    """That hold several values."""


KEPT: Mapping[str, Kept] = {
    "stories_issue": Kept(
        subject="name",
        searched=("name", "notes"),
        acted=("copy_sent", "came_out"),
    ),
}
"""By table."""

ENDED = ("closed_at", "closed_why")
"""The columns that close a record of any declared kind: one fact."""
WHERE_IT_STANDS = ("status", *ENDED)
"""Those that say where it stands, whatever its kind."""
KEPT_TABLES = frozenset(KEPT)
CHANGE_DUE = KEPT_TABLES | {"holiday"}
"""The tables from which what is due on records of declared kinds follows."""
