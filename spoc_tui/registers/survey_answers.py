"""Answers that the form of a round made itself: the file that it saves, or the text of an e-mail,
one or several of them.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.dates.in_cells import day_in_cell
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.survey.form import (
    BEGINS,
    ENDS,
    FORMAT,
    GOES_ON,
    KEY,
    MAY_QUOTE,
    ORGANISATION,
    ROUND,
    SAVED,
)
from spoc_tui.casework.text import clean_line, clean_text
from spoc_tui.registers.field_rows import FieldRow, OpenedRows
from spoc_tui.registers.files import ordinary, worded
from spoc_tui.registers.plain_text import file_name
from spoc_tui.registers.survey_cells import (
    KEPT,
    as_rated,
    rating_in,
    small_number,
    words_in,
    yes_or_no,
)
from spoc_tui.registers.survey_email import text_of

if TYPE_CHECKING:
    from spoc_tui.registers.survey_questions import Questions

LARGEST = 2_000_000
"""In bytes."""
LONGEST_NUMBER = 18
"""In figures."""
_LINE = re.compile(
    r"(?P<number>[0-9]{1,2})(?: \((?P<of>[^()]{1,100})\))? (?P<what>rating|words): ?(?P<said>.*)"
)
_QUOTE_MARK = re.compile(r"^(?:\s*>)+ ?")
MARKS = (FORMAT, BEGINS, ENDS)
CUT_OFF = (
    f"It has no whole answers: from “{BEGINS}” to “{ENDS}”. One of these lines is missing: save "
    "the whole text of that e-mail, and import it again."
)
COLUMNS = (
    (ORGANISATION, "organisation"),
    (MAY_QUOTE, "may be quoted"),
    (SAVED, "completed"),
    ("Answers", "answers to the questions"),
)


def open_answers(path: Path, round_: str, questions: Questions) -> OpenedRows | None:
    """The answers of a file; None where it was not made by the form. BadInput where it is of
    another round.
    """
    with worded(path), ordinary(path) as file:
        content = file.read(LARGEST + 1)
    text = text_of(content) if len(content) <= LARGEST else ""
    if not any(mark in text for mark in MARKS):
        return None
    found = (
        [*_of_json(text)]
        if FORMAT in text and text.lstrip("\ufeff \n\r\t[").startswith("{")
        else [*_of_text(text)]
    )
    whole = [one for one in found if one is not CUT]
    if not whole:
        raise BadInput(
            f"{file_name(path)} has no whole answers: from “{BEGINS}” to “{ENDS}”. Save the whole "
            "text of the e-mail, or ask for the file that the form saves.",
            field="file",
        )
    others = sorted({str(one.get(ROUND, "")) for one in whole} - {round_})
    if others:
        raise BadInput(
            f"{file_name(path)} answers {clean_line(others[0][:60], field='file') or 'no round'}, "
            f"not {round_}. Import it for the round that it answers.",
            field="round",
        )
    rows = [_row(number, one, questions) for number, one in enumerate(found, 1)]
    return OpenedRows(COLUMNS, iter(rows), [])


def _of_json(text: str) -> Iterator[Mapping[str, Any]]:
    try:
        whole = json.loads(text.lstrip("\ufeff"), parse_int=_whole_number)
    except (ValueError, RecursionError):
        return
    for one in whole if isinstance(whole, list) else [whole]:
        if isinstance(one, dict) and one.get("format") == FORMAT:
            yield one


def _whole_number(figures: str) -> int | str:
    """A number of a file; one that is too long to be any as it is written."""
    return int(figures) if len(figures) <= LONGEST_NUMBER else figures


CUT: Mapping[str, Any] = {}
"""Stands for answers of which the line where they begin, or end, is missing."""


def _of_text(text: str) -> Iterator[Mapping[str, Any]]:
    """Each part between the marks, or CUT; the lines of one that was answered have the > before
    them that its first line has, and any further > is of the words.
    """
    found: dict[str, Any] | None = None
    quoted = _marks_of("")
    loose = False
    """Whether there are answers outside of the marks."""
    answers: dict[tuple[str, str], dict[str, str]] = {}
    last: dict[str, str] | None = None
    for raw in text.splitlines():
        bare = _QUOTE_MARK.sub("", raw).rstrip()
        line = bare if found is None else quoted.sub("", raw, count=1).rstrip()
        if last is not None and line.startswith(GOES_ON):
            last["words"] += f"\n{line.removeprefix(GOES_ON)}"
        elif bare.strip() == BEGINS:
            quoted = _marks_of(raw)
            if found is not None or loose:
                yield CUT
            found, answers, last, loose = {}, {}, None, False
        elif found is None and line.strip() == ENDS:
            yield CUT
            loose = False
        elif found is None:
            loose = loose or _LINE.fullmatch(line) is not None
        elif line.strip() == ENDS:
            yield {**found, "answers": [*answers.values()]}
            found, last = None, None
        elif match := _LINE.fullmatch(line):
            place = (match["number"], match["of"] or "")
            at = answers.setdefault(place, {"number": place[0], "directorate": place[1]})
            at[match["what"]] = match["said"]
            last = at if match["what"] == "words" else None
        elif last is not None:
            last["words"] += f"\n{line}"  # a program for e-mail parted a long line
        else:
            name, sign, said = line.partition(":")
            if sign and name.strip() in (ROUND, KEY, ORGANISATION, MAY_QUOTE, SAVED):
                found[name.strip()] = said.strip()
    if found is not None or loose:
        yield CUT


def _marks_of(begins: str) -> re.Pattern[str]:
    """What is before each line of a part that begins so: as many > as its first line has."""
    match = _QUOTE_MARK.match(begins)
    many = match[0].count(">") if match else 0
    return re.compile(rf"^(?:\s*>){{1,{many}}} ?" if many else "^")


def _row(number: int, one: Mapping[str, Any], questions: Questions) -> FieldRow | RefusedRow:
    if one is CUT:
        return RefusedRow(number, CUT_OFF)
    try:
        return FieldRow(number, _typed(one, questions))
    except BadInput as error:
        return RefusedRow(number, str(error))


def _typed(one: Mapping[str, Any], questions: Questions) -> dict[str, str]:
    answers, notes, rated = [], [], []
    its = one.get("answers", [])
    for each in its if isinstance(its, list) else []:
        answer = {n: str(text) for n, text in each.items()} if isinstance(each, dict) else {}
        asked = questions.number(small_number(answer.get("number", "")))
        said = words_in(answer.get("words", ""))
        rating, instead = "", ""
        if answer.get("rating"):
            rating, instead = rating_in(answer["rating"], asked, None)
        directorate = clean_line(answer.get("directorate", ""), field="directorate")
        if instead:
            rated.append(as_rated(asked.number, directorate, instead))
            notes.append(f"question {asked.number}: “{instead[:40]}” is no rating, {KEPT}")
        answers.append(
            {
                "number": f"{asked.number}",
                "directorate": directorate,
                "rating": rating,
                "words": said,
            }
        )
    saved = str(one.get(SAVED, ""))[:60]
    day = day_in_cell(saved)
    return {
        "organisation": clean_line(str(one.get(ORGANISATION, "")), field="organisation"),
        "received": day.isoformat() if day else "",
        "completed": clean_line(saved, field="completed"),
        "no_day": "" if day or not saved else clean_text(saved, field="completed"),
        "way": "" if one.get("format") else "email",
        "may_quote": yes_or_no(str(one.get(MAY_QUOTE, ""))),
        "answers": json.dumps(answers, ensure_ascii=False),
        "notes": "; ".join(notes),
        "rated": " ".join(rated),
        "came_as": f"form {_key(one)}",
    }


def _key(one: Mapping[str, Any]) -> str:
    """By what the answers are known when they come again."""
    if said := clean_line(str(one.get(KEY, ""))[:80], field="file"):
        return said
    whole = json.dumps(one, sort_keys=True, default=str)
    return hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()[:24]
