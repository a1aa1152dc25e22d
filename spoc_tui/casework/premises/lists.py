"""The lists from which premises come in."""

from __future__ import annotations

from spoc_tui.casework.kinds.coming_in import ListOf, an_organisation
from spoc_tui.casework.kinds.fields import line, link, named

LAND = ListOf(
    name="land",
    label="A council’s land and buildings",
    help="UPRN, PropertyName, PostCode, TenureType, TenureDetail, as the Transparency Code has "
    "them. Each building that is not there becomes a space; one that is there under another name "
    "or number is held.",
    one="space",
    asks=named({"team": link("Team", "team", "of the council, that has them", needed=True)}),
)
ASSETS = ListOf(
    name="assets",
    label="Assets of community value",
    help="Name, nominating group, decision, decision date, as councils call them. What is on the "
    "list today becomes a listing; a notice to sell that still counts begins its disposal.",
    one="listing",
    called="name",
    answer=an_organisation("which one nominated it"),
)
RATES = ListOf(
    name="rates",
    label="Relief from business rates",
    help="Organisation, property, year, relief, percentage. Each is a claim; where a percentage is "
    "said, it is granted. An organisation that is not on record is held.",
    one="rates claim",
    asks=named({"year": line("Year", "2026/27, of rows that say none")}),
    called="name",
    answer=an_organisation("which one is meant"),
)
