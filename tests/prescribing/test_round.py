"""What nobody gives: whether a service has room. A round of calls at 80×24, one key an answer."""

from __future__ import annotations

from cli_desk import Cli
from desk_app import NARROW, desk, flat, press, rows
from factories import FixedClock, make_organisation
from prescribing_made import count, make_prescribing

from db.areas.prescribing.round import to_ring
from db.store import Store
from screens.prescribing.round import RoundScreen


def ready(store: Store, clock: FixedClock) -> dict[str, str]:
    """Four services: one stale, one stale and referred to, one that said so today, one paused."""
    club = make_organisation(store, "Rook Lane Club", phone="01634 960001").uid
    ann = store.organisations.add_contact(club, "Ann Lee", phone="01634 960002").uid
    services = store.declared("service")
    uids = {
        "walk": make_prescribing(store, "service", name="Walk", contact=ann).uid,
        "lunch": make_prescribing(store, "service", name="Lunch").uid,
        "talk": make_prescribing(store, "service", name="Talk", phone="01634 960003").uid,
        "choir": make_prescribing(store, "service", name="Choir", stands="inactive").uid,
    }
    services.act(uids["walk"], "room", {"room": "yes"})
    clock.advance(days=1)
    services.act(uids["lunch"], "room", {"room": "few"})
    clock.advance(days=91)
    count(store, uids["lunch"], "2026-06-30", 7)
    services.act(uids["talk"], "room", {"room": "no"})
    return uids


def test_the_stale_ones_are_rung_and_those_referred_to_first(
    store: Store, clock: FixedClock
) -> None:
    ready(store, clock)
    calls = to_ring(store)
    assert [one.service.name for one in calls] == ["Lunch", "Walk"]
    assert [(one.person, one.number) for one in calls] == [
        ("", "01634 960001"),
        ("Ann Lee", "01634 960002"),
    ]


async def test_two_keys_a_service_and_the_number_is_on_the_screen(
    store: Store, clock: FixedClock
) -> None:
    uids = ready(store, clock)
    services = store.declared("service")
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, "g", "x", "K")
        assert isinstance(app.screen, RoundScreen)
        assert "Ring 01634 960001: Lunch (Rook Lane Club)" in flat(app)
        assert "2 to ring" in flat(app)
        assert len(rows(app)) == 2
        await press(pilot, "2")
        assert "Ring 01634 960002, ask for Ann Lee: Walk" in flat(app)
        await press(pilot, "3")
        assert "Nobody is to be rung" in flat(app)
        await press(pilot, "1")  # nobody is marked: nothing is put down
    lunch, walk = (services.get(uids[name]).record for name in ("lunch", "walk"))
    assert [one.room for one in lunch.in_order] == ["few", "few"]
    assert [(one.room, one.said_by) for one in walk.in_order] == [("yes", ""), ("no", "Ann Lee")]


async def test_one_that_does_not_answer_is_passed_over(store: Store, clock: FixedClock) -> None:
    uids = ready(store, clock)
    async with desk(store, size=NARROW) as (_app, pilot):
        await press(pilot, "g", "x", "K", "down", "1", "u", "enter")
        walk = store.declared("service").get(uids["walk"]).record
    assert len(walk.readings) in (1, 2)  # undo asks first
    assert len(store.declared("service").get(uids["lunch"]).record.readings) == 1


def test_the_verb_lists_whom_to_ring(cli: Cli, store: Store, clock: FixedClock) -> None:
    assert "Nobody is to be rung" in cli.text("prescribing", "round")
    ready(store, clock)
    said = cli.text("prescribing", "round")
    assert "01634 960001" in said
    assert "few places, Fri 3 Apr 2026" in said
    (first, second) = cli.json("prescribing", "round")["calls"]
    assert (first["service"], first["room"]) == ("Lunch", "few")
    assert second["stale_since"] == "2026-07-01"
    cli.json("prescribing", "service", "room", first["reference"], "--room", "yes")
    assert [one["service"] for one in cli.json("prescribing", "round")["calls"]] == ["Walk"]
