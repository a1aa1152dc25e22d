"""Importing a list on the screen: the preview, what is changed in it, what becomes of it."""

from __future__ import annotations

from asyncio import to_thread
from pathlib import Path
from sqlite3 import OperationalError
from threading import Event
from typing import Any

import pytest
from desk_app import (
    NARROW,
    WIDE,
    desk,
    field,
    fill,
    flat,
    paste,
    press,
    said,
    settled,
    workers_ended,
)
from factories import another_window, labels, make_organisation, whole_file
from import_desk import MEMBERS, a_list, importing, pane
from openpyxl import Workbook
from textual import events

from db.lists.known import Lists
from db.lists.work import ImportRequest, ListWork
from db.store import Store
from screens.dialogs.pick_field import PickFieldScreen
from screens.lists.importing import ImportScreen
from screens.organisations.directory import DirectoryScreen
from spoc_tui.casework.errors import StorageFailed
from spoc_tui.casework.lists.importing import ImportReport
from spoc_tui.files import typed_path


@pytest.mark.slow
@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_preview_and_what_would_become_of_it(
    store: Store, tmp_path: Path, size: tuple[int, int]
) -> None:
    before = whole_file(store)
    async with importing(store, a_list(tmp_path), size=size) as (app, pilot):
        assert pane(app, "columns") == [
            "Group | name | Rook Lane Bowls · Strood Scouts",
            "Telephone | phone | 01634 111111 · 01634 222222 · 01634 333333",
            "Post code | postcode | ME4 4AA · ME2 2BB · ME2 2BC",
            "Theme | tags | sport · youth",
        ]
        assert "This would be: 2 added, 1 refused. ctrl+s imports it." in flat(app, "#state")
        await press(pilot, "f6")
        assert pane(app, "first") == [
            "2 | Rook Lane Bowls | ME4 4AA | 01634 111111 | ",
            "3 | Strood Scouts | ME2 2BB | 01634 222222 | ",
            "4 | refused: There is nothing in the column Group.",
        ]
        assert "Rook Lane Bowls: postcode ME4 4AA; phone 01634 111111; tags sport" in flat(
            app, "#detail"
        )
        await press(pilot, "f7")
        assert pane(app, "outcome") == ["4 | refused |  | There is nothing in the column Group."]
        assert "^s Import" in flat(app, "KeyLine")
    for form in store.drafts.all():  # what was typed of it may be kept, and nothing else
        store.drafts.drop(form.uid)
    assert whole_file(store) == before


@pytest.mark.slow
async def test_it_is_imported_and_undone(store: Store, tmp_path: Path) -> None:
    async with importing(store, a_list(tmp_path)) as (app, pilot):
        await press(pilot, "ctrl+s")
        assert "Imported: 2 added, 1 refused. u undoes it all" in flat(app, "#state")
        assert store.organisations.find("strood scouts").phone == "01634 222222"
        assert labels(store)[-1] == "Imported MVA: 2 added, 1 refused"
        await press(pilot, "ctrl+s")
        assert labels(store)[-1] == "Imported MVA: 2 added, 1 refused"
        await press(pilot, "u")
        assert "Not on this screen: Rook Lane Bowls; Strood Scouts." in flat(app)
        await press(pilot, "y")
        assert "Undone: Imported MVA" in said(app)
        assert store.organisations.count() == 0
        await settled(pilot)
        assert "This would be: 2 added, 1 refused." in flat(app, "#state")
        await press(pilot, "U", "y")
        await settled(pilot)
        assert "This would be: 2 unchanged, 1 refused." in flat(app, "#state")
        await press(pilot, "escape")
        assert isinstance(app.screen, DirectoryScreen)
        await press(pilot, "I")
        assert field(app.screen, "file").text == ""


@pytest.mark.slow
async def test_after_a_list_the_next_one_begins(store: Store, tmp_path: Path) -> None:
    (tmp_path / "next").mkdir()
    following = a_list(tmp_path / "next", "Group\nQuay Rowing\n")
    async with importing(store, a_list(tmp_path)) as (app, pilot):
        await press(pilot, "f5", "I")  # while it is looked at: another path is typed in its place
        assert field(app.screen, "file").has_focus_within
        await paste(pilot, str(a_list(tmp_path)))
        await press(pilot, "enter", "ctrl+s")
        assert "I begins with another list." in flat(app, "#state")
        await pilot.press("I", *"duw/x")  # however fast: no letter is a command
        await settled(pilot)
        assert isinstance(app.screen, ImportScreen)
        assert field(app.screen, "file").text == "duw/x"
        assert {field(app.screen, name).text for name in ("source", "area")} == {""}
        field(app.screen, "file").text = ""
        await paste(pilot, str(following))
        await press(pilot, "enter")
        await fill(pilot, source="Quay")
        await press(pilot, "enter", "ctrl+s")
        assert store.organisations.find("quay rowing")
        assert app.focused is not None
        app.focused.post_message(events.Paste(str(following)))  # onto the outcome: the next path
        await settled(pilot)
        assert field(app.screen, "file").text == str(following)
        assert field(app.screen, "file").has_focus_within


async def test_what_failed_at_the_end_is_gone_to(store: Store, tmp_path: Path) -> None:
    file = a_list(tmp_path)
    async with importing(store, file) as (app, pilot):
        file.write_text(file.read_text() + "Another,,,\n")
        await press(pilot, "f5", "ctrl+s")
        assert "was changed since it was read. Read it again." in flat(app, "#state")
        assert field(app.screen, "file").has_focus_within
        await press(pilot, "enter", "ctrl+s")
        assert "Imported: 3 added, 1 refused." in flat(app, "#state")


@pytest.mark.slow
async def test_a_long_import_is_undone_and_redone_beside_the_program(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screens.history.taking_back.UNDO_IN_THREAD_FROM", 1)
    async with importing(store, a_list(tmp_path)) as (app, pilot):
        await press(pilot, "ctrl+s")
        for key, said_, left in (("u", "Undone: Imported MVA", 0), ("U", "Done again: Imp", 2)):
            await press(pilot, key, "y")
            await workers_ended(app)
            await pilot.pause()
            assert said(app).startswith(said_)
            assert store.organisations.count() == left


@pytest.mark.slow
async def test_a_column_is_taken_for_something_else_and_that_is_remembered(
    store: Store, tmp_path: Path
) -> None:
    file = a_list(tmp_path)
    async with importing(store, file) as (app, pilot):
        await press(pilot, "f5", "end", "enter")
        assert isinstance(app.screen, PickFieldScreen)
        assert "“Theme” is …" in flat(app)
        await press(pilot, *"purp", "enter")
        assert pane(app, "columns")[3] == "Theme | purpose | sport · youth"
        await press(pilot, "ctrl+s")
        assert store.organisations.find("strood scouts").purpose == "youth"
        await press(pilot, "escape", "I")
        await paste(pilot, f'"{file}"')
        await press(pilot, "enter")
        # The list with the same columns: it has the name and the columns of its last issue.
        assert field(app.screen, "source").text == "MVA"
        assert pane(app, "columns")[3] == "Theme | purpose | sport · youth"
        assert "This would be: 2 unchanged, 1 refused." in flat(app, "#state")


@pytest.mark.slow
async def test_a_list_without_names(store: Store, tmp_path: Path) -> None:
    file = a_list(tmp_path, "Wer;Wo\nRook Lane Bowls;ME4 4AA\n")
    async with importing(store, file) as (app, pilot):
        assert "! The first line, “Wer, Wo”, names no column" in flat(app, "#state")
        await press(pilot, "ctrl+s", "f5", "enter", *"name", "enter")
        assert "This would be: 1 added." in flat(app, "#state")
        await press(pilot, "ctrl+s")
        assert store.organisations.find("rook lane").postcode == "ME4 4AA"


async def test_a_list_whose_columns_are_known_but_for_the_name(
    store: Store, tmp_path: Path
) -> None:
    async with importing(store, a_list(tmp_path, "Phone;Postcode\n01634 1;ME4 4AA\n")) as (app, _):
        assert "! No column is read as the name" in flat(app, "#state")


@pytest.mark.slow
async def test_only_an_area_and_one_that_nobody_knows(store: Store, tmp_path: Path) -> None:
    async with importing(store, a_list(tmp_path)) as (app, pilot):
        await fill(pilot, area="ME4")
        await press(pilot, "enter")
        assert "This would be: 1 added, 2 outside the area." in flat(app, "#state")
        await fill(pilot, area="Nowhere")
        await press(pilot, "tab")
        assert "! Nothing in the list is in “Nowhere”" in flat(app, "#form")
        assert field(app.screen, "file").text.endswith("members.csv")
        await fill(pilot, area="ME2")
        await press(pilot, "ctrl+s")
        assert "This is what it would do; ctrl+s imports it." in said(app)
        assert store.organisations.count() == 0
        await press(pilot, "ctrl+s")
        assert [one.name for one in store.organisations.page(0, 9)] == ["Strood Scouts"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("", None, "is a folder, not a file."),
        ("none.csv", None, "There is no file “none.csv” in that place."),
        ("a.csv", b"\x89PNG\r\n\x1a\n", "is a picture, not a list"),
        ("a.csv", b"", "is empty."),
    ],
)
async def test_what_is_no_list_is_reported_in_place(
    store: Store, tmp_path: Path, name: str, content: bytes | None, sentence: str
) -> None:
    folder = tmp_path / "lists"
    folder.mkdir()
    if content is not None:
        (folder / name).write_bytes(content)
    async with importing(store, folder / name) as (app, pilot):
        assert sentence in flat(app, "#form")
        assert field(app.screen, "source").text == "MVA"
        await press(pilot, "ctrl+s")
        assert sentence in flat(app, "#form")
        assert isinstance(app.screen, ImportScreen)
    assert store.organisations.count() == 0


@pytest.mark.slow
async def test_a_sheet_of_a_workbook(store: Store, tmp_path: Path) -> None:
    workbook = Workbook()
    for title, name in (("Members", "Rook Lane Bowls"), ("Grants", "Strood Scouts")):
        sheet = workbook.create_sheet(title)
        sheet.append(["Name", "Postcode"])
        sheet.append([name, "ME4 4AA"])
    workbook.save(tmp_path / "lists.xlsx")
    async with importing(store, tmp_path / "lists.xlsx") as (app, pilot):
        assert pane(app, "columns")[0] == "Name | name | Rook Lane Bowls"
        not_read = "Only the sheet “Members” is read, not “Grants”."
        assert not_read in pane(app, "columns")[-1]
        assert not_read in flat(app, "#state")
        await fill(pilot, sheet="Nothing")
        await press(pilot, "enter")
        assert "has no sheet “Nothing”. It has “Sheet”, “Members”, “Grants”." in flat(app, "#form")
        await fill(pilot, sheet="grants")
        await press(pilot, "enter")
        assert pane(app, "columns")[0] == "Name | name | Strood Scouts"


async def test_a_list_needs_a_name_and_a_file(store: Store, tmp_path: Path) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, "I", "ctrl+s")
        assert "! Type or paste the path of the list." in flat(app, "#form")
        await paste(pilot, str(a_list(tmp_path)))
        await press(pilot, "enter")
        assert "This would be: 2 added, 1 refused." in flat(app, "#state")  # without a name too
        await press(pilot, "ctrl+s")
        assert "! Give the list a name" in flat(app, "#form")
        assert store.organisations.count() == 0


@pytest.mark.slow
async def test_a_file_that_was_changed_meanwhile_is_not_imported(
    store: Store, tmp_path: Path
) -> None:
    file = a_list(tmp_path)
    async with importing(store, file) as (app, pilot):
        file.write_text(f"{MEMBERS}One More,,,\n")
        await press(pilot, "ctrl+s")
        assert "! members.csv was changed since it was read." in flat(app, "#form")
        assert store.organisations.count() == 0
        await press(pilot, "ctrl+s", "ctrl+s")
        assert store.organisations.count() == 3


@pytest.mark.slow
async def test_a_full_disk_is_reported_and_the_form_stays(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object, **options: object) -> None:
        raise StorageFailed("The disk is full. Nothing was saved.")

    async with importing(store, a_list(tmp_path)) as (app, pilot):
        with monkeypatch.context() as broken:
            broken.setattr("db.lists.hidden.backup.before", full)
            await press(pilot, "ctrl+s")
        assert "! The disk is full. Nothing was saved." in flat(app, "#state")
        assert field(app.screen, "source").text == "MVA"
        assert store.organisations.count() == 0
        await press(pilot, "ctrl+s", "ctrl+s")
        assert store.organisations.count() == 2


async def test_what_is_looked_at_anew_drops_what_was_read_before(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, go_on = Event(), Event()
    run_import = Lists.run_import

    def held(lists: Lists, opened: Any, **options: Any) -> ImportReport:
        if not reached.is_set():
            reached.set()
            assert go_on.wait(10)
        return run_import(lists, opened, **options)

    monkeypatch.setattr(Lists, "run_import", held)
    news: list[str] = []
    looked = ListWork(store.second_connection, lambda: news.append("told"))
    looked.look(ImportRequest(a_list(tmp_path), "first"))
    assert await to_thread(reached.wait, 10)
    looked.look(ImportRequest(a_list(tmp_path, "Name\nOne\n", "other.csv"), "other"))
    go_on.set()
    await to_thread(looked.settle)
    assert looked.report is not None
    assert (looked.report.source, looked.report.sentence) == ("other", "1 added")
    assert looked.ended() == ""
    looked.close()


async def test_what_was_interrupted_in_the_middle_keeps_nothing_from_being_saved(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_import, interrupted = Lists.run_import, Event()

    def once(lists: Lists, opened: Any, **options: Any) -> ImportReport:
        if interrupted.is_set():
            return run_import(lists, opened, **options)
        interrupted.set()
        lists._store.connection.execute("SAVEPOINT staging")
        looked.run_import(asked)
        raise OperationalError("interrupted")

    monkeypatch.setattr(Lists, "run_import", once)
    asked = ImportRequest(a_list(tmp_path), "MVA")
    looked = ListWork(store.second_connection, lambda: None)
    looked.look(asked)
    await to_thread(looked.settle)
    assert store.organisations.count() == 2
    make_organisation(store)
    looked.close()


@pytest.mark.slow
async def test_another_import_at_once_is_refused(store: Store, tmp_path: Path) -> None:
    from db.lists.applying import alone

    other = another_window(store)
    async with importing(store, a_list(tmp_path)) as (app, pilot):
        with alone(other):
            await press(pilot, "ctrl+s")
        assert "! Another import is under way" in flat(app, "#state")
        await press(pilot, "ctrl+s", "ctrl+s")
        assert store.organisations.count() == 2
    other.close()


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        (" '/a/b c.csv' ", "/a/b c.csv"),
        ('"/a/b.csv"', "/a/b.csv"),
        ("file:///a/b%20c.csv", "/a/b c.csv"),
        ("/a/b\\ c.csv", "/a/b c.csv"),
        ("~nobody-of-that-name/a.csv", "~nobody-of-that-name/a.csv"),
    ],
)
def test_a_path_as_it_is_pasted(typed: str, path: str) -> None:
    assert typed_path(typed) == Path(path)


def test_a_path_from_home() -> None:
    assert typed_path("~/a.csv") == Path.home() / "a.csv"
