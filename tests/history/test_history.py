"""Every change is written down, before and after, and nothing is written any other way."""

from __future__ import annotations

import sqlite3

import pytest
from acts_given import OTHERS, any_of
from factories import (
    changes_of,
    dump,
    filled_once,
    labels,
    make_decision,
    make_enquiry,
    make_issue,
    make_meeting,
    make_organisation,
    make_payment,
    make_pilot,
    value,
)

from db.changes.tables import AUDITED
from db.store import Store
from spoc_tui.casework.errors import NotFound, StorageFailed
from spoc_tui.casework.planning.obligations import Agreement, Contribution, Stage, Transaction
from spoc_tui.casework.records.link import Says
from spoc_tui.casework.week.periods import week_of


def test_an_insert_writes_what_came(store: Store) -> None:
    make_organisation(store, "Quay Rowing", phone="01634 000000")
    ((table, before, after),) = changes_of(store, "Added Quay Rowing")
    assert (table, before) == ("organisation", None)
    assert after["name"] == "Quay Rowing"
    assert "phone_digits" not in after  # it follows from the number
    assert "notes" not in after


def test_an_update_writes_only_what_changed(store: Store) -> None:
    uid = make_organisation(store, "Quay Rowing", phone="01634 000000").uid
    with store.action("Corrected"):
        store.update(
            "organisation", uid, {"phone": "", "email": "q@example.org", "name": "Quay Rowing"}
        )
    assert changes_of(store, "Corrected") == [
        (
            "organisation",
            {"phone": "01634 000000", "email": ""},
            {"phone": "", "email": "q@example.org"},
        )
    ]


@pytest.mark.parametrize("table", AUDITED)
def test_a_write_outside_an_action_is_aborted(store: Store, table: str) -> None:
    case = make_enquiry(store, organisation_uid=make_organisation(store).uid, route_to="Housing")
    store.promises.make(case.enquiry.reference, "Ring back", store.today())
    make_payment(store)
    before = dump(store)
    with pytest.raises(sqlite3.IntegrityError, match="a write outside"):
        store.connection.execute(
            f"INSERT INTO {table} SELECT * FROM (SELECT * FROM {table}) WHERE 0 UNION ALL "
            f"SELECT {_copied(store, table)}"
        )
    if value(store, f"SELECT count(*) FROM {table}"):
        with pytest.raises(sqlite3.IntegrityError, match="a write outside"):
            store.connection.execute(f"UPDATE {table} SET removed_at = 'x'")
    assert dump(store) == before


MADE_UP = {
    **{"facts": "'{}'", "row": "'{}'", "status": "'new'", "state": "'active'"},
    **{"size": "''", "volunteers": "''", "preferred": "''", "decided": "''", "settled": "''"},
    **{"amount_pence": "1", "caller": "'Jo'", "side": "'council'", "forms": "'{}'"},
    **{"figures": "'{}'", "options": "'{}'"},
    **{"because": "''", "excused": "''"},
    **{"one": "(SELECT min(uid) FROM directorate)", "other": "(SELECT max(uid) FROM directorate)"},
}
"""Columns that do not take just any text."""
STATUSES = {
    ("payment", "status"): "logged",
    ("feedback", "status"): "heard",
    ("standing_answer", "answer"): "left",
}


def _copied(store: Store, table: str) -> str:
    """A made-up row of a table, as literals in the order of its columns."""
    real = {"organisation", "directorate", "team", "enquiry"} - {table}
    real |= {"payment"} if table == "paid_in" else set()
    literals = []
    for column in store.connection.execute(f"PRAGMA table_info({table})"):
        name, kind = column["name"], column["type"]
        if name == "id":
            literals.append("NULL")
        elif name in real:
            literals.append(f"'{value(store, f'SELECT uid FROM {name}')}'")
        elif not column["notnull"]:
            literals.append("'x'" if name == "ended_at" else "NULL")
        elif (table, name) in STATUSES:
            literals.append(f"'{STATUSES[table, name]}'")
        else:
            literals.append(MADE_UP.get(name, "0" if kind == "INTEGER" else "'x'"))
    return ", ".join(literals)


FILLED_BY = {
    "request": [("offer-fitting", {})],
    "purpose": [("decline", {"group": "Age", "why": "All come"})],
    "compact": [("sign-up", {"role": "partner", "called": "Police"})],
    "service": [("room", {"room": "yes"}), ("count", {"month": "2026-03", "referred": "5"})],
    "assurance": [("answer", {"words": "It is.", "satisfied": "yes"})],
    "offer": [("deliver", {"evidence": "Their word", "much": "1"})],
    "need": [("tell-match", {})],
    "response": [("code", {"number": "1", "by": "Me"})],
}
"""By kind, the acts by which the tables of what belongs to it have a row."""


@pytest.mark.parametrize("table", AUDITED)
def test_nothing_is_deleted(store: Store, table: str) -> None:
    filled_once(store, one_of_each)
    with pytest.raises(StorageFailed) as failed, store.action("x"):
        store.connection.execute(f"DELETE FROM {table}")
    assert str(failed.value.__cause__) == "nothing the officer made is deleted"
    assert value(store, f"SELECT count(*) FROM {table}") > 0


def one_of_each(store: Store) -> None:
    """A row, or more, of every table."""
    case = make_enquiry(store, organisation_uid=make_organisation(store).uid, route_to="Housing")
    store.promises.make(case.enquiry.reference, "Ring back", store.today())
    with store.action("One of each"):
        organisation = value(store, "SELECT uid FROM organisation")
        store.insert("contact", {"organisation": organisation, "name": "Jo", "folded": "jo"})
        store.insert("other_name", {"organisation": organisation, "name": "J", "folded": "j"})
        store.insert("identifier", {"organisation": organisation, "scheme": "X", "number": "1"})
        store.insert("holiday", {"day": "2026-06-01", "name": "A day"})
        entry = {"source": "s", "key": "k", "seen_at": "2026", "facts": "{}", "row": "{}"}
        store.insert("source_entry", {"organisation": organisation, **entry})
        held = {"organisation": organisation, "name": "Another", "why": "near", **entry}
        store.insert("held", held)
        said = {"source": "s", "field": "name", "listed": "Another", "seen_at": "2026"}
        store.insert("difference", {"organisation": organisation, **said})
        store.insert("standing_answer", {"source": "s", "field": "name", "answer": "left"})
        other = make_organisation(store, "Another").uid
        payment = make_payment(store, "Another").uid
        paid = {"payment": payment, "amount_pence": 1, "paid_on": "2026-04-01"}
        store.insert("paid_in", paid)
        store.insert("reference_rate", {"day": "2026-12-31", "percent": "3.75"})
        fee = {"name": "Fee", "value": "12 £", "valid_from": "2026-04-01", "source": "A list"}
        store.insert("dated_figure", fee)
        store.insert("standard", {"name": "answer_days", "value": 8})
        store.insert("apart", {"one": organisation, "other": other, "decided_at": "2026"})
        theme = value(store, "SELECT uid FROM theme")
        store.insert("enquiry_theme", {"enquiry": case.enquiry.uid, "theme": theme})
        store.feedback.add("Too dear", [store.feedback.by("Another")])
        issued = {"reference": "BUL-1", "title": "T", "issued_at": "2026", "forms": "{}"}
        store.insert("bulletin", issued)
        store.links.link(make_issue(store).uid, case.enquiry.reference, Says.ABOUT)
        meeting, meetings = make_meeting(store), store.declared("meeting")
        seat = {"organisation": organisation, "seat": "chair", "starts": "today"}
        store.declared("group").add_row(meeting.group.uid, "members", seat)
        meetings.add_row(meeting.uid, "items", {"words": "Rents"})
        row = {"organisation": organisation, "came": "absent"}
        meetings.add_row(meeting.uid, "attendance", row)
        make_decision(store, store.declared("group").get(meeting.group.uid).record)
        meetings.act(meeting.uid, "ask", {"role": "guest", "called": "Ann Lee"})
        store.week_issues.issue(week_of(store.today()).before())
    for code in OTHERS:
        uid = any_of(store, code)
        for act, given in FILLED_BY.get(code, ()):
            store.declared(code).act(uid, act, given)
        if code == "opportunity":
            store.declared(code).edit(uid, {"closes": "31 Dec 2026"})
        elif code == "commitment":
            against = store.declared(code).get(uid).record.unanswered[0].uid  # type: ignore[attr-defined]
            answered = {"record": against, "words": "So it is."}
            store.declared(code).act(uid, "answer-it", answered)
            store.declared(code).act(uid, "assess", {"result": "not-kept"})
        elif code == "assessment":
            store.declared(code).add_row(uid, "impacts", {"group": "Age", "effects": "foster"})
        elif code == "window":
            records = store.declared(code)
            records.add_rows(uid, "agreements", [Agreement(key="da")])
            new = Contribution(key="c1", agreement="da", purpose="education")
            records.add_rows(uid, "contributions", [new])
            spent = Transaction(key="1", contribution="c1", stage=Stage.SPENT)
            records.add_rows(uid, "transactions", [spent])
        elif code == "round":
            shares = {"of": "Another", "words": "Rents", "share": "66"}
            store.declared(code).add_row(uid, "shares", shares)
        elif code == "compact":
            store.declared(code).add_row(uid, "principles", {"number": "1", "words": "Fairness"})
    sites = '[{"role": "growth", "ward": "Rainham"}]'
    make_pilot(
        *(store, "Another pilot"),
        sites=sites,
        milestones='[{"words": "Sites chosen"}]',
        members='[{"organisation": "Another"}]',
    )


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE action SET label = 'Another'",
        "DELETE FROM action",
        "UPDATE change SET after = '{}'",
        "DELETE FROM change",
    ],
)
def test_the_history_is_append_only(store: Store, tampering: str) -> None:
    make_enquiry(store)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        store.connection.execute(tampering)


def test_actions_within_actions_join(store: Store) -> None:
    with store.action("Did two things") as outer:
        make_organisation(store, "First")
        make_organisation(store, "Second")
        outer.label = "Did both things"
    assert labels(store)[1:] == ["Did both things"]
    assert value(store, "SELECT records FROM action ORDER BY id DESC") == 2
    assert store.undo().label == "Did both things"
    assert store.organisations.count() == 0


def test_an_exception_rolls_everything_back(store: Store) -> None:
    make_enquiry(store)
    before, counters = dump(store), value(store, "SELECT group_concat(last) FROM counter")

    def half_of_it() -> None:
        with store.action("Half of it"):
            make_organisation(store, "First")
            make_enquiry(store)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half_of_it()
    assert dump(store) == before
    assert value(store, "SELECT group_concat(last) FROM counter") == counters
    assert value(store, "SELECT uid FROM current_action") is None
    assert labels(store)[1:] == ["Logged ENQ-26-0001"]
    assert not store.connection.in_transaction
    assert make_enquiry(store).enquiry.reference == "ENQ-26-0002"


def test_an_action_that_changed_nothing_leaves_no_entry(store: Store) -> None:
    reference = make_enquiry(store).enquiry.reference
    before = labels(store)
    with store.action("Nothing"):
        pass
    store.enquiries.edit(reference, {"subject": "A key for the hall"})
    assert labels(store) == before


def test_the_seals_hold(store: Store) -> None:
    make_enquiry(store, answered="At the desk.")
    store.undo()
    store.redo()
    assert store.history.broken_at() is None


@pytest.mark.parametrize(
    ("table", "tampering"),
    [
        (
            "change",
            "UPDATE change SET after = replace(after, 'hall', 'shed') WHERE tbl = 'enquiry'",
        ),
        ("change", "DELETE FROM change WHERE tbl = 'event' AND id = (SELECT max(id) FROM change)"),
        ("action", "UPDATE action SET who = 'somebody else' WHERE label LIKE 'Logged%'"),
        ("action", "UPDATE action SET at = '2020-01-01T00:00:00Z' WHERE label LIKE 'Logged%'"),
    ],
)
def test_a_broken_seal_names_the_action(store: Store, table: str, tampering: str) -> None:
    make_organisation(store)
    make_enquiry(store)
    for (name,) in store.connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?", [table]
    ).fetchall():
        store.connection.execute(f"DROP TRIGGER {name}")
    store.connection.execute(tampering)
    broken = store.history.broken_at()
    assert broken is not None
    assert broken.label == "Logged ENQ-26-0001"


def test_an_action_taken_out_breaks_the_chain_after_it(store: Store) -> None:
    for name in ("First", "Second", "Third"):
        make_organisation(store, name)
    store.connection.execute("DROP TRIGGER action_append_only_delete")
    store.connection.execute("PRAGMA foreign_keys = OFF")
    store.connection.execute("DELETE FROM action WHERE label = 'Added Second'")
    broken = store.history.broken_at()
    assert broken is not None
    assert broken.label == "Added Third"


def test_only_audited_tables_and_their_columns_are_written(store: Store) -> None:
    with store.action("x"):
        with pytest.raises(ValueError, match="not an audited table"):
            store.insert("draft", {})
        with pytest.raises(ValueError, match="has no colour"):
            store.insert("team", {"colour": "red"})
        with pytest.raises(ValueError, match="has no colour"):
            store.update("team", "x", {"colour": "red"})
    with pytest.raises(NotFound):
        store.row("team", "no such uid")
