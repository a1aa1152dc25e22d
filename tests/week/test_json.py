"""The summary as JSON: all that it is made of, and no more than the other forms say."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

from cli_desk import Cli
from factories import FixedClock, a_case, make_enquiry, make_organisation

from db.store import Store
from spoc_tui.casework.enquiries.enquiry import Status
from spoc_tui.casework.week.periods import week_of
from spoc_tui.casework.week.summary import TREND, OwnWords, WeekSummary
from spoc_tui.reports.week.document import tidy
from spoc_tui.reports.week.json import week_json


def read(summary: WeekSummary) -> Any:
    return json.loads(week_json(summary))


def a_busy_week(store: Store, clock: FixedClock) -> WeekSummary:
    """One enquiry told within the standard, one overdue, one of the week."""
    case = a_case(store, Status.ANSWERED)
    store.enquiries.told(case.enquiry.reference)
    make_enquiry(store, route_to="Housing", answer_by=date(2026, 4, 3))
    clock.advance(days=7)
    uid = make_organisation(store, "Zebra Trust", ward="Gillingham North").uid
    make_enquiry(store, organisation_uid=uid, subject="Quibble", caller="Jo Sample")
    return store.week.summary(week_of(store.today()).before())


def test_it_says_whether_it_is_a_draft_and_holds_the_officers_words(store: Store) -> None:
    summary = store.week.summary(week_of(store.today()))
    draft = read(summary)
    assert (draft["draft"], draft["issued"]) == (True, None)
    own = OwnWords(remarks="Quiet – £80.\nAll well.", story="A choir", changed="One came late")
    content = week_json(replace(summary, own=own, issued="WK-2026-03-30-7-1"))
    assert content.endswith(b"}\n")
    assert "Quiet – £80." in content.decode()
    issued = json.loads(content)
    assert (issued["draft"], issued["issued"]) == (False, "WK-2026-03-30-7-1")
    assert [issued[name] for name in ("remarks", "story", "changed")] == [
        "Quiet – £80.\nAll well.",
        "A choir",
        "One came late",
    ]
    assert list(issued) == list(draft)


def test_the_trend_and_what_stands_behind_the_speed_are_in_it(
    store: Store, clock: FixedClock
) -> None:
    summary = a_busy_week(store, clock)
    found = read(summary)
    assert len(found["trend"]) == TREND
    assert found["trend"][-1] == {"week": "2026-03-30", "received": 2, "closed": 0}
    assert found["days_to_answer"]["0"] == {"by_their_day": 1, "after": 0}
    assert found["overdue_by_directorate"] == dict(summary.figures.overdue)
    assert week_json(summary) == week_json(summary)


def test_small_numbers_are_hidden_in_it_and_in_the_csv(store: Store, clock: FixedClock) -> None:
    summary = replace(a_busy_week(store, clock), hide_few=True)
    found = read(summary)
    broken_down = [
        count
        for counts in (*found["received"].values(), found["overdue_by_directorate"])
        for count in counts.values()
    ]
    assert broken_down
    assert set(broken_down) == {"under 3"}
    assert found["days_to_answer"] == {}
    received = [
        line
        for line in tidy(summary).decode().splitlines()
        if "enquiries.received," in line and ",week," not in line
    ]
    assert all(line.endswith(",under 3,,,") for line in received[1:])
    assert "Zebra" not in week_json(summary).decode() + tidy(summary).decode()


def test_it_is_a_form_of_the_command_line(cli: Cli) -> None:
    cli.log("Hall")
    printed = json.loads(cli.text("week", "--format", "json"))
    answer = cli.json("week", "--format", "json")
    assert answer.pop("file") is None
    assert answer.pop("format") == "json"
    assert answer == printed
