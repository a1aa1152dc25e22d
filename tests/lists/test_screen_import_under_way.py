"""An import under way beside the officer's work: it goes on, is stopped, and tells what became."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from desk_app import desk, field, fill, flat, paste, press, said, settled, workers_ended
from factories import FixedClock, make_organisation, whole_file
from import_desk import a_list, importing, pane
from textual.pilot import Pilot

from db.lists.work import ListWork
from db.store import Store
from screens.desk.page import DeskScreen
from screens.dialogs.confirm import ConfirmScreen
from screens.dialogs.dialog import Dialog
from screens.dialogs.menu import MenuScreen
from screens.enquiries.call import CallScreen
from screens.organisations.directory import DirectoryScreen
from spoc_tui.casework.lists.importing import Progress


class Held:
    """An import that stands still until it is let go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reached, self.go_on = Event(), Event()
        run_import = ListWork._run_import

        def held(work: ListWork, *args: object) -> None:
            work.progress = Progress(1_000, 0.25, "taking it in")
            work._changed()
            self.reached.set()
            assert self.go_on.wait(10)
            run_import(work, *args)  # type: ignore[arg-type]

        monkeypatch.setattr(ListWork, "_run_import", held)


async def begun(pilot: Pilot[None], held: Held) -> None:
    """Begins to import the list, up to where it is held."""
    await pilot.press("ctrl+s")
    await pilot.pause()
    assert held.reached.wait(10)
    await pilot.pause()


@pytest.mark.slow
async def test_it_goes_on_while_the_officer_takes_a_call(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(monkeypatch)
    async with importing(store, a_list(tmp_path)) as (app, pilot):
        await begun(pilot, held)
        assert "███░░░░░░░░░ 25%" in flat(app, "#state")
        await pilot.press("I")
        await pilot.pause()
        assert said(app) == "The next list can begin once this one is imported."
        assert "Taking it in: 1,000 rows" in flat(app, "#state")
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, MenuScreen)
        await pilot.press("l")
        await pilot.pause()
        assert isinstance(app.screen, DirectoryScreen)
        await pilot.press("f2")
        await pilot.pause()
        await pilot.press(*"gate")
        held.go_on.set()
        await settled(pilot)
        assert isinstance(app.screen, CallScreen)
        assert said(app) == "MVA is imported: 2 added, 1 refused."
        await press(pilot, "escape", "I")
        assert "Imported: 2 added, 1 refused." in flat(app, "#state")


@pytest.mark.slow
async def test_it_is_stopped_and_leaves_nothing(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(monkeypatch)
    before = whole_file(store)
    async with importing(store, a_list(tmp_path)) as (app, pilot):
        await begun(pilot, held)
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("s")
        await pilot.pause()
        assert "Stopping" in flat(app, "#state")
        held.go_on.set()
        await settled(pilot)
        assert "Stopped: none of it was imported. I begins with" in flat(app, "#state")
        await press(pilot, "I")
        assert field(app.screen, "file").has_focus_within
    assert whole_file(store) == before


async def test_closing_the_program_asks_first(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(monkeypatch)
    before = whole_file(store)
    async with importing(store, a_list(tmp_path)) as (app, pilot):
        await begun(pilot, held)
        await pilot.press("f4")
        await pilot.pause()
        assert isinstance(app.screen, DeskScreen)
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert isinstance(app.screen, ConfirmScreen)
        assert "Stop importing the list?" in flat(app)
        await pilot.press("n")
        await pilot.pause()
        await pilot.press("ctrl+q")
        await pilot.pause()
        app.list_work.stop()
        held.go_on.set()
        await pilot.press("y")
    for form in store.drafts.all():  # what was typed of it may be kept, and nothing else
        store.drafts.drop(form.uid)
    assert whole_file(store) == before


async def test_the_report_is_saved_and_never_written_over_unasked(
    store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "out.csv"
    file.write_text("mine")
    async with importing(store, a_list(tmp_path)) as (app, pilot):
        await press(pilot, "ctrl+s", "o")
        assert isinstance(app.screen, Dialog)
        assert field(app.screen, "file").text.endswith("import-mva-2026-04-02.csv")
        await fill(pilot, file=str(file))
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, ConfirmScreen)
        await press(pilot, "n")
        assert "! Name another file." in flat(app, "#dialog")
        assert file.read_text() == "mine"
        await press(pilot, "ctrl+s", "y")
        assert said(app) == f"What became of every row is in {file}"
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    assert lines[1:] == [
        "2,added,Rook Lane Bowls,,,,,",
        "3,added,Strood Scouts,,,,,",
        "4,refused,,There is nothing in the column Group.,,,,",
    ]


@pytest.mark.slow
async def test_whether_what_is_lacking_is_gone(
    store: Store, tmp_path: Path, clock: FixedClock
) -> None:
    many = "Group\n" + "".join(f"Club {number}\n" for number in range(20))
    few = "Group\n" + "".join(f"Club {number}\n" for number in range(12))
    async with importing(store, a_list(tmp_path, many)) as (app, pilot):
        await press(pilot, "ctrl+s", "escape", "I")
        await paste(pilot, str(a_list(tmp_path, few)))
        await press(pilot, "enter", "tab")
        assert "12 unchanged, 8 gone from the list" in flat(app, "#state")
        await press(pilot, "f8")
        assert "This would be: 12 unchanged." in flat(app, "#state")
        await press(pilot, "f8")
        await press(pilot, "f7")
        assert pane(app, "outcome")[:2] == [
            "No longer in the list: they would be marked so (8)",
            " | gone | Club 12 | no longer in the list",
        ]
        await press(pilot, "down", "ctrl+s")
        assert "Imported: 12 unchanged, 8 gone from the list." in flat(app, "#state")


async def test_held_rows_are_told_of(store: Store, tmp_path: Path) -> None:
    make_organisation(store, "Rook Lane Bowls Club", phone="01634 111111")
    async with importing(store, a_list(tmp_path)) as (app, pilot):
        await press(pilot, "ctrl+s")
        assert "1 held" in flat(app, "#state")
        assert "The held rows wait to be looked at: R." in flat(app, "#state")


async def test_what_a_broken_import_left_is_dropped_at_the_start(store: Store) -> None:
    import json

    with store.transaction():
        store.connection.execute(
            "INSERT INTO unfinished_import VALUES ('gone', ?)",
            [
                json.dumps(
                    dict.fromkeys(
                        ("organisation", "source_entry", "identifier", "other_name", "contact"), 1
                    )
                )
            ],
        )
    async with desk(store) as (app, pilot):
        await workers_ended(app)
        await pilot.pause()
    assert not store.has_unfinished_import
