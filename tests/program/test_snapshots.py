"""Ten pages of the demo as they were drawn, in two sizes and two themes: a move of code changes
nothing that the officer sees.

Where it is meant to, they are drawn again: make snapshots.
"""

from __future__ import annotations

from difflib import unified_diff
from importlib.metadata import version
from pathlib import Path

import pytest
from desk_app import NARROW, WIDE
from drawn import drawn
from tour import PLACES, demo_desk, go

SNAPSHOTS = Path(__file__).parents[1] / "snapshots"
DRAWN_WITH = SNAPSHOTS / "drawn-with.txt"
"""The version of Textual: another draws its own widgets in its own way."""
PAGES = (
    *("desk", "a call", "find", "an enquiry", "organisation", "a payment", "feedback", "week"),
    *("an issue", "directory"),
)


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
@pytest.mark.parametrize("size", [NARROW, WIDE], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_ten_pages_are_as_they_were_drawn(
    demo_file: Path,
    tmp_path: Path,
    size: tuple[int, int],
    theme: str,
    request: pytest.FixtureRequest,
) -> None:
    afresh = request.config.getoption("--draw")
    installed = version("textual")
    if afresh:
        SNAPSHOTS.mkdir(exist_ok=True)
        DRAWN_WITH.write_text(f"{installed}\n", encoding="utf-8")
    elif (needed := DRAWN_WITH.read_text(encoding="utf-8").strip()) != installed:
        pytest.skip(f"drawn with Textual {needed}, and here is {installed}")
    changed = []
    async with demo_desk(demo_file, tmp_path, size) as (app, pilot):
        app.theme = theme
        for page in PAGES:
            await go(app, pilot, PLACES[page], tmp_path)
            await pilot.pause()
            name = f"{page.replace(' ', '-')}-{size[0]}x{size[1]}-{theme.partition('-')[2]}.txt"
            now, file = drawn(app), SNAPSHOTS / name
            if afresh:
                file.write_text(now, encoding="utf-8", newline="\n")
            before = file.read_text(encoding="utf-8")
            changed += unified_diff(before.splitlines(), now.splitlines(), name, "now", lineterm="")
    assert not changed, "\n".join(changed)
