"""What is there already, of answers out of a file, and what only looks so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cli_desk import Cli
from factories import make_organisation
from survey_exports import CLUB, FOURTH, TWO, write
from survey_made import make_round

from db.store import Store

IMPORT = ("survey", "response", "import")
HEAD = ("ID", "Completion time", "Organisation", TWO, FOURTH)
OTHER = "Barn Owl Trust"
WHEN = "2026-02-25 10:00:05"
FIRST = ("1", WHEN, CLUB, "good", "More rooms")


@pytest.fixture(autouse=True)
def _round(store: Store) -> None:
    make_organisation(store, CLUB)
    make_organisation(store, OTHER)
    make_round(store, opened="2026-02-20")


def take(cli: Cli, folder: Path, *rows: tuple[str, ...]) -> list[dict[str, Any]]:
    file = write(folder, [HEAD, *rows])
    found: dict[str, Any] = cli.json(*IMPORT, str(file), "--round", "RND-26-0001")
    return list(found["lines"])


def test_another_organisation_with_other_answers_is_taken_and_then_there(
    cli: Cli, tmp_path: Path
) -> None:
    take(cli, tmp_path, FIRST)
    other = ("1", WHEN, OTHER, "poor", "Pay on time")
    (line,) = take(cli, tmp_path, other)
    assert line["verdict"] == "taken"
    assert "it came with the number or time of RSP-26-0001, from another" in line["why"]
    for row, its in ((FIRST, "RSP-26-0001"), (other, "RSP-26-0002")):
        (line,) = take(cli, tmp_path, row)
        assert (line["verdict"], line["reference"]) == ("there", its)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (("1", WHEN, OTHER, "good", "More rooms"), "is from another organisation"),
        (("1", WHEN, CLUB, "poor", "More rooms"), "but answers otherwise"),
        (("1", WHEN, "", "poor", "Pay"), "but answers otherwise"),
        (("1", WHEN, "Nobody Knows Trust", "poor", "Pay"), "but answers otherwise"),
    ],
)
def test_what_may_be_another_is_held(
    cli: Cli, tmp_path: Path, row: tuple[str, ...], why: str
) -> None:
    take(cli, tmp_path, FIRST)
    (line,) = take(cli, tmp_path, row)
    assert (line["verdict"], line["reference"]) == ("held", "RSP-26-0001")
    assert why in line["why"]
    assert "put it on record by hand" in line["why"]


@pytest.mark.parametrize(
    "row", [("1", WHEN, "", "good", "more  rooms"), ("1", WHEN, CLUB, "GOOD", "")]
)
def test_the_same_with_a_cell_less_is_there(cli: Cli, tmp_path: Path, row: tuple[str, ...]) -> None:
    take(cli, tmp_path, FIRST)
    (line,) = take(cli, tmp_path, row)
    assert line["verdict"] == "there"


def test_one_that_came_by_its_row_before_is_known_however_that_was_worded(
    cli: Cli, store: Store, tmp_path: Path
) -> None:
    row = ("", "2026-02-25", "", "good", "More rooms")
    take(cli, tmp_path, row)
    came_as = "SELECT came_as FROM survey_response"
    ((kept,),) = store.connection.execute(came_as).fetchall()
    assert kept.startswith("row ")
    earlier = kept.replace("row ", "as ")
    with store.action("As it was worded"):
        store.connection.execute("UPDATE survey_response SET came_as = ?", [earlier])
    (line,) = take(cli, tmp_path, row)
    assert line["verdict"] == "there"
