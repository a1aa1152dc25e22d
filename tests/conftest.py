"""What many tests start from: a clock that stands still, an empty store, the real lists."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from zlib import crc32

import pytest
from cli_desk import Cli
from factories import DEMO_MORNING, FixedClock, new_file
from failing import log as log
from failing import not_told as not_told
from hypothesis import HealthCheck, settings

from db.file import connecting
from db.store import Store
from spoc_tui.demo.building import demo_database

settings.register_profile("any machine", suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")
"""How quickly a machine makes examples up is no fault of what is tried with them."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--draw", action="store_true", help="draw the snapshots of pages anew")
    parser.addoption("--part", metavar="NTH/OF", help="pass one of so many parts alone: 2/3")


def pytest_configure() -> None:
    """What one worker compiles the other need not, nor the next run, nor a program that a test
    starts. And where memory can be written to like a disk, and there is enough, the tests' files
    are there: thousands of databases are made and taken away.
    """
    if sys.prefix != sys.base_prefix:
        sys.dont_write_bytecode, sys.pycache_prefix = False, str(Path(sys.prefix) / "compiled")
        os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    memory = Path("/dev/shm")
    if os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 2 * 2**30:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(memory))


WITH_A_FILE = {"cli", "store", "tmp_path"}
"""The fixtures by which a test writes files, which takes far longer than a rule does."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of a test that is tried on many cases, each with files of its own, the first and the last are
    among the quick and all others among the slow: `in_short` picks others where they say more.
    """
    cases: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        own_files = isinstance(item, pytest.Function) and WITH_A_FILE & set(item.fixturenames)
        if own_files and item.get_closest_marker("slow") is None:
            cases[item.nodeid.partition("[")[0]].append(item)
    for its in cases.values():
        for item in its[1:-1]:
            item.add_marker(pytest.mark.slow)
    if part := config.getoption("--part"):
        nth, of = map(int, part.split("/"))
        items[:] = [one for one in items if crc32(one.nodeid.encode()) % of == nth % of]


def pytest_collection_finish() -> None:
    """What was collected stays: it is not gone through again each time that memory is tidied."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def on_the_disk() -> Iterator[str]:
    """No test waits for the disk at each save: half of its time would be that, and none could tell.
    The value is what the program itself asks for.
    """
    own = connecting.SYNCHRONOUS
    connecting.SYNCHRONOUS = "OFF"
    yield own
    connecting.SYNCHRONOUS = own


@pytest.fixture(scope="session")
def nowhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Folders that are not there, another for each test that asks for no folder of its own: most
    write nothing, and to make one is more than what many of them do.
    """
    folder = tmp_path_factory.mktemp("nowhere")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def nothing_of_the_officers(
    request: pytest.FixtureRequest, nowhere: Iterator[Path], monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """No test reads or writes the officer's own settings or database, nor leaves memory untidied as
    the program does until its desk is painted.
    """
    asks = "tmp_path" in request.fixturenames
    folder = request.getfixturevalue("tmp_path") if asks else next(nowhere)
    monkeypatch.setenv("SPOC_SETTINGS", str(folder / "settings.toml"))
    monkeypatch.setenv("SPOC_DB", str(folder / "officers-own.db"))
    monkeypatch.setenv("SPOC_LOG", str(folder / "log" / "failures.log"))
    yield
    gc.enable()


@pytest.fixture
def clock() -> FixedClock:
    """Thursday 2 April 2026, 09:00 UTC, until it is told otherwise."""
    return FixedClock()


@pytest.fixture(scope="session")
def new_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database as a new desk has it, to be copied."""
    return new_file(tmp_path_factory.mktemp("new") / "spoc.db")


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
