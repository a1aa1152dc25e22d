"""The letter that asks a board for assurance, with what is known of room and money."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.prescribing.papers import UNDER_RECORDED, months_before, totals
from spoc_tui.casework.text import counted
from spoc_tui.reports.documents.document import Section
from spoc_tui.reports.documents.plain_paper import paper, tabled
from spoc_tui.reports.prescribing.resource import number_shown

if TYPE_CHECKING:
    from spoc_tui.casework.prescribing.papers import RequestFacts
    from spoc_tui.reports.documents.document import Document


def request(facts: RequestFacts) -> Document:
    """What is to be assured, by when, and what it rests on."""
    one = facts.assurance
    rows = [
        ("What is asked", one.words),
        ("Of whom", one.asked_of),
        ("Asked on", show_day(one.asked)),
        ("Where it was asked for", one.asked_in),
        ("Answer by", _by(facts)),
        ("Reference", one.reference),
    ]
    sections = [
        tabled("What we ask", [row for row in rows if row[1]], (25, 75)),
        Section("What is known", lines=tuple(_known(facts))),
        Section("What we would like to hear", lines=tuple(_wanted())),
    ]
    if one.replies:
        heads = ("Answered", "What was said", "Enough?")
        replies = [
            (show_day(each.on), each.words, each.satisfied.words)
            for each in sorted(one.replies, key=lambda each: each.on)
        ]
        sections.append(tabled("What was answered so far", replies, (20, 60, 20), heads))
    title = "Request for assurance"
    return paper(title, f"For {one.asked_of}.", facts.today, facts.officer, sections)


def _by(facts: RequestFacts) -> str:
    one = facts.assurance
    days = filter(None, (one.answer_by, one.by_board) if not one.replies else (one.update_by,))
    by = min(days, default=None)
    board = f" (the board meets on {show_day(one.board)})" if one.board else ""
    return f"{show_day(by)}{board}" if by else "as soon as it can be"


def _known(facts: RequestFacts) -> Iterator[str]:
    months = months_before(facts.today)
    its = totals(facts.services, months)
    running = [one for one in facts.services if one.is_open]
    fresh = [one for one in running if one.stale_on is not None and one.stale_on >= facts.today]
    services = counted(len(running), "service")
    yield f"{services} on record; of {len(fresh):,} it was said lately whether there is room."
    yield f"Referred in the last {len(months)} whole months: {number_shown(its.referred)}."
    yield f"Of those in months without money on record: {number_shown(its.unfunded)}."
    yield UNDER_RECORDED


def _wanted() -> Iterator[str]:
    yield "How it is taken into account what room the services have."
    yield "How money reaches those to whom people are referred, and from when."
    yield "When the next update comes."
