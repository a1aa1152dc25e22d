"""Text of any usual encoding as lines, with what is not text refused on the way."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.text import clean_line

LONGEST_LINE = 1_000_000
LONGEST_QUOTE = 60
SAMPLE = 65_536
"""How many bytes of a file are looked at before it is read."""
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ELSE_WINDOWS = "else-windows"


def quoted(text: str) -> str:
    """A piece of an outside file, fit to be in a sentence."""
    shown = text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE] + "…"
    return f"“{clean_line(shown, field='file')}”"


def file_name(path: Path) -> str:
    """The file as a sentence names it."""
    return quoted(path.name or str(path))


def as_text(file: BinaryIO, start: bytes) -> io.TextIOWrapper:
    """The file as text without its byte-order mark, line ends kept; `start` is how it begins.

    UTF-16 and UTF-32 are told by their mark, or their zero bytes. All else is UTF-8; bytes that
    are not are read as Windows-1252, each by itself, for a file may be put together of both.
    """
    wide = _wide(start)
    if wide:
        return io.TextIOWrapper(file, wide, errors="replace", newline="")
    return io.TextIOWrapper(file, "utf-8-sig", errors=_ELSE_WINDOWS, newline="")


def refuse_no_text(path: Path, start: bytes) -> None:
    """BadInput where the file begins as no text does."""
    if b"\0" in start and not _wide(start):
        line = start[: start.index(b"\0")].count(b"\n") + 1
        raise BadInput(f"{file_name(path)} is not text (line {line}), so not a list.", field="file")


def lines_of(path: Path, text: io.TextIOWrapper) -> Iterator[str]:
    """The lines with their ends; BadInput for one without end, which is no list's."""
    for number, line in enumerate(iter(partial(text.readline, LONGEST_LINE + 1), ""), 1):
        if len(line) > LONGEST_LINE:
            why = f"line {number} is longer than {LONGEST_LINE:,} characters"
            raise BadInput(f"{file_name(path)} is not a list: {why}.", field="file")
        yield line


def _wide(start: bytes) -> str:
    """The encoding of two or four bytes a character that the file begins in; '' where none."""
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return encoding
    zeros = (start[0::2].count(0), start[1::2].count(0))
    if min(zeros) == 0 and max(zeros) * 3 > len(start):
        return "utf-16-be" if zeros[0] else "utf-16-le"
    return ""


def _windows(error: UnicodeError) -> tuple[str, int]:
    """The bytes that are not UTF-8, in Windows-1252, or in Latin-1 where that has no sign."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    try:
        return wrong.decode("cp1252"), error.end
    except UnicodeDecodeError:
        return wrong.decode("latin-1"), error.end


codecs.register_error(_ELSE_WINDOWS, _windows)
