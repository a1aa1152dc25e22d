"""Every screen, over every kind of record: each is on the desk, found, opened and gone on with."""

from __future__ import annotations

from desk_app import desk, flat, press, rows, type_text
from factories import FixedClock
from one_of_each_kind import (
    HALF_TYPED,
    NOTE,
    PROMISE,
    every_case,
    few_drafts,
    few_kinds,
    make,
)

from db.store import Store
from screens.enquiries.call import CallScreen
from screens.history.record import HistoryScreen
from screens.organisations.page import OrganisationScreen
from screens.records.draft_screen import DraftScreen
from screens.records.opening import page_of
from screens.search.find import FindScreen
from screens.widgets.record_list import RecordList
from spoc_tui.casework.records.kinds import RecordKind


@few_kinds
async def test_on_the_desk_in_find_and_opened(
    store: Store, clock: FixedClock, kind: RecordKind
) -> None:
    made = make(store, kind)
    clock.advance(days=60)
    async with desk(store) as (app, pilot):
        assert any("zebra" in row for row in rows(app))
        await press(pilot, "slash")
        assert isinstance(app.screen, FindScreen)
        await type_text(pilot, "zebra")
        above = rows(app)[: rows(app).index(kind.heading)]  # of a meeting, its group
        await press(pilot, *["down"] * len(above[1:]), "enter")
        assert type(app.screen) is type(page_of(kind.code, made.uid))
        assert "zebra" in flat(app)
        await press(pilot, "h")
        assert isinstance(app.screen, HistoryScreen)
        assert "zebra" in flat(app)


@every_case
async def test_on_the_organisations_page_and_beside_the_call(
    store: Store, kind: RecordKind
) -> None:
    made = make(store, kind)
    async with desk(store) as (app, pilot):
        await app.push_screen(OrganisationScreen(made.club))
        await press(pilot, "1")
        assert f"{PROMISE}, by Thu 9 Apr ({made.reference})" in flat(app)
        assert "last contact Thu 2 Apr, logged" in flat(app)
        await press(pilot, "3")
        timeline = app.screen.query_one("#timeline", RecordList)._source
        assert timeline is not None
        happened = timeline.rows(0, 99)
        assert {row.key.split()[0] for row in happened if row.key} == {kind.code}
        assert (made.reference, "note", NOTE) in {row.cells[1:4] for row in happened}
        await press(pilot, "n")
        assert isinstance(app.screen, CallScreen)
        side_panel = flat(app)
        assert made.reference in side_panel
        assert PROMISE in side_panel
        assert "Thu 2 Apr: logged" in side_panel


@few_drafts
async def test_half_typed_it_is_on_the_desk_and_can_be_resumed(
    store: Store, kind: RecordKind
) -> None:
    store.drafts.save(HALF_TYPED[kind.code], started_at=store.now(), uid=None, of=kind)
    async with desk(store) as (app, pilot):
        assert any("A zebra crossing" in row for row in rows(app))
        await press(pilot, "enter")
        assert isinstance(app.screen, DraftScreen)
        assert app.screen.OF is kind
        assert "A zebra crossing" in flat(app)
