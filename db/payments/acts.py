"""Payment complaints: every act on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from db.payments.acting import NOT_ENDED, PaymentActing, ended
from db.payments.fields import read_fields
from db.records.by_when import NO_FOLLOW_UP
from spoc_tui.casework.dates import when
from spoc_tui.casework.errors import BadInput, NeedsConfirmation
from spoc_tui.casework.money import show_pounds
from spoc_tui.casework.organisations.names import invoice_key
from spoc_tui.casework.payments import handling
from spoc_tui.casework.payments.clocks import is_silent
from spoc_tui.casework.payments.payment import Payment, PaymentCase, PaymentOutcome
from spoc_tui.casework.records import require
from spoc_tui.casework.records.channel import Channel
from spoc_tui.casework.records.doing_twice import (
    require_not_chased,
    require_not_paid_in,
    require_not_sent,
)
from spoc_tui.casework.records.event import EventKind
from spoc_tui.casework.records.field_words import field_words
from spoc_tui.casework.text import clean_line, clean_text


class Payments(PaymentActing):
    """The payment complaints of a store. Every act returns the case as it stands after it."""

    def add(
        self,
        typed: Mapping[str, str],
        *,
        anyway: bool = False,
        logged_at: datetime | None = None,
        draft_uid: str | None = None,
    ) -> PaymentCase:
        """Logs a complaint from its fields as typed (db/payments/fields.py).

        Who it is and the amount are required. BadInput names the field at fault; Refused, naming
        it, where that organisation has complained of that invoice before, unless `anyway`.
        """
        store = self._store
        with store.action("Logged a payment complaint") as action:
            if draft_uid is not None:
                store.drafts.require_own(draft_uid)
            columns = read_fields(store, {"amount": "", **typed})
            if not columns.get("organisation") and not columns.get("caller"):
                raise BadInput(
                    "Say who has not been paid: the organisation, or who calls.",
                    field="organisation",
                )
            self._check_invoice(columns, typed.get("invoice", ""), anyway)
            reference = self.new_reference()
            action.label = f"Logged {reference}"
            at = when.to_iso(logged_at) if logged_at else store.now_text()
            uid = store.insert("payment", {"reference": reference, "logged_at": at, **columns})
            case = self._checked(uid)
            case = self.change(case, EventKind.LOGGED, {}, text=case.payment.subject)
            if draft_uid is not None:
                store.drafts.use(draft_uid, reference)
        return case

    def preview(self, typed: Mapping[str, str]) -> Payment:
        """A complaint of the fields so far, which is logged nowhere: for the form.

        BadInput names the field at fault.
        """
        from db.payments.preview import preview

        return preview(self._store, typed)

    def edit(
        self,
        reference: str,
        typed: Mapping[str, str],
        *,
        anyway: bool = False,
    ) -> PaymentCase:
        """Changes fields, given as typed; InvoiceKnown as in `add`, unless `anyway`."""
        with self.acting(reference, "Edited") as case:
            row = self._store.row("payment", case.payment.uid)
            columns = read_fields(self._store, typed, received=row["received"])
            changes = {name: value for name, value in columns.items() if row[name] != value}
            if not changes:
                return case
            self._refuse_if_changed_since(case, changes)
            if changes.get("amount_pence", case.payment.amount) < case.payment.paid:
                raise BadInput(
                    f"{show_pounds(case.payment.paid)} has been paid already: the amount cannot be "
                    "less.",
                    field="amount",
                )
            require.require_open(case.payment, "change it")
            after = {**dict(row), **changes}
            if not (after["organisation"] or after["caller"]):
                raise BadInput("Say who has not been paid.", field="organisation")
            another = invoice_key(after["invoice"]) != row["invoice_key"]
            if another or "organisation" in changes:
                self._check_invoice(after, after["invoice"], anyway, own=case.payment.uid)
            # Where more is owed than was paid, they are to be told again.
            owed = after["amount_pence"] > case.payment.paid
            told = {"told_at": None} if owed and case.payment.told_at else {}
            self._store.update("payment", case.payment.uid, {**changes, **told})
            edited = self._checked(case.payment.uid)
            return self.change(edited, EventKind.EDITED, {}, text=", ".join(field_words(changes)))

    def to_finance(
        self, reference: str, *, team: str = "", text: str = "", anyway: bool = False
    ) -> PaymentCase:
        """Sends it to a finance team: the one named, or that which payments usually go to.

        DoneAlready where that team has it, unless `anyway`. Until it answers, its silence counts
        from the first time.
        """
        text = clean_text(text, field="text")
        with self.acting(reference, "Sent to finance:") as case:
            handling.require_owed(case.payment, "send it to finance")
            found = self._finance_team(team)
            again = require_not_sent(case, found[1], anyway=anyway)
            values = {"finance_team": found[0]}
            if not (again and is_silent(case.payment)):
                values["finance_at"] = self._store.now_text()
            return self.change(case, EventKind.TO_FINANCE, values, text=text, whom=found[1])

    def answer(self, reference: str, text: str) -> PaymentCase:
        """Records the answer of finance, or of the Chief Finance Officer."""
        text = require.require_text(clean_text(text, field="text"), "what the answer is", "text")
        with self.acting(reference, "Answered") as case:
            require.require_open(case.payment, "record an answer")
            values = {"answer": text, "replied_at": self._store.now_text()}
            return self.change(case, EventKind.ANSWERED, values, text=text)

    def escalate(self, reference: str, *, reason: str = "") -> PaymentCase:
        """Sends it to the Chief Finance Officer; without a reason, for the one that is due."""
        reason = clean_text(reason, field="reason")
        with self.acting(reference, "Escalated") as case:
            handling.check_escalate(case.payment)
            why = reason or self.why_escalate(case.payment)
            now = self._store.now_text()
            values = {"escalated_at": now, "promised_at": None, "promised_for": None}
            return self.change(
                case, EventKind.ESCALATED, values, text=why, whom="Chief Finance Officer"
            )

    def promise(self, reference: str, by: date, *, text: str = "") -> PaymentCase:
        """Payment is promised for a day, today or later: finance has answered."""
        text = clean_text(text, field="text")
        with self.acting(reference, "Payment promised on") as case:
            handling.require_owed(case.payment, "record that payment is promised")
            require.require_ahead(by, self._store.today(), "by")
            now = self._store.now_text()
            values = {"promised_for": by.isoformat(), "promised_at": now, "replied_at": now}
            words = f"for {when.show_day(by)}"
            return self.change(
                case,
                EventKind.PAYMENT_PROMISED,
                values,
                text=f"{words}: {text}" if text else words,
            )

    def paid(
        self, reference: str, on: date, amount: int | None = None, *, anyway: bool = False
    ) -> PaymentCase:
        """A payment came in: all that was outstanding, or so many pence of it.

        DoneAlready where as much came that day, unless `anyway`.
        """
        with self.acting(reference, "Recorded a payment on") as case:
            payment = case.payment
            amount = payment.outstanding if amount is None else amount
            handling.check_paid(payment, amount, on, self._store.today())
            text = f"{show_pounds(amount)} on {when.show_day(on)}"
            require_not_paid_in(case, text, anyway=anyway)
            self._store.insert(
                "paid_in",
                {"payment": payment.uid, "amount_pence": amount, "paid_on": on.isoformat()},
            )
            values: dict[str, Any] = {"paid_pence": payment.paid + amount}
            if amount == payment.outstanding:
                values |= NO_FOLLOW_UP
            text = f"{show_pounds(amount)} on {when.show_day(on)}"
            return self.change(case, EventKind.PAID_IN, values, text=text)

    def told(
        self, reference: str, *, channel: Channel | None = None, whom: str = ""
    ) -> PaymentCase:
        """The organisation has been told that it is paid."""
        whom = clean_line(whom, field="whom")
        with self.acting(reference, "Told the organisation of") as case:
            handling.check_told(case.payment)
            values = {"told_at": self._store.now_text(), **NO_FOLLOW_UP}
            return self.change(
                case, EventKind.TOLD, values, channel=channel or Channel.PHONE, whom=whom
            )

    def close(
        self,
        reference: str,
        *,
        outcome: PaymentOutcome | None = None,
        reason: str = "",
        decided_by: str = "",
    ) -> PaymentCase:
        """Ends it: paid (the usual outcome), withdrawn, or not owed, with who decided and why."""
        outcome = outcome or PaymentOutcome.PAID
        reason = clean_text(reason, field="reason")
        decided_by = clean_line(decided_by, field="decided_by")
        with self.acting(reference, "Closed") as case:
            handling.check_close(case, outcome, reason, decided_by)
            by = f"decided by {decided_by}" if decided_by else ""
            return self.change(
                case,
                EventKind.CLOSED,
                ended(outcome, reason, decided_by, self._store.now_text()),
                text=". ".join(filter(None, (outcome.words, by, reason))),
            )

    def reopen(self, reference: str, reason: str) -> PaymentCase:
        """Opens a closed complaint again."""
        reason = clean_text(reason, field="reason")
        with self.acting(reference, "Reopened") as case:
            require.require_reopenable(case.payment, reason)
            return self.change(
                case, EventKind.REOPENED, {**NOT_ENDED, "told_at": None}, text=reason
            )

    def chase(
        self,
        reference: str,
        *,
        anyway: bool = False,
        hand_over: Callable[[str], object] | None = None,
    ) -> tuple[PaymentCase, str]:
        """Records that finance, or the Chief Finance Officer, was asked again; returns the words
        to send it with. DoneAlready where they were chased just now, unless `anyway`.

        `hand_over` is given the words first: where it fails nothing is on record.
        """
        from spoc_tui.reports.payments.chase import payment_chase_words

        store = self._store
        with self.acting(reference, "Chased") as case:
            whom = handling.whom_to_chase(case.payment)
            words = payment_chase_words(
                case, self.calculate(case.payment), today=store.today(), officer=store.who
            )
            require_not_chased(case, whom, store.now(), anyway=anyway)
            case = self.change(case, EventKind.CHASED, {}, whom=whom)
            if hand_over is not None:
                hand_over(words)
        return case, words

    # A formal complaint, and its two stages.

    def make_formal(self, reference: str, *, on: date | None = None) -> PaymentCase:
        """A formal complaint is made of it, or its second stage begins; those clocks run."""
        on = on or self._store.today()
        with self.acting(reference, "Made formal:") as case:
            require.require_past(on, self._store.today(), "on")
            formal = handling.next_formal(case.payment, on)
            values = {
                "formal_stage": formal.stage,
                "formal_began": on.isoformat(),
                "formal_acknowledged": None,
                "formal_answered": None,
            }
            return self.change(case, EventKind.FORMAL, values, text=f"stage {formal.stage}")

    def acknowledge(self, reference: str) -> PaymentCase:
        """The stage of the formal complaint was acknowledged to the organisation, today."""
        with self.acting(reference, "Acknowledged") as case:
            formal = handling.require_formal_unacknowledged(case.payment)
            values = {"formal_acknowledged": self._store.today().isoformat()}
            return self.change(
                case, EventKind.FORMAL_ACKNOWLEDGED, values, text=f"stage {formal.stage}"
            )

    def answer_formal(self, reference: str, text: str) -> PaymentCase:
        """The stage of the formal complaint was answered to the organisation, today."""
        text = require.require_text(clean_text(text, field="text"), "what was answered", "text")
        with self.acting(reference, "Answered the formal complaint") as case:
            formal = handling.require_formal_unanswered(case.payment)
            today = self._store.today().isoformat()
            acknowledged = formal.acknowledged.isoformat() if formal.acknowledged else today
            values = {"formal_answered": today, "formal_acknowledged": acknowledged}
            return self.change(
                case, EventKind.FORMAL_ANSWERED, values, text=f"stage {formal.stage}: {text}"
            )

    # What the acts need.

    def why_escalate(self, payment: Payment) -> str:
        """Why it is due to go to the Chief Finance Officer; blank while it is not."""
        from spoc_tui.casework.payments.clocks import escalation

        due = escalation(payment, self._store.standards, self._store.days)
        return due.why if due is not None and due.on <= self._store.today() else ""

    def _checked(self, uid: str) -> PaymentCase:
        """The complaint as it stands within the action; BadInput where its dates contradict."""
        from spoc_tui.casework.payments.late_payment import check

        case = self.get(uid)
        check(case.payment.debt)
        return case

    def _check_invoice(
        self, columns: Mapping[str, Any], number: str, anyway: bool, own: str = ""
    ) -> None:
        found = self.with_invoice(number, columns.get("organisation"))
        before = [one for one in found if one.uid != own]
        if before and not anyway:
            first = before[0]
            raise InvoiceKnown(
                f"{first.who} has complained of invoice {first.invoice} before: {first.reference}, "
                f"{show_pounds(first.amount)}, {first.status.words}. Go on only if this is "
                "another."
            )

    def _finance_team(self, typed: str) -> tuple[str, str]:
        """The uid and name of the team named, or of the one that payments usually go to."""
        council = self._store.council
        if typed.strip():
            team = council.find_team(typed)
            return team.uid, team.name
        usual = next((one for one in council.topics() if one.code == "payment"), None)
        if usual is None or usual.team_uid is None or usual.team is None:
            raise BadInput(
                "Say which team: the topic “payment” names none (see the settings).", field="team"
            )
        return usual.team_uid, usual.team


class InvoiceKnown(NeedsConfirmation):
    """That organisation has complained of that invoice before."""

    field = "invoice"
