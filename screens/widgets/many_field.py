"""A field of which several are picked: what an organisation lives on, what it finds hard."""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from screens.widgets.fields import Field
from screens.widgets.marked_list import MarkedList
from spoc_tui.casework.records.worded import Worded


class Ticks(MarkedList):
    """Lines ticked with space, which are distinguished without colour; enter goes on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "select", "Tick"),
        Binding("enter", "app.focus_next", "Next", show=False),
    ]


class ManyField(Field):
    """Codes ticked in a list; `text` has those ticked, with commas, in the list's order."""

    DEFAULT_CSS = """
    ManyField > .field--body > Ticks {
        height: auto; border: none; padding: 0; background: $surface;
        &:focus { background: $panel; }
    }
    """

    def __init__(
        self, name: str, label: str, codes: type[Worded], *, picked: Collection[str]
    ) -> None:
        self._codes = list(codes)
        self._picked = set(picked)
        super().__init__(name, label, value=self.text)

    def editor(self) -> Ticks:
        return Ticks(*map(self._line, self._codes), markup=False, compact=True)

    def _line(self, code: Worded) -> str:
        return f"[{'x' if code.value in self._picked else ' '}] {code.words}"

    @property
    def text(self) -> str:
        return ", ".join(code.value for code in self._codes if code.value in self._picked)

    @text.setter
    def text(self, text: str) -> None:
        self._picked = set(text.split(", "))
        for place in range(len(self._codes)):
            self._draw(place)

    def _draw(self, place: int) -> None:
        line = self._line(self._codes[place])
        self.query_one(Ticks).replace_option_prompt_at_index(place, line)

    def take_focus(self) -> None:
        self.query_one(Ticks).focus()

    @on(MarkedList.OptionSelected)
    def _ticked(self, event: MarkedList.OptionSelected) -> None:
        event.stop()
        self._picked ^= {self._codes[event.option_index].value}
        self._draw(event.option_index)
        self.changed()
