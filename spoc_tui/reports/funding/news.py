"""The news of money for groups: what can be bid for together, what became of bids, who gave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.kinds.clocks import before
from spoc_tui.casework.money import show_money
from spoc_tui.reports.funding.documents import document_of, tabled

if TYPE_CHECKING:
    from spoc_tui.casework.funding.papers import MoneyFacts
    from spoc_tui.reports.documents.document import Document, Section

DECIDED_MONTHS = 3
"""How long what became of a bid is news."""
GAVE_MONTHS = 12
"""How far back it is told who gave by an open call."""


def news(facts: MoneyFacts) -> Document:
    """What can still be bid for first: it closes."""
    notice = f"For organisations of {facts.of}." if facts.of else "For organisations of all kinds."
    sections = [_open(facts), _decided(facts), _gave(facts)]
    return document_of("Funding news", notice, facts.today, facts.officer, sections)


def _open(facts: MoneyFacts) -> Section:
    ahead = [
        one
        for one in facts.bids
        if one.is_open and one.submitted is None and (one.closes_on or facts.today) >= facts.today
    ]
    rows = (
        (
            show_day(one.closes_on) if one.closes_on else "not known",
            f"{one.fund} ({one.funder})",
            "; ".join(filter(None, (one.asked_words, one.also))) or "not known",
            one.lead,
        )
        for one in ahead
    )
    heads = ("Closes", "Fund", "Asked for", "Who bids")
    joining = "Would you bid with them? Tell me what you would bring, and by when you must decide."
    return tabled("Open to bid for", rows, (16, 34, 28, 22), heads, (joining,) if ahead else ())


def _decided(facts: MoneyFacts) -> Section:
    since = before("Today", facts.today, DECIDED_MONTHS, "months").day
    rows = (
        (
            show_day(one.decided),
            f"{one.fund} ({one.funder})",
            one.lead,
            one.outcome.words + (f", {show_money(one.won)}" if one.won else ""),
        )
        for one in facts.bids
        if one.decided is not None and one.outcome is not None and one.decided >= since
    )
    heads = ("Decided", "Fund", "Who bid", "What became of it")
    return tabled(f"Decided since {show_day(since)}", rows, (16, 34, 26, 24), heads)


def _gave(facts: MoneyFacts) -> Section:
    """By funder and programme: recipients are not named, for it is the funders that are news."""
    since = before("Today", facts.today, GAVE_MONTHS, "months").day
    counts: Counter[tuple[str, str]] = Counter()
    sums: Counter[tuple[str, str]] = Counter()
    for one in facts.awards:
        if one.open_call and one.awarded is not None and since <= one.awarded <= facts.today:
            counts[one.funder, one.programme] += 1
            sums[one.funder, one.programme] += one.amount

    def rows() -> Iterator[tuple[str, str, str, str]]:
        for key in sorted(counts, key=lambda key: (-sums[key], key)):
            yield (*key, f"{counts[key]:,}", show_money(sums[key]))

    heads = ("Funder", "Programme", "Awards", "In all")
    title = f"Gave by an open call since {show_day(since)}"
    return tabled(title, rows(), (36, 34, 12, 18), heads, sums=(2, 3))
