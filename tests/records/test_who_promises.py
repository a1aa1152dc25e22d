"""Who writes a promise: one room of the storage, asked by the key, the verb and declared acts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("calls", "rooms"),
    [
        (
            r"\b(insert|put|update)\(\s*\"promise\"",
            {"db/records/promises.py", "db/history/settling.py"},  # what two desks did is settled
        ),
        (r"\bINTO promise\b|\bUPDATE promise\b", set()),
        (r"\badd_promise\(", {"db/records/promises.py", "db/kinds/following.py"}),
        (
            r"\bpromises\.(make|keep|withdraw)\(",
            {
                "screens/records/acts.py",
                "spoc_tui/cli/records/promising.py",
                "spoc_tui/demo/performing.py",
            },
        ),
    ],
)
def test_only_these_write_a_promise(calls: str, rooms: set[str]) -> None:
    files = [file for top in ("db", "screens", "spoc_tui") for file in (ROOT / top).rglob("*.py")]
    found = {
        file.relative_to(ROOT).as_posix()
        for file in files
        if "schema" not in file.parts and re.search(calls, file.read_text(encoding="utf-8"))
    }
    assert found == rooms
