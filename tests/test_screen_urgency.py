"""What is urgent on the screens: said while one types, on top of the desk until a team has it."""

from __future__ import annotations

from desk_app import desk, field, fill, flat, press, rows, typed
from factories import make_enquiry

from db.store import Store
from screens.logged import LoggedScreen
from spoc_tui.casework.enquiries import Urgency


async def test_a_safeguarding_call_from_the_first_word_to_the_team(store: Store) -> None:
    make_enquiry(store, subject="Late", received_at=store.now().replace(month=1))
    async with desk(store) as (app, pilot):
        assert rows(app)[0] == "Overdue (1)"
        await press(pilot, "n")
        await fill(pilot, subject="A hall key")
        assert "URGENT" not in flat(app, "#beside")
        await fill(pilot, subject="Safeguarding: a child told a helper")
        beside = flat(app, "#beside")
        assert "Topic: Safeguarding" in beside
        assert beside.startswith("URGENT: Safeguarding is so by itself")
        assert "Acknowledge by Thu 2 Apr" in beside
        assert "Answer by Wed 8 Apr" in beside
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
