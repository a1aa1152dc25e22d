"""The line one stands on has a sign before it in every list of choices: colour alone does not tell
it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_app import NARROW, desk, press, settled, shown, type_text
from factories import make_organisation
from textual.widgets import OptionList

import screens
from db.store import Store
from screens.dialogs.menu import MenuScreen, numbered
from screens.widgets.marked_list import Marks
from spoc_tui.app import SpocApp

RAW = {
    *("OptionList", "ListView", "ListItem", "SelectionList", "RadioSet", "RadioButton", "Select"),
    *("DataTable", "Tree", "DirectoryTree"),
}
"""Widgets of Textual that tell the line one stands on by its colour."""
HERE = "marked_list.py"


def imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual"):
            yield from (name.name for name in node.names)


def test_no_list_of_choices_is_without_the_sign() -> None:
    (root,) = screens.__path__
    files = {file: set(imported(file)) for file in Path(root).rglob("*.py")}
    raw = {file.name for file, names in files.items() if names & RAW}
    assert raw == {HERE}


def signs(app: SpocApp) -> list[str]:
    """The lines of the lists of choices on the screen that begin with a sign."""
    its = [one for one in app.screen.query(OptionList) if one.display]
    assert its
    assert all(isinstance(one, Marks) for one in its)
    text = shown(app).splitlines()
    return [
        " ".join(text[y][one.content_region.x : one.content_region.right].split())
        for one in its
        for y in range(one.content_region.y, one.content_region.bottom)
        if text[y][one.content_region.x] in "►›"
    ]


@pytest.mark.parametrize(
    ("key", "first", "moved"),
    [
        ("g", "► d Desk", "► e Enquiries"),
        ("ctrl+p", "► Buying (g k)", "► Call (n or F2)"),
    ],
)
async def test_a_menu_and_the_palette_have_it(
    store: Store, key: str, first: str, moved: str
) -> None:
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, key)
        await settled(pilot)
        assert signs(app) == [first]
        await press(pilot, "down")
        assert signs(app) == [moved]


async def test_of_two_sides_the_one_that_is_moved_in_has_it(store: Store) -> None:
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, "g", "down", "right")
        assert signs(app) == ["► l Planning"]


async def test_what_is_picked_from_has_it_and_its_words_beneath_what_is_typed(
    store: Store,
) -> None:
    for name in ("Rook Lane Bowls", "Rook Lane Tennis"):
        make_organisation(store, name)
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, "n")
        await type_text(pilot, "rook")
        assert signs(app) == ["► Rook Lane Bowls"]
        await press(pilot, "down")
        assert signs(app) == ["► Rook Lane Tennis"]
        text = shown(app).splitlines()
        (typed,) = (line.index("rook") for line in text if "rook" in line)
        assert {line.index("Rook") for line in text if "Rook" in line} == {typed}


async def test_lines_that_wrap_are_marked_once_and_there_is_room_for_them(store: Store) -> None:
    lines = [(str(n), "x " * n) for n in range(22, 32)]  # some wrap for the sign alone
    async with desk(store, size=(80, 60)) as (app, pilot):
        app.push_screen(MenuScreen("Which", numbered(lines)))
        await settled(pilot)
        assert len(signs(app)) == 1
        assert app.screen.query_one(OptionList).max_scroll_y == 0
