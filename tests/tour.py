"""The ways to every page of the desk on the demo's database, as keys pressed from the desk."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from desk_app import desk, fill, paste, press, settled
from factories import DEMO_MORNING, listed, make_organisation
from survey_made import make_round
from survey_taken import said_to
from textual.pilot import Pilot

from db.store import Store
from screens.dialogs.menu import MenuScreen
from screens.kinds.rows_field import RowsField
from screens.organisations.page import OrganisationScreen
from screens.records.opening import page_of
from spoc_tui.app import SpocApp
from spoc_tui.casework.organisations.identifiers import Identifier

MEMBERS = "Group,Telephone,Post code,Theme\nRook Lane Bowls,01634 111111,ME4 4AA,sport\n"
PAID = "Supplier,Invoice,Amount,Paid on\nRainham Barn Owl,INV-20417,2480.00,20/11/2026\n"

MANY_THEMES = (
    "Volunteers, training, funding, buildings, contracts, business rates, feedback, late payments, "
    "networking, bids, safeguarding"
)
"""Words that speak for more themes than there are digits."""
TWICE = {"Tern": "ME4 4AA", "Plover": "ME5 5BB", "Dunlin": "ME7 1DD"}
"""Whose names are there twice, and a third time in a list: when one is settled the next comes."""

EquivalentVerb = tuple[str | Callable[[SpocApp, Pilot[None], Path], object], ...]
"""Keys, and steps that are no key: they get the app, the pilot and a folder of lists."""


async def _a_list(app: SpocApp, pilot: Pilot[None], folder: Path) -> None:
    """Gives the import screen a list, and its name."""
    file = folder / "members.csv"
    file.write_text(MEMBERS, encoding="utf-8")
    await fill(pilot, file=str(file))
    await press(pilot, "enter")
    await fill(pilot, source="MVA")
    await press(pilot, "enter")


async def _a_paid_list(app: SpocApp, pilot: Pilot[None], folder: Path) -> None:
    file = folder / "paid.csv"
    file.write_text(PAID, encoding="utf-8")
    await fill(pilot, file=str(file))
    await press(pilot, "ctrl+s")


async def _on_rows(app: SpocApp, pilot: Pilot[None], folder: Path) -> None:
    """A form whose rows have the focus, with one of them."""
    rows = app.screen.query_one(RowsField)
    rows.text = '[{"seat": "member", "starts": "2026-11-23"}]'
    rows.take_focus()
    await pilot.pause()


async def _who_came(app: SpocApp, pilot: Pilot[None], folder: Path) -> None:
    """The members of a meeting, to be ticked."""
    await press(pilot, "s")
    assert isinstance(app.screen, MenuScreen)
    (item,) = (one for one in app.screen._items if one.answer == "attend")
    await press(pilot, item.key)


async def _a_search(app: SpocApp, pilot: Pilot[None], folder: Path) -> None:
    await paste(pilot, "hall")
    await settled(pilot)


async def _an_organisation(app: SpocApp, pilot: Pilot[None], folder: Path) -> None:
    """One that has some of everything."""
    await app.push_screen(OrganisationScreen(_well_known(app.store)))
    await pilot.pause()


def _well_known(store: Store) -> str:
    """The uid of an organisation with a complaint and a person."""
    known = [payment.organisation_uid for payment in store.payments.all()]
    return next(uid for uid in known if uid and store.organisations.contacts(uid))


def _leave_something_to_decide(store: Store) -> None:
    """Lists that say otherwise of that organisation, pairs that look like one, and held rows."""
    uid = _well_known(store)
    number = Identifier("GB-CHC", "1999999")
    store.organisations.add_identifier(uid, number.text)
    known = store.organisations.edit(uid, {"phone": "01632 960001"})
    same = {"name": known.name, "identifiers": (number,), "postcode": known.postcode}
    for name, row in (
        ("one", {"phone": "01632 960002"}),
        ("another", {"phone": "01632 960003", "email": "hall@example.org"}),
    ):
        store.lists.import_list([listed(2, **same, **row)], source=name)
    held = []
    for line, (word, postcode) in enumerate(TWICE.items(), 2):
        for name in (f"{word} Lane Bowls Club", f"{word} Lane Bowl Club"):
            make_organisation(store, name, postcode=postcode, anyway=True)
        name = f"{word} Lane Bowls Clubs"
        held.append(listed(line, name=name, postcode=postcode, identifiers=()))
    store.lists.import_list(held, source="near")
    _ask_a_round(store, uid)
    for name in ("Unasked walk", "Unasked choir"):  # one to ring for each answer
        store.declared("service").add({"organisation": uid, "name": name})


def _ask_a_round(store: Store, uid: str) -> None:
    """A round that nobody answered by name, with answers for which every digit is a theme."""
    round_ = make_round(store, title="Asked on the tour")
    typed = {"role": "organisation", "organisation": uid}
    store.declared("round").act(round_.uid, "ask", typed)
    for n in range(4):
        said_to(store, round_, f"{MANY_THEMES} {n}")


async def _the_round(app: SpocApp, pilot: Pilot[None], folder: Path) -> None:
    """The page of the round of the tour."""
    (its,) = (
        one for one in app.store.declared("round").page() if one.subject == "Asked on the tour"
    )
    await app.push_screen(page_of("round", its.uid))
    await pilot.pause()


PLACES: dict[str, EquivalentVerb] = {
    "desk": (),
    "enquiries": ("g", "e"),
    "an enquiry": ("g", "e", "enter"),
    "payments": ("g", "p"),
    "payments paid": ("g", "p", "l"),
    "payments by directorate": ("g", "p", "l", "l"),
    "a payment": ("g", "p", "enter"),
    "paid list": ("g", "p", "L", _a_paid_list),
    "feedback": ("g", "f"),
    "feedback heard": ("g", "f", "l"),
    "feedback settled": ("g", "f", "l", "l"),
    "a feedback action": ("g", "f", "enter"),
    "themes": ("g", "t"),
    "a theme": ("g", "t", "enter"),
    "check-ins": ("g", "c"),
    "groups": ("g", "g"),
    "a group": ("g", "g", "enter"),
    "rows of a new group": ("g", "g", "N", _on_rows),
    "meetings": ("g", "g", "2"),
    "a meeting": ("g", "g", "2", "enter"),
    "who came": ("g", "g", "2", "enter", _who_came),
    "windows": ("g", "l"),
    "a window": ("g", "l", "enter"),
    "schemes": ("g", "l", "2"),
    "a scheme": ("g", "l", "2", "enter"),
    "a pilot": ("g", "l", "3", "enter"),
    "a ward": ("g", "l", "enter", "W"),
    "spaces": ("g", "u"),
    "a space": ("g", "u", "enter"),
    "requests for a space": ("g", "u", "2"),
    "a request for a space": ("g", "u", "2", "enter"),
    "holdings": ("g", "u", "3"),
    "a disposal": ("g", "u", "7", "enter"),
    "services": ("g", "x"),
    "a service": ("g", "x", "enter"),
    "a round of calls": ("g", "x", "K"),
    "an assurance": ("g", "x", "2", "enter"),
    "roles": ("g", "y"),
    "a role": ("g", "y", "enter"),
    "a sign-up": ("g", "y", "2", "enter"),
    "courses": ("g", "y", "3"),
    "issues": ("g", "m"),
    "an issue": ("g", "m", "enter"),
    "a new issue": ("g", "m", "N"),
    "rounds of the survey": ("g", "j"),
    "a round of the survey": (_the_round,),
    "results of a round": (_the_round, "V"),
    "who has not answered": (_the_round, "J"),
    "answers by telephone": (_the_round, "J", "enter"),
    "coding": (_the_round, "T"),
    "responses": ("g", "j", "2"),
    "a response": ("g", "j", "2", "enter"),
    "find": ("slash", _a_search),
    "directory": ("d",),
    "organisation": (_an_organisation,),
    "organisation: enquiries": (_an_organisation, "2"),
    "organisation: timeline": (_an_organisation, "3"),
    "organisation: people": (_an_organisation, "4"),
    "organisation: payments": (_an_organisation, "5"),
    "organisation: feedback": (_an_organisation, "6"),
    "duplicates": ("d", "D"),
    "overlap": ("d", "v"),
    "import": ("d", "I", _a_list),
    "import: first rows": ("d", "I", _a_list, "f6"),
    "import: outcome": ("d", "I", _a_list, "f7"),
    "review": ("R", "1"),
    "review: differences": ("R", "2"),
    "week": ("w",),
    "pictures of the week": ("w", "v"),
    "records of the week": ("w", "enter"),
    "year": ("g", "z"),
    "history": ("g", "h"),
    "an action": ("g", "h", "enter"),
    "history of a record": ("g", "e", "h"),
    "copies": ("g", "b"),
    "settings": ("g", "s"),
    "a call": ("n",),
    "a payment complaint": ("p",),
    "what they said": ("f",),
    "help": ("f1",),
}
"""Every page, and every list on one."""


@asynccontextmanager
async def demo_desk(
    demo_file: Path, folder: Path, size: tuple[int, int]
) -> AsyncIterator[tuple[SpocApp, Pilot[None]]]:
    """The desk on a copy of the demo's database, in `folder`."""
    shutil.copyfile(demo_file, folder / "demo.db")
    store = Store.open(folder / "demo.db", now=lambda: DEMO_MORNING)
    try:
        _leave_something_to_decide(store)
        async with desk(store, size=size) as (app, pilot):
            yield app, pilot
    finally:
        store.close()


async def go(app: SpocApp, pilot: Pilot[None], way: EquivalentVerb, folder: Path) -> None:
    """Takes a way, from wherever it is."""
    await press(pilot, "f4")
    for step in way:
        if isinstance(step, str):
            await press(pilot, step)
        else:
            await step(app, pilot, folder)  # type: ignore[misc]
    await settled(pilot)
