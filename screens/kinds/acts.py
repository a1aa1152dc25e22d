"""The acts on a declared record: ask what the act asks, then do it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from screens.dialogs.dialog import Dialog, Typed
from screens.dialogs.menu import MenuScreen, numbered
from screens.kinds.fields import widget_of
from screens.records.acts import note, organisation, promise
from screens.records.linking import follow_on, link
from screens.records.reopening import reopen
from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.kinds.reading import is_typed
from spoc_tui.casework.kinds.shared_acts import acts_of, next_acts

if TYPE_CHECKING:
    from screens.records.screen import RecordScreen
    from spoc_tui.casework.kinds.act import Act
    from spoc_tui.casework.kinds.case import DeclaredCase

OWN_DIALOGS = {("meeting", "attend"): "screens.groups.attending"}
"""By kind and act, what asks in a way of its own: its `fields`, its `intro`, and what of them the
act is `given`.
"""


async def stage(screen: RecordScreen, case: DeclaredCase) -> None:
    """What comes next: one of the acts of its kind, the most likely first."""
    acts = {act.name: act for act in next_acts(case.kind, case.record)}
    items = numbered((act.name, act.label) for act in acts.values())
    title = f"{case.record.reference}: what comes next"
    chosen = await screen.app.push_screen_wait(MenuScreen(title, items))
    if chosen is not None:
        await do(screen, case, acts[chosen])


async def close(screen: RecordScreen, case: DeclaredCase) -> None:
    """Ends it; a closed one is reopened."""
    if case.record.is_open:
        await do(screen, case, acts_of(case.kind)["close"])
    else:
        await reopen(screen, case)


async def do(screen: RecordScreen, case: DeclaredCase, act: Act[Any]) -> None:
    """One act, with what it asks."""
    record, store = case.record, screen.store
    done = f"{act.done[:1].upper()}{act.done[1:]}: {record.reference}."

    own_dialog = OWN_DIALOGS.get((case.kind.code, act.name))
    own = import_module(own_dialog) if own_dialog else None

    def write(typed: Typed) -> str:
        given = typed if own is None else own.given(typed)
        begun = store.declared(case.kind.code).act(record.uid, act.name, given).begun
        added = ", ".join(one.number or one.reference for one in begun)
        return f"{done} Added {added}." if begun else done

    if screen.subject is not None:  # the command may be one of several acts
        screen.subject = screen.subject._replace(act=act.name)

    def ask(typed: Typed | None, error: SpocError | None) -> Dialog:
        title = f"{record.reference}: {act.label[:1].lower()}{act.label[1:]}"
        stands: Any = store.declared(case.kind.code).get(record.uid).record
        if own is not None:
            intro = own.intro(stands)
            return Dialog(title, own.fields(stands), intro=intro, filled=typed, error=error)
        fields = [widget_of(one, store, parties=stands.parties) for one in act.asks.values()]
        described = (f"{one.label}: {one.help}." for one in act.asks.values() if one.help)
        recalled = act.recalls(record) if act.recalls is not None else ""
        intro = "\n".join([act.help, *described, *filter(None, [recalled])])
        return Dialog(title, fields, intro=intro, filled=typed, error=error)

    async def agree(typed: Typed) -> bool:
        from screens.dialogs.confirm import ConfirmScreen

        try:
            would = await screen.officer_app.patiently(
                lambda: store.declared(case.kind.code).would(record.uid, act.name, typed)
            )
        except SpocError:
            return True  # the form says so, as it is tried
        return await screen.app.push_screen_wait(ConfirmScreen(f"{act.label}?", would))

    await screen.ask_until_done(ask, write, agree if act.shown else None)


async def edit(screen: RecordScreen, case: DeclaredCase) -> None:
    """Changes its fields."""
    one, store, kind = case.record, screen.store, case.kind

    def write(typed: Typed) -> str:
        store.declared(kind.code).edit(one.uid, typed.changed)
        return typed.saved(one.reference)

    def ask(typed: Typed | None, error: SpocError | None) -> Dialog:
        stands = store.declared(kind.code).get(one.uid).record
        fields = [
            widget_of(field, store, getattr(stands, name))
            for name, field in kind.fields.items()
            if is_typed(field)
        ]
        return Dialog(f"Edit {one.reference}", fields, filled=typed, error=error)

    await screen.ask_until_done(ask, write)


async def copy(screen: RecordScreen, case: DeclaredCase) -> None:
    """Copies the reference."""
    from screens.dialogs.copying import choose_and_copy

    await choose_and_copy(screen.app, {case.record.reference: "reference"})


DECLARED_ACTS = {
    act.__name__: act
    for act in (stage, close, edit, note, promise, organisation, copy, follow_on, link)
}
"""Every act, by its command's name."""
