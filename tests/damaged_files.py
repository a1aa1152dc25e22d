"""Damages the file of a database where a test wants it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from db.upkeep.pages import open_pages


def pages_of(path: Path, table: str) -> list[int]:
    """The numbers of the pages that hold rows of a table, counted from 1."""
    with closing(sqlite3.connect(path)) as connection:
        (root,) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = ?", [table]
        ).fetchone()
    with open_pages(path) as pages:
        reached = set[int]()
        list(pages.rows(root, reached))
        return sorted(reached - {root}) or [root]


def blank(path: Path, *numbers: int) -> bytes:
    """Has the pages of these numbers be blank; returns what the file is then."""
    content = bytearray(path.read_bytes())
    for number in numbers:
        content[(number - 1) * 4096 : number * 4096] = bytes(4096)
    path.write_bytes(content)
    return bytes(content)
