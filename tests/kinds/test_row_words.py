"""Rows of a record, as its page, its timeline and a dialog have them on one line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from spoc_tui.casework.codesign.event import Going
from spoc_tui.casework.codesign.steps import Effect
from spoc_tui.casework.codesign.voice import Voice
from spoc_tui.casework.groups.meeting import AgendaItem
from spoc_tui.casework.kinds.catalogue import all_kinds
from spoc_tui.casework.kinds.fields import Linked, Number, Rows, fields_of
from spoc_tui.casework.kinds.rows import numbered, row_words
from spoc_tui.casework.survey.question import FOUR


def test_a_row_reads_as_plain_english() -> None:
    voice = Voice(
        on=date(2026, 10, 13),
        organisation=Linked("1", "The Choir, Rainham"),
        words="Halls matter. Nobody asks.",
        expenses=False,
        effect=Effect.CHANGED,
        came="There is a chapter.",
    )
    assert row_words(voice) == (
        "on Tue 13 Oct 2026; The Choir, Rainham; Halls matter. Nobody asks; expenses not paid; "
        "changed; what became of it: There is a chapter."
    )
    going = Going(team=Linked("2", "Planning"), role="has a stall")
    assert row_words(going) == "Planning, role: has a stall"
    item = AgendaItem(words="Rents", reached=False)
    assert row_words(item) == "Rents, not reached"


def test_a_question_is_told_by_its_number_and_all_its_words() -> None:
    assert numbered(FOUR).splitlines()[0] == (
        "1. How do you view the current financial sustainability of the Voluntary and community "
        "sector in Medway as a whole?; rating and words"
    )
    fifth = replace(FOUR[1], number=5)
    assert numbered((FOUR[0], fifth)).splitlines()[1].startswith("2. number 5; How would you")
    assert row_words(FOUR[1]).startswith("number 2; How would you")


def test_very_long_words_are_cut_at_their_end_on_a_page() -> None:
    (line,) = numbered((replace(FOUR[0], words="why " * 200),)).splitlines()
    assert line.startswith("1. why why")
    assert line.endswith("…, rating and words")
    assert len(line) < 450


ROWS = [
    (f"{kind.code}.{name}", field.of)
    for kind in all_kinds()
    for name, field in kind.fields.items()
    if isinstance(field, Rows)
]


@pytest.mark.parametrize("of", [of for _, of in ROWS], ids=[name for name, _ in ROWS])
def test_no_row_begins_with_a_number_that_says_its_place_again(of: type) -> None:
    name, first = next(iter(fields_of(of).items()))
    assert first.numbers == (isinstance(first, Number) and first.label == "Number"), name
