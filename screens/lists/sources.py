"""The lists of the import screen: its columns, its first rows, what becomes of the rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from screens.widgets.columns import Column, DropOrder
from screens.widgets.list_columns import Rows
from screens.widgets.list_source import Row
from spoc_tui.casework.lists.facts import describe_field, describe_value
from spoc_tui.casework.lists.importing import RowReport, RowVerdict
from spoc_tui.casework.lists.said import FACTS
from spoc_tui.casework.organisations.organisation import ListedOrganisation, ListRow, RefusedRow

if TYPE_CHECKING:
    from spoc_tui.casework.lists.importing import ImportReport

FIRST_COLUMNS = (
    Column("Line", 7, "right"),
    Column("Name", least=20),
    Column("Postcode", 9),
    Column("Phone", 15, goes=DropOrder.NARROW),
    Column("Number", 16, goes=DropOrder.NARROW),
)
OUTCOME_COLUMNS = (
    Column("Line", 7, "right"),
    Column("", 9),
    Column("Name", least=20),
    Column("Why", least=20),
)
VERDICT_MARKS = {RowVerdict.HELD: "?", RowVerdict.REFUSED: "!"}


def first_source(rows: Sequence[ListRow]) -> Rows:
    """The first rows as they would come in; a row's key is its place."""
    return Rows([_first(row, place) for place, row in enumerate(rows)])


def _first(row: ListRow, place: int) -> Row:
    line = f"{row.line:,}"
    if isinstance(row, RefusedRow):
        return Row(str(place), (line, f"refused: {row.why}"), "warning", "!")
    if not isinstance(row, ListedOrganisation):
        return Row(str(place), (line, f"outside the area: {row.key}"), "muted")
    numbers = ", ".join(number.text for number in row.identifiers)
    return Row(str(place), (line, row.name, row.postcode, row.phone, numbers))


def describe_row(row: ListRow) -> str:
    """All that a row says, as it would come in."""
    if isinstance(row, RefusedRow):
        return f"Refused: {row.why}"
    if not isinstance(row, ListedOrganisation):
        return "Outside the area."
    described = [
        f"{describe_field(fact)} {describe_value(fact, getattr(row, fact))}"
        for fact in FACTS
        if fact not in ("name", "state") and getattr(row, fact)
    ]
    described += [number.text for number in row.identifiers]
    described += [f"also {name}" for name in row.other_names]
    described += [", ".join(filter(None, (p.name, p.role, p.phone, p.email))) for p in row.people]
    described += [row.standing] if row.standing else []
    return f"{row.name}: {'; '.join(described) or 'only its name'}"


class OutcomeSource:
    """The rows that the officer may want to look at, and what is gone from the list."""

    def __init__(self, report: ImportReport) -> None:
        self._report = report
        self._gone = report.gone
        self._plain = len(report.rows)

    def count(self) -> int:
        return self._plain + (len(self._gone) + 1 if self._gone else 0)

    def rows(self, offset: int, limit: int) -> Sequence[Row]:
        return [self._row(place) for place in range(offset, min(offset + limit, self.count()))]

    def _row(self, place: int) -> Row:
        if place < self._plain:
            row = self._report.rows[place]
            cells = (f"{row.line:,}", row.verdict.value, row.name, row.why)
            style = "warning" if row.verdict in VERDICT_MARKS else ""
            return Row(str(place), cells, style, VERDICT_MARKS.get(row.verdict, ""))
        if place == self._plain:
            marked = "would be" if self._report.dry_run else "are"
            words = f"No longer in the list: they {marked} marked so ({len(self._gone):,})"
            return Row(None, (words,), "heading")
        name = self._gone[place - self._plain - 1]
        return Row(str(place), ("", "gone", name, "no longer in the list"))

    def described(self, key: str) -> str:
        """A row in full."""
        place = int(key)
        if place > self._plain:
            return f"{self._gone[place - self._plain - 1]}: no longer in the list"
        return _describe_outcome(self._report.rows[place])


def _describe_outcome(row: RowReport) -> str:
    name = f" {row.name}" if row.name else ""
    return f"Line {row.line:,}, {row.verdict}{name}: {row.why}"
