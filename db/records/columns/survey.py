"""What the storage is told of the kinds of the survey."""

from __future__ import annotations

from collections.abc import Mapping

from db.records.kind_shapes import KindColumns, NamedAfter, PartTable, shown_day

COLUMNS: Mapping[str, KindColumns] = {
    "survey_round": KindColumns(
        subject="{row}.title",
        described=("title",),
        drafted="title",
        searched=("title", "source", "whom", "notes", "came"),
        acted=(
            *("last_day", "remind_on", "remind_again", "code_by", "working"),
            *("concluded", "came", "told", "told_how"),
        ),
        asks=True,
        distinct="title",
    ),
    "survey_response": KindColumns(
        subject="coalesce((SELECT s.title FROM survey_round AS s WHERE s.uid = {row}.round), '') "
        f"|| ', ' || coalesce({shown_day('{row}.received')}, '')",
        described=("round", "received"),
        drafted="organisation",
        searched=("person", "notes"),
        acted=("size", "ward", "came_as"),
        organisation="organisation",
        named_after=NamedAfter("round", "survey_round", "title"),
        bears_on="round",
    ),
}
"""By table."""

PARTS: Mapping[str, PartTable] = {
    "survey_round_questions": PartTable("survey_round", searched=("words",)),
    "survey_round_shares": PartTable("survey_round", searched=("of", "words")),
    "survey_response_answers": PartTable("survey_response", searched=("words",)),
    "survey_response_codings": PartTable("survey_response"),
}
"""By table; the column `record` of each says on which record its rows are."""
