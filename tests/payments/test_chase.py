"""The words of a payment's chase: what they say, and what they keep to themselves."""

from __future__ import annotations

from datetime import date

import pytest
from factories import FixedClock, make_payment

from db.store import Store
from spoc_tui.casework.errors import Refused
from spoc_tui.casework.payments.handling import whom_to_chase
from spoc_tui.reports.payments.chase import payment_chase_words


def words(store: Store, reference: str) -> str:
    case = store.payments.get(reference)
    calculation = store.payments.calculate(case.payment)
    return payment_chase_words(case, calculation, today=store.today(), officer="Ann Officer")


@pytest.fixture
def late(store: Store) -> str:
    """An invoice that was received 31 days ago, and is with the finance team; its reference."""
    made = make_payment(store, received="2 mar 2026", invoice="INV-7", what_for="hall hire")
    store.payments.to_finance(made.reference)
    return made.reference


def test_the_words_in_full(store: Store, late: str) -> None:
    assert words(store, late) == (
        "PAY-26-0001: invoice INV-7, £1,200.00 outstanding\n"
        "\n"
        "Hello,\n"
        "\n"
        "Rook Lane Bowls Club has not been paid invoice INV-7 for hall hire: £1,200.00 is "
        "outstanding.\n"
        "The council has had it since Mon 2 Mar: 31 days to pay so far, which would fall in "
        "band 31–60.\n"
        "It was sent to Accounts Payable on Thu 2 Apr.\n"
        "Statutory interest of £0.77 so far, £0.39 a day, and compensation of £70.00 can be "
        "claimed. Indicative, not legal advice.\n"
        "\n"
        "Please pay £1,200.00, or tell me by which day it will be paid. If something stands in its "
        "way, please say what.\n"
        "\n"
        "Thank you,\n"
        "Ann Officer\n"
    )


def test_what_was_paid_is_taken_off(store: Store, late: str) -> None:
    store.payments.paid(late, date(2026, 3, 30), 200_00)
    assert "£1,000.00 is outstanding of £1,200.00." in words(store, late)
    assert "Please pay £1,000.00, or" in words(store, late)


def test_a_promise_is_remembered_and_a_broken_one_said_so(
    store: Store, clock: FixedClock, late: str
) -> None:
    store.payments.promise(late, date(2026, 4, 3))
    assert "Payment is promised for Fri 3 Apr." in words(store, late)
    clock.advance(days=2)
    said = "Payment was promised for Fri 3 Apr, 1 day ago: that was not kept."
    assert said in words(store, late)


def test_only_the_chases_of_whoever_has_it_now_are_counted(
    store: Store, clock: FixedClock, late: str
) -> None:
    assert "before" not in words(store, late)
    for said in ("asked once before", "asked twice before", "asked 3 times before"):
        clock.advance(hours=1)
        store.payments.chase(late)
        assert said in words(store, late)
    clock.advance(hours=1)
    store.payments.escalate(late, reason="Silence.")
    assert "before" not in words(store, late)
    assert "It was sent to the Chief Finance Officer on Thu 2 Apr." in words(store, late)


@pytest.mark.parametrize(
    ("typed", "barred"),
    [
        ({"kind": "grant", "received": "2 jan 2026"}, "Statutory"),
        ({"received": "2 jan 2026", "disputed": "1 apr 2026"}, "Statutory"),
        ({"received": "1 apr 2026"}, "Statutory"),
        ({}, "Statutory"),
    ],
)
def test_interest_is_named_only_where_it_can_be_claimed(
    store: Store, typed: dict[str, str], barred: str
) -> None:
    made = make_payment(store, **typed)
    store.payments.to_finance(made.reference)
    assert barred not in words(store, made.reference)


def test_a_dispute_and_an_unknown_receipt_are_reported(store: Store) -> None:
    made = make_payment(store, invoiced="2 mar 2026", disputed="1 apr 2026", disputed_why="Ill")
    store.payments.to_finance(made.reference)
    said = words(store, made.reference)
    assert "The invoice is dated Mon 2 Mar; I do not know the day the council received it." in said
    assert "The invoice has been disputed since Wed 1 Apr." in said
    undated = make_payment(store)
    store.payments.to_finance(undated.reference)
    assert "I was told on Thu 2 Apr; I do not know" in words(store, undated.reference)


def test_nothing_private_goes_out(store: Store) -> None:
    case = store.payments.add({"caller": "Bea’s mother", "phone": "01634 555 012", "amount": "90"})
    reference = case.payment.reference
    store.payments.to_finance(reference)
    store.payments.note(reference, "She is ill")
    said = words(store, reference)
    assert "An organisation has not been paid under a contract for goods or services" in said
    for private in ("Bea", "mother", "555", "ill"):
        assert private not in said.replace("will", "")


def test_whom_it_is_with(store: Store, late: str) -> None:
    assert whom_to_chase(store.payments.get(late).payment) == "Accounts Payable"
    store.payments.escalate(late, reason="Silence.")
    assert whom_to_chase(store.payments.get(late).payment) == "Chief Finance Officer"


def test_there_is_nobody_to_chase_before_it_is_sent(store: Store) -> None:
    reference = make_payment(store).reference
    with pytest.raises(Refused, match=r"sent to nobody yet\. Send it to the finance team first"):
        words(store, reference)
    with pytest.raises(Refused, match="sent to nobody yet"):
        store.payments.chase(reference)


def test_a_chase_is_on_the_timeline(store: Store, late: str) -> None:
    case, said = store.payments.chase(late)
    assert (case.timeline[-1].kind, case.timeline[-1].whom) == ("chased", "Accounts Payable")
    assert said.startswith("PAY-26-0001: invoice INV-7")
