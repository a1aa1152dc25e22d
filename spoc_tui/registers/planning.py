"""The lists of planning: the weekly list of applications, the three of developer contributions, and
the councillors; each CSV or Excel, with columns of any usual name.
"""

from __future__ import annotations

from spoc_tui.registers.field_rows import Columns

APPLICATIONS = Columns(
    {
        "application": "reference, application reference, application number, application no, "
        "application ref, case reference, casereference, planning reference, ref, ref no, "
        "reference number, planning application, app no",
        "site": "address, site address, location, site, locationtext, location text, site location",
        "description": "proposal, description, development description, description of "
        "development, casetext, case text, development, proposed development",
        "wards": "ward, wards, ward name, ward s, electoral ward",
        "dwellings": "dwellings, number of dwellings, no of dwellings, homes, number of homes, "
        "residential units, units, total dwellings, net dwellings, proposed dwellings",
        "opened": "consultation start, consultation start date, publicity date, notice date, site "
        "notice date, date of notice, neighbour consultation date, site notice posted",
        "valid": "valid date, date valid, application validated, validated, casedate, case date, "
        "registered, date registered, received date, date received, received",
        "form": "application type, type, type of application, servicetypelabel, service type "
        "label, classificationlabel, classification label",
        "applicant": "applicant, applicant name, applicant company",
    },
    ("application", "site"),
    ("opened", "valid"),
    "Reference, Address, Proposal, Ward, Valid date",
)
"""As councils publish them, and as the Local Government Association's schema has them."""
AGREEMENTS = Columns(
    {
        "key": "developer-agreement, developer agreement, agreement, reference",
        "application": "planning-application, planning applications, planning application s, "
        "application, planning application reference",
        "form": "developer-agreement-type, developer-agreement-classification, agreement type, "
        "type",
        "signed": "start-date",
        "until": "end-date",
        "document": "document-url, document url",
    },
    ("key", "application"),
    ("signed", "until"),
    "developer-agreement, planning-application, developer-agreement-type, start-date",
)
CONTRIBUTIONS = Columns(
    {
        "key": "developer-agreement-contribution, contribution, reference",
        "agreement": "developer-agreement, agreement",
        "purpose": "contribution-purpose, contribution-purpose - category, purpose",
        "amount": "amount",
        "units": "units, units non financial contribution",
    },
    ("key", "agreement", "purpose"),
    (),
    "developer-agreement-contribution, developer-agreement, contribution-purpose, amount, units",
)
TRANSACTIONS = Columns(
    {
        "key": "developer-agreement-transaction, transaction, reference",
        "contribution": "developer-agreement-contribution, contribution",
        "stage": "contribution-funding-status, contribution-funding-stage, funding status, status",
        "amount": "amount",
        "units": "units, units non financial contribution",
        "since": "start-date, entry-date",
    },
    ("contribution", "stage"),
    ("since",),
    "developer-agreement-transaction, developer-agreement-contribution, "
    "contribution-funding-status, amount",
)
"""By the national data on developer contributions (agreement, contribution, transaction)."""
COUNCILLORS = Columns(
    {
        "name": "councillor, name, councillor name, member, full name, elected member",
        "first": "first name, forename, forenames",
        "last": "surname, last name, family name",
        "wards": "ward, wards, ward name, electoral ward, division",
        "since": "from, since, elected, date elected, start, start date, term start",
        "left": "to, until, end, end date, term end, left",
        "email": "email, e-mail, email address, council email",
        "phone": "phone, telephone, tel, phone number, mobile",
    },
    ("wards",),
    ("since", "left"),
    "Name, Ward, From, To, Email, Phone",
)
