"""Where the words of a chase go, if to a file."""

from __future__ import annotations

from pathlib import Path

from spoc_tui.casework.errors import Refused, StorageFailed
from spoc_tui.files import placed


def words_file(output: Path | None, reference: str) -> Path | None:
    """Where the words of a chase are written, if to a file."""
    return placed(output, f"chase-{reference.replace('/', '-')}.txt") if output else None


def write_new(path: Path, text: str) -> None:
    """Writes words to a new file; Refused or StorageFailed, before anything is recorded."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise Refused(f"{path} exists already. Name another file; nothing was recorded.") from None
    except OSError as error:
        raise StorageFailed(
            f"{path} could not be written: {error.strerror}. Nothing was recorded."
        ) from error
