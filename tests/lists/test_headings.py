"""What the words of a heading say, where the heading as a whole is none that is known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoc_tui.casework.lists.fields import LIST_FIELDS, field_of_header, whose
from spoc_tui.casework.lists.headings import qualifier, read_heading

NAMED = {
    "Grant Beneficiary": "name",
    "Reg charity number": "charity_number",
    "E&W Charity Number": "charity_number",
    "Scottish Charity Number": "scottish_number",
    "OSCR no": "scottish_number",
    "NI Charity Number": "northern_irish_number",
    "CompanyNumber": "company_number",
    "Tel / Mob": "phone",
    "Business Phone": "phone",
    "phones.number": "phone",
    "Secretary's email": "person_email",
    "contact.phone": "person_phone",
    "Contact Forename": "person",
    "Chair name": "person",
    "Grp": "name",
    "OrganizationName": "name",
    "Member organisation": "name",
    "What is the name of your organisation?": "name",
    "Recipient Org:Name": "name",
    "Recipient Org:Postal Code": "postcode",
    "recipientOrganization.id": "org_id",
    "RegAddress.PostTown": "address",
    "Business Street": "address",
    "locations.addresses.postal_code": "postcode",
    "CompanyCategory": "kind",
    "Web / Facebook": "web",
}


@pytest.mark.parametrize(("header", "field"), NAMED.items())
def test_a_heading_is_read_by_its_words(header: str, field: str) -> None:
    assert (field_of_header(header) or read_heading(header).field) == field


@pytest.mark.parametrize(
    "header",
    [
        *("Grant", "Transaction", "Longitude", "Youth Club", "Number of volunteers", "Last seen"),
        *("Award Date", "phones.id", "Address type", "locations.name", "Contact method", "x" * 101),
    ],
)
def test_what_names_nothing_that_is_known(header: str) -> None:
    assert (field_of_header(header), read_heading(header).field) == (None, "")


@pytest.mark.parametrize("header", ["Funding Org:Name", "Emergency contact phone", "Home Phone"])
def test_what_is_of_another_party_is_not_the_organisations(header: str) -> None:
    assert field_of_header(header) is None
    assert read_heading(header).is_others


def test_what_a_heading_is_a_part_of_and_of_whom() -> None:
    assert qualifier("Recipient Org:0:Name") == "recipient org"
    assert qualifier("Name") == ""
    assert whose("Treasurer’s phone") == "treasurer"
    assert whose("Contact phone") == ""


@given(st.text(max_size=120))
def test_any_heading_is_a_field_or_none(header: str) -> None:
    assert read_heading(header).field in (*LIST_FIELDS, "")
