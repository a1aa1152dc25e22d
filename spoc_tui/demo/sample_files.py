"""The files that the guide's examples bring in, made from the demo's own organisations."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import islice

from spoc_tui.demo.neighbourhood import PlannedOrganisation, neighbourhood
from spoc_tui.demo.rook_lane import AMOUNT, INVOICE, NAME

SampleRow = Sequence[object]
OF_A_LIST = 12
"""How many organisations a sample list has, beside those that are new."""
NEW_ROWS = (
    ("Fiddlers Reach Rowing Club", "ME1 1FR", "01632 960007"),
    ("Kingfisher Repair Café CIC", "ME7 5KR", "01632 960009"),
)


def sample_files(today: date) -> dict[str, bytes]:
    """Each sample's content, by its name; what was paid was paid in the days before today."""
    organisations = neighbourhood().organisations
    listed = list(islice((one for one in organisations if one.phone), OF_A_LIST))
    charities = list(islice((one for one in organisations if one.charity), OF_A_LIST))
    return {
        "register.csv": _csv(("Name", "Postcode", "Telephone"), [*map(_known, listed), *NEW_ROWS]),
        "groups.xlsx": _workbook(
            ("Grp", "Post code", "Tel", "Fax"),
            [(*_known(one), "") for one in listed[::2]] + [*NEW_ROWS],
        ),
        "wards.csv": _csv(
            ("postcode", "ward_name"),
            sorted({(one.postcode, one.place.ward) for one in organisations}),
        ),
        "publicextract.charity.zip": _extract(charities),
        "members.csv": _csv(
            ("Organisation", "Person", "Role", "From"),
            [(one.name, "", "member", today.isoformat()) for one in listed[:3]],
        ),
        "notes.txt": b"Housing: Write to every tenant: by 18 December\nPlanning: Say which halls\n",
        "paid.csv": _csv(
            ("Supplier", "Invoice", "Amount", "Paid on"),
            [
                (NAME, INVOICE, AMOUNT, (today - timedelta(days=1)).isoformat()),
                ("Nobody We Know Ltd", "77", "120.00", (today - timedelta(days=3)).isoformat()),
            ],
        ),
    }


def _known(one: PlannedOrganisation) -> tuple[str, str, str]:
    return one.name, one.postcode, one.phone


def _csv(heads: SampleRow, rows: Iterable[SampleRow]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([heads, *rows])
    return text.getvalue().encode()


def _workbook(heads: SampleRow, rows: Iterable[SampleRow]) -> bytes:
    from openpyxl import Workbook

    book, file = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in (heads, *rows):
        sheet.append(list(row))
    book.save(file)
    return file.getvalue()


def _extract(charities: Iterable[PlannedOrganisation]) -> bytes:
    """As the Charity Commission gives its register out: JSON in a zip."""
    rows = [
        {
            "registered_charity_number": int(one.charity),
            "linked_charity_number": 0,
            "charity_name": one.name.upper(),
            "charity_registration_status": "Registered",
            "charity_contact_postcode": one.postcode,
            "charity_contact_phone": one.phone,
            "charity_contact_email": one.email,
            "charity_activities": one.purpose,
        }
        for one in charities
    ]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("publicextract.charity.json", json.dumps(rows))
    return file.getvalue()
