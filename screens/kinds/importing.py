"""Which list comes in from an area's page, from which file, and what is asked beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from screens.dialogs.asking import ask_until_read
from screens.dialogs.dialog import Dialog, Typed
from screens.dialogs.half_typed import on_page
from screens.dialogs.menu import MenuScreen, numbered
from screens.dialogs.taking_up import half_typed
from screens.kinds.fields import widget_of
from screens.widgets.fields import Field
from spoc_tui.casework.errors import BadInput, SpocError
from spoc_tui.casework.kinds.catalogue import AREAS, kind_of
from spoc_tui.files import typed_path

if TYPE_CHECKING:
    from pathlib import Path

    from db.store import Store
    from screens.base import OfficerScreen
    from spoc_tui.casework.kinds.coming_in import ListOf
    from spoc_tui.casework.kinds.kind import Kind


def lists_of(area: str, first: str = "") -> list[tuple[Kind[Any], ListOf]]:
    """The lists from which something of an area comes in, those of the kind `first` first."""
    kinds = sorted(map(kind_of, AREAS[area].kinds), key=lambda kind: kind.code != first)
    return [(kind, one) for kind in kinds for one in kind.lists]


async def choose_list(screen: OfficerScreen, area: str, first: str = "") -> None:
    """Asks which list comes in, where there are several, and for its file; shows what would become
    of it.
    """
    lists = lists_of(area, first)
    if not lists:
        screen.app.notify(f"No list comes in as {AREAS[area].heading}.", markup=False)
        return
    chosen = "0"
    if len(lists) > 1:
        items = numbered((f"{at}", f"{of.label} ({of.forms})") for at, (_, of) in enumerate(lists))
        asked = await screen.app.push_screen_wait(MenuScreen("From which list", items))
        if asked is None:
            return
        chosen = asked
    await open_list(screen, *lists[int(chosen)])


async def open_list(screen: OfficerScreen, kind: Kind[Any], of: ListOf) -> None:
    """Asks for the file of a list; asks again, still filled, where it is none."""
    from screens.kinds.list_in import ListInScreen

    store = screen.store
    its = on_page(f"area {kind.area}", of.name, of=f"list_{of.name}")
    draft = await half_typed(screen.app, store, its)
    if draft is None:
        return
    answer = await ask_until_read(
        screen.app, partial(_ask, store, of), partial(_asked, store, kind, of), draft
    )
    if answer is not None:
        draft.drop()
        path, given = answer[1]
        screen.app.push_screen(ListInScreen(kind, of, path, given))


def _ask(store: Store, of: ListOf, filled: Typed | None, error: SpocError | None) -> Dialog:
    fields = [Field("file", "File"), *(widget_of(one, store) for one in of.asks.values())]
    says = ". ".join(f"{one.label}: {one.help}" for one in of.asks.values())
    intro = f"{of.forms}. {of.help} Nothing is written before you have seen it. {says}"
    return Dialog(of.label, fields, intro=intro.strip(), filled=filled, error=error)


def _asked(store: Store, kind: Kind[Any], of: ListOf, typed: Typed) -> tuple[Path, dict[str, str]]:
    """The file and what is asked beside it; a SpocError names the field that is wrong."""
    from db.kinds.importing import opened
    from db.kinds.looking_up import Finder, now_of
    from spoc_tui.casework.kinds.coming_in import Asked
    from spoc_tui.casework.kinds.reading import read_fields

    if not typed["file"].strip():
        raise BadInput("Type or paste the path of the list.", field="file")
    path = typed_path(typed["file"])
    given = {name: typed[name].strip() for name in of.asks}
    read_fields(of.asks, given, now=now_of(store), find=Finder(store))
    opened(store, kind, of, path, Asked(given))
    return path, given
