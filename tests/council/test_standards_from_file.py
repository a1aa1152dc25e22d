"""Standards that a settings file still has: taken into the database once, and said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_desk import Cli
from click.testing import CliRunner, Result
from desk_app import desk, said
from earlier_shapes import NAMES, of_shape
from factories import FixedClock, another_window, make_enquiry

from db.council.remembered import remember
from db.council.standards import FROM_FILE
from db.enquiries.recounting import recalculate_deadlines
from db.store import Store
from spoc_tui.app import SpocApp
from spoc_tui.casework.dates.standards import USUAL_STANDARDS, Standards
from spoc_tui.casework.errors import BadInput
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.root import spoc
from spoc_tui.settings import load, settings_file
from spoc_tui.settings_file import FileStandards


@pytest.fixture(scope="module")
def new_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database as an older program left it: no settings file had its say."""
    path = tmp_path_factory.mktemp("older") / "spoc.db"
    store = Store.open(path, now=FixedClock())
    recalculate_deadlines(store)
    store.close()
    return path


def answer_by(store: Store) -> str:
    return store.enquiries.get("1").enquiry.answer_by.isoformat()


def given(**days: int) -> FileStandards:
    """What a settings file says."""
    text = " ".join(f"{name}={value}" for name, value in days.items())
    return FileStandards(days, {name: at for at, name in enumerate(days, 2)}, text)


def told(store: Store, what: FileStandards | None) -> str:
    """What is said when the file is looked at."""
    read = store.own_standards.read_once(what)
    return read.described("here") if read else ""


def test_the_file_is_read_once_as_an_action_that_is_not_undone(store: Store) -> None:
    make_enquiry(store)
    first = told(store, given(answer_days=8, reply_days=5, silence_days=3))
    label = (
        "Read from the settings file how soon enquiries are answered: 8 working days; "
        "how long finance may be silent: 3 working days"
    )
    assert first.startswith(f"{label}. That is kept in the database")
    assert store.standards == Standards(answer_days=8, silence_days=3)
    action = store.history.page(0, 1)[0].action
    assert (action.label, action.kind, action.records) == (label, "setup", 2)
    assert store.propose_undo().action.label == "Logged ENQ-26-0001"
    assert [one.after.isoformat() for one in recalculate_deadlines(store)] == ["2026-04-16"]
    # The same lines are not told of again, others are: once, and none of them is read.
    assert told(store, given(answer_days=8)) == ""
    later = given(answer_days=6, silence_days=3)
    assert told(store, later) == (
        "No longer read from the settings file: answer_days (line 2). Standards are changed here."
    )
    assert told(store, later) == ""
    assert store.standards == Standards(answer_days=8, silence_days=3)


def test_without_any_in_the_file_there_is_nothing_to_say(store: Store) -> None:
    count = store.history.count()
    for what in (None, given(answer_days=10)):
        assert told(store, what) == ""
    assert store.history.count() == count
    assert store.standards == USUAL_STANDARDS


def test_what_the_database_has_is_not_read_over(store: Store) -> None:
    store.own_standards.change({"answer": "7"})
    store.own_standards.read_once(given(answer_days=8, reply_days=3))
    assert store.standards == Standards(answer_days=7, reply_days=3)


def test_two_windows_read_it_once(store: Store) -> None:
    other = another_window(store)
    assert told(other, given(answer_days=8))
    assert not told(store, given(answer_days=8))
    labels = [one.action.label for one in store.history.page(0, 9)]
    assert sum(label.startswith("Read from the settings file") for label in labels) == 1
    other.close()


def test_a_file_that_cannot_be_read_is_read_later(store: Store) -> None:
    with pytest.raises(BadInput, match="no good"):
        store.own_standards.read_once(FileStandards(refusal="no good"))
    assert told(store, given(answer_days=8))
    assert told(store, FileStandards(refusal="no good")) == ""


@pytest.mark.parametrize(
    ("content", "days", "refusal"),
    [
        ("[clocks]\nurgent_answer_days = 4", {"urgent_answer_days": 4}, ""),
        ("clocks.reply_days = 0\n[payments]\nsilence_days = 250", None, ""),
        ("[clocks]\nanswer_days = -1", None, "line 2: answer_days is a number of days from 0"),
        ("[clocks]\nreply_days = 3\nanswer_days = 'ten'", None, "line 3: answer_days is a number"),
        ("[payments]\nsilence_days = true", None, "line 2: silence_days is a number"),
        ("[payments]\nsilence_days = 2.5", None, "line 2: silence_days is a number"),
        (f"[clocks]\nanswer_days = 0x{'f' * 9_000}", None, "not so large a number."),
        (f"[clocks]\nanswer_days = {'9' * 5_000}", None, "a value in it is too large"),
        ("clocks = 3", None, "line 1: [clocks] holds acknowledge_days"),
        ("[[clocks]]\nanswer_days = 3", None, "[clocks] holds acknowledge_days"),
        ("officer = 3\n[clocks]\nanswer_days = 3", None, "line 1: officer is text in quotes"),
        ("[clocks", None, "cannot be used"),
    ],
)
def test_what_a_file_says(
    tmp_path: Path, content: str, days: dict[str, int] | None, refusal: str
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(content)
    found = load(file)
    assert found.standards is not None
    assert refusal in found.standards.refusal
    assert bool(refusal) == bool(found.standards.refusal)
    if days is not None:
        assert found.standards.days == days
    assert found.faults == ()
    file.write_text("officer = 'Ann'\n[clocks]\n")
    assert load(file).standards is None


# On the command line and on the screen.


def by_file(cli: Cli, content: str, *args: str) -> Result:
    """A verb run by the settings file with this content."""
    settings_file().write_text(content)
    return CliRunner().invoke(spoc, [*args, "--db", str(cli.path)], obj=Desk(now=cli.now))


def test_an_officers_file_is_read_at_the_first_verb_and_said_once(cli: Cli) -> None:
    content = "officer = 'Ann'\n[clocks]\nanswer_days = 8\n"
    first = by_file(cli, content, "log", "A key")
    assert (first.exit_code, first.stderr) == (
        0,
        "Read from the settings file how soon enquiries are answered: 8 working days. That is kept "
        "in the database from now on and changed by “spoc settings standards”; the lines in the "
        "file are no longer read.\n",
    )
    assert "answer by Thu 16 Apr 2026" in first.stdout
    assert by_file(cli, content, "due").stderr == ""
    other = by_file(cli, content.replace("8", "6"), "due", "--json")
    assert json.loads(other.stderr)["warnings"] == [
        "No longer read from the settings file: answer_days (line 3). "
        "Standards are changed by “spoc settings standards”."
    ]
    assert by_file(cli, content.replace("8", "6"), "due").stderr == ""
    shown = by_file(cli, content.replace("8", "6"), "settings", "--json")
    found = json.loads(shown.stdout)
    assert found["standards"]["answer_days"] == 8
    assert found["wrong"] == [
        "answer_days (line 3): no longer read from the file. “spoc settings standards” changes the "
        "standards."
    ]
    assert shown.stderr == ""


def test_it_is_reported_where_the_first_verb_is_refused(cli: Cli) -> None:
    first = by_file(cli, "[clocks]\nanswer_days = 8\n", "show", "999")
    assert first.exit_code == 3
    assert first.stderr.splitlines()[1].startswith("Read from the settings file how soon")


@pytest.mark.parametrize("bad", ["'ten'", "-1", "251"])
def test_while_it_is_to_be_read_and_cannot_nothing_is_saved_and_afterwards_all_is(
    cli: Cli, store: Store, bad: str
) -> None:
    make_enquiry(store)
    wrong = f"[clocks]\nreply_days = 3\nanswer_days = {bad}"
    refused = by_file(cli, wrong, "log", "A key")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "line 3: answer_days is a number of days" in refused.stderr
    read = by_file(cli, wrong, "due")
    assert read.exit_code == 0
    assert "line 3: answer_days is a number of days" in read.stderr
    assert store.standards == USUAL_STANDARDS  # not half of them
    assert "line 3: answer_days is a number" in by_file(cli, wrong, "settings").stdout
    by_file(cli, "", "due")
    told = by_file(cli, wrong, "log", "A key")
    assert told.exit_code == 0
    assert told.stderr.startswith(
        "No longer read from the settings file: reply_days (line 2), answer_days (line 3)."
    )
    assert store.enquiries.count() == 2


def test_dates_are_not_counted_by_the_usual_while_the_file_cannot_be_read(
    cli: Cli, store: Store
) -> None:
    by_8 = "[clocks]\nanswer_days = 8\n"
    by_file(cli, by_8, "log", "A key")
    remember(store, FROM_FILE, "")  # as an older program left it
    with store.action("As it was"):
        store.connection.execute("UPDATE standard SET removed_at = '2026-04-01T09:00:00Z'")
    by_file(cli, "officer = ", "due")
    assert answer_by(store) == "2026-04-16"


@pytest.mark.slow
def test_an_older_database_is_read_into(tmp_path: Path) -> None:
    path, clock = tmp_path / "spoc.db", FixedClock()
    of_shape(path, NAMES[: NAMES.index("standards")])
    result = by_file(Cli(path, clock), "[payments]\nreasonable_days = 20\n", "due")
    assert "how long the council may have a claim: 20 days" in result.stderr
    with_it = Store.open(path, now=clock)
    assert with_it.standards == Standards(reasonable_days=20)
    with_it.close()


async def test_it_is_reported_when_the_desk_opens(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = store.own_standards.read_once(given(answer_days=8))
    monkeypatch.setattr(SpocApp, "standards_read", read)
    async with desk(store) as (app, _):
        assert said(app).startswith("Read from the settings file how soon enquiries are answered")
        assert "changed on the settings screen (g, s)" in said(app)
