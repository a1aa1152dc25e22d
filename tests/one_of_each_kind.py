"""A record of each kind with all that its kind can have, and the kinds that tests go through."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

import pytest
from buying_made import make_buying
from equality_made import NEEDED as EQUALITY_NEEDS
from equality_made import make_equality
from factories import (
    in_short,
    make_award,
    make_bid,
    make_briefing,
    make_commitment,
    make_compact,
    make_decision,
    make_event,
    make_group,
    make_invitation,
    make_issue,
    make_meeting,
    make_model,
    make_organisation,
    make_pilot,
    make_scheme,
    make_story,
    make_window,
    new_enquiry,
)
from premises_made import make_premises
from prescribing_made import make_prescribing
from survey_made import make_response, make_round
from volunteering_made import make_volunteering

from db.records.kind_columns import KIND_COLUMNS
from db.store import Store
from spoc_tui.casework.council.council import Directorate
from spoc_tui.casework.enquiries.enquiry import Outcome
from spoc_tui.casework.kinds.catalogue import kind_of
from spoc_tui.casework.kinds.shared_acts import acts_of
from spoc_tui.casework.payments.payment import PaymentOutcome
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


def a_window(store: Store, club: str) -> str:
    return make_window(store, site="A zebra crossing", opened=DUE.isoformat()).uid


def a_scheme(store: Store, club: str) -> str:
    uid = make_scheme(store, what="A zebra crossing", follow_up=DUE.isoformat()).uid
    # Given afterwards: with a suggestion a feedback action begins as well.
    return store.declared("scheme").edit(uid, {"organisation": club}).record.uid


def a_pilot(store: Store, club: str) -> str:
    sites = '[{"role": "growth", "ward": "Rainham"}, {"role": "low-development", "ward": "Cuxton"}]'
    milestones = f'[{{"words": "Sites chosen", "by": "{DUE.isoformat()}"}}]'
    return make_pilot(store, title="A zebra crossing", sites=sites, milestones=milestones).uid


def a_bid(store: Store, club: str) -> str:
    # The record is of the organisation that leads.
    return make_bid(store, "A zebra crossing", lead=CLUB, closes=DUE.isoformat()).uid


def an_award(store: Store, club: str) -> str:
    days = {"ends": "", "follow_up": DUE.isoformat()}
    return make_award(store, CLUB, funder="A zebra crossing", **days).uid


def a_model(store: Store, club: str) -> str:
    return make_model(store, "A zebra crossing", follow_up=DUE.isoformat()).uid


def a_compact(store: Store, club: str) -> str:
    milestones = f'[{{"words": "Cabinet agrees", "by": "{DUE.isoformat()}"}}]'
    return make_compact(store, "A zebra crossing", milestones=milestones).uid


def a_commitment(store: Store, club: str) -> str:
    days = {"organisation": club, "side": "partner", "follow_up": DUE.isoformat()}
    return make_commitment(store, "A zebra crossing", **days).uid


def an_invitation(store: Store, club: str) -> str:
    return make_invitation(store, "A zebra crossing", opened=DUE.isoformat()).uid


def an_event(store: Store, club: str) -> str:
    # The last working day before it: Good Friday is between.
    return make_event(store, club, "A zebra crossing", when="2026-04-10").uid


def a_briefing(store: Store, club: str) -> str:
    store.council.add(Directorate, {"name": "A zebra crossing"})
    typed = {"material": "The zebra map", "next_on": DUE.isoformat()}
    return make_briefing(store, "A zebra crossing", **typed).uid


def a_story(store: Store, club: str) -> str:
    return make_story(store, club, "A zebra crossing", follow_up=DUE.isoformat()).uid


def a_round(store: Store, club: str) -> str:
    return make_round(store, title="A zebra crossing", follow_up=DUE.isoformat()).uid


def a_response(store: Store, club: str) -> str:
    title = "A zebra crossing"
    there = [one for one in store.declared("round").page(limit=-1) if one.subject == title]
    of = there[0] if there else make_round(store, title=title)
    return make_response(store, of.uid, club, follow_up=DUE.isoformat()).uid


def of_premises(kind: str, named: str, **typed: str) -> Callable[[Store, str], str]:
    """What makes one of a kind of premises, by the field that says what it is called."""

    def made(store: Store, club: str) -> str:
        whose = {"organisation": club} if kind not in ("space", "disposal") else {}
        return str(make_premises(store, kind, **whose, **{named: "A zebra crossing"}, **typed).uid)

    return made


def a_service(store: Store, club: str) -> str:
    typed = {"organisation": club, "name": "A zebra crossing", "follow_up": DUE.isoformat()}
    return str(make_prescribing(store, "service", **typed).uid)


def an_assurance(store: Store, club: str) -> str:
    typed = {"words": "A zebra crossing", "answer_by": DUE.isoformat()}
    return str(make_prescribing(store, "assurance", **typed).uid)


def of_volunteering(kind: str, named: str, **typed: str) -> Callable[[Store, str], str]:
    """Likewise of a kind of volunteering."""

    def made(store: Store, club: str) -> str:
        whose = {"organisation": club} if KIND_COLUMNS[f"volunteering_{kind}"].organisation else {}
        typed_too = {named: "A zebra crossing", "follow_up": DUE.isoformat(), **typed}
        return str(make_volunteering(store, kind, **whose, **typed_too).uid)

    return made


def of_equality(
    named: str, *, kind: str = "assessment", **typed: str
) -> Callable[[Store, str], str]:
    """Likewise of a kind of equality."""

    def made(store: Store, club: str) -> str:
        whose = {"organisation": club} if "organisation" in EQUALITY_NEEDS[kind] else {}
        return str(make_equality(store, kind, **{named: "A zebra crossing"}, **whose, **typed).uid)

    return made


def of_buying(kind: str, named: str, **typed: str) -> Callable[[Store, str], str]:
    """Likewise of a kind of buying."""

    def made(store: Store, club: str) -> str:
        whose = {} if kind == "opportunity" else {"organisation": club}
        return str(make_buying(store, kind, **{named: "A zebra crossing"}, **whose, **typed).uid)

    return made


def staff_time(store: Store, club: str) -> str:
    if all(one.name != "A zebra crossing" for one in store.council.directorates()):
        store.council.add(Directorate, {"name": "A zebra crossing"})
    typed = {"directorate": "A zebra crossing", "organisation": club, "source": "The zebra list"}
    return str(make_volunteering(store, "stafftime", **typed, follow_up=DUE.isoformat()).uid)


FACTORIES: dict[str, Callable[[Store, str], str]] = {
    ENQUIRY.code: an_enquiry,
    PAYMENT.code: a_payment,
    FEEDBACK.code: a_feedback_action,
    "group": a_group,
    "meeting": a_meeting,
    "decision": a_decision,
    "window": a_window,
    "scheme": a_scheme,
    "pilot": a_pilot,
    "bid": a_bid,
    "award": an_award,
    "model": a_model,
    "space": of_premises("space", "building", until=DUE.isoformat()),
    "request": of_premises("request", "need", follow_up=DUE.isoformat()),
    "holding": of_premises("holding", "property", starts="2025-04-10", ends=DUE.isoformat()),
    "transfer": of_premises("transfer", "property", next_by=DUE.isoformat()),
    "nomination": of_premises("nomination", "land", received="2026-02-12"),  # 8 weeks before
    "listing": of_premises("listing", "land", listed="2021-04-10"),  # 5 years, beginning with it
    "disposal": of_premises("disposal", "property", received="2026-02-27"),  # 6 weeks, likewise
    "relief": of_premises("relief", "property", follow_up=DUE.isoformat()),
    "compact": a_compact,
    "commitment": a_commitment,
    "invitation": an_invitation,
    "event": an_event,
    "briefing": a_briefing,
    "assessment": of_equality("title", follow_up=DUE.isoformat()),
    "purpose": of_equality("words", kind="purpose", follow_up=DUE.isoformat()),
    "characteristic": of_equality("name", kind="characteristic", follow_up=DUE.isoformat()),
    "publication": of_equality("place", kind="publication", follow_up=DUE.isoformat()),
    "service": a_service,
    "assurance": an_assurance,
    "opportunity": of_buying(
        *("opportunity", "title"), confidential="yes", follow_up=DUE.isoformat()
    ),
    "offer": of_buying("offer", "what", due_by=DUE.isoformat()),
    "need": of_buying("need", "what", follow_up=DUE.isoformat()),
    "role": of_volunteering("role", "what"),
    "signup": of_volunteering("signup", "role_kind"),
    "course": of_volunteering("course", "about", on="2026-05-01"),
    "stafftime": staff_time,
    "mentoring": of_volunteering("mentoring", "need", asked="2026-04-02"),
    "story": a_story,
    "issue": an_issue,
    "round": a_round,
    "response": a_response,
}

HALF_TYPED = {
    ENQUIRY.code: {"subject": "A zebra crossing"},
    PAYMENT.code: {"for": "A zebra crossing", "amount": "12"},
    FEEDBACK.code: {"said": "A zebra crossing"},
    "group": {"name": "A zebra crossing"},
    "meeting": {"group": "A zebra crossing"},
    "decision": {"words": "A zebra crossing"},
    "window": {"site": "A zebra crossing"},
    "scheme": {"what": "A zebra crossing"},
    "pilot": {"title": "A zebra crossing"},
    "bid": {"fund": "A zebra crossing"},
    "award": {"funder": "A zebra crossing"},
    "model": {"what": "A zebra crossing"},
    "space": {"building": "A zebra crossing"},
    "request": {"need": "A zebra crossing"},
    "holding": {"property": "A zebra crossing"},
    "transfer": {"property": "A zebra crossing"},
    "nomination": {"land": "A zebra crossing"},
    "listing": {"land": "A zebra crossing"},
    "disposal": {"property": "A zebra crossing"},
    "relief": {"year": "A zebra crossing"},
    "compact": {"title": "A zebra crossing"},
    "commitment": {"words": "A zebra crossing"},
    "invitation": {"title": "A zebra crossing"},
    "event": {"name": "A zebra crossing"},
    "briefing": {"directorate": "A zebra crossing"},
    "assessment": {"title": "A zebra crossing"},
    "purpose": {"words": "A zebra crossing"},
    "characteristic": {"name": "A zebra crossing"},
    "publication": {"place": "A zebra crossing"},
    "service": {"name": "A zebra crossing"},
    "assurance": {"words": "A zebra crossing"},
    "opportunity": {"title": "A zebra crossing"},
    "offer": {"what": "A zebra crossing"},
    "need": {"what": "A zebra crossing"},
    "role": {"what": "A zebra crossing"},
    "signup": {"role_kind": "A zebra crossing"},
    "course": {"about": "A zebra crossing"},
    "stafftime": {"directorate": "A zebra crossing"},
    "mentoring": {"need": "A zebra crossing"},
    "story": {"angle": "A zebra crossing"},
    "issue": {"name": "A zebra crossing"},
    "round": {"title": "A zebra crossing"},
    "response": {"organisation": "A zebra crossing"},
}


def make(store: Store, kind: RecordKind) -> Made:
    """One of a kind, with an organisation, a promise, a day and a note as far as it has such."""
    club = make_organisation(store, CLUB).uid
    uid, reference = FACTORIES[kind.code](store, club), ""
    if kind in CASE_KINDS:
        store.promises.make(uid, PROMISE, DUE)
        reference = store.records(kind.code).note(uid, NOTE).record.reference
    return Made(kind, uid, reference, club)


ENDS_BY = {"meeting": "cancel", "offer": "fail"}
"""By kind, the act that ends one on which nothing was done yet, where that is not “close”."""


def close(store: Store, made: Made) -> None:
    """Closes it, with what there is to be withdrawn or settled before."""
    store.promises.withdraw(made.uid, None, "Gone.")
    if made.kind is ENQUIRY:
        store.enquiries.close(made.uid, outcome=Outcome.PARTLY, reason="Gone.")
    elif made.kind is PAYMENT:
        store.payments.close(made.uid, outcome=PaymentOutcome.WITHDRAWN, reason="Gone.")
    elif made.kind is FEEDBACK:
        store.feedback.done(made.uid, "It is there.")
        waiting = store.feedback.get(made.uid).feedback.waiting
        store.feedback.close(made.uid, {one.who: "Gone." for one in waiting})
    else:
        its, ends = store.declared(made.kind.code), ENDS_BY.get(made.kind.code, "close")
        if made.kind.code == "group":  # as it has begun
            its.edit(made.uid, {"starts": "today"})
        if made.kind.code == "bid":  # it is closed once it is known what became of it
            its.act(made.uid, "withdraw", {"why": "Gone."})
        asked = acts_of(kind_of(made.kind.code))[ends].asks
        its.act(made.uid, ends, {"why": "Gone."} if "why" in asked else {})


def merge_away(store: Store, club: str) -> str:
    """The organisation is merged into another, as which it is read from now on."""
    survivor = make_organisation(store, "Strood Bowls")
    store.duplicates.merge(survivor.uid, club)
    return survivor.uid


def found(store: Store, typed: str, **options: Any) -> list[tuple[str, str]]:
    return [(hit.kind, hit.uid) for hit in store.search.anything(typed, **options)]
