"""What the storage is told of the kinds of prescribing."""

from __future__ import annotations

from collections.abc import Mapping

from db.records.kind_shapes import KindColumns, PartTable

COLUMNS: Mapping[str, KindColumns] = {
    "prescribing_service": KindColumns(
        subject="{row}.name",
        described=("name",),
        drafted="name",
        searched=(
            *("name", "what", "for_whom", "lives_in", "place", "postcode", "how"),
            *("external", "notes"),
        ),
        acted=("room_now", "stale_on", "assure_by", "counts_by", "gap_least", "working"),
        organisation="organisation",
    ),
    "prescribing_assurance": KindColumns(
        subject="{row}.words",
        described=("words",),
        drafted="words",
        searched=("words", "asked_of", "notes"),
        acted=("by_board", "working"),
        team="team",
    ),
}
"""By table."""

PARTS: Mapping[str, PartTable] = {
    "prescribing_service_readings": PartTable("prescribing_service"),
    "prescribing_service_counts": PartTable("prescribing_service"),
    "prescribing_assurance_replies": PartTable("prescribing_assurance", searched=("words",)),
}
"""By table; the column `record` of each says on which record its rows are."""
