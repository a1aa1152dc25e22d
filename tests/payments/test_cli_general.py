"""The general verbs take payment complaints too: shown, listed, found, due, undone."""

from __future__ import annotations

import pytest
from cli_desk import Cli
from paying import add


def test_lists_of_an_organisation_and_of_what_is_open(cli: Cli) -> None:
    add(cli)
    add(cli, organisation="Quay Rowing")
    cli.json("pay", "close", "1", "--outcome", "withdrawn", "--reason", "x")

    def references(*args: str) -> list[str]:
        return [one["reference"] for one in cli.json("pay", *args)]

    assert references("list") == ["PAY-26-0002", "PAY-26-0001"]
    assert references("list", "--open") == references() == ["PAY-26-0002"]
    assert references("list", "--organisation", "rook") == ["PAY-26-0001"]
    said = cli.text("pay")
    assert said == (
        "PAY-26-0002  Quay Rowing: Logged, £2,500.00 outstanding. "
        "(contract for goods or services, 31 days to pay, 2 late, £71.61 to claim)\n"
    )


def test_a_closed_complaint_claims_nothing(cli: Cli) -> None:
    add(cli)
    add(cli)
    cli.json("pay", "close", "1", "--outcome", "withdrawn", "--reason", "x")
    cli.json("pay", "paid", "2", "--on", "1/4/2026")
    cli.json("pay", "told", "2")
    assert "to claim" in cli.text("pay", "list")  # what is paid late, until it is closed
    cli.json("pay", "close", "2")
    said = cli.text("pay", "list")
    assert said.count("PAY-26-") == 2
    assert "to claim" not in said
    assert "assumed" not in said


def test_nothing_to_list(cli: Cli) -> None:
    assert cli.text("pay") == "No payment complaint is open.\n"
    assert (
        cli.text("pay", "list")
        == "There is no record yet: “spoc pay add --help” says how one begins.\n"
    )


def test_show_says_what_is_what_and_how_it_was_calculated(cli: Cli) -> None:
    add(cli, "--invoice", "42")
    cli.json("pay", "formal", "1")
    said = cli.text("pay", "show", "1")
    assert said == cli.text("show", "PAY-26-0001")
    assert said.startswith("PAY-26-0001  invoice 42\n")
    for words in (
        "From            Rook Lane Bowls Club, 01634 555 010",
        "now: more than 30 days since Mon 2 Mar 2026",
        "formal, stage 1",
        "By the law of late payment",
        "1998 Act s5A",
        "Indicative, not legal advice.",
        "Ask for: what it is for;",
    ):
        assert words in said


@pytest.mark.slow
def test_the_general_verbs_take_its_references(cli: Cli) -> None:
    add(cli)
    cli.log()
    assert cli.json("show", "PAY-26-0001") == cli.json("pay", "show", "1")
    assert cli.json("show", "1")["reference"] == "ENQ-26-0001"
    noted = cli.json("note", "pay1", "--text", "Rang again")
    assert (noted["reference"], noted["amount"]) == ("PAY-26-0001", "2500.00")
    made = cli.json("promise", "PAY1", "--text", "Ring back", "--by", "today")
    assert (made["reference"], made["promise"], made["due"]) == ("PAY-26-0001", 1, "2026-04-02")
    cli.json("promise", "PAY1", "--text", "Ask Housing", "--by", "+3")
    assert "several open promises" in cli.error(2, "kept", "PAY1")["message"]
    assert cli.json("kept", "PAY1", "--promise", "1")["status"] == "logged"
    assert cli.error(3, "kept", "PAY1", "--promise", "9")["code"] == "not-found"
    cli.json("withdraw", "PAY1", "--reason", "no need")
    promises = cli.json("show", "PAY1")["promises"]
    assert [(one["number"], one["open"]) for one in promises] == [(1, False), (2, False)]
    assert cli.error(4, "kept", "PAY1")["code"] == "refused"
    history = cli.json("history", "PAY-26-0001")
    assert history
    assert "Kept a promise on PAY-26-0001" in cli.text("history")
    assert cli.json("undo")["undone"] == "Withdrew a promise on PAY-26-0001"


def test_undone_by_the_general_verb(cli: Cli) -> None:
    add(cli)
    cli.json("pay", "paid", "1", "--on", "today")
    assert cli.json("undo")["undone"] == "Recorded a payment on PAY-26-0001"
    assert cli.json("pay", "show", "1")["outstanding"] == "2500.00"
    assert cli.json("redo")["redone"] == "Recorded a payment on PAY-26-0001"
    assert cli.json("pay", "show", "1")["outstanding"] == "0.00"
    cli.json("undo")
    assert cli.json("undo")["undone"] == "Logged PAY-26-0001"
    assert "was undone on Thu 2 Apr" in cli.error(3, "pay", "show", "1")["message"]


def test_what_is_due_has_it(cli: Cli) -> None:
    add(cli, "--invoice", "42")
    (item,) = cli.json("due")
    assert (item["kind"], item["reference"], item["band"]) == ("payment", "PAY-26-0001", "payment")
    assert (item["what"], item["due"], item["subject"]) == (
        "escalate now",
        "2026-04-02",
        "invoice 42",
    )
    assert "escalate now" in cli.text("due")
    cli.json("pay", "escalate", "1")
    assert cli.json("due") == []
    assert [one["what"] for one in cli.json("due", "--on", "14/4")] == ["chase"]


def test_it_is_found(cli: Cli) -> None:
    add(cli, "--invoice", "INV-42", "--for", "Grass mowing")
    for typed in ("PAY-26-0001", "inv 42", "mowing"):
        (hit,) = cli.json("find", typed, "--kind", "payment")
        assert (hit["kind"], hit["reference"]) == ("payment", "PAY-26-0001")


def test_the_board_adds_them_up(cli: Cli) -> None:
    assert cli.json("pay", "board")["outstanding"] == "0.00"
    add(cli, "--directorate", "finance")
    add(cli, "--received", "2/2", "--amount", "100")
    cli.json("pay", "paid", "2", "--on", "1/4")
    board = cli.json("pay", "board")
    assert (board["complaints"], board["outstanding"], board["oldest"]) == (1, "2500.00", 31)
    assert (board["interest"], board["daily"], board["compensation"]) == ("1.61", "0.80", "70.00")
    assert [(one["band"], one["outstanding"]) for one in board["bands"]] == [
        ("1-30", "0.00"),
        ("31-60", "2500.00"),
        ("61+", "0.00"),
    ]
    assert [(one["name"], one["usual_days"]) for one in board["directorates"]] == [
        ("Finance", None),
        ("not known", 58),
    ]
    assert board["organisations"] == [
        {
            "name": "Rook Lane Bowls Club",
            "complaints": 2,
            "still_owed": 1,
            "outstanding": "2500.00",
            "oldest": 31,
            "paid": 1,
            "usual_days": 58,
            "usual_of": 1,
        }
    ]
    said = cli.text("pay", "board")
    assert said.startswith("£2,500.00 outstanding on 1 complaint, the oldest 31 days; interest £1")


def test_a_follow_up_at_a_time_is_one_thing_that_was_edited(cli: Cli) -> None:
    cli.json("pay", "add", "--caller", "Ida", "--amount", "100", "--received", "2026-03-02")
    said = cli.text("edit", "PAY-26-0001", "follow_up=fri 2pm")
    assert said.startswith("Edited PAY-26-0001: follow-up.\n")
    shown = cli.json("pay", "show", "1")
    assert (shown["follow_up"], shown["follow_up_time"]) == ("2026-04-03", "14:00")
