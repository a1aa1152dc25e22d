"""The lists from which promises come in."""

from __future__ import annotations

from spoc_tui.casework.compact.steps import Side
from spoc_tui.casework.kinds.coming_in import ListOf
from spoc_tui.casework.kinds.fields import choice, link, named

COMMITMENTS = ListOf(
    name="commitments",
    label="What each side promises",
    help="Commitment, Side, Owner, Principle, Paragraph. Of a .txt each line is one, and bullets "
    "and numbers before the words are left out. An owner who is not on record is held.",
    forms="CSV, Excel or pasted lines",
    one="commitment",
    asks=named(
        {
            "compact": link("Compact", "compact", "that they stand in"),
            "side": choice("Side", Side, "where the list does not say it"),
        }
    ),
)
