"""What the storage is told of the kinds of equality."""

from __future__ import annotations

from collections.abc import Mapping

from db.records.kind_shapes import KindColumns, PartTable

COLUMNS: Mapping[str, KindColumns] = {
    "equality_assessment": KindColumns(
        subject="{row}.title",
        described=("title",),
        drafted="title",
        searched=("title", "summary", "evidence", "affected", "mitigation", "notes"),
        acted=(
            *("recommendation", "recommended", "why", "authoriser", "authorised", "reviewed"),
            *("review_by", "working", "replaced"),
        ),
        team="team",
        bears_on="matter",
    ),
    "equality_purpose": KindColumns(
        subject="coalesce(nullif({row}.words, ''), 'whom it serves')",
        described=("words",),
        drafted="words",
        searched=("words",),
        acted=("ask_by", "working"),
        organisation="organisation",
        once=("organisation",),
    ),
    "equality_characteristic": KindColumns(
        subject="{row}.name",
        described=("name",),
        drafted="name",
        searched=("name", "basis", "notes"),
        acted=(),
        several=("words",),
        once=("code",),
        distinct="name",
    ),
    "equality_publication": KindColumns(
        subject="'equality ' || {row}.what || ' of ' || {row}.published"
        " || CASE WHEN {row}.place <> '' THEN ', ' || {row}.place ELSE '' END",
        described=("what", "published", "place"),
        drafted="place",
        searched=("place", "notes"),
        acted=("next_by", "working", "followed"),
    ),
}
"""By table."""

PARTS: Mapping[str, PartTable] = {
    "equality_assessment_impacts": PartTable(
        "equality_assessment", searched=("words",), several=("effects",)
    ),
    "equality_purpose_serves": PartTable("equality_purpose"),
    "equality_purpose_declined": PartTable("equality_purpose"),
}
"""By table; the column `record` of each says on which record its rows are."""
