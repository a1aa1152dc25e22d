"""When a group is reminded, until when consents hold, what the desk says at each step."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from factories import FixedClock, in_memory, make_issue, make_organisation, make_story

from db.store import Store


def whats(store: Store, uid: str) -> list[tuple[str, str]]:
    its = store.declared("story")
    return [(due.what, str(due.on)) for due in its.dues(its.get(uid).record)]


@pytest.mark.parametrize(
    ("asked", "by"),
    [
        ("2026-04-02", "2026-04-13"),  # Easter between
        ("2026-12-23", "2027-01-04"),  # Christmas
        ("2026-06-05", "2026-06-12"),
    ],
)
def test_a_group_is_reminded_five_working_days_later(asked: str, by: str) -> None:
    store = in_memory(FixedClock(datetime.fromisoformat(f"{asked}T09:00:00+00:00")))
    make_organisation(store)
    uid = make_story(store).uid
    store.declared("story").act(uid, "ask")
    assert whats(store, uid) == [("their answer", by)]
    store.close()


@pytest.mark.parametrize(
    ("first", "until"),
    [("2026-03-02", "2028-03-02"), ("2025-12-31", "2027-12-31"), ("2024-08-31", "2026-08-31")],
)
def test_consents_hold_for_two_years_from_the_first(first: str, until: str) -> None:
    store = in_memory(FixedClock(datetime(2026, 4, 2, 9, tzinfo=UTC)))
    make_organisation(store)
    uid = make_story(store, picture="A green").uid
    store.declared("story").act(uid, "draft", {"words": "Come."})
    one: Any = store.declared("story").act(uid, "approve", {"picture_on": first}).record
    assert str(one.holds_until) == until
    assert "24 months after it is" in one.working
    store.close()


def test_the_figure_moves_for_how_long_a_consent_holds(store: Store) -> None:
    make_organisation(store)
    uid = make_story(store).uid
    its = store.declared("story")
    its.act(uid, "draft", {"words": "Come."})
    its.act(uid, "approve", {})
    name = "Months for which a consent to a story holds"
    store.dated_figures.add(name, "6 months", store.today(), "the council’s policy")
    one: Any = its.get(uid).record
    assert str(one.holds_until) == "2026-10-02"


def test_each_step_has_its_line(store: Store, clock: FixedClock) -> None:
    club = make_organisation(store, named_on="2026-01-01")
    make_issue(store)
    its, uid = store.declared("story"), make_story(store, club.uid, issue="ISS-26-0001").uid
    lines = [whats(store, uid)]
    for act, given in (
        ("ask", {}),
        ("draft", {"words": "Come."}),
        ("ask", {}),
        ("approve", {}),
        ("send", {}),
    ):
        clock.advance(days=1)
        its.act(uid, act, given)
        lines.append(whats(store, uid))
    assert [[what for what, _ in each] for each in lines] == [
        ["ask them"],
        ["their answer"],
        ["ask consent"],
        ["their answer"],
        ["send it"],
        [],
    ]
    its.edit(uid, {"picture": "A green"})
    assert [what for what, _ in whats(store, uid)] == ["consent"]
    its.act(uid, "approve", {"picture_on": "today"})
    assert whats(store, uid) == []
    its.act(uid, "hold", {"why": "A fire."})
    assert [what for what, _ in whats(store, uid)] == ["still held"]
    its.act(uid, "resume")
    assert its.get(uid).record.status.value == "approved"
