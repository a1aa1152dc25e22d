"""The references that are read out on the phone: made, and understood when typed loosely."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.records.letters import LETTERS

if TYPE_CHECKING:
    from spoc_tui.casework.records.shape import Record

KIND_OF_LETTERS = {letters: code for code, letters in LETTERS.items()}
"""By the letters that references begin with, the kind that they are of: of each that was declared,
whether or not any is kept here.
"""
_LOOSE = (
    rf"^(?:(?P<kind>{'|'.join(KIND_OF_LETTERS)})[\s./-]*)?"
    r"(?:(?P<year>\d{2}|20\d{2})[\s./-]+)?"
    r"(?P<desk>[a-z])?(?P<number>\d{1,6})$"
)

_OWN = r"(?P<short>[A-Za-z]{2,8})[\s./-]+(?:(?P<year>\d{2}|20\d{2})[\s./-]+)?(?P<number>\d{1,4})"


class LooseReference(NamedTuple):
    """A reference as typed: a running number, and as much around it as was typed. Year is
    2000-based.
    """

    number: int
    kind: str | None = None
    year: int | None = None
    desk: str | None = None


class OwnNumber(NamedTuple):
    """A number that a record has beside its reference: `SLG-26-07`. Year is 2000-based."""

    short: str
    number: int
    year: int | None = None

    def written(self, year: int) -> str:
        """That of a year, as it is printed."""
        return f"{self.short}-{year % 100:02}-{self.number:02}"


def make_reference(kind: str, year: int, desk: str, number: int) -> str:
    """`ENQ-26-0143`, or `ENQ-26-B0143` where the desk has a letter."""
    return f"{kind}-{year % 100:02}-{desk}{number:04}"


def with_number(reference: str, number: str) -> str:
    """“DEC-26-0007 (SLG-26-07)”, where a record has a number of its own beside its reference."""
    return f"{reference} ({number})" if number else reference


def in_full(record: Record) -> str:
    """A record of any kind by its reference, and by the number that it is known by."""
    return with_number(record.reference, getattr(record, "number", ""))


def read_reference(text: str, kind: str = LETTERS["enquiry"]) -> LooseReference:
    """`ENQ-26-0143`, `enq 26 143`, `26-143` or `143`; BadInput for anything else, which says how
    those of a kind look.
    """
    match = re.match(_LOOSE, text.strip(), re.IGNORECASE)
    if match is None:
        shown = text.strip()[:40]
        raise BadInput(
            f"“{shown}” is not a reference. They look like {kind}-26-0143; 143 alone will do.",
            field="reference",
        )
    kind, year, desk = match["kind"], match["year"], match["desk"]
    return LooseReference(
        number=int(match["number"]),
        kind=kind.upper() if kind else None,
        year=2000 + int(year) % 100 if year else None,
        desk=desk.upper() if desk else None,
    )


def own_number(text: str) -> OwnNumber | None:
    """`SLG-26-07`, `slg 26 7`, `slg-2026-7` or `slg 7`; None for a reference, or anything else."""
    typed = text.strip()
    if not typed[-1:].isdigit() or not typed[:1].isalpha():
        return None
    match = re.fullmatch(_OWN, typed)
    if match is None or match["short"].upper() in KIND_OF_LETTERS:
        return None
    year = 2000 + int(match["year"]) % 100 if match["year"] else None
    return OwnNumber(match["short"].upper(), int(match["number"]), year)


def kind_of_reference(text: str) -> str | None:
    """The kind that a reference says it is of; None for a number alone, or anything else."""
    typed = text.strip()
    return (
        KIND_OF_LETTERS.get(typed[:3].upper())
        if re.search(r"^[a-z]{3}[\s./-]*\d", typed, re.I)
        else None
    )


def may_be_meant(text: str, reference: str) -> bool:
    """Whether who typed a text can mean the record of a reference: none but its own, where the text
    is a whole reference.
    """
    if not looks_like_reference(text):
        return True
    typed = read_reference(text)
    if typed.kind is None or typed.year is None:
        return True
    whole = read_reference(reference)
    return typed._replace(desk=typed.desk or whole.desk) == whole


def looks_like_reference(text: str) -> bool:
    """Whether `read_reference` would take it."""
    typed = text.strip()
    # Most of what is looked for is a name: the pattern is not even read for those.
    return typed[-1:].isdigit() and re.match(_LOOSE, typed, re.IGNORECASE) is not None
