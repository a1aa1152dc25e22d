"""Cells that were damaged on their way: text encoded twice, halves of characters."""

from __future__ import annotations

import re

# The first byte of a character in UTF-8, taken for a letter, and the next one, taken for a sign.
_TWICE = re.compile("[ÂÃÄÅÎÐâãäåïðË][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_HALVES = re.compile("[\ud800-\udfff]")


def corrected(cell: str) -> str:
    """The cell as it was written first: “CafÃ©” is “Café”, and what cannot be stored is removed."""
    if cell.isascii():
        return cell
    if _TWICE.search(cell):
        from ftfy import fix_encoding

        cell = fix_encoding(cell)
    return _HALVES.sub("", cell)
