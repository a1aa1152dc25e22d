"""What the storage is told of the kinds of co-design."""

from __future__ import annotations

from collections.abc import Mapping

from db.records.kind_shapes import KindColumns, NamedAfter, PartTable, shown_day

COLUMNS: Mapping[str, KindColumns] = {
    "codesign_invitation": KindColumns(
        subject="{row}.title",
        described=("title",),
        drafted="title",
        searched=("title", "how", "notes", "changes"),
        acted=(
            *("began", "early", "concluded", "changed", "changes"),
            *("tell_by", "working", "warning"),
        ),
        team="team",
        asks=True,
    ),
    "codesign_event": KindColumns(
        subject="{row}.name",
        described=("name",),
        drafted="name",
        searched=("name", "place", "ward", "asked_by", "notes"),
        acted=("attended", "how_it_was", "missed"),
        organisation="organisation",
        wards="ward",
    ),
    "codesign_briefing": KindColumns(
        subject="coalesce((SELECT d.name FROM directorate AS d WHERE d.uid = {row}.directorate), "
        f"'') || ', ' || coalesce({shown_day('{row}.on_')}, '')",
        described=("directorate", "on_"),
        drafted="directorate",
        searched=("material", "notes"),
        acted=("next_by", "working", "followed"),
        named_after=NamedAfter("directorate", "directorate", "name"),
    ),
}
"""By table."""

PARTS: Mapping[str, PartTable] = {
    "codesign_invitation_voices": PartTable(
        "codesign_invitation", searched=("called", "words", "came")
    ),
    "codesign_event_going": PartTable("codesign_event", searched=("called",), takes_part=True),
    "codesign_briefing_shown": PartTable("codesign_briefing", searched=("words",), takes_part=True),
}
"""By table; the column `record` of each says on which record its rows are."""
