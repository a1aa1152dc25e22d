"""What the storage is told of the kinds of premises."""

from __future__ import annotations

from collections.abc import Mapping

from db.records.kind_shapes import KindColumns, PartTable, Within

COLUMNS: Mapping[str, KindColumns] = {
    "premises_space": KindColumns(
        subject="{row}.building || CASE {row}.room WHEN '' THEN '' ELSE ', ' || {row}.room END",
        described=("building", "room"),
        drafted="building",
        searched=("building", "room", "uprn", "postcode", "ward", "access", "conditions", "notes"),
        acted=("seen",),
        team="team",
    ),
    "premises_request": KindColumns(
        subject="{row}.need",
        described=("need",),
        drafted="need",
        searched=("need", "ward", "access", "notes"),
        acted=("space", "agreed", "given_up", "theme"),
        organisation="organisation",
    ),
    "premises_holding": KindColumns(
        subject="{row}.property || ', ' || {row}.form",
        described=("property", "form"),
        drafted="property",
        searched=("property", "uprn", "postcode", "ward", "notes"),
        acted=("noticed", "renewed"),
        organisation="organisation",
    ),
    "premises_transfer": KindColumns(
        subject="{row}.property",
        described=("property",),
        drafted="property",
        searched=("property", "officer", "uprn", "postcode", "ward", "notes"),
        acted=("panel", "business_case", "cabinet", "heads", "completed"),
        organisation="organisation",
        team="team",
    ),
    "premises_nomination": KindColumns(
        subject="{row}.land",
        described=("land",),
        drafted="land",
        searched=("land", "owner", "uprn", "postcode", "ward", "value", "notes"),
        acted=("decide_by", "working", "decided", "listed"),
        organisation="organisation",
    ),
    "premises_listing": KindColumns(
        subject="{row}.land",
        described=("land",),
        drafted="land",
        searched=("land", "owner", "uprn", "postcode", "ward", "notes"),
        acted=("ends", "review_by", "working", "review_asked", "reviewed"),
        organisation="organisation",
        within=Within("nomination", "premises_nomination", ""),
    ),
    "premises_disposal": KindColumns(
        subject="{row}.property",
        described=("property",),
        drafted="property",
        searched=("property", "owner", "uprn", "postcode", "ward", "notes"),
        acted=(
            "interim_end",
            "work_to",
            "full_end",
            "protected_end",
            "right_to_buy",
            "working",
            "interest",
            "quiet",
            "sold",
            "sold_to",
        ),
        asks=True,
        within=Within("listing", "premises_listing", ""),
    ),
    "premises_relief": KindColumns(
        subject="{row}.form || ' ' || {row}.year "
        "|| CASE {row}.property WHEN '' THEN '' ELSE ', ' || {row}.property END",
        described=("form", "year", "property"),
        drafted="year",
        searched=("year", "property", "notes"),
        acted=(
            "decided",
            "percent",
            "ends",
            "amount",
            "withdrawn",
            "withdrawn_from",
            "decide_limit",
            "working",
        ),
        organisation="organisation",
    ),
}
"""By table."""

PARTS: Mapping[str, PartTable] = {
    "premises_request_offers": PartTable("premises_request"),
}
"""By table; the column `record` of each says on which record its rows are."""
