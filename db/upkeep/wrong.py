"""A fault that the check finds: what it is, where, and how to mend it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_REFERENCE = re.compile(r"[A-Z]{2,8}-\d\d-[A-Z]?\d{1,9}")


class CheckedPart(StrEnum):
    """A part of a database that can be wrong."""

    FILE = "file"
    SHAPE = "shape"
    HISTORY = "history"
    ROWS = "rows"
    LINKS = "links"
    SUMS = "sums"
    DRAFTS = "drafts"
    CHANGED_DRAFTS = "half-typed words"
    COUNTERS = "running numbers"
    INDEXES = "indexes"


_FOLLOWS = "“spoc check --repair” makes it again from what it follows from."
_BACK = "“spoc restore” puts back the newest copy that is whole"
_SET_RIGHT = (
    "“spoc rescue” writes a new file with all that can be read, in which the history sets it "
    f"right as far as it is whole; {_BACK}."
)
TO_DO = {
    CheckedPart.FILE: f"{_BACK}; “spoc rescue” writes what can be read of this one into a new "
    "file. Where only an index of it is damaged, “spoc check --repair” is enough.",
    CheckedPart.SHAPE: f"{_FOLLOWS} A table that is missing comes with a copy: “spoc restore”.",
    CheckedPart.HISTORY: f"{_BACK}. “spoc rescue” writes a new file in which what is not as it was "
    "sealed stands apart.",
    CheckedPart.ROWS: _SET_RIGHT,
    CheckedPart.LINKS: _SET_RIGHT,
    CheckedPart.SUMS: _FOLLOWS,
    CheckedPart.DRAFTS: "It is in no list. What was typed there cannot be shown any more; “spoc "
    "drafts drop ID” deletes it.",
    CheckedPart.CHANGED_DRAFTS: "“spoc drafts” lists it. Read it through where it is typed, and "
    "keep it again by typing on, or delete it with “spoc drafts drop ID”.",
    CheckedPart.COUNTERS: _FOLLOWS,
    CheckedPart.INDEXES: _FOLLOWS,
}
"""What is to be done, by what is wrong."""
MENDED = frozenset(
    (
        CheckedPart.SHAPE,
        CheckedPart.SUMS,
        CheckedPart.DRAFTS,
        CheckedPart.CHANGED_DRAFTS,
        CheckedPart.COUNTERS,
        CheckedPart.INDEXES,
    )
)
"""What stands in the way of no copy: it is made again, or is half typed."""


@dataclass(frozen=True)
class Wrong:
    """One thing that is not as it should be."""

    part: CheckedPart
    said: str
    """A sentence, with references and uids but nothing that anybody typed."""

    @property
    def to_do(self) -> str:
        """The remedy, as sentences."""
        return TO_DO[self.part]


@dataclass(frozen=True)
class Checked:
    """The outcome of a check."""

    actions: int
    rows: int
    wrong: tuple[Wrong, ...]
    repaired: tuple[str, ...] = ()
    """What was made again before, as sentences."""
    left_out: str = ""
    """What could not be looked at, as a sentence; blank: nothing."""


def called(table: str, uid: object, reference: object = None) -> str:
    """The name of a row: “ENQ-26-0031 (enquiry 0198…)”."""
    if isinstance(reference, str) and _REFERENCE.fullmatch(reference):
        return f"{reference} ({table} {uid})"
    return f"{table} {uid}"
