"""Money as it is typed and shown: pounds, kept as whole pence."""

from __future__ import annotations

import re

from spoc_tui.casework.errors import BadInput

MOST_PENCE = 100_000_000_000_00
_POUNDS = re.compile(r"£?\s*(?P<pounds>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.(?P<pence>[0-9]{2}))?")
_EXAMPLES = "Type for example 12,500 or £12,500.50."
_MISTYPED = (
    (re.compile(r"£?\s*[-−–(].*[0-9].*"), "is below £0. Type an amount without a minus."),
    (
        re.compile(r"£?\s*[0-9.]+,[0-9]{1,2}|£?\s*[0-9]{1,3}(\.[0-9]{3})+,[0-9]*"),
        "has its commas and full stops the other way round. Type it as 1,234.56: commas between "
        "the thousands, a full stop before the pence.",
    ),
    (
        re.compile(r"£?\s*[0-9.,]+\s*(k|m|bn|thousand|million)", re.IGNORECASE),
        "is shortened. Type it in full: 12,000 rather than 12k.",
    ),
    (
        re.compile(r"£?\s*[0-9,]+\.[0-9]"),
        "has one figure after the full stop. Type the pence with two, for example 12.50.",
    ),
)
"""What is often typed for an amount, and what to say of it."""


def read_money(text: str, *, field: str) -> int:
    """The pence of an amount typed in pounds: `12500`, `12,500`, `£12,500.50`. BadInput if none."""
    typed = text.strip()
    match = _POUNDS.fullmatch(typed) if len(text) <= 40 else None
    if match is None:
        raise BadInput(f"“{typed[:40]}” {_what_is_wrong(typed[:40])}", field=field)
    pence = int(match["pounds"].replace(",", "")) * 100 + int(match["pence"] or 0)
    if pence > MOST_PENCE:
        raise BadInput(f"{show_money(MOST_PENCE)} is the most that is understood.", field=field)
    return pence


def _what_is_wrong(typed: str) -> str:
    for mistyped, described in _MISTYPED:
        if mistyped.fullmatch(typed):
            return described
    return f"is not an amount in pounds. {_EXAMPLES}"


def show_money(pence: int) -> str:
    """`£12,500.50`; whole pounds without the pence."""
    pounds, rest = divmod(pence, 100)
    return f"£{pounds:,}" + (f".{rest:02}" if rest else "")


def show_pounds(pence: int) -> str:
    """`£1,234.50`, always with the pence; `-£5.00` below nought."""
    whole, rest = divmod(abs(pence), 100)
    return f"{'-' if pence < 0 else ''}£{whole:,}.{rest:02}"


def pounds(pence: int) -> str:
    """`1234.50`: a plain decimal number for other programs, below nought with its minus."""
    return show_pounds(pence).replace("£", "").replace(",", "")
