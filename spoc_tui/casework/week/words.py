"""Keeps the officer's words in a summary from giving away a small count that is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.figures.hiding import FEW, HIDDEN
from spoc_tui.casework.week.in_words import in_words
from spoc_tui.casework.week.summary import OwnWords, WeekSummary

_COUNTS = {HIDDEN: rf"(?<![\d.,])[1-{FEW - 1}]", "some": r"(?<![\d.,])\d[\d,]*"}
"""What would be in place of a word that hides a count."""
_HIDING = re.compile(rf"({HIDDEN}|\bsome\b)")


def check_words(summary: WeekSummary) -> None:
    """BadInput where small counts are hidden, and the officer's own first paragraph has a count
    where the paragraph made from the figures hides it.
    """
    if summary.hide_few and summary.own.words:
        check_against(summary.own.words, in_words(replace(summary, own=OwnWords())))


def check_against(own: str, made: str) -> None:
    """BadInput where the officer's own paragraph has a count that the one made from the figures
    hides.
    """
    words = _plain(own)
    for pattern in _patterns(made):
        if found := re.search(pattern, words, re.IGNORECASE):
            raise BadInput(
                f"Small counts are hidden, and these words say one: “{found[0]}”. Write “some” "
                "there, or clear the words: then they are made from the figures.",
                field="words",
            )


def _patterns(made: str) -> Iterator[str]:
    """Of each part of a paragraph that hides a count: what it would look like unhidden."""
    for part in re.split(r"[.,:;] ", _plain(made).rstrip(".")):
        if _HIDING.search(part):
            yield "".join(_COUNTS.get(piece) or re.escape(piece) for piece in _HIDING.split(part))


def _plain(text: str) -> str:
    """As it reads, however its lines break and whichever dash is in it."""
    return " ".join(text.replace("–", "-").split())
