"""The rows of an export, each as a response: its answers as they may be taken, when it was filled
in, and by what it is known when it comes again.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from spoc_tui.casework.missing import is_missing
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.spreadsheets import as_it_was
from spoc_tui.casework.text import clean_line, compared, counted, shortened
from spoc_tui.registers.corrected import corrected
from spoc_tui.registers.field_rows import FieldRow
from spoc_tui.registers.records import FileRow, ReadingState
from spoc_tui.registers.survey_cells import (
    KEPT,
    NOBODY,
    When,
    are_places,
    as_rated,
    is_ticked,
    rating_in,
    turned,
    when_in,
    words_in,
    yes_or_no,
)
from spoc_tui.registers.survey_columns import Places, Read, What
from spoc_tui.registers.survey_days import Order, order_of
from spoc_tui.registers.survey_questions import Questions

SHOWN_LENGTH = 60
"""How much of an answer is shown."""
MINUTE = len("2026-10-25 14:30")
MIDNIGHT = "00:00"
NOTHING = json.dumps([])
BLANKS_SHOWN = 5
_DAYS = (What.STARTED, What.COMPLETED)
_ONCE = (What.ID, What.STARTED, What.COMPLETED, What.ORGANISATION, What.MAY_QUOTE)


@dataclass(frozen=True)
class Asked:
    """What an export is read by."""

    questions: Questions
    opened: date
    """The first day of the round."""
    today: date
    said: str = ""
    """What the officer says of its columns, as it is typed."""
    remembered: Mapping[str, str] = field(default_factory=dict)
    """The same of an earlier export, by how and where a column is headed (`key_of`)."""


class Lines:
    """Reads the rows of an export."""

    def __init__(
        self,
        columns: list[Read],
        by_heading: Sequence[Read],
        asked: Asked,
        reading: ReadingState,
        order_before: bool | None,
    ) -> None:
        """`by_heading` is what the columns are without what the officer says of them: by that a
        response is known again, whatever is said of them the next time. `order_before` is how the
        days of an earlier export were read, as in `order_of`.
        """
        self._columns, self._asked, self._reading = columns, asked, reading
        self._known_by = {one.what: at for at, one in enumerate(by_heading) if one.what in _ONCE}
        self._at = {one.what: at for at, one in enumerate(columns) if one.what in _ONCE}
        self._answers = [at for at, one in enumerate(columns) if one.number]
        self._needed = sorted({*self._at.values(), *self._answers, *self._known_by.values()})
        self._order_before = order_before
        self.order = Order()
        """Which way round its days are read: settled as its rows are read."""
        self._has_times = False
        """Whether any row says at which time; settled likewise."""
        self.remarks: list[str] = []

    def read(self, rows: Iterator[FileRow | RefusedRow]) -> Iterator[FieldRow | RefusedRow]:
        """The rows, the earliest first where all say when they were filled in."""
        refused, kept, digests = [], [], list[str]()
        for row in rows:
            if isinstance(row, RefusedRow):
                refused.append(row)
                continue
            cells = {at: self._cell(row.cells, at) for at in self._needed}
            if any(cells.values()):
                kept.append((row.line, cells))
                digests.append(_digest(row.cells))
        self._settle_codes(kept)
        self._settle_order(kept)
        self._has_times = any(self._is_timed(cells) for _, cells in kept)
        unread, blank = Counter[int](), list[int]()
        seen, seen_turned = Counter[str](), Counter[str]()
        lines = []
        for (line, cells), digest in zip(kept, digests, strict=True):
            when, typed = self._typed(cells, unread)
            came_as, or_as = self._known_as(cells, digest)
            typed["came_as"] = _nth(came_as, seen)
            typed["or_as"] = _nth(or_as, seen_turned)
            if typed["answers"] == NOTHING and not typed["rated"]:
                blank.append(line)
                continue
            lines.append((when.said if when else "", FieldRow(line, typed)))
        if all(said for said, _ in lines):
            lines.sort(key=lambda one: one[0])
        for number, many in sorted(unread.items()):
            self.remarks.append(self._unread(number, many, len(kept)))
        self.remarks += _said_of_blanks(blank)
        if not any(said for said, _ in lines) and lines:
            self.remarks.append(
                "No column says when they were filled in: they are put down as received on the day "
                "that is given beside the file, or else today."
            )
        yield from (row for _, row in lines)
        yield from refused

    def _cell(self, cells: Sequence[str], at: int) -> str:
        cell = str(cells[at]) if at < len(cells) else ""
        return corrected(as_it_was(cell) if self._reading.marked else cell)

    def _settle_codes(self, kept: Sequence[tuple[int, Mapping[int, str]]]) -> None:
        """Columns in which codes stand for ratings are read by their places."""
        for at in self._answers:
            one = self._columns[at]
            if one.what is What.RATING and one.places is None and not one.option:
                asked = self._asked.questions.number(one.number)
                if are_places((cells[at] for _, cells in kept), asked):
                    self._columns[at] = Read(
                        What.RATING, one.number, one.directorate, "", Places.WORST
                    )

    def places_of_days(self) -> Sequence[int]:
        """Those of the columns that say when, in order."""
        its = {of[what] for of in (self._at, self._known_by) for what in _DAYS if what in of}
        return sorted(its)

    def _settle_order(self, kept: Sequence[tuple[int, Mapping[int, str]]]) -> None:
        days = {
            at: [cells[at] for _, cells in kept if cells[at].strip()]
            for at in self.places_of_days()
        }
        asked = self._asked
        self.order = order_of(days, self._columns, asked.opened, asked.today, self._order_before)
        self.remarks += filter(None, [self.order.remark])

    def _typed(
        self, cells: Mapping[int, str], unread: Counter[int]
    ) -> tuple[When | None, dict[str, str]]:
        """When it was filled in, and what it says, by field."""
        once = {what: cells[at] for what, at in self._at.items()}
        when = self._when(once, self.order.month_first)
        no_day = "" if when else once.get(What.COMPLETED) or once.get(What.STARTED, "")
        answers, notes, rated = self._answered(cells, unread)
        organisation = clean_line(self._once(cells, What.ORGANISATION), field="organisation")
        if is_missing(organisation) or compared(organisation) in NOBODY:
            organisation = ""
        return when, {
            "organisation": organisation.rstrip("; "),
            "received": when.day.isoformat() if when else "",
            "completed": when.said if when else "",
            "no_day": shortened(" ".join(no_day.split()), SHOWN_LENGTH),
            "may_quote": yes_or_no(self._once(cells, What.MAY_QUOTE)),
            "answers": json.dumps(answers, ensure_ascii=False),
            "notes": "; ".join(notes),
            "rated": " ".join(rated),
        }

    def _when(self, once: Mapping[What, str], month_first: bool) -> When | None:
        """When it was filled in, or begun where that is not there."""
        for what in (What.COMPLETED, What.STARTED):
            if found := when_in(once.get(what, ""), month_first=month_first):
                return found
        return None

    def _once(self, cells: Mapping[int, str], what: What) -> str:
        return cells[self._at[what]] if what in self._at else ""

    def _is_timed(self, cells: Mapping[int, str]) -> bool:
        known_by = {what: cells[at] for what, at in self._known_by.items()}
        when = self._when(known_by, self.order.month_first)
        return when is not None and when.is_timed

    def _known_as(self, cells: Mapping[int, str], digest: str) -> tuple[str, str]:
        """By what a response is known when it comes again: its number and the minute in which it
        was filled in (a workbook has midnight as the day alone, among others with their times);
        where none has a time, all that its row has. And by what it is known where its day and month
        were read the other way round.
        """
        known_by = {what: cells[at] for what, at in self._known_by.items()}
        number = compared(known_by.get(What.ID, ""))[:80]
        when = self._when(known_by, self.order.month_first)
        other = self._when(known_by, not self.order.month_first)
        if when is not None and other == when:  # An earlier file may have had it in figures.
            other = turned(when) or when

        def as_of(one: When | None) -> str:
            if one is None or not self._has_times:
                return f"row {digest}"
            minute = one.said[:MINUTE] if one.is_timed else f"{one.said} {MIDNIGHT}"
            return f"no. {number}, {minute}" if number else f"at {minute}"

        return as_of(when), as_of(other)

    def _answered(
        self, cells: Mapping[int, str], unread: Counter[int]
    ) -> tuple[list[dict[str, str]], list[str], list[str]]:
        """The answers, each of a question and a directorate; what is to be known of them; what was
        said in place of ratings.
        """
        ratings = defaultdict[tuple[int, str], list[str]](list)
        words = defaultdict[tuple[int, str], list[str]](list)
        notes, off = [], []
        for at in self._answers:
            one, cell = self._columns[at], cells[at]
            if one.what is What.WORDS:
                if said := words_in(cell):
                    words[one.place].append(said)
                continue
            asked = self._asked.questions.number(one.number)
            if one.option:
                if is_ticked(cell, one.option):
                    ratings[one.place].append(one.option)
                continue
            rating, instead = rating_in(cell, asked, one.places)
            if rating:
                ratings[one.place].append(rating)
            elif instead:
                unread[one.number] += 1
                off.append(as_rated(*one.place, instead))
                said = shortened(" ".join(instead.split()), 40)
                notes.append(f"question {one.number}: “{said}” is no rating, {KEPT}")
        answers = []
        for place in sorted({*ratings, *words}):
            rated, written = [*dict.fromkeys(ratings[place])], words[place]
            if len(rated) > 1:
                instead = " and ".join(rated)
                unread[place[0]] += 1
                notes.append(f"question {place[0]}: {instead} is no rating, {KEPT}")
                off.append(as_rated(*place, instead))
                rated = []
            answer = {"number": str(place[0]), "directorate": place[1]}
            answer |= {"rating": "".join(rated), "words": "\n".join(written)}
            if rated or written:
                answers.append({name: text for name, text in answer.items() if text})
        return answers, notes, off

    def _unread(self, number: int, many: int, rows: int) -> str:
        asked = self._asked.questions.number(number)
        rated = "rates" if many == 1 else "rate"
        return (
            f"Question {number}: {counted(many, 'response')} of {rows:,} {rated} it otherwise than "
            f"by its scale ({', '.join(asked.ratings)}). That is {KEPT}, and not "
            "counted. If the form had another scale, the question is to have it before answers "
            "come in."
        )


def _nth(known_as: str, seen: Counter[str]) -> str:
    """The same for the first that is known so, with its number for each after it."""
    seen[known_as] += 1
    return known_as if seen[known_as] == 1 else f"{known_as} no. {seen[known_as]}"


def _digest(cells: Sequence[str]) -> str:
    """What tells a row from others."""
    whole = chr(31).join(" ".join(cell.split()) for cell in cells).rstrip(chr(31))
    return hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()[:24]


def _said_of_blanks(lines: Sequence[int]) -> Iterator[str]:
    """That responses answer nothing."""
    if lines:
        which = ", ".join(f"{line:,}" for line in sorted(lines)[:BLANKS_SHOWN])
        more = ", …" if len(lines) > BLANKS_SHOWN else ""
        are = "is blank, and" if len(lines) == 1 else "are blank, and"
        line = "line" if len(lines) == 1 else "lines"
        yield f"{counted(len(lines), 'response')} {are} left out: {line} {which}{more}."
