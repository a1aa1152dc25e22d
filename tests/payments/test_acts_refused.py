"""What each act of a payment complaint refuses, and that nothing is changed then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from factories import (
    a_payment,
    dump,
)

from db.store import Store
from spoc_tui.casework.errors import BadInput, Refused, SpocError
from spoc_tui.casework.payments.payment import PaymentOutcome, PaymentStatus

TODAY = date(2026, 4, 2)
YESTERDAY = date(2026, 4, 1)

LOGGED, WITH_FINANCE, ESCALATED, PROMISED, PAID, TOLD, CLOSED = PaymentStatus

Act = Callable[[Store, str], Any]
REFUSED: dict[str, tuple[PaymentStatus, type[SpocError], str, Act]] = {
    "finance, once paid": (
        PAID,
        Refused,
        "was paid on Wed 1 Apr 2026. To send it to finance, take that payment back",
        lambda s, r: s.payments.to_finance(r),
    ),
    "finance, closed": (CLOSED, Refused, "Reopen it", lambda s, r: s.payments.to_finance(r)),
    "an answer that says nothing": (
        LOGGED,
        BadInput,
        "what the answer is",
        lambda s, r: s.payments.answer(r, " \n"),
    ),
    "an answer, closed": (CLOSED, Refused, "Reopen it", lambda s, r: s.payments.answer(r, "x")),
    "escalate twice": (
        ESCALATED,
        Refused,
        "with the Chief Finance Officer already",
        lambda s, r: s.payments.escalate(r),
    ),
    "escalate, once paid": (PAID, Refused, "escalate it", lambda s, r: s.payments.escalate(r)),
    "a promise of a past day": (
        LOGGED,
        BadInput,
        "is past",
        lambda s, r: s.payments.promise(r, YESTERDAY),
    ),
    "a promise, once paid": (PAID, Refused, "promised", lambda s, r: s.payments.promise(r, TODAY)),
    "paid twice": (PAID, Refused, "was paid on", lambda s, r: s.payments.paid(r, TODAY)),
    "paid, closed": (CLOSED, Refused, "Reopen it", lambda s, r: s.payments.paid(r, TODAY)),
    "told, not paid": (
        PROMISED,
        Refused,
        r"is not paid: £1,200\.00 is outstanding",
        lambda s, r: s.payments.told(r),
    ),
    "told twice": (TOLD, Refused, "was told of PAY-26-0001", lambda s, r: s.payments.told(r)),
    "told, closed": (CLOSED, Refused, "Reopen it", lambda s, r: s.payments.told(r)),
    "close, not paid": (
        WITH_FINANCE,
        Refused,
        r"£1,200\.00 is outstanding\. Record the payment, or close it as",
        lambda s, r: s.payments.close(r, reason="x"),
    ),
    "close, not told": (PAID, Refused, "has not been told", lambda s, r: s.payments.close(r)),
    "close twice": (CLOSED, Refused, "closed already", lambda s, r: s.payments.close(r)),
    "not owed, by nobody": (
        LOGGED,
        BadInput,
        "who decided",
        lambda s, r: s.payments.close(r, outcome=PaymentOutcome.NOT_OWED, reason="x"),
    ),
    "not owed, for no reason": (
        LOGGED,
        BadInput,
        "why it is not owed",
        lambda s, r: s.payments.close(r, outcome=PaymentOutcome.NOT_OWED, decided_by="Ann"),
    ),
    "withdrawn, for no reason": (
        LOGGED,
        BadInput,
        "why it is withdrawn",
        lambda s, r: s.payments.close(r, outcome=PaymentOutcome.WITHDRAWN, reason=" "),
    ),
    "reopen what is open": (
        TOLD,
        Refused,
        "is not closed",
        lambda s, r: s.payments.reopen(r, "x"),
    ),
    "reopen for no reason": (
        CLOSED,
        BadInput,
        "why it is reopened",
        lambda s, r: s.payments.reopen(r, " "),
    ),
    "chase nobody": (LOGGED, Refused, "sent to nobody", lambda s, r: s.payments.chase(r)),
    "chase, once paid": (PAID, Refused, "chase it", lambda s, r: s.payments.chase(r)),
    "formal, closed": (CLOSED, Refused, "Reopen it", lambda s, r: s.payments.make_formal(r)),
    "formal, on a day to come": (
        LOGGED,
        BadInput,
        "is to come",
        lambda s, r: s.payments.make_formal(r, on=date(2026, 4, 3)),
    ),
    "acknowledge what is not formal": (
        LOGGED,
        Refused,
        "is a service request, not a formal complaint",
        lambda s, r: s.payments.acknowledge(r),
    ),
    "answer what is not formal": (
        LOGGED,
        Refused,
        "is a service request",
        lambda s, r: s.payments.answer_formal(r, "x"),
    ),
    "answer it with nothing": (
        LOGGED,
        BadInput,
        "what was answered",
        lambda s, r: s.payments.answer_formal(r, ""),
    ),
    "edit, closed": (CLOSED, Refused, "change it", lambda s, r: s.payments.edit(r, {"for": "x"})),
    "less than was paid": (
        PAID,
        BadInput,
        r"£1,200\.00 has been paid already",
        lambda s, r: s.payments.edit(r, {"amount": "1,199.99"}),
    ),
    "an amount of nothing": (
        LOGGED,
        BadInput,
        r"more than £0\.00",
        lambda s, r: s.payments.edit(r, {"amount": "0"}),
    ),
    "nobody has not been paid": (
        LOGGED,
        BadInput,
        "who has not been paid",
        lambda s, r: s.payments.edit(r, {"organisation": ""}),
    ),
    "received before dated": (
        LOGGED,
        BadInput,
        "was not received on",
        lambda s, r: s.payments.edit(r, {"received": "1/3", "invoiced": "2/3"}),
    ),
    "received after it was paid": (
        PAID,
        BadInput,
        "before the invoice was received",
        lambda s, r: s.payments.edit(r, {"received": "2/4"}),
    ),
    "a note of nothing": (LOGGED, BadInput, "what to note", lambda s, r: s.payments.note(r, " ")),
    "promise on a closed one": (
        CLOSED,
        Refused,
        "Reopen it",
        lambda s, r: s.promises.make(r, "Ring", TODAY),
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_and_nothing_is_changed(store: Store, name: str) -> None:
    status, kind, words, attempt = REFUSED[name]
    payment = a_payment(store, status)
    assert payment.status is status
    before = dump(store)
    with pytest.raises(kind, match=words):
        attempt(store, payment.reference)
    assert dump(store) == before


def test_an_open_promise_blocks_closing(store: Store) -> None:
    ref = a_payment(store, TOLD).reference
    store.promises.make(ref, "Ring back", TODAY)
    with pytest.raises(Refused, match=r"has a promise to keep: 1\. Ring back"):
        store.payments.close(ref)
    store.promises.keep(ref)
    assert store.payments.close(ref).payment.status is CLOSED
