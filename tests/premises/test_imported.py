"""Lists of premises taken in: each line ends taken, there already, held or refused, with why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cli_desk import Cli
from factories import make_organisation
from premises_made import make_premises

from db.store import Store
from spoc_tui.casework.organisations.postcodes import PostcodeRow

LAND = """UPRN,PropertyName,StreetNumber,StreetName,PostCode,TenureType,TenureDetail
100060000001,Elm Hall,,,me2 2aa,Freehold,Occupied by the Local Authority
1.00062E+11,Oak Hall,,,ME2 2AA,Freehold,
100060000003,,12,Rook Lane,ME4 4AA,Leasehold,Sub-leasehold
100060000004,,,,ME4 4AA,Freehold,
100060000001,Elm Community Hall,,,ME2 2AA,Freehold,
100060000009,Elm Hall,,,ME2 2AA,Freehold,
100060000003,12 Rook Lane,,,ME4 4AA,Leasehold,
"""
ASSETS = (
    "reference,name,address-text,nomination-date,nominating-group,decision,decision-date,"
    "expiry-date,notification-to-sell-date,interested-group,end-date"
    """
A-1,The Bell,1 High St,2025-01-06,Rook Lane Bowls Club,successful,2025-02-24,2030-02-23,,,
A-2,Elm Hall,,2024-11-01,Friends of Elm,successful,2024-12-01,2029-12-01,2026-03-02,Friends of Elm,
A-3,The Crown,,2025-01-06,Friends of the Crown,unsuccessful,2025-02-24,,,,
A-4,The Swan,,2019-01-07,Friends of the Swan,successful,2019-02-01,2024-01-31,,,2024-01-31
A-5,The Mill,,2025-01-06,Friends of the Mill,successful,,,,,
A-6,ME4 4AA,,2025-01-06,Friends,successful,2025-02-24,,,,
A-7,The Bell,,2025-01-06,Rook Lane Bowls Club,successful,2025-03-24,,,,
A-8,The Pier,,2020-01-06,Friends of the Pier,successful,2022-02-24,,2023-05-01,,
"""
)
RATES = """Ratepayer,Property address,Relief,Percentage,Relief awarded
Rook Lane Bowls Club,Rook Lane,Mandatory charitable relief,80%,"1,240.50"
Rook Lane Bowls Club,Rook Lane,Discretionary top-up,20,
Rook Lane Bowls Club,Rook Lane,Discretionary top up,120,
Rook Lane Bowls Club,The Hut,Discretionary top up,30,
Nobody,Elm,Mandatory,80,
Rook Lane Bowls Club,Rook Lane,Mandatory,80,
Rook Lane Bowls Club,Rook Lane,Transitional,10,
"""


@pytest.fixture
def lists(tmp_path: Path, store: Store) -> Path:
    make_organisation(store)
    for name, text in {"land": LAND, "assets": ASSETS, "rates": RATES}.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


def imported(cli: Cli, *args: str) -> tuple[dict[str, Any], list[tuple[int, str]]]:
    found = cli.json("premises", *args)
    return found, [(one["line"], one["verdict"]) for one in found["lines"]]


def test_land_and_buildings(cli: Cli, store: Store, lists: Path) -> None:
    row = PostcodeRow(2, "ME2 2AA", "Strood North", "E05", "Medway")
    store.postcodes.run_import([row])
    args = ("space", "import", str(lists / "land.csv"), "--team", "Planning")
    before = store.history.count()
    preview, lines = imported(cli, *args, "--dry-run")
    assert store.history.count() == before
    assert store.declared("space").count() == 0
    found, again = imported(cli, *args)
    assert again == lines
    assert not any(one["reference"] for one in preview["lines"])
    assert preview["lines"][4]["why"] == "line 2 has that UPRN and is called Elm Hall"
    assert preview["counts"] == found["counts"]
    assert lines == [
        (2, "taken"),
        (3, "refused"),
        (4, "taken"),
        (5, "refused"),
        (6, "held"),
        (7, "held"),
        (8, "there"),
    ]
    why = {one["line"]: one["why"] for one in found["lines"]}
    assert "a spreadsheet has shortened: its digits are lost" in why[3]
    assert "several buildings may have it" in why[5]
    assert why[6] == "SPC-26-0001 has that UPRN and is called Elm Hall"
    assert why[7] == "SPC-26-0001 has that name and another UPRN: 100060000001"
    one: Any = store.declared("space").get("SPC-26-0001").record
    assert (one.ward, one.tenure) == ("Strood North", "Freehold; Occupied by the Local Authority")
    _, lines = imported(cli, *args)
    assert [ended for _, ended in lines].count("taken") == 0
    cli.text("undo", "--yes")
    assert store.declared("space").count() == 0


def test_a_list_with_one_column_of_addresses(cli: Cli, store: Store, tmp_path: Path) -> None:
    (tmp_path / "sites.csv").write_text(
        "Organisation,UPRN,AssetCode,Site Address,TenureType,Tenure Detail\n"
        'Made-up,010000000017,9/1,"Playing Field, Elm Way, Strood",Freehold,Vacant\n'
        "Made-up,010000000018,9/2,3 - 4 Elm Way Strood ME2 2AA,Freehold,Vacant\n"
    )
    imported(cli, "space", "import", str(tmp_path / "sites.csv"), "--team", "Planning")
    found: list[Any] = store.declared("space").page()
    assert {(one.building, one.uprn, one.postcode) for one in found} == {
        ("Playing Field, Elm Way, Strood", "10000000017", ""),
        ("3 - 4 Elm Way Strood ME2 2AA", "10000000018", "ME2 2AA"),
    }


def test_assets_of_community_value(cli: Cli, store: Store, lists: Path) -> None:
    found, lines = imported(cli, "listing", "import", str(lists / "assets.csv"))
    assert lines == [
        (2, "taken"),
        (3, "taken"),
        (4, "held"),
        (5, "held"),
        (6, "held"),
        (7, "refused"),
        (8, "held"),
        (9, "taken"),
    ]
    why = {one["line"]: one["why"] for one in found["lines"]}
    assert why[2] == ""
    assert "expires on 2029-12-01; by the figure it is Fri 30 Nov 2029" in why[3]
    assert "its notice to sell of 2026-03-02 is DSP-26-0001" in why[3]
    assert why[8] == "LST-26-0001 is listed since Mon 24 Feb 2025: which day is right?"
    assert "its protected time ended on Thu 31 Oct 2024 (DSP-26-0002, closed)" in why[9]
    bell: Any = store.declared("listing").get("LST-26-0001").record
    assert bell.organisation.name == "Rook Lane Bowls Club"
    elm: Any = store.declared("listing").get("LST-26-0002").record
    assert elm.organisation is None
    assert "Nominated by: Friends of Elm" in elm.notes
    cli.text("undo", "--yes")
    assert store.declared("listing").count() == store.declared("disposal").count() == 0


def test_rates_relief(cli: Cli, store: Store, lists: Path) -> None:
    args = ("relief", "import", str(lists / "rates.csv"), "--year", "2026/27")
    found, lines = imported(cli, *args)
    assert lines == [
        (2, "taken"),
        (3, "taken"),
        (4, "there"),
        (5, "refused"),
        (6, "held"),
        (7, "there"),
        (8, "refused"),
    ]
    why = {one["line"]: one["why"] for one in found["lines"]}
    assert "at most 20 % in 2026/27" in why[5]
    assert "no organisation on record has this name" in why[6]
    assert "is no relief that is known" in why[8]
    granted: list[Any] = store.declared("relief").page()[::-1]
    assert [(one.form.value, one.percent, one.amount) for one in granted] == [
        ("mandatory", 8_000, 124_050),
        ("top-up", 2_000, None),
    ]


def test_a_list_of_something_else_is_refused(cli: Cli, store: Store, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    make_premises(store, "space")
    for args in (("space", "--team", "Planning"), ("listing",), ("relief",)):
        kind, *more = args
        error = cli.error(2, "premises", kind, "import", str(file), *more)
        assert error["field"] == "file"
    assert cli.error(2, "premises", "space", "import", str(file))["field"] == "team"
    file.write_text(RATES, encoding="utf-8")
    year = cli.error(2, "premises", "relief", "import", str(file), "--year", "26")
    assert year["field"] == "year"


def test_in_words(cli: Cli, lists: Path) -> None:
    text = cli.text("premises", "relief", "import", str(lists / "rates.csv"), "--year", "2026/27")
    first, *rest = text.splitlines()
    assert first == "2 taken, 2 there already, 1 held, 2 refused."
    assert rest[0].startswith("  line 5, refused: Rook Lane Bowls Club: A discretionary top-up")
