"""Lists of people: contacts of a mail program, a newsletter, a database of customers."""

from __future__ import annotations

from pathlib import Path

import pytest

from spoc_tui.casework.organisations.organisation import (
    ListedOrganisation,
    ListedPerson,
    RefusedRow,
)
from spoc_tui.registers.organisations import OpenedList, open_list

JO = ListedPerson("Jo Example", "Chair", "07700 900111", "jo@alder.example")
LISTS = {
    "a mail program's": (
        "First Name,Last Name,E-mail Address,Business Phone,Mobile Phone,Job Title,Company",
        "Jo,Example,jo@alder.example,01634 555001,07700 900111,Chair,Alder House",
        "Sam,Sample,sam@alder.example,01634 555001,,,Alder House",
    ),
    "another's": (
        "Name,Given Name,Family Name,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Value,Role,"
        "Organization 1 - Name",
        "Jo Example,Jo,Example,Work,jo@alder.example,07700 900111,Chair,Alder House",
        "Sam Sample,Sam,Sample,Work,sam@alder.example,,,Alder House",
    ),
    "a newsletter's": (
        "Email Address,First Name,Last Name,Phone,Position,Company",
        "jo@alder.example,Jo,Example,07700 900111,Chair,Alder House",
        "sam@alder.example,Sam,Sample,,,Alder House",
    ),
    "of customers": (
        "Account Name,First Name,Last Name,Job title,Email,Mobile,Contact ID",
        "Alder House,Jo,Example,Chair,jo@alder.example,07700 900111,C1",
        "Alder House,Sam,Sample,,sam@alder.example,,C2",
    ),
}


def opened(tmp_path: Path, *lines: str) -> OpenedList:
    path = tmp_path / "list.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return open_list(path)


@pytest.mark.parametrize("lines", LISTS.values(), ids=LISTS)
def test_several_people_of_a_firm_are_one_organisation(
    tmp_path: Path, lines: tuple[str, ...]
) -> None:
    found = opened(tmp_path, *lines)
    (one,) = found.rows
    assert isinstance(one, ListedOrganisation)
    assert (one.name, one.key, one.email) == ("Alder House", "alder house", "")
    assert one.people == (JO, ListedPerson("Sam Sample", email="sam@alder.example"))
    assert found.remarks[-1].startswith("It is a list of people: 1 more")


def test_a_person_of_no_firm_is_refused_and_one_elsewhere_another(tmp_path: Path) -> None:
    found = opened(
        tmp_path,
        "First name,Surname,Email,Company,Postcode,Web",
        "Jo,Example,jo@alder.example,Alder House,ME4 6AA,alder.example",
        "Ann,Alone,ann@one.example,,,",
        "Sam,Sample,sam@alder.example,Alder House,ME7 1AA,",
        ",,info@alder.example,Alder House,ME4 6AA,alder.example/new",
    )
    first, nobody, other = found.rows
    assert isinstance(first, ListedOrganisation)
    assert isinstance(other, ListedOrganisation)
    assert nobody == RefusedRow(3, "There is nothing in the column Company.")
    assert (first.email, first.web, len(first.people)) == ("", "alder.example", 1)
    assert first.notes == "line 5, e-mail: info@alder.example\nline 5, web: alder.example/new"
    assert (other.line, other.postcode) == (4, "ME7 1AA")


def test_a_list_of_organisations_with_a_contact_each_stays_one(tmp_path: Path) -> None:
    found = opened(
        tmp_path,
        "Club,First name,Surname,Email",
        "Lions,Jo,Example,lions@example.org",
        "Bears,Jo,Example,bears@example.org",
    )
    assert found.mapping["Email"] == "email"
    assert [len(row.people) for row in found.rows if isinstance(row, ListedOrganisation)] == [1, 1]
