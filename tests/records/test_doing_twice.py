"""What was done already is not recorded a second time unasked, whatever kind of record it is on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from cli_desk import Cli
from desk_app import desk, flat, press, rows, said
from factories import FixedClock, a_payment, dump, make_enquiry, make_payment

from db.store import Store
from screens.dialogs.confirm import ConfirmScreen
from spoc_tui.casework.errors import Refused
from spoc_tui.casework.payments.payment import PaymentOutcome, PaymentStatus
from spoc_tui.casework.records.channel import Channel
from spoc_tui.casework.records.doing_twice import DoneAlready
from spoc_tui.casework.records.event import EventKind

Act = Callable[[Store, str], object]
BY = timedelta(days=7)


def an_enquiry(store: Store) -> str:
    return make_enquiry(store, route_to="Housing", channel=Channel.EMAIL).enquiry.reference


def a_sent_payment(store: Store) -> str:
    return a_payment(store, PaymentStatus.WITH_FINANCE).reference


def feedback(store: Store) -> str:
    case = store.feedback.add("The hedge is high", [store.feedback.by("Jo")])
    return case.feedback.reference


MAKERS: dict[str, Callable[[Store], str]] = {
    "enquiry": an_enquiry,
    "payment": a_sent_payment,
    "feedback": feedback,
}
ON_ALL: dict[str, Act] = {
    "note": lambda s, r: s.records_of(r).note(r, "They rang."),
    "promise": lambda s, r: s.promises.make(r, "Ring back", s.today() + BY),
}
ACTS: dict[str, dict[str, Act]] = {
    "enquiry": {
        "acknowledge": lambda s, r: s.enquiries.acknowledge(r),
        "team acknowledged": lambda s, r: s.routings.acknowledged(r),
        "route": lambda s, r: s.routings.route(r, s.council.find_team("Housing").uid, reason="x"),
        "chase": lambda s, r: s.routings.chase(r),
        "answer": lambda s, r: s.enquiries.answer(r, "Ask at the desk."),
        "wait": lambda s, r: s.enquiries.wait(r, "the lease"),
        "answer and told": lambda s, r: (
            s.enquiries.answer(r, "Ask."),
            s.enquiries.told(r),
        ),
    },
    "payment": {
        "finance": lambda s, r: s.payments.to_finance(r),
        "chase": lambda s, r: s.payments.chase(r),
        "answer": lambda s, r: s.payments.answer(r, "Next week."),
        "promise to pay": lambda s, r: s.payments.promise(r, s.today() + BY),
        "escalate": lambda s, r: s.payments.escalate(r, reason="Silence."),
        "a part paid": lambda s, r: s.payments.paid(r, s.today(), 100_00),
        "formal": lambda s, r: s.payments.make_formal(r),
    },
    "feedback": {
        "agree": lambda s, r: s.feedback.agree(r, {"action": "Cut it", "due": "+7"}),
        "progress": lambda s, r: s.feedback.progress(r, "Half of it is cut"),
        "another voice": lambda s, r: s.feedback.hear(r, "So it is", [s.feedback.by("Sam")]),
        "cannot": lambda s, r: s.feedback.cannot(r, "Not ours"),
        "done": lambda s, r: s.feedback.done(r, action="Cut it"),
    },
}
TWICE = [(kind, name) for kind, acts in ACTS.items() for name in (*ON_ALL, *acts)]


@pytest.mark.parametrize(("kind", "name"), TWICE)
def test_the_same_act_at_once_is_recorded_once(
    store: Store, clock: FixedClock, kind: str, name: str
) -> None:
    reference = MAKERS[kind](store)
    act = {**ON_ALL, **ACTS[kind]}[name]
    if name not in ("finance", "route"):  # it was sent when it was made
        act(store, reference)
    before = dump(store)
    clock.advance(seconds=40)
    with pytest.raises(Refused):
        act(store, reference)
    assert dump(store) == before


@pytest.mark.parametrize("kind", ["enquiry", "payment"])
def test_a_chase_may_be_meant_again_and_is_free_after_a_minute(
    store: Store, clock: FixedClock, kind: str
) -> None:
    reference = MAKERS[kind](store)
    chase: Any = store.routings.chase if kind == "enquiry" else store.payments.chase
    chase(reference)
    clock.advance(seconds=59)
    with pytest.raises(DoneAlready, match="was chased about"):
        chase(reference)
    case, _ = chase(reference, anyway=True)
    clock.advance(seconds=61)
    case, _ = chase(reference)
    assert sum(event.kind is EventKind.CHASED for event in case.timeline) == 3
    assert case.record.chased_at == clock.moment


def test_finance_is_sent_it_again_only_if_that_is_meant(store: Store, clock: FixedClock) -> None:
    reference = a_sent_payment(store)
    first = clock.moment
    clock.advance(days=3)
    with pytest.raises(DoneAlready, match="was sent to Accounts Payable already, on Thu 2 Apr"):
        store.payments.to_finance(reference)
    again = store.payments.to_finance(reference, anyway=True).payment
    # It has not answered: its silence counts from the first time.
    assert again.finance_at == first
    store.payments.answer(reference, "Which order?")
    clock.advance(days=1)
    assert store.payments.to_finance(reference, anyway=True).payment.finance_at == clock.moment
    other = store.payments.to_finance(reference, team="Revenues").payment
    assert other.finance_team == "Revenues"
    clock.advance(hours=1)
    store.payments.to_finance(reference)  # back from another team
    store.payments.close(reference, outcome=PaymentOutcome.WITHDRAWN, reason="A mistake")
    store.payments.reopen(reference, "It was not")
    assert store.payments.to_finance(reference).payment.finance_team == "Accounts Payable"


def test_as_much_of_the_same_day_is_asked_about(store: Store, clock: FixedClock) -> None:
    reference = make_payment(store).reference
    on = date(2026, 4, 1)
    store.payments.paid(reference, on, 100_00)
    clock.advance(days=8)
    with pytest.raises(DoneAlready, match=r"£100.00 on Wed 1 Apr 2026 is on .* already"):
        store.payments.paid(reference, on, 100_00)
    assert store.payments.paid(reference, on, 100_00, anyway=True).payment.paid == 200_00
    assert store.payments.paid(reference, on, 50_00).payment.paid == 250_00


def test_an_invoices_number_that_is_known_is_asked_about_when_edited_too(cli: Cli) -> None:
    for number in ("0042", "0043"):
        args = ("--organisation", "Rook", "--amount", "90", "--invoice", number)
        if number == "0042":
            cli.json("organisation", "add", "Rook")
        cli.json("pay", "add", *args)
    error = cli.error(4, "pay", "edit", "2", "--set", "invoice=INV 0042".replace("INV ", ""))
    assert "has complained of invoice 0042 before: PAY-26-0001" in error["message"]
    assert cli.json("pay", "edit", "2", "--set", "invoice=0042", "--anyway")["invoice"] == "0042"
    assert cli.json("pay", "edit", "2", "--set", "invoice=00-42")["invoice"] == "00-42"


@pytest.mark.slow
def test_the_command_line_takes_anyway_and_rows_say_chased_today(
    cli: Cli, clock: FixedClock
) -> None:
    cli.json("organisation", "add", "Rook")
    cli.json("pay", "add", "--organisation", "Rook", "--amount", "90")
    cli.log("A key", "--route", "Housing")
    for verb, ref in ((("pay", "chase"), "PAY-26-0001"), (("chase",), "ENQ-26-0001")):
        if verb[0] == "pay":
            cli.json("pay", "finance", ref)
            assert "already" in cli.error(4, "pay", "finance", ref)["message"]
            cli.json("pay", "finance", ref, "--anyway")
        cli.json(*verb, ref)
        assert "--anyway" in cli.error(4, *verb, ref)["message"]
        cli.json(*verb, ref, "--anyway")
    assert "chased today" in cli.text("pay", "list")
    clock.advance(days=14)
    assert "chased today" not in cli.text("pay", "list")
    cli.json("chase", "ENQ-26-0001")
    cli.json("pay", "chase", "PAY-26-0001")
    due = {one["reference"]: one["chased_today"] for one in cli.json("due")}
    assert due == {"ENQ-26-0001": True, "PAY-26-0001": True}
    assert cli.text("due").count("chased today") == 2


@pytest.mark.slow
async def test_a_screen_asks_before_it_chases_again_and_the_rows_say_so(
    store: Store, clock: FixedClock
) -> None:
    enquiry, payment = an_enquiry(store), a_sent_payment(store)
    clock.advance(days=14)
    async with desk(store) as (app, pilot):
        for place, reference in enumerate((enquiry, payment)):
            await press(pilot, "home", *["down"] * place, "c")
            await press(pilot, "escape")
            await press(pilot, "c")
            assert isinstance(app.screen, ConfirmScreen)
            assert "was chased about" in flat(app)
            assert "only if you mean to." in flat(app)  # “--anyway” is what a shell takes
            await press(pilot, "n")
            assert _chases(store, reference) == 1
            await press(pilot, "c", "y", "escape")
            assert _chases(store, reference) == 2
            assert said(app)
        assert all("chased today" in row for row in rows(app) if "(" not in row), rows(app)
        await press(pilot, "r", "ctrl+s")
        assert "was sent to Accounts Payable already" in flat(app)
        await press(pilot, "y")
        await press(pilot, "g", "p")
        assert "chased today" in rows(app)[0]
        await press(pilot, "g", "e")
        assert "chased today" in rows(app)[0]
    timeline = store.payments.get(payment).timeline
    assert sum(event.kind is EventKind.TO_FINANCE for event in timeline) == 2


def _chases(store: Store, reference: str) -> int:
    timeline = store.records_of(reference).get(reference).timeline
    return sum(event.kind is EventKind.CHASED for event in timeline)
