"""Which kinds are declared, and where: each is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.kind import Kind


class Area(NamedTuple):
    """Kinds that belong together, and what they are called together."""

    heading: str
    """As the menu and its page call it."""
    key: str
    """Its key in the menu of places."""
    says: str
    """What it is for, in a few words."""
    kinds: tuple[str, ...]
    """The codes of its kinds, in the order of its tabs; each is declared in casework/AREA/CODE.py.
    """


AREAS: Mapping[str, Area] = {
    "groups": Area(
        "Groups & meetings", "g", "whom you meet, and when", ("group", "meeting", "decision")
    ),
    "stories": Area("Stories", "m", "the issues of the magazine", ("issue",)),
}
"""By code, each area, in the order in which they are shown."""
AREA_OF: Mapping[str, str] = {code: area for area, its in AREAS.items() for code in its.kinds}
"""By the code of a kind, that of its area."""


def kind_of(code: str) -> Kind[Any]:
    """The kind of a code."""
    found: Kind[Any] = import_module(f"spoc_tui.casework.{AREA_OF[code]}.{code}").KIND
    return found


def explanation_of(code: str) -> str:
    """What the records of a kind are, as its file says first."""
    described = import_module(f"spoc_tui.casework.{AREA_OF[code]}.{code}").__doc__
    return " ".join((described or "").split())


def all_kinds() -> Iterator[Kind[Any]]:
    """Every declared kind, in the order in which they are shown."""
    return map(kind_of, AREA_OF)
