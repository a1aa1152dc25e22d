"""The form of a round that goes out, and what comes back of it: a file, or an e-mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from spoc_tui.casework.kinds.paper import Paper

if TYPE_CHECKING:
    from spoc_tui.casework.survey.question import Question
    from spoc_tui.casework.survey.round import Round

FORMAT = "spoc pulse survey answers"
"""By which a file that the form saved is known."""
BEGINS, ENDS = "--- Answers begin ---", "--- Answers end ---"
"""Between which the answers stand in the text of an e-mail."""
GOES_ON = "  "
"""What is before the second line of words, and those after it."""
ROUND, KEY, ORGANISATION = "Survey", "Form", "Organisation"
MAY_QUOTE, SAVED = "May be quoted", "Filled in"
"""How what is no answer is headed in both."""
BOX = "☐"
TICK_ONE, IN_WORDS = "Tick one", "In your own words"
OF_EACH = "And of each directorate that you know"
NO_NAME = "blank: you answer without a name"
"""How the parts of the form are headed, by which they are known when it comes in again."""


def heading_of(one: Question) -> str:
    """“1. How would you assess …?”."""
    return f"{one.number}. {one.words}"


FORM = Paper(
    "form",
    "A form to send",
    "Write the questions as a form to send: to print (docx, md), or as a page (html) that is "
    "filled in without a network, and answers with a file or an e-mail that comes in again.",
    goes_out=True,
    at_steps=("open",),
    filled_in=True,
)

SCRIPT = Paper(
    "script",
    "What to say on the telephone",
    "Write what is said when somebody rings to ask the questions: three minutes, with each rating "
    "by its digit.",
    goes_out=False,
)


@dataclass(frozen=True)
class FormFacts:
    """A round: what its form is made of, and its script."""

    paper: Paper
    round: Round
    directorates: tuple[str, ...]
    """By name."""
    today: date
    officer: str
