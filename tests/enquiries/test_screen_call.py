"""The call form: a call from its first keystroke to the reference that is read out."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from desk_app import call, desk, field, fill, flat, press, said, to, type_text, typed
from factories import (
    FixedClock,
    a_case,
    in_short,
    make_enquiry,
    make_organisation,
    team,
    topic,
    value,
)
from textual.widgets import Digits, TextArea

from db.store import Store
from screens.desk.page import DeskScreen
from screens.enquiries.call import CallScreen
from screens.records.logged import LoggedScreen
from screens.widgets.fields import Field
from spoc_tui.casework.enquiries.enquiry import Outcome, Status, Urgency
from spoc_tui.casework.records.channel import Channel


@pytest.mark.slow
async def test_a_call_with_an_organisation_and_a_person(store: Store, clock: FixedClock) -> None:
    rook = make_organisation(store, phone="01634 555 010")
    make_organisation(store, "Rook Wood Scouts")
    contact = store.organisations.add_contact(rook.uid, "Ida Quill", role="chair")
    began = clock.moment
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        await type_text(pilot, "la ro")  # parts of the name, in any order
        clock.advance(minutes=7)
        await press(pilot, "enter")
        assert typed(app)["caller"] == "Rook Lane Bowls Club"
        assert field(app.screen, "subject").has_focus_within  # the rest is on the way back
        await press(pilot, "shift+tab", "shift+tab")
        assert app.focused is field(app.screen, "person").query_one("PickerInput")
        await type_text(pilot, "qu")
        await press(pilot, "enter")
        await fill(pilot, phone="07700 900 123", detail="First line\nsecond line")
        to(app, "subject")
        await type_text(pilot, "Key?")
        to(app, "detail")
        assert isinstance(app.focused, TextArea)
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, LoggedScreen)
        assert app.screen.query_one(Digits).value == "26-0001"
        assert "ENQ-26-0001" in flat(app)
        assert "An answer by Mon 20 Apr 2026." in flat(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, DeskScreen)
    enquiry = store.enquiries.get("1").enquiry
    assert (enquiry.organisation_uid, enquiry.contact_uid) == (rook.uid, contact.uid)
    assert enquiry.subject == "Key?"
    assert enquiry.detail == "First line\nsecond line"
    assert enquiry.phone == "07700 900 123"
    assert enquiry.received_at == began  # the first keystroke, not the save


@pytest.mark.slow
async def test_the_shortest_call_there_is(store: Store) -> None:
    """As README has it: three letters, enter, what it is about, ctrl+s, however fast typed."""
    rook = make_organisation(store)
    async with desk(store) as (app, pilot):
        await pilot.press("n", *"roo", "enter", *"A gate", "ctrl+s")
        await press(pilot)
        assert isinstance(app.screen, LoggedScreen)
    enquiry = store.enquiries.get("1").enquiry
    assert (enquiry.organisation_uid, enquiry.subject) == (rook.uid, "A gate")
    assert enquiry.caller == ""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("key", "first"),
    in_short([("n", "subject"), ("p", "amount"), ("f", "said")], ("n", "subject")),
)
async def test_once_the_caller_is_picked_the_cursor_goes_to_what_is_required(
    store: Store, key: str, first: str
) -> None:
    rook = make_organisation(store)
    store.organisations.add_contact(rook.uid, "Ida Quill")
    async with desk(store) as (app, pilot):
        for typed_ in ("roo", "ida"):  # an organisation, or a person there
            await press(pilot, key)
            await type_text(pilot, typed_)
            await press(pilot, "enter")
            assert field(app.screen, first).has_focus_within
            await press(pilot, "f8", "y")
        await press(pilot, key)
        await type_text(pilot, "nobody known")
        await press(pilot, "enter")  # nobody is picked: the next field
        assert not field(app.screen, "caller").has_focus_within
        reached = set()
        for _ in app.screen.query(Field):
            reached |= {one.key for one in app.screen.query(Field) if one.has_focus_within}
            await press(pilot, "tab")
        assert reached == {one.key for one in app.screen.query(Field)}  # tab leaves out none


@pytest.mark.slow
async def test_only_a_subject_is_required(store: Store) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, "n", "ctrl+s")
        assert "subject is empty" in flat(app)
        await fill(pilot, caller="someone from the allotments, 01634 555 020")
        await press(pilot, "ctrl+s")
        assert typed(app)["caller"] == "someone from the allotments, 01634 555 020"
        await fill(pilot, subject="A gate")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, LoggedScreen)
    enquiry = store.enquiries.get("1").enquiry
    assert enquiry.organisation is None
    assert enquiry.who == "someone from the allotments, 01634 555 020"
    assert (enquiry.channel, enquiry.urgency) == (Channel.PHONE, Urgency.NORMAL)


@pytest.mark.slow
async def test_the_received_time_can_be_edited_and_every_field_is_saved(
    store: Store,
) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        await fill(pilot, subject="A roof", received="yesterday 2pm")
        assert "Wed 1 Apr 2026 14:00" in flat(app)
        await fill(pilot, answer_by="fri", channel="letter", urgency="urgent", topic="housing")
        assert "Friday 3 April 2026, tomorrow" in flat(app)
        await press(pilot, "ctrl+s")
    enquiry = store.enquiries.get("1").enquiry
    assert enquiry.received_at == datetime(2026, 4, 1, 13, tzinfo=UTC)
    assert (enquiry.answer_by, enquiry.answer_by_typed) == (date(2026, 4, 3), True)
    assert (enquiry.channel, enquiry.urgency) == (Channel.LETTER, Urgency.URGENT)
    assert enquiry.topic == "Housing and homelessness"


@pytest.mark.slow
async def test_what_cannot_be_is_reported_at_its_field_and_the_form_stays(store: Store) -> None:
    wrong = {
        "answer_by": "31 feb",
        "received": "tomorrow",
        "topic": "zebras",
        "team": "no such team",
        "channel": "pigeon",
        "subject": "x" * 10_000,
    }
    good = {
        "answer_by": "",
        "received": "9:30",
        "topic": "",
        "team": "",
        "channel": "phone",
        "subject": "A gate",
    }
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        await fill(pilot, detail="Kept")
        for name, text in wrong.items():
            await fill(pilot, **{"subject": "A gate", name: text})
            await press(pilot, "ctrl+s")
            assert isinstance(app.screen, CallScreen), name
            note = str(field(app.screen, name).query_one(".field--note").render())
            assert note.startswith("! "), name
            assert field(app.screen, name).has_focus_within, name
            assert typed(app)["detail"] == "Kept"
            field(app.screen, name).text = good[name]
        assert store.enquiries.count() == 0
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, LoggedScreen)
    assert store.enquiries.count() == 1


@pytest.mark.slow
async def test_the_caller_at_a_glance(store: Store, clock: FixedClock) -> None:
    rook = make_organisation(store, phone="01634 555 010")
    store.organisations.add_contact(rook.uid, "Ida Quill", role="chair", phone="01634 555 011")
    for subject in ("Oldest", "Older", "Newer"):
        clock.advance(days=1)
        make_enquiry(store, subject=subject, organisation_uid=rook.uid)
    a_case(store, Status.CLOSED, subject="Done with", organisation_uid=rook.uid)
    store.promises.make("3", "Ring them back", date(2026, 4, 6))
    clock.advance(days=2)
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        await fill(pilot, caller="rook")
        await press(pilot, "enter")
        text = flat(app, "#side")
    for part in (
        "01634 555 010",
        "Ida Quill, chair, 01634 555 011",
        "Open enquiries (3)",
        "ENQ-26-0003 Newer, new",
        "!! Ring them back, by Mon 6 Apr",
        "Last contacts",
        "logged, Done with",
    ):
        assert part in text
    assert "logged, Oldest" not in text  # the last three only


@pytest.mark.slow
async def test_as_the_subject_is_typed(store: Store) -> None:
    """The topic and team it suggests, the dates with their working, what was answered before."""
    make_enquiry(store, subject="Grant for a minibus", answered="Ask the lottery first.")
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        to(app, "subject")
        await type_text(pilot, "a grant")
        text = flat(app, "#side")
        assert typed(app)["topic"] == "Funding and grants"
        for part in (
            "F5 logs it and routes it to VCS Commissioning",
            "Acknowledge by Wed 8 Apr 2026",
            "Answer by Mon 20 Apr 2026",
            "10 working days after it",
            "Good Friday 3 Apr",
            "ENQ-26-0001 Grant for a minibus",
            "→ Ask the lottery first.",
        ):
            assert part in text
        await fill(pilot, received="30/3")  # the dates follow the received time
        assert "Answer by Wed 15 Apr 2026" in flat(app, "#side")
        # A topic that the officer picked is not suggested away.
        await fill(pilot, topic="sport")
        await press(pilot, "enter")
        await fill(pilot, subject=" for housing")
        assert typed(app)["topic"] == "Sports clubs and pitches"


async def test_log_and_route_in_one_stroke(store: Store) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        await fill(pilot, subject="Something else entirely")
        await press(pilot, "f5")
        assert "the topic suggests none" in flat(app)
        assert store.enquiries.count() == 0
        await fill(pilot, subject="A grant")
        await press(pilot, "f5")
        assert "It is with VCS Commissioning, who reply by" in flat(app)
    case = store.enquiries.get("1")
    assert case.enquiry.status is Status.WITH_TEAM
    assert [hop.team for hop in case.routings] == ["VCS Commissioning"]
    assert value(store, "SELECT count(*) FROM action WHERE kind = 'act'") == 1


async def test_answered_now_is_one_action_and_one_undo(store: Store) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        await fill(pilot, subject="Opening hours")
        await press(pilot, "f6")
        assert "Type the answer you gave" in flat(app)
        assert app.focused is field(app.screen, "answer").query_one(TextArea)
        await type_text(pilot, "Till 6.")
        await press(pilot, "f6")
        assert "Answered, told and closed." in flat(app)
        await press(pilot, "space")
        enquiry = store.enquiries.get("1").enquiry
        assert (enquiry.status, enquiry.outcome) == (Status.CLOSED, Outcome.RESOLVED)
        assert enquiry.answer == "Till 6."
        assert enquiry.told_at == store.now()
        await press(pilot, "u")
        assert "Not on this screen: ENQ-26-0001: Opening hours." in flat(app)
        await press(pilot, "y")
        assert "Undone: Logged ENQ-26-0001, answered now" in said(app)
    assert store.enquiries.count() == 0


@pytest.mark.slow
async def test_a_call_from_an_organisation_begins_with_it(store: Store) -> None:
    rook = make_organisation(store)
    async with desk(store) as (app, pilot):
        await press(pilot, "d", "enter", "n")
        assert typed(app)["caller"] == "Rook Lane Bowls Club"
        assert field(call(app), "subject").has_focus_within
        await fill(pilot, subject="A gate")
        await press(pilot, "ctrl+s")
    assert store.enquiries.get("1").enquiry.organisation_uid == rook.uid


@pytest.mark.slow
async def test_arrows_and_tab_pick_what_they_went_to(store: Store) -> None:
    make_organisation(store, "Rook Lane")
    make_organisation(store, "Rook Wood")
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        await fill(pilot, caller="rook")
        await press(pilot, "down", "tab")
        assert typed(app)["caller"] == "Rook Wood"
        await fill(pilot, subject="A gate", team="hous")
        await press(pilot, "ctrl+s")
    enquiry = store.enquiries.get("1").enquiry
    assert (enquiry.organisation, enquiry.team_uid) == ("Rook Wood", team(store).uid)
    assert topic(store, "buildings").uid == enquiry.topic_uid


async def test_a_name_typed_in_full_is_that_organisation(store: Store) -> None:
    rook = make_organisation(store)
    make_organisation(store, "Rook Lane Bowls Club Juniors")
    async with desk(store) as (_app, pilot):
        await press(pilot, "n")
        await fill(pilot, caller="rook lane bowls club", subject="A gate")
        await press(pilot, "ctrl+s")
    assert store.enquiries.get("1").enquiry.organisation_uid == rook.uid


async def test_a_full_name_that_two_have_stays_as_it_was_typed(store: Store) -> None:
    make_organisation(store)
    make_organisation(store, anyway=True)
    async with desk(store) as (_app, pilot):
        await press(pilot, "n")
        await fill(pilot, caller="Rook Lane Bowls Club", subject="A gate")
        await press(pilot, "ctrl+s")
    enquiry = store.enquiries.get("1").enquiry
    assert (enquiry.organisation_uid, enquiry.caller) == (None, "Rook Lane Bowls Club")


async def test_a_persons_name_typed_last_is_logged_at_once(store: Store) -> None:
    rook = make_organisation(store)
    ida = store.organisations.add_contact(rook.uid, "Ida Quill")
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        await fill(pilot, subject="A gate", caller="ida quill")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, LoggedScreen)
    enquiry = store.enquiries.get("1").enquiry
    assert (enquiry.organisation_uid, enquiry.contact_uid) == (rook.uid, ida.uid)


async def test_a_person_picked_as_the_caller_stays_where_it_cannot_be_saved(store: Store) -> None:
    rook = make_organisation(store)
    ida = store.organisations.add_contact(rook.uid, "Ida Quill")
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        await fill(pilot, caller="ida quill")
        await press(pilot, "ctrl+s")  # without a subject: who it is stays picked
        assert "subject is empty" in flat(app)
        people = {"caller": "Rook Lane Bowls Club", "person": "Ida Quill"}
        assert typed(app).items() >= people.items()
        call(app)._keep()
        (draft,) = store.drafts.all()
        assert (draft.fields["caller key"], draft.fields["person key"]) == (rook.uid, ida.uid)


async def test_another_caller_is_not_the_person_of_the_last(store: Store) -> None:
    rook, crow = make_organisation(store), make_organisation(store, "Crow Club")
    store.organisations.add_contact(rook.uid, "Ida Quill")
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        await fill(pilot, caller="ida quill", subject="A gate")
        assert typed(app)["person"] == "Ida Quill"
        await fill(pilot, caller="crow club")
        await press(pilot, "ctrl+s")
    enquiry = store.enquiries.get("1").enquiry
    assert (enquiry.organisation_uid, enquiry.contact_uid) == (crow.uid, None)


@pytest.mark.slow
async def test_a_received_time_that_is_typed_first_stays(store: Store) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        to(app, "received")
        await type_text(pilot, "yesterday")
        await fill(pilot, subject="A gate")
        await press(pilot, "ctrl+s")
    received = store.enquiries.get("1").enquiry.received_at
    assert received == datetime(2026, 4, 1, 11, tzinfo=UTC)


@pytest.mark.slow
async def test_a_name_that_is_only_near_is_not_taken_unasked(store: Store) -> None:
    make_organisation(store, "Medway Sealing Club")
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        await type_text(pilot, "Medway Sailing")
        assert "Medway Sealing Club perhaps" in flat(app)
        await press(pilot, "enter")
        assert typed(app)["caller"] == "Medway Sailing"
        await press(pilot, "shift+tab", "end", "space", "backspace", "down", "enter")
        assert typed(app)["caller"] == "Medway Sealing Club"


@pytest.mark.slow
async def test_typing_on_after_a_person_was_picked_leaves_their_name(store: Store) -> None:
    rook = make_organisation(store)
    store.organisations.add_contact(rook.uid, "Ida Quill")
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        await type_text(pilot, "quill")
        await press(pilot, "enter")
        await type_text(pilot, "01634")
        assert typed(app)["person"] == "Ida Quill"
        assert typed(app)["subject"] == "01634"
