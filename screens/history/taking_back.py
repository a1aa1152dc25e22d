"""Undo and redo from any page: it asks where it must, then does it, one at a time."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Callable
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from screens.base import OfficerScreen
from screens.dialogs.confirm import ConfirmScreen
from screens.officer_app import OfficerApp
from spoc_tui.casework.errors import SpocError

if TYPE_CHECKING:
    from db.history.proposing import UndoProposal
    from db.store import Store
    from spoc_tui.casework.history.history import ActionEntry

UNDO_IN_THREAD_FROM = 2_000
"""An undo of more records than this is done in a thread: nobody waits for it."""


class TakingBack:
    """Undoes acts in an app, and does them again."""

    def __init__(self, app: OfficerApp) -> None:
        self._app = app
        self._under_way = ""
        """The long undo or redo that is."""

    async def undo(self) -> bool:
        """Takes back the last act, or the one that is marked; whether that was done."""
        screen = self._app.screen
        marked = screen.act_marked() if isinstance(screen, OfficerScreen) else None
        undone = await self._take_back(
            "Undo",
            lambda: self._app.store.propose_undo(marked),
            lambda store, uid: store.undo(uid),
        )
        if undone is None:
            return False
        action, already_sent = undone
        gone = f" But {already_sent}." if already_sent else ""
        self._app.notify(
            f"Undone: {action.label}.{gone} {self._app.key('redo')} goes forward again.",
            markup=False,
        )
        return True

    async def redo(self) -> bool:
        """Does the last thing again that was undone; whether that was done."""
        redone = await self._take_back(
            "Redo", self._app.store.propose_redo, lambda store, uid: store.redo(uid)
        )
        if redone is None:
            return False
        self._app.notify(f"Done again: {redone[0].label}.", markup=False)
        return True

    async def _take_back(
        self,
        verb: str,
        propose: Callable[[], UndoProposal],
        act: Callable[[Store, str], ActionEntry],
    ) -> tuple[ActionEntry, str] | None:
        """Asks where it must, then does it, one at a time; returns what, and what has gone out."""
        if self._under_way:
            self._app.notify(f"{self._under_way} is not done yet.", markup=False)
            return None
        try:
            proposal = await self._app.patiently(propose)
            ask = proposal.ask_where(self._visible_uids())
            if ask and not await self._agreed(verb, proposal, ask):
                return None
            if proposal.action.records <= UNDO_IN_THREAD_FROM:
                taking_back = partial(act, self._app.store, proposal.action.uid)
                return await self._app.patiently(taking_back), proposal.already_sent
            self._under_way = f"{verb} of “{proposal.action.label}”"
            self._app.notify(f"{self._under_way}: this takes a moment.", markup=False)
            return await to_thread(self._beside, act, proposal.action.uid), proposal.already_sent
        except SpocError as error:
            self._app.note(error)
            self._app.notify(str(error), severity="warning", markup=False)
            return None
        finally:
            self._under_way = ""

    def _beside(self, act: Callable[[Store, str], ActionEntry], uid: str) -> ActionEntry:
        with closing(self._app.store.second_connection()) as second_connection:
            return act(second_connection, uid)

    def _visible_uids(self) -> set[str]:
        screen = self._app.screen
        return screen.visible_uids() if isinstance(screen, OfficerScreen) else set()

    async def _agreed(self, verb: str, proposal: UndoProposal, ask: str) -> bool:
        gone = f" Note that {proposal.already_sent}." if proposal.already_sent else ""
        return await self._app.push_screen_wait(
            ConfirmScreen(f"{verb} “{proposal.action.label}”?", f"{ask}{gone}")
        )
