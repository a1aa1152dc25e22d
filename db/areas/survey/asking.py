"""Asks organisations of a tag, a size or a ward to answer a round of the survey."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from db.kinds.typed_values import say_back, values_of
from db.organisations.addressed import addressed
from spoc_tui.casework.kinds.fields import Linked

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.kinds.case import DeclaredCase
    from spoc_tui.casework.kinds.paper import Narrowed
    from spoc_tui.casework.organisations.addressed import Addressed


class AskedMany(NamedTuple):
    """The round after many were asked, and all who were meant."""

    case: DeclaredCase
    meant: Addressed


def ask_many(store: Store, round_: str, of: Narrowed, on: str = "") -> AskedMany:
    """Asks all active organisations of the tag, size and ward as one act; NotFound where there is
    none, Refused where all were asked.
    """
    meant = addressed(store, of)
    rounds = store.declared("round")
    with rounds.acting(round_, "Asked:") as case:
        asks = {"on": rounds.acts["ask-many"].asks["on"]}
        given = values_of(store, asks, {"on": on}, rounds.now())
        if on:
            say_back(store, given, given)
        each = tuple(Linked(one.uid, one.name) for one in meant.organisations)
        rounds.do(case.record.uid, "ask-many", {**given, "organisations": each})
    return AskedMany(rounds.get(case.record.uid), meant)
