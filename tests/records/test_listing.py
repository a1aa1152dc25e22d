"""Records of every kind in one list: filtered, ordered and counted as a slow reader would."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

import pytest
from factories import (
    START,
    FixedClock,
    another_window,
    in_memory,
    make_decision,
    make_enquiry,
    make_group,
    make_issue,
    make_meeting,
    make_organisation,
    make_payment,
    team,
    value,
)
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from db.kinds import whole_index
from db.records.listing import list_records, statement_of
from db.store import Store
from db.upkeep.checking import check
from db.upkeep.repairing import repair
from db.upkeep.wrong import CheckedPart
from spoc_tui.casework.dates.when import DayAndTime, has_passed, london_date
from spoc_tui.casework.enquiries.enquiry import Outcome
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.payments.payment import PaymentOutcome
from spoc_tui.casework.records.kinds import CASE_KINDS, DECLARED_CODES
from spoc_tui.casework.records.listing import SORTS, Filters, read_sort
from spoc_tui.casework.text import fold

ROOK, STROOD = "Rook Lane Bowls Club", "Strood Bowls"
TODAY = START.date()
days = st.integers(-12, 12).map(lambda n: TODAY + timedelta(days=n))


class Spec(NamedTuple):
    """One record that is to be made."""

    kind: str
    ago: int
    """How many days ago, to the hour of midnight."""
    of: str
    route: str | None
    promise: int | None
    at: time | None
    closed: bool


KINDS = ("enquiry", "payment", "feedback", "group", "meeting", "decision", "issue")
"""Those that are made here; what is declared is read in one way."""

specs = st.lists(
    st.builds(
        Spec,
        st.sampled_from(KINDS),
        st.integers(0, 9),
        st.sampled_from(("", ROOK, STROOD)),
        st.sampled_from((None, "Housing", "Procurement")),
        st.sampled_from((None, 0, 3, 20)),
        st.sampled_from((None, time(23, 59))),
        st.booleans(),
    ),
    max_size=7,
)
filters = st.builds(
    Filters,
    kinds=st.none() | st.sets(st.sampled_from([kind.code for kind in CASE_KINDS])),
    open_only=st.booleans(),
    due_by=st.none() | days,
    overdue=st.booleans(),
    since=st.none() | days,
    until=st.none() | days,
    sort=st.sampled_from(SORTS),
    backwards=st.booleans(),
    limit=st.integers(1, 9),
)


def a_desk(wanted: list[Spec]) -> Store:
    """A desk with these records."""
    clock = FixedClock(START)
    store = in_memory(clock)
    make_organisation(store, ROOK, ward="Fort Horsted")
    make_organisation(store, STROOD, ward="Cuxton, Halling & Riverside")
    for number, spec in enumerate(wanted):
        # The last hour of a day in London is the next of UTC, or the other way round.
        clock.moment = START - timedelta(days=spec.ago) + timedelta(hours=14, minutes=number)
        uid = _make(store, spec, number)
        if spec.promise is not None:
            store.promises.make(uid, "Ring", store.today() + timedelta(days=spec.promise), spec.at)
        if spec.closed and spec.promise is None:
            _close(store, spec.kind, uid)
    clock.moment = START + timedelta(hours=3, minutes=30)
    return store


def _make(store: Store, spec: Spec, number: int) -> str:
    routed = spec.route
    match spec.kind:
        case "enquiry":
            of = store.organisations.find(spec.of).uid if spec.of else None
            case = make_enquiry(
                store, subject=f"Keys {number}", organisation_uid=of, route_to=routed
            )
            return case.enquiry.uid
        case "payment":
            more = {"team": routed} if routed else {}
            paid = make_payment(store, spec.of or ROOK, invoice=f"I{number}", **more)
            if spec.promise == 20:
                store.payments.promise(paid.uid, store.today() + timedelta(days=5))
            return paid.uid
        case "feedback":
            fields = {"action": f"Lamp {number}", "due": "+4"} if spec.promise else {}
            owner = {"owner": routed} if routed else {}
            by = [store.feedback.by(spec.of or "Ida")]
            return store.feedback.add("No lamp", by, {**fields, **owner}).feedback.uid
        case "group":
            return make_group(store, f"Group {number}").uid
        case "meeting":
            return make_meeting(store, make_group(store, f"Group {number}", rule="")).uid
        case "decision":
            group = make_group(store, f"Group {number}", rule="")
            return make_decision(store, group, decided="today").uid
        case "issue":
            return make_issue(store, f"Issue {number}").uid
    raise AssertionError(spec.kind)


def _close(store: Store, kind: str, uid: str) -> None:
    match kind:
        case "enquiry":
            store.enquiries.close(uid, outcome=Outcome.WITHDRAWN, reason="They rang off.")
        case "payment":
            store.payments.close(uid, outcome=PaymentOutcome.WITHDRAWN, reason="They rang off.")
        case "feedback" | "meeting":
            pass  # they close by what came of them
        case "group":
            store.declared(kind).act(uid, "close")
        case "decision":
            store.declared(kind).act(uid, "carry-out")
        case _:
            store.declared(kind).act(uid, "close", {"why": "no more"})


class Slow(NamedTuple):
    """A record as its own kind reads it."""

    kind: str
    record: Any
    due: DayAndTime | None
    what: str | None

    @property
    def came(self) -> datetime:
        of = self.record
        names = {"enquiry": "received_at", "payment": "logged_at", "feedback": "heard_at"}
        return getattr(of, names.get(self.kind, "began_at"))  # type: ignore[no-any-return]

    @property
    def team(self) -> str | None:
        return getattr(self.record, "team", None)  # of no declared kind yet

    @property
    def owner(self) -> str | None:
        name = "owner_uid" if self.kind == "feedback" else "organisation_uid"
        return getattr(self.record, name)  # type: ignore[no-any-return]

    @property
    def whose(self) -> set[str | None]:
        said = [one.organisation_uid for one in getattr(self.record, "voices", ())]
        return {self.owner, *said} - {None}


def _slowly(store: Store) -> list[Slow]:
    """Every record with what the calendar has first of it; what is only to be tidied up comes last,
    and has no day.
    """
    rows = store.connection.execute("SELECT uid, record FROM promise").fetchall()
    promised = {row["uid"]: row["record"] for row in rows}
    on = defaultdict[str, list[tuple[date, time, str]]](list)
    for entry in store.calendar.entries():
        uid = promised.get(entry.uid, entry.uid)
        # Of the same name, the calendar numbers them.
        what = entry.code.rstrip("-0123456789")
        on[uid].append((entry.day, entry.at or time.max, what))
    found = []
    for kind in CASE_KINDS:
        rows = store.connection.execute(f"SELECT uid FROM {kind.table} WHERE removed_at IS NULL")
        for (uid,) in rows.fetchall():
            record = store.records(kind.code).get(uid).record
            ranks = _ranks(store, kind.code, record)
            first = min(
                on[uid], key=lambda one: (ranks.get((one[0], one[2]), 0), one), default=None
            )
            due = first and DayAndTime(first[0], None if first[1] == time.max else first[1])
            if first and ranks.get((first[0], first[2])):
                due = None
            found.append(Slow(kind.code, record, due, first[2] if first else None))
    return found


def _ranks(store: Store, kind: str, record: Any) -> dict[tuple[date, str], int]:
    """What is due on a record and presses nobody: which of it comes first."""
    if kind not in DECLARED_CODES:
        return {}
    dues = store.declared(kind).dues(record)
    return {(one.on, one.what.replace(" ", "-")): one.rank for one in dues if not one.presses}


def _left(store: Store, one: Slow, asked: Filters) -> bool:
    wards = {uid: fold(store.organisations.get(uid).ward) for uid in one.whose if uid is not None}
    team_uid = next((t.uid for t in store.council.teams() if t.name == one.team), None)
    came = london_date(one.came)
    return (
        (asked.kinds is None or one.kind in asked.kinds)
        and (one.record.is_open or not asked.open_only)
        and (asked.due_by is None or (one.due is not None and one.due.day <= asked.due_by))
        and (not asked.overdue or (one.due is not None and has_passed(one.due, store.now())))
        and (asked.organisation_uid is None or asked.organisation_uid in one.whose)
        and (not asked.ward or asked.ward in wards.values())
        and (asked.team_uid is None or team_uid == asked.team_uid)
        and (asked.since is None or came >= asked.since)
        and (asked.until is None or came <= asked.until)
    )


def _ordered(store: Store, found: list[Slow], asked: Filters) -> list[Slow]:
    def by(one: Slow) -> Any:
        record = one.record
        owner = store.organisations.get(one.owner).name if one.owner else None
        areas: Mapping[str, str] = {kind.code: kind.area for kind in CASE_KINDS}
        said = {
            **{"reference": record.reference, "kind": one.kind, "area": areas[one.kind] or None},
            **{"status": record.status.value, "subject": record.subject.lower()},
            **{"organisation": owner, "team": one.team, "created_at": one.came},
            **{"closed_at": record.closed_at, "due": one.due.typed if one.due else None},
        }[asked.sort]
        return said.lower() if isinstance(said, str) else said

    with_it = [one for one in found if by(one) is not None]
    without = [one for one in found if by(one) is None]
    with_it.sort(key=lambda one: (by(one), one.record.uid), reverse=asked.backwards)
    without.sort(key=lambda one: one.record.uid, reverse=asked.backwards)
    return [*with_it, *without]


# A desk is made for each: what fails is small enough as it is, and is not made smaller.
@pytest.mark.slow
@settings(max_examples=25, deadline=None, phases=[Phase.generate])
@given(specs, st.lists(filters, min_size=3, max_size=8), st.data())
def test_a_list_is_what_a_slow_reader_finds(
    wanted: list[Spec], asked: list[Filters], data: st.DataObject
) -> None:
    store = a_desk(wanted)
    slowly = _slowly(store)
    whose = st.sampled_from([None, *(store.organisations.find(one).uid for one in (ROOK, STROOD))])
    teams = st.sampled_from([None, *(team(store, one).uid for one in ("Housing", "Procurement"))])
    wards = st.sampled_from(["", *map(fold, ("Fort Horsted", "Cuxton, Halling & Riverside"))])
    for one in asked:
        one = replace(
            one,
            organisation_uid=data.draw(whose),
            team_uid=data.draw(teams),
            ward=data.draw(wards),
        )
        found, more = list_records(store, one)
        left = _ordered(store, [each for each in slowly if _left(store, each, one)], one)
        assert [each.uid for each in found] == [each.record.uid for each in left[: one.limit]]
        assert more == (len(left) > one.limit)
        for each, slow in zip(found, left, strict=False):
            assert (each.due, each.due_what) == (slow.due, slow.what)
            assert (each.is_open, each.came_at) == (slow.record.is_open, slow.came)
            assert (each.closed_at, each.team) == (slow.record.closed_at, slow.team)
            assert each.subject == slow.record.subject
            assert each.organisation_uid == slow.owner
    assert not list(whole_index.wrong(store.connection))


def test_merged_organisations_are_one(store: Store) -> None:
    rook = make_organisation(store, ROOK, ward="Fort Horsted")
    enquiry = make_enquiry(store, organisation_uid=rook.uid).enquiry
    feedback = store.feedback.add("No lamp", [store.feedback.by(ROOK)]).feedback
    strood = make_organisation(store, STROOD, ward="Cuxton")
    store.duplicates.merge(strood.uid, rook.uid)
    for asked in (Filters(organisation_uid=strood.uid), Filters(ward="cuxton")):
        found, _ = list_records(store, asked)
        assert {one.uid for one in found} == {enquiry.uid, feedback.uid}
    assert {one.organisation for one in found} == {STROOD, None}
    assert list_records(store, Filters(ward="fort horsted")) == ([], False)


def test_what_is_undone_is_in_no_list(store: Store) -> None:
    uid = make_issue(store).uid
    store.undo()
    assert list_records(store, Filters(open_only=False)) == ([], False)
    assert value(store, "SELECT due FROM record WHERE uid = ?", uid) is None
    store.redo()
    (one,), _ = list_records(store, Filters())
    assert (one.uid, one.due_what) == (uid, "copy")


def test_what_is_to_be_tidied_up_presses_nobody(store: Store) -> None:
    group = make_group(store, rule="", starts="1/1/2019")
    make_organisation(store, STROOD)
    seat = {"organisation": STROOD, "seat": "member", "starts": "1/1/2019"}
    store.declared("group").add_row(group.uid, "members", seat)
    late = make_payment(store, received="1/1/2026").uid
    (first, tidy), _ = list_records(store, Filters())
    assert (first.uid, first.due_what) == (late, "escalate")
    assert (tidy.uid, tidy.due, tidy.due_what) == (group.uid, None, "fill-a-seat")
    for pressing in (Filters(overdue=True), Filters(due_by=TODAY)):
        assert [one.uid for one in list_records(store, pressing)[0]] == [late]
    store.declared("group").act(group.uid, "plan", {"when": "+5"})
    store.declared("group").edit(group.uid, {"follow_up": "+9"})
    due = {one.uid: one.due_what for one in list_records(store, Filters())[0]}
    assert due[group.uid] == "follow-up"


def test_a_bank_holiday_moves_what_is_due_first(store: Store) -> None:
    uid = make_payment(store).uid
    store.payments.make_formal(uid)
    (before,), _ = list_records(store, Filters())
    assert before.due_what == "formal-acknowledgement"
    assert before.due is not None
    store.holidays.add(before.due.day, "A coronation")
    (after,), _ = list_records(store, Filters())
    assert after.due is not None
    assert after.due.day > before.due.day
    store.undo()
    assert list_records(store, Filters())[0] == [before]


@pytest.mark.parametrize(
    "damage", ["due = NULL", "due = '2020-01-01'", "team = 'x', due_what = 'y'"]
)
def test_a_line_that_is_wrong_is_made_anew(store: Store, damage: str) -> None:
    make_issue(store)
    make_enquiry(store)
    store.connection.execute(f"UPDATE record SET {damage}")
    assert CheckedPart.INDEXES in {one.part for one in check(store).wrong}
    repair(store)
    assert check(store).wrong == ()


def test_a_field_of_the_one_kind_is_sorted_by(store: Store) -> None:
    pages = {"A": "4", "B": "", "C": "12"}
    for name, typed in pages.items():
        make_issue(store, name, pages=typed)
    one_kind = Filters(kinds=("issue",), sort="pages")
    assert [one.subject for one in list_records(store, one_kind)[0]] == ["A", "C", "B"]
    other_way = replace(one_kind, backwards=True)
    assert [one.subject for one in list_records(store, other_way)[0]] == ["C", "A", "B"]


def test_it_is_read_from_the_index_alone(store: Store) -> None:
    """One table, names, and the numbers that the few that are shown have of their own; what is due
    first needs no sorting, however many there are.
    """
    for asked in (Filters(), Filters(overdue=True), Filters(due_by=TODAY), Filters(backwards=True)):
        statement, values = statement_of(asked, today=TODAY, now=START)
        plan = store.connection.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
        said = [row["detail"] for row in plan]
        (read,) = (line for line in said if " r" in line and "record_by_due" in line)
        assert read.startswith("S")
        tables = {line.split()[1] for line in said if line.startswith(("SCAN", "SEARCH"))}
        assert tables <= {"r", "o", "o_own", "t", "n", "up", "own", "g", "CONSTANT"}, said
        inner = said[: next(n for n, line in enumerate(said) if "o_own" in line)]
        assert not any("TEMP B-TREE" in line for line in inner), said


def test_another_window_sees_it_at_once(tmp_path: Any, store: Store) -> None:
    make_issue(store)
    window = another_window(store)
    assert list_records(window, Filters()) == list_records(store, Filters())
    window.close()


@pytest.mark.parametrize("typed", ["", "-", "name", "--due", "due,team"])
def test_what_nothing_can_be_sorted_by(typed: str) -> None:
    with pytest.raises(BadInput, match="There is: reference, kind") as refused:
        read_sort(typed)
    assert refused.value.field == "sort"
    assert read_sort("-Copy-By", ["copy_by"]) == ("copy_by", True)
