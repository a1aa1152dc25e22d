"""The hits of `spoc find`, as JSON and as text."""

from __future__ import annotations

from collections.abc import Sequence

from spoc_tui.casework.search.finding import Hit
from spoc_tui.cli.desk import Desk

USUAL_HITS = 20
MOST_HITS = 1_000
"""How many are shown at most, unless asked otherwise, and whatever is asked."""
_CUT = "These are the best {:,}: “--limit {}” lists as many as there may be."


def say_found(desk: Desk, typed: Sequence[str], *, kind: str | None, limit: int) -> None:
    """Looks for what was typed and answers with it."""
    found = desk.store.search.anything(" ".join(typed), limit=limit, kind=kind)
    cut = [_CUT.format(limit, MOST_HITS)] if len(found) == limit < MOST_HITS else []
    desk.say([_shape(hit) for hit in found], "\n".join([_lines(found), *cut]))


def _shape(hit: Hit) -> dict[str, object]:
    return {
        "kind": hit.kind,
        "id": hit.uid,
        "reference": hit.reference or None,
        "name": hit.name,
        "matched": hit.matched,
        "phone": hit.phone,
        "open": bool(hit.open) if hit.status else hit.open,
        "status": hit.status or None,
        "on": on.isoformat() if (on := hit.on) else None,
        "urgent": hit.urgent,
    }


def _lines(found: Sequence[Hit]) -> str:
    """The hits, one a line."""
    return "\n".join(map(_line, found)) or "Nothing found."


def _line(hit: Hit) -> str:
    """A hit: what it is, its number, and aside how it is, since when, and where it was found."""
    open_ones = f"{hit.open} open" if hit.kind == "organisation" and hit.open else ""
    phone = "" if hit.phone in hit.matched else hit.phone
    aside = ", ".join(filter(None, (hit.stands, hit.matched, open_ones)))
    kind = hit.kind.replace("_", "-").ljust(12)
    parts = (kind, hit.named, hit.title, phone, f"({aside})" if aside else "")
    return "  ".join(filter(None, parts))
