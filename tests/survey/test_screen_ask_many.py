"""Many organisations asked at once to answer a round, from the area's page."""

from __future__ import annotations

import pytest
from desk_app import act, cancel, desk, flat, press, said
from factories import make_organisation
from survey_made import make_round

from db.store import Store


@pytest.mark.slow
async def test_those_of_a_ward_are_asked_at_once(store: Store) -> None:
    for n in range(3):
        make_organisation(store, f"Hall {n}", ward="Luton" if n else "", email=f"h{n}@example.org")
    one, copied = make_round(store), list[str]()
    async with desk(store, copy=copied.append) as (app, pilot):
        await press(pilot, "g", "j")
        await act(pilot, "M", ward="Cuxton")
        assert "No active organisation is of ward Cuxton" in flat(app)
        await cancel(pilot)
        await act(pilot, "M", ward="luton")
        assert "Ask 2 organisations?" in flat(app)
        await press(pilot, "n")
        assert store.declared("round").get(one.uid).record.parties == ()
        await act(pilot, "M", ward="luton")
        await press(pilot, "y")
        assert "It is for 2 organisations: 2 e-mail addresses." in said(app)
        asked = store.declared("round").get(one.uid).record.parties
        assert [party.who for party in asked] == ["Hall 1", "Hall 2"]
        assert copied == ["h1@example.org; h2@example.org"]
        await act(pilot, "M", ward="luton")
        await press(pilot, "y")
        assert f"All of them were asked to answer {one.reference} already." in said(app)
        await press(pilot, "u")
        assert store.declared("round").get(one.uid).record.parties == ()
