"""What a row is by its history, change by change, as desks that did not know each other made it."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.history.fold import Folded, RowChange, fold

BLANK: dict[str, Any] = {
    **{"name": None, "phone": "", "address": "", "postcode": "", "ward": "", "tags": ""},
    **{"state": "active", "merged_into": None, "staff": None, "removed_at": None},
}


def made(action: str = "a1", **after: Any) -> RowChange:
    return RowChange(action, "act", None, json.dumps(after))


def changed(
    action: str, kind: str = "act", undoes: str | None = None, /, **columns: tuple[Any, Any]
) -> RowChange:
    """By column, what was before and what is after."""
    before, after = ({name: pair[end] for name, pair in columns.items()} for end in (0, 1))
    return RowChange(action, kind, json.dumps(before), json.dumps(after), undoes)


def folded(*changes: RowChange) -> Folded:
    return fold("organisation", changes, BLANK)


def values(*changes: RowChange) -> dict[str, Any]:
    """What differs from a blank row."""
    return {n: v for n, v in folded(*changes).values.items() if v != BLANK[n]}


def lost(*changes: RowChange) -> list[tuple[str, Any, str, str]]:
    return [(one.column, one.value, one.by, one.of) for one in folded(*changes).lost]


CLUB = made(name="Club", phone="1")
UNDONE = changed("u", "undo", removed_at=(None, "monday"))
CASES: dict[str, tuple[tuple[RowChange, ...], dict[str, Any]]] = {
    "made": ((CLUB,), {"name": "Club", "phone": "1"}),
    "the later wins": (
        (CLUB, changed("a2", phone=("1", "2")), changed("a3", phone=("1", "3"))),
        {"name": "Club", "phone": "3"},
    ),
    "two columns, both stay": (
        (CLUB, changed("a2", phone=("1", "2")), changed("a3", name=("Club", "Society"))),
        {"name": "Society", "phone": "2"},
    ),
    "emptied": ((CLUB, changed("a2", phone=("1", ""))), {"name": "Club"}),
    "a number and none": (
        (made(name="Club", staff=3), changed("a2", staff=(3, None))),
        {"name": "Club"},
    ),
    "an undo": (
        (CLUB, changed("a2", phone=("1", "2")), changed("u", "undo", phone=("2", "1"))),
        {"name": "Club", "phone": "1"},
    ),
    "an undo takes nothing of another's away": (
        (
            *(CLUB, changed("a2", phone=("1", "2")), changed("a3", phone=("1", "3"))),
            changed("u", "undo", phone=("2", "1")),
        ),
        {"name": "Club", "phone": "3"},
    ),
    "an undo takes back what of it still stands": (
        (
            *(CLUB, changed("a2", phone=("1", "2"), name=("Club", "Society"))),
            changed("a3", phone=("1", "3")),
            changed("u", "undo", phone=("2", "1"), name=("Society", "Club")),
        ),
        {"name": "Club", "phone": "3"},
    ),
    "undone here, and by another there": (
        (CLUB, UNDONE, changed("u2", "undo", removed_at=(None, "tuesday"))),
        {"name": "Club", "phone": "1", "removed_at": "monday"},
    ),
    "undone, done again": (
        (CLUB, UNDONE, changed("r", "redo", removed_at=("monday", None))),
        {"name": "Club", "phone": "1"},
    ),
    "undone twice, done again once: the latest decides": (
        (
            *(CLUB, UNDONE, changed("u2", "undo", removed_at=(None, "tuesday"))),
            changed("r", "redo", removed_at=("monday", None)),
        ),
        {"name": "Club", "phone": "1"},
    ),
    "undone, done again, undone by another: the latest decides": (
        (
            *(CLUB, UNDONE, changed("r", "redo", removed_at=("monday", None))),
            changed("u2", "undo", removed_at=(None, "tuesday")),
        ),
        {"name": "Club", "phone": "1", "removed_at": "tuesday"},
    ),
    "of a value: undone twice, done again": (
        (
            *(CLUB, changed("a2", phone=("1", "2")), changed("u", "undo", phone=("2", "1"))),
            *(changed("u2", "undo", phone=("2", "1")), changed("r", "redo", phone=("1", "2"))),
        ),
        {"name": "Club", "phone": "2"},
    ),
    "undone with what was done upon it": (
        (
            *(made(), changed("a2", phone=("", "1")), changed("a3", phone=("1", ""))),
            changed("u", "undo", "a3", phone=("", "1")),
            changed("u2", "undo", "a2", phone=("1", "")),
        ),
        {},
    ),
    "made at a second desk as well": (
        (CLUB, made("a2", name="The Club", tags="choir")),
        {"name": "The Club", "phone": "1", "tags": "choir"},
    ),
    "made again after it was removed": (
        (CLUB, UNDONE, made("a2", name="Club")),
        {"name": "Club", "phone": "1"},
    ),
    "what the second left blank takes nothing away": (
        (
            *(CLUB, changed("m", state=("active", "merged"), merged_into=(None, "x"))),
            made("a2", name="Club", phone="", state="active"),
        ),
        {"name": "Club", "phone": "1", "state": "merged", "merged_into": "x"},
    ),
    "a group is never half the second's": (
        (
            made(name="Club", address="1 High Street", postcode="ME4 1AA"),
            made("a2", name="Club", address="9 Low Street"),
        ),
        {"name": "Club", "address": "9 Low Street"},
    ),
    "tags that were added here and there": (
        (
            *(made(name="Club", tags="choir"), changed("a2", tags=("choir", "choir, hall"))),
            changed("a3", tags=("choir", "choir, lunch")),
        ),
        {"name": "Club", "tags": "choir, hall, lunch"},
    ),
    "tags: taken away here, added there": (
        (
            *(made(name="Club", tags="choir, hall"), changed("a2", tags=("choir, hall", "hall"))),
            changed("a3", tags=("choir, hall", "choir, hall, lunch")),
        ),
        {"name": "Club", "tags": "hall, lunch"},
    ),
    "tags: an undo takes its own away, and no other's": (
        (
            *(made(name="Club"), changed("a2", tags=("", "hall"))),
            *(changed("a3", tags=("", "lunch")), changed("u", "undo", tags=("hall", ""))),
        ),
        {"name": "Club", "tags": "lunch"},
    ),
    "tags of two who made it": (
        (made(name="Club", tags="hall"), made("a2", name="Club", tags="lunch")),
        {"name": "Club", "tags": "hall, lunch"},
    ),
    "half an undo of a group is none": (
        (
            made(name="Club"),
            changed("m", state=("active", "merged"), merged_into=(None, "x")),
            changed("m2", state=("active", "merged"), merged_into=(None, "y")),
            changed("u", "undo", state=("merged", "active"), merged_into=("x", None)),
        ),
        {"name": "Club", "state": "merged", "merged_into": "y"},
    ),
    "a column that is no more": (
        (made(name="Club", colour="red"), changed("a2", colour=("red", "blue"))),
        {"name": "Club"},
    ),
    "damaged": (
        (
            *(CLUB, RowChange("d", "act", "{", "}"), RowChange("d", "act", "[1]", '"x"')),
            *(RowChange("d", "act", "{}", "nul"), RowChange("d", "act", "7", "[]")),
        ),
        {"name": "Club", "phone": "1"},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_row_is_what_its_history_makes_of_it(name: str) -> None:
    changes, expected = CASES[name]
    assert values(*changes) == expected


def test_what_was_overwritten_unknown_is_told() -> None:
    two = (changed("a2", phone=("1", "2")), changed("a3", phone=("1", "3")))
    assert lost(CLUB, *two) == [("phone", "2", "a3", "a2")]
    assert lost(CLUB, made("a2", name="The Club")) == [("name", "Club", "a2", "a1")]


def test_what_was_known_or_is_the_same_is_not_told() -> None:
    assert lost(CLUB, changed("a2", phone=("1", "2")), changed("a3", phone=("2", "3"))) == []
    assert lost(CLUB, changed("a2", phone=("1", "2")), changed("a3", phone=("1", "2"))) == []
    assert lost(CLUB, made("a2", name="Club", phone="", state="active")) == []
    assert lost(made(name="Club", staff=None), changed("a2", staff=(None, 3))) == []


def test_of_several_values_nothing_is_lost() -> None:
    tags = (changed("a2", tags=("", "hall")), changed("a3", tags=("", "lunch")))
    assert lost(made(name="Club"), *tags) == []


def test_an_undo_overwrites_nothing_and_may_be_overwritten() -> None:
    undone = (CLUB, changed("a2", phone=("1", "2")), changed("u", "undo", phone=("2", "1")))
    assert lost(*undone) == []
    assert lost(*undone, changed("a3", phone=("2", "3"))) == [("phone", "1", "a3", "u")]


def test_who_removed_and_who_changed_it_is_known() -> None:
    row = folded(CLUB, changed("a2", phone=("1", "2")), UNDONE)
    assert (row.removed_by, row.changed_by, row.made) == ("u", ["a2"], True)
    again = folded(CLUB, UNDONE, changed("r", "redo", removed_at=("monday", None)))
    assert again.removed_by is None
    by_hand = folded(CLUB, changed("a2", removed_at=(None, "monday")))
    assert (by_hand.removed_by, by_hand.values["removed_at"]) == (None, "monday")


def test_without_its_beginning_it_is_not_made() -> None:
    assert not folded(changed("a2", phone=("1", "2"))).made


class Step(NamedTuple):
    """What may be taken back, an act or an undo: what was before it, and after."""

    uid: str
    before: dict[str, Any]
    after: dict[str, Any]
    act: str
    """The act itself; its own uid, where this is one."""


TEXTS = st.sampled_from(("", "1", "2", "3"))
TAGS = st.lists(st.sampled_from(("choir", "hall", "lunch")), unique=True).map(", ".join)


@st.composite
def alone(draw: st.DrawFn) -> tuple[list[RowChange], dict[str, Any]]:
    """The changes of one desk, each of which knew what there was, and its row at the end: acts, the
    last that stands undone, the last undo taken back.
    """
    row: dict[str, Any] = {**BLANK, "name": "Club"}
    changes, done, undone = [made(name="Club")], list[Step](), list[Step]()
    for number in range(draw(st.integers(0, 14))):
        uid = f"a{number}"
        kinds = ["act", *["undo"] * bool(done), *["redo"] * bool(undone)]
        kind, undoes = draw(st.sampled_from(kinds)), None
        if kind == "act":
            after = draw(st.fixed_dictionaries({}, optional={"phone": TEXTS, "tags": TAGS}))
            before = {name: row[name] for name in after}
            done.append(Step(uid, before, after, uid))
            undone.clear()
        else:
            taken, put = (done, undone) if kind == "undo" else (undone, done)
            step = taken.pop()
            undoes, before, after = step.uid, step.after, step.before
            # The redo is of the undo, and the next undo of the act again.
            put.append(Step(uid if kind == "undo" else step.act, before, after, step.act))
        row |= after
        texts = json.dumps(before), json.dumps(after)
        changes.append(RowChange(uid, kind, *texts, undoes))
    return changes, row


@settings(max_examples=150, deadline=None)
@given(alone())
def test_of_one_desk_a_row_is_what_it_was_made_last(
    history: tuple[list[RowChange], dict[str, Any]],
) -> None:
    changes, row = history
    of_it = folded(*changes)
    assert of_it.values == row
    assert of_it.lost == []
