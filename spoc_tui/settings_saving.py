"""Writes into the officer's settings file what the program itself changes there: which areas are
shown.
"""

from __future__ import annotations

import re
from pathlib import Path

from spoc_tui.casework.errors import BadInput, StorageFailed
from spoc_tui.files import write_private
from spoc_tui.settings import Settings
from spoc_tui.settings_file import LIKE_AREAS, read, text_of


def save_area(path: Path, code: str, *, shown: bool) -> Settings:
    """Writes whether an area is shown; all else in the file stays as it is. What it says then.

    BadInput where the file cannot be read, or says its areas in a way that is not changed here;
    StorageFailed where it cannot be written.
    """
    raw = b""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        pass  # the first thing that is set
    except OSError as error:
        raise BadInput(f"The settings {path} cannot be read: {error.strerror}.") from error
    before = read(raw, path)
    if before.refusal:
        raise BadInput(before.refusal)
    written = with_area(text_of(raw), code, shown=shown).encode()
    after = read(written, path)
    hidden = before.hidden - {code} if shown else before.hidden | {code}
    # Looked at before it is written: a file may say its areas on one line, or within a text.
    if _all_but_places(after) != _all_but_places(before._replace(hidden=hidden)):
        raise BadInput(f"[areas] in {path} is not changed here. Change it there. {LIKE_AREAS}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageFailed(f"{path} could not be written: {error.strerror}.") from error
    write_private(path, written, overwrite=True)
    return after


def _all_but_places(of: Settings) -> tuple[object, ...]:
    """What settings say, but for the lines on which they say it, and what is wrong with them."""
    standards = of.standards.text if of.standards else ""
    return of._replace(faults=(), standards=None), standards


def with_area(text: str, code: str, *, shown: bool) -> str:
    """A settings file's text, with whether an area is shown among its [areas]."""
    lines = text.splitlines()
    heading = next((n for n, one in enumerate(lines) if re.match(r"\s*\[\s*areas\s*\]", one)), None)
    if heading is None:
        lines += [*([""] if lines else []), "[areas]"]
        heading = len(lines) - 1
    after = range(heading + 1, len(lines))
    end = next((n for n in after if re.match(r"\s*\[", lines[n])), len(lines))
    its = rf"\s*[\"']?{re.escape(code)}[\"']?\s*="
    stands = next((n for n in range(heading + 1, end) if re.match(its, lines[n])), None)
    line = f"{code} = {str(shown).lower()}"
    if stands is None:
        lines.insert(heading + 1, line)
    else:
        lines[stands] = line
    return "\n".join(lines) + "\n"
