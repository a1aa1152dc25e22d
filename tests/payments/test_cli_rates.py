"""`spoc rates`: the reference rates listed and added, and the sums that follow them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from cli_desk import Cli
from factories import FixedClock

JANUARY = datetime(2027, 1, 12, 9, tzinfo=UTC)


@pytest.fixture
def clock() -> FixedClock:
    """12 January 2027: the rate of 31 December 2026 did not come with the program."""
    return FixedClock(JANUARY)


def late(cli: Cli) -> Any:
    """Received 5 December 2026: relevant day 3 January 2027, interest from the 4th."""
    args = ("--caller", "Ida", "--amount", "2,500", "--received", "2026-12-05")
    return cli.json("pay", "add", *args)


def test_listed_newest_first(cli: Cli) -> None:
    rates = cli.json("rates")
    assert rates[0] == {
        "date": "2026-06-30",
        "percent": "3.75",
        "statutory": "11.75",
        "added": False,
        "expected": False,
    }
    assert (rates[-1]["date"], rates[-1]["percent"]) == ("2002-06-30", "4")
    assert len(rates) == 49
    said = cli.text("rates")
    assert said.startswith("Tue 30 Jun 2026    3.75%  statutory  11.75%\n")
    assert "“spoc rates add --help”" in said


@pytest.mark.parametrize("typed", ["3.5", "3.5%", "3.50"])
def test_added_and_taken_away_again(cli: Cli, typed: str) -> None:
    added = cli.json("rates", "add", "2026-12-31", typed)
    assert added == {
        "date": "2026-12-31",
        "percent": "3.5",
        "statutory": "11.5",
        "added": True,
        "expected": False,
    }
    assert cli.json("rates")[0] == added
    assert "Thu 31 Dec 2026     3.5%  statutory   11.5%  (added)" in cli.text("rates")
    assert cli.json("undo")["undone"].startswith("Added the base rate of Thu 31 Dec 2026: 3.5")
    assert cli.json("rates")[0]["date"] == "2026-06-30"
    cli.json("redo")
    assert cli.json("rates")[0] == added


def test_what_it_says(cli: Cli) -> None:
    assert cli.text("rates", "add", "31/12", "3.25") == (
        "Added 3.25% of Thu 31 Dec 2026: 11.25% for interest that starts in the half-year after "
        "it.\n"
    )


def test_ones_own_is_corrected_by_adding_it_again(cli: Cli) -> None:
    cli.json("rates", "add", "2026-12-31", "3.5")
    cli.json("rates", "add", "2026-12-31", "3.25")
    assert [(one["date"], one["percent"]) for one in cli.json("rates")[:2]] == [
        ("2026-12-31", "3.25"),
        ("2026-06-30", "3.75"),
    ]
    cli.json("undo")
    assert cli.json("rates")[0]["percent"] == "3.5"


@pytest.mark.parametrize(
    ("code", "field", "day", "percent"),
    [
        (2, "date", "2026-12-30", "3.5"),
        (2, "date", "2026-11-30", "3.5"),
        (2, "date", "1999-12-31", "3.5"),
        (2, "date", "some day", "3.5"),
        (2, "date", "31/6/2026", "3.5"),
        (2, "percent", "2026-12-31", "a lot"),
        (2, "percent", "2026-12-31", "25.01"),
        (2, "percent", "2026-12-31", "3,5"),
        (2, "percent", "2026-12-31", "3.12345"),
        (2, "percent", "2026-12-31", ""),
        (2, "percent", "2026-06-30", "4"),
        (4, None, "2026-06-30", "3.75"),
        (4, None, "2028-06-30", "3.5"),
        (4, None, "2027-06-30", "3.5"),
    ],
)
def test_what_is_no_rate_of_such_a_day(
    cli: Cli, code: int, field: str | None, day: str, percent: str
) -> None:
    before = cli.json("rates")
    error = cli.error(code, "rates", "add", day, percent)
    assert error.get("field") == field
    assert cli.json("rates") == before


@pytest.mark.slow
def test_before_its_day_a_rate_is_only_expected(cli: Cli, clock: FixedClock) -> None:
    refused = cli.error(4, "rates", "add", "2027-06-30", "3.5")
    assert "--expected marks it." in refused["message"]
    added = cli.json("rates", "add", "2027-06-30", "3.5", "--expected")
    assert (added["date"], added["added"], added["expected"]) == ("2027-06-30", True, True)
    assert "3.5%  statutory   11.5%  (expected)" in cli.text("rates")
    # Without its year it is the nearest one, though that is to come.
    assert cli.json("rates", "add", "30/6/27", "3.5", "--expected")["date"] == "2027-06-30"
    clock.moment = datetime(2027, 5, 4, 9, tzinfo=UTC)
    assert cli.json("rates", "add", "30/6", "3.5", "--expected")["date"] == "2027-06-30"
    clock.moment = JANUARY
    cli.json("rates", "add", "2026-12-31", "3.75")
    # Sums on it count as assumed until the rate itself replaces it, which is asked for on its day.
    clock.moment = datetime(2027, 8, 2, 9, tzinfo=UTC)
    late = cli.json(
        "pay", "add", "--caller", "Ida", "--amount", "1,000", "--received", "2027-06-30"
    )
    assert (late["rate"], late["rests_on_assumed_rate"]) == ("11.5", True)
    assert "was added as expected, is assumed" in " ".join(cli.text("pay", "show", "1").split())
    assert [one["subject"] for one in cli.json("due") if one["kind"] == "rate"] == [
        "Add the base rate of 30 June 2027"
    ]
    assert "has come" in cli.error(4, "rates", "add", "2027-06-30", "3.25", "--expected")["message"]
    replaced = cli.json("rates", "add", "2027-06-30", "3.25")
    assert (replaced["percent"], replaced["expected"]) == ("3.25", False)
    assert not cli.json("pay", "show", "1")["rests_on_assumed_rate"]
    assert all(one["kind"] != "rate" for one in cli.json("due"))


@pytest.mark.parametrize(("day", "asked"), [("2026-12-30", False), ("2026-12-31", True)])
def test_a_rate_is_asked_for_once_its_day_has_come(
    cli: Cli, clock: FixedClock, day: str, asked: bool
) -> None:
    clock.moment = datetime.fromisoformat(f"{day}T09:00:00+00:00")
    late(cli)
    said = cli.text("due")
    assert ("Add the base rate of 31 December 2026" in said) is asked
    assert ("To be added: the base rate of Thu 31 Dec 2026" in cli.text("rates")) is asked
    if asked:
        cli.json("rates", "add", day, "3.75")
        assert "base rate" not in cli.text("due")
        cli.json("undo")
        assert "Add the base rate" in cli.text("due")


def test_a_rate_that_is_not_known_yet_says_when(cli: Cli) -> None:
    error = cli.error(4, "rates", "add", "2028-06-30", "3.5")
    assert error["message"] == "The rate of Fri 30 Jun 2028 is not known so long before that day."
    error = cli.error(4, "rates", "add", "2026-06-30", "3.75%")
    assert error["message"] == "The base rate of Tue 30 Jun 2026 came with the program: 3.75%."


def test_a_sum_on_an_assumed_rate_is_corrected_when_the_rate_is_added(cli: Cli) -> None:
    said = late(cli)
    assert (said["relevant_day"], said["starts"], said["days_late"]) == (
        "2027-01-03",
        "2027-01-04",
        9,
    )
    # Nine days on 2,500.00, at 11.75 % assumed and at 11.5 % known.
    assert (said["rests_on_assumed_rate"], said["rate"]) == (True, "11.75")
    assert (said["interest"], said["total"]) == ("7.24", "77.24")
    assert "is not known yet" in " ".join(cli.text("pay", "show", "1").split())
    cli.json("rates", "add", "2026-12-31", "3.5")
    said = cli.json("pay", "show", "1")
    assert (said["rests_on_assumed_rate"], said["rate"]) == (False, "11.5")
    assert (said["interest"], said["total"]) == ("7.09", "77.09")
    assert cli.json("pay", "board")["interest"] == "7.09"
    cli.json("undo")
    assert cli.json("pay", "show", "1")["interest"] == "7.24"


def test_interest_that_began_before_is_not_moved_by_it(cli: Cli) -> None:
    args = ("interest", "2,500", "--received", "2026-12-02")  # relevant day 31 December
    before = cli.json(*args)
    cli.json("rates", "add", "2026-12-31", "1")
    assert before["starts"] == "2027-01-01"
    assert cli.json(*args)["reference_rate"] == "1"
    earlier = cli.json("interest", "2,500", "--received", "2026-12-01")
    assert (earlier["starts"], earlier["reference_rate"]) == ("2026-12-31", "3.75")


def test_the_calculator_uses_an_added_rate(cli: Cli) -> None:
    args = ("interest", "2,500", "--received", "2026-12-05")
    said = cli.json(*args)
    assert (said["reference_date"], said["reference_rate"]) == ("2026-12-31", "3.75")
    assert (said["rate"], said["interest"]) == ("11.75", "7.24")
    cli.json("rates", "add", "2026-12-31", "3.5")
    said = cli.json(*args)
    assert (said["reference_date"], said["reference_rate"]) == ("2026-12-31", "3.5")
    assert (said["rate"], said["interest"], said["total"]) == ("11.5", "7.09", "77.09")
