"""Ready-written words: on the clipboard, or in a file where there is none."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from screens.base import OfficerScreen
from screens.commands import bindings
from screens.shell.clipboard import hand_over
from screens.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from db.store import Store


class WordsScreen(OfficerScreen):
    """Shows words that were written for the officer, and says where they are now."""

    CSS_PATH = "words.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("copy", "back")

    def __init__(self, title: str, words: str, file_name: str) -> None:
        super().__init__()
        self._title = title
        self._words = words
        self._file_name = file_name

    def compose(self) -> ComposeResult:
        with Vertical(id="words"):
            yield Static(self._title, id="title", markup=False)
            with VerticalScroll():
                yield Static(self._words, markup=False)
            yield Static("", id="where", markup=False)
            yield KeyLine()

    def on_mount(self) -> None:
        self.action_copy()

    def action_copy(self) -> None:
        file = words_folder(self.store) / self._file_name
        self.query_one("#where", Static).update(hand_over(self.app, self._words, file))

    def action_back(self) -> None:
        self.dismiss(None)


def words_folder(store: Store) -> Path:
    """Where what was written for the officer is kept: beside the database, made if need be."""
    folder = (store.path.parent if store.path else Path.cwd()) / "words"
    with suppress(OSError):  # writing into it says what is wrong
        folder.mkdir(exist_ok=True, mode=0o700)
    return folder
