"""The short names of groups: the numbers of decisions begin with them, so no two have one."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_desk import Cli
from desks import make_desk
from factories import dump, make_decision, make_group

from db.kinds.starter import load_starter
from db.store import Store
from spoc_tui.casework.errors import Ambiguous, BadInput, Refused

TAKEN = r"Short name: SLG is that of Liaison Group \(GRP-26-0001\) already"


@pytest.mark.parametrize("short", ["SLG", "slg", " Slg "])
def test_no_other_group_takes_it_however_it_is_typed(store: Store, short: str) -> None:
    make_group(store, "Liaison Group", short="SLG")
    other = make_group(store, "Halls", short="HAL")
    groups, before = store.declared("group"), dump(store)
    for attempt in (
        lambda: make_group(store, "Rooms", short=short),
        lambda: groups.edit(other.uid, {"short": short}),
    ):
        with pytest.raises(BadInput, match=TAKEN) as refused:
            attempt()
        assert refused.value.field == "short"
    assert dump(store) == before
    groups.edit("Liaison Group", {"short": "slg"})  # its own it may write as it likes


def test_one_that_ended_keeps_it_and_one_that_was_undone_does_not(store: Store) -> None:
    make_group(store, "Liaison Group", short="SLG")
    store.declared("group").act("Liaison Group", "close")
    with pytest.raises(BadInput, match=TAKEN):
        make_group(store, "Rooms", short="SLG")
    store.undo()
    store.undo()
    assert make_group(store, "Rooms", short="SLG").short == "SLG"


def test_groups_without_one_are_not_in_each_others_way(store: Store) -> None:
    assert [make_group(store, name).short for name in ("Halls", "Rooms")] == ["", ""]


def test_an_undo_does_not_give_it_back_where_another_has_it_since(store: Store) -> None:
    group = make_group(store, "Liaison Group", short="SLG")
    groups = store.declared("group")
    groups.edit(group.uid, {"short": "LGR"})
    edited = store.history.page(0, 1)[0].action.uid
    make_group(store, "Halls", short="slg")
    before = dump(store)
    with pytest.raises(Refused, match=r"cannot be undone: .*Halls.* is called SLG since"):
        store.undo(edited)
    assert dump(store) == before


def test_an_undo_does_not_open_one_whose_name_another_has_since(store: Store) -> None:
    group = make_group(store, "Liaison Group")
    groups = store.declared("group")
    groups.act(group.uid, "close")
    ended = store.history.page(0, 1)[0].action.uid
    make_group(store, "Liaison group")
    with pytest.raises(Refused, match="is called Liaison Group since"):
        store.undo(ended)
    with pytest.raises(Refused, match="There is a group Liaison group already"):
        groups.act(group.uid, "reopen", {"why": "It goes on."})


def test_the_starter_does_without_a_short_name_that_is_taken(cli: Cli, store: Store) -> None:
    make_group(store, "Sector Liaison Group", short="SLG")
    told = cli.text("groups", "starter")
    assert "GRP-26-0003 Strategic Liaison Group has no short name. Short name: SLG is" in told
    assert store.declared("group").get("Strategic Liaison Group").record.short == ""  # type: ignore[attr-defined]
    assert load_starter(store, "groups").added == ()


def test_two_desks_may_both_have_given_it_and_then_it_is_asked_which(tmp_path: Path) -> None:
    """Nobody’s word is taken away: a number that fits two is asked about, until one is changed."""
    here, there = (make_desk(tmp_path / f"{name}.db", 1, name) for name in ("A", "B"))
    made = []
    for desk, name in ((here, "Liaison Group"), (there, "Halls")):
        group = make_group(desk.store, name, short="SLG")
        made.append(make_decision(desk.store, group, decided="today"))
    here.receive(there)
    there.receive(here)
    for desk in (here, there):
        decisions = desk.store.declared("decision")
        with pytest.raises(Ambiguous, match=r"DEC-26-A0001.*DEC-26-B0001"):
            decisions.get("SLG-26-01")
    there.store.declared("group").edit("Halls", {"terms": "What they cost", "short": "HAL"})
    here.receive(there)
    decisions = here.store.declared("decision")
    assert decisions.get("SLG-26-01").record.uid == made[0].uid
    assert decisions.get("HAL-26-01").record.uid == made[1].uid
