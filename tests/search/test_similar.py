"""Questions like one, with the answers given: none on safeguarding, none that only look alike."""

from __future__ import annotations

import pytest
from factories import FixedClock, make_enquiry, make_organisation

from db.search.names import MOST_MATCHES
from db.store import Store
from spoc_tui.casework.enquiries.enquiry import Outcome


def test_similar_gives_the_answers(store: Store, clock: FixedClock) -> None:
    make_enquiry(store, subject="Damp in the hall", answered="Try the depot.")
    make_enquiry(store, subject="Grant for a minibus", answered="See the fund.")
    make_enquiry(store, subject="Damp in the scout hut")
    clock.advance(days=1)
    make_enquiry(store, subject="Hall keys", answered="At the desk.")
    found = store.search.similar("damp hall, what can we do?")
    assert [(e.subject, e.answer) for e in found] == [
        ("Damp in the hall", "Try the depot."),
    ]  # one word of two is not like enough


def test_similar_reads_past_apostrophes_and_accents(store: Store) -> None:
    make_enquiry(store, subject="The children's crèche", answered="Ask Early Help.")
    assert len(store.search.similar("Creche")) == 1
    assert len(store.search.similar("children’s")) == 1


@pytest.mark.parametrize("subject", ["", "to be or", "the and for", "how can we get some"])
def test_words_that_make_no_two_alike(store: Store, subject: str) -> None:
    make_enquiry(store, subject="How can we get some of the keys to be?", answered="So.")
    assert store.search.similar(subject) == []


def test_similar_leaves_out_the_undone(store: Store) -> None:
    make_enquiry(store, subject="Damp hall", answered="Try the depot.")
    store.undo()
    assert store.search.similar("damp hall") == []


def test_a_reopened_enquirys_old_answer_is_not_offered(store: Store, clock: FixedClock) -> None:
    reference = make_enquiry(store, subject="Damp hall", route_to="Housing").enquiry.reference
    store.enquiries.answer(reference, "It was wrong.")
    store.enquiries.close(reference, outcome=Outcome.PARTLY, reason="x")
    clock.advance(days=3)
    store.enquiries.reopen(reference, "It was wrong.")
    assert store.search.similar("damp hall") == []


def test_what_was_undone_takes_no_place_from_what_stands(store: Store) -> None:
    with store.action("Many"):
        for number in range(MOST_MATCHES + 10):
            store.organisations.add(f"Strood Society {number}")
    store.undo()
    kept = make_organisation(store, "Strood Players")
    assert [o.uid for o in store.search.organisations("strood")] == [kept.uid]


def test_open_look_alikes_do_not_hide_the_answers_given(store: Store) -> None:
    answered = make_enquiry(store, subject="Who mends the hall boiler this winter?").enquiry
    store.enquiries.answer(answered.reference, "Property does.")
    for _ in range(40):
        make_enquiry(store, subject="Hall boiler")
    assert [e.uid for e in store.search.similar("hall boiler")] == [answered.uid]
