"""What the storage is told of the kinds of bids, awards and models of funding."""

from __future__ import annotations

from collections.abc import Mapping

from db.records.kind_shapes import KindColumns, Within

COLUMNS: Mapping[str, KindColumns] = {
    "money_bid": KindColumns(
        subject="{row}.fund || ', ' || {row}.lead",
        described=("fund", "lead"),
        drafted="fund",
        searched=("fund", "funder", "lead", "also", "stages", "lessons", "notes", "why"),
        acted=(
            *("total", "interest", "preparing", "submitted", "second", "outcome", "decided"),
            *("won", "why"),
        ),
        groups=(("outcome", "decided", "won", "why"),),
        organisation="organisation",
        team="team",
        asks=True,
    ),
    "money_award": KindColumns(
        subject="{row}.funder || CASE {row}.title WHEN '' THEN '' ELSE ': ' || {row}.title END",
        described=("funder", "title"),
        drafted="funder",
        searched=("funder", "title", "programme", "purpose", "external", "notes"),
        acted=(
            *("last", "first_day_without", "notice_by", "notice_months", "length", "working"),
            *("noticed", "reported"),
        ),
        organisation="organisation",
        team="team",
        within=Within("renews", "money_award", ""),
    ),
    "money_model": KindColumns(
        subject="{row}.place || ': ' || {row}.what",
        described=("place", "what"),
        drafted="what",
        searched=("place", "what", "described", "who_pays", "source", "notes"),
        acted=("reviewed",),
    ),
}
"""By table."""
