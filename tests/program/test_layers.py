"""Who may import whom: the contracts in pyproject.toml are kept, and each can fail."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
LINT = (
    "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
)
BREAKS = {
    "Layers": ("screens.widgets.columns", "spoc_tui.cli.words"),
    "No Textual below the screens": ("spoc_tui.failures", "textual"),
    "No SQL above storage": ("spoc_tui.cli.words", "sqlite_utils"),
    "Rules are pure": ("spoc_tui.casework.money", "click"),
    "Storage": ("db.payments.rates", "db.feedback.acts"),
    "Areas": ("db.areas.planning.week", "db.areas.funding.week"),
    "The file": ("db.file.copies", "db.file.errors"),
    "Rules": ("spoc_tui.casework.payments.rates", "spoc_tui.casework.feedback.feedback"),
    "Papers": ("spoc_tui.reports.fitting", "spoc_tui.reports.charts.drawing"),
    "Verbs": ("spoc_tui.cli.payments.rates", "spoc_tui.cli.feedback.words"),
    "Screens": ("screens.payments.board", "screens.feedback.board"),
    "One module alone names the database library": ("db.payments.rates", "sqlite3"),
}
"""By contract, its name as far as the colon, an import that it forbids."""
PLANTING = """
import importlinter.cli
from importlinter.application.app_config import settings
whole = settings.GRAPH_BUILDER
class Planted:
    def build(self, **options):
        graph = whole.build(**options)
        for importer, imported in BREAKS:
            graph.add_import(importer=importer, imported=imported)
        return graph
settings.configure(GRAPH_BUILDER=Planted())
"""


def lint(before: str = "") -> subprocess.CompletedProcess[str]:
    """Checks the contracts, after some code has run in the same process."""
    return subprocess.run(
        [sys.executable, "-c", f"{before}\n{LINT}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_layers_are_kept() -> None:
    found = lint()
    assert found.returncode == 0, found.stdout + found.stderr
    assert " 0 broken" in found.stdout


def test_each_contract_fails_on_an_import_that_it_forbids() -> None:
    options = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = [one["name"] for one in options["tool"]["importlinter"]["contracts"]]
    assert [name.partition(":")[0] for name in names] == list(BREAKS)
    found = lint(f"BREAKS = {list(BREAKS.values())}{PLANTING}")
    assert found.returncode == 1, found.stdout + found.stderr
    assert f" 0 kept, {len(names)} broken" in found.stdout
    told = " ".join(found.stdout.partition("Broken contracts")[2].split())
    for at, (name, (importer, imported)) in enumerate(zip(names, BREAKS.values(), strict=True)):
        after = told.partition(name)[2].partition(names[at + 1] if names[at + 1 :] else "\0")[0]
        assert f"{importer} -> {imported}" in after, name
