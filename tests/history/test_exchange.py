"""A clock that was far ahead or is far behind: set right, and exchanged again, all is well."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from desks import Desk, digest, make_desk
from factories import START, in_short, make_enquiry, make_organisation
from joined_desks import settled_again

from db.history.exchange import to_send
from db.history.joining import join
from db.history.packing import latest_positions
from db.upkeep.checking import check


@pytest.fixture
def desks(new_database: Path, tmp_path: Path) -> Iterator[list[Desk]]:
    """Three desks that know the same organisation."""
    made = [
        make_desk(shutil.copyfile(new_database, tmp_path / f"{letter}.db"), n, letter)
        for n, letter in enumerate("ABC")
    ]
    make_organisation(made[0].store, "Elm Club", phone="01634 555 001")
    for desk in made[1:]:
        desk.receive(made[0])
    yield made
    for desk in made:
        desk.store.close()


def elm(desk: Desk) -> str:
    return str(desk.one("organisation", "name = 'Elm Club'")["uid"])


def phone(desk: Desk) -> str:
    return desk.store.organisations.get(elm(desk)).phone


def exchanged(desks: list[Desk]) -> None:
    for _ in "ab":
        for one in desks:
            for other in desks:
                if one is not other:
                    assert one.receive(other).left_out == []
    assert settled_again(desks) == 0
    assert len({str(digest(desk.store)) for desk in desks}) == 1
    for desk in desks:
        assert check(desk.store).wrong == ()


@pytest.mark.slow
@pytest.mark.parametrize("days", in_short([1.2, 2, 365, 365 * 74], 1.2, 365 * 74))
def test_set_right_and_exchanged_again(desks: list[Desk], days: float) -> None:
    one, ahead, third = desks
    ahead.store.organisations.edit(elm(ahead), {"phone": "01634 555 002"})
    ahead.clock.moment = START + timedelta(days=days)
    ahead.store.organisations.edit(elm(ahead), {"phone": "01634 555 003"})
    make_enquiry(ahead.store, subject="Of tomorrow")
    ahead.store.undo()
    make_enquiry(ahead.store, subject="The hall")
    one.clock.advance(minutes=30)
    one.store.organisations.edit(elm(one), {"phone": "01634 555 004"})
    ahead.receive(one)  # what it makes of that is ahead as well
    (left,) = one.receive(ahead).left_out
    assert "Set that laptop’s clock right, and exchange again; or this one’s, if it" in left.why
    assert "the desk of Officer B (" in left.why
    # Nobody does more than that.
    ahead.clock.moment = START + timedelta(hours=1)
    known = latest_positions(one.store.connection)
    sent = to_send(ahead.store, known)
    assert (sent.put_back, sent.clock) == (4, "")
    assert join(one.store, sent.packed).left_out == []
    assert to_send(ahead.store, known).put_back == 0
    one.clock.moment = third.clock.moment = START + timedelta(hours=2)
    # Done after it was set right, it is the last.
    ahead.clock.moment = START + timedelta(hours=3)
    ahead.store.organisations.edit(elm(ahead), {"phone": "01634 555 005"})
    exchanged(desks)
    assert {phone(desk) for desk in desks} == {"01634 555 005"}
    assert third.one("enquiry")["subject"] in ("The hall", "Of tomorrow")


@pytest.mark.slow
def test_what_another_has_taken_stays(desks: list[Desk]) -> None:
    one, ahead, too = desks
    for desk in (ahead, too):
        desk.clock.moment = START + timedelta(days=30)
    make_enquiry(ahead.store, subject="The hall")
    assert too.receive(ahead).left_out == []
    ahead.clock.moment = START + timedelta(hours=1)
    sent = to_send(ahead.store, latest_positions(too.store.connection))
    assert sent.put_back == 0
    assert "it may be this clock that is wrong" in sent.clock
    for desk in desks:
        desk.clock.moment = START + timedelta(days=31)
    exchanged(desks)
    assert one.one("enquiry")["subject"] == "The hall"


@pytest.mark.slow
def test_one_that_is_far_behind_is_told_and_puts_nothing_back(desks: list[Desk]) -> None:
    one, behind, third = desks
    for desk in desks:
        desk.clock.advance(days=40)
        make_enquiry(desk.store, subject=f"At {desk.store.desk}")
    behind.receive(one)
    before = list(behind.store.connection.iterdump())
    behind.clock.moment = START - timedelta(days=2000)  # its battery was empty
    sent = to_send(behind.store, {})
    assert sent.put_back == 0
    assert "This laptop’s clock says Sat 10 Oct 2020" in sent.clock
    assert "up to Tue 12 May 2026" in sent.clock
    assert list(behind.store.connection.iterdump()) == before
    # What came in is left out, and its own clock is said to be one that may be wrong.
    joined = behind.receive(third)
    assert "or this one’s, if it is not Sat 10 Oct 2020" in joined.left_out[0].why
    assert "it may be this clock that is wrong" in joined.clock
    behind.clock.moment = START + timedelta(days=41)
    exchanged(desks)


@pytest.mark.slow
def test_a_clock_at_the_end_of_time(desks: list[Desk]) -> None:
    one, ahead, _ = desks
    ahead.clock.moment = START.replace(year=9999, month=12, day=31, hour=23)
    ahead.store.organisations.edit(elm(ahead), {"phone": "01634 555 002"})
    assert len(one.receive(ahead).left_out) == 1
    ahead.clock.moment = START + timedelta(hours=1)
    exchanged(desks)
    assert {phone(desk) for desk in desks} == {"01634 555 002"}
