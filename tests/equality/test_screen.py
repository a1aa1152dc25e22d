"""An assessment’s grid, filled in by keys."""

from __future__ import annotations

import pytest
from desk_app import NARROW, desk, fill, flat, press, settled
from equality_made import make_equality, to_choose_from

from db.store import Store


@pytest.mark.slow
async def test_the_grid_is_seen_as_it_is_filled_in(store: Store) -> None:
    to_choose_from(store, "Age", "Disability")
    one = make_equality(store, "assessment")
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, "g", "q", "enter", "e")
        await press(pilot, *["tab"] * 7)
        for group, effects in (("Age", "adverse, foster"), ("Disability", "advance")):
            await press(pilot, "a")
            await fill(pilot, group=group, effects=effects)
            await press(pilot, "ctrl+s")
            await settled(pilot)
        assert "1. Age; adverse impact, foster good relations" in flat(app)
        assert "2. Disability, advance equality" in flat(app)
        await press(pilot, "e")
        assert "Impact: number 2" in flat(app)
        await press(pilot, "escape", "ctrl+s")
        await settled(pilot)
    (first, _) = store.declared("assessment").get(one.uid).record.impacts  # type: ignore[attr-defined]
    assert [*map(str, first.effects)] == ["adverse", "foster"]
