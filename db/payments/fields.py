"""What an officer types into a field of a payment complaint, read into the columns it changes.

The call's form, `spoc pay add` and `--set` all name these fields, and give each as it is typed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from db.records.by_when import NO_FOLLOW_UP, follow_up_columns
from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.money import read_money
from spoc_tui.casework.payments.kinds import PaymentKind, Terms
from spoc_tui.casework.text import clean_line, clean_text

if TYPE_CHECKING:
    from db.store import Store

Columns = dict[str, Any]
Reader = Callable[["Store", str, str], Columns]


def read_fields(store: Store, typed: Mapping[str, str], *, received: str | None = None) -> Columns:
    """The columns that these fields say; BadInput names the field at fault.

    A team brings its directorate along. An agreed day without a year is the nearest to the day
    received: the one among the fields, or else `received`, as it is stored.
    """
    for field in typed:
        if field not in FIELDS:
            raise BadInput(
                f"A payment complaint has no “{field}”. Fields: {', '.join(FIELDS)}.", field=field
            )
    columns: Columns = {}
    for field, reader in FIELDS.items():
        if field == "agreed" and field in typed:
            columns |= _agreed(store, typed[field], columns.get("received", received))
        elif field in typed:
            columns |= reader(store, typed[field], field)
    return columns


def _organisation(store: Store, text: str, field: str) -> Columns:
    return {"organisation": store.organisations.find(text).uid if text.strip() else None}


def _phone(store: Store, text: str, field: str) -> Columns:
    return {"phone": clean_line(text, field=field, limit=100)}


def _invoice(store: Store, text: str, field: str) -> Columns:
    return {"invoice": clean_line(text, field=field, limit=100)}


def _amount(store: Store, text: str, field: str) -> Columns:
    if not text.strip():
        raise BadInput("Say how much is owed, VAT included.", field=field)
    pence = read_money(text, field=field)
    if not pence:
        raise BadInput("The amount owed is more than £0.00. Type what is owed.", field=field)
    return {"amount_pence": pence}


def _kind(store: Store, text: str, field: str) -> Columns:
    read = PaymentKind.read(text, field=field, what="kind of payment")
    return {"kind": read}


def _terms(store: Store, text: str, field: str) -> Columns:
    return {"terms": Terms.read(text, field=field) if text.strip() else Terms.UNKNOWN}


def _day(column: str) -> Reader:
    """A date that has passed: “fri” is the last one."""

    def read(store: Store, text: str, field: str) -> Columns:
        if not text.strip():
            return {column: None}
        return {column: store.read_day(text, field, Direction.PAST).isoformat()}

    return read


def _agreed(store: Store, text: str, received: str | None) -> Columns:
    """A date before or after the day received; without a year the nearest to it."""
    if not text.strip():
        return {"agreed": None}
    near = date.fromisoformat(received) if received else None
    return {"agreed": store.read_day(text, "agreed", Direction.ANY, near=near).isoformat()}


def _disputed(store: Store, text: str, field: str) -> Columns:
    """Since when: a date, “yes” for today, blank or “no” for not at all."""
    answer = text.strip().lower()
    if answer in ("", "no"):
        return {"disputed_on": None, "disputed_why": ""}
    if answer == "yes":
        return {"disputed_on": store.today().isoformat()}
    return _day("disputed_on")(store, text, field)


def _directorate(store: Store, text: str, field: str) -> Columns:
    uid = store.council.find_directorate(text).uid if text.strip() else None
    return {"directorate": uid}


def _team(store: Store, text: str, field: str) -> Columns:
    if not text.strip():
        return {"team": None}
    team = store.council.find_team(text)
    return {"team": team.uid, "directorate": team.directorate_uid}


def _follow_up(store: Store, text: str, field: str) -> Columns:
    if not text.strip():
        return {**NO_FOLLOW_UP}
    return follow_up_columns(store.read_day_and_time(text, field))


def _line(column: str, limit: int = 300) -> Reader:
    return lambda store, text, field: {column: clean_line(text, field=field, limit=limit)}


FIELDS: dict[str, Reader] = {
    "organisation": _organisation,
    "caller": _line("caller"),
    "phone": _phone,
    "amount": _amount,
    "invoice": _invoice,
    "for": _line("what_for"),
    "kind": _kind,
    "terms": _terms,
    "received": _day("received"),
    "performed": _day("performed"),
    "invoiced": _day("invoiced"),
    "accepted": _day("accepted"),
    "agreed": lambda store, text, field: _agreed(store, text, None),
    "order": _line("purchase_order", 100),
    "directorate": _directorate,
    "team": _team,
    "disputed": _disputed,
    "disputed_why": lambda store, text, field: {"disputed_why": clean_text(text, field=field)},
    "follow_up": _follow_up,
}
"""The fields, as forms and `--set` name them, in the form's order."""

FIELD_FORMS = {
    "organisation": "part of its name, or its id",
    "caller": "who calls, where no organisation is known",
    "phone": "the number to call back",
    "amount": "pounds, VAT included: 1,200 or £1,200.50",
    "invoice": "the number on the invoice",
    "for": "what was done or delivered",
    "kind": ", ".join(PaymentKind),
    "terms": ", ".join(Terms),
    "received": "the day the council received the invoice",
    "performed": "the day the work was done",
    "invoiced": "the date on the invoice",
    "accepted": "the day it was accepted, where the contract has that",
    "agreed": "the agreed payment day; without a year the nearest to the day received",
    "order": "the council's purchase-order number",
    "directorate": "the directorate that owes it",
    "team": "the team that owes it; brings its directorate",
    "disputed": "since when: a date, yes (today) or no",
    "disputed_why": "what is disputed",
    "follow_up": "the day to look at it again, and the time",
}
"""What may be typed into each, in a few words."""
