"""The command line's refusals: exit code, one sentence or one JSON document, nothing written."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from cli_desk import Cli
from click.testing import CliRunner, Result

from db.file import connecting
from spoc_tui import settings as officers_own
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.root import spoc
from spoc_tui.settings import Settings, settings_file


@pytest.mark.parametrize(
    ("args", "code", "field"),
    [
        (("log", "--subject", " \t"), "bad-input", "subject"),
        (("log", "--subject", "\x1b\x00\u200b"), "bad-input", "subject"),
        (("log", "--subject", "x" * 1_000_000), "bad-input", "subject"),
        (("log", "--subject", "x", "--detail", "x" * 1_000_000), "bad-input", "detail"),
        (("log", "--subject", "x", "--received", "31 feb"), "bad-input", "received"),
        (("log", "--subject", "x", "--received", "2026-04-02T12:00Z"), "bad-input", "received"),
        (("log", "--subject", "x", "--answer-by", "31 feb"), "bad-input", "answer_by"),
        (("log", "--subject", "x", "--follow-up", "soonish"), "bad-input", "follow_up"),
        (("log", "--subject", "x", "--follow-up", "yesterday"), "bad-input", "follow_up"),
        (("log", "--subject", "x", "--channel", "pigeon"), "bad-input", "channel"),
        (("log", "--subject", "x", "--urgency", "very"), "bad-input", "urgency"),
        (("log", "--subject", "x", "--person", "Bea"), "bad-input", "person"),
        (("log", "--subject", "x", "--answered", " "), "bad-input", "answered"),
        (("log", "--subject", "x", "--answered", "y", "--route", "Planning"), "bad-input", "route"),
        (("log", "--subject", "x", "--route", "healthwatch carers"), "not-found", None),
        (("log", "--subject", "x", "--organisation", "nobody"), "not-found", None),
        (("log", "--subject", "x", "--topic", "nothing"), "not-found", None),
        (("log",), "bad-input", "subject"),
        (("edit", "1"), "bad-input", "set"),
        (("kept", "1", "--promise", "first"), "usage", "promise"),
        (("wait", "1"), "usage", "for"),
        (("log", "--colour", "red"), "usage", None),
        (("frobnicate",), "usage", None),
        (("import",), "usage", None),
        (("show", "ENQ-26-9999"), "not-found", None),
        (("show", "what?"), "bad-input", "reference"),
        (("undo",), "not-found", None),
        (("redo",), "not-found", None),
    ],
)
def test_bad_input_is_reported_and_nothing_written(
    cli: Cli, args: tuple[str, ...], code: str, field: str | None
) -> None:
    exit_code = 3 if code == "not-found" else 2
    error = cli.error(exit_code, *args)
    assert (error["code"], error.get("field")) == (code, field)
    plain = cli.run(*args)
    assert (plain.exit_code, plain.stdout) == (exit_code, "")
    assert len(plain.stderr.splitlines()) == 1
    assert "\x1b" not in plain.stderr
    assert cli.json("due") == []


def test_an_ambiguous_name_lists_the_candidates_and_writes_nothing(cli: Cli) -> None:
    cli.json("organisation", "add", "Rook Lane Bowls Club", "--postcode", "me1 1aa")
    cli.json("organisation", "add", "Rook Lane Choir", "--postcode", "me2 2bb")
    error = cli.error(2, "log", "--subject", "x", "--organisation", "rook lane")
    assert error["code"] == "ambiguous"
    assert error["candidates"] == ["Rook Lane Bowls Club (ME1 1AA)", "Rook Lane Choir (ME2 2BB)"]
    assert cli.error(2, "log", "--subject", "x", "--route", "c")["candidates"]
    assert cli.json("due") == []


@pytest.mark.parametrize("text", ["[bold]Hall[/bold]", "Hall 🏛️ 👩‍👩‍👧", "=cmd|' /C calc'!A0", "{}"])
def test_text_from_outside_is_kept_as_it_is(cli: Cli, text: str) -> None:
    case = cli.log(text, "--caller", text, "--detail", text)
    assert (case["subject"], case["caller"], case["detail"]) == (text, text, text)
    assert text in cli.text("show", "1")


def test_control_codes_reach_neither_the_store_nor_the_terminal(cli: Cli) -> None:
    case = cli.log("Hall\x1b[2J\x07 keys\r\nnow", "--detail", "a\x00b\x9b31m\udc80")
    assert (case["subject"], case["detail"]) == ("Hall[2J keys now", "ab31m")
    assert "\x1b" not in cli.text("show", "1")
    assert "\x1b" not in cli.run("show", "\x1b[2J").stderr


@pytest.mark.slow
def test_the_database_may_be_named_before_or_after_the_verb(cli: Cli, tmp_path: Path) -> None:
    one, two = str(tmp_path / "one.db"), str(tmp_path / "two.db")
    cli.json("--db", one, "log", "--subject", "In one", db=False)
    assert cli.json("show", "1", "--db", one, db=False)["subject"] == "In one"
    cli.json("--db", one, "log", "--db", two, "--subject", "In two", db=False)
    assert cli.json("--db", one, "show", "1", "--db", two, db=False)["subject"] == "In two"
    assert cli.json("teams", "--db", two, "add", "X", "--directorate", "finance", db=False)
    assert "X" in cli.text("--db", two, "teams", db=False)


def test_without_db_the_environment_names_the_database(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPOC_DB", str(tmp_path / "named.db"))
    cli.json("log", "--subject", "Hall", db=False)
    assert (tmp_path / "named.db").exists()


def test_json_may_come_before_the_verb(cli: Cli) -> None:
    result = cli.run("--json", "show", "9")
    assert json.loads(result.stderr)["error"]["code"] == "not-found"


def not_a_database(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_bytes(b"Dear diary, " * 500)


def another_programs(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE theirs (x)")
    other.close()


def newer_than_the_program(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = connecting.connect(path)
    ours.execute(
        "CREATE TABLE _sqlite_migrations (id INTEGER PRIMARY KEY, migration_set, name, applied_at)"
    )
    ours.execute("INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('spoc', 'of_2031')")
    ours.execute(f"PRAGMA application_id = {connecting.APPLICATION_ID}")
    ours.execute("PRAGMA journal_mode = DELETE")
    ours.close()


def a_folder(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.mkdir()


@pytest.mark.parametrize(
    "make", [not_a_database, another_programs, newer_than_the_program, a_folder]
)
def test_a_file_that_is_not_ours_is_left_alone(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, make: Any
) -> None:
    cli.path.unlink()
    make(cli.path, monkeypatch)
    before = None if cli.path.is_dir() else cli.path.read_bytes()
    for verb in (("due",), ("log", "--subject", "Hall")):
        assert cli.error(5, *verb)["code"] == "storage-failed"
    assert (None if cli.path.is_dir() else cli.path.read_bytes()) == before


def test_a_read_only_database_is_reported(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    cli.log()
    # Told to the program rather than to the file system, which lets an administrator write all.
    monkeypatch.setattr("os.access", lambda *_: False)
    error = cli.error(5, "log", "--subject", "Hall")
    assert (error["code"], "read-only" in error["message"]) == ("storage-failed", True)


def test_a_folder_that_may_not_be_looked_into_is_reported(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(path: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "exists", forbidden)
    error = cli.error(5, "due")
    assert "cannot be opened: Permission denied" in error["message"]


def test_a_locked_database_keeps_what_it_has(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    cli.log()
    monkeypatch.setattr(connecting, "BUSY_MILLISECONDS", 20)
    other = sqlite3.connect(cli.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    error = cli.error(5, "log", "--subject", "Hall")
    assert "is being written to by another" in error["message"]
    other.close()
    assert len(cli.json("due")) == 1


@pytest.mark.slow
def test_a_damaged_database_is_reported_while_reading(cli: Cli) -> None:
    for number in range(40):
        cli.log(f"Enquiry {number}", "--detail", "x" * 2_000)
    whole = cli.path.read_bytes()
    cli.path.write_bytes(whole[: 4096 * 4] + b"\x07" * (len(whole) - 4096 * 4))
    assert cli.error(5, "due")["code"] == "storage-failed"


def with_settings(cli: Cli, content: str | bytes, *args: str) -> Result:
    """A verb run by the settings file with this content."""
    raw = content if isinstance(content, bytes) else content.encode()
    settings_file().write_bytes(raw)
    return CliRunner().invoke(spoc, [*args, "--db", str(cli.path)], obj=Desk(now=cli.now))


ONLY_READS = (
    *(
        ("due",),
        ("show", "1"),
        ("week",),
        ("year",),
        ("find", "damp"),
        ("history",),
        ("review",),
        ("drafts",),
    ),
    *(("pay", "board"), ("feedback", "board"), ("pay", "pack"), ("overlap",), ("check-ins",)),
    *(("settings",), ("brief", "Rook Lane"), ("organisation", "show", "Rook Lane"), ("teams",)),
)
WRITES = (("log", "Damp"), ("note", "1", "--text", "Rang"), ("undo",), ("pay", "finance", "1"))


@pytest.fixture
def filled(cli: Cli) -> Cli:
    cli.json("organisation", "add", "Rook Lane")
    cli.json("pay", "add", "--organisation", "Rook Lane", "--amount", "100")
    cli.log("Damp")
    return cli


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("officer = 'Ann'\ncolour = 1", "line 2: “colour” is not a setting"),
        ("officer = 'Ann'\n\n[shelves]\na = 1", "line 3: “shelves” is not a setting"),
        ("[clocks]\nanswer_days = 10\nanswr_days = 9", "line 3: “answr_days” in [clocks] is not"),
        ("clocks.answr_days = 9", "line 1: “answr_days” in [clocks] is not"),
        ("[payments]\n'silense days' = 9", "line 2: “silense days” in [payments] is not"),
        ("\n[keys]\nroute = 1", "line 2: [keys] is not as it can be"),
        ("\ufeffofficer = 'Ann'\ncolour = 1", "line 2: “colour” is not a setting"),
    ],
)
def test_what_is_not_known_in_the_settings_is_named_and_all_else_holds(
    filled: Cli, content: str, named: str
) -> None:
    for args in (*ONLY_READS[:4], *WRITES[:1]):
        result = with_settings(filled, content, *args)
        assert result.exit_code == 0, (args, result.output)
        if args[0] != "find":  # which asks for no setting
            assert named in result.stderr
    assert named in with_settings(filled, content, "settings").stdout
    result = with_settings(filled, content, "due", "--json")
    assert json.loads(result.stdout)
    assert named in json.loads(result.stderr)["warnings"][0]


@pytest.mark.parametrize(
    "raw",
    [
        b"\xef\xbb\xbfofficer = 'Bea'\r\n[keys]\r\nnote = 'f9'\r\n",
        "officer = 'Bea'\n[keys]\nnote = 'f9'".encode("utf-16"),
    ],
)
def test_settings_as_windows_editor_saves_them_are_read(filled: Cli, raw: bytes) -> None:
    result = with_settings(filled, raw, "settings", "--json")
    found = json.loads(result.stdout)
    assert (found["officer"], found["keys"]) == ("Bea", {"note": "f9"})
    assert (found["wrong"], result.stderr) == ([], "")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("officer = 'Ann'\ncolour", "line 2"),
        ("officer = Ann", "line 1"),
        ('[keys]\nnote = """f9', "at line 2, the last"),
        (b"officer = 'Ann'\n# caf\xe9", "not UTF-8 text (at line 2)"),
        ("officer = 'Ann'\ndesk = 'BB'", "line 2: desk is one letter, not “BB”."),
        ("big = " + "9" * 5_000, "a value in it is too large"),
        ("officer = 3", "line 1: officer is text in quotes"),
    ],
)
def test_by_settings_that_cannot_be_used_nothing_is_written_and_all_is_read(
    filled: Cli, content: str | bytes, named: str
) -> None:
    before = filled.json("history")
    for args in WRITES:
        result = with_settings(filled, content, *args, "--json")
        assert (result.exit_code, result.stdout) == (2, "")
        assert named in json.loads(result.stderr)["error"]["message"]
    assert filled.json("history") == before
    for args in ONLY_READS if isinstance(content, bytes) else ONLY_READS[:3]:
        result = with_settings(filled, content, *args)
        assert result.exit_code == 0, (args, result.output)
    assert (
        "Nothing is saved until it is put right."
        in with_settings(filled, content, "settings").stdout
    )


def test_a_new_database_is_begun_by_what_only_reads_whatever_the_settings(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings_file().write_text("colour", encoding="utf-8")
    own = cli.path.parent / "own"
    monkeypatch.setattr(officers_own, "own_database", lambda: own / "spoc.db")
    result = CliRunner().invoke(spoc, ["teams"], obj=Desk(now=cli.now), env={"SPOC_DB": ""})
    assert (result.exit_code, "Accounts Payable" in result.stdout) == (0, True), result.output


def test_keys_and_a_theme_that_cannot_be_used_are_reported_where_the_settings_are_shown(
    cli: Cli, tmp_path: Path
) -> None:
    teams = ["teams", "--db", str(cli.path)]
    wrong = Settings(keys={"rout": "r"}, theme="pink")
    result = CliRunner().invoke(spoc, ["settings"], obj=Desk(given_settings=wrong))
    assert (result.exit_code, result.stderr) == (0, "")
    for said in (
        str(tmp_path / "settings.toml"),
        "Commands: acknowledge, act_on_it, add",
        "Themes: ansi-dark",
    ):
        assert said in result.stdout
    assert CliRunner().invoke(spoc, teams, obj=Desk(given_settings=wrong)).exit_code == 0
