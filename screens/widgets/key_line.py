"""The footer: the keys that work here, on one line, in one widget."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import ClassVar, Protocol, runtime_checkable

from textual import events
from textual.binding import ActiveBinding, Binding
from textual.content import Content
from textual.keys import REPLACED_KEYS, key_to_character
from textual.screen import Screen
from textual.widget import Widget

from screens.shell.surviving_errors import NOT_READ, SurvivingApp

KEY_SEPARATOR = "  "
MORE = "…"
ALWAYS = ("app.undo", "back")
"""The actions whose keys are left out last: the way back out of what was done, and of the page."""


Pair = tuple[Content, Binding]
"""A key with its name as it is drawn, and what it does."""
Labels = Callable[[str, str], str]
"""What a command is called, by its name and what it is called usually."""


@runtime_checkable
class Labelled(Protocol):
    """A screen that calls its commands by what they would do now."""

    def labels(self) -> Labels: ...


class KeyLine(Widget):
    """The active bindings as "key name" pairs. Where it is narrow the last are left out, but for
    the ways back (`ALWAYS`), which end it then.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-line--key"}
    DEFAULT_CSS = """
    KeyLine {
        dock: bottom;
        height: 1;
        padding: 0 1;
        color: $footer-foreground;
        background: $footer-background;
        & > .key-line--key { color: $footer-key-foreground; text-style: bold; }
    }
    """

    def __init__(
        self,
        *,
        first: Sequence[str] = (),
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._first = first
        self._places: list[tuple[range, Binding]] = []
        self._shown_last: list[Binding] = []

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_updated)

    def on_unmount(self) -> None:
        self.screen.bindings_updated_signal.unsubscribe(self)

    def _bindings_updated(self, _screen: Screen[object]) -> None:
        self.refresh()

    def _shown_safely(self) -> list[Binding]:
        """The same; as it was where what it rests on cannot be read: the page is drawn with it."""
        try:
            self._shown_last = self._shown()
        except Exception as error:
            app = self.app
            if not isinstance(app, SurvivingApp):
                raise
            app.call_later(app.take, error, NOT_READ)  # not while the page is drawn
        return self._shown_last

    def _shown(self) -> list[Binding]:
        """The bindings that are enabled and meant to be shown, each action's first key; `first` go
        first.
        """
        shown: dict[str, Binding] = {}
        label_of = labels_on(self.screen)
        for active in _in_order(self.screen.active_bindings.values()):
            binding = active.binding
            if not binding.show or not active.enabled or binding.action in shown:
                continue
            if not self._is_typed(active) and (label := label_of(binding)):
                known = binding.description == label
                shown[binding.action] = binding if known else replace(binding, description=label)
        first = [shown.pop(action) for action in self._first if action in shown]
        return [*first, *shown.values()]

    def _is_typed(self, active: ActiveBinding) -> bool:
        """Whether the focused field takes the key as text (Textual forgets slash, plus, minus)."""
        focused, key = self.screen.focused, active.binding.key
        if focused is None or focused is active.node:
            return False
        return focused.check_consume_key(key, key_to_character(REPLACED_KEYS.get(key, key)))

    def render(self) -> Content:
        style = self.get_visual_style("key-line--key", partial=True)
        pairs = [
            (
                Content.assemble((self.app.get_key_display(one), style), " ", one.description),
                one,
            )
            for one in self._shown_safely()
        ]
        left_out = False
        if how_many_fit([pair.cell_length for pair, _ in pairs], self.size.width) < len(pairs):
            fitting = self._fitting(pairs)
            left_out, pairs = len(fitting) < len(pairs), fitting
        self._places = []
        start = 0
        for pair, binding in pairs:
            self._places.append((range(start, start + pair.cell_length), binding))
            start += pair.cell_length + len(KEY_SEPARATOR)
        more = [Content(MORE)] if left_out else []
        return Content(KEY_SEPARATOR).join([*(pair for pair, _ in pairs), *more])

    def _fitting(self, pairs: list[Pair]) -> list[Pair]:
        """Those that there is room for, with “…” after them: the first, then the ways back."""
        kept = [pair for pair in pairs if pair[1].action in ALWAYS]
        kept.sort(key=lambda pair: ALWAYS.index(pair[1].action))
        others = [pair for pair in pairs if pair[1].action not in ALWAYS]
        taken = sum(pair.cell_length + len(KEY_SEPARATOR) for pair, _ in kept)
        lengths = [pair.cell_length for pair, _ in others]
        room = how_many_fit(lengths, self.size.width - taken, more=True)
        fitting = [*others[: max(room, 1)], *kept]
        if room == 0:  # the ways back leave none for anything else
            lengths = [pair.cell_length for pair, _ in fitting]
            return fitting[: how_many_fit(lengths, self.size.width, more=True)]
        return fitting

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        for columns, binding in self._places:
            if offset is not None and offset.x in columns:
                self.app.simulate_key(binding.key)


def label_on(screen: Screen[object], binding: Binding) -> str:
    """The name of a binding on a screen; blank where it does not apply to what is marked."""
    return labels_on(screen)(binding)


def labels_on(screen: Screen[object]) -> Callable[[Binding], str]:
    """The same for many bindings, asked at once."""
    if not isinstance(screen, Labelled):
        return lambda binding: binding.description
    labels = screen.labels()
    return lambda binding: (
        binding.description if binding.id is None else labels(binding.id, binding.description)
    )


def _in_order(found: Iterable[ActiveBinding]) -> list[ActiveBinding]:
    """As each part of the screen lists them: Textual puts a key that the officer has set last."""
    active = list(found)
    nodes = list(dict.fromkeys(one.node for one in active))
    actions = {node: [binding.action for _, binding in node._bindings] for node in nodes}
    return sorted(
        active,
        key=lambda one: (nodes.index(one.node), actions[one.node].index(one.binding.action)),
    )


def how_many_fit(lengths: list[int], width: int, *, more: bool = False) -> int:
    """How many pairs of those lengths go into the width, with room for "…" if not all do, or where
    there are `more`.
    """
    if not more and sum(lengths) + len(KEY_SEPARATOR) * (len(lengths) - 1) <= width:
        return len(lengths)
    used = len(MORE)
    for count, length in enumerate(lengths):
        used += length + len(KEY_SEPARATOR)
        if used > width:
            return count
    return len(lengths)
