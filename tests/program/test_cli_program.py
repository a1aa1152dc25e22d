"""The command line as a program: import, backup, undo, the desk and the demo, what is loaded."""

from __future__ import annotations

import os
import subprocess
import sys
import types
from pathlib import Path
from typing import Any, ClassVar

import platformdirs
import pytest
from cli_desk import AT_THE_START, Cli, a_list

from spoc_tui import __version__
from spoc_tui.casework.kinds.catalogue import AREAS
from spoc_tui.cli.root import VERB_SECTIONS
from spoc_tui.settings import own_database, settings_file


def test_a_list_comes_in_once(cli: Cli, tmp_path: Path) -> None:
    file = a_list(tmp_path, 30, "GB-CASC-ffffffff,,,,True\n")
    tried = cli.json("import", "organisations", file, "--dry-run")
    assert (tried["dry_run"], tried["added"], tried["refused"]) == (True, 30, 1)
    assert cli.json("find", "club 7") == []
    done = cli.json("import", "organisations", file)
    assert set(done) == {
        *("source", "dry_run", "added", "updated", "unchanged", "held", "refused", "reasons"),
        *("always", "answered"),
        *(
            "columns",
            "remarks",
            "joined",
            "successors",
            "gone",
            "gone_names",
            "not_in_file",
            "outside_area",
        ),
    }
    assert (done["added"], done["refused"]) == (30, 1)
    (reason,) = done["reasons"]
    assert (reason["line"], reason["verdict"]) == (32, "refused")
    again = cli.json("import", "organisations", file)
    assert (again["added"], again["updated"], again["unchanged"]) == (0, 0, 30)
    assert "30 unchanged, 1 refused" in cli.text("import", "organisations", file)


def test_a_list_that_breaks_off_leaves_nothing_behind(cli: Cli, tmp_path: Path) -> None:
    cli.json("due")
    file = a_list(tmp_path, 3_000, 'GB-CASC-1,"never closed,,,\n')
    error = cli.error(2, "import", "organisations", file)
    assert (error["code"], error["field"]) == ("bad-input", "file")
    assert cli.json("find", "club") == []
    assert cli.error(3, "undo")["code"] == "not-found"
    assert not list(tmp_path.glob("*-backups/*"))


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", b"1,2\n3,4\n", b"id,phone\n1,2\n"])
def test_a_file_that_is_no_list_is_reported(cli: Cli, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes(content)
    assert cli.error(2, "import", "organisations", str(file))["field"] in ("file", "map")
    assert cli.error(2, "import", "organisations", str(tmp_path / "none.csv"))["field"] == "file"


READING = [
    *(["due"], ["find", "hall"], ["show", "1"], ["history", "1"], ["undo"], ["redo"], ["drafts"]),
    *(["teams"], ["topics"], ["directorates"], ["holidays"], ["backup"], ["drafts", "drop", "1"]),
    *(["close", "1", "--outcome", "resolved"], ["note", "1", "--text", "x"], ["kept", "1"]),
    *(
        ["teams", "edit", "Housing", "--set", "lead=Bea"],
        ["person", "add", "Scouts", "Bea"],
    ),
]
BEGINNING = [
    *(["log", "--subject", "Hall"], ["organisation", "add", "Scouts"]),
    *(["teams", "add", "X", "--directorate", "finance"], ["topics", "add", "x", "X"]),
    *(["directorates", "add", "X"], ["holidays", "add", "1 may", "X"]),
]


@pytest.mark.parametrize("verb", READING, ids=" ".join)
@pytest.mark.parametrize("by", ["--db", "SPOC_DB"])
def test_a_mistyped_database_is_reported_and_not_made(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: list[str], by: str
) -> None:
    for path in (tmp_path / "scop.db", tmp_path / "no folder" / "spoc.db"):
        if by == "SPOC_DB":
            monkeypatch.setenv(by, str(path))
        error = cli.error(3, *verb, *(("--db", str(path)) if by == "--db" else ()), db=False)
        assert error["code"] == "not-found"
        assert error["message"].startswith(f"There is no database at {path}. Check --db")
        assert error["message"].endswith(f"spoc --db {path}")
    assert {file.name for file in tmp_path.iterdir()} <= {"spoc.db"}


@pytest.mark.parametrize("verb", BEGINNING, ids=" ".join)
def test_the_first_act_may_begin_the_database_that_is_named(
    cli: Cli, tmp_path: Path, verb: list[str]
) -> None:
    path = tmp_path / "no folder" / "spoc.db"
    error = cli.error(3, *verb, "--db", str(path), db=False)
    assert error["message"].startswith(f"There is no folder {path.parent}. Check --db")
    assert not path.parent.exists()
    new = str(tmp_path / "new.db")
    cli.json(*verb, "--db", new, db=False)
    assert cli.json("teams", "--db", new, db=False)


@pytest.mark.slow
def test_a_register_may_begin_the_database_that_is_named(cli: Cli, tmp_path: Path) -> None:
    new = str(tmp_path / "new.db")
    cli.json("import", "organisations", a_list(tmp_path, 3), "--db", new, db=False)
    assert cli.json("find", "club", "--db", new, db=False)


@pytest.mark.parametrize("verb", ["teams", "topics", "holidays", "due"])
def test_the_officers_own_database_is_made_by_any_verb(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    monkeypatch.delenv("SPOC_DB")
    monkeypatch.setattr("spoc_tui.settings.own_database", lambda: tmp_path / "data" / "spoc.db")
    cli.json(verb, db=False)
    assert (tmp_path / "data" / "spoc.db").exists()


@pytest.mark.parametrize("home", ["/home/ann", "ann", ""])
@pytest.mark.parametrize("named", ["/away", "away", "", None])
def test_the_officers_folders_are_where_every_program_has_them(
    monkeypatch: pytest.MonkeyPatch, home: str, named: str | None
) -> None:
    monkeypatch.delenv("SPOC_SETTINGS")
    monkeypatch.setenv("HOME", home)
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        if named is None:
            monkeypatch.delenv(variable, raising=False)
        else:
            monkeypatch.setenv(variable, named)
    said = platformdirs.PlatformDirs("spoc-tui", appauthor=False)
    assert own_database() == said.user_data_path / "spoc.db"
    assert settings_file() == said.user_config_path / "settings.toml"


def test_a_database_in_a_home_that_is_not_there(cli: Cli) -> None:
    error = cli.error(3, "due", "--db", "~nobody-of-that-name/spoc.db", db=False)
    assert "~nobody-of-that-name" in error["message"]


def test_the_name_of_the_database_is_not_blank(cli: Cli) -> None:
    for blank in ("", " "):
        error = cli.error(2, "due", "--db", blank, db=False)
        assert (error["code"], error["field"]) == ("bad-input", "db")


@pytest.mark.slow
def test_a_backup_is_a_whole_database(cli: Cli, tmp_path: Path) -> None:
    cli.log("Hall")
    file = tmp_path / "copy.db"
    assert cli.json("backup", str(file)) == {
        "file": str(file),
        "whole": True,
        "wrong": [],
    }
    assert cli.json("show", "1", "--db", str(file), db=False)["subject"] == "Hall"
    assert cli.error(4, "backup", str(file))["code"] == "refused"
    cli.json("backup", str(file), "--force")
    assert Path(cli.json("backup")["file"]).parent.name == "spoc-backups"
    assert cli.run("backup", str(cli.path), "--force").exit_code != 0
    assert cli.json("show", "1")["subject"] == "Hall"


def test_settings_says_where_things_are(cli: Cli, tmp_path: Path) -> None:
    found = cli.json("settings")
    assert found["settings_file"] == str(tmp_path / "settings.toml")
    assert (found["database"], found["officer"]) == (str(cli.path), "Ann Officer")
    assert found["standards"] == {
        **{"acknowledge_days": 2, "answer_days": 10, "reply_days": 5},
        **{"urgent_acknowledge_days": 0, "urgent_answer_days": 2},
        **{"reasonable_days": 30, "silence_days": 5, "agenda_days": 5, "notes_days": 5},
        **{"views_chase_days": 8, "views_collate_days": 16, "views_send_days": 2},
        "against_days": 30,
    }
    assert "acknowledge 2, answer 10, a team's reply 5" in cli.text("settings")


class FakeApp:
    """Stands in for the desk: remembers how it was opened."""

    opened: tuple[Path | None, str, bool] | None = None
    return_code = 0
    gave_up = None
    daily_copy = types.SimpleNamespace(wait=lambda: None)
    to_restore: Path | None = None
    copies: ClassVar[list[Path]] = []
    """What it is left for: once each time that it is opened."""
    said_first = ""
    said: ClassVar[list[str]] = []

    def __init__(self, store: Any, *, settings: Any, demo: bool = False) -> None:
        FakeApp.opened = (store.path, settings.officer, demo)
        self.demo = demo
        self.to_restore = self.copies.pop() if self.copies else None

    def run(self) -> None:
        self.said.append(self.said_first)


@pytest.fixture
def fake_app(monkeypatch: pytest.MonkeyPatch) -> type[FakeApp]:
    module = types.ModuleType("spoc_tui.app")
    monkeypatch.setattr(module, "SpocApp", FakeApp, raising=False)
    monkeypatch.setitem(sys.modules, "spoc_tui.app", module)
    FakeApp.opened = None
    FakeApp.copies.clear()
    FakeApp.said.clear()
    return FakeApp


@pytest.fixture
def fake_demo(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    made = tmp_path / "demo.db"
    package = types.ModuleType("spoc_tui.demo")
    building = types.ModuleType("spoc_tui.demo.building")

    def demo_database(folder: Path, *, now: Any, fresh: bool) -> Path:
        return made

    monkeypatch.setattr(building, "demo_database", demo_database, raising=False)
    monkeypatch.setitem(sys.modules, "spoc_tui.demo", package)
    monkeypatch.setitem(sys.modules, "spoc_tui.demo.building", building)
    return made


def test_without_a_verb_the_desk_opens(cli: Cli, fake_app: type[FakeApp]) -> None:
    cli.at_a_terminal = True
    assert cli.run().exit_code == 0
    assert fake_app.opened == (cli.path, "Ann Officer", False)


def test_the_desk_begins_the_database_that_is_named(
    cli: Cli, tmp_path: Path, fake_app: type[FakeApp]
) -> None:
    cli.at_a_terminal = True
    new = tmp_path / "new.db"
    assert cli.run("--db", str(new), db=False).exit_code == 0
    assert fake_app.opened == (new, "Ann Officer", False)
    assert cli.run("--db", str(tmp_path / "none" / "new.db"), db=False).exit_code == 3


def test_the_desk_needs_a_terminal_and_is_no_document(cli: Cli, fake_app: type[FakeApp]) -> None:
    assert cli.run().exit_code == 2
    assert cli.error(2)["code"] == "usage"
    assert fake_app.opened is None


@pytest.mark.slow
def test_a_desk_that_is_left_for_a_copy_opens_on_it(
    cli: Cli, fake_app: type[FakeApp], tmp_path: Path
) -> None:
    cli.log()
    copy = Path(cli.json("backup")["file"])
    cli.log()
    fake_app.copies += [copy, tmp_path / "none.db"]
    cli.at_a_terminal = True
    assert cli.run().exit_code == 0
    first, refused, put_back = fake_app.said
    assert first == ""
    assert "There is no file" in refused  # and the desk opens on the database that there was
    assert put_back.startswith(f"{copy.name} is put back. What was there is ")
    assert [one["reference"] for one in cli.json("list")["records"]] == ["ENQ-26-0001"]


def test_the_demo_has_a_database_of_its_own(
    cli: Cli, fake_app: type[FakeApp], fake_demo: Path
) -> None:
    assert cli.text("demo", "--build-only", db=False) == f"{fake_demo}\n"
    assert cli.json("demo", "--build-only", db=False) == {"file": str(fake_demo)}
    cli.at_a_terminal = True
    assert cli.run("demo", db=False).exit_code == 0
    assert fake_app.opened == (fake_demo, "Ann Officer", True)
    assert cli.error(2, "demo")["field"] == "db"


def test_help_names_every_verb_and_each_verb_has_help(cli: Cli) -> None:
    said = cli.text("--help", db=False)
    for section, verbs in VERB_SECTIONS.items():
        assert f"{section}:" in said
        for verb in verbs:
            assert f"  {verb} " in said
            shown = cli.text(verb, "--help", db=False)
            assert {"--db", "--json"} <= set(shown.split())
    assert cli.text("--version", db=False) == f"spoc {__version__}\n"


def in_a_process(script: str, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script, *args],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )


def test_a_verb_loads_neither_the_screens_nor_what_migrates(cli: Cli) -> None:
    cli.log()
    script = AT_THE_START + (
        "import sys\nfrom spoc_tui.cli.root import spoc\n"
        "for args in (['find', 'key'], ['log', '--subject', 'A key']):\n"
        "    try: spoc([*args, *sys.argv[1:]], prog_name='spoc')\n"
        "    except SystemExit as ended: assert not ended.code, ended.code\n"
        "heavy = {'textual', 'sqlite_utils', 'holidays', 'dateutil', 'rich', 'screens'}\n"
        "heavy |= {'importlib.resources'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    ended = in_a_process(script, "--db", str(cli.path))
    assert ended.stderr == ""
    assert ended.stdout.splitlines()[-1] == "[]"


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise on Windows")
def test_a_reader_that_has_gone_ends_it_quietly(cli: Cli) -> None:
    cli.json("due")
    read, write = os.pipe()
    os.close(read)
    ended = subprocess.run(
        [sys.executable, "-m", "spoc_tui", "teams", "--db", str(cli.path)],
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(write)
    assert (ended.returncode, ended.stderr) == (130, b"")


def test_ctrl_c_ends_it_quietly_with_nothing_written(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli.json("due")

    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("db.store.Store.next_number", interrupted)
    result = cli.run("log", "--subject", "Hall")
    assert (result.exit_code, result.output.strip()) == (130, "")
    monkeypatch.undo()
    assert cli.json("due") == []


def test_output_survives_a_console_that_knows_few_letters(cli: Cli) -> None:
    cli.log("Łódź café 🏛️")
    script = AT_THE_START + (
        "import sys\nfrom spoc_tui.cli.root import spoc\n"
        "sys.stdout.reconfigure(encoding='cp1252', errors='strict')\n"
        "spoc(sys.argv[1:], prog_name='spoc')"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script, "show", "1", "--db", str(cli.path)],
        capture_output=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert "?ód? café" in ended.stdout.decode("cp1252")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("group",), "There is no verb “group”. Did you mean “spoc groups”?"),
        (("groups", "metings"), "There is no verb “metings”. Did you mean “spoc groups meeting”?"),
        (("groups", "group", "lst"), "Did you mean “spoc groups group list”?"),
        (("xyzzy",), "There is no verb “xyzzy”."),
    ],
)
def test_a_verb_that_is_mistyped_is_named(cli: Cli, typed: tuple[str, ...], said: str) -> None:
    error = cli.error(2, *typed)
    assert (error["code"], error["message"].endswith(said)) == ("usage", True)


def test_a_verb_in_a_help_has_the_whole_of_its_first_sentence(cli: Cli) -> None:
    for area in AREAS:
        for verb in ((area,), *((area, kind) for kind in AREAS[area].kinds)):
            _, _, verbs = cli.text(*verb, "--help").partition("Commands:")
            assert verbs
            assert "..." not in verbs, verb
