"""How a building is named: its name, its postcode, its property number (UPRN), its ward."""

from __future__ import annotations

import re
from typing import Generic, Protocol, TypeVar

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.organisations.postcodes import correct_postcode
from spoc_tui.casework.text import compared, shortened

T = TypeVar("T")

_DIGITS = re.compile(r"0*[1-9][0-9]{0,11}")
_SHORTENED = re.compile(r"[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]+")
UPRN_HELP = "the property’s number: up to 12 digits"


class Place(Protocol):
    """What is somewhere."""

    @property
    def uprn(self) -> str: ...
    @property
    def postcode(self) -> str: ...


def read_uprn(typed: str, field: str = "uprn") -> str:
    """The number without noughts before it; blank stays blank. BadInput where it is none."""
    if not typed:
        return ""
    if _SHORTENED.fullmatch(typed):
        raise BadInput(
            f"“{shortened(typed, 40)}” is a UPRN that a spreadsheet has shortened: its digits are "
            "lost. Format that column as a number without decimals, or as text, where the list "
            "comes from, and save it again.",
            field=field,
        )
    if _DIGITS.fullmatch(typed) is None:
        raise BadInput(
            f"“{shortened(typed, 40)}” is no UPRN. It is {UPRN_HELP}; leave it blank where it is "
            "not known.",
            field=field,
        )
    return typed.lstrip("0")


def check_place(one: Place, name: str, field: str) -> None:
    """BadInput where a building is named by a postcode alone, or its numbers can be none."""
    if correct_postcode(name):
        raise BadInput(
            f"“{name}” is a postcode, and several buildings may have it. Give the building’s name "
            "or number and street; the postcode has a field of its own.",
            field=field,
        )
    read_uprn(one.uprn)
    if one.postcode and not correct_postcode(one.postcode):
        raise BadInput(
            f"“{shortened(one.postcode, 40)}” is no postcode. Type it as ME4 4TR, or leave it "
            "blank.",
            field="postcode",
        )


def is_same_place(name: str, uprn: str, other_name: str, other_uprn: str) -> bool:
    """Whether two records speak of one building: by their numbers where both have one, else by
    their names.
    """
    if uprn and other_uprn:
        return uprn.lstrip("0") == other_uprn.lstrip("0")
    return compared(name) == compared(other_name)


class Places(Generic[T]):
    """What is somewhere, found again by its number and name, as `is_same_place` compares them."""

    def __init__(self) -> None:
        self._numbered: dict[str, list[T]] = {}
        self._named: dict[str, list[tuple[T, str]]] = {}

    def add(self, one: T, name: str, uprn: str) -> None:
        """Puts one there."""
        if uprn:
            self._numbered.setdefault(uprn.lstrip("0"), []).append(one)
        self._named.setdefault(compared(name), []).append((one, uprn))

    def numbered(self, uprn: str) -> list[T]:
        """Those that have this number."""
        return self._numbered.get(uprn.lstrip("0"), []) if uprn else []

    def named(self, name: str) -> list[T]:
        """Those that have this name."""
        return [one for one, _ in self._named.get(compared(name), [])]

    def same(self, name: str, uprn: str) -> list[T]:
        """Those that are in the same building."""
        by_name = self._named.get(compared(name), [])
        return [*self.numbered(uprn), *(one for one, its in by_name if not (uprn and its))]
