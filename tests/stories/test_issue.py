"""Issues of the magazine: their copy dates, moved and met, and when they are out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from spoc_tui.casework.dates.working_days import WorkingDays
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.kinds.act import Change
from spoc_tui.casework.kinds.now import Now
from spoc_tui.casework.kinds.shared_acts import acts_of, acts_that_apply
from spoc_tui.casework.stories.issue import KIND, Issue, Step

DAYS = WorkingDays()
NOW = Now(datetime(2026, 11, 27, 14, 30, tzinfo=UTC), DAYS)
TODAY = date(2026, 11, 27)
WINTER = KIND.settled(
    Issue(
        uid="i1",
        reference="ISS-26-0001",
        name="Winter 2026",
        copy_by=date(2026, 12, 4),
        out_on=date(2027, 1, 11),
    )
)


def change(one: Issue, name: str, **given: Any) -> Change:
    return acts_of(KIND)[name].do(one, given, NOW)


def do(one: Issue, name: str, **given: Any) -> Issue:
    return KIND.after(one, change(one, name, **given).values)


def test_an_issue_goes_from_planned_to_out() -> None:
    assert (WINTER.subject, WINTER.status) == ("Winter 2026", Step.PLANNED)
    assert acts_that_apply(KIND, WINTER)[0].name == "send"
    sent = do(WINTER, "send")
    assert (sent.status, sent.copy_sent, sent.is_open) == (Step.CLOSED_FOR_COPY, TODAY, True)
    out = do(sent, "publish", on=date(2026, 11, 26))
    assert (out.status, out.came_out, out.is_open) == (Step.OUT, date(2026, 11, 26), False)


def test_copy_after_its_date_is_called_late() -> None:
    late = replace(WINTER, copy_by=date(2026, 11, 20))
    assert change(late, "send").text == "after the copy date, Fri 20 Nov 2026"
    assert change(WINTER, "send").text == ""


def test_a_moved_copy_date_is_logged() -> None:
    moved = change(WINTER, "move", copy_by=date(2026, 12, 11), why="printers shut")
    assert moved.text == "from Fri 4 Dec 2026 to Fri 11 Dec 2026: printers shut"
    assert KIND.after(WINTER, moved.values).copy_by == date(2026, 12, 11)


def test_copy_is_wanted_before_it_is_out() -> None:
    with pytest.raises(BadInput, match="before copy is wanted") as refused:
        do(WINTER, "move", copy_by=date(2027, 1, 12))
    assert refused.value.field == "out_on"


def test_an_issue_is_dropped_for_a_reason() -> None:
    dropped = do(WINTER, "close", why="no money")
    assert (dropped.status, dropped.closed_why) == (Step.DROPPED, "no money")
    with pytest.raises(Refused, match="is dropped already"):
        change(dropped, "close", why="again")
    assert do(dropped, "reopen", why="found some") == WINTER


def test_what_is_due_on_an_issue() -> None:
    (copy,) = KIND.dues(WINTER, DAYS)
    assert (copy.what, copy.on, copy.show) == ("copy", date(2026, 12, 4), date(2026, 11, 13))
    (out,) = KIND.dues(do(WINTER, "send"), DAYS)
    assert (out.what, out.on) == ("out", date(2027, 1, 11))
    assert KIND.dues(replace(do(WINTER, "send"), out_on=None), DAYS) == []
    assert KIND.dues(do(WINTER, "publish"), DAYS) == []
