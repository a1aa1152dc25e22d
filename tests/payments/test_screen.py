"""Payment complaints on the screen: the form, and every act on the page."""

from __future__ import annotations

from datetime import date

import pytest
from desk_app import (
    act,
    desk,
    fill,
    flat,
    press,
    rows,
    said,
    settled,
    shown,
    type_text,
    typed,
)
from factories import FixedClock, in_short, make_enquiry, make_organisation, make_payment

from db.store import Store
from screens.dialogs.confirm import ConfirmScreen
from screens.dialogs.dialog import Dialog
from screens.dialogs.words import WordsScreen
from screens.enquiries.page import EnquiryScreen
from screens.payments.form import PaymentForm
from screens.payments.page import PaymentScreen
from screens.records.logged import LoggedScreen
from spoc_tui.casework.payments.payment import PaymentOutcome, PaymentStatus
from spoc_tui.casework.records.event import EventKind

WORDS = "words"


def status(store: Store) -> PaymentStatus:
    return store.payments.get("1").payment.status


# The form.


@pytest.mark.slow
async def test_a_complaint_is_calculated_as_it_is_typed_and_logged(store: Store) -> None:
    make_organisation(store)
    async with desk(store) as (app, pilot):
        await press(pilot, "p")
        await type_text(pilot, "rook l")
        await press(pilot, "enter")
        assert "the rest can be asked for later" in flat(app, "#side")
        await type_text(pilot, "2,500")
        assert "Ask for: the invoice’s number; the day the council received" in flat(app, "#side")
        await fill(pilot, received="2/3/2026", invoice="INV-42")
        second_connection = flat(app, "#side")
        assert "2 days late · 31 days to pay (would fall in band 31–60)" in second_connection
        assert "Relevant day 31 March 2026" in second_connection
        assert "£1.61 + £70.00 = £71.61, £0.80 a day" in second_connection
        assert "Ask for: what it is for; the day the work was done" in second_connection
        await fill(pilot, kind="grant")
        assert "grants are outside" in flat(app, "#side")
        await fill(pilot, kind="contract")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, LoggedScreen)
        assert "£2,500.00 to Rook Lane Bowls Club." in flat(app)
        assert "Still to ask for: what it is for" in flat(app)
    payment = store.payments.get("PAY-26-0001").payment
    assert (payment.amount, payment.invoice, payment.received) == (
        *(250_000, "INV-42"),
        date(2026, 3, 2),
    )
    assert store.drafts.all() == []


@pytest.mark.slow
async def test_logged_and_sent_to_finance_in_one_stroke_is_one_undo(store: Store) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, "p")
        await fill(pilot, caller="someone from the allotments", amount="80")
        await press(pilot, "f5")
        assert "It is with Accounts Payable." in flat(app)
        assert status(store) is PaymentStatus.WITH_FINANCE
        await press(pilot, "escape", "u", "y")  # the desk has nothing to do with it yet
        assert said(app).startswith("Undone: Logged PAY-26-0001 and sent it to Accounts Payable.")
    assert store.payments.all() == []


WRONG = [
    ({"amount": "80"}, "Say who has not been paid"),
    ({"caller": "Jo"}, "Say how much is owed"),
    ({"caller": "Jo", "amount": "12k"}, "Type it in full: 12,000 rather than 12k"),
    ({"caller": "Jo", "amount": "1.234,56"}, "has its commas and full stops the other way"),
    ({"caller": "Jo", "amount": "80", "received": "31/2"}, "is not a date"),
    ({"caller": "Jo", "amount": "80", "received": "1926-03-02"}, "1926"),
    ({"caller": "Jo", "amount": "80", "team": "zebra"}, "There is no team “zebra”"),
]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    in_short(WRONG, *WRONG[::4]),
)
async def test_what_is_wrong_is_reported_at_the_field_and_nothing_is_lost(
    store: Store, fields: dict[str, str], wrong: str
) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, "p")
        await fill(pilot, **fields)
        before = typed(app)
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, PaymentForm)
        assert wrong in flat(app, "#form")
        assert typed(app) == before
    assert store.payments.all() == []


@pytest.mark.slow
async def test_an_invoice_complained_of_before_is_asked_about(store: Store) -> None:
    make_payment(store, invoice="INV-42")
    async with desk(store) as (app, pilot):
        await press(pilot, "p")
        await type_text(pilot, "rook l")
        await press(pilot, "enter")
        assert "PAY-26-0001 invoice INV-42, £1,200.00, logged" in flat(app, "#side")
        await fill(pilot, amount="1,200", invoice="inv 42")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, ConfirmScreen)
        assert "has complained of invoice INV-42" in flat(app, "#confirm")
        await press(pilot, "n")
        assert isinstance(app.screen, PaymentForm)
        assert typed(app)["invoice"] == "inv 42"
        await press(pilot, "ctrl+s", "y")
        assert isinstance(app.screen, LoggedScreen)
    assert len(store.payments.all()) == 2


@pytest.mark.slow
async def test_it_is_kept_half_logged_and_gone_on_with_from_the_desk(store: Store) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, "p")
        await fill(pilot, caller="Jo of the choir", amount="80", invoice="7")
        await press(pilot, "escape")
        assert said(app) == "The payment is kept, as a draft on the desk."
        assert rows(app)[-1].startswith(" | Jo of the choir | a payment, invoice 7, £80 | finish")
        await press(pilot, "enter")
        assert isinstance(app.screen, PaymentForm)
        assert typed(app)["amount"] == "80"
        await press(pilot, "ctrl+s")
    assert store.payments.get("1").payment.who == "Jo of the choir"
    assert store.drafts.all() == []


@pytest.mark.slow
async def test_a_call_that_is_a_complaint_goes_on_as_one(store: Store) -> None:
    make_organisation(store)
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        await type_text(pilot, "rook l")
        await press(pilot, "enter")
        await fill(pilot, subject="Hall hire", phone="01634 555 010")
        await press(pilot, "f9")
        assert isinstance(app.screen, PaymentForm)
        assert typed(app)["caller"] == "Rook Lane Bowls Club"
        assert (typed(app)["for"], typed(app)["phone"]) == ("Hall hire", "01634 555 010")
        await fill(pilot, amount="80")
        await press(pilot, "ctrl+s")
    assert store.payments.get("1").payment.what_for == "Hall hire"
    assert store.enquiries.count() == 0
    assert store.drafts.all() == []


# The acts.


@pytest.mark.slow
async def test_its_way_from_finance_to_told_and_closed(store: Store, clock: FixedClock) -> None:
    make_payment(store, amount="2,500", invoice="INV-42", received="2/3/2026")
    async with desk(store) as (app, pilot):
        await press(pilot, "enter")
        assert isinstance(app.screen, PaymentScreen)
        await act(pilot, "r", text="When is it paid?")
        assert said(app) == "Sent PAY-26-0001 to Accounts Payable."
        await act(pilot, "a", text="In the next run.")
        assert "In the next run." in flat(app, "CaseView")
        await act(pilot, "s", by="+5")
        assert status(store) is PaymentStatus.PROMISED
        await act(pilot, "i", on="1/4/2026", amount="1,000")
        outstanding = "Saved: £1,500.00 of PAY-26-0001 is still outstanding."
        assert said(app) == f"{outstanding}\nOn: Wednesday 1 April 2026, yesterday"
        await press(pilot, "t")  # said before anything is asked
        assert "£1,500.00 is outstanding. Record the payment first" in said(app)
        await press(pilot, "i")
        assert typed(app) == {"on": "today", "amount": "1500.00"}
        await press(pilot, "ctrl+s")
        paid = "Saved: PAY-26-0001 is paid. Now tell Rook Lane Bowls Club (t)."
        assert said(app) == f"{paid}\nOn: Thursday 2 April 2026, today"
        await press(pilot, "i")
        assert said(app).startswith("PAY-26-0001 was paid on Thu 2 Apr 2026.")
        await act(pilot, "t", whom="Bea")
        await act(pilot, "x")
        assert "closed: paid" in flat(app, "CaseView")
        await act(pilot, "x", reason="It bounced")
        assert said(app) == "Reopened PAY-26-0001: paid."
    kinds = [event.kind for event in store.payments.get("1").timeline]
    assert kinds == [
        *(EventKind.LOGGED, EventKind.TO_FINANCE, EventKind.ANSWERED),
        *(EventKind.PAYMENT_PROMISED, EventKind.PAID_IN, EventKind.PAID_IN, EventKind.TOLD),
        *(EventKind.CLOSED, EventKind.REOPENED),
    ]


async def test_it_is_escalated_with_its_pack(store: Store) -> None:
    make_payment(store, amount="2,500", received="2/3/2026", what_for="Hall hire")
    async with desk(store) as (app, pilot):
        assert "escalate now" in rows(app)[1]
        await press(pilot, "E")
        assert "It is due: more than 30 days since Mon 2 Mar 2026." in flat(app, "#dialog")
        await fill(pilot, form="markdown")
        await press(pilot, "ctrl+s")
        assert said(app).startswith(
            "Escalated PAY-26-0001 to the Chief Finance Officer. The pack is in "
        )
        await app.push_screen(PaymentScreen("1"))
        await settled(pilot)
        await press(pilot, "E")
        assert "is with the Chief Finance Officer already" in said(app)
    assert store.path is not None
    (pack,) = (store.path.parent / WORDS).iterdir()
    assert "Hall hire" in pack.read_text(encoding="utf-8")
    assert status(store) is PaymentStatus.ESCALATED


@pytest.mark.slow
async def test_the_stages_of_a_formal_complaint_and_a_dispute(store: Store) -> None:
    make_payment(store)
    async with desk(store) as (app, pilot):
        await app.push_screen(PaymentScreen("1"))
        await settled(pilot)
        await act(pilot, "s", stage="formal", by="today")
        assert "formal, stage 1: acknowledge by Mon 13 Apr" in flat(app, "CaseView")
        await press(pilot, "A")
        assert "answer by" in flat(app, "CaseView")
        await act(pilot, "s", stage="was answered", text="Upheld.")
        await act(pilot, "s", stage="second stage", by="today")
        await act(pilot, "s", stage="is disputed", text="Two dates are wrong")
        assert "Two dates are wrong" in flat(app, "CaseView")
        await act(pilot, "s", stage="no longer")
    payment = store.payments.get("1").payment
    assert payment.formal is not None
    assert (payment.formal.stage, payment.disputed_on) == (2, None)


async def test_not_owed_wants_who_decided_and_why(store: Store) -> None:
    make_payment(store)
    async with desk(store) as (app, pilot):
        await app.push_screen(PaymentScreen("1"))
        await settled(pilot)
        await act(pilot, "x", outcome="not owed")
        assert "Say who decided that it is not owed." in flat(app, "#dialog")
        await fill(pilot, decided_by="Accounts Payable", reason="Paid in June")
        await press(pilot, "ctrl+s")
    payment = store.payments.get("1").payment
    assert (payment.outcome, payment.decided_by) == (PaymentOutcome.NOT_OWED, "Accounts Payable")


@pytest.mark.slow
async def test_chase_note_promise_edit_copy_and_history(store: Store) -> None:
    make_payment(store, invoice="INV-42")
    store.payments.to_finance("1")
    copied: list[str] = []
    async with desk(store, copy=copied.append) as (app, pilot):
        await app.push_screen(PaymentScreen("1"))
        await settled(pilot)
        await press(pilot, "c")
        assert isinstance(app.screen, WordsScreen)
        assert "INV-42" in copied[-1]
        await press(pilot, "escape")
        await act(pilot, "m", text="She rang again")
        await act(pilot, "b", text="Ring her", by="+5")
        await act(pilot, "b", what="follow", by="+6")
        await act(pilot, "e", amount="1,300", team="planning")
        assert "Planning" in flat(app, "CaseView")
        await press(pilot, "y")
        assert "INV-42" in shown(app)
        await press(pilot, "escape", "h")
        assert "Edited PAY-26-0001" in flat(app)
    case = store.payments.get("1")
    assert (case.payment.amount, case.payment.directorate) == (130_000, "Planning")
    assert case.payment.follow_up_on == date(2026, 4, 8)
    assert [promise.text for promise in case.open_promises] == ["Ring her"]


async def test_the_acts_of_the_one_kind_are_not_there_on_the_other(store: Store) -> None:
    make_payment(store)
    make_enquiry(store)
    async with desk(store) as (app, pilot):
        await app.push_screen(PaymentScreen("1"))
        await settled(pilot)
        await press(pilot, "v")
        assert not isinstance(app.screen, Dialog)
        await press(pilot, "escape")
        await app.push_screen(EnquiryScreen("1"))
        await settled(pilot)
        await press(pilot, "i", "E")
        assert not isinstance(app.screen, Dialog)
