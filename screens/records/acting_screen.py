"""A screen on which acts are done: it asks, acts, and asks again where it must."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from screens.base import OfficerScreen
from spoc_tui.casework.errors import ChangedMeanwhile, NeedsConfirmation, SpocError
from spoc_tui.casework.records.require import Closed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from db.records.drafts import Draft
    from screens.dialogs.dialog import Dialog, Typed
    from screens.dialogs.half_typed import NotKept, Subject

    MakeDialog = Callable[[Typed | None, SpocError | None], Dialog]


class ActingScreen(OfficerScreen):
    """A screen on which the officer does something, to a record or to what there is."""

    subject: Subject | None = None
    """The act under way, and the record that it is on: what is typed for it is a draft of that."""

    async def ask_until_done(
        self,
        make: MakeDialog,
        act: Callable[[Typed], str],
        agree: Callable[[Typed], Awaitable[bool]] | None = None,
        of: Subject | NotKept | None = None,
    ) -> bool:
        """Asks, acts, and asks again, still filled, for as long as the act is refused, or the
        officer does not `agree` to it. Whether it was done in the end.

        What is typed is a draft of `of`, or of the act under way on a record. A record that another
        window closed meanwhile may be reopened for what is typed; of a field that another window
        has changed too, both versions are shown, and the officer picks.
        """
        from screens.dialogs.half_typed import HalfTyped, Shown, Subject

        typed, error = None, None
        of = of or self.subject
        shown = Shown(self.store, of) if isinstance(of, Subject) else None
        draft: HalfTyped | NotKept | None = None
        if isinstance(of, Subject):
            from screens.dialogs.taking_up import half_typed

            draft = await half_typed(self.app, self.store, of)
            if draft is None:
                return False
        else:
            draft = of

        async def do(answers: Typed) -> SpocError | None:
            one = partial(act, answers)
            if shown is not None:
                one = partial(shown.over, one)
            if isinstance(draft, HalfTyped):
                one = partial(draft.saved_with, one)
            return await self.try_to(one)

        while True:
            try:
                dialog = make(typed, error)
            except SpocError as gone:  # undone meanwhile, by another window
                self.say_wrong(gone)
                if typed is not None:
                    self._hand_back(typed)
                return False
            dialog.draft = draft
            typed = await self.app.push_screen_wait(dialog)
            if typed is None:
                return False
            error = None
            if agree is not None and not await agree(typed):
                continue
            error = await do(typed)
            if isinstance(error, Closed):
                from screens.records.reopening import reopened  # which asks with this

                if await reopened(self, error):
                    if shown is not None:
                        shown.look()
                    error = await do(typed)
            if isinstance(error, ChangedMeanwhile) and await self._picked(make, typed):
                error = await do(typed)
            if isinstance(error, NeedsConfirmation) and await self.ask_if_intended(error):
                typed.anyway = True
                error = await do(typed)
            if error is None:
                return True

    def go_on_with(self, draft: Draft) -> None:
        """Asks again what was half typed here in a dialog that is on no record."""
        self.app.notify(
            f"What you typed is there once this is asked again: {draft.called}.", markup=False
        )

    async def _picked(self, make: MakeDialog, typed: Typed) -> bool:
        """Whether the officer has picked what is to stand of all that two windows have changed."""
        from screens.dialogs.versions import pick_versions

        try:
            fields = make(typed, None).fields
        except SpocError:  # undone meanwhile: it is said as it is asked again
            return False
        return await pick_versions(self.app, typed, fields)

    async def ask_if_intended(self, error: NeedsConfirmation) -> bool:
        """Asks whether what looks like a mistake is meant."""
        from screens.dialogs.confirm import ConfirmScreen

        return await self.app.push_screen_wait(ConfirmScreen("Is it meant?", str(error)))

    async def try_or_ask(self, act: Callable[[bool], str]) -> bool:
        """Does one act, given whether it is done though it looks like a mistake: it asks before
        that. Whether it was done; says what went wrong.
        """
        error = await self.try_to(partial(act, False))
        if isinstance(error, NeedsConfirmation):
            if not await self.ask_if_intended(error):
                return False
            error = await self.try_to(partial(act, True))
        if error is not None:
            self.say_wrong(error)
        return error is None

    def _hand_back(self, typed: Typed) -> None:
        """Puts what was typed for something that is gone where the officer can take it from."""
        from screens.dialogs.words import words_folder
        from screens.shell.clipboard import hand_over

        picked = {name: choice.label for name, choice in typed.picked.items()}
        changed = [picked.get(name, text) for name, text in typed.changed.items()]
        if words := "\n".join(filter(None, changed)):
            described = hand_over(self.app, words, words_folder(self.store) / "typed.txt")
            self.app.notify(f"What you typed is not lost. {described}", markup=False, timeout=10)
