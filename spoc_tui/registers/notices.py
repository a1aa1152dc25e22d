"""Notices of contracts as Find a Tender and Contracts Finder give them: OCDS releases in JSON, the
same flattened to CSV, and the CSV of Contracts Finder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path

from spoc_tui.casework.dates.in_cells import day_in_cell
from spoc_tui.casework.dates.when import london
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.spreadsheets import as_it_was
from spoc_tui.casework.text import fold
from spoc_tui.registers.field_rows import FieldRow, OpenedRows, columns_read
from spoc_tui.registers.header import columns_shown
from spoc_tui.registers.missing import line_of
from spoc_tui.registers.plain_text import file_name
from spoc_tui.registers.tables import OpenedTable, open_table

EXAMPLE = ("ocid, tag, tender/title, tender/value/amount, buyer/name", "title")
FIELDS = {
    "ocid": "notice_id",
    "noticeidentifier": "notice_id",
    "date": "date",
    "publisheddate": "date",
    "tag": "tag",
    "noticetype": "type",
    "tender:documents:noticetype": "tag",
    "planning:documents:noticetype": "tag",
    "tender:title": "title",
    "title": "title",
    "tender:description": "what_for",
    "description": "what_for",
    "tender:status": "status",
    "status": "status",
    "tender:value:amount": "amount",
    "valuehigh": "amount",
    "tender:value:amountgross": "gross",
    "tender:value:currency": "currency",
    "tender:tenderperiod:enddate": "closes",
    "closingdate": "closes",
    "closingtime": "closing_time",
    "tender:enquiryperiod:enddate": "questions_by",
    "tender:contractperiod:startdate": "starts",
    "tender:lots:contractperiod:startdate": "starts",
    "startdate": "starts",
    "tender:contractperiod:enddate": "ends",
    "tender:lots:contractperiod:enddate": "ends",
    "enddate": "ends",
    "tender:mainprocurementcategory": "category",
    "ojeucontracttype": "category",
    "tender:suitability:vcse": "vcse",
    "tender:lots:suitability:vcse": "vcse",
    "suitableforvco": "vcse",
    "tender:suitability:sme": "sme",
    "tender:lots:suitability:sme": "sme",
    "suitableforsme": "sme",
    "tender:procurementmethoddetails": "method",
    "buyer:name": "buyer",
    "organisationname": "buyer",
    "parties:address:postalcode": "postcodes",
    "parties2:address:postalcode": "postcodes",
    "postcode": "postcodes",
}
"""What each heading means, its parts folded and without spaces."""
NEEDED = {"notice_id": "ocid", "title": "tender/title"}
_LEFT_OUT = ("releases", "records", "compiledrelease", "0")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*")
_DOCUMENT = re.compile(r"documents\d+")
_TIME = re.compile(r"\d\d:\d\d")
_BROKEN_LINE = re.compile(r"(?:\\r\\n|\\n|rn(?=[A-Z])|rnrn)+")
_BROKEN_LETTER = re.compile("[ÂÃâ]")
LONGEST = 20_000
"""How much of a description is kept, in characters."""


def heading_key(heading: str) -> str:
    """A heading as FIELDS has it: “releases/0/tender/title” and `tender.title` are one."""
    parts = [fold(part).replace(" ", "") for part in re.split(r"[:/.]", heading)]
    kept = [part for part in parts if part and part not in _LEFT_OUT]
    return ":".join(_DOCUMENT.sub("documents", part) for part in kept if not part.isdecimal())


def open_notices(path: Path) -> OpenedRows:
    """Opens the list, the earliest release first. BadInput, with what to do, where it is none."""
    table = open_table(path, lambda cell: heading_key(cell) in FIELDS, example=EXAMPLE)
    places: dict[str, list[int]] = {}
    for at, column in enumerate(table.header):
        if field := FIELDS.get(heading_key(column)):
            places.setdefault(field, []).append(at)
    for field, title in NEEDED.items():
        if field not in places:
            raise BadInput(
                f"{file_name(path)} has no column “{title}”. It has {columns_shown(table.header)}; "
                f"notices have {EXAMPLE[0]} and so on.",
                field="file",
            )
    read = {at: field for field, columns in places.items() for at in columns}
    return OpenedRows(
        columns_read(table.header, read), iter(_in_order(table, places)), table.remarks
    )


def _in_order(table: OpenedTable, places: Mapping[str, list[int]]) -> list[FieldRow | RefusedRow]:
    rows = list(_rows(table, places))
    return sorted(rows, key=lambda row: row["date"] if isinstance(row, FieldRow) else "")


def _rows(table: OpenedTable, places: Mapping[str, list[int]]) -> Iterator[FieldRow | RefusedRow]:
    for row in table.rows:
        if isinstance(row, RefusedRow):
            yield row
            continue
        typed = {}
        for field, columns in places.items():
            cells = (row.cells[at] for at in columns)
            texts = [as_it_was(cell) if table.marked else cell for cell in cells]
            said = [text.strip() for text in texts if text.strip()]
            if field in ("postcodes", "tag"):
                typed[field] = "; ".join(said)
            elif field == "what_for":
                typed[field] = mended(said[0])[:LONGEST] if said else ""
            else:
                typed[field] = line_of(mended(said[0]), field) if said else ""
        yield FieldRow(row.line, typed)


def mended(text: str) -> str:
    """Words whose pound signs and line ends were broken on their way: “Â£”, “rnrn”."""
    if _BROKEN_LETTER.search(text):
        try:
            text = text.encode("cp1252").decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            text = text.replace("Â£", "£")
    return _BROKEN_LINE.sub("\n", text).strip()


def moment_as_typed(said: str, time: str = "") -> tuple[str, str]:
    """A moment as it is typed in London, and what is to be known of it.

    One that is written as 12:00Z in summer would be 13:00 in London, and 12:00 is as often meant:
    the earlier is taken, as it is never too late. BadInput where it is no moment.
    """
    if not said:
        return "", ""
    if not _MOMENT.fullmatch(said):
        day = day_in_cell(said)
        if day is None:
            raise BadInput(f"“{said[:40]}” is no closing day.")
        at = time if _TIME.fullmatch(time) else ""
        return f"{day.isoformat()} {at}".strip(), ""
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        raise BadInput(f"“{said[:40]}” is no closing day.") from None
    if moment.tzinfo is None:
        return f"{moment:%Y-%m-%d %H:%M}", ""
    there = moment.astimezone(london())
    if moment.utcoffset() == there.utcoffset() or not said.endswith("Z"):
        return f"{there:%Y-%m-%d %H:%M}", ""
    return (
        f"{moment:%Y-%m-%d %H:%M}",
        f"It says {moment:%H:%M}Z, which in summer is {there:%H:%M} in London: the earlier is "
        "taken, look at the notice.",
    )


def pounds_as_typed(said: str) -> str:
    """A sum as it is typed; blank where there is none, or nought, which is no estimate."""
    plain = said.replace(",", "").removeprefix("£").strip()
    if not plain:
        return ""
    try:
        sum_ = Decimal(plain)
    except InvalidOperation:
        raise BadInput(f"“{said[:40]}” is no sum in pounds.") from None
    if not sum_.is_finite() or sum_ < 0:
        raise BadInput(f"“{said[:40]}” is no sum in pounds.")
    return f"{sum_:.2f}" if sum_ else ""
