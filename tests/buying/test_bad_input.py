"""What is typed of contracts, offers and needs, and is refused with one sentence."""

from __future__ import annotations

from typing import Any

import pytest
from buying_made import make_buying, need_with_a_match
from factories import make_organisation

from db.store import Store
from spoc_tui.casework.errors import BadInput, Refused


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"estimate": "0"}, "estimate", "more than £0"),
        ({"estimate": "£1m"}, "estimate", "£1m"),
        ({"tax": "with-vat"}, "tax", "of which estimate"),
        ({"weight": "10-20%"}, "weight", "10-20%"),
        ({"starts": "2026-09-01", "ends": "2026-08-31"}, "ends", "cannot end before"),
        ({"closes": "2026-04-20", "starts": "2026-04-01"}, "starts", "before it closes"),
        ({"closes": "2026-04-20", "questions_by": "2026-04-21"}, "closes", "Questions"),
        ({"reserved": "none, vcse"}, "reserved", "not both"),
        ({"heard": "+1"}, "heard", ""),
    ],
)
def test_a_contract_is_refused(store: Store, typed: Any, field: str, says: str) -> None:
    with pytest.raises(BadInput) as refused:
        make_buying(store, "opportunity", **typed)
    assert refused.value.field == field
    assert says in str(refused.value)
    assert store.declared("opportunity").count() == 0


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"quantity": "40"}, "unit"),
        ({"unit": "hours"}, "quantity"),
        ({"amount": "0"}, "amount"),
        ({"amount": "50", "quantity": "40", "unit": "hours"}, "amount"),
    ],
)
def test_an_offer_is_refused(store: Store, typed: Any, field: str) -> None:
    with pytest.raises(BadInput) as refused:
        make_buying(store, "offer", **typed)
    assert refused.value.field == field


def test_what_was_told_in_confidence_is_not_passed_on(store: Store) -> None:
    make_organisation(store)
    its, one = store.declared("opportunity"), make_buying(store, "opportunity", confidential="yes")
    with pytest.raises(Refused, match="in confidence"):
        its.act(one.uid, "tell-sector", {"how": "bulletin"})
    with pytest.raises(BadInput, match="in confidence"):
        its.act(one.uid, "ask", {"role": "sector", "organisation": "Rook Lane"})
    its.act(one.uid, "ask", {"role": "in-confidence", "organisation": "Rook Lane"})
    with pytest.raises(BadInput, match="procurement must know") as refused:
        its.act(one.uid, "part", {"organisation": "Rook Lane", "part": "alone"})
    assert refused.value.field == "cleared"
    bid = {"organisation": "Rook Lane", "part": "alone", "cleared": "All hear it on Monday."}
    assert its.act(one.uid, "part", bid).record.status.value == "bidders-forming"


def test_a_call_off_is_offered_to_nobody(store: Store) -> None:
    one = make_buying(store, "opportunity", call_off="yes")
    with pytest.raises(Refused, match="call-off"):
        store.declared("opportunity").act(one.uid, "tell-sector", {"how": "bulletin"})


def test_partners_need_one_who_leads_and_a_bid_its_result(store: Store) -> None:
    make_organisation(store)
    make_organisation(store, "Strood Scouts")
    its, one = store.declared("opportunity"), make_buying(store, "opportunity").uid
    scouts = {"organisation": "Strood Scouts"}
    with pytest.raises(BadInput, match="Nobody leads"):
        its.act(one, "part", {**scouts, "part": "partner"})
    with pytest.raises(BadInput, match="why it declined"):
        its.act(one, "part", {**scouts, "part": "declined"})
    its.act(one, "part", {"organisation": "Rook Lane", "part": "lead"})
    with pytest.raises(BadInput, match="leads already"):
        its.act(one, "part", {**scouts, "part": "lead"})
    its.act(one, "part", {**scouts, "part": "partner"})
    its.act(one, "submit")
    with pytest.raises(Refused, match="what became of it"):
        its.act(one, "close", {"why": "over"})
    its.act(one, "decide", {"result": "lost"})
    with pytest.raises(Refused, match="Not told yet"):
        its.act(one, "close", {"why": "over"})
    its.act(one, "tell-all")
    assert its.act(one, "close", {"why": "over"}).record.status.value == "told"


def test_a_delivery_is_of_what_was_offered(store: Store) -> None:
    its, one = store.declared("offer"), make_buying(store, "offer").uid
    with pytest.raises(BadInput, match="none is made up"):
        its.act(one, "deliver", {"evidence": "seen", "much": "5"})
    with pytest.raises(BadInput, match="all of it"):
        its.act(one, "deliver", {"evidence": "seen"})
    hours = make_buying(store, "offer", quantity="40", unit="hours").uid
    with pytest.raises(BadInput, match="no number of hours"):
        its.act(hours, "deliver", {"evidence": "seen", "much": "10-20"})
    assert its.act(hours, "deliver", {"evidence": "a", "much": "30"}).record.delivered is None
    done = its.act(hours, "deliver", {"evidence": "b", "much": "10"}).record
    assert (done.status.value, done.came_in) == ("delivered", 40)
    with pytest.raises(Refused, match="does not come"):
        its.act(one, "close", {"why": "over"})


def test_a_match_is_told_of_once(store: Store) -> None:
    make_organisation(store)
    uid, its = need_with_a_match(store), store.declared("need")
    dues = [due.what for due in its.dues(its.get(uid).record)]
    assert "tell match" in dues
    with pytest.raises(BadInput, match="no match to tell of"):
        its.act(uid, "tell-match", {"match": "OFR-26-0009"})
    its.act(uid, "tell-match", {"match": "OFR-26-0001"})
    assert "tell match" not in [due.what for due in its.dues(its.get(uid).record)]
