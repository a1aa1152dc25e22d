"""Each act of the kinds by hand, with what it is given, and records in every state."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from factories import a_case, a_payment, make_enquiry, make_issue, make_payment, team

from db.feedback.acting import By
from db.store import Store
from spoc_tui.casework.enquiries.enquiry import Case, Outcome, Status
from spoc_tui.casework.feedback.feedback import FeedbackCase
from spoc_tui.casework.payments.payment import PaymentCase, PaymentOutcome, PaymentStatus
from spoc_tui.casework.records.applying import (
    CASES,
)
from spoc_tui.casework.records.link import Says
from spoc_tui.casework.records.shape import RecordCase

Do = Callable[[Store, str], Any]
WRITES_NOTHING = {"organisation", "copy", "follow_on"}
EVERY_KIND: dict[str, Do] = {
    "note": lambda store, ref: store.records_of(ref).note(ref, "Rang again."),
    "promise": lambda store, ref: store.promises.make(ref, "Ring back", store.today()),
    "reopen": lambda store, ref: store.records_of(ref).reopen(ref, "They rang."),
    "link": lambda store, ref: store.links.link(ref, make_issue(store).uid, Says.ABOUT),
}

DO: dict[type[RecordCase], dict[str, Do]] = {
    Case: {
        **EVERY_KIND,
        "route": lambda s, ref: s.routings.route(ref, team(s, "Revenues").uid, reason="Theirs."),
        "answer": lambda s, ref: s.enquiries.answer(ref, "Yes."),
        "told": lambda s, ref: s.enquiries.told(ref, whom="Somebody else"),
        "close": lambda s, ref: s.enquiries.close(ref, outcome=Outcome.PARTLY, reason="Gone."),
        "chase": lambda s, ref: s.routings.chase(ref),
        "team acknowledged": lambda s, ref: s.routings.acknowledged(ref),
        "sent back": lambda s, ref: s.routings.sent_back(ref, "Not ours."),
        "wait": lambda s, ref: s.enquiries.wait(ref, "the lease"),
        "resume": lambda s, ref: s.enquiries.resume(ref),
        "edit": lambda s, ref: s.enquiries.edit(ref, {"detail": "More of it."}),
        "acknowledge": lambda s, ref: s.enquiries.acknowledge(ref),
    },
    PaymentCase: {
        **EVERY_KIND,
        "route": lambda s, ref: s.payments.to_finance(ref, team="Housing"),
        "answer": lambda s, ref: s.payments.answer(ref, "Soon."),
        "payment promised": lambda s, ref: s.payments.promise(ref, s.today() + timedelta(days=7)),
        "disputed": lambda s, ref: s.payments.edit(ref, {"disputed": "yes"}),
        "formal": lambda s, ref: s.payments.make_formal(ref),
        "formal answered": lambda s, ref: s.payments.answer_formal(ref, "Upheld."),
        "paid": lambda s, ref: s.payments.paid(ref, s.today()),
        "told": lambda s, ref: s.payments.told(ref),
        "close": lambda s, ref: s.payments.close(
            ref, outcome=PaymentOutcome.WITHDRAWN, reason="Gone."
        ),
        "escalate": lambda s, ref: s.payments.escalate(ref, reason="Late."),
        "chase": lambda s, ref: s.payments.chase(ref),
        "edit": lambda s, ref: s.payments.edit(ref, {"order": "PO 7"}),
        "acknowledge": lambda s, ref: s.payments.acknowledge(ref),
    },
    FeedbackCase: {
        **EVERY_KIND,
        "agree": lambda s, ref: s.feedback.agree(ref, {"action": "A ramp"}),
        "progress": lambda s, ref: s.feedback.progress(ref, "Half of it."),
        "done": lambda s, ref: s.feedback.done(ref, "It is there.", action="A ramp"),
        "cannot": lambda s, ref: s.feedback.cannot(ref, "No money."),
        "told": lambda s, ref: s.feedback.told(ref, everybody=True),
        "close": lambda s, ref: s.feedback.close(
            ref, {one.who: "Gone." for one in s.feedback.get(ref).feedback.waiting}
        ),
        "voice": lambda s, ref: s.feedback.hear(ref, "Us too.", [By(speaker="Bea")]),
        "edit": lambda s, ref: s.feedback.edit(ref, {"tell_how": "by post"}),
    },
}
"""By kind of case, each act that writes, with whatever it wants to be given."""


def enquiries(store: Store) -> Iterator[str]:
    """Enquiries in every state, and what else the acts look at."""
    for status in Status:
        yield a_case(store, status).enquiry.reference
    acknowledged = a_case(store, Status.WITH_TEAM).enquiry.reference
    store.routings.acknowledged(acknowledged)
    store.enquiries.acknowledge(acknowledged)
    yield acknowledged
    told = a_case(store, Status.ANSWERED).enquiry.reference
    store.enquiries.told(told)
    yield told
    promised = make_enquiry(store).enquiry.reference
    store.promises.make(promised, "Ring back", store.today())
    yield promised


def payments(store: Store) -> Iterator[str]:
    """Complaints in every state, part paid, and formal ones at each step of both stages."""
    for status in PaymentStatus:
        yield a_payment(store, status).reference
    part = make_payment(store).reference
    store.payments.paid(part, store.today(), 100)
    yield part
    steps: list[Do] = [
        lambda s, ref: s.payments.make_formal(ref),
        lambda s, ref: s.payments.acknowledge(ref),
        lambda s, ref: s.payments.answer_formal(ref, "No."),
    ]
    for so_many in range(1, 7):
        reference = make_payment(store).reference
        for step in (steps * 2)[:so_many]:
            step(store, reference)
        yield reference


def feedbacks(store: Store) -> Iterator[str]:
    """Actions in every state, with one who was told and one who waits as well."""

    def heard(*steps: str) -> str:
        by = [By(speaker="Ida"), By(speaker="Jo")]
        reference = store.feedback.add("No ramp.", by).feedback.reference
        for step in steps:
            if step == "tell Ida":
                store.feedback.told(reference, ["Ida"])
            else:
                DO[FeedbackCase][step](store, reference)
        return reference

    yield heard()
    for first in ((), ("agree",), ("progress",)):
        yield heard(*first)
        for settled in ("done", "cannot"):
            yield heard(*first, settled)
            yield heard(*first, settled, "tell Ida")
            yield heard(*first, settled, "told")
            yield heard(*first, settled, "close")
    yield heard("done", "promise")


STATES: dict[type[RecordCase], Callable[[Store], Iterator[str]]] = {
    Case: enquiries,
    PaymentCase: payments,
    FeedbackCase: feedbacks,
}

BY_HAND = {code: case for code, case in CASES.items() if case in STATES}
"""The kinds whose acts are verbs of their own; a declared act says itself where it applies
(tests/kinds/test_acts_of_every_kind.py).
"""
