"""A long list that several desks imported is the same list, whichever way it is joined."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from itertools import permutations
from pathlib import Path

import pytest
from desks import Desk, digest, make_desk
from factories import START, in_short, listed, ten_rows_are_many
from joined_desks import settled_again

import db.history.joining_ranges
from db.history.joining import join
from db.history.packing import packed_since
from db.upkeep.checking import check

BEGUN = "SELECT 1 AS record, 2, 3, 4 WHERE ?1 = ?2"
"""In place of what finds the rows that need no folding: none."""


def bring(desk: Desk, first: int = 2, last: int = 40, **attributes: str) -> None:
    desk.clock.advance(minutes=7)
    rows = [listed(line, **attributes) for line in range(first, last)]
    desk.store.lists.import_list(rows, source="long")


def edit(desk: Desk, line: int = 5, **fields: str) -> None:
    desk.clock.advance(minutes=7)
    uid = desk.one("organisation", f"name = 'Charity {line}'")["uid"]
    desk.store.organisations.edit(uid, fields)


def all_of_it(a: Desk, b: Desk, c: Desk) -> None:
    for desk in (a, b, c):
        bring(desk)


def overlapping(a: Desk, b: Desk, c: Desk) -> None:
    for desk, first in ((a, 2), (b, 20), (c, 30)):
        bring(desk, first, first + 25)


def with_other_facts(a: Desk, b: Desk, c: Desk) -> None:
    bring(a, postcode="ME4 1AA")
    bring(b, postcode="ME4 2BB")
    bring(c, phone="01634 555 010")


def edited(a: Desk, b: Desk, c: Desk) -> None:
    all_of_it(a, b, c)
    edit(a, phone="01634 555 011")
    edit(c, phone="01634 555 012", tags="choir")
    edit(b, 9, name="Nine")


def undone(a: Desk, b: Desk, c: Desk) -> None:
    all_of_it(a, b, c)
    b.store.undo()
    edit(c, email="a@b.org")


def known_before(a: Desk, b: Desk, c: Desk) -> None:
    bring(a, 2, 20)
    b.receive(a)
    bring(b)
    bring(c)
    edit(a, phone="01634 555 013")


def again(a: Desk, b: Desk, c: Desk) -> None:
    all_of_it(a, b, c)
    bring(a, 2, 45, ward="River")
    bring(c, 10, 45, ward="Luton")


SCENARIOS = (all_of_it, overlapping, with_other_facts, edited, undone, known_before, again)


@pytest.mark.parametrize("scenario", in_short(SCENARIOS, overlapping, undone))
@pytest.mark.slow
def test_what_needs_no_folding_is_as_if_it_were_folded(
    new_database: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    scenario: Callable[[Desk, Desk, Desk], None],
) -> None:
    ten_rows_are_many(monkeypatch)
    apart = []
    for number, letter in enumerate("ABC"):
        desk = make_desk(shutil.copyfile(new_database, tmp_path / f"{letter}.db"), number, letter)
        desk.clock.moment = START + timedelta(minutes=number)
        apart.append(desk)
    scenario(apart[0], apart[1], apart[2])
    sent = [
        [one._replace(ranges=list(one.ranges)) for one in packed_since(desk.store.connection, {})]
        for desk in apart
    ]
    for desk in apart:
        desk.store.close()
    found = set()
    for folded in (False, True):
        if folded:
            monkeypatch.setattr(db.history.joining_ranges, "_ADDED_ONCE", BEGUN)
        for number, order in enumerate(permutations(range(3))):
            path = tmp_path / f"{folded}{number}.db"
            shutil.copyfile(tmp_path / f"{'ABC'[order[0]]}.db", path)
            one = make_desk(path, number, "D")
            one.clock.moment = START + timedelta(days=1)
            for other in order[1:]:
                join(one.store, sent[other])
            found.add(str(digest(one.store)))
            assert check(one.store).wrong == ()
            one.store.close()
    assert len(found) == 1


def test_the_same_list_is_told_as_nothing_lost(
    new_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ten_rows_are_many(monkeypatch)
    one, other = (
        make_desk(shutil.copyfile(new_database, tmp_path / f"{letter}.db"), 1, letter)
        for letter in "AB"
    )
    bring(one)
    other.clock.advance(hours=3)
    bring(other)
    joined = one.receive(other)
    assert (joined.rows, joined.overwritten) == (0, [])
    other.receive(one)
    assert settled_again([one, other]) == 0
    assert digest(one.store) == digest(other.store)
    for desk in (one, other):
        desk.store.close()
