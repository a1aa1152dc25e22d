"""Files that should be UTF-8 text: opened, or refused with what they are instead."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.text import clean_line

LONGEST_LINE = 1_000_000
LONGEST_QUOTE = 60
OTHER_KINDS = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a compressed file"),
    (b"PK\x03\x04", "an Excel workbook or a zip file"),
    (b"\xd0\xcf\x11\xe0", "an Excel workbook"),
    (b"\xff\xfe", "UTF-16 text"),
    (b"\xfe\xff", "UTF-16 text"),
)
CAN_BE_SAVED_AS_CSV = {"an Excel workbook or a zip file", "an Excel workbook", "UTF-16 text"}
SAVE_AS_UTF8 = (
    "Open it in Excel and choose File, Save As, “CSV UTF-8 (Comma delimited)”, or in LibreOffice "
    "Save As, Text CSV, character set “Unicode (UTF-8)”; then try again."
)


def quoted(text: str) -> str:
    """A piece of an outside file, fit to stand in a sentence."""
    shown = text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE] + "…"
    return f"“{clean_line(shown, field='file')}”"


def file_name(path: Path) -> str:
    """The file as a sentence names it."""
    return quoted(path.name or str(path))


def check_text(path: Path) -> None:
    """Read the whole file once, a line at a time; BadInput unless all of it is UTF-8 text."""
    with _worded(path):
        if path.is_dir():
            raise BadInput(f"{file_name(path)} is a folder, not a file.", field="file")
        if path.exists() and not path.is_file():
            raise BadInput(f"{file_name(path)} is not an ordinary file.", field="file")
        with path.open("rb") as file:
            _refuse_other_kinds(path, file.read(4))
            file.seek(0)
            _check_lines(path, file)


@contextmanager
def opened_text(path: Path) -> Iterator[TextIO]:
    """The file as text without its byte-order mark, line ends kept; BadInput where it fails."""
    with _worded(path), path.open(encoding="utf-8-sig", newline="") as file:
        yield file


@contextmanager
def _worded(path: Path) -> Iterator[None]:
    """The operating system's refusals, in a sentence."""
    name = file_name(path)
    try:
        yield
    except FileNotFoundError as error:
        raise BadInput(f"There is no file {name} in that place.", field="file") from error
    except OSError as error:
        raise BadInput(f"{name} cannot be read: {error.strerror}.", field="file") from error
    except UnicodeError as error:
        raise BadInput(f"{name} changed while it was read; try again.", field="file") from error


def _refuse_other_kinds(path: Path, start: bytes) -> None:
    for signature, kind in OTHER_KINDS:
        if start.startswith(signature):
            remedy = SAVE_AS_UTF8 if kind in CAN_BE_SAVED_AS_CSV else "Choose the CSV file itself."
            raise BadInput(f"{file_name(path)} is {kind}, not a CSV. {remedy}", field="file")


def _check_lines(path: Path, file: BinaryIO) -> None:
    lines = 0
    while raw := file.readline(LONGEST_LINE + 1):
        _check_line(path, raw, lines)
        lines += _line_ends(raw) + (not raw.endswith((b"\n", b"\r")))


def _check_line(path: Path, raw: bytes, lines_before: int) -> None:
    """BadInput unless `raw` is text; it may hold several lines that end in a bare CR."""
    if b"\0" in raw:
        raise BadInput(
            f"{file_name(path)} is not text (line {lines_before + 1}), so not a CSV.", field="file"
        )
    if len(raw) > LONGEST_LINE:
        why = f"line {lines_before + 1} is longer than {LONGEST_LINE:,} bytes"
        raise BadInput(f"{file_name(path)} is not a CSV: {why}.", field="file")
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = lines_before + _line_ends(before) + 1
        byte = error.start - max(before.rfind(b"\r"), before.rfind(b"\n"))
        where = f"line {line}, byte {byte} (0x{raw[error.start]:02X})"
        raise BadInput(
            f"{file_name(path)} is not UTF-8: {where}. {SAVE_AS_UTF8}", field="file"
        ) from error


def _line_ends(raw: bytes) -> int:
    return raw.count(b"\n") + raw.count(b"\r") - raw.count(b"\r\n")
