"""What is done about a response: its words are put under themes, may be quoted, or it is set
aside.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.kinds.act import Act, Change, act
from spoc_tui.casework.kinds.fields import Linked, day, line, link, number, text, yes_no
from spoc_tui.casework.kinds.shared_acts import reopen
from spoc_tui.casework.survey.answer import Coding
from spoc_tui.casework.survey.question import MOST_QUESTIONS
from spoc_tui.casework.survey.steps import ResponseStep
from spoc_tui.casework.text import compared, shortened

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.now import Now
    from spoc_tui.casework.survey.response import Response

SHOWN = 200
"""How much of what was answered is recalled."""


def _require_words(one: Response) -> None:
    if not one.written:
        raise Refused(f"{one.reference} has no words: it is all ratings.")


def _recalled(one: Response) -> str:
    return "\n".join(f"{n}. {shortened(one.words_to(n), SHOWN)}" for n in one.written)


def _question_of(one: Response, number: int) -> int:
    if number not in one.written:
        there = ", ".join(map(str, one.written))
        raise BadInput(
            f"{one.reference} has no words to question {number}. It has to: {there}.",
            field="number",
        )
    return number


NUMBER = number("Question", "its number", needed=True, least=1, most=MOST_QUESTIONS, counts=None)


@act(
    "Put it under themes",
    "coded",
    needs=_require_words,
    recalls=_recalled,
    asks={
        "number": NUMBER,
        "themes": link("Themes", "theme", "one or several; blank: it fits none", several=True),
        "by": line("Coded by", "whose reading it is: yours, or another’s", needed=True),
        "on": day("On", "blank: today", past=True),
    },
)
def code(
    one: Response, now: Now, *, number: int, themes: tuple[Linked, ...], by: str, on: date | None
) -> Change:
    """Put the words to a question under themes, or under none; what the same person put them under
    before is replaced, and what another did stays beside it.
    """
    number = _question_of(one, number)
    kept = [
        each for each in one.codings if each.number != number or compared(each.by) != compared(by)
    ]
    day = on or now.today
    new = [Coding(number=number, theme=each, by=by, on=day) for each in dict.fromkeys(themes)]
    names = ", ".join(each.name for each in dict.fromkeys(themes)) or "no theme"
    return Change(
        {"codings": (*kept, *(new or [Coding(number=number, by=by, on=day)]))},
        text=f"question {number}: {names}",
    )


@act(
    "Say whether it may be quoted",
    "quoting settled",
    needs=_require_words,
    recalls=_recalled,
    asks={
        "number": NUMBER,
        "quote": yes_no("May be quoted", "whether these words may be printed", needed=True),
        "names_nobody": yes_no(
            "Names nobody, alleges nothing", "you read it through: no name, and no accusation"
        ),
    },
)
def quote(
    one: Response, now: Now, *, number: int, quote: bool, names_nobody: bool | None
) -> Change:
    """Whether the words to a question may be printed: off until you say that they name nobody and
    allege nothing.
    """
    number = _question_of(one, number)
    if quote and not one.may_quote:
        said = (
            "They said that they may not be quoted"
            if one.may_quote is False
            else ("They have not said that they may be quoted")
        )
        raise BadInput(
            f"{said}. Ask them first, and put that down (“may be quoted” on the response).",
            field="quote",
        )
    if quote and not names_nobody:
        raise BadInput(
            "Read it through, and say that it names nobody and alleges nothing; else it is not "
            "quoted.",
            field="names_nobody",
        )
    answers = tuple(
        replace(each, quoted=quote) if each.number == number and each.words else each
        for each in one.answers
    )
    words = "may be quoted" if quote else "is not to be quoted"
    return Change({"answers": answers}, text=f"question {number} {words}")


@act(
    "Set it aside",
    "set aside",
    begins=ResponseStep.SET_ASIDE,
    ends=True,
    asks={"why": text("Why", "why it does not count: another came in its place", needed=True)},
)
def close(one: Response, now: Now, *, why: str) -> Change:
    """It does not count, for a reason: the organisation answered again, or it was a trial."""
    return Change(text=why)


ACTS: tuple[Act[Any], ...] = (code, quote, close, reopen)
