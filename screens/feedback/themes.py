"""The themes of what is said: how often, by how many, and whether it grows."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from screens.base import OfficerScreen
from screens.commands import bindings
from screens.records.list_screen import RecordListScreen
from screens.widgets.columns import DAY_WIDTH, REFERENCE_COLUMN, SUBJECT_COLUMN, Column, DropOrder
from screens.widgets.key_line import KeyLine
from screens.widgets.list_source import FixedRows, Row
from screens.widgets.record_list import RecordList
from spoc_tui.casework.council.council import Theme
from spoc_tui.casework.dates import when
from spoc_tui.casework.errors import NotFound
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from spoc_tui.casework.feedback.themes import ThemeCount

COLUMNS = (
    Column("Theme", least=20),
    Column("Voices", 6, "right"),
    Column("Orgs", 5, "right", DropOrder.NARROW),
    Column("Actions", 7, "right", DropOrder.NARROW),
    Column("Open", 5, "right", DropOrder.NARROW),
    Column("Enq.", 5, "right", DropOrder.NARROW),
    Column("Trend", 8),
)
ACTION_COLUMNS = (
    REFERENCE_COLUMN,
    SUBJECT_COLUMN,
    Column("Status", 14),
    Column("Since", DAY_WIDTH, "right"),
)
EMPTY = "There is no theme. They are added in the settings; the starter brings the report's."
NOTHING_SAID = "Nothing was said under it yet."


class ThemesScreen(OfficerScreen):
    """All themes, the most said first."""

    CSS_PATH = "themes.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("call", "find", "back")

    def compose(self) -> ComposeResult:
        yield Static("Themes · enter: what was said", id="headline", markup=False)
        yield RecordList(COLUMNS, header=True, empty=EMPTY, mark_width=0)
        yield KeyLine()

    def reload(self) -> None:
        counts = self.store.feedback.theme_counts()
        self.query_one(RecordList).reload(FixedRows([_counted(one) for one in counts]))

    @on(RecordList.Opened)
    def _opened(self, event: RecordList.Opened) -> None:
        self.app.push_screen(ThemeScreen(event.key))


def _counted(one: ThemeCount) -> Row:
    counts = (one.voices, one.organisations, one.actions, one.open, one.enquiries)
    said = [f"{count:,}" if count else "" for count in counts]
    trend = one.trend if one.lately or one.before else ""
    return Row(one.theme.uid, (one.theme.name, *said, trend), "" if any(counts) else "muted")


def _describe_trend(of: ThemeCount) -> str:
    if of.before is None:
        return f"{of.lately:,} in the last quarter; the records do not go back over the one before."
    trend = of.trend.capitalize()
    return f"{trend}: {of.lately:,} in the last quarter, {of.before:,} in the one before."


class ThemeScreen(RecordListScreen):
    """One theme: the actions it led to, and the enquiries that carry it."""

    CSS_PATH = "themes.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("call", "find", "back")

    def __init__(self, uid: str) -> None:
        super().__init__()
        self._uid = uid

    def compose(self) -> ComposeResult:
        yield Static("", id="headline", markup=False)
        yield Static("", id="counts", markup=False)
        yield RecordList(ACTION_COLUMNS, header=True, empty=NOTHING_SAID, mark_width=0)
        yield KeyLine()

    def reload(self) -> None:
        store = self.store
        try:
            theme = store.council.get(Theme, self._uid)
        except NotFound as error:
            self.query_one("#headline", Static).update(str(error))
            return
        (of,) = store.feedback.theme_counts([theme])
        paragraph = f" · {theme.paragraph}" if theme.paragraph else ""
        self.query_one("#headline", Static).update(f"Theme · {theme.name}{paragraph}")
        self.query_one("#counts", Static).update(
            f"{counted(of.voices, 'voice')}, {counted(of.organisations, 'organisation')}, "
            f"{counted(of.actions, 'action')} ({of.open:,} open), "
            f"{counted(of.enquiries, 'enquiry', 'enquiries')}. {_describe_trend(of)}"
        )
        said = [
            Row(
                f"feedback {one.uid}",
                (
                    one.reference,
                    one.subject,
                    one.status.words,
                    when.day_in_list(when.london_date(one.heard_at), self.today),
                ),
            )
            for one in store.feedback.all(theme_uid=self._uid)
        ]
        asked = [
            Row(
                f"enquiry {one.uid}",
                (one.reference, one.subject, "enquiry", when.day_in_list(one.received, self.today)),
            )
            for one in store.feedback.themed_enquiries(self._uid)
        ]
        self.query_one(RecordList).reload(FixedRows([*said, *asked]))
