"""What ends when, models elsewhere, a bid's sheet; and what is published, held to its schema."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from cli_desk import Cli
from factories import make_award, make_bid, make_model, make_organisation
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from db.areas.funding.papers import area_facts
from db.store import Store
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.funding import papers
from spoc_tui.casework.funding.papers import against_keeping_notice
from spoc_tui.casework.kinds.paper import Narrowed
from spoc_tui.reports.documents.formats import DocumentFormat, written
from spoc_tui.reports.funding.papers import data, document, file_name
from spoc_tui.reports.funding.published import TITLES
from spoc_tui.settings import Settings

SCHEMAS = Path(__file__).parent / "360giving"
PUBLISHER = Settings(publisher="Medway Council", org_id="GB-LAE-MDW", grants_prefix="360G-medway")
WHOLE = {
    **{"title": "Roof", "purpose": "A new roof", "awarded": "2026-03-01", "basis": "grant"},
    "amount": "2,266.50",
}
"""What an award that may be published says besides what all say."""


@pytest.fixture
def club(store: Store) -> str:
    uid = make_organisation(store, "Rook Lane Club", size="small").uid
    return store.organisations.add_identifier(uid, "GB-CHC-1123456").uid


def facts_of(store: Store, paper: Any, settings: Settings = PUBLISHER, **of: Any) -> Any:
    return area_facts(store, paper, Narrowed(**of), settings)


def text_of(document_: Any) -> str:
    return written(document_, DocumentFormat.MARKDOWN).decode()


def test_what_ends_when_says_what_has_nothing_after_and_whether_notice_is_late(
    store: Store, club: str
) -> None:
    make_organisation(store, "Strood Scouts")
    late = make_award(store, "Rook Lane", ends="2026-05-31")  # notice was due on 27 February
    make_award(store, "Strood Scouts", ends="2026-09-01", amount="70")
    make_award(store, "Strood Scouts", funder="A trust", ends="2030-01-01")
    make_award(store, "Strood Scouts", funder="Not known", ends="", months="")
    said = text_of(document(facts_of(store, papers.ENDINGS)))
    assert "## Ends by Fri 2 Oct 2026, with nothing after" in said
    assert "2 awards, £5,070." in said
    assert "was due by Fri 27 Feb 2026: none is on record" in said
    assert "| small | 1 | £5,000 |" in said or "| £5,000 |" in said
    assert "Of which the end is not known" in said
    store.declared("award").act(late.uid, "notice")
    assert "given Thu 2 Apr 2026, late" in text_of(document(facts_of(store, papers.ENDINGS)))


def test_it_is_of_one_directorate_or_organisation(store: Store, club: str) -> None:
    make_organisation(store, "Strood Scouts")
    mine = make_award(store, "Rook Lane", ends="2026-05-31")
    make_award(store, "Strood Scouts", funder="A trust", ends="2026-05-31")
    assert mine.team is not None  # the funder is a team by that name
    one = facts_of(store, papers.ENDINGS, organisation="Rook Lane")
    assert [each.uid for each in one.awards] == [mine.uid]
    assert file_name(one, "docx") == "endings-rook-lane-club-2026-04-02.docx"
    its = next(iter(one.directorates[mine.team.uid] for _ in (0,)))
    of = facts_of(store, papers.ENDINGS, directorate=its)
    assert [each.uid for each in of.awards] == [mine.uid]


def test_a_passed_notice_day_is_what_speaks_against_a_commitment(store: Store, club: str) -> None:
    late = make_award(store, "Rook Lane", ends="2026-05-31")
    said = against_keeping_notice(late, store.today())
    assert said == (
        "Rook Lane Club, Public Health: notice of its end was due by Fri 27 Feb 2026: none is on "
        "record."
    )
    assert against_keeping_notice(make_award(store, "Rook Lane"), store.today()) == ""


def test_the_library_and_the_sheet_say_all_that_is_known(store: Store, club: str) -> None:
    make_model(store, amount="500,000", amount_words="a year at most", since="2019")
    said = text_of(document(facts_of(store, papers.LIBRARY)))
    assert "£500,000, a year at most" in said
    assert "no model is completely sustainable" in said
    bid = make_bid(store, asked="", a_year="100,000", years="3")
    bids = store.declared("bid")
    bids.act(bid.uid, "ask", {"role": "partner", "organisation": "Rook Lane"})
    bids.act(bid.uid, "answer", {"who": "1", "said": "The hall"})
    from db.areas.funding.papers import facts

    sheet = text_of(document(facts(store, "bid", bid.reference, papers.JOINT_BID)))
    assert "£300,000: £100,000 a year for 3 years" in sheet
    assert "| Rook Lane Club | The hall |" in sheet


def test_a_document_is_written_in_each_form(store: Store, club: str) -> None:
    make_award(store, "Rook Lane", ends="2026-05-31", title="=1+1 <b>|x|")
    for form in DocumentFormat:
        if form in ("md", "html", "docx"):
            assert written(document(facts_of(store, papers.ENDINGS)), form)


# What is published.


def registry() -> Registry[Any]:
    schema = json.loads((SCHEMAS / "360-giving-schema.json").read_text(encoding="utf-8"))
    resource = Resource(contents=schema, specification=DRAFT202012)
    # The package's own reference is to the version before, which differs in nothing it asks.
    named = (schema["$id"], schema["$id"].replace("1.4.3", "1.4.2"))
    return Registry().with_resources((one, resource) for one in named)


def is_moment(value: object) -> bool:
    """Whether a text is a moment by RFC 3339: a day with a time."""
    return "T" in str(value) and bool(datetime.fromisoformat(str(value)))


def validate(package: Any) -> None:
    schema = json.loads((SCHEMAS / "360-giving-package-schema.json").read_text(encoding="utf-8"))
    formats = jsonschema.FormatChecker(formats=())
    formats.checks("date-time", ValueError)(is_moment)
    checker = jsonschema.Draft202012Validator(schema, registry=registry(), format_checker=formats)
    checker.validate(package)


def test_the_schema_refuses_what_lacks_something(store: Store, club: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        validate({"grants": [{"id": "360G-x-1"}]})


def test_the_json_is_valid_and_says_what_is_left_out(store: Store, club: str) -> None:
    make_organisation(store, "Strood Scouts")  # in no register
    make_award(store, "Rook Lane", **WHOLE)
    make_award(store, "Strood Scouts", **{**WHOLE, "ends": "", "months": "12", "amount": "70"})
    lacking = make_award(store, "Rook Lane")
    theirs = make_award(store, "Rook Lane", funder="A trust", **WHOLE)
    content, left = data(facts_of(store, papers.GIVING), "json")
    package = json.loads(content, parse_float=str)
    assert {one["amountAwarded"] for one in package["grants"]} == {"2266.5", 70}
    package = json.loads(content)
    validate(package)
    first = next(one for one in package["grants"] if one["amountAwarded"] != 70)
    assert first["id"].startswith("360G-medway-AWD-26-")
    assert first["recipientOrganization"][0]["id"] == "GB-CHC-1123456"
    assert first["plannedDates"][0]["endDate"] == "2027-03-31"
    assert {one.reference: one.why for one in left} == {
        lacking.reference: "the day it was awarded, a title or programme, its purpose",
        theirs.reference: "no team of the council gives it",
    }


def test_the_csv_has_the_titles_and_comes_in_again(
    store: Store, cli: Cli, club: str, tmp_path: Path
) -> None:
    make_award(store, "Rook Lane", **WHOLE)
    content, _ = data(facts_of(store, papers.GIVING), "csv")
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    assert list(row) == list(TITLES)
    assert row["Amount Awarded"] == "2266.50"
    file = tmp_path / "grants.csv"
    file.write_bytes(content)
    told = cli.json("money", "award", "import", str(file), "--dry-run")
    assert told["counts"]["held"] == 1  # it is like the one that it was written from


def test_without_a_prefix_nothing_is_published(store: Store, club: str) -> None:
    make_award(store, "Rook Lane", **WHOLE)
    with pytest.raises(BadInput, match="do not say org_id, grants_prefix") as refused:
        data(facts_of(store, papers.GIVING, Settings(publisher="Medway Council")), "json")
    assert refused.value.field == "org_id"


def test_the_transparency_list_has_the_seven_fields(store: Store, club: str) -> None:
    make_award(store, "Rook Lane", **WHOLE)
    make_award(store, "Rook Lane", **{**WHOLE, "awarded": "2024-05-01"})  # of another year
    contract = make_award(store, "Rook Lane", **{**WHOLE, "basis": "contract"})
    content, left = data(facts_of(store, papers.TRANSPARENCY, year=2025), "csv")
    heads, row = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert len(heads) == 7
    assert row[:1] + row[3:] == [
        *("2026-03-01", "Rook Lane Club", "GB-CHC-1123456", "A new roof", "2266.50")
    ]
    assert row[1] == "2026-04-01 to 2027-03-31"
    assert [(one.reference, one.why) for one in left] == [(contract.reference, "it is no grant")]


def test_on_the_command_line(store: Store, cli: Cli, club: str, tmp_path: Path) -> None:
    make_award(store, "Rook Lane", **WHOLE)
    assert "# What ends when: Rook Lane Club" in cli.text(
        "money", "endings", "--organisation", "Rook Lane"
    )
    assert cli.json("money", "library")["title"].startswith("Sustainable funding")
    file = tmp_path / "t.csv"
    said = cli.text("money", "transparency", "--year", "2026", "--output", str(file))
    assert said.startswith(f"Grants for the Transparency Code written: {file}")
    assert cli.error(2, "money", "360giving")["field"] == "publisher"
    assert cli.error(2, "money", "transparency", "--format", "docx")["field"] == "format"
    assert cli.error(3, "money", "endings", "--directorate", "Moon")["message"]
