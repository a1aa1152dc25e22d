"""What no history covers has a sum, by which damage to it is seen: drafts and running numbers."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from cli_desk import Cli
from factories import make_enquiry

from db.connection import plain
from db.file import marks
from db.records.drafts import Draft
from db.store import Store
from db.upkeep.checking import check
from db.upkeep.repairing import repair
from db.upkeep.rescuing import rescue
from db.upkeep.wrong import MENDED, CheckedPart


def half_typed(store: Store) -> str:
    make_enquiry(store)
    return store.drafts.save({"subject": "Half"}, started_at=store.now(), uid=None)


def parts(store: Store) -> list[CheckedPart]:
    return [one.part for one in check(store).wrong]


def test_what_is_kept_is_as_it_was_kept(store: Store) -> None:
    uid = half_typed(store)
    assert parts(store) == []
    store.drafts.save({"subject": "Half of it"}, started_at=store.now(), uid=uid)
    store.drafts.let_go(uid)
    assert parts(store) == []
    store.drafts.take_up(uid)
    assert parts(store) == []
    with store.drafts.saving(uid):
        make_enquiry(store)
    assert parts(store) == []


def columns(table: str) -> list[str]:
    columns = {
        "draft": ("kind", "started_at", "saved_at", "fields", "record", "act", "called", "place"),
        "counter": ("year", "desk", "last"),
    }
    return list(columns[table])


OTHERWISE: dict[str, Any] = {
    **dict.fromkeys(("desk", "act", "called", "place", "record"), "q"),
    "kind": "payment",
    "fields": '{"subject": "Ha1f"}',
    "started_at": "2026-11-25T09:00:00Z",
    "saved_at": "2026-11-25T09:00:00Z",
    "year": 2025,
    "last": 7,
}


@pytest.mark.parametrize(
    ("table", "column"),
    [(table, column) for table in ("draft", "counter") for column in columns(table)],
)
def test_whatever_of_it_is_changed_is_seen(store: Store, table: str, column: str) -> None:
    half_typed(store)
    store.connection.execute(f"UPDATE {table} SET {column} = ?", [OTHERWISE[column]])
    (part,) = parts(store)
    assert part is {"draft": CheckedPart.CHANGED_DRAFTS, "counter": CheckedPart.COUNTERS}[table]
    assert part in MENDED  # the copies go on


def test_every_column_of_a_draft_is_summed(store: Store) -> None:
    half_typed(store)
    names = {row["name"] for row in store.connection.execute("PRAGMA table_info(draft)")}
    tried = {*columns("draft"), "id", "uid", "sum", "holder", "became"}
    assert names == tried


def test_a_draft_is_as_it_is_kept_again(store: Store) -> None:
    uid = half_typed(store)
    store.connection.execute('UPDATE draft SET fields = \'{"subject": "Ha1f"}\'')
    (draft,) = store.drafts.all()
    assert isinstance(draft, Draft)
    store.drafts.save(draft.fields, started_at=store.now(), uid=uid)
    assert parts(store) == []


@pytest.mark.parametrize(
    ("damage", "last"),
    [
        ("UPDATE counter SET last = 900", 2),
        ("UPDATE counter SET last = 1", 2),
        ("UPDATE counter SET kind = 'QQQ'", None),
    ],
)
def test_the_last_number_is_worked_out_again(
    store: Store, tmp_path: Path, damage: str, last: int | None
) -> None:
    make_enquiry(store)
    make_enquiry(store)
    store.connection.execute(damage)
    (said,) = repair(store)
    assert said.startswith("The last number of ")
    found = store.connection.execute("SELECT last FROM counter").fetchone()
    assert (found and found[0]) == last
    assert parts(store) == []
    assert make_enquiry(store).record.reference.endswith("-0003")


def test_what_the_mark_says_was_given_is_not_given_again(store: Store) -> None:
    make_enquiry(store)
    assert store.path is not None
    (of,) = marks.numbers_of(store.connection)
    marks.take_over(store.path, {of: 41})
    store.connection.execute("UPDATE counter SET last = 900")
    repair(store)
    assert make_enquiry(store).record.reference.endswith("-0042")


def test_without_a_sum_it_is_of_a_time_before(store: Store) -> None:
    half_typed(store)
    store.connection.execute("UPDATE draft SET sum = ''")
    store.connection.execute("UPDATE counter SET sum = '', last = 9")
    assert parts(store) == []


@pytest.mark.slow
def test_a_rescue_says_it(cli: Cli, store: Store, tmp_path: Path) -> None:
    half_typed(store)
    store.close()
    with closing(plain(cli.path)) as connection:
        connection.execute('UPDATE draft SET fields = \'{"subject": "Ha1f"}\'')
        connection.execute("UPDATE counter SET last = 900")
    done = rescue(cli.path, tmp_path / "new.db", cli.now)
    assert (done.in_doubt["draft"], done.set_right["counter"], done.wrong) == (1, 1, ())
    said = cli.text("rescue", str(cli.path), str(tmp_path / "again.db"))
    assert "draft: 1 read, 1 in doubt: not as it was kept." in said
    assert "counter: 1 read, 1 worked out again from the references that are there." in said


def test_it_is_said_with_what_to_do(cli: Cli, store: Store) -> None:
    half_typed(store)
    store.connection.execute('UPDATE draft SET fields = \'{"subject": "Ha1f"}\'')
    result = cli.run("check")
    assert "is not as it was kept." in result.output
    assert "spoc drafts drop ID" in result.output
