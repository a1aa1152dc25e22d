"""What the storage is told of the kinds of the Compact."""

from __future__ import annotations

from collections.abc import Mapping

from db.records.kind_shapes import KindColumns, PartTable, Within

COLUMNS: Mapping[str, KindColumns] = {
    "compact_compact": KindColumns(
        subject="{row}.title || ', version ' || {row}.version",
        described=("title", "version"),
        drafted="title",
        searched=("title", "words", "notes"),
        acted=(
            *("consulted", "agreed", "signed", "in_force", "review_began", "reviewed"),
            *("review_words", "review_by", "working", "replaced"),
        ),
        asks=True,
        within=Within("replaces", "compact_compact", ""),
    ),
    "compact_commitment": KindColumns(
        gathered_by="compact",
        subject="{row}.words",
        described=("words",),
        drafted="words",
        searched=("words", "principle", "shown_by", "notes"),
        acted=("reworded",),
        organisation="organisation",
        team="team",
        several=("offers",),
        within=Within("compact", "compact_compact", ""),
    ),
}
"""By table."""

PARTS: Mapping[str, PartTable] = {
    "compact_compact_principles": PartTable("compact_compact", searched=("words",)),
    "compact_compact_milestones": PartTable("compact_compact", searched=("words",)),
    "compact_compact_signatures": PartTable(
        "compact_compact", searched=("called",), takes_part=True
    ),
    "compact_commitment_assessments": PartTable("compact_commitment"),
    "compact_commitment_answers": PartTable("compact_commitment"),
}
"""By table; the column `record` of each says on which record its rows are."""
