"""The desk in a test: the app on a store, its keys pressed and its screen read, no clipboard."""

from __future__ import annotations

from asyncio import gather, to_thread
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from typing import Any
from unittest.mock import patch

from quick_textual import by_the_clock
from textual import events
from textual.app import App
from textual.pilot import Pilot
from textual.screen import ModalScreen, Screen
from textual.widgets import Input
from textual.worker import Worker, WorkerCancelled

from db.store import Store
from screens.desk.page import DeskScreen
from screens.dialogs.confirm import ConfirmScreen
from screens.dialogs.dialog import Dialog
from screens.dialogs.progress import ProgressScreen
from screens.enquiries.call import CallScreen
from screens.enquiries.page import EnquiryScreen
from screens.shell.second_connection import WORKER_GROUP
from screens.widgets.fields import Field
from screens.widgets.record_list import RecordList
from spoc_tui.app import SpocApp
from spoc_tui.settings import Settings

WIDE, NARROW = (120, 40), (80, 24)


async def at_rest(pilot: Pilot[None]) -> None:
    """Waits until nothing more comes of a thread's answer, nor by timers."""
    for _ in range(3):
        await by_the_clock(0, 1)
        await pilot.pause()


async def resize(pilot: Pilot[None], width: int, height: int) -> None:
    """Gives the terminal another size, and waits until the page is laid out for it."""
    await pilot.resize_terminal(width, height)
    await at_rest(pilot)


@asynccontextmanager
async def desk(
    store: Store,
    *,
    size: tuple[int, int] = WIDE,
    settings: Settings | None = None,
    copy: Callable[[str], None] = lambda text: None,
) -> AsyncIterator[tuple[SpocApp, Pilot[None]]]:
    """The desk as the officer opens it; what it copies goes to `copy`, never to a clipboard."""
    app = SpocApp(store, settings=settings or Settings())
    app.animation_level = "none"  # a test reads what is scrolled to at once
    with patch("pyperclip.copy", copy), patch("gc.freeze"):  # one desk of very many
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            while isinstance(app.screen, DeskScreen) and not app.screen._painted:
                await pilot.pause()  # what is beside the rows comes just after them
            yield app, pilot
            if app.is_running and app.screen_stack:
                shown(app)


@asynccontextmanager
async def page(
    store: Store, copy: Callable[[str], None] = lambda text: None
) -> AsyncIterator[tuple[SpocApp, Pilot[None]]]:
    """The page of the first enquiry."""
    async with desk(store, copy=copy) as (app, pilot):
        await app.push_screen(EnquiryScreen("1"))
        await pilot.pause()
        yield app, pilot


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Presses keys, each once what the one before it opened is there."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


async def settled(pilot: Pilot[None]) -> None:
    """Waits until what was typed is worked in, what was searched for found, a list read, and a page
    filled that is read beside the program.
    """
    app = pilot.app
    assert isinstance(app, SpocApp)
    await pilot.pause(0)
    while app._keys and app._running:  # they wait for what the one before them brings
        await at_rest(pilot)
    if "searching" in vars(app):
        await to_thread(app.searching.settle)
        await pilot.pause(0)
    if "list_work" in vars(app):
        await to_thread(app.list_work.settle)
        await at_rest(pilot)
    if in_background := [worker for worker in app.workers if worker.group == WORKER_GROUP]:
        await workers_ended(app, in_background)
        await pilot.pause(0)


async def workers_ended(app: App[Any], which: Iterable[Worker[Any]] | None = None) -> None:
    """Waits until these workers, or all there are, have ended: done, or stopped with the page that
    they worked for. One that failed is raised.
    """
    waited_for = list(app.workers) if which is None else list(which)
    for ended in await gather(*(one.wait() for one in waited_for), return_exceptions=True):
        if isinstance(ended, BaseException) and not isinstance(ended, WorkerCancelled):
            raise ended


async def cancel(pilot: Pilot[None]) -> None:
    """Escape, and yes where it asks whether to throw away what is typed."""
    await press(pilot, "escape")
    if isinstance(pilot.app.screen, ConfirmScreen):
        await press(pilot, "y")


async def type_text(pilot: Pilot[None], text: str) -> None:
    """Types a text, a key a character."""
    await pilot.press(*text)
    await settled(pilot)


async def paste(pilot: Pilot[None], text: str) -> None:
    """Pastes into whatever has the focus."""
    focused = pilot.app.focused
    assert focused is not None
    focused.post_message(events.Paste(text).stop())
    await settled(pilot)


async def fill(pilot: Pilot[None], **texts: str) -> None:
    """Pastes into fields of the form that is open, in place of what is there."""
    for name, text in texts.items():
        to(pilot.app, name)
        if isinstance(line := pilot.app.focused, Input):
            line.select_all()
        await paste(pilot, text)
    await pilot.pause()


async def act(pilot: Pilot[None], key: str, **texts: str) -> None:
    """An act's key, its dialog filled, and saved."""
    await press(pilot, key)
    await fill(pilot, **{name.rstrip("_"): text for name, text in texts.items()})
    await press(pilot, "ctrl+s")


def field(screen: Screen[Any], name: str) -> Field:
    """The field of that name."""
    return screen.query_one(f"#field-{name.replace('_', '-')}", Field)


def to(app: App[None], name: str) -> None:
    """Goes to the field of that name."""
    app.screen.set_focus(field(app.screen, name).query("Input, TextArea").first())


def typed(app: SpocApp) -> dict[str, str]:
    """What is in the fields of the form that is open, but for the blank ones."""
    return {one.key: one.text for one in app.screen.query(Field) if one.text}


def dialog(app: SpocApp) -> Dialog:
    """The dialog that is open."""
    assert isinstance(app.screen, Dialog), app.screen
    return app.screen


def call(app: SpocApp) -> CallScreen:
    """The call form that is open."""
    assert isinstance(app.screen, CallScreen), app.screen
    return app.screen


def shown(app: SpocApp) -> str:
    """The text on the screen, line by line."""
    lines = app.screen._compositor.render_strips(app.size)
    return "\n".join("".join(segment.text for segment in line) for line in lines)


def flat(app: SpocApp, within: str = "Screen") -> str:
    """The text on the screen, or in one part of it, with its lines joined where they wrap."""
    area = app.screen.region if within == "Screen" else app.screen.query_one(within).region
    lines = shown(app).splitlines()[area.y : area.bottom]
    text = " ".join(line[area.x : area.right] for line in lines)
    return " ".join(text.replace("│", " ").split())


def rows(app: SpocApp) -> list[str]:
    """All rows of the list on the screen, their cells side by side."""
    source = app.screen.query_one(RecordList)._source
    assert source is not None
    return [" | ".join(row.cells) for row in source.rows(0, source.count())]


def said(app: SpocApp) -> str:
    """What was notified last."""
    notes = list(app._notifications)
    return notes[-1].message if notes else ""


async def finished(pilot: Pilot[None]) -> None:
    """Waits until what was begun is done, or asks something."""
    app = pilot.app
    await at_rest(pilot)
    for _ in range(2_000):
        asks = isinstance(app.screen, ModalScreen) and not isinstance(app.screen, ProgressScreen)
        if asks or not any(one.is_running for one in app.workers if one.group != WORKER_GROUP):
            break
        await pilot.pause(0.01)
    await at_rest(pilot)
    await settled(pilot)


async def save(pilot: Pilot[None], *keys: str) -> None:
    """Presses keys, saves the dialog, and waits until it is done."""
    await press(pilot, *keys, "ctrl+s")
    await finished(pilot)
