"""Services as Open Referral UK data (3.0): JSON as its interface gives a page of services, or CSV
with a row for each. What is not agreed to be published is not written, and said. No person is in
it.
"""

from __future__ import annotations

import csv
import io
import json
import re
import uuid
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.prescribing.papers import LeftOut
from spoc_tui.casework.prescribing.when import when_words
from spoc_tui.casework.spreadsheets import as_text

if TYPE_CHECKING:
    from spoc_tui.casework.organisations.organisation import Organisation
    from spoc_tui.casework.prescribing.papers import ResourceFacts
    from spoc_tui.casework.prescribing.service import Service

NOT_AGREED = "the organisation has not agreed to be published"
HEADS: Mapping[str, tuple[str, ...]] = {
    "id": ("id",),
    "organization_id": ("organization", "id"),
    "organization_name": ("organization", "name"),
    "name": ("name",),
    "description": ("description",),
    "url": ("url",),
    "status": ("status",),
    "fees": ("fees",),
    "minimum_age": ("minimum_age",),
    "maximum_age": ("maximum_age",),
    "assured_date": ("assured_date",),
    "schedule_freq": ("schedules", "freq"),
    "schedule_interval": ("schedules", "interval"),
    "schedule_byday": ("schedules", "byday"),
    "schedule_bymonthday": ("schedules", "bymonthday"),
    "schedule_opens_at": ("schedules", "opens_at"),
    "schedule_closes_at": ("schedules", "closes_at"),
    "schedule_description": ("schedules", "description"),
    "service_area": ("service_areas", "name"),
    "location_name": ("service_at_locations", "location", "name"),
}
"""The columns of the CSV, with where each stands in a service."""
_HOURS = re.compile(r"(\d{1,2}):(\d\d)(?: (?:to|until) |–|-)(\d{1,2}):(\d\d)")
_FREQUENCIES = ("WEEKLY", "MONTHLY")
"""Those that the standard has; any other is said in words alone."""


def directory(facts: ResourceFacts, form: str) -> tuple[bytes, list[LeftOut]]:
    """The services of those who agreed, as JSON or CSV, and those that are left out."""
    written, left = [], []
    for one in facts.services:
        its = facts.organisation(one)
        if its.published_on is None:
            left.append(LeftOut(one.reference, f"{one.name} ({one.who})", NOT_AGREED))
        else:
            written.append(service(one, its))
    if form == "csv":
        return _csv(
            [list(HEADS), *([_cell(one, path) for path in HEADS.values()] for one in written)]
        ), left
    page = {
        "total_items": len(written),
        "total_pages": 1,
        "page_number": 1,
        "size": len(written),
        "first_page": True,
        "last_page": True,
        "empty": not written,
        "contents": written,
    }
    return json.dumps(page, ensure_ascii=False, indent=2).encode(), left


def service(one: Service, its: Organisation) -> dict[str, Any]:
    """A service as the standard has it; what is not known is left out."""
    found = {
        "id": one.uid,
        "organization_id": its.uid,
        "name": one.name,
        "description": _described(one),
        "url": _address(one.web),
        "status": one.stands_now.open_referral,
        "fees": one.cost,
        "minimum_age": one.youngest,
        "maximum_age": one.oldest,
        "assured_date": one.assured_on.isoformat() if one.assured_on else None,
        "organization": _known(
            {
                "id": its.uid,
                "name": its.name,
                "description": its.purpose,
                "website": _address(its.web),
            },
            ("description",),
        ),
        "schedules": [*_schedules(one)],
        "service_areas": [{"id": _id(one, "area"), "name": one.lives_in}] if one.lives_in else None,
        "service_at_locations": [*_locations(one)],
    }
    return _known(found)


def _known(found: Mapping[str, Any], always: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        name: value
        for name, value in found.items()
        if name in always or not (value is None or value in ("", []))
    }


def _described(one: Service) -> str:
    return "\n".join(filter(None, (one.what, f"For: {one.for_whom}" if one.for_whom else "")))


def _schedules(one: Service) -> Iterator[dict[str, Any]]:
    if not (one.when or one.hours):
        return
    parts = dict(part.split("=") for part in one.when.split(";")) if one.when else {}
    hours = _HOURS.fullmatch(one.hours)
    fits = parts.get("FREQ") in _FREQUENCIES
    yield _known(
        {
            "id": _id(one, "schedule"),
            "freq": parts.get("FREQ") if fits else None,
            "interval": int(parts.get("INTERVAL", "1")) if fits else None,
            "byday": parts.get("BYDAY") if fits else None,
            "bymonthday": parts.get("BYMONTHDAY") if fits else None,
            "description": when_words(one.when, one.hours),
            "opens_at": f"{int(hours[1]):02}:{hours[2]}" if hours else None,
            "closes_at": f"{int(hours[3]):02}:{hours[4]}" if hours else None,
        }
    )


def _locations(one: Service) -> Iterator[dict[str, Any]]:
    if not (one.place or one.postcode):
        return
    name = ", ".join(filter(None, (one.place, one.postcode)))
    place = {"id": _id(one, "location"), "location_type": "physical", "name": name}
    yield {"id": _id(one, "at"), "location": place}


def _id(one: Service, part: str) -> str:
    """The same id each time it is written."""
    return str(uuid.uuid5(uuid.UUID(one.uid), part))


def _address(web: str) -> str:
    return web if not web or "://" in web else f"https://{web}"


def _cell(found: Any, path: tuple[str, ...]) -> str:
    for part in path:
        found = found[0] if isinstance(found, list) and found else found
        found = found.get(part, "") if isinstance(found, dict) else ""
    return str(found)


def _csv(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([as_text(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
