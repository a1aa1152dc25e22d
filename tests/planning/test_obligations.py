"""The three lists of developer contributions as councils write them, line by line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cli_desk import Cli
from factories import make_window

from db.kinds.importing import list_of_file, run_import
from db.store import Store
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.coming_in import ListIn, list_named
from spoc_tui.casework.planning.obligations import read_form, read_purpose, read_sum
from spoc_tui.casework.planning.window import KIND

AGREEMENTS = "developer-agreement,planning-application,start-date,end-date,developer-agreement-type"
CONTRIBUTIONS = (
    "developer-agreement-contribution,developer-agreement,contribution-purpose,amount,units,,"
)
TRANSACTIONS = (
    "developer-agreement-transaction,developer-agreement-contribution,"
    "contribution-funding-status,amount,units,start-date"
)
ONE = "MC/26/0123"


@pytest.fixture
def window(store: Store) -> str:
    return make_window(store, ONE).reference


class Imports:
    def __init__(self, store: Store, folder: Path) -> None:
        self.store, self.folder = store, folder

    def __call__(self, head: str, *rows: str, name: str = "") -> ListIn:
        file = self.folder / "list.csv"
        file.write_text("\n".join([head, *rows]), encoding="utf-8")
        of = list_named(KIND, name) if name else list_of_file(KIND, file)
        return run_import(self.store, KIND, of, file)

    def ends(self, head: str, *rows: str) -> tuple[str, str]:
        last = self(head, *rows).lines[-1]
        return last.verdict.value, last.why

    def window(self) -> Any:
        return self.store.declared("window").get(ONE).record


@pytest.fixture
def imports(store: Store, window: str, tmp_path: Path) -> Imports:
    return Imports(store, tmp_path)


def test_the_three_lists_make_one_account(imports: Imports, cli: Cli) -> None:
    imports(AGREEMENTS, "0123-da,mc/26/123 ,12/03/2026,,S106", "9-da,MC/26/9,2026-03-12,,S106")
    imports(
        CONTRIBUTIONS,
        "0123-c1,0123-da,community-facilities,25103.88,,,",
        "0123-c2,0123-DA ,education,10000,,,",
        "0123-c3,0123-da,Community Facilities,,1 hall,,",
    )
    imports(
        TRANSACTIONS,
        "1,0123-c1,received ,10000,,01/04/2026",
        "2,0123-c1,received,5000,,2026-05-01",
        "3,0123-c1,spent,-2000,,2026-06-01",
        "4,0123-c2,received,10000,,2026-06-01",
    )
    one = imports.window()
    assert [(its.form, its.signed.isoformat()) for its in one.agreements] == [
        ("section 106", "2026-03-12")
    ]
    assert [its.amount for its in one.contributions] == [2_510_388, 1_000_000, None]
    said = {name: text for name, _, text in KIND.says(one)}["lists_say"]
    assert said == (
        "agreed £25,103.88 (0123-da: £25,103.88; 0123-da: 1 hall)\nreceived £15,000\nspent £2,000"
    )
    assert "received £15,000" in cli.text("show", one.reference)
    assert cli.json("show", one.reference)["contributions"][0]["purpose"] == "community-facilities"


AGREEMENT_LINES = {
    "x,MC/26/0999,2026-03-12,,S106": ("held", "No window is of MC/26/0999"),
    "x,MC/26/0999 & MC/26/123,2026-03-12,,S106": ("taken", ""),
    "x,,2026-03-12,,S106": ("refused", "names no application"),
    ",MC/26/0123,2026-03-12,,S106": ("refused", "no key"),
    "x,MC/26/0123,soon,,S106": ("refused", "“soon” is no day"),
    "x,MC/26/0123,,,": ("taken", ""),
}


@pytest.mark.parametrize(("line", "ends"), AGREEMENT_LINES.items(), ids=AGREEMENT_LINES)
def test_an_agreement(imports: Imports, line: str, ends: tuple[str, str]) -> None:
    verdict, why = imports.ends(AGREEMENTS, line)
    assert (verdict, ends[1] in why) == (ends[0], True), why


def test_one_key_for_two_agreements(store: Store, imports: Imports) -> None:
    make_window(store, "MC/26/0200")
    first = "1,MC/26/0123,2026-03-12,,S106"
    assert imports.ends(AGREEMENTS, first, first) == ("there", "the list has it twice")
    verdict, why = imports.ends(AGREEMENTS, first, "1,MC/26/0200,2026-03-12,,S106")
    assert (verdict, "could not be told apart" in why) == ("held", True)
    verdict, why = imports.ends(AGREEMENTS, "1,MC/26/0123,2026-05-12,,Deed of variation")
    assert (verdict, "another version of 1" in why) == ("taken", True)


CONTRIBUTION_LINES = {
    "c,0123-da,OSSR ,11184.04,,,": ("taken", "no purpose of the national list"),
    "c,0123-da,commumnity-facilities ,5,,,": ("taken", "is read as community-facilities"),
    "c,0123-da,land,,1,,": ("taken", ""),
    "c,0123-da,land,\xa0,£,,": ("taken", ""),
    "c,0123-da,other,calculation at reserved matters,,,": ("taken", "kept in words"),
    'c,0123-da,other,"£1,234.50",,,': ("taken", ""),
    "c,0123-da,other,1.005,,,": ("refused", "part of a penny"),
    "c,0123-da,other,-5,,,": ("held", "below £0"),
    "c,0123-da,,5,,,": ("refused", "no purpose"),
    "c,,other,5,,,": ("refused", "names no agreement"),
    ",0123-da,other,5,,,": ("refused", "no key"),
    "c,0999-da,other,5,,,": ("held", "Import the agreements first"),
    "c,MC/26/123,other,5,,,": ("taken", "called by its application"),
}


@pytest.mark.parametrize(("line", "ends"), CONTRIBUTION_LINES.items(), ids=CONTRIBUTION_LINES)
def test_a_contribution(imports: Imports, line: str, ends: tuple[str, str]) -> None:
    imports(AGREEMENTS, "0123-da,MC/26/0123,12/03/2026,,S106")
    verdict, why = imports.ends(CONTRIBUTIONS, line)
    assert (verdict, ends[1] in why) == (ends[0], True), why


TRANSACTION_LINES = {
    "1,c1,Allocated,5,,01/04/2026": ("taken", ""),
    "1,c1,secured ,,50,": ("taken", ""),
    "1,c1,spent,-5,,": ("taken", "kept without"),
    "1,c1,received,+5,,": ("taken", ""),
    "1,c1,received,-5,,": ("held", "below £0"),
    "1,c1,,5,,": ("refused", "It says no stage"),
    "1,c1,promised,5,,": ("refused", "“promised” is no stage"),
    "1,c1,received,5,,p": ("refused", "“p” is no day"),
    "1,0123-da,received,5,,": ("held", "the key of an agreement"),
    "1,c9,received,5,,": ("held", "Import the contributions first"),
    "1,,received,5,,": ("refused", "names no contribution"),
    "1,twice,received,5,,": ("taken", "does not follow: education, health"),
}


@pytest.mark.parametrize(("line", "ends"), TRANSACTION_LINES.items(), ids=TRANSACTION_LINES)
def test_a_transaction(imports: Imports, line: str, ends: tuple[str, str]) -> None:
    imports(AGREEMENTS, "0123-da,MC/26/0123,12/03/2026,,S106")
    rows = ("c1,0123-da,other,5,,,", "twice,0123-da,education,5,,,", "twice,0123-da,health,5,,,")
    imports(CONTRIBUTIONS, *rows)
    verdict, why = imports.ends(TRANSACTIONS, line)
    assert (verdict, ends[1] in why) == (ends[0], True), why


def test_a_closed_window_takes_nothing(store: Store, imports: Imports) -> None:
    store.declared("window").act(ONE, "close", {"why": "withdrawn"})
    verdict, why = imports.ends(AGREEMENTS, "x,MC/26/0123,2026-03-12,,S106")
    assert (verdict, "is closed. Reopen it first." in why) == ("held", True)


@pytest.mark.parametrize(
    "head",
    [
        "Developer Agreements,,,,\nDeveloper-Agreement,Planning Application(s),Start Date,Type",
        "reference,planning-application,start-date,developer-agreement-classification",
        "\ufeffSite Name,developer-agreement,planning-application,start-date ,end-date",
    ],
)
def test_columns_are_known_as_councils_have_them(imports: Imports, head: str) -> None:
    columns = head.splitlines()[-1].casefold().strip("\ufeff").split(",")
    row = ["x" if "agreement" in one or one == "reference" else "" for one in columns]
    row = [ONE if "application" in one else its for one, its in zip(columns, row, strict=True)]
    assert imports.ends(head, ",".join(row))[0] == "taken"


def test_a_file_that_is_none_of_them(imports: Imports) -> None:
    with pytest.raises(BadInput) as error:
        imports("contribution-purpose,name,slug", "land,Land,/land")
    assert error.value.field == "of"


def test_one_and_the_same_form_however_it_is_written() -> None:
    for text in ("S106", "section-106", "S.106", "Section 106 agreement ", "Section-106"):
        assert read_form(text) == "section 106"
    assert read_form("Deed of Variation") == "deed of variation"
    assert read_purpose(" open-spaces-and-leisure").value == "open-space-and-leisure"
    assert (read_sum("+ £5").pence, read_sum("-£500.5").pence) == (500, -50_050)
