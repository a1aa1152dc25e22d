"""Lists of feedback actions: their columns, and what is in a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from screens.widgets.columns import DUE_COLUMN, NUMBER_COLUMN, SUBJECT_COLUMN, Column, DropOrder
from screens.widgets.list_source import Row
from spoc_tui.casework.dates import when
from spoc_tui.casework.feedback.feedback import Feedback

if TYPE_CHECKING:
    from datetime import date

BOARD_COLUMNS = (NUMBER_COLUMN, SUBJECT_COLUMN, DUE_COLUMN)
THEIR_FEEDBACK = (
    NUMBER_COLUMN,
    SUBJECT_COLUMN,
    Column("Status", 14),
    Column("Owed by", least=20, good=20, enough=36, goes=DropOrder.PANE),
    DUE_COLUMN,
)


class FeedbackSource:
    """Actions as rows: of the board, or of an organisation, with where each stands and who owes
    it.
    """

    def __init__(self, feedback: Sequence[Feedback], today: date, *, of: str | None = None) -> None:
        """`of` is the organisation's uid."""
        self._feedback = feedback
        self._today = today
        self._of = of

    def count(self) -> int:
        return len(self._feedback)

    def index_of(self, key: str) -> int | None:
        return next((place for place, one in enumerate(self._feedback) if one.uid == key), None)

    def rows(self, offset: int, limit: int) -> Sequence[Row]:
        return [self._row(one) for one in self._feedback[offset : offset + limit]]

    def _row(self, one: Feedback) -> Row:
        late = one.is_late(self._today)
        waits = bool(one.is_settled and one.is_open and one.waiting)
        if self._of is not None:
            waits = one.is_to_tell(self._of)
        day = one.due if one.is_owed else one.settled_on
        said = when.day_in_list(day, self._today) if day else ""
        number = one.reference.rsplit("-", 1)[-1]
        if self._of is not None:
            cells: tuple[str, ...] = (number, one.subject, one.status.words, one.owed_by, said)
        else:
            settled = f"{one.status.words}: {one.subject}"  # what is cut is cut at its end
            cells = (number, one.subject if one.is_owed else settled, said)
        style = "overdue" if late else "" if one.is_open else "muted"
        return Row(one.uid, cells, style, "!" if late else ">" if waits else "")
