"""The fields of an organisation and of a person there, as forms and `--set` show and take them."""

from __future__ import annotations

from datetime import date

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.money import show_money
from spoc_tui.casework.organisations.organisation import Contact, Organisation
from spoc_tui.casework.organisations.profile import (
    Challenge,
    Dependence,
    IncomeSource,
    PreferredWay,
    SizeBand,
)
from spoc_tui.casework.organisations.wards import BETWEEN

STATES = ("active", "closed")
"""The states an officer may set; *merged* comes of merging."""

ORGANISATION = {
    "name": "a line; never blank",
    "kind": "what it is: charity, club, community interest company …",
    "purpose": "what it does",
    "address": "a line",
    "postcode": "a postcode",
    "ward": "a ward",
    "phone": "a number, kept as it is written",
    "email": "an e-mail address",
    "web": "a web address",
    "notes": "whatever else is known",
    "state": ", ".join(STATES),
    "size": ", ".join(SizeBand),
    "income": "pounds in a year, 12,500; blank: unknown",
    "staff": "how many, paid; blank: unknown",
    "volunteers": f"depends on them: {', '.join(Dependence)}",
    "incomes": f"any of {', '.join(IncomeSource)}, with commas",
    "challenges": f"any of {', '.join(Challenge)}, with commas",
    "tags": "your own words, with commas",
    "memberships": "networks it is in, with commas",
    "parent": "the organisation it is a branch of: name, number or id; blank: none",
    "published_on": "WHEN it agreed to be published; blank: it did not",
    "named_on": "WHEN it agreed to be named; blank: it did not",
    "not_known_before": "yes or no: that no list had it when it was added",
}
"""The fields of an organisation, in a form's order, each with what may be typed there."""

PERSON = {
    "name": "a line; never blank",
    "role": "what they are there",
    "phone": "a number, kept as it is written",
    "email": "an e-mail address",
    "preferred": f"how to reach them: {', '.join(filter(None, PreferredWay))}; blank: unknown",
    "wards": "of a councillor: the wards, with semicolons",
    "since": "WHEN they began, up to today; blank: not known",
    "left_on": "WHEN they left, up to today; blank: they are there",
}
"""The fields of a person, likewise."""


def organisation_typed(organisation: Organisation) -> dict[str, str]:
    """Every field of an organisation as a form shows it, and would take it again."""
    one = organisation
    return {
        "name": one.name,
        "kind": one.kind,
        "purpose": one.purpose,
        "address": one.address,
        "postcode": one.postcode,
        "ward": one.ward,
        "phone": one.phone,
        "email": one.email,
        "web": one.web,
        "notes": one.notes,
        "state": one.state,
        "size": one.size,
        "income": "" if one.income_pence is None else show_money(one.income_pence),
        "staff": "" if one.staff is None else str(one.staff),
        "volunteers": one.volunteers,
        "incomes": ", ".join(one.incomes),
        "challenges": ", ".join(one.challenges),
        "tags": ", ".join(one.tags),
        "memberships": ", ".join(one.memberships),
        "parent": one.parent or "",
        "published_on": _day(one.published_on),
        "named_on": _day(one.named_on),
        "not_known_before": "yes" if one.not_known_before else "no",
    }


def describe_organisation(organisation: Organisation) -> dict[str, str]:
    """Every field in words, as it is read; blank where it is unknown, or goes without saying."""
    one = organisation
    return {
        **organisation_typed(one),
        "state": one.state_described,
        "size": "" if one.size is SizeBand.UNKNOWN else one.size.words,
        "income": "" if one.income_pence is None else f"{show_money(one.income_pence)} a year",
        "staff": "" if one.staff is None else f"{one.staff:,}",
        "volunteers": "" if one.volunteers is Dependence.UNKNOWN else one.volunteers.words,
        "incomes": ", ".join(source.words for source in one.incomes),
        "challenges": ", ".join(challenge.words for challenge in one.challenges),
        "published_on": f"agreed {show_day(one.published_on)}" if one.published_on else "",
        "named_on": f"agreed {show_day(one.named_on)}" if one.named_on else "",
        "not_known_before": "yes" if one.not_known_before else "",
    }


def prefers(person: Contact) -> str:
    """“prefers e-mail”; blank where it is unknown."""
    way = person.preferred
    return "" if way is PreferredWay.UNKNOWN else f"prefers {way.words}"


def person_typed(person: Contact) -> dict[str, str]:
    """Every field of a person as a form shows it, and would take it again."""
    return {
        "name": person.name,
        "role": person.role,
        "phone": person.phone,
        "email": person.email,
        "preferred": person.preferred,
        "wards": BETWEEN.join(person.wards),
        "since": _day(person.since),
        "left_on": _day(person.left_on),
    }


def _day(of: date | None) -> str:
    return of.isoformat() if of else ""
