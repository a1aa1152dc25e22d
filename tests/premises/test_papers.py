"""The papers of premises: what is in each, in every form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cli_desk import Cli
from factories import make_organisation
from premises_made import make_premises

from db.store import Store
from spoc_tui.casework.premises import dated

EVERY = {
    ("space", "spaces-list"): "",
    ("holding", "ending"): "",
    ("nomination", "help-sheet"): "NOM-26-0001",
    ("disposal", "who-may-bid"): "DSP-26-0001",
    ("relief", "how-to-claim"): "REL-26-0001",
}


@pytest.fixture
def premises(store: Store) -> None:
    make_organisation(store, ward="Strood North")
    more = {"capacity": "60", "price": "0", "notes": "Ask Jo"}
    make_premises(store, "space", ward="Strood North", **more)
    make_premises(store, "space", building="Hut", until="2026-04-01")
    make_premises(store, "holding", starts="2022-01-01", ends="2027-03-31", notice="6")
    make_premises(store, "holding", starts="2022-01-01", ends="2028-03-31")
    make_premises(store, "holding", starts="2022-01-01", ends="2030-03-31", break_on="2027-01-31")
    make_premises(store, "nomination", owner="A brewery")
    make_premises(store, "disposal", ward="Strood North", owner="A brewery")
    make_premises(store, "relief")


def sections(cli: Cli, kind: str, paper: str) -> dict[str, Any]:
    """By title, the rows and lines of each section."""
    of = [one for one in [EVERY[kind, paper]] if one]
    found = cli.json("premises", kind, paper, *of)["sections"]
    return {one["title"]: (one["rows"], one["lines"]) for one in found}


@pytest.mark.usefixtures("premises")
def test_spaces_are_listed_by_ward(cli: Cli) -> None:
    said = sections(cli, "space", "spaces-list")
    assert said == {"Strood North": ([["Elm Hall", "60", "free", "", "Planning"]], [])}


@pytest.mark.usefixtures("premises")
def test_holdings_that_end_or_may_be_broken(cli: Cli) -> None:
    rows, lines = sections(cli, "holding", "ending")["By when"]
    assert [row[0] for row in rows] == ["Sun 31 Mar 2030", "Wed 31 Mar 2027"]
    assert rows[0][4] == "Sun 31 Jan 2027"
    assert rows[1][2:4] == ["Rook Lane Bowls Club", "6 months"]
    assert lines == ["2 holdings of 3 that are on record."]


@pytest.mark.usefixtures("premises")
def test_the_note_to_the_ward_has_the_days_and_no_owner(cli: Cli, store: Store) -> None:
    said = sections(cli, "disposal", "who-may-bid")
    assert said["The days"][0] == [
        ["The council had the owner’s notice", "Thu 2 Apr 2026"],
        ["A group asks in writing by", "Wed 13 May 2026"],
        ["If one does, the owner waits until", "Thu 1 Oct 2026"],
        ["Once the wait is over the owner may sell until", "Fri 1 Oct 2027"],
    ]
    assert "brewery" not in str(said)
    store.dated_figures.add(dated.RIGHT_TO_BUY, "12 months", store.today(), "its order")
    said = sections(cli, "disposal", "who-may-bid")
    assert said["The days"][0][1:] == [["The owner waits until", "Thu 1 Apr 2027"]]


@pytest.mark.usefixtures("premises")
def test_the_sheets_say_what_is_unconfirmed(cli: Cli) -> None:
    follows = sections(cli, "nomination", "help-sheet")["What follows"][1]
    assert follows[0] == "Decided within: 8 weeks (SI 2012/2421 regulation 7)."
    assert "unconfirmed" in follows[2]
    by_when = sections(cli, "relief", "how-to-claim")["By when"][1]
    assert by_when[0].startswith("Decided after the year’s end, within: no limit for years from")
    assert "unconfirmed" in by_when[1]


@pytest.mark.usefixtures("premises")
@pytest.mark.parametrize("form", ["md", "html", "docx"])
def test_each_is_written_in_every_form(cli: Cli, tmp_path: Path, form: str) -> None:
    for (kind, paper), reference in EVERY.items():
        file = tmp_path / f"{paper}.{form}"
        of = [reference] if reference else []
        cli.text("premises", kind, paper, *of, "--output", str(file))
        assert file.stat().st_size > 200


def test_a_list_of_none_says_so(cli: Cli, store: Store) -> None:
    make_organisation(store)
    assert sections(cli, "space", "spaces-list") == {"Spaces": ([], ["Nothing."])}
    assert "0 holdings of 0" in sections(cli, "holding", "ending")["By when"][1][1]
