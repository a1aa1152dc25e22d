"""Files of earlier shapes, with rows in them, are brought to today's: nothing they had is lost."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from factories import (
    FixedClock,
    make_payment,
)

from db.file import copies
from db.file.connecting import connect
from db.schema import steps
from db.schema.migrations import applied_steps, migrate
from db.schema.steps import STEPS
from db.store import Store
from spoc_tui.casework.week.periods import week_of
from spoc_tui.casework.week.summary import OwnWords
from spoc_tui.reports.week.formats import WeekFormat

SINCE_THEN = ("number", "enquiry", "payment", "feedback")
"""Columns of what belongs to records that are no more: a promise's number is worked out, and an
index says of which kind a record is.
"""


def added(label: str, at: str, rows: str) -> str:
    """SQL, as the first shapes had it: an action “act” of that moment that adds these rows."""
    return f"""BEGIN; UPDATE current_action SET uid = 'act';
        INSERT INTO action (uid, desk, number, sitting, at, who, label, kind, records, digest, hash)
        VALUES ('act', '', 1, 's', '{at}', 'Ann', '{label}', 'act', 1, '', '');
        {rows}; UPDATE current_action SET uid = NULL; COMMIT;"""


@pytest.mark.slow
def test_the_profile_comes_to_a_file_with_rows_in_it(tmp_path: Path) -> None:
    path = tmp_path / "spoc.db"
    connection = connect(path)
    migrate(connection, path, STEPS[:2])
    connection.executescript(
        added(
            "Added",
            "2026-04-01T09:00:00Z",
            """INSERT INTO organisation (uid, name, folded, added_at, state) VALUES
        ('listed', 'Listed', 'listed', '2026-04-01T09:00:00Z', 'closed'),
        ('called', 'Called', 'called', '2026-04-01T09:00:00Z', 'active');
        INSERT INTO source_entry (uid, organisation, source, key, seen_at, facts, row)
        VALUES ('entry', 'listed', 'The list', '1', '2026-04-01T09:00:00Z', '{}', '{}');
        INSERT INTO contact (uid, organisation, name, folded, left_on)
        VALUES ('bea', 'called', 'Bea', 'bea', '2026-03-01')""",
        )
    )
    connection.close()
    store = Store.open(path, now=FixedClock())
    known = store.organisations
    assert [one.not_known_before for one in known.page(0, 9)] == [True, False]
    assert (known.get("listed").state, known.get("listed").size) == ("closed", "unknown")
    assert (known.contact("bea").preferred, known.find("called").uid) == ("", "called")
    assert known.edit("called", {"parent": "listed", "income": "5"}).parent == "Listed"
    store.undo()
    assert known.get("called").parent is None
    assert [(fact.field, fact.source) for fact in known.facts("called")] == [("name", "Ann")]
    (copy,) = copies.folder_of(path).iterdir()
    assert copy.name.endswith("-before-migration.db")
    store.close()


@pytest.mark.slow
def test_payments_come_to_a_file_with_enquiries_in_it(tmp_path: Path) -> None:
    path = tmp_path / "spoc.db"
    connection = connect(path)
    migrate(connection, path, STEPS[:4])
    at = "2026-04-01T09:00:00Z"
    connection.executescript(
        added(
            "Logged",
            at,
            f"""INSERT INTO enquiry (uid, reference, subject, channel, urgency, status, received_at,
        clock_from, acknowledge_by, answer_by) VALUES
        ('key', 'ENQ-26-0001', 'A key', 'phone', 'normal', 'new', '{at}', '2026-04-01',
        '2026-04-07', '2026-04-17');
        INSERT INTO event (id, uid, enquiry, kind, at, text) VALUES
        (7, 'logged', 'key', 'logged', '{at}', ''),
        (9, 'note', 'key', 'note', '{at}', 'The thistles by the pavilion');
        INSERT INTO promise (id, uid, enquiry, number, text, due, made_at, kept_at) VALUES
        (4, 'ring', 'key', 1, 'Ring the caretaker', '2026-04-09', '{at}', NULL),
        (6, 'form', 'key', 2, 'Send a form', '2026-04-02', '2026-04-01T09:05:00Z', '{at}')""",
        )
    )
    columns = {
        table: [
            row["name"]
            for row in connection.execute(f"PRAGMA table_info({table})")
            if row["name"] not in SINCE_THEN
        ]
        for table in ("enquiry", "event", "promise", "change")
    }
    select = {table: f"SELECT {', '.join(names)} FROM {table}" for table, names in columns.items()}
    kept = {table: list(map(tuple, connection.execute(select[table]))) for table in select}
    assert len(kept["change"]) == 5
    connection.close()

    store = Store.open(path, now=FixedClock())
    for table, rows in kept.items():
        found = list(map(tuple, store.connection.execute(select[table])))
        assert found[: len(rows)] == rows, table
    assert applied_steps(store.connection) == [step.__name__ for step in STEPS]
    assert store.connection.execute("PRAGMA foreign_key_check").fetchall() == []
    case = store.enquiries.get("ENQ-26-0001")
    assert [event.text for event in case.timeline] == ["", "The thistles by the pavilion"]
    assert [promise.is_open for promise in case.promises] == [True, False]
    for typed in ("thistles", "caretaker", "a form"):
        assert [hit.uid for hit in store.search.anything(typed)] == ["key"], typed

    before = list(map(tuple, store.connection.execute("SELECT * FROM promise")))
    assert store.promises.keep("key").open_promises == ()
    assert store.undo().label == "Kept a promise on ENQ-26-0001"
    assert list(map(tuple, store.connection.execute("SELECT * FROM promise"))) == before
    assert [promise.text for promise in store.enquiries.get("key").open_promises] == [
        "Ring the caretaker"
    ]
    payment = make_payment(store, what_for="Thistles")
    store.promises.make(payment.uid, "Ring", store.today())
    assert len(store.search.anything("thistles")) == 2
    (copy,) = copies.folder_of(path).iterdir()
    assert copy.name.endswith("-before-migration.db")
    store.close()


@pytest.mark.slow
def test_feedback_comes_to_a_file_with_payments_in_it(tmp_path: Path) -> None:
    path = tmp_path / "spoc.db"
    connection = connect(path)
    migrate(connection, path, STEPS[:5])
    at = "2026-04-01T09:00:00Z"
    connection.executescript(
        added(
            "Logged",
            at,
            f"""INSERT INTO payment (uid, reference, caller, amount_pence, logged_at)
        VALUES ('bill', 'PAY-26-0001', 'Jo', 8000, '{at}');
        INSERT INTO event (id, uid, payment, kind, at, text) VALUES
        (7, 'logged', 'bill', 'logged', '{at}', ''),
        (9, 'note', 'bill', 'note', '{at}', 'Thistles');
        INSERT INTO promise (id, uid, payment, number, text, due, made_at) VALUES
        (4, 'ring', 'bill', 1, 'Ring the caretaker', '2026-04-09', '{at}')""",
        )
    )
    kept = {}
    for table in ("payment", "event", "promise", "change"):
        names = [
            row["name"]
            for row in connection.execute(f"PRAGMA table_info({table})")
            if row["name"] not in SINCE_THEN
        ]
        select = f"SELECT {', '.join(names)} FROM {table}"
        kept[select] = list(map(tuple, connection.execute(select)))
    connection.close()

    store = Store.open(path, now=FixedClock())
    for select, before in kept.items():
        assert list(map(tuple, store.connection.execute(select)))[: len(before)] == before
    assert applied_steps(store.connection) == [step.__name__ for step in STEPS]
    assert store.connection.execute("PRAGMA foreign_key_check").fetchall() == []
    case = store.payments.get("PAY-26-0001")
    assert [event.text for event in case.timeline] == ["", "Thistles"]
    assert [hit.uid for hit in store.search.anything("thistles")] == ["bill"]
    assert store.promises.keep("PAY-26-0001").open_promises == ()

    said = store.feedback.add("Thistles by the door", [store.feedback.by("Jo")])
    store.promises.make(said.feedback.reference, "Ring Jo", store.today())
    assert len(store.search.anything("thistles")) == 2
    assert store.council.themes() == []  # the starter brings those of the report
    store.undo()
    assert store.feedback.get("FBK-26-0001").promises == ()
    store.close()


@pytest.mark.slow
def test_numbers_without_their_zero_are_found_in_a_file_with_rows_in_it(tmp_path: Path) -> None:
    path = tmp_path / "spoc.db"
    connection = connect(path)
    migrate(connection, path, STEPS[: STEPS.index(steps.finding_more)])
    at = "2026-03-30T09:00:00Z"
    connection.executescript(
        added(
            "Added Quay",
            at,
            f"""INSERT INTO organisation (uid, name, folded, phone, phone_digits, email, added_at)
        VALUES ('quay', 'Quay', 'quay', '1634306000', '1634306000', 'Info@quay.example', '{at}'),
        ('lane', 'Lane', 'lane', '01634 306001', '01634306001', '', '{at}')""",
        )
    )
    connection.close()
    store = Store.open(path, now=FixedClock())
    for typed in ("01634 306000", "1634306000", "306000", "info@quay"):
        assert [hit.name for hit in store.search.anything(typed)] == ["Quay"], typed
    assert [hit.name for hit in store.search.anything("01634306001")] == ["Lane"]
    plan = store.connection.execute(
        "EXPLAIN QUERY PLAN SELECT uid FROM organisation WHERE lower(email) >= 'a' "
        "AND lower(email) < 'b' AND email <> ''"
    ).fetchone()
    assert "organisation_by_email" in plan["detail"]
    assert store.undo("act").label == "Added Quay"  # what it is looked for by is no later change
    store.close()


@pytest.mark.slow
def test_the_options_come_to_a_file_with_an_issued_week_in_it(tmp_path: Path) -> None:
    path = tmp_path / "spoc.db"
    connection = connect(path)
    migrate(connection, path, STEPS[:8])
    at = "2026-03-30T09:00:00Z"
    connection.executescript(
        added(
            "Issued",
            at,
            f"""INSERT INTO issued_week (uid, reference, period_start, period_end, number,
        issued_at, figures, forms) VALUES ('week', 'WK-2026-03-23-7-1', '2026-03-23',
        '2026-03-29', 1, '{at}',
        '{{}}', '{{"md": "# Week 13"}}')""",
        )
    )
    connection.close()
    store = Store.open(path, now=FixedClock())
    (kept,) = store.week_issues.all()
    assert (kept.reference, kept.named, kept.small_numbers) == ("WK-2026-03-23-7-1", False, False)
    assert store.week_issues.again(kept.reference, WeekFormat.MARKDOWN) == b"# Week 13"
    assert store.connection.execute("PRAGMA foreign_key_check").fetchall() == []
    second = store.week_issues.issue(kept.period, OwnWords(changed="More"), named=True)
    assert (second.number, second.named) == (2, True)
    store.undo()
    assert store.week_issues.all() == [kept]
    store.close()


def test_what_was_due_is_found_by_its_day_in_an_older_file(tmp_path: Path) -> None:
    path = tmp_path / "spoc.db"
    connection = connect(path)
    migrate(connection, path, STEPS[: STEPS.index(steps.days_due)])
    at = "2026-03-17T09:00:00Z"
    connection.executescript(
        f"""BEGIN; UPDATE current_action SET uid = 'act';
        INSERT INTO enquiry (uid, reference, channel, urgency, subject, status, received_at,
        clock_from, acknowledge_by, answer_by, acknowledged_at) VALUES ('e', 'ENQ-26-0001', 'phone',
        'normal', 'Hall', 'new', '{at}', '2026-03-17', '2026-03-19', '2026-03-31', '{at}');
        INSERT INTO action (uid, desk, number, sitting, at, who, label, kind, records, digest, hash)
        VALUES ('act', '', 1, 's', '{at}', 'Ann', 'Logged', 'act', 1, '', '');
        UPDATE current_action SET uid = NULL; COMMIT;"""
    )
    connection.close()
    store = Store.open(path, now=FixedClock())
    kept = store.week.figures(week_of(store.today())).kept
    assert kept["answered"] == (0, 0, 1)
    plan = store.connection.execute(
        "EXPLAIN QUERY PLAN SELECT id FROM enquiry WHERE answer_by = '2026-03-31' "
        "AND removed_at IS NULL"
    ).fetchone()["detail"]
    assert "enquiry_by_answer_day" in plan
    store.close()


def test_a_rate_that_was_added_before_its_day_is_only_expected(tmp_path: Path) -> None:
    path = tmp_path / "spoc.db"
    connection = connect(path)
    migrate(connection, path, STEPS[: STEPS.index(steps.expected_rates)])
    at = "2026-11-28T09:00:00Z"
    connection.executescript(
        f"""BEGIN; UPDATE current_action SET uid = 'act';
        INSERT INTO action (uid, desk, number, sitting, at, who, label, kind, records, digest, hash)
        VALUES ('act', '', 1, 's', '{at}', 'Ann', 'Added', 'act', 1, '', '');
        INSERT INTO reference_rate (uid, day, percent) VALUES ('next', '2026-12-31', '3.5');
        UPDATE current_action SET uid = NULL; COMMIT;
        BEGIN; UPDATE current_action SET uid = 'then';
        INSERT INTO action (uid, desk, number, sitting, at, who, label, kind, records, digest, hash)
        VALUES ('then', '', 2, 's', '2027-07-01T09:00:00Z', 'Ann', 'Added', 'act', 1, '', '');
        INSERT INTO reference_rate (uid, day, percent) VALUES ('known', '2027-06-30', '3.25');
        UPDATE current_action SET uid = NULL; COMMIT;"""
    )
    connection.close()
    store = Store.open(path, now=FixedClock(datetime(2027, 7, 2, 9, tzinfo=UTC)))
    assert [(one.date.isoformat(), one.expected) for one in store.rates.known().all()[:2]] == [
        ("2027-06-30", False),
        ("2026-12-31", True),
    ]
    assert store.rates.to_add(store.today()) == (date(2026, 12, 31),)
    store.close()


@pytest.mark.slow
def test_rebuilt_tables_keep_their_ids_checks_and_indexes(tmp_path: Path) -> None:
    path = tmp_path / "spoc.db"
    connection = connect(path)
    migrate(connection, path, STEPS[: STEPS.index(steps.natural_keys)])
    at = "2026-04-01T09:00:00Z"
    connection.executescript(
        added(
            "Logged",
            at,
            f"""INSERT INTO payment (id, uid, reference, caller, amount_pence, logged_at,
            follow_up_on, follow_up_time) VALUES (41, 'bill', 'PAY-26-0041', 'Thistle', 8000,
            '{at}', '2026-04-02', '10:00');
        INSERT INTO feedback (id, uid, reference, heard_at, payment, owner)
        VALUES (7, 'loop', 'FBK-26-0007', '{at}', 'bill', 'Bramble');
        INSERT INTO promise (id, uid, payment, number, text, due, due_time, made_at) VALUES
            (5, 'a', 'bill', 1, 'Gorse', '2026-04-09', '09:30', '{at}'),
            (9, 'b', 'bill', 2, 'Heather', '2026-04-09', NULL, '{at}')""",
        )
    )
    tables = ("enquiry", "payment", "feedback", "bulletin", "promise")
    gone = defaultdict(tuple, promise=("number",))

    def shape() -> tuple[dict[str, int], set[str], dict[str, list[dict[str, object]]]]:
        made = dict(connection.execute("SELECT name, sql FROM sqlite_schema").fetchall())
        checks = {table: made[table].count("CHECK") for table in tables}
        indexes = {name for name in made if not name.startswith("sqlite_")}
        rows = {
            table: [
                {name: row[name] for name in row.keys() if name not in gone[table]}  # noqa: SIM118
                for row in connection.execute(f"SELECT * FROM {table} ORDER BY id")
            ]
            for table in tables
        }
        return checks, indexes, rows

    checks, indexes, rows = shape()
    migrate(connection, path, STEPS[: STEPS.index(steps.record)])
    assert shape()[0] == checks
    assert indexes < shape()[1]
    assert shape()[2] == rows
    assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    points = {row["table"] for row in connection.execute("PRAGMA foreign_key_list(event)")}
    assert points == {"enquiry", "payment", "feedback"}
    connection.close()
    store = Store.open(path, now=FixedClock())
    for typed in ("thistle", "gorse", "heather"):
        assert [hit.uid for hit in store.search.anything(typed)] == ["bill"], typed
    assert [hit.uid for hit in store.search.anything("bramble")] == ["loop"]
    assert [one.number for one in store.payments.get("41").promises] == [1, 2]
    assert make_payment(store).reference == "PAY-26-0042"
    store.close()
