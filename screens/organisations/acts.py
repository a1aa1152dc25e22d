"""The acts on an organisation and the people there: ask, then act."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from screens.dialogs.choices import told
from screens.dialogs.confirm import ConfirmScreen
from screens.dialogs.copying import choose_and_copy
from screens.dialogs.half_typed import Subject, on_page
from screens.dialogs.menu import MenuItem, MenuScreen
from screens.organisations import dialogs as ask
from spoc_tui.casework.dates import when
from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.errors import SpocError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from db.records.drafts import Draft
    from screens.dialogs.dialog import Dialog, Typed
    from screens.records.acting_screen import ActingScreen
    from spoc_tui.casework.organisations.organisation import Organisation

EDITS = (
    MenuItem("e", "reach", "Name, phone, e-mail, web, address, state"),
    MenuItem("p", "profile", "Profile: size, staff, volunteers, income, challenges"),
    MenuItem("t", "ties", "Part of, memberships, tags, consents, notes"),
    MenuItem("o", "other-names", "Other names"),
    MenuItem("n", "identifiers", "Numbers: charity, company …"),
    MenuItem("a", "person", "Add a person"),
)


async def edit(screen: ActingScreen, uid: str) -> None:
    """Asks which part of it to edit, and edits that."""
    part = await screen.app.push_screen_wait(MenuScreen("Edit", EDITS))
    if part is not None:
        await edit_part(screen, uid, part)


async def edit_part(screen: ActingScreen, uid: str, part: str) -> None:
    """One of EDITS."""
    if part == "other-names":
        await other_names(screen, uid)
    elif part == "identifiers":
        await identifiers(screen, uid)
    elif part == "person":
        await add_person(screen, uid)
    else:
        await edit_fields(screen, uid, part)


async def edit_fields(screen: ActingScreen, uid: str, part: str) -> None:
    """Some of its fields, those that were typed again."""
    organisations = screen.store.organisations

    def make(typed: Typed | None, error: SpocError | None) -> Dialog:
        known = organisations.get(uid)
        if part == "ties":
            return ask.ties(screen.store, known, typed, error)
        return (ask.profile if part == "profile" else ask.reach)(known, typed, error)

    def act(typed: Typed) -> str:
        return typed.saved(organisations.edit(uid, typed.changed).name)

    await screen.ask_until_done(make, act, of=asked(uid, part))


def asked(uid: str, act: str, *, of: str = "organisation", record: str = "") -> Subject:
    """The subject of a dialog on the page of an organisation."""
    return on_page(f"organisation {uid}", act, of=of, record=record or uid)


async def other_names(screen: ActingScreen, uid: str) -> None:
    """Another name it goes by is added, or one taken away."""
    organisations = screen.store.organisations
    known = {name.uid: name.name for name in organisations.other_names(uid)}
    undo = screen.key("undo")

    def add(typed: Typed) -> str:
        organisations.add_other_name(uid, typed["name"])
        return f"Saved: it is found as {typed['name'].strip()} too."

    def remove(name_uid: str) -> str:
        organisations.remove_other_name(uid, name_uid)
        return f"Saved: it no longer goes by {known[name_uid]}. {undo} undoes it."

    await _add_or_remove(screen, uid, "other-names", known, ask.other_name, add, remove)


async def identifiers(screen: ActingScreen, uid: str) -> None:
    """A number of it is added, or one taken away."""
    organisations = screen.store.organisations
    known = {number.text: number.text for number in organisations.get(uid).identifiers}
    undo = screen.key("undo")

    async def agree(typed: Typed) -> bool:
        """Whether a number that others have is to be its number too."""
        try:
            others = organisations.others_with(typed["identifier"], organisations.get(uid))
        except SpocError:
            return True  # the act says what is wrong
        if not others:
            return True
        question = ConfirmScreen(
            f"Add the number {typed['identifier'].strip()} all the same?",
            f"It belongs to {'; '.join(map(told, others))} already. If they are one and the same, "
            f"merge them: {screen.key('directory')}, then {screen.key('duplicates')}.",
        )
        return await screen.app.push_screen_wait(question)

    def add(typed: Typed) -> str:
        organisations.add_identifier(uid, typed["identifier"], anyway=True)
        return f"Saved the number {typed['identifier'].strip()}."

    def remove(text: str) -> str:
        organisations.remove_identifier(uid, text)
        return f"Saved: it no longer has the number {text}. {undo} undoes it."

    await _add_or_remove(screen, uid, "identifiers", known, ask.identifier, add, remove, agree)


async def _add_or_remove(
    screen: ActingScreen,
    uid: str,
    part: str,
    known: dict[str, str],
    make: Callable[[Organisation, Typed | None, SpocError | None], Dialog],
    add: Callable[[Typed], str],
    remove: Callable[[str], str],
    agree: Callable[[Typed], Awaitable[bool]] | None = None,
) -> None:
    items = [MenuItem("a", "add", "Add one")]
    for number, (key, words) in enumerate(known.items(), start=1):
        items.append(MenuItem(str(number), f"remove {key}", f"Remove {words}"))
    title = {"other-names": "Other names", "identifiers": "Numbers"}[part]
    chosen = await screen.app.push_screen_wait(MenuScreen(title, items))
    if chosen is None:
        return
    if chosen == "add":
        await screen.ask_until_done(
            lambda typed, error: make(screen.store.organisations.get(uid), typed, error),
            add,
            agree,
            of=asked(uid, part),
        )
    elif error := await screen.try_to(partial(remove, chosen.removeprefix("remove "))):
        screen.say_wrong(error)


async def add_person(screen: ActingScreen, uid: str) -> None:
    """Somebody who is there."""
    organisations = screen.store.organisations

    def act(typed: Typed) -> str:
        added = organisations.add_contact(
            uid,
            typed["name"],
            role=typed["role"],
            phone=typed["phone"],
            email=typed["email"],
            preferred=typed["preferred"],
        )
        return f"Saved {added.name}."

    await screen.ask_until_done(
        lambda typed, error: ask.person(
            f"A person at {organisations.get(uid).name}", None, typed, error, store=screen.store
        ),
        act,
        of=asked(uid, "person"),
    )


async def edit_person(screen: ActingScreen, person_uid: str) -> None:
    """The fields of somebody there."""
    organisations = screen.store.organisations

    def make(typed: Typed | None, error: SpocError | None) -> Dialog:
        someone = organisations.contact(person_uid)
        return ask.person(f"Edit {someone.name}", someone, typed, error, store=screen.store)

    def act(typed: Typed) -> str:
        return typed.saved(organisations.edit_contact(person_uid, typed.changed).name)

    await screen.ask_until_done(make, act, of=_asked_of_person(screen, person_uid, "edit-person"))


def _asked_of_person(screen: ActingScreen, person_uid: str, act: str) -> Subject:
    uid = screen.store.organisations.contact(person_uid).organisation_uid
    return asked(uid, act, of="contact", record=person_uid)


async def person_left(screen: ActingScreen, person_uid: str) -> None:
    """Somebody has left; one who had is back, where the officer means that."""
    organisations = screen.store.organisations

    def back() -> str:
        return f"Saved: {organisations.edit_contact(person_uid, {'left_on': ''}).name} is back."

    def act(typed: Typed) -> str:
        on = screen.store.read_day(typed["on"], "on", Direction.PAST)
        someone = organisations.left(person_uid, on)
        return f"Saved: {someone.name} left on {when.show_day(on, screen.today)}."

    someone = organisations.contact(person_uid)
    if someone.left_on is not None:
        left = when.show_day(someone.left_on, screen.today)
        question = ConfirmScreen(
            f"Is {someone.name} back?", f"They left on {left}; that date is taken away."
        )
        if await screen.app.push_screen_wait(question) and (error := await screen.try_to(back)):
            screen.say_wrong(error)
        return
    await screen.ask_until_done(
        lambda typed, error: ask.left(
            screen.store, organisations.contact(person_uid), typed, error
        ),
        act,
        of=_asked_of_person(screen, person_uid, "left"),
    )


async def go_on_with(screen: ActingScreen, uid: str, draft: Draft) -> None:
    """Asks again what was half typed."""
    if draft.act == "edit-person":
        await edit_person(screen, draft.record)
    elif draft.act == "left":
        await person_left(screen, draft.record)
    else:
        await edit_part(screen, uid, draft.act)


async def copy(screen: ActingScreen, uid: str) -> None:
    """Copies its name, or a way to reach it or somebody there."""
    one = screen.store.organisations.get(uid)
    known = {one.name: "name", one.phone: "phone", one.email: "e-mail", one.web: "web"}
    known |= {", ".join(filter(None, (one.address, one.postcode))): "address"}
    for person in screen.store.organisations.contacts(uid):
        if person.left_on is None:
            for way in (person.phone, person.email):
                known.setdefault(way, person.name)
    await choose_and_copy(screen.app, known)


async def copy_person(screen: ActingScreen, person_uid: str) -> None:
    """Copies somebody's name, number or address."""
    one = screen.store.organisations.contact(person_uid)
    await choose_and_copy(screen.app, {one.phone: "phone", one.email: "e-mail", one.name: "name"})
