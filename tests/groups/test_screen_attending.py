"""Who came to a meeting, ticked with the keyboard: one save, one undo, half ticked kept."""

from __future__ import annotations

import pytest
from desk_app import NARROW, WIDE, at_rest, desk, flat, press, type_text
from factories import another_window, make_organisation
from liaison import CLUB, SCOUTS, Liaison
from textual.pilot import Pilot

from db.store import Store
from screens.desk.page import DeskScreen
from screens.dialogs.dialog import Dialog
from screens.dialogs.menu import MenuScreen
from screens.groups.attending import MemberList, MembersField
from screens.kinds.page import DeclaredPage
from spoc_tui.casework.groups.meeting import Meeting
from spoc_tui.casework.groups.member import Came

both_sizes = pytest.mark.parametrize("size", [(60, 15), NARROW, WIDE])


def came(liaison: Liaison) -> list[tuple[str, Came]]:
    return [(row.name, row.came) for row in liaison.one.attendance]


def guests(one: Meeting) -> list[str]:
    return [each.who for each in one.parties if each.role == "guest"]


async def say_who_came(pilot: Pilot[None]) -> None:
    """Opens it from the menu of what comes next, wherever it stands there."""
    await press(pilot, "s")
    assert isinstance(pilot.app.screen, MenuScreen)
    (item,) = (one for one in pilot.app.screen._items if one.answer == "attend")
    await press(pilot, item.key)


@both_sizes
async def test_members_are_ticked_and_guests_added_as_one_act(
    store: Store, size: tuple[int, int]
) -> None:
    liaison = Liaison(store)
    done = store.history.count()
    async with desk(store, size=size) as (app, pilot):
        await app.push_screen(DeclaredPage("meeting", liaison.meeting))
        await press(pilot, "s", "enter")
        assert isinstance(app.screen, Dialog)
        assert "say who came" in flat(app)
        shown = flat(app, "MembersField")
        assert f"[x] came {CLUB} (chair)" in shown
        assert f"[x] came {SCOUTS}" in shown
        await press(pilot, "down", "space")
        assert f"[ ] did not come {SCOUTS}" in flat(app, "MembersField")
        await press(pilot, "a")
        assert f"[a] apologies {SCOUTS}" in flat(app, "MembersField")
        await press(pilot, "up", "s", "tab")
        await type_text(pilot, "Ann Lee; Housing")
        await press(pilot, "ctrl+s")
        assert "attendance 1 deputy, 1 apologies, 2 guests" in flat(app) or size[1] < 24
        assert came(liaison) == [(CLUB, Came.DEPUTY), (SCOUTS, Came.APOLOGIES)]
        assert guests(liaison.one) == ["Ann Lee", "Housing"]
        assert store.history.count() == done + 1
        assert store.drafts.all() == []
        await press(pilot, "u")
    assert (came(liaison), guests(liaison.one)) == ([], [])


async def test_the_keys_of_the_list_are_in_the_footer_while_it_has_the_focus(store: Store) -> None:
    liaison = Liaison(store)
    async with desk(store, size=NARROW) as (app, pilot):
        await app.push_screen(DeclaredPage("meeting", liaison.meeting))
        await press(pilot, "s", "enter")
        assert "space Came or not a Apologies s Deputy" in flat(app, "#dialog")
        await press(pilot, "tab")
        assert "Apologies" not in flat(app, "#dialog").rpartition("Guests")[2]


@pytest.mark.slow
async def test_it_opens_as_it_stands_and_what_is_put_right_replaces_it(store: Store) -> None:
    liaison = Liaison(store)
    liaison.act("attend", apologies=SCOUTS, guests="Ann Lee; Bo")
    liaison.act("declare", who=CLUB, item="1")
    async with desk(store) as (app, pilot):
        await app.push_screen(DeclaredPage("meeting", liaison.meeting))
        await say_who_came(pilot)
        assert f"[a] apologies {SCOUTS}" in flat(app, "MembersField")
        assert "Ann Lee; Bo" in flat(app, "#dialog")
        await press(pilot, "down", "enter", "tab", "end", *["backspace"] * 4, "ctrl+s")
        assert came(liaison) == [(CLUB, Came.PRESENT), (SCOUTS, Came.PRESENT)]
        assert guests(liaison.one) == ["Ann Lee"]
        assert liaison.one.attendance[0].interest == "Rents of the halls"
        await say_who_came(pilot)
        await press(pilot, "tab", "home", "ctrl+k", "ctrl+s")
        assert guests(liaison.one) == []


@pytest.mark.slow
async def test_before_it_is_held_apologies_alone_are_kept(store: Store) -> None:
    liaison = Liaison(store, held=False)
    async with desk(store) as (app, pilot):
        await app.push_screen(DeclaredPage("meeting", liaison.meeting))
        await say_who_came(pilot)
        assert f"[x] expected {CLUB}" in flat(app, "MembersField")
        await press(pilot, "down", "a", "ctrl+s")
        assert came(liaison) == [(SCOUTS, Came.APOLOGIES)]
        liaison.act("hold", on="1 apr")
        await press(pilot, "s", "enter")  # not all was said
        assert f"[a] apologies {SCOUTS}" in flat(app, "MembersField")
        await press(pilot, "ctrl+s")
    assert came(liaison) == [(SCOUTS, Came.APOLOGIES), (CLUB, Came.PRESENT)]


async def test_half_ticked_it_is_kept_and_gone_on_with(store: Store) -> None:
    liaison = Liaison(store)
    async with desk(store) as (app, pilot):
        await app.push_screen(DeclaredPage("meeting", liaison.meeting))
        await press(pilot, "s", "enter", "down", "a", "tab")
        await type_text(pilot, "Ann Lee")
        await press(pilot, "f4")
        assert isinstance(app.screen, DeskScreen)
        (draft,) = store.drafts.all()
        assert draft.title == "attend on MTG-26-0001: Ann Lee"
    async with desk(store) as (app, pilot):
        assert isinstance(app.screen, DeskScreen)
        app.screen._go_on_with(draft.uid)
        await at_rest(pilot)
        assert f"[a] apologies {SCOUTS}" in flat(app, "MembersField")
        await press(pilot, "ctrl+s")
        assert store.drafts.all() == []
    assert came(liaison) == [(CLUB, Came.PRESENT), (SCOUTS, Came.APOLOGIES)]
    assert guests(liaison.one) == ["Ann Lee"]


async def test_left_it_asks_before_what_is_ticked_is_thrown_away(store: Store) -> None:
    liaison = Liaison(store)
    async with desk(store) as (app, pilot):
        await app.push_screen(DeclaredPage("meeting", liaison.meeting))
        await press(pilot, "s", "enter", "escape")
        assert isinstance(app.screen, DeclaredPage)
        await press(pilot, "s", "enter", "space", "escape")
        assert "Throw away what is typed?" in flat(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, Dialog)
        assert f"[ ] did not come {CLUB}" in flat(app, "MembersField")


@pytest.mark.slow
async def test_a_member_among_the_guests_is_refused_in_the_dialog(store: Store) -> None:
    liaison = Liaison(store)
    async with desk(store) as (app, pilot):
        await app.push_screen(DeclaredPage("meeting", liaison.meeting))
        await press(pilot, "s", "enter", "tab")
        await type_text(pilot, SCOUTS.lower())
        await press(pilot, "ctrl+s")
        assert f"! {SCOUTS} is a member" in flat(app)
        assert came(liaison) == []


async def test_what_another_window_said_meanwhile_is_told_in_words(store: Store) -> None:
    liaison = Liaison(store)
    other = another_window(store)
    try:
        async with desk(store) as (app, pilot):
            await app.push_screen(DeclaredPage("meeting", liaison.meeting))
            await press(pilot, "s", "enter", "space", "f4")
            other.declared("meeting").act(liaison.meeting, "attend", {"apologies": SCOUTS})
            await app.push_screen(DeclaredPage("meeting", liaison.meeting))
            await say_who_came(pilot)
            field = app.screen.query_one(MembersField)
            assert "Changed meanwhile, to:" in flat(app, "MembersField")
            assert f"{CLUB} came; {SCOUTS} apologies" in flat(app, "MembersField")
            assert field.initial_words == f"{CLUB} came; {SCOUTS} apologies"
    finally:
        other.close()


@both_sizes
async def test_a_long_name_goes_on_beneath_itself(store: Store, size: tuple[int, int]) -> None:
    liaison = Liaison(store)
    liaison.seat(organisation=make_organisation(store, "Association " * 9).uid)
    async with desk(store, size=size) as (app, pilot):
        await app.push_screen(DeclaredPage("meeting", liaison.meeting))
        await say_who_came(pilot)
        listed = app.screen.query_one(MemberList)
        rows = [listed.render_line(y).text for y in range(listed.virtual_size.height)]
        (first, *more) = (row for row in rows if "Association" in row)
        assert more
        assert {row.index("Association") for row in more} == {first.index("Association")}
