"""When each of volunteering is due, and what its days come to."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from factories import FixedClock, in_memory, make_organisation
from volunteering_made import make_volunteering

from db.store import Store
from spoc_tui.casework.kinds.kind import Due
from spoc_tui.casework.volunteering.signup import Signup
from spoc_tui.casework.volunteering.stafftime import quarter_after


def dues(store: Store, kind: str, uid: str) -> dict[str, Due]:
    its = store.declared(kind)
    return {one.what: one for one in its.dues(its.get(uid).record)}


@pytest.fixture
def desk() -> Store:
    """A desk on Wednesday 2 December 2026."""
    store = in_memory(FixedClock(datetime(2026, 12, 2, 10, tzinfo=UTC)))
    make_organisation(store)
    return store


@pytest.mark.parametrize(
    ("issued", "last", "shown"),
    [
        ("2026-12-01", date(2026, 12, 31), date(2026, 12, 21)),
        ("2026-02-01", date(2026, 3, 3), date(2026, 2, 21)),
        ("2024-01-30", date(2024, 2, 29), date(2024, 2, 19)),
    ],
)
def test_the_update_service_takes_a_certificate_for_thirty_days(
    desk: Store, issued: str, last: date, shown: date
) -> None:
    uid = make_volunteering(desk, "signup", applied="2024-01-01", issued=issued).uid
    its = dues(desk, "signup", uid)["join service"]
    assert (its.on, its.show) == (last, shown)
    assert "30 days after it is" in its.words
    desk.declared("signup").act(uid, "join", {"wanted": "joined"})
    assert "join service" not in dues(desk, "signup", uid)


@pytest.mark.parametrize(
    ("applied", "stuck"), [("2026-10-03", date(2026, 12, 2)), ("2026-01-01", date(2026, 3, 2))]
)
def test_a_signup_is_stuck_after_sixty_days(desk: Store, applied: str, stuck: date) -> None:
    uid = make_volunteering(desk, "signup", applied=applied).uid
    assert dues(desk, "signup", uid)["stuck?"].on == stuck
    desk.declared("signup").act(uid, "start", {})
    assert not desk.declared("signup").get(uid).record.is_open


def test_what_a_signup_took_and_the_check_of_it(desk: Store) -> None:
    days = {"applied": "2026-09-01", "check_sent": "2026-09-08", "check_back": "2026-10-20"}
    uid = make_volunteering(desk, "signup", **days, issued="2026-10-15").uid
    one = desk.declared("signup").act(uid, "start", {"on": "2026-11-10"}).record
    assert isinstance(one, Signup)
    assert (one.took, one.check_took, one.status.words) == (70, 42, "started")
    assert one.is_open is False  # the thirty days are over


def test_who_starts_in_the_thirty_days_is_asked_for_the_update_service(desk: Store) -> None:
    uid = make_volunteering(desk, "signup", applied="2026-11-01", issued="2026-11-20").uid
    started = desk.declared("signup").act(uid, "start", {}).record
    assert started.is_open
    assert started.status.words == "started"
    assert not desk.declared("signup").act(uid, "join", {}).record.is_open


@pytest.mark.parametrize(
    ("on", "ends"),
    [
        ("2026-03-31", date(2026, 6, 30)),
        ("2026-01-01", date(2026, 6, 30)),
        ("2026-09-30", date(2026, 12, 31)),
        ("2026-11-30", date(2027, 3, 31)),
    ],
)
def test_the_hours_of_the_next_quarter(on: str, ends: date) -> None:
    assert quarter_after(date.fromisoformat(on)) == ends


def test_hr_is_asked_once_the_next_quarter_is_over(desk: Store) -> None:
    uid = make_volunteering(desk, "stafftime", on="2026-06-30").uid
    its = dues(desk, "stafftime", uid)["ask HR"]
    assert (its.on, its.show) == (date(2026, 10, 28), date(2026, 10, 1))
    given = {"hours": "12", "on": "2026-09-30", "people": "4"}
    assert not desk.declared("stafftime").act(uid, "again", given).record.is_open
    (new,) = [one for one in desk.declared("stafftime").page(limit=-1) if one.is_open]
    assert (str(new.starts), new.hours) == ("2026-07-01", 12)


def test_a_role_is_asked_for_after_ninety_days_and_before_it_closes(desk: Store) -> None:
    uid = make_volunteering(desk, "role", closes="2026-12-20").uid
    its = dues(desk, "role", uid)
    assert its["still open?"].on == date(2027, 3, 2)
    assert (its["closes"].on, its["closes"].show) == (date(2026, 12, 20), date(2026, 12, 6))
    desk.declared("role").act(uid, "still-open", {"on": "2026-12-01"})
    assert dues(desk, "role", uid)["still open?"].on == date(2027, 3, 1)


@pytest.mark.parametrize(
    ("typed", "warns"),
    [
        ({"children": "yes", "dbs": "enhanced"}, True),
        ({"children": "yes", "dbs": "none"}, True),
        ({"children": "yes", "dbs": "enhanced", "closes": "2026-08-31"}, False),
        ({"children": "yes", "dbs": "enhanced", "closes": "2026-09-01"}, True),
        ({"children": "yes", "dbs": "enhanced-barred"}, False),
        ({"children": "no", "dbs": "none"}, False),
        ({"dbs": "none"}, False),
    ],
)
def test_work_with_children_needs_the_barred_list_since_september_2026(
    desk: Store, typed: dict[str, str], warns: bool
) -> None:
    uid = make_volunteering(desk, "role", **typed).uid
    assert ("which check" in dues(desk, "role", uid)) is warns
    one = desk.declared("role").get(uid).record
    assert ("unconfirmed" in one.warning) is warns  # type: ignore[attr-defined]


def test_places_are_offered_ten_working_days_before(desk: Store) -> None:
    uid = make_volunteering(desk, "course", on="2027-01-08", places="12", taken="7").uid
    its = dues(desk, "course", uid)["offer places"]
    assert (its.on, its.show) == (date(2027, 1, 8), date(2026, 12, 22))
    assert its.words == "5 of 12 places free"
    desk.declared("course").act(uid, "book", {"taken": "12"})
    assert "offer places" not in dues(desk, "course", uid)
    assert desk.declared("course").get(uid).record.status.words == "full"


def test_a_mentor_is_found_in_twenty_working_days(desk: Store) -> None:
    mentor = make_organisation(desk, "Strood Mentors").uid
    its = desk.declared("mentoring")
    uid = make_volunteering(desk, "mentoring", asked="2026-11-02").uid
    assert dues(desk, "mentoring", uid)["find mentor"].on == date(2026, 11, 30)
    its.act(uid, "match", {"mentor": mentor})
    assert dues(desk, "mentoring", uid)["met yet?"].on == date(2027, 1, 4)
    assert its.act(uid, "meet", {}).record.status.words == "met"
    assert its.act(uid, "end", {"why": "Their accounts are in."}).record.status.words == "ended"
