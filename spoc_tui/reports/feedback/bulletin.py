"""A bulletin as a document: what was said and what came of it, side by side, by theme."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.feedback.bulletins import Bulletin, BulletinItem
from spoc_tui.reports.documents.document import Document, Section, Table

NOTICE = "From your single point of contact at the council."
DRAFT = "Draft, not issued yet."
HEADS = ("You said", "We did")
WIDTHS = (50, 50)
"""Of the columns, in hundredths of the page."""


def bulletin_page(bulletin: Bulletin) -> Document:
    """The whole bulletin; while it has no reference it says that it is a draft."""
    day = show_day(bulletin.today)
    issued = f"{bulletin.reference}, issued on {day} by {bulletin.officer}."
    draft = f"As at {day}; written by {bulletin.officer}."
    return Document(
        title=bulletin.title,
        notice=NOTICE if bulletin.reference else f"{DRAFT} {NOTICE}",
        written=issued if bulletin.reference else draft,
        author=bulletin.officer,
        day=bulletin.today,
        sections=tuple(_section(theme, items) for theme, items in bulletin.by_theme.items()),
    )


def file_name(reference: str, day: date, ending: str) -> str:
    """`you-said-we-did-bul-26-0001-2026-04-02.docx`; `draft` where it has no reference."""
    return f"you-said-we-did-{reference.lower() or 'draft'}-{day.isoformat()}.{ending}"


def _section(theme: str, items: Sequence[BulletinItem]) -> Section:
    rows = tuple((_said(item), item.did) for item in items)
    return Section(theme, Table(rows, WIDTHS, HEADS), (_count(items),))


def _said(item: BulletinItem) -> str:
    """The words, and before them who said it, where there is more to say of that than “you”."""
    is_you = not item.names and item.others < 2
    return f"“{item.said}”" if is_you else f"{item.by}: “{item.said}”"


def _count(items: Sequence[BulletinItem]) -> str:
    refused = sum(item.is_refusal for item in items)
    counts = ((len(items) - refused, "done"), (refused, "that we cannot do"))
    return f"{', '.join(f'{count:,} {what}' for count, what in counts if count)}."
