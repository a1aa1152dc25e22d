"""`spoc review`: held rows and differences listed, and settled by their ids."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_desk import Cli

FIRST = "Key,Name,Postcode,Phone\n1,Strood Scouts,ME2 2BB,01634 1\n"
SECOND = "Key,Name,Postcode,Phone\n1,Strood Scouts,ME2 2BB,01634 2\n"
NEAR = "Key,Name,Postcode,E-mail\na,Strood Scouts Group,ME2 2BB,a@b.example\n"


def run_import(cli: Cli, folder: Path, text: str, source: str) -> None:
    file = folder / f"{source}.csv"
    file.write_text(text)
    cli.text("import", "organisations", str(file), "--source", source)


def a_difference(cli: Cli, folder: Path) -> str:
    run_import(cli, folder, FIRST, "mva")
    cli.text("organisation", "edit", "strood scouts", "--set", "phone=01634 999")
    run_import(cli, folder, SECOND, "mva")
    (one,) = cli.json("review")["differences"]
    assert (one["field"], one["ours"], one["listed"]) == ("phone", "01634 999", "01634 2")
    return str(one["id"])


def a_held_row(cli: Cli, folder: Path) -> str:
    run_import(cli, folder, FIRST, "mva")
    run_import(cli, folder, NEAR, "grants")
    (one,) = cli.json("review")["held"]
    assert one["organisation"]["name"] == "Strood Scouts"
    assert one["said"]["email"] == "a@b.example"
    return str(one["id"])


def test_nothing_to_decide(cli: Cli) -> None:
    assert cli.json("review") == {"held": [], "differences": []}
    assert cli.text("review") == "The review queue is empty.\n"


@pytest.mark.parametrize(
    ("verb", "phone", "said"),
    [
        ("take", "01634 2", "Strood Scouts: took the phone of mva.\n"),
        ("leave", "01634 999", "Strood Scouts: left the phone as it is.\n"),
    ],
)
def test_a_difference(cli: Cli, tmp_path: Path, verb: str, phone: str, said: str) -> None:
    uid = a_difference(cli, tmp_path)
    listed = cli.text("review")
    assert f"Strood Scouts: phone\n  id            {uid}\n" in listed
    assert "  mva           01634 2" in listed
    assert f"Settle a difference: spoc review take {uid} (or: leave). " in listed
    assert cli.text("review", verb, uid) == said
    assert cli.json("organisation", "show", "strood scouts")["phone"] == phone
    assert (
        cli.error(3, "review", verb, uid)["message"]
        == "This difference has been settled in the meantime."
    )


@pytest.mark.parametrize(
    ("verb", "names", "said"),
    [
        ("same", 1, "Strood Scouts Group is Strood Scouts.\n"),
        ("another", 2, "Added Strood Scouts Group.\n"),
        ("leave-out", 1, "Left out Strood Scouts Group.\n"),
    ],
)
def test_a_held_row(cli: Cli, tmp_path: Path, verb: str, names: int, said: str) -> None:
    uid = a_held_row(cli, tmp_path)
    assert "may be Strood Scouts: names nearly the same, same postcode" in cli.text("review")
    assert cli.text("review", verb, uid) == said
    assert len(cli.json("organisation", "list")) == names
    assert cli.json("review")["held"] == []
    cli.text("undo", "--yes")
    assert len(cli.json("review")["held"]) == 1


def test_no_such_id(cli: Cli) -> None:
    assert (
        cli.error(3, "review", "same", "nothing")["message"] == "There is no held row of that id."
    )


def test_all_that_are_alike(cli: Cli, tmp_path: Path) -> None:
    run_import(cli, tmp_path, "Name\nAlder\nBirch\nCedar\n", "one")
    run_import(cli, tmp_path, "Name,Postcode\nAlder,ME4 4AA\nBirch,ME4 4AA\nElm,ME4 4AA\n", "two")
    first, _ = cli.json("review")["held"]
    settled = cli.json("review", "same", first["id"], "--alike")["held"]
    assert [one["name"] for one in settled] == ["Alder", "Birch"]
    assert cli.json("overlap")["in_several"] == 2
    cli.text("undo", "--yes")
    assert cli.text("review", "branch", first["id"]) == "Added Alder, a branch of Alder.\n"
