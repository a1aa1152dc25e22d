"""The complaint that the council has not paid, as the rest of the program speaks of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import DayAndTime, day_and_time, show_day
from spoc_tui.casework.payments.kinds import PaymentKind, Terms
from spoc_tui.casework.records.event import Event
from spoc_tui.casework.records.kinds import PAYMENT
from spoc_tui.casework.records.promise import Promise
from spoc_tui.casework.records.worded import Worded

if TYPE_CHECKING:
    from spoc_tui.casework.payments.late_payment import Debt


class PaymentStatus(Worded):
    """Where a complaint stands, in the order in which it goes."""

    LOGGED = "logged"
    WITH_FINANCE = "with-finance"
    ESCALATED = "escalated"
    PROMISED = "promised"
    PAID = "paid"
    TOLD = "told"
    CLOSED = "closed"

    @property
    def words(self) -> str:
        return {
            "with-finance": "with the finance team",
            "escalated": "escalated to the Chief Finance Officer",
            "promised": "payment promised",
            "told": "organisation told",
        }.get(self.value, self.value)

    @property
    def short(self) -> str:
        return "finance" if self is PaymentStatus.WITH_FINANCE else self.value


class PaymentOutcome(Worded):
    """How a complaint ended, apart from its status."""

    PAID = "paid"
    WITHDRAWN = "withdrawn"
    NOT_OWED = "not-owed"

    @property
    def words(self) -> str:
        return "not owed" if self is PaymentOutcome.NOT_OWED else self.value


@dataclass(frozen=True)
class PaidIn:
    """One payment that came in: pence, and the day it was paid."""

    uid: str
    amount: int
    on: date


@dataclass(frozen=True)
class FormalStage:
    """A stage of a formal complaint, under the Ombudsman's code: when it began, and what of it is
    done.
    """

    stage: int
    """1 or 2."""
    began: date
    acknowledged: date | None = None
    answered: date | None = None


@dataclass(frozen=True)
class Payment:
    """One complaint that the council has not paid, as it stands now. Sums are pence, VAT included;
    moments are aware, in UTC.
    """

    uid: str
    reference: str
    amount: int
    status: PaymentStatus
    logged_at: datetime
    kind: PaymentKind = PaymentKind.CONTRACT
    terms: Terms = Terms.UNKNOWN
    organisation_uid: str | None = None
    organisation: str | None = None
    organisation_phone: str = ""
    caller: str = ""
    """Who called, in the officer's words, where no organisation is on record."""
    phone: str = ""
    invoice: str = ""
    """The number on the invoice."""
    what_for: str = ""
    order: str = ""
    """The council's purchase-order number."""
    performed: date | None = None
    received: date | None = None
    """The day the council received the invoice."""
    invoiced: date | None = None
    accepted: date | None = None
    agreed: date | None = None
    disputed_on: date | None = None
    disputed_why: str = ""
    directorate_uid: str | None = None
    directorate: str | None = None
    team_uid: str | None = None
    team: str | None = None
    """Of the directorate that owes it."""
    finance_team_uid: str | None = None
    finance_team: str | None = None
    finance_at: datetime | None = None
    """When it was sent to the finance team."""
    replied_at: datetime | None = None
    """When finance, or the Chief Finance Officer, answered last."""
    answer: str = ""
    escalated_at: datetime | None = None
    promised_for: date | None = None
    promised_at: datetime | None = None
    paid_in: tuple[PaidIn, ...] = ()
    told_at: datetime | None = None
    closed_at: datetime | None = None
    outcome: PaymentOutcome | None = None
    outcome_reason: str = ""
    decided_by: str = ""
    """Who in the council decided that it is not owed."""
    follow_up_on: date | None = None
    follow_up_time: time | None = None
    formal: FormalStage | None = None
    chased_at: datetime | None = None
    """When they were chased last."""

    @property
    def follow_up(self) -> DayAndTime | None:
        """When it comes back."""
        return day_and_time(self.follow_up_on, self.follow_up_time)

    @property
    def who(self) -> str:
        """The organisation, or the caller in the officer's words."""
        return self.organisation or self.caller or "caller not known"

    @property
    def organisations(self) -> str:
        """The organisation's name; blank where it is of none."""
        return self.organisation or ""

    @property
    def subject(self) -> str:
        """Its name in a list: the invoice, and what for."""
        invoice = f"invoice {self.invoice}" if self.invoice else ""
        return ", ".join(filter(None, (invoice, self.what_for))) or self.kind.words

    @property
    def is_open(self) -> bool:
        return self.status is not PaymentStatus.CLOSED

    @property
    def paid(self) -> int:
        """The sum paid so far, in pence."""
        return sum(one.amount for one in self.paid_in)

    @property
    def outstanding(self) -> int:
        """The sum still to be paid, in pence; 0 where two desks noted more than is owed."""
        return max(0, self.amount - self.paid)

    @property
    def is_owed(self) -> bool:
        """Whether money is still to come: neither paid, withdrawn nor found not to be owed."""
        return self.is_open and self.outstanding > 0

    @property
    def paid_on(self) -> date | None:
        """The day on which the last of it was paid; None while any is outstanding."""
        days = [one.on for one in self.paid_in]
        return max(days, default=None) if not self.outstanding else None

    @property
    def standing(self) -> str:
        """Where it stands: “organisation told, paid in full on Thu 2 Apr 2026”, “escalated …”,
        “payment promised for Fri 10 Apr 2026”: a promise only while nothing came of it.
        """
        if self.status is PaymentStatus.PROMISED and self.promised_for is not None:
            return f"{self.status.words} for {show_day(self.promised_for)}"
        if self.paid_on is None or not self.is_open:
            return self.status.words
        told = "organisation told, " if self.told_at else ""
        return f"{told}paid in full on {show_day(self.paid_on)}"

    @property
    def asked_since(self) -> date | None:
        """The day from which the council had the claim: the invoice's receipt, or its date."""
        return self.received or self.invoiced

    @property
    def debt(self) -> Debt:
        """The debt, for the law of late payment."""
        from spoc_tui.casework.payments.late_payment import Debt, PartPayment

        return Debt(
            amount=self.amount,
            kind=self.kind,
            terms=self.terms,
            performed=self.performed,
            received=self.received,
            invoiced=self.invoiced,
            accepted=self.accepted,
            agreed=self.agreed,
            disputed=self.disputed_on is not None,
            parts=tuple(PartPayment(one.amount, one.on) for one in self.paid_in),
        )


@dataclass(frozen=True)
class PaymentCase:
    """A complaint in full: what its page shows and `spoc pay show` prints."""

    payment: Payment
    timeline: tuple[Event, ...]
    promises: tuple[Promise, ...]

    @property
    def kind_code(self) -> str:
        """The code of its kind."""
        return PAYMENT.code

    @property
    def record(self) -> Payment:
        """What it is a case of."""
        return self.payment

    @property
    def open_promises(self) -> tuple[Promise, ...]:
        return tuple(promise for promise in self.promises if promise.is_open)
