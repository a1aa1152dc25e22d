"""A list of grants by the 360Giving Data Standard (schema 1.4): CSV or Excel with its titles or its
flattened names, or JSON.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from spoc_tui.casework.dates.in_cells import day_in_cell
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.spreadsheets import as_it_was
from spoc_tui.casework.text import fold
from spoc_tui.registers.field_rows import FieldRow, OpenedRows, columns_read
from spoc_tui.registers.header import columns_shown
from spoc_tui.registers.missing import line_of
from spoc_tui.registers.plain_text import file_name
from spoc_tui.registers.tables import OpenedTable, open_table

EXAMPLE = ("Identifier, Title, Amount Awarded, Award Date, Recipient Org:Name", "recipient")
_PARTS = {
    "recipientorganization": "recipientorg",
    "recipientorganisation": "recipientorg",
    "recipientindividual": "recipientind",
    "fundingorganization": "fundingorg",
    "fundingorganisation": "fundingorg",
    "id": "identifier",
    "durationmonths": "duration",
}
"""What a part of a heading is called in JSON, or by another spelling, as the titles have it."""
FIELDS = {
    "identifier": "external",
    "title": "title",
    "description": "purpose",
    "currency": "currency",
    "amountawarded": "amount",
    "awarddate": "awarded",
    "plannedstartdate": "starts",
    "planneddates:startdate": "starts",
    "planneddates:enddate": "ends",
    "planneddates:duration": "months",
    "recipientorg:identifier": "recipient_id",
    "recipientorg:name": "recipient",
    "recipientorg:charitynumber": "charity",
    "recipientorg:companynumber": "company",
    "recipientind:identifier": "individual",
    "recipientind:name": "individual",
    "fundingorg:name": "funder",
    "fundingorg:department": "department",
    "grantprogramme:title": "programme",
}
"""What each heading means, its parts folded and without spaces."""
NEEDED = {"amount": "Amount Awarded", "awarded": "Award Date", "external": "Identifier"}
_WHOLE = re.compile(r"(?P<whole>[0-9]+)\.0+")
_ONE_FIGURE = re.compile(r"£?[0-9,]+\.[0-9]")
_YEAR_OR_MONTH = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>0[1-9]|1[0-2]))?")


def heading_key(heading: str) -> str:
    """A heading as FIELDS has it: “Recipient Org:0:Identifier” and `recipientOrganization/0/id` are
    one.
    """
    parts = [fold(part).replace(" ", "") for part in re.split(r"[:/.]", heading)]
    kept = [_PARTS.get(part, part) for part in parts if part and part != "0"]
    return ":".join(kept)


def open_grants(path: Path) -> OpenedRows:
    """Opens the list. BadInput, with what to do, where it is no such list."""
    table = open_table(path, lambda cell: heading_key(cell) in FIELDS, example=EXAMPLE)
    places: dict[str, list[int]] = {}
    for at, column in enumerate(table.header):
        if field := FIELDS.get(heading_key(column)):
            places.setdefault(field, []).append(at)
    for field, title in NEEDED.items():
        if field not in places:
            raise _missing(path, table, title)
    if not {"recipient", "recipient_id", "individual"} & places.keys():
        raise _missing(path, table, "Recipient Org:Name")
    read = {at: field for field, columns in places.items() for at in columns}
    return OpenedRows(columns_read(table.header, read), _rows(table, places), table.remarks)


def _missing(path: Path, table: OpenedTable, title: str) -> BadInput:
    return BadInput(
        f"{file_name(path)} has no column “{title}”. It has {columns_shown(table.header)}; the "
        f"titles of the 360Giving standard are {EXAMPLE[0]} and so on.",
        field="file",
    )


def _rows(table: OpenedTable, places: Mapping[str, list[int]]) -> Iterator[FieldRow | RefusedRow]:
    for row in table.rows:
        if isinstance(row, RefusedRow):
            yield row
            continue
        typed = {}
        for field, columns in places.items():
            cells = (row.cells[at] for at in columns)
            texts = (as_it_was(cell) if table.marked else cell for cell in cells)
            said = next((text for text in texts if text.strip()), "")
            typed[field] = _as_typed(field, said.strip() if field == "purpose" else said)
        yield FieldRow(row.line, typed)


def _as_typed(field: str, text: str) -> str:
    """What a cell says, as it may be typed into a field of an award."""
    if field == "purpose":
        return text
    said = line_of(text, field)
    match field:
        case "awarded" | "starts" | "ends":
            day = day_in_cell(said) if said else None
            return day.isoformat() if day else _part_of_year(said, ends=field == "ends")
        case "months" | "company" | "charity":
            whole = _WHOLE.fullmatch(said)
            return whole["whole"] if whole else said
        case "amount":
            plain = re.sub(r"^GBP *| *GBP$", "", said)
            whole = _WHOLE.fullmatch(plain)
            return (
                whole["whole"] if whole else f"{plain}0" if _ONE_FIGURE.fullmatch(plain) else plain
            )
    return said


def _part_of_year(said: str, *, ends: bool) -> str:
    """The first day of a year or month that stands for a planned day, as the standard allows, or
    the last where it is an end; what is neither stays as it is.
    """
    match = _YEAR_OR_MONTH.fullmatch(said)
    if match is None:
        return said
    year, month = int(match["year"]), int(match["month"] or (12 if ends else 1))
    if not ends:
        return date(year, month, 1).isoformat()
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1).isoformat()
