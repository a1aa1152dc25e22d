"""An invoice's number as different systems write it, and what may be the same number."""

from __future__ import annotations

import re
from functools import lru_cache

from spoc_tui.casework.organisations.names import invoice_key
from spoc_tui.casework.text import fold

FEWEST_SIGNS = 6
"""With fewer letters and figures a number is many firms', and does not say whose it is."""
_BESIDE = (
    "invoice invoices inv invno invoiceno in si sin sinv no nos number num nr ref reference bill"
)
_WORDS = frozenset(_BESIDE.split())
"""What stands beside a number and is none of it."""
_SIGNS = re.compile(r"[a-z]+|[0-9]+")
_FIGURES = re.compile(r"[0-9]+")
_LAST_FIGURES = re.compile(r"([0-9]+)[^0-9]*$")
_PARTED = re.compile(r"[0-9][^0-9A-Za-z]+[0-9]")
_SEVERAL = re.compile(r"[,;&+|\n]| / | and ", re.IGNORECASE)
_NO_LETTERS = re.compile(r"[^a-z]+")
_MARKS = frozenset(",;&+|\n/")


# Asked for several times of a row, one after another.
@lru_cache(maxsize=64)
def number_key(number: str) -> str:
    """A number as it is compared with a list's: without signs, spaces, and the noughts in front
    that a spreadsheet drops. “INV-0042 / A” is `inv0042a`, “0042” `42`.
    """
    key = invoice_key(number)
    return key.lstrip("0") or key if key.isdigit() else key


def loose_key(number: str) -> str:
    """A number without words for “invoice” and without noughts in front of figures: “INV-0042/A”
    and “42 a” are both `42-a`.
    """
    signs = [
        part.lstrip("0") or "0" if part.isdigit() else part for part in _SIGNS.findall(fold(number))
    ]
    return "-".join([part for part in signs if part not in _WORDS] or signs)


def last_figures(number: str) -> str:
    """The last figures in it, without noughts in front; blank where it has none."""
    found = _LAST_FIGURES.search(number)
    return found[1].lstrip("0") if found else ""


def figures_alike(one: str, other: str) -> bool:
    """Whether the figures of one number are those of the other, or its last: “2026/101”, “A-101”
    and “101”.
    """
    ones, others = (
        [run.lstrip("0") for run in _FIGURES.findall(number)] for number in (one, other)
    )
    fewer = min(len(ones), len(others))
    return fewer > 0 and ones[-fewer:] == others[-fewer:]


def are_parted(number: str) -> bool:
    """Whether signs stand between its figures: “2024/07”."""
    return _PARTED.search(number) is not None


def parts_of(number: str) -> list[str]:
    """The numbers where one cell has several, “INV-101 & 102”; none where it has one. A stroke
    parts numbers only where all begin alike (“INV-101/INV-102”): in others it is of the number.
    """
    if _MARKS.isdisjoint(number) and " and " not in number.lower():
        return []
    parts = [part.strip() for part in _SEVERAL.split(number)]
    if len(parts) == 1:
        parts = number.split("/")
        letters = {_NO_LETTERS.sub("", part.lower()) for part in parts}
        parts = parts if len(letters) == 1 and letters != {""} else []
    found = [part.strip() for part in parts if last_figures(part)]
    return found if len(found) > 1 else []


def is_telling(number: str) -> bool:
    """Whether a number is long enough to be one firm's only."""
    return len(loose_key(number).replace("-", "")) >= FEWEST_SIGNS
