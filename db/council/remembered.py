"""Remembers the officer's last choices, such as a file format or a folder: outside the history."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from spoc_tui.casework.errors import StorageFailed

if TYPE_CHECKING:
    from db.writing import Writing

WEEK_FORM, YEAR_FORM, FOLDER = "week form", "year form", "folder"
SURVEY_FORM = "survey form"
"""What is remembered: the form of a summary that was last written, and the folder it went to."""


def recall(store: Writing, name: str) -> str:
    """The value remembered under a name; blank where there is none."""
    row = store.connection.execute("SELECT value FROM remembered WHERE name = ?", [name]).fetchone()
    return row["value"] if row else ""


def remember(store: Writing, name: str, value: str) -> None:
    """Remembers it for the next time. Where it cannot be kept that is no reason to stop."""
    if recall(store, name) == value:
        return
    with suppress(StorageFailed), store.transaction():
        store.connection.execute(
            "INSERT OR REPLACE INTO remembered (name, value) VALUES (?, ?)", [name, value]
        )
