"""Taking the week out of its screen: in the last form and folder, over nothing unasked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from desk_app import NARROW, cancel, desk, fill, finished, flat, press, said, save, typed
from factories import FixedClock, in_short, make_enquiry, make_organisation

from db.council.remembered import FOLDER, WEEK_FORM, recall
from db.store import Store
from screens.dialogs.dialog import Dialog
from screens.week.page import WeekScreen
from spoc_tui.casework.errors import StorageFailed
from spoc_tui.casework.week.periods import week_of
from spoc_tui.files import write_private


@pytest.mark.slow
async def test_the_last_form_and_folder_are_offered_again(store: Store, tmp_path: Path) -> None:
    away = tmp_path / "away"
    away.mkdir()
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, "w", "o", "t")
        assert typed(app) == {
            "folder": str(tmp_path / "words"),
            "file": "week-2026-03-30.txt",
            "names": "organisations only counted",
            "small": "shown",
        }
        await fill(pilot, folder=str(away), file="quiet week")
        await save(pilot)
        assert said(app) == f"The summary is in {away / 'quiet week.txt'}"
    assert (recall(store, WEEK_FORM), recall(store, FOLDER)) == ("txt", str(away))
    async with desk(store) as (app, pilot):
        await save(pilot, "w", "o", "enter")
        assert said(app) == f"The summary is in {away / 'week-2026-03-30.txt'}"
    (away / "quiet week.txt").unlink()
    (away / "week-2026-03-30.txt").unlink()
    away.rmdir()
    async with desk(store) as (app, pilot):
        await press(pilot, "w", "o", "m")
        assert typed(app)["folder"] == str(tmp_path / "words")
    assert store.history.count() == 1  # what is remembered is no act of the officer's


@pytest.mark.slow
async def test_what_is_there_already_is_asked_about(store: Store, tmp_path: Path) -> None:
    there = tmp_path / "words" / "week-2026-03-30.md"
    there.parent.mkdir()
    there.write_text("mine")
    async with desk(store, size=NARROW) as (app, pilot):
        await save(pilot, "w", "o", "m")
        assert "week-2026-03-30.md is there already" in flat(app)
        await press(pilot, "c")
        assert (isinstance(app.screen, WeekScreen), there.read_text()) == (True, "mine")
        await press(pilot, "o", "m", "ctrl+s", "n")
        assert typed(app)["file"] == "week-2026-03-30-2.md"
        await save(pilot)
        assert said(app).endswith("week-2026-03-30-2.md")
        assert there.read_text() == "mine"
        await press(pilot, "o", "m", "ctrl+s", "r")
        await finished(pilot)
        assert said(app) == f"The summary is in {there}"
    assert there.read_text(encoding="utf-8").startswith("# The voluntary sector")


@pytest.mark.slow
async def test_another_name_stays_in_the_folder_that_was_typed(
    store: Store, tmp_path: Path
) -> None:
    inner = tmp_path / "words" / "inner"
    inner.mkdir(parents=True)
    (inner / "x.md").write_text("mine")
    async with desk(store) as (app, pilot):
        for name in ("inner/x", str(inner / "x.md")):
            await press(pilot, "w", "o", "m")
            await fill(pilot, file=name)
            await press(pilot, "ctrl+s", "n")
            assert (typed(app)["folder"], typed(app)["file"]) == (str(inner), "x-2.md")
            await cancel(pilot)
            await press(pilot, "escape")


@pytest.mark.slow
async def test_what_is_put_there_meanwhile_is_not_written_over(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "words" / "week-2026-03-30.md"

    def meanwhile(*asked: Any, **how: Any) -> Path:
        file.parent.mkdir(exist_ok=True)
        file.write_text("another's")
        return write_private(*asked, **how)

    monkeypatch.setattr("screens.week.export.write_private", meanwhile)
    async with desk(store) as (app, pilot):
        await save(pilot, "w", "o", "m")
        assert "week-2026-03-30.md was put there in the meantime" in flat(app, "#field-file")
        assert file.read_text() == "another's"
        await press(pilot, "ctrl+s", "r")
        await finished(pilot)
        assert said(app) == f"The summary is in {file}"
    assert file.read_text(encoding="utf-8").startswith("# The voluntary sector")


WRONG = [
    ("nowhere", "", "nowhere is not there. Name a folder that is there."),
    ("a-file", "", "a-file is a file. Name a folder that is there."),
    ("", "inner.md", "inner.md is a folder. Name a file in it."),
    ("", "nowhere/x.md", "nowhere is not there. Name a folder that is there."),
    ("", "a-file/x.md", "a-file is a file. Name a folder that is there."),
]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("folder", "file", "why"),
    in_short(WRONG, *WRONG[::3]),
)
async def test_a_place_that_will_not_do_is_reported_at_its_field(
    store: Store, tmp_path: Path, folder: str, file: str, why: str
) -> None:
    (tmp_path / "a-file").write_text("")
    (tmp_path / "inner.md").mkdir()
    async with desk(store) as (app, pilot):
        await press(pilot, "w", "o", "m")
        await fill(pilot, folder=str(tmp_path / folder), file=file)
        await save(pilot)
        assert isinstance(app.screen, Dialog)
        name = "file" if file else "folder"
        assert why in flat(app, f"#field-{name}")
        assert typed(app)["folder"] == str(tmp_path / folder)


@pytest.mark.slow
async def test_what_cannot_be_written_leaves_the_dialog_filled(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise StorageFailed("week.md could not be written: No space left on device.")

    monkeypatch.setattr("screens.week.export.write_private", full)
    async with desk(store) as (app, pilot):
        await press(pilot, "w", "o", "m")
        await fill(pilot, file="kept")
        await save(pilot)
        assert "No space left on device" in flat(app)
        assert typed(app)["file"] == "kept"
    assert recall(store, WEEK_FORM) == ""


@pytest.mark.slow
async def test_a_draft_names_organisations_where_that_is_picked(store: Store) -> None:
    uid = make_organisation(store, "Rook Lane Bowls Club", named_on="1/3").uid
    make_enquiry(store, organisation_uid=uid)
    async with desk(store) as (app, pilot):
        await press(pilot, "w", "o", "m")
        await fill(pilot, names="organisations named", small="hidden")
        await save(pilot)
        page = Path(said(app).removeprefix("The summary is in ")).read_text(encoding="utf-8")
    assert "Rook Lane Bowls Club" in page
    assert "under 3" in page


@pytest.mark.slow
async def test_a_week_that_was_issued_but_not_written_is_not_issued_again(
    store: Store, clock: FixedClock, tmp_path: Path
) -> None:
    clock.advance(days=7)
    (tmp_path / "words").write_text("a file in the place of the folder")
    async with desk(store) as (app, pilot):
        await save(pilot, "w", "left", "i")
        assert said(app).startswith("Saved: issued as WK-2026-03-30-7-1. ")
        assert "is a file, not a folder" in said(app)
        assert isinstance(app.screen, WeekScreen)
    assert len(store.week_issues.of(week_of(store.today()).before())) == 1


@pytest.mark.slow
async def test_the_calendar_is_written_and_then_written_over(store: Store, tmp_path: Path) -> None:
    make_enquiry(store, subject="Hall prices", follow_up_on=store.today())
    file = tmp_path / "words" / "spoc-calendar.ics"
    async with desk(store) as (app, pilot):
        for _ in range(2):
            await save(pilot, "w", "o", "i")
            assert said(app) == f"2 entries in {file}"
            assert b"Hall prices" in file.read_bytes()
            await press(pilot, "escape")
        file.write_text("another's")
        await save(pilot, "w", "o", "i")
        assert "spoc-calendar.ics is there already" in flat(app)
        await press(pilot, "c")
    assert file.read_text() == "another's"


@pytest.mark.slow
async def test_everything_is_written_and_replaces_only_an_export(
    store: Store, tmp_path: Path
) -> None:
    folder = tmp_path / "words" / "spoc-everything-2026-04-02"
    async with desk(store, size=NARROW) as (app, pilot):
        await save(pilot, "w", "o", "a")
        assert f"tables in {folder}. It names people" in said(app)
        assert (folder / "organisation.json").is_file()
        await press(pilot, "o", "a", "ctrl+s", "r")
        await finished(pilot)
        assert isinstance(app.screen, WeekScreen)
        (folder / "mine.txt").write_text("mine")
        await press(pilot, "o", "a", "ctrl+s", "r")
        await finished(pilot)
        assert "holds something else than an export" in flat(app, "#dialog")
    assert (folder / "mine.txt").read_text() == "mine"
