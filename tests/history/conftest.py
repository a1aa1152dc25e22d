"""What tests of joined histories start from: two desks."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from desks import make_desk
from joined_desks import Pair


@pytest.fixture
def pair(new_database: Path, tmp_path: Path) -> Iterator[Pair]:
    """Two desks; what the second does is a minute later, unless its clock is moved."""
    opened = []
    for letter in "AB":
        path = shutil.copyfile(new_database, tmp_path / f"{letter}.db")
        opened.append(make_desk(path, 1, letter))
    opened[1].clock.advance(minutes=1)
    yield opened[0], opened[1]
    for desk in opened:
        desk.store.close()
