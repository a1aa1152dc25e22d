"""The register of charities of England and Wales, as open data of one council area gives it."""

from __future__ import annotations

from collections.abc import Mapping

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.identifiers import read_charity_number, read_company_number
from spoc_tui.casework.organisations import ListedOrganisation
from spoc_tui.casework.text import clean_text
from spoc_tui.registers.missing import is_missing, line_in, required_line_in
from spoc_tui.registers.plain_text import quoted
from spoc_tui.registers.postcodes import mend_postcode

SOURCE = "charity-commission"
COLUMNS = (
    "registered_charity_number",
    "charity_company_registration_number",
    "charity_name",
    "charity_type",
    "charity_activities",
    "charity_contact_address",
    "charity_contact_postcode",
    "charity_contact_phone",
    "charity_contact_email",
    "charity_contact_web",
)


def read(line: int, row: Mapping[str, str]) -> ListedOrganisation:
    """One charity; its key is its number. BadInput without a name or a readable number."""
    typed = required_line_in(row, "registered_charity_number")
    charity = read_charity_number(typed)
    if charity is None:
        raise BadInput(
            f"{quoted(typed)} is not a charity number.", field="registered_charity_number"
        )
    company = read_company_number(line_in(row, "charity_company_registration_number"))
    activities = clean_text(row["charity_activities"], field="charity_activities")
    return ListedOrganisation(
        line=line,
        key=f"{charity.number}-{charity.linked}" if charity.linked else charity.number,
        name=required_line_in(row, "charity_name"),
        kind=line_in(row, "charity_type"),
        purpose="" if is_missing(activities) else activities,
        address=line_in(row, "charity_contact_address"),
        postcode=mend_postcode(row["charity_contact_postcode"]),
        phone=line_in(row, "charity_contact_phone"),
        email=line_in(row, "charity_contact_email"),
        web=line_in(row, "charity_contact_web"),
        identifiers=(charity,) if company is None else (charity, company),
        row=tuple(row.items()),
    )
