"""Which kinds are declared, and where: each is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from spoc_tui.casework.records.kinds import PACKAGE_OF

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.fields import Records
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
    """The codes of its kinds, in the order of its tabs; each is declared in casework/AREA/CODE.py,
    AREA being its package.
    """


AREAS: Mapping[str, Area] = {
    "groups": Area(
        "Groups & meetings", "g", "whom you meet, and when", ("group", "meeting", "decision")
    ),
    "planning": Area(
        "Planning", "l", "what developments pay for: section 106", ("window", "scheme", "pilot")
    ),
    "money": Area("Money", "n", "bids, awards, and what ends when", ("bid", "award", "model")),
    "premises": Area(
        "Premises",
        "u",
        "rooms, leases, community assets, rates",
        (
            *("space", "request", "holding", "transfer"),
            *("nomination", "listing", "disposal", "relief"),
        ),
    ),
    "compact": Area(
        "Compact", "a", "what each side promised, and is it kept", ("compact", "commitment")
    ),
    "codesign": Area(
        "Co-design",
        "v",
        "who is asked, who goes, who is told",
        ("invitation", "event", "briefing"),
    ),
    "equality": Area(
        "Equality",
        "q",
        "whom groups serve; impact assessments",
        ("assessment", "purpose", "characteristic", "publication"),
    ),
    "prescribing": Area(
        "Prescribing",
        "x",
        "who has room, what money follows",
        ("service", "assurance"),
    ),
    "buying": Area(
        "Buying",
        "k",
        "contracts, offers of suppliers, needs",
        ("opportunity", "offer", "need"),
    ),
    "volunteering": Area(
        "Volunteering",
        "y",
        "roles, sign-ups, courses; no names",
        ("role", "signup", "course", "stafftime", "mentoring"),
    ),
    "stories": Area("Stories", "m", "stories for the council’s magazine", ("issue", "story")),
    "survey": Area("Survey", "j", "the sector asked, round by round", ("round", "response")),
}
"""By code, each area, in the order in which they are shown."""
AREA_OF: Mapping[str, str] = {code: area for area, its in AREAS.items() for code in its.kinds}
"""By the code of a kind, that of its area."""


def kind_of(code: str) -> Kind[Any]:
    """The kind of a code."""
    found: Kind[Any] = import_module(f"spoc_tui.casework.{PACKAGE_OF[code]}.{code}").KIND
    return found


def explanation_of(code: str) -> str:
    """The explanation of a kind: the first paragraph of its file, which is for the officer; what
    comes after it is for whoever works on the program.
    """
    described = import_module(f"spoc_tui.casework.{PACKAGE_OF[code]}.{code}").__doc__
    return " ".join((described or "").partition("\n\n")[0].split())


def kind_linking(field: Records) -> Kind[Any]:
    """The kind whose records are there for a field of those that link to one."""
    if isinstance(field.of, str):
        return kind_of(field.of)
    return next(kind for kind in all_kinds() if kind.record is field.of)


def all_kinds() -> Iterator[Kind[Any]]:
    """Every declared kind, in the order in which they are shown."""
    return map(kind_of, AREA_OF)
