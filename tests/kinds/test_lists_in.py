"""Every list that comes in as declared records: on the command line, on the screen, and undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cli_desk import Cli
from desk_app import NARROW, desk, fill, finished, flat, press, rows, said, settled
from factories import dump, in_short
from lists_in import EVERY_LIST, SAMPLES, prepared

from db.kinds.importing import run_import
from db.store import Store
from db.upkeep.checking import check
from screens.dialogs.dialog import Dialog
from screens.dialogs.menu import MenuScreen
from screens.kinds.list_in import ListInScreen
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.catalogue import AREAS
from spoc_tui.casework.kinds.coming_in import Asked, ListOf, Verdict
from spoc_tui.casework.kinds.kind import Kind

NAMES = [of.name for _, of in EVERY_LIST]
BY_NAME = {of.name: (kind, of) for kind, of in EVERY_LIST}
every_list = pytest.mark.parametrize("name", NAMES)
ONE_OF_EACH = [Verdict.TAKEN, Verdict.HELD, Verdict.REFUSED]


def a_list(folder: Path, store: Store, name: str) -> tuple[Kind[Any], ListOf, Path]:
    kind, of = BY_NAME[name]
    return kind, of, prepared(store, of).write(folder, name)


def test_there_is_a_sample_of_every_list_and_no_name_is_of_two() -> None:
    assert sorted(SAMPLES) == sorted(NAMES) == sorted(set(NAMES))


@every_list
def test_each_line_ends_in_one_way_and_says_why(store: Store, tmp_path: Path, name: str) -> None:
    kind, of, file = a_list(tmp_path, store, name)
    asked = Asked(SAMPLES[name].given)
    before, count = dump(store, marks=False), store.history.count()
    seen = run_import(store, kind, of, file, asked, dry_run=True)
    assert (dump(store, marks=False), store.history.count()) == (before, count)
    told: list[int] = []
    found = run_import(store, kind, of, file, asked, tell=lambda done, lines: told.append(done))
    assert [one.verdict for one in found.lines] == [one.verdict for one in seen.lines]
    assert [one.verdict for one in found.lines] == ONE_OF_EACH
    assert all(one.why for one in found.lines if one.verdict is not Verdict.TAKEN)
    assert any(field for _, field in found.columns)
    assert store.history.count() == count + 1
    assert f"Imported 1 {of.one} of “{file.name}”" == store.history.page(0, 1)[0].action.label
    again = run_import(store, kind, of, file, asked)
    assert [one.verdict for one in again.lines] == [Verdict.THERE, Verdict.HELD, Verdict.REFUSED]
    assert store.history.count() == count + 1
    assert check(store).wrong == ()
    store.undo()
    assert dump(store, marks=False) == before


@every_list
@pytest.mark.parametrize(
    "text", ["", "a,b\n1,2\n", "\x89PNG\r\n"], ids=["empty", "another list", "a picture"]
)
def test_a_file_that_is_no_such_list_says_so(
    store: Store, tmp_path: Path, name: str, text: str
) -> None:
    kind, of, file = a_list(tmp_path, store, name)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as error:
        run_import(store, kind, of, file, Asked(SAMPLES[name].given))
    assert error.value.field in ("file", "map")


@every_list
def test_the_verb(store: Store, cli: Cli, tmp_path: Path, name: str) -> None:
    kind, _, file = a_list(tmp_path, store, name)
    given = [part for field, text in SAMPLES[name].given.items() for part in (f"--{field}", text)]
    verb = (kind.area, kind.code, "import", str(file), *given)
    dry = cli.json(*verb, "--dry-run")
    assert dry["counts"] == {"taken": 1, "there": 0, "held": 1, "refused": 1}
    assert (dry["list"], dry["dry_run"]) == (name, True)
    keys = ("line", "verdict", "what", "why", "reference", "asks", "proposed")
    assert all(tuple(line) == keys for line in dry["lines"])
    text = cli.text(*verb)
    assert text.startswith("1 taken, 0 there already, 1 held, 1 refused.\n")
    for line in cli.json(*verb)["lines"]:
        if line["verdict"] == "held":
            assert line["why"][:20] in text
    assert "spoc undo" in " ".join(cli.text(kind.area, kind.code, "import", "--help").split())


@pytest.mark.parametrize("name", in_short(NAMES, NAMES[0]))
async def test_on_the_screen(store: Store, tmp_path: Path, name: str) -> None:
    kind, of, file = a_list(tmp_path, store, name)
    before = dump(store, marks=False)
    async with desk(store, size=NARROW) as (app, pilot):
        tab = AREAS[kind.area].kinds.index(kind.code) + 1
        await press(pilot, "g", AREAS[kind.area].key, *([f"{tab}"] if tab > 1 else []), "L")
        if isinstance(app.screen, MenuScreen):
            await press(pilot, f"{kind.lists.index(of) + 1}")
        assert isinstance(app.screen, Dialog)
        await press(pilot, "ctrl+s")
        assert "Type or paste the path of the list." in flat(app)
        await fill(pilot, file=str(file), **SAMPLES[name].given)
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, ListInScreen)
        assert "would be: 1 taken, 0 there already, 1 held, 1 refused" in flat(app, "#headline")
        assert [row.split(" | ")[1] for row in rows(app)] == ["held", "refused", "taken"]
        assert dump(store, marks=False) == before
        await press(pilot, "l")
        assert [row.split(" | ")[1] for row in rows(app)] == ["held"]
        await press(pilot, "l", "l", "l", "f5")
        assert "is read as" in flat(app)
        await press(pilot, "escape", "ctrl+s")
        await finished(pilot)
        assert "imported: 1 taken" in flat(app, "#headline")
        assert "Imported: 1 taken" in said(app)
        await press(pilot, "u")
        await settled(pilot)
        assert "would be: 1 taken" in flat(app, "#headline")
    assert dump(store, marks=False) == before


async def test_a_held_line_is_asked_what_it_means(store: Store, tmp_path: Path) -> None:
    kind, _, file = a_list(tmp_path, store, "grants")
    async with desk(store) as (app, pilot):
        await press(pilot, "g", AREAS[kind.area].key, "2", "L")
        await fill(pilot, file=str(file))
        await press(pilot, "ctrl+s")
        assert "space says what it is" in flat(app, "#why")
        await press(pilot, "space")
        await fill(pilot, organisation="rook")
        await press(pilot, "ctrl+s")
        await settled(pilot)
        assert "would be: 2 taken, 0 there already, 0 held, 1 refused" in flat(app, "#headline")


async def test_a_file_changed_since_is_read_again(store: Store, tmp_path: Path) -> None:
    kind, _, file = a_list(tmp_path, store, "grants")
    async with desk(store) as (app, pilot):
        await press(pilot, "g", AREAS[kind.area].key, "2", "L")
        await fill(pilot, file=str(file))
        await press(pilot, "ctrl+s")
        file.write_text(file.read_text(encoding="utf-8") + "\n\n\n", encoding="utf-8")
        await press(pilot, "ctrl+s")
        assert "The file was changed since it was read." in said(app)
        assert store.declared("award").count() == 0
