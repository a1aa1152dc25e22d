"""The one story of an issued week begins a story, on the week's own screen."""

from __future__ import annotations

import pytest
from desk_app import desk, flat, press, said, settled, type_text
from factories import make_enquiry, make_organisation

from db.store import Store
from screens.kinds.form import DeclaredForm
from screens.widgets.fields import Field
from spoc_tui.casework.week.periods import week_of
from spoc_tui.casework.week.summary import OwnWords


@pytest.mark.slow
async def test_a_story_begins_with_the_words_of_the_week(store: Store) -> None:
    make_organisation(store)
    make_enquiry(store)
    async with desk(store) as (app, pilot):
        await press(pilot, "g", "w")
        await settled(pilot)
        await press(pilot, "+")
        assert "tells a story. Issue one with it first." in said(app)
        store.week_issues.issue(week_of(store.today()), OwnWords(story="A gate. It is mended."))
        await press(pilot, "+")
        assert isinstance(app.screen, DeclaredForm)
        texts = {field.key: field.text for field in app.screen.query(Field)}
        assert texts["angle"] == "A gate"
        assert texts["notes"].startswith("A gate. It is mended.\n(told in ")
        assert "New story" in flat(app)
        await type_text(pilot, "rook")
        await press(pilot, "ctrl+s")
        await settled(pilot)
    one = store.declared("story").get("STY-26-0001").record
    assert (one.subject, one.who) == ("A gate", "Rook Lane Bowls Club")
