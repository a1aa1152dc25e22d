"""SQL: which of many records are meant."""

from __future__ import annotations

import json
from collections.abc import Collection


def among(column: str, uids: Collection[str] | None) -> tuple[str, list[str]]:
    """Whether a column has one of these uids, or any; and what that is asked with."""
    if uids is None:
        return "1", []
    # As one value: SQLite takes at most 32,766 of them.
    return f"{column} IN (SELECT value FROM json_each(?))", [json.dumps(sorted(uids))]
