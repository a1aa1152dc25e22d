"""What is typed for an answer and is none: “N/A”, “-”, “none”. It is left blank, and said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from spoc_tui.casework.missing import is_missing
from spoc_tui.casework.text import compared

if TYPE_CHECKING:
    from spoc_tui.casework.survey.question import Question

Typed = Mapping[str, str]
"""An answer as it is typed, by field."""
_SAID = ("rating", "words")


def says_nothing(text: str, ratings: Sequence[str] = ()) -> bool:
    """Whether a text is no answer, though something is typed; it is one where the scale has it."""
    return bool(text.strip()) and is_missing(text) and compared(text) not in map(compared, ratings)


def only_said(answers: Sequence[Typed], questions: Sequence[Question]) -> list[dict[str, str]]:
    """The answers without what says nothing."""
    nothing = {(at, name) for at, name, _ in _nothing(answers, questions)}
    said = [
        {name: text.strip() for name, text in one.items() if (at, name) not in nothing}
        for at, one in enumerate(answers)
    ]
    return [{name: text for name, text in one.items() if text} for one in said]


def left_blank(answers: Sequence[Typed], questions: Sequence[Question]) -> Iterator[str]:
    """A sentence for each that says nothing."""
    for at, name, text in _nothing(answers, questions):
        number, are = answers[at].get("number", "").strip(), "is" if name == "rating" else "are"
        yield f"“{text.strip()}” says nothing: the {name} of question {number} {are} left blank."


def _nothing(
    answers: Sequence[Typed], questions: Sequence[Question]
) -> Iterator[tuple[int, str, str]]:
    scales = {f"{one.number}": one.ratings for one in questions}
    for at, one in enumerate(answers):
        for name in _SAID:
            ratings = scales.get(one.get("number", "").strip(), ()) if name == "rating" else ()
            if says_nothing(text := one.get(name, ""), ratings):
                yield at, name, text
