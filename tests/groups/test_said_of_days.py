"""What is said of a day that is past already, and by which number a decision is called."""

from __future__ import annotations

import pytest
from cli_desk import Cli
from desk_app import desk, flat, press
from liaison import Liaison

from db.store import Store
from screens.kinds.page import DeclaredPage

ADD = ("groups", "decision", "add", "--group", "liaison")


@pytest.fixture
def liaison(store: Store) -> Liaison:
    return Liaison(store)


def test_a_day_that_is_past_is_remarked_as_it_is_put_on_record(cli: Cli, liaison: Liaison) -> None:
    said = cli.text(*ADD, "--words", "Open at nine", "--closes", "2026-03-30")
    assert "Decide by Mon 30 Mar 2026: that day is past." in said
    said = cli.text("groups", "meeting", "add", "--group", "liaison", "--when", "2026-03-30")
    assert "Meeting by Mon 30 Mar 2026: that day is past." in said
    said = cli.text(*ADD, "--words", "Rents stay", "--closes", "2026-04-30")
    assert "is past" not in said
    said = cli.text("groups", "decision", "edit", "slg 2", "closes=2026-03-31")
    assert "Decide by Tue 31 Mar 2026: that day is past." in said
    said = cli.text("groups", "decision", "edit", "slg 2", "words=Rents rise")
    assert "is past" not in said, "it is no news"


def test_a_decision_is_called_by_its_number_wherever_it_is_named(
    cli: Cli, liaison: Liaison
) -> None:
    both = "DEC-26-0001 (SLG-26-01)"
    assert cli.text(*ADD, "--words", "Open", "--closes", "+3").startswith(f"Added {both}.")
    for verb, more in (("decide", ()), ("circulate", ()), ("close", ("--why", "A mistake."))):
        assert both in cli.text("groups", "decision", verb, "slg 1", *more).splitlines()[0]
    refused = cli.error(4, "groups", "decision", "edit", "slg 1", "words=x")
    assert refused["message"].startswith(f"{both} is closed.")


@pytest.mark.slow
async def test_dialogs_say_it_too(store: Store, liaison: Liaison) -> None:
    made = liaison.decide()
    async with desk(store) as (app, pilot):
        await app.push_screen(DeclaredPage("decision", made.uid))
        await pilot.pause()
        for key in ("s", "e", "m", "equals_sign"):
            await press(pilot, key)
            assert "DEC-26-0001 (SLG-26-01)" in flat(app), key
            await press(pilot, "escape")
