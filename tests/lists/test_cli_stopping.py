"""Ctrl+C in a long import: it stops between two steps, and leaves nothing behind."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from cli_desk import Cli
from click.testing import Result
from factories import everything, ten_rows_are_many

import db.lists.hidden
import db.lists.importing
from db.file.copies import folder_of
from db.store import Store

ROWS = 60


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    ten_rows_are_many(monkeypatch)
    monkeypatch.setattr(db.lists.importing, "FIRST_BATCH", 7)


@pytest.fixture(autouse=True)
def ctrl_c_is_heard() -> Iterator[None]:
    """However the tests were begun."""
    usual = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, usual)


def pressed_in(monkeypatch: pytest.MonkeyPatch, name: str, *, times: int, at: int = 1) -> list[int]:
    """Ctrl+C is pressed so often within the so manieth call of what db/lists/hidden.py uses."""
    calls: list[int] = []
    usual: Callable[..., Any] = getattr(db.lists.hidden, name)

    def pressed(*args: Any, **options: Any) -> Any:
        calls.append(len(calls) + 1)
        if len(calls) == at:
            for _ in range(times):
                signal.raise_signal(signal.SIGINT)
        return usual(*args, **options)

    monkeypatch.setattr(db.lists.hidden, name, pressed)
    return calls


def run_import(cli: Cli, folder: Path) -> Result:
    file = folder / "list.csv"
    file.write_text("Name\n" + "".join(f"Group {n}\n" for n in range(ROWS)), encoding="utf-8")
    return cli.run("import", "organisations", str(file), "--source", "register")


def test_it_stops_once_the_step_is_done_and_tidies_up_whatever_is_pressed_meanwhile(
    cli: Cli, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(store)
    added = pressed_in(monkeypatch, "add_hidden", times=1, at=3)
    swept = pressed_in(monkeypatch, "finish_interrupted_import", times=2)
    result = run_import(cli, tmp_path)
    assert (result.exit_code, result.stdout) == (130, "")
    assert result.stderr.split("\n")[1:3] == [
        "Stopping: none of it is kept. This takes a moment.",
        "Stopped. Nothing was imported.",
    ]
    assert (len(added), len(swept)) == (3, 1)
    assert everything(store) == before
    assert list(folder_of(cli.path).iterdir()) == []
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_pressed_twice_before_the_step_is_done_it_stops_at_once(
    cli: Cli, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(store)
    pressed_in(monkeypatch, "add_hidden", times=2, at=3)
    assert run_import(cli, tmp_path).exit_code == 130
    assert everything(store) == before
    monkeypatch.undo()
    assert run_import(cli, tmp_path).exit_code == 0
    assert store.organisations.count() == ROWS


def test_where_ctrl_c_is_not_to_be_heard_it_is_not(
    cli: Cli, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pressed_in(monkeypatch, "add_hidden", times=2, at=3)
    assert run_import(cli, tmp_path).exit_code == 0
    assert store.organisations.count() == ROWS
