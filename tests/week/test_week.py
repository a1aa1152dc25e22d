"""The summary of a week: counted again the same, in words, and from the command line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from cli_desk import Cli
from factories import FixedClock, make_enquiry, make_organisation, make_payment

from db.store import Store
from spoc_tui.casework.enquiries.enquiry import Outcome
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.week.definitions import ALL_FIGURES, BREAKDOWNS, SECTIONS
from spoc_tui.casework.week.explained import figures_document
from spoc_tui.casework.week.in_words import in_words
from spoc_tui.casework.week.periods import between, week_of
from spoc_tui.casework.week.summary import OwnWords, WeekSummary
from spoc_tui.reports.week.document import tidy, week_page


def test_a_past_week_is_counted_again_the_same(store: Store, clock: FixedClock) -> None:
    make_organisation(store)
    first = make_enquiry(store, route_to="Property").enquiry
    payment = make_payment(store, amount="80", received="2/3/2026")
    store.payments.paid(payment.uid, date(2026, 4, 1), 30_00)
    feedback = store.feedback.add("Dear", [store.feedback.by("Jo")], {"action": "Cut"})
    clock.advance(days=7)
    week = week_of(date(2026, 4, 2))
    then = store.week.figures(week)
    assert then.values["enquiries.open"] == 1
    assert (then.values["payments.open"], then.values["payments.outstanding"]) == (1, 50_00)
    assert then.received["directorate"] == {"Property": 1}
    store.enquiries.answer(first.uid, "Yes")
    store.enquiries.told(first.uid)
    store.enquiries.close(first.uid, outcome=Outcome.RESOLVED)
    store.payments.paid(payment.uid, store.today())
    store.feedback.done(feedback.feedback.uid)
    store.feedback.told(feedback.feedback.uid, everybody=True)
    make_enquiry(store)
    assert store.week.figures(week) == then
    now = store.week.figures(week.after())
    assert (now.values["enquiries.closed"], now.values["payments.paid"]) == (1, 1)
    assert (now.values["payments.open"], now.values["feedback.told"]) == (0, 1)
    assert now.values["enquiries.first_time"] == 0


def test_the_week_of_an_empty_database_is_a_sensible_page(store: Store) -> None:
    summary = store.week.summary(week_of(store.today()))
    assert in_words(summary) == "No enquiries came in this week so far, and none is open."
    assert set(summary.figures.values) == {figure.code for figure in ALL_FIGURES}
    page = week_page(summary)
    assert page.title == "The voluntary sector: Week 14 of 2026, 30 March to 5 April 2026"
    assert page.notice == "Draft, not issued. The week is not over."


def test_the_words_speak_of_a_past_week_as_past_and_hide_what_is_hidden(
    store: Store, clock: FixedClock
) -> None:
    for received in ("2/3/2026", "2/1/2026", "3/1/2026"):
        make_payment(store, amount="80", received=received)
    make_enquiry(store, route_to="Property")
    week = week_of(store.today())
    assert "1 is open, no answer overdue." in in_words(store.week.summary(week))
    clock.advance(days=7)
    said = in_words(store.week.summary(week, hide_few=True))
    assert "1 was open at the end of the week, no answer overdue." in said
    assert "3 payment complaints, £240.00 in all, were still owed" in said
    assert "By age: under 3 of 31–60 days, under 3 of 61+ days." in said


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("By age: 1 of 31–60 days, 2 of 61+ days.", "1 of 31-60 days"),
        ("Three wait. Of these 2 of\n61+ days, sadly.", "2 of 61+ days"),
        ("By AGE: 1 of 31-60 Days.", "1 of 31-60 Days"),
        ("By age: under 3 of 31–60 days, 12 of 61+ days.", ""),
        ("1,001 of 31–60 days, for example.", ""),
        ("1 enquiry came in.", ""),
        ("", ""),
    ],
)
def test_the_officers_words_do_not_say_what_is_hidden(
    store: Store, clock: FixedClock, words: str, found: str
) -> None:
    for received in ("2/3/2026", "2/1/2026", "3/1/2026"):
        make_payment(store, amount="80", received=received)
    week, own = week_of(store.today()), OwnWords(words)
    if not found:
        assert store.week_issues.issue(week, own, hide_few=True).number == 1
        return
    with pytest.raises(BadInput, match="Small counts are hidden, and these words say one") as wrong:
        store.week_issues.issue(week, own, hide_few=True)
    assert wrong.value.field == "words"
    assert f"“{found}”" in str(wrong.value)
    assert store.week_issues.all() == []
    assert store.week_issues.issue(week, own).number == 1


def test_nor_what_is_hidden_so_that_another_cannot_be_told(store: Store, clock: FixedClock) -> None:
    for received in ("2/3/2026", *["2/1/2026"] * 4):
        make_payment(store, amount="80", received=received)
    week = week_of(store.today())
    assert "By age: some of 31–60 days, some of 61+ days." in in_words(
        store.week.summary(week, hide_few=True)
    )
    with pytest.raises(BadInput, match="these words say one: “4 of 61\\+ days”"):
        store.week_issues.issue(week, OwnWords("Of these 4 of 61+ days."), hide_few=True)


def test_what_took_longest_and_where_the_overdue_sits_is_reported(
    store: Store, clock: FixedClock
) -> None:
    def answered(team: str) -> None:
        uid = make_enquiry(store, route_to=team).enquiry.uid
        store.enquiries.answer(uid, "Yes")
        store.enquiries.told(uid)

    for _ in range(3):
        answered("Property")
        make_enquiry(store, route_to="Early Help")
    late = [one.uid for one in store.enquiries.page(0, 10) if one.answered_at is None]
    clock.advance(days=28)
    said = in_words(store.week.summary(week_of(store.today())))
    assert "6 are open, the answer overdue on 3, 3 with Children's Services." in said
    for uid in late:
        store.enquiries.answer(uid, "Yes")
        store.enquiries.told(uid)
    for _ in range(3):
        answered("Property")
    said = in_words(store.week.summary(week_of(store.today())))
    assert "Half of the 6 callers answered had the answer within 9 working days." in said
    assert "Children's Services took longest: 18 working days for half of its 3." in said


@pytest.mark.parametrize(
    ("times", "around", "said"),
    [
        (1, 0, "An enquiry was passed on to another team once."),
        (1, 1, "An enquiry was passed on to another team once; it was not the first time."),
        (2, 0, "Enquiries were passed on to another team 2 times."),
        (
            4,
            1,
            "Enquiries were passed on to another team 4 times; 1 of them more than once in all.",
        ),
        (1_004, 3, "another team 1,004 times; 3 of them more than once in all."),
    ],
)
def test_how_often_is_told_from_how_many(store: Store, times: int, around: int, said: str) -> None:
    summary = with_values(store, {"enquiries.passed_on": times, "enquiries.passed_around": around})
    assert said in in_words(summary)


@pytest.mark.parametrize(
    ("closed", "said"),
    [
        (0, "No enquiries came in this week so far, and none is open."),
        (1, "No enquiries came in this week so far; 1 was closed, and none is open."),
        (1_002, "No enquiries came in this week so far; 1,002 were closed, and none is open."),
    ],
)
def test_a_week_in_which_the_last_were_closed_says_so(store: Store, closed: int, said: str) -> None:
    assert in_words(with_values(store, {"enquiries.closed": closed})) == said


def with_values(store: Store, values: dict[str, int]) -> WeekSummary:
    """The present week, empty but for these figures."""
    summary = store.week.summary(week_of(store.today()))
    figures = replace(summary.figures, values={**summary.figures.values, **values})
    return replace(summary, figures=figures)


@pytest.mark.parametrize(
    ("count", "oldest", "said"),
    [
        (1, 1, "1 payment complaint, £5.00, is still owed, for 1 day."),
        (1, 14, "is still owed, for 14 days."),
        (2, 1, "2 payment complaints, £5.00 in all, are still owed, the oldest for 1 day."),
    ],
)
def test_how_long_it_is_owed(store: Store, count: int, oldest: int, said: str) -> None:
    owed = {"open": count, "outstanding": 500, "oldest": oldest}
    summary = with_values(store, {f"payments.{name}": n for name, n in owed.items()})
    assert said in in_words(summary)


def test_an_answer_on_the_day_took_no_days(store: Store) -> None:
    for _ in range(3):
        uid = make_enquiry(store, route_to="Property").enquiry.uid
        store.enquiries.answer(uid, "Yes")
        store.enquiries.told(uid)
    said = in_words(store.week.summary(week_of(store.today())))
    assert "Half of the 3 callers answered had the answer on the same working day." in said
    assert "took longest" not in said


def test_every_figure_is_defined_once_and_in_the_docs() -> None:
    codes = [figure.code for figure in ALL_FIGURES]
    assert len(set(codes)) == len(codes)
    assert {figure.section for figure in ALL_FIGURES} == set(SECTIONS)
    document = figures_document()
    assert all(figure.definition in document for figure in ALL_FIGURES)
    docs = Path(__file__).parents[2] / "docs" / "figures.md"
    assert docs.read_text(encoding="utf-8") == document


def test_nobody_is_named_and_small_counts_can_be_hidden(store: Store) -> None:
    uid = make_organisation(store, "Zebra Trust", ward="=HYPERLINK(1)").uid
    make_enquiry(store, organisation_uid=uid, caller="Jo Sample", subject="Quibble", phone="01634")
    period = between(store.today(), store.today())
    for hide in (False, True):
        summary = store.week.summary(period, hide_few=hide)
        said = tidy(summary).decode() + repr(week_page(summary))
        assert not any(word in said for word in ("Zebra", "Jo", "Quibble", "01634"))
        assert ("under 3" in said) is hide
        assert ",ward,'=HYPERLINK(1)," in tidy(summary).decode()
    assert set(summary.figures.received) == set(BREAKDOWNS)


def test_from_the_command_line(cli: Cli) -> None:
    cli.log("Hall")
    said = cli.text("week")
    assert said.startswith("# The voluntary sector: Week 14 of 2026, 30 March to 5 April 2026")
    assert "1 enquiry came in so far; 0 were closed." in said  # nothing is known of before
    week = cli.json("week", "--of", "2/4")
    assert (week["from"], week["to"], week["over"]) == ("2026-03-30", "2026-04-05", False)
    assert week["figures"]["enquiries.received"] == {
        **{"value": 1, "of": None, "said": "1"},
        "before": {"value": None, "of": None, "said": "–"},
        "last_four": {"value": None, "of": None, "said": "–"},
    }
    assert cli.json("week", "--of", "2/4", "--length", "quarter")["period"] == (
        "April to June 2026"
    )
    assert cli.error(2, "week", "--from", "2/4", "--to", "1/4")["field"] == "from"
    assert "before it began" not in cli.run("week", "--from", "1/3", "--to", "1/4").stdout


def test_the_days_waited_on_the_caller_do_not_count(store: Store, clock: FixedClock) -> None:
    reference = make_enquiry(store).enquiry.reference  # Thursday 2 April, then Easter
    store.enquiries.wait(reference, "the lease")
    clock.advance(days=7)  # to Thursday 9 April: 7, 8 and 9 are working days
    store.enquiries.resume(reference)
    clock.advance(days=4)  # to Monday 13 April: 10 and 13 are
    store.enquiries.answer(reference, "Yes")
    store.enquiries.told(reference)
    figures = store.week.figures(week_of(store.today()))
    assert figures.values["enquiries.answered_median"] == 2
    # Its day, moved by the wait, is still to come: whether it was kept is not counted yet.
    assert figures.values["enquiries.answered_within"] is None
    clock.advance(days=14)
    (day,) = [one.answer_by for one in store.enquiries.page(0, 1)]
    assert store.week.figures(week_of(day)).kept["answered"] == (1, 0, 0)


def test_the_records_behind_a_figure_from_the_command_line(cli: Cli) -> None:
    cli.log("Hall")
    (one,) = cli.json("week", "--behind", "enquiries.received")
    assert (one["kind"], one["reference"], one["who"]) == (
        *("enquiry", "ENQ-26-0001", "caller not known"),
    )
    assert cli.json("week", "--behind", "enquiries.received", "--where", "channel=PHONE") == [one]
    assert cli.json("week", "--behind", "enquiries.received", "--where", "ward=Strood") == []
    assert "ENQ-26-0001  caller not known  Hall  (new)" in cli.text(
        "week", "--behind", "enquiries.open"
    )
    assert cli.text("week", "--behind", "payments.new") == "Nothing was counted in it.\n"
    assert cli.error(2, "week", "--behind", "enquiries.lost")["field"] == "figure"
    wrong = cli.error(2, "week", "--behind", "enquiries.received", "--where", "colour=red")
    assert "is broken down by topic, directorate, channel, ward" in wrong["message"]
