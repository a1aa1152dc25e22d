"""Lists of people: contacts of a mail program, a newsletter, a database of customers."""

from __future__ import annotations

from pathlib import Path

import pytest

from spoc_tui.casework.errors import BadInput
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


# In the headings that these programs write, shortened to those with something in them.
EXPORTS = {
    "Outlook": (
        "Title,First Name,Last Name,Company,Job Title,Business Street,Business State,"
        "Business Postal Code,Home Street,Other Street,Business Phone,Mobile Phone,Birthday,"
        "Categories,E-mail Address,E-mail Type,E-mail Display Name,E-mail 2 Address,Gender,"
        "Manager's Name,Priority,Spouse",
        "Ms,{first},{last},{firm},{role},1 Example Road,Kent,ME4 6AA,3 Home Lane,9 Far Street,"
        "01634 555001,{mobile},0/0/00,Friends,{email},SMTP,{first} {last} ({email}),{second},"
        "Unspecified,Robin Boss,Normal,Robin",
    ),
    "Google": (
        "Name,Given Name,Family Name,Given Name Yomi,Group Membership,E-mail 1 - Type,"
        "E-mail 1 - Value,E-mail 2 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Name,"
        "Organization 1 - Title,Address 1 - Street,Address 1 - Postal Code",
        "{first} {last},{first},{last},Yo,* myContacts,* Work,{email},{second},Mobile,{mobile},"
        "{firm},{role},1 Example Road,ME4 6AA",
    ),
    "Mailchimp": (
        "Email Address,First Name,Last Name,Phone Number,Position,Organisation,MEMBER_RATING,"
        "OPTIN_TIME,EUID,TAGS",
        "{email},{first},{last},{mobile},{role},{firm},2,2024-01-02 03:04:05,{first}0a1,Members",
    ),
    "Salesforce": (
        "Salutation,First Name,Last Name,Title,Account Name,Mailing Street,"
        "Mailing Zip/Postal Code,Mobile,Email,Account Owner",
        "Ms.,{first},{last},{role},{firm},1 Example Road,ME4 6AA,{mobile},{email},Lee Owner",
    ),
    "CiviCRM": (
        "Contact ID,Contact Type,Display Name,First Name,Last Name,Current Employer,Job Title,"
        "Street Address,Postal Code,Phone,Email",
        "{line},Individual,{first} {last},{first},{last},{firm},{role},1 Example Road,ME4 6AA,"
        "{mobile},{email}",
    ),
}
PEOPLE = tuple(
    {
        "line": number,
        "first": first,
        "last": "Example",
        "firm": firm,
        "role": "Chair" if number % 2 else "Treasurer",
        "mobile": f"07700 90011{number}",
        "email": f"{first.lower()}@alder.example",
        "second": f"{first.lower()}@home.example" if number == 1 else "",
    }
    for number, (first, firm) in enumerate(
        [("Jo", "Alder House"), ("Sam", "Alder House"), ("Ann", "Birch Club")]
        + [(first, "Cedar Choir") for first in ("Bo", "Cy", "Di")],
        1,
    )
)


@pytest.mark.parametrize("program", EXPORTS)
def test_what_programs_write_is_of_people_and_their_firms(tmp_path: Path, program: str) -> None:
    header, line = EXPORTS[program]
    found = opened(tmp_path, header, *(line.format(**one) for one in PEOPLE))
    rows = [row for row in found.rows if isinstance(row, ListedOrganisation)]
    assert [(row.name, len(row.people)) for row in rows] == [
        ("Alder House", 2),
        ("Birch Club", 1),
        ("Cedar Choir", 3),
    ]
    people = [person for row in rows for person in row.people]
    assert [person.name for person in people] == [f"{one['first']} Example" for one in PEOPLE]
    assert [person.role for person in people] == [one["role"] for one in PEOPLE]
    assert [person.phone for person in people] == [one["mobile"] for one in PEOPLE]
    emails = [[one["email"], *filter(None, [one["second"]])] for one in PEOPLE]
    if "{second}" not in line:
        emails = [[one["email"]] for one in PEOPLE]
    assert [person.email.split(", ") for person in people] == emails
    for row in rows:  # nothing of a person is the firm's
        assert (row.email, row.kind, row.tags, row.memberships) == ("", "", "", "")
        said = f"{row.notes} {row.address}"
        for private in ("@", "Home Lane", "Robin Boss, Robin", "Spouse", "0/0/00"):
            assert private not in said
        assert row.phone in ("", "01634 555001")


def test_a_list_of_people_without_firms_has_no_name(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "Full Name,First Name,Last Name,Email\nJo Example,Jo,Example,jo@one.example\n"
        "Sam Sample,Sam,Sample,sam@one.example\n"
    )
    with pytest.raises(BadInput, match="name"):
        list(open_list(path).rows)
