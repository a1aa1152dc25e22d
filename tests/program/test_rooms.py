"""The house stays one in which a room is found at first guess."""

from __future__ import annotations

from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
MOST_NAMES = 25
"""At the top of storage and of the screens: what is read at one look."""
MOST_LINES = 460
"""In any file; few come near it."""


@pytest.mark.parametrize("floor", ["db", "screens"])
def test_a_floor_is_read_at_one_look(floor: str) -> None:
    names = {
        one.stem
        for one in (HOUSE / floor).iterdir()
        if one.suffix == ".py" or one.is_dir()
        if not one.name.startswith("__")
    }
    assert len(names) <= MOST_NAMES, sorted(names)


def test_no_file_is_a_hall() -> None:
    files = [
        file
        for top in ("db", "screens", "spoc_tui", "tests")
        for file in (HOUSE / top).rglob("*.py")
    ]
    assert files
    long = {
        file.relative_to(HOUSE).as_posix(): lines
        for file in files
        if (lines := len(file.read_text("utf-8").splitlines())) > MOST_LINES
    }
    assert not long
