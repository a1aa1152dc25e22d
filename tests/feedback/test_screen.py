"""Feedback on the screen: the form, and every act on the page of one."""

from __future__ import annotations

from datetime import date

import pytest
from desk_app import NARROW, act, desk, dialog, fill, flat, press, rows, said, type_text, typed
from factories import in_short, make_enquiry, make_organisation, make_payment

from db.store import Store
from screens.dialogs.confirm import ConfirmScreen
from screens.enquiries.page import EnquiryScreen
from screens.feedback.form import FeedbackForm
from screens.feedback.page import FeedbackScreen
from screens.organisations.page import OrganisationScreen
from screens.payments.page import PaymentScreen
from screens.records.logged import LoggedScreen
from spoc_tui.casework.feedback.feedback import Feedback, FeedbackStatus
from spoc_tui.casework.records.event import EventKind
from spoc_tui.casework.records.side import Side


def only(store: Store) -> Feedback:
    (one,) = store.feedback.all()
    return one


def heard(store: Store, *by: str, **typed: str) -> str:
    """The reference of an action that these said."""
    speakers = [store.feedback.by(name) for name in by or ("Rook Lane", "Jo Sample")]
    return store.feedback.add("Halls are dear", speakers, typed).feedback.reference


@pytest.mark.slow
async def test_what_they_said_is_written_down_with_all_who_said_it(store: Store) -> None:
    make_organisation(store)
    make_organisation(store, "Strood Scouts")
    earlier = heard(store, "Strood Scouts", theme="Space to work in")
    async with desk(store) as (app, pilot):
        await press(pilot, "f")
        assert "The loop stays open until everybody" in flat(app, "#side")
        await type_text(pilot, "rook l")
        await press(pilot, "enter")
        await fill(pilot, also="strood sc; Jo Sample", said="No room is free on Mondays.")
        await fill(pilot, theme="space to")
        await press(pilot, "enter")
        assert f"{earlier} “Halls are dear”: heard" in flat(app, "#side")
        await fill(pilot, action="A shared calendar", owner="Property and", due="fri")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, LoggedScreen)
        assert "Said by Rook Lane Bowls Club and 2 others." in flat(app)
        assert "Property and Assets owes it by Fri 3 Apr" in flat(app)
    one = store.feedback.get("FBK-26-0002").feedback
    assert [voice.who for voice in one.voices] == [
        *("Rook Lane Bowls Club", "Strood Scouts", "Jo Sample"),
    ]
    assert (one.said, one.action) == ("No room is free on Mondays.", "A shared calendar")
    assert (one.status, one.side, one.team) == (
        *(FeedbackStatus.AGREED, Side.COUNCIL, "Property and Assets"),
    )
    assert one.due == date(2026, 4, 3)
    assert store.drafts.all() == []


WRONG = [
    ({"caller": "Jo"}, "Say what was said."),
    ({"said": "Too dear"}, "Say who said it."),
    ({"caller": "Jo", "said": "x", "due": "31/2"}, "is not a date"),
    ({"caller": "Jo", "said": "x", "said_on": "tomorrow"}, "is to come"),
    ({"caller": "Jo", "said": "x", "theme": "zebra"}, "There is no theme “zebra”"),
    ({"caller": "Jo", "said": "x", "record": "ENQ-26-0009"}, "There is no enquiry ENQ-26-0009"),
]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    in_short(WRONG, *WRONG[::4]),
)
async def test_what_is_wrong_is_reported_and_nothing_is_lost(
    store: Store, fields: dict[str, str], wrong: str
) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, "f")
        await fill(pilot, **fields)
        before = typed(app)
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, FeedbackForm)
        assert wrong in flat(app) or wrong in said(app)
        assert typed(app) == before
    assert store.feedback.all() == []


@pytest.mark.slow
async def test_a_day_that_is_past_is_asked_about_and_allowed(store: Store) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, "f")
        await fill(pilot, caller="Jo", said="Too dear", action="Cut prices", due="2026-03-02")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, ConfirmScreen)
        await press(pilot, "n")
        assert isinstance(app.screen, FeedbackForm)
        assert "is past" in flat(app)
        await press(pilot, "ctrl+s", "y")
        assert isinstance(app.screen, LoggedScreen)
    assert only(store).due == date(2026, 3, 2)


async def test_what_is_half_typed_is_kept_and_gone_on_with(store: Store) -> None:
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, "f")
        await fill(pilot, caller="Jo", said="Too dear")
        await press(pilot, "escape")
        assert "is kept, as a draft" in said(app)
        assert "“Too dear”" in rows(app)[-1]
        await press(pilot, "enter")
        assert isinstance(app.screen, FeedbackForm)
        assert typed(app) == {"caller": "Jo", "said": "Too dear"}
        await press(pilot, "ctrl+s")
    assert only(store).who == "Jo"


@pytest.mark.parametrize("kind", ["enquiry", "payment", "organisation"])
async def test_from_a_page_it_takes_along_whom_and_where(store: Store, kind: str) -> None:
    uid = make_organisation(store).uid
    enquiry = make_enquiry(store, organisation_uid=uid, detail="The hall is never free.").enquiry
    payment = make_payment(store)
    pages = {
        "enquiry": EnquiryScreen(enquiry.uid),
        "payment": PaymentScreen(payment.uid),
        "organisation": OrganisationScreen(uid),
    }
    async with desk(store) as (app, pilot):
        await app.push_screen(pages[kind])
        await press(pilot, "f")
        found = typed(app)
        assert found.pop("caller") == "Rook Lane Bowls Club"
        assert (
            found
            == {
                "enquiry": {"said": "The hall is never free.", "record": enquiry.reference},
                "payment": {"record": payment.reference},
                "organisation": {},
            }[kind]
        )
        await fill(pilot, said="Never free")
        await press(pilot, "ctrl+s")
    one = only(store)
    heard_in = {"enquiry": enquiry.reference, "payment": payment.reference}
    assert one.heard_in_reference == heard_in.get(kind, "")


@pytest.mark.slow
async def test_the_whole_way_by_its_keys(store: Store) -> None:
    make_organisation(store)
    reference = heard(store)
    async with desk(store) as (app, pilot):
        await app.push_screen(FeedbackScreen(reference))
        await act(pilot, "s", stage="agreed", text="Publish prices", owner="Planning", due="fri")
        due = "Friday 3 April 2026, tomorrow, Good Friday"
        assert said(app) == f"Saved: {reference} is agreed.\nDue: {due}"
        await act(pilot, "s", stage="progress", text="Half of them are there.")
        assert "in progress" in flat(app)
        await act(pilot, "s", stage="done", text="All are on the web.")
        assert said(app) == (
            f"Saved: {reference} is done. Now tell Rook Lane Bowls Club and 1 other (t)."
        )
        await press(pilot, "x")
        assert "Not told yet" in flat(app)
        await press(pilot, "ctrl+s")
        assert "has not been told to Rook Lane Bowls Club, Jo Sample" in flat(app)
        await press(pilot, "escape")
        await act(pilot, "t", to="Jo Sample", how="email")
        assert said(app) == f"Saved. Still waiting to hear of {reference}: Rook Lane Bowls Club."
        await act(pilot, "t", how="meeting")
        assert "everybody was told" in said(app)
        await press(pilot, "x")
        assert said(app) == f"Closed {reference}."
        assert "told Thu 2 Apr 2026 Rook Lane Bowls Club" in flat(app)
    one = only(store)
    assert (one.action, one.owner, one.due) == ("Publish prices", "Planning", date(2026, 4, 3))
    assert (one.done_text, one.status) == ("All are on the web.", FeedbackStatus.CLOSED)
    assert [voice.channel for voice in one.voices] == ["meeting", "email"]


@pytest.mark.slow
async def test_what_cannot_be_done_is_told_as_well(store: Store) -> None:
    reference = heard(store, "Jo Sample")
    async with desk(store) as (app, pilot):
        await app.push_screen(FeedbackScreen(reference))
        await act(pilot, "s", stage="cannot")
        assert "Say why it cannot be done" in flat(app)
        await fill(pilot, text="it is leased until 2030")
        await press(pilot, "ctrl+s")
        assert "We can't, because it is leased until 2030" in flat(app)
        await press(pilot, "escape")
        assert [row.split(" | ")[1:4] for row in rows(app)[1:]] == [
            ["Jo Sample", "we can't, because it is leased until 2030", "tell"],
        ]
        await act(pilot, "t")
        assert rows(app)[-1].split(" | ")[3] == "close"
    assert only(store).status is FeedbackStatus.TOLD


async def test_it_closes_with_a_reason_for_each_who_is_not_told(store: Store) -> None:
    reference = heard(store, "Jo Sample", "Bea Example", action="Cut prices")
    store.feedback.done(reference)
    async with desk(store) as (app, pilot):
        await app.push_screen(FeedbackScreen(reference))
        await press(pilot, "x")
        await fill(pilot, reason_0="moved away")
        await press(pilot, "ctrl+s")
        assert "has not been told to Bea Example" in flat(app)
        await fill(pilot, reason_1="cannot be reached")
        await press(pilot, "ctrl+s")
        assert said(app) == f"Closed {reference}."
        await act(pilot, "x", reason="Bea rang")
        assert said(app) == f"Reopened {reference}: agreed."
        assert "waits Jo Sample" in flat(app)
        await press(pilot, "u")
    assert [voice.excused for voice in only(store).voices] == ["moved away", "cannot be reached"]


async def test_another_voice_opens_a_closed_one_again(store: Store) -> None:
    make_organisation(store)
    reference = heard(store, "Jo Sample", action="Cut prices")
    store.feedback.done(reference)
    store.feedback.told(reference, everybody=True)
    store.feedback.close(reference)
    async with desk(store) as (app, pilot):
        await app.push_screen(FeedbackScreen(reference))
        await press(pilot, "V")
        assert "It is closed: this opens it again." in flat(app)
        await type_text(pilot, "rook l")
        await press(pilot, "enter", "ctrl+s")
        assert said(app) == f"Saved: Rook Lane Bowls Club said {reference} too."
        assert "waits Rook Lane Bowls Club" in flat(app)
    one = only(store)
    assert (one.status, len(one.waiting)) == (FeedbackStatus.DONE, 1)
    assert store.feedback.get(reference).timeline[-1].kind is EventKind.REOPENED


@pytest.mark.slow
async def test_edit_note_promise_and_history_work_on_it(store: Store) -> None:
    reference = heard(store, "Jo Sample")
    async with desk(store) as (app, pilot):
        await app.push_screen(FeedbackScreen(reference))
        await act(pilot, "e", action="Cut prices", tell_how="by letter", side="sector")
        await act(pilot, "m", text="They rang again")
        await act(pilot, "b", text="Ring Jo", by="fri")
        assert "promise 1. Ring Jo" in flat(app)
        await press(pilot, "h")
        assert "feedback action: Cut prices" in flat(app)
        await press(pilot, "escape", "u")
        assert said(app).startswith(f"Undone: Promised on {reference}.")
        for key in ("r", "a", "c", "v", "A", "i", "E"):  # there is no such act on it
            await press(pilot, key)
            assert isinstance(app.screen, FeedbackScreen)
    one = only(store)
    assert (one.action, one.tell_how, one.side) == ("Cut prices", "by letter", Side.SECTOR)


async def test_an_undone_one_says_so(store: Store) -> None:
    reference = heard(store, "Jo Sample")
    async with desk(store) as (app, pilot):
        await app.push_screen(FeedbackScreen(reference))
        await press(pilot, "u")
        assert f"{reference} was undone on" in flat(app)
        await press(pilot, "f")
        assert isinstance(app.screen, FeedbackForm)


async def test_text_from_outside_stays_text(store: Store) -> None:
    reference = heard(store, "[bold]Jo[/]", action="[red]x\x1b[2J")
    async with desk(store) as (app, pilot):
        await app.push_screen(FeedbackScreen(reference))
        await pilot.pause()
        assert "[red]x" in flat(app)
        assert "waits [bold]Jo[/]" in flat(app)
        await act(pilot, "s", stage="done")  # before that there is nothing to tell
        await press(pilot, "t")
        assert "[bold]Jo[/]" in typed(app)["to"]
        assert dialog(app)
