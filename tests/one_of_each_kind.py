"""A record of each kind with all that its kind can have, and the kinds that tests go through."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

import pytest
from factories import (
    in_short,
    make_decision,
    make_group,
    make_issue,
    make_meeting,
    make_organisation,
    new_enquiry,
)

from db.records.kept import KIND_COLUMNS
from db.store import Store
from spoc_tui.casework.records.kinds import (
    CASE_KINDS,
    DECLARED_KINDS,
    ENQUIRY,
    FEEDBACK,
    PAYMENT,
    RECORD_KINDS,
    RecordKind,
)

CLUB, DUE = "Rook Lane Bowls Club", date(2026, 4, 9)

PROMISE, NOTE = "Ring them with the price", "They rang again."

OF_NO_ORGANISATION = [kind for kind in DECLARED_KINDS if not KIND_COLUMNS[kind.table].organisation]
"""Declared kinds whose records belong to nobody."""

every_kind = pytest.mark.parametrize("kind", RECORD_KINDS, ids=lambda kind: kind.code)

every_case = pytest.mark.parametrize(
    "kind",
    [kind for kind in CASE_KINDS if kind not in OF_NO_ORGANISATION],
    ids=lambda kind: kind.code,
)

every_draft = pytest.mark.parametrize(
    "kind", [kind for kind in RECORD_KINDS if kind.draft], ids=lambda kind: kind.code
)

# One with forms of its own and one that is declared: the screens of all others, among the slow.
FEW = [next(kind for kind in RECORD_KINDS if kind.code == code) for code in ("enquiry", "meeting")]

few_kinds = pytest.mark.parametrize(
    "kind", in_short(RECORD_KINDS, *FEW), ids=lambda kind: kind.code
)

few_drafts = pytest.mark.parametrize(
    "kind",
    in_short([kind for kind in RECORD_KINDS if kind.draft], *FEW),
    ids=lambda kind: kind.code,
)


class Made(NamedTuple):
    """A record of which everything is there that its kind can have."""

    kind: RecordKind
    uid: str
    reference: str
    club: str
    """The uid of the organisation."""


def an_enquiry(store: Store, club: str) -> str:
    new = new_enquiry(store, subject="A zebra crossing", organisation_uid=club, follow_up_on=DUE)
    return store.enquiries.log(new).enquiry.uid


def a_payment(store: Store, club: str) -> str:
    typed = {"organisation": CLUB, "amount": "1,200", "for": "A zebra crossing"}
    uid = store.payments.add(typed).payment.uid
    return store.payments.promise(uid, DUE).payment.uid


def a_feedback_action(store: Store, club: str) -> str:
    typed = {"action": "A zebra crossing", "due": DUE.isoformat()}
    by = [store.feedback.by("A neighbour"), store.feedback.by(CLUB)]
    return store.feedback.add("Nobody can cross.", by, typed).feedback.uid


def an_issue(store: Store, club: str) -> str:
    return make_issue(store, "A zebra crossing", copy_by=DUE.isoformat()).uid


def a_group(store: Store, club: str) -> str:
    return make_group(store, "The zebra network", starts=DUE.isoformat()).uid


def a_meeting(store: Store, club: str) -> str:
    group = make_group(store, "The zebra network", rule="")
    return make_meeting(store, group, when=DUE.isoformat(), place="The zebra room").uid


def a_decision(store: Store, club: str) -> str:
    group = make_group(store, "The network", rule="")
    return make_decision(store, group, words="A zebra crossing", closes=DUE.isoformat()).uid


FACTORIES: dict[str, Callable[[Store, str], str]] = {
    ENQUIRY.code: an_enquiry,
    PAYMENT.code: a_payment,
    FEEDBACK.code: a_feedback_action,
    "group": a_group,
    "meeting": a_meeting,
    "decision": a_decision,
    "issue": an_issue,
}

HALF_TYPED = {
    ENQUIRY.code: {"subject": "A zebra crossing"},
    PAYMENT.code: {"for": "A zebra crossing", "amount": "12"},
    FEEDBACK.code: {"said": "A zebra crossing"},
    "group": {"name": "A zebra crossing"},
    "meeting": {"group": "A zebra crossing"},
    "decision": {"words": "A zebra crossing"},
    "issue": {"name": "A zebra crossing"},
}


def make(store: Store, kind: RecordKind) -> Made:
    """One of a kind, with an organisation, a promise, a day and a note as far as it has such."""
    club = make_organisation(store, CLUB).uid
    uid, reference = FACTORIES[kind.code](store, club), ""
    if kind in CASE_KINDS:
        store.promises.make(uid, PROMISE, DUE)
        reference = store.records(kind.code).note(uid, NOTE).record.reference
    return Made(kind, uid, reference, club)


def merge_away(store: Store, club: str) -> str:
    """The organisation is merged into another, as which it is read from now on."""
    survivor = make_organisation(store, "Strood Bowls")
    store.duplicates.merge(survivor.uid, club)
    return survivor.uid


def found(store: Store, typed: str, **options: Any) -> list[tuple[str, str]]:
    return [(hit.kind, hit.uid) for hit in store.search.anything(typed, **options)]
