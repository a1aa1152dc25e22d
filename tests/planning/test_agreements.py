"""What rests on an agreement: schemes, money, the evaluation. Nothing is said that is not so."""

from __future__ import annotations

from typing import Any

import pytest
from factories import make_group, make_organisation, make_pilot, make_scheme, make_window

from db.store import Store
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.kinds.shared_acts import acts_of
from spoc_tui.casework.planning.scheme import KIND as SCHEME
from spoc_tui.casework.planning.steps import Step


def schemes(store: Store) -> Any:
    return store.declared("scheme")


def windows(store: Store) -> Any:
    return store.declared("window")


def put_forward(store: Store, window: str, what: str = "A hall") -> str:
    uid = make_scheme(store, what).uid
    schemes(store).act(uid, "put-forward", {"window": window})
    return uid


def agreed(store: Store, window: str, amount: str = "9000") -> None:
    windows(store).act(window, "send")
    windows(store).act(window, "agree", {"amount": amount} if amount else {})


def test_a_scheme_is_secured_by_the_agreement_of_its_window_alone(store: Store) -> None:
    alone, window = make_scheme(store).uid, make_window(store).uid
    with pytest.raises(Refused, match=r"put forward in no window. Put it forward"):
        schemes(store).act(alone, "secure", {"amount": "10"})
    uid = put_forward(store, window)
    with pytest.raises(Refused, match=r"no agreement yet: Elm Road.* that it is agreed"):
        schemes(store).act(uid, "secure", {"amount": "10"})
    one = schemes(store).get(uid).record
    assert next(iter(SCHEME.likely(one))) == "put-forward"
    assert acts_of(SCHEME)["secure"].refusal(one) is not None
    agreed(store, window)
    one = schemes(store).get(uid).record
    assert next(iter(SCHEME.likely(one))) == "secure"
    with pytest.raises(BadInput, match=r"Say the sum that the agreement has"):
        schemes(store).act(uid, "secure")
    schemes(store).act(uid, "secure", {"amount": "9000"})


def test_the_schemes_of_a_window_have_no_more_than_its_agreement(store: Store) -> None:
    window = make_window(store).uid
    first, second = (put_forward(store, window, what) for what in ("A hall", "A ramp"))
    agreed(store, window)
    with pytest.raises(BadInput, match=r"£9,001 is more than the agreement has: it is of £9,000"):
        schemes(store).act(first, "secure", {"amount": "9001"})
    schemes(store).act(first, "secure", {"amount": "6000"})
    with pytest.raises(BadInput, match=r"other schemes have £6,000 of it"):
        schemes(store).act(second, "secure", {"amount": "3001"})
    with pytest.raises(BadInput, match=r"£5,000 is less than its schemes have.*: £6,000"):
        windows(store).act(window, "agree", {"amount": "5000"})
    schemes(store).act(first, "close", {"why": "Built without"})
    schemes(store).act(second, "secure", {"amount": "9000"})


def test_an_agreement_is_not_undone_beneath_a_secured_scheme(store: Store) -> None:
    window, uid = make_window(store).uid, make_scheme(store, suggested_by="Jo").uid
    schemes(store).act(uid, "put-forward", {"window": window})
    agreed(store, window)
    agreement = store.history.page(0, 1)[0]
    schemes(store).act(uid, "secure", {"amount": "9000"})
    with pytest.raises(Refused, match=r"cannot be undone: .*[Ss]ecured.* rests on it"):
        store.undo(agreement.action.uid)
    store.undo()
    store.undo(agreement.action.uid)
    assert windows(store).get(window).record.agreed is None


def test_money_goes_no_step_before_the_one_that_it_rests_on(store: Store) -> None:
    window = make_window(store).uid
    agreed(store, window)
    for act, word in (("allocate", "received"), ("spend", "allocated")):
        with pytest.raises(Refused, match=rf"Nothing of .* was {word} yet"):
            windows(store).act(window, act, {"amount": "1"})
    windows(store).act(window, "receive", {"amount": "10"})
    windows(store).act(window, "allocate", {"amount": "5"})
    with pytest.raises(BadInput, match=r"£6 is more than was allocated: £5"):
        windows(store).act(window, "spend", {"amount": "6"})
    with pytest.raises(BadInput, match=r"£9 is less than was received of it: £10"):
        windows(store).act(window, "agree", {"amount": "9"})


def test_nothing_is_put_forward_in_views_that_went_without_it(store: Store) -> None:
    window, uid = make_window(store, opened="-3").uid, make_scheme(store).uid
    windows(store).act(window, "send", {"on": "-1"})
    with pytest.raises(BadInput, match=r"sent on .*, without it: Elm Road.* give the day"):
        schemes(store).act(uid, "put-forward", {"window": window})
    schemes(store).act(uid, "put-forward", {"window": window, "on": "-1"})


def test_a_window_is_evaluated_once_there_is_something_to(store: Store) -> None:
    window = make_window(store).uid
    with pytest.raises(Refused, match=r"nobody was asked, and no views were sent"):
        windows(store).act(window, "evaluate")
    windows(store).act(window, "send")
    with pytest.raises(Refused, match=r"count until .*: evaluate it after that"):
        windows(store).act(window, "evaluate")
    over = make_window(store, "MC/26/0002", opened="-40").uid
    windows(store).act(over, "send", {"on": "-30"})
    assert windows(store).act(over, "evaluate").record.status is Step.EVALUATED


def test_a_pilot_is_evaluated_once_its_sites_are_chosen_and_something_is_reached(
    store: Store,
) -> None:
    pilots = store.declared("pilot")
    uid = make_pilot(store).uid
    pilots.add_row(uid, "sites", {"role": "growth", "ward": "Cuxton"})
    pilots.add_row(uid, "milestones", {"words": "Two sites"})
    with pytest.raises(
        Refused, match=r"no site is chosen for low development, no milestone is reached"
    ):
        pilots.act(uid, "evaluate", {"words": "It works"})
    pilots.add_row(uid, "sites", {"role": "low-development", "ward": "Halling"})
    pilots.act(uid, "reach", {"number": "1"})
    pilots.act(uid, "evaluate", {"words": "It works"})
    assert pilots.get(uid).record.evaluated == store.today()  # type: ignore[attr-defined]


def test_who_to_put_on_record_is_said_where_no_councillor_is(store: Store) -> None:
    window = make_window(store, wards="Cuxton").uid
    with pytest.raises(Refused, match=r"No councillor of Cuxton is on record. Put them there"):
        windows(store).act(window, "ask-councillors")


def test_an_exact_name_wins_over_one_that_it_begins(store: Store) -> None:
    window = make_window(store).uid
    mva = make_organisation(store, "Medway Voluntary Action")
    store.organisations.add_other_name(mva.uid, "MVA")
    club = make_organisation(store, "Strood Scouts").uid
    for name in ("Sam Leeson", "Sam Lee"):
        person = store.organisations.add_contact(club, name).uid
        windows(store).act(
            window, "ask", {"role": "group", "organisation": club, "contact": person}
        )
    windows(store).act(window, "ask", {"role": "consortium", "organisation": mva.uid})
    windows(store).act(window, "ask", {"role": "group", "called": "MVA"})
    for typed in ("mva", "SAM LEE"):
        windows(store).act(window, "answer", {"who": typed, "said": "Yes"})
    answered = {each.who for each in windows(store).get(window).record.parties if each.answered}
    assert answered == {"MVA", "Sam Lee, Strood Scouts"}


def test_no_answer_is_put_down_of_one_who_is_excused(store: Store) -> None:
    window = make_window(store, group=make_group(store).uid).uid
    asked = {"role": "group", "called": "The Hall"}
    windows(store).act(window, "ask", asked)
    windows(store).act(window, "excuse", {"who": "1", "why": "Owns the land."})
    with pytest.raises(Refused, match=r"The Hall is excused: Owns the land. If that no longer"):
        windows(store).act(window, "answer", {"who": "1", "said": "Yes"})
    windows(store).act(window, "ask", asked)
    (party,) = windows(store).act(window, "answer", {"who": "1", "said": "Yes"}).record.parties
    assert (party.excused, party.asked) == ("", store.today())


def test_what_was_secured_is_put_right_and_told_anew(store: Store) -> None:
    window, uid = make_window(store).uid, make_scheme(store, suggested_by="Jo").uid
    schemes(store).act(uid, "put-forward", {"window": window})
    with pytest.raises(Refused, match=r"in no agreement yet"):
        schemes(store).act(uid, "put-right", {"amount": "10"})
    agreed(store, window)
    secured = schemes(store).act(uid, "secure", {"amount": "6000", "on": "today"}).record
    with pytest.raises(BadInput, match=r"£9,001 is more than the agreement has"):
        schemes(store).act(uid, "put-right", {"amount": "9001"})
    case = schemes(store).act(uid, "put-right", {"amount": "7000", "thing": "land"})
    one = case.record
    assert (one.secured_sum, one.secured_thing) == (700_000, "land")
    assert one.secured == secured.secured
    assert case.timeline[-1].text == "£7,000 and land, in place of £6,000"
    (action,) = one.actions
    assert action.done_text == "The agreement has it: £7,000 and land."
