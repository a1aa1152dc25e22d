"""The caller who is in no list, added as an organisation while they speak."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from screens.dialogs.choices import told
from screens.dialogs.confirm import ConfirmScreen
from spoc_tui.casework.errors import BadInput, NotFound, SpocError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screens.base import OfficerScreen
    from screens.widgets.fields import ChoiceField
    from spoc_tui.casework.organisations.likeness import Nearly
    from spoc_tui.casework.organisations.organisation import Organisation

NAMESAKES_SHOWN = 3


async def add_caller(
    screen: OfficerScreen, caller: ChoiceField, phone: str = ""
) -> Organisation | None:
    """Adds what is typed as the caller; None, and says why beneath it, where it was not added.

    `phone` is where to call back: it may be the number of one that is there.
    """
    caller.close()
    try:
        return await _added(screen, caller, phone)
    except SpocError as error:
        caller.take_focus()
        caller.say(str(error), wrong=True)
        return None


async def _added(screen: OfficerScreen, caller: ChoiceField, phone: str) -> Organisation:
    organisations, name = screen.store.organisations, " ".join(caller.text.split())
    if caller.picked is not None:
        with suppress(NotFound):  # undone meanwhile: it can be added once more
            organisations.get(caller.picked.key)
            raise BadInput(f"{name} is in the directory already.")
    if not name:
        key = screen.key("quick_add", typing=True)
        raise BadInput(f"Type the name of the organisation, then {key} again.")
    namesakes = organisations.namesakes(name)
    if namesakes and not await _is_another(screen, name, namesakes):
        raise BadInput("Pick the one you mean: down opens the list, enter picks.")
    near = [] if namesakes else screen.store.duplicates.nearly(name, phone=phone)
    if near and not await _is_none_of(screen, name, near):
        raise BadInput(f"Pick the one you mean: type {near[0].organisation.name}.")
    add = partial(organisations.add, name, anyway=bool(namesakes or near))
    return await screen.officer_app.patiently(add)


async def _is_another(screen: OfficerScreen, name: str, known: Sequence[Organisation]) -> bool:
    """Whether the officer means another organisation of that name."""
    named = "; ".join(map(told, known[:NAMESAKES_SHOWN]))
    more = " …" if len(known) > NAMESAKES_SHOWN else ""
    question = ConfirmScreen(f"Add another {name}?", f"There is one of that name: {named}{more}.")
    return await screen.app.push_screen_wait(question)


async def _is_none_of(screen: OfficerScreen, name: str, near: Sequence[Nearly]) -> bool:
    """Whether the officer means an organisation that is none of these."""
    named = "; ".join(f"{told(one.organisation)}: {one.why}" for one in near[:NAMESAKES_SHOWN])
    question = ConfirmScreen(f"Add {name} all the same?", f"It may be there already: {named}.")
    return await screen.app.push_screen_wait(question)
