"""Records of buying: what each needs, and what makes one."""

from __future__ import annotations

from typing import Any

from factories import make_model

from db.store import Store
from spoc_tui.casework.records.link import Says

NEEDED: dict[str, dict[str, str]] = {
    "opportunity": {
        "title": "Meals at home",
        "team": "Planning",
        "notice": "tender",
        "heard": "today",
    },
    "offer": {"what": "Forty hours of plumbing", "supplier": "Made-up Builders"},
    "need": {"organisation": "Rook Lane", "what": "A plumber"},
}
"""By kind, the fields that it cannot be without."""


def make_buying(store: Store, kind: str, **typed: str) -> Any:
    """A record of a kind of buying."""
    return store.declared(kind).add({**NEEDED[kind], **typed}).record


def opportunity_with_a_bid(store: Store) -> str:
    """A contract on which Rook Lane leads a bid, and whose closing day is odd; a model that it may
    speak against.
    """
    with store.action("Made an opportunity"):
        make_model(store)
        uid = str(make_buying(store, "opportunity", closes="2049-01-29 12:00").uid)
        led = {"organisation": "Rook Lane", "part": "lead"}
        store.declared("opportunity").act(uid, "part", led)
    return uid


def need_with_a_match(store: Store) -> str:
    """A need of Rook Lane that an offer matches."""
    with store.action("Made a need"):
        uid = str(make_buying(store, "need").uid)
        offer = make_buying(store, "offer").uid
        store.links.link(offer, uid, Says.MATCHES)
    return uid


def offer_beside_a_need(store: Store) -> str:
    """An offer of forty hours, and a need that it could match."""
    with store.action("Made an offer"):
        make_buying(store, "need")
        return str(make_buying(store, "offer", quantity="40", unit="hours").uid)
