"""The area an officer wants of a list: as it is typed, or from a file."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from spoc_tui.casework.lists.area import Area, Lookup, nowhere, read_area
from spoc_tui.casework.lists.fields import field_of_header
from spoc_tui.registers.files import ordinary, worded
from spoc_tui.registers.plain_text import SAMPLE, as_text, lines_of, refuse_no_text


def open_area(typed: str, *, lookup: Lookup = nowhere, known: Collection[str] = ()) -> Area:
    """The area typed: places with commas, or a file with one ward or postcode a line."""
    path = Path(typed.strip())
    try:
        is_file = path.is_file()
    except (OSError, ValueError):
        is_file = False
    parts = _lines(path) if is_file else [typed]
    return read_area(parts, lookup=lookup, known=known)


def _lines(path: Path) -> list[str]:
    with worded(path), ordinary(path) as file:
        start = file.read(SAMPLE)
        refuse_no_text(path, start)
        file.seek(0)
        parts = [line.strip().strip('"') for line in lines_of(path, as_text(file, start))]
    return parts[1:] if parts and field_of_header(parts[0]) else parts
