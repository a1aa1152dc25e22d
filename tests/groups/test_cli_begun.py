"""What is done to a group or a meeting says which other records began by it."""

from __future__ import annotations

import pytest
from cli_desk import Cli
from factories import make_group

from db.store import Store

MEETING = ("groups", "meeting")
STEPS = (
    (("groups", "group", "plan", "grp 1", "--when", "today"), "MTG-26-0001"),
    (("groups", "group", "hold", "grp 1"), ""),
    ((*MEETING, "decide", "mtg 1", "--words", "Open at nine"), "DEC-26-0001 (SLG-26-01)"),
    ((*MEETING, "add-action", "mtg 1", "--what", "Write to all", "--owner", "Ann"), "FBK-26-0001"),
    (
        (*MEETING, "actions", "mtg 1", "--lines", "Ann: Ring: 3 may\nBea: Ask: 4 may"),
        "FBK-26-0002, FBK-26-0003",
    ),
    (("groups", "decision", "add-action", "slg 26 1", "--what", "Tell"), "FBK-26-0004"),
    (("groups", "group", "skip", "grp 1", "--why", "snow"), "MTG-26-0002"),
    (("check-ins", "skip", "grp 1", "--because", "rain"), "MTG-26-0003"),
)


@pytest.mark.parametrize("shaped", [False, True], ids=["said", "json"])
@pytest.mark.slow
def test_every_other_record_that_began_is_named(cli: Cli, store: Store, shaped: bool) -> None:
    make_group(store, short="SLG", papers="yes", starts="1/1/2026")
    for args, began in STEPS:
        if shaped:
            found = cli.json(*args).get("begun", [])
            own = (f"{one['reference']} ({one['number']})".replace(" (None)", "") for one in found)
            assert ", ".join(own) == began, args
            assert all(cli.json("show", one["reference"])["id"] == one["id"] for one in found)
        else:
            assert (f"Began {began}." if began else "Meeting held:") in cli.text(*args), args
