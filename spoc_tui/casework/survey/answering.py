"""Whether a response can be what was answered to its round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import BadInput

if TYPE_CHECKING:
    from spoc_tui.casework.survey.answer import Answer
    from spoc_tui.casework.survey.question import Question
    from spoc_tui.casework.survey.response import Response


def check(one: Response) -> None:
    """It answers each question once."""
    seen = set[tuple[int, str]]()
    for each in one.answers:
        if each.place in seen:
            of = f" of {each.directorate.name}" if each.directorate else ""
            raise BadInput(
                f"Question {each.number}{of} is answered twice. Put it into one answer.",
                field="answers",
            )
        seen.add(each.place)


def fits(was: Response | None, now: Response) -> None:
    """It answers questions that were asked, on their scales, after they were asked."""
    if now.its_round is not None and now.received < now.its_round.opened:
        raise BadInput(
            f"{now.round.name} opened on {show_day(now.its_round.opened)}: nobody answered it "
            "before that day.",
            field="received",
        )
    if was is not None and (was.round, was.answers) == (now.round, now.answers):
        return
    asked = {one.number: one for one in now.questions}
    for each in now.answers:
        if each.number not in asked:
            there = ", ".join(map(str, sorted(asked))) or "none yet"
            raise BadInput(
                f"{now.round.name} has no question {each.number}. It has: {there}.",
                field="answers",
            )
        _require_fitting(each, asked[each.number])


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
