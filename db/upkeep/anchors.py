"""Whether the history still has what a paper named at its foot."""

from __future__ import annotations

from collections.abc import Iterator

from db.connection import Connection
from db.upkeep.wrong import CheckedPart, Wrong
from spoc_tui.casework.records.signed import Anchor


def anchor_wrong(connection: Connection, anchor: Anchor) -> Iterator[Wrong]:
    """A sentence where the history does not have it."""
    found = connection.execute(
        "SELECT place FROM action WHERE hash GLOB ?", [f"{anchor.seal}*"]
    ).fetchall()
    places = [place for (place,) in found]
    if not places:
        yield Wrong(
            CheckedPart.HISTORY,
            f"The history has no action of the seal {anchor.seal}: the paper is of another "
            "database, or the history was changed since it was written.",
        )
    elif anchor.place is not None and anchor.place not in places:
        yield Wrong(
            CheckedPart.HISTORY,
            f"The history has the seal {anchor.seal}, but as action {places[0]:,}, and the paper "
            f"names action {anchor.place:,}: one of the two was changed.",
        )
