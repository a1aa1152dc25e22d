"""A weekly list of applications, and the councillors of the wards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cli_desk import Cli
from factories import make_organisation, make_window

from db.kinds.importing import run_import
from db.store import Store
from spoc_tui.casework.kinds.coming_in import Asked, ListIn, list_named
from spoc_tui.casework.organisations.wards import COUNCIL_MEMBERS
from spoc_tui.casework.planning.window import KIND

HEAD = "Reference,Address,Proposal,Ward,Application Type,Dwellings,Applicant"
GIVEN = {"notice": "site", "opened": "2026-03-02"}


class Lists:
    def __init__(self, store: Store, folder: Path) -> None:
        self.store, self.folder = store, folder

    def read(self, name: str, head: str, *rows: str, **said: str) -> ListIn:
        file = self.folder / "list.csv"
        file.write_text("\n".join([head, *rows]), encoding="utf-8")
        given = GIVEN if name == "applications" else {}
        said = {key.replace("_", "/"): value for key, value in said.items()}
        return run_import(self.store, KIND, list_named(KIND, name), file, Asked(given, said))

    def ends(self, name: str, head: str, *rows: str, **said: str) -> tuple[str, str]:
        last = self.read(name, head, *rows, **said).lines[-1]
        return last.verdict.value, last.why


@pytest.fixture
def lists(store: Store, tmp_path: Path) -> Lists:
    return Lists(store, tmp_path)


def test_an_application_becomes_a_window(lists: Lists) -> None:
    row = "MC/26/0200,Elm Lane,Erection of 24 dwellings,Strood North / Luton,Outline,24,Acme Homes"
    assert lists.ends("applications", HEAD, row) == ("taken", "")
    one: Any = lists.store.declared("window").get("MC/26/0200").record
    assert (one.dwellings, one.ward_names) == (24, ("Strood North", "Luton"))
    assert (one.application_kind.value, one.applicant) == ("outline", "Acme Homes")
    assert (one.opened.isoformat(), one.notice.value) == ("2026-03-02", "site")
    assert one.notes == "Description: Erection of 24 dwellings"
    assert lists.ends("applications", HEAD, row) == ("there", "")


LINES = {
    "MC/26/1,Elm,Erection of 24 dwellings,,,,": ("held", "For 24 homes, as its description"),
    "MC/26/1,Elm,up to 50 homes,,,0,": ("held", "For 50 homes, as its description"),
    "MC/26/1,Elm,Erection of 2 dwellings,,,,": ("held", "asked for from 10"),
    "MC/26/1,Elm,Rear extension,,,,": ("held", "not to be told for how many homes"),
    "MC/26/1,Elm,12 flats and 8 houses,,,,": ("held", "“12 flats, 8 houses”"),
    "MC/26/1,Elm,Homes,,,9,": ("held", "For 9 homes; a contribution is asked for from 10"),
    "MC/26/1,Elm,Homes,,,up to 50,": ("held", "“up to 50”"),
    "MC/26/1,,Homes,,,24,": ("refused", "Site"),
    ",Elm,Homes,,,24,": ("refused", "no reference"),
    "MC/26/1,Elm,Homes,,,1000000,": ("refused", "20,000"),
}


@pytest.mark.parametrize(("line", "ends"), LINES.items(), ids=LINES)
def test_homes_are_proposed_and_never_taken(lists: Lists, line: str, ends: tuple[str, str]) -> None:
    verdict, why = lists.ends("applications", HEAD, line)
    assert (verdict, ends[1] in why) == (ends[0], True), why
    assert lists.store.declared("window").count() == 0


def test_what_the_officer_says_is_taken(lists: Lists) -> None:
    row = "MC/26/0200,Elm Lane,Erection of 24 dwellings,,,,"
    (line,) = lists.read("applications", HEAD, row).lines
    assert (line.asks, line.proposed) == ("MC/26/0200", "24")
    assert lists.ends("applications", HEAD, row, MC_26_0200="22") == ("taken", "")
    one: Any = lists.store.declared("window").get("MC/26/0200").record
    assert one.dwellings == 22


def test_one_that_was_there_under_another_reference_or_closed(store: Store, lists: Lists) -> None:
    make_window(store, "MC/26/0100", site="Elm Lane")
    again = "MC/26/0200,ELM LANE,Homes,,,24,"
    verdict, why = lists.ends("applications", HEAD, again)
    assert (verdict, "MC/26/0100, is of the same site" in why) == ("taken", True)
    store.declared("window").act("MC/26/0100", "close", {"why": "withdrawn"})
    verdict, why = lists.ends("applications", HEAD, "mc/26/100,Elm Lane,Homes,,,24,")
    assert (verdict, "is closed: reopen that" in why) == ("held", True)


def test_the_verb_says_how_a_proposal_is_taken(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "week.csv"
    file.write_text(f"{HEAD}\nMC/26/0200,Elm Lane,up to 50 dwellings,,,,\n", encoding="utf-8")
    verb = ("planning", "window", "import", str(file), "--notice", "site", "--opened", "2/3/2026")
    assert 'If it is one: --as "MC/26/0200=50".' in cli.text(*verb)
    assert cli.json(*verb, "--as", "MC/26/0200=50")["counts"]["taken"] == 1
    assert cli.error(2, *verb[:-4])["field"] == "notice"


COUNCILLORS = "Name,Ward,From,To,Email,Phone"


def people(store: Store) -> list[tuple[str, str, tuple[str, ...]]]:
    at = store.organisations.find(COUNCIL_MEMBERS).uid
    return [(one.name, one.role, one.wards) for one in store.organisations.contacts(at)]


def test_councillors_come_in_with_their_organisation(store: Store, lists: Lists) -> None:
    make_organisation(store)
    rows = (
        "Cllr Ann Lee,Strood North,04/05/2023,,ann@example.org,",
        "Bea Hale,Luton / Rainham,,,,",
    )
    found = lists.read("councillors", COUNCILLORS, *rows)
    assert found.lines[0].why == f"“{COUNCIL_MEMBERS}” is put on record for it"
    assert people(store) == [
        ("Ann Lee", "councillor", ("Strood North",)),
        ("Bea Hale", "councillor", ("Luton", "Rainham")),
    ]
    window: Any = make_window(store, wards="Luton")
    one: Any = store.declared("window").get(window.uid).record
    assert [each.name for each in one.councillors] == ["Bea Hale"]
    again = lists.read("councillors", COUNCILLORS, *rows)
    assert again.summed.startswith("0 taken, 2 there already")
    assert again.remarks == ()
    fewer = lists.read("councillors", COUNCILLORS, rows[0])
    assert fewer.remarks == ("On record and not in the list: Bea Hale. Have they left?",)


COUNCILLOR_LINES = {
    "Ann Lee,Strood North,,,,01634 111111": ("taken", "phone added"),
    "Ann Lee,Luton,,,,": ("held", "Here they are of Strood North"),
    "Ann Lee,Strood North,2022-05-05,,,": ("held", "since Thu 4 May 2023"),
    "Ann Lee,Strood North,2023-05-04,2026-01-31,,": ("taken", "left on Sat 31 Jan 2026"),
    "Ann Lee,Strood North,,2027-05-06,,": ("there", ""),
    "Cy Mole,Luton,2023-05-04,2022-01-01,,": ("refused", "before it begins"),
    "Cy Mole,,,,,": ("refused", "names no ward"),
    ",Luton,,,,": ("refused", "names nobody"),
    "Cy Mole,Luton,May,,,": ("refused", "“May” is no day"),
}


@pytest.mark.parametrize(("line", "ends"), COUNCILLOR_LINES.items(), ids=COUNCILLOR_LINES)
def test_a_councillor(lists: Lists, line: str, ends: tuple[str, str]) -> None:
    lists.read("councillors", COUNCILLORS, "Cllr Ann Lee,Strood North,04/05/2023,,,")
    verdict, why = lists.ends("councillors", COUNCILLORS, line)
    assert (verdict, ends[1] in why) == (ends[0], True), why
