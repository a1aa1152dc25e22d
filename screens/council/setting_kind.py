"""A kind of thing on the settings page: how it is listed, and what is asked and done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from screens.dialogs.choices import with_key
from screens.dialogs.dialog import Dialog, Typed
from screens.widgets.fields import ChoiceField, Field
from screens.widgets.list_source import Row
from screens.widgets.picker import PickerChoice, among
from spoc_tui.casework.dates import when
from spoc_tui.casework.errors import SpocError

if TYPE_CHECKING:
    from db.enquiries.deadlines import MovedDeadline
    from db.store import Store


MOVES_SHOWN = 4
"""How many of the deadlines that moved are named."""


class SettingsKind:
    """One kind of thing that can be set. A row's key is its kind's name and its own uid."""

    name: str
    heading: str
    title: str
    intro = ""
    can_be_added = True
    table = ""
    """Where it is kept, if not in the table of its name."""

    def history_uid(self, store: Store, uid: str) -> str | None:
        """The uid of the row that has the history of one; None where there is none."""
        return uid

    def rows(self, store: Store) -> list[Row]:
        """All there are."""
        raise NotImplementedError

    def fields(self, store: Store) -> list[Field]:
        """The fields of a new one."""
        raise NotImplementedError

    def add(self, store: Store, typed: Typed) -> str:
        """Adds one; says so."""
        raise NotImplementedError

    def ask_new(self, store: Store, filled: Typed | None, error: SpocError | None) -> Dialog:
        """Asks for the fields of a new one."""
        return Dialog(self.title, self.fields(store), intro=self.intro, filled=filled, error=error)


class EditedKind(SettingsKind):
    """A kind of which what is there is edited as well."""

    def ask_edit(
        self, store: Store, uid: str, filled: Typed | None, error: SpocError | None
    ) -> Dialog:
        """Asks for the fields of one, as they are."""
        raise NotImplementedError

    def edit(self, store: Store, uid: str, typed: Typed) -> str:
        """Changes what was typed again; says so."""
        raise NotImplementedError


def choice_of(
    name: str, label: str, choices: Sequence[PickerChoice], its_own: PickerChoice | None
) -> ChoiceField:
    """A field to pick from choices; what is there already is in it, though it be retired."""
    picked = its_own and (with_key(choices, its_own.key) or its_own)
    return ChoiceField(name, label, among(choices), picked=picked)


def moves_said(moved: Sequence[MovedDeadline]) -> str:
    """Which deadlines an act moved: of many the first, for a notice is to be read at a glance."""
    moves = [
        f"{move.reference} {move.what} → {when.show_day(move.after)}"
        for move in moved[:MOVES_SHOWN]
    ]
    if more := len(moved) - len(moves):
        moves.append(f"{more} more; each says so on its timeline")
    return f"Moved: {'; '.join(moves)}." if moves else "No deadline moved."
