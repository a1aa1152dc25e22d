"""Tells what a file is by its content, and reads its rows."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, BinaryIO, cast

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.registers import json_rows, other_workbooks, separated, workbook
from spoc_tui.registers.header import columns_shown
from spoc_tui.registers.plain_text import SAMPLE, as_text, file_name, refuse_no_text
from spoc_tui.registers.records import WORKBOOK_ENDINGS, FileRow, Knows, ReadingState

TAKEN = "CSV, Excel, OpenDocument (.ods), JSON, or a .zip with one of them in it"
OTHER_KINDS = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"SQLite format 3", "a database"),
    (b"PK\x05\x06", "a zip file with nothing in it"),
)
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
ZIP = b"PK\x03\x04"
LIST_ENDINGS = (".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", *WORKBOOK_ENDINGS)
LARGEST_WORKBOOK = 200_000_000
"""In bytes, of one within a zip file."""


Rows = Callable[
    [Path, IO[bytes], ReadingState, Knows, str], Generator[FileRow | RefusedRow, None, None]
]
"""What reads a workbook."""


def records(
    path: Path, reading: ReadingState, knows: Knows, sheet: str
) -> Generator[FileRow | RefusedRow, None, None]:
    """The rows with something in them, the header among them; BadInput for what is no list."""
    with worded(path), ordinary(path) as file:
        reading.size = os.fstat(file.fileno()).st_size
        reading.tell = file.tell
        start = cast(io.BufferedReader, file).peek(SAMPLE)
        if start.startswith(ZIP):
            yield from _zipped(path, file, reading, knows, sheet)
        elif start.startswith(OLD_OFFICE):
            yield from other_workbooks.records(path, file, reading, knows, sheet)
        else:
            yield from _text(path, file, start, reading, knows)


@contextmanager
def worded(path: Path) -> Iterator[None]:
    """The operating system's refusals, and those of a damaged zip file, in a sentence."""
    name = file_name(path)
    try:
        yield
    except FileNotFoundError as error:
        raise BadInput(f"There is no file {name} in that place.", field="file") from error
    except OSError as error:
        raise BadInput(f"{name} cannot be read: {error.strerror}.", field="file") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise BadInput(
            f"{name} is a zip file that cannot be opened: damaged, or with a password. Get it "
            "again, or take the list out of it.",
            field="file",
        ) from error


def ordinary(path: Path) -> BinaryIO:
    """The file, opened; BadInput for a folder or a device."""
    if path.is_dir():
        raise BadInput(f"{file_name(path)} is a folder, not a file.", field="file")
    if path.exists() and not path.is_file():
        raise BadInput(
            f"{file_name(path)} is not an ordinary file. Save the list as a file, and name that.",
            field="file",
        )
    return path.open("rb", buffering=SAMPLE)


def _text(
    path: Path, file: BinaryIO, start: bytes, reading: ReadingState, knows: Knows
) -> Iterator[FileRow | RefusedRow]:
    if not start.strip():
        raise BadInput(f"{file_name(path)} is empty.", field="file")
    for signature, kind in OTHER_KINDS:
        if start.startswith(signature):
            raise BadInput(f"{file_name(path)} is {kind}, not a list ({TAKEN}).", field="file")
    refuse_no_text(path, start)
    beginning = as_text(io.BytesIO(start), start).read()
    text = as_text(file, start)
    if json_rows.LOOKS_LIKE.match(beginning):
        yield from json_rows.records(path, text, beginning)
    else:
        reading.marked = True
        yield from separated.records(path, text, knows, may_have_values=reading.heads_may_be_values)


def _zipped(
    path: Path, file: IO[bytes], reading: ReadingState, knows: Knows, sheet: str
) -> Iterator[FileRow | RefusedRow]:
    with zipfile.ZipFile(file) as archive:
        members = {
            info.filename: info
            for info in archive.infolist()
            if info.filename and not info.is_dir()  # it asks for the last sign of the name
        }
        if read := _workbook_reader(path, archive):
            yield from read(path, file, reading, knows, sheet)
            return
        member = _the_list(path, members)
        reading.size = member.file_size
        with archive.open(member) as opened:
            inside = io.BufferedReader(cast(io.RawIOBase, opened), SAMPLE)
            reading.tell = opened.tell
            start = inside.peek(SAMPLE)
            if start.startswith((ZIP, OLD_OFFICE)):
                yield from _workbook_inside(path, inside, member, reading, knows, sheet)
            else:
                yield from _text(path, inside, start, reading, knows)


def _workbook_reader(path: Path, archive: zipfile.ZipFile) -> Rows | None:
    """What reads the workbook that a zip file is; None where it is none. BadInput for documents of
    other kinds.
    """
    members = set(archive.namelist())
    if "xl/workbook.xml" in members:
        return workbook.records
    if "xl/workbook.bin" in members:
        return other_workbooks.records
    if "mimetype" in members and b"opendocument.spreadsheet" in archive.read("mimetype")[:200]:
        return other_workbooks.records
    if {"mimetype", "word/document.xml", "ppt/presentation.xml"} & members:
        raise BadInput(
            f"{file_name(path)} is a document, no list. Open it, save the list as CSV or as an "
            "Excel workbook (.xlsx), and try again.",
            field="file",
        )
    return None


def _the_list(path: Path, members: dict[str, zipfile.ZipInfo]) -> zipfile.ZipInfo:
    """The one file in a zip that can be a list; BadInput where there are several, or none."""
    own = [name for name in members if not name.startswith("__MACOSX/")]
    lists = [name for name in own if name.lower().endswith(LIST_ENDINGS)]
    found = lists or own
    if len(found) != 1:
        what = f"holds {columns_shown(found)}" if found else "has nothing in it"
        raise BadInput(
            f"{file_name(path)} {what}. Take the list itself out of it, and try again.",
            field="file",
        )
    return members[found[0]]


def _workbook_inside(
    path: Path,
    inside: IO[bytes],
    member: zipfile.ZipInfo,
    reading: ReadingState,
    knows: Knows,
    sheet: str,
) -> Iterator[FileRow | RefusedRow]:
    """A workbook is read here and there in it, which a compressed one cannot be."""
    if member.file_size > LARGEST_WORKBOOK:
        raise BadInput(f"The workbook in {file_name(path)} is too large. Remove it.", field="file")
    with TemporaryFile() as copy:
        shutil.copyfileobj(inside, copy)
        read: Rows | None = other_workbooks.records
        copy.seek(0)
        if copy.read(len(ZIP)) == ZIP:
            with zipfile.ZipFile(copy) as archive:
                read = _workbook_reader(path, archive)
        if read is None:
            raise BadInput(
                f"{file_name(path)} holds another zip file. Take the list out.", field="file"
            )
        reading.tell = lambda: reading.place
        yield from read(path, copy, reading, knows, sheet)
