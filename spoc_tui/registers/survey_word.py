"""The form of a round filled in in Word: what is ticked (☒, ✓, x), and what was written below."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.survey.form import BOX, IN_WORDS, MAY_QUOTE, OF_EACH, ORGANISATION, TICK_ONE
from spoc_tui.casework.text import clean_line, compared, fold
from spoc_tui.registers.field_rows import FieldRow, OpenedRows
from spoc_tui.registers.plain_text import file_name
from spoc_tui.registers.survey_cells import KEPT, as_rated, words_in
from spoc_tui.registers.word_file import Block, blocks_of

if TYPE_CHECKING:
    from spoc_tui.casework.survey.question import Question
    from spoc_tui.registers.survey_questions import Questions

COLUMNS = ((ORGANISATION, "organisation"), (MAY_QUOTE, "may be quoted"), ("Answers", "answers"))
_TICKS = re.compile(r"[☒☑✓✔✗✘■●]|(?<!\w)[xX](?!\w)")
_HEADING = re.compile(r"([0-9]{1,2})\. (.+)", re.DOTALL)
_REFERENCE = re.compile(r"Survey ([A-Z]{3}-[0-9]{2}-[0-9]{4,})")
_ENDS = ("who answers", "thank you")


def open_word(path: Path, round_: str, questions: Questions) -> OpenedRows | None:
    """The answers of a form; None where the file is no Word document. BadInput where it is no form
    of the round.
    """
    if not _is_word(path):
        return None
    blocks = blocks_of(path)
    text = "\n".join("\n".join(one.cells) for one in blocks)
    named = {match[1] for match in _REFERENCE.finditer(text)}
    if round_ not in named:
        of = f"It is of {min(named)}. " if named else ""
        raise BadInput(
            f"{file_name(path)} is no form of {round_}. {of}Its last lines say of which survey it "
            "is: leave them in.",
            field="file",
        )
    form = _Form(questions)
    for block in blocks:
        form.take(block)
    return OpenedRows(COLUMNS, iter([FieldRow(1, form.typed())]), [])


def _is_word(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return "word/document.xml" in archive.namelist()
    except (OSError, ValueError, zipfile.BadZipFile):
        return False


class _Form:
    """A form that is being read."""

    def __init__(self, questions: Questions) -> None:
        self._questions = questions
        self._asked: Question | None = None
        self._within = True
        self._ratings: dict[tuple[int, str], list[str]] = {}
        self._beside: dict[tuple[int, str], str] = {}
        """What was written among the boxes."""
        self._words: dict[int, list[str]] = {}
        self._about: dict[str, str] = {}

    def take(self, block: Block) -> None:
        """The next block."""
        first = block.cells[0]
        match = _HEADING.fullmatch(first)
        if match and not block.is_row and self._questions.has(int(match[1])):
            asked = self._questions.number(int(match[1]))
            if fold(match[2]) == fold(asked.words):
                self._asked = asked
                return
        if not block.is_row and fold(first) in _ENDS:
            self._asked = None
        elif self._asked is None:
            self._take_about(block.cells)
        elif block.is_row:
            self._take_boxes(self._asked, block.cells)
        elif fold(first) not in (fold(IN_WORDS), fold(OF_EACH)):
            self._words.setdefault(self._asked.number, []).append(first)

    def _take_about(self, cells: Sequence[str]) -> None:
        for name in (ORGANISATION, MAY_QUOTE):
            if len(cells) > 1 and fold(cells[0]).startswith(fold(name)):
                self._about[name] = " ".join(cells[1:])

    def _take_boxes(self, asked: Question, cells: Sequence[str]) -> None:
        """A row of boxes, of the whole or of a directorate, and what was written into it."""
        beside = ""
        if fold(cells[0]).startswith(fold(TICK_ONE)):
            directorate, beside = "", cells[0][len(TICK_ONE) :].strip(" :")
        elif not (directorate := self._questions.directorate(cells[0])):
            return
        place = asked.number, directorate
        ticked = [
            rating
            for rating, cell in zip(asked.ratings, cells[1:], strict=False)
            if _TICKS.search(cell)
        ]
        if ticked:
            self._ratings[place] = ticked
        ratings = {compared(one) for one in asked.ratings}
        bare = (_TICKS.sub("", cell.replace(BOX, "")).strip() for cell in cells[1:])
        written = [beside, *(one for one in bare if one and compared(one) not in ratings)]
        if said := " ".join(filter(None, written)):
            self._beside[place] = said

    def typed(self) -> dict[str, str]:
        """What it says, by field."""
        answers, notes, rated = [], [], []
        places = {*self._ratings, *self._beside, *((number, "") for number in self._words)}
        for number, directorate in sorted(places):
            ticked = self._ratings.get((number, directorate), [])
            said = [] if directorate else self._words.get(number, [])
            beside = self._beside.get((number, directorate), "")
            both = " and ".join(ticked) if len(ticked) > 1 else ""
            if both:
                notes.append(f"question {number}: {both} are ticked, {KEPT}")
            if beside:
                notes.append(f"question {number}: “{beside[:40]}” is among the boxes, {KEPT}")
            if both or beside:
                said_so = ", ".join(filter(None, (both, beside)))
                rated.append(as_rated(number, directorate, said_so))
            if both:
                ticked = []
            if said or (number, directorate) in self._ratings:
                answers.append(
                    {
                        "number": str(number),
                        "directorate": directorate,
                        "rating": "".join(ticked),
                        "words": words_in("\n".join(said)),
                    }
                )
        organisation = clean_line(self._about.get(ORGANISATION, ""), field="organisation")
        quoted = self._about.get(MAY_QUOTE, "")
        kept = json.dumps(answers, ensure_ascii=False)
        digest = hashlib.sha256(f"{organisation}{chr(31)}{kept}".encode()).hexdigest()[:24]
        return {
            "organisation": organisation,
            "way": "email",
            "may_quote": _quoted(quoted),
            "answers": kept,
            "notes": "; ".join(notes),
            "rated": " ".join(rated),
            "came_as": f"Word form {digest}",
        }


def _quoted(said: str) -> str:
    """“yes”, “no”, of “☒ yes ☐ no”; blank where neither is ticked, or both are."""
    bare = said.replace(BOX, f" {BOX} ")
    yes, _, no = bare.lower().partition("no")
    before, _, after = yes.partition("yes")
    ticked = bool(_TICKS.search(before)), bool(_TICKS.search(f"{after} {no}"))
    if ticked == (True, False):
        return "yes"
    if ticked == (False, True):
        return "no"
    alone = fold(said)
    return alone if alone in ("yes", "no") and BOX not in said else ""
