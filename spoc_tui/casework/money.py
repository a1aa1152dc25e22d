"""Money as it is typed and shown: pounds, kept as whole pence."""

from __future__ import annotations

import re

from spoc_tui.casework.errors import BadInput

MOST_PENCE = 100_000_000_000_00
_POUNDS = re.compile(r"£?\s*(?P<pounds>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.(?P<pence>[0-9]{2}))?")


def read_money(text: str, *, field: str) -> int:
    """The pence of an amount typed in pounds: `12500`, `12,500`, `£12,500.50`. BadInput if none."""
    match = _POUNDS.fullmatch(text.strip()) if len(text) <= 40 else None
    if match is None:
        raise BadInput(
            f"“{text.strip()[:40]}” is not an amount in pounds. Type for example 12,500 or "
            "£12,500.50.",
            field=field,
        )
    pence = int(match["pounds"].replace(",", "")) * 100 + int(match["pence"] or 0)
    if pence > MOST_PENCE:
        raise BadInput(f"{show_money(MOST_PENCE)} is the most that is understood.", field=field)
    return pence


def show_money(pence: int) -> str:
    """`£12,500.50`; whole pounds without the pence."""
    pounds, rest = divmod(pence, 100)
    return f"£{pounds:,}" + (f".{rest:02}" if rest else "")
