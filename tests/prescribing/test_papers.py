"""The card, the request, the note for the board, and the directory against its published schema."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from cli_desk import Cli
from factories import FixedClock, make_award, make_organisation
from prescribing_made import count, make_prescribing, pay_for

from db.areas.prescribing.papers import area_facts, facts
from db.store import Store
from spoc_tui.casework.kinds.paper import Narrowed
from spoc_tui.casework.prescribing import papers
from spoc_tui.reports.documents.formats import DocumentFormat, written
from spoc_tui.reports.prescribing.papers import data, document, file_name
from spoc_tui.reports.prescribing.resource import summed

SCHEMA = Path(__file__).parent / "open_referral/service.json"
SECRET = "Quiet Corner Counselling"


def text_of(made: Any) -> str:
    return written(document(made), DocumentFormat.MARKDOWN).decode()


@pytest.fixture
def known(store: Store, clock: FixedClock) -> dict[str, str]:
    """A service with all that it can have, of one who agreed; another of one who did not."""
    agreed = {"published_on": "2026-01-01", "named_on": "2026-01-01", "phone": "01634 960001"}
    club = make_organisation(store, "Rook Lane Club", web="rook.example", **agreed).uid
    make_organisation(store, SECRET)
    ann = store.organisations.add_contact(club, "Ann Lee", phone="01634 960002").uid
    full = {"contact": ann, "what": "A hot lunch", "for_whom": "people who live alone"}
    full |= {
        "youngest": "55",
        "oldest": "90",
        "lives_in": "Rainham",
        "when": "FREQ=WEEKLY;BYDAY=TU,TH",
    }
    full |= {"hours": "9:30 to 12:00", "place": "Elm Hall", "postcode": "ME8 7AA", "cost": "£2"}
    full |= {"web": "rook.example/lunch", "assured_on": "2026-02-01", "assured_by": "Bo Day"}
    lunch = make_prescribing(store, "service", **full).uid
    quiet = make_prescribing(
        store,
        "service",
        organisation=SECRET,
        name="Talk",
        stands="temporarily-closed",
        when="FREQ=YEARLY",
    ).uid
    store.declared("service").act(lunch, "room", {"room": "few", "wait": "3", "said_by": "Ann"})
    count(store, lunch, "2026-02-01", 12, turned_away="3")
    count(store, lunch, "2026-01-01", 10)
    count(store, quiet, "2026-02-01", 4)
    award = make_award(store, "Rook Lane", starts="2026-02-10", ends="2026-12-31").uid
    pay_for(store, lunch, award)
    return {"lunch": lunch, "quiet": quiet}


def test_the_card_says_what_to_say_and_whom_to_ring(store: Store, known: dict[str, str]) -> None:
    said = text_of(facts(store, "service", known["lunch"], papers.CARD))
    for line in (
        "- **Whose:** Rook Lane Club",
        "- **Ages:** 55 to 90",
        "- **When:** every week on Tuesday and Thursday, 9:30 to 12:00",
        "- **Room:** few places, 3 weeks to wait, as said on Thu 2 Apr 2026",
        "- **Ring:** 01634 960002, ask for Ann Lee",
        "There are a few places; ring soon.",
        "Write down nobody who is sent there",
    ):
        assert line in said
    closed = text_of(facts(store, "service", known["quiet"], papers.CARD))
    assert "It does not run now (temporarily closed)" in closed
    name = file_name(facts(store, "service", known["lunch"], papers.CARD), "docx")
    assert name == "card-lunch-club-2026-04-02.docx"


def test_a_card_that_is_old_says_to_ring_first(
    store: Store, clock: FixedClock, known: dict[str, str]
) -> None:
    clock.advance(days=91)
    said = text_of(facts(store, "service", known["lunch"], papers.CARD))
    assert "that is long ago, ring first" in said
    assert "I do not know whether they have room" in said


def test_the_note_for_the_board_names_nobody_who_did_not_agree(
    store: Store, known: dict[str, str]
) -> None:
    note = area_facts(store, papers.RESOURCE, Narrowed())
    said = text_of(note)
    assert "## Apr 2025 to Mar 2026" in said
    room = "few places, Thu 2 Apr 2026"
    assert f"| Rook Lane Club | Lunch club | 22 | under 5 | {room} | £" in said
    assert "| Jan 2026 |" in said
    quiet = store.declared("service").get(known["quiet"]).record.reference
    assert f"| an organisation (1) | {quiet} | under 5 | 0 | not known |" in said
    assert "**Referred:** 22, and under 5 at one more" in said
    assert "**Referred in months without money on record:** 10, and under 5 at one more" in said
    assert "Counts of referrals say less than there was" in said
    for name in (SECRET, "Quiet Corner", "Ann Lee", "Bo Day"):
        assert name not in said
    only = area_facts(store, papers.RESOURCE, Narrowed(organisation=SECRET))
    assert SECRET not in text_of(only)


def test_what_is_too_small_is_not_to_be_worked_out_of_the_sum() -> None:
    assert summed([]) == "0"
    assert summed([80, 7]) == "87"
    assert summed([80, 4, 4]) == "80, and under 5 at each of 2"


def test_a_request_says_what_is_known_and_by_when(store: Store, known: dict[str, str]) -> None:
    asked = make_prescribing(store, "assurance", board="2026-04-30", asked_in="2b")
    said = text_of(facts(store, "assurance", asked.uid, papers.REQUEST))
    assert "**Answer by:** Thu 23 Apr 2026 (the board meets on Thu 30 Apr 2026)" in said
    assert "2 services on record; of 1 it was said lately whether there is room." in said
    assert "Referred in the last 12 whole months: 26." in said


def test_the_directory_is_valid_by_its_published_schema(
    store: Store, known: dict[str, str]
) -> None:
    content, left = data(area_facts(store, papers.DIRECTORY, Narrowed()), "json")
    page = json.loads(content)
    schema = json.loads(SCHEMA.read_bytes())
    checker = jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    for one in page["contents"]:
        assert list(checker.iter_errors(one)) == []
    (one,) = page["contents"]
    assert (one["status"], one["minimum_age"], one["assured_date"]) == ("active", 55, "2026-02-01")
    (schedule,) = one["schedules"]
    assert (schedule["freq"], schedule["byday"]) == ("WEEKLY", "TU,TH")
    assert (schedule["opens_at"], schedule["closes_at"]) == ("09:30", "12:00")
    assert [each.why for each in left] == ["the organisation has not agreed to be published"]
    for name in (SECRET, "Ann Lee", "Bo Day", "960002"):
        assert name not in content.decode()
    assert list(checker.iter_errors({**one, "status": "open"})) != []  # the schema is one


def test_a_directory_of_all_states_is_valid_too(store: Store, known: dict[str, str]) -> None:
    quiet = store.organisations.find(SECRET)
    store.organisations.edit(quiet.uid, {"published_on": "today"})
    content, left = data(area_facts(store, papers.DIRECTORY, Narrowed()), "json")
    assert left == []
    schema = json.loads(SCHEMA.read_bytes())
    for one in json.loads(content)["contents"]:
        jsonschema.validate(one, schema)


def test_the_directory_as_csv_has_the_same(
    store: Store, cli: Cli, known: dict[str, str], tmp_path: Path
) -> None:
    content, _ = data(area_facts(store, papers.DIRECTORY, Narrowed()), "csv")
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    assert (row["name"], row["organization_name"]) == ("Lunch club", "Rook Lane Club")
    assert (row["schedule_byday"], row["location_name"]) == ("TU,TH", "Elm Hall, ME8 7AA")
    file = tmp_path / "directory.csv"
    assert "agreed to be published" in cli.text("prescribing", "directory", "--output", str(file))
    assert file.read_bytes() == content
