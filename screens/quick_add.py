"""The caller who is in no list, added as an organisation while they speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.choices import organisation_choice
from screens.confirm import ConfirmScreen
from spoc_tui.casework.errors import BadInput, SpocError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screens.base import OfficerScreen
    from screens.widgets.fields import ChoiceField
    from spoc_tui.casework.organisations import Organisation

NAMESAKES_SHOWN = 3


async def add_caller(screen: OfficerScreen, caller: ChoiceField) -> Organisation | None:
    """Adds what is typed as the caller; None, and says why beneath it, where it was not added."""
    caller.close()
    try:
        return await _added(screen, caller)
    except SpocError as error:
        caller.take_focus()
        caller.say(str(error), wrong=True)
        return None


async def _added(screen: OfficerScreen, caller: ChoiceField) -> Organisation:
    organisations, name = screen.store.organisations, " ".join(caller.text.split())
    if caller.picked is not None:
        raise BadInput(f"{name} is in the directory already.")
    if not name:
        raise BadInput("Type the name of the organisation, then F7 again.")
    namesakes = organisations.namesakes(name)
    if namesakes and not await _is_another(screen, name, namesakes):
        raise BadInput("Pick the one you mean: down opens the list, enter picks.")
    return organisations.add(name, anyway=bool(namesakes))


async def _is_another(screen: OfficerScreen, name: str, known: Sequence[Organisation]) -> bool:
    """Whether the officer means another organisation of that name."""
    choices = [organisation_choice(one) for one in known[:NAMESAKES_SHOWN]]
    told = "; ".join(f"{one.label} ({one.hint})" if one.hint else one.label for one in choices)
    more = " …" if len(known) > NAMESAKES_SHOWN else ""
    question = ConfirmScreen(f"Add another {name}?", f"There is one of that name: {told}{more}.")
    return await screen.app.push_screen_wait(question)
