"""An area: its kinds as tabs, what is due first, with the marked record in full beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from screens.base import SidePane
from screens.commands import AREA_TABS, bindings, named
from screens.kinds.area_source import AreaSource, columns_of
from screens.kinds.on_round import OnRound
from screens.kinds.papers import HasPapers, paper
from screens.records.record_screen import Marked
from screens.widgets.case_view import CaseView
from screens.widgets.columns import LIST_PARTS, PANE_PARTS
from screens.widgets.key_line import KeyLine
from screens.widgets.record_list import RecordList
from spoc_tui.casework.kinds.catalogue import AREAS, explanation_of, kind_of
from spoc_tui.casework.records.kinds import KIND_OF

if TYPE_CHECKING:
    from screens.widgets.columns import Column
    from screens.widgets.key_line import Labels
    from spoc_tui.casework.kinds.case import DeclaredCase

LIST_ALONE = 80
"""The cells of the narrowest screen, on which each list says where its records stand."""
BESIDE = LIST_ALONE * (LIST_PARTS + PANE_PARTS) // LIST_PARTS
"""From how many the marked record is in full beside its list, which is then no narrower."""
TABS_PADDING = 2
"""Of the line of tabs, on both sides."""
OWN_PAGES = {"prescribing": "round"}
"""By area, the page of its own that the command of that name opens."""
FIRST_KEYS = (
    *("app.help", "act('stage')", "new_record", "area_starter", "open"),
    *("act('edit')", "paper", "from_list", "round", "ring_silent", "code_answers", "results"),
)
"""The actions whose keys are first in the footer."""


class AreaScreen(OnRound, HasPapers):
    """The records of an area, those of one kind at a time: all of them, or those of one step."""

    CSS_PATH = "kinds.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        *("new_record", "paper", "from_list", "status", *AREA_TABS, "area_starter"),
        "round",
        *("call", "find", "back"),
    )
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (BESIDE, "-wide")]

    def __init__(self, area: str, kind: str = "") -> None:
        """`kind` is the code of the kind that is shown at first; blank: the area's first."""
        super().__init__()
        self._area, self._its = area, AREAS[area]
        self._kind = kind_of(kind or self._its.kinds[0])
        self._step = ""
        """The code of the step that alone is shown; blank: all are."""

    def compose(self) -> ComposeResult:
        yield Static("", id="headline", markup=False)
        yield Static("", id="tabs", markup=False)
        with Horizontal():
            yield RecordList(columns_of(self._kind), header=True)
            with SidePane(can_focus=False):
                yield CaseView()
        yield KeyLine(first=FIRST_KEYS)

    def reload(self) -> None:
        source, records = self._source(), self.query_one(RecordList)
        self._say(source)
        records.reload(source, self._columns())
        self._show()

    def _columns(self) -> Sequence[Column]:
        longest = self.store.declared(self._kind.code).longest_number()
        return columns_of(self._kind, longest)

    def _source(self) -> AreaSource:
        return AreaSource(self.store.declared(self._kind.code), self.today, self._step)

    def _say(self, source: AreaSource) -> None:
        """Says what is shown, how many there are, and what to do where there is none."""
        shown = self._kind.steps(self._step).words if self._step else "all"
        self.query_one("#headline", Static).update(
            f"{self._its.heading} · {self._kind.plural} · {shown} · {source.count():,} · due first"
        )
        self.query_one("#tabs", Static).update(self._tabs())
        self.query_one(RecordList).empty = self._hint(shown)

    def _tabs(self) -> Content:
        """The kinds with their keys, on as many lines as they need."""
        own, width = self.officer_app.settings.keys, self.app.size.width - TABS_PADDING
        lines: list[list[Content]] = [[]]
        for command, code in zip(AREA_TABS, self._its.kinds, strict=False):
            count = self.store.declared(code).count(open_only=True)
            open_ones = f" ({count:,})" if count else ""
            words = f" {named(command).keys_shown(own)} {KIND_OF[code].heading}{open_ones} "
            tab = Content.styled(words, "bold reverse" if code == self._kind.code else "")
            if lines[-1] and sum(one.cell_length for one in lines[-1]) + len(words) > width:
                lines.append([])
            lines[-1].append(tab)
        return Content("\n").join(Content("").join(line) for line in lines)

    def on_resize(self) -> None:
        """The tabs fit the width that there is now."""
        if self.is_mounted:
            self.query_one("#tabs", Static).update(self._tabs())

    def _hint(self, shown: str) -> str:
        """The hint on an empty tab: what it is for, and the key that begins one."""
        plural = self._kind.plural
        if self._step:
            return (
                f"No {plural} are at this step: {shown}. {self.key('status')} shows the next part."
            )
        parts = [f"No {plural} here. {self.key('new_record')} begins one."]
        if self._has_starter:
            parts.append(f"{self.key('area_starter')} begins with what the report says.")
        if self._kind.lists:
            parts.append(f"{self.key('from_list')} imports a list.")
        return " ".join([*parts, explanation_of(self._kind.code)])

    @property
    def _has_starter(self) -> bool:
        from spoc_tui.casework.kinds.starter import starter_of

        return starter_of(self._area) is not None

    # The keys.

    def action_turn_to(self, number: int) -> None:
        """To the kind of that number, counted from 1; its records from the top."""
        if number > len(self._its.kinds) or self._its.kinds[number - 1] == self._kind.code:
            return
        self._kind, self._step = kind_of(self._its.kinds[number - 1]), ""
        self._show_from_the_top()

    def action_status(self) -> None:
        """The next step; after the last, all again."""
        steps = ["", *self._kind.steps]
        self._step = str(steps[(steps.index(self._step) + 1) % len(steps)])
        self._show_from_the_top()

    def _show_from_the_top(self) -> None:
        source = self._source()
        self.query_one(RecordList).load(source, self._columns())
        self._say(source)
        self._show()
        self.refresh_bindings()

    def action_new_record(self) -> None:
        """Begins another of the kind that is shown, on its form."""
        from screens.kinds.form import DeclaredForm

        self.app.push_screen(DeclaredForm(self._kind.code))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A paper is there where one is about the area, whether or not a record is marked."""
        if action == "paper" and self._has_papers:
            return True
        if action == "round":
            return OWN_PAGES.get(self._area) == action
        return super().check_action(action, parameters)

    @work
    async def action_paper(self) -> None:
        """Writes a paper about the marked record, or about the area, to a file."""
        case = cast("DeclaredCase | None", self.current_case() if self.marked() else None)
        if self._has_papers:
            from screens.kinds.area_papers import choose_paper

            await choose_paper(self, self._area, case)
        elif case is not None:
            await paper(self, case)

    @property
    def _has_papers(self) -> bool:
        from spoc_tui.casework.kinds.paper import area_papers

        return bool(area_papers(self._area))

    @work
    async def action_from_list(self) -> None:
        """Imports a list of the kind that is shown, or of another of the area."""
        from screens.kinds.importing import choose_list

        await choose_list(self, self._area, self._kind.code)

    @property
    def _has_lists(self) -> bool:
        from screens.kinds.importing import lists_of

        return bool(lists_of(self._area))

    @work
    async def action_area_starter(self) -> None:
        from screens.kinds.starting import begin_with_the_report

        await begin_with_the_report(self, self._area)

    def labels(self) -> Labels:
        """The tabs are called by their kinds, and the starter is offered where nothing is there."""
        of_record, count = super().labels(), len(self._its.kinds)
        tabs = {
            command: KIND_OF[self._its.kinds[place]].heading if place < count else ""
            for place, command in enumerate(AREA_TABS)
        }
        if count == 1:
            tabs = dict.fromkeys(tabs, "")
        if self.marked() is not None or not self._has_starter:
            tabs["area_starter"] = ""
        if not self._has_lists:
            tabs["from_list"] = ""
        return lambda command, label: (
            tabs[command] if command in tabs else of_record(command, label)
        )

    def action_round(self) -> None:
        """Opens the round of calls."""
        from screens.records.opening import place

        self.app.push_screen(place("round"))

    # The records.

    def marked(self) -> Marked | None:
        uid = self.query_one(RecordList).highlighted if self.is_mounted else None
        return Marked(self._kind.code, uid) if uid else None

    @on(RecordList.Highlighted)
    def _highlighted(self) -> None:
        self._show()
        self.refresh_bindings()

    @on(RecordList.Opened)
    def _opened(self, event: RecordList.Opened) -> None:
        self.open_record(Marked(self._kind.code, event.key))

    def _show(self) -> None:
        self.show_record(self.query_one(CaseView))
