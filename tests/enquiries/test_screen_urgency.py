"""What is urgent on the screens: said while one types, on top of the desk until a team has it."""

from __future__ import annotations

import pytest
from desk_app import desk, field, fill, flat, press, rows, typed
from factories import make_enquiry
from textual.pilot import Pilot

from db.store import Store
from screens.records.logged import LoggedScreen
from spoc_tui.casework.enquiries.enquiry import Urgency


@pytest.mark.slow
async def test_a_safeguarding_call_from_the_first_word_to_the_team(store: Store) -> None:
    make_enquiry(store, subject="Late", received_at=store.now().replace(month=1))
    async with desk(store) as (app, pilot):
        assert rows(app)[0] == "Overdue (1)"
        await press(pilot, "n")
        await fill(pilot, subject="A hall key")
        assert "URGENT" not in flat(app, "#beside")
        await fill(pilot, subject="Safeguarding: a child told a helper")
        side_panel = flat(app, "#beside")
        assert "Topic: Safeguarding" in side_panel
        assert side_panel.startswith("URGENT: Safeguarding always is")
        assert "Acknowledge by Thu 2 Apr" in side_panel
        assert "Answer by Wed 8 Apr" in side_panel
        assert typed(app)["urgency"] == "urgent"
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, LoggedScreen)
        assert "It is urgent. An answer by Wed 8 Apr 2026." in flat(app, "#follows")
        await press(pilot, "escape")
        assert rows(app)[0] == "Urgent, and nobody has it (1)"
        assert rows(app)[1].startswith("0002 | caller not known | URGENT Safeguarding: a child")
        await press(pilot, "home", "r")
        await fill(pilot, team="adult")
        await press(pilot, "ctrl+s")
        assert rows(app)[0] == "Overdue (1)"
    assert store.enquiries.get("2").enquiry.urgency is Urgency.URGENT


@pytest.mark.slow
async def test_the_urgency_follows_the_topic_until_the_officer_chooses(store: Store) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        await fill(pilot, subject="Safeguarding training")
        assert typed(app)["urgency"] == "urgent"
        await fill(pilot, subject="Training for trustees")
        assert typed(app)["urgency"] == "normal"
        await fill(pilot, subject="Safeguarding training", urgency="normal")
        assert "URGENT" not in flat(app, "#beside")
        await fill(pilot, subject="Safeguarding training, again")
        assert typed(app)["urgency"] == "normal"
        await press(pilot, "escape")
        await press(pilot, "enter")  # goes on with the half-logged call
        await fill(pilot, subject="Safeguarding training, once more")
        assert field(app.screen, "urgency").text == "normal"
        await press(pilot, "ctrl+s")
    assert store.enquiries.get("1").enquiry.urgency is Urgency.NORMAL


async def _pick(pilot: Pilot[None], **texts: str) -> None:
    """Fills a field that is picked from, and goes on."""
    await fill(pilot, **texts)
    await press(pilot, "enter")


@pytest.mark.slow
async def test_in_the_edit_dialog_too_the_urgency_follows_the_topic(store: Store) -> None:
    make_enquiry(store, subject="A gate")
    async with desk(store) as (app, pilot):
        await press(pilot, "e")
        assert typed(app)["urgency"] == "normal"
        await _pick(pilot, topic="safeguarding")
        assert typed(app)["urgency"] == "urgent"
        await _pick(pilot, topic="housing")
        assert typed(app)["urgency"] == "normal"
        await _pick(pilot, topic="safeguarding")
        await press(pilot, "ctrl+s")
    assert store.enquiries.get("1").enquiry.urgency is Urgency.URGENT


@pytest.mark.slow
async def test_what_the_officer_says_of_the_urgency_in_the_edit_dialog_stands(store: Store) -> None:
    make_enquiry(store, subject="A gate")
    async with desk(store) as (app, pilot):
        await press(pilot, "e")
        await _pick(pilot, topic="safeguarding")
        assert typed(app)["urgency"] == "urgent"
        await _pick(pilot, urgency="normal")
        await _pick(pilot, topic="housing")
        await _pick(pilot, topic="safeguarding")
        await fill(pilot, answer_by="nonsense")
        assert typed(app)["urgency"] == "normal"
        await press(pilot, "ctrl+s")  # refused, and asked again
        assert "nonsense" in flat(app)
        await fill(pilot, answer_by="30/4/2026")
        await _pick(pilot, topic="housing")
        await _pick(pilot, topic="safeguarding")
        assert typed(app)["urgency"] == "normal"
        await press(pilot, "ctrl+s")
        case = store.enquiries.get("1")
        assert (case.enquiry.topic, case.enquiry.urgency) == ("Safeguarding", Urgency.NORMAL)
        await press(pilot, "e")  # it was chosen so
        await _pick(pilot, topic="housing")
        await _pick(pilot, topic="safeguarding")
        assert typed(app)["urgency"] == "normal"
