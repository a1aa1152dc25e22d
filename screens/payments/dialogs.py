"""The dialogs of the acts on a payment complaint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.dialogs.choices import directorates, directory, of_enum, teams, with_key
from screens.dialogs.dialog import Dialog, Typed
from screens.widgets.fields import ChoiceField, DayAndTimeField, DayField, Field, LongField
from screens.widgets.picker import PickerChoice, among
from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.money import pounds, show_pounds
from spoc_tui.casework.payments.kinds import PaymentKind, Terms
from spoc_tui.casework.payments.payment import Payment, PaymentCase, PaymentOutcome
from spoc_tui.casework.records.applying import acts_that_apply
from spoc_tui.casework.records.channel import Channel

if TYPE_CHECKING:
    from datetime import date

    from db.store import Store

Filled = Typed | None
Wrong = SpocError | None

FORMAL_MADE = "it becomes a formal complaint"
PACK_FORMS = (
    PickerChoice("docx", "Word"),
    PickerChoice("xlsx", "Excel"),
    PickerChoice("html", "web page"),
    PickerChoice("txt", "plain text"),
    PickerChoice("md", "Markdown"),
    PickerChoice("none", "no pack now"),
)


def to_finance(store: Store, case: PaymentCase, filled: Filled, error: Wrong) -> Dialog:
    """To which finance team."""
    payment, listed = case.payment, teams(store)
    usual = next((one.team_uid for one in store.council.topics() if one.code == "payment"), None)
    intro = ""
    if payment.finance_team:
        intro = f"It was sent to {payment.finance_team} before."
    return Dialog(
        f"Send {payment.reference} to the finance team",
        [
            ChoiceField("team", "To", among(listed), picked=with_key(listed, usual)),
            LongField("text", "What is asked"),
        ],
        intro=intro,
        filled=filled,
        error=error,
    )


def answer(case: PaymentCase, filled: Filled, error: Wrong) -> Dialog:
    """What finance says."""
    return Dialog(
        f"What finance answered on {case.payment.reference}",
        [LongField("text", "Answer", value=case.payment.answer)],
        intro=f"Where they promise a day, stage it instead: {case.payment.subject}.",
        filled=filled,
        error=error,
    )


def stage(store: Store, case: PaymentCase, filled: Filled, error: Wrong) -> Dialog:
    """What has happened to it, and what is made of it."""
    payment, applying = case.payment, acts_that_apply(case)
    stages = []
    if "payment promised" in applying:
        stages.append(PickerChoice("promised", "payment is promised", "for the day below"))
    if payment.disputed_on is None:
        stages.append(PickerChoice("disputed", "the invoice is disputed", "why, below"))
    else:
        stages.append(PickerChoice("undisputed", "it is disputed no longer"))
    if "acknowledge" in applying:
        stages.append(PickerChoice("acknowledged", "the formal complaint was acknowledged"))
    if "formal answered" in applying:
        stages.append(PickerChoice("answered", "the formal complaint was answered", "how, below"))
    if "formal" in applying:
        made = "they go to the second stage" if payment.formal else FORMAL_MADE
        stages.append(PickerChoice("formal", made, "its clocks run"))
    staged = ChoiceField("stage", "Stage", among(stages), picked=stages[0])

    def direction() -> Direction:
        return Direction.AHEAD if staged.key_or_text == "promised" else Direction.PAST

    return Dialog(
        f"{payment.reference}: what has happened",
        [
            staged,
            DayField("by", "Day", store=store, direction=direction, follows=staged),
            LongField("text", "Text"),
        ],
        intro=f"{payment.who}: {payment.subject}, {show_pounds(payment.outstanding)} outstanding.",
        filled=filled,
        error=error,
    )


def paid(store: Store, case: PaymentCase, filled: Filled, error: Wrong) -> Dialog:
    """When, and how much."""
    payment = case.payment
    return Dialog(
        f"A payment on {payment.reference} came in",
        [
            DayField("on", "Paid on", store=store, value="today", direction=Direction.PAST),
            Field("amount", "Amount", value=pounds(payment.outstanding)),
        ],
        intro=f"{show_pounds(payment.outstanding)} of {show_pounds(payment.amount)} is "
        "outstanding. Type less where only a part was paid.",
        filled=filled,
        error=error,
    )


def told(case: PaymentCase, filled: Filled, error: Wrong) -> Dialog:
    """How and whom."""
    channels, payment = of_enum(Channel), case.payment
    number = payment.phone or payment.organisation_phone or "no number"
    return Dialog(
        f"{payment.who} was told that {payment.reference} is paid",
        [
            ChoiceField("how", "How", among(channels), picked=channels[0]),
            Field("whom", "Whom", value=payment.caller),
        ],
        intro=f"Call back: {number}.",
        filled=filled,
        error=error,
    )


def close(case: PaymentCase, filled: Filled, error: Wrong) -> Dialog:
    """With which outcome, who decided, and why."""
    outcomes, payment = of_enum(PaymentOutcome), case.payment
    picked = None if payment.outstanding else outcomes[0]
    return Dialog(
        f"Close {payment.reference}",
        [
            ChoiceField("outcome", "Outcome", among(outcomes), picked=picked),
            Field("decided_by", "Decided by"),
            LongField("reason", "Reason"),
        ],
        intro="Withdrawn needs a reason; not owed also needs who in the council decided."
        if payment.outstanding
        else "Paid, and they were told: a reason is optional."
        if payment.told_at
        else "It is paid, but they have not been told: tell them first, or say why not.",
        filled=filled,
        error=error,
    )


def escalate(store: Store, case: PaymentCase, filled: Filled, error: Wrong) -> Dialog:
    """Why, and in which form the pack is to be."""
    payment = case.payment
    due = store.payments.why_escalate(payment)
    return Dialog(
        f"Escalate {payment.reference} to the Chief Finance Officer",
        [
            LongField("reason", "Why", value=due),
            ChoiceField("form", "Pack as", among(PACK_FORMS), picked=PACK_FORMS[0]),
        ],
        intro=f"{payment.who}: {payment.subject}, {show_pounds(payment.outstanding)} outstanding."
        + (f" It is due: {due}." if due else " It is not due yet by the settings."),
        filled=filled,
        error=error,
    )


def edit(store: Store, case: PaymentCase, filled: Filled, error: Wrong) -> Dialog:
    """Every field that may be typed."""
    return Dialog(
        f"Edit {case.payment.reference}",
        fields(store, case.payment),
        filled=filled,
        error=error,
    )


def fields(store: Store, payment: Payment) -> list[Field]:
    """The fields of a complaint, as they stand."""
    kinds, terms = of_enum(PaymentKind), of_enum(Terms)
    owing, groups = directorates(store), teams(store)
    here = (
        PickerChoice(payment.organisation_uid, payment.organisation or "")
        if payment.organisation_uid
        else None
    )
    received = _day(store, "received", "Received", payment.received)
    return [
        ChoiceField("organisation", "Organisation", directory(store), picked=here, least_typed=2),
        Field("caller", "Caller", value=payment.caller),
        Field("phone", "Call back", value=payment.phone),
        Field("amount", "Amount £", value=pounds(payment.amount)),
        Field("invoice", "Invoice no.", value=payment.invoice),
        Field("for", "What for", value=payment.what_for),
        ChoiceField("kind", "Kind", among(kinds), picked=with_key(kinds, payment.kind)),
        ChoiceField("terms", "Terms", among(terms), picked=with_key(terms, payment.terms)),
        received,
        _day(store, "performed", "Work done", payment.performed),
        _day(store, "invoiced", "Invoiced", payment.invoiced),
        _day(store, "accepted", "Accepted", payment.accepted),
        agreed_field(store, received, payment.agreed),
        Field("order", "Order no.", value=payment.order),
        ChoiceField(
            "directorate",
            "Directorate",
            among(owing),
            picked=with_key(owing, payment.directorate_uid),
        ),
        ChoiceField("team", "Team", among(groups), picked=with_key(groups, payment.team_uid)),
        _day(store, "disputed", "Disputed", payment.disputed_on),
        LongField("disputed_why", "Why disputed", value=payment.disputed_why),
        DayAndTimeField(
            "follow_up",
            "Follow up",
            store=store,
            direction=Direction.MOSTLY_AHEAD,
            on=payment.follow_up,
        ),
    ]


def agreed_field(store: Store, received: DayField, day: date | None = None) -> DayField:
    """The payment day that was agreed: without a year the nearest to the day received."""
    return DayField(
        "agreed",
        "Agreed day",
        store=store,
        direction=Direction.ANY,
        near=received,
        value=day.isoformat() if day else "",
    )


def _day(
    store: Store,
    name: str,
    label: str,
    day: date | None,
    direction: Direction = Direction.PAST,
) -> DayField:
    value = day.isoformat() if day else ""
    return DayField(name, label, store=store, direction=direction, value=value)
