"""Which acts apply to a record as it stands: the storage refuses just those that do not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from factories import FixedClock, a_case, a_payment, make_enquiry, make_issue, make_payment, team

from db.feedback.acting import By
from db.store import Store
from screens.commands import WITH_ACTS, of
from spoc_tui.casework.enquiries.enquiry import Case, Outcome, Status
from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.feedback.feedback import FeedbackCase
from spoc_tui.casework.payments.payment import PaymentCase, PaymentOutcome, PaymentStatus
from spoc_tui.casework.records.applying import (
    CASES,
    NEEDS,
    acts_of,
    acts_that_apply,
    refusal,
    why_not,
)
from spoc_tui.casework.records.link import Says
from spoc_tui.casework.records.require import Closed
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
(test_acts_of_declared_kinds.py).
"""


class TakenBack(Exception):
    """What was tried is not kept."""


def refused(store: Store, do: Do, reference: str) -> str | None:
    """What the storage says against an act; None where it takes it. Nothing of it is kept."""
    with suppress(TakenBack), store.action("Tried"):
        try:
            do(store, reference)
        except SpocError as error:
            return str(error)
        raise TakenBack
    return None


@pytest.mark.parametrize("kind", BY_HAND.values(), ids=BY_HAND)
def test_the_storage_refuses_what_does_not_apply_with_the_same_words(
    store: Store, clock: FixedClock, kind: type[RecordCase]
) -> None:
    seen = {True: set[str](), False: set[str]()}
    for reference in list(STATES[kind](store)):
        clock.advance(minutes=2)  # done once more after a moment, it is meant
        case = store.records_of(reference).get(reference)
        applying = acts_that_apply(case)
        for act, do in DO[kind].items():
            why, said = why_not(case, act), refused(store, do, reference)
            assert (why is None) == (act in applying)
            assert said == (None if why is None else str(why)), (reference, case.record.status, act)
            seen[act in applying].add(act)
    assert set(DO[kind]) == set(NEEDS[kind]) - WRITES_NOTHING
    assert seen[True] == set(DO[kind])  # no act is dead
    always = {act for act in seen[True] if act not in seen[False]}
    assert always <= {"note", "edit", "voice", "link"}


@pytest.mark.parametrize("kind", BY_HAND.values(), ids=BY_HAND)
def test_a_command_applies_where_one_of_its_acts_does(store: Store, kind: type[RecordCase]) -> None:
    commands = [
        command.name for where in WITH_ACTS for command in of(where) if acts_of(kind, command.name)
    ]
    assert {act for name in commands for act in acts_of(kind, name)} == set(NEEDS[kind]) - {"copy"}
    for reference in list(STATES[kind](store)):
        case = store.records_of(reference).get(reference)
        for name in commands:
            some = bool(acts_that_apply(case) & set(acts_of(kind, name)))
            assert (refusal(case, name) is None) == some
        if not case.record.is_open:
            assert refusal(case, "close") is None  # it reopens it
            assert isinstance(refusal(case, "stage"), Closed)
            assert isinstance(refusal(case, "promise"), Closed)
