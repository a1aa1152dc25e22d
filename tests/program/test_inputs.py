"""A line that is typed into says where it is cut."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Button

from screens.widgets.inputs import LineInput

LINE = "contract for goods or services"


class LineApp(App[None]):
    """One line, and something else to go to."""

    def __init__(self, value: str, hint: str) -> None:
        super().__init__()
        self._value, self._hint = value, hint

    def compose(self) -> ComposeResult:
        yield LineInput(self._value, placeholder=self._hint, compact=True)
        yield Button()


async def shown(
    width: int, value: str = "", *, hint: str = "", focus: bool = False, cursor: int = 0
) -> str:
    """The text of a line of that many cells, once the cursor was at that place."""
    app = LineApp(value, hint)
    async with app.run_test() as pilot:
        line = app.query_one(LineInput)
        line.styles.width = width
        line.focus()
        await pilot.pause()
        line.cursor_position = cursor
        await pilot.pause()
        if not focus:
            app.query_one(Button).focus()
        await pilot.pause()
        return line.render_line(0).text[:width]


@pytest.mark.parametrize(
    ("width", "cursor", "text"),
    [
        (20, 0, "contract for goods… "),
        (30, 0, LINE),
        (20, 30, "… goods or services "),
        (20, 24, "…ct for goods or se…"),
        (1, 0, "…"),
    ],
)
async def test_what_is_in_it_is_not_cut_without_a_sign(width: int, cursor: int, text: str) -> None:
    assert await shown(width, LINE, cursor=cursor) == text


@pytest.mark.parametrize("focus", [True, False])
async def test_nor_is_the_hint_of_what_may_whether_one_is_there_or_not(focus: bool) -> None:
    assert await shown(20, hint=LINE, focus=focus) == "contract for goods… "
    assert await shown(30, hint=LINE, focus=focus) == LINE


async def test_while_one_types_the_cursor_has_the_place() -> None:
    assert "…" not in await shown(20, LINE, focus=True)
