"""Due dates in the officer's calendar: what is due, written to a file that updates, not doubles."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from unicodedata import category

import icalendar
import pytest
from cli_desk import Cli
from factories import (
    START,
    FixedClock,
    a_case,
    a_payment,
    make_enquiry,
    make_organisation,
    make_payment,
    new_enquiry,
    team,
    value,
)
from groups_met import Groups
from hypothesis import given
from hypothesis import strategies as st

from db.desk.calendar_file import write_calendar
from db.feedback.acts import By
from db.store import Store
from spoc_tui.casework.dates.working_days import WorkingDays
from spoc_tui.casework.desk.calendar_entries import CalendarEntry, promise_entries
from spoc_tui.casework.enquiries.calendar import enquiry_entries
from spoc_tui.casework.enquiries.enquiry import Enquiry, Outcome, Status
from spoc_tui.casework.feedback.calendar import feedback_entries
from spoc_tui.casework.feedback.feedback import Feedback, FeedbackStatus
from spoc_tui.casework.payments.calendar import payment_entries
from spoc_tui.casework.payments.clocks import PaymentClocks, formal_clock
from spoc_tui.casework.payments.payment import (
    FormalStage,
    PaidIn,
    Payment,
    PaymentOutcome,
    PaymentStatus,
)
from spoc_tui.casework.records.channel import Channel
from spoc_tui.casework.records.promise import Promise
from spoc_tui.reports.desk.calendar_file import (
    CALENDAR_NAME,
    PRODUCT,
    OwnCalendar,
    calendar_file,
    no_longer_due,
    read_own,
)

TODAY = date(2026, 4, 2)
ACKNOWLEDGE, ANSWER, FOLLOW_UP = date(2026, 4, 8), date(2026, 4, 17), date(2026, 4, 20)
AWKWARD = "Halls, prices; and \\n a “key”\tfor 🏳️‍🌈 Night\x07\x1b[2J\nof the long table" * 3


def an_enquiry(**attributes: Any) -> Enquiry:
    given_too = {
        "uid": "u1",
        "reference": "ENQ-26-0143",
        "subject": "hall prices",
        "status": Status.WITH_TEAM,
        "received_at": START,
        "acknowledge_by": ACKNOWLEDGE,
        "answer_by": ANSWER,
        "clock_from": TODAY,
        "acknowledged_at": START,
        "organisation": "Rook Lane Bowls Club",
        "team": "Housing",
        "phone": "01634 555010",
        "caller": "Bea",
    }
    return Enquiry(**{**given_too, **attributes})


def a_complaint(**attributes: Any) -> Payment:
    usual = {
        "uid": "p1",
        "reference": "PAY-26-0007",
        "amount": 120_000,
        "status": PaymentStatus.PROMISED,
        "logged_at": START,
        "organisation": "Rook Lane Bowls Club",
        "invoice": "12",
        "promised_for": ANSWER,
    }
    return Payment(**{**usual, **attributes})


def titles(entries: Any) -> list[tuple[date, str]]:
    return [(entry.day, entry.title) for entry in entries]


# The rules.


def test_an_entry_says_what_to_do_and_on_what() -> None:
    assert list(enquiry_entries(an_enquiry())) == [
        CalendarEntry(
            "u1-answer",
            ANSWER,
            "Answer ENQ-26-0143: hall prices",
            "Rook Lane Bowls Club\nWith Housing",
        )
    ]


@pytest.mark.parametrize(
    ("attributes", "reply_by", "due"),
    [
        (
            {"acknowledged_at": None},
            None,
            [(ACKNOWLEDGE, "Acknowledge ENQ-26-0143"), (ANSWER, "Answer ENQ-26-0143")],
        ),
        ({"answered_at": START}, None, [(ANSWER, "Tell the caller of ENQ-26-0143")]),
        ({"answered_at": START, "told_at": START}, None, []),
        (
            {"waiting_since": START, "status": Status.WAITING, "follow_up_on": FOLLOW_UP},
            None,
            [(FOLLOW_UP, "Follow up ENQ-26-0143")],
        ),
        (
            {},
            ACKNOWLEDGE,
            [
                (ANSWER, "Answer ENQ-26-0143"),
                (ACKNOWLEDGE, "Reply due from Housing on ENQ-26-0143"),
            ],
        ),
        ({"status": Status.CLOSED, "follow_up_on": FOLLOW_UP}, ACKNOWLEDGE, []),
    ],
)
def test_what_is_due_on_an_enquiry(
    attributes: dict[str, Any], reply_by: date | None, due: list[tuple[date, str]]
) -> None:
    found = titles(enquiry_entries(an_enquiry(**attributes), reply_by))
    assert found == [(day, f"{title}: hall prices") for day, title in due]


@pytest.mark.parametrize(
    ("attributes", "due"),
    [
        ({}, [(ANSWER, "Check the promised payment of PAY-26-0007: invoice 12")]),
        ({"paid_in": (PaidIn("x", 120_000, TODAY),)}, []),
        (
            {"promised_for": None, "follow_up_on": FOLLOW_UP},
            [(FOLLOW_UP, "Follow up PAY-26-0007: invoice 12")],
        ),
        (
            {
                "status": PaymentStatus.CLOSED,
                "outcome": PaymentOutcome.WITHDRAWN,
                "follow_up_on": FOLLOW_UP,
            },
            [],
        ),
    ],
)
def test_what_is_due_on_a_payment(attributes: dict[str, Any], due: list[tuple[date, str]]) -> None:
    assert titles(payment_entries(a_complaint(**attributes))) == due


@pytest.mark.parametrize(
    ("formal", "due"),
    [
        (
            FormalStage(1, TODAY),
            [
                (date(2026, 4, 13), "Acknowledge stage 1 of the formal complaint, PAY-26-0007: "),
                (date(2026, 4, 27), "Answer stage 1 of the formal complaint, PAY-26-0007: "),
            ],
        ),
        (
            FormalStage(2, TODAY, acknowledged=TODAY),
            [(date(2026, 5, 5), "Answer stage 2 of the formal complaint, PAY-26-0007: ")],
        ),
        (FormalStage(1, TODAY, acknowledged=TODAY, answered=TODAY), []),
    ],
)
def test_the_clocks_of_a_formal_complaint_are_due(
    formal: FormalStage, due: list[tuple[date, str]]
) -> None:
    payment = a_complaint(formal=formal, promised_for=None)
    found = payment_entries(payment, PaymentClocks(formal=formal_clock(formal, WorkingDays())))
    assert titles(found) == [(day, f"{title}{payment.subject}") for day, title in due]


def test_a_formal_complaint_stands_in_the_calendar_until_it_is_answered(store: Store) -> None:
    ref = a_payment(store, PaymentStatus.WITH_FINANCE).reference
    store.payments.make_formal(ref)
    due = [entry.what for entry in store.calendar.entries()]
    assert due == ["formal acknowledgement", "escalate", "formal answer"]
    store.payments.acknowledge(ref)
    assert [entry.what for entry in store.calendar.entries()] == ["escalate", "formal answer"]
    store.payments.answer_formal(ref, "It was paid late.")
    assert [entry.what for entry in store.calendar.entries()] == ["escalate"]


def test_from_when_a_payment_is_escalated_and_when_its_silence_ends(store: Store) -> None:
    ref = a_payment(store, PaymentStatus.WITH_FINANCE, received="today").reference
    (entry,) = store.calendar.entries()
    assert (entry.what, entry.day) == ("escalate", date(2026, 4, 14))
    assert entry.title.startswith(f"Escalate to the Chief Finance Officer, unless paid: {ref}: ")
    assert entry.detail.endswith("\nNo answer from finance for 5 working days.")
    store.payments.escalate(ref, reason="They rang twice.")
    (entry,) = store.calendar.entries()
    assert (entry.what, entry.day) == ("chase", date(2026, 4, 13))
    store.payments.promise(ref, date(2026, 4, 9))
    assert [(one.what, one.day.day) for one in store.calendar.entries()] == [
        ("promised payment", 9),
        ("escalate", 10),
    ]
    store.payments.paid(ref, TODAY)
    assert store.calendar.entries() == []


def test_what_is_outstanding_is_said() -> None:
    [entry] = payment_entries(a_complaint(paid_in=(PaidIn("x", 20_050, TODAY),)))
    assert entry.detail == "Rook Lane Bowls Club\n£999.50 outstanding"


@pytest.mark.parametrize(
    ("attributes", "due"),
    [
        ({}, ["Action due, FBK-26-0031: New signs"]),
        ({"due": None}, []),
        ({"done_at": START, "status": FeedbackStatus.DONE}, []),
        ({"cannot_at": START, "status": FeedbackStatus.CANNOT}, []),
        ({"status": FeedbackStatus.CLOSED}, []),
    ],
)
def test_what_is_due_of_feedback(attributes: dict[str, Any], due: list[str]) -> None:
    usual = {"status": FeedbackStatus.AGREED, "action": "New signs", "due": ANSWER}
    one = Feedback("f1", "FBK-26-0031", heard_at=START, voices=(), **{**usual, **attributes})
    assert [entry.title for entry in feedback_entries(one)] == due


def test_promises() -> None:
    promise = Promise("m1", 1, "Ring with the price", ANSWER, START)
    [kept_by] = promise_entries(promise, a_complaint())
    assert kept_by == CalendarEntry(
        "m1-promise",
        ANSWER,
        "Keep the promise on PAY-26-0007: Ring with the price",
        "Rook Lane Bowls Club",
    )
    kept = Promise("m1", 1, "Ring with the price", ANSWER, START, kept_at=START)
    assert not list(promise_entries(kept, a_complaint()))


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("ring 01634 555010, Bea", "ring (phone number), Bea"),
        ("(01634) 555-010", "(phone number)"),
        ("+44 7700 900123", "(phone number)"),
        ("+44 (0)1634 555010.", "(phone number)."),
        ("07700900123 or 07700900124", "(phone number) or (phone number)"),
        ("invoice 0012345, £10,000 by 01/04/2026", "invoice 0012345, £10,000 by 01/04/2026"),
        ("on 01-04-2026; see ENQ-26-0143", "on 01-04-2026; see ENQ-26-0143"),
        ("charity 1234567890123", "charity 1234567890123"),
    ],
)
def test_no_phone_number_is_in_a_title(subject: str, said: str) -> None:
    [entry] = enquiry_entries(an_enquiry(subject=subject))
    assert entry.title == f"Answer ENQ-26-0143: {said}"


# The file.


def an_entry(key: str = "u1-answer", day: date = ANSWER, title: str = "Answer it") -> CalendarEntry:
    return CalendarEntry(key, day, title)


def events_of(content: bytes) -> dict[str, Any]:
    """The events of a file as another program reads them, by UID."""
    events = icalendar.Calendar.from_ical(content).walk("VEVENT")
    found = {str(event["uid"]): event for event in events}
    assert len(found) == len(events)
    return found


def test_the_file_is_whole() -> None:
    content = calendar_file([an_entry()], START)
    calendar = icalendar.Calendar.from_ical(content)
    assert {name: str(calendar[name]) for name in ("prodid", "version", "method", "name")} == {
        "prodid": PRODUCT,
        "version": "2.0",
        "method": "PUBLISH",
        "name": CALENDAR_NAME,
    }
    assert calendar["x-wr-calname"] == CALENDAR_NAME
    lines = content.split(b"\r\n")
    assert b"DTSTART;VALUE=DATE:20260417" in lines
    assert b"DTSTAMP:20260402T090000Z" in lines
    assert b"LAST-MODIFIED:20260402T090000Z" in lines
    assert b"UID:u1-answer@spoc-tui" in lines
    assert b"STATUS:CONFIRMED" in lines
    since_2020 = int((START - datetime(2020, 1, 1, tzinfo=UTC)).total_seconds())
    assert f"SEQUENCE:{since_2020}".encode() in lines


def test_an_empty_one_is_ours_too() -> None:
    assert read_own(calendar_file([], START)) == OwnCalendar((), 0)


def test_long_lines_are_folded_and_no_letter_is_cut() -> None:
    content = calendar_file([an_entry(title="é🎪" * 200)], START)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert events_of(content)["u1-answer@spoc-tui"]["summary"] == "é🎪" * 200


def test_what_is_not_due_any_more_is_cancelled_once() -> None:
    entries = [an_entry(), an_entry("u2-answer", FOLLOW_UP, "Answer that")]
    first = read_own(calendar_file(entries, START))
    assert first is not None
    assert first.entries == tuple(entries)
    second = calendar_file(entries[:1], START + timedelta(hours=1), first)
    gone = events_of(second)["u2-answer@spoc-tui"]
    assert (gone["status"], gone["dtstart"].dt, gone["summary"]) == (
        *("CANCELLED", FOLLOW_UP),
        "Answer that",
    )
    assert events_of(second)["u1-answer@spoc-tui"]["status"] == "CONFIRMED"
    after = read_own(second)
    assert after is not None
    assert after.entries == tuple(entries[:1])
    assert no_longer_due(entries[:1], after) == []
    assert list(events_of(calendar_file(entries[:1], START, after))) == ["u1-answer@spoc-tui"]
    again = calendar_file(entries, START + timedelta(hours=2), after)
    assert events_of(again)["u2-answer@spoc-tui"]["status"] == "CONFIRMED"


@pytest.mark.parametrize("later", [timedelta(0), timedelta(days=1), timedelta(days=-30)])
def test_the_sequence_grows_whatever_the_clock_does(later: timedelta) -> None:
    earlier = read_own(calendar_file([an_entry()], START))
    after = read_own(calendar_file([an_entry()], START + later, earlier))
    assert earlier is not None
    assert after is not None
    assert after.sequence > earlier.sequence


OURS = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{PRODUCT}\r\n"
END = "END:VCALENDAR\r\n"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"My diary\n",
        b"BEGIN:VEVENT\r\nEND:VEVENT\r\n",
        f"{OURS.replace(PRODUCT, '-//Other//EN')}{END}".encode(),
        f"{OURS}BEGIN:VEVENT\r\nUID:a@spoc-tui\r\nDTST".encode(),
    ],
)
def test_what_is_not_ours_or_not_whole(content: bytes) -> None:
    assert read_own(content) is None


def test_what_others_put_into_ours_is_left_out() -> None:
    events = (
        "BEGIN:VEVENT\r\nUID:mine\r\nDTSTART;VALUE=DATE:20260402\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nUID:a@spoc-tui\r\nDTSTART:junk\r\nSEQUENCE:junk\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nUID:b@spoc-tui\r\nDTSTART;VALUE=DATE:20260402\r\nSEQUENCE:junk\r\n"
        "SUMMARY:B\r\nEND:VEVENT\r\n"
    )
    found = read_own(f"\ufeff{OURS}{events}{END}".encode())
    assert found == OwnCalendar((CalendarEntry("b", TODAY, "B"),), 0)


@given(st.text(), st.text())
def test_any_subject_survives(subject: str, organisation: str) -> None:
    enquiry = an_enquiry(subject=subject, organisation=organisation, acknowledged_at=None)
    entries = tuple(enquiry_entries(enquiry, FOLLOW_UP))
    assert not any(category(sign) == "Cc" for entry in entries for sign in entry.title)
    content = calendar_file(entries, START)
    assert [str(event["summary"]) for event in events_of(content).values()] == [
        entry.title for entry in entries
    ]
    found = read_own(content)
    assert found is not None
    assert found.entries == entries


# What is kept.


def test_everything_that_is_due_the_first_day_first(store: Store) -> None:
    club = make_organisation(store).uid
    enquiry = make_enquiry(
        store, subject="hall prices", channel=Channel.EMAIL, organisation_uid=club, phone="01634 1"
    ).enquiry
    routed = store.routings.route(enquiry.reference, team(store).uid).routings[0]
    store.enquiries.edit(enquiry.reference, {"follow_up": "30/4/2026"})
    store.promises.make(enquiry.reference, "Ring the club", date(2026, 5, 1))
    payment = a_payment(store, PaymentStatus.PROMISED, invoice="12", follow_up="5/5/2026")
    store.promises.make(payment.reference, "Ring them too", date(2026, 5, 2))
    heard = store.feedback.add("Signs are bad", [By(speaker="Ann")]).feedback
    store.feedback.edit(heard.uid, {"action": "New signs", "due": "6/5/2026"})
    store.promises.make(heard.reference, "Tell Ann", date(2026, 5, 3))
    Groups(store).add("the Network", "6 weeks", date(2026, 5, 7))
    make_payment(store, what_for="nothing due")
    found = store.calendar.entries()
    assert [entry.day for entry in found] == sorted(entry.day for entry in found)
    assert set(titles(found)) == {
        (enquiry.acknowledge_by, "Acknowledge ENQ-26-0001: hall prices"),
        (enquiry.answer_by, "Answer ENQ-26-0001: hall prices"),
        (routed.reply_by, f"Reply due from {team(store).name} on ENQ-26-0001: hall prices"),
        (date(2026, 4, 30), "Follow up ENQ-26-0001: hall prices"),
        (date(2026, 5, 1), "Keep the promise on ENQ-26-0001: Ring the club"),
        (date(2026, 4, 9), "Check the promised payment of PAY-26-0001: invoice 12"),
        (
            date(2026, 4, 10),
            "Escalate to the Chief Finance Officer, unless paid: PAY-26-0001: invoice 12",
        ),
        (
            date(2026, 5, 3),
            "Escalate to the Chief Finance Officer, unless paid: PAY-26-0002: nothing due",
        ),
        (date(2026, 5, 5), "Follow up PAY-26-0001: invoice 12"),
        (date(2026, 5, 2), "Keep the promise on PAY-26-0001: Ring them too"),
        (date(2026, 5, 6), "Action due, FBK-26-0001: New signs"),
        (date(2026, 5, 3), "Keep the promise on FBK-26-0001: Tell Ann"),
        (date(2026, 5, 7), "Check-in, GRP-26-0001: the Network"),
    }
    promised = [entry.detail for entry in found if "promise on" in entry.title]
    assert promised == ["Rook Lane Bowls Club", "Rook Lane Bowls Club", ""]
    assert len({entry.key for entry in found}) == len(found)


def test_an_empty_desk_has_nothing_due(store: Store) -> None:
    assert store.calendar.entries() == []


def test_what_is_done_is_not_due(store: Store) -> None:
    case = a_case(store, Status.WITH_TEAM)
    reference = case.enquiry.reference
    assert {entry.key for entry in store.calendar.entries()} == {
        f"{case.enquiry.uid}-answer",
        f"{case.enquiry.uid}-reply",
    }
    store.routings.sent_back(reference, "Not ours")
    assert titles(store.calendar.entries()) == [
        (case.enquiry.answer_by, f"Answer {reference}: A key for the hall")
    ]
    store.enquiries.answer(reference, "Ask at the desk.")
    assert titles(store.calendar.entries()) == [
        (case.enquiry.answer_by, f"Tell the caller of {reference}: A key for the hall")
    ]
    store.enquiries.told(reference)
    assert store.calendar.entries() == []
    store.undo()
    assert len(store.calendar.entries()) == 1


def test_an_undone_record_takes_its_promises_along(store: Store) -> None:
    reference = make_enquiry(store).enquiry.reference
    store.promises.make(reference, "Ring", TODAY)
    assert len(store.calendar.entries()) == 2
    store.undo()
    assert len(store.calendar.entries()) == 1
    store.undo()
    assert store.calendar.entries() == []


def test_a_promise_is_named_by_the_surviving_organisation(store: Store) -> None:
    old, new = make_organisation(store, "Old Club"), make_organisation(store, "New Players")
    reference = make_enquiry(store, organisation_uid=old.uid).enquiry.reference
    store.promises.make(reference, "Ring", TODAY)
    store.duplicates.merge(new.uid, old.uid)
    assert {entry.detail for entry in store.calendar.entries()} == {"New Players"}


def test_the_number_of_queries_does_not_grow(store: Store) -> None:
    def queries() -> int:
        seen: list[str] = []
        store.connection.set_trace_callback(seen.append)
        store.calendar.entries()
        store.connection.set_trace_callback(None)
        return len(seen)

    store.promises.make(make_enquiry(store, route_to="Housing").enquiry.uid, "Ring", TODAY)
    a_payment(store, PaymentStatus.PROMISED)
    before = queries()
    for _ in range(5):
        reference = make_enquiry(store, route_to="Housing").enquiry.reference
        store.promises.make(reference, "Ring", TODAY)
        a_payment(store, PaymentStatus.PROMISED)
    assert queries() == before


# The command line.


def exported(cli: Cli, file: Path, *more: str) -> dict[str, Any]:
    cli.json("export", "calendar", "--output", str(file), *more)
    return events_of(file.read_bytes())


def test_it_is_written_here(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "spoc-calendar.ics"
    cli.log("hall prices")
    assert cli.text("export", "calendar") == f"1 entry in {file}\n"
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    cli.log("a key")
    assert cli.text("export", "calendar") == f"2 entries in {file}\n"
    cli.json("close", "1", "--outcome", "withdrawn", "--reason", "They rang off.")
    assert cli.text("export", "calendar") == f"1 entry in {file}, 1 cancelled\n"
    shape = cli.json("export", "calendar")
    assert shape == {"file": str(file), "entries": 1, "cancelled": 0}


def test_it_updates_and_does_not_double(
    cli: Cli, store: Store, clock: FixedClock, tmp_path: Path
) -> None:
    file = tmp_path / "mine.ics"
    enquiry = make_enquiry(store, subject="hall prices").enquiry
    uid = f"{enquiry.uid}-answer@spoc-tui"
    [before] = (first := exported(cli, file)).values()
    assert list(first) == [uid]
    clock.advance(hours=1)
    store.enquiries.edit(enquiry.reference, {"answer_by": "30/4/2026", "subject": "hall keys"})
    [after] = (second := exported(cli, file)).values()
    assert list(second) == [uid]
    assert (before["dtstart"].dt, after["dtstart"].dt) == (enquiry.answer_by, date(2026, 4, 30))
    assert after["summary"] == f"Answer {enquiry.reference}: hall keys"
    assert after["sequence"] == before["sequence"] + 3600
    assert after["last-modified"].dt == clock.moment
    clock.advance(days=1)
    store.enquiries.answer(enquiry.reference, "Ask at the desk.")
    store.enquiries.told(enquiry.reference)
    [gone] = (third := exported(cli, file)).values()
    assert (list(third), gone["status"]) == ([uid], "CANCELLED")
    assert exported(cli, file) == {}


def test_the_file_of_another_database_is_anothers(
    cli: Cli, store: Store, tmp_path: Path, other: Store
) -> None:
    file = tmp_path / "theirs.ics"
    make_enquiry(other, subject="of the other desk")
    write_calendar(other, file)
    theirs = file.read_bytes()
    make_enquiry(store, subject="hall prices")
    assert cli.error(4, "export", "calendar", "--output", str(file))["code"] == "refused"
    assert file.read_bytes() == theirs
    [event] = exported(cli, file, "--force").values()  # none of theirs is cancelled
    assert (event["status"], "hall prices" in event["summary"]) == ("CONFIRMED", True)


def test_only_what_this_database_wrote_is_cancelled(
    cli: Cli, store: Store, tmp_path: Path, other: Store
) -> None:
    file = tmp_path / "both.ics"
    ours = make_enquiry(store, subject="hall prices").enquiry
    make_enquiry(store, subject="a key")
    make_enquiry(other, subject="of the other desk")
    both = [*store.calendar.entries(), *other.calendar.entries()]
    file.write_bytes(calendar_file(both, START))
    store.enquiries.close(ours.reference, outcome=Outcome.WITHDRAWN, reason="They rang off.")
    statuses = {event["summary"]: event["status"] for event in exported(cli, file).values()}
    assert sorted(statuses.values()) == ["CANCELLED", "CONFIRMED"]
    assert not any("other desk" in title for title in statuses)


def test_what_was_undone_is_cancelled(cli: Cli, store: Store, tmp_path: Path) -> None:
    file = tmp_path / "mine.ics"
    make_enquiry(store, subject="hall prices")
    exported(cli, file)
    store.undo()
    assert [event["status"] for event in exported(cli, file).values()] == ["CANCELLED"]


@pytest.fixture
def other(tmp_path: Path, clock: FixedClock, new_database: Path) -> Iterator[Store]:
    """Another database, such as the demo's."""
    shutil.copyfile(new_database, tmp_path / "other.db")
    opened = Store.open(tmp_path / "other.db", now=clock)
    yield opened
    opened.close()


def test_an_awkward_subject_comes_back_whole(cli: Cli, store: Store, tmp_path: Path) -> None:
    enquiry = store.enquiries.log(new_enquiry(store, subject=AWKWARD)).enquiry
    [event] = exported(cli, tmp_path / "a.ics").values()
    assert event["summary"] == f"Answer {enquiry.reference}: {enquiry.subject}"
    assert "\x1b" not in event["summary"]
    assert "🏳️‍🌈" in event["summary"]
    assert value(store, "SELECT count(*) FROM enquiry") == 1


def test_the_file_holds_what_the_store_says(cli: Cli, store: Store, tmp_path: Path) -> None:
    for status in Status:
        a_case(store, status, channel=Channel.EMAIL, phone="01634 555010", caller="Bea Ample")
    file = tmp_path / "a.ics"
    exported(cli, file)
    found = read_own(file.read_bytes())
    assert found is not None
    assert list(found.entries) == store.calendar.entries()
    assert b"555010" not in file.read_bytes()
    assert b"Bea" not in file.read_bytes()


@pytest.mark.parametrize(
    "content", [b"", b"My diary\n", f"{OURS.replace(PRODUCT, '-//Other//EN')}{END}".encode()]
)
def test_anothers_file_is_refused(cli: Cli, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "theirs.ics"
    file.write_bytes(content)
    cli.log("hall prices")
    error = cli.error(4, "export", "calendar", "--output", str(file))
    assert error["code"] == "refused"
    assert "--force" in error["message"]
    assert file.read_bytes() == content
    assert len(exported(cli, file, "--force")) == 1


def test_what_cannot_be_written_is_said(cli: Cli, tmp_path: Path) -> None:
    missing = tmp_path / "gone" / "a.ics"
    error = cli.error(3, "export", "calendar", "--output", str(missing))
    assert f"There is no folder {missing.parent}" in error["message"]
    assert not missing.parent.exists()
    (tmp_path / "folder.ics").mkdir()
    cli.text("export", "calendar", "--output", str(tmp_path / "folder.ics"))
    assert [one.name for one in (tmp_path / "folder.ics").iterdir()] == ["spoc-calendar.ics"]
