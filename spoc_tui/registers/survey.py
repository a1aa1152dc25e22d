"""An export of answers, as Microsoft Forms, SurveyMonkey, LimeSurvey, Google Forms or a sheet of
one’s own have it: a row a response, headed by whole questions or their codes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from pathlib import Path

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.spreadsheets import as_it_was
from spoc_tui.casework.text import fold, shortened
from spoc_tui.registers import files
from spoc_tui.registers.corrected import corrected
from spoc_tui.registers.field_rows import OpenedRows
from spoc_tui.registers.header import TITLE_ROWS, columns_shown, each_once
from spoc_tui.registers.plain_text import file_name
from spoc_tui.registers.records import FileRow, Knows, ReadingState
from spoc_tui.registers.survey_columns import (
    Heading,
    Places,
    Read,
    What,
    guess,
    is_of_the_export,
    plain_heading,
)
from spoc_tui.registers.survey_days import FIRST
from spoc_tui.registers.survey_questions import Questions
from spoc_tui.registers.survey_rows import SHOWN_LENGTH, Asked, Lines
from spoc_tui.registers.survey_said import HOW_SAID, read_said
from spoc_tui.registers.survey_text import require_table

SAMPLED = 200
"""How many rows are looked at to tell what a column is."""
_ADDRESS = re.compile(r"[^\s@]@[^\s@]+\.\w")
SHOWN = 3
"""How many answers of a column are shown."""


@dataclass(frozen=True)
class Export:
    """An opened export."""

    rows: OpenedRows
    kept: Mapping[str, str]
    """What the officer said of its columns, to be remembered, by `key_of`."""


def key_of(at: int, heading: Heading) -> str:
    """By what a column is known again: its place, and how it is headed."""
    return f"{at + 1} {fold(heading.whole)[:200]}"


def _days_of(at: int, heading: Heading) -> str:
    """Under which it is kept how the days of a column were read."""
    return f"days of {key_of(at, heading)}"


def open_export(path: Path, asked: Asked) -> Export:
    """Opens an export. BadInput, with what to do, where no column of it answers a question."""
    reading = ReadingState()
    reading.heads_may_be_values = True

    @cache
    def knows(cell: str) -> bool:
        heading = Heading(plain_heading(cell.replace("\t", ";")))
        return bool(guess([heading], [()], asked.questions, {})[0].words)

    found = files.records(path, reading, knows, "")
    first = list(islice(found, SAMPLED + TITLE_ROWS))
    is_said = bool(asked.said or any(key[:1].isdecimal() for key in asked.remembered))
    headings, begins = _headings(path, first, knows, is_said=is_said)
    rows = first[begins:]
    samples = [_sample(rows[:SAMPLED], at) for at in range(len(headings))]
    said = _said(headings, asked)
    columns = guess(headings, samples, asked.questions, said)
    _require_answers(path, columns, headings)
    _require_parted(path, samples)
    if reading.marked and not said:
        require_table(path, columns, list(_cells(rows[:SAMPLED])), asked.questions)
    _say_several(columns, asked.questions)
    by_heading = guess(headings, samples, asked.questions, {})
    lines = Lines(columns, by_heading, asked, reading, _order_before(headings, asked))
    read = list(lines.read(chain(rows, found)))
    lines.remarks += [*_said_of_places(columns), *_not_read(headings, columns, samples)]
    shown = tuple(
        () if one.what is What.PERSONAL else _shown(samples[at]) for at, one in enumerate(columns)
    )
    names = each_once([one.whole for one in headings])
    opened = OpenedRows(
        tuple((name, one.words) for name, one in zip(names, columns, strict=True)),
        iter(read),
        [*reading.remarks, *lines.remarks],
        shown,
    )
    given = read_said(asked.said, headings, asked.questions)
    kept = {key_of(at, headings[at]): _typed(one) for at, one in given.items()}
    if lines.order.is_known:
        order = FIRST[lines.order.month_first]
        kept |= {_days_of(at, headings[at]): order for at in lines.places_of_days()}
    return Export(opened, kept)


def _order_before(headings: Sequence[Heading], asked: Asked) -> bool | None:
    """Whether an earlier export with such a column was read with the month first; None: there was
    none.
    """
    found = (asked.remembered.get(_days_of(at, one)) for at, one in enumerate(headings))
    return next((one == FIRST[True] for one in found if one), None)


def _said(headings: Sequence[Heading], asked: Asked) -> dict[int, Read]:
    """What is known of columns: as the officer says, else as was said of such a one before."""
    found: dict[int, Read] = {}
    for at, heading in enumerate(headings):
        if before := asked.remembered.get(key_of(at, heading)):
            found |= read_said(f"{at + 1}={before}", headings, asked.questions)
    return found | read_said(asked.said, headings, asked.questions)


def _typed(one: Read) -> str:
    """As it would be typed."""
    if not one.number:
        return one.words or "-"
    places = f" {one.places.value}" if one.places else ""
    return " ".join(f"{one.number} {one.directorate} {one.what.value}".split()) + places


def _headings(
    path: Path, first: Sequence[FileRow | RefusedRow], knows: Knows, *, is_said: bool
) -> tuple[list[Heading], int]:
    """How the columns are headed, in one row or two, and where the answers begin. Where the officer
    has said what they are, none needs to be known.
    """
    best, most = -1, 0
    for at, row in enumerate(first[:TITLE_ROWS]):
        known = sum(map(knows, row.cells)) if isinstance(row, FileRow) else 0
        if known > most:
            best, most = at, known
        if known > 1:
            break
    if best < 0 and is_said:
        best = next((at for at, row in enumerate(first) if isinstance(row, FileRow)), -1)
    if best < 0:
        shown = next((row.cells for row in first if isinstance(row, FileRow)), [])
        raise _no_answers(path, [cell for cell in shown if cell.strip()])
    head = first[best]
    assert isinstance(head, FileRow)
    cells = list(map(plain_heading, map(corrected, head.cells)))
    below = first[best + 1] if best + 1 < len(first) else None
    if isinstance(below, FileRow) and _goes_on(cells, below.cells):
        lower = [plain_heading(cell) for cell in below.cells]
        width = max(len(cells), len(lower))
        return [*_in_two_rows(_wide(cells, width), _wide(lower, width))], best + 2
    width = max(len(row.cells) for row in first[best:] if isinstance(row, FileRow))
    return [Heading(cell) for cell in _wide(cells, width)], best + 1


def _goes_on(cells: Sequence[str], below: Sequence[str]) -> bool:
    """Whether a second row heads the columns of one question, as SurveyMonkey has it: it says
    nothing below what is no question.
    """
    filled = [at for at, cell in enumerate(below) if cell.strip()]
    if not filled:
        return bool(cells) and fold(cells[0]) == "respondent id"
    usual = {"response", "open ended response"}
    if any(fold(below[at]) in usual for at in filled):
        return True
    return filled[0] > 0 and any(at < len(cells) and not cells[at].strip() for at in filled)


def _in_two_rows(cells: Sequence[str], below: Sequence[str]) -> Iterator[Heading]:
    group = ""
    for cell, lower in zip(cells, below, strict=True):
        group = cell or group
        usual = fold(lower) in ("response", "open ended response")
        yield Heading(group if lower or not cell else cell, "" if usual else lower)


def _wide(cells: Sequence[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))]


def _sample(rows: Sequence[FileRow | RefusedRow], at: int) -> list[str]:
    return [
        row.cells[at]
        for row in rows
        if isinstance(row, FileRow) and at < len(row.cells) and row.cells[at].strip()
    ]


def _cells(rows: Sequence[FileRow | RefusedRow]) -> Iterator[Sequence[str]]:
    """Those of the rows that could be read."""
    return (row.cells for row in rows if isinstance(row, FileRow))


def _shown(cells: Sequence[str]) -> tuple[str, ...]:
    """Three answers of a column, each other than the others."""
    apart = dict.fromkeys(" ".join(as_it_was(cell).split()) for cell in cells)
    return tuple(shortened(cell, SHOWN_LENGTH) for cell in islice(apart, SHOWN))


def _require_answers(path: Path, columns: Sequence[Read], headings: Sequence[Heading]) -> None:
    if not any(one.number for one in columns):
        raise _no_answers(path, [one.whole for one in headings if one.words])


def _require_parted(path: Path, samples: Sequence[Sequence[str]]) -> None:
    """BadInput where all is one column and most rows have an e-mail address in them: whole rows
    would be somebody’s words.
    """
    if len(samples) == 1 and sum(map(bool, map(_ADDRESS.search, samples[0]))) * 2 > len(samples[0]):
        raise BadInput(
            f"{file_name(path)} is read as one column, with an e-mail address in most of its rows: "
            "what stands between its cells cannot be told. Open it in Excel, save it as CSV with a "
            "comma between cells, and try again.",
            field="file",
        )


def _no_answers(path: Path, shown: Sequence[str]) -> BadInput:
    has = f" It has {columns_shown(shown)}." if shown else ""
    return BadInput(
        f"No column of {file_name(path)} is headed as a question of the round is.{has} If it is of "
        f"this round, say what its columns are: {HOW_SAID}.",
        field="file",
    )


def _say_several(columns: Sequence[Read], questions: Questions) -> None:
    """Refuses two columns that the officer said to be the same rating."""
    ratings = Counter(one.place for one in columns if one.what is What.RATING and not one.option)
    for (number, directorate), its in ratings.items():
        if its > 1:
            of = f" of {directorate}" if directorate else ""
            raise BadInput(
                f"{its} columns are said to be the rating of question {number}{of}. Say which.",
                field="column",
            )


def _not_read(
    headings: Sequence[Heading], columns: Sequence[Read], samples: Sequence[Sequence[str]]
) -> Iterator[str]:
    """That there is more in it which may be an answer."""
    its = [
        f"{at + 1} {heading.whole}"
        for at, heading in enumerate(headings)
        if columns[at].what is What.LEFT_OUT and samples[at] and not is_of_the_export(heading)
    ]
    if its:
        yield (
            f"Not read, though there is something in it: {columns_shown(its)}. If it answers a "
            "question say which, as in “7=4 words”."
        )


def _said_of_places(columns: Sequence[Read]) -> Iterator[str]:
    for at, one in enumerate(columns, 1):
        if one.what is What.RATING and one.places is Places.WORST:
            yield (
                f"Column {at} has codes: 1 or A1 is read as the worst rating of question "
                f"{one.number}. If it is the best, say “{at}={one.number} rating best first”."
            )
