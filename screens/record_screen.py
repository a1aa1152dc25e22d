"""A screen with an enquiry under the cursor, or as its subject: the keys act on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import BindingType

from screens.base import OfficerScreen
from screens.commands import Where, bindings, of
from spoc_tui.casework.errors import SpocError

if TYPE_CHECKING:
    from spoc_tui.casework.enquiries import Case


class RecordScreen(OfficerScreen):
    """Where the acts on an enquiry work (screens/record_acts.py)."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        *(c.name for c in of(Where.RECORD)), "history", "copy"
    )

    _acting = False
    """One act at a time: a key that was held down does not chase three times."""

    def current_reference(self) -> str | None:
        """The reference or uid of the enquiry that the keys act on."""
        raise NotImplementedError

    def current_case(self) -> Case | None:
        """That enquiry in full; says so where it was undone meanwhile."""
        reference = self.current_reference()
        if reference is None:
            return None
        try:
            return self.store.enquiries.get(reference)
        except SpocError as error:
            self.say_wrong(error)
            return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The acts are there where there is an enquiry."""
        return action not in ("act", "history", "copy") or self.current_reference() is not None

    def action_history(self) -> None:
        """Opens who changed what on the enquiry, undone or not."""
        from screens.history import HistoryScreen

        reference = self.current_reference()
        if reference is not None:
            uid = self.store.history.find("enquiry", reference)
            self.app.push_screen(HistoryScreen("enquiry", uid))

    def action_copy(self) -> None:
        self.action_act("copy")

    @work
    async def action_act(self, name: str) -> None:
        """Does one of the acts on the enquiry."""
        case = self.current_case()
        if case is None or self._acting:
            return
        # What the acts ask with is not needed to paint the desk.
        from screens.record_acts import ACTS

        self._acting = True
        try:
            await ACTS[name](self, case)
        finally:
            self._acting = False
