"""Which acts apply to a record as it stands: one rule for footer, keys, palette and storage."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from spoc_tui.casework import feedback_handling as of_feedback
from spoc_tui.casework import handling as of_enquiry
from spoc_tui.casework import payment_handling as of_payment
from spoc_tui.casework.enquiries import Case
from spoc_tui.casework.errors import Refused
from spoc_tui.casework.feedback import FeedbackCase
from spoc_tui.casework.handling import need_closable, need_closed, need_open
from spoc_tui.casework.kinds.case import DeclaredCase
from spoc_tui.casework.payments import PaymentCase
from spoc_tui.casework.records.kinds import DECLARED_CODES

AnyCase = Case | PaymentCase | FeedbackCase | DeclaredCase
CASES: Mapping[str, type[AnyCase]] = {
    "enquiry": Case,
    "payment": PaymentCase,
    "feedback": FeedbackCase,
    **dict.fromkeys(DECLARED_CODES, DeclaredCase),
}
"""By kind of record, what one is in full."""
Need = Callable[[Any], object]
"""Raises Refused, saying why, where an act does not apply to a case as it stands; the storage
refuses by the same."""


def _always(case: AnyCase) -> None:
    """Whatever state the record is in."""


def _open_for(act: str) -> Need:
    return lambda case: need_open(case.record, act)


def _owed_for(act: str) -> Need:
    return lambda case: of_payment.need_owed(case.payment, act)


def _declared(act: str) -> Need:
    """What an act of a declared kind needs, as its declaration says."""

    def need(case: DeclaredCase) -> None:
        from spoc_tui.casework.kinds.shared_acts import acts_of as acts_of_kind

        acts_of_kind(case.kind)[act].check(case.record)

    return need


def _need_next(case: DeclaredCase) -> None:
    """Refuses where no act of its kind comes next."""
    from spoc_tui.casework.kinds.shared_acts import next_acts

    if not next_acts(case.kind, case.record):
        raise Refused(f"Nothing comes next on {case.record.reference}.")


def _need_organisation(case: DeclaredCase) -> None:
    if case.record.organisation is None:
        raise Refused(f"{case.record.reference} has no organisation.")


_EVERY_KIND: Mapping[str, Need] = {
    "note": _always,
    "organisation": _always,
    "copy": _always,
    "promise": _open_for("promise anything on it"),
    "close": need_closable,
    "reopen": lambda case: need_closed(case.record),
}
NEEDS: Mapping[type[AnyCase], Mapping[str, Need]] = {
    Case: {
        **_EVERY_KIND,
        "route": _open_for("route it"),
        "answer": _open_for("answer it"),
        "told": of_enquiry.need_answered,
        "chase": lambda case: of_enquiry.need_team(case, "chase it"),
        "team acknowledged": of_enquiry.check_team_acknowledged,
        "sent back": lambda case: of_enquiry.need_team(case, "record that it was sent back"),
        "wait": lambda case: of_enquiry.check_wait(case.enquiry),
        "resume": lambda case: of_enquiry.check_resume(case.enquiry),
        "edit": _always,
        "acknowledge": of_enquiry.check_acknowledge,
    },
    PaymentCase: {
        **_EVERY_KIND,
        "route": _owed_for("send it to finance"),
        "answer": _open_for("record an answer"),
        "payment promised": _owed_for("record that payment is promised"),
        "disputed": _open_for("change it"),
        "formal": lambda case: of_payment.need_next_formal(case.payment),
        "formal answered": lambda case: of_payment.need_formal_unanswered(case.payment),
        "paid": _owed_for("record a payment"),
        "told": lambda case: of_payment.check_told(case.payment),
        "escalate": lambda case: of_payment.check_escalate(case.payment),
        "chase": lambda case: of_payment.whom_to_chase(case.payment),
        "edit": _open_for("change it"),
        "acknowledge": lambda case: of_payment.need_formal_unacknowledged(case.payment),
    },
    FeedbackCase: {
        **_EVERY_KIND,
        "agree": lambda case: of_feedback.need_agreeable(case.feedback),
        "progress": lambda case: of_feedback.need_unsettled(case.feedback, "note progress"),
        "done": lambda case: of_feedback.need_unsettled(case.feedback, "mark it as done"),
        "cannot": lambda case: of_feedback.need_unsettled(
            case.feedback, "say that it cannot be done"
        ),
        "told": lambda case: of_feedback.need_untold(case.feedback),
        "close": of_feedback.need_closable_now,
        "voice": _always,
        "edit": _open_for("change it"),
    },
    DeclaredCase: {
        **_EVERY_KIND,
        "organisation": _need_organisation,
        "promise": _declared("promise"),
        "close": _declared("close"),
        "reopen": _declared("reopen"),
        "stage": _need_next,
        "edit": _open_for("change it"),
    },
}
"""By kind of case, each act that there is on one, and what it needs."""

_ONE_OF: Mapping[type[AnyCase], Mapping[str, tuple[str, ...]]] = {
    Case: {
        "close": ("close", "reopen"),
        "wait": ("wait", "resume"),
        "stage": ("sent back", "team acknowledged"),
    },
    PaymentCase: {
        "close": ("close", "reopen"),
        "stage": ("payment promised", "disputed", "formal", "acknowledge", "formal answered"),
    },
    FeedbackCase: {
        "close": ("close", "reopen"),
        "stage": ("agree", "progress", "done", "cannot"),
    },
    DeclaredCase: {"close": ("close", "reopen")},
}
"""By kind of case, the commands that do one of several acts; why the first does not apply is why
they do not.
"""


def why_not(case: AnyCase, act: str) -> Refused | None:
    """Why an act does not apply to a record as it stands; None where it does."""
    try:
        NEEDS[type(case)][act](case)
    except Refused as refused:
        return refused
    return None


def acts_that_apply(case: AnyCase) -> frozenset[str]:
    """The acts that apply to a record as it stands."""
    return frozenset(act for act in NEEDS[type(case)] if why_not(case, act) is None)


def refusal(case: AnyCase, command: str) -> Refused | None:
    """Why a command does not apply to a record as it stands; None where one of its acts does."""
    refusals = [why_not(case, act) for act in acts_of(type(case), command)]
    return None if None in refusals else refusals[0]


def acts_of(kind: type[AnyCase], command: str) -> tuple[str, ...]:
    """The acts that a command does on a kind of case; none where it is not there on one."""
    alone = (command,) if command in NEEDS[kind] else ()
    return _ONE_OF[kind].get(command, alone)
