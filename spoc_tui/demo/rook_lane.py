"""Rook Lane Bowls Club and what it asked: the records that the guide's examples name.

They have round numbers, above all others of the demo, so that an example runs on any day: enquiry
400, payment complaint 40, feedback actions 40 and 41.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import london_date
from spoc_tui.casework.enquiries.enquiry import NewEnquiry
from spoc_tui.casework.records.channel import Channel

if TYPE_CHECKING:
    from db.store import Store

NAME = "Rook Lane Bowls Club"
INVOICE = "INV-41"
AMOUNT = "2,500.00"
FIRST_NUMBERS = {"ENQ": 400, "PAY": 40, "FBK": 40}
"""The number of the first record of each kind."""
_PHONE = "01632 960004"
_SHARED = {"phone": _PHONE, "postcode": "ME4 4RL"}


def add_rook_lane(store: Store, *, said_too: str) -> None:
    """Adds the club, twice by mistake, and what it asked; `said_too` is the uid of another
    organisation, that said something too.
    """
    today = london_date(store.now())
    known = {
        **_SHARED,
        "kind": "Sports club",
        "ward": "Chatham Central and Brompton",
        "address": "Rook Lane, Chatham",
        "email": "secretary@rook-lane-bowls.example",
        "size": "micro",
        "tags": "bowls",
    }
    club = store.organisations.add(NAME, fields=known, identifiers=(), other_names=())
    store.organisations.add(
        "Rook Lne Bowls Club", fields=_SHARED, identifiers=(), other_names=(), anyway=True
    )
    _go_on_to(store, today)
    (team,) = (one.uid for one in store.council.teams() if one.name == "Property and Assets")
    question = NewEnquiry(
        subject="May we use the pavilion on winter evenings?",
        detail="Short-mat bowls, two evenings a week from November.",
        received_at=store.now(),
        channel=Channel.PHONE,
        organisation_uid=club.uid,
        caller="the secretary",
        phone=_PHONE,
        topic_uid=store.council.find_topic("buildings").uid,
    )
    store.enquiries.log(question, route_to=team)
    store.payments.add(
        {
            "organisation": club.uid,
            "amount": AMOUNT,
            "invoice": INVOICE,
            "for": "Coaching for schools, summer term",
            "received": (today - timedelta(days=40)).isoformat(),
        }
    )
    for who, said in (
        (club.uid, "Nobody can say who books the greens now."),
        (said_too, "One number for every booking would save us all a morning."),
    ):
        store.feedback.add(
            said, [store.feedback.by_picked(who)], {"theme": "Council buildings and outside spaces"}
        )


def _go_on_to(store: Store, today: date) -> None:
    """Passes the numbers over up to the first of these records."""
    with store.action("Began new books at round numbers"):
        for kind, first in FIRST_NUMBERS.items():
            while store.next_number(kind, today.year) < first - 1:
                pass
