"""Whether a response can be what was answered to its round."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.survey.no_answer import says_nothing

if TYPE_CHECKING:
    from datetime import date

    from spoc_tui.casework.survey.answer import Answer
    from spoc_tui.casework.survey.question import Question
    from spoc_tui.casework.survey.response import Response


def fits(was: Response | None, now: Response) -> None:
    """It answers questions that were asked, each once, on their scales, after they were asked; what
    is quoted stays as it was read.
    """
    if now.its_round is not None:
        require_opened(now.round.name, now.its_round.opened, now.received)
    if was is not None and (was.round, was.answers) == (now.round, now.answers):
        return
    _require_once(was, now)
    _require_as_read(was, now)
    asked = {one.number: one for one in now.questions}
    before = {each.uid: each.words for each in was.answers} if was is not None else {}
    for each in now.answers:
        if says_nothing(each.words) and before.get(each.uid) != each.words:
            raise BadInput(
                f"“{each.words.strip()}” says nothing: leave the words to question {each.number} "
                "blank.",
                field="answers",
            )
    for each in now.answers:
        if each.number not in asked:
            there = ", ".join(map(str, sorted(asked))) or "none yet"
            raise BadInput(
                f"{now.round.name} has no question {each.number}. It has: {there}.",
                field="answers",
            )
        _require_fitting(each, asked[each.number])


def require_opened(title: str, opened: date, received: date) -> None:
    """Refuses what was answered to a round before it opened."""
    if received < opened:
        raise BadInput(
            f"{title} opened on {show_day(opened)}: nobody answered it before that day.",
            field="received",
        )


def _require_once(was: Response | None, now: Response) -> None:
    """Refuses a second answer to a question: where directorates were merged since, there may be two
    of one already.
    """
    before = Counter(each.place for each in was.answers) if was is not None else Counter()
    seen = Counter[tuple[int, str]]()
    for each in now.answers:
        seen[each.place] += 1
        if seen[each.place] > max(1, before[each.place]):
            of = f" of {each.directorate.name}" if each.directorate else ""
            raise BadInput(
                f"Question {each.number}{of} is answered twice. Put it into one answer.",
                field="answers",
            )


def _require_as_read(was: Response | None, now: Response) -> None:
    """Refuses to quote who did not agree to it, and other words where those that were there may be
    quoted.
    """
    said = {each.uid: each.words for each in was.answers if each.quoted} if was else {}
    for each in now.answers:
        if each.quoted and each.uid not in said and not now.may_quote:
            raise BadInput(
                "They have not said that they may be quoted. Ask them first, and put that down "
                "(“may be quoted” on the response).",
                field="may_quote",
            )
        if each.quoted and said.get(each.uid, each.words) != each.words:
            raise BadInput(
                f"The words to question {each.number} may be quoted as they stand. Say first that "
                "they may not (“quote”), then change them.",
                field="answers",
            )


def _require_fitting(one: Answer, to: Question) -> None:
    if one.directorate is not None and not to.by_directorate:
        raise BadInput(
            f"Question {to.number} is not asked of each directorate: answer it as a whole.",
            field="answers",
        )
    if one.rating and to.rating(one.rating) != one.rating:
        raise BadInput(
            f"“{one.rating}” is a rating of question {to.number} by its number: type "
            f"“{to.rating(one.rating)}”.",
            field="answers",
        )
    if one.quoted and not one.words:
        raise BadInput(
            f"The answer to question {to.number} has no words that could be quoted.",
            field="answers",
        )
