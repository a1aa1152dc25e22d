"""Where verbs write: in a folder under the usual name, never without an ending, and no folder is
made that was not asked for.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from cli_desk import Cli
from factories import FixedClock

VERBS = {
    ("week",): "md",
    ("week", "--format", "docx"): "docx",
    ("year",): "md",
    ("year", "--format", "xlsx"): "xlsx",
    ("brief", "rook lane"): "md",
    ("pay", "pack"): "md",
    ("overlap",): "txt",
    ("export", "directory"): "csv",
    ("export", "calendar"): "ics",
    ("feedback", "bulletin"): "md",
    ("check-ins", "agenda", "leaders"): "md",
    ("chase", "1"): "txt",
    ("pay", "chase", "1"): "txt",
    ("import", "organisations", "list.csv", "--source", "list"): "csv",
    ("backup",): "db",
}
"""Every verb that writes one file, and what it usually ends on."""


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory, new_database: Path) -> Path:
    """A database with something for every verb to write."""
    path = tmp_path_factory.mktemp("filled") / "spoc.db"
    shutil.copyfile(new_database, path)
    cli = Cli(path, FixedClock())
    cli.json("organisation", "add", "Rook Lane")
    cli.json("pay", "add", "--organisation", "rook lane", "--amount", "100", "--received", "1/3")
    cli.json("pay", "finance", "1")
    cli.log("Damp", "--organisation", "rook lane", "--route", "housing")
    cli.json("check-ins", "add", "Leaders", "--every", "6 weeks")
    cli.json("feedback", "add", "--said", "Nobody rang", "--by", "rook lane", "--action", "Ring")
    cli.json("feedback", "done", "1")
    return path


@pytest.fixture
def filled(once: Path, tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """The same, for one test, in a folder with a list to bring in."""
    monkeypatch.chdir(tmp_path)
    shutil.copyfile(once, tmp_path / "spoc.db")
    (tmp_path / "list.csv").write_text("name\nQuay Rowing\n", encoding="utf-8")
    return Cli(tmp_path / "spoc.db", clock)


def written(cli: Cli, verb: tuple[str, ...], to: str) -> Path:
    where = {"backup": (to,), "import": ("--report", to)}.get(verb[0], ("--output", to))
    answered = cli.run(*verb, *where)
    assert answered.exit_code == 0, answered.output
    (new,) = [one for one in Path.cwd().rglob("*") if one.is_file() and "reports" in str(one)]
    assert new.read_bytes()
    return new


@pytest.mark.parametrize(("verb", "ending"), VERBS.items())
def test_a_name_without_an_ending_gets_the_forms(
    filled: Cli, verb: tuple[str, ...], ending: str
) -> None:
    assert written(filled, verb, "reports") == Path.cwd() / f"reports.{ending}"


@pytest.mark.parametrize(("verb", "ending"), VERBS.items())
def test_in_a_folder_it_has_its_usual_name(filled: Cli, verb: tuple[str, ...], ending: str) -> None:
    Path("reports").mkdir()
    made = written(filled, verb, "reports")
    assert (made.parent, made.suffix) == (Path.cwd() / "reports", f".{ending}")
    assert made.stem


@pytest.mark.parametrize("verb", [*VERBS, ("export", "all")])
@pytest.mark.parametrize("to", ["reports/", "reports/of/november"])
def test_no_folder_is_made_unasked(filled: Cli, verb: tuple[str, ...], to: str) -> None:
    if verb == ("export", "all") and to == "reports/":
        return  # DIR itself is what it makes
    before = filled.json("history"), sorted(Path.cwd().rglob("*"))
    where = {"backup": (to,), "import": ("--report", to)}.get(verb[0], ("--output", to))
    if verb == ("export", "all"):
        where = (to,)
    error = filled.error(3, *verb, *where)
    assert error["message"].startswith("There is no folder ")
    assert "reports" in error["message"]
    assert "make" in error["message"].lower()
    assert (filled.json("history"), sorted(Path.cwd().rglob("*"))) == before


@pytest.mark.parametrize("verb", [*VERBS, ("export", "all")])
@pytest.mark.parametrize("name", ["-", ""])
def test_a_dash_is_no_name_nor_is_nothing(filled: Cli, verb: tuple[str, ...], name: str) -> None:
    before = filled.json("history"), sorted(Path.cwd().rglob("*"))
    plain = {"backup": (name,), "import": ("--report", name)}.get(verb[0], ("--output", name))
    error = filled.error(2, *verb, *((name,) if verb == ("export", "all") else plain))
    assert error["message"].startswith(f"“{name}” is no name here. Name a f")
    assert (filled.json("history"), sorted(Path.cwd().rglob("*"))) == before


def test_the_backup_folder_is_the_programs_own(filled: Cli) -> None:
    made = Path(filled.json("backup")["file"])
    assert made.parent == filled.path.parent / f"{filled.path.stem}-backups"
