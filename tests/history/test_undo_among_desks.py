"""What an undo does once several desks have joined: it leaves what another desk has done since."""

from __future__ import annotations

import pytest
from desks import Desk
from factories import (
    make_enquiry,
    team,
)
from joined_desks import Pair, club, exchanged, shared_enquiry

from spoc_tui.casework.errors import NotFound, Refused


@pytest.mark.slow
def test_undo_takes_ones_own_last_act(pair: Pair) -> None:
    here, there = pair
    uid = shared_enquiry(pair)
    here.store.enquiries.note(uid, "Here.")
    there.store.enquiries.note(uid, "There.")
    exchanged(pair)
    for desk, said in ((here, "Here."), (there, "There.")):
        desk.clock.advance(hours=1)
        changed = desk.store.history.changed_by(desk.store.propose_undo().act_uid)
        assert said in str(changed)
        desk.store.undo()
    exchanged(pair)
    for desk in pair:
        assert [event.text for event in desk.store.enquiries.get(uid).timeline] == [
            "A key for the hall"
        ]
    with pytest.raises(NotFound, match="nothing to undo"):
        there.store.undo()
    here.store.redo()
    exchanged(pair)
    timeline = there.store.enquiries.get(uid).timeline
    assert [event.text for event in timeline][1:] == ["Here."]


def phone(desk: Desk, uid: str) -> str:
    return desk.store.organisations.get(uid).phone


def ring(desk: Desk, uid: str, number: str, **more: str) -> None:
    """Gives an organisation a number, a minute after what was done before."""
    desk.clock.advance(minutes=5)
    desk.store.organisations.edit(uid, {"phone": number, **more})


@pytest.mark.slow
def test_undo_leaves_what_another_desk_has_changed_since(pair: Pair) -> None:
    here, there = pair
    uid = club(pair)
    ring(here, uid, "01634 111111", web="https://ours.example")
    there.clock.advance(hours=1)
    ring(there, uid, "01634 222222")
    exchanged(pair)
    undone = here.store.undo(here.store.propose_undo().act_uid)
    assert undone.label.endswith(", but for phone, changed at another desk")
    assert (phone(here, uid), here.store.organisations.get(uid).web) == ("01634 222222", "")
    exchanged(pair)
    assert phone(there, uid) == "01634 222222"
    here.store.redo()
    assert here.store.organisations.get(uid).web == "https://ours.example"
    exchanged(pair)


@pytest.mark.slow
def test_undo_passes_over_what_another_desk_has_changed_all_of(pair: Pair) -> None:
    here, there = pair
    uid, other = club(pair), club(pair, "Choir")
    ring(here, other, "01634 333333")
    ring(here, uid, "01634 111111")
    there.clock.advance(hours=1)
    ring(there, uid, "01634 222222")
    exchanged(pair)
    offered = here.store.propose_undo()
    assert "Choir" in offered.action.label
    here.store.undo(offered.act_uid)
    assert (phone(here, uid), phone(here, other)) == ("01634 222222", "")
    exchanged(pair)


@pytest.mark.slow
@pytest.mark.parametrize("joined_first", [True, False])
def test_undone_there_what_was_here_before_stands_again(pair: Pair, joined_first: bool) -> None:
    """The desk that undoes its act may not have known of the other's when it did it."""
    here, there = pair
    uid = club(pair)
    ring(here, uid, "01634 111111")
    there.clock.advance(hours=1)
    ring(there, uid, "01634 222222")
    if joined_first:
        exchanged(pair)
    there.store.undo()
    exchanged(pair)
    assert [phone(desk, uid) for desk in pair] == ["01634 111111"] * 2
    there.store.redo()
    exchanged(pair)
    assert [phone(desk, uid) for desk in pair] == ["01634 222222"] * 2
    there.store.undo()
    exchanged(pair)
    assert [phone(desk, uid) for desk in pair] == ["01634 111111"] * 2


@pytest.mark.slow
@pytest.mark.parametrize("undone_first", [True, False])
def test_what_was_undone_and_worked_on_is_there_with_all_of_it(
    pair: Pair, undone_first: bool
) -> None:
    here, there = pair
    uid = make_enquiry(here.store, route_to="Housing", detail="Two keys").enquiry.uid
    there.receive(here)
    there.clock.advance(hours=1 if undone_first else 0)
    here.clock.advance(minutes=30)
    here.store.undo()
    assert not here.store.connection.in_transaction
    there.store.enquiries.answer(uid, "At the desk.")
    told = exchanged(pair)
    for desk in pair:
        case = desk.store.enquiries.get(uid)
        assert case.enquiry.answer == "At the desk."
        assert [hop.team for hop in case.routings] == [team(desk.store).name]
        assert len(case.timeline) == 3
    for each in told[:1]:
        assert ("enquiry", uid) in each.revived
        assert {table for table, _ in each.revived} == {"enquiry", "event", "routing"}
    with pytest.raises(Refused, match=r"came after it|changed again"):
        here.store.undo(value_of_log(here))
    exchanged(pair)


def value_of_log(desk: Desk) -> str:
    row = desk.store.connection.execute(
        "SELECT uid FROM action WHERE label LIKE 'Logged%' ORDER BY clock LIMIT 1"
    ).fetchone()
    redone = desk.store.connection.execute(
        "SELECT kind FROM action WHERE undoes = ?", [row["uid"]]
    ).fetchone()
    if redone is not None:  # it counts as undone: what was done with it is in force by itself
        raise Refused("what was done again by another came after it")
    return str(row["uid"])


def test_an_organisation_that_was_undone_and_has_an_enquiry_is_there(pair: Pair) -> None:
    here, there = pair
    uid = club(pair, phone="01634 555 010")
    here.store.undo()
    made = make_enquiry(there.store, organisation_uid=uid).enquiry
    told = exchanged(pair)
    assert here.store.enquiries.get(made.uid).enquiry.organisation == "Bowls Club"
    assert told[0].revived == [("organisation", uid)]
    assert [hit.uid for hit in here.store.search.anything("01634 555 010")] == [uid]


def test_what_was_only_undone_stays_undone(pair: Pair) -> None:
    uid = shared_enquiry(pair)
    pair[0].store.undo()
    make_enquiry(pair[1].store)
    exchanged(pair)
    with pytest.raises(NotFound, match="was undone"):
        pair[1].store.enquiries.get(uid)
