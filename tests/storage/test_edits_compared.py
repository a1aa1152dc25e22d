"""No edit writes over what another window has changed since it was shown, whatever it is of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

import pytest
from factories import FixedClock, another_window, dump, make_organisation

from db.changes.meanwhile import seen
from db.store import Store
from screens.council.setting_kinds import SETTINGS_KINDS
from spoc_tui.casework.council.council import Directorate, Team, Theme, Topic
from spoc_tui.casework.errors import ChangedMeanwhile


class Edit(NamedTuple):
    """An edit: the uid of what is edited, the same field written twice, and another of its."""

    uid: Callable[[Store], str]
    write: Callable[[Store, str, str], object]
    theirs: str
    mine: str
    another: Callable[[Store, str], object] | None = None


def _organisation(store: Store) -> str:
    return make_organisation(store).uid


def _contact(store: Store) -> str:
    return store.organisations.add_contact(make_organisation(store).uid, "Ida Swift").uid


def _council(kind: type, field: str, theirs: str, mine: str, another: str = "") -> Edit:
    def write(store: Store, uid: str, text: str) -> object:
        return store.council.edit(kind, uid, {field: text})

    also = (lambda store, uid: store.council.edit(kind, uid, {another: "2"})) if another else None
    return Edit(lambda store: store.council.listed(kind)[0].uid, write, theirs, mine, also)


EDITS: dict[str, Edit] = {
    "organisation": Edit(
        _organisation,
        lambda store, uid, text: store.organisations.edit(uid, {"phone": text}),
        "01632 960001",
        "01632 960002",
        lambda store, uid: store.organisations.edit(uid, {"notes": "Ask for Jo"}),
    ),
    "contact": Edit(
        _contact,
        lambda store, uid, text: store.organisations.edit_contact(uid, {"role": text}),
        "chair",
        "treasurer",
        lambda store, uid: store.organisations.edit_contact(uid, {"phone": "01632 960003"}),
    ),
    "team": _council(Team, "name", "Halls", "Parks", "phone"),
    "topic": _council(Topic, "words", "hall", "lamp", "answer_days"),
    "theme": _council(Theme, "paragraph", "9.1", "9.2"),
    "directorate": _council(Directorate, "name", "Here", "There"),
    "standard": Edit(
        lambda store: "",
        lambda store, uid, text: store.own_standards.change({"answer_days": text}),
        "12",
        "14",
        lambda store, uid: store.own_standards.change({"reply_days": "4"}),
    ),
    "reference_rate": Edit(
        lambda store: "",
        lambda store, uid, text: store.rates.add(date(2026, 12, 31), text, expected=True),
        "3.5",
        "3.75",
    ),
    "dated_figure": Edit(
        lambda store: "",
        lambda store, uid, text: store.dated_figures.add("A fee", text, store.today(), "Cabinet"),
        "£5",
        "£6",
        lambda store, uid: store.dated_figures.add("A threshold", "£9", store.today(), "Cabinet"),
    ),
}
REFUSED_TWICE = {"holiday"}
"""What is only ever added, and refused where it is there already."""


@pytest.fixture
def other(store: Store) -> Iterator[Store]:
    opened = another_window(store)
    yield opened
    opened.close()


def test_all_that_can_be_set_is_tried() -> None:
    tables = {kind.table or kind.name for kind in SETTINGS_KINDS.values()}
    assert tables | {"organisation", "contact"} == EDITS.keys() | REFUSED_TWICE


@pytest.mark.parametrize("of", EDITS)
def test_no_edit_writes_over_another_windows_unseen(
    store: Store, other: Store, clock: FixedClock, of: str
) -> None:
    clock.advance(days=120)  # the next base rate may be expected
    edit = EDITS[of]
    uid = edit.uid(store)
    shown = seen(store, of, uid)
    edit.write(other, uid, edit.theirs)
    stands = dump(store)
    with (
        pytest.raises(ChangedMeanwhile, match="Another window has changed"),
        store.typed_over(shown),
    ):
        edit.write(store, uid, edit.mine)
    assert dump(store) == stands
    with store.typed_over(seen(store, of, uid)):  # it is known now
        edit.write(store, uid, edit.mine)
    assert dump(store) != stands


@pytest.mark.parametrize("of", [of for of, edit in EDITS.items() if edit.another])
def test_edits_of_different_fields_both_stand(store: Store, other: Store, of: str) -> None:
    edit = EDITS[of]
    uid = edit.uid(store)
    shown = seen(store, of, uid)
    assert edit.another is not None
    edit.another(other, uid)
    stands = dump(store)
    with store.typed_over(shown):
        edit.write(store, uid, edit.mine)
    assert dump(store) != stands
