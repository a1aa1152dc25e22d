"""The history read: of every kind of record, of all that was done, and by one action."""

from __future__ import annotations

import pytest
from factories import (
    FixedClock,
    listed,
    make_enquiry,
    make_organisation,
    team,
    topic,
    value,
)

from db.changes.tables import AUDITED
from db.history.reading import MOST_CHANGES, OWNER_OF
from db.store import Store
from spoc_tui.casework.errors import NotFound


def test_an_entry_says_who_when_and_in_which_sitting(store: Store, clock: FixedClock) -> None:
    store.who = "R. Okafor"
    clock.advance(hours=2)
    case = make_enquiry(store)
    (entry,) = store.history.of("enquiry", case.enquiry.uid)
    assert entry.action.label == "Logged ENQ-26-0001"
    assert entry.action.who == "R. Okafor"
    assert entry.action.at == clock.moment
    assert entry.action.sitting == store.sitting
    assert entry.action.kind == "act"
    assert entry.action.records == 2


def test_the_history_of_an_enquiry_has_all_that_hangs_on_it(store: Store) -> None:
    case = make_enquiry(store, route_to="Housing")
    reference = case.enquiry.reference
    make_enquiry(store, subject="Another")
    store.promises.make(reference, "Ring back", store.today())
    store.enquiries.note(reference, "She rang again.")
    store.undo()
    entries = store.history.of("enquiry", case.enquiry.uid)
    assert [entry.action.label for entry in entries] == [
        f"Logged {reference} and routed it to Housing",
        f"Promised on {reference}",
        f"Noted on {reference}",
        f"Undid: Noted on {reference}",
    ]
    status = [c for c in entries[0].changes if (c.table, c.field) == ("enquiry", "status")]
    assert [(change.before, change.after) for change in status] == [
        (None, "new"),
        ("new", "with-team"),
    ]


@pytest.mark.parametrize("table", AUDITED)
def test_every_row_is_told_with_a_record_that_has_a_name(store: Store, table: str) -> None:
    columns = {row["name"] for row in store.connection.execute(f"PRAGMA table_info({table})")}
    if table in OWNER_OF:
        whole, column = OWNER_OF[table]
        assert whole in AUDITED
        assert column in columns
    else:
        assert columns & {"name", "reference", "one", "percent", "said", "answer"}


def test_the_history_of_an_organisation_has_all_that_hangs_on_it(store: Store) -> None:
    store.lists.import_list([listed(2, name="Quay Rowing"), listed(3)], source="a list")
    uid = store.organisations.find("quay").uid
    store.organisations.add_contact(uid, "Bea Example", role="Cox")
    make_enquiry(store, organisation_uid=uid)
    imported, person = store.history.of("organisation", uid)
    assert imported.action.label.startswith("Imported a list")
    words = [change.words for change in imported.changes if change.is_worth_saying]
    assert {"organisation name: Quay Rowing", "identifier number: 1000002"} < set(words)
    assert "source entry source: a list" in words
    assert not any("{" in said for said in words)  # the row as it came is not read out
    assert [change.words for change in person.changes] == [
        "contact name: Bea Example",
        "contact role: Cox",
    ]


@pytest.mark.parametrize("kind", ["team", "topic", "directorate"])
def test_the_council_s_side_has_a_history(store: Store, kind: str) -> None:
    uid = value(store, f"SELECT uid FROM {kind} WHERE name LIKE 'Housing%' OR name = 'Property'")
    before = store.history.name_of(kind, uid)
    with store.action("Renamed"):
        store.update(kind, uid, {"name": "Harbour"})
    made, renamed = store.history.of(kind, uid)
    assert made.action.kind == "setup"
    assert [change.words for change in renamed.changes] == [f"{kind} name: {before} → Harbour"]
    assert store.history.name_of(kind, uid) == "Harbour"


def test_a_topic_s_team_goes_by_its_name(store: Store) -> None:
    uid = topic(store).uid
    with store.action("Moved"):
        store.update("topic", uid, {"team": team(store, "Revenues").uid})
    assert store.history.of("topic", uid)[-1].changes[0].after == "Revenues"


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("organisation", ["Rook Lane Bowls Club", "rook"]),
        ("team", ["Revenues", "rev"]),
        ("topic", ["housing"]),
        ("directorate", ["Property", "property"]),
    ],
)
def test_a_record_is_found_as_elsewhere_and_when_it_is_gone_by_its_whole_name_or_id(
    store: Store, kind: str, names: list[str]
) -> None:
    make_organisation(store)
    uid = store.history.find(kind, names[-1])
    with store.action("Took it away"):
        store.update(kind, uid, {"removed_at": store.now_text()})
    for typed in (uid, names[0], f" {names[0].upper()} "):
        assert store.history.find(kind, typed) == uid
    assert store.history.of(kind, uid)[-1].action.label == "Took it away"
    with pytest.raises(NotFound):
        store.history.find(kind, "nowhere")


def test_an_undone_enquiry_keeps_its_history(store: Store) -> None:
    case = make_enquiry(store)
    store.undo()
    for typed in ("1", case.enquiry.reference, case.enquiry.uid):
        assert store.history.find("enquiry", typed) == case.enquiry.uid
    undone = store.history.of("enquiry", case.enquiry.uid)[-1]
    assert undone.action.label == "Undid: Logged ENQ-26-0001"
    assert "enquiry removed at: Thu 2 Apr 2026 10:00" in [c.words for c in undone.changes]
    assert store.history.name_of("enquiry", case.enquiry.uid) == "ENQ-26-0001: A key for the hall"


def test_all_actions_the_last_first_and_which_were_undone_since(store: Store) -> None:
    make_organisation(store, "First")
    make_organisation(store, "Second")
    store.undo()
    store.redo()
    store.undo()
    assert [(a.action.label, a.undone) for a in store.history.page(0, 5)] == [
        ("Undid: Added Second", False),
        ("Redid: Added Second", False),
        ("Undid: Added Second", True),
        ("Added Second", True),
        ("Added First", False),
    ]
    assert store.history.count() == 6  # with the starting set
    assert [a.action.kind for a in store.history.page(5, 5)] == ["setup"]


def test_what_an_action_changed_record_by_record(store: Store) -> None:
    first = make_enquiry(store).enquiry
    second = make_enquiry(store, route_to="Housing").enquiry
    store.holidays.add(store.today().replace(day=14), "Jubilee")
    uid = store.history.page(0, 1)[0].action.uid
    done = store.history.changed_by(uid)
    assert done.whole
    assert [(record.kind, record.name) for record in done.records] == [
        ("holiday", "Jubilee"),
        ("enquiry", f"{first.reference}: A key for the hall"),
        ("enquiry", f"{second.reference}: A key for the hall"),
    ]
    assert done.records[2].uid == second.uid
    assert {change.table for change in done.records[2].changes} == {"enquiry", "event"}


def test_of_an_action_that_changed_very_much_the_first_is_told(store: Store) -> None:
    store.lists.import_list([listed(line) for line in range(2, 300)], source="long")
    done = store.history.changed_by(store.history.page(0, 1)[0].action.uid)
    assert not done.whole
    assert len(done.records) == MOST_CHANGES
    assert done.action.records == 894
