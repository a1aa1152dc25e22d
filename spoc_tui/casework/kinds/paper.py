"""A paper that goes out about a declared record: said in the declaration, written in reports/."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import NamedTuple

from spoc_tui.casework.records.kinds import package_of_area


class Paper(NamedTuple):
    """One paper. Its facts are read by db/areas/PACKAGE/papers.py, and written by
    reports/PACKAGE/papers.py.
    """

    name: str
    """Its verb."""
    label: str
    """As a menu offers it."""
    help: str
    """What is in it, as a sentence."""
    goes_out: bool
    """Whether it leaves the council's file: a letter, a form, a card, a bulletin, what the members
    of a group have before them. What the history was is at the foot of the others alone.
    """
    of_a_year: bool = False
    """Whether it covers one year: this one, unless another is given."""
    of_all: bool = False
    """Whether it is about the records of the kind together, and not about one of them."""
    at_steps: tuple[str, ...] = ()
    """The codes of the steps at which it is the paper that is wanted."""
    is_calendar: bool = False
    """Whether it is an entry for other people's calendars (.ics), and no document."""
    filled_in: bool = False
    """Whether its web page is filled in there, and not printed."""


class AreaPaper(NamedTuple):
    """A paper about an area, and no one record of it: AREA_PAPERS of casework/PACKAGE/papers.py.
    Its facts are read by db/areas/PACKAGE/papers.py, and written by reports/PACKAGE/papers.py.
    """

    name: str
    """Its verb."""
    label: str
    """As a menu offers it."""
    help: str
    """What is in it, as a sentence."""
    goes_out: bool
    """As of a Paper."""
    of_a_year: bool = False
    """Whether it covers one year."""
    of_one: tuple[str, ...] = ()
    """What it may be of, in place of all: “organisation”, “directorate”."""
    forms: tuple[str, ...] = ()
    """In which forms other programs read it, by the endings of their files; blank: it is a document
    for people.
    """
    for_groups: bool = False
    """Whether it goes to organisations: to all, or those of a tag, a size, a ward. Their addresses
    are given beside it, and are never in it.
    """


class Narrowed(NamedTuple):
    """What of its area a paper is of; for which organisations it is."""

    year: int | None = None
    organisation: str = ""
    directorate: str = ""
    tag: str = ""
    size: str = ""
    ward: str = ""


@cache
def area_papers(area: str) -> tuple[AreaPaper, ...]:
    """The papers about an area."""
    room = f"spoc_tui.casework.{package_of_area(area)}.papers"
    if find_spec(room) is None:
        return ()
    found: tuple[AreaPaper, ...] = getattr(import_module(room), "AREA_PAPERS", ())
    return found
