"""Whatever is typed into any dialog or form is there again after the program was killed.

The dialogs are found by walking the screens: one that is made anywhere is opened here, or is one of
the few of which nothing is kept, with its reason.
"""

from __future__ import annotations

import ast
import shutil
import sys
from collections.abc import Iterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from desk_app import desk, flat, press, settled
from factories import (
    in_short,
)
from survey_made import make_round
from textual.screen import Screen
from textual.widgets import Input, TextArea
from tour import _a_list
from ways_to_dialogs import WAYS, Open, enquiry, keys

from db.store import Store
from screens.dialogs.dialog import Dialog
from screens.dialogs.half_typed import NotKept
from screens.kinds.form import DeclaredForm
from screens.kinds.rows_field import RowsField
from screens.records.draft_screen import DraftScreen
from screens.records.opening import form_of, page_of
from spoc_tui.app import SpocApp

SCREENS = Path(__file__).parents[2] / "screens"
NOT_KEPT = {
    "exports/rescue.py rescue": NotKept.GONE,
    "feedback/board.py FeedbackBoardScreen.action_filter": NotKept.FILTER,
    "kinds/for_whom.py ask_for_whom.ask": NotKept.FILTER,
    "kinds/list_in.py ListInScreen._say_beside": NotKept.FILTER,
    "kinds/list_in.py ListInScreen._say_column": NotKept.FILTER,
    "kinds/list_in.py ListInScreen.action_say_which": NotKept.FILTER,
    "survey/coding.py CodingScreen.action_any_theme.make": NotKept.FILTER,
    "survey/coding.py CodingScreen.action_code_as.make": NotKept.FILTER,
    "survey/results.py ResultsScreen.action_compare_round.make": NotKept.FILTER,
    "week/page.py WeekScreen.action_dates.make": NotKept.FILTER,
}
"""Where a dialog is made of which nothing is kept."""
SEARCHES = {
    "FindScreen": "what is searched for is typed again in a moment",
    "PickFieldScreen": "it narrows a list of fields, and one of them is picked",
    "Palette": "it narrows a list of commands",
}
"""Pages with a line to type into that narrows what is shown."""
OF_A_ROW = "kinds/rows_field.py RowsField.ask.dialog"
"""What is typed there is part of what its form keeps."""


def places_of_dialogs() -> set[str]:
    """Where a dialog is made: file, and class and functions."""
    found = set()

    def walk(node: ast.AST, within: tuple[str, ...], file: str) -> None:
        for child in ast.iter_child_nodes(node):
            its = within
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                its = (*within, child.name)
            elif isinstance(child, ast.Call) and getattr(child.func, "id", "") == "Dialog":
                found.add(f"{file} {'.'.join(within)}")
            walk(child, its, file)

    for file in SCREENS.rglob("*.py"):
        walk(ast.parse(file.read_text("utf-8")), (), file.relative_to(SCREENS).as_posix())
    return found


@pytest.mark.slow
def test_every_dialog_there_is_is_tried_here() -> None:
    assert places_of_dialogs() == WAYS.keys() | NOT_KEPT.keys() | {OF_A_ROW}


def classes() -> Iterator[type]:
    """Every class of a screen."""
    for file in sorted(SCREENS.rglob("*.py")):
        name = ".".join(file.relative_to(SCREENS.parent).with_suffix("").parts)
        for found in vars(import_module(name.removesuffix(".__init__"))).values():
            if isinstance(found, type) and found.__module__ == name:
                yield found


def test_every_page_that_is_typed_into_keeps_what_is_typed() -> None:
    typed = {Input.__name__, TextArea.__name__}
    of_screens = list(classes())
    for _ in range(3):  # what is typed into is made of what is
        typed |= {
            one.__name__
            for one in of_screens
            if not issubclass(one, Screen) and {base.__name__ for base in one.__mro__} & typed
        }
    typed |= {one.__name__ for one in of_screens if one.__name__.endswith("Field")}
    pages = set()
    for one in of_screens:
        if issubclass(one, Screen):
            source = (SCREENS.parent / f"{one.__module__.replace('.', '/')}.py").read_text("utf-8")
            (its,) = (n for n in ast.walk(ast.parse(source)) if _is_class(n, one.__name__))
            composed = [n for n in ast.walk(its) if getattr(n, "name", "") == "compose"]
            made = {getattr(n, "id", "") for part in composed for n in ast.walk(part)}
            if made & typed:
                pages.add(one)
    keeping = {one for one in pages if issubclass(one, DraftScreen | Dialog)}
    assert {one.__name__ for one in pages - keeping} == {"ImportScreen"} | SEARCHES.keys() - {
        "Palette"  # Textual's own makes its line
    }


def _is_class(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.ClassDef) and node.name == name


@asynccontextmanager
async def as_killed(store: Store, folder: Path) -> Any:
    """A window on the file as it was on the disk when the program was killed."""
    assert store.path is not None
    killed = folder / "killed.db"
    for ending in ("", "-wal"):
        if (file := store.path.with_name(f"{store.path.name}{ending}")).exists():
            shutil.copyfile(file, killed.with_name(f"{killed.name}{ending}"))
    again = Store.open(killed, now=store.now)
    try:
        async with desk(again) as opened:
            yield opened
    finally:
        again.close()


def line_of(app: SpocApp) -> Input | TextArea:
    """What is typed into first."""
    found = app.screen.query("Input, TextArea").first()
    assert isinstance(found, Input | TextArea)
    return found


def text_of(app: SpocApp) -> str:
    line = line_of(app)
    return line.value if isinstance(line, Input) else line.text


FEW = (
    "enquiries/dialogs.py answer",
    "organisations/dialogs.py reach",
    "week/issuing.py issue",
)


@pytest.mark.slow
@pytest.mark.parametrize("place", in_short(list(WAYS), *FEW))
async def test_what_is_typed_outlives_the_program(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    go, made, begin = WAYS[place](store), [], Dialog.__init__

    def init(dialog: Dialog, *given: Any, **named: Any) -> None:
        code = sys._getframe(1).f_code
        made.append(f"{Path(code.co_filename).name} {code.co_qualname.replace('<locals>.', '')}")
        begin(dialog, *given, **named)

    monkeypatch.setattr(Dialog, "__init__", init)
    async with desk(store) as (app, pilot):
        await go(app, pilot, tmp_path)
        dialog = app.screen
        assert isinstance(dialog, Dialog), dialog
        assert made[-1] == place.rpartition("/")[2]
        line_of(app).focus()
        await press(pilot, "z", "q")
        assert dialog.keep()  # what its timer calls
        async with as_killed(store, tmp_path) as (after, hand):
            await go(after, hand, tmp_path)
            assert "zq" in text_of(after)
            assert "Kept from" in flat(after)
            assert "starts anew" in flat(after)


def answers_by_telephone(store: Store) -> Open:
    """To who answers a round, where a name is typed."""
    make_round(store)
    return keys("g", "j", "J", "a")(store)


FORMS = {
    "CallScreen": keys("n"),
    "PaymentForm": keys("p"),
    "FeedbackForm": keys("f"),
    "DeclaredForm": keys("g", "m", "N"),
    "TakingScreen": answers_by_telephone,
}


def test_every_form_is_tried_here() -> None:
    forms = {one.__name__ for one in classes() if issubclass(one, DraftScreen)}
    assert forms - {"DraftScreen"} == FORMS.keys()


@pytest.mark.slow
@pytest.mark.parametrize("form", in_short(list(FORMS), "CallScreen"))
async def test_what_is_typed_into_a_form_outlives_the_program(
    store: Store, tmp_path: Path, form: str
) -> None:
    async with desk(store) as (app, pilot):
        await FORMS[form](store)(app, pilot, tmp_path)
        screen = app.screen
        assert isinstance(screen, DraftScreen)
        line_of(app).focus()
        await press(pilot, "z", "q")
        screen._keep()  # what its timer calls
        async with as_killed(store, tmp_path) as (after, hand):
            (draft,) = after.store.drafts.all()
            await after.push_screen(form_of(draft))
            await settled(hand)
            assert "zq" in text_of(after)


@pytest.mark.slow
async def test_a_half_typed_row_is_part_of_what_its_form_keeps(
    store: Store, tmp_path: Path
) -> None:
    async with desk(store) as (app, pilot):
        form = DeclaredForm("group")
        await app.push_screen(form)
        form.query(RowsField).first().ask(None)
        await settled(pilot)
        row = app.screen
        assert isinstance(row, Dialog)
        line_of(app).focus()
        await press(pilot, "z", "q")
        assert row.keep()
        await settled(pilot)
        form._keep()
        async with as_killed(store, tmp_path) as (after, hand):
            (draft,) = after.store.drafts.all()
            again = form_of(draft)
            await after.push_screen(again)
            again.query(RowsField).first().ask(None)
            await settled(hand)
            assert "zq" in text_of(after)


@pytest.mark.slow
async def test_an_import_is_gone_on_with(store: Store, tmp_path: Path) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, "d", "I")
        await _a_list(app, pilot, tmp_path)
        app.screen._keep()  # type: ignore[attr-defined]
        async with as_killed(store, tmp_path) as (after, hand):
            await press(hand, "d", "I")
            assert "members.csv" in text_of(after)


async def test_begun_anew_nothing_is_left_of_it(store: Store) -> None:
    uid = enquiry(store)
    store.drafts.save({"text": "half"}, started_at=store.now(), uid=None, record=uid, act="note")
    async with desk(store) as (app, pilot):
        await app.push_screen(page_of("enquiry", uid))
        await press(pilot, "m")
        assert text_of(app) == "half"
        await press(pilot, "f8", "y")
        assert text_of(app) == ""
        assert store.drafts.all() == []
