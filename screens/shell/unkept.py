"""What is half typed and could not be kept in the database: it is written to a file instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import gettempdir
from typing import NamedTuple

from spoc_tui.casework.errors import SpocError, StorageFailed
from spoc_tui.files import free_name, write_private


class Unkept(NamedTuple):
    """A form or dialog whose draft could not be saved."""

    called: str
    """As a sentence calls it: “call”, “Answer ENQ-26-0143”."""
    why: StorageFailed
    texts: Mapping[str, str]
    """What is typed, by what its field is called."""


def write_elsewhere(unkept: Unkept, name: str, folders: Iterable[Path]) -> Path:
    """Writes what is typed, for the officer's eyes alone, into the first of the folders that takes
    it; returns the file. Raises the last StorageFailed where none does.
    """
    lines = [f"{unkept.called}: what was typed, and could not be kept", ""]
    lines += [f"{label}: {text}" for label, text in unkept.texts.items() if text.strip()]
    content, failed = "\n".join((*lines, "")).encode(), unkept.why
    for folder in (*folders, Path(gettempdir())):
        try:
            return write_private(free_name(folder / name), content)
        except StorageFailed as error:
            failed = error
        except SpocError:  # there is no such folder
            continue
    raise failed
