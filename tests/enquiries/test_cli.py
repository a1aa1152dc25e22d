"""The command line, from a call to its end: each act by its JSON and by what it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_desk import Cli
from factories import FixedClock

from db.enquiries.editing import FIELDS
from spoc_tui.cli.common_keys import COMMON

CASE = {
    *("reference", "id", "status", "outcome", "outcome_reason", "subject", "detail"),
    *("organisation", "organisation_id", "person", "caller", "phone", "channel", "urgency"),
    *("topic", "topic_name", "team", "hops", "received_at"),
    *("acknowledge_by", "acknowledge_by_working", "acknowledged_at"),
    *("answer_by", "answer_by_working", "answer", "answered_at", "told_at", "closed_at"),
    *("waiting_for", "waiting_since", "follow_up", "follow_up_time"),
    *COMMON,
}


def test_a_subject_is_enough(cli: Cli) -> None:
    case = cli.log("Zebra crossing")
    assert set(case) == CASE | {"topic_suggested"}
    assert case["reference"] == "ENQ-26-0001"
    assert (case["status"], case["outcome"], case["team"]) == ("new", None, None)
    assert (case["organisation"], case["topic"], case["topic_suggested"]) == (None, None, False)
    assert case["received_at"] == "2026-04-02T09:00:00Z"
    assert (case["acknowledge_by"], case["answer_by"]) == ("2026-04-08", "2026-04-20")
    assert "Good Friday" in case["answer_by_working"]


def test_everything_a_caller_brings(cli: Cli) -> None:
    cli.json("organisation", "add", "Rook Lane Bowls Club", "--phone", "01634 555 010")
    cli.json("person", "add", "rook lane", "Bea Example", "--role", "Secretary")
    case = cli.log(
        *("A grant for mowers", "--organisation", "rook", "--person", "bea"),
        *("--caller", "Bea", "--phone", "01634 555 011", "--channel", "email"),
        *("--topic", "funding", "--urgency", "soon", "--detail", "Two mowers.\nOld ones."),
        *("--received", "yesterday 2pm", "--answer-by", "fri", "--follow-up", "+5"),
    )
    assert (case["organisation"], case["person"]) == ("Rook Lane Bowls Club", "Bea Example")
    assert (case["channel"], case["urgency"], case["topic"]) == ("email", "soon", "funding")
    assert case["detail"] == "Two mowers.\nOld ones."
    assert case["received_at"] == "2026-04-01T13:00:00Z"
    assert (case["answer_by"], case["follow_up"]) == ("2026-04-03", "2026-04-07")
    assert case["answer_by_working"].startswith("Typed by hand.")
    assert case["acknowledged_at"] is None


def test_an_organisation_is_found_by_its_id_too(cli: Cli) -> None:
    made = cli.json("organisation", "add", "Rook Lane Bowls Club")
    assert cli.log("Hall", "--organisation", made["id"])["organisation"] == made["name"]
    said = cli.text("log", "--subject", "Hall", "--organisation", "bowls rook")
    assert "From: Rook Lane Bowls Club." in said


def test_the_subject_suggests_a_topic_unless_none_is_wanted(cli: Cli) -> None:
    suggested = cli.log("A grant for the roof")
    assert (suggested["topic"], suggested["topic_suggested"]) == ("funding", True)
    assert cli.log("A grant for the roof", "--topic", "none")["topic"] is None
    said = cli.text("log", "--subject", "A grant for the roof")
    assert "Topic: Funding and grants (funding), suggested by the subject." in said
    assert "Answer: Received Thu 2 Apr 2026 (day 0); 10 working days after it" in said


def test_logged_and_routed_at_once_is_one_action(cli: Cli) -> None:
    case = cli.log("Rates relief", "--route", "revenues")
    assert (case["status"], case["team"], case["hops"]) == ("with-team", "Revenues", 1)
    assert cli.json("undo")["undone"] == "Logged ENQ-26-0001 and routed it to Revenues"
    assert cli.error(3, "show", "1")["message"].startswith("ENQ-26-0001 was undone on Thu 2 Apr")


def test_answered_now_logs_tells_and_closes(cli: Cli) -> None:
    case = cli.log("Opening hours", "--answered", "Nine to five.")
    assert (case["status"], case["outcome"]) == ("closed", "resolved")
    assert case["answer"] == "Nine to five."
    assert case["told_at"] == case["closed_at"] == "2026-04-02T09:00:00Z"


def test_long_text_may_come_from_standard_input(cli: Cli) -> None:
    cli.log()
    case = cli.json("answer", "1", "--text", "-", input="The caretaker’s.\nAsk twice.\n")
    assert case["answer"] == "The caretaker’s.\nAsk twice."
    assert cli.error(2, "note", "1", "--text", "-", input=b"\xff\xfe\xff")["field"] == "text"


def test_the_whole_way_of_an_enquiry(cli: Cli, clock: FixedClock) -> None:
    cli.log("A key for the hall", "--channel", "email")
    assert cli.json("acknowledge", "1")["acknowledged_at"] == "2026-04-02T09:00:00Z"
    routed = cli.json("route", "1", "--to", "property", "--reply-by", "+3wd")
    assert (routed["status"], routed["team"]) == ("with-team", "Property and Assets")
    passed = cli.json("route", "enq 26 1", "--to", "housing", "--reason", "not ours")
    assert (passed["team"], passed["hops"]) == ("Housing", 2)
    assert cli.json("acknowledge", "1", "--team")["status"] == "with-team"
    assert cli.json("sent-back", "1", "--reason", "not a council hall")["team"] is None
    assert cli.json("note", "1", "--text", "Rang the school")["status"] == "new"
    clock.advance(days=1)
    answered = cli.json("answer", "1", "--text", "The school lets it.")
    assert (answered["status"], answered["answer"]) == ("answered", "The school lets it.")
    told = cli.json("told", "1", "--how", "phone", "--whom", "Bea", "--when", "9am")
    assert told["told_at"] == "2026-04-03T08:00:00Z"
    closed = cli.json("close", "1", "--outcome", "not-council")
    assert (closed["status"], closed["outcome"]) == ("closed", "not-council")
    reopened = cli.json("reopen", "1", "--reason", "The school does not")
    assert (reopened["status"], reopened["outcome"]) == ("new", None)


def test_chasing_records_it_and_gives_the_words(cli: Cli, tmp_path: Path) -> None:
    cli.log("A key for the hall", "--route", "property", "--phone", "01634 555 011")
    file = tmp_path / "chase.txt"
    chased = cli.json("chase", "1", "--output", str(file))
    assert set(chased) == CASE | {"words", "file"}
    assert file.read_text(encoding="utf-8") == chased["words"]
    assert "ENQ-26-0001" in chased["words"]
    assert "555 011" not in chased["words"]
    assert "I have asked once before." in cli.text("chase", "1", "--anyway")
    assert cli.error(4, "chase", "1", "--anyway", "--output", str(file))["code"] == "refused"
    nowhere = str(tmp_path / "none" / "chase.txt")
    assert cli.error(3, "chase", "1", "--anyway", "--output", nowhere)["code"] == "not-found"
    kinds = [event["kind"] for event in cli.json("show", "1")["timeline"]]
    assert kinds.count("chased") == 2


def test_promises_are_made_kept_and_withdrawn(cli: Cli) -> None:
    cli.log()
    made = cli.json("promise", "1", "--text", "Ring back", "--by", "tomorrow")
    assert (made["promise"], made["due"]) == (1, "2026-04-03")
    assert "Good Friday" in cli.text("promise", "1", "--text", "Send a form", "--by", "3/4")
    assert "several open promises" in cli.error(2, "kept", "1")["message"]
    refused = cli.error(4, "close", "1", "--outcome", "withdrawn", "--reason", "x")
    assert "1. Ring back" in refused["message"]
    cli.json("kept", "1", "--promise", "1")
    cli.json("withdraw", "1", "--promise", "2", "--reason", "no form needed")
    first, second = cli.json("show", "1")["promises"]
    assert (first["number"], first["open"], first["kept_at"] is None) == (1, False, False)
    assert (second["due"], second["withdrawn_why"]) == ("2026-04-03", "no form needed")


def test_waiting_on_the_caller_gives_the_days_back(cli: Cli, clock: FixedClock) -> None:
    cli.log()
    waiting = cli.json("wait", "1", "--for", "their constitution", "--until", "+9")
    assert (waiting["status"], waiting["waiting_for"]) == ("waiting", "their constitution")
    assert waiting["follow_up"] == "2026-04-11"
    assert cli.error(4, "wait", "1", "--for", "more")["code"] == "refused"
    clock.advance(days=5)
    resumed = cli.json("resume", "1", "--text", "It came")
    assert (resumed["status"], resumed["answer_by"]) == ("new", "2026-04-21")


def test_what_was_done_once_is_not_done_again(cli: Cli) -> None:
    cli.log("Hall", "--route", "property", "--channel", "email")
    cli.json("acknowledge", "1", "--team")
    cli.json("acknowledge", "1")
    assert (
        "Property and Assets acknowledged" in cli.error(4, "acknowledge", "1", "--team")["message"]
    )
    assert "to the caller already" in cli.error(4, "acknowledge", "1")["message"]
    cli.json("answer", "1", "--text", "Yes")
    cli.json("told", "1")
    assert "the caller was told already" in cli.error(4, "told", "1")["message"]
    assert cli.json("told", "1", "--whom", "The chair")["told_at"] == "2026-04-02T09:00:00Z"
    kinds = [event["kind"] for event in cli.json("show", "1")["timeline"]]
    assert [kinds.count(kind) for kind in ("team-acknowledged", "acknowledged", "told")] == [
        1,
        1,
        2,
    ]


def test_a_wait_is_not_until_a_day_that_is_past(cli: Cli) -> None:
    cli.log()
    error = cli.error(2, "wait", "1", "--for", "a form", "--until", "yesterday")
    assert error["field"] == "until"
    assert "“yesterday” is Wed 1 Apr 2026, which is past" in error["message"]


def test_the_help_of_edit_lists_every_field(cli: Cli) -> None:
    said = cli.text("edit", "--help")
    for field in FIELDS:
        assert f"\n    {field} " in said
    assert "walk-in" in said


def test_a_field_that_is_given_twice_is_refused(cli: Cli) -> None:
    cli.log()
    error = cli.error(2, "edit", "1", "subject=One", "--set", "Subject=Two")
    assert error["message"] == "“subject” is given twice."
    assert cli.json("show", "1")["subject"] == "A key for the hall"


def test_editing_takes_fields_as_the_form_does(cli: Cli) -> None:
    cli.log("Hall", "--topic", "none")
    case = cli.json("edit", "1", "--set", "subject=Hall keys", "topic=buildings", "--set", "phone=")
    assert (case["subject"], case["topic"]) == ("Hall keys", "buildings")
    assert "Nothing to change" in cli.text("edit", "1", "--set", "subject=Hall keys")
    assert cli.error(2, "edit", "1", "--set", "colour=red")["field"] == "colour"
    assert cli.error(2, "edit", "1", "--set", "subject")["field"] == "set"
    assert cli.json("edit", "1", "--set", "answer-by=25/12/26")["answer_by"] == "2026-12-25"


def test_show_has_the_timeline_hops_and_promises(cli: Cli) -> None:
    cli.log("Hall", "--route", "property")
    shown = cli.json("show", "1")
    assert set(shown) == CASE | {"themes", "routings", "parties", "links", "timeline", "promises"}
    assert [event["kind"] for event in shown["timeline"]] == ["logged", "routed"]
    (hop,) = shown["routings"]
    assert (hop["team"], hop["directorate"]) == ("Property and Assets", "Property")
    assert (hop["reply_by"], hop["open"]) == ("2026-04-13", True)
    said = cli.text("show", "1")
    assert said.startswith("ENQ-26-0001  Hall\n")
    assert "Sent to a team once" in said


@pytest.mark.parametrize("act", [("resume", "1"), ("kept", "1"), ("chase", "1")])
def test_what_a_rule_refuses_is_exit_4(cli: Cli, act: tuple[str, ...]) -> None:
    cli.log()
    assert cli.error(4, *act)["code"] == "refused"


def test_the_subject_is_a_word_or_an_option_and_said_once(cli: Cli) -> None:
    assert cli.json("log", "Who lets the hall?")["subject"] == "Who lets the hall?"
    assert cli.json("log", "--subject", "And the field?")["subject"] == "And the field?"
    assert cli.error(2, "log")["field"] == "subject"
    assert cli.error(2, "log", "One", "--subject", "Two")["field"] == "subject"
    assert cli.error(2, "log", "One", "two")["message"] == "Got unexpected extra argument (two)."
    assert len(cli.json("find", "--kind", "enquiry")) == 2


def test_fields_are_set_with_and_without_the_option(cli: Cli) -> None:
    cli.log()
    cli.json("edit", "1", "caller=Big Jim", "--set", "phone=01634 306000", "detail=The back door")
    shown = cli.json("show", "1")
    assert (shown["caller"], shown["phone"], shown["detail"]) == (
        "Big Jim",
        "01634 306000",
        "The back door",
    )
    assert cli.error(2, "edit", "1")["field"] == "set"
    assert "quotes" in cli.error(2, "edit", "1", "caller=Big", "Jim")["message"]
