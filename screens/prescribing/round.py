"""The round of calls: the services to ask for room, each with its number; one key says what was
answered, and the next one is marked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from screens.commands import ROUND_ANSWERS, bindings
from screens.records.record_screen import Marked, RecordScreen
from screens.widgets.columns import Column, DropOrder
from screens.widgets.key_line import KeyLine
from screens.widgets.list_source import FixedRows, Row
from screens.widgets.record_list import RecordList
from spoc_tui.casework.prescribing.round import ANSWERS, ToRing, given
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from spoc_tui.casework.prescribing.steps import Room

COLUMNS = (
    Column("Number", 15),
    Column("Service", least=22, good=28),
    Column("Organisation", least=12, good=24, goes=DropOrder.NARROW),
    Column("Ask for", 14, goes=DropOrder.NARROW),
    Column("Last said", 22, goes=DropOrder.LAST),
)
EMPTY = "Nobody is to be rung: every service that runs said lately whether it has room."
NO_NUMBER = "none known"


class RoundScreen(RecordScreen):
    """Whom to ring today, who waits longest first."""

    CSS_PATH = "round.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(*ROUND_ANSWERS, "call", "find", "back")

    _calls: list[ToRing]
    """Those that are shown."""

    def __init__(self) -> None:
        super().__init__()
        self._calls = []

    def compose(self) -> ComposeResult:
        yield Static("", id="headline", markup=False)
        yield Static("", id="now", markup=False)
        yield RecordList(COLUMNS, header=True, empty=EMPTY, mark_width=0)
        yield KeyLine(first=("app.help", *(f"answered({n})" for n in range(1, len(ANSWERS) + 1))))

    def reload(self) -> None:
        from db.areas.prescribing.round import to_ring

        self._calls = to_ring(self.store)
        self.query_one("#headline", Static).update(
            f"Round of calls · {len(self._calls):,} to ring for room, who waits longest first"
        )
        self.query_one(RecordList).reload(FixedRows([*map(_row, self._calls)]))
        self._say_whom()

    def _say_whom(self) -> None:
        """Says whom to ring, with the number, of the marked one."""
        one = self._marked_call()
        self.query_one("#now", Static).update("" if one is None else _in_full(one))

    def _marked_call(self) -> ToRing | None:
        uid = self.query_one(RecordList).highlighted if self.is_mounted else None
        return next((one for one in self._calls if one.service.uid == uid), None)

    def marked(self) -> Marked | None:
        one = self._marked_call()
        return Marked("service", one.service.uid) if one else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An answer is of the one that is rung."""
        if action == "answered":
            return self._marked_call() is not None
        return super().check_action(action, parameters)

    @on(RecordList.Highlighted)
    def _highlighted(self) -> None:
        self._say_whom()
        self.refresh_bindings()

    @on(RecordList.Opened)
    def _opened(self, event: RecordList.Opened) -> None:
        self.open_record(Marked("service", event.key))

    @work
    async def action_answered(self, number: int) -> None:
        """Puts down what was answered; the next one is marked."""
        one = self._marked_call()
        if one is None or self._acting:
            return
        self._acting = True
        room = ANSWERS[number - 1]
        try:
            error = await self.try_to(lambda: self._put_down(one, room))
        finally:
            self._acting = False
        if error is not None:
            self.say_wrong(error)
        self.reload_if_changed()

    def _put_down(self, one: ToRing, room: Room) -> str:
        self.store.declared("service").act(one.service.uid, "room", given(one, room))
        left = len(self._calls) - 1
        next_ = f"{counted(left, 'call')} left" if left else "That was the last one"
        return f"{one.service.name}: {room.words}. {next_}."


def _row(one: ToRing) -> Row:
    service = one.service
    return Row(
        service.uid,
        (one.number or NO_NUMBER, service.name, service.who, one.person, one.last_said),
    )


def _in_full(one: ToRing) -> str:
    """“Ring 01634 960001, ask for Ann Lee: Lunch club (Rook Lane Club)” and what was said last."""
    whom = f", ask for {one.person}" if one.person else ""
    number = one.number or "a number that is not known yet"
    service = one.service
    return f"Ring {number}{whom}: {service.name} ({service.who})\nLast said: {one.last_said}"
