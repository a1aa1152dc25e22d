"""Which part of the country is wanted of a list: an authority, wards, or some postcodes."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.organisations.postcode_letters import INWARD_LETTERS
from spoc_tui.casework.organisations.postcodes import INWARD
from spoc_tui.casework.text import fold, one_line

Lookup = Callable[[str], tuple[str, str]]
"""The ward and the authority of a postcode in its standard spelling; '' where not known."""

_OUTWARD = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?")
_LETTERS = re.compile(r"[A-Z]{1,2}")
_BEGINNING = re.compile(rf"([A-Z]{{1,2}}[0-9][0-9A-Z]?) ([0-9][{INWARD_LETTERS}]{{0,2}})")
_JOINED = re.compile(rf"([A-Z]{{1,2}}[0-9][0-9A-Z]?)({INWARD.pattern})")


def nowhere(postcode: str) -> tuple[str, str]:
    """A lookup that knows no postcode."""
    return "", ""


@dataclass(frozen=True)
class Area:
    """Wards and authorities by their folded name, and postcodes: whole, or how they begin.

    `known` are folded names that there are, whether or not a list has a row there; `met` are those
    that a row was found in.
    """

    names: Mapping[str, str]
    whole: frozenset[str]
    beginnings: tuple[str, ...]
    lookup: Lookup = nowhere
    known: frozenset[str] = frozenset()
    met: set[str] = field(default_factory=set)

    def has(self, *, authority: str, ward: str, postcode: str) -> bool:
        """Whether a row is in the area. What it says of itself counts; where it names no ward or
        authority, the lookup's for its postcode.
        """
        if postcode and (postcode in self.whole or postcode.startswith(self.beginnings)):
            return True
        if not self.names:
            return False
        if postcode and not (ward and authority):
            looked_up = self.lookup(postcode)
            ward, authority = ward or looked_up[0], authority or looked_up[1]
        found = {fold(ward), fold(authority)} & self.names.keys()
        self.met.update(found)
        return bool(found)

    def check(self) -> None:
        """BadInput, once all rows were read, for a name that no row has and that is not known."""
        strange = [self.names[name] for name in self.names.keys() - self.met - self.known]
        if strange:
            places = " or ".join(f"“{name}”" for name in sorted(strange))
            raise BadInput(
                f"Nothing in the list is in {places}: "
                "no column names such a ward or authority, and no postcode is known to be there. "
                "Import which ward a postcode is in (spoc import postcodes), or say how the "
                "postcodes begin: ME4, ME7 1.",
                field="area",
            )


def read_area(
    parts: Iterable[str], *, lookup: Lookup = nowhere, known: Collection[str] = ()
) -> Area:
    """The area of “Medway”, of “Gillingham North, Rainham Central”, or of “ME4, ME7 1”: its parts,
    with commas, or one each; BadInput where there are none. `known` are the wards and authorities
    that the lookup may answer.
    """
    names: dict[str, str] = {}
    whole: set[str] = set()
    beginnings: list[str] = []
    for part in parts:
        for typed in filter(None, map(one_line, part.split(","))):
            upper = typed.upper()
            if match := _JOINED.fullmatch(upper) or _BEGINNING.fullmatch(upper):
                joined = f"{match[1]} {match[2]}"
                if len(match[2]) == len("4AA"):
                    whole.add(joined)
                else:
                    beginnings.append(joined)
            elif _OUTWARD.fullmatch(upper):
                beginnings.append(f"{upper} ")
            elif _LETTERS.fullmatch(upper):
                beginnings += [f"{upper}{digit}" for digit in range(10)]
            else:
                names[fold(typed) or typed] = typed
    if not (names or whole or beginnings):
        raise BadInput(
            "The area is blank. Name an authority, wards, or how postcodes begin: ME4, ME7 1.",
            field="area",
        )
    return Area(names, frozenset(whole), tuple(beginnings), lookup, frozenset(map(fold, known)))
