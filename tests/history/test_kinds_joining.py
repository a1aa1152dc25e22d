"""Records of declared kinds at several desks: whatever chance does, all come to the same."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

import desks
import pytest
from desks import Desk, make_desk
from factories import in_short, make_group, make_issue, value
from joined_desks import (
    act_apart,
    broken,
    differing,
    exchange,
    made_by_chance,
    settled_again,
    three_desks,
)

from db.history import set_aside
from db.upkeep.checking import check
from spoc_tui.casework.records.link import Says

ROUNDS, ACTS = 3, 40


def add(desk: Desk) -> None:
    days = {"copy_by": desk.day(1, 60).isoformat()}
    if desk.chance.random() < 0.6:
        days["out_on"] = desk.day(20, 90).isoformat()
    make_issue(desk.store, desk.words(), **days)


def edit(desk: Desk) -> None:
    changes = {
        "name": desk.words(),
        "copy_by": desk.day(1, 60).isoformat(),
        "out_on": desk.day(20, 90).isoformat(),
        "pages": str(desk.chance.randint(1, 9)),
        "sensitive": desk.chance.choice(("yes", "no", "")),
        "follow_up": desk.chance.choice(("+3", "")),
    }
    names = desk.chance.sample(list(changes), 2)
    desk.store.declared("issue").edit(_issue(desk), {name: changes[name] for name in names})


def act(desk: Desk) -> None:
    given = {
        "move": {"copy_by": desk.day(1, 60).isoformat()},
        "send": {},
        "publish": {},
        "close": {"why": desk.words()},
        "reopen": {"why": desk.words()},
        "note": {"text": desk.words()},
        "promise": {"text": desk.words(), "by": "+3"},
    }
    name = desk.chance.choice(list(given))
    desk.store.declared("issue").act(_issue(desk), name, given[name])


def link(desk: Desk) -> None:
    other = desk.one("record")["uid"]
    says = desk.chance.choice(list(Says))
    desk.store.links.link(_issue(desk), other, says, words=desk.words())


def keep(desk: Desk) -> None:
    promise = desk.one("promise", "kept_at IS NULL AND removed_at IS NULL")
    desk.store.promises.keep(promise["record"])


def _issue(desk: Desk) -> str:
    return str(desk.one("stories_issue")["uid"])


def group(desk: Desk) -> None:
    rule = desk.chance.choice(("6 weeks", "quarter", ""))
    short = desk.chance.choice(("SLG", "HG", ""))
    starts = desk.day(1, 30).isoformat()
    make_group(desk.store, desk.words(), rule=rule, starts=starts, short=short)


def seats(desk: Desk) -> None:
    """A member comes, goes, or sits there as another; whom they sit for is called otherwise."""
    store, chance, groups = desk.store, desk.chance, desk.store.declared("group")
    uid = str(desk.one("groups_group")["uid"])
    number = chance.randint(1, max(1, len(groups.get(uid).record.members)))
    seat = {"seat": chance.choice(("member", "observer", "chair")), "starts": "today"}
    match chance.randint(1, 4):
        case 1:
            groups.edit_row(uid, "members", number, seat)
        case 2:
            groups.remove_row(uid, "members", number)
        case 3:
            organisation = desk.one("organisation")["uid"]
            store.organisations.edit(organisation, {"name": desk.words()})
        case _:
            organisation = desk.one("organisation")["uid"]
            groups.add_row(uid, "members", {"organisation": organisation, **seat})


def plan(desk: Desk) -> None:
    when = desk.day(1, 20).isoformat()
    uid = str(desk.one("groups_group")["uid"])
    desk.store.declared("group").act(
        uid, desk.chance.choice(("plan", "plan", "close")), {"when": when}
    )


def meet(desk: Desk) -> None:
    """Something is done on a meeting: it is held, cancelled; somebody is asked and answers."""
    meetings, chance = desk.store.declared("meeting"), desk.chance
    uid = str(desk.one("groups_meeting")["uid"])
    who = {"role": "guest", "called": chance.choice(("Ann Lee", "Bo Ash"))}
    given = {
        "hold": {"notes": desk.words(), "on": "today"},
        "cancel": {"why": desk.words()},
        "move": {"when": desk.day(1, 30).isoformat()},
        "ask": who,
        "remind": {"who": "1"},
        "answer": {"who": "1", "said": desk.words()},
        "excuse": {"who": "1", "why": desk.words()},
        "tell": {"who": "1"},
        "reopen": {"why": desk.words()},
    }
    name = chance.choice([*given, "ask", "ask", "item"])
    if name == "item":
        meetings.add_row(uid, "items", {"words": desk.words()})
    else:
        meetings.act(uid, name, given[name])


def decide(desk: Desk) -> None:
    """Something is decided, done of it, put right, carried out or withdrawn."""
    store, chance, decisions = desk.store, desk.chance, desk.store.declared("decision")
    if chance.randint(1, 3) == 1:
        uid = str(desk.one("groups_group")["uid"])
        decided = desk.day(-20, 0).isoformat()
        decisions.add({"group": uid, "words": desk.words(), "decided": decided})
        return
    uid = str(desk.one("groups_decision")["uid"])
    match chance.randint(1, 6):
        case 1 | 2:
            decisions.act(uid, "add-action", {"what": desk.words(), "due": "+3"})
        case 3:
            decisions.edit(uid, {"words": desk.words()})
        case 4:
            store.feedback.done(str(desk.one("feedback")["uid"]))
        case _:
            name = chance.choice(("circulate", "carry-out", "close", "reopen"))
            decisions.act(uid, name, {"why": desk.words()} if name in ("close", "reopen") else {})


VERBS = (
    *(decide, decide, decide, decide),
    *(add, add, edit, edit, act, act, act, link, link, keep),
    *(group, desks.organisation, seats, seats, seats, plan, plan, meet, meet, meet, meet),
    *(desks.log, desks.holiday, desks.undo, desks.undo, desks.undo_older, desks.redo),
)


@pytest.mark.parametrize("seed", in_short(range(4), 1))
@pytest.mark.slow
def test_all_desks_come_to_the_same(
    tmp_path: Path, new_database: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    made_by_chance(monkeypatch, seed)
    if seed % 2:  # the triggers of what much is written to are set aside
        monkeypatch.setattr(set_aside, "MUCH", 2)
    for number in range(3):
        shutil.copyfile(new_database, tmp_path / f"desk-{number}.db")
    three, chance = three_desks(tmp_path, seed), Random(seed)
    for desk in three:
        desk.verbs, desk.few = VERBS, 4
    for _ in range(ROUNDS):
        act_apart(three, ACTS)
        exchange(three, chance)
        assert differing(three) == []
        assert settled_again(three) == 0
        for desk in three:
            assert broken(desk.store) == []
            assert check(desk.store).wrong == ()
        assert due(three[0]) == due(three[1]) == due(three[2])
        assert numbers(three[0]) == numbers(three[1]) == numbers(three[2])
    assert len(statuses(three[0])) > 1
    for table in ("groups_meeting", "groups_group_members", "groups_decision", "party"):
        assert value(three[0].store, f"SELECT count(*) FROM {table}") > 0, table
    for desk in three:
        desk.store.close()


def due(desk: Desk) -> list[tuple[object, ...]]:
    rows = desk.store.connection.execute("SELECT * FROM record_due ORDER BY record, what, due")
    return sorted(map(tuple, rows), key=str)


def numbers(desk: Desk) -> list[tuple[str, str]]:
    """What decisions are called by, as every desk works it out."""
    return sorted((one.uid, one.number) for one in desk.store.declared("decision").page())


def statuses(desk: Desk) -> set[str]:
    return {row[0] for row in desk.store.connection.execute("SELECT status FROM stories_issue")}


@pytest.mark.slow
@pytest.mark.parametrize("acts", in_short((20, 120), 20))
def test_alone_every_act_leaves_it_whole(new_database: Path, tmp_path: Path, acts: int) -> None:
    desk = make_desk(shutil.copyfile(new_database, tmp_path / "A.db"), 7, "A")
    desk.verbs = VERBS
    for _ in range(acts):
        desk.act()
        assert check(desk.store).wrong == ()
    desk.store.close()
