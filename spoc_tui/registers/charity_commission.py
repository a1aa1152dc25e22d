"""The register of charities of England and Wales: the Commission's own extract, whole, and open
data of one council area made from it. Both are one register, and a charity has one key in both.
"""

from __future__ import annotations

from spoc_tui.registers.reader import Reader

SOURCE = "charity-commission"
MAPPING = {
    "registered_charity_number": "charity_number",
    "linked_charity_number": "linked_number",
    "charity_name": "name",
    "charity_type": "kind",
    "charity_registration_status": "state",
    "date_of_removal": "removed_on",
    "latest_income": "income",
    "charity_contact_address": "address",
    "charity_contact_address1": "address",
    "charity_contact_address2": "address",
    "charity_contact_address3": "address",
    "charity_contact_address4": "address",
    "charity_contact_address5": "address",
    "charity_contact_postcode": "postcode",
    "charity_contact_phone": "phone",
    "charity_contact_email": "email",
    "charity_contact_web": "web",
    "charity_company_registration_number": "company_number",
    "charity_activities": "purpose",
}
READER = Reader(
    name="register of the Charity Commission",
    source=SOURCE,
    needed=frozenset({"registered_charity_number", "charity_name"}),
    number="registered_charity_number",
    mapping=MAPPING,
    scheme="GB-CHC",
    of_other_tables=frozenset(
        {
            *("charity_name_id", "charity_name_type", "charity_event_order", "event_type"),
            *("trustee_id", "trustee_name", "classification_code", "geographic_area_type"),
            *("fin_period_start_date", "ar_cycle_reference", "governing_document_description"),
            *("regulator_name", "policy_name", "published_report_id"),
        }
    ),
)
