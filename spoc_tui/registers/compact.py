"""A list of commitments: CSV or Excel with columns of any usual name, or pasted from a compact."""

from __future__ import annotations

from pathlib import Path

from spoc_tui.casework.errors import BadInput
from spoc_tui.registers.field_rows import Columns, FieldRow, OpenedRows, open_field_rows
from spoc_tui.registers.missing import line_of
from spoc_tui.registers.plain_text import SAMPLE, as_text, file_name, lines_of, refuse_no_text

COMMITMENTS = Columns(
    {
        "words": "commitment, commitments, words, undertaking, promise, what, text",
        "side": "side, by, promised by, made by, sector, party",
        "owner": "owner, who owes it, lead, responsible, team, organisation",
        "principle": "principle, under",
        "paragraph": "paragraph, para, ref, section",
        "shown_by": "shown by, kept when, measure, evidence, what would show it",
        "starts": "from, start, starts, since",
        "ends": "to, end, ends, until",
    },
    ("words",),
    ("starts", "ends"),
    "Commitment, Side, Owner, Principle, Paragraph",
)


def open_commitments(path: Path, columns: Columns) -> OpenedRows:
    """Opens the list: a table, or where its name ends in .txt one commitment on each line, as it
    was pasted. BadInput, with what to do, where it is neither.
    """
    if path.suffix.casefold() != ".txt":
        return open_field_rows(path, columns)
    return OpenedRows((("each line", "words"),), iter(_pasted(path)), [])


def _pasted(path: Path) -> list[FieldRow]:
    try:
        with path.open("rb") as file:
            start = file.read(SAMPLE)
            refuse_no_text(path, start)
            file.seek(0)
            lines = list(lines_of(path, as_text(file, start)))
    except OSError as error:
        why = error.strerror
        raise BadInput(f"{file_name(path)} cannot be read: {why}.", field="file") from error
    found = [FieldRow(n, {"words": line_of(text, "words")}) for n, text in enumerate(lines, 1)]
    return [one for one in found if one.typed["words"]]
