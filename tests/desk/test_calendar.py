"""What is due, as the officer's calendar has it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from calendar_entries import (
    ACKNOWLEDGE,
    ANSWER,
    FOLLOW_UP,
    TODAY,
    an_enquiry,
)
from factories import (
    START,
    a_case,
    a_payment,
    make_enquiry,
    make_group,
    make_organisation,
    make_payment,
    team,
)
from groups_met import Groups

from db.feedback.acting import By
from db.store import Store
from spoc_tui.casework.dates.working_days import WorkingDays
from spoc_tui.casework.desk.calendar_entries import CalendarEntry, promise_entries
from spoc_tui.casework.enquiries.calendar import enquiry_entries
from spoc_tui.casework.enquiries.enquiry import Status
from spoc_tui.casework.feedback.calendar import feedback_entries
from spoc_tui.casework.feedback.feedback import Feedback, FeedbackStatus
from spoc_tui.casework.payments.calendar import payment_entries
from spoc_tui.casework.payments.clocks import PaymentClocks, formal_clock
from spoc_tui.casework.payments.payment import (
    FormalStage,
    PaidIn,
    Payment,
    PaymentOutcome,
    PaymentStatus,
)
from spoc_tui.casework.records.channel import Channel
from spoc_tui.casework.records.promise import Promise


def a_complaint(**attributes: Any) -> Payment:
    usual = {
        "uid": "p1",
        "reference": "PAY-26-0007",
        "amount": 120_000,
        "status": PaymentStatus.PROMISED,
        "logged_at": START,
        "organisation": "Rook Lane Bowls Club",
        "invoice": "12",
        "promised_for": ANSWER,
    }
    return Payment(**{**usual, **attributes})


def titles(entries: Any) -> list[tuple[date, str]]:
    return [(entry.day, entry.title) for entry in entries]


# The rules.


def test_an_entry_says_what_to_do_and_on_what() -> None:
    assert list(enquiry_entries(an_enquiry())) == [
        CalendarEntry(
            "u1-answer",
            ANSWER,
            "Answer ENQ-26-0143: hall prices",
            "Rook Lane Bowls Club\nWith Housing",
        )
    ]


@pytest.mark.parametrize(
    ("attributes", "reply_by", "due"),
    [
        (
            {"acknowledged_at": None},
            None,
            [(ACKNOWLEDGE, "Acknowledge ENQ-26-0143"), (ANSWER, "Answer ENQ-26-0143")],
        ),
        ({"answered_at": START}, None, [(ANSWER, "Tell the caller of ENQ-26-0143")]),
        ({"answered_at": START, "told_at": START}, None, []),
        (
            {"waiting_since": START, "status": Status.WAITING, "follow_up_on": FOLLOW_UP},
            None,
            [(FOLLOW_UP, "Follow up ENQ-26-0143")],
        ),
        (
            {},
            ACKNOWLEDGE,
            [
                (ANSWER, "Answer ENQ-26-0143"),
                (ACKNOWLEDGE, "Reply due from Housing on ENQ-26-0143"),
            ],
        ),
        ({"status": Status.CLOSED, "follow_up_on": FOLLOW_UP}, ACKNOWLEDGE, []),
    ],
)
def test_what_is_due_on_an_enquiry(
    attributes: dict[str, Any], reply_by: date | None, due: list[tuple[date, str]]
) -> None:
    found = titles(enquiry_entries(an_enquiry(**attributes), reply_by))
    assert found == [(day, f"{title}: hall prices") for day, title in due]


@pytest.mark.parametrize(
    ("attributes", "due"),
    [
        ({}, [(ANSWER, "Check the promised payment of PAY-26-0007: invoice 12")]),
        ({"paid_in": (PaidIn("x", 120_000, TODAY),)}, []),
        (
            {"promised_for": None, "follow_up_on": FOLLOW_UP},
            [(FOLLOW_UP, "Follow up PAY-26-0007: invoice 12")],
        ),
        (
            {
                "status": PaymentStatus.CLOSED,
                "outcome": PaymentOutcome.WITHDRAWN,
                "follow_up_on": FOLLOW_UP,
            },
            [],
        ),
    ],
)
def test_what_is_due_on_a_payment(attributes: dict[str, Any], due: list[tuple[date, str]]) -> None:
    assert titles(payment_entries(a_complaint(**attributes))) == due


@pytest.mark.parametrize(
    ("formal", "due"),
    [
        (
            FormalStage(1, TODAY),
            [
                (date(2026, 4, 13), "Acknowledge stage 1 of the formal complaint, PAY-26-0007: "),
                (date(2026, 4, 27), "Answer stage 1 of the formal complaint, PAY-26-0007: "),
            ],
        ),
        (
            FormalStage(2, TODAY, acknowledged=TODAY),
            [(date(2026, 5, 5), "Answer stage 2 of the formal complaint, PAY-26-0007: ")],
        ),
        (FormalStage(1, TODAY, acknowledged=TODAY, answered=TODAY), []),
    ],
)
def test_the_clocks_of_a_formal_complaint_are_due(
    formal: FormalStage, due: list[tuple[date, str]]
) -> None:
    payment = a_complaint(formal=formal, promised_for=None)
    found = payment_entries(payment, PaymentClocks(formal=formal_clock(formal, WorkingDays())))
    assert titles(found) == [(day, f"{title}{payment.subject}") for day, title in due]


def test_a_formal_complaint_is_in_the_calendar_until_it_is_answered(store: Store) -> None:
    ref = a_payment(store, PaymentStatus.WITH_FINANCE).reference
    store.payments.make_formal(ref)
    due = [entry.what for entry in store.calendar.entries()]
    assert due == ["formal acknowledgement", "escalate", "formal answer"]
    store.payments.acknowledge(ref)
    assert [entry.what for entry in store.calendar.entries()] == ["escalate", "formal answer"]
    store.payments.answer_formal(ref, "It was paid late.")
    assert [entry.what for entry in store.calendar.entries()] == ["escalate"]


def test_from_when_a_payment_is_escalated_and_when_its_silence_ends(store: Store) -> None:
    ref = a_payment(store, PaymentStatus.WITH_FINANCE, received="today").reference
    (entry,) = store.calendar.entries()
    assert (entry.what, entry.day) == ("escalate", date(2026, 4, 14))
    assert entry.title.startswith(f"Escalate to the Chief Finance Officer, unless paid: {ref}: ")
    assert entry.detail.endswith("\nNo answer from finance for 5 working days.")
    store.payments.escalate(ref, reason="They rang twice.")
    (entry,) = store.calendar.entries()
    assert (entry.what, entry.day) == ("chase", date(2026, 4, 13))
    store.payments.promise(ref, date(2026, 4, 9))
    assert [(one.what, one.day.day) for one in store.calendar.entries()] == [
        ("promised payment", 9),
        ("escalate", 10),
    ]
    store.payments.paid(ref, TODAY)
    assert store.calendar.entries() == []


def test_what_is_outstanding_is_reported() -> None:
    [entry] = payment_entries(a_complaint(paid_in=(PaidIn("x", 20_050, TODAY),)))
    assert entry.detail == "Rook Lane Bowls Club\n£999.50 outstanding"


@pytest.mark.parametrize(
    ("attributes", "due"),
    [
        ({}, ["Action due, FBK-26-0031: New signs"]),
        ({"due": None}, []),
        ({"done_at": START, "status": FeedbackStatus.DONE}, []),
        ({"cannot_at": START, "status": FeedbackStatus.CANNOT}, []),
        ({"status": FeedbackStatus.CLOSED}, []),
    ],
)
def test_what_is_due_of_feedback(attributes: dict[str, Any], due: list[str]) -> None:
    usual = {"status": FeedbackStatus.AGREED, "action": "New signs", "due": ANSWER}
    one = Feedback("f1", "FBK-26-0031", heard_at=START, voices=(), **{**usual, **attributes})
    assert [entry.title for entry in feedback_entries(one)] == due


def test_promises() -> None:
    promise = Promise("m1", 1, "Ring with the price", ANSWER, START)
    [kept_by] = promise_entries(promise, a_complaint())
    assert kept_by == CalendarEntry(
        "m1-promise",
        ANSWER,
        "Keep the promise on PAY-26-0007: Ring with the price",
        "Rook Lane Bowls Club",
    )
    kept = Promise("m1", 1, "Ring with the price", ANSWER, START, kept_at=START)
    assert not list(promise_entries(kept, a_complaint()))


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("ring 01634 555010, Bea", "ring (phone number), Bea"),
        ("(01634) 555-010", "(phone number)"),
        ("+44 7700 900123", "(phone number)"),
        ("+44 (0)1634 555010.", "(phone number)."),
        ("07700900123 or 07700900124", "(phone number) or (phone number)"),
        ("invoice 0012345, £10,000 by 01/04/2026", "invoice 0012345, £10,000 by 01/04/2026"),
        ("on 01-04-2026; see ENQ-26-0143", "on 01-04-2026; see ENQ-26-0143"),
        ("charity 1234567890123", "charity 1234567890123"),
    ],
)
def test_no_phone_number_is_in_a_title(subject: str, said: str) -> None:
    [entry] = enquiry_entries(an_enquiry(subject=subject))
    assert entry.title == f"Answer ENQ-26-0143: {said}"


# What is kept.


def test_everything_that_is_due_the_first_day_first(store: Store) -> None:
    club = make_organisation(store).uid
    enquiry = make_enquiry(
        store, subject="hall prices", channel=Channel.EMAIL, organisation_uid=club, phone="01634 1"
    ).enquiry
    routed = store.routings.route(enquiry.reference, team(store).uid).routings[0]
    store.enquiries.edit(enquiry.reference, {"follow_up": "30/4/2026"})
    store.promises.make(enquiry.reference, "Ring the club", date(2026, 5, 1))
    payment = a_payment(store, PaymentStatus.PROMISED, invoice="12", follow_up="5/5/2026")
    store.promises.make(payment.reference, "Ring them too", date(2026, 5, 2))
    heard = store.feedback.add("Signs are bad", [By(speaker="Ann")]).feedback
    store.feedback.edit(heard.uid, {"action": "New signs", "due": "6/5/2026"})
    store.promises.make(heard.reference, "Tell Ann", date(2026, 5, 3))
    Groups(store).add("the Network", "6 weeks", date(2026, 5, 7))
    make_payment(store, what_for="nothing due")
    found = store.calendar.entries()
    assert [entry.day for entry in found] == sorted(entry.day for entry in found)
    assert set(titles(found)) == {
        (enquiry.acknowledge_by, "Acknowledge ENQ-26-0001: hall prices"),
        (enquiry.answer_by, "Answer ENQ-26-0001: hall prices"),
        (routed.reply_by, f"Reply due from {team(store).name} on ENQ-26-0001: hall prices"),
        (date(2026, 4, 30), "Follow up ENQ-26-0001: hall prices"),
        (date(2026, 5, 1), "Keep the promise on ENQ-26-0001: Ring the club"),
        (date(2026, 4, 9), "Check the promised payment of PAY-26-0001: invoice 12"),
        (
            date(2026, 4, 10),
            "Escalate to the Chief Finance Officer, unless paid: PAY-26-0001: invoice 12",
        ),
        (
            date(2026, 5, 3),
            "Escalate to the Chief Finance Officer, unless paid: PAY-26-0002: nothing due",
        ),
        (date(2026, 5, 5), "Follow up PAY-26-0001: invoice 12"),
        (date(2026, 5, 2), "Keep the promise on PAY-26-0001: Ring them too"),
        (date(2026, 5, 6), "Action due, FBK-26-0001: New signs"),
        (date(2026, 5, 3), "Keep the promise on FBK-26-0001: Tell Ann"),
        (date(2026, 5, 7), "Check-in, GRP-26-0001: the Network"),
    }
    promised = [entry.detail for entry in found if "promise on" in entry.title]
    assert promised == ["Rook Lane Bowls Club", "Rook Lane Bowls Club", ""]
    assert len({entry.key for entry in found}) == len(found)


def test_an_empty_desk_has_nothing_due(store: Store) -> None:
    assert store.calendar.entries() == []


def test_what_is_done_is_not_due(store: Store) -> None:
    case = a_case(store, Status.WITH_TEAM)
    reference = case.enquiry.reference
    assert {entry.key for entry in store.calendar.entries()} == {
        f"{case.enquiry.uid}-answer",
        f"{case.enquiry.uid}-reply",
    }
    store.routings.sent_back(reference, "Not ours")
    assert titles(store.calendar.entries()) == [
        (case.enquiry.answer_by, f"Answer {reference}: A key for the hall")
    ]
    store.enquiries.answer(reference, "Ask at the desk.")
    assert titles(store.calendar.entries()) == [
        (case.enquiry.answer_by, f"Tell the caller of {reference}: A key for the hall")
    ]
    store.enquiries.told(reference)
    assert store.calendar.entries() == []
    store.undo()
    assert len(store.calendar.entries()) == 1


def test_an_undone_record_takes_its_promises_along(store: Store) -> None:
    reference = make_enquiry(store).enquiry.reference
    store.promises.make(reference, "Ring", TODAY)
    assert len(store.calendar.entries()) == 2
    store.undo()
    assert len(store.calendar.entries()) == 1
    store.undo()
    assert store.calendar.entries() == []


def test_a_promise_is_named_by_the_surviving_organisation(store: Store) -> None:
    old, new = make_organisation(store, "Old Club"), make_organisation(store, "New Players")
    reference = make_enquiry(store, organisation_uid=old.uid).enquiry.reference
    store.promises.make(reference, "Ring", TODAY)
    store.duplicates.merge(new.uid, old.uid)
    assert {entry.detail for entry in store.calendar.entries()} == {"New Players"}


def test_the_number_of_queries_does_not_grow(store: Store) -> None:
    def queries() -> int:
        seen: list[str] = []
        store.connection.set_trace_callback(seen.append)
        store.calendar.entries()
        store.connection.set_trace_callback(None)
        return len(seen)

    store.promises.make(make_enquiry(store, route_to="Housing").enquiry.uid, "Ring", TODAY)
    a_payment(store, PaymentStatus.PROMISED)
    before = queries()
    for _ in range(5):
        reference = make_enquiry(store, route_to="Housing").enquiry.reference
        store.promises.make(reference, "Ring", TODAY)
        a_payment(store, PaymentStatus.PROMISED)
    assert queries() == before


def test_what_waits_since_a_day_is_on_none(store: Store) -> None:
    make_organisation(store, "Strood Scouts")
    group = make_group(store, "The halls", rule="")
    seat = {"organisation": "strood scouts", "seat": "member", "starts": "1/3/2026"}
    store.declared("group").add_row(group.uid, "members", seat)
    dues = store.declared("group").dues(store.declared("group").get(group.uid).record)
    assert [one.what for one in dues] == ["fill a seat"]
    assert store.calendar.entries() == []
