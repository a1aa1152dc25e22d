"""The picker: what is found late, and the keys and clicks that do not wait for it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import OptionList

from screens.widgets.picker import Picker, PickerChoice, among

CLUBS = [PickerChoice(key, f"Rook {key}") for key in ("Close", "Lane", "Wood")]


class PickerApp(App[None]):
    """A picker whose answers wait in `asked` until the test gives them."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, Callable[[Sequence[PickerChoice]], object]]] = []

    def compose(self) -> ComposeResult:
        yield Picker(among(CLUBS), ask=self._ask, free=True, least_typed=2)

    def _ask(
        self,
        typed: str,
        answer: Callable[[Sequence[PickerChoice]], object],
        failed: Callable[[Exception], object],
    ) -> None:
        self.asked.append((typed, answer))

    @property
    def picker(self) -> Picker:
        return self.query_one(Picker)

    async def answer(self, pilot: Pilot[None]) -> None:
        """Answers what was asked last."""
        typed, answer = self.asked[-1]
        answer(among(CLUBS)(typed))
        await pilot.pause()


@asynccontextmanager
async def picking() -> AsyncIterator[tuple[PickerApp, Pilot[None]]]:
    app = PickerApp()
    async with app.run_test() as pilot:
        app.picker.input.focus()
        yield app, pilot


async def test_an_answer_after_the_arrows_leaves_the_mark_where_they_went() -> None:
    async with picking() as (app, pilot):
        await pilot.press(*"ro", "down", "down")
        await app.answer(pilot)
        assert app.picker.options.highlighted == 2
        app.picker.settle()
        assert app.picker.text == "Rook Wood"


async def test_the_arrows_move_in_the_list_of_what_is_typed_now() -> None:
    async with picking() as (app, pilot):
        await pilot.press(*"ro")
        await app.answer(pilot)
        await pilot.press(*"ok", "down")  # the answer to “rook” is still to come
        await app.answer(pilot)
        await pilot.press("enter")
        assert app.picker.picked == CLUBS[1]


async def test_a_list_that_was_closed_opens_again() -> None:
    async with picking() as (app, pilot):
        await pilot.press(*"ro")
        await app.answer(pilot)
        app.picker.close()
        await pilot.press("down")
        await app.answer(pilot)
        assert app.picker.is_open


async def test_a_click_picks_the_line_that_was_clicked() -> None:
    async with picking() as (app, pilot):
        await pilot.press(*"ro")
        await app.answer(pilot)
        await pilot.press(*"ok")  # the answer to “rook” is still to come
        await pilot.click(OptionList, offset=(2, 2))
        assert app.picker.picked == CLUBS[2]


def test_what_is_typed_in_full_comes_before_what_only_has_it() -> None:
    stages = [PickerChoice(one, one.replace("-", " ")) for one in ("before-drafting", "draft")]
    found = among([*stages, PickerChoice("drafted", "drafted")])
    assert [one.key for one in found("draft")] == ["draft", "drafted", "before-drafting"]
    assert [one.key for one in found("")] == ["before-drafting", "draft", "drafted"]
