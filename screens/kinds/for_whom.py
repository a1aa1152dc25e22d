"""Asks for which organisations something is: those of a tag, a size, a ward; or all."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from db.organisations.addressed import addressed
from screens.dialogs.asking import ask_until_read
from screens.dialogs.choices import of_enum
from screens.dialogs.dialog import Dialog, Typed
from screens.dialogs.half_typed import NotKept
from screens.dialogs.words import words_folder
from screens.shell.clipboard import hand_over
from screens.widgets.fields import ChoiceField, Field
from screens.widgets.picker import among
from spoc_tui.casework.kinds.paper import Narrowed
from spoc_tui.casework.organisations.profile import SizeBand

if TYPE_CHECKING:
    from screens.records.record_screen import RecordScreen
    from spoc_tui.casework.errors import SpocError
    from spoc_tui.casework.organisations.addressed import Addressed


class ForWhom(NamedTuple):
    """The organisations that were meant: as they were said, and which those are."""

    of: Narrowed
    to: Addressed


async def ask_for_whom(screen: RecordScreen, title: str) -> ForWhom | None:
    """Asks until there is one such organisation; None where it was left."""
    store = screen.store

    def ask(typed: Typed | None, error: SpocError | None) -> Dialog:
        fields = [
            Field("tag", "Tag"),
            ChoiceField("size", "Size", among(of_enum(SizeBand))),
            Field("ward", "Ward"),
        ]
        intro = "For which organisations it is. All blank: for all of them."
        return Dialog(title, fields, intro=intro, filled=typed, error=error)

    def read(typed: Typed) -> ForWhom:
        of = Narrowed(tag=typed["tag"], size=typed["size"], ward=typed["ward"])
        return ForWhom(of, addressed(store, of))

    found = await ask_until_read(screen.app, ask, read, NotKept.FILTER)
    return None if found is None else found[1]


def say_addresses(screen: RecordScreen, to: Addressed) -> None:
    """Says how many they are, and hands over their addresses."""
    said = to.words
    if to.emails:
        file = words_folder(screen.store) / "addresses.txt"
        said += " " + hand_over(screen.app, "; ".join(to.emails), file, "the addresses")
    screen.app.notify(said, markup=False, timeout=10)
