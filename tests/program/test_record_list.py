"""The record list: what it draws, what it asks of its source, what it says."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from desk_app import resize
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from screens.widgets.columns import Column
from screens.widgets.list_source import PAGE, Row, fit
from screens.widgets.record_list import RecordList

COLUMNS = (Column("Reference", 12), Column("Subject"), Column("Days", 5, "right"))


class ListedRows:
    """A short source that can be changed under the list."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.listed = list(rows)

    def count(self) -> int:
        return len(self.listed)

    def rows(self, offset: int, limit: int) -> Sequence[Row]:
        return self.listed[offset : offset + limit]


class CountedRows:
    """A long source that keeps what it was asked."""

    def __init__(self, count: int, really: int | None = None) -> None:
        self.total = count
        self.really = count if really is None else really
        self.asked: list[tuple[int, int]] = []

    def count(self) -> int:
        return self.total

    def rows(self, offset: int, limit: int) -> Sequence[Row]:
        self.asked.append((offset, limit))
        return [enquiry(number) for number in range(offset, min(offset + limit, self.really))]


class KeyedRows(CountedRows):
    """A long source that knows where its keys stand; everything moves by `moved`."""

    moved = 0

    def rows(self, offset: int, limit: int) -> Sequence[Row]:
        return super().rows(offset - self.moved, limit)

    def index_of(self, key: str) -> int | None:
        return int(key) + self.moved


def enquiry(number: int) -> Row:
    return Row(str(number), (f"ENQ-{number}", f"Subject {number}", "3"))


def heading(title: str) -> Row:
    return Row(None, (title,), style="heading")


class ListApp(App[None]):
    """A list with a sibling, and all it said."""

    CSS = "Static { width: 20; } Static.none { width: 0; }"

    def __init__(self, source: CountedRows | ListedRows, *, header: bool = False) -> None:
        super().__init__()
        self.list = RecordList(COLUMNS, source, empty="No enquiries are open.", header=header)
        self.highlighted: list[str | None] = []
        self.opened: list[str] = []

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield self.list
            yield Static("aside")

    def on_record_list_highlighted(self, message: RecordList.Highlighted) -> None:
        self.highlighted.append(message.key)

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        self.opened.append(message.key)

    def drawn(self) -> list[str]:
        return [self.list.render_line(y).text for y in range(self.list.size.height)]

    def under_cursor(self) -> str:
        return next(line for line in self.drawn() if line[0] in "►›")


async def test_arrows_letters_and_enter_move_and_open() -> None:
    app = ListApp(CountedRows(5))
    async with app.run_test() as pilot:
        await pilot.press("down", "j", "j", "k", "up", "up", "up", "enter")
        assert app.highlighted == ["0", "1", "2", "3", "2", "1", "0"]
        assert app.opened == ["0"]


async def test_enter_is_offered_only_where_a_row_is_marked() -> None:
    app = ListApp(ListedRows([]))
    async with app.run_test() as pilot:
        assert "enter" not in app.screen.active_bindings
        app.list.reload(CountedRows(2))
        await pilot.pause()
        assert app.screen.active_bindings["enter"].enabled
        app.list.reload(ListedRows([]))
        await pilot.press("enter")
        assert "enter" not in app.screen.active_bindings
        assert app.opened == []


async def test_home_end_and_pages() -> None:
    app = ListApp(CountedRows(1000))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end")
        assert "ENQ-999 " in app.drawn()[-1]
        await pilot.press("pageup")
        assert app.list.highlighted == "976"
        await pilot.press("home", "pagedown", "pagedown")
        assert app.list.highlighted == "46"
        assert "ENQ-46 " in app.under_cursor()


async def test_one_cell_alone_has_the_whole_line() -> None:
    long = "Mon 7 Dec 2026: answer (2), follow up, a meeting of the liaison group"
    rows = [Row("a", (long,)), Row("b", ("ENQ-26-0001", "Keys", "3"))]
    app = ListApp(ListedRows(rows))
    async with app.run_test(size=(100, 10)):
        assert long in app.drawn()[0]


async def test_headings_are_skipped_and_come_into_view_with_their_first_record() -> None:
    rows = [heading("Overdue"), enquiry(1), heading("Today"), heading("Nothing"), enquiry(2)]
    app = ListApp(ListedRows(rows))
    async with app.run_test(size=(80, 3)) as pilot:
        assert app.highlighted == ["1"]
        await pilot.press("down")
        assert app.list.highlighted == "2"
        await pilot.press("down", "home", "up")
        assert app.highlighted == ["1", "2", "1"]
        assert app.drawn()[0].startswith("Overdue")


async def test_a_long_list_asks_only_for_a_few_windows() -> None:
    source = CountedRows(400_000)
    app = ListApp(source)
    async with app.run_test(size=(120, 40)) as pilot:
        assert source.asked == [(0, PAGE)]
        await pilot.press("end", "up", "pageup", "home")
        assert len(source.asked) <= 4
        assert sum(limit for _, limit in source.asked) <= 4 * PAGE


async def test_text_from_outside_stays_text() -> None:
    hostile = Row(
        "1", ("[bold]A[/]", "bell\x07 esc\x1b[31m c1\x9b5m \u202elead", "[/"), mark="\x1b!"
    )
    app = ListApp(ListedRows([hostile, Row(None, ("[red]band\x1b[0m",))]))
    async with app.run_test() as pilot:
        await pilot.pause()
        drawn = "".join(app.drawn())
        assert "[bold]A[/]" in drawn
        assert "[red]band" in drawn
        assert not any(character in drawn for character in "\x07\x1b\x9b\u202e\n")


@pytest.mark.parametrize("keyed", [True, False])
async def test_reload_keeps_the_record_when_rows_moved(keyed: bool) -> None:
    keyed_rows = KeyedRows(300)
    listed_rows = ListedRows([enquiry(number) for number in range(300)])
    app = ListApp(keyed_rows if keyed else listed_rows)
    async with app.run_test() as pilot:
        await pilot.press("down", "down")
        keyed_rows.moved = 3
        listed_rows.listed[:0] = [heading("New"), enquiry(900), enquiry(901)]
        app.list.reload()
        await pilot.pause()
        assert app.list.cursor == 5
        assert "ENQ-2 " in app.under_cursor()
        assert app.highlighted == ["0", "1", "2"]


async def test_reload_stays_nearby_when_the_record_has_gone() -> None:
    source = ListedRows([enquiry(number) for number in range(3)])
    app = ListApp(source)
    async with app.run_test() as pilot:
        await pilot.press("end")
        del source.listed[2]
        app.list.reload()
        await pilot.pause()
        assert app.highlighted == ["0", "2", "1"]
        source.listed.clear()
        app.list.reload()
        await pilot.pause()
        await pilot.press("down", "end", "enter")
        assert app.highlighted[-1] is None
        assert app.opened == []
        source.listed.append(enquiry(7))
        app.list.reload()
        await pilot.pause()
        assert app.highlighted[-1] == "7"


async def test_load_shows_another_source_from_its_top() -> None:
    app = ListApp(CountedRows(1000))
    async with app.run_test() as pilot:
        await pilot.press("end")
        app.list.load(ListedRows([heading("Found"), enquiry(5)]))
        await pilot.pause()
        assert app.highlighted[-1] == "5"
        assert app.drawn()[0].startswith("Found")


async def test_an_empty_list_says_so_in_the_width_there_is() -> None:
    app = ListApp(ListedRows([]))
    async with app.run_test(size=(36, 10)) as pilot:
        await pilot.press("down", "enter", "pageup")
        drawn = app.drawn()
        assert [line.strip() for line in drawn[:3]] == ["No enquiries", "are open.", ""]
        assert app.highlighted == []
        app.list.empty = "None [yet]"
        await pilot.pause()
        assert app.drawn()[0].strip() == "None [yet]"


async def test_focus_shows_without_colour() -> None:
    app = ListApp(CountedRows(3))
    async with app.run_test() as pilot:
        await pilot.pause()
        focused = app.list.render_line(0)
        app.set_focus(None)
        await pilot.pause()
        unfocused = app.list.render_line(0)
        styles = [segment.style for segment in (*focused, *unfocused)]
        assert focused.text.startswith("►")
        assert unfocused.text.startswith("›")
        assert [(style.bold, bool(style.reverse)) for style in styles if style] == [
            (True, True),
            (True, False),
        ]


async def test_a_click_selects_and_a_second_opens() -> None:
    app = ListApp(ListedRows([heading("Band"), enquiry(1), enquiry(2)]), header=True)
    async with app.run_test() as pilot:
        await pilot.click(RecordList, offset=(5, 3))
        assert (app.list.highlighted, app.opened) == ("2", [])
        await pilot.click(RecordList, offset=(5, 3))
        assert app.opened == ["2"]
        await pilot.click(RecordList, offset=(5, 0))
        await pilot.click(RecordList, offset=(5, 1))
        await pilot.click(RecordList, offset=(5, 9))
        assert app.list.highlighted == "2"


async def test_the_header_stays_while_the_list_scrolls() -> None:
    app = ListApp(CountedRows(500), header=True)
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.press("end")
        drawn = app.drawn()
        assert drawn[0].split() == ["Reference", "Subject", "Days"]
        assert "ENQ-491 " in drawn[1]
        assert "ENQ-499 " in drawn[9]


@pytest.mark.parametrize("size", [(1, 1), (1, 30), (21, 1), (22, 2), (25, 3), (200, 60)])
async def test_every_size_draws(size: tuple[int, int]) -> None:
    app = ListApp(CountedRows(1000), header=True)
    async with app.run_test(size=size) as pilot:
        app.query_one(Static).add_class("none")
        await pilot.press("down", "pagedown", "end", "home")
        assert app.list.highlighted == "0"
        await resize(pilot, 60, 20)
        await pilot.press("end")
        assert "ENQ-999 " in app.under_cursor()


async def test_a_source_that_shrank_leaves_blank_lines() -> None:
    app = ListApp(CountedRows(1000, really=3))
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.press("end", "pagedown", "down", "enter")
        assert app.list.highlighted is not None
        app.list.scroll_end(animate=False)
        for _ in range(3):
            await pilot.pause()  # it scrolls once it is painted
        assert not "".join(app.drawn()).strip()


@pytest.mark.parametrize(
    ("text", "width", "align", "fitted"),
    [
        ("abc", 5, "left", "abc  "),
        ("abc", 5, "right", "  abc"),
        ("abcdef", 4, "left", "abc…"),
        ("漢字漢字", 6, "left", "漢字 …"),
        ("漢字", 1, "left", "…"),
        ("abc", 0, "left", ""),
    ],
)
def test_cells_are_cut_by_what_they_take_on_the_screen(
    text: str, width: int, align: str, fitted: str
) -> None:
    assert fit(text, width, "right" if align == "right" else "left") == fitted
