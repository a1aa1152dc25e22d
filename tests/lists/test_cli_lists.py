"""The command line's lists: what is due, the council's side, holidays, drafts."""

from __future__ import annotations

from cli_desk import Cli
from factories import FixedClock

from db.store import Store

TERM = ("from", "until", "succeeded_by")
"""What JSON says of how long a directorate or team is there."""


def test_due_is_most_pressing_first(cli: Cli, clock: FixedClock) -> None:
    assert cli.json("due") == []
    assert "Nothing needs doing" in cli.text("due")
    cli.json("organisation", "add", "Rook Lane Bowls Club")
    cli.log("Later", "--answer-by", "+30")
    cli.log("Pressing", "--answer-by", "today", "--organisation", "rook", "--route", "housing")
    first, second = cli.json("due")
    assert set(first) == {
        *("reference", "kind", "id", "band", "due", "what"),
        *("due_time", "subject", "urgent", "organisation", "who", "whom", "team"),
        *("chased_today", "since", "also"),
    }
    assert (first["reference"], first["kind"], first["band"]) == ("ENQ-26-0002", "enquiry", "today")
    assert (first["organisation"], first["team"]) == ("Rook Lane Bowls Club", "Housing")
    assert (first["due"], first["what"]) == ("2026-04-02", "answer")
    assert second["band"] == "new"
    assert cli.json("due", "--on", "+40")[0]["band"] == "overdue"
    assert cli.text("due").startswith("Due today (1)\n  ENQ-26-0002")


def test_a_half_logged_call_is_listed_and_can_be_dropped(cli: Cli, store: Store) -> None:
    fields = {"subject": "Half a", "caller": "Bea"}
    store.drafts.save(fields, started_at=store.now(), uid=None)
    (row,) = cli.json("due")
    assert (row["band"], row["kind"], row["reference"]) == ("draft", "draft", None)
    (draft,) = cli.json("drafts")
    assert (draft["number"], draft["subject"], draft["who"]) == (1, "Half a", "Bea")
    assert "1. Thu 2 Apr 2026 10:00  Half a (Bea)" in cli.text("drafts")
    assert cli.error(3, "drafts", "drop", "2")["code"] == "not-found"
    assert cli.error(4, "drafts", "drop", "1")["message"] == (
        "“Half a” is being typed in another window. Close it there first."
    )
    store.close()
    assert cli.json("drafts", "drop", "1")["dropped"]["fields"] == fields
    assert cli.json("drafts") == []


def test_a_half_logged_call_with_much_typed_stays_on_a_line(cli: Cli, store: Store) -> None:
    fields = {"subject": "Roof " * 500, "caller": "x" * 10_000}
    store.drafts.save(fields, started_at=store.now(), uid=None)
    (line,) = cli.text("drafts").splitlines()
    assert len(line) < 160
    assert "Roof… (xxx" in line
    assert cli.json("drafts")[0]["who"] == "x" * 10_000
    assert len(cli.error(4, "drafts", "drop", "1")["message"]) < 120
    store.close()
    assert len(cli.text("drafts", "drop", "1")) < 80


def test_a_second_organisation_of_one_name_is_added_only_when_it_is_meant(cli: Cli) -> None:
    first = cli.json("organisation", "add", "Rook Lane Choir", "--postcode", "me2 2bb")
    refused = cli.error(4, "organisation", "add", "rook lane choir")
    assert refused == {
        "code": "refused",
        "message": "There is an organisation of that name already: Rook Lane Choir (ME2 2BB). "
        "If this is another one, add it with --anyway.",
    }
    second = cli.json("organisation", "add", "rook lane choir", "--anyway")
    assert second["id"] != first["id"]


def test_teams_are_listed_and_changed(cli: Cli) -> None:
    listed = cli.json("teams")
    assert set(listed[0]) == {
        *("name", "directorate", "partner", "inbox", "phone", "lead", "retired", "id", *TERM)
    }
    added = cli.json("teams", "add", "Allotments", "--directorate", "property", "--lead", "Bea")
    assert (added["name"], added["directorate"], added["lead"]) == ("Allotments", "Property", "Bea")
    edited = cli.json("teams", "edit", "allot", "--set", "phone=01634 555 012", "lead=")
    assert (edited["phone"], edited["lead"]) == ("01634 555 012", "")
    assert cli.json("teams", "retire", "allotments")["retired"] is True
    assert "Allotments" not in cli.text("teams")
    assert "Allotments (retired)" in cli.text("teams", "--retired")
    assert cli.error(4, "teams", "retire", "allotments")["code"] == "refused"
    assert cli.json("teams", "restore", "allotments")["retired"] is False
    assert cli.json("teams", "remove", "allotments")["removed"] == "Allotments"
    cli.log("Rates", "--route", "revenues")
    assert "Retire it instead" in cli.error(4, "teams", "remove", "revenues")["message"]


def test_topics_are_listed_and_changed(cli: Cli) -> None:
    listed = cli.json("topics")
    assert set(listed[0]) == {
        *("code", "name", "team", "words", "urgent", "retired", "id"),
        *("acknowledge_days", "answer_days", "reply_days"),
    }
    added = cli.json(
        *("topics", "add", "plots", "Allotments", "--team", "property"),
        *("--words", "plot, shed", "--answer-days", "3"),
    )
    assert (added["team"], added["words"]) == ("Property and Assets", ["plot", "shed"])
    assert (added["answer_days"], added["reply_days"]) == (3, None)
    assert cli.log("A shed")["topic"] == "plots"
    assert cli.json("topics", "edit", "plots", "--set", "answer_days=5")["answer_days"] == 5
    assert "plots" in cli.text("topics")
    assert cli.json("topics", "retire", "plots")["retired"] is True
    assert cli.json("topics", "restore", "plots")["retired"] is False
    assert cli.error(4, "topics", "remove", "plots")["code"] == "refused"


def test_directorates_are_listed_and_changed(cli: Cli) -> None:
    assert set(cli.json("directorates")[0]) == {"name", "partner", "retired", "id", *TERM}
    assert cli.json("directorates", "add", "Rook Trust", "--partner")["partner"] is True
    assert "Rook Trust (partner)" in cli.text("directorates")
    edited = cli.json("directorates", "edit", "rook", "--set", "partner=no", "name=Rook Office")
    assert (edited["name"], edited["partner"]) == ("Rook Office", False)
    assert cli.json("undo")["undone"] == "Edited the directorate Rook Trust"
    refused = cli.error(2, "directorates", "edit", "rook", "--set", "partner=perhaps")
    assert (refused["field"], refused["message"]) == (
        "partner",
        "Partner is yes or no, not “perhaps”.",
    )
    assert (
        cli.error(4, "directorates", "edit", "rook", "--set", "name=PLANNING")["code"] == "refused"
    )
    assert cli.error(2, "directorates", "edit", "rook", "--set", "colour=red")["field"] == "colour"
    assert "Fields: name, partner, from, until. partner is yes or no." in cli.text(
        "directorates", "edit", "--help"
    )
    assert cli.json("directorates", "retire", "rook")["retired"] is True
    assert cli.json("directorates", "restore", "rook trust")["retired"] is False
    assert cli.json("directorates", "remove", "rook")["removed"] == "Rook Trust"
    assert cli.error(4, "directorates", "retire", "property")["code"] == "refused"


def test_an_added_holiday_is_named_once(cli: Cli) -> None:
    said = cli.text("holidays", "add", "15 apr", "Day of mourning")
    assert said.count("Day of mourning") == 1
    assert said.startswith("Added Day of mourning, Wednesday 15 April 2026, in 13 days (")


def test_a_holiday_moves_running_deadlines_but_not_typed_ones(cli: Cli) -> None:
    listed = cli.json("holidays")
    assert {"date": "2026-12-25", "name": "Christmas Day", "added": False} in listed
    assert {day["date"][:4] for day in listed} == {"2026", "2027"}
    cli.log("Moves")
    cli.log("Stays", "--answer-by", "20/4/2026")
    added = cli.json("holidays", "add", "15 apr", "Day of mourning")
    assert (added["date"], added["name"]) == ("2026-04-15", "Day of mourning")
    assert added["moved"] == [
        {
            "reference": "ENQ-26-0001",
            "what": "answer by",
            "from": "2026-04-20",
            "to": "2026-04-21",
        }
    ]
    said = cli.text("holidays")
    assert "Wed 15 Apr 2026  Day of mourning (added)" in said
    assert "GOV.UK's list goes to Tue 26 Dec 2028" in said
    assert cli.error(4, "holidays", "add", "25/12/2026", "Another")["code"] == "refused"
    assert "1 deadline moved" in cli.json("undo")["undone"]
    assert cli.json("show", "1")["answer_by"] == "2026-04-20"
