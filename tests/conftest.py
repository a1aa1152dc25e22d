"""What many tests start from: a clock that stands still, an empty store, the real lists."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_desk import Cli
from factories import DEMO_MORNING, FixedClock
from failing import log as log
from failing import not_told as not_told

from db.keeping_up import keep_up
from db.store import Store
from spoc_tui.demo.building import demo_database


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--draw", action="store_true", help="draw the snapshots of pages anew")


@pytest.fixture(autouse=True)
def nothing_of_the_officers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the officer's own settings or database."""
    monkeypatch.setenv("SPOC_SETTINGS", str(tmp_path / "settings.toml"))
    monkeypatch.setenv("SPOC_DB", str(tmp_path / "officers-own.db"))
    monkeypatch.setenv("SPOC_LOG", str(tmp_path / "log" / "failures.log"))


@pytest.fixture
def clock() -> FixedClock:
    """Thursday 2 April 2026, 09:00 UTC, until it is told otherwise."""
    return FixedClock()


@pytest.fixture(scope="session")
def new_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database as a new desk has it, made once: copying is ten times faster."""
    path = tmp_path_factory.mktemp("new") / "spoc.db"
    store = Store.open(path, now=FixedClock())
    store.own_standards.read_once(None)  # as its first start does
    keep_up(store)
    store.close()
    return path


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's database, built once; to be copied before it is opened."""
    return demo_database(tmp_path_factory.mktemp("demo"), now=lambda: DEMO_MORNING)


@pytest.fixture
def store(tmp_path: Path, clock: FixedClock, new_database: Path) -> Iterator[Store]:
    """A new store in a file, with the starting set of teams and topics."""
    shutil.copyfile(new_database, tmp_path / "spoc.db")
    opened = Store.open(tmp_path / "spoc.db", now=clock)
    yield opened
    opened.close()


@pytest.fixture
def cli(tmp_path: Path, clock: FixedClock, new_database: Path) -> Cli:
    """The command line on a database of its own: the `store`'s, where a test asks for both."""
    path = tmp_path / "spoc.db"
    if not path.exists():
        shutil.copyfile(new_database, path)
    return Cli(path, clock)


@pytest.fixture
def test_data() -> Path:
    """The folder of real lists, where there is one."""
    folder = os.environ.get("SPOC_TEST_DATA")
    if not folder:
        pytest.skip("needs the real lists: set SPOC_TEST_DATA to their folder")
    return Path(folder)
