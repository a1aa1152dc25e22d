"""What the storage is told of the kinds of stories."""

from __future__ import annotations

from collections.abc import Mapping

from db.records.kind_shapes import KindColumns, Within

COLUMNS: Mapping[str, KindColumns] = {
    "stories_story": KindColumns(
        subject="{row}.angle",
        described=("angle",),
        drafted="angle",
        searched=("angle", "ward", "picture", "people", "notes", "words"),
        acted=(
            *("words", "asked", "drafted", "approved"),
            *("text_on", "picture_on", "people_on", "parent_on", "web_only"),
            *("held", "sent", "came_out", "told", "answer_by", "holds_until", "working"),
        ),
        organisation="organisation",
        wards="ward",
        within=Within("issue", "stories_issue", ""),
    ),
    "stories_issue": KindColumns(
        subject="{row}.name",
        described=("name",),
        drafted="name",
        searched=("name", "notes"),
        acted=("copy_sent", "came_out"),
        distinct="name",
    ),
}
"""By table."""
