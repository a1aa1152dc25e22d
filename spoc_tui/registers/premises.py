"""The lists of premises: a council's land and buildings, its assets of community value, and relief
from rates; each CSV or Excel, with columns of any usual name.
"""

from __future__ import annotations

from spoc_tui.registers.field_rows import Columns

LAND = Columns(
    {
        "uprn": "uprn, unique property reference number (uprn), unique property reference number",
        "building": "propertyname, property name, name of the building or land, name of building "
        "or land, name of building/land, building name, asset name, site name, property, building, "
        "name, description",
        "number": "streetnumber, street number, street number or numbers, number, no",
        "street": "streetname, street name, street, road, address, address 1, site address, "
        "property address, full address, site location, location",
        "postcode": "postcode, post code, uk postcode",
        "tenure": "tenuretype, tenure type, tenure, freehold or leasehold",
        "detail": "tenuredetail, tenure detail, tenure category, tenure details",
        "ward": "ward, ward name",
    },
    (),
    (),
    "UPRN, PropertyName, PostCode, TenureType, TenureDetail",
)
"""By the Local Government Transparency Code 2015."""
ASSETS = Columns(
    {
        "land": "name, asset, asset name, land, property, property name, address-text, address",
        "address": "address-text, address, location",
        "organisation": "nominating-group, nominating group, nominated by, nominator, nominating "
        "body",
        "nominated": "nomination-date, nomination date, date nominated",
        "decision": "decision, outcome, status, listed",
        "listed": "decision-date, decision date, date listed, listing date, date of listing, date "
        "of decision",
        "expires": "expiry-date, expiry date, expires, listing expires",
        "sale": "notification-to-sell-date, notification to sell date, date of notice to sell",
        "interested": "interested-group, interested group",
        "gone": "end-date, end date, date removed",
        "uprn": "uprn",
        "postcode": "postcode, post code",
        "ward": "ward, ward name",
        "notes": "notes",
    },
    ("land", "listed"),
    ("nominated", "listed", "expires", "sale", "gone"),
    "name, nominating-group, decision, decision-date",
)
"""By the draft of the national data standard, and as councils call them."""
RATES = Columns(
    {
        "organisation": "organisation, charity, ratepayer, ratepayer name, account name, liable "
        "party, name",
        "property": "property, property address, address, premises",
        "year": "year, financial year, rates year",
        "form": "relief, relief type, type of relief, kind, type, exemption or relief",
        "percent": "percent, percentage, relief percentage, %, rate of relief",
        "amount": "amount, relief amount, relief awarded, award, worth",
        "asked": "asked, date of application, application date, claimed",
        "ends": "to, end, end date, until, relief end date",
    },
    ("organisation",),
    ("asked", "ends"),
    "Organisation, Property, Year, Relief, Percent",
)
