"""The lists from which money comes in."""

from __future__ import annotations

from spoc_tui.casework.kinds.coming_in import ListOf, an_organisation

GRANTS = ListOf(
    name="grants",
    label="Grants that were awarded",
    help="By the 360Giving standard: Identifier, Title, Amount Awarded, Award Date, Recipient "
    "Org:Name and so on. A recipient who is not on record for sure is held; what had ended is put "
    "on record as ended; what went to an individual stays out.",
    forms="CSV, Excel or JSON",
    one="award",
    called="name",
    answer=an_organisation("which one is meant"),
)
