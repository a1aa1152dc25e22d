"""Undo of acts on records of declared kinds, of their rows and of what they send round."""

from __future__ import annotations

import pytest
from factories import (
    FixedClock,
    make_group,
    make_issue,
    make_organisation,
    value,
)

from db.store import Store
from spoc_tui.casework.errors import Refused
from spoc_tui.casework.groups.member import Seat


def test_older_acts_are_undone_only_where_nothing_rests_on_them(
    store: Store, clock: FixedClock
) -> None:
    made = make_issue(store)
    acts = store.declared("issue")
    clock.advance(minutes=5)
    acts.act(made.uid, "send")
    sent = value(store, "SELECT uid FROM action ORDER BY clock DESC LIMIT 1")
    added = value(store, "SELECT uid FROM action WHERE label = 'Added ISS-26-0001'")
    acts.act(made.uid, "publish")
    with pytest.raises(Refused, match="status changed again since by “Out: ISS-26-0001”"):
        store.undo(sent)
    with pytest.raises(Refused, match="rests on it"):
        store.undo(added)
    acts.reopen(made.uid, "It was not.")
    acts.edit(made.uid, {"out_on": "1 jul"})
    edited = value(store, "SELECT uid FROM action ORDER BY clock DESC LIMIT 1")
    acts.edit(made.uid, {"out_on": "2 jul"})
    with pytest.raises(Refused, match="out on changed again since by “Edited ISS-26-0001”"):
        store.undo(edited)


def test_rows_are_undone_with_what_made_them(store: Store) -> None:
    make_organisation(store)
    uid = make_group(store).uid
    store.declared("group").add_row(
        uid, "members", {"organisation": "rook lane", "seat": "member", "starts": "1 apr"}
    )
    store.declared("group").edit_row(uid, "members", 1, {"seat": "chair"})
    store.declared("group").remove_row(uid, "members", 1)
    stood = []
    for _ in range(3):
        store.undo()
        stood.append([one.seat for one in store.declared("group").get(uid).record.members])
    assert stood == [[Seat.CHAIR], [Seat.MEMBER], []]
    for _ in range(3):
        store.redo()
    assert store.declared("group").get(uid).record.members == ()
    assert [change.words for change in store.history.of("group", uid)[1].changes][:3] == [
        "group members organisation: Rook Lane Bowls Club",
        "group members seat: member",
        "group members from: Wed 1 Apr 2026",
    ]
