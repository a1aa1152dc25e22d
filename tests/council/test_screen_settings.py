"""The settings: teams, topics, directorates and bank holidays, by their keys."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from desk_app import act, desk, field, fill, flat, press, rows, said, typed
from factories import FixedClock, make_enquiry, team, topic
from settings_desk import mark, settings

from db.store import Store
from screens.council.setting_kinds import SETTINGS_KINDS
from screens.council.settings import COLUMNS
from screens.widgets.columns import GUTTER, SCROLLBAR, column_widths
from spoc_tui.casework.council.council import Team, Topic
from spoc_tui.casework.errors import Refused


async def test_what_can_be_set_and_where_the_rest_is(store: Store) -> None:
    async with settings(store) as (app, _):
        text = flat(app)
        assert "acknowledge in 2, answer in 10, a team replies in 5 working days" in text
        assert "settings.toml" in text
        listed = "\n".join(rows(app))
    for part in ("Chief Finance Officer", "Medway Voluntary Action", "S106", "Good Friday"):
        assert part in listed


@pytest.mark.slow
async def test_a_team_is_added_edited_retired_and_brought_back(store: Store) -> None:
    async with settings(store) as (app, pilot):
        await act(pilot, "a", name="Harbour")
        assert "Give the team a directorate." in flat(app, "#dialog")
        assert typed(app)["name"] == "Harbour"
        await fill(pilot, directorate="prop")
        await press(pilot, "ctrl+s")
        assert said(app) == "Saved Harbour."
        uid = team(store, "Harbour").uid
        assert "Harbour | Property" in "\n".join(rows(app))
        await mark(app, pilot, f"team {uid}")
        await act(pilot, "e", name="Housing", lead="Ida")
        assert "There is a team “Housing” already." in flat(app, "#dialog")
        await fill(pilot, name="Harbours")
        await press(pilot, "ctrl+s")
        assert team(store, "Harbours").lead == "Ida"
        await press(pilot, "x")
        assert said(app) == "Saved: Harbours is retired. x brings it back."
        with pytest.raises(Refused, match="retired"):
            team(store, "Harbours")
        assert "retired Thu 2 Apr 2026" in "\n".join(rows(app))
        await press(pilot, "x")
        assert team(store, "Harbours").uid == uid
        await press(pilot, "delete", "enter")
        assert team(store, "Harbours").uid == uid  # it asks first, and enter leaves it
        await press(pilot, "delete", "y")
        assert said(app) == "Saved: Harbours is removed. u undoes it."
        await press(pilot, "u", "y")
        assert team(store, "Harbours").uid == uid


@pytest.mark.slow
async def test_a_team_is_succeeded(store: Store) -> None:
    store.council.add(Team, {"name": "Homes", "directorate": "Planning"})
    make_enquiry(store, route_to="Housing")
    uid = team(store).uid
    async with settings(store) as (app, pilot):
        await mark(app, pilot, f"team {uid}")
        await act(pilot, "s", until="tomorrow")
        assert "Say which team succeeds it." in flat(app, "#dialog")
        await fill(pilot, by="homes", until="today")
        await press(pilot, "ctrl+s")
        assert said(app).startswith("Saved: Homes succeeds it.")
        assert "Housing | until Thu 2 Apr 2026, then Homes" in "\n".join(rows(app))
        await mark(app, pilot, "topic")
        await press(pilot, "s")
        assert "is not succeeded" in said(app)
    assert store.enquiries.get("1").enquiry.team == "Homes"


async def test_what_is_in_use_is_retired_not_removed(store: Store) -> None:
    make_enquiry(store, route_to="Housing", topic_uid=topic(store, "housing").uid)
    async with settings(store) as (app, pilot):
        for kind, uid in (("team", team(store).uid), ("topic", topic(store, "housing").uid)):
            await mark(app, pilot, f"{kind} {uid}")
            await press(pilot, "delete")
            assert "is in use. Retire it instead" in said(app)
            await press(pilot, "x")
            assert "retired" in said(app)
        await mark(app, pilot, "directorate")
        await press(pilot, "x")
        assert "still has teams" in said(app)
    assert store.enquiries.get("1").enquiry.team == "Housing"


@pytest.mark.slow
async def test_a_topic_and_its_days(store: Store) -> None:
    make_enquiry(store, topic_uid=topic(store, "housing").uid)
    async with settings(store) as (app, pilot):
        await mark(app, pilot, "topic")
        await act(pilot, "a", code="boats", name="Boats", words="boat, mooring", team="property")
        added = topic(store, "boats")
        assert (added.words, added.team) == (("boat", "mooring"), "Property and Assets")
        await mark(app, pilot, f"topic {topic(store, 'housing').uid}")
        await act(pilot, "e", answer_days="soon")
        assert field(app.screen, "answer_days").has_focus_within
        await fill(pilot, answer_days="5")
        await press(pilot, "ctrl+s")
    assert store.council.suggest("A mooring").code == "boats"  # type: ignore[union-attr]
    assert store.enquiries.get("1").enquiry.answer_by == date(2026, 4, 13)


@pytest.mark.slow
async def test_a_directorate_is_added_and_edited(store: Store) -> None:
    async with settings(store) as (app, pilot):
        await mark(app, pilot, "directorate")
        await act(pilot, "a", name="The Harbour Trust", partner="yes")
        made = store.council.find_directorate("harbour")
        assert made.partner
        await mark(app, pilot, f"directorate {made.uid}")
        await press(pilot, "e")
        assert typed(app) == {"name": "The Harbour Trust", "partner": "yes, a partner"}
        await fill(pilot, partner="perhaps")
        await press(pilot, "ctrl+s")
        assert "Partner is yes or no, not “perhaps”." in flat(app, "#dialog")
        await fill(pilot, name="The Harbour Office", partner="no")
        await press(pilot, "ctrl+s")
        assert said(app) == "Saved The Harbour Office."
        assert "The Harbour Office | directorate" in rows(app)
        edited = store.council.find_directorate("the harbour office")
        assert (edited.uid, edited.partner) == (made.uid, False)
        await press(pilot, "u")
        assert "The Harbour Trust | partner" in rows(app)


async def test_what_has_something_retired_keeps_it_unless_it_is_changed(store: Store) -> None:
    store.council.retire(Team, team(store, "revenues").uid)
    async with settings(store) as (app, pilot):
        await mark(app, pilot, f"topic {topic(store, 'rates').uid}")
        assert any(row.endswith("overhead, water bill") and "(retired)" in row for row in rows(app))
        await press(pilot, "e")
        assert typed(app)["team"] == "Revenues"
        await fill(pilot, name="Rates")
        await press(pilot, "ctrl+s")
        assert (topic(store, "rates").name, topic(store, "rates").team) == ("Rates", "Revenues")
        await act(pilot, "e", team="property")
        assert topic(store, "rates").team == "Property and Assets"


async def test_where_there_is_none_one_can_still_be_added(store: Store) -> None:
    for one in store.council.topics():
        store.council.remove(Topic, one.uid)
    async with settings(store) as (app, pilot):
        assert "None yet | a adds one" in rows(app)
        await mark(app, pilot, "topic ")
        for key, done in (("e", "edited"), ("x", "retired"), ("delete", "removed")):
            await press(pilot, key)
            assert said(app) == f"There is nothing here to be {done}; a adds one."
        await act(pilot, "a", code="boats", name="Boats")
        assert "Boats | no team" in rows(app)


async def test_a_bank_holiday_is_neither_edited_nor_retired_nor_removed(store: Store) -> None:
    async with settings(store) as (app, pilot):
        await mark(app, pilot, "holiday")
        for key, done in (("e", "edited"), ("x", "retired"), ("delete", "removed")):
            await press(pilot, key)
            assert said(app) == f"A bank holiday is not {done}; u undoes one just added."


async def test_a_bank_holiday_moves_deadlines_and_says_which(store: Store) -> None:
    make_enquiry(store)
    make_enquiry(store, answer_by=date(2026, 4, 20))
    async with settings(store) as (app, pilot):
        await mark(app, pilot, "holiday")
        await act(pilot, "a", date="3/4", name="Another")
        assert "is a bank holiday already: Good Friday" in flat(app, "#dialog")
        await fill(pilot, date="14/4", name="Jubilee")
        assert "Tuesday 14 April 2026" in flat(app, "#dialog")
        await press(pilot, "ctrl+s")
        assert said(app) == (
            "Saved Jubilee, Tue 14 Apr 2026. Moved: ENQ-26-0001 answer by → Tue 21 Apr 2026."
        )
        assert "Jubilee, added here" in "\n".join(rows(app))
        assert store.enquiries.get("1").enquiry.answer_by == date(2026, 4, 21)
        assert store.enquiries.get("2").enquiry.answer_by == date(2026, 4, 20)
        await press(pilot, "u", "y")
        assert store.enquiries.get("1").enquiry.answer_by == date(2026, 4, 20)
        assert "Jubilee" not in "\n".join(rows(app))
        await press(pilot, "a", "escape", "escape")


async def test_the_desk_asks_for_a_base_rate_once_its_day_has_come(
    store: Store, clock: FixedClock
) -> None:
    clock.moment = datetime(2027, 1, 4, 9, tzinfo=UTC)
    async with desk(store) as (app, pilot):
        assert rows(app) == [
            "Payments (1)",
            " | Bank of England | Add the base rate of 31 December 2026 | add | 31 Dec 2026",
        ]
        await press(pilot, "enter")
        assert typed(app)["date"] == "2026-12-31"
        await fill(pilot, percent="3.5", expected="yes")
        await press(pilot, "ctrl+s")
        assert "has come: add its rate" in flat(app, "#dialog")
        await fill(pilot, expected="no")
        await press(pilot, "ctrl+s")
        assert said(app) == "Saved 3.5% of Thu 31 Dec 2026."
        await press(pilot, "escape")
        assert rows(app) == []
    assert store.rates.to_add(store.today()) == ()


def test_what_is_set_can_be_told_apart_where_the_screen_is_narrow(store: Store) -> None:
    width = column_widths(COLUMNS, 80 - GUTTER - SCROLLBAR)[0]
    names = [row.cells[0] for row in SETTINGS_KINDS["standard"].rows(store)]
    assert len({name[:width] for name in names}) == len(names)
    assert max(map(len, names)) <= width
