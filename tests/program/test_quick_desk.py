"""The quick way to the desk: what its first rows need is loaded, and nothing else; whatever goes
wrong is said by the command line proper.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from factories import FixedClock

from db.store import Store
from spoc_tui import __main__ as program
from spoc_tui.casework.errors import StorageFailed, Unexpected
from spoc_tui.cli import quick_desk
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.quick_desk import opened
from spoc_tui.settings import Settings

OF_NO_ROW = (
    "click",
    "hashlib",
    "db.payments.acts",
    "db.payments.search",
    "db.feedback.acts",
    "db.feedback.search",
    "db.enquiries.search",
    "db.council.acts",
    "db.changes.seal",
    "db.changes.tables",
    "spoc_tui.casework.council.council",
    "spoc_tui.casework.feedback.themes",
    "spoc_tui.casework.lists.importing",
    "spoc_tui.casework.money",
)
"""What no row of the desk needs: of the modules of the program, and of others."""
FIRST_ROWS = f"""
import sys
from datetime import UTC, datetime
from pathlib import Path
from spoc_tui import __main__
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.quick_desk import made_app
from screens.desk.page import DeskSource
desk = Desk(interactive=lambda: True)
desk.path = Path(sys.argv[1])
rows = DeskSource(made_app(desk, demo=True).store).rows(0, 200)
kinds = {{row.key.split()[0] for row in rows if row.key}}
print(sorted(kinds & {{"enquiry", "payment", "feedback"}}))
print([name for name in {OF_NO_ROW} if name in sys.modules])
"""


@pytest.mark.slow
def test_the_first_rows_load_what_they_need(demo_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "demo.db"
    path.write_bytes(demo_file.read_bytes())
    for _ in range(2):  # dates may be counted again as it is opened first
        asked = [sys.executable, "-c", FIRST_ROWS, str(path)]
        found = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    assert found == "['enquiry', 'feedback', 'payment']\n[]\n"


@pytest.mark.parametrize(
    "args", [["due"], ["demo", "--fresh"], ["--db", "x"], ["--help"], ["demo", "demo"]]
)
def test_only_the_desk_alone_is_opened_so(args: list[str]) -> None:
    assert not opened(args, Desk(interactive=lambda: True))


def test_what_goes_wrong_before_it_is_there_is_left_to_the_command_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["spoc"])
    monkeypatch.setattr("spoc_tui.cli.desk._at_a_terminal", lambda: False)
    desk = Desk(interactive=lambda: False)
    assert not opened([], desk)
    with pytest.raises(SystemExit) as ended:
        program.main()
    assert ended.value.code == 2
    assert "needs a terminal" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (None, 0, ""),
        (StorageFailed("The disk is full."), StorageFailed.exit_code, "The disk is full."),
        (ValueError("x"), Unexpected.exit_code, "the program itself failed"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_how_it_ends(
    store: Store,
    clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: BaseException | None,
    code: int,
    said: str,
) -> None:
    def run(app: object, desk: Desk) -> int:
        if error is not None:
            raise error
        return 0

    monkeypatch.setattr(quick_desk, "run", run)
    settings = Settings(officer="Ann Officer")
    desk = Desk(now=clock, given_settings=settings, interactive=lambda: True)
    with pytest.raises(SystemExit) as ended:
        opened([], desk)
    assert ended.value.code == code
    assert said in capsys.readouterr().err
