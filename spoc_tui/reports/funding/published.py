"""What is published of the council's awards: the Transparency Code's list, and 360Giving data.

An award that lacks what is required is not written, and said.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.funding.papers import LeftOut, financial_year
from spoc_tui.casework.funding.steps import Basis
from spoc_tui.casework.money import pounds
from spoc_tui.casework.spreadsheets import as_text

if TYPE_CHECKING:
    from spoc_tui.casework.funding.award import Award
    from spoc_tui.casework.funding.papers import MoneyFacts

CODE_HEADS = (
    "Date awarded",
    "Time period",
    "Department",
    "Beneficiary",
    "Registration number",
    "Purpose",
    "Amount",
)
"""What the Local Government Transparency Code 2015 asks of each grant."""
TITLES = {
    "Identifier": ("id",),
    "Title": ("title",),
    "Description": ("description",),
    "Currency": ("currency",),
    "Amount Awarded": ("amountAwarded",),
    "Award Date": ("awardDate",),
    "Planned Dates:Start Date": ("plannedDates", "startDate"),
    "Planned Dates:End Date": ("plannedDates", "endDate"),
    "Planned Dates:Duration (months)": ("plannedDates", "duration"),
    "Recipient Org:Identifier": ("recipientOrganization", "id"),
    "Recipient Org:Name": ("recipientOrganization", "name"),
    "Recipient Org:Charity Number": ("recipientOrganization", "charityNumber"),
    "Recipient Org:Company Number": ("recipientOrganization", "companyNumber"),
    "Funding Org:Identifier": ("fundingOrganization", "id"),
    "Funding Org:Name": ("fundingOrganization", "name"),
    "Funding Org:Department": ("fundingOrganization", "department"),
    "Grant Programme:Title": ("grantProgramme", "title"),
}
"""The titles of the standard's spreadsheets, with where each stands in a grant."""
_MARK = "\ue000"  # of no script: nobody types it
NOT_OURS = "no team of the council gives it"


def transparency(facts: MoneyFacts) -> tuple[bytes, list[LeftOut]]:
    """The seven fields of each grant of the council awarded in the financial year, as CSV."""
    first, last = financial_year(facts.year)
    rows, left = [], []
    for one in facts.awards:
        if one.awarded is not None and not first <= one.awarded <= last:
            continue
        lacking = []
        if one.awarded is None:
            lacking.append("the day it was awarded")
        if one.team is None:
            lacking.append(NOT_OURS)
        if one.basis is not Basis.GRANT:
            lacking.append("it is no grant" if one.basis else "whether it is a grant")
        if lacking:
            left.append(LeftOut(one.reference, one.called, ", ".join(lacking)))
            continue
        who = facts.recipient(one)
        rows.append(
            (
                one.awarded.isoformat() if one.awarded else "",
                period(one),
                facts.department(one),
                who.name,
                who.registered,
                one.purpose or one.title,
                pounds(one.amount),
            )
        )
    return _csv([CODE_HEADS, *sorted(rows)]), left


def period(one: Award) -> str:
    """“2026-04-01 to 2027-03-31”, or the months where it has no days; blank: not known."""
    if one.begins is not None and one.last is not None:
        return f"{one.begins.isoformat()} to {one.last.isoformat()}"
    return f"{one.months} months" if one.months else ""


def giving(facts: MoneyFacts, form: str) -> tuple[bytes, list[LeftOut]]:
    """The council's awards as 360Giving data, as JSON or CSV. BadInput where the settings do not
    say who publishes.
    """
    settings = {"publisher": "name", "org_id": "org_id", "grants_prefix": "prefix"}
    unset = [name for name, of in settings.items() if not getattr(facts.publisher, of)]
    if unset:
        raise BadInput(
            f"The settings do not say {', '.join(unset)}: 360Giving data needs who publishes it. "
            "Ask 360Giving for the prefix, look the org-id up at org-id.guide, and set them in the "
            "settings file.",
            field=unset[0],
        )
    grants, left = [], []
    for one in facts.awards:
        lacking = list(_lacking(one, facts))
        if lacking:
            left.append(LeftOut(one.reference, one.called, ", ".join(lacking)))
        else:
            grants.append(grant(one, facts))
    if not grants:
        raise BadInput(
            "No award has all that 360Giving data requires. "
            + " ".join(f"{one.reference}: {one.why}." for one in left[:5]),
        )
    if form == "csv":
        rows = [[_cell(one, path) for path in TITLES.values()] for one in grants]
        return _csv([list(TITLES), *rows]), left
    package = {
        "title": f"Grants of {facts.publisher.name}",
        "issued": facts.today.isoformat(),
        "version": "1.4",
        "publisher": {"name": facts.publisher.name, "identifier": facts.publisher.org_id},
        "grants": grants,
    }
    text = json.dumps(package, ensure_ascii=False, indent=2, default=_number)
    return _unmarked(text).encode(), left


def _lacking(one: Award, facts: MoneyFacts) -> Iterator[str]:
    """What the standard requires and an award does not say."""
    if one.team is None:
        yield NOT_OURS
    if one.awarded is None:
        yield "the day it was awarded"
    if not (one.title or one.programme):
        yield "a title or programme"
    if not one.purpose:
        yield "its purpose"


def grant(one: Award, facts: MoneyFacts) -> dict[str, Any]:
    """An award as the standard has it; a recipient in no register has an id of the council's."""
    who, publisher = facts.recipient(one), facts.publisher
    by_scheme = {each.scheme: each for each in who.identifiers}
    uid = one.read_as(one.organisation)
    made_up = f"{publisher.prefix}-org-{uid}"
    first = next(iter(who.identifiers), None)
    recipient = {
        "id": f"{first.scheme}-{first.number}" if first else made_up,
        "name": who.name,
        **({"charityNumber": by_scheme["GB-CHC"].number} if "GB-CHC" in by_scheme else {}),
        **({"companyNumber": by_scheme["GB-COH"].number} if "GB-COH" in by_scheme else {}),
    }
    planned = {
        **({"startDate": one.starts.isoformat()} if one.starts else {}),
        **({"endDate": one.last.isoformat()} if one.last else {}),
        **({"duration": one.length} if one.length else {}),
    }
    assert one.awarded is not None
    return {
        "id": f"{publisher.prefix}-{one.reference}",
        "title": one.title or one.programme,
        "description": one.purpose,
        "currency": "GBP",
        "amountAwarded": Decimal(one.amount) / 100,
        "awardDate": one.awarded.isoformat(),
        "recipientOrganization": [recipient],
        "fundingOrganization": [
            {
                "id": publisher.org_id,
                "name": publisher.name,
                "department": one.team.name if one.team else one.funder,
            }
        ],
        **({"plannedDates": [planned]} if planned else {}),
        **({"grantProgramme": [{"title": one.programme}]} if one.programme else {}),
    }


def _cell(grant: Mapping[str, Any], path: tuple[str, ...]) -> str:
    found: Any = grant
    for part in path:
        found = found[0] if isinstance(found, list) else found
        found = found.get(part, "") if found else ""
    return f"{found:.2f}" if isinstance(found, Decimal) else str(found)


def _number(value: object) -> str:
    """A sum in pounds, marked so that it is written as the number that it is, with its pence."""
    assert isinstance(value, Decimal)
    return f"{_MARK}{value.normalize():f}"


def _unmarked(text: str) -> str:
    return re.sub(rf'"{_MARK}([0-9.]+)"', r"\1", text)


def _csv(rows: list[Any]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([as_text(str(cell)) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
