"""The built wheel holds all the program needs: it opens the desk away from the sources."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = ("spoc_tui", "db", "screens", "pyproject.toml", "README.md", "LICENSE")

OPENS_THE_DESK = """
import asyncio, sys
from datetime import UTC, datetime
from pathlib import Path
import db.store, screens, spoc_tui
from spoc_tui.app import SpocApp
from spoc_tui.settings import Settings

home = Path(sys.argv[1])
for package in (spoc_tui, screens, db.store):
    assert Path(package.__file__).is_relative_to(home), package.__file__

async def main():
    store = db.store.Store.open(home / "desk.db", now=lambda: datetime(2026, 4, 2, 9, tzinfo=UTC))
    app = SpocApp(store, settings=Settings())
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("n", "escape", "slash", "escape", "d", "escape", "g", "s", "escape", "?"):
            await pilot.press(key)
        await pilot.pause()
        print(store.days.known_to.year, type(app.screen).__name__)

asyncio.run(main())
"""


@pytest.mark.slow
def test_the_wheel_opens_every_screen(tmp_path: Path) -> None:
    sources, home = tmp_path / "sources", tmp_path / "home"
    sources.mkdir()
    for name in SOURCES:
        if (ROOT / name).is_dir():
            skip = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, sources / name, ignore=skip)
        else:
            shutil.copy(ROOT / name, sources / name)
    build = ["pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    _run("-m", *build, "--wheel-dir", str(tmp_path), str(sources), cwd=tmp_path)
    (wheel,) = tmp_path.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(home)
    said = _run("-c", OPENS_THE_DESK, str(home), cwd=home, PYTHONPATH=str(home))
    assert said.split() == ["2028", "HelpScreen"]


def _run(*arguments: str, cwd: Path, **extra: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env={**os.environ, **extra},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
