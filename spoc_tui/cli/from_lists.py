"""Shared by the verbs that import a list, whatever it is of."""

from __future__ import annotations

from spoc_tui.casework.errors import BadInput

ROWS_SHOWN = 20
"""How many rows the text tells of; --json has all."""
DRY_RUN = "Nothing was written: this was a dry run."


def read_mapped(pairs: tuple[str, ...]) -> dict[str, str]:
    """COLUMN=FIELD by column; the column may have a = in it."""
    mapping = {}
    for pair in pairs:
        column, sign, field = pair.rpartition("=")
        if not sign or not column.strip():
            raise BadInput(f"“{pair[:60]}” is not of the form COLUMN=FIELD.", field="map")
        mapping[column] = field
    return mapping
