"""Who is asked on a record: the number by which they are named stays, and nobody is told of what
has not come out yet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from buying_made import make_buying
from cli_desk import Cli
from factories import (
    FixedClock,
    dump,
    make_bid,
    make_compact,
    make_decision,
    make_group,
    make_invitation,
    make_meeting,
    make_organisation,
    make_window,
)
from premises_made import make_premises
from survey_made import make_round

from db.store import Store
from spoc_tui.casework.errors import BadInput, NotFound, Refused
from spoc_tui.casework.kinds.catalogue import all_kinds

ASKS = [kind for kind in all_kinds() if kind.roles is not None]
TOLD_LATER = [kind for kind in ASKS if not kind.calls_in]
"""Kinds whose records do not say, as they begin, what those who stand on them are told."""


def bid_for(store: Store, uid: str) -> None:
    """A contract waits for its result."""
    make_organisation(store, "Rook Lane")
    its = store.declared("opportunity")
    its.act(uid, "part", {"organisation": "Rook Lane", "part": "alone"})
    its.act(uid, "submit")


MAKE: Mapping[str, Callable[..., Any]] = {
    "meeting": make_meeting,
    "decision": make_decision,
    "window": make_window,
    "bid": lambda store: make_bid(store, lead="Rook Lane"),
    "compact": make_compact,
    "invitation": make_invitation,
    "disposal": lambda store: make_premises(store, "disposal"),
    "opportunity": lambda store: make_buying(store, "opportunity", heard="1 mar"),
    "round": lambda store: make_round(store, opened="1 mar"),
}
ENDS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "meeting": ("hold", {"on": "today"}),
    "decision": ("decide", {}),
    "window": ("send", {}),
    "bid": ("withdraw", {"why": "No partner."}),
    "compact": ("close", {"why": "Nobody signs."}),
    "invitation": ("conclude", {"changed": "yes", "words": "More homes."}),
    "opportunity": ("decide", {"result": "lost"}),
    "round": ("conclude", {"words": "More homes."}),
}
every_kind = pytest.mark.parametrize("kind", ASKS, ids=lambda kind: kind.code)


def asked(store: Store, code: str, uid: str, *names: str) -> None:
    (role, *_) = next(kind for kind in ASKS if kind.code == code).roles or ()
    for name in names:
        store.declared(code).act(uid, "ask", {"role": role, "called": name})


def numbers(store: Store, code: str, uid: str) -> dict[str, int]:
    return {one.who: one.number for one in store.declared(code).get(uid).record.parties}


@every_kind
def test_a_number_stays_whoever_is_asked_after(store: Store, cli: Cli, kind: object) -> None:
    code = kind.code  # type: ignore[attr-defined]
    uid = MAKE[code](store).uid
    asked(store, code, uid, "Cy Roe", "Bo Day")
    assert numbers(store, code, uid) == {"Cy Roe": 1, "Bo Day": 2}
    asked(store, code, uid, "Ann Lee")
    (role, *_) = kind.roles  # type: ignore[attr-defined]
    earlier = {"role": role, "called": "Al Poe", "on": "1 apr"}
    store.declared(code).act(uid, "ask", earlier)
    there = {"Cy Roe": 1, "Bo Day": 2, "Ann Lee": 3, "Al Poe": 4}
    assert numbers(store, code, uid) == there
    (shown, *_) = [one for one in cli.text("show", uid).splitlines() if "Cy Roe" in one]
    assert "1. " in shown
    assert [one["number"] for one in cli.json("show", uid)["parties"]] == [1, 2, 3, 4]
    if kind.answered_by:  # type: ignore[attr-defined]
        return
    store.declared(code).act(uid, "answer", {"who": "2", "said": "Yes."})
    case = store.declared(code).get(uid)
    assert case.timeline[-1].text == "Bo Day: Yes."


def test_a_number_that_was_undone_is_nobodys(store: Store) -> None:
    uid = make_decision(store).uid
    asked(store, "decision", uid, "Cy Roe", "Bo Day")
    store.undo()
    asked(store, "decision", uid, "Ann Lee")
    assert numbers(store, "decision", uid) == {"Cy Roe": 1, "Ann Lee": 3}
    with pytest.raises(NotFound):
        store.declared("decision").act(uid, "remind", {"who": "2"})


@pytest.mark.parametrize("kind", TOLD_LATER, ids=lambda kind: kind.code)
def test_nobody_is_told_before_there_is_an_outcome(
    store: Store, clock: FixedClock, kind: object
) -> None:
    code = kind.code  # type: ignore[attr-defined]
    uid, records = MAKE[code](store).uid, store.declared(code)
    asked(store, code, uid, "Ann Lee")
    if not kind.answered_by:  # type: ignore[attr-defined]
        records.act(uid, "answer", {"who": "1", "said": "Yes."})
    before = dump(store)
    with pytest.raises(Refused, match=r"Nothing came of .* yet that could be told: "):
        records.act(uid, "tell", {"who": "1"})
    assert dump(store) == before
    act, given = ENDS[code]
    if code == "opportunity":
        bid_for(store, uid)
    clock.advance(days=1)
    records.act(uid, act, given)
    with pytest.raises(BadInput, match="Ann Lee cannot have been told before that") as refused:
        records.act(uid, "tell", {"who": "1", "on": "yesterday"})
    assert refused.value.field == "on"
    assert records.act(uid, "tell", {"who": "1"}).record.parties[0].told == store.today()


def test_what_was_withdrawn_or_cancelled_is_told_too(store: Store) -> None:
    group = make_group(store)
    for code, act in (("decision", "close"), ("meeting", "cancel")):
        uid, records = MAKE[code](store, group).uid, store.declared(code)
        asked(store, code, uid, "Ann Lee")
        records.act(uid, act, {"why": "Snow."})
        assert records.act(uid, "tell", {"who": "1"}).record.parties[0].told == store.today()


def test_all_who_are_to_hear_are_told_at_once(store: Store) -> None:
    uid, records = make_decision(store).uid, store.declared("decision")
    asked(store, "decision", uid, "Ann Lee", "Bo Day", "Cy Roe")
    assert records.act(uid, "remind", {}).timeline[-1].text == "Ann Lee; Bo Day; Cy Roe"
    records.act(uid, "excuse", {"who": "2", "why": "Away"})
    records.act(uid, "answer", {"who": "1", "said": "Yes."})
    records.act(uid, "decide", {})
    records.act(uid, "tell", {"who": "1"})
    case = records.act(uid, "tell", {})
    assert case.timeline[-1].text == "Cy Roe"
    told = {one.who: one.told for one in case.record.parties}
    assert told == {"Ann Lee": store.today(), "Bo Day": None, "Cy Roe": store.today()}
    store.undo()
    told = {one.who: one.told for one in records.get(uid).record.parties}
    assert told == {"Ann Lee": store.today(), "Bo Day": None, "Cy Roe": None}
