"""The phone rings while a dialog is open: what is typed in it waits, or is asked about."""

from __future__ import annotations

from itertools import product

import pytest
from desk_app import act, call, desk, dialog, fill, flat, press, said, to, type_text, typed
from factories import FixedClock, in_short, make_enquiry, team
from textual.command import CommandPalette

from db.store import Store
from screens.council.settings import SettingsScreen
from screens.desk.page import DeskScreen
from screens.dialogs.confirm import ConfirmScreen
from screens.dialogs.go import GoScreen
from screens.dialogs.help import HelpScreen
from screens.dialogs.words import WordsScreen
from screens.records.logged import LoggedScreen
from screens.search.find import FindScreen
from spoc_tui.casework.errors import StorageFailed
from spoc_tui.settings import Settings


async def test_a_call_is_logged_over_a_dialog_which_then_acts_on_its_own_record(
    store: Store,
) -> None:
    make_enquiry(store)
    async with desk(store) as (app, pilot):
        await press(pilot, "m")
        await fill(pilot, text="She rang twice")
        await press(pilot, "f2")
        await act(pilot, "tab", caller="Bea", subject="A second call")
        assert isinstance(app.screen, LoggedScreen)
        await press(pilot, "enter")
        assert typed(app) == {"text": "She rang twice"}
        await type_text(pilot, ".")  # the cursor is where it was
        await press(pilot, "ctrl+s")
        assert said(app) == "Saved the note on ENQ-26-0001."
        assert isinstance(app.screen, DeskScreen)
    assert store.enquiries.get("1").timeline[-1].text == "She rang twice."
    assert "She rang twice." not in [event.text for event in store.enquiries.get("2").timeline]


async def test_after_a_refusal_the_dialog_still_waits_beneath_a_call(store: Store) -> None:
    make_enquiry(store)
    async with desk(store) as (app, pilot):
        await act(pilot, "r", team="nobody at all")
        assert "nobody at all" in flat(app, "#dialog")
        await press(pilot, "f2", "escape")
        await fill(pilot, team="Housing")
        await press(pilot, "ctrl+s", "ctrl+s")
        assert said(app).startswith("Routed ENQ-26-0001 to Housing")


@pytest.mark.slow
async def test_from_a_dialog_with_nothing_typed_it_goes_at_once(store: Store) -> None:
    make_enquiry(store)
    async with desk(store) as (app, pilot):
        await press(pilot, "m", "f2")
        assert call(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, DeskScreen)
        await press(pilot, "m", "f3")
        assert isinstance(app.screen, FindScreen)
        await press(pilot, "escape", "enter", "m", "f4")
        assert isinstance(app.screen, DeskScreen)
        await act(pilot, "m", text="The acts go on working")
        assert said(app) == "Saved the note on ENQ-26-0001."
        await press(pilot, "m", "ctrl+q")
        assert app._exit


async def test_finding_leaves_a_filled_dialog_as_it_was(store: Store) -> None:
    make_enquiry(store)
    async with desk(store) as (app, pilot):
        await press(pilot, "m")
        await fill(pilot, text="Ring Bea on")
        await press(pilot, "f3", *"hall", "enter")
        assert "A key for the hall" in flat(app)
        await press(pilot, "escape")
        assert typed(app) == {"text": "Ring Bea on"}
        await press(pilot, "slash")  # a letter is a letter in a field
        assert typed(app) == {"text": "Ring Bea on/"}


@pytest.mark.parametrize(
    ("over", "key"),
    in_short(
        product([(), ("f2",), ("f3",)], ["f4", "ctrl+q"]),
        ((), "ctrl+q"),
        (("f2",), "f4"),
    ),
)
async def test_what_is_typed_in_a_dialog_is_not_lost(
    store: Store, key: str, over: tuple[str, ...]
) -> None:
    make_enquiry(store)
    async with desk(store) as (app, pilot):
        await press(pilot, "m")
        await fill(pilot, text="She rang twice")
        await press(pilot, *over, key)
        (draft,) = store.drafts.all()
        assert draft.title == "note on ENQ-26-0001: She rang twice"
        if key == "ctrl+q":
            assert app._exit
            return
        assert isinstance(app.screen, DeskScreen)
        assert "ENQ-26-0001" in said(app)  # which dialog it is about
        await act(pilot, "m", text="The acts go on working")
        assert said(app) == "Saved the note on ENQ-26-0001."


async def test_a_call_that_cannot_be_kept_keeps_the_dialog_too(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> None:
        failed = StorageFailed("in use")
        failed.is_passing, failed.in_short = True, "another program is writing"
        raise failed

    make_enquiry(store)
    async with desk(store) as (app, pilot):
        await press(pilot, "m")
        await fill(pilot, text="She rang twice")
        await press(pilot, "f2")
        monkeypatch.setattr(store.drafts, "save", busy)
        await fill(pilot, subject="Half a call")
        await press(pilot, "f4")
        assert call(app)
        assert said(app).startswith("The call is not kept: another program is writing.")


@pytest.mark.parametrize(
    ("keys", "over"),
    [
        (("g",), GoScreen),
        (("f1",), HelpScreen),
        (("ctrl+p",), CommandPalette),
        (("m", "x", "escape"), ConfirmScreen),
    ],
)
async def test_the_phone_is_taken_from_menus_and_questions(
    store: Store, keys: tuple[str, ...], over: type
) -> None:
    make_enquiry(store)
    async with desk(store) as (app, pilot):
        await press(pilot, *keys)
        assert isinstance(app.screen, over)
        await press(pilot, "f2")
        assert call(app)
        await press(pilot, "escape")
        if over is ConfirmScreen:  # the question is answered by no
            assert typed(app) == {"text": "x"}
        else:
            assert isinstance(app.screen, DeskScreen)


async def test_help_over_a_dialog_goes_back_to_it(store: Store) -> None:
    make_enquiry(store)
    async with desk(store) as (app, pilot):
        await press(pilot, "m")
        await fill(pilot, text="She rang twice")
        assert "f2 Call" in flat(app, "#dialog")
        await press(pilot, "f1")
        assert isinstance(app.screen, HelpScreen)
        await press(pilot, "escape")
        assert typed(app) == {"text": "She rang twice"}


@pytest.mark.slow
async def test_the_officers_own_keys_hold_in_dialogs(store: Store) -> None:
    make_enquiry(store)
    own = Settings(keys={"call": "f12", "quit": "f10"})
    async with desk(store, settings=own) as (app, pilot):
        await press(pilot, "m")
        assert "f12 Call" in flat(app, "#dialog")
        await press(pilot, "f2", "ctrl+q")
        assert dialog(app)
        await press(pilot, "f12")
        assert call(app)
        await press(pilot, "escape", "m", "x", "escape", "n")
        assert typed(app) == {"text": "x"}
        await press(pilot, "f10", "y")
        assert app._exit


@pytest.mark.slow
async def test_a_dialog_of_the_settings_waits_too(store: Store) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, "g", "s", "a")
        await fill(pilot, name="Parks")
        await press(pilot, "f2", "escape")
        assert typed(app)["name"] == "Parks"
        to(app, "directorate")
        await press(pilot, "f4", "y")
        assert isinstance(app.screen, DeskScreen)
        await press(pilot, "g", "s", "a", "f4", "g", "s")
        assert isinstance(app.screen, SettingsScreen)


async def test_leaving_ready_words_by_f4_lets_the_next_act_begin(
    store: Store, clock: FixedClock
) -> None:
    reference = make_enquiry(store).enquiry.reference
    store.routings.route(reference, team(store).uid)
    clock.advance(days=30)
    async with desk(store) as (app, pilot):
        await press(pilot, "c")
        assert isinstance(app.screen, WordsScreen)
        await press(pilot, "f4")
        await act(pilot, "m", text="The acts go on working")
        assert said(app) == "Saved the note on ENQ-26-0001."
