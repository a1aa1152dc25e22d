"""A list of grants by the 360Giving standard, in each shape, and all that may be wrong in it."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from cli_desk import Cli
from factories import make_award, make_organisation

from db.kinds.importing import run_import
from db.store import Store
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.funding.award import KIND
from spoc_tui.casework.kinds.coming_in import Asked, ListIn
from spoc_tui.registers.grants import heading_key

ROW = {
    "Identifier": "360G-fund-1",
    "Title": "Roof",
    "Description": "A new roof\nfor the hall",
    "Currency": "GBP",
    "Amount Awarded": "2,266",
    "Award Date": "2026-01-15",
    "Planned Dates:Duration (months)": "12",
    "Recipient Org:Identifier": "GB-CHC-1123456",
    "Recipient Org:Name": "Rook Lane Club",
    "Recipient Org:Charity Number": "",
    "Recipient Org:Company Number": "",
    "Funding Org:Identifier": "GB-CHC-200000",
    "Funding Org:Name": "A Fund",
    "Grant Programme:Title": "Small grants",
}


@pytest.fixture
def club(store: Store) -> str:
    uid = make_organisation(store, "Rook Lane Club").uid
    return store.organisations.add_identifier(uid, "GB-CHC-1123456").uid


def listed(path: Path, *rows: dict[str, str]) -> Path:
    """A CSV of these rows, each the usual one with what it says otherwise."""
    file = path / "grants.csv"
    with file.open("w", newline="", encoding="utf-8") as out:
        heads = list(dict.fromkeys(head for row in (ROW, *rows) for head in row))
        writer = csv.DictWriter(out, heads)
        writer.writeheader()
        writer.writerows({**ROW, **row} for row in rows)
    return file


def imported(
    store: Store, file: Path, *, said: Mapping[str, str] = {}, dry_run: bool = False
) -> ListIn:
    return run_import(store, KIND, KIND.lists[0], file, Asked(said=said), dry_run=dry_run)


def outcome(store: Store, file: Path, **options: Any) -> list[tuple[str, str]]:
    return [(one.verdict.value, one.why) for one in imported(store, file, **options).lines]


def test_a_line_becomes_an_award(store: Store, club: str, tmp_path: Path) -> None:
    file = listed(tmp_path, {})
    assert outcome(store, file, dry_run=True) == [("taken", "")]
    assert store.declared("award").count() == 0
    (line,) = imported(store, file).lines
    one: Any = store.declared("award").get(line.reference).record
    assert (one.organisation.uid, one.funder, one.amount) == (club, "A Fund", 2_266_00)
    assert (one.title, one.purpose) == ("Roof", "A new roof\nfor the hall")
    assert (one.programme, one.external, one.basis) == ("Small grants", "360G-fund-1", "grant")
    # Real lists have durations, and no days: counted from the award.
    assert (str(one.last), one.months) == ("2027-01-14", 12)
    assert outcome(store, file) == [("there", "")]
    store.undo()
    assert store.declared("award").count() == 0


def test_one_import_is_one_undo(store: Store, club: str, tmp_path: Path) -> None:
    rows = [{"Identifier": f"360G-fund-{n}"} for n in range(4)]
    assert imported(store, listed(tmp_path, *rows)).summed.startswith("4 taken")
    assert store.history.page(0, 1)[0].action.label == "Imported 4 awards of “grants.csv”"
    store.undo()
    assert store.declared("award").count() == 0


def test_what_had_ended_is_closed(store: Store, club: str, tmp_path: Path) -> None:
    (line,) = imported(store, listed(tmp_path, {"Award Date": "2019-01-15"})).lines
    one = store.declared("award").get(line.reference).record
    assert not one.is_open
    assert "had ended on Tue 14 Jan 2020 when it was imported" in one.closed_why


WRONG = {
    "individual": (
        {"Recipient Ind:Identifier": "360G-i", "Recipient Ind:Name": "Ann Lee"},
        ("refused", "given to an individual"),
    ),
    "euro": ({"Currency": "EUR"}, ("refused", "It is in EUR")),
    "no currency": ({"Currency": ""}, ("refused", "says no currency")),
    "nothing": ({"Amount Awarded": "0"}, ("refused", "more than £0")),
    "below nothing": ({"Amount Awarded": "-2,266"}, ("refused", "below £0")),
    "no sum": ({"Amount Awarded": ""}, ("refused", "Amount cannot be left blank")),
    "no day": ({"Award Date": ""}, ("refused", "no Award Date")),
    "not a day": ({"Award Date": "soon"}, ("refused", "soon")),
    "to come": ({"Award Date": "2030-01-01"}, ("refused", "is to come")),
    "after its end": (
        {"Planned Dates:End Date": "2025-12-31"},
        ("refused", "cannot end before it was awarded"),
    ),
    "no recipient": ({"Recipient Org:Name": ""}, ("refused", "names no recipient")),
    "no identifier": ({"Identifier": ""}, ("refused", "no Identifier")),
    "not here": (
        {"Recipient Org:Name": "Far Away", "Recipient Org:Identifier": "360G-x-9"},
        ("held", "not on record"),
    ),
    "another name": ({"Recipient Org:Name": "A Branch"}, ("held", "is Rook Lane Club here")),
    "charity number as a company's": (
        {"Recipient Org:Identifier": "GB-COH-01123456"},
        ("held", "in another register (GB-CHC-1123456)"),
    ),
    "in the company's column": (
        {"Recipient Org:Identifier": "", "Recipient Org:Company Number": "1123456"},
        ("held", "in another register (GB-CHC-1123456)"),
    ),
    "another number": (
        {"Recipient Org:Identifier": "GB-CHC-1999999"},
        ("held", "has the number GB-CHC-1123456 here"),
    ),
    "made up by the funder": ({"Recipient Org:Identifier": "360G-fund-org-7"}, ("taken", "")),
    "no pence": ({"Amount Awarded": "£2266.5"}, ("taken", "")),
    "with a time": ({"Award Date": "2026-01-15T00:00:00+00:00"}, ("taken", "")),
    "half a month": ({"Planned Dates:Duration (months)": "12.5"}, ("taken", "")),
    "a month for a day": ({"Planned Dates:End Date": "2027-03"}, ("taken", "")),
}


@pytest.mark.parametrize(("row", "said"), WRONG.values(), ids=WRONG)
def test_each_line_says_what_becomes_of_it_and_why(
    store: Store, club: str, tmp_path: Path, row: dict[str, str], said: tuple[str, str]
) -> None:
    ((verdict, why),) = outcome(store, listed(tmp_path, row))
    assert verdict == said[0], why
    assert said[1] in why
    assert "Ann Lee" not in str(outcome(store, listed(tmp_path, row), dry_run=True))
    assert store.declared("award").count() == (verdict == "taken")


def test_one_id_with_several_names_is_held_and_said(
    store: Store, club: str, tmp_path: Path
) -> None:
    branch = {"Identifier": "360G-fund-2", "Recipient Org:Name": "Rook Lane Juniors"}
    file = listed(tmp_path, {}, branch)
    taken, held = outcome(store, file, dry_run=True)
    assert (taken[0], held[0]) == ("taken", "held")
    assert "Rook Lane Club: a branch may be meant" in held[1]
    said = {"Rook Lane Juniors": "Rook Lane Club"}
    assert [one for one, _ in outcome(store, file, said=said)] == ["taken", "taken"]


def test_twice_in_a_list_or_like_one_here_it_is_not_added_twice(
    store: Store, club: str, tmp_path: Path
) -> None:
    twice = outcome(store, listed(tmp_path, {}, {}), dry_run=True)
    assert twice[1] == ("refused", "Line 2 has the same Identifier, 360G-fund-1.")
    days = {"starts": "", "ends": "", "awarded": "2026-01-15"}
    made = make_award(store, "Rook Lane Club", amount="2266", **days)
    ((verdict, why),) = outcome(store, listed(tmp_path, {}))
    assert (verdict, made.reference in why) == ("held", True)


def test_json_and_excel_say_the_same(store: Store, club: str, tmp_path: Path) -> None:
    grant = {
        **{"id": "360G-fund-1", "title": "Roof", "description": "A roof", "currency": "GBP"},
        **{"amountAwarded": 2266, "awardDate": "2026-01-15"},
        "recipientOrganization": [{"id": "GB-CHC-1123456", "name": "Rook Lane Club"}],
        "fundingOrganization": [{"id": "GB-CHC-200000", "name": "A Fund"}],
        "plannedDates": [{"duration": 12}],
    }
    person = {key: one for key, one in grant.items() if key != "recipientOrganization"}
    person |= {"id": "360G-fund-2", "recipientIndividual": {"id": "360G-i", "name": "Ann Lee"}}
    file = tmp_path / "grants.json"
    file.write_text(json.dumps({"grants": [grant, person]}), encoding="utf-8")
    found = imported(store, file, dry_run=True)
    assert [one.verdict for one in found.lines] == ["taken", "refused"]
    assert "Ann Lee" not in str(found)
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(list(ROW))
    book.active.append([*list(ROW.values())[:4], 2266.0, *list(ROW.values())[5:]])
    book.save(tmp_path / "grants.xlsx")
    assert outcome(store, tmp_path / "grants.xlsx") == [("taken", "")]


@pytest.mark.parametrize(
    "heading",
    [
        "Recipient Org:Identifier",
        "Recipient Org:0:Identifier",
        "recipientOrganization/0/id",
        "recipientOrganization.0.id",
        "recipientOrganization.id",
        "RECIPIENT ORG : IDENTIFIER",
    ],
)
def test_a_heading_means_the_same_in_every_shape(heading: str) -> None:
    assert heading_key(heading) == "recipientorg:identifier"


def test_a_file_of_something_else_is_refused(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "other.csv"
    file.write_text("Title,Description\nA,B\n", encoding="utf-8")
    with pytest.raises(BadInput, match="no column “Amount Awarded”"):
        imported(store, file)
    with pytest.raises(BadInput):
        imported(store, tmp_path / "there-is-none.csv")


def test_on_the_command_line(store: Store, cli: Cli, club: str, tmp_path: Path) -> None:
    file = str(listed(tmp_path, {}, {"Identifier": "360G-fund-2", "Currency": "EUR"}))
    said = cli.text("money", "award", "import", file, "--dry-run")
    assert "1 taken, 0 there already, 0 held, 1 refused." in said
    assert "line 4, refused: Rook Lane Club, Roof: It is in EUR" in said
    assert "Nothing was written" in said
    told = cli.json("money", "award", "import", file, "--as", "X=Rook Lane Club")
    assert told["counts"] == {"taken": 1, "there": 0, "held": 0, "refused": 1}
    assert told["columns"]["Award Date"] == "awarded"
    assert told["lines"][0]["reference"] == "AWD-26-0001"
    refused = cli.error(2, "money", "award", "import", file, "--as", "Rook Lane")
    assert refused["field"] == "as"
