"""What the storage is told of the kinds of groups, their meetings and decisions."""

from __future__ import annotations

from collections.abc import Mapping

from db.records.kind_shapes import KindColumns, PartTable, Within, shown_day

_NUMBER = (
    "(SELECT upper(g.short) || '-' || substr({row}.year, 3) || '-' || "
    "printf('%02d', (SELECT count(*) FROM groups_decision AS n WHERE n.group_ = {row}.group_ "
    "AND n.year = {row}.year AND (n.began_at, n.uid) <= ({row}.began_at, {row}.uid))) "
    "FROM groups_group AS g WHERE g.uid = {row}.group_ AND g.short <> '')"
)
"""SQL: “SLG-26-07”, which decision of its group it is in its year, by when it was put on record:
counted with those that were undone, so that no other takes a number that was given out.
"""

COLUMNS: Mapping[str, KindColumns] = {
    "groups_group": KindColumns(
        subject="{row}.name",
        described=("name",),
        drafted="name",
        searched=("name", "short", "terms", "notes"),
        acted=(),
        distinct="name",
        short="short",
    ),
    "groups_decision": KindColumns(
        subject="{row}.words",
        described=("words",),
        drafted="words",
        searched=("words", "item"),
        acted=("year", "sent", "corrected", "corrections", "carried"),
        asks=True,
        within=Within("meeting", "groups_meeting", ""),
        number=_NUMBER,
        numbered_by="(SELECT upper(g.short) FROM groups_group AS g WHERE g.uid = {row}.group_)",
        gathered_by="group_",
        numbers_begin="SELECT upper(g.short) AS short FROM groups_group AS g "
        "WHERE g.short <> '' AND g.removed_at IS NULL",
    ),
    "groups_meeting": KindColumns(
        subject="coalesce((SELECT g.name FROM groups_group AS g WHERE g.uid = {row}.group_), '') "
        f"|| ', ' || coalesce({shown_day('coalesce({row}.held, {row}.when_)')}, '')",
        described=("group_", "when_", "held"),
        drafted="group",
        searched=("place", "notes"),
        acted=(
            *("due_on", "agenda_at", "held", "notes_at"),
            *("corrected", "corrections", "to_send_again", "again_at"),
        ),
        once=("group_", "due_on"),
        keyed="check_in_held",
        asks=True,
        within=Within("group_", "groups_group", "name"),
    ),
}
"""By table."""

PARTS: Mapping[str, PartTable] = {
    "groups_group_members": PartTable("groups_group", takes_part=True),
    "groups_meeting_items": PartTable("groups_meeting", searched=("words",)),
    "groups_meeting_attendance": PartTable("groups_meeting", takes_part=True),
}
"""By table; the column `record` of each says on which record its rows are."""
