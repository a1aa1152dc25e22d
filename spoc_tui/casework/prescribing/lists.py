"""The lists from which services and their counts come in."""

from __future__ import annotations

from spoc_tui.casework.kinds.coming_in import ListOf, an_organisation

DIRECTORY = ListOf(
    name="directory",
    label="A directory of services",
    help="By Open Referral UK 3.0: name, status, description, organization and so on, as JSON of "
    "its services, or as CSV with the organisation’s name. An organisation that is not on record "
    "is held; what is there already is not taken twice; people and their numbers stay out.",
    forms="JSON, CSV or Excel",
    one="service",
    called="name",
    answer=an_organisation("which organisation that is"),
)
COUNTS = ListOf(
    name="counts",
    label="Monthly counts of referrals",
    help="Organisation, Service, Month, From, Referred, Accepted, Turned away, Started. Numbers "
    "alone: a list with a column for names, birth dates or NHS numbers is refused, and so is each "
    "line that has one. What is refused is kept nowhere.",
    one="month of a service",
    several="months of services",
    called="name",
    answer=an_organisation("which organisation that is"),
)
