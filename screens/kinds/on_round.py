"""The keys of a round of the survey, where one is marked or shown: to ring for it, to code it,
its results.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.binding import BindingType

from screens.commands import bindings
from screens.dialogs.confirm import ConfirmScreen
from screens.kinds.for_whom import ask_for_whom, say_addresses
from screens.records.opening import place
from screens.records.record_screen import RecordScreen
from spoc_tui.casework.errors import Refused
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.case import DeclaredCase
    from spoc_tui.casework.survey.round import Round


COMMANDS = ("ring_silent", "ask_many", "code_answers", "results")
"""Those of a round."""


class OnRound(RecordScreen):
    """A screen on which such a round may be marked."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(*COMMANDS)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """They are there where a round is."""
        if action in COMMANDS:
            marked = self.marked()
            return marked is not None and marked.kind == "round"
        return super().check_action(action, parameters)

    def action_ring_silent(self) -> None:
        """Opens who has not answered."""
        self._open("silent")

    @work
    async def action_ask_many(self) -> None:
        """Asks many organisations at once, as one act."""
        from db.areas.survey.asking import ask_many

        case = cast("DeclaredCase | None", self.current_case())
        if case is None:
            return
        found = await ask_for_whom(self, f"{case.record.reference}: ask whom?")
        if found is None:
            return
        many = counted(len(found.to.organisations), "organisation")
        why = "They stand on the round as asked from today on; whoever was asked before stays so."
        if not await self.app.push_screen_wait(ConfirmScreen(f"Ask {many}?", why)):
            return

        def ask() -> str:
            done = ask_many(self.store, case.record.uid, found.of)
            return f"Asked: {done.case.record.reference}."

        error = await self.try_to(ask)
        if error is not None:
            self.say_wrong(error)
        else:
            say_addresses(self, found.to)
        self.reload_if_changed()

    def action_code_answers(self) -> None:
        """Opens the answers that are to be coded."""
        self._open("coding")

    def action_results(self) -> None:
        """Opens what was answered."""
        if (case := self.current_case()) is not None:
            self.app.push_screen(place("results", case.record.uid))

    def _open(self, page: str) -> None:
        case = cast("DeclaredCase | None", self.current_case())
        if case is None:
            return
        one = cast("Round", case.record)
        if one.is_in_words_only:
            self.say_wrong(
                Refused(
                    f"{one.reference} is known in words only: what "
                    f"{counted(one.in_words or 0, 'organisation')} answered nobody counted."
                )
            )
            return
        if page == "silent" and not one.is_open:
            self.say_wrong(Refused(f"{one.reference} is closed: nobody is rung for it any more."))
            return
        self.app.push_screen(place(page, one.uid))
