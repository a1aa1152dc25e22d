"""Outside lists of organisations: which list a file is, and its rows one by one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.lists.area import Area
from spoc_tui.casework.lists.fields import FACT_OF, LEFT_OUT, NAME_HEADERS, field_of_header
from spoc_tui.casework.lists.said import FACTS
from spoc_tui.casework.organisations.organisation import ListedOrganisation, ListRow, RefusedRow
from spoc_tui.casework.spreadsheets import as_it_was
from spoc_tui.casework.text import fold
from spoc_tui.registers import casc, charity_commission, directory, ukcat
from spoc_tui.registers.cells import first_phone
from spoc_tui.registers.days import describe_order, month_first
from spoc_tui.registers.header import columns_shown
from spoc_tui.registers.keys import KeyReader
from spoc_tui.registers.listed import RowReader
from spoc_tui.registers.mapping import guess_mapping, read_mapping
from spoc_tui.registers.people_rows import as_of_people, is_of_people, together, with_their_firms
from spoc_tui.registers.plain_text import file_name, quoted
from spoc_tui.registers.reader import Reader
from spoc_tui.registers.records import FileRow
from spoc_tui.registers.repeats import FirstLines
from spoc_tui.registers.tables import OpenedTable, open_table

READERS = (charity_commission.READER, casc.READER, ukcat.READER, directory.READER)
NOTHING: Mapping[str, str] = {}
_PLACES = frozenset({"ward", "authority"})


@dataclass(frozen=True)
class OpenedList:
    """A list and what its columns are taken for; its rows can be read once, as they are asked for.

    `source` is what the list is usually called, and `reader` what kind it is; both '' where it is
    none that is known. `fields` are the facts (casework/lists/importing.py) it has columns for.
    `rows` raises BadInput where the file turns out to be damaged, or nothing is in the area wanted;
    `in_thread`: they can be asked for in another thread, for no postcode is looked up in the
    database.
    """

    source: str
    fields: tuple[str, ...]
    mapping: Mapping[str, str]
    header: tuple[str, ...]
    reader: str
    rows: Iterator[ListRow]
    share_read: Callable[[], float]
    in_thread: bool = True
    remarks: Sequence[str] = ()
    """What the officer is to know of it: what is not read, and why. Whole once it is read."""


@dataclass(frozen=True)
class ListColumns:
    """A list's columns, what each is taken for, and its first rows, before it is imported.

    `source` and `reader` are as in OpenedList.
    """

    source: str
    mapping: Mapping[str, str]
    header: tuple[str, ...]
    reader: str
    sample: tuple[tuple[str, ...], ...]
    named: bool = True
    """Whether any of them is a column's name that is known; else it may be the first row."""
    remarks: Sequence[str] = ()
    """As in OpenedList."""

    @property
    def has_name(self) -> bool:
        """Whether some column is taken for the name, without which no row can be read."""
        return "name" in self.mapping.values()


def recognise(header: Collection[str], sample: Sequence[FileRow] = ()) -> Reader | None:
    """The reader for a list with these columns (in lower case) and first rows, or None."""
    return next((reader for reader in READERS if reader.fits(header, sample)), None)


def open_list(
    path: Path,
    *,
    source: str = "",
    mapping: Mapping[str, str] = NOTHING,
    remembered: Mapping[str, str] = NOTHING,
    area: Area | None = None,
    sheet: str = "",
) -> OpenedList:
    """Open a list of organisations; BadInput, with what to do, if it is not one that can be read.

    `mapping` is {column: field} for the columns that the officer spoke of, `remembered` the same
    from the list's last issue, of which columns may be gone; `sheet` that of a workbook.
    """
    table, reader, fields = _opened(path, mapping, sheet, _knows, remembered)
    if "name" not in fields.values():
        raise BadInput(
            _nameless(path, table.header), field="map", by_command="Say so as --map COLUMN=name."
        )
    return OpenedList(
        source=source.strip() or (reader.source if reader else ""),
        fields=_facts(fields, reader),
        mapping=fields,
        header=table.header,
        reader=reader.name if reader else "",
        rows=_rows(table, _row_reader(table, fields, reader, area), area),
        share_read=table.share_read,
        in_thread=area is None,
        remarks=_remarks(table, fields, reader),
    )


def _row_reader(
    table: OpenedTable, fields: Mapping[str, str], reader: Reader | None, area: Area | None
) -> RowReader:
    of_people = reader is None and is_of_people(table.header, fields, table.sample)
    return RowReader(
        *(table.header, fields, reader, area, table.sample),
        linked=table.linked,
        of_people=of_people,
    )


def look_at(
    path: Path,
    *,
    mapping: Mapping[str, str] = NOTHING,
    remembered: Mapping[str, str] = NOTHING,
    sheet: str = "",
) -> ListColumns:
    """The fields that a list's columns are read as; if none is known, the first row names them."""
    named = True
    try:
        table, reader, fields = _opened(path, mapping, sheet, _knows, remembered)
    except BadInput:
        named = False
        # A file that is no list at all is refused in the same words again.
        table, reader, fields = _opened(path, mapping, sheet, lambda cell: True, remembered)
    return ListColumns(
        source=reader.source if reader else "",
        mapping=fields,
        header=table.header,
        reader=reader.name if reader else "",
        sample=tuple(tuple(row.cells) for row in table.sample),
        named=named,
        remarks=_remarks(table, fields, reader),
    )


def _remarks(table: OpenedTable, fields: Mapping[str, str], reader: Reader | None) -> Sequence[str]:
    """The remarks on the file, and which columns are left out."""
    if reader is None:
        table.remarks.extend(describe_order(month_first(table.header, fields, table.sample)))
        table.remarks.extend(_of_phones(table, fields))
    left_out = [
        column
        for place, column in enumerate(table.header)
        if fields[column] == LEFT_OUT and any(row.cells[place].strip() for row in table.sample)
    ]
    if left_out:
        one = "The column" if len(left_out) == 1 else f"{len(left_out)} columns"
        table.remarks.append(f"Left out: {one[:1].lower()}{one[1:]} {columns_shown(left_out)}.")
    return table.remarks


def _of_phones(table: OpenedTable, fields: Mapping[str, str]) -> Iterator[str]:
    for place, column in enumerate(table.header):
        if fields[column] in ("phone", "person_phone") and any(
            first_phone(row.cells[place])[1] for row in table.sample
        ):
            yield f"Of several numbers in one cell of {quoted(column)} the others are notes."


def _opened(
    path: Path,
    mapping: Mapping[str, str],
    sheet: str,
    knows: Callable[[str], bool],
    remembered: Mapping[str, str],
) -> tuple[OpenedTable, Reader | None, dict[str, str]]:
    """The list as a table, the reader that knows it, and what its columns are taken for."""
    named = set(map(fold, [*remembered, *mapping]))
    table = open_table(path, lambda cell: knows(cell) or fold(cell) in named, sheet=sheet)
    columns = [column.lower() for column in table.header]
    reader = recognise(columns, table.sample)
    if reader and not remembered and not mapping:
        _refuse_other_table(path, reader, columns)
    given = {column: remembered[column] for column in table.header if column in remembered}
    given |= read_mapping(table.header, mapping)
    return table, reader, _mapping(table, reader, given)


def _refuse_other_table(path: Path, reader: Reader, columns: Collection[str]) -> None:
    """BadInput for a table that comes with a register, and is not the list of organisations."""
    if others := [column for column in columns if column in reader.of_other_tables]:
        raise BadInput(
            f"{file_name(path)} is another table of the {reader.name}: it has the column "
            f"{quoted(others[0])}. Its names are not those of the organisations; import the list "
            "of organisations itself.",
            field="file",
        )


def _knows(cell: str) -> bool:
    """Whether a cell is a column's name: one that means a field, or one of a register's."""
    return cell.strip().lower() in _REGISTER_COLUMNS or field_of_header(cell) is not None


_REGISTER_COLUMNS = frozenset(column for reader in READERS for column in reader.mapping)


def _mapping(table: OpenedTable, reader: Reader | None, given: Mapping[str, str]) -> dict[str, str]:
    if reader is None:
        guessed = guess_mapping(table.header, table.sample, given)
        guessed = with_their_firms(table.header, guessed, table.sample) | dict(given)
        if is_of_people(table.header, guessed, table.sample):
            return as_of_people(table.header, guessed, table.sample) | dict(given)
        return guessed
    mapping = {}
    for column in table.header:
        meant = field_of_header(column)
        also = meant if meant in _PLACES else LEFT_OUT
        mapping[column] = given.get(column) or reader.mapping.get(column.lower(), also)
    return mapping


def _facts(mapping: Mapping[str, str], reader: Reader | None) -> tuple[str, ...]:
    found = {FACT_OF.get(field, field) for field in mapping.values()}
    if reader and reader.kind:
        found.add("kind")
    if found & {"address", "postcode"} and not reader:
        found |= {"address", "postcode"}  # The one may be in the column of the other.
    if found & {"phone", "email"} and not reader:
        found |= {"phone", "email"}  # Likewise.
    if len(mapping) > 1 and not reader:
        found.add("notes")  # What has no place, or cannot be read, is kept there.
    # Beside no name they are the organisation's own.
    found |= {field.removeprefix("person_") for field in found & {"person_phone", "person_email"}}
    return tuple(fact for fact in FACTS if fact in found)


def _rows(table: OpenedTable, reader: RowReader, area: Area | None) -> Iterator[ListRow]:
    if reader.people.all_one:
        return together(_each(table, reader, area, None), table.remarks)
    return _each(table, reader, area, FirstLines())


def _each(
    table: OpenedTable, reader: RowReader, area: Area | None, repeats: FirstLines | None
) -> Iterator[ListRow]:
    """The rows one by one; `repeats` tells those that are there before, which are refused."""
    names = {column.name.lower() for column in reader.names}
    marked = table.marked and reader.reader is directory.READER
    for row in table.rows:
        if isinstance(row, RefusedRow):
            yield row
            continue
        if marked:
            row.cells[:] = map(as_it_was, row.cells)
        listed = reader.read(row)
        if isinstance(listed, ListedOrganisation):
            named = listed.name.lower()
            if (named in NAME_HEADERS or named in names) and _is_header(row.cells, table.header):
                yield RefusedRow(row.line, "This is a line of column names.", listed.key)
                continue
            first = repeats.first(listed.key, row.line) if repeats else row.line
            if repeats and reader.keys.is_by_number(listed):
                if first != row.line:
                    # A branch quotes its parent's number: with another name it is a row of its own.
                    listed.key = reader.keys.with_name(listed)
                    first = repeats.first(listed.key, row.line)
                else:
                    repeats.first(reader.keys.with_name(listed), row.line)
            if first != row.line:
                yield RefusedRow(row.line, _repeated(listed, first, reader.keys), listed.key)
                continue
        yield listed
    if area:
        area.check()


def _is_header(cells: Sequence[str], header: Sequence[str]) -> bool:
    """Whether a row is the header again, or the second line of one."""
    named = [cell for cell in cells if cell.strip()]
    if [cell.strip().casefold() for cell in cells] == list(map(str.casefold, header)):
        return True
    return len(named) > 1 and all(map(_knows, named))


def _repeated(listed: ListedOrganisation, first: int, keys: KeyReader) -> str:
    """Why a row is refused whose key is on an earlier line."""
    if keys.reader or keys.keys:
        return f"{listed.key} is already on line {first}."
    same = "number" if listed.identifiers else "name and postcode" if listed.postcode else "name"
    return (
        f"The same {same} as line {first}. If it is another organisation, say which column tells "
        "them apart (key)."
    )


def _nameless(path: Path, header: Sequence[str]) -> str:
    return (
        f"{file_name(path)} has no column that is called Name or Organisation. It has "
        f"{columns_shown(header)}. Say which one the name is in."
    )
