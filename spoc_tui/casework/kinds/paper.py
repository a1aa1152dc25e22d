"""A paper that goes out about a declared record: said in the declaration, written in reports/."""

from __future__ import annotations

from typing import NamedTuple


class Paper(NamedTuple):
    """One paper. Its facts are read by db/AREA/papers.py, and written by reports/AREA/papers.py."""

    name: str
    """Its verb."""
    label: str
    """As a menu offers it."""
    help: str
    """What is in it, as a sentence."""
    of_a_year: bool = False
    """Whether it covers one year: this one, unless another is given."""
    at_steps: tuple[str, ...] = ()
    """The codes of the steps at which it is the paper that is wanted."""
    is_calendar: bool = False
    """Whether it is an entry for other people's calendars (.ics), and no document."""
