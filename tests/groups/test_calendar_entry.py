"""A meeting as an entry for other people's calendars, read back as their programs read it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from cli_desk import Cli
from desk_app import desk, press
from factories import FixedClock
from liaison import GROUP, Liaison

from db.store import Store
from screens.kinds.page import DeclaredPage

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def planned(store: Store) -> Liaison:
    liaison = Liaison(store, held=False)
    liaison.meetings.edit(liaison.meeting, {"when": "15 apr 10:30", "place": "Gun Wharf, room 2"})
    return liaison


def event(cli: Cli, reference: str = "mtg 1") -> Any:
    """The one event of the file, and that it can be opened where the zone is not known by name."""
    content = cli.json("groups", "meeting", "ics", reference)["text"]
    calendar = icalendar.Calendar.from_ical(content)
    assert (str(calendar["method"]), str(calendar["version"])) == ("PUBLISH", "2.0")
    (found,) = calendar.walk("VEVENT")
    if isinstance(found["dtstart"].dt, datetime):
        assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/London"]
    return found


def test_it_is_read_back_in_londons_time(cli: Cli, planned: Liaison) -> None:
    one = event(cli)
    assert str(one["uid"]) == f"{planned.meeting}@spoc-tui"
    assert one["dtstart"].dt == datetime(2026, 4, 15, 10, 30, tzinfo=LONDON)
    assert one["dtstart"].dt.utcoffset() == datetime(2026, 4, 15, 10, 30, tzinfo=LONDON).utcoffset()
    assert one["dtstart"].params["TZID"] == "Europe/London"
    said = [str(one[name]) for name in ("summary", "location", "description", "status")]
    assert said == [GROUP, "Gun Wharf, room 2", "1. Rents of the halls\n2. Keys", "CONFIRMED"]


def test_moved_and_cancelled_it_takes_the_place_of_the_one_before(
    cli: Cli, planned: Liaison, clock: FixedClock
) -> None:
    found = [event(cli)]
    for name, given in (("move", {"when": "16 dec 2026 14:00"}), ("cancel", {"why": "snow"})):
        clock.advance(days=1)
        planned.act(name, **given)
        found.append(event(cli))
    # Undone, it stands again in a calendar in which it was cancelled.
    clock.advance(days=1)
    planned.store.undo()
    found.append(event(cli))
    assert {str(one["uid"]) for one in found} == {f"{planned.meeting}@spoc-tui"}
    sequences = [one["sequence"] for one in found]
    assert sequences == sorted(set(sequences))
    assert [str(one["status"]) for one in found] == [
        *("CONFIRMED", "CONFIRMED"),
        *("CANCELLED", "CONFIRMED"),
    ]
    moved = datetime(2026, 12, 16, 14, tzinfo=LONDON)
    assert [one["dtstart"].dt for one in found[1:]] == [moved] * 3


def test_without_a_time_it_is_the_whole_day(cli: Cli, planned: Liaison) -> None:
    planned.meetings.edit(planned.meeting, {"when": "15 apr", "place": ""})
    one = event(cli)
    assert one["dtstart"].dt == date(2026, 4, 15)
    assert "location" not in one


def test_held_on_another_day_it_is_that_day(cli: Cli, planned: Liaison) -> None:
    planned.act("hold", on="1 apr")
    assert event(cli)["dtstart"].dt == date(2026, 4, 1)


@pytest.mark.parametrize(
    "words", ["Rents; keys, and more", "Line\\nbreak", "é" * 200, "BEGIN:VEVENT"]
)
def test_what_is_typed_stays_text(cli: Cli, planned: Liaison, words: str) -> None:
    planned.meetings.edit(planned.meeting, {"place": words})
    assert str(event(cli)["location"]) == words


def test_it_goes_into_a_file_once(cli: Cli, planned: Liaison, tmp_path: Path) -> None:
    told = cli.json("groups", "meeting", "ics", "mtg 1", "--output", str(tmp_path))
    file = Path(told["file"])
    assert file.name == "meeting-slg-2026-04-15.ics"
    assert file.read_bytes() == told["text"].encode()
    assert cli.error(4, "groups", "meeting", "ics", "mtg 1", "--output", str(file))
    cli.text("groups", "meeting", "ics", "mtg 1", "--output", str(file), "--force")


async def test_on_its_page_it_is_one_of_the_papers(planned: Liaison) -> None:
    store = planned.store
    assert store.path is not None
    async with desk(store) as (app, pilot):
        await app.push_screen(DeclaredPage("meeting", planned.meeting))
        await press(pilot, "o", "4")
        assert isinstance(app.screen, DeclaredPage)
    (file,) = (store.path.parent / "words").glob("*.ics")
    (one,) = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert str(one["uid"]) == f"{planned.meeting}@spoc-tui"
