"""Which question of a round a heading is: by its words, however they are spaced and punctuated, in
whole or in good part, or by its code (Q1, G01Q02).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.text import fold

if TYPE_CHECKING:
    from spoc_tui.casework.survey.question import Question

ALIKE = 0.75
"""How much of two texts must be the same words, for one to be taken for the other."""
MISTYPED = 0.85
"""How alike two words are of which one is the other mistyped."""
LEAST_WORDS = 2
"""Of those that say something."""
_CODE = re.compile(
    r"(?:g[0-9]{1,2})?q\.?\s*0*([0-9]{1,2})(?:\s*[.:)]?\s*|_?)((?:\[[^\[\]]*\])+|_?[a-z]+)?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"^\s*(?:(?:question|q)\.?\s*)?0*[0-9]{1,2}\s*[.:)–—-]?\s+(?=\S)", re.IGNORECASE
)
_CODED = re.compile(r"^\s*(?:g[0-9]{1,2})?q0*[0-9]{1,2}\s*[.:)–—-]\s*(?=\S)", re.IGNORECASE)
_SAY_NOTHING = frozenset(
    (
        *("a", "an", "and", "are", "as", "at", "be", "between", "by", "can", "current", "do"),
        *("does", "for", "from", "how", "in", "is", "it", "its", "of", "on", "or", "other", "our"),
        *("the", "this", "to", "what", "which", "who", "why", "with", "within", "would", "you"),
        *("your", "please", "tell", "us", "think", "view", "whole"),
    )
)


class Questions:
    """The questions of a round, and the council's directorates."""

    def __init__(self, asked: Sequence[Question], directorates: Sequence[str]) -> None:
        self.asked = asked
        self._by_number = {one.number: one for one in asked}
        self._folded = {one.number: fold(one.words) for one in asked}
        self._directorates = {fold(name): name for name in directorates}

    def has(self, number: int) -> bool:
        """Whether there is one of that number."""
        return number in self._by_number

    def number(self, number: int) -> Question:
        """The one of a number; BadInput with those there are."""
        if number not in self._by_number:
            there = ", ".join(map(str, self._by_number)) or "none yet"
            raise BadInput(f"There is no question {number}. There are: {there}.", field="column")
        return self._by_number[number]

    def by_directorate(self, near: int) -> Question | None:
        """The one that is asked of each directorate: that with a number, or the only one."""
        its = [one for one in self.asked if one.by_directorate and one.how.rates]
        same = [one for one in its if one.number == near]
        return (same or its)[0] if same or len(its) == 1 else None

    def directorate(self, heading: str) -> str:
        """The name of the directorate that is just so, but for its case and punctuation; blank:
        none.
        """
        folded = fold(heading)
        bare = re.sub(r"^(?:the )|(?: directorate| department| response)$", "", folded)
        return self._directorates.get(folded) or next(
            (
                name
                for key, name in self._directorates.items()
                if re.sub(r"(?: directorate| department)$", "", key) == bare
            ),
            "",
        )

    def best(self, heading: str) -> tuple[Question | None, str]:
        """The question that a heading is, and what it has beyond that; None where it is none, or
        may be several.
        """
        bare = _CODED.sub("", _NUMBERED.sub("", heading, count=1), count=1)
        folded = fold(bare)
        if not folded:
            return None, ""
        scores = sorted(
            ((_alike(folded, its), number) for number, its in self._folded.items()), reverse=True
        )
        if not scores or scores[0][0] < ALIKE / 2:
            return None, ""
        if len(scores) > 1 and scores[0][0] - scores[1][0] < 0.05:
            return None, ""
        number = scores[0][1]
        its = self._folded[number]
        rest = folded.removeprefix(its).strip() if folded.startswith(its) else ""
        return self._by_number[number], rest


def code_of(heading: str) -> tuple[int, str]:
    """The number of the question of a heading that is only a code, and what is below it (“SQ001”,
    “comment”); 0 where it is none.
    """
    match = _CODE.fullmatch(heading.strip())
    if match is None:
        return 0, ""
    return int(match[1]), (match[2] or "").strip("[]_ ")


def _alike(heading: str, question: str) -> float:
    """From 0, another, to 1, the same."""
    if heading == question:
        return 1
    ours, its = heading.split(), question.split()
    if heading.startswith(f"{question} "):
        return 0.98
    if f" {question} " in f" {heading} ":
        return 0.95
    if question.startswith(heading) and len(ours) > LEAST_WORDS + 1:
        return 0.94
    telling = set(ours) - _SAY_NOTHING
    if not all(word in its or get_close_matches(word, its, 1, MISTYPED) for word in telling):
        return 0  # another question, however alike
    common = (Counter(ours) & Counter(its)).total()
    share = 2 * common / (len(ours) + len(its))
    if share >= ALIKE:
        return share * 0.9
    if len(telling) >= LEAST_WORDS and telling <= set(its):
        return ALIKE / 2 + 0.1 * len(telling) / len(its)
    return 0
