"""A small menu: one of several things, by its key, or with the arrows and enter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, repeat
from typing import ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static
from textual.widgets.option_list import Option

from screens.base import OfficerModal
from screens.commands import bindings
from screens.widgets.hanging import hanging
from screens.widgets.list_source import one_line
from screens.widgets.marked_list import MarkedList


class MenuItem(NamedTuple):
    """One line of a menu: its key, what is answered where it is chosen, and its words."""

    key: str
    answer: str
    words: str


_KEYS = "123456789abcdefghilmopqrstuvwxyzABCDEFGHILMOPQRSTUVWXYZ"
"""But for j and k, which step, and n, which takes a call."""


def numbered(lines: Iterable[tuple[str, str]]) -> list[MenuItem]:
    """Items of answers and words, with numbers as their keys, letters after the ninth, then
    capitals, and none once those are used up: the arrows go on.
    """
    keys = chain(_KEYS, repeat(""))
    return [MenuItem(key, *line) for key, line in zip(keys, lines, strict=False)]


def options_of(items: Iterable[MenuItem]) -> Iterator[Option]:
    """The lines of a menu's items: the key, and the words."""
    for item in items:
        yield Option(hanging(item.key or " ", words=one_line(item.words), gap=2))


class MenuScreen(OfficerModal[str | None]):
    """Answers with what the chosen item stands for, or None; `marked` is the answer of the item
    that is marked at first.
    """

    CSS_PATH = "menu.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("back")

    def __init__(self, title: str, items: Sequence[MenuItem], *, marked: str = "") -> None:
        super().__init__()
        self._marked = marked
        self._title = title
        self._items = items

    def compose(self) -> ComposeResult:
        with Vertical(id="menu", classes="box"):
            yield Static(self._title, id="title", markup=False)
            yield MarkedList(*options_of(self._items), markup=False)

    def on_mount(self) -> None:
        for place, item in enumerate(self._items):
            if item.answer == self._marked:
                self.query_one(MarkedList).highlighted = place

    def on_key(self, event: events.Key) -> None:
        for item in self._items:
            if event.key == item.key:
                event.stop()
                self.dismiss(item.answer)

    @on(MarkedList.OptionSelected)
    def _selected(self, event: MarkedList.OptionSelected) -> None:
        self.dismiss(self.item_at(event.option_list, event.option_index).answer)

    def item_at(self, options: Widget, place: int) -> MenuItem:
        """The item at a place of the options."""
        return self._items[place]

    def action_back(self) -> None:
        self.dismiss(None)
