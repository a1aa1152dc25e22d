"""Answers to a round that come in from a file: an export, or what the form of the round made."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from db.areas.survey.came_before import Before, CameBefore, Coming
from db.areas.survey.open_round import open_rounds
from db.areas.survey.taking import AnsweredBefore, answered_before, take_within
from db.council.remembered import recall, remember
from db.kinds.importing import Taken
from db.kinds.looking_up import Finder, now_of
from db.kinds.whose import Whose
from spoc_tui.casework.dates.in_cells import MONTHS
from spoc_tui.casework.dates.when import london, show_day
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.coming_in import Asked, Held
from spoc_tui.casework.kinds.fields import Link, Linked
from spoc_tui.casework.kinds.reading import read
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.survey.answering import require_opened
from spoc_tui.casework.survey.lists import ANSWERS
from spoc_tui.casework.survey.steps import Again
from spoc_tui.casework.text import counted, shortened
from spoc_tui.registers.field_rows import FieldRow, OpenedRows
from spoc_tui.registers.survey import open_export
from spoc_tui.registers.survey_answers import open_answers
from spoc_tui.registers.survey_questions import Questions
from spoc_tui.registers.survey_rows import Asked as AskedOf
from spoc_tui.registers.survey_text import refuse_form_as_text
from spoc_tui.registers.survey_word import open_word

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.survey.round import Round

_SHOWN, _RATED, _TURNED = 60, 200, 5
ANONYMOUS = "without a name"
CLOCKS_DIFFER = timedelta(minutes=15)
"""By how much the clock of whoever fills it in may be before ours."""


def opened(path: Path, store: Store, asked: Asked) -> OpenedRows:
    """The answers of a file, opened. BadInput where it has none to a question of the round."""
    its = _round(store, asked)
    directorates = [one.name for one in store.council.directorates()]
    questions = Questions(its.questions, directorates)
    own = open_answers(path, its.reference, questions) or open_word(path, its.reference, questions)
    if own is not None:
        return own
    refuse_form_as_text(path)
    by = AskedOf(
        *(questions, its.opened, store.today(), asked.given.get("column", "")),
        _remembered(store, its),
    )
    export = open_export(path, by)
    if export.kept:
        export.rows.keeps = partial(_remember, round_=its, kept=export.kept)
    return export.rows


def _round(store: Store, asked: Asked) -> Round:
    field = ANSWERS.asks["round"]
    assert isinstance(field, Link)
    named = asked.given.get("round", "").strip()
    uid = Finder(store)(field, named).uid if named else _only_open_round(store)
    return cast("Round", store.declared("round").get(uid).record)


def _only_open_round(store: Store) -> str:
    found = open_rounds(store)
    if len(found) != 1:
        many = f"{len(found):,} rounds are open" if found else "No round is open"
        raise BadInput(
            f"{many}: say which one they answer.", field="round", by_command="Say it with --round."
        )
    return found[0]


def _day(store: Store, asked: Asked) -> date | None:
    """The day that is given beside the file; None: none is."""
    field = ANSWERS.asks["received"]
    typed = asked.given.get("received", "").strip()
    day = read(field, typed, now=now_of(store), find=Finder(store)) if typed else None
    assert day is None or isinstance(day, date)
    return day


def _name(round_: Round) -> str:
    """Under which it is remembered what columns of answers to a round are."""
    return f"columns of {round_.uid}"


def _remembered(store: Store, round_: Round) -> Mapping[str, str]:
    text = recall(store, _name(round_))
    found: dict[str, str] = json.loads(text) if text else {}
    return found


def _remember(store: Store, *, round_: Round, kept: Mapping[str, str]) -> None:
    whole = {**_remembered(store, round_), **kept}
    remember(store, _name(round_), json.dumps(whole, ensure_ascii=False))


class Lines:
    """Takes in each response that is not there."""

    def __init__(self, store: Store, asked: Asked, rows: Sequence[FieldRow | RefusedRow]) -> None:
        self._store, self._round = store, _round(store, asked)
        self._whose = Whose(store, asked)
        self._day = _day(store, asked) or store.today()
        again = asked.given.get("again", "").strip()
        self._again = Again.read(again, field="again") if again else None
        its = (self._coming(row) for row in rows if isinstance(row, FieldRow))
        self._there = CameBefore(store, self._round.uid, its)
        self._turned: list[tuple[Before, date]] = []
        """What is there with its day and month the other way round, and when it was received as
        days are read now.
        """

    def what(self, row: FieldRow) -> str:
        """Whose answers it has, as it says; of when."""
        who = shortened(row["organisation"], _SHOWN) or ANONYMOUS
        return ", ".join(filter(None, (who, row["completed"])))

    def take(self, row: FieldRow) -> Taken:
        """Puts the response on record, unless it is there."""
        line = self._coming(row)
        answers = line.answers
        there, beside = self._there.find(line)
        if there:
            self._look_at_day(line, row["received"])
            return Taken(self.what(row), there, there=True)
        received = self._received(row)
        if row["rated"] and not any(one.get("rating") or one.get("words") for one in answers):
            raise BadInput(
                f"It answers nothing by the scale: {shortened(row['rated'], _RATED)} Put it down "
                "by hand, with the rating that is meant."
            )
        typed = {
            "received": received.isoformat(),
            "notes": row["rated"],
            "way": row["way"] or "online",
            "may_quote": row["may_quote"],
        }
        if row["organisation"]:
            whose = self._whose.of(row["organisation"])
            typed["organisation"] = whose.uid
            self._require_latest(Linked(whose.uid, whose.name), received)
        typed = {name: text for name, text in typed.items() if text}
        try:
            made = take_within(
                *(self._store, self._round.uid, typed, answers),
                of=self._round,
                again=self._again,
                came_as=row["came_as"],
                said_back=False,
            )
        except AnsweredBefore as error:
            raise Held(
                "Answered before: say “replaces” or “second” beside the file (again), for all "
                f"such rows at once. That was {error.before.reference}, on "
                f"{show_day(error.before.received)}.",
                reference=error.before.reference,
                beside="again",
            ) from None
        reference = made.record.reference
        self._there.add(line, reference, received.isoformat())
        return Taken(self.what(row), reference, "; ".join(filter(None, (row["notes"], beside))))

    def done(self) -> Sequence[str]:
        """That days of what is there are the other way round."""
        return [_said_of_turned(self._turned)] if self._turned else []

    def _coming(self, row: FieldRow) -> Coming:
        """A row, as it is looked for among what came before."""
        known = self._whose.known(row["organisation"]) if row["organisation"] else None
        answers = json.loads(row["answers"])
        return Coming(row["came_as"], row["or_as"], known.uid if known else "", answers)

    def _look_at_day(self, line: Coming, received: str) -> None:
        """Keeps in mind what is on record as received on another day than it says now."""
        its = self._there.turned(line)
        if its is not None and received not in ("", its.received):
            self._turned.append((its, date.fromisoformat(received)))

    def _require_latest(self, whose: Linked, received: date) -> None:
        """Holds what would take the place of an answer that came after it."""
        before = answered_before(self._store, self._round.uid, whose)
        if self._again is Again.REPLACES and before is not None and before.received > received:
            raise Held(
                f"{whose.name} answered later, on {show_day(before.received)} "
                f"({before.reference}): this cannot take its place. It may be a second voice, or "
                "be left out.",
                reference=before.reference,
            )

    def _received(self, row: FieldRow) -> date:
        today = self._store.today()
        if row["no_day"]:
            raise BadInput(
                f"“{row['no_day']}” is no day on which it was filled in: write 25 October 2026."
            )
        received = date.fromisoformat(row["received"]) if row["received"] else self._day
        if received == today and _is_to_come(row["completed"], self._store.now()):
            raise BadInput(
                f"It was filled in today at {row['completed'][-len('12:00:00') : -len(':00')]}, "
                "which is still to come. Look whether the clock was wrong."
            )
        require_opened(self._round.title, self._round.opened, received)
        if received > today:
            swapped = "its day and month are the other way round, or " * (received.day <= MONTHS)
            raise BadInput(
                f"It was filled in on {show_day(received)}, which is still to come. Look whether "
                f"{swapped}the clock was wrong."
            )
        return received


def _is_to_come(completed: str, now: datetime) -> bool:
    """Whether a moment of an export, on London’s clocks, is later than clocks may differ."""
    latest = f"{(now + CLOCKS_DIFFER).astimezone(london()):%Y-%m-%d %H:%M:%S}"
    return len(completed) == len(latest) and completed > latest


def _said_of_turned(its: Sequence[tuple[Before, date]]) -> str:
    """That responses were received on other days than they have on record."""
    named = [
        f"{one.reference} on {show_day(day)}, not {show_day(date.fromisoformat(one.received))}"
        for one, day in its[:_TURNED]
    ]
    more = f", and {len(its) - _TURNED} more" if len(its) > _TURNED else ""
    return (
        f"{counted(len(its), 'response')} came in before with day and month the other way round. "
        f"As days are read now they were received: {'; '.join(named)}{more}. If that is right, put "
        "the day right on each (received)."
    )
