"""A directory and a list of counts, as an officer imports them; and the directory's own export."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cli_desk import Cli
from factories import make_organisation
from prescribing_made import count, make_prescribing

from db.areas.prescribing.papers import area_facts
from db.kinds.importing import run_import
from db.kinds.whose import may_be_person
from db.store import Store
from spoc_tui.casework.dates.months import read_month
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.catalogue import kind_of
from spoc_tui.casework.kinds.coming_in import Asked, ListIn, ListOf, Verdict
from spoc_tui.casework.kinds.paper import Narrowed
from spoc_tui.casework.prescribing import papers
from spoc_tui.casework.prescribing.lists import COUNTS, DIRECTORY
from spoc_tui.reports.prescribing.papers import data

CLUB = "Rook Lane Bowls Club"
PAGE: dict[str, Any] = {
    "total_items": 2,
    "contents": [
        {
            "id": "ac148810-d857-441c-9679-408f346de14b",
            "name": "Lunch club",
            "description": "A hot lunch",
            "status": "temporarily closed",
            "minimum_age": 55.0,
            "maximum_age": 900,
            "assured_date": "2026-02-01",
            "organization": {"id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610", "name": CLUB},
            "schedules": [
                {
                    "id": "1",
                    "freq": "WEEKLY",
                    "interval": 1,
                    "byday": "TU,TH",
                    "opens_at": "10:00:00",
                    "closes_at": "12:30:00",
                }
            ],
            "service_areas": [{"id": "2", "name": "Rainham"}],
            "service_at_locations": [
                {
                    "id": "3",
                    "location": {
                        "id": "4",
                        "location_type": "physical",
                        "name": "Elm Hall",
                        "addresses": [
                            {
                                "id": "5",
                                "address_1": "1 Elm Lane",
                                "city": "Rainham",
                                "postal_code": "ME8 7AA",
                            }
                        ],
                    },
                }
            ],
            "contacts": [{"id": "6", "name": "Ida Fenn", "phones": [{"number": "01634 960009"}]}],
        },
        {
            "id": "7",
            "name": "Walk",
            "status": "active",
            "organization": {"name": CLUB},
            "assured_date": "2005-01-01",
            "schedules": [{"freq": "HOURLY"}],
        },
    ],
}


def imported(store: Store, of: ListOf, file: Path, asked: Asked | None = None) -> ListIn:
    return run_import(store, kind_of("service"), of, file, asked or Asked())


def directory(folder: Path, page: Any = None) -> Path:
    file = folder / "services.json"
    file.write_text(json.dumps(page or PAGE), encoding="utf-8")
    return file


def test_a_page_of_services_comes_in_without_its_people(store: Store, tmp_path: Path) -> None:
    make_organisation(store, CLUB)
    found = imported(store, DIRECTORY, directory(tmp_path))
    assert [one.verdict for one in found.lines] == [Verdict.TAKEN, Verdict.TAKEN]
    one: Any = store.declared("service").get(found.lines[0].reference).record
    assert (one.name, one.status, one.youngest, one.oldest) == (
        *("Lunch club", "temporarily-closed"),
        *(55, None),
    )
    assert (one.when, one.hours) == ("FREQ=WEEKLY;BYDAY=TU,TH", "10:00 to 12:30")
    assert (one.lives_in, one.place) == ("Rainham", "Elm Hall, 1 Elm Lane, Rainham")
    assert (one.postcode, one.external) == ("ME8 7AA", PAGE["contents"][0]["id"])
    assert f"{one.assured_on}" == "2026-02-01"
    assert "oldest, which is no age" in found.lines[0].why
    walk: Any = store.declared("service").get(found.lines[1].reference).record
    assert (walk.when, walk.assured_on) == ("", None)
    assert "which is none that can be" in found.lines[1].why
    assert "when it is, which is no rule" in found.lines[1].why
    everything = "\n".join(store.connection.iterdump())
    assert "Ida Fenn" not in everything
    assert "960009" not in everything
    again = imported(store, DIRECTORY, directory(tmp_path))
    assert [one.verdict for one in again.lines] == [Verdict.THERE, Verdict.THERE]


@pytest.mark.parametrize("form", ["json", "csv"])
def test_what_goes_out_comes_in_again_as_it_was(store: Store, tmp_path: Path, form: str) -> None:
    club = make_organisation(store, CLUB, published_on="2026-01-01").uid
    typed = {"organisation": club, "what": "A hot lunch", "youngest": "55", "when": "Tuesday"}
    typed |= {"hours": "10:00 to 12:00", "place": "Elm Hall", "lives_in": "Rainham", "cost": "£2"}
    was: Any = make_prescribing(store, "service", **typed, assured_on="2026-02-01")
    content, left = data(area_facts(store, papers.DIRECTORY, Narrowed()), form)
    assert left == []
    file = tmp_path / f"out.{form}"
    file.write_bytes(content)
    (line,) = imported(store, DIRECTORY, file).lines
    assert (line.verdict, line.reference) == (Verdict.THERE, was.reference)
    store.undo()
    (line,) = imported(store, DIRECTORY, file).lines
    assert line.verdict is Verdict.TAKEN
    one: Any = store.declared("service").get(line.reference).record
    for name in ("name", "what", "youngest", "when", "hours", "place", "lives_in", "cost"):
        assert getattr(one, name) == getattr(was, name), name
    assert one.assured_on == was.assured_on


def test_an_organisation_that_is_not_on_record_is_held_and_can_be_said(
    store: Store, tmp_path: Path
) -> None:
    club = make_organisation(store, "Rook Lane Bowls")
    file = directory(tmp_path)
    held = imported(store, DIRECTORY, file)
    assert [one.verdict for one in held.lines] == [Verdict.HELD, Verdict.HELD]
    assert held.lines[0].asks == CLUB
    said = imported(store, DIRECTORY, file, Asked(said={CLUB: club.uid}))
    assert [one.verdict for one in said.lines] == [Verdict.TAKEN, Verdict.TAKEN]


def test_an_id_is_that_of_a_list_of_organisations_that_came_in_before(
    store: Store, cli: Cli, tmp_path: Path
) -> None:
    own = "1899600a-649c-11e6-8b77-86f30ca893d3"
    (tmp_path / "organizations.csv").write_text(f"id,name\n{own},Far Away Trust\n")
    cli.json("import", "organisations", str(tmp_path / "organizations.csv"), "--source", "hsds")
    file = tmp_path / "services.csv"
    file.write_text(f"id,organization_id,name,status\n1,{own},Walk,active\n")
    (line,) = imported(store, DIRECTORY, file).lines
    assert line.verdict is Verdict.TAKEN
    assert store.declared("service").get(line.reference).record.who == "Far Away Trust"


def test_a_status_that_is_none_is_refused(store: Store, tmp_path: Path) -> None:
    make_organisation(store, CLUB)
    (line,) = imported(
        store, DIRECTORY, directory(tmp_path, [{**PAGE["contents"][1], "status": "maybe"}])
    ).lines
    assert "is no status: active, inactive" in line.why


# Counts.


def counts(folder: Path, *lines: str) -> Path:
    head = "Organisation,Service,Month,From,Referred,Accepted,Turned away,Started"
    file = folder / "counts.csv"
    file.write_text("\n".join([head, *lines]), encoding="utf-8")
    return file


def test_counts_of_an_organisation_without_a_service_make_one(
    store: Store, cli: Cli, tmp_path: Path
) -> None:
    make_organisation(store, CLUB)
    file = counts(tmp_path, f"{CLUB},,Feb-26,GP,12,9,2,8", f"{CLUB},,2026-02,PCN,3,,,")
    found = imported(store, COUNTS, file)
    assert [one.verdict for one in found.lines] == [Verdict.TAKEN, Verdict.TAKEN]
    (one,) = store.declared("service").page()
    made: Any = one
    assert made.name == "Social prescribing"
    assert [(n.from_whom, n.referred, n.accepted) for n in made.counts] == [
        ("gp", 12, 9),
        ("pcn", 3, None),
    ]
    assert made.months[0].referred == 15
    assert found.remarks == (
        f"Put on record for organisations that had no service: {made.reference}.",
    )
    again = imported(store, COUNTS, file)
    assert [one.verdict for one in again.lines] == [Verdict.THERE, Verdict.THERE]
    other = counts(tmp_path, f"{CLUB},,2026-02,GP,13,,,")
    (line,) = imported(store, COUNTS, other).lines
    assert (line.verdict, "other counts of Feb 2026" in line.why) == (Verdict.REFUSED, True)
    store.undo()
    assert store.declared("service").count() == 0


def test_where_there_are_several_services_the_list_says_which(store: Store, tmp_path: Path) -> None:
    make_organisation(store, CLUB)
    for name in ("Lunch club", "Walk"):
        make_prescribing(store, "service", name=name)
    lines = (f"{CLUB},,2026-02,,5,,,", f"{CLUB},Choir,2026-02,,5,,,", f"{CLUB},walk,2026-02,,5,,,")
    found = imported(store, COUNTS, counts(tmp_path, *lines))
    assert [one.verdict for one in found.lines] == [Verdict.HELD, Verdict.HELD, Verdict.TAKEN]
    assert "Lunch club (SVC-26-0001)" in found.lines[0].why or "Walk" in found.lines[0].why


def test_a_branch_is_not_its_parent(store: Store, tmp_path: Path) -> None:
    make_organisation(store, "Citizens Help Medway")
    (line,) = imported(
        store, COUNTS, counts(tmp_path, "Citizens Help Medway Branch,,2026-02,,5,,,")
    ).lines
    assert line.verdict is Verdict.HELD


@pytest.mark.parametrize(
    ("typed", "month"),
    [
        ("2026-09", "2026-09-01"),
        ("09/2026", "2026-09-01"),
        ("Sep 2026", "2026-09-01"),
        ("Sept-26", "2026-09-01"),
        ("September 2026", "2026-09-01"),
        ("30/09/2026", "2026-09-01"),
        ("2026-09-15 00:00:00", "2026-09-01"),
        ("Q3 2026", None),
        ("Jul-Sep 2026", None),
        ("2026", None),
        ("2026-13", None),
        ("Sepia 2026", None),
        ("", None),
    ],
)
def test_a_month_is_read_as_lists_have_it(typed: str, month: str | None) -> None:
    found = read_month(typed)
    assert (found.isoformat() if found else None) == month


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Ida Fenn", True),
        ("Mary Ann Poe", True),
        ("Far Away Trust", False),
        ("Mind", False),
        ("The Bell", False),
        ("Rook Lane Bowls and Social", False),
        ("1st Strood", False),
    ],
)
def test_a_name_that_may_be_a_persons(name: str, person: bool) -> None:
    assert may_be_person(name) is person


def test_a_file_of_either_list_is_told_by_its_columns(
    store: Store, cli: Cli, tmp_path: Path
) -> None:
    make_organisation(store, CLUB)
    uid = make_prescribing(store, "service", name="Lunch club").uid
    file = counts(tmp_path, f"{CLUB},Lunch club,2026-02,,5,,,")
    assert "1 taken" in cli.text("prescribing", "service", "import", str(file))
    assert "taken" in cli.text("prescribing", "service", "import", str(directory(tmp_path)))
    with pytest.raises(BadInput, match="are there already"):
        count(store, uid, "2026-02-09", 4)
