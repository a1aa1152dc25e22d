"""What fails unexpectedly below the screens: a verb says one sentence, and the log no names."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_desk import Cli
from factories import FixedClock
from failing import SECRET, Wrong, fail

from db.enquiries.acts import Enquiries
from db.file.errors import worded
from db.store import Store
from spoc_tui.app import SpocApp
from spoc_tui.casework.errors import StorageFailed, Unexpected
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.opening import open_desk
from spoc_tui.cli.search.quick import answered
from spoc_tui.failures import LOG_BYTES, described, note, unexpected, write_down
from spoc_tui.settings import Settings, log_file

pytestmark = pytest.mark.usefixtures("not_told")


def test_a_verb_that_fails_says_one_sentence_and_no_traceback(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, log: Callable[[], str]
) -> None:
    cli.log()
    monkeypatch.setattr(Enquiries, "get", fail)
    for form in ((), ("--json",)):
        result = cli.run("show", "1", *form)
        assert (result.exit_code, result.stdout) == (6, "")
        assert "It could not be done: the program itself failed." in result.stderr
        assert str(log_file()) in result.stderr.replace("\\\\", "\\")
        assert not any(part in result.stderr for part in ("Traceback", "Ida", "07700"))
    assert '"code": "unexpected"' in result.stderr
    assert log().count("failing.Wrong") == 2


def test_a_quick_find_that_fails_is_left_to_the_command_line(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, log: Callable[[], str]
) -> None:
    monkeypatch.setattr("spoc_tui.cli.search.quick.say_found", fail)
    assert not answered(["find", "hall"], Desk(now=cli.now))
    assert not log()


def test_the_desk_that_gave_up_is_reported_on_the_command_line(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(app: SpocApp) -> None:
        app.gave_up = Unexpected("The desk was closed.")

    monkeypatch.setattr(SpocApp, "run", run)
    desk = Desk(given_settings=Settings(), interactive=lambda: True)
    desk.store = store
    with pytest.raises(Unexpected):
        open_desk(desk)


def test_the_log_names_what_it_came_from_and_no_path_of_the_officers() -> None:
    try:
        try:
            fail(SECRET)
        except Wrong as error:
            raise KeyError(SECRET) from error
    except KeyError as error:
        text = described(error)
    assert text.index("builtins.KeyError") < text.index("failing.Wrong")
    assert "in fail" in text
    assert SECRET not in text
    assert str(Path.home()) not in text
    assert str(Path(__file__).parent) not in text


def test_what_the_file_says_is_kept_in_the_log_alone(tmp_path: Path, clock: FixedClock) -> None:
    try:
        with worded(tmp_path / "kept.db"):
            sqlite3.connect(":memory:").execute("SELECT nothing FROM nowhere")
    except StorageFailed as failed:
        said = str(failed)
        note(failed, at=clock())
    assert "nowhere" not in said
    assert "spoc check" in said
    text = log_file().read_text(encoding="utf-8")
    assert "sqlite3.OperationalError SQLITE_ERROR" in text
    assert "nowhere" not in text
    note(StorageFailed("The disk is full."), at=clock())
    assert log_file().read_text(encoding="utf-8") == text


def test_a_long_log_is_begun_anew(tmp_path: Path, clock: FixedClock) -> None:
    file = tmp_path / "log" / "failures.log"
    assert write_down(Wrong(SECRET), at=clock(), file=file)
    file.write_text("x" * (LOG_BYTES + 1), encoding="utf-8")
    assert write_down(Wrong(SECRET), at=clock(), file=file)
    assert len(file.read_text(encoding="utf-8")) < 500
    assert file.with_suffix(".old").exists()


def test_a_log_that_cannot_be_written_is_reported(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "log").write_text("no folder", encoding="utf-8")
    said = str(unexpected(Wrong(SECRET), at=clock()))
    assert f"could not be written to {log_file()}" in said
    assert "Ida" not in said
