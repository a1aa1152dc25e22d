"""The desk: bands with their counts, most pressing first, and the marked record beside them."""

from __future__ import annotations

from datetime import date
from unittest.mock import patch

from desk_app import NARROW, act, desk, flat, press, resize, rows
from factories import FixedClock, a_case, make_briefing, make_enquiry, make_organisation

from db.records.every_kind import AgendaKey
from db.store import Store
from screens.desk.page import DeskScreen
from screens.enquiries.list import EnquiriesScreen
from screens.enquiries.page import EnquiryScreen
from screens.kinds.area import AreaScreen
from screens.widgets.record_list import RecordList
from spoc_tui.casework.enquiries.enquiry import Outcome, Status


def every_band(store: Store, clock: FixedClock) -> None:
    """One of each kind; then it is Monday 20 April."""
    rook = make_organisation(store, phone="01634 555 010")
    make_enquiry(
        store, subject="Late", organisation_uid=rook.uid, answer_by=date(2026, 4, 10), phone="07"
    )
    make_enquiry(store, subject="Due")
    clock.advance(days=6)
    make_enquiry(store, subject="At the team", route_to="Housing")
    reference = make_enquiry(store, subject="Promised", route_to="Planning").enquiry.reference
    clock.advance(days=5)
    store.promises.make(reference, "Ring them back", date(2026, 4, 17))
    store.routings.route(reference, store.council.find_team("Revenues").uid, reason="theirs")
    a_case(store, Status.ANSWERED, subject="To tell")
    make_enquiry(store, subject="New")
    told = a_case(store, Status.ANSWERED, subject="To close").enquiry.reference
    store.enquiries.told(told)
    clock.advance(days=7)
    store.drafts.save({"subject": "Half"}, started_at=store.now(), uid=None)


BANDS = [
    "Overdue (1)",
    "0001 | Rook Lane Bowls Club | Late | answer | Fri 10 Apr",
    "Due today (1)",
    "0002 | caller not known | Due | answer | Mon 20 Apr",
    "Team past its reply-by (1)",
    "0003 | Housing | At the team | reply | Wed 15 Apr",
    "Promises due (1)",
    "0004 | caller not known | Ring them back | promise | Fri 17 Apr",
    "Answered, caller not told (1)",
    "0005 | caller not known | To tell | tell | Mon 27 Apr",
    "New, not routed (1)",
    "0006 | caller not known | New | route | Mon 27 Apr",
    "To close, or to tidy up (1)",
    "0007 | caller not known | To close | close | ",
    "Half logged (1)",
    " |  | Half | finish | from 20 Apr",
]


async def test_an_empty_desk_says_what_to_press(store: Store) -> None:
    async with desk(store) as (app, pilot):
        text = flat(app)
        assert "Press n when the phone rings" in text
        assert "I imports your lists." in text
        assert "0 to do · 0 open" in text
        # The keys that act on a record are there once there is one, and do nothing before.
        assert "Route" not in text
        await press(pilot, *"ratxcsmbvehy", "enter")
        assert isinstance(app.screen, DeskScreen)
        await press(pilot, "d")
        assert "No organisations yet. I imports a list." in flat(app)
        await press(pilot, "escape", "g", "e")
        assert "No enquiries here. n logs one." in flat(app)


async def test_bands_counts_and_the_marked_record(store: Store, clock: FixedClock) -> None:
    every_band(store, clock)
    async with desk(store) as (app, pilot):
        assert rows(app) == BANDS
        text = flat(app)
        assert "Mon 20 Apr 2026 · 8 to do · 7 open" in text
        assert "!! 0001" in text  # said without colour
        side_panel = flat(app, "CaseView")
        for part in ("ENQ-26-0001", "Late", "Rook Lane Bowls Club", "call back 07", "overdue"):
            assert part in side_panel
        assert "What happened" in side_panel
        await press(pilot, "down", "j")
        assert "ENQ-26-0003" in flat(app, "CaseView")
        await press(pilot, "k")
        assert "ENQ-26-0002" in flat(app, "CaseView")
        await press(pilot, "end")
        assert "Enter goes on with it." in flat(app, "CaseView")
        assert "Route" not in flat(app, "KeyLine")
        await press(pilot, "up", "enter")
        assert isinstance(app.screen, EnquiryScreen)
        assert "ENQ-26-0007" in flat(app)
        await press(pilot, "escape")
        assert app.screen.query_one(RecordList).has_focus


async def test_where_it_is_narrow_enter_shows_the_record(store: Store, clock: FixedClock) -> None:
    every_band(store, clock)
    async with desk(store, size=NARROW) as (app, pilot):
        assert "What happened" not in flat(app)
        assert "n Call / Find" in flat(app, "KeyLine")
        assert "0001 Rook Lane Bow… Late answer Fri 10 Apr" in flat(app)
        await press(pilot, "enter")
        assert "What happened" in flat(app)
        await resize(pilot, 120, 40)
        await press(pilot, "escape")
        assert "What happened" in flat(app, "CaseView")
        await resize(pilot, 80, 24)
        await pilot.pause()
        assert "What happened" not in flat(app)


async def test_the_cursor_stays_with_its_record_and_goes_to_the_next(
    store: Store, clock: FixedClock
) -> None:
    for subject in ("One", "Two", "Three"):
        make_enquiry(store, subject=subject)
    async with desk(store) as (app, pilot):
        await press(pilot, "down")
        make_enquiry(store, subject="Zero", urgency="urgent")  # comes to be above it
        app.screen.reload()
        await pilot.pause()
        assert "ENQ-26-0002" in flat(app, "CaseView")
        store.enquiries.answer("2", "Yes.")
        store.enquiries.told("2")
        store.enquiries.close("2", outcome=Outcome.RESOLVED)
        app.screen.reload()
        await pilot.pause()
        assert "ENQ-26-0003" in flat(app, "CaseView")


async def test_the_desk_is_read_once_an_act_and_not_for_nothing(store: Store) -> None:
    make_enquiry(store)
    reads: list[object] = []
    real = store.agenda.keys

    def counted(today: date) -> list[AgendaKey]:
        reads.append(today)
        return real(today)

    async with desk(store) as (app, pilot):
        with patch.object(store.agenda, "keys", counted):
            for keys, times in (
                (("m", "escape"), 0),
                (("enter", "escape"), 0),
                (("A",), 1),
                (("u",), 1),
            ):
                reads.clear()
                await press(pilot, *keys)
                assert len(reads) == times, keys
            reads.clear()
            await act(pilot, "m", text="Rang twice")
            assert len(reads) == 1
        assert "Rang twice" in flat(app, "CaseView")


async def test_all_enquiries_and_those_of_one_status(store: Store) -> None:
    for status in Status:
        a_case(store, status, subject=status.words)
    async with desk(store) as (app, pilot):
        await press(pilot, "g", "e")
        assert isinstance(app.screen, EnquiriesScreen)
        assert len(rows(app)) == len(Status)
        assert rows(app)[0].startswith("0005")  # the last received first
        await press(pilot, "end")
        assert "ENQ-26-0001" in flat(app, "CaseView")
        shown = []
        for _ in Status:
            await press(pilot, "l")
            (row,) = rows(app)
            shown.append(row.split(" | ")[2])
        assert shown == [status.words for status in Status]


async def test_a_directorate_never_briefed_leads_to_the_briefings(store: Store) -> None:
    make_briefing(store, "Housing")
    async with desk(store) as (app, pilot):
        assert any(" directorates | Never briefed: " in row for row in rows(app))
        assert "Enter goes to the briefings" in flat(app)
        await press(pilot, "x", "enter")  # there is nothing to close
        assert isinstance(app.screen, AreaScreen)
        assert "briefings · all · 1" in flat(app)
