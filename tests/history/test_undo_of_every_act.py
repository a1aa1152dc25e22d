"""Undo puts every row back, whatever was done, and redo does it again.

Every act of every kind of record is here; `u` on the screen is in test_screen_undo.py, the verb in
test_cli_undo.py, the undo of an older act, of several desks and its refusals in test_undo*.py.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from acts_by_hand import BY_HAND, DO, STATES, WRITES_NOTHING
from acts_given import MAKE, do_all, given_for
from factories import (
    FixedClock,
    a_case,
    dump,
    in_short,
    labels,
    listed,
    make_enquiry,
    make_organisation,
    new_file,
    team,
    topic,
)
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from db.store import Store
from spoc_tui.casework.council.council import Team, Topic
from spoc_tui.casework.council.starting_themes import THEMES
from spoc_tui.casework.enquiries import handling
from spoc_tui.casework.enquiries.enquiry import Case, Outcome, Status
from spoc_tui.casework.errors import NotFound, Refused, SpocError
from spoc_tui.casework.records.applying import NEEDS
from spoc_tui.casework.records.kinds import DECLARED_KINDS, RecordKind
from spoc_tui.casework.records.shape import RecordCase

NEW, WITH_TEAM, WAITING, ANSWERED, CLOSED = Status
THEME = THEMES[0][0]
Verb = Callable[[Store, str], Any]
VERBS: dict[str, tuple[Status, Verb]] = {
    "log": (NEW, lambda store, ref: make_enquiry(store, detail="More of it", phone="01634 1")),
    "log and route": (NEW, lambda store, ref: make_enquiry(store, route_to="Housing")),
    "answered now": (NEW, lambda store, ref: make_enquiry(store, answered="At the desk.")),
    "acknowledge": (NEW, lambda store, ref: store.enquiries.acknowledge(ref)),
    "answer": (WITH_TEAM, lambda store, ref: store.enquiries.answer(ref, "Yes.")),
    "told": (ANSWERED, lambda store, ref: store.enquiries.told(ref, whom="Mrs Adeyemi")),
    "note": (NEW, lambda store, ref: store.enquiries.note(ref, "Rang again.")),
    "wait": (WITH_TEAM, lambda store, ref: store.enquiries.wait(ref, "the lease")),
    "resume": (WAITING, lambda store, ref: store.enquiries.resume(ref)),
    "close": (
        WITH_TEAM,
        lambda store, ref: store.enquiries.close(ref, outcome=Outcome.PARTLY, reason="Gone."),
    ),
    "reopen": (CLOSED, lambda store, ref: store.enquiries.reopen(ref, "They rang.")),
    "edit": (
        NEW,
        lambda store, ref: store.enquiries.edit(
            ref, {"subject": "Two keys", "channel": "email", "answer_by": "+20"}
        ),
    ),
    "themes": (NEW, lambda store, ref: store.enquiries.edit(ref, {"themes": THEME})),
    "route": (NEW, lambda store, ref: store.routings.route(ref, team(store).uid)),
    "pass on": (
        WITH_TEAM,
        lambda store, ref: store.routings.route(ref, team(store, "Revenues").uid, reason="Theirs."),
    ),
    "team acknowledged": (WITH_TEAM, lambda store, ref: store.routings.acknowledged(ref)),
    "sent back": (WITH_TEAM, lambda store, ref: store.routings.sent_back(ref, "Not ours.")),
    "chase": (WITH_TEAM, lambda store, ref: store.routings.chase(ref)),
    "promise": (NEW, lambda store, ref: store.promises.make(ref, "Ring back", store.today())),
    "organisation": (NEW, lambda store, ref: make_organisation(store, "Quay Rowing")),
    "team": (
        NEW,
        lambda store, ref: store.council.add(Team, {"name": "Parks", "directorate": "Planning"}),
    ),
    "edit team": (
        NEW,
        lambda store, ref: store.council.edit(Team, team(store).uid, {"lead": "A. Person"}),
    ),
    "merge teams": (
        WITH_TEAM,
        lambda store, ref: store.council.merge(Team, team(store).uid, team(store, "Revenues").uid),
    ),
    "merge topics": (
        NEW,
        lambda store, ref: store.council.merge(Topic, topic(store).uid, topic(store, "rates").uid),
    ),
    "topic's days": (
        NEW,
        lambda store, ref: store.council.edit(Topic, topic(store).uid, {"answer_days": "3"}),
    ),
    "standards": (
        NEW,
        lambda store, ref: store.own_standards.change({"answer": "3", "silence": "1"}),
    ),
    "retire": (NEW, lambda store, ref: store.council.retire(Topic, topic(store).uid)),
    "holiday": (
        NEW,
        lambda store, ref: store.holidays.add(store.today() + timedelta(days=5), "A day of rest"),
    ),
    "import": (
        NEW,
        lambda store, ref: store.lists.import_list([listed(2), listed(3)], source="list"),
    ),
}


@pytest.mark.parametrize("name", VERBS)
def test_undo_puts_every_row_back_and_redo_does_it_again(
    store: Store, clock: FixedClock, name: str
) -> None:
    status, verb = VERBS[name]
    reference = a_case(store, status, topic_uid=topic(store).uid).enquiry.reference
    clock.advance(hours=1)
    before = dump(store)
    count = len(labels(store))
    verb(store, reference)
    after = dump(store)
    assert after != before
    done = labels(store)[count:]
    assert len(done) == 1
    clock.advance(hours=1)

    assert store.undo().label == done[0]
    undone = dump(store)
    assert {key: row for key, row in undone.items() if key in before} == before
    assert all(row["removed_at"] for key, row in undone.items() if key not in before)
    assert dump(store, marks=False) == {k: r for k, r in before.items() if not r["removed_at"]}

    assert store.redo().label == done[0]
    assert dump(store) == after
    assert store.undo().label == done[0]
    assert dump(store) == undone
    assert store.history.broken_at() is None


PROMISES: dict[str, Verb] = {
    "keep": lambda store, ref: store.promises.keep(ref),
    "withdraw": lambda store, ref: store.promises.withdraw(ref, None, "No longer wanted."),
}
"""What is done about a promise, on a record of any kind."""


def is_undone_and_redone(store: Store, clock: FixedClock, act: Callable[[], Any]) -> bool:
    """Tries an act; False where it does not apply. Nothing of it is left in force."""
    clock.advance(minutes=2)  # done once more after a moment, it is meant
    before, count = dump(store, marks=False), len(labels(store))
    try:
        act()
    except SpocError:
        assert dump(store, marks=False) == before
        return False
    after, done = dump(store, marks=False), labels(store)[count:]
    assert after != before
    for label in reversed(done):
        assert store.undo().label == label
    assert dump(store, marks=False) == before
    for label in done:
        assert store.redo().label == label
    assert dump(store, marks=False) == after
    for _ in done:
        store.undo()
    return True


def promises_undone(store: Store, clock: FixedClock, reference: str) -> set[str]:
    """What of PROMISES was done on a promise made on a record, and undone; none where it is closed
    or has another.
    """
    try:
        store.promises.make(reference, "Ring back", store.today())
    except SpocError:
        return set()
    done = {
        name
        for name, act in PROMISES.items()
        if is_undone_and_redone(store, clock, partial(act, store, reference))
    }
    store.undo()
    return done


@pytest.mark.parametrize("kind", BY_HAND.values(), ids=BY_HAND)
def test_every_act_of_a_kind_by_hand_is_undone_and_redone(
    store: Store, clock: FixedClock, kind: type[RecordCase]
) -> None:
    left = {*DO[kind], *PROMISES}
    for reference in list(STATES[kind](store)):
        for name in sorted(left & {*DO[kind]}):
            act = partial(DO[kind][name], store, reference)
            if is_undone_and_redone(store, clock, act):
                left.remove(name)
        left -= promises_undone(store, clock, reference) if left & {*PROMISES} else set()
    assert not left
    assert set(DO[kind]) == set(NEEDS[kind]) - WRITES_NOTHING
    assert store.history.broken_at() is None


@pytest.mark.parametrize(
    "kind", in_short(DECLARED_KINDS, DECLARED_KINDS[0]), ids=lambda kind: kind.code
)
def test_every_act_of_a_declared_kind_is_undone_and_redone(
    store: Store, clock: FixedClock, kind: RecordKind
) -> None:
    """On the record as it was made, and as far as other acts bring it."""
    make_organisation(store)
    make_enquiry(store)
    records, uid = store.declared(kind.code), MAKE[kind.code](store)
    left, seen = {*records.acts, *PROMISES}, set[tuple[object, frozenset[str]]]()
    ways: list[tuple[str, ...]] = [()]
    while left and ways:
        way = ways.pop(0)
        if not do_all(store, clock, kind, uid, way):
            continue
        one = records.get(uid).record
        applying = [name for name, act in records.acts.items() if act.refusal(one) is None]
        if (state := (one.status, frozenset(applying))) not in seen:
            seen.add(state)
            for name in applying:
                act = partial(records.act, uid, name, given_for(records.acts[name], one))
                if name not in left:
                    ways.append((*way, name))
                elif is_undone_and_redone(store, clock, act):
                    left.remove(name)
                    ways.insert(0, (*way, name))  # what is new leads on
            if left & {*PROMISES}:
                left -= promises_undone(store, clock, uid)
        for _ in way:
            store.undo()
    assert not left
    assert store.history.broken_at() is None


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("name", VERBS)
def test_an_act_gives_back_the_case_as_it_is_after_it(
    store: Store, clock: FixedClock, name: str, status: Status
) -> None:
    reference = a_case(store, status, topic_uid=topic(store).uid).enquiry.reference
    store.enquiries.edit(reference, {"themes": THEME})
    clock.advance(hours=1)
    try:
        given = VERBS[name][1](store, reference)
    except SpocError:
        return  # it does not apply there
    case = given[0] if isinstance(given, tuple) else given
    if isinstance(case, Case):
        assert case == store.enquiries.get(case.enquiry.uid)


@pytest.mark.parametrize(
    ("verb", "words"),
    [("told", "caller has already been told"), ("chase", "already be with the team"), ("note", "")],
)
def test_what_has_gone_out_is_named(store: Store, verb: str, words: str) -> None:
    status, done = VERBS[verb]
    done(store, a_case(store, status).enquiry.reference)
    already_sent = store.propose_undo().already_sent
    assert words in already_sent
    assert bool(already_sent) == bool(words)


ACTS = st.sampled_from(
    sorted({*VERBS} - {"import", "retire"} | {"undo", "redo", *PROMISES, "no themes"})
)


def act(store: Store, name: str, reference: str) -> None:
    """One act on a record, or the rule's refusal of it."""
    try:
        match name:
            case "undo":
                store.undo()
            case "redo":
                store.redo()
            case "no themes":
                store.enquiries.edit(reference, {"themes": ""})
            case "keep" | "withdraw":
                PROMISES[name](store, reference)
            case _:
                VERBS[name][1](store, reference)
    except SpocError:
        pass


@pytest.mark.slow
@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(acts=st.lists(st.tuples(ACTS, st.integers(1, 3)), max_size=20))
def test_any_sequence_undone_is_the_start_and_redone_the_end(acts: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        clock = FixedClock()
        store = Store.open(new_file(Path(folder) / "spoc.db"), now=clock)
        start = dump(store, marks=False)
        make_enquiry(store)
        for name, number in acts:
            clock.advance(hours=5)
            act(store, name, str(number))
        end = dump(store, marks=False)
        steps = 0
        while _undo(store):
            steps += 1
        assert dump(store, marks=False) == start
        for _ in range(steps):
            store.redo()
        assert dump(store, marks=False) == end
        assert store.history.broken_at() is None
        store.close()


def _undo(store: Store) -> bool:
    try:
        store.undo()
    except NotFound:
        return False
    return True


@pytest.mark.slow
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    acts=st.lists(ACTS, max_size=14),
    older=st.lists(st.integers(0, 14), max_size=4),
)
@example(["acknowledge", "answer", "answer", "answer", "close", "reopen", "promise"], [7])
def test_undoing_older_acts_breaks_no_rule(acts: list[str], older: list[int]) -> None:
    with TemporaryDirectory() as folder:
        clock = FixedClock()
        store = Store.open(new_file(Path(folder) / "spoc.db"), now=clock)
        make_enquiry(store)
        for name in acts:
            clock.advance(hours=5)
            act(store, name, "1")
        uids = [row[0] for row in store.connection.execute("SELECT uid FROM action ORDER BY id")]
        for index in older:
            before = dump(store)
            try:
                store.undo(uids[index % len(uids)])
            except (Refused, NotFound):
                assert dump(store) == before
        follow_the_rules(store)
        store.close()


def follow_the_rules(store: Store) -> None:
    """Every enquiry is as its facts put it, told only what was answered, closed only so."""
    for enquiry in store.enquiries.page(0, 100):
        case = store.enquiries.get(enquiry.uid)
        assert enquiry.status is handling.status_of(
            closed=enquiry.closed_at is not None,
            waiting=enquiry.waiting_since is not None,
            answered=enquiry.answered_at is not None,
            with_team=case.open_routing is not None,
        )
        assert enquiry.told_at is None or enquiry.answered_at is not None
        if not enquiry.is_open:
            assert not case.open_promises
            assert case.open_routing is None
            assert enquiry.told_at is not None or enquiry.outcome_reason
