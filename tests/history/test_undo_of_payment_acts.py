"""Every act on a payment complaint undone and redone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from factories import (
    FixedClock,
    a_payment,
    dump,
    labels,
    make_organisation,
    make_payment,
    value,
)

from db.store import Store
from spoc_tui.casework.errors import NotFound, Refused
from spoc_tui.casework.payments.payment import PaymentOutcome, PaymentStatus

TODAY = date(2026, 4, 2)
YESTERDAY = date(2026, 4, 1)
LOGGED, WITH_FINANCE, ESCALATED, PROMISED, PAID, TOLD, CLOSED = PaymentStatus


Act = Callable[[Store, str], Any]
STEPS: dict[str, Act] = {
    "log": lambda s, r: make_payment(s, invoice="7", received="2/3"),
    "note": lambda s, r: s.payments.note(r, "Rang again."),
    "edit": lambda s, r: s.payments.edit(r, {"amount": "2,000", "team": "Housing"}),
    "promise": lambda s, r: s.promises.make(r, "Ring back", TODAY),
    "finance": lambda s, r: s.payments.to_finance(r),
    "chase": lambda s, r: s.payments.chase(r),
    "answer": lambda s, r: s.payments.answer(r, "Soon."),
    "formal": lambda s, r: s.payments.make_formal(r),
    "acknowledge": lambda s, r: s.payments.acknowledge(r),
    "answer formal": lambda s, r: s.payments.answer_formal(r, "Sorry."),
    "second stage": lambda s, r: s.payments.make_formal(r),
    "pay promise": lambda s, r: s.payments.promise(r, date(2026, 4, 30)),
    "escalate": lambda s, r: s.payments.escalate(r, reason="Late."),
    "part": lambda s, r: s.payments.paid(r, TODAY, 50_000),
    "rest": lambda s, r: s.payments.paid(r, TODAY),
    "told": lambda s, r: s.payments.told(r),
    "kept": lambda s, r: s.promises.keep(r),
    "close": lambda s, r: s.payments.close(r),
    "reopen": lambda s, r: s.payments.reopen(r, "Wrong one."),
    "close as withdrawn": lambda s, r: s.payments.close(
        r, outcome=PaymentOutcome.WITHDRAWN, reason="Theirs."
    ),
}
"""Every act, in an order in which each is allowed after those before it."""


def test_every_act_is_undone_step_by_step_back_to_nothing_and_redone(
    store: Store, clock: FixedClock
) -> None:
    make_organisation(store)
    states = [dump(store, marks=False)]
    for act in STEPS.values():
        clock.advance(hours=1)
        count = len(labels(store))
        act(store, "PAY-26-0001")
        assert len(labels(store)) == count + 1
        states.append(dump(store, marks=False))
    assert len({repr(state) for state in states}) == len(STEPS) + 1
    for state in reversed(states[:-1]):
        store.undo()
        assert dump(store, marks=False) == state
    with pytest.raises(NotFound, match="PAY-26-0001 was undone on Fri 3 Apr 2026"):
        store.payments.get("PAY1")
    assert store.payments.all() == []
    for state in states[1:]:
        store.redo()
        assert dump(store, marks=False) == state
    assert store.history.broken_at() is None


def last_action(store: Store) -> str:
    return str(value(store, "SELECT uid FROM action ORDER BY id DESC LIMIT 1"))


def test_a_part_payment_is_not_undone_under_a_later_one(store: Store) -> None:
    ref = make_payment(store).reference
    store.payments.paid(ref, YESTERDAY, 20_000)
    first = last_action(store)
    store.payments.paid(ref, TODAY, 30_000)
    before = dump(store)
    with pytest.raises(Refused, match=f"“Recorded a payment on {ref}” cannot be undone"):
        store.undo(first)
    assert dump(store) == before
    store.undo()
    store.undo(first)
    assert store.payments.get(ref).payment.outstanding == 120_000


@pytest.mark.parametrize(
    ("first", "then"),
    [("finance", "escalate"), ("escalate", "rest"), ("rest", "told"), ("log", "note")],
)
def test_a_step_is_not_undone_under_a_later_one(store: Store, first: str, then: str) -> None:
    ref = "PAY-26-0001" if first == "log" else make_payment(store).reference
    STEPS[first](store, ref)
    uid = last_action(store)
    STEPS[then](store, ref)
    with pytest.raises(Refused, match="Undo that first"):
        store.undo(uid)


@pytest.mark.parametrize(("logged", "edited"), [("1,000", "1,500"), ("1,500", "1,000")])
def test_an_amount_is_not_undone_under_its_payment(store: Store, logged: str, edited: str) -> None:
    ref = make_payment(store, amount=logged).reference
    store.payments.edit(ref, {"amount": edited})
    uid = last_action(store)
    store.payments.paid(ref, TODAY)
    with pytest.raises(Refused, match="Undo that first"):
        store.undo(uid)


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("escalate", "the Chief Finance Officer may already have it"),
        ("chase", "may already be with the team"),
        ("note", ""),
    ],
)
def test_what_has_gone_out_is_named(store: Store, step: str, words: str) -> None:
    ref = a_payment(store, WITH_FINANCE).reference
    STEPS[step](store, ref)
    already_sent = store.propose_undo().already_sent
    assert words in already_sent
    assert bool(already_sent) == bool(words)
