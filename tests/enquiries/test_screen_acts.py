"""Every act on an enquiry: its key, its dialog, what it refuses, and what is kept after it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from desk_app import act, cancel, dialog, field, fill, flat, page, press, said, typed
from factories import FixedClock, a_case, make_enquiry, make_organisation, whole_file

from db.store import Store
from screens.dialogs.dialog import Dialog
from screens.history.record import HistoryScreen
from spoc_tui.casework.enquiries.enquiry import Outcome, Status
from spoc_tui.casework.records.channel import Channel
from spoc_tui.casework.records.event import EventKind


@pytest.mark.slow
async def test_route_and_pass_on(store: Store) -> None:
    make_enquiry(store, subject="A grant", topic_uid=store.council.find_topic("funding").uid)
    async with page(store) as (app, pilot):
        await press(pilot, "r")
        assert typed(app) == {"team": "VCS Commissioning"}  # where the topic usually goes
        assert "Reply by is Mon 13 Apr 2026 unless you set it" in flat(app, "#dialog")
        await fill(pilot, reply_by="fri")
        assert "Friday 3 April 2026, tomorrow" in flat(app, "#dialog")
        assert "Good Friday" in flat(app, "#dialog")
        await press(pilot, "ctrl+s")
        assert said(app) == "Routed ENQ-26-0001 to VCS Commissioning; reply by Fri 3 Apr."
        (hop,) = store.enquiries.get("1").routings
        assert (hop.team, hop.reply_by) == ("VCS Commissioning", date(2026, 4, 3))
        await act(pilot, "r", team="housing")
        assert "passing it on needs a reason" in flat(app, "#dialog")
        assert typed(app) == {"team": "Housing"}
        await fill(pilot, reason="It is about homes")
        await press(pilot, "ctrl+s")
        assert "passed around 1 time" in flat(app, "CaseView")
    hops = store.enquiries.get("1").routings
    assert [hop.team for hop in hops] == ["VCS Commissioning", "Housing"]
    assert hops[1].reason == "It is about homes"


@pytest.mark.slow
async def test_an_unknown_team_or_one_of_several_is_reported_at_the_field(store: Store) -> None:
    make_enquiry(store)
    async with page(store) as (app, pilot):
        await act(pilot, "r", team="zebra", reason="Because")
        assert "There is no team “zebra”" in flat(app, "#dialog")
        assert typed(app) == {"team": "zebra", "reason": "Because"}
        assert app.focused is dialog(app).query("PickerInput").first()
        await fill(pilot, team="medway")
        await press(pilot, "ctrl+s")
        assert "fits more than one team" in flat(app, "#dialog")
        assert typed(app)["reason"] == "Because"
        await fill(pilot, team="planning", reply_by="31/2")
        await press(pilot, "ctrl+s")
        assert "“31/2” is not a date" in flat(app, "#dialog")
        await cancel(pilot)
    assert store.enquiries.get("1").routings == ()


@pytest.mark.slow
async def test_answer_tell_close_and_reopen(store: Store, clock: FixedClock) -> None:
    rook = make_organisation(store)
    make_enquiry(store, organisation_uid=rook.uid, caller="Ida", phone="01634 555 010")
    clock.advance(hours=2)
    async with page(store) as (app, pilot):
        await press(pilot, "t")
        assert "no answer yet" in said(app)  # said before anything is asked
        await act(pilot, "a")
        assert "Say what the answer is" in flat(app, "#dialog")
        await fill(pilot, text="Under the mat.\nMind the dog.")
        await press(pilot, "ctrl+s")
        assert store.enquiries.get("1").enquiry.answer == "Under the mat.\nMind the dog."
        await press(pilot, "t")
        assert typed(app) == {"how": "phone", "whom": "Ida"}
        assert "Call back: 01634 555 010" in flat(app, "#dialog")
        await fill(pilot, how="e-mail", when="11:30")
        await press(pilot, "ctrl+s")
        timeline = store.enquiries.get("1").timeline
        event = next(event for event in timeline if event.kind is EventKind.TOLD)
        assert (event.channel, event.whom) == (Channel.EMAIL, "Ida")
        assert event.at == datetime(2026, 4, 2, 10, 30, tzinfo=UTC)
        await press(pilot, "x")
        assert typed(app) == {"outcome": "resolved"}
        assert "a reason is optional" in flat(app, "#dialog")
        await fill(pilot, outcome="partly")
        await press(pilot, "ctrl+s")
        assert store.enquiries.get("1").enquiry.outcome is Outcome.PARTLY
        assert "closed: partly resolved" in flat(app)
        await act(pilot, "x")
        assert "Say why it is reopened" in flat(app, "#dialog")
        await fill(pilot, reason="They rang again")
        await press(pilot, "ctrl+s")
        assert said(app).startswith("Reopened ENQ-26-0001; answer by ")
        assert "They rang again" in flat(app, "CaseView")
    assert store.enquiries.get("1").enquiry.status is Status.NEW


@pytest.mark.slow
async def test_closing_untold_needs_a_reason_and_kept_promises(store: Store) -> None:
    make_enquiry(store)
    async with page(store) as (app, pilot):
        await act(pilot, "x", outcome="with")
        assert "has not been told" in flat(app, "#dialog")
        assert typed(app) == {"outcome": "withdrawn"}
        await cancel(pilot)
        await act(pilot, "b", text="Ring back", by="tomorrow")
        assert said(app) == "Saved the promise on ENQ-26-0001, by Fri 3 Apr."
        assert "x Close" not in flat(app, "KeyLine")
        await press(pilot, "x")
        assert "has a promise to keep: 1. Ring back" in said(app)
        await press(pilot, "b")
        assert typed(app) == {"what": "Promise"}
        await fill(pilot, what="kept ring", text="It is done")
        await press(pilot, "ctrl+s")
        assert "Kept takes no text" in flat(app, "#dialog")
        field(app.screen, "text").text = ""
        await press(pilot, "ctrl+s")
        assert store.enquiries.get("1").promises[0].kept_at is not None
        await act(pilot, "x", outcome="withdrawn", reason="They gave up")
    enquiry = store.enquiries.get("1").enquiry
    assert (enquiry.outcome, enquiry.outcome_reason) == (Outcome.WITHDRAWN, "They gave up")


@pytest.mark.slow
async def test_promises_and_follow_ups(store: Store) -> None:
    make_enquiry(store)
    async with page(store) as (app, pilot):
        await act(pilot, "b", by="+3")
        assert "Say what is promised" in flat(app, "#dialog")
        assert "Sunday 5 April 2026" in flat(app)  # still in words
        await fill(pilot, text="A map")
        await press(pilot, "ctrl+s")
        await act(pilot, "b", what="follow", by="next week")
        assert said(app).startswith("Saved: ENQ-26-0001 comes back on ")
        await act(pilot, "b", what="withdraw")
        assert isinstance(app.screen, Dialog)  # not without a reason
        await fill(pilot, text="No map is left")
        await press(pilot, "ctrl+s")
        await act(pilot, "b", what="zebra", text="x", by="fri")
        assert "Pick from the list" in flat(app, "#dialog")
        await cancel(pilot)
    case = store.enquiries.get("1")
    assert case.enquiry.follow_up_on == date(2026, 4, 7)
    (promise,) = case.promises
    assert (promise.due, promise.withdrawn_why) == (date(2026, 4, 5), "No map is left")


@pytest.mark.slow
async def test_what_the_team_has_done(store: Store) -> None:
    make_enquiry(store)
    async with page(store) as (app, pilot):
        await press(pilot, "s")
        assert "with no team" in said(app)
        await act(pilot, "r", team="Housing")
        await act(pilot, "s", stage="zebra")
        assert "Pick what the team has done" in flat(app, "#dialog")
        await cancel(pilot)
        await act(pilot, "s")
        assert store.enquiries.get("1").open_routing.acknowledged_at is not None
        await press(pilot, "s")
        assert typed(app) == {"stage": "replied"}
        await fill(pilot, stage="sent", text="Not ours")
        await press(pilot, "ctrl+s")
        assert store.enquiries.get("1").routings[0].ended_why.startswith("sent back")
        await act(pilot, "r", team="Planning")
        await press(pilot, "s", "down", "down", "up", "down")  # the arrows alone pick, too
        await fill(pilot, text="The third of May")
        await press(pilot, "ctrl+s")
    assert store.enquiries.get("1").enquiry.answer == "The third of May"


@pytest.mark.slow
async def test_note_acknowledge_copy_and_history(store: Store) -> None:
    copied: list[str] = []
    make_enquiry(store, channel=Channel.LETTER)
    async with page(store, copy=copied.append) as (app, pilot):
        await act(pilot, "m", text="Two lines\nof note")
        assert said(app) == "Saved the note on ENQ-26-0001."
        assert "Two lines of note" in flat(app, "CaseView")
        await press(pilot, "A")
        assert store.enquiries.get("1").enquiry.acknowledged_at == store.now()
        await press(pilot, "y")
        assert copied == ["ENQ-26-0001"]
        await act(pilot, "e", subject="Another key")
        await press(pilot, "h")
        assert isinstance(app.screen, HistoryScreen)
        text = flat(app)
        assert "Edited ENQ-26-0001 Thu 2 Apr 2026 10:00, officer" in text
        assert "enquiry subject: A key for the hall → Another key" in text
        assert text.index("Edited") < text.index("Logged")
        await press(pilot, "escape", "escape")


@pytest.mark.slow
async def test_what_was_done_once_is_refused_in_the_dialog(store: Store) -> None:
    make_enquiry(store, route_to="Housing", caller="Ida")
    async with page(store) as (app, pilot):
        await press(pilot, "s")
        store.routings.acknowledged("1")  # meanwhile, by another hand
        await fill(pilot, stage="acknowledged", text="Still on it")
        await press(pilot, "ctrl+s")
        assert "Housing acknowledged ENQ-26-0001 already" in flat(app, "#dialog")
        assert typed(app)["text"] == "Still on it"
        await cancel(pilot)
        await act(pilot, "a", text="Yes")
        await act(pilot, "t")
        await act(pilot, "t")
        assert "Ida was told already" in flat(app, "#dialog")
        await fill(pilot, whom="The chair")
        await press(pilot, "ctrl+s")
    told = [e.whom for e in store.enquiries.get("1").timeline if e.kind is EventKind.TOLD]
    assert told == ["Ida", "The chair"]


@pytest.mark.slow
async def test_what_is_to_come_is_not_past(store: Store) -> None:
    make_enquiry(store)
    async with page(store) as (app, pilot):
        for key, texts in (
            ("v", {"for_": "A form", "until": "yesterday"}),
            ("b", {"what": "follow", "by": "yesterday"}),
            ("e", {"follow_up": "yesterday"}),
        ):
            await act(pilot, key, **texts)
            said_why = flat(app, "#dialog")
            assert "Wed 1 Apr 2026" in said_why
            assert "past. Give today or a later day." in said_why
            await cancel(pilot)
    assert store.enquiries.get("1").enquiry.follow_up_on is None


async def test_wait_on_the_caller_and_go_on(store: Store, clock: FixedClock) -> None:
    make_enquiry(store)
    async with page(store) as (app, pilot):
        await act(pilot, "v", until="in 3 weeks")
        assert "Say what the caller is to bring" in flat(app, "#dialog")
        assert "Thursday 23 April 2026" in flat(app, "#dialog")
        await fill(pilot, **{"for": "The lease"})
        await press(pilot, "ctrl+s")
        assert said(app).startswith("ENQ-26-0001 waits on the caller, and comes back on ")
        assert store.enquiries.get("1").enquiry.status is Status.WAITING
        clock.advance(days=21)
        app.screen.reload()
        await pilot.pause()
        await press(pilot, "v")
        assert "it waits for The lease" in flat(app, "#dialog")
        await press(pilot, "ctrl+s")
    enquiry = store.enquiries.get("1").enquiry
    assert enquiry.status is Status.NEW
    assert enquiry.answer_by > date(2026, 4, 20)  # the days waited are given back


@pytest.mark.slow
async def test_edit_every_field(store: Store) -> None:
    make_organisation(store)
    make_enquiry(store, subject="Old", answer_by=date(2026, 4, 30))
    async with page(store) as (app, pilot):
        await act(pilot, "e")
        assert said(app) == "Nothing was changed."
        await act(pilot, "e", received="tomorrow", subject="New")
        assert "which is to come" in flat(app, "#dialog")
        assert typed(app)["subject"] == "New"
        await fill(
            pilot,
            received="yesterday 9am",
            organisation="rook",
            detail="More",
            phone="01634 555 010",
            channel="letter",
            urgency="urgent",
            topic="housing",
            follow_up="next week",
        )
        dialog(app).query_one("#field-answer-by").text = ""
        await press(pilot, "ctrl+s")
    enquiry = store.enquiries.get("1").enquiry
    assert (enquiry.subject, enquiry.detail) == ("New", "More")
    assert enquiry.organisation == "Rook Lane Bowls Club"
    assert enquiry.received_at == datetime(2026, 4, 1, 8, tzinfo=UTC)
    assert enquiry.topic == "Housing and homelessness"
    assert (enquiry.answer_by, enquiry.answer_by_typed) == (date(2026, 4, 7), False)
    assert enquiry.follow_up_on == date(2026, 4, 7)


@pytest.mark.slow
@pytest.mark.parametrize("keys", ["raxm", "sbve"])
async def test_escape_writes_nothing(store: Store, keys: str) -> None:
    a_case(store, Status.WITH_TEAM)
    before = whole_file(store)
    async with page(store) as (app, pilot):
        for key in keys:
            await press(pilot, key)
            assert isinstance(app.screen, Dialog), key
            await press(pilot, "z")
            await cancel(pilot)
            if isinstance(app.screen, Dialog):  # it closed the list of a picker first
                await cancel(pilot)
            assert not isinstance(app.screen, Dialog), key
    assert whole_file(store) == before
