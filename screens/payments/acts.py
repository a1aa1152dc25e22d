"""The acts on a payment complaint: ask, then act, in one readable line of travel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.dialogs.choices import contact_choices
from screens.payments import dialogs as ask
from screens.records.acts import as_it_is, note, organisation, promise
from screens.records.linking import follow_on, link
from screens.records.reopening import reopen
from spoc_tui.casework.dates import when
from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.money import read_money, show_pounds
from spoc_tui.casework.payments.payment import PaymentCase, PaymentOutcome
from spoc_tui.casework.records.channel import Channel

if TYPE_CHECKING:
    from screens.dialogs.dialog import Typed
    from screens.records.record_screen import RecordScreen


async def route(screen: RecordScreen, case: PaymentCase) -> None:
    """To the finance team."""

    def act(typed: Typed) -> str:
        after = screen.store.payments.to_finance(
            case.payment.uid,
            team=typed["team"],
            text=typed["text"],
            anyway=typed.anyway,
        ).payment
        return f"Sent {after.reference} to {after.finance_team}."

    await screen.ask_until_done(
        lambda typed, error: ask.to_finance(screen.store, as_it_is(screen, case), typed, error), act
    )


async def answer(screen: RecordScreen, case: PaymentCase) -> None:
    """What finance has answered."""

    def act(typed: Typed) -> str:
        screen.store.payments.answer(case.payment.uid, typed["text"])
        return f"Saved the answer on {case.payment.reference}."

    await screen.ask_until_done(
        lambda typed, error: ask.answer(as_it_is(screen, case), typed, error), act
    )


async def stage(screen: RecordScreen, case: PaymentCase) -> None:
    """What has happened to it."""
    reference, payments = case.payment.reference, screen.store.payments
    uid = case.payment.uid

    def act(typed: Typed) -> str:
        text, chosen = typed["text"], typed["stage"]
        match chosen:
            case "promised":
                day = screen.store.read_day(typed["by"], "by", Direction.AHEAD)
                payments.promise(uid, day, text=text)
                return f"Saved: payment of {reference} is promised for {when.show_day(day)}."
            case "disputed":
                day_typed = typed["by"].strip() or "yes"
                payments.edit(uid, {"disputed": day_typed, "disputed_why": text})
                return f"Saved: {reference} is disputed; nothing is claimed while it is."
            case "undisputed":
                payments.edit(uid, {"disputed": "no"})
                return f"Saved: {reference} is disputed no longer."
            case "formal":
                day = screen.store.read_day(typed["by"] or "today", "by", Direction.PAST)
                formal = payments.make_formal(uid, on=day).payment.formal
                assert formal is not None
                return f"Saved: {reference} is a formal complaint, at stage {formal.stage}."
            case "acknowledged":
                payments.acknowledge(uid)
                return f"Saved: the formal complaint {reference} was acknowledged."
            case "answered":
                payments.answer_formal(uid, text)
                return f"Saved: the formal complaint {reference} was answered."
        raise BadInput("Pick what has happened from the list.", field="stage")

    await screen.ask_until_done(
        lambda typed, error: ask.stage(screen.store, as_it_is(screen, case), typed, error), act
    )


async def paid(screen: RecordScreen, case: PaymentCase) -> None:
    """A payment came in."""

    def act(typed: Typed) -> str:
        after = screen.store.payments.paid(
            case.payment.uid,
            screen.store.read_day(typed["on"], "on", Direction.PAST),
            read_money(typed["amount"], field="amount") if typed["amount"].strip() else None,
            anyway=typed.anyway,
        ).payment
        if after.outstanding:
            left = show_pounds(after.outstanding)
            return f"Saved: {left} of {after.reference} is still outstanding."
        key = screen.key("told")
        return f"Saved: {after.reference} is paid. Now tell {after.who} ({key})."

    await screen.ask_until_done(
        lambda typed, error: ask.paid(screen.store, as_it_is(screen, case), typed, error), act
    )


async def told(screen: RecordScreen, case: PaymentCase) -> None:
    """The organisation has been told that it is paid."""

    def act(typed: Typed) -> str:
        screen.store.payments.told(
            case.payment.uid,
            channel=Channel.read(typed["how"], field="how", what="channel"),
            whom=typed["whom"],
        )
        key = screen.key("close")
        return f"Saved: {case.payment.who} was told. Close {case.payment.reference} with {key}."

    await screen.ask_until_done(
        lambda typed, error: ask.told(as_it_is(screen, case), typed, error), act
    )


async def close(screen: RecordScreen, case: PaymentCase) -> None:
    """Ends it with an outcome; a closed one is reopened."""
    reference, payments = case.payment.reference, screen.store.payments
    uid = case.payment.uid
    if not case.payment.is_open:
        await reopen(screen, case)
        return

    def act(typed: Typed) -> str:
        outcome = PaymentOutcome.read(typed["outcome"], field="outcome")
        payments.close(uid, outcome=outcome, reason=typed["reason"], decided_by=typed["decided_by"])
        return f"Closed {reference}: {outcome.words}."

    await screen.ask_until_done(
        lambda typed, error: ask.close(as_it_is(screen, case), typed, error), act
    )


async def escalate(screen: RecordScreen, case: PaymentCase) -> None:
    """To the Chief Finance Officer, with the pack."""
    from screens.payments.pack import write_pack

    reference = case.payment.reference
    uid = case.payment.uid

    def act(typed: Typed) -> str:
        if typed["form"] not in {choice.key for choice in ask.PACK_FORMS}:
            raise BadInput("Pick the format of the pack from the list.", field="form")
        screen.store.payments.escalate(uid, reason=typed["reason"])
        described = f"Escalated {reference} to the Chief Finance Officer."
        if typed["form"] == "none":
            return described
        try:
            return f"{described} The pack is in {write_pack(screen.store, uid, typed['form'])}"
        except OSError as error:
            # What was done is saved; the pack can be written again at any time.
            return f"{described} The pack could not be written: {error.strerror}."

    await screen.ask_until_done(
        lambda typed, error: ask.escalate(screen.store, as_it_is(screen, case), typed, error), act
    )


async def chase(screen: RecordScreen, case: PaymentCase) -> None:
    """Records a chase, and hands over the words for it."""
    from screens.dialogs.words import WordsScreen

    reference, words = case.payment.reference, ""
    uid = case.payment.uid

    def act(anyway: bool) -> str:
        nonlocal words
        _, words = screen.store.payments.chase(uid, anyway=anyway)
        return f"Saved: chased {reference}."

    if not await screen.try_or_ask(act):
        return
    await screen.app.push_screen_wait(
        WordsScreen(f"Chasing {reference}", words, f"{reference}-chase.txt")
    )


async def edit(screen: RecordScreen, case: PaymentCase) -> None:
    """Changes its fields."""

    def act(typed: Typed) -> str:
        screen.store.payments.edit(case.payment.uid, typed.changed, anyway=typed.anyway)
        return typed.saved(case.payment.reference)

    await screen.ask_until_done(
        lambda typed, error: ask.edit(screen.store, as_it_is(screen, case), typed, error), act
    )


async def acknowledge(screen: RecordScreen, case: PaymentCase) -> None:
    """The formal complaint was acknowledged."""

    def act() -> str:
        screen.store.payments.acknowledge(case.payment.uid)
        return f"Saved: the formal complaint {case.payment.reference} was acknowledged."

    if error := await screen.try_to(act):
        screen.say_wrong(error)


async def copy(screen: RecordScreen, case: PaymentCase) -> None:
    """Copies the reference, the invoice's number, or a way to reach them."""
    from screens.dialogs.copying import choose_and_copy

    payment = case.payment
    known = {payment.reference: "reference"}
    if payment.invoice:
        known[payment.invoice] = "invoice"
    ways = contact_choices(screen.store, payment.phone, payment.organisation_uid)
    await choose_and_copy(screen.app, {**known, **ways})


PAYMENT_ACTS = {
    act.__name__: act
    for act in (
        route,
        answer,
        stage,
        paid,
        told,
        close,
        escalate,
        chase,
        edit,
        acknowledge,
        copy,
        note,
        follow_on,
        link,
        promise,
        organisation,
    )
}
"""Every act, by its command's name."""
