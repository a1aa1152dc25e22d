"""Undo takes back whatever was done last, and only what nothing later rests on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from factories import (
    FixedClock,
    a_case,
    another_window,
    dump,
    labels,
    listed,
    make_enquiry,
    make_organisation,
    team,
    topic,
    value,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.store import Store
from spoc_tui.casework import handling
from spoc_tui.casework.council import Team, Topic
from spoc_tui.casework.enquiries import Outcome, Status
from spoc_tui.casework.errors import NotFound, Refused, SpocError

NEW, WITH_TEAM, WAITING, ANSWERED, CLOSED = Status
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
    "topic's days": (
        NEW,
        lambda store, ref: store.council.edit(Topic, topic(store).uid, {"answer_days": "3"}),
    ),
    "retire": (NEW, lambda store, ref: store.council.retire(Topic, topic(store).uid)),
    "holiday": (
        NEW,
        lambda store, ref: store.holidays.add(store.today() + timedelta(days=5), "A day of rest"),
    ),
    "import": (
        NEW,
        lambda store, ref: store.organisations.import_list([listed(2), listed(3)], source="list"),
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


ACTS = st.sampled_from(
    sorted({*VERBS} - {"import", "retire"} | {"undo", "redo", "keep", "withdraw"})
)


def act(store: Store, name: str, reference: str) -> None:
    """One act on a record, or the rule's refusal of it."""
    try:
        match name:
            case "undo":
                store.undo()
            case "redo":
                store.redo()
            case "keep":
                store.promises.keep(reference)
            case "withdraw":
                store.promises.withdraw(reference, None, "No longer wanted.")
            case _:
                VERBS[name][1](store, reference)
    except SpocError:
        pass


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(acts=st.lists(st.tuples(ACTS, st.integers(1, 3)), max_size=20))
def test_any_sequence_undone_is_the_start_and_redone_the_end(acts: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        clock = FixedClock()
        store = Store.open(Path(folder) / "spoc.db", now=clock)
        store.connection.execute("PRAGMA synchronous = OFF")  # as many fsyncs would take minutes
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


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    acts=st.lists(ACTS, max_size=14),
    older=st.lists(st.integers(0, 14), max_size=4),
)
def test_undoing_older_acts_breaks_no_rule(acts: list[str], older: list[int]) -> None:
    with TemporaryDirectory() as folder:
        clock = FixedClock()
        store = Store.open(Path(folder) / "spoc.db", now=clock)
        store.connection.execute("PRAGMA synchronous = OFF")
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
    """Every enquiry stands where its facts put it, told only what was answered, closed only so."""
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


def _undo(store: Store) -> bool:
    try:
        store.undo()
    except NotFound:
        return False
    return True


def test_again_undoes_the_one_before(store: Store) -> None:
    reference = make_enquiry(store).enquiry.reference
    store.enquiries.note(reference, "One.")
    store.enquiries.note(reference, "Two.")
    undone = [store.undo().label for _ in range(3)]
    assert undone == [f"Noted on {reference}", f"Noted on {reference}", f"Logged {reference}"]
    assert [store.redo().label for _ in range(3)] == undone[::-1]
    assert [event.text for event in store.enquiries.get(reference).timeline][1:] == ["One.", "Two."]


def test_with_nothing_done_there_is_nothing_to_undo(store: Store) -> None:
    # The starting set is there, and stays.
    before = dump(store)
    for attempt in (store.undo, store.redo, store.propose_undo, store.propose_redo):
        with pytest.raises(NotFound, match="nothing to"):
            attempt()
    assert dump(store) == before


def test_the_starting_set_cannot_be_undone_by_name(store: Store) -> None:
    uid = value(store, "SELECT uid FROM action WHERE kind = 'setup'")
    with pytest.raises(NotFound):
        store.undo(uid)


def test_a_new_act_ends_redo(store: Store) -> None:
    reference = make_enquiry(store).enquiry.reference
    store.enquiries.note(reference, "One.")
    store.undo()
    store.enquiries.note(reference, "Another.")
    with pytest.raises(NotFound, match="nothing to redo"):
        store.redo()
    assert store.undo().label == f"Noted on {reference}"
    assert store.redo().label == f"Noted on {reference}"


def action_uid(store: Store, label: str) -> str:
    return str(value(store, "SELECT uid FROM action WHERE label = ? ORDER BY id DESC", label))


def edit(store: Store, reference: str, **typed: str) -> str:
    """Edits and gives the uid of the action."""
    store.enquiries.edit(reference, typed)
    return str(value(store, "SELECT uid FROM action ORDER BY id DESC LIMIT 1"))


def test_an_older_act_can_be_undone_where_nothing_later_touched_it(store: Store) -> None:
    reference = make_enquiry(store).enquiry.reference
    older = edit(store, reference, subject="Two keys")
    edit(store, reference, detail="For the shed too")
    store.undo(older)
    enquiry = store.enquiries.get(reference).enquiry
    assert (enquiry.subject, enquiry.detail) == ("A key for the hall", "For the shed too")
    with pytest.raises(NotFound):
        store.undo(older)


def test_undo_refuses_and_names_the_later_act(store: Store, clock: FixedClock) -> None:
    reference = make_enquiry(store).enquiry.reference
    older = edit(store, reference, subject="Two keys")
    later = edit(store, reference, subject="Three keys")
    before = dump(store)
    with pytest.raises(Refused, match=f"subject changed again since by “Edited {reference}”"):
        store.undo(older)
    assert dump(store) == before
    store.undo(later)  # what was undone no longer counts as a later change
    store.undo(older)
    assert store.enquiries.get(reference).enquiry.subject == "A key for the hall"


def test_a_record_that_others_hang_on_is_not_undone(store: Store) -> None:
    organisation = make_organisation(store, "Quay Rowing")
    case = make_enquiry(store, organisation_uid=organisation.uid)
    with pytest.raises(Refused, match=f"“Logged {case.enquiry.reference}” came after it"):
        store.undo(action_uid(store, "Added Quay Rowing"))
    store.undo()
    store.undo(action_uid(store, "Added Quay Rowing"))
    assert store.organisations.count() == 0


def test_the_act_that_pointed_there_is_named_not_the_one_that_made_the_row(store: Store) -> None:
    case = make_enquiry(store)
    make_organisation(store, "Quay Rowing")
    store.enquiries.edit(case.enquiry.reference, {"organisation": "Quay Rowing"})
    with pytest.raises(Refused, match=f"“Edited {case.enquiry.reference}” came after it"):
        store.undo(action_uid(store, "Added Quay Rowing"))


def test_what_was_given_anew_is_not_brought_back_beside_it(store: Store) -> None:
    uid = make_organisation(store).uid
    known = store.organisations
    known.edit(uid, {}, identifiers=["GB-CHC-1234567"], other_names=["The Rooks"])
    known.remove_identifier(uid, "GB-CHC-1234567")
    number_away = store.propose_undo().action.uid
    known.remove_other_name(uid, known.other_names(uid)[0].uid)
    name_away = store.propose_undo().action.uid
    known.add_identifier(uid, "GB-CHC-1234567")
    again = known.add_other_name(uid, "the rooks")
    before = dump(store)
    with pytest.raises(Refused, match="the number 1234567 is there again"):
        store.undo(number_away)
    with pytest.raises(Refused, match="the name The Rooks is there again"):
        store.undo(name_away)
    assert dump(store) == before
    known.remove_other_name(uid, again.uid)
    store.undo(name_away)
    assert [other.name for other in known.other_names(uid)] == ["The Rooks"]


def test_a_logged_enquiry_with_a_later_note_is_not_undone(store: Store) -> None:
    reference = make_enquiry(store).enquiry.reference
    store.enquiries.note(reference, "One.")
    with pytest.raises(Refused, match=f"“Noted on {reference}” came after it"):
        store.undo(action_uid(store, f"Logged {reference}"))


@pytest.mark.parametrize(
    ("older", "later"),
    [
        ("Answered ENQ-26-0001", "Told the caller of ENQ-26-0001"),
        ("Told the caller of ENQ-26-0001", "Closed ENQ-26-0001"),
        ("Kept a promise on ENQ-26-0001", "Closed ENQ-26-0001"),
    ],
)
def test_a_stage_is_not_pulled_from_under_a_later_one(store: Store, older: str, later: str) -> None:
    reference = make_enquiry(store).enquiry.reference
    store.promises.make(reference, "Ring back", store.today())
    store.promises.keep(reference)
    store.enquiries.answer(reference, "Yes.")
    store.enquiries.told(reference)
    store.enquiries.close(reference, outcome=Outcome.RESOLVED)
    if later.startswith("Told"):
        store.undo()
    before = dump(store)
    with pytest.raises(Refused, match=later):
        store.undo(action_uid(store, older))
    assert dump(store) == before


def test_more_than_twenty_records_asks(store: Store) -> None:
    store.organisations.import_list([listed(line) for line in range(2, 9)], source="small")
    assert store.propose_undo().action.records == 21
    assert "21 records" in store.propose_undo().ask
    store.undo()
    assert "21 records" in store.propose_redo().ask
    make_organisation(store)
    assert store.propose_undo().ask == ""


def test_another_sitting_asks(store: Store) -> None:
    make_enquiry(store)
    other = another_window(store)
    assert "not done in this window" in other.propose_undo().ask
    assert store.propose_undo().ask == ""
    other.close()


@pytest.mark.parametrize(
    ("verb", "words"),
    [("told", "caller has already been told"), ("chase", "already be with the team"), ("note", "")],
)
def test_what_has_gone_out_is_named(store: Store, verb: str, words: str) -> None:
    status, done = VERBS[verb]
    done(store, a_case(store, status).enquiry.reference)
    gone_out = store.propose_undo().gone_out
    assert words in gone_out
    assert bool(gone_out) == bool(words)


def test_answered_now_is_one_undo_and_says_the_caller_was_told(store: Store) -> None:
    make_enquiry(store, answered="At the desk.")
    assert "told" in store.propose_undo().gone_out
    assert store.undo().label == "Logged ENQ-26-0001, answered now"
    assert store.enquiries.count() == 0


def test_an_undone_enquiry_says_when_and_its_number_is_not_used_again(
    store: Store, clock: FixedClock
) -> None:
    make_enquiry(store)
    clock.advance(hours=3)
    store.undo()
    for typed in ("1", "ENQ-26-0001"):
        with pytest.raises(NotFound, match=r"ENQ-26-0001 was undone on Thu 2 Apr 2026 13:00"):
            store.enquiries.get(typed)
    assert make_enquiry(store).enquiry.reference == "ENQ-26-0002"


def test_a_promises_number_is_not_used_again(store: Store) -> None:
    reference = make_enquiry(store).enquiry.reference
    store.promises.make(reference, "Ring back", store.today())
    store.undo()
    case = store.promises.make(reference, "Write", store.today())
    assert [promise.number for promise in case.promises] == [2]


def test_two_windows_do_not_undo_the_same_act_twice(store: Store) -> None:
    make_organisation(store, "First")
    make_organisation(store, "Second")
    other = another_window(store)
    assert [store.undo().label, other.undo().label] == ["Added Second", "Added First"]
    with pytest.raises(NotFound):
        store.undo()
    assert [other.redo().label, store.redo().label] == ["Added First", "Added Second"]
    other.close()
