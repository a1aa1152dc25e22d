"""Promises and follow-ups at a time of day: kept, put at the minute, told once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from cli_desk import Cli
from desk_app import act, desk, flat, press, rows
from factories import FixedClock, make_enquiry, make_payment

from db.file.connecting import connect
from db.schema.migrations import migrate
from db.schema.steps import STEPS, times_of_day
from db.store import Store
from spoc_tui.app import SpocApp
from spoc_tui.casework.dates.when import DayAndTime
from spoc_tui.casework.desk.desk import Band
from spoc_tui.casework.enquiries.enquiry import Outcome
from spoc_tui.casework.errors import BadInput
from spoc_tui.reports.desk.calendar_file import calendar_file, read_own

TODAY = date(2026, 4, 2)  # a Thursday, 09:00 UTC, 10:00 in London
THREE = time(15)
RECORDS: dict[str, Callable[[Store], str]] = {
    "enquiry": lambda store: make_enquiry(store, route_to="Housing").enquiry.reference,
    "payment": lambda store: make_payment(store).reference,
    "feedback": lambda store: (
        store.feedback.add("Late replies", [store.feedback.by("Jo")]).feedback.reference
    ),
}


def at_london(clock: FixedClock, hour: int, minute: int = 0, day: date = TODAY) -> None:
    """British Summer Time: an hour ahead of UTC."""
    clock.moment = datetime(day.year, day.month, day.day, hour - 1, minute, tzinfo=UTC)


def bands(store: Store) -> list[tuple[Band, str, date | None, time | None]]:
    items = store.agenda.items(store.agenda.keys(store.today()))
    return [
        (item.band, item.what, item.due, item.at)
        for item in items
        if item.what in ("promise", "follow-up")
    ]


@pytest.mark.parametrize("kind", RECORDS)
def test_a_promise_is_put_at_its_minute(store: Store, clock: FixedClock, kind: str) -> None:
    reference = RECORDS[kind](store)
    case = store.promises.make(reference, "Ring Jo", TODAY, THREE)
    assert case.promises[0].by == DayAndTime(TODAY, THREE)
    assert case.timeline[-1].text == "Ring Jo, by Thu 2 Apr 2026 at 15:00"
    at_london(clock, 14, 59)
    assert bands(store) == [(Band.PROMISE, "promise", TODAY, THREE)]
    at_london(clock, 15)
    assert bands(store) == [(Band.NOW, "promise", TODAY, THREE)]
    clock.advance(days=1)
    assert bands(store) == [(Band.NOW, "promise", TODAY, THREE)]
    store.promises.keep(reference)
    assert bands(store) == []


def follow_enquiry(store: Store) -> str:
    reference = make_enquiry(store, route_to="Housing").enquiry.reference
    store.enquiries.wait(reference, "the lease", until=TODAY, at=THREE)
    return reference


def follow_payment(store: Store) -> str:
    reference = make_payment(store).reference
    store.payments.edit(reference, {"follow_up": f"{TODAY} 15:00"})
    return reference


FOLLOWED = {"enquiry": follow_enquiry, "payment": follow_payment}


def overdue_enquiry(store: Store) -> str:
    before = datetime(2026, 3, 2, 9, tzinfo=UTC)
    return make_enquiry(store, received_at=before, route_to="Housing").enquiry.reference


def late_payment(store: Store) -> str:
    return make_payment(store, received="2026-02-02").reference


def formal_payment(store: Store) -> str:
    reference = make_payment(store).reference
    store.payments.make_formal(reference, on=date(2026, 3, 2))
    return reference


PRESSING = {
    "an overdue enquiry": (overdue_enquiry, "answer"),
    "a payment to be escalated": (late_payment, "escalate now"),
    "a formal complaint": (formal_payment, "acknowledge"),
}


@pytest.mark.parametrize("which", PRESSING)
def test_the_minute_comes_before_whatever_else_is_pressing(
    store: Store, clock: FixedClock, which: str
) -> None:
    make, pressing = PRESSING[which]
    reference = make(store)
    record = store.payments if reference.startswith("PAY") else store.enquiries
    record.edit(reference, {"follow_up": f"{TODAY} 15:00"})

    def standing() -> list[tuple[str, str, time | None]]:
        items = store.agenda.items(store.agenda.keys(store.today()))
        return [(item.band.code, item.what, item.at) for item in items]

    at_london(clock, 14, 59)
    ((band, what, at),) = standing()
    assert (band != "now", what, at) == (True, pressing, None)
    at_london(clock, 15)
    assert standing() == [("now", "follow-up", THREE)]
    record.edit(reference, {"follow_up": ""})
    assert standing() == [(band, pressing, None)]


@pytest.mark.parametrize("kind", FOLLOWED)
def test_a_follow_up_is_put_at_its_minute(store: Store, clock: FixedClock, kind: str) -> None:
    reference = FOLLOWED[kind](store)
    at_london(clock, 14, 59)
    before = Band.TODAY if kind == "enquiry" else Band.PAYMENT
    assert bands(store) == [(before, "follow-up", TODAY, THREE)]
    at_london(clock, 15)
    assert bands(store) == [(Band.NOW, "follow-up", TODAY, THREE)]
    store.records_of(reference).edit(reference, {"follow_up": "2026-04-09"})
    assert bands(store) == []
    assert store.records_of(reference).get(reference).record.follow_up_time is None


def test_a_time_goes_with_its_day(store: Store) -> None:
    """Every act that takes the follow-up away takes its time too."""
    for end in (
        lambda ref: store.enquiries.resume(ref),
        lambda ref: store.enquiries.answer(ref, "Yes."),
        lambda ref: store.enquiries.close(ref, outcome=Outcome.WITHDRAWN, reason="x"),
        lambda ref: store.enquiries.edit(ref, {"follow_up": "+3"}),
    ):
        reference = follow_enquiry(store)
        end(reference)
        assert store.enquiries.get(reference).enquiry.follow_up_time is None
        store.undo()
        assert store.enquiries.get(reference).enquiry.follow_up == DayAndTime(TODAY, THREE)


def test_first_come_first(store: Store, clock: FixedClock) -> None:
    reference = make_enquiry(store, route_to="Housing").enquiry.reference
    for text, at in (("any time", None), ("late", time(16)), ("early", time(11))):
        store.promises.make(reference, text, TODAY, at)
    subjects = [item.subject for item in store.agenda.items(store.agenda.keys(TODAY))]
    assert subjects == ["early", "late", "any time"]
    at_london(clock, 17)
    items = store.agenda.items(store.agenda.keys(TODAY))
    assert [(item.subject, item.band) for item in items] == [
        ("early", Band.NOW),
        ("late", Band.NOW),
        ("any time", Band.PROMISE),
    ]


def test_what_is_past_today_is_refused(store: Store) -> None:
    reference = make_enquiry(store).enquiry.reference
    with pytest.raises(BadInput, match="at 09:59 is past"):
        store.promises.make(reference, "Ring", TODAY, time(9, 59))
    store.promises.make(reference, "Ring", TODAY, time(10))
    with pytest.raises(BadInput, match="past"):
        store.enquiries.wait(reference, "x", until=TODAY, at=time(9))
    with pytest.raises(BadInput, match="past"):
        make_enquiry(store, follow_up_on=TODAY, follow_up_time=time(9))


@pytest.mark.parametrize("kind", RECORDS)
def test_told_once_at_the_minute(store: Store, clock: FixedClock, kind: str) -> None:
    reference = RECORDS[kind](store)
    store.promises.make(reference, "Ring Jo", TODAY, THREE)
    assert store.timed.come_due() == []
    at_london(clock, 14, 59)
    assert store.timed.come_due() == []
    assert store.timed.waiting() == []
    state = store.state()
    at_london(clock, 15)
    (come,) = store.timed.come_due()
    assert (come.by.at, come.reference, come.text) == (THREE, reference, "Ring Jo")
    assert store.state() != state
    assert store.timed.come_due() == []
    assert store.timed.waiting() == [come]
    clock.advance(hours=-2)
    assert store.timed.come_due() == []
    at_london(clock, 15, 1)
    assert store.timed.come_due() == []
    store.promises.keep(reference)
    assert store.timed.waiting() == []


@pytest.mark.parametrize("kind", FOLLOWED)
def test_a_follow_up_is_told_on_waking(store: Store, clock: FixedClock, kind: str) -> None:
    reference = FOLLOWED[kind](store)
    assert store.timed.come_due() == []
    clock.advance(days=2)
    assert [one.reference for one in store.timed.come_due()] == [reference]
    store.undo()
    assert store.timed.waiting() == []


def test_in_the_calendar(store: Store, clock: FixedClock) -> None:
    follow_enquiry(store)
    timed = [entry for entry in store.calendar.entries() if entry.at]
    assert [(entry.day, entry.at, entry.what) for entry in timed] == [(TODAY, THREE, "follow up")]
    content = calendar_file(timed, store.now())
    assert b"DTSTART:20260402T140000Z" in content
    own = read_own(content)
    assert own is not None
    assert own.entries == tuple(timed)


def test_the_command_line(cli: Cli, clock: FixedClock) -> None:
    cli.log("Hall", "--route", "housing", "--follow-up", "fri 2pm")
    promised = cli.json("promise", "1", "--text", "Ring Jo", "--by", "at three")
    assert (promised["due"], promised["due_time"]) == ("2026-04-02", "15:00")
    shown = cli.json("show", "1")
    assert (shown["follow_up"], shown["follow_up_time"]) == ("2026-04-03", "14:00")
    assert shown["promises"][0]["due_time"] == "15:00"
    at_london(clock, 15, 5)
    (due,) = [one for one in cli.json("due") if one["band"] == "now"]
    assert (due["what"], due["due"], due["due_time"]) == ("promise", "2026-04-02", "15:00")
    assert "Ring Jo, by Thu 2 Apr 2026 at 15:00" in cli.text("show", "1")
    waiting = cli.json("wait", "1", "--for", "the lease", "--until", "tomorrow 9.30")
    assert (waiting["follow_up"], waiting["follow_up_time"]) == ("2026-04-03", "09:30")
    edited = cli.json("edit", "1", "follow_up=2026-04-07")
    assert (edited["follow_up"], edited["follow_up_time"]) == ("2026-04-07", None)
    refused = cli.error(2, "promise", "1", "--text", "Ring", "--by", "today 9am")
    assert refused["field"] == "by"


@pytest.mark.slow
async def test_the_desk_rings_once(store: Store, clock: FixedClock) -> None:
    make_enquiry(store, subject="Hall", route_to="Housing")
    async with desk(store) as (app, pilot):
        rung: list[int] = []
        app.bell = lambda: rung.append(1)  # type: ignore[method-assign]
        await press(pilot, "g", "e", "enter")
        await act(pilot, "b", text="Ring Jo", by="at three")
        assert "today at 15:00" in said_all(app)
        await press(pilot, "f4")
        assert rows(app) == [
            "Promises due (1)",
            "0001 | caller not known | Ring Jo | promise | at 15:00",
        ]
        at_london(clock, 15)
        app._look_at_the_clock()
        app._look_at_the_clock()
        await pilot.pause()
        assert (rung, app.window_watch.title.described) == ([1], "15:00 ENQ-26-0001")
        assert rows(app)[0] == "Now: the time has come (1)"
        assert "15:00 ENQ-26-0001: Ring Jo" in said_all(app)
        store.promises.keep("1")
        app._look_at_the_clock()
        await pilot.pause()
        assert app.window_watch.title.described == ""
        assert "Nothing needs doing" in flat(app)


def said_all(app: SpocApp) -> str:
    return " ".join(note.message for note in app._notifications)


def test_times_come_to_a_file_with_promises_in_it(tmp_path: Path) -> None:
    path = tmp_path / "spoc.db"
    earlier = STEPS[: STEPS.index(times_of_day)]
    connection = connect(path)
    migrate(connection, path, earlier)
    at = "2026-04-01T09:00:00Z"
    connection.executescript(
        f"""BEGIN; UPDATE current_action SET uid = 'act';
        INSERT INTO action (uid, desk, number, sitting, at, who, label, kind, records, digest, hash)
        VALUES ('act', '', 1, 's', '{at}', 'Ann', 'Logged', 'act', 5, '', '');
        INSERT INTO enquiry (uid, reference, subject, channel, urgency, status, received_at,
            clock_from, acknowledge_by, answer_by, follow_up_on)
        VALUES ('hall', 'ENQ-26-0001', 'Hall', 'phone', 'normal', 'new', '{at}', '2026-04-01',
            '2026-04-07', '2026-04-17', '2026-04-09');
        INSERT INTO promise (uid, enquiry, number, text, due, made_at)
        VALUES ('ring', 'hall', 1, 'Ring', '2026-04-09', '{at}');
        UPDATE current_action SET uid = NULL; COMMIT;"""
    )
    connection.close()
    store = Store.open(path, now=FixedClock())
    case = store.enquiries.get("1")
    assert case.enquiry.follow_up == DayAndTime(date(2026, 4, 9))
    assert case.promises[0].by == DayAndTime(date(2026, 4, 9))
    store.enquiries.edit("1", {"follow_up": "2026-04-10 09:30"})
    assert store.enquiries.get("1").enquiry.follow_up == DayAndTime(date(2026, 4, 10), time(9, 30))
    store.undo()
    assert store.enquiries.get("1") == case
    store.close()


@pytest.mark.parametrize("days", [0, 1])
def test_a_time_without_a_day_cannot_be_kept(store: Store, days: int) -> None:
    with pytest.raises(Exception, match="CHECK"):
        store.connection.execute(
            "UPDATE enquiry SET follow_up_on = NULL, follow_up_time = '15:00' WHERE uid = ?",
            [make_enquiry(store, follow_up_on=TODAY + timedelta(days)).enquiry.uid],
        )
