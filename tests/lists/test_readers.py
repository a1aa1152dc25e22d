"""Registers that are known by their columns: the Charity Commission, UK-CAT, the own export."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from spoc_tui.casework.organisations.identifiers import Identifier
from spoc_tui.casework.organisations.organisation import (
    ListedOrganisation,
    ListedPerson,
    ListRow,
    RefusedRow,
)
from spoc_tui.registers.organisations import open_list

EXTRACT = {
    "date_of_extract": "2026-03-01 00:00:00.0000000",
    "organisation_number": "1",
    "registered_charity_number": "210843",
    "linked_charity_number": "0",
    "charity_name": "The Lantern Trust",
    "charity_type": "Charitable company",
    "charity_registration_status": "Registered",
    "date_of_removal": "",
    "latest_income": "2421985",
    "charity_contact_address1": "Rook House",
    "charity_contact_address2": "Rook Lane",
    "charity_contact_address3": "CHATHAM",
    "charity_contact_address4": "",
    "charity_contact_address5": "",
    "charity_contact_postcode": "ME4 4AA",
    "charity_contact_phone": "01634 000000",
    "charity_contact_email": "post@example.org",
    "charity_contact_web": "www.example.org",
    "charity_company_registration_number": "738693",
    "charity_activities": 'An "open quote',
}
REMOVED = EXTRACT | {
    "linked_charity_number": "2",
    "charity_name": '"Lantern" Branch',
    "charity_type": "",
    "charity_registration_status": "Removed",
    "date_of_removal": "2018-11-06 00:00:00.0000000",
    "charity_company_registration_number": "",
    "latest_income": "",
}


def tabbed(*rows: dict[str, str]) -> str:
    return "".join(
        "\t".join(cells) + "\r\n" for cells in (EXTRACT, *(row.values() for row in rows))
    )


def whole(rows: list[ListRow]) -> list[ListedOrganisation]:
    listed = [row for row in rows if isinstance(row, ListedOrganisation)]
    assert len(listed) == len(rows), rows
    return listed


def check_extract(path: Path) -> None:
    opened = open_list(path)
    main, branch = whole(list(opened.rows))
    assert opened.source == "charity-commission"
    assert {"state", "income_pence", "address"} <= set(opened.fields)
    assert main.identifiers == (Identifier("GB-CHC", "210843"), Identifier("GB-COH", "00738693"))
    assert (main.key, main.state, main.standing) == ("210843", "active", "")
    assert main.address == "Rook House, Rook Lane, CHATHAM"
    assert (main.income_pence, main.purpose) == (242_198_500, 'An "open quote')
    assert (branch.key, branch.name) == ("210843-2", '"Lantern" Branch')
    assert branch.identifiers == (Identifier("GB-CHC", "210843", 2),)
    assert (branch.state, branch.standing) == ("closed", "removed 6 November 2018")


def test_the_charity_commissions_extract_as_text(tmp_path: Path) -> None:
    path = tmp_path / "publicextract.charity.txt"
    path.write_text(tabbed(EXTRACT, REMOVED), encoding="utf-8-sig", newline="")
    check_extract(path)


def test_the_charity_commissions_extract_in_its_zip_file(tmp_path: Path) -> None:
    path = tmp_path / "publicextract.charity.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("publicextract.charity.txt", tabbed(EXTRACT, REMOVED))
    check_extract(path)


def test_the_charity_commissions_extract_as_json(tmp_path: Path) -> None:
    def typed(name: str, value: str) -> object:
        number = name.endswith("_number") and value and "company" not in name
        return int(value) if number else value.replace(" 00:00:00.0000000", "T00:00:00") or None

    rows = [{name: typed(name, cell) for name, cell in row.items()} for row in (EXTRACT, REMOVED)]
    path = tmp_path / "publicextract.charity.json"
    path.write_text("\ufeff" + json.dumps(rows), encoding="utf-8")
    check_extract(path)


def test_what_the_commission_escapes_is_read(tmp_path: Path) -> None:
    path = tmp_path / "extract.txt"
    path.write_text(tabbed(EXTRACT | {"charity_activities": "one\\\ttwo"}), newline="")
    [listed] = whole(list(open_list(path).rows))
    assert listed.purpose == "one two"


def test_ukcat_rows_of_three_regulators(tmp_path: Path) -> None:
    path = tmp_path / "sample.csv"
    path.write_text(
        "org_id,reg_number,name,postcode,active,activities,income,web,company_number,UKCAT\n"
        "GB-CHC-1000003,1000003,One,BS32BN ,True,Aid,75186.0,,2538134.0,ED101\n"
        "GB-SC-SC012345,SC012345,Two,Glasgow,True,,,,,\n"
        "GB-NIC-100016,100016,Three,BT1 1AA,False,,,,,\n"
        "GB-NIC-100016,100016,Three,BT1 1AA,False,,,,,\n"
        "100016,100016,Four,,True,,,,,\n"
    )
    opened = open_list(path)
    one, two, three, again, four = opened.rows
    assert opened.source == "ukcat"
    assert isinstance(one, ListedOrganisation)
    assert isinstance(two, ListedOrganisation)
    assert isinstance(three, ListedOrganisation)
    assert one.identifiers == (Identifier("GB-CHC", "1000003"), Identifier("GB-COH", "02538134"))
    assert (one.key, one.postcode, one.income_pence) == ("GB-CHC-1000003", "BS3 2BN", 7_518_600)
    assert (two.key, two.postcode) == ("GB-SC-SC012345", "")
    assert (three.key, three.state) == ("GB-NIC-100016", "closed")
    assert again == RefusedRow(5, "GB-NIC-100016 is already on line 4.", "GB-NIC-100016")
    assert isinstance(four, RefusedRow)


OWN = {
    "id": "0197-a",
    "name": "'=Lions",
    "other_names": "Lyons; '=L",
    "kind": "club",
    "purpose": "Aid\nand more",
    "address": "Rook Lane",
    "postcode": "ME4 4AA",
    "ward": "Luton",
    "phone": "'+44 1634 000000",
    "email": "",
    "web": "",
    "notes": "''=x",
    "state": "active",
    "size": "large",
    "income": "12500.50",
    "staff": "2",
    "volunteers": "none",
    "incomes": "fees; grants",
    "challenges": "income; space",
    "tags": "youth; sport",
    "memberships": "MVA; BTC",
    "parent": "",
    "published_on": "2026-04-02",
    "named_on": "",
    "not_known_before": "no",
    "identifiers": "GB-CHC-1071905; GB-COH-02538134",
    "people": "Ann Lee | Chair | 01634 000000 | a@example.org; Bob Ray",
    "sources": "casc; mva",
}


def check_own(listed: ListedOrganisation) -> None:
    assert (listed.key, listed.income_pence, listed.staff) == ("0197-a", 1_250_050, 2)
    assert (listed.size, listed.volunteers, listed.state) == ("large", "none", "active")
    assert (listed.incomes, listed.challenges) == ("fees, grants", "income, space")
    assert (listed.tags, listed.memberships) == ("youth, sport", "MVA, BTC")
    assert (listed.published_on, listed.named_on) == ("2026-04-02", None)
    assert [number.text for number in listed.identifiers] == ["GB-CHC-1071905", "GB-COH-02538134"]
    assert listed.people == (
        ListedPerson("Ann Lee", "Chair", "01634 000000", "a@example.org"),
        ListedPerson("Bob Ray"),
    )


def test_the_directorys_own_export_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "directory.csv"
    out = io.StringIO(newline="")
    out.write(",".join(OWN) + "\r\n" + ",".join(f'"{cell}"' for cell in OWN.values()) + "\r\n")
    path.write_bytes(out.getvalue().encode("utf-8-sig"))
    opened = open_list(path)
    [listed] = whole(list(opened.rows))
    assert opened.source == "directory"
    check_own(listed)
    # The mark that keeps a spreadsheet from calculation is taken off again.
    assert (listed.name, listed.phone, listed.notes) == ("=Lions", "+44 1634 000000", "'=x")
    assert listed.purpose == "Aid\nand more"


def test_a_size_that_the_income_says_is_not_said_again(tmp_path: Path) -> None:
    path = tmp_path / "directory.json"
    path.write_text(json.dumps([OWN | {"size": "small"}]))
    assert whole(list(open_list(path).rows))[0].size == ""


def test_the_directorys_own_export_is_read_back_from_json(tmp_path: Path) -> None:
    several = {
        name: cell.split("; ")
        for name, cell in OWN.items()
        if name in ("other_names", "incomes", "challenges", "tags", "memberships", "identifiers")
    }
    people = [
        {"name": "Ann Lee", "role": "Chair", "phone": "01634 000000", "email": "a@example.org"},
        {"name": "Bob Ray", "role": "", "phone": "", "email": ""},
    ]
    row = OWN | several | {"people": people, "staff": 2, "not_known_before": False}
    path = tmp_path / "directory.json"
    path.write_text(json.dumps([row]))
    [listed] = whole(list(open_list(path).rows))
    check_own(listed)


@pytest.mark.parametrize("column", ["active", "postcode"])
def test_a_registers_column_can_be_taken_for_something_else(tmp_path: Path, column: str) -> None:
    path = tmp_path / "clubs.csv"
    path.write_text("id,name,address,postcode,active\nGB-CASC-9abbf705,Rook,,ME4 4AA,False\n")
    opened = open_list(path, mapping={column: "-"})
    [listed] = whole(list(opened.rows))
    assert opened.source == "casc"
    assert ("state" if column == "active" else column) not in opened.fields
    assert (listed.state == "active", listed.postcode == "") == (
        column == "active",
        column == "postcode",
    )


def test_the_real_sample_repeats_ninety_nine_keys(test_data: Path) -> None:
    opened = open_list(test_data / "ukcat-sample/sample.csv")
    rows = list(opened.rows)
    refused = [row for row in rows if isinstance(row, RefusedRow)]
    assert (len(rows), len(refused)) == (4_203, 99)
    assert all("is already on line" in row.why for row in refused)


def test_the_real_extract_knows_what_was_removed(test_data: Path) -> None:
    rows = whole(list(open_list(test_data / "ccew-extract/publicextract.charity.zip").rows))
    removed = [row for row in rows if row.state == "closed"]
    assert len(removed) == 175
    assert all(row.standing.startswith("removed ") for row in removed)
    assert sum(row.identifiers[0].linked == 0 for row in rows) == 200
