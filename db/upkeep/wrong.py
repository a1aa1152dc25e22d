"""What the check can find wrong: what it is, where, and what is to be done."""

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
    CheckedPart.INDEXES: _FOLLOWS,
}
"""What is to be done, by what is wrong."""
MENDED = frozenset((CheckedPart.SHAPE, CheckedPart.SUMS, CheckedPart.DRAFTS, CheckedPart.INDEXES))
"""What stands in the way of no copy: it is made again, or is half typed."""


@dataclass(frozen=True)
class Wrong:
    """One thing that is not as it should be."""

    part: CheckedPart
    said: str
    """A sentence, with references and uids but nothing that anybody typed."""

    @property
    def to_do(self) -> str:
        """What is to be done about it, as sentences."""
        return TO_DO[self.part]


@dataclass(frozen=True)
class Checked:
    """What was looked at, and what was found wrong."""

    actions: int
    rows: int
    wrong: tuple[Wrong, ...]
    repaired: tuple[str, ...] = ()
    """What was made again before, as sentences."""


def called(table: str, uid: object, reference: object = None) -> str:
    """What a row is called: “ENQ-26-0031 (enquiry 0198…)”."""
    if isinstance(reference, str) and _REFERENCE.fullmatch(reference):
        return f"{reference} ({table} {uid})"
    return f"{table} {uid}"
