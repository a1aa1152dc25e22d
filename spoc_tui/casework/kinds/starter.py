"""What an area may begin with: what the Task Group's report says, as plain data in
casework/AREA/starter.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import NamedTuple

from spoc_tui.casework.records.kinds import package_of_area
from spoc_tui.casework.records.link import Says

NOTHING: Mapping[str, str] = {}


class Begun(str):
    """In place of what is typed: a record of the starter by its key, or an organisation of it by
    its name.
    """

    __slots__ = ()


class StartingOrganisation(NamedTuple):
    """An organisation that is used where it is there by one of these names, else added."""

    name: str
    other_names: tuple[str, ...] = ()


class StartingRecord(NamedTuple):
    """A record, with its fields as they are typed, its rows, and what was done about it."""

    kind: str
    fields: Mapping[str, str]
    rows: Mapping[str, tuple[Mapping[str, str], ...]] = {}
    acts: tuple[tuple[str, Mapping[str, str]], ...] = ()
    """What was done about it since: acts by name, with what is typed into each."""


class StartingLink(NamedTuple):
    """A link between two records of a starter, both by their keys."""

    of: str
    to: str
    says: Says
    words: str = ""


class Starter(NamedTuple):
    """The records that an area begins with."""

    organisations: tuple[StartingOrganisation, ...] = ()
    records: Mapping[str, StartingRecord] = {}
    """By a key of its own each; one comes after those that it names."""
    links: tuple[StartingLink, ...] = ()


@cache
def starter_of(area: str) -> Starter | None:
    """The starter of an area; None: it declares none."""
    room = f"spoc_tui.casework.{package_of_area(area)}.starter"
    if find_spec(room) is None:
        return None
    found: Starter = import_module(room).STARTER
    return found
