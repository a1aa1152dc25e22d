"""Postcodes as people type them, corrected into the standard spelling; and the wards they are
in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from spoc_tui.casework.organisations.postcode_letters import INWARD_LETTERS

if TYPE_CHECKING:
    from spoc_tui.casework.organisations.organisation import RefusedRow

# What may be before the space: A letter, 9 digit. The last three are always 9AA.
OUTWARD_SHAPES = ("A9", "A99", "AA9", "AA99", "A9A", "AA9A")
# No area begins with Q, V or X or has I, J or Z second; no district is numbered 01 to 09.
OUTWARD = re.compile(r"[A-PR-UWYZ][A-HK-Y]?(?:0|[1-9][0-9]?)[A-Z]?")
INWARD = re.compile(f"[0-9][{INWARD_LETTERS}]{{2}}")
WHOLE_POSTCODE = re.compile("[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}")
TO_DIGIT = str.maketrans("OI", "01")
TO_LETTER = str.maketrans("01", "OI")


@dataclass(frozen=True)
class PostcodeRow:
    """A row of a list of postcodes: the ward it is in, by name or by code, and the authority."""

    line: int
    postcode: str
    ward: str = ""
    ward_code: str = ""
    authority: str = ""


@dataclass
class PostcodeReport:
    """The outcome of importing a list of postcodes."""

    dry_run: bool
    postcodes: int = 0
    wards: int = 0
    without_name: int = 0
    """How many of the postcodes are in a ward of which only the code is known."""
    refused: int = 0
    refusals: list[RefusedRow] = field(default_factory=list)
    """The first of those."""
    organisations: int = 0
    """How many were given a ward."""


def correct_postcode(text: str) -> str:
    """The postcode in its standard spelling, '' if the text cannot be one.

    Capitals and one space: "wa15 OHF" gives "WA15 0HF". O and 0, I and 1 are exchanged only
    where their place demands it. A space in a place that would make another postcode
    ("NP7 17DB") is not guessed away.
    """
    parts = re.split(r"[\W_]+", text.strip().upper())
    joined = "".join(parts)
    outward = _correct_outward(joined[:-3])
    inward = joined[-3:-2].translate(TO_DIGIT) + joined[-2:]
    if not outward or not INWARD.fullmatch(inward) or not _splits_at(parts, len(outward)):
        return ""
    return f"{outward} {inward}"


def is_no_postcode(text: str) -> bool:
    """Whether a text, in capitals, has the shape of a whole postcode and cannot be one: “ME4 4IC”.

    Half a one, or a place's name, has not that shape.
    """
    return WHOLE_POSTCODE.fullmatch(text) is not None and not correct_postcode(text)


def _splits_at(parts: list[str], place: int) -> bool:
    """Whether the text was typed without spaces, or with one at `place` characters."""
    typed = [part for part in parts if part]
    starts = {sum(map(len, typed[:count])) for count in range(1, len(typed))}
    return not starts or place in starts


def _correct_outward(text: str) -> str:
    """The outward half in the shape that takes the fewest changes, or '' where none fits."""
    fitted = [_fit(text, shape) for shape in OUTWARD_SHAPES if len(shape) == len(text)]
    possible = [fit for fit in fitted if OUTWARD.fullmatch(fit)]
    return min(possible, key=lambda fit: _changes(text, fit), default="")


def _fit(text: str, shape: str) -> str:
    """`text` with O, 0, I and 1 turned into the letter or digit their place in `shape` demands."""
    return "".join(
        character.translate(TO_LETTER if kind == "A" else TO_DIGIT)
        for character, kind in zip(text, shape, strict=True)
    )


def _changes(before: str, after: str) -> int:
    return sum(old != new for old, new in zip(before, after, strict=True))
