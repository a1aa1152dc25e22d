"""What the tests do to Textual leaves pages, and what is waited for, as they are without it."""

from __future__ import annotations

from asyncio import sleep
from pathlib import Path
from typing import Any

import pytest
import quick_textual
from desk_app import desk, press
from factories import make_enquiry
from textual.app import App, ComposeResult
from textual.dom import DOMNode
from textual.widgets import Button, Input, Label

from db.store import Store


def rules(node: DOMNode) -> dict[str, object]:
    """All that the style sheets say of a node, and of its parts."""
    parts = {name: styles.base._rules for name, styles in node._component_styles.items()}
    return {**node.styles.base._rules, **{name: dict(its) for name, its in parts.items()}}


def differing(app: App[Any]) -> list[DOMNode]:
    """The nodes of the page of which Textual itself makes something else."""
    found = []
    for node in app.screen.walk_children(with_self=True):
        before = rules(node)
        quick_textual.apply(app.stylesheet, node)
        if rules(node) != before:
            found.append(node)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
async def test_what_rules_make_of_a_node_is_what_textual_makes_of_it(
    store: Store, theme: str
) -> None:
    make_enquiry(store)
    for _ in range(2):  # once worked out, and once remembered
        async with desk(store) as (app, pilot):
            app.theme = theme
            await pilot.pause()
            assert differing(app) == []
            for keys in (("n",), ("tab",), ("R", "tab"), ("escape", "y"), ("g",), ("s",)):
                await press(pilot, *keys)
                assert differing(app) == [], keys


class Slow(App[None]):
    """A button that takes its time, and fails where it is told to."""

    fails = False

    def compose(self) -> ComposeResult:
        yield Button("go")
        yield Label("not yet")

    async def on_button_pressed(self) -> None:
        await sleep(0.02)
        if self.fails:
            raise ZeroDivisionError
        self.call_after_refresh(self.query_one(Label).update, "done")


class States(App[None]):
    """Widgets that look otherwise where they have the focus, are first, or cannot be used."""

    CSS = "Button:first-of-type { color: red } Input:disabled { color: blue }"

    def compose(self) -> ComposeResult:
        yield from (Input(), Button("one"), Button("two"), Input())


async def test_that_it_has_the_focus_or_cannot_be_used_is_seen() -> None:
    for _ in range(2):
        async with States().run_test() as pilot:
            for _ in range(4):
                await pilot.press("tab")
                assert differing(pilot.app) == []
            for one in pilot.app.query(Input):
                one.disabled = True
            pilot.app.query(Button).first().add_class("-primary")
            await pilot.app.query(Button).first().remove()
            await pilot.pause()
            assert differing(pilot.app) == []


async def test_what_a_widget_is_still_at_is_waited_for() -> None:
    async with Slow().run_test() as pilot:
        await pilot.press("enter")
        assert str(pilot.app.query_one(Label).content) == "done"


async def test_what_fails_meanwhile_fails_the_test() -> None:
    app = Slow()
    app.fails = True
    with pytest.raises(ZeroDivisionError):
        async with app.run_test() as pilot:
            await pilot.press("enter")


def test_no_test_waits_for_workers_by_itself() -> None:
    """A worker stopped with its page raises where it is waited for; one place knows that."""
    waiting = {
        file.name
        for file in Path(__file__).parents[1].rglob("*.py")
        if "wait_for_complete(" in file.read_text("utf-8")
    }
    assert waiting == {Path(__file__).name}
