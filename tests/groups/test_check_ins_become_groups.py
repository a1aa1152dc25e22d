"""Check-ins of earlier shapes: each becomes a group, each of its dates a meeting, nothing is lost,
and what was done then is still undone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from factories import FixedClock
from groups_met import Groups

from db.areas.groups import becoming
from db.changes import triggers
from db.changes.shapes import COLUMNS_THEN, current_columns
from db.file.connecting import connect
from db.history.joining import join
from db.history.packing import packed_since
from db.records.uids import natural_uid, new_uid
from db.schema.migrations import migrate
from db.schema.steps import STEPS
from db.store import Store
from db.upkeep.checking import check
from spoc_tui.casework.groups.meeting import Step

BEFORE = tuple(step for step in STEPS if step.__name__ != "check_ins_as_groups")
WEEKLY = "FREQ=WEEKLY;INTERVAL=6"


class Then:
    """A desk of the shape in which there were check-ins."""

    def __init__(self, path: Path, clock: FixedClock) -> None:
        connection = connect(path)
        migrate(connection, path, BEFORE)
        for table, columns in COLUMNS_THEN.items():
            for made in (triggers._insert_trigger, triggers._update_trigger):
                connection.execute(made(table, list(columns), modes=True))
        self.store = Store(connection, now=clock, path=path)
        self.store.council.add_starting_set()
        self.clock = clock

    def add(self, table: str, label: str, uid: str, **values: str | None) -> str:
        names, marks = ", ".join(("uid", *values)), ", ".join("?" * (len(values) + 1))
        self.clock.advance(minutes=1)
        with self.store.action(label):
            self.store.connection.execute(
                f"INSERT INTO {table} ({names}) VALUES ({marks})", [uid, *values.values()]
            )
        return uid

    def change(self, table: str, label: str, uid: str, **values: str | None) -> None:
        pairs = ", ".join(f"{name} = ?" for name in values)
        self.clock.advance(minutes=1)
        with self.store.action(label):
            self.store.connection.execute(
                f"UPDATE {table} SET {pairs} WHERE uid = ?", [*values.values(), uid]
            )

    def check_in(self, name: str, starts: str = "2026-03-05", notes: str = "") -> str:
        named = {"name": name, "rule": WEEKLY, "starts": starts, "notes": notes}
        return self.add("check_in", f"Added the check-in {name}", new_uid(), **named)

    def date(self, of: str, due: str, held: str | None, notes: str = "") -> str:
        uid = natural_uid("check_in_held", of, due)
        said = {"check_in": of, "due": due, "held_on": held, "notes": notes}
        return self.add("check_in_held", "Held" if held else "Skipped", uid, **said)


@pytest.fixture
def then(tmp_path: Path, clock: FixedClock) -> Iterator[Then]:
    desk = Then(tmp_path / "then.db", clock)
    yield desk
    desk.store.close()


def opened(then: Then) -> Store:
    """The same file in today's shape."""
    assert then.store.path is not None
    return Store.open(then.store.path, now=then.clock)


def test_each_is_a_group_with_its_meetings_and_nothing_is_lost(then: Then) -> None:
    network = then.check_in("VCS Network", notes="Room 2")
    held = then.date(network, "2026-03-05", "2026-03-06", "They want keys.")
    left_out = then.date(network, "2026-04-16", None, "Easter")
    forum = then.check_in("Youth Forum")
    then.change("check_in", "Ended the check-in Youth Forum", forum, ended_on="2026-04-01")
    with closing(opened(then)) as store:
        assert check(store).wrong == ()
        one = Groups(store).get(network)
        assert (one.reference, one.notes, one.rule, one.form.value) == (
            *("GRP-26-0001", "Room 2", WEEKLY, "check-in"),
        )
        assert [meeting.uid for meeting in one.meetings] == [held, left_out]
        first, second = one.meetings
        assert (first.status, first.held.isoformat(), first.notes) == (
            *(Step.HELD, "2026-03-06", "They want keys."),
        )
        assert (first.reference, first.due_on.isoformat()) == ("MTG-26-0001", "2026-03-05")
        assert (second.status, second.closed_why) == (Step.CANCELLED, "Easter")
        ended = Groups(store).get(forum)
        assert (ended.ends.isoformat(), ended.is_open, ended.next_due) == (
            "2026-04-01",
            False,
            None,
        )
        assert [hit.uid for hit in store.search.anything("keys")] == [held]
        words = [
            change.words for entry in store.history.of("group", network) for change in entry.changes
        ]
        assert "group name: VCS Network" in words
        left = "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'check_in%'"
        assert store.connection.execute(left).fetchone()[0] == 0
        before = store.history.count()
        becoming.name_them(store)
        assert store.history.count() == before


@pytest.mark.slow
def test_what_was_done_then_is_undone_and_done_again(then: Then) -> None:
    network = then.check_in("VCS Network")
    date = then.date(network, "2026-03-05", "2026-03-05")
    then.change("check_in", "Edited the check-in VCS Network", network, name="Network", notes="x")
    then.change("check_in", "Ended the check-in Network", network, ended_on="2026-04-01")
    with closing(opened(then)) as store:
        stood = []
        while Groups(store).all(ended=True):
            one = Groups(store).get(network)
            stood.append((one.name, one.is_open, len(one.meetings)))
            assert check(store).wrong == ()
            store.undo()
        assert stood == [
            *(("Network", False, 1), ("Network", True, 1)),
            *(("VCS Network", True, 1), ("VCS Network", True, 0)),
        ]
        for _ in stood:
            store.redo()
        assert Groups(store).get(network).ends is not None
        assert store.declared("meeting").get(date).record.held is not None
        assert check(store).wrong == ()


def test_a_date_that_was_put_back_as_another_is_what_it_was(then: Then) -> None:
    network = then.check_in("VCS Network")
    uid = then.date(network, "2026-03-05", "2026-03-06")
    then.change("check_in_held", "Undid", uid, removed_at="2026-04-02T09:05:00Z")
    put_back = {"held_on": None, "notes": "Nobody came", "removed_at": None}
    then.change("check_in_held", "Skipped", uid, **put_back)
    with closing(opened(then)) as store:
        one = store.declared("meeting").get(uid).record
        assert (one.held, one.closed_why) == (None, "Nobody came")
        assert one.when.day.isoformat() == "2026-03-05"
        assert check(store).wrong == ()


@pytest.mark.slow
def test_two_desks_that_each_became_groups_are_one_again(
    then: Then, tmp_path: Path, clock: FixedClock
) -> None:
    network = then.check_in("VCS Network")
    then.date(network, "2026-03-05", "2026-03-06")
    sent = list(packed_since(then.store.connection, {}))
    with closing(Store.open(tmp_path / "other.db", now=clock)) as other:
        join(other, sent)  # of the earlier shape
        assert check(other).wrong == ()
        with closing(opened(then)) as store:
            join(other, packed_since(store.connection, {}))
            join(store, packed_since(other.connection, {}))
            for each in (store, other):
                one = Groups(each).get(network)
                assert (one.reference, len(one.meetings)) == ("GRP-26-0001", 1)
                assert one.meetings[0].reference == "MTG-26-0001"
                assert check(each).wrong == ()


@pytest.mark.parametrize(
    ("table", "values", "made", "said"),
    [
        ("check_in", {"name": "A"}, True, {"name": "A", "status": "running"}),
        ("check_in", {"name": "A"}, False, {"name": "A"}),
        (
            *("check_in", {"ended_on": "2026-04-01"}, False),
            {"ends": "2026-04-01", "closed_at": "2026-04-01T12:00:00Z", "status": "ended"},
        ),
        (
            *("check_in", {"ended_on": None}, False),
            {"ends": None, "closed_at": None, "status": "running"},
        ),
        ("check_in_held", {"removed_at": None}, False, {"removed_at": None}),
        ("event", {"enquiry": "u"}, False, {"record": "u"}),
    ],
)
def test_what_was_written_then_is_read_in_todays_words(
    table: str, values: dict[str, Any], made: bool, said: dict[str, Any]
) -> None:
    assert current_columns(table, values, made=made) == said
