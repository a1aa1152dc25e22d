"""Which field a list's column is taken for, and what a row then says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.lists.fields import LIST_FIELDS, field_of_header, number_in
from spoc_tui.casework.lists.people import people_text, read_people
from spoc_tui.casework.organisations.identifiers import Identifier
from spoc_tui.casework.organisations.organisation import (
    ListedOrganisation,
    ListedPerson,
    RefusedRow,
)
from spoc_tui.registers.organisations import OpenedList, open_list

Open = Callable[..., OpenedList]


@pytest.fixture
def opened(tmp_path: Path) -> Open:
    """Opens a list of these lines."""

    def written(*lines: str, **options: dict[str, str]) -> OpenedList:
        path = tmp_path / "list.csv"
        path.write_text("\n".join(lines), encoding="utf-8")
        return open_list(path, **options)  # type: ignore[arg-type]

    return written


def only(opened: OpenedList) -> ListedOrganisation:
    (row,) = opened.rows
    assert isinstance(row, ListedOrganisation), row
    return row


HEADERS = {
    "Group name": "name",
    "Organisation": "name",
    "NAME OF CHARITY": "name",
    "Charity No.": "charity_number",
    "registered_charity_number": "charity_number",
    "Reg. no": "charity_number",
    "Company Number": "company_number",
    "Tel": "phone",
    "Telephone No. (daytime)": "phone",
    "Mobile": "person_phone",
    "Contact": "person",
    "Main contact": "person",
    "2nd contact name": "person",
    "E-mail address": "email",
    "Organisation’s e-mail": "email",
    "Website": "web",
    "Post code": "postcode",
    "Address 1": "address",
    "ADDRESS_LINE_2": "address",
    "Address5": "address",
    "Town/City": "address",
    "Ward": "ward",
    "Local Authority": "authority",
    "About": "purpose",
    "Aims": "purpose",
    "Annual income (£)": "income",
    "Also known as": "other_name",
    "Opening hours": "notes",
    "Ref": "key",
}


@pytest.mark.parametrize(("header", "field"), HEADERS.items())
def test_headers_as_councils_write_them(header: str, field: str) -> None:
    assert field_of_header(header) == field


@given(st.text(max_size=120))
def test_any_header_means_a_field_or_none(header: str) -> None:
    assert field_of_header(header) in (*LIST_FIELDS, None)
    assert number_in(header) >= 0


def test_a_list_kept_by_hand(opened: Open) -> None:
    found = opened(
        "Group name,Charity No.,Contact,Tel,Mobile,Email address,Address 1,Town,Post code,About",
        "Lions,1071905.0,Ann Lee,1634000000,07700 900123,a@example.org,Quay,Chatham,me44aa,Aid",
    )
    listed = only(found)
    assert found.source == found.reader == ""
    assert found.mapping["Mobile"] == "person_phone"
    assert found.fields == ("name", "purpose", "address", "postcode", "phone", "email", "notes")
    assert listed.key == "GB-CHC-1071905"
    assert (listed.address, listed.postcode) == ("Quay, Chatham", "ME4 4AA")
    # A spreadsheet took the nought away.
    assert (listed.phone, listed.email, listed.purpose) == ("01634000000", "a@example.org", "Aid")
    assert listed.people == (ListedPerson("Ann Lee", phone="07700 900123"),)


def test_beside_organisation_a_column_name_is_a_persons(opened: Open) -> None:
    listed = only(opened("Organisation,Name,Position", "Lions,Ann Lee,Chair"))
    assert (listed.name, listed.people) == ("Lions", (ListedPerson("Ann Lee", "Chair"),))


def test_first_and_last_names_are_one_person_and_numbers_tell_people_apart(opened: Open) -> None:
    head = "Club,First name,Surname,Contact email,Contact 2,Contact 2 phone"
    listed = only(opened(head, "Lions,Ann,Lee,a@example.org,Bob Ray,01634 000000"))
    assert listed.people == (
        ListedPerson("Ann Lee", email="a@example.org"),
        ListedPerson("Bob Ray", phone="01634 000000"),
    )


def test_a_number_beside_no_name_is_the_organisations(opened: Open) -> None:
    found = opened("Club,Contact,Contact phone", "Lions,,01634 000000")
    assert "phone" in found.fields
    listed = only(found)
    assert (listed.phone, listed.people) == ("01634 000000", ())


def test_where_nobody_is_named_a_contacts_number_is_the_organisations(opened: Open) -> None:
    listed = only(opened("Club,Mobile,Contact email", "Lions,07700 900123,a@example.org"))
    assert (listed.phone, listed.email) == ("07700 900123", "a@example.org")


@pytest.mark.parametrize(
    ("header", "cell", "field"),
    [
        ("How to reach", "ann@example.org", "email"),
        ("How to reach", "(01634) 000 000", "phone"),
        ("Contact", "ann@example.org", "email"),
        ("Online", "https://example.org/lions", "web"),
        ("Where", "ME4 4AA", "postcode"),
        ("Charity", "1071905", "charity_number"),
        ("Reg no", "SC123456", "company_number"),
        ("Register", "GB-CHC-1071905", "org_id"),
        ("Anything", "1071905", "notes"),
        ("Colour", "blue", "notes"),
        ("Volunteers", "12", "notes"),
        ("Volunteers", "partly", "volunteers"),
    ],
)
def test_what_is_in_a_column_counts(opened: Open, header: str, cell: str, field: str) -> None:
    found = opened(f"Club,{header}", *[f"Lions {n},{cell}" for n in range(3)], "Bears,")
    assert found.mapping[header] == field


def test_columns_too_many_for_their_field_become_notes(opened: Open) -> None:
    head = "Club,Name,Phone,Evening phone,Other phone no,Aims,About,Notes"
    found = opened(head, "Lions,Lyons,01634 000000,01634 000001,,Aid,Old,Nice")
    assert found.mapping["About"] == "notes"
    assert only(found).notes == "Evening phone: 01634 000001\nAbout: Old\nNice"


def test_a_mapping_that_is_given_goes_before_what_is_guessed(opened: Open) -> None:
    lines = ("Ref,Grp,Phone,Fax", "7,Lions,01634 000000,01634 000001")
    found = opened(*lines, mapping={"grp": "Name", "FAX": "telephone", "Ref": "-"})
    assert found.mapping == {"Ref": "-", "Grp": "name", "Phone": "notes", "Fax": "phone"}
    assert only(found).phone == "01634 000001"


def test_a_mapping_that_is_remembered_may_be_of_columns_that_are_gone(opened: Open) -> None:
    found = opened("Grp,Fax", "Lions,1", remembered={"Grp": "name", "Old": "ward", "Fax": "notes"})
    assert found.mapping == {"Grp": "name", "Fax": "notes"}
    changed = opened("Grp,Fax", "Lions,1", remembered={"Grp": "name"}, mapping={"Fax": "phone"})
    assert changed.mapping == {"Grp": "name", "Fax": "phone"}


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ({"Grup": "name"}, "no column “Grup”. The list has “Grp”, “Town”"),
        ({"Grp": "nome"}, "no field “nome”. A column is one of: name, other_name"),
        ({"Grp": "ward"}, "no column that is called Name .* Say which one the name is in"),
    ],
)
def test_a_mapping_that_cannot_be_is_refused(
    opened: Open, mapping: dict[str, str], words: str
) -> None:
    with pytest.raises(BadInput, match=words) as refused:
        opened("Grp,Town", "Lions,Chatham", mapping=mapping)
    assert refused.value.field == "map"


def test_dirt_is_left_out_or_kept_where_it_does_no_harm(opened: Open) -> None:
    head = "Club,Charity no,Company no,Income,Staff,Address,Postcode,Linked charity number"
    listed = only(opened(head, "Lions,pending,2538134.0,about £5k,some,Quay,Royton,x"))
    assert listed.identifiers == (Identifier("GB-COH", "02538134"),)
    assert (listed.income_pence, listed.staff) == (None, None)
    assert (listed.address, listed.postcode) == ("Quay, Royton", "")
    assert ("Charity no", "pending") in listed.row


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        ("75186.0", 7_518_600),
        ("£12,500.5", 1_250_050),
        ("12,500", 1_250_000),
        ("0", 0),
        ("-5", None),
    ],
)
def test_incomes(opened: Open, typed: str, pence: int | None) -> None:
    assert only(opened("Club;Income", f"Lions;{typed}")).income_pence == pence


@pytest.mark.parametrize(
    ("number", "scheme"),
    [
        ("1071905", "GB-CHC-1071905"),
        ("SC012345", "GB-SC-SC012345"),
        ("nic 100016", "GB-NIC-100016"),
        ("01234567", "GB-COH-01234567"),
    ],
)
def test_charity_numbers_of_three_regulators(opened: Open, number: str, scheme: str) -> None:
    found = opened("Club,No", f"Lions,{number}", mapping={"No": "charity_number"})
    assert [one.text for one in only(found).identifiers] == [scheme]


@pytest.mark.parametrize(
    ("active", "removed", "state", "standing"),
    [
        ("yes", "", "active", ""),
        ("Registered", "", "active", ""),
        ("no", "", "closed", "not active"),
        ("Dissolved", "25/12/2020", "closed", "dissolved 25 December 2020"),
        ("", "2020-12-25", "closed", "removed 25 December 2020"),
        ("closed", "", "closed", ""),
        ("to be confirmed", "31/31/2020", "active", "to be confirmed, removed 31/31/2020"),
    ],
)
def test_what_a_register_says_of_one_that_is_gone(
    opened: Open, active: str, removed: str, state: str, standing: str
) -> None:
    listed = only(opened("Club,Status,Date removed", f"Lions,{active},{removed}"))
    assert (listed.state, listed.standing) == (state, standing)


def test_codes_that_are_none_refuse_their_row(opened: Open) -> None:
    found = opened(
        "Club,Size,Agreed",
        "Lions,huge,",
        "Bears,small,soon",
        "Tigers,small,1/2/2026",
        mapping={"Size": "size", "Agreed": "published_on"},
    )
    huge, soon, tigers = found.rows
    assert isinstance(huge, RefusedRow)
    assert "not a known" in huge.why
    assert soon == RefusedRow(3, "“soon” is not a day. Write it as 2026-12-25.", "bears")
    assert isinstance(tigers, ListedOrganisation)
    assert (tigers.size, tigers.published_on) == ("small", "2026-02-01")


def test_the_key_is_the_mapped_one_else_a_number_else_the_name(opened: Open) -> None:
    lines = (
        "Ref,Club,Charity no,Postcode",
        "A1,Lions,1071905,",
        ",Bears,1071906,",
        ",Tîgers,,ME44AA",
    )
    keys = [row.key for row in opened(*lines).rows]  # type: ignore[union-attr]
    assert keys == ["A1", "GB-CHC-1071906", "tigers ME4 4AA"]


def test_other_names_and_words_come_apart(opened: Open) -> None:
    head = "Club;Also known as;Tags;Short name"
    listed = only(opened(head, "Lions;Lions|The Lions;Sport, Youth, sport;LNS"))
    assert listed.other_names == ("Lions|The Lions", "LNS")
    assert listed.tags == "sport, youth"


PEOPLE = st.builds(
    ListedPerson,
    st.from_regex(r"[A-Za-z]{1,9}( [A-Za-z]{1,9})?", fullmatch=True),
    *[st.from_regex(r"([a-z0-9@.]{1,9})?", fullmatch=True)] * 3,
)


@pytest.mark.slow
@given(st.lists(PEOPLE, max_size=4))
def test_people_in_a_cell_read_back(people: list[ListedPerson]) -> None:
    assert read_people(people_text(people)) == people


def test_what_is_in_place_of_a_number_is_kept_as_a_note(opened: Open) -> None:
    head = "Name,Charity no,Company no,Notes"
    listed = only(opened(head, "Lions,applied for,2.538134E6,Meets on Mondays"))
    assert listed.identifiers == ()
    assert listed.notes == "Meets on Mondays\nCharity no: applied for\nCompany no: 2.538134E6"
    without = opened("Name,Charity no", "Lions,abc")
    assert "notes" in without.fields
    assert only(without).notes == "Charity no: abc"
    for nothing in ("0", "n/a", "", "1000003"):
        assert only(opened("Name,Charity no", f"Lions,{nothing}")).notes == ""


@pytest.mark.parametrize("cell", ["Chatham", "ME4 4A", "10001"])
def test_what_is_no_postcode_is_part_of_the_address(opened: Open, cell: str) -> None:
    found = opened("Group,Postcode", f"Lions,{cell}")
    assert "address" in found.fields
    listed = only(found)
    assert (listed.address, listed.postcode) == (cell, "")


@pytest.mark.parametrize("line", ["Group,Postcode,Tel", "Name,Post code,Phone number", "NAME,,Tel"])
def test_a_header_in_the_middle_is_no_organisation(opened: Open, line: str) -> None:
    first, header, last = opened("Group,Postcode,Tel", "Lions,,", line, "The Charity,,").rows
    assert isinstance(header, RefusedRow)
    assert (header.line, header.why) == (3, "This is a line of column names.")
    assert isinstance(first, ListedOrganisation)
    assert isinstance(last, ListedOrganisation)


def test_an_organisation_may_be_called_what_a_column_is(opened: Open) -> None:
    assert only(opened("Group,Postcode", "Project,ME4 4AA")).name == "Project"


@pytest.mark.parametrize("header", ["Site name", "Customer/Supplier Name"])
def test_the_name_of_something_is_the_name_where_no_other_column_is(
    opened: Open, header: str
) -> None:
    rows = ("Chatham,Heron House,ME4 6AA", "Chatham,Knot,ME4 6AB")
    of = opened(f"Ward name,{header},Postcode", *rows)
    assert of.mapping[header] == "name"
    assert len(list(of.rows)) == 2
    of = opened(f"Organisation,{header},Postcode", *rows)
    assert of.mapping["Organisation"] == "name"


def test_the_name_of_another_is_not(opened: Open) -> None:
    with pytest.raises(BadInput, match="has no column that is called Name"):
        opened("Ward name,Postcode", "Chatham,ME4 6AA", "Rainham,ME8 6AB")
