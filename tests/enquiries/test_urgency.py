"""What is urgent: its dates, its mark in every list, and topics that are so by themselves."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from cli_desk import Cli
from factories import FixedClock, make_enquiry, topic

from db.council.remembered import remember
from db.enquiries.recounting import COUNTED_BY, recalculate_deadlines
from db.file.connecting import connect
from db.schema.migrations import migrate
from db.schema.steps import STEPS
from db.store import Store
from spoc_tui.casework.council.council import Topic
from spoc_tui.casework.dates.deadlines import allowed
from spoc_tui.casework.dates.standards import Standards
from spoc_tui.casework.dates.working_days import WorkingDays
from spoc_tui.casework.enquiries.clocks import acknowledge_by, answer_by
from spoc_tui.casework.enquiries.enquiry import Urgency
from spoc_tui.casework.records.channel import Channel
from spoc_tui.casework.records.event import EventKind
from spoc_tui.casework.week.periods import week_of

DAYS = WorkingDays()


@pytest.mark.parametrize(
    ("received", "acknowledge", "answer"),
    [
        (date(2026, 3, 2), date(2026, 3, 2), date(2026, 3, 4)),  # a Monday
        (date(2026, 3, 6), date(2026, 3, 6), date(2026, 3, 10)),  # a Friday
        (date(2026, 3, 7), date(2026, 3, 9), date(2026, 3, 10)),  # a Saturday
        (date(2026, 4, 2), date(2026, 4, 2), date(2026, 4, 8)),  # before Easter
        (date(2026, 4, 3), date(2026, 4, 7), date(2026, 4, 8)),  # Good Friday
        (date(2026, 12, 25), date(2026, 12, 29), date(2026, 12, 30)),  # Christmas Day
    ],
)
def test_the_dates_of_what_is_urgent(received: date, acknowledge: date, answer: date) -> None:
    standards = Standards()
    within = standards.acknowledge_in(None, urgent=True), standards.answer_in(None, urgent=True)
    assert acknowledge_by(received, within[0], DAYS, urgent=True).day == acknowledge
    assert answer_by(received, within[1], (), DAYS, urgent=True).day == answer
    # Who met it took no more working days than are allowed.
    assert DAYS.count(received, acknowledge) == allowed(received, within[0], DAYS)


def test_the_working_says_that_it_is_urgent() -> None:
    assert acknowledge_by(date(2026, 3, 6), 0, DAYS, urgent=True).working == (
        "Received Fri 6 Mar 2026 (day 0), urgent; by the end of that day."
    )
    assert acknowledge_by(date(2026, 3, 7), 0, DAYS, urgent=True).working == (
        "Received Sat 7 Mar 2026 (day 0), urgent; "
        "by the end of the next working day, Mon 9 Mar 2026."
    )
    assert answer_by(date(2026, 3, 6), 2, (), DAYS, urgent=True).working == (
        "Received Fri 6 Mar 2026 (day 0), urgent; 2 working days after it is Tue 10 Mar 2026."
    )


@pytest.mark.parametrize(
    ("own", "urgent", "days"),
    [(None, False, 10), (None, True, 2), (20, False, 20), (20, True, 2), (1, True, 1)],
)
def test_what_is_urgent_never_has_longer(own: int | None, urgent: bool, days: int) -> None:
    assert Standards().answer_in(own, urgent=urgent) == days


def test_marking_moves_what_was_not_typed_and_says_from_and_to(store: Store) -> None:
    ref = make_enquiry(store, channel=Channel.EMAIL, route_to="Housing").enquiry.reference
    case = store.enquiries.edit(ref, {"urgency": "urgent"})
    assert [(event.kind, event.text) for event in case.timeline[-2:]] == [
        (EventKind.EDITED, "urgency (now urgent)"),
        (
            EventKind.CLOCK_MOVED,
            "Urgent: acknowledge by from Wed 8 Apr 2026 to Thu 2 Apr 2026; "
            "answer by from Mon 20 Apr 2026 to Wed 8 Apr 2026; "
            "reply by from Mon 13 Apr 2026 to Wed 8 Apr 2026",
        ),
    ]
    case = store.enquiries.edit(ref, {"urgency": "normal"})
    assert case.timeline[-1].text.startswith(
        "No longer urgent: acknowledge by from Thu 2 Apr 2026 to Wed 8 Apr 2026; "
    )
    store.undo()
    assert store.enquiries.get(ref).enquiry.answer_by == date(2026, 4, 8)


def test_what_was_typed_by_hand_stays(store: Store) -> None:
    ref = make_enquiry(store, answer_by=date(2026, 4, 30)).enquiry.reference
    case = store.enquiries.edit(ref, {"urgency": "urgent"})
    assert case.enquiry.answer_by == date(2026, 4, 30)
    assert case.timeline[-1].kind is EventKind.EDITED


def test_a_topic_may_be_urgent_by_itself(store: Store) -> None:
    by_itself = topic(store, "safeguarding")
    assert (by_itself.urgent, topic(store, "housing").urgent) == (True, False)
    at_risk = make_enquiry(store, topic_uid=by_itself.uid).enquiry
    assert (at_risk.urgency, at_risk.answer_by) == (Urgency.URGENT, date(2026, 4, 8))
    calm = make_enquiry(store, topic_uid=by_itself.uid, urgency=Urgency.NORMAL).enquiry
    assert (calm.urgency, calm.answer_by) == (Urgency.NORMAL, date(2026, 4, 20))


def test_a_topic_given_later_makes_it_urgent_unless_the_officer_says_not(store: Store) -> None:
    first, second = (make_enquiry(store).enquiry.reference for _ in range(2))
    case = store.enquiries.edit(first, {"topic": "safeguarding"})
    assert (case.enquiry.urgency, case.enquiry.answer_by) == (Urgency.URGENT, date(2026, 4, 8))
    assert case.timeline[-2].text == "topic, urgency (now urgent)"
    case = store.enquiries.edit(second, {"topic": "safeguarding", "urgency": "normal"})
    assert (case.enquiry.urgency, case.enquiry.answer_by) == (Urgency.NORMAL, date(2026, 4, 20))
    # Saying not afterwards holds as well, whatever else of it is edited.
    store.enquiries.edit(first, {"urgency": "soon"})
    again = store.enquiries.edit(first, {"topic": "safeguarding", "detail": "More"})
    assert again.enquiry.urgency is Urgency.SOON


def test_what_leaves_an_urgent_topic_is_no_longer_urgent_by_it(store: Store) -> None:
    at_risk = topic(store, "safeguarding").uid
    by_topic, by_hand = (
        make_enquiry(store, topic_uid=uid, urgency=urgency).enquiry.reference
        for uid, urgency in ((at_risk, None), (topic(store, "housing").uid, Urgency.URGENT))
    )
    case = store.enquiries.edit(by_topic, {"topic": "housing"})
    assert (case.enquiry.urgency, case.enquiry.answer_by) == (Urgency.NORMAL, date(2026, 4, 20))
    assert case.timeline[-2].text == "topic, urgency (now normal)"
    assert store.enquiries.edit(by_hand, {"topic": ""}).enquiry.urgency is Urgency.URGENT


def test_a_wait_on_what_is_urgent_comes_back_sooner(store: Store) -> None:
    ref = make_enquiry(store, urgency=Urgency.URGENT).enquiry.reference
    assert store.enquiries.wait(ref, "the name").enquiry.follow_up_on == date(2026, 4, 8)


def test_the_weeks_figures_hold_what_is_urgent_to_its_own_standard(
    store: Store, clock: FixedClock
) -> None:
    clock.moment = datetime(2026, 3, 2, 9, tzinfo=UTC)
    refs = [
        make_enquiry(store, urgency=urgency).enquiry.reference
        for urgency in (Urgency.URGENT, Urgency.NORMAL)
    ]
    clock.moment = datetime(2026, 3, 5, 9, tzinfo=UTC)  # three working days on
    for ref in refs:
        store.enquiries.answer(ref, "Yes.")
        store.enquiries.told(ref)
    facts = store.week.facts(week_of(date(2026, 3, 5)))
    assert sorted(told.by for told in facts.told) == [date(2026, 3, 4), date(2026, 3, 16)]


# In the lists.


@pytest.mark.slow
def test_it_is_marked_in_every_list_while_it_is_open(cli: Cli, tmp_path: Path) -> None:
    cli.json("organisation", "add", "Rook Lane Bowls Club")
    logged = cli.json("log", "--subject", "A child is at risk", "--organisation", "rook")
    assert (logged["topic"], logged["urgency"]) == ("safeguarding", "urgent")
    ref = logged["reference"]
    assert f"{ref}  URGENT A child is at risk" in cli.text("show", ref)
    assert "Urgent, and nobody has it (1)" in cli.text("due")
    assert "URGENT A child is at risk" in cli.text("due")
    (row,) = cli.json("due")
    assert (row["band"], row["urgent"], row["subject"]) == ("urgent", True, "A child is at risk")
    assert "URGENT A child is at risk" in cli.text("find", "child")
    (hit,) = cli.json("find", "child")
    assert (hit["urgent"], hit["name"]) == (True, "A child is at risk")
    assert "URGENT A child is at risk" in cli.text("organisation", "show", "rook")
    assert cli.json("organisation", "show", "rook")["enquiries"][0]["urgency"] == "urgent"
    cli.text("export", "calendar", "--output", str(tmp_path / "due.ics"))
    assert "URGENT A child is at risk" in (tmp_path / "due.ics").read_text()
    assert "URGENT A child is at risk" in cli.text("brief", "rook", "--format", "md")
    cli.text("route", ref, "--to", "adult")
    assert cli.json("due") == []
    cli.text("close", ref, "--outcome", "withdrawn", "--reason", "A mistake")
    assert "URGENT" not in cli.text("find", "child")


def test_log_says_that_the_topic_is_urgent_by_itself(cli: Cli) -> None:
    said = cli.text("log", "--subject", "Safeguarding: whom do we ring?")
    assert (
        "Topic: Safeguarding (safeguarding), suggested by the subject; it is urgent by itself."
        in (said)
    )
    assert "urgent; 2 working days after it" in said
    calm = cli.text("log", "--subject", "Safeguarding training", "--urgency", "normal")
    assert "urgent" not in calm.lower()
    edited = cli.text("edit", "2", "--set", "urgency=urgent")
    assert "urgency (now urgent). Urgent: answer by from" in edited


def test_topics_are_made_urgent_and_not(cli: Cli) -> None:
    assert "Adult Social Care; urgent; safeguard" in cli.text("topics")
    cli.text("topics", "edit", "housing", "--set", "urgent=yes")
    shape = next(one for one in cli.json("topics") if one["code"] == "housing")
    assert shape["urgent"] is True
    added = cli.json("topics", "add", "flood", "Flooding", "--urgent", "yes")
    assert added["urgent"] is True
    wrong = cli.error(2, "topics", "edit", "housing", "--set", "urgent=perhaps")
    assert (wrong["field"], wrong["message"]) == ("urgent", "Urgent is yes or no, not “perhaps”.")


# What comes to an older file.


@pytest.mark.slow
def test_safeguarding_becomes_urgent_in_a_file_that_has_it(tmp_path: Path) -> None:
    path = tmp_path / "spoc.db"
    connection = connect(path)
    migrate(connection, path, STEPS[: [step.__name__ for step in STEPS].index("urgent_topics")])
    connection.executescript(
        """BEGIN; UPDATE current_action SET uid = 'act';
        INSERT INTO action (uid, desk, number, sitting, at, who, label, kind, records, digest, hash)
        VALUES ('act', '', 1, 's', '2026-04-01T09:00:00Z', 'Ann', 'Set up', 'setup', 2, '', '');
        INSERT INTO topic (uid, code, name) VALUES
        ('one', 'safeguarding', 'Safeguarding'), ('two', 'keys', 'Keys');
        UPDATE current_action SET uid = NULL; COMMIT;"""
    )
    connection.close()
    store = Store.open(path, now=FixedClock())
    assert {one.code: one.urgent for one in store.council.topics()} == {
        "safeguarding": True,
        "keys": False,
    }
    assert make_enquiry(store, topic_uid="one").enquiry.urgency is Urgency.URGENT
    store.council.edit(Topic, "one", {"urgent": "no"})
    assert not store.council.topic("one").urgent
    store.undo()
    assert store.council.topic("one").urgent
    store.close()


def test_dates_that_an_older_program_left_wrong_are_put_right_once(
    store: Store, clock: FixedClock
) -> None:
    clock.moment = datetime(2026, 3, 2, 9, tzinfo=UTC)
    ref, told, typed = (
        make_enquiry(store, answer_by=by).enquiry.reference
        for by in (None, None, date(2026, 3, 12))
    )
    clock.moment = datetime(2026, 3, 3, 9, tzinfo=UTC)
    store.enquiries.wait(ref, "the lease")
    clock.moment = datetime(2026, 3, 10, 9, tzinfo=UTC)
    for one in (ref, told):
        store.enquiries.answer(one, "Yes.")
    store.enquiries.told(told)
    with store.action("As it was once"):
        store.connection.execute(
            "UPDATE enquiry SET answer_by = '2026-03-16' WHERE NOT answer_by_typed"
        )
    remember(store, COUNTED_BY, "0.0.1 2 10 5 0 2")

    moved = recalculate_deadlines(store)
    assert [(one.reference, one.after) for one in moved] == [(ref, date(2026, 3, 23))]
    case = store.enquiries.get(ref)
    assert (case.timeline[-1].kind, case.timeline[-1].text) == (
        EventKind.CLOCK_MOVED,
        "Counted again from what happened: answer by from Mon 16 Mar 2026 to Mon 23 Mar 2026",
    )
    assert store.enquiries.get(typed).enquiry.answer_by == date(2026, 3, 12)
    actions = store.history.page(0, 1)
    assert actions[0].action.label == "Counted the running dates again: 1 moved"
    assert recalculate_deadlines(store) == []  # the second start has nothing to do
    assert store.history.page(0, 1) == actions

    with store.action("Another desk's"):
        store.insert("standard", {"name": "answer_days", "value": 12})
    assert recalculate_deadlines(store)[0].after == date(2026, 3, 25)
    assert store.enquiries.get(ref).timeline[-1].text.startswith("The standards changed: ")
    # It is no act of the officer's: what they did before it is what is undone.
    assert store.propose_undo().action.label == "Another desk's"


def test_the_command_line_keeps_the_dates_up(cli: Cli, store: Store) -> None:
    make_enquiry(store)
    remember(store, COUNTED_BY, "")
    with store.action("As it was once"):
        store.connection.execute("UPDATE enquiry SET answer_by = '2026-04-09'")
    assert cli.json("due")[0]["due"] == "2026-04-20"
