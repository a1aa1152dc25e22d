"""The year's figures beside the year before, its first paragraph, and what is so far."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from factories import FixedClock, in_memory, make_enquiry, make_payment, make_window
from survey_made import make_response, make_round

from db.store import Store
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.week.definitions import BY_CODE, SECTIONS
from spoc_tui.casework.week.periods import Period, year_of
from spoc_tui.casework.week.summary import OwnWords
from spoc_tui.casework.year.in_words import _ALSO, in_words
from spoc_tui.casework.year.months import month_chart
from spoc_tui.casework.year.summary import heads
from spoc_tui.casework.year.words import check_words


def this_year(store: Store) -> Period:
    return year_of(store.today(), 4)


def test_a_year_has_the_figures_of_its_days_and_of_the_year_before(
    store: Store, clock: FixedClock
) -> None:
    make_enquiry(store)
    clock.advance(days=365)
    make_enquiry(store, answered="Ask at the desk")
    year = this_year(store)
    summary = store.year.summary(year)
    assert summary.week.figures == store.week.figures(year)
    assert list(summary.week.before) == [store.week.figures(year.before())]
    row = summary.row("enquiries.received")
    assert (row.now.described, row.before.described) == ("1", "1")
    assert heads(summary) == ("2027/28 so far", "2026/27 (from Thu 2 Apr 2026)")
    assert summary.name == "2027/28, April 2027 to March 2028 (so far)"


def test_before_the_first_record_there_is_no_figure(store: Store) -> None:
    make_enquiry(store)
    summary = store.year.summary(this_year(store).before())
    assert in_words(summary) == (
        "There is no figure of 2025/26: the records begin on Thu 2 Apr 2026."
    )
    assert not list(summary.sections())


def test_on_an_empty_desk_it_says_that_there_is_nothing(store: Store) -> None:
    words = in_words(store.year.summary(this_year(store)))
    assert words.startswith("Nothing is on record of 2026/27 so far.")


def test_the_first_paragraph_has_only_what_is_there(store: Store, clock: FixedClock) -> None:
    make_enquiry(store, answered="Ask at the desk")
    uid = make_payment(store, amount="800", received="2/1/2026").uid
    store.payments.paid(uid, store.today(), 300_00)
    clock.advance(days=1)
    words = in_words(store.year.summary(this_year(store)))
    assert words.startswith(
        "So far in 2026/27 the single point of contact logged 1 enquiry and closed "
    )
    assert "It took up 1 payment that was late. £300.00 came in on such payments." in words
    assert "£500.00 is still owed." in words
    assert "bid" not in words
    assert "Nothing was put down for recommendations 1, 2a, 2b, 2c, 3 and 5 of the Task" in words
    assert words.endswith(
        "The records begin on Thu 2 Apr 2026: of the time before, only what was put on record "
        "later."
    )
    clock.advance(days=400)
    over = in_words(store.year.summary(this_year(store).before()))
    assert over.startswith("In 2026/27 the single point of contact logged 1 enquiry")
    assert "£500.00 was still owed at the end." in over


def test_a_year_that_was_corrected_says_what_it_was(store: Store, clock: FixedClock) -> None:
    make_enquiry(store)
    clock.advance(days=400)
    year = this_year(store).before()
    assert store.year.summary(year).changed() == []
    make_enquiry(store, received_at=clock.moment - timedelta(days=200))
    moved = {one.figure.code: one for one in store.year.summary(year).changed()}
    received = moved["enquiries.received"]
    assert (received.now.number, received.then.number) == (2, 1)


def test_a_count_that_is_hidden_is_not_said_in_own_words(clock: FixedClock) -> None:
    store = in_memory(clock)
    for _ in range(5):
        make_enquiry(store, answered="Ask at the desk")
    summary = store.year.summary(this_year(store), hide_few=True)
    check_words(summary.with_words(OwnWords("We were busy.")))
    figures = replace(
        summary.week.figures,
        received={**summary.week.figures.received, "directorate": {"Property": 4, "Finance": 1}},
    )
    hiding = replace(summary, week=replace(summary.week, figures=figures))
    assert {part.plain for part in hiding.handled.values()} == {"hidden"}
    row = summary.row("enquiries.answered_median")
    assert row.now.described == "0 days (of 5)"
    store.close()


def test_of_few_the_days_they_took_are_hidden(store: Store) -> None:
    make_enquiry(store, answered="Ask at the desk")
    summary = store.year.summary(this_year(store), hide_few=True)
    assert summary.row("enquiries.answered_median").now.described == "hidden"
    assert "working day" not in in_words(summary)
    with pytest.raises(BadInput, match="is still to come"):
        store.year.issues.issue(this_year(store).after())


def test_what_is_silent_has_the_figures_of_the_year_before(store: Store, clock: FixedClock) -> None:
    make_enquiry(store)
    make_window(store)
    clock.advance(days=365)
    summary = store.year.summary(this_year(store))
    third = next(one for one in summary.answered() if one.one.number == "3")
    assert third.is_silent
    opened = next(row for row in third.figures if row.figure.code == "s106.opened")
    assert (opened.now.described, opened.before.described) == ("0", "1")
    assert [title for _, title, _ in summary.sections()] == ["Enquiries", "Section 106"]


def test_the_months_add_up_to_the_year(store: Store, clock: FixedClock) -> None:
    for _ in range(5):
        make_enquiry(store)
        clock.advance(days=40)
    summary = store.year.summary(this_year(store))
    assert [one.short for one in summary.months] == [
        *("Apr 26", "May 26", "Jun 26", "Jul 26", "Aug 26", "Sep 26", "Oct 26")
    ]
    assert sum(one.received for one in summary.months) == 5
    assert summary.row("enquiries.received").now.number == 5
    chart = month_chart(summary.months, summary.week.today)
    assert chart is not None
    assert chart.title == "Received and closed by month (the last is not over)"
    assert chart.alt.endswith("1 received at most, in April 2026.")
    assert month_chart((), summary.week.today) is None


def test_each_subject_has_its_words_in_the_first_paragraph() -> None:
    """Or, of the compact, recommendation 1 says what was done."""
    said = {code for code, *_ in _ALSO}
    by_hand = {"enquiries", "payments", "feedback", "fund", "compact"}
    assert {section for section in SECTIONS if not said & codes_of(section)} == by_hand


def codes_of(section: str) -> set[str]:
    return {one.code for one in BY_CODE.values() if one.section == section}


def test_a_year_of_the_survey_alone_says_so(store: Store) -> None:
    make_response(store, make_round(store).uid)
    words = in_words(store.year.summary(this_year(store)))
    assert words.startswith("There was 1 response to the survey. Nothing was put down for")


def test_before_the_records_nothing_has_changed_since(store: Store, clock: FixedClock) -> None:
    make_enquiry(store)
    clock.advance(days=400)
    make_enquiry(store)
    assert store.year.summary(this_year(store).before().before()).changed() == []
