"""Payment complaints on the command line (cli/every_kind.py)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from spoc_tui.cli.every_kind import EquivalentVerb, InShort, Printed

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.payments.payment import Payment, PaymentCase
    from spoc_tui.cli.desk import Desk
    from spoc_tui.cli.shapes import Shape


def _whole(desk: Desk, reference: str) -> tuple[Shape, str]:
    from spoc_tui.cli.payments.payments import whole

    return whole(desk, reference)


def _standing(store: Store, case: PaymentCase, shaped: bool) -> tuple[str, Shape]:
    from spoc_tui.cli.payments import shapes as payment_shapes
    from spoc_tui.cli.payments import words as payment_words

    shape = payment_shapes.complaints(store, [case.payment])[0] if shaped else {}
    return payment_words.standing(case.payment), shape


def _shape(of: Payment, organisation_uid: str, today: date) -> Shape:
    """A complaint in short; sums are pounds."""
    from spoc_tui.casework.money import pounds

    return {
        "invoice": of.invoice,
        "for": of.what_for,
        "amount": pounds(of.amount),
        "outstanding": pounds(of.outstanding),
    }


def _briefed(of: Payment, organisation_uid: str, today: date) -> Shape:
    return {
        **_shape(of, organisation_uid, today),
        "outcome": of.outcome.value if of.outcome else None,
    }


def _line(of: Payment, organisation_uid: str, today: date) -> str:
    from spoc_tui.casework.money import show_pounds

    left = f", {show_pounds(of.outstanding)} outstanding" if of.outstanding else ""
    return f"{of.standing}{left}"


_LATER = EquivalentVerb("edit", "follow_up=WHEN")
PRINTED = Printed(
    whole=_whole,
    standing=_standing,
    in_short=InShort("payments", _shape, _briefed, "Payment complaints", _line),
    group="pay",
    ways={
        "edit": EquivalentVerb("pay edit"),
        "route": EquivalentVerb("pay finance", "--team TEAM"),
        "acknowledge": EquivalentVerb("pay formal-acknowledged", ""),
        "chase": EquivalentVerb("pay chase"),
        "sent-back": EquivalentVerb("pay answer", '--text "…"'),
        "answer": EquivalentVerb("pay answer"),
        "told": EquivalentVerb("pay told"),
        "wait": _LATER,
        "resume": _LATER,
        "close": EquivalentVerb("pay close"),
        "reopen": EquivalentVerb("pay reopen"),
    },
)
