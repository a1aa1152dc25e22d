"""The desk in a test: the app on a store, its keys pressed and its screen read, no clipboard."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from unittest.mock import patch

from textual import events
from textual.pilot import Pilot
from textual.screen import Screen

from db.store import Store
from screens.call import CallScreen
from screens.dialog import Dialog
from screens.widgets.fields import Field
from screens.widgets.record_list import RecordList
from spoc_tui.app import SpocApp
from spoc_tui.settings import Settings

WIDE, NARROW = (120, 40), (80, 24)


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
    with patch("pyperclip.copy", copy):
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield app, pilot


async def type_text(pilot: Pilot[None], text: str) -> None:
    """Types a text, a key a character."""
    await pilot.press(*text)


async def fill(pilot: Pilot[None], name: str, text: str) -> None:
    """Types into the field of that name on the form that is open."""
    field(pilot.app.screen, name).take_focus()
    await pilot.pause()
    await type_text(pilot, text)


async def paste(pilot: Pilot[None], text: str) -> None:
    """Pastes into whatever has the focus."""
    focused = pilot.app.screen.focused
    assert focused is not None
    focused.post_message(events.Paste(text))
    await pilot.pause()


def field(screen: Screen[object], name: str) -> Field:
    """The field of that name."""
    return screen.query_one(f"#field-{name.replace('_', '-')}", Field)


def typed(screen: Screen[object]) -> dict[str, str]:
    """What stands in the fields that are not blank."""
    return {one.key: one.text for one in screen.query(Field) if one.text}


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
    width, height = app.size
    lines = app.screen._compositor.render_strips(app.size)
    return "\n".join("".join(segment.text for segment in line) for line in lines)


def flat(app: SpocApp) -> str:
    """The text on the screen with all white space as one blank, for what may be wrapped."""
    return " ".join(shown(app).split())


def rows(app: SpocApp) -> list[str]:
    """All the rows of the list on the screen, their cells side by side."""
    records = app.screen.query_one(RecordList)
    source = records._source
    assert source is not None
    return [" | ".join(row.cells) for row in source.rows(0, source.count())]


def said(app: SpocApp) -> list[str]:
    """What was notified, the last first."""
    return [note.message for note in reversed(list(app._notifications))]
