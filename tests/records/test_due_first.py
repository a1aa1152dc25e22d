"""What is due first on a record is said alike by the desk, the calendar and the lists, whatever its
kind and wherever it stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, timedelta
from functools import partial

import pytest
from acts_given import OTHERS, any_of
from factories import (
    FixedClock,
    a_case,
    a_payment,
    in_memory,
    make_decision,
    make_enquiry,
    make_group,
    make_issue,
    make_meeting,
    make_organisation,
)

from db.feedback.acts import By
from db.records.listing import list_records
from db.store import Store
from spoc_tui.casework.desk.desk import RATE, UNPRESSED
from spoc_tui.casework.enquiries.enquiry import Status
from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.payments.payment import PaymentStatus
from spoc_tui.casework.records.kinds import CASE_KINDS
from spoc_tui.casework.records.listing import Filters
from spoc_tui.casework.week.periods import Period

FAR = 70
"""So many days are looked at: each clock has run out by then."""


def enquiries(store: Store) -> None:
    for status in Status:
        a_case(store, status)
    make_enquiry(store, route_to="Housing", follow_up_on=store.today() + timedelta(days=3))
    make_enquiry(store, answer_by=store.today())


def payments(store: Store) -> None:
    for status in PaymentStatus:
        a_payment(store, status, received="1/3/2026")
    formal = a_payment(store, PaymentStatus.LOGGED).uid
    store.payments.make_formal(formal)
    store.payments.acknowledge(a_formal(store))
    store.payments.edit(a_payment(store, PaymentStatus.ESCALATED).uid, {"follow_up": "+2 9am"})


def a_formal(store: Store) -> str:
    uid = a_payment(store, PaymentStatus.WITH_FINANCE).uid
    store.payments.make_formal(uid)
    return uid


def feedback(store: Store) -> None:
    acts = store.feedback
    acts.add("No lamp", [By(speaker="Ida")])
    for number in range(3):
        typed = {"action": f"Lamp {number}", "due": "+4", "owner": "Housing"}
        uid = acts.add("No lamp", [By(speaker="Ida")], typed).feedback.uid
        if number:
            acts.done(uid, "Put up.")


def groups(store: Store) -> None:
    make_organisation(store, "Strood Scouts")
    group = make_group(store, rule="month", starts="1/1/2026", papers="yes")
    seats = (
        {"seat": "chair", "ends": "+20"},
        {"seat": "chair"},
        {"seat": "member", "starts": "1/2/2026"},
    )
    for seat in seats:
        typed = {"organisation": "Strood", "starts": "1/1/2026", **seat}
        store.declared("group").add_row(group.uid, "members", typed)
    make_group(store, "Check", form="check-in", ends="+30")


def meetings(store: Store) -> None:
    group = make_group(store, rule="", papers="yes")
    acts = store.declared("meeting")
    for number, name in enumerate(("", "send-agenda", "hold", "cancel")):
        uid = make_meeting(store, group, when=f"+{9 + number}", papers="yes").uid
        if name:
            acts.act(uid, name, {"cancel": {"why": "snow"}, "hold": {"on": "today"}}.get(name, {}))


def decisions(store: Store) -> None:
    group = make_group(store, rule="")
    asked = make_decision(store, group).uid
    store.declared("decision").act(asked, "ask", {"role": "member", "called": "Ida"})
    told = make_decision(store, group).uid
    store.declared("decision").act(told, "ask", {"role": "member", "called": "Ida"})
    store.declared("decision").act(told, "answer", {"who": "Ida", "said": "For it"})
    store.declared("decision").act(told, "decide")
    make_decision(store, group, decided="today")


def issues(store: Store) -> None:
    for name in ("", "send", "publish"):
        uid = make_issue(store, name or "Spring", out_on="+40").uid
        if name:
            with suppress(SpocError):
                store.declared("issue").act(uid, name)


def others(code: str, store: Store) -> None:
    uid = any_of(store, code)
    store.declared(code).edit(uid, {"follow_up": "+3"})


MADE: Mapping[str, Callable[[Store], None]] = {
    "enquiry": enquiries,
    "payment": payments,
    "feedback": feedback,
    "group": groups,
    "meeting": meetings,
    "decision": decisions,
    "issue": issues,
    **{code: partial(others, code) for code in OTHERS},
}


@pytest.mark.parametrize("kind", MADE)
def test_what_the_desk_shows_is_what_lists_say_is_due(kind: str, clock: FixedClock) -> None:
    assert set(MADE) == {one.code for one in CASE_KINDS}
    store = in_memory(clock)
    MADE[kind](store)
    calendar = days_of(store)
    listed = {one.uid: one for one in list_records(store, Filters(open_only=False, limit=500))[0]}
    assert any(one.due for one in listed.values() if one.kind == kind)
    shown = defaultdict[str, list[tuple[date, str]]](list)
    first = store.today()
    for on in (first + timedelta(days=after) for after in range(FAR)):
        for key in store.agenda.keys(on):
            if key.kind == RATE or key.promise_uid is not None or key.due is None:
                continue
            shown[key.uid].append((date.fromisoformat(key.due), key.what))
            one, due = listed[key.uid], date.fromisoformat(key.due)
            if key.band in UNPRESSED:
                assert one.due is None or one.due.day > on, (one.reference, key)
                continue
            assert due in calendar[key.uid], (one.reference, key, "is in the calendar")
            assert one.due is not None, (one.reference, key)
            assert one.due.day <= due, (one.reference, key, "nothing is due before the list says")
    for one in listed.values():
        if one.is_open and one.due is not None and one.due.day < first + timedelta(days=FAR):
            assert one.due.day == min(calendar[one.uid]), one.reference
            said = {due for due, _ in shown[one.uid]}
            near = {one.due.day, one.due.day + timedelta(days=1)}
            assert said & near, (one.reference, one.due_what, one.due, "is on the desk in time")


@pytest.mark.parametrize("kind", MADE)
def test_of_some_days_the_calendar_has_what_it_has_of_them_among_all(
    kind: str, clock: FixedClock
) -> None:
    store = in_memory(clock)
    MADE[kind](store)
    entries = store.calendar.entries()
    first, last = entries[0].day, entries[-1].day
    days = {one.day for one in entries}
    assert [one for day in sorted(days) for one in store.calendar.entries(Period(day, day))] == (
        entries
    )
    assert store.calendar.entries(Period(first, last)) == entries
    for days_off in (first - timedelta(days=1), last + timedelta(days=1)):
        assert store.calendar.entries(Period(days_off, days_off)) == []


def days_of(store: Store) -> Mapping[str, set[date]]:
    """The days that the calendar has of each record, but for what presses nobody."""
    bands = ", ".join(f"'{band.code}'" for band in UNPRESSED)
    rows = store.connection.execute(
        f"SELECT record, due, what FROM record_due WHERE band IN ({bands})"
    )
    unpressed = {tuple(row) for row in rows}
    found = defaultdict[str, set[date]](set)
    for entry in store.calendar.entries():
        what = entry.what.rstrip("0123456789 ")  # of one name, they are numbered
        if (entry.uid, entry.day.isoformat(), what) not in unpressed:
            found[entry.uid].add(entry.day)
    return found
