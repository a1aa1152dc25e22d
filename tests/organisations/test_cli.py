"""Organisations and their people on the command line: added, shown, edited, listed."""

from __future__ import annotations

from typing import Any

import pytest
from cli_desk import Cli
from factories import FixedClock, listed, make_organisation

from db.store import Store
from spoc_tui.casework.organisations.fields import ORGANISATION, PERSON

PROFILE = {
    *("id", "name", "kind", "purpose", "address", "postcode", "ward", "phone", "email", "web"),
    *("notes", "state", "size", "income_pence", "staff", "volunteers", "incomes", "challenges"),
    *("tags", "memberships", "parent", "parent_id", "published_on", "named_on"),
    *("not_known_before", "identifiers"),
}


def rook(cli: Cli, *args: str) -> Any:
    return cli.json("organisation", "add", "Rook Lane Bowls Club", *args)


def test_only_the_name_need_be_known(cli: Cli) -> None:
    made = rook(cli)
    assert set(made) == PROFILE
    assert (made["size"], made["income_pence"], made["tags"]) == ("unknown", None, [])
    assert made["not_known_before"] is True
    assert cli.text("organisation", "add", "Quay") == "Added Quay.\n"


def test_all_that_is_known_is_added_as_one_act(cli: Cli) -> None:
    made = rook(
        cli,
        *("--set", "size=small", "income=12,500.50", "--set", "tags=Green, bowls"),
        *("--identifier", "GB-CHC-1234567", "--other-name", "The Rooks", "--postcode", "me4 4aa"),
    )
    assert (made["size"], made["income_pence"], made["tags"]) == (
        "small",
        1_250_050,
        ["green", "bowls"],
    )
    assert (made["identifiers"], made["postcode"]) == (["GB-CHC-1234567"], "ME4 4AA")
    assert cli.json("organisation", "show", "the rooks")["other_names"] == ["The Rooks"]
    assert cli.json("organisation", "show", "1234567")["id"] == made["id"]
    cli.json("undo")
    assert cli.json("organisation", "list") == []


def test_what_is_edited_and_taken_away(cli: Cli) -> None:
    made = rook(cli, "--identifier", "GB-CHC-1234567", "--other-name", "The Rooks")
    top = cli.json("organisation", "add", "County Bowls")
    edited = cli.json(
        *("organisation", "edit", "rook", "--set", "parent=county", "staff=3", "named-on=today"),
        *("--no-identifier", "gb-chc-1234567", "--identifier", "GB-COH-123"),
        *("--no-other-name", "rooks", "--other-name", "Crows"),
    )
    assert (edited["parent"], edited["parent_id"]) == ("County Bowls", top["id"])
    assert (edited["staff"], edited["named_on"]) == (3, "2026-04-02")
    assert edited["identifiers"] == ["GB-COH-00000123"]
    assert cli.json("organisation", "show", "rook")["other_names"] == ["Crows"]
    assert cli.json("organisation", "show", "county")["branches"] == [
        {"id": made["id"], "name": "Rook Lane Bowls Club"}
    ]
    assert "organisation parent: County Bowls" in cli.text("history", "--organisation", "rook")
    same = cli.text("organisation", "edit", "rook", "--set", "staff=3")
    assert same == "Nothing to change in Rook Lane Bowls Club.\n"


@pytest.mark.parametrize(
    ("args", "code", "field"),
    [
        (["edit", "rook"], "bad-input", "set"),
        (["edit", "rook", "--set", "size=huge"], "bad-input", "size"),
        (["edit", "rook", "--set", "income=lots"], "bad-input", "income"),
        (["edit", "rook", "--set", "colour=red"], "bad-input", "colour"),
        (["edit", "rook", "--set", "parent=rook"], "bad-input", "parent"),
        (["edit", "rook", "--identifier", "17"], "bad-input", "identifier"),
        (["add", "Quay", "--set", "staff=some"], "bad-input", "staff"),
        (["add", "Quay", "Rowing"], "bad-input", "set"),
        (["list", "--size", "huge"], "bad-input", "size"),
        (["list", "--limit", "0"], "usage", "limit"),
    ],
)
def test_bad_input_is_reported_and_nothing_written(
    cli: Cli, args: list[str], code: str, field: str
) -> None:
    made = rook(cli)
    error = cli.error(2, "organisation", *args)
    assert (error["code"], error["field"]) == (code, field)
    assert cli.json("organisation", "list") == [made]


def test_what_is_not_there(cli: Cli) -> None:
    rook(cli)
    for args in (
        ["organisation", "show", "nobody"],
        ["organisation", "edit", "rook", "--no-identifier", "GB-CHC-1234567"],
        ["organisation", "edit", "rook", "--no-other-name", "crows"],
        ["person", "edit", "nobody", "--set", "role=x"],
        ["person", "left", "bea", "--at", "rook"],
    ):
        assert cli.error(3, *args)["code"] == "not-found"


def test_it_is_shown_in_full(cli: Cli, store: Store, clock: FixedClock) -> None:
    store.lists.import_list([listed(2, name="Rook Lane", phone="01634 1")], source="A list")
    store.organisations.add_contact(store.organisations.find("rook").uid, "Bea Example")
    cli.log("Keys", "--organisation", "rook", "--answer-by", "today")
    cli.json("promise", "1", "--text", "Ring back", "--by", "today")
    clock.advance(days=1)
    shown = cli.json("organisation", "show", "rook", "--timeline", "1")
    assert set(shown) == PROFILE | {
        *("other_names", "merged", "branches", "people", "open", "late", "enquiries", "promises"),
        *("payments", "feedback", "records", "last_contact"),
        *("facts", "lists", "timeline"),
    }
    assert (shown["open"], shown["late"], shown["not_known_before"]) == (1, 1, False)
    assert shown["enquiries"][0]["reference"] == "ENQ-26-0001"
    assert (shown["promises"][0]["text"], shown["promises"][0]["overdue"]) == ("Ring back", True)
    assert [entry["kind"] for entry in shown["timeline"]] == ["promised"]
    assert {
        "field": "phone",
        "value": "01634 1",
        "source": "A list",
        "at": shown["facts"][0]["at"],
    } in (shown["facts"])
    text = cli.text("organisation", "show", "rook")
    for said in (
        "Rook Lane\n",
        "person            Bea Example\n",
        "Open enquiries: 1, 1 of them late\n",
        "Ring back, by Thu 2 Apr 2026 (overdue)\n",
        "phone             A list, Thu 2 Apr 2026 10:00\n",
        "promised: Ring back",
    ):
        assert said in text
    assert "before these" not in text
    first = cli.text("organisation", "show", "rook", "--timeline", "1")
    assert first.endswith("\n  … and 1 more: “--timeline 2” lists them all.\n")


def test_they_are_listed_by_size_tag_and_ward(cli: Cli) -> None:
    rook(cli, "--set", "income=5000", "tags=bowls", "ward=Chatham")
    cli.json("organisation", "add", "Bay", "--set", "size=micro", "--phone", "01634 1")
    names = [one["name"] for one in cli.json("organisation", "list")]
    assert names == ["Bay", "Rook Lane Bowls Club"]
    assert len(cli.json("organisation", "list", "--size", "micro")) == 2
    (one,) = cli.json("organisation", "list", "--tag", "Bowls", "--ward", "chatham")
    assert one["name"] == "Rook Lane Bowls Club"
    assert cli.json("organisation", "list", "--tag", "chess") == []
    assert cli.text("organisation", "list", "--limit", "1") == (
        "Bay  01634 1\n… and 1 more: “--limit 2” lists them all.\n"
    )
    assert cli.text("organisation", "list", "--ward", "nowhere") == (
        "There is no such organisation.\n"
    )


def test_a_person_comes_changes_and_leaves(cli: Cli) -> None:
    rook(cli)
    made = cli.json(
        "person", "add", "rook", "Bea Example", "--role", "Cox", "--preferred", "e-mail"
    )
    assert set(made) == {
        *("id", "organisation", "organisation_id", "name", "role", "phone", "email"),
        *("preferred", "wards", "since", "left_on"),
    }
    assert (made["role"], made["preferred"], made["left_on"]) == ("Cox", "email", None)
    edited = cli.json("person", "edit", "bea", "--set", "role=Chair", "phone=ask at the bar")
    assert (edited["role"], edited["phone"]) == ("Chair", "ask at the bar")
    gone = cli.json("person", "left", made["id"], "--on", "31 mar")
    assert gone["left_on"] == "2026-03-31"
    assert cli.error(4, "person", "left", "bea")["code"] == "refused"
    assert cli.json("person", "edit", "bea", "--set", "left_on=")["left_on"] is None
    assert "left Rook Lane Bowls Club on Thu 2 Apr 2026" in cli.text("person", "left", "bea")
    assert (
        cli.error(2, "person", "edit", "bea", "--set", "preferred=pigeon")["field"] == "preferred"
    )
    assert cli.error(2, "person", "left", "bea", "--on", "32 mar")["field"] == "on"


def test_people_of_one_name_are_told_apart_by_where_they_are(cli: Cli, store: Store) -> None:
    for name in ("Rook Lane", "Quay Rowing"):
        store.organisations.add_contact(make_organisation(store, name).uid, "Bea Example")
    error = cli.error(2, "person", "left", "bea")
    assert error["code"] == "ambiguous"
    assert error["candidates"] == ["Bea Example (Rook Lane)", "Bea Example (Quay Rowing)"]
    assert cli.json("person", "left", "bea", "--at", "quay")["organisation"] == "Quay Rowing"
    assert cli.error(3, "person", "left", "bea", "--at", "nowhere")["code"] == "not-found"


@pytest.mark.parametrize(
    ("verb", "fields"), [(("organisation", "edit"), ORGANISATION), (("person", "edit"), PERSON)]
)
def test_the_help_lists_every_field(
    cli: Cli, verb: tuple[str, ...], fields: dict[str, str]
) -> None:
    text = cli.text(*verb, "--help")
    for field, form in fields.items():
        assert f"  {field} " in text
        assert form in text


def test_a_number_that_is_given_in_two_ways_is_refused(cli: Cli) -> None:
    error = cli.error(2, "organisation", "add", "Hall", "--phone", "1", "--set", "phone=2")
    assert error["message"] == "“phone” is given twice."
    assert cli.json("organisation", "list") == []
