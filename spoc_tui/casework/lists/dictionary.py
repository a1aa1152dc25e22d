"""The data dictionary of the tables of outside lists."""

from __future__ import annotations

from collections.abc import Mapping

from spoc_tui.casework.records.described import (
    ISO_DAY,
    UTC_MOMENT,
    TableDescription,
    audited,
    uid_of,
)

_SOURCE = "Name of the outside list."
_KEY = "What the list knows the organisation by: its number there."
_FACTS = "JSON: what the list's row says, in this program's fields; sums in it are pence."
_ROW = "JSON: the list's row as it came, column by column."
_SEEN = f"{UTC_MOMENT} of the import that last said so."

TABLES: Mapping[str, TableDescription] = {
    "source_entry": audited(
        "What an outside list last said of an organisation.",
        organisation=uid_of("organisation"),
        source=_SOURCE,
        key=_KEY,
        seen_at=_SEEN,
        facts=_FACTS,
        row=_ROW,
        gone_on=f"{ISO_DAY} of the issue that no longer had it; null: it is in the list.",
        standing="What the list says about its status (removed, for example); blank: nothing.",
    ),
    "held": audited(
        "A list's row that may be an organisation we have, or several: the officer is to decide.",
        organisation=uid_of("organisation that it may be; blank: its name seems to be several's"),
        source=_SOURCE,
        key=_KEY,
        name="The name in the list.",
        seen_at=_SEEN,
        why="Why it was held.",
        facts=_FACTS,
        row=_ROW,
        decided="What was decided: same, another, each, left out; blank: not yet.",
    ),
    "difference": audited(
        "A field in which a list differs from what the officer wrote.",
        organisation=uid_of("organisation"),
        source=_SOURCE,
        field="The column of organisation that differs.",
        listed="What the list says.",
        seen_at=_SEEN,
        settled="What was decided: taken, left; blank: not yet.",
    ),
    "standing_answer": audited(
        "What is always taken of a list, or never, where something else is here.",
        source=_SOURCE,
        field="The column of organisation.",
        answer="taken: always; left: never.",
    ),
    "list_mapping": TableDescription(
        "What each column of an outside list was taken for.",
        {
            "source": _SOURCE,
            "columns": "JSON: the field that each column says.",
            "saved_at": f"{UTC_MOMENT} of the import that last used it.",
        },
    ),
}
