"""Rows of a record, as its page, its timeline and a dialog have them on one line."""

from __future__ import annotations

from datetime import date

from spoc_tui.casework.codesign.event import Going
from spoc_tui.casework.codesign.steps import Effect
from spoc_tui.casework.codesign.voice import Voice
from spoc_tui.casework.groups.meeting import AgendaItem
from spoc_tui.casework.kinds.fields import Linked
from spoc_tui.casework.kinds.rows import row_words


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
