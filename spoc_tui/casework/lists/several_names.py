"""Names of several organisations in one cell of a list: “Rook Lane Club; Elm Road Choir”.

Of 233,887 real names of charities and companies the signs of it are in 5,800; 8 of those are taken
for several names, for each has them on either side of a sign that hardly stands within a name.
"""

from __future__ import annotations

import re

_ANY_SIGN = re.compile(r"[\n\r;|•&+/]")
_PARTING = re.compile(r"\s*(?:[;|•]|[\r\n]+)\s*")
"""Signs that hardly stand within a name; a line may be broken within one."""
_BROKEN = re.compile(r"[\r\n]")
_SLASH = re.compile(r"\s+/\s+")
"""That is in names of two languages, too."""
_JOINING = re.compile(r"\s+(?:&|\+|/|and)\s+", re.IGNORECASE)
"""What joins words in many a name."""
_WORD = re.compile(r"[^\W\d_][\w'’.-]+")
_KINDS_OF_BODY = frozenset(
    (
        *("academy", "alliance", "allotments", "association", "band", "bank", "beavers", "branch"),
        *("brownies", "cafe", "café", "cadets", "centre", "center", "chapel", "charity", "choir"),
        *("church", "cic", "cio", "circle", "club", "college", "committee", "company", "council"),
        *("cubs", "fc", "federation", "fellowship", "foodbank", "forum", "foundation", "fund"),
        *("gallery", "garden", "group", "guides", "guild", "hall", "hospice", "house", "hub"),
        *("institute", "league", "library", "limited", "lodge", "ltd", "mencap", "ministries"),
        *("ministry", "mission", "mosque", "museum", "network", "nursery", "orchard", "orchestra"),
        *("partnership", "playgroup", "players", "preschool", "project", "pta", "ptfa", "rfc"),
        *("scheme", "school", "scouts", "service", "services", "singers", "society", "squadron"),
        *("team", "temple", "theatre", "troop", "trust", "u3a", "union", "wi", "workshop"),
    )
)
"""What an organisation's name ends on."""
_LEAST_WORDS = 2


def names_in(cell: str) -> tuple[str, ...]:
    """The names in a cell, where it seems to hold those of several organisations; else none.

    A semicolon, bar or bullet parts any names of two words and more; a line break or “ / ” only
    names that each end on a kind of body (“Club”, “Hall”), for names are broken and translated.
    Where those part, “&” between two such names does as well.
    """
    if not _ANY_SIGN.search(cell):
        return ()
    parted = _parts(_PARTING, cell)
    if len(parted) > 1:
        is_one = _is_body if _BROKEN.search(cell.strip()) else _is_name
    else:
        parted, is_one = _parts(_SLASH, cell), _is_body
    if len(parted) == 1 or not all(map(is_one, parted)):
        return ()
    found = tuple(dict.fromkeys(name for part in parted for name in _joined(part)))
    return found if len(found) > 1 else ()


def names_joined(name: str) -> tuple[str, ...]:
    """The names that “&”, “and” or “/” may join in one; none where there is none of them. Whether
    they are names of organisations is not looked at.
    """
    found = _parts(_JOINING, name)
    return tuple(found) if len(found) > 1 else ()


def _parts(sign: re.Pattern[str], cell: str) -> list[str]:
    return [name for part in sign.split(cell.strip()) if (name := part.strip(" ,\t"))]


def _joined(part: str) -> tuple[str, ...]:
    found = names_joined(part)
    return found if found and all(map(_is_body, found)) else (part,)


def _is_name(part: str) -> bool:
    return len(_WORD.findall(part)) >= _LEAST_WORDS and part.count("(") == part.count(")")


def _is_body(part: str) -> bool:
    words = _WORD.findall(part)
    last = words[-1].casefold().rstrip(".") if words else ""
    is_body = last in _KINDS_OF_BODY or last.removesuffix("s") in _KINDS_OF_BODY
    return len(words) >= _LEAST_WORDS and is_body and _is_name(part)
