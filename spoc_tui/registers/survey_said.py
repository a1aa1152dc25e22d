"""What the officer says that columns of an export are: “7=4 words; 8=1 rating; 2=organisation”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.survey.steps import How
from spoc_tui.casework.text import fold
from spoc_tui.registers.plain_text import quoted
from spoc_tui.registers.survey_columns import LEFT_OUT, Heading, Places, Read, What
from spoc_tui.registers.survey_questions import Questions

if TYPE_CHECKING:
    from spoc_tui.casework.survey.question import Question

HOW_SAID = (
    "“7=4 words”, “8=1 rating”, “9=3 Housing rating”, “5=1 rating best first” (where 1 or A1 is "
    "the best), “2=organisation”, “3=completed”, “3=completed day first”, “4=may be quoted” "
    "or “6=-” (left out), with semicolons"
)
MOST_FIGURES = 9
"""Of the place of a column."""
_SAID = re.compile(
    r"(?:question )?(?P<number>[0-9]{1,2})\b[, :]*(?P<of>.*?)[, :]*"
    r"(?P<what>rating|words)?(?P<places> (?:worst|best) first)?"
)
_WITH_DAYS = re.compile(
    rf"(?P<what>{What.STARTED.value}|{What.COMPLETED.value}) (?P<first>day|month) first"
)


def read_said(typed: str, headings: Sequence[Heading], questions: Questions) -> dict[int, Read]:
    """What the officer says of columns, by their places from 0. BadInput for what is none."""
    found = {}
    for part in filter(None, (one.strip() for one in re.split(r"[;\n]", typed))):
        column, sign, meant = part.rpartition("=")
        if not sign or not column.strip():
            raise BadInput(
                f"{quoted(part)} does not say what a column is. Type {HOW_SAID}.", field="column"
            )
        found[_place_of(column.strip(), headings)] = read_as(meant.strip(), questions)
    return found


def _place_of(column: str, headings: Sequence[Heading]) -> int:
    if column.isdecimal() and len(column) <= MOST_FIGURES and 1 <= int(column) <= len(headings):
        return int(column) - 1
    its = [
        at for at, one in enumerate(headings) if fold(column) in (fold(one.whole), fold(one.words))
    ]
    if len(its) == 1:
        return its[0]
    why = f"{len(its)} columns are headed so" if its else "no column is headed so"
    raise BadInput(
        f"{quoted(column)}: {why}. Name the column by its place, 1 to {len(headings)}.",
        field="column",
    )


def read_as(meant: str, questions: Questions) -> Read:
    """What was said that a column is: “4 words”, “organisation”."""
    bare = " ".join(meant.lower().split())
    if bare in ("", "-", "left out"):
        return LEFT_OUT
    if match := _WITH_DAYS.fullmatch(bare):
        return Read(What(match["what"]), month_first=match["first"] == "month")
    for what in What:
        if bare == what.value and what not in (What.RATING, What.WORDS, What.PERSONAL):
            return Read(what)
    match = _SAID.fullmatch(bare)
    if match is None:
        raise BadInput(
            f"{quoted(meant)} is nothing that a column can be. Type {HOW_SAID}.", field="column"
        )
    asked = questions.number(int(match["number"]))
    directorate = questions.directorate(match["of"]) if match["of"] else ""
    if match["of"] and not directorate:
        raise BadInput(f"There is no directorate {quoted(match['of'])}.", field="column")
    what = What(match["what"]) if match["what"] else _only_way(asked, meant)
    places = Places(match["places"].strip()) if match["places"] else None
    if what is What.RATING and not asked.how.rates:
        raise BadInput(
            f"Question {asked.number} is answered in words alone: nothing is rated there.",
            field="column",
        )
    return Read(what, asked.number, directorate, places=places)


def _only_way(asked: Question, meant: str) -> What:
    if asked.how is How.BOTH:
        raise BadInput(
            f"{quoted(meant)}: question {asked.number} is rated, and answered in words. Say "
            f"“{asked.number} rating” or “{asked.number} words”.",
            field="column",
        )
    return What.RATING if asked.how.rates else What.WORDS
