"""From a record's page, enter opens what it has to do with: over every kind."""

from __future__ import annotations

import pytest
from desk_app import NARROW, desk, flat, press, said
from factories import make_enquiry, make_issue
from liaison import GROUP, Liaison

from db.store import Store
from screens.dialogs.menu import MenuScreen
from screens.kinds.page import DeclaredPage
from screens.records.related import related
from spoc_tui.casework.records.link import Says


def of(store: Store, kind: str, uid: str) -> list[str]:
    return [one.words for one in related(store, store.records(kind).get(uid))]


def test_a_group_leads_to_its_meetings_and_they_to_what_was_decided(store: Store) -> None:
    liaison = Liaison(store)
    made = liaison.decide()
    liaison.act("add-action", what="Write to all", owner="Housing")
    later = liaison.plan("9 apr")
    first, second = of(store, "group", liaison.group)
    assert (first, second) == (
        f"MTG-26-0002  {GROUP}, Thu 9 Apr 2026: planned",
        f"MTG-26-0001  {GROUP}, Wed 1 Apr 2026: held",
    )
    assert of(store, "meeting", later) == [f"Group: {GROUP}"]
    assert of(store, "meeting", liaison.meeting) == [
        f"Group: {GROUP}",
        "SLG-26-01  Rents stay: decided",
    ]
    decided = of(store, "decision", made.uid)
    assert decided[0] == f"Group: {GROUP}"
    assert decided[2].startswith("FBK-26-0001  Write to all")
    assert len(decided) == 3  # its action is linked, too, and is there once


def test_what_an_item_of_the_agenda_is_about_and_links_are_opened(store: Store) -> None:
    liaison = Liaison(store)
    enquiry = make_enquiry(store, subject="Keys").enquiry
    issue = make_issue(store, "Midwinter")
    uid = liaison.plan("9 apr")
    liaison.act("add-item", uid, words="Keys", about=enquiry.reference)
    store.links.link(uid, issue.uid, Says.ABOUT)
    assert (
        of(store, "meeting", uid)[1:]
        == [
            f"Record: {enquiry.reference}",
            f"about {issue.reference}: Midwinter",
        ]
        or "Midwinter" in of(store, "meeting", uid)[2]
    )


async def test_enter_opens_it_and_asks_which_where_there_are_several(store: Store) -> None:
    liaison = Liaison(store)
    async with desk(store, size=NARROW) as (app, pilot):
        await app.push_screen(DeclaredPage("group", liaison.group))
        await pilot.pause()
        assert "⏎ Open" in flat(app)
        await press(pilot, "enter")  # it has one meeting
        assert isinstance(app.screen, DeclaredPage)
        assert app.screen.KIND == "meeting"
        liaison.decide()
        await press(pilot, "enter")
        assert isinstance(app.screen, MenuScreen)
        await press(pilot, "2")
        assert "DEC-26-0001 SLG-26-01" in flat(app)
        await press(pilot, "escape", "escape")
        assert app.screen.KIND == "group"  # type: ignore[attr-defined]


async def test_what_an_act_begins_is_said(store: Store) -> None:
    liaison = Liaison(store)
    async with desk(store) as (app, pilot):
        await app.push_screen(DeclaredPage("group", liaison.group))
        await press(pilot, "s", "enter", "ctrl+s")
        assert "Added MTG-26-0002." in said(app)


@pytest.mark.slow
async def test_however_many_there_are_all_are_offered(store: Store) -> None:
    liaison = Liaison(store)
    for number in range(36):
        liaison.decide(f"Decision {number}")
    async with desk(store, size=NARROW) as (app, pilot):
        await app.push_screen(DeclaredPage("meeting", liaison.meeting))
        await pilot.pause()
        await press(pilot, "enter", "end")
        assert "Decision 0" in flat(app, "#menu")
        await press(pilot, "enter")
        assert "SLG-26-01 decided" in flat(app)
