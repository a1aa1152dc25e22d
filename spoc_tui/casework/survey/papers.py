"""The papers of the survey: what each is made of, and whom none of them names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from spoc_tui.casework.kinds.paper import Paper
from spoc_tui.casework.organisations.unnamed import AN_ORGANISATION, without_names

if TYPE_CHECKING:
    from spoc_tui.casework.survey.beside import Beside
    from spoc_tui.casework.survey.respondents import Quote
    from spoc_tui.casework.survey.results import Results

RESULTS = Paper(
    "results",
    "Results",
    "Write for the committee what was answered: ratings, themes, quotations with consent, by size "
    "and ward, beside the round before; counts under five are hidden.",
    goes_out=False,
    at_steps=("concluded", "open", "in-words-only"),
)
BULLETIN = Paper(
    "bulletin",
    "Bulletin to who answered",
    "Write for everybody who answered what was asked, what was said in short, what comes of it.",
    goes_out=True,
    at_steps=("told",),
)
SOMEBODY = "somebody"
"""As a person is called in what is published."""
LEAST_LETTERS = 3
"""A shorter part of a name is no name by itself."""
WITHOUT_NAME = "somebody without a name"


def without_person(words: str, people: Iterable[str]) -> str:
    """What somebody said, without the name of whoever answered: in whole however it is written, in
    part as a name is written, so that words of other things stay (“may”, “will”).
    """
    for name in people:
        words = without_names(words, [name] if len(name.split()) > 1 else [], SOMEBODY)
        for part in sorted(name.split(), key=len, reverse=True):
            if len(part) >= LEAST_LETTERS:
                for written in {part.capitalize(), part.upper()}:
                    words = re.sub(rf"(?<!\w){re.escape(written)}(?!\w)", SOMEBODY, words)
    return words


@dataclass(frozen=True)
class Reported:
    """The results of a round, and all that is said with them."""

    results: Results
    besides: tuple[Beside, ...]
    """Beside earlier rounds."""
    opened: date
    last_day: date | None
    whom: str
    """Who was asked, in words."""
    title: str
    came: str
    """What came of it; blank: that is not said yet."""
    concluded: date | None
    named: Mapping[str, str]
    """Of the organisations that are quoted and agreed to be named, the name by uid."""
    cleaned: Mapping[str, str]
    """Of words that may be quoted: as they are printed, without the name of who did not agree."""

    def who(self, quote: Quote) -> str:
        """Whose words they are, as a paper says it."""
        if not quote.organisation:
            return WITHOUT_NAME
        return self.named.get(quote.organisation, AN_ORGANISATION)

    def words(self, quote: Quote) -> str:
        """What was said, as a paper prints it."""
        return self.cleaned[quote.words]


@dataclass(frozen=True)
class ResultsFacts:
    """What a paper of results is made of."""

    paper: Paper
    reported: Reported
    today: date
    officer: str
    remarks: str = ""
    """The officer's own."""
    changed: str = ""
    """What has changed since the issue that this one corrects."""
    issued: str = ""
    """The reference that it is issued under; blank: it is a draft."""
    in_full: bool = False
    """Whether what a paper hides as few is said: for the officer alone."""
