"""What the storage is told of the kinds of Section 106."""

from __future__ import annotations

from collections.abc import Mapping

from db.records.kind_shapes import KindColumns, PartTable, Within

COLUMNS: Mapping[str, KindColumns] = {
    "planning_window": KindColumns(
        subject="{row}.site || ', ' || {row}.application",
        described=("site", "application"),
        drafted="site",
        searched=("application", "site", "wards", "applicant", "notes"),
        acted=(
            *("closes", "working", "indicative", "sum_working", "rate_known", "front_loaded"),
            *("notice_up", "views_in", "sent", "acknowledged", "understood", "understood_words"),
            *("agreed", "agreed_sum", "received", "received_sum", "allocated"),
            *("allocated_sum", "spent", "spent_sum", "evaluated"),
        ),
        team="team",
        distinct="application",
        wards="wards",
        asks=True,
    ),
    "planning_scheme": KindColumns(
        subject="{row}.what",
        described=("what",),
        drafted="what",
        searched=("what", "ward", "place", "suggested_by", "need", "notes"),
        acted=("window", "put_forward", "secured", "secured_sum", "secured_thing", "built"),
        organisation="organisation",
        within=Within("window", "planning_window", ""),
        wards="ward",
        rests=(("secured", "agreed"),),
    ),
    "planning_pilot": KindColumns(
        subject="{row}.title",
        described=("title",),
        drafted="title",
        searched=("title", "notes"),
        acted=("evaluation", "evaluated", "decided"),
        distinct="title",
    ),
}
"""By table."""

PARTS: Mapping[str, PartTable] = {
    "planning_window_notices": PartTable("planning_window"),
    "planning_window_agreements": PartTable("planning_window"),
    "planning_window_contributions": PartTable("planning_window"),
    "planning_window_transactions": PartTable("planning_window"),
    "planning_pilot_sites": PartTable("planning_pilot", searched=("ward",)),
    "planning_pilot_members": PartTable("planning_pilot"),
    "planning_pilot_milestones": PartTable("planning_pilot", searched=("words",)),
}
"""By table; the column `record` of each says on which record its rows are."""
