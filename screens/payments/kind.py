"""Payment complaints on the screens (screens/records/every_kind.py)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from screens.records.every_kind import Pane, Shown

if TYPE_CHECKING:
    from rich.console import Group
    from textual.screen import Screen

    from db.store import Store
    from screens.base import OfficerScreen
    from screens.records.every_kind import ActOnScreen
    from spoc_tui.casework.payments.payment import PaymentCase
    from spoc_tui.casework.records.shape import RecordCase


def _page(uid: str) -> OfficerScreen:
    from screens.payments.page import PaymentScreen

    return PaymentScreen(uid)


def _form(draft_uid: str) -> OfficerScreen:
    from screens.payments.form import PaymentForm

    return PaymentForm(draft_uid=draft_uid)


def _plain_form() -> OfficerScreen:
    from screens.payments.form import PaymentForm

    return PaymentForm()


def _new_form(screen: Screen[object]) -> OfficerScreen:
    from screens.base import OfficerScreen as Officers
    from screens.payments.form import PaymentForm

    return PaymentForm(caller=screen.caller() if isinstance(screen, Officers) else None)


def _from_record(case: RecordCase) -> OfficerScreen:
    from screens.base import caller_of
    from screens.payments.form import PaymentForm

    one = case.record
    return PaymentForm(caller=caller_of(one), told={"for": one.subject}, came_of=one.uid)


def _acts() -> Mapping[str, ActOnScreen]:
    from screens.payments.acts import PAYMENT_ACTS

    return PAYMENT_ACTS


def _drawn(store: Store, case: PaymentCase) -> Group:
    from screens.widgets.payment_view import drawn_payment

    return drawn_payment(store, case)


def _pane() -> Pane:
    from screens.payments.lists import THEIR_PAYMENTS, PaymentSource

    def source(store: Store, organisation_uid: str) -> PaymentSource:
        its = store.payments.all(organisation_uid=organisation_uid)
        return PaymentSource(store, its, whose=False)

    none = "No complaint of a late payment. {} logs one."
    return Pane("its_payments", THEIR_PAYMENTS, none, "payment", source)


def _follows(case: PaymentCase) -> str:
    from spoc_tui.casework.money import show_pounds
    from spoc_tui.casework.payments.questions import ask_for

    payment = case.payment
    lines = [f"{show_pounds(payment.amount)} to {payment.who}."]
    if payment.finance_team:
        lines.append(f"It is with {payment.finance_team}.")
    if wanted := ask_for(payment):
        lines.append(f"Still to ask for: {', '.join(wanted)}.")
    return "\n".join(lines)


SHOWN = Shown(
    page=_page,
    form=_form,
    new_form=_new_form,
    from_record=_from_record,
    plain_form=_plain_form,
    acts=_acts,
    drawn=_drawn,
    follows=_follows,
    pane=_pane,
    said_there=lambda case: "",
)
