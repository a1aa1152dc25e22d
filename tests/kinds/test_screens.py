"""The screens of declared kinds: begun on a form, acted on, edited in two windows."""

from __future__ import annotations

from typing import Any

import pytest
from desk_app import NARROW, desk, flat, press, rows, said, type_text
from factories import (
    FixedClock,
    another_window,
    make_group,
    make_issue,
    make_meeting,
    make_organisation,
)
from textual.widgets import Input, OptionList

from db.store import Store
from screens.desk.page import DeskScreen
from screens.dialogs.dialog import Dialog
from screens.dialogs.menu import MenuScreen, numbered
from screens.dialogs.versions import VersionsScreen
from screens.kinds.area import AreaScreen
from screens.kinds.area_source import STANDS, columns_of
from screens.kinds.fields import widget_of
from screens.kinds.form import DeclaredForm
from screens.kinds.page import DeclaredPage
from screens.kinds.rows_field import RowsField
from screens.widgets.columns import COLUMN_GAP, GUTTER, TO_DO_COLUMN, DropOrder, column_widths
from screens.widgets.fields import Field
from spoc_tui.casework.kinds.catalogue import all_kinds
from spoc_tui.casework.kinds.fields import Day, DayTime
from spoc_tui.casework.kinds.kind import Kind
from spoc_tui.casework.kinds.record import DeclaredRecord
from spoc_tui.casework.records.kinds import DECLARED_KINDS
from spoc_tui.casework.stories.issue import Step

(ISSUE,) = (kind for kind in DECLARED_KINDS if kind.code == "issue")


async def test_one_is_begun_on_its_form(store: Store) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, "g", "m")
        assert isinstance(app.screen, AreaScreen)
        says = (
            "No issues here. N begins one. S begins with what the report says. L imports a list. "
            "An issue of Medway Matters: by when"
        )
        assert says in flat(app)
        await press(pilot, "N")
        assert isinstance(app.screen, DeclaredForm)
        await type_text(pilot, "Spring 2026")
        await press(pilot, "ctrl+s")
        assert "! Copy by cannot be left blank (the last day for stories" in flat(app)
        await type_text(pilot, "4 may")
        assert "Monday 4 May 2026" in flat(app)
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, DeclaredPage)
        one = store.declared("issue").get("iss 1").record
        assert (one.subject, one.copy_by.isoformat()) == ("Spring 2026", "2026-05-04")
        assert store.drafts.all() == []
        await press(pilot, "escape")
        (row,) = rows(app)
        assert "Spring 2026" in row
        assert "Mon 4 May" in row
        assert "planned" in row


async def test_left_half_typed_it_is_gone_on_with(store: Store) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, "g", "m", "N")
        await type_text(pilot, "Spring")
        await press(pilot, "escape", "f4")
        assert isinstance(app.screen, DeskScreen)
        (draft,) = store.drafts.all()
        assert (draft.of, draft.title) == (ISSUE, "an issue, Spring")
        await press(pilot, "enter")
        assert isinstance(app.screen, DeclaredForm)
        assert app.screen.query(Input).first().value == "Spring"
        await press(pilot, "tab")
        await type_text(pilot, "4 may")
        await press(pilot, "ctrl+s")
        assert store.drafts.all() == []
        assert store.declared("issue").count() == 1


@pytest.mark.slow
async def test_what_comes_next_is_asked_and_done(store: Store) -> None:
    made = make_issue(store)
    async with desk(store) as (app, pilot):
        await app.push_screen(DeclaredPage("issue", made.uid))
        await press(pilot, "s")
        assert isinstance(app.screen, MenuScreen)
        assert "1 Send the copy 2 It is out 3 Move the copy date" in flat(app)
        await press(pilot, "3")
        assert isinstance(app.screen, Dialog)
        assert "Communications moved its copy date. Copy by: the new last day" in flat(app)
        await type_text(pilot, "1 apr")
        await press(pilot, "ctrl+s")
        assert "! “1 apr”" in flat(app)
        await press(pilot, "home", "ctrl+k")
        await type_text(pilot, "5 may")
        await press(pilot, "tab")
        await type_text(pilot, "printers")
        await press(pilot, "ctrl+s")
        assert "copy date moved from" in flat(app)
        await press(pilot, "s", "1", "ctrl+s")
        assert store.declared("issue").get(made.uid).record.status is Step.CLOSED_FOR_COPY
        await press(pilot, "u")
        assert store.declared("issue").get(made.uid).record.status is Step.PLANNED
        assert "ISS-26-0001 planned" in flat(app)


async def test_notes_promises_closing_and_reopening_by_the_usual_keys(store: Store) -> None:
    made = make_issue(store)
    async with desk(store) as (app, pilot):
        await app.push_screen(DeclaredPage("issue", made.uid))
        await press(pilot, "m")
        await type_text(pilot, "They rang.")
        await press(pilot, "ctrl+s")
        await press(pilot, "x")
        assert "There will be no such issue, for a reason." in flat(app)
        await type_text(pilot, "no money")
        await press(pilot, "ctrl+s")
        assert store.declared("issue").get(made.uid).record.status is Step.DROPPED
        assert "x Reopen" in flat(app)
        await press(pilot, "e")
        assert "Reopen ISS-26-0001?" in flat(app)
        await press(pilot, "escape", "s")
        assert "Nothing comes next on ISS-26-0001" in said(app)


@pytest.mark.slow
async def test_two_windows_on_one_record(store: Store) -> None:
    made = make_issue(store)
    other = another_window(store)
    try:
        async with desk(store) as (app, pilot):
            await app.push_screen(DeclaredPage("issue", made.uid))
            await press(pilot, "e")
            await type_text(pilot, " and more")
            other.declared("issue").edit(made.uid, {"name": "Advent", "pages": "4"})
            await press(pilot, "ctrl+s")
            assert isinstance(app.screen, VersionsScreen)
            assert "Name: another window has changed it too" in flat(app)
            await press(pilot, "escape")
            assert isinstance(app.screen, Dialog)
            assert "has changed ISS-26-0001 meanwhile: Name, to Advent" in flat(app)
    finally:
        other.close()
    assert store.declared("issue").get(made.uid).record.subject == "Advent"


@pytest.mark.slow
async def test_on_the_desk_it_is_there_once_and_is_acted_on(
    store: Store, clock: FixedClock
) -> None:
    make_issue(store, copy_by="4 jun", follow_up="8 apr")
    async with desk(store) as (app, _):
        assert rows(app) == []
    clock.advance(days=45)
    async with desk(store) as (app, pilot):
        heading, row = rows(app)
        assert heading == "Overdue (1)"
        assert "follow-up" in row
        assert "to do copy by Thu 4 Jun" in flat(app)
        await press(pilot, "e", "escape", "enter")
        assert isinstance(app.screen, DeclaredPage)
    store.declared("issue").edit("iss 1", {"follow_up": ""})
    async with desk(store) as (app, _):
        assert rows(app)[0] == "Coming up (1)"


async def test_a_step_at_a_time(store: Store) -> None:
    make_issue(store)
    sent = make_issue(store, "Spring")
    store.declared("issue").act(sent.uid, "send")
    async with desk(store) as (app, pilot):
        await press(pilot, "g", "m")
        assert "Stories · issues · all · 2" in flat(app)
        await press(pilot, "l", "l")
        assert "issues · closed for copy · 1" in flat(app)
        await press(pilot, "l", "l", "l")
        assert "issues · all · 2" in flat(app)


@pytest.mark.parametrize("kind", [*all_kinds()], ids=lambda kind: kind.code)
def test_every_declared_field_has_its_widget_and_column(store: Store, kind: object) -> None:
    columns = columns_of(kind)  # type: ignore[arg-type]
    assert sum(column_widths(columns, 80)) <= 80
    for field in kind.fields.values():  # type: ignore[attr-defined]
        if field.typed and field.stored:
            assert widget_of(field, store).key == field.name
    assert all(column.title for column in columns)


@pytest.mark.slow
async def test_rows_are_typed_in_the_form_with_the_keyboard(store: Store) -> None:
    make_organisation(store)
    async with desk(store) as (app, pilot):
        await app.push_screen(DeclaredForm("group"))
        await type_text(pilot, "VCS Network")
        app.screen.query_one("#field-starts", Field).take_focus()
        await type_text(pilot, "today")
        assert "Members none yet: a adds one" in flat(app)
        app.screen.query_one(RowsField).take_focus()
        await pilot.pause()
        assert "a Add e Edit x Remove" in flat(app)
        await press(pilot, "a")
        assert "Members: another" in flat(app)
        assert "Seat: chair, member, deputy or observer." in flat(app)
        await type_text(pilot, "rook")
        await press(pilot, "enter", "ctrl+s")
        assert "! Seat cannot be left blank" in flat(app)
        await type_text(pilot, "chair")
        await press(pilot, "enter")
        app.screen.query_one("#field-starts", Field).take_focus()
        await type_text(pilot, "today")
        await press(pilot, "ctrl+s")
        assert "1. Rook Lane Bowls Club, chair, from Thu 2 Apr 2026" in flat(app)
        await press(pilot, "a")
        app.screen.query_one("#field-team", Field).take_focus()
        await type_text(pilot, "housing")
        await press(pilot, "enter")
        app.screen.query_one("#field-seat", Field).take_focus()
        await type_text(pilot, "member")
        await press(pilot, "enter")
        app.screen.query_one("#field-starts", Field).take_focus()
        await type_text(pilot, "today")
        await press(pilot, "ctrl+s", "x", "e")
        assert "Members: number 1" in flat(app)
        app.screen.query_one("#field-ends", Field).take_focus()
        await type_text(pilot, "31 dec 2026")
        await press(pilot, "ctrl+s", "escape")
    assert [draft.title for draft in store.drafts.all()] == ["a group, VCS Network"]
    async with desk(store) as (app, pilot):
        await press(pilot, "enter")
        assert "1. Rook Lane Bowls Club, chair, from Thu 2 Apr 2026, until Thu 31 Dec 2026" in flat(
            app
        )
        await press(pilot, "ctrl+s")
        (member,) = store.declared("group").get("grp 1").record.members
        assert (member.name, member.ends.isoformat()) == ("Rook Lane Bowls Club", "2026-12-31")
        assert "1. Rook Lane Bowls Club, chair, from Thu 2 Apr 2026, until" in flat(app)
        await press(pilot, "e")
        app.screen.query_one(RowsField).take_focus()
        await press(pilot, "delete", "ctrl+s")
        assert store.declared("group").get("grp 1").record.members == ()


async def test_somebody_is_asked_and_answers_in_dialogs(store: Store) -> None:
    made = make_meeting(store)
    async with desk(store) as (app, pilot):
        await app.push_screen(DeclaredPage("meeting", made.uid))
        meetings = store.declared("meeting")
        meetings.act(made.uid, "ask", {"role": "speaker", "called": "Ann Lee"})
        await press(pilot, "s")
        assert isinstance(app.screen, MenuScreen)
        number = next(item.key for item in app.screen._items if item.answer == "answer")
        await press(pilot, number)
        assert "Ann Lee" in flat(app)
        await press(pilot, "tab")
        await type_text(pilot, "Gladly.")
        await press(pilot, "ctrl+s")
        (one,) = meetings.get(made.uid).record.parties
        assert one.answer == "Gladly."
        assert "answer in" in flat(app)


@pytest.mark.slow
async def test_what_a_record_links_to_is_picked_by_its_words_or_typed(store: Store) -> None:
    make_group(store, "Halls", rule="")
    meetings = store.declared("meeting")
    async with desk(store) as (app, pilot):
        for typed in (("hal", "enter"), ("GRP-26-0001", "tab")):
            await app.push_screen(DeclaredForm("meeting"))
            await type_text(pilot, typed[0])
            await press(pilot, typed[1])
            app.screen.query_one("#field-when", Field).take_focus()
            await type_text(pilot, "fri" if typed[1] == "tab" else "sat")
            await press(pilot, "ctrl+s")
            assert isinstance(app.screen, DeclaredPage), flat(app)
    assert [one.group.name for one in meetings.page()] == ["Halls", "Halls"]


async def test_at_the_least_width_the_day_of_a_meeting_stays(store: Store) -> None:
    make_meeting(store, make_group(store, "A group with quite a long name", rule=""), when="9 apr")
    async with desk(store, size=(60, 15)) as (app, pilot):
        await press(pilot, "g", "g", "2")
        assert "When" in flat(app)
        assert "Thu 9 Apr" in flat(app)


@pytest.mark.parametrize("kind", [*all_kinds()], ids=lambda kind: kind.code)
def test_where_records_stand_goes_after_all_that_may(kind: object) -> None:
    columns = columns_of(kind)  # type: ignore[arg-type]
    place = [column.title for column in columns].index("Status")
    for total in range(60, 200):
        widths = column_widths(columns, total)
        shown = [one for one, width in zip(columns, widths, strict=True) if width]
        if not widths[place]:
            assert {one.goes for one in shown} == {DropOrder.NEVER}
            room = total - sum(one.shortest + COLUMN_GAP for one in shown)
            assert columns[place].needs > room, total


@pytest.mark.parametrize("longest_number", [4, 5])
@pytest.mark.parametrize("kind", [*all_kinds()], ids=lambda kind: kind.code)
def test_on_eighty_cells_every_list_says_where_its_records_stand_and_what_they_are(
    kind: Kind[Any], longest_number: int
) -> None:
    columns = columns_of(kind, longest_number)
    mark, scrollbar = 2, 1
    widths = column_widths(columns, NARROW[0] - GUTTER - mark - scrollbar)
    cells = {column.title: width for column, width in zip(columns, widths, strict=True)}
    assert cells["Status"] == min(STANDS, max(len(step.short) for step in kind.steps))
    assert cells["Due"] == TO_DO_COLUMN.width
    (subject,) = (column.title for column in columns if column.width is None)
    assert cells[subject] >= 20
    if kind.record.day is not DeclaredRecord.day:
        (its_day, *_) = (
            field.label
            for field in kind.fields.values()
            if field.column is not None and isinstance(field, Day | DayTime)
        )
        assert cells[its_day]


async def test_a_long_line_of_a_menu_goes_on_beneath_itself(store: Store) -> None:
    async with desk(store, size=(60, 15)) as (app, pilot):
        await app.push_screen(MenuScreen("Which", numbered([("a", "[b]Halls " * 20)])))
        await pilot.pause()
        listed = app.screen.query_one(OptionList)
        rows = [listed.render_line(y).text for y in range(listed.virtual_size.height)]
        assert len(rows) > 1
        assert {row.index("[b]Halls") for row in rows} == {rows[0].index("1  ") + 3}
