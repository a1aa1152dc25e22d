"""What the storage must know of each declared kind before its declaration is imported: frozen, and
held to the declarations by tests/kinds/test_frozen.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from db.records.columns import (
    buying,
    codesign,
    compact,
    equality,
    groups,
    money,
    planning,
    premises,
    prescribing,
    stories,
    survey,
    volunteering,
)
from db.records.kind_shapes import KindColumns, PartTable
from db.records.size_band import COLUMNS as SIZE

KIND_COLUMNS: Mapping[str, KindColumns] = {
    **groups.COLUMNS,
    **planning.COLUMNS,
    **money.COLUMNS,
    **premises.COLUMNS,
    **compact.COLUMNS,
    **codesign.COLUMNS,
    **equality.COLUMNS,
    **prescribing.COLUMNS,
    **volunteering.COLUMNS,
    **stories.COLUMNS,
    **survey.COLUMNS,
    **buying.COLUMNS,
}
"""By table."""

PART_TABLES: Mapping[str, PartTable] = {
    **groups.PARTS,
    **planning.PARTS,
    **premises.PARTS,
    **compact.PARTS,
    **codesign.PARTS,
    **equality.PARTS,
    **prescribing.PARTS,
    **buying.PARTS,
    **survey.PARTS,
    "party": PartTable(
        "", searched=("called", "answer"), groups=(("answered", "answer"),), takes_part=True
    ),
}
"""By table; the column `record` of each says on which record its rows are."""

CLOSING_COLUMNS = ("closed_at", "closed_why")
"""The columns that close a record of any declared kind: one fact."""
WHERE_IT_STANDS = ("status", *CLOSING_COLUMNS)
"""Those that say where it stands, whatever its kind."""
KEPT_TABLES = frozenset(KIND_COLUMNS)
NAMED_IN_DUE: Mapping[str, frozenset[str]] = {
    "team": frozenset(("name", "merged_into", "removed_at")),
    "organisation": frozenset(("name", "state", *SIZE, "merged_into", "removed_at")),
    "contact": frozenset(("name",)),
    "feedback": frozenset(("status", "done_at", "cannot_at", "closed_at", "removed_at")),
    "link": frozenset(("since", "declined", "removed_at")),
}
"""By table of what records link to, or what came of them, the columns that what is due on a record
may follow from: what it is called, whether it is done, and whether all were told.
"""
NEW_IN_DUE = frozenset(("link",))
"""Those of them of which a new row already changes what is due on the records that it names."""
OFFERED_FROM = frozenset(("payment", "money_award"))
"""The tables of what may be offered as evidence on a record."""
OFFERED_TO = "SELECT uid FROM compact_commitment WHERE offers <> '' AND closed_at IS NULL"
"""SQL: the records to which any of it is."""
PAID_FOR = {
    "money_award": (
        "SELECT l.other FROM prescribing_service AS s CROSS JOIN link AS l ON l.other = s.uid "
        "WHERE l.says = 'about'",
    )
}
"""SQL, by such a table: the records on which something may be due by what is about them."""
OF_ALL_DUE = frozenset(("holiday", "standard"))
"""The tables from which what is due on any record may follow."""


def parts_of(table: str) -> Iterator[str]:
    """The tables of what belongs to the records of a kind's table."""
    for part, its in PART_TABLES.items():
        if its.of == table or (not its.of and KIND_COLUMNS[table].asks):
            yield part
