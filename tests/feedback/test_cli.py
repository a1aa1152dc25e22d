"""The command line of feedback actions: each verb by its JSON and by what it says."""

from __future__ import annotations

from typing import Any

import pytest
from cli_desk import Cli
from factories import FixedClock

REF = "FBK-26-0001"
KEYS = {
    *("reference", "said", "by", "theme", "action", "side", "owner", "due", "status"),
    *("told", "waiting_to_hear"),
}


def make_feedback(cli: Cli, *args: str, by: tuple[str, ...] = ("Ida",)) -> dict[str, Any]:
    """A loop that these began; `args` come last and win."""
    names = [part for name in by for part in ("--by", name)]
    return dict(cli.json("feedback", "add", "--said", "The roof leaks.", *names, *args))


def step(cli: Cli, *args: str) -> dict[str, Any]:
    return dict(cli.json("feedback", *args))


def a_done_one(cli: Cli) -> None:
    make_feedback(cli, "--action", "Mend it")
    step(cli, "done", "1")


def test_what_is_heard_has_all_that_was_said(cli: Cli) -> None:
    cli.json("organisation", "add", "Rook Lane Bowls Club")
    said = make_feedback(
        cli,
        *("--theme", "space", "--action", "Mend the roof", "--owner", "housing", "--due", "9/4"),
        *("--said-on", "1/4", "--tell-how", "A letter", "--heard-from", "The fair"),
        by=("rook", "Ida Smith"),
    )
    assert set(said) >= KEYS
    assert (said["reference"], said["said"]) == (REF, "The roof leaks.")
    assert said["by"] == said["waiting_to_hear"] == ["Rook Lane Bowls Club", "Ida Smith"]
    assert (said["theme"], said["action"]) == ("Space to work in", "Mend the roof")
    assert (said["side"], said["owner"][-9:]) == ("council", ", Housing")
    assert (said["due"], said["status"], said["told"]) == ("2026-04-09", "agreed", [])
    assert (said["waiting_since"], said["tell_how"]) == ("2026-04-01", "A letter")
    assert (said["heard_from"], said["late"], said["kept"]) == ("The fair", False, None)


def test_as_little_as_can_be_said(cli: Cli) -> None:
    said = cli.text("feedback", "add", "--said", "-", "--by", "Ida", input="It leaks.\nBadly.\n")
    assert said == f"Heard {REF}.\nNot in the directory: Ida.\nHeard; the council owes it.\n"
    shown = step(cli, "show", "1")
    assert (shown["said"], shown["status"]) == ("It leaks.\nBadly.", "heard")


def test_the_same_keys_everywhere(cli: Cli) -> None:
    added = make_feedback(cli)
    (listed,) = cli.json("feedback", "list")
    shown = step(cli, "show", "fbk 26 1")
    assert listed == added == cli.json("feedback")[0]
    assert set(shown) == set(added) | {"voices", "parties", "links", "timeline", "promises"}
    assert {key: shown[key] for key in added} == added
    assert cli.json("show", REF) == shown


def test_the_whole_way(cli: Cli, clock: FixedClock) -> None:
    make_feedback(cli, by=("Ida", "Bea"))
    said = step(cli, "agree", "1", "--action", "Mend it", "--side", "sector", "--due", "9/4")
    assert (said["status"], said["side"], said["due"]) == ("agreed", "sector", "2026-04-09")
    assert step(cli, "progress", "1", "--text", "Asked.")["status"] == "in-progress"
    clock.advance(days=1)
    said = step(cli, "done", "1", "--text", "It is dry.")
    assert (said["status"], said["done"], said["kept"]) == ("done", "It is dry.", True)
    said = step(cli, "told", "1", "--to", "ida", "--how", "letter", "--when", "2/4")
    assert (said["status"], said["told"], said["waiting_to_hear"]) == ("done", ["Ida"], ["Bea"])
    assert "not been told to Bea." in cli.error(4, "feedback", "close", "1")["message"]
    assert step(cli, "told", "1", "--all")["status"] == "told"
    said = step(cli, "close", "1")
    assert (said["status"], said["closed_at"]) == ("closed", "2026-04-03T09:00:00Z")
    ida, bea = step(cli, "show", "1")["voices"]
    assert (ida["how"], ida["told_at"]) == ("letter", "2026-04-02T11:00:00Z")
    assert (bea["how"], bea["told_at"]) == ("phone", "2026-04-03T09:00:00Z")
    assert step(cli, "reopen", "1", "--reason", "It leaks.")["closed_at"] is None


def test_what_the_steps_say(cli: Cli) -> None:
    make_feedback(cli, "--action", "Mend it", by=("Ida", "Bea"))
    for args, said in (
        (("agree", "1", "--due", "9/4"), "Agreed to {}.\nAgreed; the council owes it by Thu 9 Apr"),
        (("cannot", "1", "--because", "no money"), "{} cannot be done.\nCannot be done, because "),
        (("agree", "1"), "Agreed to {}.\nAgreed; "),
        (("progress", "1", "--text", "Asked."), "Noted progress on {}.\nIn progress; "),
        (("done", "1"), "{} is done.\nDone; waiting to hear: Ida and 1 other."),
        (("told", "1", "--to", "Bea"), "Told of {}: Bea.\nDone; waiting to hear: Ida."),
        (("close", "1", "--without", "Ida=moved"), "Closed {}.\nClosed."),
        (("note", "1", "--text", "x"), "Noted on {}.\n"),
    ):
        assert cli.text("feedback", *args).startswith(said.replace("{}", REF))
    said = cli.text("feedback", "show", "1")
    assert said == cli.text("show", REF)
    assert "Ida, Thu 2 Apr 2026: not told: moved" in said
    assert "Bea, Thu 2 Apr 2026: told Thu 2 Apr 2026 10:00 by phone" in said
    said = cli.text("feedback", "reopen", "1", "--reason", "x")
    assert said.startswith(f"Reopened {REF}.\nIn progress; ")


def test_what_cannot_be_done_is_told_as_well(cli: Cli) -> None:
    make_feedback(cli)
    said = step(cli, "cannot", "1", "--because", "no money.")
    assert (said["status"], said["because"]) == ("cannot", "no money.")
    assert "because no money; waiting to hear: Ida." in cli.text("feedback", "show", "1")
    assert "not been told to Ida" in cli.error(4, "feedback", "close", "1")["message"]
    assert step(cli, "told", "1", "--all")["status"] == "told"


@pytest.mark.parametrize(
    ("code", "field", "args"),
    [
        (2, "said", ("add", "--said", " ", "--by", "Ida")),
        (2, "by", ("add", "--said", "x", "--by", " ")),
        (2, "side", ("add", "--said", "x", "--by", "Ida", "--side", "moon")),
        (2, "due", ("add", "--said", "x", "--by", "Ida", "--due", "31/2")),
        (2, "said_on", ("add", "--said", "x", "--by", "Ida", "--said-on", "2026-04-03")),
        (2, "action", ("agree", "1")),
        (2, "because", ("cannot", "1", "--because", " ")),
        (2, "to", ("told", "1")),
        (2, "to", ("told", "1", "--all", "--to", "Ida")),
        (2, "how", ("told", "1", "--all", "--how", "drum")),
        (2, "when", ("told", "1", "--all", "--when", "tomorrow")),
        (2, "without", ("close", "1", "--without", "moved")),
        (2, "by", ("voice", "1")),
        (2, "colour", ("edit", "1", "--set", "colour=red")),
        (3, None, ("add", "--said", "x", "--by", "Ida", "--theme", "zebra")),
        (3, None, ("add", "--said", "x", "--by", "Ida", "--in", "ENQ-26-0009")),
        (3, None, ("show", "9")),
        (3, None, ("list", "--organisation", "zebra")),
        (4, None, ("add", "--said", "x", "--by", "Ida", "--due", "yesterday")),
        (4, None, ("told", "1", "--all")),
        (4, None, ("close", "1")),
    ],
)
def test_what_is_refused_with_a_sentence(
    cli: Cli, code: int, field: str | None, args: tuple[str, ...]
) -> None:
    before = make_feedback(cli)
    error = cli.error(code, "feedback", *args)
    assert error.get("field") == field
    assert error["message"].endswith((".", "?", "…"))
    assert cli.json("feedback", "list") == [before]


def test_a_day_that_is_past_is_kept_anyway(cli: Cli) -> None:
    past = ("--action", "Mend it", "--due", "yesterday")
    refused = cli.error(4, "feedback", "add", "--said", "x", "--by", "Ida", *past)
    assert refused["message"].startswith("Wed 1 Apr 2026 is past")
    said = make_feedback(cli, *past, "--anyway")
    assert (said["due"], said["late"], said["status"]) == ("2026-04-01", True, "agreed")
    assert cli.json("feedback", "list", "--late") == [said]


def test_another_voice_and_those_of_another_action(cli: Cli) -> None:
    a_done_one(cli)
    step(cli, "told", "1", "--all")
    step(cli, "close", "1")
    assert cli.json("feedback") == []
    said = step(cli, "voice", "1", "--by", "Bea", "--said", "Ours too.")
    assert (said["status"], said["by"], said["waiting_to_hear"]) == (
        "done",
        ["Ida", "Bea"],
        ["Bea"],
    )
    make_feedback(cli, by=("Zoe",))
    assert step(cli, "voice", "2", "--of", "1")["by"] == ["Zoe", "Ida", "Bea"]
    assert cli.run("feedback", "voice", "2", "--of", "1", "--by", "Joe").exit_code == 2


def test_editing_takes_fields_as_the_form_does(cli: Cli) -> None:
    make_feedback(cli)
    cli.log()
    said = step(cli, "edit", "1", "--set", "theme=rates", "owner=the network", "record=ENQ1")
    assert (said["theme"], said["owner"]) == ("Business rates and overheads", "the network")
    assert said["enquiry"] == "ENQ-26-0001"
    assert f"Nothing to change in {REF}." in cli.text(
        "feedback", "edit", "1", "--set", "theme=rates"
    )
    assert f"Edited {REF}: theme." in cli.text("feedback", "edit", "1", "--set", "theme=")


def test_lists_of_a_side_a_theme_and_of_who_waits(cli: Cli) -> None:
    a_done_one(cli)
    make_feedback(cli, "--side", "sector", "--theme", "Free training", "--said-on", "1/3")
    step(cli, "told", "1", "--all")

    def numbers(*args: str) -> list[str]:
        return [one["reference"][-1] for one in cli.json("feedback", "list", *args)]

    assert numbers() == ["2", "1"]
    assert numbers("--side", "council") == ["1"]
    assert numbers("--theme", "free") == numbers("--waiting") == ["2"]
    step(cli, "close", "1")
    assert numbers("--open") == ["2"]


def test_the_desk_shows_what_is_late_and_who_waits_longest_first(cli: Cli) -> None:
    a_done_one(cli)
    make_feedback(cli, "--action", "Ask", "--due", "yesterday", "--anyway", "--owner", "housing")
    make_feedback(cli, "--said-on", "1/3", by=("Zoe",))
    step(cli, "cannot", "3", "--because", "no money")
    due = cli.json("due")
    assert [(one["band"], one["what"], one["reference"][-1]) for one in due] == [
        *(("feedback", "late", "2"), ("hear", "tell", "3"), ("hear", "tell", "1")),
    ]
    assert due[1]["subject"] == "we can't, because no money"
    step(cli, "told", "3", "--all")
    assert [one["what"] for one in cli.json("due")] == ["late", "tell", "close"]


def test_the_board_has_both_sides_and_the_months(cli: Cli) -> None:
    make_feedback(cli, "--action", "Mend it", "--due", "today")
    step(cli, "done", "1")
    make_feedback(cli, "--action", "Ask", "--due", "yesterday", "--anyway", "--side", "sector")
    board = step(cli, "board")
    assert [one["reference"][-1] for one in board["sector"]["owes"]] == ["2"]
    assert (board["sector"]["late"], board["council"]["settled"]) == (1, 1)
    assert board["by_month"][-1] == {"month": "2026-04", "on_time": 1, "late": 1}
    assert "The sector owes 1, 1 late; 0 heard, 0 settled." in cli.text("feedback", "board")


def test_themes_are_counted_and_shown(cli: Cli) -> None:
    cli.log()
    cli.json("edit", "1", "--set", "themes=Free training")
    make_feedback(cli, "--theme", "Free training", by=("Ida", "Bea"))
    assert len(cli.json("themes")) == 36
    first = cli.json("themes", "count")[0]
    assert (first["name"], first["voices"], first["enquiries"]) == ("Free training", 2, 1)
    # The records do not go back over the quarter before: nothing grows from it.
    assert (first["lately"], first["before"], first["open"]) == (3, None, 1)
    assert first["trend"] == ""
    shown = cli.json("themes", "show", "free")
    assert shown["enquiry_references"] == ["ENQ-26-0001"]
    assert shown["feedback"] == cli.json("feedback")


def test_the_starter_is_loaded_once_and_undone_as_one(cli: Cli) -> None:
    assert len(step(cli, "starter")["added"]) == 35
    assert step(cli, "starter") == {"added": []}
    assert {one["status"] for one in cli.json("feedback")} == {"heard"}
    cli.json("undo")
    assert cli.json("feedback") == []


def test_agreeing_with_a_blank_action_keeps_the_one_there_is(cli: Cli) -> None:
    make_feedback(cli, "--action", "Mend it")
    assert step(cli, "agree", "1", "--action", "")["action"] == "Mend it"


def test_what_was_done_is_not_lost_when_it_is_marked_as_done(cli: Cli) -> None:
    make_feedback(cli, "--action", "Mend it")
    step(cli, "edit", "1", "--set", "done=It is dry.")
    assert step(cli, "done", "1")["done"] == "It is dry."


def test_whom_it_was_told_to_is_reported_though_it_was_earlier(cli: Cli, clock: FixedClock) -> None:
    make_feedback(cli, "--action", "Mend it")
    clock.advance(days=1)
    step(cli, "done", "1")
    assert f"Told of {REF}: Ida." in cli.text("feedback", "told", "1", "--all", "--when", "2/4")


def test_who_was_told_is_not_written_down_as_not_told(cli: Cli) -> None:
    a_done_one(cli)
    step(cli, "told", "1", "--all")
    cli.run("feedback", "close", "1", "--without", "Ida=moved")
    assert "Ida not told" not in cli.text("feedback", "show", "1")


def test_what_is_opened_again_can_be_done_or_told_anew(cli: Cli) -> None:
    a_done_one(cli)
    step(cli, "told", "1", "--all")
    step(cli, "close", "1")
    step(cli, "reopen", "1", "--reason", "It leaks again.")
    acts = (("told", "1", "--all"), ("progress", "1", "--text", "x"), ("done", "1"), ("agree", "1"))
    assert any(cli.run("feedback", *args).exit_code == 0 for args in acts)


def test_an_action_of_many_voices_does_not_hide_another(cli: Cli) -> None:
    make_feedback(cli)
    make_feedback(cli)
    for who in ("Bea", "Zoe"):
        step(cli, "voice", "2", "--by", who, "--said", "Our roof too.")
    assert len(cli.json("find", "roof", "--kind", "feedback", "--limit", "2")) == 2
