"""The reference, large, to be read out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Digits, Static

from screens.base import OfficerScreen
from screens.commands import bindings
from screens.records.every_kind import shown
from screens.widgets.key_line import KeyLine
from spoc_tui.casework.dates.read_back import Understood
from spoc_tui.casework.errors import NotFound
from spoc_tui.casework.records.shape import RecordCase


class LoggedScreen(OfficerScreen):
    """Shown once a record is saved; any key goes on."""

    CSS_PATH = "logged.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,escape", "back", "Go on"),
        *bindings("copy", "call", "follow_on"),
    ]

    def __init__(self, case: RecordCase, understood: Sequence[Understood] = ()) -> None:
        """`understood` are the dates that were typed, to be repeated."""
        super().__init__()
        self._case = case
        self._understood = understood
        self._followed = False
        """Whether another record was begun of it: it is read out, then."""

    def compose(self) -> ComposeResult:
        kind, _, number = self._case.record.reference.partition("-")
        with Vertical(id="logged"):
            yield Static("Saved. Read out:", markup=False)
            yield Digits(number, id="number")
            yield Static(f"{kind}-{number}", id="reference", markup=False)
            follows = shown(self._case.kind_code).follows(self._case)
            dates = self.store.read_back(self._understood, follows)
            yield Static("\n".join([follows, *dates]), id="follows", markup=False)
        yield KeyLine()

    def visible_uids(self) -> set[str]:
        return {self._case.record.uid}

    def reload(self) -> None:
        try:
            uid = self._case.record.uid
            self.store.records_of(uid).get(uid)
        except NotFound:
            # It was undone: its number is not to be read out any more.
            self.action_back()

    def resumed(self) -> None:
        if self._followed:
            self.app.pop_screen()
        else:
            super().resumed()

    @work
    async def action_act(self, name: str) -> None:
        """Begins another record that comes of the one that was saved."""
        from screens.records.linking import follow_on

        await follow_on(self, self._case)
        self._followed = self.app.screen is not self

    def action_copy(self) -> None:
        from screens.shell.clipboard import copy

        copy(self.app, self._case.record.reference)
        self.app.notify(f"Copied {self._case.record.reference}.", markup=False)
