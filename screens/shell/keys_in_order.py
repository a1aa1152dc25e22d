"""Keys take effect one after the other, however fast they are typed."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.app import App
from textual.message import Message

if TYPE_CHECKING:
    from textual.await_complete import AwaitComplete
    from textual.screen import Screen
    from textual.widget import Widget

PATIENCE = 2.0
"""Seconds after which the effect of a key is waited for no more."""


class KeysInOrder(App[None]):
    """Keeps a key back until the one before it has moved the focus or opened its screen.

    Textual gives a key to what has the focus as it comes in, and a command takes effect only once
    its key has come up from there: of a fast “n, name, tab, number” the number would be typed into
    the name, and ctrl+s would save without the last letters.
    """

    @dataclass
    class Turn(Message):
        """Follows a key on its way up; when it arrives, the key has had its effect."""

        screen: Screen[object]
        """What was on top as it set out."""

    def __init__(self) -> None:
        super().__init__()
        self._keys: deque[events.Key | events.Paste] = deque()
        self._turn: KeysInOrder.Turn | None = None
        self._text_before = False

    async def on_event(self, event: events.Event) -> None:
        if not isinstance(event, events.Key | events.Paste):
            await super().on_event(event)
            return
        if event.is_forwarded:  # it came up again: a command, which may take its own screen away
            await super().on_event(event)
            self._send_turn(self.screen)
            return
        self._keys.append(event)
        if self._turn is None:
            await self._take_keys()
        elif len(self._keys) == 1:
            self._watch()

    async def _take_keys(self) -> None:
        """Hands keys on, until there is one whose effect is to be waited for."""
        while self._keys and self._turn is None:
            event, at = self._keys[0], self.focused or self.screen
            if self._is_text(event):
                self._text_before = True  # letters go to the same place: none waits for another
                await super().on_event(self._keys.popleft())
            elif self._text_before:
                self._text_before = False
                self._send_turn(at)
            else:
                await super().on_event(self._keys.popleft())
                self._send_turn(at if event.is_forwarded else self.screen)

    def _is_text(self, event: events.Key | events.Paste) -> bool:
        if isinstance(event, events.Paste):
            return True
        focused = self.focused
        return focused is not None and focused.check_consume_key(event.key, event.character)

    def _send_turn(self, at: Widget) -> None:
        self._turn = self.Turn(self.screen)
        at.post_message(self._turn)

    @on(Turn)
    async def _arrived(self, turn: Turn) -> None:
        if turn is not self._turn:
            return
        self._turn = None
        if not self.screen_stack:
            return  # the program closed while it was on its way
        if turn.screen is not self.screen:
            self._send_turn(self.screen)  # a new one takes keys once it is made
        await self._take_keys()

    def pop_screen(self) -> AwaitComplete:
        self._look_for_turn()
        return super().pop_screen()

    def switch_screen(self, screen: Screen[Any] | str) -> AwaitComplete:
        self._look_for_turn()
        return super().switch_screen(screen)

    def _look_for_turn(self) -> None:
        """A screen is taken away: a turn on its way up through it may be lost with it."""
        if self._turn is not None:
            self.call_later(self._send_again, self._turn)

    def _send_again(self, turn: Turn) -> None:
        if turn is self._turn and self.screen_stack:
            self._send_turn(self.screen)

    def _watch(self) -> None:
        turn = self._turn
        self.set_timer(PATIENCE, lambda: self._look_after(turn))

    async def stop_waiting(self) -> None:
        """Lets the keys that wait go on."""
        self._turn = None
        await self._take_keys()

    async def _look_after(self, turn: Turn | None) -> None:
        """Lets the keys that wait go on where a turn did not come: what it followed is gone."""
        if turn is self._turn:
            await self.stop_waiting()
        if self._keys:
            self._watch()
