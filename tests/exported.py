"""A small export of everything, and what is in a folder."""

from __future__ import annotations

from pathlib import Path

from factories import make_organisation

from db.exports.everything import write_all
from db.store import Store


def small_export(store: Store, folder: Path) -> Path:
    """One organisation, in the history too, exported to that folder."""
    make_organisation(store, "Quay Rowing")
    write_all(store, folder)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Its files by name."""
    return {file.name: file.read_bytes() for file in folder.iterdir()}
