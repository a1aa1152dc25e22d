"""JSON as rows: an array of objects, an object that has one, or an object a line."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Generator, Iterator
from decimal import DecimalException
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple, TypeGuard

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.registers.nested import flattened, is_flat
from spoc_tui.registers.plain_text import file_name, lines_of
from spoc_tui.registers.records import FileRow, numbered

LOOKS_LIKE = re.compile(r"\ufeff?\s*(?:\[\s*[\[{\]]|\{\s*[\"}])")
OBJECTS_SAMPLED = 1_000
"""How many objects are looked at to tell the columns."""
ONE_ITSELF = frozenset(("id", "name"))
"""The keys by which the whole file is one object, and what there are several of are parts of it."""
LATER_KEYS = "other values"
"""The column of what no object had among the first."""
LARGEST_ROW = 8_000_000
"""In characters."""
PIECE = 4_096
"""How much is read at once, in characters."""
DEEPEST = 1_000
"""How many values may be within each other."""
# ijson breaks down over a whole number of more than 4,300 digits.
_MUCH_TOO_LONG = re.compile("[0-9]{2000}")


class _Item(NamedTuple):
    number: int
    value: Any


def records(
    path: Path, text: io.TextIOWrapper, start: str
) -> Generator[FileRow | RefusedRow, None, None]:
    """First the keys, as the row 0; then every object, with nothing where it lacks a key. Objects
    within it are columns of their own; what keys are met later is kept in a last column.

    An object of an array has its number in it, one on a line of its own its line's.
    """
    items = _lines(path, text) if _line_by_line(start) else _array(path, text)
    first = list(islice(items, OBJECTS_SAMPLED))
    nested = not all(is_flat(item.value) for item in first if _is_object(item))
    if nested:
        first = list(map(_flattened, first))
    keys = _keys(first)
    if not keys:
        raise BadInput(f"{file_name(path)} has no rows of named values.", field="file")
    if len(first) == OBJECTS_SAMPLED:
        keys[LATER_KEYS] = None
    yield FileRow(0, 0, list(keys))
    for item in chain(first, map(_flattened, items) if nested else items):
        if isinstance(item, RefusedRow):
            yield item
        elif not isinstance(item.value, dict):
            yield RefusedRow(item.number, "This is not an object with named values.")
        else:
            yield _row(item, keys)


def _is_object(item: _Item | RefusedRow) -> TypeGuard[_Item]:
    return isinstance(item, _Item) and isinstance(item.value, dict)


def _flattened(item: _Item | RefusedRow) -> _Item | RefusedRow:
    if not _is_object(item):
        return item
    try:
        return _Item(item.number, flattened(item.value))
    except RecursionError:
        return RefusedRow(item.number, "Values are nested too deeply.")


def _keys(items: list[_Item | RefusedRow]) -> dict[str, None]:
    found = [item.value for item in items if isinstance(item, _Item)]
    return {key: None for value in found if isinstance(value, dict) for key in value}


def _row(item: _Item, keys: dict[str, None]) -> FileRow | RefusedRow:
    try:
        cells = [_text(item.value.get(key)) for key in keys]
        if LATER_KEYS in keys and not item.value.keys() <= keys.keys():
            later = [key for key in item.value if key not in keys and _text(item.value[key])]
            cells[-1] = "\n".join(f"{key}: {_text(item.value[key])}" for key in later)
        return numbered(item.number, cells)
    except RecursionError:
        return RefusedRow(item.number, "Values are nested too deeply.")


def _text(value: object) -> str:
    """A value as a cell: what there are several of with ; between, objects as JSON."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, list) and not any(isinstance(one, dict | list) for one in value):
        return "; ".join(map(_text, value))
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def _line_by_line(start: str) -> bool:
    """Whether the first line is an object of its own: alone in the file, or with more below."""
    line, *more = start.lstrip("\ufeff \t\r\n").splitlines()
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return False
    if not isinstance(value, dict):
        return False
    return any(map(str.strip, more)) or not any(map(_has_objects, value.values()))


def _has_objects(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(one, dict) for one in value)


def _lines(path: Path, text: io.TextIOWrapper) -> Iterator[_Item | RefusedRow]:
    for number, line in enumerate(lines_of(path, text), 1):
        if line.strip():
            try:
                yield _Item(number, json.loads(line))
            except (ValueError, RecursionError):
                yield RefusedRow(number, "This line is not JSON.")


def _array(path: Path, text: io.TextIOWrapper) -> Iterator[_Item]:
    """The objects of the file's array; BadInput where the JSON is broken or has none."""
    import ijson

    number = 0
    try:
        place = _place_of_array(path, text)
        text.seek(0)
        stream = _Utf8(path, text)
        for number, value in enumerate(ijson.items(stream, place, buf_size=PIECE), 1):
            stream.since_row = stream.depth = 0
            yield _Item(number, value)
    except (ijson.JSONError, ValueError, DecimalException) as error:
        where = f"after its row {number:,}" if number else "from its beginning"
        raise BadInput(
            f"{file_name(path)} is not whole JSON {where}. Get it again, or another format of it.",
            field="file",
        ) from error


def _place_of_array(path: Path, text: io.TextIOWrapper) -> str:
    """Where ijson finds the objects: in the array itself, or the first one of objects that
    the object has; blank: it is one row itself."""
    import ijson

    key = first = begun = ""
    keys: set[str] = set()
    for depth, event, value in _events(ijson.basic_parse(_Utf8(path, text), buf_size=PIECE)):
        if depth == 0 and event == "start_array":
            return "item"
        if begun and depth == len("[{") and event == "start_map":
            if keys >= ONE_ITSELF:
                return ""
            return f"{begun}.item"
        begun = ""
        if depth == 1 and event == "map_key":
            key = value
            keys.add(key)
        elif depth == 1 and event == "start_array":
            begun = key
            first = first or key
    if first:
        return f"{first}.item"
    raise BadInput(f"{file_name(path)} has no array of rows in it.", field="file")


def _events(events: Iterator[tuple[str, Any]]) -> Iterator[tuple[int, str, Any]]:
    """Each event with its depth."""
    depth = 0
    for event, value in events:
        depth -= event in ("end_map", "end_array")
        yield depth, event, value
        depth += event in ("start_map", "start_array")


class _Utf8:
    """The text as the bytes that ijson reads; BadInput where one row has no end, or goes so deep
    that ijson, which remembers the path to each value, would fill the memory.
    """

    def __init__(self, path: Path, text: io.TextIOWrapper) -> None:
        self.path = path
        self.text = text
        self.since_row = 0
        self.depth = 0

    def read(self, size: int = -1) -> bytes:
        piece = self.text.read(size)
        self.since_row += len(piece)
        self.depth += sum(map(piece.count, "[{")) - sum(map(piece.count, "]}"))
        if self.since_row > LARGEST_ROW or self.depth > DEEPEST:
            raise BadInput(f"{file_name(self.path)} has a row without end.", field="file")
        if _MUCH_TOO_LONG.search(piece):
            raise BadInput(f"{file_name(self.path)} has a number without end.", field="file")
        return piece.encode("utf-8", "replace")
