"""What a Word file (.docx) says: its paragraphs, and the rows of its tables, in their order; ticked
boxes and what was filled into content controls with them, what was deleted without.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple
from xml.etree import ElementTree as Xml

from spoc_tui.casework.errors import BadInput
from spoc_tui.registers.files import OLD_OFFICE, ZIP, ordinary, worded
from spoc_tui.registers.plain_text import file_name

LARGEST = 20_000_000
"""In bytes, of its text with all marks, unpacked."""
TICK = "✓"
_BODY = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TICKS = ("F0FC", "F0FE", "F052", "F0FD", "F054")
"""Signs of the fonts of symbols that are ticks, or crosses in boxes."""
_LEFT_OUT = (
    f"{_W}del",
    f"{_W}moveFrom",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)
_BREAKS = (f"{_W}br", f"{_W}cr")
SAVE_AS = "Open it in Word and save it as a Word document (.docx)."


class Block(NamedTuple):
    """A paragraph (of one cell), or a row of a table."""

    cells: tuple[str, ...]

    @property
    def is_row(self) -> bool:
        """Whether it is one of a table with several cells."""
        return len(self.cells) > 1


def blocks_of(path: Path) -> list[Block]:
    """All of them that say anything; BadInput, with what to do, where it is no such file."""
    with worded(path), ordinary(path) as file:
        start = file.read(len(OLD_OFFICE))
        if start.startswith(OLD_OFFICE):
            raise BadInput(
                f"{file_name(path)} is an old Word document, or has a password. {SAVE_AS}",
                field="file",
            )
        if not start.startswith(ZIP):
            raise BadInput(f"{file_name(path)} is no Word document. {SAVE_AS}", field="file")
        return [*_blocks(_body(path, file))]


def _body(path: Path, file: IO[bytes]) -> Xml.Element:
    with zipfile.ZipFile(file) as archive:
        if _BODY not in archive.namelist():
            raise BadInput(f"{file_name(path)} is no Word document. {SAVE_AS}", field="file")
        if archive.getinfo(_BODY).file_size > LARGEST:
            raise BadInput(
                f"{file_name(path)} holds more text than a form has. Save the form alone.",
                field="file",
            )
        text = archive.read(_BODY)
    try:
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:  # no such document has one
            raise Xml.ParseError
        body = Xml.fromstring(text).find(f"{_W}body")
    except Xml.ParseError:
        body = None
    if body is None:
        raise BadInput(f"{file_name(path)} is damaged. {SAVE_AS}", field="file")
    return body


def _blocks(within: Xml.Element) -> Iterator[Block]:
    for each in within:
        if each.tag == f"{_W}p":
            text = _text(each)
            if text:
                yield Block((text,))
        elif each.tag == f"{_W}tbl":
            for row in _through(each, f"{_W}tr"):
                yield from _row(row)
        elif each.tag not in _LEFT_OUT:
            yield from _blocks(each)  # a content control, or what was put in


def _row(row: Xml.Element) -> Iterator[Block]:
    """A row; after it those of the tables within its cells."""
    cells = [[*_blocks(cell)] for cell in _through(row, f"{_W}tc")]
    nested = [cell for cell in cells if any(block.is_row for block in cell)]
    its = tuple("\n".join(block.cells[0] for block in cell if not block.is_row) for cell in cells)
    if any(its):
        yield Block(its)
    for cell in nested:
        yield from (block for block in cell if block.is_row)


def _through(within: Xml.Element, tag: str) -> Iterator[Xml.Element]:
    """Those of a tag, also in content controls, and not in tables within."""
    for each in within:
        if each.tag == tag:
            yield each
        elif each.tag not in (*_LEFT_OUT, f"{_W}tbl", f"{_W}tc"):
            yield from _through(each, tag)


def _text(paragraph: Xml.Element) -> str:
    return "\n".join(
        line for part in "".join(_parts(paragraph)).split("\n") if (line := " ".join(part.split()))
    )


def _parts(within: Xml.Element) -> Iterator[str]:
    for each in within:
        if each.tag == f"{_W}t":
            yield each.text or ""
        elif each.tag in _BREAKS:
            yield "\n"
        elif each.tag == f"{_W}tab":
            yield " "
        elif each.tag == f"{_W}sym":
            yield TICK if each.get(f"{_W}char", "").upper() in _TICKS else ""
        elif each.tag not in _LEFT_OUT:
            yield from _parts(each)
