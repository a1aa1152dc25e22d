"""An area begun with what the report says: it asks first, saying how much that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.kinds.starter import load_starter
from screens.dialogs.confirm import ConfirmScreen
from spoc_tui.casework.kinds.catalogue import AREAS
from spoc_tui.casework.kinds.starter import starter_of
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from screens.kinds.area import AreaScreen


async def begin_with_the_report(screen: AreaScreen, area: str) -> None:
    """Puts on record what the Task Group's report says of an area, once the officer says yes."""
    heading, starter = AREAS[area].heading, starter_of(area)
    if starter is None:
        screen.app.notify(f"The report gives no records of {heading} to begin with.", markup=False)
        return
    records = counted(len(starter.records), "record")
    if starter.organisations:
        records += f" and {counted(len(starter.organisations), 'organisation')}"
    question = ConfirmScreen(
        f"Begin {heading} with what the report says?",
        f"It has {records}: what is there already stays as it is. "
        f"{screen.key('undo')} takes all of it back.",
    )
    if not await screen.app.push_screen_wait(question):
        return

    def act() -> str:
        added, there, without = load_starter(screen.store, area)
        if not added:
            return "All of that is there already. Nothing was added."
        stood = f", {len(there):,} there already" if there else ""
        return "\n".join([f"Saved: {len(added):,} added{stood}.", *without])

    if error := await screen.try_to(act):
        screen.say_wrong(error)
