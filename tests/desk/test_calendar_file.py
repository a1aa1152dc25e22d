"""The calendar's file: whole, folded, its own entries known again and cancelled once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from unicodedata import category

import icalendar
import pytest
from calendar_entries import (
    ANSWER,
    END,
    FOLLOW_UP,
    OURS,
    TODAY,
    an_enquiry,
    events_of,
)
from factories import (
    START,
)
from hypothesis import example, given
from hypothesis import strategies as st

from spoc_tui.casework.desk.calendar_entries import CalendarEntry
from spoc_tui.casework.enquiries.calendar import enquiry_entries
from spoc_tui.reports.desk.calendar_file import (
    CALENDAR_NAME,
    PRODUCT,
    OwnCalendar,
    calendar_file,
    no_longer_due,
    read_own,
)


def an_entry(key: str = "u1-answer", day: date = ANSWER, title: str = "Answer it") -> CalendarEntry:
    return CalendarEntry(key, day, title)


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


@pytest.mark.slow
@example("C:\\New\\nothing", "a\\\\Nb; c, d")
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
