"""The history, undo and redo on the command line."""

from __future__ import annotations

import pytest
from cli_desk import Cli


def test_history_says_who_when_before_and_after(cli: Cli) -> None:
    cli.log("Hall")
    cli.json("edit", "1", "--set", "subject=Hall keys")
    logged, edited = cli.json("history", "1")
    assert (logged["action"], logged["who"], logged["kind"]) == (
        "Logged ENQ-26-0001",
        "Ann Officer",
        "act",
    )
    change = next(c for c in edited["changes"] if c["field"] == "subject")
    assert change == {
        "table": "enquiry",
        "field": "subject",
        "before": "Hall",
        "after": "Hall keys",
    }
    assert "enquiry subject: Hall → Hall keys" in cli.text("history", "1")
    assert cli.json("history", "1", "--limit", "1") == [edited]


@pytest.mark.parametrize(
    ("which", "change"),
    [
        (("--organisation", "rook"), "organisation name: Rook Lane Bowls Club"),
        (("--team", "housing"), "team name: Housing"),
        (("--topic", "housing"), "topic code: housing"),
        (("--directorate", "property"), "directorate name: Property"),
    ],
)
def test_every_kind_of_record_has_a_history(cli: Cli, which: tuple[str, ...], change: str) -> None:
    cli.json("organisation", "add", "Rook Lane Bowls Club")
    (entry,) = cli.json("history", *which)
    assert set(entry) == {"id", "at", "who", "action", "kind", "changes"}
    assert f"    {change}\n" in cli.text("history", *which)
    assert cli.error(3, "history", which[0], "nowhere")["code"] == "not-found"
    assert "one history" in cli.error(2, "history", "1", *which)["message"]


def test_what_is_retired_removed_or_undone_keeps_its_history(cli: Cli) -> None:
    cli.json("teams", "add", "Allotments", "--directorate", "property")
    cli.json("teams", "retire", "allotments")
    assert cli.json("history", "--team", "allot")[-1]["action"] == "Retired Allotments"
    cli.json("teams", "remove", "allotments")
    assert cli.json("history", "--team", "allotments")[-1]["action"] == "Removed Allotments"
    cli.log("Hall")
    cli.json("undo")
    assert "was undone on" in cli.error(3, "show", "1")["message"]
    logged, undone = cli.json("history", "1")
    assert (logged["action"], undone["action"]) == (
        "Logged ENQ-26-0001",
        "Undid: Logged ENQ-26-0001",
    )
    assert (undone["kind"], undone["changes"][0]["field"]) == ("undo", "removed_at")


@pytest.mark.slow
def test_without_a_record_the_desk_s_last_actions(cli: Cli) -> None:
    for number in range(25):
        cli.log(f"Hall {number}")
    cli.json("undo")
    assert len(cli.json("history")) == 20
    listed = cli.json("history", "--limit", "3")
    ids = [one.pop("id") for one in listed]
    assert len(set(ids)) == 3
    assert listed == [
        {"action": action, "kind": kind, "undone": undone, "at": at, "who": "Ann Officer"}
        for at in ["2026-04-02T09:00:00Z"]
        for action, kind, undone in [
            ("Undid: Logged ENQ-26-0025", "undo", False),
            ("Logged ENQ-26-0025", "act", True),
            ("Logged ENQ-26-0024", "act", False),
        ]
    ]
    assert cli.text("history", "--limit", "2").splitlines() == [
        f"Thu 2 Apr 2026 10:00  Ann Officer  Undid: Logged ENQ-26-0025  [{ids[0][-8:]}]",
        f"Thu 2 Apr 2026 10:00  Ann Officer  Logged ENQ-26-0025  [{ids[1][-8:]}] (undone since)",
    ]
    assert len(cli.json("history", "--limit", "500")) == 27  # with the starting set
    assert cli.error(2, "history", "--limit", "0")["field"] == "limit"
