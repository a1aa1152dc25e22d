"""Text that is no table of answers: the form of a round as text or Markdown, and an e-mail in which
somebody quotes a question. None of it is read as rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.survey.form import BEGINS, ENDS, MAY_QUOTE, TICK_ONE
from spoc_tui.casework.text import compared
from spoc_tui.registers.files import ordinary, worded
from spoc_tui.registers.plain_text import as_text, file_name
from spoc_tui.registers.survey_columns import Read
from spoc_tui.registers.survey_questions import Questions

LARGEST_FORM = 200_000
"""In bytes: a form has no more."""
TABLE_ENDINGS = (".csv", ".tsv", ".zip")
"""Of files that are rows of cells, even where there is but one column."""
FEWEST = 2
"""How many columns of a text must be known, or how wide it must be, for it to be a table."""
_REFERENCE = re.compile(r"Survey [A-Z]{3}-[0-9]{2}-[0-9]{4,}")
_OF_THE_FORM = re.compile(
    rf"^[\s>*_#-]*(?:{re.escape(TICK_ONE)}|{re.escape(MAY_QUOTE)}, without your name)[*_]*:",
    re.MULTILINE | re.IGNORECASE,
)
WHAT_COMES_IN = (
    "What comes in is an export as CSV or Excel, the form in Word, the file that the form’s page "
    f"saves, or an e-mail with all from “{BEGINS}” to “{ENDS}”. What somebody wrote otherwise is "
    "put down by hand, as if they rang."
)


def refuse_form_as_text(path: Path) -> None:
    """BadInput where a file is the form of a round as text or Markdown, filled in or not."""
    with worded(path), ordinary(path) as file:
        start = file.read(LARGEST_FORM)
        if not start or b"\0" in start[:2] or start.startswith(b"PK"):
            return
        file.seek(0)
        with as_text(file, start[:4]) as lines:
            text = lines.read(LARGEST_FORM).replace("\\", "")
    if _REFERENCE.search(" ".join(text.split())) and _OF_THE_FORM.search(text):
        raise BadInput(
            f"{file_name(path)} is the form as text: what is ticked in it cannot be told for sure. "
            f"{WHAT_COMES_IN}",
            field="file",
            by_command="Put it down by “spoc survey answer”.",
        )


def require_table(
    path: Path, columns: Sequence[Read], rows: Sequence[Sequence[str]], questions: Questions
) -> None:
    """BadInput where text that was read as rows is no table: it has one column of which something
    is known, and is not otherwise seen to be one.
    """
    if path.suffix.lower() in TABLE_ENDINGS:
        return
    known = [at for at, one in enumerate(columns) if one.words]
    filled = sum(sum(map(bool, map(str.strip, row))) >= FEWEST for row in rows)
    if len(known) >= FEWEST and filled * 2 >= len(rows):
        return
    width = len(columns)
    if width >= FEWEST and rows and all(len(row) == width for row in rows):
        return
    its = [row[known[0]] for row in rows if known[0] < len(row)] if known else []
    if its and _are_ratings(its, columns[known[0]], questions):
        return
    raise BadInput(
        f"{file_name(path)} is no table: a question stands in it, and its lines are not rows of "
        f"cells below that. {WHAT_COMES_IN}",
        field="file",
        by_command="Put it down by “spoc survey answer”.",
    )


def _are_ratings(cells: Sequence[str], column: Read, questions: Questions) -> bool:
    if not column.number:
        return False
    scale = {compared(one) for one in questions.number(column.number).ratings}
    its = [compared(cell) for cell in cells if cell.strip()]
    return bool(its) and all(one in scale for one in its)
