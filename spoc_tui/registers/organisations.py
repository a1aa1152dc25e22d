"""Outside lists of organisations: which list a file is, and its rows one by one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.organisations import ListedOrganisation, RefusedRow
from spoc_tui.registers import casc, charity_commission
from spoc_tui.registers.plain_text import file_name
from spoc_tui.registers.tables import Table, columns_shown, read_table


@dataclass(frozen=True)
class Reader:
    """One kind of list: its usual name as a source, the columns it needs, how a row is read.

    All its columns are needed: a list without its phone column must not read as phones cleared.
    `read` takes the line and the cells by column, and raises BadInput for a row it cannot take.
    """

    source: str
    columns: tuple[str, ...]
    read: Callable[[int, Mapping[str, str]], ListedOrganisation]


@dataclass(frozen=True)
class OpenedList:
    """A recognised list; its rows are read as they are asked for, and can be asked for once."""

    source: str
    rows: Iterator[ListedOrganisation | RefusedRow]


READERS = (
    Reader(charity_commission.SOURCE, charity_commission.COLUMNS, charity_commission.read),
    Reader(casc.SOURCE, casc.COLUMNS, casc.read),
)


def recognise(header: Collection[str]) -> Reader | None:
    """The reader whose columns (in lower case) are all in `header`, or None."""
    return next((reader for reader in READERS if set(reader.columns) <= set(header)), None)


def open_list(path: Path) -> OpenedList:
    """Open a list of organisations; BadInput, with what to do, where it is none that can be read.

    `rows` raises BadInput on the way only for a quote that never closes.
    """
    table = read_table(path, [column for reader in READERS for column in reader.columns])
    reader = recognise(table.header)
    if reader is None:
        raise BadInput(_unlike_any(path, table.header), field="file")
    return OpenedList(reader.source, _rows(table, reader))


def _rows(table: Table, reader: Reader) -> Iterator[ListedOrganisation | RefusedRow]:
    lines_by_key: dict[str, int] = {}
    for row in table.rows:
        if isinstance(row, RefusedRow):
            yield row
            continue
        try:
            listed = reader.read(row.line, row.cells)
        except BadInput as error:
            yield RefusedRow(row.line, str(error))
            continue
        first = lines_by_key.setdefault(listed.key, row.line)
        yield listed if first == row.line else RefusedRow(row.line, _repeats(listed.key, first))


def _repeats(key: str, first: int) -> str:
    return f"{key} is already on line {first}."


def _unlike_any(path: Path, header: tuple[str, ...]) -> str:
    """Which columns are missing, measured against the list the file is most like."""
    nearest = max(READERS, key=lambda reader: len(set(reader.columns) & set(header)))
    missing = [column for column in nearest.columns if column not in header]
    label = "Missing column" if len(missing) == 1 else "Missing columns"
    return (
        f"{label}: {', '.join(missing)} (for the list “{nearest.source}”). "
        f"{file_name(path)} has {columns_shown(header)}."
    )
