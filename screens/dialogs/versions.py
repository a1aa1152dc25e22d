"""Two windows have changed the same field: both versions are shown, and the officer picks."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from screens.base import OfficerModal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import App

    from screens.dialogs.dialog import Typed
    from screens.widgets.fields import Field

MINE, THEIRS = "mine", "theirs"


class VersionsScreen(OfficerModal[str | None]):
    """One field: y keeps what was typed here, t takes what another window saved; escape decides
    nothing.
    """

    CSS_PATH = "versions.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", f"answer('{MINE}')", "Yours"),
        Binding("t", f"answer('{THEIRS}')", "Theirs"),
        Binding("escape", "answer('')", "Back"),
    ]

    def __init__(self, label: str, mine: str, theirs: str) -> None:
        super().__init__()
        self._label = label
        self._mine = mine
        self._theirs = theirs

    def compose(self) -> ComposeResult:
        with Vertical(id="versions", classes="box"):
            yield Static(
                f"{self._label}: another window has changed it too", id="title", markup=False
            )
            with VerticalScroll():
                for heading, words in (("Yours", self._mine), ("Theirs", self._theirs)):
                    yield Static(heading, classes="whose", markup=False)
                    yield Static(words or "blank", markup=False)
            yield Static("y keep yours      t take theirs      escape back", id="keys")

    def action_answer(self, answer: str) -> None:
        self.dismiss(answer or None)


async def pick_versions(app: App[None], typed: Typed, fields: Sequence[Field]) -> bool:
    """Asks of each field that was changed here and elsewhere which is to stand; `fields` are those
    of the dialog as it would begin now. Whether there was any, and all were picked: `typed` is what
    is to be saved, then.
    """
    both = [field for field in fields if typed.is_changed_by_both(field)]
    for field in both:
        picked = typed.picked.get(field.key)
        mine = picked.label if picked else field.words_of(typed[field.key])
        answer = await app.push_screen_wait(VersionsScreen(field.label, mine, field.initial_words))
        if answer is None:
            return False
        if answer == THEIRS:
            typed.take(field)
    if both:
        typed.stand_on(fields)
    return bool(both)
