"""What the storage is told of the kinds of buying."""

from __future__ import annotations

from collections.abc import Mapping

from db.records.kind_shapes import KindColumns, PartTable

COLUMNS: Mapping[str, KindColumns] = {
    "buying_opportunity": KindColumns(
        subject="{row}.title",
        described=("title",),
        drafted="title",
        searched=("title", "notice_id", "what_for", "question", "notes", "feedback"),
        acted=(
            *("sector_told", "engaged", "questioned", "submitted", "decided"),
            *("feedback_asked", "feedback", "looked", "confirmed"),
            *("tell_by", "look_on", "result_by", "working", "scope", "warning"),
        ),
        team="team",
        several=("reserved",),
        asks=True,
    ),
    "buying_offer": KindColumns(
        subject="{row}.what",
        described=("what",),
        drafted="what",
        searched=("what", "supplier", "under", "ward", "notes"),
        acted=("delivered", "failed", "came_in", "came_sum"),
        organisation="organisation",
        wards="ward",
    ),
    "buying_need": KindColumns(
        subject="{row}.what",
        described=("what",),
        drafted="what",
        searched=("what", "ward", "notes"),
        acted=("met",),
        organisation="organisation",
        wards="ward",
    ),
}
"""By table."""

PARTS: Mapping[str, PartTable] = {
    "buying_opportunity_bidders": PartTable(
        "buying_opportunity", searched=("brings", "why"), takes_part=True
    ),
    "buying_opportunity_deadlines": PartTable("buying_opportunity"),
    "buying_offer_deliveries": PartTable("buying_offer", searched=("evidence",)),
    "buying_need_heard": PartTable("buying_need"),
}
"""By table; the column `record` of each says on which record its rows are."""
