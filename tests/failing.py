"""What fails unexpectedly in a test, and what is then said of it and written down."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

import pytest
from desk_app import said
from quick_textual import render_update
from textual._compositor import Compositor

from spoc_tui.app import SpocApp
from spoc_tui.settings import log_file

SECRET = "Ida Quill 07700 900123"


class Wrong(Exception):
    """An error of the program's own, with a caller in it."""


def fail(*args: Any, **options: Any) -> NoReturn:
    """Fails with a caller's name in the message, in a local and in an argument."""
    caller = SECRET
    raise Wrong(f"{caller} {args}")


TELL_TESTS = SpocApp._tell_tests


@pytest.fixture
def not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Such tests alone want what failed unexpectedly not to fail them, and all to be painted."""
    monkeypatch.setattr(Compositor, "render_update", render_update)
    monkeypatch.setattr(SpocApp, "_tell_tests", lambda app, error: None)


@pytest.fixture
def log() -> Iterator[Callable[[], str]]:
    """The log; whatever was written to it, it holds no word of anybody's."""

    def read() -> str:
        return log_file().read_text(encoding="utf-8") if log_file().exists() else ""

    yield read
    written = read()
    assert not any(part in written for part in SECRET.split()), written
    if written:
        assert stat.S_IMODE(log_file().stat().st_mode) == 0o600


def failed_once(app: SpocApp, log: Callable[[], str]) -> bool:
    """One sentence on the screen, without a value, and where the log is; and one entry there."""
    sentence = said(app)
    assert "the program itself failed. What was saved is safe" in sentence
    assert str(log_file()) in sentence
    assert "Ida" not in sentence
    assert log().count("failing.Wrong") == 1
    assert "failing.py:" in log()
    return len([note for note in app._notifications if note.severity == "error"]) == 1
