"""A forward plan and a list of events taken in: each line ends somehow, and says why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cli_desk import Cli
from factories import make_event, make_invitation, make_organisation

from db.store import Store

PLANS = """Title,Directorate,Team,Opens,Closes,Stage
Parks,Planning,S106 officer,1 June 2026,30/06/2026,Draft
Halls,Property,,2026-07-01,,planned
Homes,Housing and Community Services,,1/7/2026,1/8/2026,
Roads,Moon,,1/7/2026,1/8/2026,
Backwards,Property,,1/8/2026,1/7/2026,
No year,Property,,5 June,,
Odd,Property,,1/8/2026,,half-way
,Property,,1/8/2026,,
housing STRATEGY,Property,,2 April 2026,,
"""
EVENTS = """Event,Host,Date,Time,Where
Fair,Rook Lane,10 April 2026,18:30,The hall
Fête,Nobody at all,11/04/2026,,
Walk,,12/04/2026,,
No year,Rook Lane,5 June,,
Late,Rook Lane,14/04/2026,half past,
,Rook Lane,14/04/2026,,
summer  FAIR,Rook Lane,9 April 2026,,
"""


def lines_of(found: dict[str, Any]) -> dict[int, tuple[str, str]]:
    return {one["line"]: (one["verdict"], one["why"]) for one in found["lines"]}


def test_a_forward_plan(cli: Cli, store: Store, tmp_path: Path) -> None:
    make_invitation(store)
    file = tmp_path / "plan.csv"
    file.write_text(PLANS, "utf-8")
    args = ("codesign", "invitation", "import", str(file))
    tried = cli.json(*args, "--dry-run")
    assert store.declared("invitation").count() == 1
    found = cli.json(*args)
    assert lines_of(found) == lines_of(tried)
    ended = lines_of(found)
    assert {line: how for line, (how, _) in ended.items()} == {
        **{2: "taken", 3: "taken", 4: "refused", 5: "held", 6: "refused", 7: "refused"},
        **{8: "refused", 9: "refused", 10: "there"},
    }
    assert "has several teams or none (Community Services, Housing)" in ended[4][1]
    assert "no directorate Moon" in ended[5][1]
    assert "It cannot close before it opens" in ended[6][1]
    assert "“5 June” is no whole date" in ended[7][1]
    assert "is no stage" in ended[8][1]
    made: Any = {one.subject: one for one in store.declared("invitation").page()}
    assert made["Parks"].team.name == "S106 officer"
    assert (made["Parks"].stage.value, str(made["Parks"].closes)) == ("draft", "2026-06-30")
    assert made["Halls"].team.name == "Property and Assets"
    assert made["Halls"].stage.value == "before-drafting"
    usual = cli.json(*args, "--team", "Housing", "--dry-run")
    assert lines_of(usual)[4][0] == lines_of(usual)[5][0] == "taken"
    store.undo()
    assert store.declared("invitation").count() == 1


def test_a_list_of_events(cli: Cli, store: Store, tmp_path: Path) -> None:
    make_organisation(store)
    make_event(store)
    file = tmp_path / "events.csv"
    file.write_text(EVENTS, "utf-8")
    found = cli.json("codesign", "event", "import", str(file))
    ended = lines_of(found)
    assert {line: how for line, (how, _) in ended.items()} == {
        **{2: "taken", 3: "held", 4: "held", 5: "refused", 6: "refused", 7: "refused"},
        8: "there",
    }
    assert "does not say who holds it" in ended[4][1]
    assert "is no whole date" in ended[5][1]
    (fair,) = [one for one in store.declared("event").page() if one.subject == "Fair"]
    assert str(fair.when.at) == "18:30:00"  # type: ignore[attr-defined]
    store.undo()
    hosted = cli.json("codesign", "event", "import", str(file), "--host", "Rook Lane")
    assert lines_of(hosted)[4][0] == "taken"


@pytest.mark.parametrize("kind", ["invitation", "event"])
def test_what_is_no_such_list_is_said(cli: Cli, store: Store, tmp_path: Path, kind: str) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(b"A,B\n1,2\n")
    result = cli.run("codesign", kind, "import", str(file))
    assert result.exit_code != 0
    assert "list.csv" in result.stderr
