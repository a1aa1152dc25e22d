"""The files that the guide's examples bring in, made from the demo's own organisations."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import islice

from spoc_tui.casework.survey.question import FOUR
from spoc_tui.demo.neighbourhood import PlannedOrganisation, neighbourhood
from spoc_tui.demo.rook_lane import AMOUNT, INVOICE, NAME
from spoc_tui.demo.sample_form import sample_form

SampleRow = Sequence[object]
RATED, ASKED_IN_WORDS = FOUR[1].words, FOUR[3].words
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
        "grants.csv": _csv(
            (
                *("Identifier", "Title", "Description", "Currency", "Amount Awarded", "Award Date"),
                *("Recipient Org:Identifier", "Recipient Org:Name", "Funding Org:Name"),
                "Planned Dates:Duration (months)",
            ),
            [_grant(n, one.name, today) for n, one in enumerate(listed[:3], 1)]
            + [_grant(4, f"{NAME.split(' Bowls')[0]} Juniors", today)],
        ),
        "land.csv": _csv(
            ("UPRN", "PropertyName", "PostCode", "TenureType", "TenureDetail"),
            [
                ("100060000001", "Made-up Pavilion", listed[0].postcode, "Freehold", "Let"),
                ("1.00E+11", "Made-up Depot", listed[1].postcode, "Freehold", ""),
                ("", "", listed[2].postcode, "Leasehold", ""),
            ],
        ),
        "assets.csv": _csv(
            ("name", "nominating-group", "decision", "decision-date", "expiry-date"),
            [
                ("The Made-up Swan", listed[0].name, "successful", f"{today.year - 1}-03-02", ""),
                ("The Made-up Crown", "Friends of it", "unsuccessful", f"{today}", ""),
            ],
        ),
        "rates.csv": _csv(
            ("Organisation", "Property", "Relief", "Percent"),
            [(one.name, one.postcode, "mandatory", "80") for one in charities[:3]],
        ),
        "assessment.docx": sample_form(today - timedelta(days=9), today + timedelta(days=60)),
        "commitments.csv": _csv(
            ("Commitment", "Side", "Owner"),
            [
                ("Answer a letter within two weeks", "council", "Planning"),
                ("Say early when a service is at risk", "sector", ""),
            ],
        ),
        "roles.csv": _csv(
            ("Role", "Organisation", "Places", "Check", "Closes"),
            [
                ("Gardener", listed[0].name, 4, "none", ""),
                ("Trustee", listed[1].name, 1, "basic", ""),
                ("Treasurer", "Made-up Far Away Trust", 1, "basic", ""),
            ],
        ),
        "courses.csv": _csv(
            ("Subject", "Date", "Provider", "Places"),
            [("First aid", today + timedelta(days=30), "Made-up College", 10)],
        ),
        "hours.csv": _csv(
            ("Directorate", "From", "To", "Hours", "People"),
            [
                (each, today - timedelta(days=91), today, hours, people)
                for each, hours, people in (("Housing", "41.5", 9), ("Planning", "12:45", 4))
            ],
        ),
        "week.csv": _csv(
            ("Reference", "Address", "Proposal", "Ward", "Dwellings"),
            [
                ("MC/26/0199", "Made-up Lane", "40 homes and a green", "Rainham North", 40),
                ("MC/26/0200", "Made-up Yard", "Twenty-four flats", "Rainham North", ""),
            ],
        ),
        "developer-agreement.csv": _csv(
            ("developer-agreement", "planning-application", "developer-agreement-type"),
            [("0001-da", "MC/26/0001", "S106"), ("0099-da", "MC/26/0099", "section-106")],
        ),
        "councillors.csv": _csv(
            ("Councillor", "Ward", "From"), [("Cllr Made-up Third", "Rainham North", "2023-05-04")]
        ),
        "forward-plan.csv": _csv(
            ("Title", "Team", "Opens", "Closes", "Stage"),
            [("Made-up parking plan", "Planning", f"{today}", "", "draft")],
        ),
        "events.csv": _csv(
            ("Event", "Host", "Date"), [("Made-up fair", "", f"{today + timedelta(days=30)}")]
        ),
        "services.json": json.dumps(
            [
                {
                    **{"id": "1", "name": "Made-up repair café", "status": "active"},
                    **{"organization": {"name": listed[1].name}, "assured_date": "2005-01-01"},
                    "schedules": [{"freq": "WEEKLY", "byday": "SA", "opens_at": "10:00"}],
                }
            ]
        ).encode(),
        "counts.csv": _csv(
            ("Organisation", "Service", "Month", "From", "Referred", "Accepted"),
            [
                (listed[2].name, "", f"{today - timedelta(days=62):%Y-%m}", "GP", 9, 8),
                (listed[2].name, "", "Q1", "GP", 30, ""),
            ],
        ),
        "notices.json": _notices(today),
        "issues.csv": _csv(
            ("Issue", "Copy by", "Out on"),
            [("Made-up issue", f"{today + timedelta(days=90)}", f"{today + timedelta(days=120)}")],
        ),
        "old-stories.csv": _csv(
            ("Organisation", "Story", "Published", "Issue", "Page"),
            [
                (one.name, "Made-up thanks", f"{today - timedelta(days=200)}", "", 3)
                for one in listed[:2]
            ],
        ),
        "answers.csv": _csv(
            (
                *("ID", "Start time", "Completion time", "Email", "Name", "Your organisation"),
                *(f"{RATED}\n", f"{RATED}2", ASKED_IN_WORDS, "May we quote you?"),
            ),
            [
                _response(1, today, listed[0].name, "Good", "More came forward", "Train us", "Yes"),
                _response(2, today, "", "3/5", "", "Rooms that we can afford;Ring us;", ""),
                _response(3, today, "Made-up Far Away Trust", "Poor", "", "", "No"),
                _response(4, today, "", "", "", "", ""),
            ],
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


def _response(number: int, today: date, *answers: str) -> SampleRow:
    """A row as Microsoft Forms has it, filled in on the day before."""
    on = today - timedelta(days=1)
    begun, done = (f"{on.month}/{on.day}/{on:%y} 9:{minute:02}:10" for minute in (1, 6))
    return (number, begun, done, "anonymous", "", *answers)


def _notices(today: date) -> bytes:
    """Releases of two made-up contracts, one of them amended, and of an award."""

    def release(ocid: str, tag: str, title: str, closes: int, published: int) -> object:
        ends = f"{today + timedelta(days=closes)}T12:00:00Z"
        tender = {"title": title, "tenderPeriod": {"endDate": ends}}
        dated = f"{today - timedelta(days=published)}T09:00:00Z"
        buyer = {"name": "Procurement"}
        return {"ocid": ocid, "date": dated, "tag": [tag], "tender": tender, "buyer": buyer}

    releases = [
        release("ocds-made-up-1", "tender", "Made-up care of trees", 20, 9),
        release("ocds-made-up-1", "tenderAmendment", "Made-up care of trees", 27, 2),
        release("ocds-made-up-2", "tender", "Made-up advice on debts", 400, 5),
        release("ocds-made-up-3", "award", "Made-up rides to school", -30, 5),
    ]
    return json.dumps({"releases": releases}, ensure_ascii=False).encode()


def _grant(number: int, name: str, today: date) -> SampleRow:
    """A grant by the 360Giving standard, whose recipient has an id that its funder made up."""
    own = f"360G-madeup-{number}"
    awarded = (today - timedelta(days=30 * number)).isoformat()
    return (
        own,
        "Small grant",
        "Made up",
        "GBP",
        "1,500",
        awarded,
        f"{own}-org",
        name,
        "A fund",
        12,
    )


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
