"""In which package what a kind or an area asks of the storage is."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from spoc_tui.casework.records.kinds import DECLARED_KINDS, PACKAGE_OF

IN_AREAS = frozenset(PACKAGE_OF[kind.code] for kind in DECLARED_KINDS)
"""The packages of the areas are in db/areas; the others are beside it."""


def room_of(package: str, name: str) -> ModuleType:
    """A module of a package (`PACKAGE_OF`, `package_of_area`) of the storage."""
    floor = "db.areas" if package in IN_AREAS else "db"
    return import_module(f"{floor}.{package}.{name}")
