"""A period summed up on a page: its words, its figures, and how the marked one is worked out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Static

from screens.records.acting_screen import ActingScreen
from screens.shell.second_connection import read_on_second_connection
from screens.week.rows import explanation_of
from screens.widgets.columns import Column
from screens.widgets.key_line import KeyLine
from screens.widgets.list_source import FixedRows, Row
from screens.widgets.record_list import RecordList
from spoc_tui.casework.week.periods import Period

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.week.summary import WeekSummary
    from spoc_tui.casework.year.summary import YearSummary

S = TypeVar("S", "WeekSummary", "YearSummary")
COUNTING = "counting"
"""The key of the one row there is while a period is counted."""


class InShort(VerticalScroll, inherit_bindings=False):
    """The first paragraph: it scrolls up and down alone, so that the keys left and right stay the
    page's.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll_up", "Up", show=False),
        Binding("down,j", "scroll_down", "Down", show=False),
        Binding("pageup", "page_up", "Page up", show=False),
        Binding("pagedown", "page_down", "Page down", show=False),
        Binding("home", "scroll_home", "First", show=False),
        Binding("end", "scroll_end", "Last", show=False),
    ]

    @dataclass
    class Fitted(Message):
        """It was given its room, or other words."""

        is_cut: bool

    def watch_virtual_size(self) -> None:
        self._say_fitted()

    def on_resize(self) -> None:
        self._say_fitted()

    def _say_fitted(self) -> None:
        self.post_message(self.Fitted(self.virtual_size.height > self.size.height))


class PeriodScreen(ActingScreen, Generic[S]):
    """The figures of a period; which, how it is read and what is shown of it each page says."""

    CSS_PATH = "page.tcss"
    AUTO_FOCUS = "RecordList"
    COLUMNS: ClassVar[Sequence[Column]] = ()
    FIRST_KEYS: ClassVar[Sequence[str]] = ()
    READ: ClassVar[str] = ""
    """The command that shows the whole of its first paragraph."""

    def __init__(self) -> None:
        super().__init__()
        self._summary: S | None = None
        """What is in the words and in the list; None: nothing yet."""
        self._counting = True
        self._marked = ""
        """The figure that the cursor was on before another period was asked for."""

    def compose(self) -> ComposeResult:
        yield Static("", id="headline", markup=False)
        with InShort(id="in-short"):
            yield Static("", id="words", markup=False)
        yield Static("", id="more", markup=False)
        yield RecordList(self.COLUMNS, header=True, mark_width=0, empty="")
        yield Static("", id="definition", markup=False)
        yield KeyLine(first=self.FIRST_KEYS)

    @property
    def _period(self) -> Period:
        """The period asked for."""
        raise NotImplementedError

    def summed_up(self, store: Store, period: Period) -> S:
        """A period summed up, on a connection of its own."""
        raise NotImplementedError

    def issued(self, summary: S) -> Sequence[str]:
        """The references under which it was issued, the latest first."""
        raise NotImplementedError

    def words(self, summary: S) -> str:
        """Its first paragraph."""
        raise NotImplementedError

    def rows(self, summary: S) -> list[Row]:
        """Its figures, and what else is listed."""
        raise NotImplementedError

    def reload(self) -> None:
        self._counting = True
        self.query_one("#headline", Static).update(f"{self._period.name} · counting …")
        if self._summary is None or self._summary.period != self._period:
            self._take_away()
        period = self._period
        # Beside the program: with a million enquiries it takes a second.
        read_on_second_connection(self, lambda store, _: self.summed_up(store, period), self._show)

    def not_read(self, sentence: str) -> None:
        self._counting = False
        self._take_away()
        self.query_one("#headline", Static).update(f"{self._period.name} · not counted")
        self._show_words("This could not be counted.")
        super().not_read(sentence)

    def _take_away(self) -> None:
        """Takes away what is of another period than the headline."""
        self._summary = None
        figures = self.query_one(RecordList)
        if figures.highlighted not in (None, COUNTING):
            self._marked = figures.highlighted
        self._show_words("Counting …")
        figures.reload(FixedRows([Row(COUNTING, ("…",), "muted")]))

    def _show(self, summary: S) -> None:
        if summary.period != self._period:
            return  # another was asked for meanwhile
        self._summary, self._counting = summary, False
        issued = self.issued(summary)
        over = "" if summary.is_over else " · not over yet"
        over += f" · issued as {issued[0]}" if issued else ""
        self.query_one("#headline", Static).update(f"{summary.period.name}{over}")
        self._show_words(self.words(summary))
        self._show_figures(FixedRows(self.rows(summary)))
        self._show_definition()

    def _show_words(self, words: str) -> None:
        self.query_one("#words", Static).update(words)
        self.query_one(InShort).scroll_home(animate=False)

    @on(InShort.Fitted)
    def _say_more(self, event: InShort.Fitted) -> None:
        """Which key shows the rest of the paragraph, where there is more of it than room."""
        said = f"… {self.key(self.READ)}: the whole paragraph" if event.is_cut else ""
        self.query_one("#more", Static).update(said)

    def action_read_words(self) -> None:
        """The paragraph in place of the figures, with the keys that scroll; and back."""
        words = self.query_one(InShort)
        is_read = not self.has_class("-reading")
        self.set_class(is_read, "-reading")
        (words if is_read else self.query_one(RecordList)).focus()

    def action_back(self) -> None:
        """From the paragraph to the figures, and from there to where the officer came from."""
        if self.has_class("-reading"):
            self.action_read_words()
        else:
            super().action_back()

    def _show_figures(self, rows: FixedRows) -> None:
        """The cursor goes to the figure that it was on in the period before."""
        figures = self.query_one(RecordList)
        place = rows.index_of(self._marked) if figures.highlighted == COUNTING else None
        figures.reload(rows)
        if place is not None:
            figures.cursor = place

    def counted(self) -> S | None:
        """The figures shown; says so where they are still being counted, or could not be."""
        if self._counting or self._summary is None:
            why = "Still counting {} …" if self._counting else "{} could not be counted."
            self.app.notify(why.format(self._period.name), markup=False)
            return None
        return self._summary

    @on(RecordList.Highlighted)
    def _show_definition(self) -> None:
        """How the marked figure is worked out."""
        self.query_one("#definition", Static).update(self.about)

    @property
    def about(self) -> str:
        """The sentence of `?` on the marked figure: its name, and how it is worked out."""
        return explanation_of(self.query_one(RecordList).highlighted or "")
