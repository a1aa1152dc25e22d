"""When a compact is reviewed, who is chased, and by when what speaks against a promise is
answered.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from factories import (
    FixedClock,
    in_memory,
    make_commitment,
    make_compact,
    make_enquiry,
    make_group,
    make_organisation,
    team,
)

from db.store import Store
from spoc_tui.casework.compact.steps import Step
from spoc_tui.casework.kinds.kind import Due
from spoc_tui.casework.records.link import Says


def dues(store: Store, kind: str, uid: str) -> list[Due]:
    """All but that it has no impact assessment."""
    its = store.declared(kind)
    return [one for one in its.dues(its.get(uid).record) if one.what != "assess"]


def kept_dues(store: Store, uid: str) -> set[tuple[str, str]]:
    """What the desk has of a record, and would not work out again."""
    rows = store.connection.execute("SELECT what, due FROM record_due WHERE record = ?", [uid])
    return {(row["what"], row["due"]) for row in rows}


def signed(store: Store, **typed: str) -> Any:
    one = make_compact(store, **typed)
    compacts = store.declared("compact")
    compacts.act(one.uid, "sign-up", {"role": "council", "called": "Medway Council"})
    return compacts.act(one.uid, "sign").record


@pytest.mark.parametrize(
    ("on", "months", "by"),
    [
        ("2028-02-29", "", "2029-02-28"),
        ("2027-02-28", "", "2028-02-28"),
        ("2026-04-02", "", "2027-04-02"),
        ("2026-12-31", "", "2027-12-31"),
        ("2026-08-31", "6", "2027-02-28"),
        ("2028-02-29", "48", "2032-02-29"),
    ],
)
def test_it_is_reviewed_so_long_after_its_signing(on: str, months: str, by: str) -> None:
    clock = FixedClock(datetime.fromisoformat(on).replace(hour=9, tzinfo=UTC))
    store = in_memory(clock)
    one = signed(store, review_months=months)
    assert str(one.review_by) == by
    assert "Signed" in one.working
    assert ("as the compact says" in one.working) is bool(months)
    (line,) = (each for each in dues(store, "compact", one.uid) if each.what == "review")
    assert str(line.on) == by
    assert (line.on - line.show).days == 60
    store.close()


def test_the_figure_moves_it_and_after_a_review_the_next_is_counted_from_that(
    store: Store, clock: FixedClock
) -> None:
    one = signed(store)
    compacts = store.declared("compact")
    store.dated_figures.add(
        "Months to the review of a compact", "18 months", date(2026, 1, 1), "the group"
    )
    assert compacts.get(one.uid).record.review_by == date(2027, 10, 2)
    compacts.act(one.uid, "enter")
    clock.advance(days=100)
    compacts.act(one.uid, "review")
    (line,) = dues(store, "compact", one.uid)
    assert line.what == "end review"
    after = compacts.act(one.uid, "conclude", {"words": "Half of it holds."}).record
    assert after.status is Step.IN_FORCE
    assert after.review_by == date(2028, 1, 11)
    assert after.working.startswith("Reviewed")


def test_the_earliest_milestone_or_review_is_due_first(store: Store) -> None:
    one = signed(
        store, milestones='[{"words": "Cabinet", "by": "2026-05-01"}, {"words": "No day"}]'
    )
    assert [(each.what, str(each.on)) for each in dues(store, "compact", one.uid)] == [
        ("milestone", "2026-05-01"),
        ("review", "2027-04-02"),
    ]
    store.declared("compact").act(one.uid, "reach", {"number": "1"})
    assert [each.what for each in dues(store, "compact", one.uid)] == ["review"]


def test_it_is_reviewed_at_a_meeting_of_its_group(store: Store) -> None:
    one = signed(store, group=make_group(store, "Leaders Group").uid)
    (line,) = dues(store, "compact", one.uid)
    assert line.words == "at the last meeting of Leaders Group before it"


def test_who_was_asked_to_sign_and_is_silent_is_chased_after_twenty_working_days(
    store: Store,
) -> None:
    one, compacts = make_compact(store), store.declared("compact")
    make_organisation(store, "Strood Scouts")
    compacts.act(one.uid, "ask", {"role": "sector", "organisation": "Strood Scouts"})
    compacts.act(one.uid, "ask", {"role": "partner", "called": "Kent Police"})
    (line,) = dues(store, "compact", one.uid)
    # Thursday 2 April, Easter and the early May holiday between: the twentieth is 5 May.
    assert (line.what, line.on) == ("chase", date(2026, 5, 5))
    assert line.words.startswith("Strood Scouts and 1 other. Asked Thu 2 Apr 2026")
    compacts.act(one.uid, "sign-up", {"role": "sector", "organisation": "Strood Scouts"})
    (line,) = dues(store, "compact", one.uid)
    assert line.words.startswith("Kent Police.")


def test_what_speaks_against_a_promise_of_the_council_is_answered_in_thirty_days(
    store: Store,
) -> None:
    make_enquiry(store)
    ours = make_commitment(store, team=team(store, "Planning").uid)
    make_organisation(store, "Strood Scouts")
    theirs = make_commitment(store, side="sector", organisation="Strood Scouts")
    for one in (ours, theirs):
        store.links.link("ENQ-26-0001", one.uid, Says.AGAINST, words="52 days late")
    assert kept_dues(store, ours.uid) == {("answer it", "2026-05-02")}
    assert kept_dues(store, theirs.uid) == set()
    store.own_standards.change({"against": "10"})
    assert kept_dues(store, ours.uid) == {("answer it", "2026-04-12")}
    store.declared("commitment").act(
        ours.uid, "answer-it", {"record": "ENQ-26-0001", "words": "It was paid."}
    )
    assert kept_dues(store, ours.uid) == set()


@pytest.mark.parametrize("says", [Says.FOR, Says.AGAINST, Says.MIXED, Says.ABOUT])
def test_a_link_writes_what_is_due_on_the_other_record_and_so_do_its_undo_and_redo(
    store: Store, says: Says
) -> None:
    make_enquiry(store)
    one = make_commitment(store, team=team(store, "Planning").uid)
    store.links.link("ENQ-26-0001", one.uid, says, words="both ways")
    waits = {("answer it", "2026-05-02")}
    wanted = waits if says in (Says.AGAINST, Says.MIXED) else set()
    assert kept_dues(store, one.uid) == wanted
    store.undo()
    assert kept_dues(store, one.uid) == set()
    store.history.redo() if hasattr(store.history, "redo") else store.redo()
    assert kept_dues(store, one.uid) == wanted
    store.links.unlink("ENQ-26-0001", one.uid)
    assert kept_dues(store, one.uid) == set()


def test_nobody_owes_it_yet(store: Store) -> None:
    one = make_commitment(store)
    (line,) = dues(store, "commitment", one.uid)
    assert (line.what, line.band) == ("find owner", "tidy")
