"""Keeps the officer's words in the paper of a year from giving away a small count."""

from __future__ import annotations

from spoc_tui.casework.week.summary import OwnWords
from spoc_tui.casework.week.words import check_against
from spoc_tui.casework.week.words import check_words as check_words_of_period
from spoc_tui.casework.year.in_words import in_words
from spoc_tui.casework.year.summary import YearSummary


def check_words(summary: YearSummary) -> None:
    """As of a week's summary (casework/week/words.py); BadInput where they say one."""
    own = summary.week.own
    if summary.week.hide_few and own.words:
        check_against(own.words, in_words(summary.with_words(OwnWords())))
        check_words_of_period(summary.week)
