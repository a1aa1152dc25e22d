"""What the figures of a week mean where a committee would be misled: cases by hand."""

from __future__ import annotations

import io
import json
from datetime import date, datetime, timedelta
from typing import Any

import openpyxl
import pytest
from cli_desk import Cli
from factories import FixedClock, make_enquiry, make_organisation, make_payment, team
from written_weeks import texts_of

from db.store import Store
from spoc_tui.casework.council.council import Theme
from spoc_tui.casework.desk.desk import Band
from spoc_tui.casework.enquiries.enquiry import Outcome
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.records.channel import Channel
from spoc_tui.casework.week.compared import heads, moved
from spoc_tui.casework.week.in_words import in_words
from spoc_tui.casework.week.measures import DeadlineCounts
from spoc_tui.casework.week.periods import quarter_of, week_of
from spoc_tui.casework.week.summary import WeekSummary
from spoc_tui.reports.week.document import week_page
from spoc_tui.reports.week.formats import WeekFormat, week_written


def answered(store: Store, uid: str) -> None:
    store.enquiries.answer(uid, "Yes")
    store.enquiries.told(uid)


def test_an_answer_without_an_acknowledgement_acknowledges(store: Store, clock: FixedClock) -> None:
    """Received on 2 April by letter, to be acknowledged by 8 April, answered on 13 April."""
    late = make_enquiry(store, channel=Channel.LETTER).enquiry
    soon = make_enquiry(store, channel=Channel.EMAIL).enquiry
    store.enquiries.acknowledge(soon.uid)
    clock.advance(days=11)
    answered(store, late.uid)
    week = week_of(store.today())
    figures = store.week.figures(week)
    assert figures.days["acknowledged"] == {5: 1}
    due = store.week.figures(week_of(late.acknowledge_by))
    assert due.kept["acknowledged"] == DeadlineCounts(1, 0, 1)  # as it stood at that week's end
    assert due.values["enquiries.acknowledged_within"] == 50
    (behind,) = store.week.records_counted(
        week_of(late.acknowledge_by), "enquiries.acknowledged_not_yet"
    )
    assert behind.uid == late.uid


def test_whoever_is_never_answered_lowers_the_share(store: Store, clock: FixedClock) -> None:
    kept, late, never, gone, waits = (make_enquiry(store).enquiry.uid for _ in range(5))
    by = store.enquiries.get(kept).enquiry.answer_by
    answered(store, kept)
    store.enquiries.wait(waits, "the lease")
    store.enquiries.close(gone, outcome=Outcome.WITHDRAWN, reason="They rang off")
    clock.advance(days=(by - store.today()).days + 1)
    assert week_of(by) == week_of(store.today())
    answered(store, late)
    figures = store.week.figures(week_of(by))
    assert figures.kept["answered"] == DeadlineCounts(1, 1, 1)
    assert figures.values["enquiries.answered_within"] == 33
    assert figures.of["enquiries.answered_within"] == 3
    (not_yet,) = store.week.records_counted(week_of(by), "enquiries.answered_not_yet")
    assert not_yet.uid == never
    said = in_words(store.week.summary(week_of(by)))
    assert "Of 3 answers due: 1 given by their day (33%), 1 given late, 1 not given yet." in said


def test_a_day_before_it_was_reopened_is_counted_as_it_was(store: Store, clock: FixedClock) -> None:
    """Also where it was typed by hand: that is in the history alone."""
    day = date(2026, 4, 10)
    uid = make_enquiry(store, answer_by=day).enquiry.uid
    answered(store, uid)
    store.enquiries.close(uid, outcome=Outcome.RESOLVED)
    clock.advance(days=14)
    store.enquiries.reopen(uid, "It leaks again")
    assert store.week.figures(week_of(day)).kept["answered"] == DeadlineCounts(1, 0, 0)
    assert store.week.figures(week_of(store.today())).values["enquiries.reopened"] == 1


def test_teams_reply_by_their_day_or_not(store: Store, clock: FixedClock) -> None:
    quick, slow = (make_enquiry(store, route_to="Housing") for _ in range(2))
    hop = quick.open_routing
    assert hop
    store.enquiries.answer(quick.enquiry.uid, "Yes")
    clock.advance(days=(hop.reply_by - store.today()).days + 1)
    figures = store.week.figures(week_of(hop.reply_by))
    assert figures.kept["replied"] == DeadlineCounts(1, 0, 1)
    store.routings.sent_back(slow.enquiry.uid, "Not ours")
    assert store.week.figures(week_of(hop.reply_by)).kept["replied"] == DeadlineCounts(1, 1, 0)


def test_an_overdue_answer_is_the_same_on_the_desk_and_in_the_week(
    store: Store, clock: FixedClock
) -> None:
    """Told an answer that was then replaced, or sent to a team again, the caller waits for one."""
    plain, replaced, again, told, waits = (make_enquiry(store).enquiry.uid for _ in range(5))
    for uid in (replaced, again, told):
        answered(store, uid)
    store.enquiries.answer(replaced, "No: another")
    store.routings.route(again, team(store).uid)
    store.enquiries.wait(waits, "the lease")
    clock.advance(days=28)
    week = week_of(store.today())
    overdue = {one.uid for one in store.week.records_counted(week, "enquiries.overdue")}
    assert overdue == {plain, replaced, again}
    desk = {
        key.uid
        for key in store.agenda.keys(store.today())
        if key.band == Band.OVERDUE and key.what in ("answer", "tell")
    }
    assert desk == overdue
    assert store.week.figures(week).values["enquiries.overdue"] == 3


def test_where_it_sits_says_who_answered_and_what_is_not_routed(store: Store) -> None:
    make_enquiry(store)
    make_enquiry(store, answered="Yes")
    make_enquiry(store, route_to="Property")
    gone = make_enquiry(store).enquiry.uid
    store.enquiries.close(gone, outcome=Outcome.WITHDRAWN, reason="They rang off")
    summary = store.week.summary(week_of(store.today()))
    assert summary.figures.received["directorate"] == {
        **{"Property": 1, "answered by the officer": 1},
        **{"closed without a team": 1, "not routed yet": 1},
    }
    assert "the most, 1, by Property" in week_written(summary, WeekFormat.HTML).decode()


def test_before_the_first_record_there_is_no_figure(store: Store, clock: FixedClock) -> None:
    """The first quarter with records is no “141 more” than the one before it."""
    for _ in range(3):
        make_enquiry(store)
    quarter = quarter_of(store.today())
    clock.advance(days=60)
    summary = store.week.summary(quarter)
    assert "enquiries came in so far;" in in_words(summary)
    assert heads(summary)[0] == "This quarter so far"
    for form in (WeekFormat.MARKDOWN, WeekFormat.TEXT, WeekFormat.HTML):
        assert "–" in week_written(summary, form).decode()
    early = store.week.summary(quarter.before())
    assert set(early.figures.values.values()) == {None}
    assert in_words(early) == (
        "There is no figure of that time: the records begin on Thu 2 Apr 2026."
    )
    clock.advance(days=80)
    after = store.week.summary(quarter.after())
    # The records begin on its second day: it is not compared with as if it were whole.
    assert heads(after)[1] == "The quarter before (from Thu 2 Apr 2026)"
    assert "than" not in in_words(after).partition(";")[0]
    assert [week.received for week in after.trend][:2] == [0, 0]


def test_an_unfinished_week_is_compared_as_unfinished(store: Store, clock: FixedClock) -> None:
    make_enquiry(store)
    clock.advance(days=7)
    for _ in range(2):
        make_enquiry(store)
    clock.advance(days=7)
    make_enquiry(store)
    week = week_of(store.today())
    assert "1 enquiry came in so far, 1 fewer than in the whole week before;" in in_words(
        store.week.summary(week)
    )
    clock.advance(days=7)
    assert "1 enquiry came in, 1 fewer than the week before;" in in_words(store.week.summary(week))


def titles(summary: WeekSummary) -> str:
    return "\n".join(section.title for section in week_page(summary).sections)


def test_themes_and_what_is_due_are_dated_or_left_out(store: Store, clock: FixedClock) -> None:
    theme = store.council.add(Theme, {"name": "Rent"})
    make_enquiry(store, received_at=clock.moment - timedelta(days=200))
    store.feedback.add("Dear", [store.feedback.by("Jo")], {"theme": theme.name})
    make_enquiry(store, answer_by=date(2026, 4, 8))
    week = week_of(store.today())
    said = titles(store.week.summary(week))
    assert "Themes that grow, to Thu 2 Apr 2026" in said
    assert "Due 6 to 12 April 2026, as at Thu 2 Apr 2026" in said
    clock.advance(days=100)
    said = titles(store.week.summary(week))
    assert "Themes that grow, to Sun 5 Apr 2026" in said
    assert "Due" not in said
    assert "Themes" not in titles(store.week.summary(week_of(store.today())))


def test_no_theme_grows_from_a_quarter_before_the_first_record(
    store: Store, clock: FixedClock
) -> None:
    theme = store.council.add(Theme, {"name": "Rent"})
    store.feedback.add("Dear", [store.feedback.by("Jo")], {"theme": theme.name})
    summary = store.week.summary(week_of(store.today()))
    assert list(summary.rising) == [("Rent", 1, None)]
    page = week_written(summary, WeekFormat.MARKDOWN).decode()
    assert "### Themes heard, to Thu 2 Apr 2026" in page
    assert "| Rent | 1 | – |" in page
    said = json.loads(week_written(summary, WeekFormat.JSON))
    assert said["rising"] == [{"theme": "Rent", "lately": 1, "before": None}]
    book = openpyxl.load_workbook(io.BytesIO(week_written(summary, WeekFormat.EXCEL)))
    assert [cell.value for cell in book["Themes"][2]] == ["Rent", 1, "–"]


def changed(summary: WeekSummary) -> dict[str, tuple[str, str]]:
    return {one.figure.code: (one.now.described, one.then.described) for one in moved(summary)}


def test_a_past_week_says_what_a_correction_has_moved_and_from_what(
    store: Store, clock: FixedClock
) -> None:
    make_organisation(store)
    make_enquiry(store)
    wrong = make_enquiry(store).enquiry.uid
    payment = make_payment(store, amount="80", received="2/3/2026")
    clock.advance(days=7)
    week = week_of(store.today()).before()
    answered(store, wrong)
    store.enquiries.close(wrong, outcome=Outcome.RESOLVED)  # as it goes on: no correction
    assert changed(store.week.summary(week)) == {}
    issued = store.week_issues.issue(week)
    kept = store.week_issues.again(issued.reference, WeekFormat.MARKDOWN)
    make_enquiry(store, received_at=clock.moment - timedelta(days=6))
    store.payments.paid(payment.uid, date(2026, 4, 3), 80_00)
    summary = store.week.summary(week)
    found = changed(summary)
    assert found.pop("payments.interest")[0] == "£0.00"
    assert found == {
        **{"enquiries.received": ("3", "2"), "enquiries.open": ("3", "2")},
        "enquiries.acknowledged_median": ("0 days (of 3)", "0 days (of 2)"),
        "enquiries.acknowledged_90th": ("longest 0 days (of 3)", "longest 0 days (of 2)"),
        **{"payments.paid": ("1", "0"), "payments.open": ("0", "1")},
        "payments.released": ("£80.00", "£0.00"),
        **{"payments.outstanding": ("£0.00", "£80.00"), "payments.oldest": ("–", "34")},
    }
    page = week_written(summary, WeekFormat.MARKDOWN).decode()
    assert "### Changed since the week ended, by what was added or corrected" in page
    assert "| Received | 3 | 2 |" in page
    assert store.week_issues.again(issued.reference, WeekFormat.MARKDOWN) == kept


def test_a_correction_is_reported_on_the_screens_command_line_too(
    cli: Cli, clock: FixedClock
) -> None:
    cli.log("Hall")
    clock.advance(days=7)
    cli.log("Roof", "--received", "1/4/2026 9:00")
    said: Any = cli.json("week", "--of", "1/4/2026")
    assert said["when_it_ended"]["enquiries.received"] == {"value": 1, "of": None, "said": "1"}
    page = cli.run("week", "--of", "1/4/2026", "--format", "csv").stdout
    assert "enquiries.received,when it ended,,1," in page


def test_it_was_not_received_after_something_was_done_with_it(
    store: Store, clock: FixedClock
) -> None:
    uid = make_enquiry(store).enquiry.uid
    clock.moment = datetime.fromisoformat("2026-04-07T09:00:00+00:00")
    store.enquiries.close(uid, outcome=Outcome.WITHDRAWN, reason="They rang off")
    clock.advance(days=2)
    with pytest.raises(BadInput, match="after something was done with it, on Tue 7 Apr 2026"):
        store.enquiries.edit(uid, {"received": "8/4/2026 9:00"})
    assert store.enquiries.edit(uid, {"received": "7/4/2026 9:30"}).enquiry.received_at


@pytest.mark.parametrize("form", list(WeekFormat))
def test_how_it_is_worked_out_goes_out_with_it(store: Store, form: WeekFormat) -> None:
    make_enquiry(store)
    said = " ".join(texts_of(store.week.summary(week_of(store.today())), form).split())
    definition = (
        "“By their day” counts all whose day came"
        if form is WeekFormat.MAIL
        else "How often a closed enquiry was opened again in the period."
    )
    assert definition in said
