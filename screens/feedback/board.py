"""The feedback board: what the council owes and what the sector owes, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from screens.commands import bindings
from screens.dialogs.choices import directorates, directory, themes
from screens.dialogs.dialog import Dialog, Typed
from screens.dialogs.half_typed import NotKept
from screens.feedback.lists import BOARD_COLUMNS, FeedbackSource
from screens.records.opening import place
from screens.records.record_screen import Marked, RecordScreen
from screens.widgets.columns import breakpoints, comfortable
from screens.widgets.fields import ChoiceField
from screens.widgets.key_line import KeyLine
from screens.widgets.picker import among
from screens.widgets.record_list import RecordList
from spoc_tui.casework.feedback.board import kept_by_month, sides, still_waiting
from spoc_tui.casework.records.side import Side
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from db.records.drafts import Draft
    from spoc_tui.casework.feedback.board import Month, SideOwes

OWED, HEARD, SETTLED = "owed", "heard", "settled"
VIEWS = (OWED, HEARD, SETTLED)
EMPTY = {
    OWED: "Nothing is agreed and not yet done.",
    HEARD: "Nothing is heard and not yet agreed. {feedback} writes down what they say.",
    SETTLED: "Nothing is done yet.",
}
NOTHING_YET = (
    "Nothing has been heard yet. {feedback} writes down what they say; {starter} loads what the "
    "Task Group's report asked for."
)
ALL_THERE = "Everything the report asked for is there already."
TALL = 3
"""How many lines high the picture of promises kept is."""
LEGEND = ("Promises kept", "on time (left)", "and late")
EIGHTHS = " ▁▂▃▄▅▆▇█"


class FeedbackBoardScreen(RecordScreen):
    """Either side with what it owes, what was heard, or what is settled."""

    CSS_PATH = "board.tcss"
    HORIZONTAL_BREAKPOINTS = breakpoints(
        BOARD_COLUMNS, parts=(1, 1), pane=comfortable(BOARD_COLUMNS) + 1
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "status",
        "filter",
        "bulletin",
        "themes",
        "check_ins",
        "starter",
        "call",
        "find",
        "back",
    )

    def __init__(self) -> None:
        super().__init__()
        self._view = OWED
        self._only: dict[str, str] = {}
        """What the board is filtered by: uids, as db/feedback/reading.py takes them."""
        self._only_said = ""

    def compose(self) -> ComposeResult:
        yield Static("", id="headline", markup=False)
        yield Static("", id="picture", markup=False)
        with Horizontal():
            for side in Side:
                with Vertical():
                    yield Static("", id=f"head-{side}", classes="head", markup=False)
                    yield RecordList(BOARD_COLUMNS, id=f"list-{side}")
        yield KeyLine(
            first=("app.help", "app.begin('feedback')", "status", "filter", "bulletin", "themes")
        )

    def reload(self) -> None:
        found = self.store.feedback.all(**self._only)  # type: ignore[arg-type]
        waiting = sum(count for _, count in still_waiting(found))
        only = f" · only {self._only_said}" if self._only else ""
        self.query_one("#headline", Static).update(
            f"Feedback · {self._view} · {waiting:,} waiting to hear{only}"
        )
        self.query_one("#picture", Static).update(_picture(kept_by_month(found, self.today)))
        for side in sides(found, self.today):
            self._show_side(side, anything=bool(found))

    def _show_side(self, side: SideOwes, *, anything: bool) -> None:
        late = f", {side.late:,} late" if side.late else ""
        counts = f"{len(side.owed):,} owed{late}, {len(side.heard):,} only heard"
        self.query_one(f"#head-{side.side}", Static).update(
            f"{side.side.words.capitalize()}: {counts}, {len(side.settled):,} settled"
        )
        shown = {OWED: side.owed, HEARD: side.heard, SETTLED: side.settled}[self._view]
        records = self.query_one(f"#list-{side.side}", RecordList)
        empty = EMPTY[self._view] if anything or self._only else NOTHING_YET
        records.empty = empty.format(feedback=self.key("feedback"), starter=self.key("starter"))
        records.reload(FeedbackSource(shown, self.today))

    def marked(self) -> Marked | None:
        focused = self.focused
        if not isinstance(focused, RecordList) or focused.highlighted is None:
            return None
        return Marked("feedback", focused.highlighted)

    @on(RecordList.Highlighted)
    def _highlighted(self) -> None:
        self.refresh_bindings()

    @on(RecordList.Opened)
    def _opened(self, event: RecordList.Opened) -> None:
        self.open_record(Marked("feedback", event.key))

    def action_status(self) -> None:
        """The next view; after the last, the first again."""
        self._view = VIEWS[(VIEWS.index(self._view) + 1) % len(VIEWS)]
        self.reload_safely()

    @work
    async def action_filter(self) -> None:
        dialog = Dialog(
            "Show only",
            [
                ChoiceField("theme_uid", "Theme", among(themes(self.store))),
                ChoiceField("directorate_uid", "Directorate", among(directorates(self.store))),
                ChoiceField(
                    "organisation_uid", "Organisation", directory(self.store), least_typed=2
                ),
            ],
            intro="With nothing picked, all of it is shown.",
        )
        dialog.draft = NotKept.FILTER
        typed = await self.app.push_screen_wait(dialog)
        if typed is not None:
            self._filter_by(typed)

    def _filter_by(self, typed: Typed) -> None:
        self._only = {name: choice.key for name, choice in typed.picked.items()}
        self._only_said = ", ".join(choice.label for choice in typed.picked.values())
        self.reload_safely()

    def action_themes(self) -> None:
        self.app.push_screen(place("themes"))

    def action_check_ins(self) -> None:
        self.app.push_screen(place("check-ins"))

    @work
    async def action_starter(self) -> None:
        """Asks, saying how much it would write, then loads what the report asked for."""
        from db.feedback.starter import load_starter, missing
        from screens.dialogs.confirm import ConfirmScreen

        wanted = missing(self.store)
        if not wanted.heard:
            self.app.notify(ALL_THERE)
            return
        question = ConfirmScreen(
            "Load what the Task Group's report asked for?",
            f"This writes {wanted.sentence}. {self.key('undo')} takes all of it back.",
        )
        if not await self.app.push_screen_wait(question):
            return

        def act() -> str:
            added = load_starter(self.store)
            return f"Saved: heard {counted(len(added), 'action')}, {added[0]} to {added[-1]}."

        if error := await self.try_to(act):
            self.say_wrong(error)
            return
        self._view = HEARD
        self.reload_safely()

    def go_on_with(self, draft: Draft) -> None:
        self.action_bulletin()

    @work
    async def action_bulletin(self) -> None:
        from screens.feedback.bulletin import write_bulletin

        await write_bulletin(self, self._only)


def _picture(months: Sequence[Month]) -> Content:
    """Promises kept on time and late, by the month in which they were due."""
    if not any(month.on_time or month.late for month in months):
        return Content.styled(
            "Promises kept on time and late are drawn here, month by month, once some were due.",
            "dim",
        )
    most = max(max(month.on_time, month.late) for month in months)
    lines = []
    for line in range(TALL, 0, -1):
        cells: list[tuple[str, str] | str] = [(f"{LEGEND[TALL - line]:<14}", "dim")]
        for month in months:
            cells += [
                (_part(month.on_time, most, line) * 2, "$text-success"),
                (_part(month.late, most, line) * 2, "$text-error"),
                " ",
            ]
        lines.append(Content.assemble(*cells))
    counts = "".join(f"{_counts(month):<5}" for month in months)
    names = "".join(f"{month.first:%b}  " for month in months)
    lines += [
        Content(f"{'on time/late':<14}{counts}"),
        Content.styled(f"{'due in':<14}{names}", "dim"),
    ]
    return Content("\n").join(lines)


def _counts(month: Month) -> str:
    return f"{month.on_time}/{month.late}" if month.on_time or month.late else "·"


def _part(count: int, most: int, line: int) -> str:
    """The part of a bar in a line, counted from 1 at the bottom."""
    eighths = round(count * TALL * 8 / most) - (line - 1) * 8
    return EIGHTHS[max(0, min(8, max(eighths, 1 if count and line == 1 else 0)))]
