"""How soon things are to be done, as it is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.council.setting_kind import EditedKind, moves_said
from screens.dialogs.dialog import Dialog, Typed
from screens.widgets.fields import Field
from screens.widgets.list_source import Row
from spoc_tui.casework.council import standards_in_words as standards
from spoc_tui.casework.errors import SpocError

if TYPE_CHECKING:
    from db.store import Store


class StandardSettings(EditedKind):
    """How soon things are to be done; they are all there, and only ever changed."""

    name = "standard"
    heading = "Standards"
    title = "A standard"
    intro = (
        "0 is by the end of the day itself. Running deadlines that were not typed by hand move, as "
        "one act that can be undone."
    )
    can_be_added = False

    def history_uid(self, store: Store, uid: str) -> str | None:
        return store.own_standards.uid_of(uid)

    def rows(self, store: Store) -> list[Row]:
        now = store.standards
        return [
            Row(
                f"{self.name} {one.name}",
                (one.heading, f"{one.in_words(standards.days_of(now, one))}: {one.what}"),
            )
            for one in standards.ALL_STANDARDS
        ]

    def ask_edit(
        self, store: Store, uid: str, filled: Typed | None, error: SpocError | None
    ) -> Dialog:
        one = standards.BY_NAME[uid]
        days = standards.days_of(store.standards, one)
        return Dialog(
            one.what.capitalize(),
            [Field(one.name, one.unit.capitalize(), value=str(days))],
            intro=one.follows or self.intro,
            filled=filled,
            error=error,
        )

    def edit(self, store: Store, uid: str, typed: Typed) -> str:
        done = store.own_standards.change(typed.changed)
        if not done.changes:
            return "Nothing was changed."
        moves = moves_said(done.moved) if standards.BY_NAME[uid].is_of_enquiries else ""
        return f"Saved {done.described}. {moves}".rstrip()
