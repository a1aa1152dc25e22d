"""Text in a spreadsheet's cells: never a formula, and read back as it was."""

from __future__ import annotations

import re

# A spreadsheet takes what begins so for a formula; an apostrophe before it says that it is text.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_MARKED = re.compile(r"''*[=+\-@\t\r]")


def as_text(cell: str) -> str:
    """The cell of a CSV file that shows this text: `=1+1` becomes `'=1+1`, and no formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def as_it_was(cell: str) -> str:
    """The text that `as_text` made this cell of."""
    return cell[1:] if _MARKED.match(cell) else cell
