"""A directory of services by Open Referral UK, and monthly counts of referrals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from spoc_tui.casework.dates.in_cells import day_in_cell
from spoc_tui.casework.dates.months import read_month
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.prescribing.kept_out import IN_A_LIST, has_nhs_number
from spoc_tui.casework.spreadsheets import as_it_was
from spoc_tui.casework.text import fold
from spoc_tui.registers import files
from spoc_tui.registers.field_rows import Columns, FieldRow, OpenedRows
from spoc_tui.registers.header import TITLE_ROWS
from spoc_tui.registers.plain_text import file_name
from spoc_tui.registers.records import FileRow, ReadingState
from spoc_tui.registers.tables import OpenedTable, open_table

DIRECTORY = Columns(
    {
        "name": "name, service name, service, title",
        "organisation": "organization name, organisation name, organization, organisation, "
        "provider, organization id, organisation id",
        "external": "id, service id, identifier",
        "status": "status",
        "what": "description, service description",
        "youngest": "minimum age, min age",
        "oldest": "maximum age, max age",
        "cost": "fees, cost, cost options amount description, cost options option",
        "web": "url, website, web",
        "assured_on": "assured date, last assured",
        "freq": "schedules freq, schedule freq, freq, regular schedules freq",
        "interval": "schedules interval, schedule interval, interval",
        "byday": "schedules byday, schedule byday, byday, regular schedules byday",
        "bymonthday": "schedules bymonthday, schedule bymonthday, bymonthday",
        "opens": "schedules opens at, schedule opens at, opens at, regular schedules opens at",
        "closes": "schedules closes at, schedule closes at, closes at",
        "lives_in": "service areas name, service area, service areas service area, area",
        "place": "service at locations location name, location name, venue, where",
        "address": "service at locations location addresses address 1, address 1, address",
        "city": "service at locations location addresses city, city, town",
        "postcode": "service at locations location addresses postal code, postal code, postcode",
        "how": "application process, how to apply, how to refer, referral",
        "for_whom": "eligibilitys eligibility, eligibility, for whom, audience",
    },
    ("name",),
    ("assured_on",),
    "name, organization name, status, description",
)
COUNTS = Columns(
    {
        "organisation": "organisation, organization, provider, group",
        "service": "service, service name",
        "month": "month, period, month of referral, reporting month",
        "from_whom": "from, from whom, referrer, referred by, source of referral",
        "referred": "referred, referrals, number referred, referrals received",
        "accepted": "accepted, number accepted, referrals accepted",
        "turned_away": "turned away, turned away full, declined, not accepted, no capacity",
        "started": "started, number started, attended first",
        "source": "source, list",
    },
    ("organisation", "month", "referred"),
    (),
    "Organisation, Service, Month, Referred, Accepted, Turned away, Started",
)
NAME, BIRTH, NHS = "a patient’s name", "a birth date", "an NHS number"
_BIRTH = frozenset(("dob", "birth", "birthdate", "birthday", "born"))
_OF_A_PERSON = frozenset(
    (
        *("patient", "patients", "client", "clients", "user", "person", "first", "last", "full"),
        *("family", "given", "middle", "maiden"),
    )
)
_NAMES = frozenset(("surname", "forename", "firstname", "lastname", "fullname", "initials"))
_BARE = frozenset(("name", "patient", "client", "person", "service user", "patient id"))
"""Headings that are of people where they stand beside those of counts."""
_TITLED = re.compile(r"\b(?:mr|mrs|ms|miss|mx|master|dr)\.?\s+[a-z]", re.IGNORECASE)
_OLD = timedelta(days=2 * 366)
"""A day so long before the month that is counted may be a birthday."""
_OTHER = "another column"
"""What a column that is not read is called: what its heading says is not repeated."""
NOT_ONE_MONTH = (
    "It does not say one month: as 2026-09 or Sep 2026. A quarter is three months, each with its "
    "own counts."
)


def open_counts(path: Path) -> OpenedRows:
    """Opens the list of counts. BadInput where it is none, or has a column for patients. Nothing
    that is refused, and no heading but those that are read, is repeated in any sentence.
    """
    means = {fold(head): field for field, heads in COUNTS.of.items() for head in heads.split(", ")}
    name = file_name(path)
    first = islice(files.records(path, ReadingState(), lambda cell: fold(cell) in means, ""), 21)
    for row in list(first)[: TITLE_ROWS + 1]:
        cells = row.cells if isinstance(row, FileRow) else []
        _refuse_patient_columns(name, cells, means)
    try:
        table = open_table(path, lambda cell: fold(cell) in means, example=(COUNTS.example, ""))
    except BadInput:
        raise _no_counts(name) from None
    places: dict[str, int] = {}
    for at, column in enumerate(table.header):
        if field := means.get(fold(column)):
            places.setdefault(field, at)
    if any(field not in places for field in COUNTS.needed):
        raise _no_counts(name)
    read = {at: field.replace("_", " ") for field, at in places.items()}
    columns = tuple(
        (column if at in read else _OTHER, read.get(at, ""))
        for at, column in enumerate(table.header)
    )
    remarks = (
        []
        if len(read) == len(table.header)
        else ["Only the columns for counts are read; nothing is kept of any other."]
    )
    return OpenedRows(columns, _count_rows(table, places), remarks)


def heading_of_patient(heading: str) -> str:
    """What of a patient a heading (folded) is for; blank: it is for none, or is no heading."""
    if any(map(str.isdigit, heading)):
        return ""
    words = set(heading.split())
    if "nhs" in words and not words.isdisjoint(("number", "no", "num", "id")):
        return NHS
    if heading in ("nhs", "nhsnumber", "nhsno"):
        return NHS
    if not words.isdisjoint(_BIRTH) or heading == "d o b":
        return BIRTH
    of_person = "name" in words and not words.isdisjoint(_OF_A_PERSON)
    return NAME if of_person or not words.isdisjoint(_NAMES) else ""


def _no_counts(name: str) -> BadInput:
    return BadInput(
        f"{name} has not the columns that counts have. A line above the rows must name them: "
        f"{COUNTS.example}. Nothing of it was kept.",
        field="file",
    )


def _refuse_patient_columns(name: str, cells: list[str], means: dict[str, str]) -> None:
    """Refuses the file where a line of headings has one for patients."""
    folded = [fold(cell) for cell in cells]
    what = next(filter(None, map(heading_of_patient, folded)), "")
    if not what and any(cell in means for cell in folded) and not _BARE.isdisjoint(folded):
        what = NAME
    if what:
        raise BadInput(
            f"{name} has a column for {what}. Nobody who is referred is put on record here: the "
            "list is refused as a whole, and nothing of it was kept. Take that column out, and "
            "send back for one with numbers alone.",
            field="file",
        )


def _count_rows(table: OpenedTable, places: dict[str, int]) -> Iterator[FieldRow | RefusedRow]:
    for row in table.rows:
        if isinstance(row, RefusedRow):
            yield row
            continue
        cells = [as_it_was(cell) if table.marked else str(cell) for cell in row.cells]
        typed = {field: " ".join(cells[at].split()) for field, at in places.items()}
        month = read_month(typed["month"])
        why = _why_refused(cells, places["month"], month)
        if why:
            yield RefusedRow(row.line, why)
            continue
        yield FieldRow(row.line, {**typed, "month": month.isoformat() if month else ""})


def _why_refused(cells: list[str], month_at: int, month: date | None) -> str:
    """The sentence that refuses a line in which a patient may be; it repeats nothing."""
    if any(map(has_nhs_number, cells)):
        return IN_A_LIST
    if any(map(_TITLED.search, cells)):
        return "It has what may be a person’s name. Only counts come in; take it out of the list."
    for at, cell in enumerate(cells):
        if at == month_at or (cell.strip().isdigit() and len(cell.strip()) != 8):
            continue
        day = next(filter(None, map(day_in_cell, (cell, *_days_within(cell)))), None)
        if day is not None and (month is None or day < month - _OLD):
            return "It has what may be a birth date. Only counts come in; take it out of the list."
    return "" if month else NOT_ONE_MONTH


def _days_within(cell: str) -> list[str]:
    """The days that are written within words, in figures."""
    return re.findall(r"\b\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b", cell)


def as_listed(row: FieldRow) -> FieldRow:
    """A line of a directory, its ages as they may be typed: JSON has them as 18.0."""
    whole = {name: re.sub(r"\.0+$", "", row[name]) for name in ("youngest", "oldest", "interval")}
    return replace(row, typed={**row.typed, **whole})
