"""Who writes a paper, with the end of the history as it stands, which is printed at its foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spoc_tui.casework.dates import when
from spoc_tui.casework.records.signed import Signed, anchor_line

if TYPE_CHECKING:
    from db.connection import Connection


def anchored(connection: Connection, who: str) -> Signed:
    """The officer with that line; with none where there is no history yet."""
    last = connection.execute(
        "SELECT hash, place, at FROM action ORDER BY clock DESC, uid DESC LIMIT 1"
    ).fetchone()
    if last is None:
        return Signed(who)
    day = when.london_date(when.from_iso(last["at"]))
    return Signed(who, anchor_line(last["hash"], last["place"], day))
