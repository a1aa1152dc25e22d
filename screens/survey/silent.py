"""Who was asked in a round of the survey and has not answered: whom to ring, small ones first."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from screens.base import OfficerScreen
from screens.commands import bindings
from screens.survey.taking import TakingScreen, half_taken
from screens.widgets.columns import Column, DropOrder
from screens.widgets.key_line import KeyLine
from screens.widgets.list_source import FixedRows, Row
from screens.widgets.record_list import RecordList
from spoc_tui.casework.errors import NotFound
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from datetime import date

    from spoc_tui.casework.survey.round import Round
    from spoc_tui.casework.survey.silent import Silent

T = TypeVar("T")

COLUMNS = (
    Column("Number", 15),
    Column("Organisation", least=24, good=36),
    Column("Size", 8),
    Column("Ask for", 16, goes=DropOrder.LAST),
    Column("Asked", 24),
)
ASK_FOR = 3
"""The place of the column that is there only where somebody is asked for."""
EMPTY = (
    "Nobody is to be rung: whoever was asked by name has answered, or is excused. {take_other} "
    "takes the answers of anybody else."
)
NOBODY_ASKED = (
    "Nobody was asked by name yet. {ask_many} on the round asks many at once; {take_other} takes "
    "the answers of anybody else."
)
NO_NUMBER = "none known"


class SilentScreen(OfficerScreen):
    """Whom to ring for their answers to a round, by its uid."""

    CSS_PATH = "survey.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("take_other", "call", "find", "back")

    def __init__(self, round_uid: str) -> None:
        super().__init__()
        self._round = round_uid
        self._calls: list[Silent] = []

    def compose(self) -> ComposeResult:
        yield Static("", id="headline", markup=False)
        yield Static("", id="now", markup=False)
        yield RecordList(COLUMNS, header=True, mark_width=0)
        yield KeyLine(first=("app.help", "open", "take_other"))

    def reload(self) -> None:
        from db.areas.survey.silent import silent

        records = self.query_one(RecordList)
        try:
            of = cast("Round", self.store.declared("round").get(self._round).record)
        except NotFound as error:  # undone meanwhile
            self._calls = []
            self.query_one("#headline", Static).update(str(error))
        else:
            self._calls = silent(self.store, self._round)
            keys = {name: self.key(name) for name in ("ask_many", "take_other")}
            records.empty = (EMPTY if of.is_asked else NOBODY_ASKED).format(**keys)
            left = counted(len(self._calls), "has", "have")
            self.query_one("#headline", Static).update(
                f"{of.reference} · {left} not answered, small ones first"
            )
        half = half_taken(self.store, self._round)
        rows = [
            _row(one, self.today, half=(one.organisation or one.party) in half)
            for one in self._calls
        ]
        columns: tuple[Column, ...] = COLUMNS
        if not any(one.person for one in self._calls):
            columns = _without_ask_for(COLUMNS)
            rows = [Row(row.key, _without_ask_for(row.cells)) for row in rows]
        records.reload(FixedRows(rows), columns)
        self._say_whom()

    def _marked(self) -> Silent | None:
        party = self.query_one(RecordList).highlighted if self.is_mounted else None
        return next((one for one in self._calls if one.party == party), None)

    def organisation_uid(self) -> str | None:
        marked = self._marked()
        return marked.organisation or None if marked else None

    @on(RecordList.Highlighted)
    def _say_whom(self) -> None:
        """Says whom to ring, with the number, of the marked one."""
        one = self._marked()
        self.query_one("#now", Static).update("" if one is None else _in_full(one))

    @on(RecordList.Opened)
    def _opened(self) -> None:
        """They answer: the questions are read out, from where they were left."""
        one = self._marked()
        if one is not None:
            self.app.push_screen(
                TakingScreen(
                    self._round,
                    organisation=one.organisation,
                    person=one.person if one.organisation else one.name,
                    party="" if one.organisation else one.party,
                )
            )

    def action_take_other(self) -> None:
        self.app.push_screen(TakingScreen(self._round))


def _row(one: Silent, today: date, *, half: bool) -> Row:
    when = "half taken" if half else one.when(today)
    cells = (one.number or NO_NUMBER, one.name, one.size_words, one.person, when)
    return Row(one.party, cells)


def _without_ask_for(of: tuple[T, ...]) -> tuple[T, ...]:
    return of[:ASK_FOR] + of[ASK_FOR + 1 :]


def _in_full(one: Silent) -> str:
    """“Ring 01634 960001, ask for Ann Lee: Lunch club. Enter once they are there.”"""
    whom = f", ask for {one.person}" if one.person else ""
    number = one.number or "a number that is not known yet"
    return f"Ring {number}{whom}: {one.name}. Enter, once they are there."
