"""What needs doing: which band each record is in, why, and in what order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from factories import (
    FixedClock,
    a_case,
    make_enquiry,
    make_issue,
    make_organisation,
    new_file,
    team,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.store import Store
from spoc_tui.casework.dates.when import DayAndTime, london
from spoc_tui.casework.desk.desk import Band
from spoc_tui.casework.enquiries.enquiry import Outcome, Status, Urgency
from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.records.channel import Channel

DAY = timedelta(days=1)
Row = tuple[Band, str, date | None]


def agenda(store: Store, on: date) -> list[Row]:
    items = store.agenda.items(store.agenda.keys(on))
    return [(item.band, item.what, item.due) for item in items]


def with_team(store: Store) -> None:
    make_enquiry(store, route_to="Housing")


def told(store: Store) -> str:
    reference = a_case(store, Status.ANSWERED).enquiry.reference
    store.enquiries.told(reference)
    return reference


def promised(store: Store) -> None:
    # Typed far off, so that only the promise is due.
    case = make_enquiry(store, route_to="Housing", answer_by=date(2026, 6, 1))
    store.routings.route(
        case.enquiry.reference, team(store, "Revenues").uid, reason="x", reply_by=date(2026, 6, 1)
    )
    store.promises.make(case.enquiry.reference, "Ring back", date(2026, 4, 9))


def told_without_acknowledgement(store: Store) -> None:
    case = make_enquiry(store, channel=Channel.EMAIL)
    store.enquiries.answer(case.enquiry.reference, "Yes.")
    store.enquiries.told(case.enquiry.reference)


def closed_over_nothing(store: Store) -> None:
    make_enquiry(store, answered="Yes.")


def undone(store: Store) -> None:
    make_enquiry(store)
    store.undo()


def kept(store: Store) -> None:
    promised(store)
    store.promises.keep("1")


def withdrawn(store: Store) -> None:
    promised(store)
    store.promises.withdraw("1", 1, "x")


def undone_promise(store: Store) -> None:
    promised(store)
    store.undo()


A = date(2026, 4, 20)
CASES: dict[str, tuple[Callable[[Store], object], date, list[Row]]] = {
    "new": (make_enquiry, date(2026, 4, 2), [(Band.NEW, "route", A)]),
    "new and urgent": (
        lambda store: make_enquiry(store, urgency=Urgency.URGENT),
        date(2026, 4, 2),
        [(Band.URGENT, "route", date(2026, 4, 8))],
    ),
    "new, urgent and overdue": (
        lambda store: make_enquiry(store, urgency=Urgency.URGENT, channel=Channel.EMAIL),
        date(2026, 4, 7),
        [(Band.URGENT, "acknowledge", date(2026, 4, 2))],
    ),
    "urgent, and a team has it": (
        lambda store: make_enquiry(store, urgency=Urgency.URGENT, route_to="Housing"),
        date(2026, 4, 2),
        [],
    ),
    "urgent, and a team sent it back": (
        lambda store: store.routings.sent_back(
            make_enquiry(store, urgency=Urgency.URGENT, route_to="Housing").enquiry.reference,
            "Not ours.",
        ),
        date(2026, 4, 2),
        [(Band.URGENT, "route", date(2026, 4, 8))],
    ),
    "urgent, and answered": (
        lambda store: a_case(store, Status.ANSWERED, urgency=Urgency.URGENT),
        date(2026, 4, 2),
        [(Band.TELL, "tell", date(2026, 4, 8))],
    ),
    "urgent, and waiting on the caller": (
        lambda store: a_case(store, Status.WAITING, urgency=Urgency.URGENT),
        date(2026, 4, 8),
        [(Band.TODAY, "follow-up", date(2026, 4, 8))],
    ),
    "new, due today": (make_enquiry, A, [(Band.TODAY, "answer", A)]),
    "new, overdue": (make_enquiry, date(2026, 4, 21), [(Band.OVERDUE, "answer", A)]),
    "written, to be acknowledged today": (
        lambda store: make_enquiry(store, channel=Channel.LETTER),
        date(2026, 4, 8),
        [(Band.TODAY, "acknowledge", date(2026, 4, 8))],
    ),
    "written, acknowledgement overdue": (
        lambda store: make_enquiry(store, channel=Channel.LETTER),
        date(2026, 4, 9),
        [(Band.OVERDUE, "acknowledge", date(2026, 4, 8))],
    ),
    "written, told": (
        told_without_acknowledgement,
        date(2026, 4, 30),
        [(Band.TIDY, "close", None)],
    ),
    "with a team in time": (with_team, date(2026, 4, 13), []),
    "with a team past its reply-by": (
        with_team,
        date(2026, 4, 14),
        [(Band.TEAM, "reply", date(2026, 4, 13))],
    ),
    "with a team, answer overdue": (
        with_team,
        date(2026, 4, 21),
        [(Band.OVERDUE, "answer", A)],
    ),
    "answered, not told": (
        lambda store: a_case(store, Status.ANSWERED),
        date(2026, 4, 2),
        [(Band.TELL, "tell", A)],
    ),
    "answered, not told in time": (
        lambda store: a_case(store, Status.ANSWERED),
        date(2026, 4, 21),
        [(Band.OVERDUE, "tell", A)],
    ),
    "told, not closed": (told, date(2026, 4, 30), [(Band.TIDY, "close", None)]),
    "waiting": (lambda store: a_case(store, Status.WAITING), date(2026, 4, 12), []),
    "waiting, to be followed up": (
        lambda store: a_case(store, Status.WAITING),
        date(2026, 4, 13),
        [(Band.TODAY, "follow-up", date(2026, 4, 13))],
    ),
    "waiting, its answer is not due": (
        lambda store: a_case(store, Status.WAITING),
        date(2026, 4, 30),
        [(Band.OVERDUE, "follow-up", date(2026, 4, 13))],
    ),
    "waiting until after its answer was due": (
        lambda store: store.enquiries.wait(
            make_enquiry(store).enquiry.reference, "x", until=date(2026, 6, 1)
        ),
        date(2026, 4, 30),
        [],
    ),
    "a follow-up by a date": (
        lambda store: make_enquiry(store, follow_up_on=date(2026, 4, 7), route_to="Housing"),
        date(2026, 4, 7),
        [(Band.TODAY, "follow-up", date(2026, 4, 7))],
    ),
    "a promise, before its day": (promised, date(2026, 4, 8), []),
    "a promise due": (promised, date(2026, 4, 9), [(Band.PROMISE, "promise", date(2026, 4, 9))]),
    "a promise past": (promised, date(2026, 5, 9), [(Band.PROMISE, "promise", date(2026, 4, 9))]),
    "a promise kept": (kept, date(2026, 5, 9), []),
    "a promise withdrawn": (withdrawn, date(2026, 5, 9), []),
    "a promise undone": (undone_promise, date(2026, 5, 9), []),
    "closed": (closed_over_nothing, date(2026, 5, 9), []),
    "undone": (undone, date(2026, 5, 9), []),
}


@pytest.mark.parametrize("name", CASES)
def test_where_it_stands(store: Store, name: str) -> None:
    make, on, expected = CASES[name]
    make(store)
    assert agenda(store, on) == expected


def test_most_pressing_first(store: Store, clock: FixedClock) -> None:
    told(store)
    make_enquiry(store, subject="new, normal")
    make_enquiry(store, subject="new, urgent", urgency=Urgency.URGENT)
    make_enquiry(store, subject="new, soon", urgency=Urgency.SOON)
    make_enquiry(store, subject="new, due first", answer_by=date(2026, 4, 10))
    before = datetime(2026, 3, 27, 9, tzinfo=UTC)
    make_enquiry(store, subject="overdue", received_at=before, answer_by=date(2026, 4, 1))
    make_enquiry(store, subject="longer overdue", received_at=before, answer_by=date(2026, 3, 31))
    make_enquiry(store, subject="today", answer_by=date(2026, 4, 3))
    a_case(store, Status.ANSWERED, subject="to tell")
    reference = make_enquiry(store, subject="quiet", route_to="Housing").enquiry.reference
    store.promises.make(reference, "to keep", date(2026, 4, 2))
    late = make_enquiry(store, subject="late team").enquiry.reference
    store.routings.route(late, team(store).uid, reply_by=date(2026, 4, 2))
    clock.advance(hours=1)
    make_enquiry(store, subject="new, normal, later")

    items = store.agenda.items(store.agenda.keys(date(2026, 4, 3)))
    assert [item.subject for item in items] == [
        "new, urgent",
        "longer overdue",
        "overdue",
        "today",
        "late team",
        "to keep",
        "to tell",
        "new, due first",
        "new, soon",
        "new, normal",
        "new, normal, later",
        "A key for the hall",
    ]
    assert [item.band for item in items] == sorted(item.band for item in items)


def test_rows_in_full(store: Store) -> None:
    organisation = make_organisation(store)
    make_enquiry(store, organisation_uid=organisation.uid, route_to="Housing")
    make_enquiry(store, subject="Roof", caller="someone from the allotments")
    items = store.agenda.items(store.agenda.keys(date(2026, 4, 30)))
    assert [(i.reference, i.subject, i.who, i.organisation, i.team) for i in items] == [
        ("ENQ-26-0001", "A key for the hall", organisation.name, organisation.name, "Housing"),
        ("ENQ-26-0002", "Roof", "someone from the allotments", None, None),
    ]
    assert {item.kind for item in items} == {"enquiry"}


def test_a_row_whose_record_is_gone_is_left_out(store: Store) -> None:
    make_enquiry(store)
    keys = store.agenda.keys(store.today())
    store.undo()
    assert store.agenda.items(keys) == []


ACTS: list[Callable[[Store, str], object]] = [
    lambda store, ref: store.routings.route(ref, team(store).uid),
    lambda store, ref: store.routings.route(ref, team(store, "Revenues").uid, reason="x"),
    lambda store, ref: store.routings.sent_back(ref, "No."),
    lambda store, ref: store.enquiries.acknowledge(ref),
    lambda store, ref: store.enquiries.answer(ref, "Yes."),
    lambda store, ref: store.enquiries.told(ref),
    lambda store, ref: store.enquiries.wait(ref, "x"),
    lambda store, ref: store.enquiries.resume(ref),
    lambda store, ref: store.enquiries.close(ref, outcome=Outcome.PARTLY, reason="x"),
    lambda store, ref: store.enquiries.reopen(ref, "x"),
    lambda store, ref: store.enquiries.edit(ref, {"follow_up": "+4"}),
    lambda store, ref: store.enquiries.edit(
        ref, {"follow_up": str(store.today() + DAY) + " 11:00"}
    ),
    lambda store, ref: store.enquiries.wait(ref, "x", until=store.today() + DAY, at=time(16)),
    lambda store, ref: store.enquiries.edit(ref, {"urgency": "urgent"}),
    lambda store, ref: store.enquiries.edit(ref, {"urgency": "normal"}),
    lambda store, ref: store.promises.make(ref, "Ring", store.today() + 2 * DAY),
    lambda store, ref: store.promises.make(ref, "Ring", store.today() + DAY, time(10, 30)),
    lambda store, ref: store.promises.keep(ref),
    lambda store, ref: store.undo(),
]


@pytest.mark.slow
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    channels=st.lists(st.sampled_from([Channel.PHONE, Channel.EMAIL]), min_size=1, max_size=4),
    acts=st.lists(
        st.tuples(st.sampled_from(ACTS), st.integers(1, 4), st.integers(0, 60)), max_size=18
    ),
    ahead=st.integers(-3, 25),
)
def test_the_rows_are_those_counted_by_hand(
    channels: list[Channel],
    acts: list[tuple[Callable[[Store, str], object], int, int]],
    ahead: int,
) -> None:
    with TemporaryDirectory() as folder:
        clock = FixedClock()
        store = Store.open(new_file(Path(folder) / "spoc.db"), now=clock)
        for channel in channels:
            make_enquiry(store, channel=channel)
        for act, number, hours in acts:
            clock.advance(hours=hours)
            try:
                act(store, str(number))
            except SpocError:
                pass
        on = store.today() + timedelta(days=ahead)
        items = store.agenda.items(store.agenda.keys(on))
        found = [(item.band, item.what, item.due, item.uid) for item in items]
        assert sorted(found, key=str) == sorted(by_hand(store, on), key=str)
        assert [item.band for item in items] == sorted(item.band for item in items)
        store.close()


def has_come(store: Store, by: DayAndTime) -> bool:
    if by.at is None:
        return False
    return datetime.combine(by.day, by.at, london()) <= store.now()


def by_hand(store: Store, on: date) -> list[tuple[Band, str, date | None, str]]:
    """The desk's rows once more, worked out from the records in plain Python."""
    rows: list[tuple[Band, str, date | None, str]] = []
    for enquiry in store.enquiries.page(0, 100):
        case = store.enquiries.get(enquiry.uid)
        rows += [
            (Band.NOW if has_come(store, promise.by) else Band.PROMISE, "promise", *of)
            for promise in case.open_promises
            if promise.due <= on and (of := (promise.due, enquiry.uid))
        ]
        if not enquiry.is_open:
            continue
        due: list[tuple[date, int, str]] = []
        if enquiry.told_at is None and enquiry.waiting_since is None:
            what = "answer" if enquiry.answered_at is None else "tell"
            due.append((enquiry.answer_by, 0, what))
        if enquiry.acknowledged_at is None:
            due.append((enquiry.acknowledge_by, 1, "acknowledge"))
        if enquiry.follow_up_on is not None:
            due.append((enquiry.follow_up_on, 2, "follow-up"))
        day, _, what = min(due, default=(None, 0, ""))
        back = enquiry.follow_up
        if back is not None and back.day <= on and has_come(store, back):
            rows.append((Band.NOW, "follow-up", back.day, enquiry.uid))
            continue
        hop = case.open_routing
        if enquiry.urgency is Urgency.URGENT and enquiry.status is Status.NEW:
            now = day is not None and day <= on
            rows.append((Band.URGENT, what if now else "route", day, enquiry.uid))
        elif day is not None and day <= on:
            rows.append((Band.OVERDUE if day < on else Band.TODAY, what, day, enquiry.uid))
        elif hop is not None and hop.reply_by < on:
            rows.append((Band.TEAM, "reply", hop.reply_by, enquiry.uid))
        elif enquiry.status is Status.ANSWERED and enquiry.told_at is None:
            rows.append((Band.TELL, "tell", day, enquiry.uid))
        elif enquiry.status is Status.NEW:
            rows.append((Band.NEW, "route", day, enquiry.uid))
        elif enquiry.told_at is not None:
            rows.append((Band.TIDY, "close", day, enquiry.uid))
    return rows


def test_what_is_due_on_another_day(store: Store, clock: FixedClock) -> None:
    clock.moment = datetime(2026, 4, 2, 9, tzinfo=UTC)
    make_enquiry(store, route_to="Housing")
    assert agenda(store, date(2026, 4, 2)) == []
    assert agenda(store, date(2026, 12, 24)) == [(Band.OVERDUE, "answer", A)]


def test_what_is_due_is_found_among_what_is_open(store: Store) -> None:
    """Of a million enquiries nearly all are closed: none of those is looked at."""
    asked: list[str] = []
    store.connection.set_trace_callback(asked.append)
    store.agenda.keys(store.today())
    store.connection.set_trace_callback(None)
    (query,) = [one for one in asked if "standing" in one]
    plan = [row["detail"] for row in store.connection.execute(f"EXPLAIN QUERY PLAN {query}")]
    assert [one for one in plan if one.startswith("SCAN e ")] == ["SCAN e USING INDEX enquiry_open"]


@pytest.mark.parametrize("band", Band)
def test_what_is_due_is_in_the_band_that_its_kind_names(store: Store, band: Band) -> None:
    make_issue(store)
    with store.connection as connection:
        connection.execute("UPDATE record_due SET shown_from = due, band = ?", [band.code])
    (due,) = [day for (day,) in store.connection.execute("SELECT due FROM record_due")][:1]
    for day in (date.fromisoformat(due), date.fromisoformat(due) + DAY):
        assert [one for one, _, _ in agenda(store, day)] == [band]
