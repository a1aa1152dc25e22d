"""The footer line: which keys it shows, when, and how many."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from screens.widgets.key_line import KeyLine, how_many_fit


class Question(ModalScreen[None]):
    BINDINGS = [Binding("escape", "dismiss", "Back")]

    def compose(self) -> ComposeResult:
        yield KeyLine(id="question")


class KeysApp(App[None]):
    """An app with an input, keys shown, hidden and switched off."""

    BINDINGS = [
        Binding("slash", "find", "Find"),
        Binding("f3", "find", "Find again"),
        Binding("f2", "call", "[Call]", id="call"),
        Binding("w", "week", "Week", show=False),
        Binding("x", "close", "Close"),
    ]

    AUTO_FOCUS = None
    closable = False
    calls = 0

    def compose(self) -> ComposeResult:
        yield Static("page")
        yield Input()
        yield KeyLine()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.closable if action == "close" else True

    def action_find(self) -> None: ...

    def action_week(self) -> None: ...

    def action_close(self) -> None: ...

    def action_call(self) -> None:
        self.calls += 1


def drawn(app: App[None]) -> str:
    return app.screen.query_one(KeyLine).render_line(0).text.rstrip()


async def test_shows_key_and_name_of_what_works() -> None:
    app = KeysApp()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert drawn(app) == "/ Find  f2 [Call]"
        segments = list(app.screen.query_one(KeyLine).render_line(0))
        bold = [segment.text for segment in segments if segment.style and segment.style.bold]
        assert bold == ["/", "f2"]


async def test_shows_the_keys_that_are_set_in_their_places() -> None:
    app = KeysApp()
    async with app.run_test() as pilot:
        app.closable = True
        app.set_keymap({"call": "c"})
        await pilot.pause()
        assert drawn(app) == "/ Find  c [Call]  x Close"
        await pilot.click(KeyLine, offset=(10, 0))
        await pilot.pause()
        assert app.calls == 1


async def test_follows_focus_bindings_and_screens() -> None:
    app = KeysApp()
    async with app.run_test() as pilot:
        app.closable = True
        app.refresh_bindings()
        await pilot.pause()
        assert drawn(app) == "/ Find  f2 [Call]  x Close"
        app.query_one(Input).focus()
        await pilot.pause()
        assert drawn(app) == "f3 Find again  f2 [Call]"
        await app.push_screen(Question())
        await pilot.pause()
        assert drawn(app) == "esc Back"


async def drawn_within(width: int, app: App[None]) -> str:
    """The line of an app where it has so many cells."""
    async with app.run_test() as pilot:
        line = app.query_one(KeyLine)
        line.styles.padding = 0
        line.styles.width = width
        await pilot.pause()
        return drawn(app)


@pytest.mark.parametrize(
    ("width", "text"),
    [(17, "/ Find  f2 [Call]"), (16, "/ Find  …"), (9, "/ Find  …"), (8, "…"), (1, "…"), (0, "")],
)
async def test_leaves_out_the_last_where_it_is_narrow(width: int, text: str) -> None:
    assert await drawn_within(width, KeysApp()) == text


async def test_a_click_on_a_pair_presses_its_key() -> None:
    app = KeysApp()
    async with app.run_test() as pilot:
        await pilot.click(KeyLine, offset=(10, 0))
        await pilot.click(KeyLine, offset=(40, 0))
        await pilot.pause()
        assert app.calls == 1


def test_how_many_fit_keeps_room_for_the_ellipsis() -> None:
    assert how_many_fit([], 0) == 0
    assert how_many_fit([4, 4], 10) == 2
    assert how_many_fit([4, 4], 9) == 1
    assert how_many_fit([4, 4], 6) == 0


class BackApp(App[None]):
    """An app whose keys for the ways back stand in the middle."""

    BINDINGS = [
        Binding("s", "stage", "Stage"),
        Binding("escape", "back", "Back"),
        Binding("u", "app.undo", "Undo"),
        Binding("g", "go", "Go to"),
    ]
    pressed = ""

    def compose(self) -> ComposeResult:
        yield KeyLine()

    def action_stage(self) -> None: ...

    def action_go(self) -> None: ...

    def action_back(self) -> None:
        self.pressed += "back "

    def action_undo(self) -> None:
        self.pressed += "undo "


@pytest.mark.parametrize(
    ("width", "text"),
    [
        (34, "s Stage  esc Back  u Undo  g Go to"),
        (33, "s Stage  u Undo  esc Back  …"),
        (28, "s Stage  u Undo  esc Back  …"),
        (27, "s Stage  u Undo  …"),
        (17, "s Stage  …"),
        (5, "…"),
    ],
)
async def test_the_ways_back_are_left_out_last(width: int, text: str) -> None:
    assert await drawn_within(width, BackApp()) == text


async def test_a_click_on_a_way_back_presses_its_key_where_it_stands() -> None:
    app = BackApp()
    async with app.run_test() as pilot:
        line = app.query_one(KeyLine)
        line.styles.padding = 0
        line.styles.width = 28
        await pilot.pause()
        await pilot.click(KeyLine, offset=(10, 0))
        await pilot.click(KeyLine, offset=(18, 0))
        await pilot.pause()
        assert app.pressed == "undo back "
