"""The verbs of payment complaints: each by its JSON and by what it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_desk import Cli
from factories import FixedClock
from paying import KEYS, SUMS, add


def test_what_is_logged_is_calculated_at_once(cli: Cli) -> None:
    said = add(cli, "--invoice", "INV 42", "--for", "Hall hire", "--terms", "s88")
    assert set(said) >= KEYS
    assert (said["reference"], said["organisation"]) == ("PAY-26-0001", "Rook Lane Bowls Club")
    assert (said["invoice"], said["for"], said["terms"]) == ("INV 42", "Hall hire", "s88")
    assert (said["amount"], said["outstanding"]) == ("2500.00", "2500.00")
    # Relevant day 31 March: two days at 11.75 %; 31 days to pay.
    assert (said["relevant_day"], said["days_late"]) == ("2026-03-31", 2)
    assert (said["interest"], said["compensation"]) == ("1.61", "70.00")
    assert (said["total"], said["daily"], said["rate"]) == ("71.61", "0.80", "11.75")
    assert (said["band"], said["days_to_pay_reporting"]) == ("31-60", 31)
    assert (said["status"], said["escalate_due"]) == ("logged", True)
    assert said["rests_on_assumed_rate"] is False


def test_the_same_keys_everywhere_and_sums_are_decimal_strings(cli: Cli) -> None:
    added = add(cli)
    (listed,) = cli.json("pay", "list")
    shown = cli.json("pay", "show", "1")
    assert listed == added
    assert set(shown) == set(added) | {"working", "parties", "links", "timeline", "promises"}
    assert {key: shown[key] for key in added} == added
    for name in SUMS:
        assert isinstance(added[name], str)
        assert str(added[name])[-3] == "."
    assert {"what", "result", "working"} == set(shown["working"][0])
    assert "1998 Act s4" in shown["working"][0]["working"]


def test_only_a_name_and_an_amount(cli: Cli) -> None:
    said = cli.json("pay", "add", "--caller", "Ida", "--amount", "£1,200.50")
    assert (said["organisation"], said["caller"], said["amount"]) == (None, "Ida", "1200.50")
    assert (said["band"], said["interest"], said["entitled"]) == (None, "0.00", False)
    assert "the day the council received the invoice" in said["ask_for"]
    assert said["escalate_due"] is False
    text = cli.text("pay", "add", "--caller", "Bea", "--amount", "40")
    assert text.startswith("Logged PAY-26-0002.\nAsk for: the invoice’s number; ")
    assert "£40.00 outstanding." in text


def test_all_that_may_be_said_when_it_is_logged(cli: Cli) -> None:
    said = add(
        cli,
        *("--kind", "contract", "--performed", "27/2", "--invoiced", "28/2", "--accepted", "3/3"),
        *("--agreed", "2026-04-01", "--team", "housing", "--order", "PO-7", "--phone", "01634 1"),
        "--disputed",
    )
    assert (said["performed"], said["invoiced"]) == ("2026-02-27", "2026-02-28")
    assert (said["accepted"], said["agreed"]) == ("2026-03-03", "2026-04-01")
    assert (said["directorate"], said["team"]) == ("Housing and Community Services", "Housing")
    assert (said["order"], said["phone"]) == ("PO-7", "01634 1")
    assert (said["disputed"], said["disputed_on"]) == (True, "2026-04-02")
    assert (said["entitled"], said["total"]) == (False, "0.00")
    assert said["why"] == "Nothing is claimed while the invoice is disputed."
    grant = add(cli, "--kind", "grant", "--directorate", "finance")
    assert "grants are outside" in str(grant["why"])
    assert (grant["directorate"], grant["band"]) == ("Finance", "31-60")


@pytest.mark.parametrize(
    ("field", "args"),
    [
        ("organisation", ("--amount", "5")),
        ("amount", ("--caller", "Ida")),
        ("amount", ("--caller", "Ida", "--amount", "1.234,56")),
        ("amount", ("--caller", "Ida", "--amount", "12k")),
        ("amount", ("--caller", "Ida", "--amount", "-5")),
        ("amount", ("--caller", "Ida", "--amount", "0")),
        ("amount", ("--caller", "Ida", "--amount", "200,000,000")),
        ("received", ("--caller", "Ida", "--amount", "5", "--received", "2/3/1926")),
        ("received", ("--caller", "Ida", "--amount", "5", "--received", "2026-05-01")),
        (
            "received",
            ("--caller", "Ida", "--amount", "5", "--received", "1/3", "--invoiced", "2/3"),
        ),
        ("kind", ("--caller", "Ida", "--amount", "5", "--kind", "loan")),
        ("terms", ("--caller", "Ida", "--amount", "5", "--terms", "soon")),
    ],
)
def test_what_is_typed_wrong_is_exit_2_and_names_its_field(
    cli: Cli, field: str, args: tuple[str, ...]
) -> None:
    cli.json("organisation", "list")
    error = cli.error(2, "pay", "add", *args)
    assert (error["code"], error["field"]) == ("bad-input", field)
    assert cli.json("pay", "list") == []


def test_what_is_not_there_is_exit_3(cli: Cli) -> None:
    for args in (
        ("pay", "show", "9"),
        ("show", "PAY-26-0009"),
        ("pay", "paid", "9", "--on", "today"),
        ("pay", "add", "--organisation", "zebra", "--amount", "5"),
        ("pay", "list", "--organisation", "zebra"),
    ):
        assert cli.error(3, *args)["code"] == "not-found"


def test_an_invoice_seen_before_is_refused_and_kept_anyway(cli: Cli) -> None:
    add(cli, "--invoice", "INV-42")
    again = ("--organisation", "rook", "--amount", "9", "--invoice", "inv 42")
    error = cli.error(4, "pay", "add", *again)
    assert error["code"] == "refused"
    assert "PAY-26-0001, £2,500.00, logged" in error["message"]
    assert cli.json("pay", "add", *again, "--anyway")["reference"] == "PAY-26-0002"


@pytest.mark.slow
def test_the_whole_way(cli: Cli, clock: FixedClock) -> None:
    add(cli, "--invoice", "42")
    said = cli.json("pay", "finance", "1", "--text", "Please pay.")
    assert (said["status"], said["finance_team"]) == ("with-finance", "Accounts Payable")
    assert cli.json("pay", "answer", "PAY1", "--text", "We look.")["answer"] == "We look."
    said = cli.json("pay", "escalate", "pay 26 1")
    assert (said["status"], said["escalate_due"]) == ("escalated", False)
    assert said["escalated_at"] == "2026-04-02T09:00:00Z"
    said = cli.json("pay", "promise", "1", "--by", "9/4", "--text", "Next run")
    assert (said["status"], said["promised_for"]) == ("promised", "2026-04-09")
    assert said["escalate_due"] is False
    said = cli.json("pay", "paid", "1", "--on", "today", "--amount", "500")
    assert (said["status"], said["outstanding"]) == ("promised", "2000.00")
    clock.advance(days=5)
    said = cli.json("pay", "paid", "1", "--on", "yesterday")
    assert (said["status"], said["outstanding"], said["paid"]) == ("paid", "0.00", "2500.00")
    assert said["paid_in"] == [
        {"amount": "500.00", "on": "2026-04-02"},
        {"amount": "2000.00", "on": "2026-04-06"},
    ]
    # 2 days on 2,500.00 and 4 on 2,000.00 at 11.75 %: 1.609 + 2.575.
    assert (said["days_late"], said["interest"], said["escalate_due"]) == (6, "4.18", False)
    assert said["ask_for"] == []
    said = cli.json("pay", "told", "1", "--how", "email", "--whom", "The treasurer")
    assert (said["status"], said["told_at"]) == ("told", "2026-04-07T09:00:00Z")
    said = cli.json("pay", "close", "1")
    assert (said["status"], said["outcome"]) == ("closed", "paid")
    assert (cli.json("pay"), len(cli.json("pay", "list"))) == ([], 1)
    assert cli.json("pay", "list", "--open") == []
    said = cli.json("pay", "reopen", "1", "--reason", "It bounced.")
    assert (said["status"], said["outcome"], said["told_at"]) == ("paid", None, None)
    assert cli.json("pay", "note", "1", "--text", "-", input="Rang.\n")["status"] == "paid"
    kinds = [event["kind"] for event in cli.json("pay", "show", "1")["timeline"]]
    assert kinds == [
        *("logged", "to-finance", "answered", "escalated", "payment-promised", "paid-in"),
        *("paid-in", "told", "closed", "reopened", "note"),
    ]


def test_what_the_steps_say(cli: Cli) -> None:
    add(cli)
    for args, said in (
        (("finance", "1"), "Sent PAY-26-0001 to Accounts Payable.\nWith the finance team, £2,500"),
        (("escalate", "1"), "Escalated PAY-26-0001.\nEscalated to the Chief Finance Officer, "),
        (("promise", "1", "--by", "3/4"), "Payment of PAY-26-0001 is promised for Friday 3 April"),
        (("paid", "1", "--on", "today"), "Recorded a payment on PAY-26-0001.\nPaid"),
        (("told", "1"), "They have been told of PAY-26-0001.\nOrganisation told"),
        (("close", "1"), "Closed PAY-26-0001.\nClosed: paid."),
    ):
        assert cli.text("pay", *args).startswith(said)


def test_chasing_gives_the_words(cli: Cli, tmp_path: Path) -> None:
    add(cli, "--phone", "01634 555 011")
    assert "sent to nobody yet" in cli.error(4, "pay", "chase", "1")["message"]
    cli.json("pay", "finance", "1")
    file = tmp_path / "chase.txt"
    chased = cli.json("pay", "chase", "1", "--output", str(file))
    assert set(chased) >= KEYS | {"words", "file"}
    assert file.read_text(encoding="utf-8") == chased["words"]
    assert "PAY-26-0001" in chased["words"]
    assert "555" not in chased["words"]
    assert cli.error(4, "pay", "chase", "1", "--anyway", "--output", str(file))["code"] == "refused"
    assert "The words to send:" in cli.text("pay", "chase", "1", "--anyway")
    kinds = [event["kind"] for event in cli.json("pay", "show", "1")["timeline"]]
    assert kinds.count("chased") == 2


def test_a_formal_complaint_has_its_clocks(cli: Cli) -> None:
    assert add(cli)["formal"] is None
    said = cli.json("pay", "formal", "1", "--on", "1/4")
    assert said["formal"] == {
        "stage": 1,
        "began": "2026-04-01",
        "acknowledge_by": "2026-04-10",
        "acknowledged": None,
        "answer_by": "2026-04-24",
        "answered": None,
    }
    said = cli.json("pay", "formal-acknowledged", "1")
    assert (said["formal"]["acknowledged"], said["formal"]["answer_by"]) == (
        "2026-04-02",
        "2026-04-20",
    )
    assert "not answered yet" in cli.error(4, "pay", "formal", "1")["message"]
    said = cli.json("pay", "formal-answered", "1", "--text", "Sorry.")
    assert said["formal"]["answered"] == "2026-04-02"
    assert "at stage 2" in cli.text("pay", "formal", "1")
    assert "no third" in cli.error(4, "pay", "formal", "1")["message"]


def test_withdrawn_or_not_owed(cli: Cli) -> None:
    for _ in range(2):
        add(cli)
    error = cli.error(2, "pay", "close", "1", "--outcome", "not-owed", "--reason", "Paid before")
    assert error["field"] == "decided_by"
    said = cli.json(
        *("pay", "close", "1", "--outcome", "not-owed", "--reason", "Paid before"),
        *("--decided-by", "Finance"),
    )
    assert (said["outcome"], said["outcome_reason"]) == ("not-owed", "Paid before")
    assert (said["decided_by"], said["escalate_due"], said["ask_for"]) == ("Finance", False, [])
    assert cli.error(2, "pay", "close", "2", "--outcome", "withdrawn")["field"] == "reason"
    assert cli.error(2, "pay", "close", "2", "--outcome", "lost")["field"] == "outcome"
    said = cli.json("pay", "close", "2", "--outcome", "withdrawn", "--reason", "Theirs")
    assert said["outcome"] == "withdrawn"


@pytest.mark.parametrize(
    ("code", "field", "args"),
    [
        (2, "on", ("paid", "1", "--on", "2026-04-03")),
        (2, "on", ("paid", "1", "--on", "1/3/2026")),
        (2, "on", ("paid", "1", "--on", "some day")),
        (2, "on", ("paid", "1")),
        (2, "amount", ("paid", "1", "--on", "today", "--amount", "2,500.01")),
        (2, "amount", ("paid", "1", "--on", "today", "--amount", "0")),
        (2, "amount", ("paid", "1", "--on", "today", "--amount", "1.000,00")),
        (2, "by", ("promise", "1", "--by", "2026-04-01")),
        (2, "by", ("promise", "1")),
        (2, "text", ("answer", "1", "--text", " ")),
        (2, "text", ("note", "1", "--text", " ")),
        (2, "on", ("formal", "1", "--on", "2026-04-03")),
        (2, "how", ("told", "1", "--how", "drum")),
        (2, "colour", ("edit", "1", "--set", "colour=red")),
        (2, "amount", ("edit", "1", "--set", "amount=12k")),
        (3, "team", ("finance", "1", "--team", "zebra")),
        (4, None, ("told", "1")),
        (4, None, ("close", "1")),
        (4, None, ("reopen", "1", "--reason", "x")),
        (4, None, ("formal-acknowledged", "1")),
        (4, None, ("formal-answered", "1", "--text", "x")),
    ],
)
def test_what_a_step_refuses(cli: Cli, code: int, field: str | None, args: tuple[str, ...]) -> None:
    before = add(cli)
    error = cli.error(code, "pay", *args)
    if code == 2:
        assert error["field"] == field
    assert cli.json("pay", "list") == [before]


def test_editing_takes_fields_as_the_form_does(cli: Cli) -> None:
    add(cli)
    said = cli.json("pay", "edit", "1", "--set", "amount=3,000", "team=housing", "for=Hire")
    assert (said["amount"], said["team"], said["for"]) == ("3000.00", "Housing", "Hire")
    assert said["directorate"] == "Housing and Community Services"
    assert "Nothing to change in PAY-26-0001." in cli.text("pay", "edit", "1", "--set", "for=Hire")
    assert "Edited PAY-26-0001: order." in cli.text("pay", "edit", "1", "--set", "order=PO 1")
    cli.json("pay", "paid", "1", "--on", "today", "--amount", "1,000")
    error = cli.error(2, "pay", "edit", "1", "--set", "amount=999")
    assert (error["field"], error["message"][:36]) == (
        "amount",
        "£1,000.00 has been paid already: the",
    )
