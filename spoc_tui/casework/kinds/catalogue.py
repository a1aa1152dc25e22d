"""Which kinds are declared, and where: each is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.kind import Kind

AREAS: Mapping[str, tuple[str, ...]] = {
    "groups": ("group", "meeting", "decision"),
    "stories": ("issue",),
}
"""By area, the codes of its kinds; the declaration of each is casework/AREA/CODE.py."""
AREA_OF: Mapping[str, str] = {code: area for area, codes in AREAS.items() for code in codes}


def kind_of(code: str) -> Kind[Any]:
    """The kind of a code."""
    found: Kind[Any] = import_module(f"spoc_tui.casework.{AREA_OF[code]}.{code}").KIND
    return found


def all_kinds() -> Iterator[Kind[Any]]:
    """Every declared kind, in the order in which they are shown."""
    return map(kind_of, AREA_OF)
