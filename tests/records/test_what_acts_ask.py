"""What an act asks of the database, of every kind of record: no more than it needs; and what it
returns, and leaves beside the records, is what there is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest
from factories import (
    FixedClock,
    make_decision,
    make_enquiry,
    make_group,
    make_held,
    make_issue,
    make_meeting,
    make_organisation,
    make_payment,
    team,
)
from one_of_each_kind import FACTORIES

from db.kinds import whole_index
from db.kinds.refusing import refuse_if_called_so
from db.store import Store
from spoc_tui.casework.enquiries.enquiry import NewEnquiry, Outcome
from spoc_tui.casework.errors import Refused
from spoc_tui.casework.kinds.catalogue import kind_of
from spoc_tui.casework.payments.payment import PaymentOutcome
from spoc_tui.casework.records.kinds import (
    DECLARED_CODES,
    DECLARED_KINDS,
    KIND_OF,
    RECORD_KINDS,
    TABLE_OF,
)
from spoc_tui.casework.records.shape import RecordCase
from spoc_tui.casework.week.periods import week_of

Act = Callable[[Store, str, list[str]], Any]
LATER = date(2026, 4, 24)
FEW = {"current_action", "standard", "holiday", "topic", "reference_rate", "CONSTANT", "up"}
"""What there are few of, however long a desk has been kept."""
OF_ALL_RECORDS = {"event_by_kind", "event_by_time", "record_by_kind"}
"""Indexes in which much of the file may be gone through for one record."""

ENQUIRY_ACTS: list[tuple[str, int, Act]] = [
    ("note", 11, lambda s, uid, to: s.enquiries.note(uid, "They rang again.")),
    ("route", 20, lambda s, uid, to: s.routings.route(uid, to[0])),
    ("note on a routed one", 11, lambda s, uid, to: s.enquiries.note(uid, "Once more.")),
    ("team acknowledged", 15, lambda s, uid, to: s.routings.acknowledged(uid)),
    ("pass on", 20, lambda s, uid, to: s.routings.route(uid, to[1], reason="x")),
    ("acknowledge", 15, lambda s, uid, to: s.enquiries.acknowledge(uid)),
    ("chase", 12, lambda s, uid, to: s.routings.chase(uid)),
    ("promise", 19, lambda s, uid, to: s.promises.make(uid, "a key", LATER)),
    ("keep", 19, lambda s, uid, to: s.promises.keep(uid)),
    ("wait", 17, lambda s, uid, to: s.enquiries.wait(uid, "a letter", until=LATER)),
    ("resume", 17, lambda s, uid, to: s.enquiries.resume(uid, "it came")),
    ("edit", 20, lambda s, uid, to: s.enquiries.edit(uid, {"subject": "Another"})),
    ("edit its urgency", 30, lambda s, uid, to: s.enquiries.edit(uid, {"urgency": "urgent"})),
    ("edit its topic", 26, lambda s, uid, to: s.enquiries.edit(uid, {"topic": "buildings"})),
    ("answer", 16, lambda s, uid, to: s.enquiries.answer(uid, "Property does.")),
    ("told", 16, lambda s, uid, to: s.enquiries.told(uid)),
    ("close", 14, lambda s, uid, to: s.enquiries.close(uid, outcome=Outcome.RESOLVED)),
    ("reopen", 23, lambda s, uid, to: s.enquiries.reopen(uid, "again")),
    ("route again", 20, lambda s, uid, to: s.routings.route(uid, to[0])),
    ("sent back", 16, lambda s, uid, to: s.routings.sent_back(uid, "not ours")),
]
# One of each asks which commitments it is evidence for.
PAYMENT_ACTS: list[tuple[str, int, Act]] = [
    ("note", 10, lambda s, uid, to: s.payments.note(uid, "They rang again.")),
    ("finance", 18, lambda s, uid, to: s.payments.to_finance(uid)),
    ("chase", 12, lambda s, uid, to: s.payments.chase(uid)),
    ("answer", 17, lambda s, uid, to: s.payments.answer(uid, "Next week.")),
    ("promised", 18, lambda s, uid, to: s.payments.promise(uid, LATER)),
    ("escalate", 18, lambda s, uid, to: s.payments.escalate(uid, reason="late")),
    ("formal", 17, lambda s, uid, to: s.payments.make_formal(uid)),
    ("edit", 20, lambda s, uid, to: s.payments.edit(uid, {"for": "chairs"})),
    ("a part paid", 20, lambda s, uid, to: s.payments.paid(uid, s.today(), 100)),
    ("paid", 22, lambda s, uid, to: s.payments.paid(uid, s.today())),
    ("told", 20, lambda s, uid, to: s.payments.told(uid, whom="Ida")),
    ("close", 17, lambda s, uid, to: s.payments.close(uid, outcome=PaymentOutcome.PAID)),
    ("reopen", 21, lambda s, uid, to: s.payments.reopen(uid, "again")),
]
FEEDBACK_ACTS: list[tuple[str, int, Act]] = [
    ("note", 12, lambda s, uid, to: s.feedback.note(uid, "They said so again.")),
    (
        "agree",
        24,
        lambda s, uid, to: s.feedback.agree(uid, {"action": "Mend it", "due": "24 april"}),
    ),
    ("edit", 24, lambda s, uid, to: s.feedback.edit(uid, {"due": "30 april"})),
    ("progress", 22, lambda s, uid, to: s.feedback.progress(uid, "half of it")),
    ("done", 23, lambda s, uid, to: s.feedback.done(uid)),
    ("told", 23, lambda s, uid, to: s.feedback.told(uid, everybody=True)),
    ("close", 20, lambda s, uid, to: s.feedback.close(uid)),
    ("reopen", 24, lambda s, uid, to: s.feedback.reopen(uid, "it leaks again")),
]


def asked_by(store: Store, act: Callable[[], Any]) -> tuple[list[str], Any]:
    """The statements that an act asks, those that triggers run left out, and what it returns.

    SQLite tells of a trigger's statement either as a comment or as what set it off, once more.
    """
    told: list[str] = []
    store.connection.set_trace_callback(told.append)
    try:
        result = act()
    finally:
        store.connection.set_trace_callback(None)
    own = [one for one in told if not one.startswith("--")]
    return [one for before, one in zip(["", *own], own, strict=False) if one != before], result


def read_whole(store: Store, statements: list[str]) -> set[str]:
    """What of the file they go through from end to end, by its name in the statement."""
    found = set[str]()
    for one in statements:
        if not one.startswith(("BEGIN", "COMMIT", "PRAGMA")):
            plan = store.connection.execute(f"EXPLAIN QUERY PLAN {one}").fetchall()
            steps = [row["detail"].split() for row in plan]
            found |= {step[1] for step in steps if step[0] == "SCAN" and "VIRTUAL" not in step}
            found |= {name for step in steps for name in step if name in OF_ALL_RECORDS}
    return {name for name in found if name not in FEW and not name.startswith(("(", "main."))}


def as_read(store: Store, case: RecordCase) -> Any:
    return store.records(case.kind_code).get(case.record.uid)


def an_enquiry(store: Store, club: str) -> str:
    uid = store.organisations.find(club).uid
    return make_enquiry(store, organisation_uid=uid).enquiry.uid


def a_payment(store: Store, club: str) -> str:
    return make_payment(store, club, received="1 march").uid


def a_feedback_action(store: Store, club: str) -> str:
    return store.feedback.add("The roof leaks.", [store.feedback.by(club)]).feedback.uid


@pytest.mark.parametrize(
    ("make", "acts"),
    [
        (an_enquiry, ENQUIRY_ACTS),
        (a_payment, PAYMENT_ACTS),
        (a_feedback_action, FEEDBACK_ACTS),
    ],
    ids=["enquiry", "payment", "feedback"],
)
def test_an_act_asks_no_more_than_it_needs_and_returns_what_there_is(
    store: Store,
    clock: FixedClock,
    make: Callable[[Store, str], str],
    acts: list[tuple[str, int, Act]],
) -> None:
    club = make_organisation(store).name
    teams = [team(store).uid, team(store, "Early Help").uid]
    for times in range(2):  # what is asked once in a program's life is in the first
        uid = make(store, club)
        found = dict[str, int]()
        for name, _, act in acts:
            clock.advance(minutes=2)
            statements, result = asked_by(store, partial(act, store, uid, teams))
            found[name] = len(statements)
            # There are a few dozen commitments, of which some are offered what a payment says.
            assert read_whole(store, statements) <= {"compact_commitment"}, name
            case = result[0] if name == "chase" else result
            assert case == as_read(store, case), name
            assert list(whole_index.wrong(store.connection)) == [], name
        if times:
            assert found == {name: asked for name, asked, _ in acts}


@pytest.mark.parametrize("make", [make_group, make_issue, make_meeting])
def test_a_note_on_a_declared_record_is_no_reason_to_read_it_twice(
    store: Store, clock: FixedClock, make: Callable[[Store], Any]
) -> None:
    record = make(store)
    (kind,) = store.connection.execute(
        "SELECT kind FROM record WHERE uid = ?", [record.uid]
    ).fetchone()
    records = store.declared(kind)
    records.note(record.uid, "Once.")
    clock.advance(minutes=2)
    reading, before = asked_by(store, lambda: records.get(record.uid))
    asked, case = asked_by(store, lambda: records.note(record.uid, "Again."))
    assert (
        len(asked) == len(reading) + 7
    )  # begin, the action, the note, its seal, where it stands, commit
    assert case == records.get(record.uid)
    assert case.timeline[:-1] == before.timeline


def test_logging_a_call_asks_no_more_than_it_needs(store: Store, clock: FixedClock) -> None:
    for _ in range(2):
        clock.advance(minutes=2)
        new = NewEnquiry("Who lets the hall?", received_at=clock.moment, caller="Ann")
        asked, case = asked_by(store, partial(store.enquiries.log, new))
        assert case == as_read(store, case)
    assert len(asked) <= 20  # two of them for the sum of the running number


@pytest.mark.parametrize("typed", ["{0}-26-0001", "{0} 1", "26-0001", "01"])
@pytest.mark.slow
def test_a_reference_is_looked_up_among_few(store: Store, clock: FixedClock, typed: str) -> None:
    """Not among all the records of its kind, which may be a million."""
    make_one_of_each(store)
    for kind in (one.code for one in RECORD_KINDS if one.prefix):
        words = typed.format(KIND_OF[kind].prefix)
        of_kind = store.declared(kind) if kind in DECLARED_CODES else store.records(kind)
        asked, _ = asked_by(store, partial(of_kind.uids_of, words))
        assert read_whole(store, asked) == set(), kind
        asked, hits = asked_by(store, partial(store.search.anything, words, limit=50))
        assert kind in {hit.kind for hit in hits}
        by_reference = [one for one in asked if "reference IN (" in one or "reference = " in one]
        assert by_reference, kind
        assert read_whole(store, by_reference) == set(), kind


def make_one_of_each(store: Store) -> None:
    """A record of each kind that has references."""
    club = make_organisation(store).name
    an_enquiry(store, club)
    a_payment(store, club)
    a_feedback_action(store, club)
    group = make_group(store)
    make_decision(store, group, meeting=make_held(store, group).uid, decided="today")
    make_issue(store)
    for kind in DECLARED_KINDS:
        if kind.area != "groups" and kind.code != "issue":
            FACTORIES[kind.code](store, club)


@pytest.mark.parametrize("code", [one.code for one in DECLARED_KINDS if kind_of(one.code).distinct])
def test_a_name_is_looked_up_without_the_records_that_belong_to_it(store: Store, code: str) -> None:
    """They grow with the years: meetings of a group, and all that was said of them."""
    make_one_of_each(store)
    records, kind = store.declared(code), kind_of(code)
    (one,) = records.page()
    name = getattr(one, str(kind.distinct))
    asked, (uid,) = asked_by(store, lambda: records.uids_of(name))
    assert uid == one.uid
    with pytest.raises(Refused, match="already"):
        refuse_if_called_so(store.connection, kind, None, replace(one, uid=""))
    refusing, _ = asked_by(
        store,
        lambda: refuse_if_called_so(store.connection, kind, None, one),
    )
    others = {TABLE_OF[other.code] for other in DECLARED_KINDS if other.code != code}
    read = {word for statement in (*asked, *refusing) for word in statement.split()}
    assert read & others == set()


def test_what_stands_beside_a_call_is_read_by_its_organisation(store: Store) -> None:
    """Not among all that is open with anybody."""
    make_one_of_each(store)
    (uid,) = [one.uid for one in store.organisations.page(0, 2)]
    asked, _ = asked_by(store, lambda: store.organisations.glance(uid))
    read_by = {
        word
        for one in asked
        if "organisation" in one
        for step in plan_of(store, one)
        for word in step.split()
    }
    assert "record_of" in read_by
    assert not {"record_open", "record_by_kind"} & read_by


def test_a_week_asks_of_events_only_those_of_its_days_or_of_a_record(store: Store) -> None:
    """Not, for each of a few records, all that ever was told to anybody: the years are many. A desk
    has no statistics by which SQLite would know.
    """
    make_one_of_each(store)
    week = week_of(store.today())
    asked, _ = asked_by(store, lambda: (store.week.summary(week), store.week.figures(week)))
    without_days = [
        step
        for one in asked
        for step in plan_of(store, one)
        if "event_by_" in step and "at>" not in step
    ]
    assert without_days == []
    # Nor, of what groups met and decided, all that there ever was.
    read_whole_of = {word for one in asked for word in scanned(store, one)}
    assert read_whole_of & {"m", "groups_meeting", "groups_decision"} == set()


def scanned(store: Store, statement: str) -> set[str]:
    """What a statement goes through from end to end."""
    return {step.split()[1] for step in plan_of(store, statement) if step.startswith("SCAN ")}


def test_the_calendar_reads_what_is_open_alone(store: Store) -> None:
    make_one_of_each(store)
    asked, entries = asked_by(store, lambda: list(store.calendar.entries()))
    assert entries
    assert [step for one in asked for step in plan_of(store, one) if "by_received" in step] == []


def test_themes_are_counted_by_what_has_one(store: Store) -> None:
    asked, _ = asked_by(
        store, lambda: (store.feedback.themed_enquiries(), store.feedback.theme_counts())
    )
    assert [step for one in asked for step in plan_of(store, one) if "SCAN e " in step] == []


def plan_of(store: Store, statement: str) -> list[str]:
    """How a statement is read, step by step."""
    rows = store.connection.execute(f"EXPLAIN QUERY PLAN {statement}")
    return [row["detail"] for row in rows]


def test_no_trigger_writes_the_key_of_a_line(store: Store) -> None:
    """As it is written, all that points to records is looked through, indexed or not; of which no
    plan tells.
    """
    rows = store.connection.execute("SELECT sql FROM sqlite_schema WHERE type = 'trigger'")
    written = [
        part.partition(" WHERE ")[0]
        for (sql,) in rows
        for part in sql.split("UPDATE record SET ")[1:]
    ]
    assert len(written) >= len(RECORD_KINDS)
    assert [one for one in written if one.startswith("uid =") or ", uid =" in one] == []
