"""The size band of an organisation: as it was typed, or by its yearly income."""

from __future__ import annotations

from spoc_tui.casework.organisations.profile import UPPER_PENCE

COLUMNS = ("size", "income_pence")
"""Those of an organisation that it follows from."""


def size_band(row: str) -> str:
    """SQL: the band of the organisation `row` (an alias), as `Organisation.size` has it: “unknown”
    where neither is known.
    """
    by_income = " ".join(
        f"WHEN {row}.income_pence < {upper} THEN '{band}'" for band, upper in UPPER_PENCE
    )
    return (
        f"CASE WHEN {row}.size <> '' THEN {row}.size "
        f"WHEN {row}.income_pence IS NULL THEN 'unknown' {by_income} ELSE 'major' END"
    )
