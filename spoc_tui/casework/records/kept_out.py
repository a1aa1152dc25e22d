"""What is never put on record of an area: declared by it in casework/PACKAGE/kept_out.py, and asked
wherever words of its records, half-typed ones, or lists for it come in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import NamedTuple

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.records.kinds import package_of_area

AREAS = ("prescribing", "volunteering")
"""The areas that declare such a rule: frozen, so that none is imported to know it."""


class KeptOut(NamedTuple):
    """What is kept out of an area, and how that is said. None of it ever repeats what was typed."""

    is_in: Callable[[str], bool]
    """Whether some words have it."""
    why: str
    """The sentence that refuses words with it."""
    in_a_list: str
    """The sentence that refuses a line of a list with it."""
    not_kept: str
    """What the headline of a form says where a half-typed field has it: few words."""


@cache
def kept_out_of(area: str) -> KeptOut | None:
    """What is kept out of an area; None: it declares nothing."""
    if area not in AREAS:
        return None
    found: KeptOut = import_module(f"spoc_tui.casework.{package_of_area(area)}.kept_out").KEPT_OUT
    return found


def require_line(rule: KeptOut, typed: Mapping[str, str]) -> None:
    """Refuses a line of a list for what one of its cells has."""
    if any(map(rule.is_in, typed.values())):
        raise BadInput(rule.in_a_list)
