"""The one list for anything that can grow: it reads and draws only the rows in view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from screens.shell.surviving_errors import SurvivesErrors
from screens.widgets.list_source import (
    Column,
    ListSource,
    Row,
    RowWindow,
    fit,
    found_in,
    lay_out,
    one_line,
)

FOCUSED_MARKER = "►"
CURSOR_MARKER = "›"
LEFT_MARGIN = 2
_WHOLE = Column("")
"""Of a row whose one cell is its whole line."""
NOT_READ = "This could not be read."


class RecordList(SurvivesErrors, ScrollView, can_focus=True, inherit_bindings=False):
    """Records in columns, one a line, with headings between them."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "record-list--header",
        "record-list--empty",
        "record-list--cursor",
        "record-list--heading",
        "record-list--overdue",
        "record-list--warning",
        "record-list--muted",
        "record-list--found",
    }
    DEFAULT_CSS = """
    RecordList {
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        & > .record-list--header { color: $text-muted; text-style: underline; }
        & > .record-list--empty { color: $text-muted; }
        & > .record-list--heading { color: $text-accent; text-style: bold; }
        & > .record-list--overdue { color: $text-error; }
        & > .record-list--warning { color: $text-warning; }
        & > .record-list--muted { color: $text-muted; }
        & > .record-list--found { color: $text-accent; text-style: bold underline; }
        & > .record-list--cursor { text-style: bold; }
        &:focus > .record-list--cursor { text-style: bold reverse; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", id="list.open"),
        Binding("up,k", "step(-1)", "Up", show=False, id="list.up"),
        Binding("down,j", "step(1)", "Down", show=False, id="list.down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="list.page_up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="list.page_down"),
        Binding("home", "first", "First", show=False, id="list.first"),
        Binding("end", "last", "Last", show=False, id="list.last"),
    ]

    cursor: reactive[int | None] = reactive(None, repaint=False)
    """The selected row's index, or None where nothing can be selected."""
    empty = reactive("")
    """What an empty list says."""

    @dataclass
    class Said(Message):
        """The sentence of a list, and which list it was."""

        record_list: RecordList

        @property
        def control(self) -> RecordList:
            return self.record_list

    @dataclass
    class Highlighted(Said):
        """Another record is under the cursor, or none."""

        key: str | None

    @dataclass
    class Opened(Said):
        """The officer opened the record under the cursor."""

        key: str

    def __init__(
        self,
        columns: Sequence[Column],
        source: ListSource | None = None,
        *,
        empty: str = "Nothing here.",
        header: bool = False,
        mark_width: int = 2,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._columns = columns
        self._source = source
        self._window = RowWindow(None)
        self._header_lines = int(header)
        self._mark_width = mark_width
        self._announced: str | None = None
        self._clicked: str | None = None
        self._instead = ""
        """What it says where its rows could not be read."""
        self.set_reactive(RecordList.empty, empty)

    @property
    def highlighted(self) -> str | None:
        """The key under the cursor."""
        row = None if self.cursor is None else self._window.row(self.cursor)
        return row.key if row else None

    @property
    def visible_keys(self) -> list[str]:
        """The keys of the rows that are on the screen."""
        first = self.scroll_offset.y
        rows = map(self._window.row, range(first, first + self._lines_in_view))
        return [row.key for row in rows if row is not None and row.key is not None]

    def load(self, source: ListSource, columns: Sequence[Column] | None = None) -> None:
        """Show another source from its top, in columns of its own."""
        self._source, self._instead = source, ""
        self._columns = columns or self._columns
        if self.is_mounted:
            self._read(None, 0)

    def reload(
        self, source: ListSource | None = None, columns: Sequence[Column] | None = None
    ) -> None:
        """Read the source, or a newer one, again; the cursor stays on its record."""
        self._source, self._instead = source or self._source, ""
        self._columns = columns or self._columns
        self._read(self._announced, self.cursor or 0)

    def say_instead(self, sentence: str) -> None:
        """Says that in place of its rows, which could not be read, until it is given others."""
        self._source, self._instead = None, sentence
        if self.is_mounted:
            self._read(None, 0)

    def on_mount(self) -> None:
        self._read(None, 0)

    def on_resize(self) -> None:
        self._reveal()

    def _read(self, key: str | None, near: int) -> None:
        failed = self.app._handle_exception
        try:
            self._window = RowWindow(self._source, failed)
            moved_to = None if key is None else self._window.find(key, near)
        except Exception as error:
            failed(error)
            self._instead, moved_to = NOT_READ, None
            self._window = RowWindow(None)
        self.virtual_size = Size(0, self._window.count + self._header_lines)
        self.cursor = near if moved_to is None else moved_to
        self._reveal()
        self._announce()
        self.refresh()

    def _announce(self) -> None:
        key = self.highlighted
        if key != self._announced:
            if None in (key, self._announced):
                self.screen.refresh_bindings()
            self._announced = key
            self.post_message(self.Highlighted(self, key))

    def validate_cursor(self, cursor: int | None) -> int | None:
        return None if cursor is None else self._window.nearest(cursor)

    def watch_cursor(self, old: int | None, new: int | None) -> None:
        for index in (old, new):
            if index is not None:
                self.refresh_line(index + self._header_lines)
        self._reveal()
        self._announce()

    def _reveal(self) -> None:
        """Scroll the cursor's row into view, with the heading it is under."""
        lines = self._lines_in_view
        if self.cursor is None or lines < 1:
            return
        above = self._window.row(self.cursor - 1)
        heading = above is not None and above.key is None and lines > 1
        top = max(self.scroll_offset.y, self.cursor - lines + 1)
        self.scroll_to(y=min(top, self.cursor - int(heading)), animate=False, force=True)

    @property
    def _lines_in_view(self) -> int:
        return self.scrollable_content_region.height - self._header_lines

    def _move(self, target: int, direction: Literal[-1, 1]) -> None:
        """Put the cursor on that row; from a heading go on, and turn back at either end."""
        target = max(0, min(target, self._window.count - 1))
        found = self._window.selectable(target, direction)
        if found is None:
            found = self._window.nearest(target)
        if found is not None:
            self.cursor = found

    def action_step(self, direction: Literal[-1, 1]) -> None:
        if self.cursor is not None:
            self._move(self.cursor + direction, direction)

    def action_page(self, direction: Literal[-1, 1]) -> None:
        if self.cursor is not None:
            self._move(self.cursor + direction * max(1, self._lines_in_view - 1), direction)

    def action_first(self) -> None:
        self._move(0, 1)

    def action_last(self) -> None:
        self._move(self._window.count - 1, -1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to open where no row is marked."""
        return action != "open" or self.highlighted is not None

    def action_open(self) -> None:
        key = self.highlighted
        if key is not None:
            self.post_message(self.Opened(self, key))

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None or offset.y < self._header_lines:
            return
        index = self.scroll_offset.y + offset.y - self._header_lines
        row = self._window.row(index)
        if row is None or row.key is None:
            return
        again = index == self.cursor and row.key == self._clicked
        self.cursor, self._clicked = index, row.key
        if again or event.chain > 1:
            self.action_open()

    def render_line(self, y: int) -> Strip:
        if not self._window.count:
            return self._empty_line(y)
        if y < self._header_lines:
            titles = [column.title for column in self._columns]
            return self._columns_line(" ", titles, "header")
        index = self.scroll_offset.y + y - self._header_lines
        row = self._window.row(index)
        return self._line("") if row is None else self._row_line(row, index == self.cursor)

    def _row_line(self, row: Row, is_cursor: bool) -> Strip:
        if row.key is None:
            return self._line(" ".join(one_line(cell) for cell in row.cells), row.style)
        marker = FOCUSED_MARKER if self.has_focus else CURSOR_MARKER
        line = self._columns_line(marker if is_cursor else " ", row.cells, row.style, row.mark)
        if row.found:
            line = self._with_found(line, row)
        if not is_cursor:
            return line
        style = self.get_component_rich_style("record-list--cursor", partial=True)
        return Strip(Segment.apply_style(line, post_style=style), line.cell_length)

    def _columns_line(self, marker: str, cells: Sequence[str], style: str, mark: str = "") -> Strip:
        """Cells in their columns; one that stands alone has the whole line."""
        gutter = marker + fit(one_line(mark), self._mark_width) + " "
        alone = len(cells) == 1 < len(self._columns)
        columns = (_WHOLE,) if alone else self._columns
        return self._line(gutter + lay_out(cells, columns, self._columns_width), style)

    @property
    def _columns_width(self) -> int:
        return self.scrollable_content_region.width - self._mark_width - 2

    def _with_found(self, line: Strip, row: Row) -> Strip:
        """The line with the parts marked that were looked for."""
        style = self.get_component_rich_style("record-list--found", partial=True)
        gutter = self._mark_width + 2
        strips, at = [], 0
        for first, last in found_in(row, self._columns, self._columns_width):
            part = line.crop(gutter + first, gutter + last)
            strips += [line.crop(at, gutter + first), part.apply_style(style)]
            at = gutter + last
        return Strip.join([*strips, line.crop(at)])

    def _empty_line(self, y: int) -> Strip:
        lines = Content(one_line(self._instead or self.empty)).wrap(
            max(1, self.scrollable_content_region.width - 2 * LEFT_MARGIN)
        )
        text = lines[y].plain if y < len(lines) else ""
        return self._line(" " * LEFT_MARGIN + text, "empty")

    def _line(self, text: str, style: str = "") -> Strip:
        """One line as wide as the list, in its style or that of the named component class."""
        name = f"record-list--{style}"
        names = [name] if name in self.COMPONENT_CLASSES else []
        width = self.scrollable_content_region.width
        segment = Segment(fit(text, width), self.get_visual_style(*names).rich_style)
        return Strip([segment], width)
