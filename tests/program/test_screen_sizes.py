"""Terminals of every size, and without colour: nothing breaks, and what matters is in sight."""

from __future__ import annotations

import pytest
from desk_app import NARROW, act, cancel, desk, dialog, fill, flat, press, resize, shown
from factories import make_enquiry, make_organisation
from textual.geometry import Size

from db.store import Store
from screens.desk.page import DeskScreen
from screens.records.logged import LoggedScreen

STEPS = (
    ("n", "x", "down", "escape", "escape"),
    ("r", "h", "f1", "escape", "escape", "escape"),
    ("slash", "r", "o", "enter", "escape"),
    ("g", "e", "h", "escape", "escape"),
    ("g", "s", "a", "escape", "f4"),
    ("I", "x", "f6", "f7", "ctrl+s", "f4"),
    ("R", "2", "escape"),
    ("question_mark", "end", "escape"),
)


@pytest.mark.slow
@pytest.mark.parametrize(("size", "steps"), [((1, 1), STEPS), ((20, 5), STEPS[1:2])])
async def test_a_tiny_terminal_breaks_nothing(
    store: Store, size: tuple[int, int], steps: tuple[tuple[str, ...], ...]
) -> None:
    rook = make_organisation(store)
    make_enquiry(store, organisation_uid=rook.uid)
    async with desk(store, size=size) as (app, pilot):
        for keys in steps:
            for key in keys:
                await (cancel(pilot) if key == "escape" else press(pilot, key))
            assert isinstance(app.screen, DeskScreen), keys
        await press(pilot, "n")
        await resize(pilot, 120, 40)
        await fill(pilot, subject="A gate")
        await resize(pilot, *size)
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, LoggedScreen)


@pytest.mark.slow
async def test_a_call_and_the_longest_dialog_at_80_by_24(store: Store) -> None:
    make_organisation(store)
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, "n")
        for name in ("caller", "answer_by"):
            await fill(pilot, **{name: "zebra"})
            assert "zebra" in shown(app)
        assert "f5 Log and route f6 Answered now esc Leave" in flat(app, "KeyLine")
        await fill(pilot, subject="A grant", answer_by="fri", caller="")
        await press(pilot, "ctrl+s")
        assert "ENQ-26-0001" in flat(app)
        await press(pilot, "enter", "e")
        for name in ("subject", "follow_up"):
            await fill(pilot, **{name: "fri"})
            await pilot.pause()
            focused = app.focused
            assert focused is not None
            assert dialog(app).find_widget(focused).visible_region.area > 0, name
        assert "Friday 3 April 2026" in flat(app)  # beneath the last field, scrolled into sight
        assert "^s Save esc Cancel" in flat(app)
        await fill(pilot, follow_up="31 feb")
        await press(pilot, "ctrl+s")
        await pilot.pause()
        assert "in a leap year 29." in flat(app, "#dialog")  # the sentence to its end


async def test_without_colour_words_and_marks_still_say_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    make_enquiry(store)
    make_enquiry(store, subject="Second")
    async with desk(store) as (app, pilot):
        assert app.no_color
        await press(pilot, "down")
        assert "► 0002" in flat(app)
        await act(pilot, "x", outcome="resolved")
        assert "! The caller of ENQ-26-0002 has not been told" in flat(app, "#dialog")
        colours = {
            colour.name
            for line in app.screen._compositor.render_strips(Size(*app.size))
            for segment in line
            if segment.style is not None
            for colour in (segment.style.color, segment.style.bgcolor)
            if colour is not None
        }
    assert len(colours) > 1
