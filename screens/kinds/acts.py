"""The acts on a declared record: ask what the act asks, then do it."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from screens.dialogs.dialog import Dialog, Typed
from screens.dialogs.menu import MenuScreen, numbered
from screens.kinds.fields import widget_of
from screens.records.acts import note, organisation, promise
from screens.records.linking import follow_on, link
from screens.records.reopening import reopen
from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.kinds.fields import Choice
from spoc_tui.casework.kinds.reading import is_typed
from spoc_tui.casework.kinds.remarks import remarks
from spoc_tui.casework.kinds.shared_acts import acts_of, next_acts
from spoc_tui.casework.records.references import in_full

if TYPE_CHECKING:
    from screens.records.record_screen import RecordScreen
    from spoc_tui.casework.kinds.act import Act
    from spoc_tui.casework.kinds.case import DeclaredCase
    from spoc_tui.casework.kinds.fields import DeclaredField

EDIT = "edit"
MOST_CHOICES = 10
"""So many are named before what is asked; more are found in the field itself."""
OWN_DIALOGS = {("meeting", "attend"): "screens.groups.attending"}
"""By kind and act, what asks in a way of its own: its `fields`, its `intro`, and what of them the
act is `given`.
"""


async def stage(screen: RecordScreen, case: DeclaredCase) -> None:
    """What comes next: one of the acts of its kind, the most likely first."""
    acts = {act.name: act for act in next_acts(case.kind, case.record)}
    edits = case.kind.edited_as if case.record.is_open else {}
    items = numbered(
        [
            *((act.name, act.label) for act in acts.values()),
            *((f"{EDIT} {label}", label) for label in edits),
        ]
    )
    title = f"{in_full(case.record)}: what comes next"
    chosen = await screen.app.push_screen_wait(MenuScreen(title, items))
    if chosen is None:
        return
    if chosen in acts:
        await do(screen, case, acts[chosen])
        return
    if screen.subject is not None:
        screen.subject = screen.subject._replace(act=EDIT)
    await _edit_fields(screen, case, edits[chosen.removeprefix(f"{EDIT} ")])


async def close(screen: RecordScreen, case: DeclaredCase) -> None:
    """Ends it; a closed one is reopened."""
    if case.record.is_open:
        await do(screen, case, acts_of(case.kind)["close"])
    else:
        await reopen(screen, case)


async def do(screen: RecordScreen, case: DeclaredCase, act: Act[Any]) -> None:
    """One act, with what it asks."""
    record, store = case.record, screen.store
    done = f"{act.done[:1].upper()}{act.done[1:]}: {in_full(record)}."

    own_dialog = OWN_DIALOGS.get((case.kind.code, act.name))
    own = import_module(own_dialog) if own_dialog else None

    def write(typed: Typed) -> str:
        given = typed if own is None else own.given(typed)
        begun = store.declared(case.kind.code).act(record.uid, act.name, given).begun
        added = ", ".join(one.named for one in begun)
        return f"{done} Added {added}." if begun else done

    if screen.subject is not None:  # the command may be one of several acts
        screen.subject = screen.subject._replace(act=act.name)

    def ask(typed: Typed | None, error: SpocError | None) -> Dialog:
        title = f"{in_full(record)}: {act.label[:1].lower()}{act.label[1:]}"
        stands: Any = store.declared(case.kind.code).get(record.uid).record
        if own is not None:
            intro = own.intro(stands)
            return Dialog(title, own.fields(stands), intro=intro, filled=typed, error=error)
        fields = [widget_of(one, store, parties=stands.parties) for one in act.asks.values()]
        described = (_described(one) for one in act.asks.values() if one.help)
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


def _described(field: DeclaredField) -> str:
    """What a field takes, and what there is to choose from where that is little."""
    codes = [code.words for code in field.of] if isinstance(field, Choice) else []
    named = all(code.replace(" ", "-") in field.help or code in field.help for code in codes)
    choices = f" ({', '.join(codes)})" if 0 < len(codes) <= MOST_CHOICES and not named else ""
    return f"{field.label}: {field.help}{choices}."


async def edit(screen: RecordScreen, case: DeclaredCase) -> None:
    """Changes its fields."""
    fields = (name for name, field in case.kind.fields.items() if is_typed(field))
    await _edit_fields(screen, case, tuple(fields))


async def _edit_fields(screen: RecordScreen, case: DeclaredCase, names: Sequence[str]) -> None:
    """Changes these of its fields."""
    one, store, kind = case.record, screen.store, case.kind

    def write(typed: Typed) -> str:
        records = store.declared(kind.code)
        stood = records.dues(records.get(one.uid).record)
        stands = records.dues(records.edit(one.uid, typed.changed).record)
        return "\n".join([typed.saved(in_full(one)), *remarks(stood, stands, store.today())])

    def ask(typed: Typed | None, error: SpocError | None) -> Dialog:
        stands = store.declared(kind.code).get(one.uid).record
        fields = [widget_of(kind.fields[name], store, getattr(stands, name)) for name in names]
        return Dialog(f"Edit {in_full(one)}", fields, filled=typed, error=error)

    await screen.ask_until_done(ask, write)


async def copy(screen: RecordScreen, case: DeclaredCase) -> None:
    """Copies the reference."""
    from screens.dialogs.copying import choose_and_copy

    number = {case.record.number: "number"} if case.record.number else {}
    await choose_and_copy(screen.app, {case.record.reference: "reference", **number})


DECLARED_ACTS = {
    act.__name__: act
    for act in (stage, close, edit, note, promise, organisation, copy, follow_on, link)
}
"""Every act, by its command's name."""
