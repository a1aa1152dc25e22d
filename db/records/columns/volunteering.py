"""What the storage is told of the kinds of volunteering."""

from __future__ import annotations

from collections.abc import Mapping

from db.records.kind_shapes import KindColumns, shown_day

COLUMNS: Mapping[str, KindColumns] = {
    "volunteering_role": KindColumns(
        subject="{row}.what",
        described=("what",),
        drafted="what",
        searched=("what", "ward", "when_", "training", "notes"),
        acted=("seen", "ask_by", "working", "warning"),
        organisation="organisation",
        wards="ward",
    ),
    "volunteering_signup": KindColumns(
        subject="{row}.role_kind",
        described=("role_kind",),
        drafted="role_kind",
        searched=("role_kind", "notes"),
        acted=(
            *("started", "gave_up", "theme", "joined"),
            *("ask_by", "update_by", "working"),
        ),
        organisation="organisation",
    ),
    "volunteering_course": KindColumns(
        subject=f"{{row}}.about || ', ' || coalesce({shown_day('{row}.on_')}, '')",
        described=("about", "on_"),
        drafted="about",
        searched=("about", "provider", "place", "notes"),
        acted=("held", "cancelled"),
    ),
    "volunteering_stafftime": KindColumns(
        subject="coalesce((SELECT d.name FROM directorate AS d WHERE d.uid = {row}.directorate), "
        f"'') || ', ' || coalesce({shown_day('{row}.on_')}, '')",
        described=("directorate", "on_"),
        drafted="directorate",
        searched=("source", "notes"),
        acted=("next_by", "working", "followed"),
        organisation="organisation",
    ),
    "volunteering_mentoring": KindColumns(
        subject="{row}.need",
        described=("need",),
        drafted="need",
        searched=("need", "notes"),
        acted=("mentor", "matched", "met", "ended", "step_by", "working"),
        organisation="organisation",
    ),
}
"""By table."""
