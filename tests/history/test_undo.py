"""Undo takes back whatever was done last, and asks first where that is much."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factories import (
    FixedClock,
    another_window,
    dump,
    listed,
    make_enquiry,
    make_organisation,
    value,
)

from db.store import Store
from spoc_tui.casework.errors import NotFound, Refused
from spoc_tui.casework.history.history import why_never_undone


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
    with pytest.raises(Refused, match="what the records began with"):
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


def test_more_than_twenty_records_asks(store: Store) -> None:
    store.lists.import_list([listed(line) for line in range(2, 9)], source="few")
    assert store.propose_undo().ask == ""  # seven, each with its number and its place in the list
    store.lists.import_list([listed(line) for line in range(9, 30)], source="small")
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


def test_answered_now_is_one_undo_and_says_the_caller_was_told(store: Store) -> None:
    make_enquiry(store, answered="At the desk.")
    assert "told" in store.propose_undo().already_sent
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


@pytest.mark.parametrize(
    ("kind", "said"),
    [("undo", "Redo takes it back"), ("settle", "fit each other"), ("setup", "began with")],
)
def test_why_one_that_is_no_act_is_not_undone(store: Store, kind: str, said: str) -> None:
    make_enquiry(store)
    entry = replace(store.history.page(0, 1)[0].action, kind=kind, label="Settled")
    assert said in why_never_undone(entry)
    assert "“Settled”" in why_never_undone(entry)
