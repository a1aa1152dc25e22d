"""`spoc interest`: the calculator's answers, in words and as JSON, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_desk import Cli

KEYS = [
    *("relevant_day", "starts", "days_late", "days_to_pay_reporting", "band", "band_reported"),
    *("reference_date", "reference_rate", "rate", "rests_on_assumed_rate", "daily"),
    *("interest", "compensation", "total", "entitled", "why"),
    "working",
]
DUE_30_JUNE = ("2,500", "--received", "2026-06-01", "--performed", "2026-05-01")


def test_a_sum_that_was_paid_late(cli: Cli) -> None:
    answer = cli.json("interest", *DUE_30_JUNE, "--paid", "2026-09-28")
    assert list(answer) == KEYS
    for line in answer.pop("working"):
        assert list(line) == ["what", "result", "working"]
    assert "90 days after" in answer.pop("why")
    assert answer == {
        "relevant_day": "2026-06-30",
        "starts": "2026-07-01",
        "days_late": 90,
        "days_to_pay_reporting": 119,
        "band": "61+",
        "band_reported": True,
        "reference_date": "2026-06-30",
        "reference_rate": "3.75",
        "rate": "11.75",
        "rests_on_assumed_rate": False,
        "daily": "0.80",
        "interest": "72.43",
        "compensation": "70.00",
        "total": "142.43",
        "entitled": True,
    }


def test_a_sum_paid_in_parts(cli: Cli) -> None:
    part = ("--part", "£1,000@30/7/2026")
    rest = cli.json("interest", *DUE_30_JUNE, *part, "--paid", "2026-09-28")
    assert (rest["interest"], rest["compensation"]) == ("53.12", "70.00")
    both = cli.json("interest", *DUE_30_JUNE, *part, "--part", "1500@2026-09-28")
    assert both == rest


def test_it_is_calculated_for_today_or_another_day(cli: Cli) -> None:
    args = ("interest", "100", "--received", "2026-03-02")
    assert cli.json(*args)["days_late"] == 2
    assert cli.json(*args, "--on", "+3")["days_late"] == 5
    assert cli.json(*args, "--on", "2026-03-31")["interest"] == "0.00"


def test_a_day_without_its_year_is_the_last_such(cli: Cli) -> None:
    assert cli.json("interest", "100", "--received", "1 dec")["relevant_day"] == "2025-12-30"


@pytest.mark.parametrize("no_claim", [("--kind", "grant"), ("--disputed",)])
def test_what_is_no_claim_has_no_sums(cli: Cli, no_claim: tuple[str, ...]) -> None:
    answer = cli.json("interest", "2500", "--received", "2026-01-05", *no_claim)
    assert (answer["interest"], answer["compensation"], answer["total"]) == ("0.00",) * 3
    assert (answer["rate"], answer["entitled"]) == (None, False)
    assert (answer["days_to_pay_reporting"], answer["band"]) == (87, "61+")
    assert ("grants are outside" in answer["why"]) or ("disputed" in answer["why"])


def test_what_is_not_known_is_null_and_asked_for(cli: Cli) -> None:
    answer = cli.json("interest", "2500")
    for key in (
        "relevant_day",
        "starts",
        "days_to_pay_reporting",
        "band",
        "reference_date",
        "rate",
    ):
        assert answer[key] is None
    assert "the day the council received the invoice" in answer["why"]
    text = cli.text("interest", "2500")
    assert "  Ask for         the day the council received the invoice\n" in text


def test_the_answer_in_words(cli: Cli) -> None:
    text = cli.text("interest", *DUE_30_JUNE, "--paid", "2026-09-28", "--terms", "s88")
    assert "  Relevant day    30 June 2026\n" in text
    assert "  Interest        £72.43\n" in text
    assert "  Total           £142.43\n" in text
    assert "(below threshold)" in text
    assert text.endswith("\nIndicative, not legal advice.\n")
    assert max(map(len, text.splitlines())) <= 80


def test_it_needs_no_database_and_makes_none(cli: Cli, tmp_path: Path) -> None:
    there = {file.name for file in tmp_path.iterdir()}
    assert cli.json("interest", "100", "--received", "2026-03-02", db=False)["days_late"] == 2
    assert {file.name for file in tmp_path.iterdir()} == there


@pytest.mark.parametrize(
    ("args", "field", "said"),
    [
        (("-500",), "amount", "below £0"),
        (("0",), "amount", "more than £0.00"),
        (("100000001",), "amount", "£100,000,000.00"),
        (("12k",), "amount", "12,000 rather than 12k"),
        (("1.234,56",), "amount", "the other way round"),
        (("100", "--received", "3/4/1926"), "received", "1926"),
        (("100", "--received", "2001-03-02"), "received", "7 August 2002"),
        (("100", "--received", "never"), "received", "not a date"),
        (("100", "--received", "2026-03-02", "--paid", "2026-03-01"), "paid", "before the invoice"),
        (("100", "--part", "50"), "part", "AMOUNT@DATE"),
        (("100", "--part", "50@never"), "part", "not a date"),
        (("100", "--part", "5k@2026-03-02"), "part", "rather than 12k"),
        (("100", "--part", "101@2026-03-02"), "part", "more than the £100.00 owed"),
        (("100", "--part", "100@2026-03-02", "--paid", "2026-03-03"), "paid", "Leave --paid out"),
        (("100", "--kind", "gift"), "kind", "contract, grant, expenses, other"),
        (("100", "--terms", "s99"), "terms", "s68, s88, reg113, own-remedy, unknown"),
        (("100", "--on", "never"), "on", "not a date"),
    ],
)
def test_what_cannot_be_calculated_is_reported(
    cli: Cli, args: tuple[str, ...], field: str, said: str
) -> None:
    error = cli.error(2, "interest", *args)
    assert (error["code"], error["field"]) == ("bad-input", field)
    assert said in error["message"]
