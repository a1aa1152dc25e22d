"""What there is once, though SQLite is not told so: added, removed, and put back as it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from factories import (
    FixedClock,
    another_window,
    changes_of,
    dump,
    filled_once,
    labels,
    listed,
    make_enquiry,
    make_meeting,
    make_organisation,
    team,
    value,
)

from db.changes.natural_keys import ONCE, SETS, key_of
from db.changes.tables import AUDITED
from db.lists.row_verdicts import _HAD
from db.lists.staging import Staged
from db.records.uids import natural_uid, new_uid
from db.store import Store
from spoc_tui.casework.council.council import Theme
from spoc_tui.casework.errors import Refused
from spoc_tui.casework.lists.said import FACTS
from spoc_tui.casework.text import fold
from spoc_tui.casework.week.summary import OwnWords


def unique_columns(store: Store, table: str) -> list[list[str]]:
    """By each of a table's unique indexes and constraints, its columns."""
    indexes = store.connection.execute(f"PRAGMA index_list({table})").fetchall()
    return [
        [row["name"] for row in store.connection.execute(f"PRAGMA index_info({one['name']})")]
        for one in indexes
        if one["unique"]
    ]


@pytest.mark.parametrize("table", AUDITED)
def test_only_its_uid_is_unique(store: Store, table: str) -> None:
    assert unique_columns(store, table) == [["uid"]]


@pytest.mark.parametrize("table", [*SETS, *ONCE])
def test_what_there_is_once_is_found_by_an_index(store: Store, table: str) -> None:
    columns = SETS.get(table) or ONCE[table][0]
    if table == "holiday":
        return  # of which there is a handful
    plan = store.connection.execute(
        f"EXPLAIN QUERY PLAN SELECT * FROM {table} WHERE {columns[0]} = 'x'"
        + "".join(f" AND {name} = 'x'" for name in columns[1:])
        + ("" if table in SETS else f" AND {ONCE[table][1]}")
    ).fetchone()
    assert "USING INDEX" in plan["detail"]


# Each act that adds to a set: how it is done, and how it is taken away but by an undo.


def kept_apart(store: Store) -> None:
    one, other = (store.organisations.find(name) for name in ("Rook Lane", "Quay"))
    store.duplicates.keep_apart(other.uid, one.uid)


def themed(store: Store, themes: str) -> None:
    store.enquiries.edit("1", {"themes": themes})


def with_number(store: Store) -> None:
    store.organisations.add_identifier(store.organisations.find("Quay").uid, "GB-CHC-1234567-2")


def without_number(store: Store) -> None:
    store.organisations.remove_identifier(store.organisations.find("Quay").uid, "GB-CHC-1234567-2")


def with_name(store: Store) -> None:
    store.organisations.add_other_name(store.organisations.find("Quay").uid, "St. Mary’s Oars")


def without_name(store: Store) -> None:
    uid = store.organisations.find("Quay").uid
    store.organisations.remove_other_name(uid, store.organisations.other_names(uid)[0].uid)


def brought_in(store: Store) -> None:
    of = listed(2, name="Quay Rowing", number="1000002", email="q@quay.example")
    store.lists.import_list([of], source="register")


def held_back(store: Store) -> None:
    near = listed(3, name="Wigmore Scout Group", identifiers=(), postcode="ME8 0AA")
    store.lists.import_list([near], source="register")


def always_taken(store: Store) -> None:
    with store.action("Always take the phone"):
        values = {"source": "register", "field": "phone", "answer": "taken"}
        store.put("standing_answer", values)


def no_longer_always(store: Store) -> None:
    store.standing_answers.ask_again("register", "phone")


def asked(store: Store) -> None:
    (meeting,) = store.declared("meeting").page()
    store.declared("meeting").act(meeting.uid, "ask", {"role": "guest", "called": "Ann Lee"})


ADDED: dict[str, tuple[Callable[[Store], object], Callable[[Store], object] | None]] = {
    "apart": (kept_apart, None),
    "dated_figure": (
        lambda store: store.dated_figures.add("Fee", "£12", date(2026, 4, 1), "The fees list"),
        None,
    ),
    "enquiry_theme": (lambda store: themed(store, "Lettings"), lambda store: themed(store, "")),
    "held": (held_back, None),
    "holiday": (lambda store: store.holidays.add(date(2026, 12, 1), "A day off"), None),
    "identifier": (with_number, without_number),
    "other_name": (with_name, without_name),
    "party": (asked, None),
    "reference_rate": (lambda store: store.rates.add(date(2026, 12, 31), "3", expected=True), None),
    "source_entry": (brought_in, None),
    "standing_answer": (always_taken, no_longer_always),
    "telling": (lambda store: store.feedback.lead_to("FBK-26-0001", "FBK-26-0002"), None),
}


@pytest.fixture
def filled(store: Store, clock: FixedClock) -> Store:
    filled_once(store, fill)
    clock.advance(days=120)
    return store


def fill(store: Store) -> None:
    make_organisation(store)
    quay = make_organisation(store, "Quay Rowing")
    store.organisations.add_identifier(quay.uid, "GB-CHC-1000002")
    make_organisation(store, "Wigmore Scouts Group", postcode="ME8 0AA")
    make_enquiry(store)
    store.council.add(Theme, {"name": "Lettings"})
    make_meeting(store)
    for said in ("Too dear", "Too far"):
        store.feedback.add(said, [store.feedback.by("Jo")])


def rows_of(store: Store, table: str) -> dict[str, dict[str, Any]]:
    return {uid: row for (of, uid), row in dump(store).items() if of == table}


@pytest.mark.parametrize("older", [False, True])
@pytest.mark.parametrize("table", ADDED)
def test_it_has_the_uid_of_its_key_and_is_put_back(
    filled: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, table: str, older: bool
) -> None:
    """`older`: the row was made when uids were left to chance."""
    add, remove = ADDED[table]
    before = rows_of(filled, table)
    with monkeypatch.context() as patch:
        if older:
            patch.setattr("db.writing.natural_uid", lambda *_: new_uid())
        add(filled)
    done = labels(filled)[-1]
    ((uid, row),) = (one for one in rows_of(filled, table).items() if one[0] not in before)
    assert (uid == natural_uid(table, *key_of(table, row))) is not older
    clock.advance(hours=1)
    if remove is None:
        filled.undo()
    else:
        remove(filled)
    assert rows_of(filled, table)[uid]["removed_at"]
    away = dump(filled)
    clock.advance(hours=1)
    add(filled)
    again = rows_of(filled, table)
    assert set(again) == {*before, uid}
    assert _but_moments(again[uid]) == _but_moments(row)
    assert again[uid]["removed_at"] is None
    there = dump(filled)
    for _ in range(2):
        assert filled.undo().label == done
        now = dump(filled)
        assert {key: now[key] for key in away} == away
        assert filled.redo().label == done
        assert dump(filled) == there
    assert filled.history.broken_at() is None


def _but_moments(row: dict[str, Any]) -> dict[str, Any]:
    """A row without when it was put there, which differs where it is put there again."""
    return {name: one for name, one in row.items() if name not in ("seen_at", "decided_at")}


def test_it_is_told_as_something_new(filled: Store) -> None:
    with_number(filled)
    without_number(filled)
    with_number(filled)
    uid = filled.organisations.find("Quay").uid
    changed = filled.history.of("organisation", uid)[-1].changes
    assert [one.words for one in changed if one.is_worth_saying] == [
        "identifier scheme: GB-CHC",
        "identifier number: 1234567",
        "identifier linked: 2",
    ]
    (fact,) = (one for one in filled.organisations.facts(uid) if one.value == "GB-CHC-1234567-2")
    assert (fact.field, fact.source) == ("identifier", "officer")


def test_another_row_of_its_key_is_not_brought_back_beside_it(store: Store) -> None:
    """Of two desks, or where a list says something else by now."""
    known = store.organisations
    store.lists.import_list([listed(2, phone="01634 1")], source="register")
    known.edit(known.find("Charity 2").uid, {"phone": "01634 9"})
    store.lists.import_list([listed(2, phone="01634 2")], source="register")
    store.differences.leave(store.differences.open()[0].uid)
    left = store.propose_undo().action.uid
    store.lists.import_list([listed(2, phone="01634 3")], source="register")
    before = dump(store)
    with pytest.raises(Refused, match=r"“Imported register.*came after it and rests on it"):
        store.undo(left)
    assert dump(store) == before
    store.undo()
    store.undo(left)
    assert [one.listed for one in store.differences.open()] == ["01634 2"]


def test_a_change_of_what_is_there_twice_already_is_undone(store: Store) -> None:
    uid = make_enquiry(store, route_to="Housing").enquiry.uid
    with store.action("Joined"):  # what two desks did
        hop = dict(store.row("routing", value(store, "SELECT uid FROM routing")))
        store.insert("routing", {**hop, "id": None, "uid": "other", "reason": "theirs"})
    with store.action("Said more"):
        store.update("routing", "other", {"reason": "ours"})
    said = store.propose_undo().action.uid
    store.enquiries.note(uid, "Later.")
    store.undo(said)
    assert store.row("routing", "other")["reason"] == "theirs"


def test_what_is_there_stays_as_it_is_where_it_is_put_again(store: Store) -> None:
    store.holidays.add(date(2026, 6, 1), "A day off")
    count = len(labels(store))
    with store.action("Again"):
        store.put("holiday", {"day": "2026-06-01", "name": "A day off"})
    assert len(labels(store)) == count
    with store.action("Renamed"):
        store.put("holiday", {"day": "2026-06-01", "name": "Another"})
    assert changes_of(store, "Renamed") == [
        ("holiday", {"name": "A day off"}, {"name": "Another"}),
    ]


def test_names_are_the_same_however_they_are_written(store: Store) -> None:
    uid = make_organisation(store).uid
    other = store.organisations.add_other_name(uid, "St. Mary’s & Søn")
    store.organisations.remove_other_name(uid, other.uid)
    again = store.organisations.add_other_name(uid, "st marys AND son")
    assert again.uid == other.uid
    assert [one.name for one in store.organisations.other_names(uid)] == ["st marys AND son"]
    # A legal form makes it another name.
    limited = store.organisations.add_other_name(uid, "St Mary’s and Son Ltd")
    assert limited.uid != other.uid
    assert len(store.organisations.other_names(uid)) == 2


def test_two_windows_do_not_add_what_there_is_once_twice(store: Store) -> None:
    quay = make_organisation(store, "Quay Rowing").uid
    other = another_window(store)
    store.organisations.add_identifier(quay, "GB-CHC-1234567")
    with pytest.raises(Refused, match="already"):
        other.organisations.add_identifier(quay, "GB-CHC-1234567")
    reference = make_enquiry(store).enquiry.reference
    store.routings.route(reference, team(store).uid)
    other.routings.route(reference, team(store, "Revenues").uid, reason="Theirs.")
    assert value(store, "SELECT count(*) FROM routing WHERE ended_at IS NULL") == 1
    other.close()


@pytest.mark.slow
def test_a_weeks_numbers_are_given_once(store: Store) -> None:
    from spoc_tui.casework.week.periods import week_of

    week, other = week_of(store.today()), another_window(store)
    store.week_issues.issue(week)
    second = other.week_issues.issue(week, OwnWords(changed="More"))
    store.undo()
    third = store.week_issues.issue(week, OwnWords(changed="Again"))
    assert (second.number, third.number) == (2, 3)
    other.close()


def test_a_list_is_looked_for_row_by_row_among_what_it_had(store: Store) -> None:
    """Not the other way round: SQLite no longer knows that there is one entry of a key."""
    Staged(store.connection, FACTS)
    asked = {"source": "list", "first": 1, "last": 9, "identifier": 1}
    store.connection.create_function("fold", 1, fold, deterministic=True)
    judged = [one for one in _HAD if "CROSS JOIN source_entry" in one or "JOIN held AS h" in one]
    assert len(judged) == 3
    for statement in judged:
        plan = store.connection.execute(f"EXPLAIN QUERY PLAN {statement}", asked).fetchall()
        first, second, third = (row["detail"] for row in plan[:3])
        assert first.endswith("USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)")
        assert second.endswith("USING INTEGER PRIMARY KEY (rowid=?)")
        assert third.endswith("_by_key (source=? AND key=?)")
