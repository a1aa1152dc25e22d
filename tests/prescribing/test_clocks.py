"""When a service is asked, assured and counted again, and what a gap is: by tables of days."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from factories import FixedClock, make_award, make_organisation
from prescribing_made import count, make_prescribing, pay_for

from db.store import Store
from spoc_tui.casework.errors import BadInput, SpocError
from spoc_tui.casework.prescribing.dated import ASSURED, FIGURES, STALE
from spoc_tui.casework.prescribing.money import Money, gaps
from spoc_tui.casework.prescribing.papers import months_before
from spoc_tui.casework.prescribing.rows import Month, last_day_of, month_after
from spoc_tui.casework.prescribing.when import when_words


@pytest.fixture(autouse=True)
def _club(store: Store) -> None:
    make_organisation(store)


def dues(store: Store, one: Any) -> dict[str, tuple[str, str]]:
    kind = "assurance" if one.reference.startswith("ASR") else "service"
    records = store.declared(kind)
    found = records.dues(records.get(one.uid).record)
    return {each.what: (each.on.isoformat(), each.band) for each in found}


@pytest.mark.parametrize(
    ("said", "by", "band"),
    [
        ("2026-01-01", "2026-04-01", ""),
        ("2026-04-01", "2026-06-30", ""),  # three months after the month of the referral
        ("2026-04-02", "2026-07-01", "tidy"),
        ("2025-12-31", "2026-03-31", ""),
    ],
)
def test_a_reading_is_asked_again_after_ninety_days(
    store: Store, said: str, by: str, band: str
) -> None:
    one = make_prescribing(store, "service")
    after = store.declared("service").act(one.uid, "room", {"room": "yes", "on": said}).record
    assert dues(store, after)["ask capacity"] == (by, "tidy")
    # Somebody was referred in the three months before that: it presses.
    count(store, one.uid, "2026-03-01", 1)
    assert dues(store, one)["ask capacity"] == (by, band)


def test_the_last_that_was_said_counts_in_whatever_order(store: Store) -> None:
    one = make_prescribing(store, "service")
    services = store.declared("service")
    services.act(one.uid, "room", {"room": "no", "on": "2026-03-20"})
    assert "full twice" not in dues(store, one)
    services.act(one.uid, "room", {"room": "no", "on": "2026-03-01"})
    assert dues(store, one)["full twice"] == ("2026-03-20", "tidy")
    after: Any = services.act(one.uid, "room", {"room": "few", "on": "2026-03-21"}).record
    assert after.room_now == "few"
    assert "full twice" not in dues(store, one)


@pytest.mark.parametrize(
    ("assured", "by"),
    [("2025-04-01", "2026-04-01"), ("2024-02-29", "2025-02-28"), ("2026-04-02", "2027-04-02")],
)
def test_a_service_is_assured_again_after_a_year(store: Store, assured: str, by: str) -> None:
    one = make_prescribing(store, "service", assured_on=assured)
    assert dues(store, one)["assure again"] == (by, "")
    store.declared("service").edit(one.uid, {"review_by": "2027-05-01"})
    assert dues(store, one)["assure again"] == ("2027-05-01", "")


@pytest.mark.parametrize(
    ("last", "by"),
    [
        ("2026-01-31", "2026-03-20"),  # February ends on 28; 15 working days
        ("2026-02-01", "2026-04-23"),  # Good Friday and Easter Monday are none
        ("2025-10-15", "2025-12-19"),
    ],
)
def test_the_next_counts_are_in_by_the_fifteenth_working_day(
    store: Store, last: str, by: str
) -> None:
    one = make_prescribing(store, "service")
    count(store, one.uid, last, 3)
    assert dues(store, one)["get counts"] == (by, "")


def test_a_service_that_does_not_run_is_not_rung(store: Store) -> None:
    one = make_prescribing(store, "service", stands="inactive", assured_on="2026-03-01")
    count(store, one.uid, "2026-02-01", 9)
    assert list(dues(store, one)) == ["assure again"]
    assert one.status == "inactive"
    ended = store.declared("service").act(one.uid, "close", {"why": "It moved"}).record
    assert ended.status == "defunct"
    assert store.declared("service").reopen(one.uid, "Back").record.status == "inactive"


def test_a_new_gap_is_shown_until_money_is_about_it(store: Store, clock: FixedClock) -> None:
    one = make_prescribing(store, "service")
    count(store, one.uid, "2026-01-01", 4)
    assert "money gap" not in dues(store, one)  # fewer than five
    count(store, one.uid, "2026-02-01", 5)
    assert dues(store, one)["money gap"] == ("2026-02-28", "tidy")
    award = make_award(store, "Rook Lane", starts="2026-02-28", ends="2026-12-31").uid
    pay_for(store, one.uid, award)
    kept = "SELECT what FROM record_due WHERE record = ?"
    assert "money gap" not in [row[0] for row in store.connection.execute(kept, [one.uid])]
    store.declared("award").edit(award, {"starts": "2026-03-01"})
    assert "money gap" in [row[0] for row in store.connection.execute(kept, [one.uid])]
    store.undo()
    assert "money gap" not in [row[0] for row in store.connection.execute(kept, [one.uid])]
    its: Any = store.declared("service").get(one.uid).record
    assert [each.month for each in its.gaps] == [date(2026, 1, 1)]


@pytest.mark.parametrize(
    ("first", "last", "covered"),
    [
        (None, None, True),
        (date(2026, 2, 28), None, True),
        (date(2026, 3, 1), None, False),
        (None, date(2026, 2, 1), True),
        (None, date(2026, 1, 31), False),
        (date(2025, 1, 1), date(2027, 1, 1), True),
    ],
)
def test_an_award_covers_the_months_in_which_it_runs(
    first: date | None, last: date | None, covered: bool
) -> None:
    month = Month(date(2026, 2, 1), 7, None, None, None)
    money = Money("", "AWD-26-0001", "Council", 100, first, last)
    assert money.covers(month) is covered
    assert gaps([month], [money]) == (() if covered else (month,))
    assert gaps([month._replace(referred=0)], []) == ()


def test_months() -> None:
    assert month_after(date(2026, 12, 1)) == date(2027, 1, 1)
    assert last_day_of(date(2028, 2, 1)) == date(2028, 2, 29)
    assert [*months_before(date(2026, 4, 2))][::11] == [date(2025, 4, 1), date(2026, 3, 1)]
    assert months_before(date(2026, 1, 31))[-1] == date(2025, 12, 1)


def test_what_is_set_otherwise_counts_from_its_day(store: Store) -> None:
    one = make_prescribing(store, "service", assured_on="2026-01-10")
    store.declared("service").act(one.uid, "room", {"room": "yes", "on": "2026-03-01"})
    for name, value in ((STALE, "30 days"), (ASSURED, "6 months")):
        store.dated_figures.add(name, value, date(2026, 1, 1), "The partnership said so")
    found = dues(store, one)
    assert found["ask capacity"][0] == "2026-03-31"
    assert found["assure again"][0] == "2026-07-10"
    assert len(FIGURES) == 5


# Assurance.


@pytest.mark.parametrize(
    ("days", "due"),
    [
        ({"answer_by": "2026-04-20"}, {"answer due": ("2026-04-20", "")}),
        ({"board": "2026-04-14"}, {"answer due": ("2026-04-07", "")}),
        ({"answer_by": "2026-05-20", "board": "2026-05-14"}, {"answer due": ("2026-05-07", "")}),
        ({}, {"set a day": ("2026-04-02", "tidy")}),
    ],
)
def test_an_answer_is_due_in_time_for_the_board(
    store: Store, days: dict[str, str], due: dict[str, tuple[str, str]]
) -> None:
    assert dues(store, make_prescribing(store, "assurance", **days)) == due


def test_what_was_answered_says_what_comes_next(store: Store) -> None:
    one = make_prescribing(store, "assurance", board="2026-05-14")
    asked = store.declared("assurance")
    partly = {"words": "We look at it", "satisfied": "partly"}
    after = asked.act(one.uid, "answer", partly).record
    assert after.status == "answered"
    assert dues(store, one) == {"update due": ("2026-05-07", "")}
    asked.act(one.uid, "answer", {**partly, "words": "Yes", "next_update": "2026-04-20"})
    assert dues(store, one) == {"update due": ("2026-04-20", "")}
    asked.edit(one.uid, {"board": ""})
    after = asked.act(one.uid, "answer", {"words": "It does", "satisfied": "yes"}).record
    assert after.status == "assured"
    assert dues(store, one) == {"close it": ("2026-04-02", "tidy")}
    assert asked.act(one.uid, "close", {"why": "assured"}).record.status == "closed"


# Bad input, one by one.


@pytest.mark.parametrize(
    ("typed", "field", "why"),
    [
        ({"assured_on": "2005-01-01"}, "assured_on", "a day that examples have"),
        ({"assured_on": "tomorrow"}, "assured_on", "to come"),
        ({"youngest": "all"}, "youngest", "is not a whole number"),
        ({"youngest": "70", "oldest": "60"}, "oldest", "is older than the oldest"),
        ({"when": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31"}, "when", "On no day of any year"),
        ({"when": "FREQ=WEEKLY;UNTIL=20261231"}, "when", "leave UNTIL out"),
        ({"when": "sometimes"}, "when", "does not say how often"),
        ({"stands": "defunct"}, "stands", "What is over is closed"),
        ({"name": ""}, "name", "cannot be left blank"),
        ({"review_by": "2026-01-01", "assured_on": "2026-02-01"}, "review_by", "not reviewed"),
    ],
)
def test_what_a_service_cannot_be(
    store: Store, typed: dict[str, str], field: str, why: str
) -> None:
    with pytest.raises(SpocError, match=why) as caught:
        make_prescribing(store, "service", **typed)
    assert caught.value.field == field
    assert store.declared("service").count() == 0


@pytest.mark.parametrize(
    ("typed", "field", "why"),
    [
        ({"accepted": "13"}, "accepted", r"more were accepted \(13\) than referred \(12\)"),
        ({"started": "13"}, "started", "more were started"),
        ({"turned_away": "13"}, "turned_away", "more were turned away"),
        ({"accepted": "9", "turned_away": "4"}, "turned_away", "come to more than referred"),
        ({"referred": "approx 20"}, "referred", "is not a whole number"),
        ({"referred": ""}, "referred", "cannot be left blank"),
        ({"month": "Q1 2026"}, "month", "not a quarter"),
        ({"month": "2026-05-01"}, "month", "to come"),
        ({"month": "2026-01-20"}, "month", "are there already"),
        ({"month": "2026-01-20", "from_whom": "gp"}, "from_whom", "added twice"),
    ],
)
def test_what_counts_cannot_be(store: Store, typed: dict[str, str], field: str, why: str) -> None:
    one = make_prescribing(store, "service")
    count(store, one.uid, "2026-01-01", 5)
    with pytest.raises(BadInput, match=why) as caught:
        count(store, one.uid, **{"month": "2026-02-01", "referred": "12", **typed})  # type: ignore[arg-type]
    assert caught.value.field == field
    its: Any = store.declared("service").get(one.uid).record
    assert len(its.counts) == 1


def test_counts_that_were_wrong_are_corrected(store: Store) -> None:
    one = make_prescribing(store, "service")
    count(store, one.uid, "2026-01-01", 5)
    its: Any = store.declared("service").edit_row(one.uid, "counts", 1, {"referred": "7"}).record
    assert its.months[0].referred == 7


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=WEEKLY;BYDAY=TU", "every week on Tuesday"),
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR", "every week on Monday, Wednesday and Friday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU", "every 2 weeks on Monday and Tuesday"),
        ("FREQ=MONTHLY;BYDAY=1FR", "the first Friday of every month"),
        ("FREQ=MONTHLY;BYMONTHDAY=5", "FREQ=MONTHLY;BYMONTHDAY=5"),
        ("", ""),
    ],
)
def test_when_it_is_in_words(rule: str, words: str) -> None:
    assert when_words(rule) == words
