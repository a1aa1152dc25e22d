"""Which areas the officer uses; the others are hidden, in the settings file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.council.setting_kind import EditedKind, choice_of
from screens.dialogs.choices import YES_NO
from screens.dialogs.dialog import Dialog
from screens.widgets.list_source import Row
from spoc_tui.casework.kinds.catalogue import AREAS
from spoc_tui.casework.typed_values import read_yes
from spoc_tui.settings import settings_file
from spoc_tui.settings_saving import save_area

if TYPE_CHECKING:
    from db.store import Store
    from screens.dialogs.dialog import Typed
    from screens.officer_app import OfficerApp
    from spoc_tui.casework.errors import SpocError


class Areas(EditedKind):
    """The areas; they are all there, and shown or hidden."""

    name = "area"
    heading = "Areas"
    title = "An area"
    intro = (
        "A hidden area is in no menu, help or palette. Its records are found and on the desk "
        "as ever."
    )
    can_be_added = False

    def __init__(self, app: OfficerApp) -> None:
        self._app = app

    def history_uid(self, store: Store, uid: str) -> str | None:
        return None  # it is in the settings file

    def rows(self, store: Store) -> list[Row]:
        hidden = self._app.settings.hidden
        return [
            Row(
                f"{self.name} {code}",
                (area.heading, f"{'hidden' if code in hidden else 'shown'}: {area.says}"),
                "muted" if code in hidden else "",
            )
            for code, area in AREAS.items()
        ]

    def ask_edit(
        self, store: Store, uid: str, filled: Typed | None, error: SpocError | None
    ) -> Dialog:
        shown = choice_of("shown", "Shown", YES_NO, YES_NO[uid in self._app.settings.hidden])
        return Dialog(AREAS[uid].heading, [shown], intro=self.intro, filled=filled, error=error)

    def edit(self, store: Store, uid: str, typed: Typed) -> str:
        if not typed.changed:
            return "Nothing was changed."
        shown = read_yes(typed["shown"], field="shown")
        settings = save_area(settings_file(), uid, shown=shown)
        self._app.settings = self._app.settings._replace(hidden=settings.hidden)
        return f"Saved: {AREAS[uid].heading} is {'shown' if shown else 'hidden'}."
